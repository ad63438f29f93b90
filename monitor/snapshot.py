"""Everything a screen shows of one session at one moment. Judged anew from its chart each time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from monitor.chart import Chart
from monitor.chart_reader import read_chart
from monitor.discharge import Judged, judge, ready_since
from monitor.entries import Entry
from monitor.events import EntryId
from monitor.flagged import Flagged, flagged_by
from monitor.flags import Flag
from monitor.limits import Phase, Severity
from monitor.rules import raise_flags
from monitor.rules_of_the_plan import SET_OVERDUE
from monitor.schedule import PlannedSet, next_set, overdue_since, planned_sets


@dataclass(frozen=True)
class Snapshot:
    chart: Chart
    now: datetime
    planned: tuple[PlannedSet, ...]
    flags: tuple[Flag, ...]  # the open ones, escalated first, then worst first
    ended: tuple[Flag, ...]  # those that have ended, in order of time
    criteria: tuple[Judged, ...]
    unkept_since: datetime | None = None  # since when nothing that was asked for this session could be kept

    @property
    def next_set(self) -> PlannedSet | None:
        return next_set(self.planned)

    @property
    def overdue_since(self) -> datetime | None:
        return overdue_since(self.planned, self.now)

    @property
    def worst(self) -> Severity | None:
        return max((flag.concern for flag in self.flags), default=None)

    @property
    def escalated(self) -> tuple[Flag, ...]:
        """The open flags that nobody has answered in the protocol's time."""
        return tuple(flag for flag in self.flags if flag.is_escalated)

    @cached_property
    def flagged(self) -> Mapping[EntryId, tuple[Flagged, ...]]:
        """What is beyond a limit in each entry, the worst first."""
        return flagged_by(self.chart, (*self.flags, *self.ended), self.now)

    def is_old(self, at: datetime) -> bool:
        """Whether a cuff value read then is too old, during the infusion, to be taken for the present one (S3)."""
        is_infusing = self.chart.phase in (Phase.INFUSING, Phase.PAUSED)
        return is_infusing and self.now - at > timedelta(minutes=self.chart.protocol.flagging.current_for)

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


def urgency(snapshot: Snapshot) -> tuple[bool, int, timedelta]:
    """Grows with how soon somebody is needed: not answered in time, the worst flag, how long a set is late."""
    late = snapshot.now - snapshot.overdue_since if snapshot.overdue_since else timedelta()
    return bool(snapshot.escalated), snapshot.worst or 0, late


def take_snapshot(entries: Iterable[Entry], now: datetime) -> Snapshot:
    """Read the chart of these entries, and all that follows from it at that moment. Raises NotOpened."""
    return snapshot_at(read_chart(entries), now)


def snapshot_at(chart: Chart, now: datetime) -> Snapshot:
    """The chart with its schedule, its flags and its criteria as they stand at that moment."""
    planned = planned_sets(chart, now)
    flags = raise_flags(chart, planned, now)
    return Snapshot(
        chart=chart,
        now=now,
        planned=planned,
        flags=tuple(flag for flag in flags if flag.is_open),
        ended=tuple(flag for flag in flags if not flag.is_open),
        criteria=judge(chart, now),
    )
