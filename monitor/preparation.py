"""The work before the drip, step by step: what is still open, and what may not be kept."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from monitor.chart import Chart
from monitor.doses import weight_doubt, weight_refusal
from monitor.events import Answer, GateAnswered, InfusionPlanned, SessionOpened, SprayPlanned
from monitor.limits import Phase
from monitor.staff import Staff
from monitor.vitals import Vital


def is_preparing(chart: Chart) -> bool:
    """Whether what belongs before the start can still be written."""
    return chart.phase is Phase.PREPARING and chart.is_open


class Step(StrEnum):
    """One piece of the work before the drip, in its order."""

    ALLERGIES = "allergies"
    WEIGHT = "weight"
    DOSE = "dose"
    DOSE_CHECK = "dose check"
    CHECKS = "checks"
    BASELINE = "baseline"
    GATE = "gate"


def before_start(chart: Chart, at: datetime | None = None) -> Iterator[str]:
    """Everything that still holds the start of the infusion (now, or at that moment) back, in the order of the work."""
    for _, sentence in open_steps(chart, at):
        yield sentence


def open_steps(chart: Chart, at: datetime | None = None) -> Iterator[tuple[Step, str]]:
    """Which piece of the work is still open, and what it lacks, for a start now or at that moment."""
    if chart.allergies is None:
        yield Step.ALLERGIES, "Allergies are not asked yet."
    if chart.weight_kg is None and chart.protocol.is_infused:
        yield Step.WEIGHT, "The weight is missing."
    if chart.dose is None and chart.spray is None:
        yield Step.DOSE, "The dose is not planned yet."
    elif chart.dose is not None and chart.weight_kg is not None and chart.dose.weight_kg != chart.weight_kg:
        yield (
            Step.DOSE,
            f"The dose was planned for {chart.dose.weight_kg:g} kg; the weight is now {chart.weight_kg:g} kg.",
        )
    if chart.plan is not None and chart.dose_checked_by is None:
        yield Step.DOSE_CHECK, "The dose is not checked by a second person."
    for check in chart.protocol.checks:
        answered = chart.checks.get(check.key)
        if answered is None:
            yield Step.CHECKS, f"Not answered: {check.label}."
        elif answered.answer is Answer.NO:
            yield Step.CHECKS, f"Answered no: {check.label}."
    lacking = [vital.label for vital in chart.protocol.schedule.ordered if vital not in chart.baseline]
    if lacking:
        yield Step.BASELINE, f"The baseline set lacks: {', '.join(lacking)}."
    if chart.gate is None:
        yield Step.GATE, "Vital signs acceptable to begin? This is not answered yet."
    elif chart.gate.answer is Answer.NO:
        yield Step.GATE, "The vital signs were judged not acceptable to begin."
    elif newer := _baseline_after_gate(chart, at):
        yield Step.GATE, f"A baseline set came after the answer, at {chart.time_text(newer)}: answer again."


def _baseline_after_gate(chart: Chart, at: datetime | None) -> datetime | None:
    """When the last baseline set was taken that the answer "acceptable to begin" could not be about."""
    answered_at = chart.gate_answered_at
    for taken in reversed(chart.sets):
        if answered_at and taken.phase is Phase.PREPARING and taken.at > answered_at and (at is None or taken.at <= at):
            return taken.at
    return None


def open_already(charts: Iterable[Chart], record_number: str, name: tuple[str, str], born: date | None) -> str | None:
    """Which of these open sessions is the same patient's: by record number, or by name and birth date."""
    for chart in charts:
        patient = chart.patient
        same_number = _plain(patient.record_number) == _plain(record_number)
        same_name = (_plain(patient.surname), _plain(patient.given)) == tuple(map(_plain, name))
        if same_number or (same_name and patient.birth_date == born):
            same = f"record {patient.record_number}" if same_number else f"born {patient.birth_date:%d.%m.%Y}"
            return f"A session of {patient.name} ({same}) is open already ({chart.chair})."
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def baseline_findings(chart: Chart) -> tuple[str, ...]:
    """What of the latest baseline readings reaches a limit before the drip."""
    sentences = []
    for vital in Vital:
        taken = chart.latest(vital)
        if taken and taken.phase is Phase.PREPARING:
            sentences += [finding.sentence for finding in taken.findings if finding.vital is vital]
    return tuple(sentences)


