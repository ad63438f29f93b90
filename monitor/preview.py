"""What an entry would raise if it were kept: shown while it is still being typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.assessment import Assessor, missing
from monitor.chart import Chart
from monitor.course import EffectCourse, EffectStep, Taken
from monitor.events import EffectSeen, EntryId, SessionEvent, VitalsTaken
from monitor.flags import Flag, effect_severe, flags_of
from monitor.limits import Phase
from monitor.vitals import Vital, VitalSet

_UNWRITTEN = EntryId("", 0)


def preview(chart: Chart, events: Sequence[SessionEvent], at: datetime) -> tuple[Flag, ...]:
    """The flags that these vital signs and effects would raise, worst first. They name no entry: there is none."""
    flags: list[Flag] = []
    for event in events:
        if isinstance(event, VitalsTaken):
            taken = _as_if_taken(chart, event.vitals, at)
            flags += [flag for reading in event.vitals.readings for flag in flags_of(taken, reading.vital)]
    courses = tuple(
        EffectCourse(event.effect, event.note, (EffectStep(at, event.grade, _UNWRITTEN),))
        for event in events
        if isinstance(event, EffectSeen)
    )
    flags += effect_severe(replace(chart, effects=courses), (), at)
    return tuple(replace(flag, entry=None) for flag in sorted(flags, key=lambda flag: -flag.severity))


def phase_at(chart: Chart, at: datetime) -> Phase:
    """In which phase of its course the session was at that moment, as far as the infusion decides it."""
    if chart.started_at is None or at < chart.started_at:
        return Phase.PREPARING
    if chart.stopped_at is not None and at >= chart.stopped_at:
        return Phase.RECOVERING
    paused = any(pause.since <= at and (pause.until is None or at < pause.until) for pause in chart.pauses)
    return Phase.PAUSED if paused else Phase.INFUSING


def _as_if_taken(chart: Chart, vitals: VitalSet, at: datetime) -> Taken:
    """The set in its place in time: a change that must last for several sets counts those before it."""
    phase = phase_at(chart, at)
    assessor = Assessor(chart.protocol)
    baseline: dict[Vital, float] = {}
    for taken in chart.sets:
        if taken.at > at:
            break
        if taken.phase is Phase.PREPARING:
            baseline.update({reading.vital: reading.value for reading in taken.vitals.readings})
        else:
            assessor.findings(taken.vitals, taken.phase, baseline)
    findings = assessor.findings(vitals, phase, {} if phase is Phase.PREPARING else baseline)
    return Taken(_UNWRITTEN, at, phase, vitals, (), findings, missing(chart.protocol, vitals))
