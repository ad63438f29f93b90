"""One usual session, kept through the clinic as nurses keep it: baseline, 40 min, recovery, discharge."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.doses import Dose
from monitor.effects import Grade
from monitor.entries import Entry
from monitor.events import (
    AddendumWritten,
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    CriterionObserved,
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryId,
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
    Override,
    Patient,
    PatientLeft,
    SessionEvent,
    SessionOpened,
    SetMissed,
    WeightMeasured,
)
from monitor.protocol import CriterionKind
from monitor.protocol_file import shipped_protocols
from monitor.snapshot import Snapshot
from monitor.staff import Role, Staff
from sessions.clinic import Clinic
from sessions.requests import (
    Correcting,
    Countersigning,
    Discharging,
    DoseChecking,
    Joining,
    Opening,
    Writing,
)
from sessions.staff import Pins
from sessions.stores.memory import MemoryStore
from tests.builders import vitals

STARTED_AT = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
UTC_OFFSET_MIN = 60
ANNA = Patient("Sørensen", "Anna Maria", date(1984, 3, 12), "MRN 004 711")
PINS = {"Administrator": "7391", "Eva Lind": "2580", "Jonas Weber": "1470", "Dr Miriam Okafor": "3695"}


class Visit:
    """Staff at work on one session, with the clock in their hands."""

    def __init__(self, patient: Patient = ANNA, chair: str = "Chair 3") -> None:
        self.now = STARTED_AT - timedelta(minutes=35)
        self.clinic = Clinic(MemoryStore(), "desk", lambda: self.now, Pins(memory_kib=8, passes=1, lanes=1))
        roles = (Role.ADMINISTRATOR, Role.NURSE, Role.NURSE, Role.CLINICIAN)
        by = None
        for (name, pin), role in zip(PINS.items(), roles, strict=True):
            self.clinic.carry_out(Joining(name, role, pin), by)
            by = by or self.staff(name)
        protocol = next(each for each in shipped_protocols() if each.id == "ketamine-iv-40")
        opening = Opening(SessionOpened(patient, chair, protocol, UTC_OFFSET_MIN))
        self.session = self._shown(self.clinic.carry_out(opening, self.staff("Eva Lind"))).chart.session

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.clinic.entries(self.session)

    @property
    def names(self) -> Mapping[str, str]:
        return {self.staff(name).id: name for name in PINS}

    def staff(self, name: str) -> Staff:
        return next(each for each in self.clinic.overview().roster.members if each.name == name)

    def at(self, minute: float, *events: SessionEvent, by: str = "Eva Lind", late: float = 0) -> Snapshot:
        """These happen at that minute since the start, and are written so many minutes later."""
        happened = STARTED_AT + timedelta(minutes=minute)
        self.now = happened + timedelta(minutes=late)
        return self._shown(self.clinic.carry_out(Writing(self.session, events, happened), self.staff(by)))

    def corrects(self, wrong: EntryId, reason: str, right: SessionEvent | None = None) -> Snapshot:
        self.now += timedelta(seconds=30)
        request = Correcting(self.session, wrong, reason, right)
        return self._shown(self.clinic.carry_out(request, self.staff("Eva Lind")))

    def prepares(self) -> None:
        self.at(-30, AllergiesRecorded(("latex", "penicillin")), WeightMeasured(70))
        snapshot = self.at(-29, InfusionPlanned(Dose(0.5, 70, 1, 40)))
        plan = snapshot.chart.plan
        checker = self.staff("Jonas Weber").id
        self.clinic.carry_out(DoseChecking(self.session, plan, checker, PINS["Jonas Weber"]), self.staff("Eva Lind"))
        for check in snapshot.chart.protocol.checks:
            self.at(-20, CheckAnswered(check.key, Answer.YES))
        self.at(-18, EscortNamed("Erik Sørensen", "brother, 0151 2345"))
        self.at(-15, vitals(systolic=124, diastolic=78, heart_rate=68, spo2=98, oxygen=0, temperature=36.8))
        self.at(-14, GateAnswered(Answer.YES))

    def discharges(self, overrides: tuple[Override, ...] = ()) -> Snapshot:
        second = self.staff("Dr Miriam Okafor").id if overrides else ""
        pin = PINS["Dr Miriam Okafor"] if overrides else ""
        request = Discharging(self.session, PINS["Eva Lind"], overrides, second, pin)
        return self._shown(self.clinic.carry_out(request, self.staff("Eva Lind")))

    def countersigns(self) -> Snapshot:
        name = "Dr Miriam Okafor"
        return self._shown(self.clinic.carry_out(Countersigning(self.session, PINS[name]), self.staff(name)))

    def observes(self, minute: float, *, except_: str = "") -> None:
        criteria = self.clinic.snapshot(self.session).chart.protocol.criteria
        for criterion in criteria:
            if criterion.kind is CriterionKind.OBSERVED and criterion.key != except_:
                self.at(minute, CriterionObserved(criterion.key, met=True))

    @staticmethod
    def _shown(answer: object) -> Snapshot:
        assert isinstance(answer, Snapshot)
        return answer


def opened_session() -> Visit:
    """Opened, and nothing more."""
    return Visit()


def usual_session(patient: Patient = ANNA) -> Visit:
    """Everything that a report tells of: flags and answers, a correction, a pause, drugs, an override."""
    visit = Visit(patient)
    visit.prepares()
    visit.at(0, InfusionStarted())
    visit.at(5, vitals(systolic=131, diastolic=82, heart_rate=74, spo2=97, oxygen=0), NoEffectsSeen())
    visit.at(8, EffectSeen("DISS", Grade.MILD))
    mistyped = vitals(systolic=140, diastolic=88, heart_rate=87, spo2=79, oxygen=0)
    wrong = visit.at(10, replace(mistyped, confirmed=("spo2",)))
    right = vitals(systolic=140, diastolic=88, heart_rate=87, spo2=97, oxygen=0)
    visit.corrects(wrong.chart.sets[-1].entry, "SpO2 mistyped", right)
    visit.at(12, EffectSeen("DIZZ", Grade.MILD))
    visit.at(14, InfusionPaused("patient uneasy, wanted to talk"))
    visit.at(17, InfusionResumed())
    visit.at(20, vitals(systolic=152, diastolic=93, heart_rate=92, spo2=95), late=6)
    visit.at(26.5, EffectSeen("DISS", Grade.MODERATE))
    raised = vitals(systolic=168, diastolic=101, mean=124, heart_rate=98, spo2=96, oxygen=2, sedation=4)
    flagged = visit.at(30, raised).chart.sets[-1].entry
    visit.at(31, FlagAnswered("high:systolic", flagged, "Dr Okafor informed, infusion continued, recheck"))
    due = next(each for each in visit.clinic.snapshot(visit.session).planned if each.due_at > visit.now)
    visit.now = due.due_at
    visit.at(37, SetMissed(due.due_at, "patient asked not to be touched"))
    visit.at(40, vitals(systolic=158, diastolic=94, heart_rate=96, spo2=97, oxygen=2, sedation=4))
    visit.at(43, InfusionStopped())
    visit.at(44, EffectSeen("NAUS", Grade.MODERATE), EffectSeen("OTHER", Grade.MILD, "hiccups"))
    drug = DrugGiven("ondansetron", "4 mg", "IV", "nausea")
    visit.at(45, vitals(systolic=151, diastolic=90, heart_rate=90, spo2=98, oxygen=2), drug)
    visit.at(48, EffectSeen("DISS", Grade.MILD), NoteWritten("Talks again, knows where she is. Music off."))
    visit.at(58, vitals(systolic=138, diastolic=84, heart_rate=80, spo2=98, oxygen=0, sedation=5))
    visit.at(60, EffectEnded("DISS"), EffectEnded("DIZZ"), EffectSeen("NAUS", Grade.MILD))
    visit.at(66, EffectEnded("NAUS"), EffectEnded("OTHER", "hiccups"), by="Jonas Weber")
    visit.at(73, vitals(systolic=128, diastolic=80, heart_rate=72, spo2=98, oxygen=0, sedation=5), NoEffectsSeen())
    visit.observes(76, except_="gait")
    visit.at(77, CriterionObserved("gait", met=False, note="walks with a cane, as always"))
    visit.now += timedelta(minutes=3)
    visit.discharges((Override("gait", "Walked with a cane before; brother accompanies her"),))
    visit.at(86, PatientLeft("Erik Sørensen"))
    visit.at(110, AddendumWritten("Called at home: ate, no nausea."))
    visit.now += timedelta(minutes=40)
    visit.countersigns()
    return visit
