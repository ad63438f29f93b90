"""The sessions of the scenarios, charted entry by entry as staff would chart them, and exported by Vigil's own export.

    python -m tests.scenarios.write

Every entry passes the same guard as at the chair. Names, numbers and times are fixed, so that the same text comes out
each time. What is to be seen at which minute stands in the .md file beside each record, written by hand.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.answering import answer_to
from monitor.chart import Chart
from monitor.chart_reader import read_chart
from monitor.doses import Dose, SprayDose
from monitor.doubts import doubts
from monitor.effects import Grade
from monitor.entries import Entry
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    CriterionJudged,
    CriterionObserved,
    DoseChecked,
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryId,
    EntryStruck,
    EscortNamed,
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
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    SessionEvent,
    SessionOpened,
    SetMissed,
    SprayGiven,
    SprayPlanned,
    SymptomsChecked,
    VitalsTaken,
    WeightMeasured,
)
from monitor.guards import correction_objection, objection
from monitor.limits import Bound, Comparison, Limits
from monitor.patient_limits import FROM_THE_START
from monitor.protocol import CriterionKind, Protocol
from monitor.protocol_file import shipped_protocols
from monitor.rules import flags_of
from monitor.snapshot import take_snapshot
from monitor.staff import Role, Staff
from monitor.symptoms import Symptom
from monitor.vitals import Oxygen, Reading, Vital, VitalSet
from sessions.chain import seal
from sessions.exports.export import EXPORTS
from sessions.signing import sign

HERE = Path(__file__).parent
STARTED_AT = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
"""14:00 at the clinic, in every scenario: so T+10 is 14:10."""

UTC_OFFSET_MIN = 60
EVA = Staff("eva", "Eva Lind", Role.NURSE)
JONAS = Staff("jonas", "Jonas Weber", Role.NURSE)
OKAFOR = Staff("okafor", "Dr Miriam Okafor", Role.CLINICIAN)
NAMES = {staff.id: staff.name for staff in (EVA, JONAS, OKAFOR)}
KETAMINE = next(protocol for protocol in shipped_protocols() if protocol.id == "ketamine-iv-40")
SPRAY = next(protocol for protocol in shipped_protocols() if protocol.id == "nasal-esketamine")


def moment(minute: float) -> datetime:
    return STARTED_AT + timedelta(minutes=minute)


def bp(pressure: str, rate: int, spo2: int, oxygen: float = 0, **other: float) -> VitalsTaken:
    """A set as it is said: pressure, heart rate, SpO2, on air if nothing else is said."""
    systolic, diastolic = map(float, pressure.split("/"))
    values = {Vital.SYSTOLIC: systolic, Vital.DIASTOLIC: diastolic, Vital.HEART_RATE: rate, Vital.SPO2: spo2}
    return _taken({**values, **{Vital.of(key): value for key, value in other.items()}}, Oxygen(oxygen))


def only(oxygen: float | None = None, **values: float) -> VitalsTaken:
    """A part of a set."""
    read = {Vital.of(key): value for key, value in values.items()}
    return _taken(read, None if oxygen is None else Oxygen(oxygen))


def _taken(values: dict[Vital, float], oxygen: Oxygen | None) -> VitalsTaken:
    readings = tuple(Reading(vital, value) for vital, value in values.items())
    return VitalsTaken(VitalSet(readings, oxygen))


def _asked(chart: Chart | None, event: SessionEvent, at: datetime, instead_of: EntryId | None = None) -> SessionEvent:
    """With every doubt about it confirmed."""
    if chart is None or not isinstance(event, VitalsTaken):
        return event
    return VitalsTaken(event.vitals, tuple(doubt.about for doubt in doubts(chart, event, at, instead_of)))


class Refused(Exception):
    """The script writes what nobody could write at the chair."""


class Story:
    """One session being charted by Eva Lind, if nobody else is named."""

    def __init__(self, number: int, patient: Patient, protocol: Protocol = KETAMINE) -> None:
        self.entries: list[Entry] = []
        self._protocol = protocol
        self._session = f"019aa6e0-0000-7000-8000-{number:012d}"
        self._patient = patient

    @property
    def chart(self) -> Chart:
        return read_chart(self.entries)

    def at(self, minute: float, *events: SessionEvent, by: Staff = EVA, of: float | None = None) -> None:
        """Charted at that minute since the start; `of` is when it was, if that was earlier."""
        now, happened = moment(minute), moment(minute if of is None else of)
        for event in events:
            chart = self.chart if self.entries else None
            said = _asked(chart, event, happened)
            if refusal := objection(chart, said, by, happened, now):
                raise Refused(f"T{minute:+g} {type(event).__name__}: {refusal}")
            self._keep(said, happened, now, by)

    def answers(self, minute: float, problem: str, action: str, told: str = "", by: Staff = EVA) -> None:
        """The flag of this problem that asks then; the latest one where several do or none does."""
        flags = (flag for flag in flags_of(self.chart, moment(minute)) if flag.problem == problem)
        asking = max(flags, key=lambda flag: (flag.wants_answer, flag.since))
        self.at(minute, answer_to(asking, action, told), by=by)

    def prepares(self, weight: float = 70) -> None:
        """Everything before the baseline set: half an hour's work. A spray asks for no weight."""
        self.at(-30, SessionOpened(self._patient, "Chair 2", self._protocol, UTC_OFFSET_MIN))
        self.at(-28, AllergiesRecorded(()))
        if self._protocol.is_infused:
            self.at(-28, WeightMeasured(weight))
            self.at(-26, InfusionPlanned(Dose(0.5, weight, 1, 40)))
        else:
            self.at(-26, SprayPlanned(SprayDose(84)))
        self.at(-25, DoseChecked(self.entries[-1].id), by=JONAS)
        self.at(-20, *(CheckAnswered(check.key, Answer.YES) for check in self._protocol.checks))
        self.at(-18, EscortNamed("Karin Holm", "sister"))

    def starts(self, baseline: VitalsTaken, reason: str = "") -> None:
        self.at(-10, baseline)
        self.at(-8, GateAnswered(Answer.YES, reason))
        self.at(0, InfusionStarted() if self._protocol.is_infused else SprayGiven())

    def corrects(self, minute: float, reason: str, right: SessionEvent) -> None:
        """The last entry is struck, and what is right written in its place."""
        wrong, now = self.entries[-1], moment(minute)
        strike = EntryStruck(wrong.id, reason)
        right = _asked(self.chart, right, wrong.happened_at, instead_of=wrong.id)
        if refusal := correction_objection(self.chart, strike, right, EVA, wrong.happened_at, now):
            raise Refused(f"T{minute:+g} correction: {refusal}")
        self._keep(right, wrong.happened_at, now, EVA)
        self._keep(EntryStruck(wrong.id, reason, corrected_by=self.entries[-1].id), now, now, EVA)

    def is_looked_at(self, minute: float) -> None:
        """Everything that is judged by looking before the patient goes home."""
        looked = (one.key for one in self._protocol.criteria if one.kind is CriterionKind.OBSERVED)
        self.at(minute, *(CriterionObserved(key, met=True) for key in looked))

    def goes_home(self, minute: float, overruled: str = "", leaves_with: str = "Karin Holm") -> None:
        """Signed; what is unmet is overruled by the clinician for that reason. Five minutes later they leave."""
        now = moment(minute)
        snapshot = take_snapshot(self.entries, now)
        overrides = tuple(Override(judged.criterion.key, overruled) for judged in snapshot.unmet)
        signed = PatientDischarged(
            sign(EVA, "discharge criteria judged, patient may go home", self.entries),
            tuple(CriterionJudged(j.criterion.key, j.criterion.label, j.met, j.by) for j in snapshot.criteria),
            tuple(flag.sentence for flag in snapshot.flags),
            overrides,
            sign(OKAFOR, "unmet discharge criteria overruled", self.entries) if overrides else None,
        )
        self.at(minute, signed)
        self.at(minute + 5, PatientLeft(leaves_with))

    def _keep(self, event: SessionEvent, happened: datetime, now: datetime, by: Staff) -> None:
        last = self.entries[-1] if self.entries else None
        id = EntryId("desk", last.id.seq + 1 if last else 1)
        self.entries.append(seal(id, self._session, happened, now, by.id, event, previous=last.digest if last else ""))


