"""When the next set of vital signs is wanted, in the same words on every screen."""

from dataclasses import dataclass
from datetime import timedelta

from monitor.limits import Severity
from monitor.rules_of_the_plan import SET_OVERDUE
from monitor.schedule import PlannedSet, SetKind, SetState
from monitor.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class NextSet:
    """`gone` is the part of the waiting time that is over, 0 to 1; None where there is nothing to wait for."""

    text: str
    severity: Severity | None = None
    gone: float | None = None


def next_set_of(snapshot: Snapshot) -> NextSet | None:
    """What to say of the next set; None when no more are planned."""
    late = snapshot.late_set
    if late:
        words = f"overdue {late.value}" if late.rule == SET_OVERDUE else "set due now"
        return NextSet(words, late.severity)
    wanted = snapshot.next_set
    if wanted is None or not snapshot.chart.is_open:
        return None
    if wanted.kind is SetKind.BASELINE:
        return NextSet("baseline set not complete" if snapshot.chart.sets else "baseline set not taken")
    if wanted.state is SetState.DUE:
        return NextSet("set due now")
    left = wanted.due_at - snapshot.now
    return NextSet(f"next set in {minutes_text(left)}", gone=_gone(snapshot, wanted))


def minutes_text(length: timedelta) -> str:
    """Minutes and seconds as on a clock: "6:19"."""
    minutes, rest = divmod(length, timedelta(minutes=1))
    return f"{minutes}:{rest // timedelta(seconds=1):02}"


def _gone(snapshot: Snapshot, wanted: PlannedSet) -> float:
    """Counted from the planned set before, or from the start of the infusion."""
    before = [planned.due_at for planned in snapshot.planned if planned.due_at <= snapshot.now]
    since = max([*before, snapshot.chart.started_at or snapshot.chart.opened_at])
    return (snapshot.now - since) / (wanted.due_at - since)
