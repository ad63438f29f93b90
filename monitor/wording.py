"""An entry in words. Screen, table and report say the same of it, because they all ask here."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import assert_never

from monitor.chart import Chart
from monitor.effects import OTHER, effect
from monitor.events import (
    AddendumWritten,
    AllergiesRecorded,
    CheckAnswered,
    ClinicEvent,
    CriterionObserved,
    DoseChecked,
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryId,
    EntryStruck,
    EscortNamed,
    FlagAnswered,
    GateAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    NoEffectsSeen,
    NoteWritten,
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    SessionCancelled,
    SessionEvent,
    SessionOpened,
    SessionReviewed,
    SetMissed,
    SprayGiven,
    SprayPlanned,
    SymptomsChecked,
    VitalsTaken,
    WeightMeasured,
)
from monitor.flags import Flag, Response
from monitor.limits import Bound, Comparison, Limits, Phase, Severity
from monitor.patient_limits import OwnBound, Place, bound_at, own_bounds, protocols_own, rows_from_the_start
from monitor.protocol import Protocol
from monitor.vitals import Vital, VitalSet


def describe(event: SessionEvent, chart: Chart | None = None) -> str:
    """What the event says, in one line. Moments in it are the clinic's local time where its chart is given."""
    match event:
        case SessionOpened(patient, chair, protocol):
            return f"Session opened: {patient.name}, {chair}, {protocol.title}"
        case AllergiesRecorded(known):
            return f"Allergies: {', '.join(known)}" if known else "No known allergies"
        case WeightMeasured(kg, confirmed):
            return f"Weight {kg:g} kg" + (" (confirmed)" if confirmed else "")
        case InfusionPlanned(dose, confirmed):
            return f"Infusion planned: {dose}" + (" (confirmed)" if confirmed else "")
        case SprayPlanned(spray, confirmed):
            return f"Nasal spray planned: {spray}" + (" (confirmed)" if confirmed else "")
        case SprayGiven():
            return "Nasal spray given"
        case DoseChecked():
            return "Dose checked by a second person"
        case CheckAnswered(check, answer, note):
            found = chart.protocol.check(check) if chart else None
            return _with(f"{found.label if found else check}: {answer}", note)
        case EscortNamed(name, contact):
            return f"Escort named: {name}" + (f", {contact}" if contact else "")
        case GateAnswered(answer, reason):
            return _with(f"Vital signs acceptable to begin: {answer}", reason)
        case InfusionStarted():
            return "Infusion started"
        case InfusionPaused(reason):
            return _with("Infusion paused", reason)
        case InfusionResumed():
            return "Infusion resumed"
        case InfusionStopped(reason):
            return _with("Infusion stopped", reason)
        case VitalsTaken(vitals):
            return ", ".join(_set_words(vitals))
        case SetMissed(due_at, reason):
            return _with(f"Set due at {_moment(due_at, chart)} not taken", reason)
        case EffectSeen(code, grade, note):
            return _effect_words(code, grade.word, note)
        case EffectEnded(code, note):
            return _effect_words(code, "ended", note)
        case NoEffectsSeen():
            return "No effects observed"
        case DrugGiven(drug, dose, route, reason):
            return _with(" ".join(filter(None, ("Given:", drug, dose, route))), reason)
        case NoteWritten(text):
            return text
        case FlagAnswered(problem, _, action, told):
            return f"Answer to the flag {problem_words(problem)}: {action}" + (f"; told: {told}" if told else "")
        case SymptomsChecked(present):
            return f"Asked beside the high pressure: {', '.join(present) if present else 'none of the symptoms'}"
        case PatientLimitsSet(limits, reason):
            rows = "; ".join(f"{row.vital.label} {limits_text(row)}" for row in limits)
            differ = own_bounds_text(limits, protocols_own(chart)) if chart else ""
            return _with(f"Limits for this patient: {differ or rows}", reason)
        case EntryStruck(entry, reason, corrected_by):
            corrected = ", the right value is a new entry" if corrected_by else ""
            return _with(f"{_struck_words(entry, chart)} struck{corrected}", reason)
        case CriterionObserved(criterion, met, note):
            wanted = chart.protocol.criterion(criterion) if chart else None
            return _with(f"{wanted.label if wanted else criterion}: {'met' if met else 'not met'}", note)
        case PatientDischarged(signature):
            return f"Discharge signed by {signature.name}, {signature.role}"
        case PatientLeft(accompanied_by):
            return f"Left with {accompanied_by}"
        case AddendumWritten(text):
            return f"Addendum: {text}"
        case SessionReviewed(signature):
            return f"Reviewed and countersigned by {signature.name}, {signature.role}"
        case SessionCancelled(reason):
            return _with("Session cancelled", reason)
        case never:
            assert_never(never)


