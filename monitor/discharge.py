"""Whether the patient may go home: each criterion of the protocol, met or not, and by which reading.

What nobody has looked at since the infusion ended is not met. Judged on everything in the chart at this
moment, the readings being signed included.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from monitor.chart import Chart
from monitor.course import Taken
from monitor.effects import Grade
from monitor.events import EntryId
from monitor.limits import Phase
from monitor.protocol import Criterion, CriterionKind
from monitor.vitals import Vital


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion now. `by` is the reading it was judged by, in words; `since` is when it became met."""

    criterion: Criterion
    met: bool
    by: str
    since: datetime | None = None
    entry: EntryId | None = None


def judge(chart: Chart, now: datetime) -> tuple[Judged, ...]:
    """Every criterion of the protocol, in its order."""
    return tuple(_judge_one(chart, criterion, now) for criterion in chart.protocol.criteria)


def unmet(chart: Chart, now: datetime) -> tuple[Judged, ...]:
    return tuple(judged for judged in judge(chart, now) if not judged.met)


def ready_since(judged: tuple[Judged, ...]) -> datetime | None:
    """When the patient was clinically ready: since then all criteria but the minimum time are met (S6)."""
    clinical = [one for one in judged if one.criterion.kind is not CriterionKind.ELAPSED]
    moments = [one.since for one in clinical if one.met and one.since is not None]
    return max(moments) if moments and len(moments) == len(clinical) else None


def _judge_one(chart: Chart, criterion: Criterion, now: datetime) -> Judged:
    if chart.stopped_at is None:
        return Judged(
            criterion,
            met=False,
            by="the infusion has not ended" if chart.protocol.is_infused else "the dose is not given yet",
        )
    match criterion.kind:
        case CriterionKind.ELAPSED:
            return _elapsed(chart, criterion, chart.stopped_at, now)
        case CriterionKind.IN_RANGE:
            return _in_range(chart, criterion, now)
        case CriterionKind.SEDATION:
            return _sedation(chart, criterion, now)
        case CriterionKind.EFFECTS:
            return _effects(chart, criterion, chart.stopped_at)
        case CriterionKind.ESCORT:
            return _escort(chart, criterion)
        case CriterionKind.OBSERVED:
            return _observed(chart, criterion, chart.stopped_at)
        case never:
            assert_never(never)