def calm_course() -> Story:
    story = Story(1, Patient("Sand", "Ingrid", date(1984, 3, 12), "MRN 004 101"))
    story.prepares()
    story.starts(bp("122/76", 68, 98))
    story.at(10, bp("128/80", 72, 98), NoEffectsSeen())
    story.at(13, EffectSeen("DISS", Grade.MILD), EffectSeen("DIZZ", Grade.MILD))
    story.at(21, bp("134/83", 74, 98))
    story.at(30, bp("138/85", 76, 97))
    story.at(40, InfusionStopped(), bp("139/86", 76, 97))
    story.at(52, EffectEnded("DISS"))
    story.at(55, bp("130/80", 72, 98, sedation=5))
    story.at(66, EffectEnded("DIZZ"))
    story.at(70, bp("124/78", 70, 98, sedation=5), NoEffectsSeen())
    story.is_looked_at(71)
    story.goes_home(73)
    return story


def hypertensive_without_symptoms() -> Story:
    story = Story(2, Patient("Roth", "Georg", date(1969, 6, 2), "MRN 004 102"))
    story.prepares(weight=88)
    story.starts(bp("138/86", 74, 97))
    story.at(10, bp("152/92", 80, 97))
    story.at(20, bp("168/98", 84, 97))
    story.at(21, SymptomsChecked(()))
    story.at(25, bp("170/101", 86, 97))
    answer = "Other arm, no symptoms, eye mask off, resting"
    story.answers(27, "high:systolic", answer, "Dr Okafor")
    story.at(30, bp("166/98", 84, 97))
    story.at(35, bp("163/96", 82, 97))
    story.at(40, InfusionStopped(), bp("158/95", 80, 97), NoEffectsSeen())
    story.at(55, bp("148/92", 76, 98, sedation=5))
    story.at(70, bp("142/88", 74, 98, sedation=5), NoEffectsSeen())
    story.is_looked_at(71)
    story.goes_home(73)
    return story