def _with(said: str, why: str) -> str:
    return f"{said}: {why}" if why.strip() else said


def _moment(at: datetime, chart: Chart | None) -> str:
    return f"{chart.t_text(at)} ({chart.time_text(at)})" if chart else f"{at:%H:%M} UTC"


def _struck_words(id: EntryId, chart: Chart | None) -> str:
    """The struck line as it read, where its chart is given."""
    struck = chart.entry(id) if chart else None
    if chart is None or struck is None or isinstance(struck.event, ClinicEvent | EntryStruck):
        return f"Entry {id}"
    return f"{chart.time_text(struck.happened_at)} “{describe(struck.event, chart)}”"


def _effect_words(code: str, state: str, note: str) -> str:
    if code == OTHER:
        return f"{note}, {state}"
    return _with(f"{effect(code).label}, {state}", note)


def pressure_text(vitals: VitalSet) -> str:
    """ "142/88 (106)"; what was not taken is a dash, "142/–", and nothing at all is empty."""
    systolic, diastolic = vitals.value(Vital.SYSTOLIC), vitals.value(Vital.DIASTOLIC)
    mean = vitals.value(Vital.MEAN)
    pair = (
        ""
        if systolic is None and diastolic is None
        else "/".join("–" if value is None else f"{value:.0f}" for value in (systolic, diastolic))
    )
    return f"{pair} ({mean:.0f})".strip() if mean is not None else pair


def spo2_text(vitals: VitalSet) -> str:
    """ "97 % on 2 L/min oxygen"; empty when it was not taken."""
    value = vitals.value(Vital.SPO2)
    if value is None:
        return ""
    return f"{Vital.SPO2.text(value)} {vitals.oxygen}" if vitals.oxygen else Vital.SPO2.text(value)


def _set_words(vitals: VitalSet) -> Iterator[str]:
    pressure = pressure_text(vitals)
    if pressure:
        yield f"BP {pressure}"
    rate = vitals.value(Vital.HEART_RATE)
    if rate is not None:
        yield f"HR {rate:.0f}"
    if spo2 := spo2_text(vitals):
        yield f"SpO2 {spo2}"
    yield from other_readings(vitals)


def left_out(struck: VitalSet, right: VitalSet) -> tuple[str, ...]:
    """What the struck set says of which the right one says nothing, each in words."""
    vitals = {reading.vital for reading in right.readings}
    gone = [reading.vital.said(reading.value) for reading in struck.readings if reading.vital not in vitals]
    if struck.oxygen is not None and right.oxygen is None:
        gone.append(str(struck.oxygen))
    return tuple(gone)


_OWN_COLUMNS = (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN, Vital.HEART_RATE, Vital.SPO2)


SHORT = {
    Vital.SYSTOLIC: "systolic",
    Vital.DIASTOLIC: "diastolic",
    Vital.MEAN: "mean",
    Vital.HEART_RATE: "HR",
    Vital.SPO2: "SpO2",
    Vital.RESPIRATORY_RATE: "RR",
    Vital.TEMPERATURE: "temperature",
    Vital.ETCO2: "EtCO2",
    Vital.SEDATION: "MOAA/S",
    Vital.AGITATION: "RASS",
}
"""What staff call a vital sign where there is little room."""


def other_readings(vitals: VitalSet) -> Iterator[str]:
    """The readings besides pressure, heart rate and SpO2: "temperature 36.8 °C"."""
    for reading in vitals.readings:
        if reading.vital not in _OWN_COLUMNS:
            unit = "" if reading.vital is Vital.RESPIRATORY_RATE else f" {reading.vital.unit}"
            yield f"{SHORT[reading.vital]} {reading.vital.number(reading.value)}{unit}".rstrip()


def problem_words(problem: str) -> str:
    """A flag's own name of its problem ("out_of_limits:systolic") as staff say it ("Systolic out of limits")."""
    kind, _, about = problem.partition(":")
    match kind:
        case "high" | "low" | "rising":
            return f"{Vital.of(about).label} {kind}"
        case "no_baseline":
            return f"{Vital.of(about).label} without baseline"
        case "unresolved":
            return "Effects not yet over"
        case "effect":
            code, _, note = about.partition(":")
            return note if code == OTHER else effect(code).label
        case _:
            return kind.replace("_", " ")