def weight_objections(kg: float, *, confirmed: bool) -> Iterator[str]:
    refusal, doubt = weight_refusal(kg), weight_doubt(kg)
    if refusal:
        yield refusal
    elif doubt and not confirmed:
        yield doubt


def dose_doubt(chart: Chart, mg_per_kg: float) -> str | None:
    """The question an unusual dose deserves before it is kept."""
    low, high = chart.protocol.usual_mg_per_kg
    if low <= mg_per_kg <= high:
        return None
    return f"{mg_per_kg:g} mg/kg is unusual (this protocol: {low:g} to {high:g} mg/kg). Is it right?"


def plan_objections(chart: Chart, event: InfusionPlanned) -> Iterator[str]:
    if chart.weight_kg is None:
        yield "Measure the weight first: the dose is reckoned from it."
    elif event.dose.weight_kg != chart.weight_kg:
        yield f"The dose is reckoned with {event.dose.weight_kg:g} kg; the weight is {chart.weight_kg:g} kg."
    if event.dose.minutes > chart.protocol.longest_min:
        yield f"{event.dose.minutes} min is longer than this protocol's {chart.protocol.longest_min} min."
    if event.dose.minutes < chart.protocol.planned_min:
        yield f"{event.dose.minutes} min is shorter than this protocol's {chart.protocol.planned_min} min."
    doubt = dose_doubt(chart, event.dose.mg_per_kg)
    if doubt and not event.confirmed:
        yield doubt


def spray_doubt(chart: Chart, mg: float) -> str | None:
    """The question an unusual dose of a spray deserves before it is kept."""
    usual = chart.protocol.doses_mg
    if mg in usual:
        return None
    return f"{mg:g} mg is unusual (this protocol: {' or '.join(f'{dose:g}' for dose in usual)} mg). Is it right?"


def spray_objections(chart: Chart, event: SprayPlanned) -> Iterator[str]:
    doubt = spray_doubt(chart, event.dose.mg)
    if doubt and not event.confirmed:
        yield doubt


def dose_check_objections(chart: Chart, is_current: bool, by: Staff) -> Iterator[str]:  # noqa: FBT001
    if chart.plan is None or not is_current:
        yield "The dose was planned anew. Check the new one."
        return
    planned = chart.entry(chart.plan)
    if planned is not None and planned.author == by.id:
        yield f"{by.name} planned the dose: a second person checks it."


def gate_objections(chart: Chart, event: GateAnswered) -> Iterator[str]:
    lacking = [vital.label for vital in chart.protocol.schedule.ordered if vital not in chart.baseline]
    if lacking:
        yield f"The baseline set lacks: {', '.join(lacking)}."
    found = baseline_findings(chart)
    if event.answer is Answer.YES and found and not event.reason.strip():
        yield f"{found[0]}. Say why it is acceptable to begin."
    if event.answer is Answer.NO and not event.reason.strip():
        yield "Say why the vital signs are not acceptable."


def opening_objections(chart: Chart | None, event: SessionOpened, now: datetime) -> Iterator[str]:
    patient = event.patient
    if chart is not None:
        yield "This session is open already."
    if not (patient.surname.strip() and patient.given.strip()):
        yield "The patient's surname and given name are needed."
    if not patient.record_number.strip():
        yield "The record number is needed: birth date and record number are the two identifiers."
    if patient.birth_date > now.date():
        yield f"The birth date {patient.birth_date:%d.%m.%Y} has not come yet."
    if patient.birth_date.year < now.year - OLDEST_YEARS:
        yield f"The birth date {patient.birth_date:%d.%m.%Y} is more than {OLDEST_YEARS} years ago."
    if not event.chair.strip():
        yield "Choose a chair."


OLDEST_YEARS = 120