def hypertensive_emergency() -> Story:
    story = Story(3, Patient("Falk", "Adam", date(1974, 10, 30), "MRN 004 103"))
    story.prepares(weight=92)
    story.starts(bp("142/88", 78, 97), "Rested 15 min, usual for him")
    story.at(10, bp("146/90", 82, 97))
    story.at(20, bp("154/93", 86, 97))
    story.at(30, bp("162/96", 90, 97))
    story.at(38, bp("188/112", 98, 96))
    story.at(39, SymptomsChecked((Symptom.SUDDEN_SEVERE_HEADACHE, Symptom.VISUAL_LOSS)), InfusionStopped("emergency"))
    story.answers(40, "high:systolic", "Infusion stopped, emergency call made", "Dr Okafor")
    story.answers(41, "high:diastolic", "Infusion stopped, emergency call made", "Dr Okafor")
    story.at(43, bp("196/116", 102, 96), by=JONAS)
    story.at(44, DrugGiven("labetalol", "10 mg", "IV", "ordered by Dr Okafor"), by=OKAFOR)
    story.answers(45, "high:systolic", "Dr Okafor at the chair", "Dr Okafor", by=JONAS)
    story.answers(45, "high:diastolic", "Dr Okafor at the chair", "Dr Okafor", by=JONAS)
    story.at(48, bp("178/106", 94, 97), SymptomsChecked((Symptom.SUDDEN_SEVERE_HEADACHE,)), by=JONAS)
    story.at(53, bp("168/99", 90, 97, sedation=5), SymptomsChecked(()), NoEffectsSeen())
    story.at(55, NoteWritten("Handed over to the ambulance team"))
    story.goes_home(56, overruled="Taken to hospital by ambulance", leaves_with="Ambulance team")
    return story


