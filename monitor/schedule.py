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
from typing import NamedTuple

from monitor.chart import Chart
from monitor.course import Taken
from monitor.events import EntryId
from monitor.limits import Phase, Severity
from monitor.vitals import Vital

MERGED_MIN = 2
"""A planned set due at most this long after a recheck serves as the recheck (house rule, minutes)."""

CALM_SETS = 2
"""So many complete sets in a row without a caution or critical limit bring the usual interval back (S13, S29)."""


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
    """A set that the protocol asks for, and what became of it. `missing` is what is not taken yet.

    `closed_at` is when it was complete, or when it was said why it was not taken, and `charted_at` when the chart first
    told so. `begun_by` is the last set taken in its time, whole or not.
    """

    due_at: datetime
    kind: SetKind
    state: SetState
    missing: tuple[Vital, ...]
    reason: str = ""
    closed_at: datetime | None = None
    charted_at: datetime | None = None
    begun_by: EntryId | None = None


@dataclass(frozen=True, slots=True)
class _Slot:
    due_at: datetime
    kind: SetKind
    since: datetime  # from here on a set counts for this one, and no longer for the one before


def planned_sets(chart: Chart, now: datetime) -> tuple[PlannedSet, ...]:
    """Every set due up to now and the coming ones that are known, in order of time."""
    slots = sorted(_slots(chart, now), key=lambda slot: slot.since)
    starts = [slot.since for slot in slots]
    got: list[dict[Vital, Taken]] = [{} for _ in slots]  # what was read in its time, and by which set first
    begun_by: dict[int, EntryId] = {}
    for taken in chart.sets:
        number = 0 if taken.phase is Phase.PREPARING else max(bisect_right(starts, taken.at) - 1, 0)
        if number or taken.phase is Phase.PREPARING:  # an extra set soon after the start is no late baseline
            begun_by[number] = taken.entry
            for reading in taken.vitals.readings:
                got[number].setdefault(reading.vital, taken)
    explained = {missed.due_at: missed for missed in chart.missed}
    planned = []
    given_way: datetime | None = None
    for number, slot in enumerate(slots):
        following = _next_planned(slots, number)
        if slot.kind is SetKind.RECHECK and number + 1 < len(slots):
            got[number] = got[number + 1] | got[number]  # a late recheck is no missed one
        elif slot.kind is not SetKind.BASELINE:
            for recheck in range(number + 1, following):  # one in between takes nothing from the set before it
                got[number] = got[recheck] | got[number]
        lacking = tuple(vital for vital in chart.protocol.schedule.ordered if vital not in got[number])
        # The set at the end is wanted since the one of the grid was that gave way to it.
        due_at = given_way if lacking and given_way and slot.kind is SetKind.END else slot.due_at
        missed = explained.get(due_at)
        if lacking and missed is None and _gives_way(slot, chart):
            given_way = due_at
            got[following] = got[number] | got[following]
            continue
        after = number + 2 if slot.kind is SetKind.RECHECK else following
        is_over = (
            not chart.is_open
            or (slot.kind is SetKind.BASELINE and chart.started_at is not None)
            or (after < len(slots) and starts[after] <= now)
        )
        state = _state(due_at, is_over=is_over, is_taken=not lacking, is_explained=missed is not None, now=now)
        if lacking:
            closed_at = charted_at = missed.at if missed else None
        else:
            ordered = chart.protocol.schedule.ordered
            closed_at = max(got[number][vital].at for vital in ordered)
            charted_at = max(got[number][vital].charted_at(vital) for vital in ordered)
        reason = missed.reason if missed else ""
        begun = begun_by.get(number)
        planned.append(PlannedSet(due_at, slot.kind, state, lacking, reason, closed_at, charted_at, begun))
    return tuple(planned)


def _next_planned(slots: list["_Slot"], number: int) -> int:
    """Where the next one stands that is no recheck; the end of the list where there is none."""
    later = range(number + 1, len(slots))
    return next((other for other in later if slots[other].kind is not SetKind.RECHECK), len(slots))


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


@dataclass(frozen=True, slots=True)
class Wait:
    """A time in which a set was wanted and nobody charted one or said why not.

    `taken_at` is when the set that ended it was taken, which is earlier than `until` where it was charted late.
    """

    since: datetime
    until: datetime | None
    taken_at: datetime | None = None