def _elapsed(chart: Chart, criterion: Criterion, stopped_at: datetime, now: datetime) -> Judged:
    over_at = stopped_at + timedelta(minutes=criterion.least or 0)
    begun = "ended" if chart.protocol.is_infused else "given"
    by = f"{begun} {chart.time_text(stopped_at)}, now {chart.time_text(now)}"
    if now >= over_at:
        return Judged(criterion, met=True, by=by, since=over_at)
    left = -((now - over_at) // timedelta(minutes=1))
    return Judged(criterion, met=False, by=f"{by}: {left} min left")


def _recovery_sets(chart: Chart) -> list[Taken]:
    return [taken for taken in chart.sets if taken.phase is Phase.RECOVERING]


def _in_range(chart: Chart, criterion: Criterion, now: datetime) -> Judged:
    """The last complete sets in a row since the end. An incomplete one in range neither counts nor breaks it."""
    least, apart = criterion.least or 1, timedelta(minutes=criterion.apart or 0)
    row: list[Taken] = []
    broken_by: Taken | None = None
    for taken in reversed(_recovery_sets(chart)):
        if taken.spoils:
            broken_by = taken
            break
        if not taken.missing and (not row or row[-1].at - taken.at >= apart):
            row.append(taken)
    row.reverse()
    said = " · ".join(_pressure_text(chart, taken) for taken in row[-least:])
    if len(row) >= least and (old := _too_old(criterion, row[-1].at, now)):
        return Judged(criterion, met=False, by=f"{said}; {old}", entry=row[-1].entry)
    if len(row) >= least:
        return Judged(criterion, met=True, by=said, since=row[least - 1].at, entry=row[-1].entry)
    lacking = f"{len(row)} of {least}" + (f": {said}" if said else "")
    if broken_by and broken_by.spoils:
        again = "" if broken_by.spoils in broken_by.findings else ", not taken again"
        by = f"{lacking}; {chart.time_text(broken_by.at)} {broken_by.spoils.sentence}{again}"
        return Judged(criterion, met=False, by=by, entry=broken_by.entry)
    return Judged(criterion, met=False, by=lacking)


def _pressure_text(chart: Chart, taken: Taken) -> str:
    systolic, diastolic = taken.vitals.value(Vital.SYSTOLIC), taken.vitals.value(Vital.DIASTOLIC)
    pressure = f" {systolic:g}/{diastolic:g}" if systolic is not None and diastolic is not None else ""
    return chart.time_text(taken.at) + pressure


def _sedation(chart: Chart, criterion: Criterion, now: datetime) -> Judged:
    """The last score since the end counts; met since the first of the good ones in a row."""
    scored = [taken for taken in _recovery_sets(chart) if taken.vitals.value(Vital.SEDATION) is not None]
    if not scored:
        return Judged(criterion, met=False, by=_not_looked_at(chart))
    last = scored[-1]
    by = f"{chart.time_text(last.at)} MOAA/S {last.vitals.value(Vital.SEDATION):g}"
    since = None
    for taken in reversed(scored):
        if (taken.vitals.value(Vital.SEDATION) or 0) < (criterion.least or 0):
            break
        since = taken.at
    if old := _too_old(criterion, last.at, now):
        return Judged(criterion, met=False, by=f"{by}; {old}", entry=last.entry)
    return Judged(criterion, met=since is not None, by=by, since=since, entry=last.entry)


def _not_looked_at(chart: Chart) -> str:
    return f"not looked at since the {'infusion ended' if chart.protocol.is_infused else 'dose was given'}"


def _too_old(criterion: Criterion, at: datetime, now: datetime) -> str:
    """That this reading says nothing about now, in words; empty if it is recent enough."""
    if criterion.within is None or now - at <= timedelta(minutes=criterion.within):
        return ""
    return f"{(now - at) // timedelta(minutes=1)} min ago: take it again"


def _effects(chart: Chart, criterion: Criterion, stopped_at: datetime) -> Judged:
    most = criterion.most or Grade.MILD
    looked = [at for at in chart.looked_at if at >= stopped_at]
    above = [course for course in chart.effects if course.is_open and course.grade > most]
    if above:
        said = ", ".join(f"{course.label} {course.grade.word}" for course in above)
        return Judged(criterion, met=False, by=said, entry=above[0].steps[-1].entry)
    if not looked:
        return Judged(criterion, met=False, by=_not_looked_at(chart))
    still = [f"{course.label} {course.grade.word}" for course in chart.effects if course.is_open]
    since = max([looked[0], *_settled(chart, most)])
    by = f"{chart.time_text(looked[-1])} " + (", ".join(still) if still else "none open")
    return Judged(criterion, met=True, by=by, since=since)


def _settled(chart: Chart, most: Grade) -> list[datetime]:
    """For each effect that was above the grade: when it came back to it, or ended."""
    moments = []
    for course in chart.effects:
        bounds = [*(step.at for step in course.steps[1:]), course.ended_at]
        moments += [until for step, until in zip(course.steps, bounds, strict=True) if until and step.grade > most]
    return moments


def _escort(chart: Chart, criterion: Criterion) -> Judged:
    if chart.escort is None:
        return Judged(criterion, met=False, by="nobody is named")
    contact = f", {chart.escort.contact}" if chart.escort.contact else ""
    return Judged(criterion, met=True, by=chart.escort.name + contact, since=chart.escort_named_at)


def _observed(chart: Chart, criterion: Criterion, stopped_at: datetime) -> Judged:
    """Only what was seen since the infusion ended counts."""
    seen = chart.observed.get(criterion.key)
    if seen is None or seen.at < stopped_at:
        return Judged(criterion, met=False, by=_not_looked_at(chart))
    note = f": {seen.note}" if seen.note else ""
    by = f"{'seen' if seen.met else 'not met'} {chart.time_text(seen.at)}{note}"
    return Judged(criterion, met=seen.met, by=by, since=seen.met_since, entry=seen.entry)