def vasovagal() -> Story:
    story = Story(4, Patient("Nord", "Lena", date(1996, 1, 19), "MRN 004 104"))
    story.prepares(weight=58)
    story.starts(bp("112/70", 66, 99))
    story.at(10, bp("114/72", 68, 99))
    story.at(14, EffectSeen("PALE", Grade.MODERATE), EffectSeen("BRAD", Grade.MODERATE))
    story.at(14, bp("82/46", 38, 98), InfusionPaused("faint, pale"))
    for problem in ("low:systolic", "low:diastolic", "low:heart_rate", "effect:BRAD:"):
        story.answers(15, problem, "Laid flat, legs raised, infusion paused", "Dr Okafor")
    story.at(18, bp("94/56", 52, 99))
    story.at(21, EffectEnded("PALE"), EffectEnded("BRAD"))
    story.at(
        22, bp("108/66", 62, 99), NoteWritten("Dr Okafor at the chair: go on with the infusion"), InfusionResumed()
    )
    story.at(30, bp("112/70", 66, 99))
    story.at(40, bp("114/71", 66, 99))
    story.at(48, InfusionStopped(), bp("116/72", 68, 99), NoEffectsSeen())
    story.at(63, bp("114/70", 66, 99, sedation=5))
    story.at(78, bp("112/70", 66, 99, sedation=5), NoEffectsSeen())
    story.is_looked_at(79)
    story.goes_home(80)
    return story


def desaturation() -> Story:
    story = Story(5, Patient("Berger", "Rolf", date(1961, 8, 8), "MRN 004 105"))
    story.prepares(weight=96)
    story.starts(bp("132/82", 76, 97))
    story.at(10, bp("136/84", 78, 96))
    story.at(18, only(oxygen=0, spo2=92, respiratory_rate=10, sedation=4))
    story.answers(19, "low:spo2", "Woken, head repositioned, oxygen given")
    story.at(20, bp("138/84", 80, 96, oxygen=2, respiratory_rate=12, sedation=4))
    story.at(24, only(oxygen=2, spo2=89, respiratory_rate=9), InfusionStopped("desaturation"))
    story.answers(25, "low:spo2", "Airway held open, oxygen 6 L/min", "Dr Okafor")
    story.answers(25, "low:respiratory_rate", "Airway held open, stayed with him", "Dr Okafor")
    story.at(26, SetMissed(moment(24), "airway came first"))
    story.at(27, bp("134/82", 80, 97, oxygen=6, respiratory_rate=14, sedation=4))
    story.at(32, bp("132/80", 78, 98, oxygen=2, respiratory_rate=14, sedation=5))
    story.at(35, only(spo2=98))
    story.at(37, bp("130/80", 76, 97, respiratory_rate=14, sedation=5))
    story.at(42, bp("130/80", 76, 97, respiratory_rate=14, sedation=5))
    story.at(54, bp("128/78", 74, 97, sedation=5), NoEffectsSeen())
    story.is_looked_at(55)
    story.goes_home(57)
    return story


def panic() -> Story:
    story = Story(6, Patient("Weiss", "Clara", date(1990, 5, 24), "MRN 004 106"))
    story.prepares(weight=64)
    story.starts(bp("118/74", 72, 98))
    story.at(10, bp("124/78", 80, 98))
    story.at(15, EffectSeen("ANX", Grade.MILD))
    story.at(18, EffectSeen("PANIC", Grade.MODERATE))
    story.at(20, bp("142/88", 112, 98))
    story.at(22, EffectSeen("PANIC", Grade.SEVERE), InfusionPaused("panic"))
    story.answers(25, "effect:PANIC:", "Stayed with the patient, eye mask off", "Dr Okafor")
    story.answers(25, "high:heart_rate", "Calmed, stayed with the patient")
    story.at(27, bp("136/84", 104, 98), EffectSeen("PANIC", Grade.MILD))
    story.at(32, InfusionStopped("patient asked"), EffectEnded("PANIC"), bp("128/80", 92, 98))
    story.at(37, bp("124/78", 86, 98))
    story.at(40, EffectEnded("ANX"))
    story.at(47, bp("122/76", 78, 98, sedation=5), NoEffectsSeen())
    story.at(62, bp("118/74", 74, 98, sedation=5), NoEffectsSeen())
    story.is_looked_at(63)
    story.goes_home(64)
    return story


