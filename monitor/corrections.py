"""What may be crossed out, and what a page would say afterwards.

A baseline stays the baseline it was: neither a strike nor a right time moves another set into it or out of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from monitor.chart import Chart
from monitor.chart_reader import read_chart
from monitor.effects import OTHER, effect
from monitor.entries import Entry
from monitor.events import (
    CheckAnswered,
    DoseChecked,
    EffectEnded,
    EffectSeen,
    EntryId,
    EntryStruck,
    GateAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    PatientLimitsSet,
    SessionEvent,
    SessionOpened,
    SprayGiven,
    SprayPlanned,
    WeightMeasured,
)
from monitor.limits import Phase
from monitor.staff import Role, Staff

PREPARATION = (
    WeightMeasured,
    InfusionPlanned,
    SprayPlanned,
    DoseChecked,
    CheckAnswered,
    GateAnswered,
    PatientLimitsSet,
)
"""What the start rests on."""


def strike_objections(chart: Chart, event: EntryStruck, by: Staff) -> Iterator[str]:
    """Why this entry may not be struck; of a correction (`corrected_by`), leaving aside what the page says after it."""
    entry = chart.entry(event.entry)
    if entry is None:
        yield f"This chart has no entry {event.entry}."
        return
    if not event.reason.strip():
        yield "Say why the entry is struck."
    if event.entry in chart.strikes:
        yield "This entry is struck already."
        return
    if isinstance(entry.event, EntryStruck):
        yield "A strike cannot be struck. Write the entry anew."
        return
    if isinstance(entry.event, SessionOpened):
        yield "The opening cannot be struck. Cancel the session instead."
        return
    if entry.author != by.id and by.role is not Role.CLINICIAN:
        yield "Only who wrote an entry, or a clinician, may strike it."
    if chart.started_at is not None and isinstance(entry.event, PREPARATION):
        begun = "infusion was started" if chart.protocol.is_infused else "dose was given"
        yield f"The {begun} on this: it stays. Write a note instead."
    if event.corrected_by is None:
        yield from _after(chart, entry.id, read_chart(other for other in chart.page if other.id != entry.id))


def right_objections(chart: Chart, wrong: Entry, right: SessionEvent, at: datetime, now: datetime) -> Iterator[str]:
    """Why the page may not say this, at that time, instead of the wrong entry."""
    if type(right) is not type(wrong.event):
        yield "What is right must be of the same kind as what was wrong. Strike it, and write anew."
        return
    corrected = replace(wrong, event=right, happened_at=at, recorded_at=now)
    yield from _after(chart, wrong.id, read_chart(corrected if e.id == wrong.id else e for e in chart.page))


def chart_before(chart: Chart, entry: Entry) -> Chart:
    """The chart as it stood above this line: what the right entry, which takes its place, is judged on."""
    number = chart.page.index(entry)
    later_strikes = (e for e in chart.page[number + 1 :] if isinstance(e.event, EntryStruck))
    return read_chart([*chart.page[:number], *later_strikes])


def _after(before: Chart, changed: EntryId, after: Chart) -> Iterator[str]:
    """What would be wrong with the page as it would be then."""
    phases = {taken.entry: taken.phase for taken in before.sets}
    for taken in after.sets:
        was_before_start = phases[taken.entry] is Phase.PREPARING
        if was_before_start is not (taken.phase is Phase.PREPARING):
            moved = f"would {'no longer be' if was_before_start else 'become'} part of the baseline"
            if taken.entry == changed:
                yield f"The set {moved}: choose a time on its own side of the start."
            else:
                yield f"The set of {before.time_text(taken.at)} {moved}: strike that set first."
    if before.started_at is not None:
        lost = [vital.label for vital in before.baseline if vital not in after.baseline]
        if lost:
            yield f"The baseline would lack: {', '.join(lost)}. Write the right values in its place."
    yield from _steps_out_of_order(after)
    yield from _ends_of_nothing(after)


_FOLLOWS: dict[type, tuple[type | None, ...]] = {
    InfusionStarted: (None,),
    SprayGiven: (None,),
    InfusionPaused: (InfusionStarted, InfusionResumed),
    InfusionResumed: (InfusionPaused,),
    InfusionStopped: (InfusionStarted, InfusionResumed, InfusionPaused),
}
_SAID = {
    SprayGiven: "dose",
    InfusionStarted: "start",
    InfusionPaused: "pause",
    InfusionResumed: "resumption",
    InfusionStopped: "end",
}


def _steps_out_of_order(chart: Chart) -> Iterator[str]:
    """Started once, paused only while running, resumed only while paused, stopped once."""
    last: Entry | None = None
    for entry in chart.page:
        kind = type(entry.event)
        if kind not in _FOLLOWS or entry.id in chart.strikes:
            continue
        last_kind = type(last.event) if last else None
        if last_kind not in _FOLLOWS[kind]:
            step = f"The {_SAID[kind]} at {chart.time_text(entry.happened_at)}"
            if last and last_kind:
                follows = f"follow the {_SAID[last_kind]} at {chart.time_text(last.happened_at)}"
            else:
                follows = "stand without a start before it"
            yield f"{step} would {follows}: correct that one first."
            return
        last = entry


def _ends_of_nothing(chart: Chart) -> Iterator[str]:
    """An effect that ended must have begun."""
    going_on: set[tuple[str, str]] = set()
    for entry in chart.page:
        if entry.id in chart.strikes:
            continue
        match entry.event:
            case EffectSeen(code, _, note):
                going_on.add((code, note if code == OTHER else ""))
            case EffectEnded(code, note):
                key = (code, note if code == OTHER else "")
                if key not in going_on:
                    name, time = note if code == OTHER else effect(code).label, chart.time_text(entry.happened_at)
                    yield f"The end of {name} at {time} would stand without its beginning: strike it first."
                    return
                going_on.discard(key)
            case _:
                pass
