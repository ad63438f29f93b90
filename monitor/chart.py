"""What is known of one session. Read from its entries every time, top to bottom, skipping struck lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from monitor.assessment import Assessor, missing
from monitor.course import EffectCourse, EffectStep, Missed, Observed, Pause, Strike, SymptomsAsked, Taken
from monitor.doses import Dose, SprayDose
from monitor.effects import OTHER
from monitor.entries import Entry, clinical_order
from monitor.events import (
    AddendumWritten,
    AllergiesRecorded,
    ChairAdded,
    CheckAnswered,
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
    Patient,
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    PinChanged,
    PinRefused,
    ProtocolApproved,
    ProtocolWritten,
    SessionCancelled,
    SessionOpened,
    SessionReviewed,
    SetMissed,
    SignedIn,
    SprayGiven,
    SprayPlanned,
    StaffJoined,
    StaffLeft,
    SymptomsChecked,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Limits, Phase
from monitor.protocol import CriterionKind, Protocol
from monitor.vitals import Vital

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Chart:
    """One session as its standing entries tell it. `None` and empty mean that nobody has said it yet."""

    session: str
    opened_at: datetime
    patient: Patient
    chair: str
    protocol: Protocol
    utc_offset: timedelta
    page: tuple[Entry, ...]  # every entry in clinical order, the struck ones included
    strikes: Mapping[EntryId, Strike]
    phase: Phase
    allergies: tuple[str, ...] | None
    weight_kg: float | None
    dose: Dose | None
    spray: SprayDose | None
    plan: EntryId | None
    patient_limits: Entry | None  # limits for this patient alone; `protocol` has them in it
    dose_checked_by: str | None
    checks: Mapping[str, CheckAnswered]
    escort: EscortNamed | None
    escort_named_at: datetime | None
    gate: GateAnswered | None
    gate_answered_at: datetime | None
    started_at: datetime | None
    stopped_at: datetime | None
    stop_reason: str
    pauses: tuple[Pause, ...]
    sets: tuple[Taken, ...]
    missed: tuple[Missed, ...]
    effects: tuple[EffectCourse, ...]
    looked_at: tuple[datetime, ...]  # when somebody looked for effects, whether there were any or none
    drugs: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    symptoms: tuple[SymptomsAsked, ...]
    observed: Mapping[str, Observed]
    discharge: Entry | None
    left_at: datetime | None
    addenda: tuple[Entry, ...]
    review: Entry | None
    cancelled: str | None

    @property
    def baseline(self) -> Mapping[Vital, float]:
        """The patient's own values: of each vital sign the last reading before the infusion (S22 to S25)."""
        return {
            reading.vital: reading.value
            for taken in self.sets
            if taken.phase is Phase.PREPARING
            for reading in taken.vitals.readings
        }

    @property
    def is_open(self) -> bool:
        return self.cancelled is None and self.phase not in (Phase.DISCHARGED, Phase.REVIEWED)

    @property
    def planned_end(self) -> datetime | None:
        """When the planned dose is in: start and planned duration, put off by the time paused up to the last
        pause."""
        if self.started_at is None or self.dose is None:
            return None
        paused = sum((p.until - p.since for p in self.pauses if p.until is not None), timedelta())
        return self.started_at + timedelta(minutes=self.dose.minutes) + paused

    @property
    def observed_until(self) -> datetime | None:
        """Until when the patient stays at the least; None before that time counts, or where the protocol asks for
        none."""
        least = [one.least or 0 for one in self.protocol.criteria if one.kind is CriterionKind.ELAPSED]
        if self.stopped_at is None or not least:
            return None
        return self.stopped_at + timedelta(minutes=max(least))

    @property
    def earliest(self) -> datetime:
        """Since when something can be charted by a typed time: once started, the baseline stays as it was."""
        return self.started_at or self.opened_at

    def phase_at(self, at: datetime) -> Phase:
        """In which phase of its course the session was at that moment, as far as the infusion decides it."""
        if self.started_at is None or at < self.started_at:
            return Phase.PREPARING
        if self.stopped_at is not None and at >= self.stopped_at:
            return Phase.RECOVERING
        paused = any(pause.since <= at and (pause.until is None or at < pause.until) for pause in self.pauses)
        return Phase.PAUSED if paused else Phase.INFUSING

    def minute(self, at: datetime) -> float:
        """Minutes since the infusion started or, before it has, since the session was opened."""
        return (at - (self.started_at or self.opened_at)) / MINUTE

    def time_text(self, at: datetime) -> str:
        """The clinic's local time: "14:05"."""
        local = at + self.utc_offset  # not by strftime: it takes six times as long, and every screen is full of times
        return f"{local.hour:02}:{local.minute:02}"

    def t_text(self, at: datetime) -> str:
        """Whole minutes since the start, as staff say it: "T+12"; the local time while there is no start."""
        if self.started_at is None:
            return self.time_text(at)
        minute = (at - self.started_at) // MINUTE
        return f"T{'−' if minute < 0 else '+'}{abs(minute)}"

    def latest(self, vital: Vital) -> Taken | None:
        """The last set that has a reading of this vital sign."""
        return next((taken for taken in reversed(self.sets) if taken.vitals.value(vital) is not None), None)

    def series(self, vital: Vital) -> list[tuple[float, float]]:
        """Minute and value of every standing reading, in order of time."""
        return [
            (self.minute(taken.at), value) for taken in self.sets if (value := taken.vitals.value(vital)) is not None
        ]

    def entry(self, id: EntryId) -> Entry | None:
        return next((entry for entry in self.page if entry.id == id), None)