def over_sedation() -> Story:
    story = Story(7, Patient("Huber", "Otto", date(1957, 12, 3), "MRN 004 107"))
    story.prepares(weight=74)
    story.starts(bp("126/78", 70, 97, sedation=5))
    story.at(10, bp("128/80", 72, 97, sedation=5))
    story.at(20, bp("130/80", 72, 97, sedation=4))
    story.at(30, bp("126/78", 68, 96, respiratory_rate=12, sedation=3))
    story.at(31, EffectSeen("SED", Grade.MODERATE))
    story.answers(32, "low:sedation", "Woken, answers; airway watched")
    story.at(34, only(oxygen=0, spo2=95, respiratory_rate=11, sedation=2), InfusionStopped("hard to wake"))
    story.answers(35, "low:sedation", "Infusion stopped, stayed with the patient", "Dr Okafor")
    story.at(36, bp("122/76", 66, 96, respiratory_rate=12, sedation=2))
    story.at(41, bp("122/76", 66, 97, respiratory_rate=13, sedation=3))
    story.at(46, bp("124/76", 68, 97, respiratory_rate=14, sedation=4))
    story.at(51, bp("124/78", 68, 97, respiratory_rate=14, sedation=5))
    story.at(55, EffectEnded("SED"))
    story.at(64, bp("126/78", 70, 97, sedation=5), NoEffectsSeen())
    story.is_looked_at(65)
    story.goes_home(66)
    return story


def missed_sets() -> Story:
    story = Story(8, Patient("Lund", "Mats", date(1979, 9, 9), "MRN 004 108"))
    story.prepares(weight=81)
    story.starts(bp("124/78", 70, 98))
    story.at(10, bp("128/80", 72, 98))
    story.at(33, bp("134/84", 76, 98))
    called = "Called to an emergency in the next room"
    story.answers(34, "set_overdue", called, "Jonas Weber")
    story.at(34, SetMissed(moment(20), called))
    story.at(40, InfusionStopped(), bp("136/84", 76, 98), NoEffectsSeen())
    story.at(63, only(systolic=126, diastolic=78, heart_rate=70))
    story.at(65, only(oxygen=0, spo2=98, sedation=5))
    story.answers(65, "set_overdue", "Probe was elsewhere")
    story.at(70, bp("124/78", 70, 98, sedation=5), NoEffectsSeen())
    story.is_looked_at(71)
    story.goes_home(72)
    return story


def typo_corrected() -> Story:
    story = Story(9, Patient("Keller", "Ruth", date(1988, 4, 1), "MRN 004 109"))
    story.prepares(weight=61)
    story.starts(bp("118/76", 66, 98))
    story.at(10, bp("122/78", 70, 98))
    story.at(20, bp("126/80", 72, 79))
    story.corrects(21, "79 typed for 97", bp("126/80", 72, 97))
    story.at(30, bp("118/84", 74, 97))
    story.corrects(34, "118 typed for 181", bp("181/84", 74, 97))
    story.at(35, bp("156/84", 74, 97))
    story.answers(35, "high:systolic", "Rechecked, no symptoms", "Dr Okafor")
    story.at(40, InfusionStopped(), bp("144/82", 72, 98), NoEffectsSeen())
    story.at(45, bp("134/82", 70, 98))
    story.at(50, bp("130/80", 70, 98))
    story.at(55, bp("126/80", 68, 98, sedation=5))
    story.at(70, bp("120/76", 66, 98, sedation=5), NoEffectsSeen())
    story.is_looked_at(71)
    story.goes_home(72)
    return story


def late_charting() -> Story:
    story = Story(10, Patient("Dahl", "Bente", date(1982, 7, 17), "MRN 004 110"))
    story.prepares(weight=69)
    story.starts(bp("128/80", 70, 98))
    story.at(10, bp("134/84", 74, 98))
    story.at(36, bp("146/90", 80, 98), of=30)
    story.at(36, bp("168/96", 82, 98), of=20)  # the lower sheet: asked
    story.answers(37, "high:systolic", "Was rechecked at once by hand: 148", "Dr Okafor")
    story.answers(37, "set_overdue", "Station not at hand, taken on paper")
    story.at(40, InfusionStopped(), bp("142/88", 78, 98), NoEffectsSeen())
    story.at(91, bp("130/82", 72, 98, sedation=5), of=55)
    story.at(91, bp("130/81", 72, 98, sedation=5), of=70)
    story.at(91, bp("131/82", 73, 98, sedation=5), of=85)
    story.at(91, NoEffectsSeen())
    story.is_looked_at(92)
    story.goes_home(93)
    return story


