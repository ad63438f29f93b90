"""Reads the chart of a session from its entries, top to bottom, skipping struck lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, assert_never

from monitor.assessment import Assessor, Finding, missing
from monitor.chart import Chart
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
from monitor.limits import Limits, Phase, Severity
from monitor.protocol import Protocol
from monitor.vitals import Vital


class NotOpened(Exception):
    """These entries do not begin with the opening of a session."""


def read_chart(entries: Iterable[Entry]) -> Chart:
    """The chart that these entries of one session make, in whatever order they come. Raises NotOpened."""
    return ChartReader().read(tuple(entries))


class ChartReader:
    """Reads one session again and again as it grows, and each time gives the chart that reading it anew would give.

    Lines added at the end of the page are read on from there; one written late, or a strike, begins the page anew.
    """

    def __init__(self) -> None:
        self._page: list[Entry] = []
        self._lines = _Lines()
        self._chart: Chart | None = None

    def read(self, entries: Sequence[Entry]) -> Chart:
        """The chart of all these entries; they begin with those that were given before. Raises NotOpened."""
        added = sorted(entries[len(self._page) :], key=clinical_order)
        if self._chart is not None and not added:
            return self._chart
        if not self._goes_on_with(added):
            self._page, self._lines = [], _Lines(_strikes(entries), _first_charted(entries))
            added = sorted(entries, key=clinical_order)
        self._chart = None
        self._page += added
        for entry in added:
            if entry.id not in self._lines.strikes:
                self._lines.write(entry)
        self._chart = self._lines.chart(tuple(self._page))
        return self._chart

    def _goes_on_with(self, added: Sequence[Entry]) -> bool:
        if self._chart is None or clinical_order(added[0]) < clinical_order(self._page[-1]):
            return False
        return not any(isinstance(entry.event, EntryStruck) for entry in added)


def _strikes(entries: Iterable[Entry]) -> dict[EntryId, Strike]:
    return {
        entry.event.entry: Strike(
            entry.id, entry.author, entry.recorded_at, entry.event.reason, entry.event.corrected_by
        )
        for entry in sorted(entries, key=clinical_order)
        if isinstance(entry.event, EntryStruck)
    }


class _Written(NamedTuple):
    """When something was charted first, and which vital signs a correction added to it, and when."""

    at: datetime
    added: dict[Vital, datetime]


def _first_charted(entries: Sequence[Entry]) -> dict[EntryId, _Written]:
    """Of each correction when what it stands for was charted."""
    known = {entry.id: entry for entry in entries}
    first: dict[EntryId, _Written] = {}
    for strike in (entry.event for entry in sorted(entries, key=clinical_order)):
        if isinstance(strike, EntryStruck) and strike.corrected_by in known and strike.entry in known:
            wrong, right = known[strike.entry], known[strike.corrected_by]
            at, added = first.get(wrong.id, _Written(wrong.recorded_at, {}))
            first[right.id] = _Written(at, added | dict.fromkeys(_vitals(right) - _vitals(wrong), right.recorded_at))
    return first


def _vitals(entry: Entry) -> set[Vital]:
    taken = entry.event.vitals.readings if isinstance(entry.event, VitalsTaken) else ()
    return {reading.vital for reading in taken}


@dataclass(slots=True)
class _Lines:
    """What the standing lines read so far say: each goes to its place."""

    strikes: dict[EntryId, Strike] = field(default_factory=dict)
    first_charted: dict[EntryId, _Written] = field(default_factory=dict)  # of corrections
    opening: tuple[Entry, SessionOpened] | None = None
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
    assessed: "_AssessedSets | None" = None
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
                self.opening = entry, opened
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
                self.assessed = None  # the sets before are judged by these too
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

    def chart(self, page: tuple[Entry, ...]) -> Chart:
        if self.opening is None:
            raise NotOpened("These entries hold no opening of a session.")
        opening, opened = self.opening
        if self.assessed is None:
            own, protocol = self.own_limits, opened.protocol
            self.assessed = _AssessedSets(protocol.with_limits(own) if own else protocol)
        for entry, taken, phase in self.sets[len(self.assessed.sets) :]:
            self.assessed.add(entry, taken, phase, self.first_charted.get(entry.id, _Written(entry.recorded_at, {})))
        return Chart(
            session=opening.session,
            opened_at=opening.happened_at,
            patient=opened.patient,
            chair=opened.chair,
            protocol=self.assessed.protocol,
            utc_offset=timedelta(minutes=opened.utc_offset_min),
            page=page,
            strikes=self.strikes,
            phase=self.phase,
            allergies=self.allergies,
            weight_kg=self.weight_kg,
            dose=self.dose,
            spray=self.spray,
            plan=self.plan,
            patient_limits=self.patient_limits,
            dose_checked_by=self.dose_checks.get(self.plan) if self.plan else None,
            checks=dict(self.checks),
            escort=self.escort,
            escort_named_at=self.escort_named_at,
            gate=self.gate,
            gate_answered_at=self.gate_answered_at,
            started_at=self.started_at,
            stopped_at=self.stopped_at,
            stop_reason=self.stop_reason,
            pauses=tuple(self.pauses),
            sets=tuple(self.assessed.sets),
            missed=tuple(self.missed),
            effects=tuple(self.effects),
            looked_at=tuple(self.looked_at),
            drugs=tuple(self.drugs),
            notes=tuple(self.notes),
            answers=tuple(self.answers),
            symptoms=tuple(self.symptoms),
            observed=dict(self.observed),
            discharge=self.discharge,
            left_at=self.left_at,
            addenda=tuple(self.addenda),
            review=self.review,
            cancelled=self.cancelled,
        )

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


class _AssessedSets:
    """The sets of one session, each with what it means; they are given in order of time."""

    def __init__(self, protocol: Protocol) -> None:
        self.protocol = protocol
        self.sets: list[Taken] = []
        self._assessor = Assessor(protocol)
        self._baseline: dict[Vital, float] = {}
        self._last: dict[Vital, Finding] = {}  # of each vital sign that was a caution or worse when last read

    def add(self, entry: Entry, taken: VitalsTaken, phase: Phase, written: _Written) -> None:
        is_before_start = phase is Phase.PREPARING
        if is_before_start:
            self._baseline.update({reading.vital: reading.value for reading in taken.vitals.readings})
        findings = self._assessor.findings(taken.vitals, phase, {} if is_before_start else self._baseline)
        for reading in taken.vitals.readings if self._last else ():
            self._last.pop(reading.vital, None)
        standing = tuple(self._last.values())
        for one in reversed(findings):
            if one.severity >= Severity.CAUTION:
                self._last[one.vital] = one
        lacking = missing(self.protocol, taken.vitals)
        self.sets.append(
            Taken(
                entry.id,
                entry.happened_at,
                written.at,
                phase,
                taken.vitals,
                taken.confirmed,
                findings,
                lacking,
                standing,
                written.added,
            )
        )
