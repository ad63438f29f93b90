"""What an entry would raise if it were kept: shown while it is still being typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.assessment import Assessor, missing
from monitor.chart import Chart
from monitor.course import EffectCourse, EffectStep, Taken
from monitor.events import EffectSeen, EntryId, SessionEvent, VitalsTaken
from monitor.flags import Flag
from monitor.limits import Phase
from monitor.rules_of_effects import effect_severe
from monitor.rules_of_readings import whatever_is_beyond
from monitor.vitals import Vital, VitalSet

_UNWRITTEN = EntryId("", 0)


def preview(chart: Chart, events: Sequence[SessionEvent], at: datetime) -> tuple[Flag, ...]:
    """The flags that these vital signs and effects would raise or continue, worst first."""
    flags: list[Flag] = []
    for event in events:
        if isinstance(event, VitalsTaken):
            before = tuple(taken for taken in chart.sets if taken.at <= at)
            with_it = replace(chart, sets=(*before, _as_if_taken(chart, event.vitals, at)))
            flags += [flag for flag in whatever_is_beyond(with_it, at) if flag.last.entry == _UNWRITTEN]
    courses = tuple(
        EffectCourse(event.effect, event.note, (EffectStep(at, event.grade, _UNWRITTEN),))
        for event in events
        if isinstance(event, EffectSeen)
    )
    flags += effect_severe(replace(chart, effects=courses), (), at)
    return tuple(_naming_no_entry(flag) for flag in sorted(flags, key=lambda flag: -flag.severity))


def _naming_no_entry(flag: Flag) -> Flag:
    """What is only being typed has no entry yet."""
    return replace(flag, sightings=(*flag.sightings[:-1], replace(flag.last, entry=None)))


def _as_if_taken(chart: Chart, vitals: VitalSet, at: datetime) -> Taken:
    """The set in its place in time: a change that must last for several sets counts those before it."""
    phase = chart.phase_at(at)
    assessor = Assessor(chart.protocol)
    baseline: dict[Vital, float] = {}
    for taken in chart.sets:
        if taken.at > at:
            break
        is_before = taken.phase is Phase.PREPARING
        assessor.findings(taken.vitals, taken.phase, {} if is_before else baseline)
        if is_before:
            baseline.update({reading.vital: reading.value for reading in taken.vitals.readings})
    findings = assessor.findings(vitals, phase, {} if phase is Phase.PREPARING else baseline)
    return Taken(_UNWRITTEN, at, at, phase, vitals, (), findings, missing(chart.protocol, vitals))
