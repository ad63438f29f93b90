"""Which flags wait for an answer, in which order, for how long, and what is asked beside one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from monitor.chart import Chart
from monitor.flags import Flag
from monitor.limits import Severity
from monitor.rules_of_readings import PRESSURES
from monitor.snapshot import Snapshot

HIGH_PRESSURES = tuple(f"high:{vital.key}" for vital in PRESSURES)


def most_urgent_first(snapshot: Snapshot) -> tuple[Flag, ...]:
    """The open flags: not answered in time, then the worst, then those without an answer, then as they began."""
    return tuple(sorted(snapshot.flags, key=_urgency))


def _urgency(flag: Flag) -> tuple[bool, int, bool, datetime]:
    return not flag.is_escalated, -flag.severity, not flag.wants_answer, flag.since


def left_unanswered(snapshot: Snapshot) -> tuple[Flag, ...]:
    """The flags that ended before anybody answered them, the worst first."""
    return tuple(sorted((flag for flag in snapshot.ended if flag.wants_answer), key=_urgency))


def next_to_answer(snapshot: Snapshot) -> Flag | None:
    """The most urgent flag without an answer; one that has ended comes after all that are open."""
    waiting = [flag for flag in most_urgent_first(snapshot) if flag.wants_answer]
    return next(iter([*waiting, *left_unanswered(snapshot)]), None)


def same_flag(flag: Flag, snapshot: Snapshot) -> Flag | None:
    """The flag as it is in this snapshot; None where what raised it was struck since."""
    flags = (*snapshot.flags, *snapshot.ended)
    return next((one for one in flags if (one.problem, one.since) == (flag.problem, flag.since)), None)


def unanswered_since(flag: Flag, chart: Chart) -> datetime | None:
    """Since when an answer is wanted: since what asks for it was charted. None where none is wanted."""
    return None if flag.answer_by is None else min(_asked_at(flag, flag.answer_by, chart), default=flag.answer_by)


def _asked_at(flag: Flag, answer_by: datetime, chart: Chart) -> Iterator[datetime]:
    flagging = chart.protocol.flagging
    for sighting in flag.sightings:
        is_critical = sighting.severity is Severity.CRITICAL
        within = flagging.answer_critical_within if is_critical else flagging.answer_caution_within
        entry = chart.entry(sighting.entry) if sighting.entry else None
        shown_at = max(sighting.at, entry.recorded_at) if entry else sighting.at
        if shown_at + timedelta(minutes=within) == answer_by:
            yield shown_at


def asks_symptoms(flag: Flag) -> bool:
    """Whether the symptoms of an emergency are asked beside it: a high pressure now, a caution or worse (S5)."""
    return flag.is_open and flag.problem in HIGH_PRESSURES and flag.severity >= Severity.CAUTION


def symptoms_words(flag: Flag, chart: Chart) -> str:
    """Whether the symptoms were asked since the high pressure began, and what was found; "" where none are asked."""
    if not asks_symptoms(flag):
        return ""
    asked = next((one for one in reversed(chart.symptoms) if one.at >= flag.since), None)
    if asked is None:
        return "symptoms not asked yet"
    return f"symptoms at {chart.t_text(asked.at)}: {', '.join(asked.present) or 'none'}"


def other_pressure(flag: Flag, snapshot: Snapshot) -> Flag | None:
    """The other high pressure that waits for an answer beside this one: what is done is often done about both."""
    if flag.problem not in HIGH_PRESSURES:
        return None
    others = (one for one in snapshot.flags if one.problem in HIGH_PRESSURES and one.problem != flag.problem)
    return next((one for one in others if one.wants_answer), None)
