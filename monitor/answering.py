"""Which flags wait for an answer, in which order, for how long, and what is asked beside one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import FlagAnswered
from monitor.flags import Flag
from monitor.rules_of_readings import HIGH_PRESSURES
from monitor.snapshot import Snapshot


def most_urgent_first(snapshot: Snapshot) -> tuple[Flag, ...]:
    """The open flags: the worst, of these what was not answered in time, what has no answer yet, then as they began."""
    return tuple(sorted(snapshot.flags, key=urgency_of))


def urgency_of(flag: Flag) -> tuple[bool, int, bool, bool, datetime]:
    """The smaller, the sooner it is to be answered."""
    return not flag.is_open, -flag.concern, not flag.is_escalated, not flag.wants_answer, flag.since


def left_unanswered(snapshot: Snapshot) -> tuple[Flag, ...]:
    """The flags that ended before anybody answered them, the worst first."""
    return tuple(sorted((flag for flag in snapshot.ended if flag.wants_answer), key=urgency_of))


def next_to_answer(snapshot: Snapshot) -> Flag | None:
    """The most urgent flag without an answer; one that has ended comes after all that are open."""
    waiting = [flag for flag in most_urgent_first(snapshot) if flag.wants_answer]
    return next(iter([*waiting, *left_unanswered(snapshot)]), None)


def same_flag(flag: Flag, snapshot: Snapshot) -> Flag | None:
    """The flag as it is in this snapshot; None where what raised it was struck since."""
    flags = (*snapshot.flags, *snapshot.ended)
    return next((one for one in flags if (one.problem, one.since) == (flag.problem, flag.since)), None)


def answer_to(flag: Flag, action: str, told: str = "") -> FlagAnswered:
    """That this was done about the flag, and who was told."""
    return FlagAnswered(flag.problem, flag.entry, action, told, flag.sentence, flag.since)


def answers_left_over(chart: Chart, flags: Sequence[Flag]) -> tuple[Entry, ...]:
    """The answers about flags that are none any more, as what raised them was struck. `flags` are all of the chart."""
    known = {response.entry for flag in flags for response in flag.responses}
    return tuple(entry for entry in chart.answers if entry.id not in known)


def asks_symptoms(flag: Flag) -> bool:
    """Whether the symptoms of an emergency are asked with it: a pressure that is high now, how much ever, or a symptom
    that was found beside one (S5)."""
    return flag.is_open and flag.problem in (*HIGH_PRESSURES, "symptoms")


def symptoms_words(flag: Flag, chart: Chart) -> str:
    """Whether the symptoms were asked since the high pressure began, and what was found; "" where none are asked."""
    if not asks_symptoms(flag):
        return ""
    asked = next((one for one in reversed(chart.symptoms) if one.at >= flag.since), None)
    if asked is None:
        return "symptoms not asked yet"
    return f"symptoms at {chart.t_text(asked.at)}: {', '.join(asked.present) or 'none'}"


def asked_together(flag: Flag, snapshot: Snapshot) -> tuple[Flag, ...]:
    """The other flags about the patient that wait for an answer since the same few minutes, the worst first.

    One thing happens to a patient, a faint or a rise of both pressures, and one thing is done about it.
    """
    if flag.asked_at is None or not _is_of_patient(flag):
        return ()
    within = timedelta(minutes=snapshot.chart.protocol.schedule.recheck_after)
    others = (one for one in (*snapshot.flags, *snapshot.ended) if one.problem != flag.problem and _is_of_patient(one))
    together = (one for one in others if one.asked_at and abs(one.asked_at - flag.asked_at) <= within)
    return tuple(sorted(together, key=urgency_of))


def worst_of_each(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Of the flags of one problem, ended and come back, only the worst that is asked; the problems as they come."""
    worst: dict[str, Flag] = {}
    for flag in flags:
        worst[flag.problem] = max(worst.get(flag.problem, flag), flag, key=lambda one: one.asks.badness)
    return tuple(worst.values())


def _is_of_patient(flag: Flag) -> bool:
    """About a reading, a symptom or an effect, not about a set or the pump."""
    return flag.vital is not None or flag.problem.startswith(("effect:", "symptoms"))
