"""Which flags wait for an answer, in which order, for how long, and what is asked beside one."""

from datetime import datetime, timedelta

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


def asked_together(flag: Flag, snapshot: Snapshot) -> tuple[Flag, ...]:
    """The other flags about the patient that wait for an answer since the same few minutes, the worst first.

    One thing happens to a patient, a faint or a rise of both pressures, and one thing is done about it.
    """
    if flag.asked_at is None or not _is_of_patient(flag):
        return ()
    within = timedelta(minutes=snapshot.chart.protocol.schedule.recheck_after)
    others = (one for one in (*snapshot.flags, *snapshot.ended) if one.problem != flag.problem and _is_of_patient(one))
    together = (one for one in others if one.asked_at and abs(one.asked_at - flag.asked_at) <= within)
    return tuple(sorted(together, key=_urgency))


def _is_of_patient(flag: Flag) -> bool:
    """About a reading or an effect, not about a set or the pump."""
    return flag.vital is not None or flag.problem.startswith("effect:")
