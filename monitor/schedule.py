"""When sets of vital signs are due, and which were taken, late or missed.

Counted in elapsed time from the start of the infusion, so that midnight and daylight saving change nothing. A set
taken up to the protocol's `early` minutes before a planned one counts for it; until then it counts for the one before.
A planned set is taken when the readings in its time, together, hold every ordered vital sign.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import zip_longest

from monitor.chart import Chart
from monitor.limits import Phase, Severity
from monitor.vitals import Vital

MERGED_MIN = 2
"""A planned set due at most this long after a recheck serves as the recheck (house rule, minutes)."""


class SetKind(StrEnum):
    BASELINE = "baseline"
    INFUSING = "infusing"
    END = "end of infusion"
    RECOVERING = "recovering"
    RECHECK = "recheck"


class SetState(StrEnum):
    COMING = "coming"
    DUE = "due"  # its time has come and is not over
    TAKEN = "taken"
    MISSED = "missed"  # its time is over
    EXPLAINED = "missed with reason"


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """A set that the protocol asks for, and what became of it. `missing` is what is not taken yet."""

    due_at: datetime
    kind: SetKind
    state: SetState
    missing: tuple[Vital, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Slot:
    due_at: datetime
    kind: SetKind
    since: datetime  # from here on a set counts for this one, and no longer for the one before


def planned_sets(chart: Chart, now: datetime) -> tuple[PlannedSet, ...]:
    """Every set due up to now and the coming ones that are known, in order of time."""
    slots = sorted(_slots(chart, now), key=lambda slot: slot.since)
    starts = [slot.since for slot in slots]
    got: list[set[Vital]] = [set() for _ in slots]
    for taken in chart.sets:
        number = 0 if taken.phase is Phase.PREPARING else max(bisect_right(starts, taken.at) - 1, 0)
        if number or taken.phase is Phase.PREPARING:  # an extra set soon after the start is no late baseline
            got[number].update(reading.vital for reading in taken.vitals.readings)
    reasons = {missed.due_at: missed.reason for missed in chart.missed}
    planned = []
    given_way: datetime | None = None
    for number, slot in enumerate(slots):
        if slot.kind is SetKind.RECHECK and number + 1 < len(slots):
            got[number] |= got[number + 1]  # a late recheck is no missed one
        lacking = tuple(vital for vital in chart.protocol.schedule.ordered if vital not in got[number])
        # The set at the end is wanted since the one of the grid was that gave way to it.
        due_at = given_way if lacking and given_way and slot.kind is SetKind.END else slot.due_at
        reason = reasons.get(due_at, "")
        if lacking and not reason and _gives_way(slot, chart):
            given_way = due_at
            got[number + 1] |= got[number]
            continue
        after = number + (2 if slot.kind is SetKind.RECHECK else 1)
        is_over = (
            not chart.is_open
            or (slot.kind is SetKind.BASELINE and chart.started_at is not None)
            or (after < len(slots) and starts[after] <= now)
        )
        state = _state(due_at, is_over=is_over, is_taken=not lacking, is_explained=bool(reason), now=now)
        planned.append(PlannedSet(due_at, slot.kind, state, lacking, reason))
    return tuple(planned)


def _gives_way(slot: "_Slot", chart: Chart) -> bool:
    """A set of the grid due just before the stop and not taken by then: it is the one at the end (S10, S11)."""
    if slot.kind is not SetKind.INFUSING or chart.stopped_at is None:
        return False
    return slot.due_at > chart.stopped_at - _minutes(chart.protocol.schedule.infusing_every) / 2


def _state(due_at: datetime, *, is_over: bool, is_taken: bool, is_explained: bool, now: datetime) -> SetState:
    if is_taken:
        return SetState.TAKEN
    if is_explained:
        return SetState.EXPLAINED
    if is_over:
        return SetState.MISSED
    return SetState.DUE if due_at <= now else SetState.COMING


def next_set(planned: tuple[PlannedSet, ...]) -> PlannedSet | None:
    """The set to take next: due now, or coming. None when no more are planned."""
    return next((p for p in planned if p.state in (SetState.DUE, SetState.COMING)), None)


def overdue_since(planned: tuple[PlannedSet, ...], now: datetime) -> datetime | None:
    """Since when a set is wanted that nobody took or explained, with none taken after it; None if none is."""
    since = None
    for plan in planned:
        if plan.state in (SetState.TAKEN, SetState.EXPLAINED):
            since = None
        elif since is None and plan.kind is not SetKind.BASELINE and plan.due_at <= now:
            since = plan.due_at
    return since


def _slots(chart: Chart, now: datetime) -> Iterator[_Slot]:
    yield _Slot(chart.opened_at, SetKind.BASELINE, chart.opened_at)
    if chart.started_at is None:
        return
    early = _minutes(chart.protocol.schedule.early)
    regular = [_Slot(due_at, kind, max(due_at - early, chart.started_at)) for due_at, kind in _regular(chart, now)]
    yield from regular
    yield from _rechecks(chart, regular)


def _regular(chart: Chart, now: datetime) -> Iterator[tuple[datetime, SetKind]]:
    """The grid of the infusion, its end, and the grid of the recovery."""
    assert chart.started_at is not None
    schedule = chart.protocol.schedule
    every = _minutes(schedule.infusing_every)
    due_at = chart.started_at + every
    while _is_planned(chart, due_at, now + every):
        yield due_at, SetKind.INFUSING
        due_at += every
    if chart.stopped_at is None:
        return
    yield chart.stopped_at, SetKind.END
    every = _minutes(schedule.recovering_every)
    last = chart.discharge.happened_at if chart.discharge else now + every
    due_at = chart.stopped_at + every
    while due_at <= last:
        yield due_at, SetKind.RECOVERING
        due_at += every


def _is_planned(chart: Chart, due_at: datetime, horizon: datetime) -> bool:
    """Whether the infusion's grid goes so far: up to the stop or, before it, at least to the planned end."""
    if chart.stopped_at is not None:
        return due_at < chart.stopped_at
    return due_at <= max(chart.planned_end or horizon, horizon)


def _rechecks(chart: Chart, regular: list[_Slot]) -> Iterator[_Slot]:
    """A set soon after each one that reaches a caution or critical limit, unless one is planned by then anyway.

    Where the next set reaches one too before the recheck's time begins, it is that one's recheck that is wanted.
    """
    after, early = _minutes(chart.protocol.schedule.recheck_after), _minutes(chart.protocol.schedule.early)
    flagged = [
        taken for taken in chart.sets if taken.phase is not Phase.PREPARING and (taken.worst or 0) >= Severity.CAUTION
    ]
    remaining = iter(regular)
    coming = next(remaining, None)
    for taken, following in zip_longest(flagged, flagged[1:]):
        while coming and coming.since <= taken.at:  # the set that this one counts for does not serve as its recheck
            coming = next(remaining, None)
        due_at = taken.at + after
        since = max(due_at - early, taken.at + timedelta(microseconds=1))
        if (following and following.at < since) or (chart.discharge and due_at > chart.discharge.happened_at):
            continue
        if coming is None or coming.due_at > due_at + _minutes(MERGED_MIN):
            yield _Slot(due_at, SetKind.RECHECK, since)


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)