class NotOpened(Exception):
    """These entries do not begin with the opening of a session."""


def read_chart(entries: Iterable[Entry]) -> Chart:
    """The chart that these entries of one session make, in whatever order they come. Raises NotOpened."""
    page = sorted(entries, key=clinical_order)
    reader = _Reader()
    for entry in page:
        if isinstance(entry.event, EntryStruck):
            strike = entry.event
            reader.strikes[strike.entry] = Strike(
                entry.id, entry.author, entry.recorded_at, strike.reason, strike.corrected_by
            )
    for entry in page:
        if entry.id not in reader.strikes:
            reader.write(entry)
    return reader.chart(page)


@dataclass(slots=True)
class _Reader:
    """The page being read: one line after the other goes to its place."""

    strikes: dict[EntryId, Strike] = field(default_factory=dict)
    opening: Entry | None = None
    opened: SessionOpened | None = None
    allergies: tuple[str, ...] | None = None
    weight_kg: float | None = None
    dose: Dose | None = None
    spray: SprayDose | None = None
    plan: EntryId | None = None
    patient_limits: Entry | None = None
    own_limits: tuple[Limits, ...] = ()
    dose_checks: dict[EntryId, str] = field(default_factory=dict)
    checks: dict[str, CheckAnswered] = field(default_factory=dict)
    escort: EscortNamed | None = None
    escort_named_at: datetime | None = None
    gate: GateAnswered | None = None
    gate_answered_at: datetime | None = None
    phase: Phase = Phase.PREPARING
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    stop_reason: str = ""
    pauses: list[Pause] = field(default_factory=list)
    sets: list[tuple[Entry, VitalsTaken, Phase]] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    effects: list[EffectCourse] = field(default_factory=list)
    looked_at: list[datetime] = field(default_factory=list)
    drugs: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    answers: list[Entry] = field(default_factory=list)
    symptoms: list[SymptomsAsked] = field(default_factory=list)
    observed: dict[str, Observed] = field(default_factory=dict)
    discharge: Entry | None = None
    left_at: datetime | None = None
    addenda: list[Entry] = field(default_factory=list)
    review: Entry | None = None
    cancelled: str | None = None

    def write(self, entry: Entry) -> None:
        """Put one standing line where it belongs."""
        at = entry.happened_at
        match entry.event:
            case SessionOpened() as opened:
                self.opening, self.opened = entry, opened
            case AllergiesRecorded(known):
                self.allergies = known
            case WeightMeasured(kg):
                self.weight_kg = kg
            case InfusionPlanned(dose):
                self.dose, self.plan = dose, entry.id
            case SprayPlanned(spray):
                self.spray, self.plan = spray, entry.id
            case DoseChecked(plan):
                self.dose_checks[plan] = entry.author
            case CheckAnswered() as answered:
                self.checks[answered.check] = answered
            case EscortNamed() as escort:
                self.escort, self.escort_named_at = escort, at
            case GateAnswered() as gate:
                self.gate, self.gate_answered_at = gate, at
            case InfusionStarted():
                self.started_at, self.phase = at, Phase.INFUSING
            case SprayGiven():
                self.started_at = self.stopped_at = at
                self.phase = Phase.RECOVERING
            case InfusionPaused(reason):
                self.pauses.append(Pause(at, None, reason))
                self.phase = Phase.PAUSED
            case InfusionResumed():
                self._end_pause(at)
                self.phase = Phase.INFUSING
            case InfusionStopped(reason):
                self._end_pause(at)
                self.stopped_at, self.stop_reason, self.phase = at, reason, Phase.RECOVERING
            case VitalsTaken() as taken:
                self.sets.append((entry, taken, self.phase))
            case SetMissed(due_at, reason):
                self.missed.append(Missed(due_at, at, reason, entry.id))
            case EffectSeen() as seen:
                self.looked_at.append(at)
                self._see(entry, seen)
            case EffectEnded(code, note):
                self.looked_at.append(at)
                self._end_effect(code, note, at)
            case NoEffectsSeen():
                self.looked_at.append(at)
            case DrugGiven():
                self.drugs.append(entry)
            case NoteWritten():
                self.notes.append(entry)
            case FlagAnswered():
                self.answers.append(entry)
            case SymptomsChecked(present):
                self.symptoms.append(SymptomsAsked(at, present, entry.id))
            case PatientLimitsSet(limits):
                self.patient_limits, self.own_limits = entry, limits
            case CriterionObserved(criterion, met, note):
                before = self.observed.get(criterion)
                met_since = (before.met_since if before and before.met else at) if met else None
                self.observed[criterion] = Observed(met, note, at, entry.author, entry.id, met_since)
            case PatientDischarged():
                self.discharge, self.phase = entry, Phase.DISCHARGED
            case PatientLeft():
                self.left_at = at
            case AddendumWritten():
                self.addenda.append(entry)
            case SessionReviewed():
                self.review, self.phase = entry, Phase.REVIEWED
            case SessionCancelled(reason):
                self.cancelled = reason
            case EntryStruck():
                pass  # collected before the reading began
            case (
                StaffJoined()
                | PinChanged()
                | StaffLeft()
                | SignedIn()
                | PinRefused()
                | ChairAdded()
                | ProtocolWritten()
                | ProtocolApproved()
            ):
                raise NotOpened(f"{entry.id} belongs to the clinic, not to a session.")
            case never:
                assert_never(never)

    def chart(self, page: list[Entry]) -> Chart:
        if self.opening is None or self.opened is None:
            raise NotOpened("These entries hold no opening of a session.")
        protocol = self.opened.protocol.with_limits(self.own_limits) if self.own_limits else self.opened.protocol
        return Chart(
            session=self.opening.session,
            opened_at=self.opening.happened_at,
            patient=self.opened.patient,
            chair=self.opened.chair,
            protocol=protocol,
            utc_offset=timedelta(minutes=self.opened.utc_offset_min),
            page=tuple(page),
            strikes=self.strikes,
            phase=self.phase,
            allergies=self.allergies,
            weight_kg=self.weight_kg,
            dose=self.dose,
            spray=self.spray,
            plan=self.plan,
            patient_limits=self.patient_limits,
            dose_checked_by=self.dose_checks.get(self.plan) if self.plan else None,
            checks=self.checks,
            escort=self.escort,
            escort_named_at=self.escort_named_at,
            gate=self.gate,
            gate_answered_at=self.gate_answered_at,
            started_at=self.started_at,
            stopped_at=self.stopped_at,
            stop_reason=self.stop_reason,
            pauses=tuple(self.pauses),
            sets=self._assessed(protocol),
            missed=tuple(self.missed),
            effects=tuple(self.effects),
            looked_at=tuple(self.looked_at),
            drugs=tuple(self.drugs),
            notes=tuple(self.notes),
            answers=tuple(self.answers),
            symptoms=tuple(self.symptoms),
            observed=self.observed,
            discharge=self.discharge,
            left_at=self.left_at,
            addenda=tuple(self.addenda),
            review=self.review,
            cancelled=self.cancelled,
        )

    def _assessed(self, protocol: Protocol) -> tuple[Taken, ...]:
        baseline: dict[Vital, float] = {}
        nothing: dict[Vital, float] = {}
        assessor = Assessor(protocol)
        sets = []
        for entry, taken, phase in self.sets:
            before_start = phase is Phase.PREPARING
            if before_start:
                baseline.update({reading.vital: reading.value for reading in taken.vitals.readings})
            findings = assessor.findings(taken.vitals, phase, nothing if before_start else baseline)
            lacking = missing(protocol, taken.vitals)
            sets.append(
                Taken(
                    entry.id,
                    entry.happened_at,
                    entry.recorded_at,
                    phase,
                    taken.vitals,
                    taken.confirmed,
                    findings,
                    lacking,
                )
            )
        return tuple(sets)

    def _end_pause(self, at: datetime) -> None:
        if self.pauses and self.pauses[-1].until is None:
            last = self.pauses[-1]
            self.pauses[-1] = Pause(last.since, at, last.reason)

    def _open_course(self, code: str, note: str) -> int | None:
        """Which course is going on. Only of the effect "other" can there be several, told apart by the
        note."""
        for index, course in enumerate(self.effects):
            if course.is_open and course.code == code and (code != OTHER or course.note == note):
                return index
        return None

    def _see(self, entry: Entry, seen: EffectSeen) -> None:
        step = EffectStep(entry.happened_at, seen.grade, entry.id)
        index = self._open_course(seen.effect, seen.note)
        if index is None:
            self.effects.append(EffectCourse(seen.effect, seen.note, (step,)))
        else:
            course = self.effects[index]
            self.effects[index] = EffectCourse(course.code, course.note, (*course.steps, step))

    def _end_effect(self, code: str, note: str, at: datetime) -> None:
        index = self._open_course(code, note)
        if index is not None:
            course = self.effects[index]
            self.effects[index] = EffectCourse(course.code, course.note, course.steps, at)
