"""What calls for somebody beyond the page it stands on: what is heard, and what every screen of a station shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.answering import next_to_answer, urgency_of
from monitor.flags import Flag
from monitor.limits import Severity
from monitor.rules_of_the_plan import SET_OVERDUE
from monitor.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Cue:
    """One happening that is worth a sound: as long as it is the same, its name is the same."""

    session: str
    problem: str
    severity: Severity
    answer_by: datetime


def cues(snapshot: Snapshot) -> frozenset[Cue]:
    """The critical flags and the late set that want an answer. Answered and then grown worse, a flag is a new cue."""
    return frozenset(
        Cue(snapshot.chart.session, flag.problem, flag.severity, flag.answer_by)
        for flag in snapshot.flags
        if flag.answer_by is not None and (flag.severity is Severity.CRITICAL or flag.problem == SET_OVERDUE)
    )


@dataclass(frozen=True, slots=True)
class Escalation:
    """A flag that nobody has answered in the protocol's time, and the session it stands in."""

    snapshot: Snapshot
    flag: Flag

    @property
    def waits(self) -> timedelta:
        """How long an answer has been wanted."""
        return self.snapshot.now - self.flag.asked_at if self.flag.asked_at else timedelta()


def next_of_station(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, Flag] | None:
    """Of all these sessions the flag that is to be answered first, and the session it stands in; None if none asks."""
    asking = ((snapshot, next_to_answer(snapshot)) for snapshot in snapshots)
    found = [(snapshot, flag) for snapshot, flag in asking if flag is not None]
    return min(found, key=lambda one: urgency_of(one[1]), default=None)


def escalations(snapshots: Iterable[Snapshot]) -> tuple[Escalation, ...]:
    """Every one in these sessions: the worst first, of the same severity the one that waits longest."""
    found = (Escalation(snapshot, flag) for snapshot in snapshots for flag in snapshot.escalated)
    return tuple(sorted(found, key=lambda one: (one.flag.concern, one.waits), reverse=True))
