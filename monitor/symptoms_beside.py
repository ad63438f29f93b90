"""The symptoms that stand beside a high pressure, and make it critical."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.chart import Chart
from monitor.events import EntryId
from monitor.flags import Sighting
from monitor.limits import Severity
from monitor.symptoms import CHARTED_AS, Symptom
from monitor.vitals import Vital


def with_symptoms(chart: Chart, vital: Vital, run: Sequence[Sighting], ended_at: datetime | None) -> Iterator[Sighting]:
    """A high pressure with one of the symptoms is critical (S5).

    What was found before the pressure was last in range says nothing about this rise.
    """
    changes = _symptom_changes(chart)
    if not changes:
        yield from run
        return
    calm = [taken.at for taken in chart.sets if taken.at < run[0].at and taken.vitals.value(vital) is not None]
    asked_from = max(calm, default=chart.opened_at)
    during = {at for at in changes if run[0].at < at and (ended_at is None or at < ended_at)}
    moments = sorted({s.at for s in run} | during)
    for at in moments:
        base = next(s for s in reversed(run) if s.at <= at)
        present = _symptoms_at(chart, asked_from, at)
        if present:
            said = f"{base.sentence}; with {', '.join(present)}"
            entry = base.entry if base.at == at else changes[at]
            yield replace(
                base,
                rule="pressure_with_symptoms",
                at=at,
                severity=Severity.CRITICAL,
                sentence=said,
                entry=entry,
                symptoms=frozenset(present),
            )
        else:
            yield replace(base, at=at)


def _symptom_changes(chart: Chart) -> dict[datetime, EntryId | None]:
    """When the symptoms beside a high pressure may have changed, and which entry says so."""
    changes: dict[datetime, EntryId | None] = {asked.at: asked.entry for asked in chart.symptoms}
    for course in chart.effects:
        if course.code in CHARTED_AS:
            changes.update({step.at: step.entry for step in course.steps})
            if course.ended_at:
                changes[course.ended_at] = course.steps[-1].entry
    return changes


def _symptoms_at(chart: Chart, asked_from: datetime, at: datetime) -> list[Symptom]:
    asked = next((asked.present for asked in reversed(chart.symptoms) if asked_from <= asked.at <= at), ())
    present = set(asked)
    for course in chart.effects:
        symptom, least = CHARTED_AS.get(course.code, (None, None))
        if symptom and least and course.goes_on_at(at) and course.grade_at(at) >= least:
            present.add(symptom)
    return [symptom for symptom in Symptom if symptom in present]