def baseline_hypertensive() -> Story:
    story = Story(11, Patient("Graf", "Heinz", date(1955, 2, 11), "MRN 004 111"))
    story.prepares(weight=85)
    story.at(-15, bp("158/96", 70, 97))
    story.at(-12, _own_limits(), by=OKAFOR)
    story.at(-10, bp("156/94", 70, 97))
    story.at(-8, GateAnswered(Answer.YES, "Usual for him at rest"))
    story.at(0, InfusionStarted())
    story.at(10, bp("164/98", 74, 97))
    story.at(20, bp("172/103", 78, 97))
    story.at(30, bp("184/106", 82, 97), SymptomsChecked(()))
    story.at(35, bp("176/104", 80, 97))
    story.at(40, InfusionStopped(), bp("168/99", 78, 97), NoEffectsSeen())
    story.at(55, bp("158/94", 74, 97, sedation=5))
    story.at(62, EffectSeen("DIZZ", Grade.MILD), bp("98/60", 88, 97))
    story.answers(63, "low:systolic", "Stood up too early, laid flat", "Dr Okafor")
    story.at(67, bp("124/74", 80, 97, sedation=5), EffectEnded("DIZZ"))
    story.at(72, bp("142/86", 76, 97, sedation=5))
    story.at(82, bp("150/90", 74, 97, sedation=5), NoEffectsSeen())
    story.is_looked_at(83)
    story.goes_home(84)
    return story


def _own_limits() -> PatientLimitsSet:
    def own(vital: Vital, advisory: float, caution: float, critical: float, low: float) -> Limits:
        high = tuple((Bound(Comparison.AT_LEAST, limit),) for limit in (advisory, caution))
        ends = (Bound(Comparison.AT_LEAST, critical), Bound(Comparison.BELOW, low))
        return Limits(vital, FROM_THE_START, *high, ends, source="Dr Miriam Okafor, for this patient")

    rows = (own(Vital.SYSTOLIC, 170, 180, 195, 100), own(Vital.DIASTOLIC, 100, 110, 120, 55))
    return PatientLimitsSet(rows, "Known hypertension, treated; 150 to 160 at home")


def nasal_spray() -> Story:
    story = Story(12, Patient("Stein", "Mia", date(1987, 11, 5), "MRN 004 112"), SPRAY)
    story.prepares()
    story.starts(bp("126/80", 72, 98))
    story.at(15, EffectSeen("DISS", Grade.MODERATE), EffectSeen("SED", Grade.MILD))
    story.at(40, bp("168/102", 84, 97, sedation=4))
    story.at(41, SymptomsChecked(()))
    story.at(45, bp("164/98", 84, 97))
    story.answers(46, "high:systolic", "Rechecked, no symptoms, resting", "Dr Okafor")
    story.at(50, bp("150/92", 80, 97))
    story.at(55, bp("142/88", 76, 98))
    story.at(70, EffectSeen("DISS", Grade.MILD))
    story.at(80, bp("130/82", 72, 98, sedation=5))
    story.at(90, EffectEnded("DISS"))
    story.at(100, EffectEnded("SED"))
    story.at(120, bp("124/78", 70, 98, sedation=5), NoEffectsSeen())
    story.is_looked_at(121)
    story.goes_home(122)
    return story


STORIES: dict[str, Callable[[], Story]] = {
    "calm-course": calm_course,
    "hypertensive-without-symptoms": hypertensive_without_symptoms,
    "hypertensive-emergency": hypertensive_emergency,
    "vasovagal": vasovagal,
    "desaturation": desaturation,
    "panic": panic,
    "over-sedation": over_sedation,
    "missed-sets": missed_sets,
    "typo-corrected": typo_corrected,
    "late-charting": late_charting,
    "baseline-hypertensive": baseline_hypertensive,
    "nasal-spray": nasal_spray,
}


def record(name: str) -> str:
    """The session as it is exported at its end."""
    entries = STORIES[name]().entries
    return EXPORTS["record"](entries, NAMES, entries[-1].recorded_at).decode()


def main() -> None:
    for name in STORIES:
        (HERE / f"{name}.jsonl").write_text(record(name), encoding="utf-8", newline="\n")
        print(f"{name}.jsonl")


if __name__ == "__main__":
    main()