def waits(planned: tuple[PlannedSet, ...], now: datetime) -> tuple[Wait, ...]:
    """From when to when sets were wanted in vain, in order of time; the last may still go on.

    A set that is charted or explained ends the waiting for those before it too.
    """
    wanted = [plan for plan in planned if plan.kind is not SetKind.BASELINE]
    found: list[Wait] = []
    since: datetime | None = None
    for number, plan in enumerate(wanted):
        if plan.charted_at is None:
            since = since or (plan.due_at if plan.due_at <= now else None)
            continue
        begun, since = since or plan.due_at, None
        charted = ((later.charted_at, later.closed_at) for later in wanted[number:] if later.charted_at)
        until, taken_at = min(charted)
        known = found[-1].until if found else None
        if until > begun and (known is None or until > known):  # what was charted together was one waiting
            found.append(Wait(begun, until, taken_at))
    return (*found, Wait(since, None)) if since else tuple(found)


def overdue_since(planned: tuple[PlannedSet, ...], now: datetime) -> datetime | None:
    """Since when a set is wanted that nobody took or explained, with none taken after it; None if none is."""
    last = waits(planned, now)[-1:]
    return last[0].since if last and last[0].until is None else None


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
    while chart.protocol.is_infused and _is_planned(chart, due_at, now + every):
        yield due_at, SetKind.INFUSING
        due_at += every
    if chart.stopped_at is None:
        return
    if chart.protocol.is_infused:
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
    """After a caution or critical limit, such an effect or a symptom, a set soon, until two complete ones in a row
    are in range. In the place of one that was missed with a reason another one is wanted soon.

    Where one is planned by then anyway, that one serves. What is read too early to count changes nothing, unless it
    reaches a limit too: then it is its recheck that is wanted.
    """
    for moment, slot in _wanted_soon(chart):
        # The set that this one counts for does not serve as its recheck.
        opened = (one for one in regular if (one.since if moment.is_set else one.due_at) > moment.at)
        coming = next(opened, None)
        is_over = chart.discharge is not None and slot.due_at > chart.discharge.happened_at
        if not is_over and (coming is None or coming.due_at > slot.due_at + _minutes(MERGED_MIN)):
            yield slot


def _wanted_soon(chart: Chart) -> list[tuple["_Moment", _Slot]]:
    """The rechecks, each with what it follows."""
    after, early = _minutes(chart.protocol.schedule.recheck_after), _minutes(chart.protocol.schedule.early)
    wanted: list[tuple[_Moment, _Slot]] = []
    pending: _Slot | None = None
    calm = 0
    for moment in sorted(_moments(chart), key=lambda one: one.at):
        is_early = pending is not None and moment.at < pending.since
        if moment.missed:
            follows = wanted[-1][0].at if wanted else moment.at
            if pending is None or not follows < moment.missed <= pending.due_at + _minutes(MERGED_MIN):
                continue
        elif moment.flags:
            calm = 0
            if pending and not moment.is_set and moment.at < pending.due_at:
                continue
            if is_early:
                wanted.pop()
        elif pending is None or is_early or not moment.is_complete:
            continue
        else:
            calm = calm + 1 if moment.calms else 0
        pending = None
        if calm < CALM_SETS:
            due_at = moment.at + after
            pending = _Slot(due_at, SetKind.RECHECK, max(due_at - early, moment.at + timedelta(microseconds=1)))
            wanted.append((moment, pending))
    return wanted


class _Moment(NamedTuple):
    """A set, an effect that flags, a symptom or why a set was missed, and what it does to the interval."""

    at: datetime
    is_set: bool = False
    flags: bool = False
    is_complete: bool = False
    calms: bool = False  # complete, in range, and nothing else is known not to be
    missed: datetime | None = None  # when the set was due that was missed with a reason


def _moments(chart: Chart) -> Iterator[_Moment]:
    for taken in chart.sets:
        if taken.phase is not Phase.PREPARING:
            flags, whole = (taken.worst or 0) >= Severity.CAUTION, not taken.missing
            yield _Moment(taken.at, is_set=True, flags=flags, is_complete=whole, calms=whole and not taken.spoils)
    for asked in chart.symptoms:
        if asked.present and chart.started_at is not None and asked.at >= chart.started_at:
            yield _Moment(asked.at, flags=True)
    for course in chart.effects:
        for step in course.steps:
            if chart.started_at is not None and step.at >= chart.started_at and course.severity(step.grade):
                yield _Moment(step.at, flags=True)
    for explained in chart.missed:
        yield _Moment(explained.at, missed=explained.due_at)


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)
