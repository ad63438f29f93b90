"""docs/flags.md: the figures of figures.py in words and tables. Written by `make figures`, never by hand."""

from collections.abc import Iterator, Sequence
from random import Random

from monitor.limits import Severity
from monitor.protocol import Protocol
from monitor.trends import (
    FEWEST_SETS,
    HORIZON_MIN,
    LEAST_RISE_MMHG,
    MOST_SETS,
    RISE_OVER_SCATTER,
    minutes_until,
)
from sessions import simulated_course
from sessions.figures import ANSWER_AFTER_MIN, LATE_MIN, RECHECK_MIN, Figures

FLAT_SERIES = 2000
FLAT_SETS = 8
CAUTION_MMHG = 165
WORST_FIRST = tuple(sorted(Severity, reverse=True))


def figures_page(figures: Sequence[Figures], protocol: Protocol) -> str:
    """The whole page as Markdown."""
    return "\n".join([*_head(protocol), *_overview(figures), *_by_rule(figures), *_trend(figures), *_simulated(), ""])


def _head(protocol: Protocol) -> Iterator[str]:
    yield "# How often the flags speak"
    yield ""
    yield (
        f"Written by `make figures`, with the protocol “{protocol.title}”, version {protocol.version}. The naive rule, "
        "for comparison, makes a new alert of every value beyond any limit, or changed too far from the baseline, in "
        "every set. It knows nothing of sets that are late, and of effects; so it is compared with the flags that "
        "readings raise. The goal is a third of its alerts at most. Beside that stand the flags of all rules, though "
        "most of what they say the naive rule never asks, and the naive alerts on the planned sets alone, as the "
        "rechecks that Vigil asks for give the naive rule more to speak of."
    )
    yield ""


def _overview(figures: Sequence[Figures]) -> Iterator[str]:
    yield "| per session | " + " | ".join(one.name for one in figures) + " |"
    yield "|---|" + "---|" * len(figures)
    rows = (
        ("sessions", [f"{one.sessions:,}" for one in figures]),
        ("sets taken after the start", [_each(one.sets, one) for one in figures]),
        ("flags, all rules", [_each(sum(one.flags.values()), one) for one in figures]),
        *((f"of these {s.word}", [_each(_of(one, s), one) for one in figures]) for s in WORST_FIRST),
        ("flags that readings raise", [_each(one.of_readings, one) for one in figures]),
        ("alerts of the naive rule", [_each(sum(one.naive.values()), one) for one in figures]),
        ("flags of readings / naive alerts", [_share(one.of_readings, sum(one.naive.values())) for one in figures]),
        (
            "flags of all rules / naive alerts",
            [_share(sum(one.flags.values()), sum(one.naive.values())) for one in figures],
        ),
        ("alerts of the naive rule on the planned sets alone", [_each(one.naive_on_plan, one) for one in figures]),
        ("flags of readings / these", [_share(one.of_readings, one.naive_on_plan) for one in figures]),
        (
            "caution and critical flags of readings / such alerts",
            [_share(one.of_readings_urgent, one.naive_urgent) for one in figures],
        ),
        ("sessions with a critical flag", [_share(one.with_critical, one.sessions) for one in figures]),
        ("the same by the naive rule", [_share(one.naive_with_critical, one.sessions) for one in figures]),
        ("answers asked", [_each(one.answers_asked, one) for one in figures]),
        ("answers the naive rule would ask (caution and critical)", [_each(one.naive_urgent, one) for one in figures]),
        ("answers asked / these", [_share(one.answers_asked, one.naive_urgent) for one in figures]),
    )
    for name, values in rows:
        yield f"| {name} | " + " | ".join(values) + " |"
    yield ""


def _by_rule(figures: Sequence[Figures]) -> Iterator[str]:
    yield "## By rule and worst severity"
    yield ""
    yield "| rule | severity | " + " | ".join(f"{one.name}, per session" for one in figures) + " |"
    yield "|---|---|" + "---|" * len(figures)
    kinds = sorted({kind for one in figures for kind in one.flags}, key=lambda kind: (kind[0], -kind[1]))
    for rule, severity in kinds:
        values = " | ".join(_each(one.flags[rule, severity], one) for one in figures)
        yield f"| {rule.replace('_', ' ')} | {severity.word} | {values} |"
    yield ""


def _trend(figures: Sequence[Figures]) -> Iterator[str]:
    yield "## “Systolic reaches the caution limit in about N min”"
    yield ""
    yield (
        f"A straight line through the last {FEWEST_SETS} or {MOST_SETS} readings that rises {LEAST_RISE_MMHG} mmHg or "
        f"more and {RISE_OVER_SCATTER} times as much as the readings lie from it, up to {HORIZON_MIN} min ahead. An "
        "advisory was false where the limit was not reached within that time or, without a reading in it, in the next "
        "set."
    )
    yield ""
    yield "| | sets | advisories | false | false per 100 sets |"
    yield "|---|---|---|---|---|"
    for one in figures:
        yield _trend_row(one.name, one.sets, one.advisories, one.false_advisories)
    for level in (130, 145, 155):
        spoken = advisories_on_a_flat_series(level)
        yield _trend_row(
            f"{FLAT_SERIES:,} flat series at {level} mmHg, cuff noise {simulated_course.CUFF_MMHG[0]} mmHg",
            FLAT_SERIES * FLAT_SETS,
            spoken,
            spoken,
        )
    yield ""


def _trend_row(name: str, sets: int, spoken: int, false: int) -> str:
    return f"| {name} | {sets:,} | {spoken} | {false} | {100 * false / max(sets, 1):.2f} |"


def advisories_on_a_flat_series(level: float) -> int:
    """In how many sets of flat series, 10 min apart and with a cuff's noise, a rise is seen that is none."""
    dice = Random(f"flat {level}")
    spoken = 0
    for _ in range(FLAT_SERIES):
        points = [
            (10.0 * number, round(dice.gauss(level, simulated_course.CUFF_MMHG[0]))) for number in range(FLAT_SETS)
        ]
        windows = (points[max(0, end - MOST_SETS) : end] for end in range(1, FLAT_SETS + 1))
        spoken += sum(minutes_until(CAUTION_MMHG, window) is not None for window in windows)
    return spoken


def _simulated() -> Iterator[str]:
    yield "## What the simulated sessions are"
    yield ""
    least, most = RECHECK_MIN
    yield (
        f"A careful nurse takes every planned set up to {LATE_MIN:g} min late, every recheck {least:g} to {most:g} min "
        f"after the set it follows, and answers each flag {ANSWER_AFTER_MIN:g} min after it asks. The readings "
        "are drawn as `sessions/simulated_course.py` says; its text, with the published figures it is held against:"
    )
    yield ""
    for line in (simulated_course.__doc__ or "").strip().splitlines():
        yield f"> {line}".rstrip()


def _of(one: Figures, severity: Severity) -> int:
    return sum(number for (_, worst), number in one.flags.items() if worst is severity)


def _each(number: int, one: Figures) -> str:
    return f"{number / one.sessions:.2f}" if one.sessions else "–"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}".replace("%", " %") if whole else "–"
