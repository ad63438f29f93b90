"""The flags that effects raise: severe ones, symptoms found beside a high pressure, what is open at the end."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.chart import Chart
from monitor.course import EffectCourse, EffectStep, SymptomsAsked
from monitor.effects import effect
from monitor.flags import Flag, Sighting, in_force
from monitor.limits import Severity
from monitor.rules_of_readings import HIGH_PRESSURES, whatever_is_beyond
from monitor.schedule import PlannedSet
from monitor.symptoms import CHARTED_AS


def effect_severe(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """An effect is severe, or is one that matters at any severity."""
    for course in chart.effects:
        sightings: list[Sighting] = []
        for step in course.steps:
            severity = course.severity(step.grade)
            if severity:
                sightings.append(_effect_sighting(chart, course, step, severity))
            elif sightings:
                yield _effect_flag(course, sightings, step.at)
                sightings = []
        if sightings:
            yield _effect_flag(course, sightings, course.ended_at)


def _effect_flag(course: EffectCourse, sightings: list[Sighting], ended_at: datetime | None) -> Flag:
    """It ends when the effect eases: what grows severe again is a flag of its own, with an answer of its own."""
    return Flag(f"effect:{course.code}:{course.note}", tuple(sightings), ended_at)


def _effect_sighting(chart: Chart, course: EffectCourse, step: EffectStep, severity: Severity) -> Sighting:
    what = effect(course.code)
    advice = f": {what.advice}" if what.advice else ""
    return Sighting(
        rule="effect_severe",
        at=step.at,
        severity=severity,
        sentence=f"{course.label}, {step.grade.word}, since {chart.t_text(course.onset)}{advice}",
        limit=f"{what.flags_from.word} or worse",
        value=step.grade.word,
        size=step.grade,
        entry=step.entry,
    )


def effect_unresolved(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """By now the patient might go home, but effects that do not flag by themselves are still open: one flag for all."""
    end = chart.observed_until or chart.stopped_at
    if end is None or now < end:
        return
    lasting = [
        course
        for course in chart.effects
        if course.severity(course.grade) is None and (course.ended_at is None or course.ended_at > end)
    ]
    still_open = [course for course in lasting if course.is_open]
    if lasting:
        said = ", ".join(
            f"{course.label} {course.grade.word} (since {chart.t_text(course.onset)})"
            for course in still_open or lasting
        )
        sighting = Sighting(
            rule="effect_unresolved",
            at=max(end, min(course.onset for course in lasting)),
            severity=Severity.ADVISORY,
            sentence=f"Not yet over: {said}",
            limit="over before going home",
            value=", ".join(course.grade.word for course in still_open or lasting),
            entry=(still_open or lasting)[0].steps[-1].entry,
        )
        ended_at = None if still_open else max(course.ended_at for course in lasting if course.ended_at)
        yield Flag("unresolved", (sighting,), ended_at)


def symptoms_left(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A symptom found beside a high pressure is a problem of its own wherever no flag of a pressure tells it, until it
    is asked again and gone. One that is charted as an effect flags as that."""
    if not any(asked.present for asked in chart.symptoms):
        return
    high = [flag for flag in whatever_is_beyond(chart, now) if flag.problem in HIGH_PRESSURES]
    moments = {seen.at for flag in high for seen in flag.sightings} | {asked.at for asked in chart.symptoms}
    moments |= {flag.ended_at for flag in high if flag.ended_at is not None}
    moments |= {at for course in chart.effects for at in (*(step.at for step in course.steps), course.ended_at) if at}
    run: list[Sighting] = []
    for at in sorted(moments):
        found = next((asked for asked in reversed(chart.symptoms) if asked.at <= at), None)
        told = _told_by(high, at) | _charted(chart, found, at) if found else set()
        left = [symptom for symptom in found.present if symptom not in told] if found else []
        if found and left:
            if not run or run[-1].symptoms != set(left) or run[-1].entry != found.entry:
                run.append(_left(chart, found, left, at))
        elif run:
            yield Flag("symptoms", tuple(run), at)
            run = []
    if run:
        yield Flag("symptoms", tuple(run))


def _told_by(high: Sequence[Flag], at: datetime) -> set[str]:
    """The symptoms that stand in the flag of a high pressure at that moment."""
    there = (flag for flag in high if in_force(flag, at))
    return {symptom for flag in there for symptom in _latest(flag, at).symptoms}


def _latest(flag: Flag, at: datetime) -> Sighting:
    return max((seen for seen in flag.sightings if seen.at <= at), key=lambda seen: seen.at)


def _charted(chart: Chart, asked: SymptomsAsked, at: datetime) -> set[str]:
    """The symptoms that were an effect too, bad enough to be one, at some time from when they were asked until then."""
    charted: set[str] = set()
    for course in (one for one in chart.effects if one.code in CHARTED_AS):
        symptom, least = CHARTED_AS[course.code]
        grades = [step.grade for step in course.steps if asked.at < step.at <= at]
        grades += [course.grade_at(asked.at)] if course.goes_on_at(asked.at) else []
        if any(grade >= least for grade in grades):
            charted.add(symptom)
    return charted


def _left(chart: Chart, asked: SymptomsAsked, left: Sequence[str], at: datetime) -> Sighting:
    names = ", ".join(left)
    sentence = f"{names} at {chart.t_text(asked.at)}: to be asked again"
    return Sighting(
        rule="symptoms_left",
        at=at,
        severity=Severity.CRITICAL,
        sentence=sentence[0].upper() + sentence[1:],
        limit="none of the symptoms",
        value=names,
        symptoms=frozenset(left),
        entry=asked.entry,
    )
