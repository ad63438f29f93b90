"""Which flags wait for an answer, in which order, for how long, and what is asked beside one."""

from datetime import datetime

from monitor.chart import Chart
from monitor.flags import Flag
from monitor.rules_of_readings import PRESSURES
from monitor.snapshot import Snapshot

HIGH_PRESSURES = tuple(f"high:{vital.key}" for vital in PRESSURES)


def most_urgent_first(snapshot: Snapshot) -> tuple[Flag, ...]:
    """The open flags: not answered in time, then the worst, then those without an answer, then as they began."""
    return tuple(sorted(snapshot.flags, key=_urgency))


def _urgency(flag: Flag) -> tuple[bool, int, bool, datetime]:
    return not flag.is_escalated, -flag.concern, not flag.wants_answer, flag.since


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


def asks_symptoms(flag: Flag) -> bool:
    """Whether the symptoms of an emergency are asked beside it: a pressure that is high now, how much ever (S5)."""
    return flag.is_open and flag.problem in HIGH_PRESSURES


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