def flag_course(flag: Flag, chart: Chart) -> str:
    """From when to when it was there, how often it was seen, and its worst value: "T+10 to T+25, 3 times, 184 mmHg"."""
    began = chart.t_text(flag.since)
    parts = [f"{began} to {chart.t_text(flag.ended_at)}" if flag.ended_at else f"since {began}"]
    if flag.times > 1:
        parts.append(f"{flag.times} times")
        if flag.worst.value and flag.worst.value != flag.value:
            parts.append(f"worst {flag.worst.value}")
    return ", ".join(parts)


def response_text(response: Response, flag: Flag, name: str, time: str) -> str:
    """What was done about a flag, who said so and when, and who was told; marked where the flag had ended by then."""
    told = f"; told: {response.told}" if response.told else ""
    late = ", after it had ended" if flag.ended_at and response.at > flag.ended_at else ""
    return f"{response.action}{told} ({name}, {time}{late})"


def left_over_text(answer: FlagAnswered) -> str:
    """What was answered by an answer whose flag is none any more."""
    return f"{answer.sentence or problem_words(answer.problem)}: no flag any more, what raised it was corrected"


def phase_word(chart: Chart, phase: Phase | None = None) -> str:
    """What staff call that phase of this session, or the one it is in: after a spray the patient is observed."""
    if phase is None and chart.cancelled is not None:
        return "cancelled"
    named = phase or chart.phase
    return "observing" if named is Phase.RECOVERING and not chart.protocol.is_infused else named.value


def own_limits_text(chart: Chart) -> str:
    """How this patient's limits differ from the protocol's: "systolic caution from 180"; empty where none are set."""
    entry = chart.patient_limits
    if entry is None or not isinstance(entry.event, PatientLimitsSet):
        return ""
    return own_bounds_text(entry.event.limits, protocols_own(chart)) or "the same as the protocol's"


def own_bounds_text(limits: Iterable[Limits], protocol: Protocol) -> str:
    """Where these differ from the protocol's: "systolic caution from 180, critical from 200; HR caution from 120".

    The phases are named where a bound is not the same in all of them.
    """
    told = list(own_bounds(limits, protocol))
    said: dict[Vital, dict[str, None]] = {}
    for one in told:
        in_place = {other.bound for other in told if (other.vital, other.place) == (one.vital, one.place)}
        phases = f" while {', '.join(one.phases)}" if len(in_place) > 1 else ""
        said.setdefault(one.vital, {})[_own_bound_words(one) + phases] = None
    return "; ".join(f"{SHORT[vital]} {', '.join(words)}" for vital, words in said.items())


def bound_text(chart: Chart, vital: Vital, place: Place) -> str:
    """What stands there from the start on: "from 165", "from 180 (protocol: from 165)", "none"."""
    now = _standing_text(chart.protocol, vital, place)
    before = _standing_text(protocols_own(chart), vital, place)
    return now if now == before else f"{now} (protocol: {before})"


def _standing_text(protocol: Protocol, vital: Vital, place: Place) -> str:
    """With the phases where the bound is not the same in all of them."""
    said: dict[str, list[Phase]] = {}
    for row in rows_from_the_start(protocol, vital):
        bound = bound_at(row, place)
        said.setdefault(_end(bound, vital) if bound else "none", []).extend(row.phases)
    if len(said) > 1:
        return ", ".join(f"{words} while {', '.join(phases)}" for words, phases in said.items())
    return next(iter(said), "none")


def _own_bound_words(own: OwnBound) -> str:
    if own.bound is None:
        return f"no {'high' if own.place.is_high else 'low'} {own.place.severity.word}"
    return f"{own.place.severity.word} {_end(own.bound, own.vital)}"


def limits_text(limits: Limits) -> str:
    """Where in range ends on either side: "advisory from 150, critical below 90"."""
    ends = {}
    for severity in sorted(Severity, reverse=True):
        for bound in limits.bounds(severity):
            ends[bound.comparison.is_high] = f"{severity.word} {_end(bound, limits.vital)}"
    return ", ".join(ends[side] for side in (True, False) if side in ends)


def _end(bound: Bound, vital: Vital) -> str:
    number = vital.number(bound.limit)
    match bound.comparison:
        case Comparison.AT_LEAST:
            return f"from {number}"
        case Comparison.ABOVE:
            return f"above {number}"
        case Comparison.AT_MOST:
            return f"at {number} or less"
        case Comparison.BELOW:
            return f"below {number}"
