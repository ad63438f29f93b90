"""Everything a screen shows of one session at one moment. Made anew from the entries each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.chart import Chart, read_chart
from monitor.discharge import Judged, judge, ready_since
from monitor.entries import Entry
from monitor.flags import SET_OVERDUE, Flag, raise_flags
from monitor.limits import Severity
from monitor.schedule import PlannedSet, next_set, overdue_since, planned_sets


@dataclass(frozen=True, slots=True)
class Snapshot:
    chart: Chart
    now: datetime
    planned: tuple[PlannedSet, ...]
    flags: tuple[Flag, ...]
    criteria: tuple[Judged, ...]

    @property
    def next_set(self) -> PlannedSet | None:
        return next_set(self.planned)

    @property
    def overdue_since(self) -> datetime | None:
        return overdue_since(self.planned, self.now)

    @property
    def worst(self) -> Severity | None:
        return max((flag.severity for flag in self.flags), default=None)

    @property
    def unmet(self) -> tuple[Judged, ...]:
        return tuple(judged for judged in self.criteria if not judged.met)

    @property
    def ready_since(self) -> datetime | None:
        return ready_since(self.criteria)

    @property
    def late_set(self) -> Flag | None:
        """The flag of the set that is due or overdue; None while the next one is still to come."""
        return next((flag for flag in self.flags if flag.problem == SET_OVERDUE), None)


def urgency(snapshot: Snapshot) -> tuple[int, timedelta]:
    """Grows with how soon somebody is needed: the worst flag counts first, then how long a set is overdue."""
    late = snapshot.now - snapshot.overdue_since if snapshot.overdue_since else timedelta()
    return snapshot.worst or 0, late


def take_snapshot(entries: Iterable[Entry], now: datetime) -> Snapshot:
    """Read the chart, its schedule, its flags and its criteria as they stand at that moment. Raises NotOpened."""
    chart = read_chart(entries)
    planned = planned_sets(chart, now)
    return Snapshot(
        chart=chart,
        now=now,
        planned=planned,
        flags=raise_flags(chart, planned, now),
        criteria=judge(chart, now),
    )
