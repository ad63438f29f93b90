"""When a flag is raised, continued, answered and ended: all rules together.

Each rule is named by its problem and gives the whole past of its flags.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter

from monitor.assessment import CHANGE_FROM_BASELINE
from monitor.chart import Chart
from monitor.events import FlagAnswered, GateAnswered, VitalsTaken
from monitor.flags import Flag, Response, in_force, with_responses
from monitor.limits import Severity
from monitor.rules_of_effects import effect_severe, effect_unresolved, symptoms_left
from monitor.rules_of_readings import beyond_limits, nearly_alike, no_baseline
from monitor.rules_of_the_plan import infusion_overrun, set_incomplete, set_missed, set_overdue
from monitor.schedule import PlannedSet, planned_sets
from monitor.trends import pressure_rising
from monitor.vitals import Vital

Rule = Callable[[Chart, tuple[PlannedSet, ...], datetime], Iterator[Flag]]
"""From the chart, its planned sets and the time to every flag there was."""


RULES: tuple[Rule, ...] = (
    beyond_limits,
    symptoms_left,
    no_baseline,
    nearly_alike,
    pressure_rising,
    set_overdue,
    set_incomplete,
    set_missed,
    effect_severe,
    effect_unresolved,
    infusion_overrun,
)


def raise_flags(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> tuple[Flag, ...]:
    """Every flag of the session up to now: the open ones first, worst first, then those that have ended.

    When a session is over, so are its flags.
    """
    closed_at = _closed_at(chart)
    until = min(now, closed_at) if closed_at else now
    flags: list[Flag] = []
    for rule in RULES:
        for flag in rule(chart, planned, until):
            ended = replace(flag, ended_at=closed_at) if closed_at and flag.ended_at is None else flag
            flags.append(ended)
    written = {entry.id: entry.recorded_at for entry in chart.page}
    told = _readings(chart)
    answered = [
        with_responses(flag, responses, chart.protocol.flagging, now, written, _others(flag, told))
        for flag, responses in zip(flags, _responses(chart, flags), strict=True)
    ]
    return tuple(sorted(answered, key=_worst_first))


def _others(flag: Flag, told: Mapping[Vital, list[tuple[datetime, datetime]]]) -> Sequence[tuple[datetime, datetime]]:
    """When the readings on which its cautions depend were taken, and when each was written or struck.

    A change depends on the baseline and the sets before it, a cuff value that was taken again on those of the flag.
    """
    if flag.vital is None or flag.worst.severity < Severity.CAUTION:
        return ()
    is_change = any(seen.rule == CHANGE_FROM_BASELINE for seen in flag.sightings)
    readings = told.get(flag.vital, [])
    return readings if is_change else readings[bisect_left(readings, flag.since, key=itemgetter(0)) :]


def _readings(chart: Chart) -> dict[Vital, list[tuple[datetime, datetime]]]:
    """For each vital sign when its readings were taken, in order of time, and when each was written or struck."""
    told: dict[Vital, list[tuple[datetime, datetime]]] = {}
    for entry in chart.page:
        if isinstance(entry.event, VitalsTaken):
            strike = chart.strikes.get(entry.id)
            known = entry.happened_at, strike.at if strike else entry.recorded_at
            for reading in entry.event.vitals.readings:
                told.setdefault(reading.vital, []).append(known)
    return told


def flags_of(chart: Chart, now: datetime) -> tuple[Flag, ...]:
    """Every flag of the session up to now, as `raise_flags` gives them."""
    return raise_flags(chart, planned_sets(chart, now), now)


def _worst_first(flag: Flag) -> tuple[bool, int, bool, datetime]:
    return not flag.is_open, -flag.concern, not flag.is_escalated, flag.since


def _closed_at(chart: Chart) -> datetime | None:
    if chart.is_open:
        return None
    return chart.discharge.happened_at if chart.discharge else chart.page[-1].happened_at


def _responses(chart: Chart, flags: Sequence[Flag]) -> list[list[Response]]:
    """What was said about each of these flags; the gate's answer is about every vital sign that flagged then."""
    said: list[list[Response]] = [[] for _ in flags]
    for entry in chart.answers:
        if isinstance(entry.event, FlagAnswered):
            answer = entry.event
            number = _answered(answer, entry.happened_at, flags)
            if number is not None:
                said[number].append(Response(entry.author, entry.happened_at, answer.action, answer.told, entry.id))
    for entry in chart.page:
        if isinstance(entry.event, GateAnswered) and entry.id not in chart.strikes:
            gate = entry.event
            action = f"Vital signs acceptable to begin: {gate.answer}" + (f" ({gate.reason})" if gate.reason else "")
            for responses, flag in zip(said, flags, strict=True):
                if flag.vital is not None and in_force(flag, entry.happened_at):
                    responses.append(Response(entry.author, entry.happened_at, action, "", entry.id))
    return said


def _answered(answer: FlagAnswered, at: datetime, flags: Sequence[Flag]) -> int | None:
    """Which flag an answer is about: the one that began when it says, the one with its entry, or the one there then.

    A flag that has ended may be answered while the same problem is there again. Where a strike or a set charted late
    has left nothing of the flag that was answered, the answer is about no other one.
    """
    same = [n for n, flag in enumerate(flags) if flag.problem == answer.problem and flag.since <= at]
    meant = [n for n in same if flags[n].since == answer.since]
    named = [n for n in same if answer.entry and any(seen.entry == answer.entry for seen in flags[n].sightings)]
    then = [n for n in same if in_force(flags[n], at)]
    return next(iter(meant or named or then), None)
