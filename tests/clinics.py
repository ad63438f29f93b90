"""A small clinic for tests: a clock that is set by hand, three people with PINs, and sessions brought to any phase."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from monitor.doses import Dose, SprayDose
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    CriterionObserved,
    EscortNamed,
    GateAnswered,
    InfusionPlanned,
    InfusionStarted,
    InfusionStopped,
    NoEffectsSeen,
    Patient,
    PatientLeft,
    SessionOpened,
    SprayGiven,
    SprayPlanned,
    VitalsTaken,
    WeightMeasured,
)
from monitor.protocol import CriterionKind
from monitor.protocol_file import shipped_protocols
from monitor.staff import Role, Staff
from monitor.vitals import Oxygen, Reading, Vital, VitalSet
from sessions.clinic import Clinic
from sessions.requests import AddingChair, Discharging, DoseChecking, Joining, Opening, SigningIn, Writing
from sessions.staff import Pins
from sessions.stores.memory import MemoryStore

CHEAP_PINS = Pins(memory_kib=8, passes=1, lanes=1)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PATIENT = Patient("Berg", "Anna", date(1980, 2, 29), "MRN 00417")
PROTOCOL = shipped_protocols()[0]
SPRAY = next(protocol for protocol in shipped_protocols() if not protocol.is_infused)
PINS = {"ada": "2580", "nora": "1379", "noel": "2468", "cora": "9731"}


@dataclass
class FakeClock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, *, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


def typed_set(*, oxygen: float | None = None, **values: float) -> VitalsTaken:
    readings = tuple(Reading(Vital.of(key), value) for key, value in values.items())
    return VitalsTaken(VitalSet(readings, None if oxygen is None else Oxygen(oxygen)))


CALM = {"systolic": 122, "diastolic": 78, "heart_rate": 70, "spo2": 98}


@dataclass
class Team:
    """Everybody who works in the test's clinic: an administrator, two nurses and a clinician."""

    clock: FakeClock = field(default_factory=FakeClock)
    store: object = field(default_factory=MemoryStore)
    station: str = "A"

    def __post_init__(self) -> None:
        self.clinic = Clinic(self.store, self.station, self.clock, CHEAP_PINS)
        if not self.clinic.roster.members:
            self.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, PINS["ada"]), None)
            ada = self.signed_in("ada")
            for name, role in (("Nora", Role.NURSE), ("Noel", Role.NURSE), ("Cora", Role.CLINICIAN)):
                self.clinic.carry_out(Joining(name, role, PINS[name.lower()]), ada)
            for chair in ("Chair 1", "Chair 2", "Chair 3"):
                self.clinic.carry_out(AddingChair(chair), ada)
        self.ada, self.nora, self.noel, self.cora = (self.signed_in(id) for id in PINS)

    def signed_in(self, id: str) -> Staff:
        staff = self.clinic.carry_out(SigningIn(id, PINS[id]), None)
        assert isinstance(staff, Staff)
        return staff

    def writes(self, session: str, *events, by: Staff | None = None, at: datetime | None = None):
        return self.clinic.carry_out(Writing(session, events, at), by or self.nora)

    def opens(self, patient: Patient = PATIENT, chair: str = "Chair 1", protocol=PROTOCOL) -> str:
        opened = SessionOpened(patient, chair, protocol, utc_offset_min=60)
        return self.clinic.carry_out(Opening(opened), self.nora).chart.session

    def prepares(self, session: str, minutes: int = 40) -> None:
        """Everything before the start, the baseline set included."""
        self.writes(session, AllergiesRecorded(()), WeightMeasured(70), EscortNamed("Sister"))
        is_infused = self.clinic.snapshot(session).chart.protocol.is_infused
        planned = InfusionPlanned(Dose(0.5, 70, 1.0, minutes)) if is_infused else SprayPlanned(SprayDose(84))
        snapshot = self.writes(session, planned)
        self.clinic.carry_out(DoseChecking(session, snapshot.chart.plan, "noel", PINS["noel"]), self.nora)
        checks = snapshot.chart.protocol.checks
        self.writes(session, *(CheckAnswered(check.key, Answer.YES) for check in checks))
        self.writes(session, typed_set(**CALM))
        self.writes(session, GateAnswered(Answer.YES))

    def starts(self, patient: Patient = PATIENT, chair: str = "Chair 1", minutes: int = 40) -> str:
        session = self.opens(patient, chair)
        self.prepares(session, minutes)
        self.writes(session, InfusionStarted())
        return session

    def gives_spray(self, patient: Patient = PATIENT, chair: str = "Chair 1") -> str:
        session = self.opens(patient, chair, SPRAY)
        self.prepares(session)
        self.writes(session, SprayGiven())
        return session

    def observes(self, session: str) -> None:
        """The first 90 calm minutes after a spray, with a set every forty; what `recovers` does makes it two hours."""
        for minutes in (40, 40, 10):
            self.clock.advance(minutes=minutes)
            self.writes(session, typed_set(**CALM), NoEffectsSeen())

    def infuses(self, session: str) -> None:
        """Forty calm minutes with a set every ten, and the end of the infusion."""
        for _ in range(4):
            self.clock.advance(minutes=10)
            self.writes(session, typed_set(**CALM))
        self.writes(session, InfusionStopped())

    def recovers(self, session: str) -> None:
        """Thirty calm minutes in which everything that the discharge asks for is seen."""
        for _ in range(2):
            self.clock.advance(minutes=15)
            self.writes(session, typed_set(**CALM, sedation=5), NoEffectsSeen())
        chart = self.clinic.snapshot(session).chart
        for criterion in chart.protocol.criteria:
            if criterion.kind is CriterionKind.OBSERVED:
                self.writes(session, CriterionObserved(criterion.key, met=True))

    def discharged(self, patient: Patient = PATIENT) -> str:
        session = self.starts(patient)
        self.infuses(session)
        self.recovers(session)
        self.clinic.carry_out(Discharging(session, PINS["nora"]), self.nora)
        return session

    def sees_out(self, session: str) -> None:
        """The discharged patient leaves, and the chair is free."""
        self.writes(session, PatientLeft("Sister"))
