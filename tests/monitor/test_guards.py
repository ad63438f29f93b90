"""What may be written next: every sentence that holds an entry back, and that nothing else does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.chart_reader import read_chart
from monitor.doses import Dose
from monitor.doubts import DOUBLE, TIME
from monitor.effects import OTHER, Grade
from monitor.events import (
    AddendumWritten,
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
    FlagAnswered,
    GateAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStopped,
    NoEffectsSeen,
    NoteWritten,
    Override,
    Patient,
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    SessionCancelled,
    SessionOpened,
    SessionReviewed,
    SetMissed,
    Signature,
    SymptomsChecked,
    VitalsTaken,
    WeightMeasured,
)
from monitor.guards import objection
from monitor.limits import Bound, Comparison, Limits, Phase
from monitor.preparation import baseline_findings, before_start, dose_doubt
from monitor.symptoms import Symptom
from monitor.vitals import Vital
from tests.builders import (
    ADMINISTRATOR,
    CLINICIAN,
    COLLEAGUE,
    NURSE,
    PATIENT,
    SHIPPED,
    STARTED,
    baseline,
    entry,
    minute,
    prepared_page,
    running_page,
    shipped_page,
    strike,
    vitals,
    written,
)

STOP = (40, InfusionStopped())
PAUSE = (5, InfusionPaused("nausea"))
DIZZY = EffectSeen("DIZZ", Grade.MILD)
HOME = [
    (-15, EscortNamed("Eva", "sister")),
    STOP,
    (45, baseline(sedation=5)),
    (46, NoEffectsSeen()),
    (55, baseline(sedation=5)),
    *((60, CriterionObserved(key, True)) for key in ("oriented", "gait", "safe", "line_out", "instructions")),
]
BY_PLANNED_END = "The planned end is 15:25 (T+40). Say why the infusion is stopped early."


def signature(staff, meaning="discharge"):
    return Signature(staff.id, staff.name, staff.role, meaning, over="", entries=0)


def discharged(staff=NURSE, **about):
    judged = (CriterionJudged("gait", "Gait steady", True, "seen"),)
    return PatientDischarged(signature(staff), judged, flags=(), **about)


SIGNED = (80, discharged())


def says(page, event, by=NURSE, *, at=None, now=90):
    """The objection to this event at minute `now`, as having happened at minute `at`."""
    chart = read_chart(page) if page else None
    return objection(chart, event, by, minute(now if at is None else at), minute(now))


EVENTS = [
    SessionOpened(PATIENT, "Chair 1", SHIPPED, 60),
    NoteWritten("mask on"),
    vitals(spo2=97),
    EntryStruck(EntryId("A", 1), "wrong"),
]


@pytest.mark.parametrize("event", EVENTS)
def test_only_nurses_and_clinicians_write_in_a_chart(event):
    page = None if isinstance(event, SessionOpened) else running_page()
    said = "Kim Ott is administrator: only a nurse or a clinician writes in a chart."
    assert says(page, event, ADMINISTRATOR) == said
    assert says(page, event, NURSE) != said
    assert says(page, event, CLINICIAN) != said


def test_nothing_is_written_in_a_session_that_nobody_opened():
    assert says(None, NoteWritten("mask on")) == "This session has not been opened."


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (-30.01, "14:14 is before this session was opened at 14:15."),
        (-30, None),
        (20, None),
        (20.01, "15:05 has not come yet: it is 15:05."),
        (25, "15:10 has not come yet: it is 15:05."),
    ],
)
def test_an_entry_lies_between_the_opening_and_now(at, sentence):
    assert says(running_page(), NoteWritten("mask on"), at=at, now=20) == sentence


def opened(chair="Chair 1", **about):
    told = {"surname": "Berg", "given": "Anna", "birth_date": date(1980, 2, 29), "record_number": "MRN 00417", **about}
    return SessionOpened(Patient(**told), chair, SHIPPED, 60)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (opened(), None),
        (opened(surname=" "), "The patient's surname and given name are needed."),
        (opened(given=""), "The patient's surname and given name are needed."),
        (
            opened(record_number=" "),
            "The record number is needed: birth date and record number are the two identifiers.",
        ),
        (opened(birth_date=date(2026, 11, 21)), None),
        (opened(birth_date=date(2026, 11, 22)), "The birth date 22.11.2026 has not come yet."),
        (opened(birth_date=date(1906, 1, 1)), None),
        (opened(birth_date=date(1905, 12, 31)), "The birth date 31.12.1905 is more than 120 years ago."),
        (opened(chair=" "), "Choose a chair."),
    ],
)
def test_a_session_is_opened_for_a_patient_with_two_identifiers_in_a_chair(event, sentence):
    assert says(None, event) == sentence


def test_a_session_is_opened_once():
    assert says(shipped_page(), opened()) == "This session is open already."


BEFORE = "This belongs before the start of the infusion. Write a note instead."
NOT_ENDED = "The infusion has not ended yet."
NOT_RUNNING = "The infusion is not running."
NOT_SIGNED = "The discharge is not signed yet."


@pytest.mark.parametrize(
    ("lines", "event", "sentence"),
    [
        ([STARTED], STARTED, "The infusion was started already."),
        ([STARTED, STOP], STARTED, "The infusion was started already."),
        ([], InfusionPaused("nausea"), NOT_RUNNING),
        ([STARTED, PAUSE], InfusionPaused("nausea"), NOT_RUNNING),
        ([STARTED, STOP], InfusionPaused("nausea"), NOT_RUNNING),
        ([STARTED], InfusionPaused("nausea"), None),
        ([], InfusionResumed(), "The infusion is not paused."),
        ([STARTED], InfusionResumed(), "The infusion is not paused."),
        ([STARTED, PAUSE], InfusionResumed(), None),
        ([], InfusionStopped("pump"), NOT_RUNNING),
        ([STARTED, STOP], InfusionStopped("pump"), NOT_RUNNING),
        ([STARTED], InfusionStopped("pump"), None),
        ([STARTED, PAUSE], InfusionStopped("pump"), None),
        ([STARTED], AllergiesRecorded(()), BEFORE),
        ([STARTED], WeightMeasured(70), BEFORE),
        ([STARTED], InfusionPlanned(Dose(0.5, 70, 1, 40)), BEFORE),
        ([STARTED], DoseChecked(EntryId("A", 4)), BEFORE),
        ([STARTED], GateAnswered(Answer.YES), BEFORE),
        ([STARTED], CheckAnswered("fasting", Answer.YES), "The infusion was started already."),
        ([STARTED], SessionCancelled("ill"), "The infusion was started already."),
        ([], SessionCancelled("ill"), None),
        ([STARTED], CriterionObserved("gait", True), NOT_ENDED),
        ([STARTED], discharged(), NOT_ENDED),
        ([STARTED, STOP], CriterionObserved("gait", True), None),
        ([STARTED, STOP], PatientLeft("Eva"), NOT_SIGNED),
        ([STARTED, STOP], AddendumWritten("rang"), NOT_SIGNED),
        ([STARTED, STOP], SessionReviewed(signature(CLINICIAN)), NOT_SIGNED),
    ],
)
def test_every_step_has_its_place_in_the_course(lines, event, sentence):
    by = CLINICIAN if isinstance(event, SessionReviewed) else NURSE
    assert says(prepared_page(*lines), event, by) == sentence


WRITTEN_ANY_TIME = [
    vitals(spo2=97),
    DIZZY,
    NoEffectsSeen(),
    DrugGiven("ondansetron", "4 mg", "IV"),
    NoteWritten("mask on"),
    EscortNamed("Eva"),
]


@pytest.mark.parametrize("event", WRITTEN_ANY_TIME)
@pytest.mark.parametrize("lines", [[], [STARTED], [STARTED, PAUSE], [STARTED, STOP]])
def test_what_is_seen_may_be_written_from_the_opening_to_the_signature(lines, event):
    assert says(prepared_page(*lines), event) is None


@pytest.mark.parametrize("event", [*WRITTEN_ANY_TIME, EntryStruck(EntryId("A", 2), "typo"), discharged()])
def test_after_the_signature_only_an_addendum_can_be_written(event):
    said = "The chart was signed at 16:05: from now on only an addendum can be written."
    assert says(running_page(*HOME, SIGNED), event) == said


def test_after_the_signature_the_patient_leaves_and_the_session_is_reviewed():
    page = running_page(*HOME, SIGNED)
    assert says(page, PatientLeft("Eva")) is None
    assert says(page, AddendumWritten("rang at home")) is None
    assert says(page, SessionReviewed(signature(CLINICIAN)), CLINICIAN) is None


@pytest.mark.parametrize("event", [*WRITTEN_ANY_TIME, STARTED, EntryStruck(EntryId("A", 2), "typo")])
def test_nothing_is_written_in_a_cancelled_session(event):
    page = prepared_page((-1, SessionCancelled("ill")))
    assert says(page, event) == "This session was cancelled: nothing more is written in it."


def test_a_session_that_is_ready_may_be_started():
    page = prepared_page()
    assert list(before_start(read_chart(page))) == []
    assert says(page, STARTED, now=0) is None


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        (AllergiesRecorded, "Allergies are not asked yet."),
        (WeightMeasured, "The weight is missing."),
        (InfusionPlanned, "The dose is not planned yet."),
        (DoseChecked, "The dose is not checked by a second person."),
        (CheckAnswered, "Not answered: Identity read back with name, birth date and record number."),
        (VitalsTaken, "The baseline set lacks: Systolic, Diastolic, Heart rate, SpO2."),
        (GateAnswered, "Vital signs acceptable to begin? This is not answered yet."),
    ],
)
def test_what_is_missing_holds_the_start_back(without, sentence):
    page = prepared_page(without=without)
    assert says(page, STARTED) == sentence
    assert sentence in list(before_start(read_chart(page)))


def test_all_that_is_missing_is_told_in_the_order_of_the_work():
    assert list(before_start(read_chart(shipped_page()))) == [
        "Allergies are not asked yet.",
        "The weight is missing.",
        "The dose is not planned yet.",
        *(f"Not answered: {check.label}." for check in SHIPPED.checks),
        "The baseline set lacks: Systolic, Diastolic, Heart rate, SpO2.",
        "Vital signs acceptable to begin? This is not answered yet.",
    ]


@pytest.mark.parametrize("check", SHIPPED.checks, ids=lambda check: check.key)
def test_every_check_answered_no_holds_the_start_back(check):
    page = prepared_page((-1, CheckAnswered(check.key, Answer.NO)))
    assert says(page, STARTED) == f"Answered no: {check.label}."


def test_a_weight_measured_anew_needs_a_new_plan():
    page = prepared_page((-1, WeightMeasured(72)))
    assert says(page, STARTED) == "The dose was planned for 70 kg; the weight is now 72 kg."


def test_a_new_plan_needs_a_new_check():
    page = prepared_page((-1, InfusionPlanned(Dose(0.6, 70, 1, 40))))
    assert says(page, STARTED) == "The dose is not checked by a second person."


def test_a_baseline_that_lacks_one_vital_sign_names_it():
    page = prepared_page((-1, vitals(systolic=120, diastolic=80, heart_rate=70)), without=VitalsTaken)
    assert says(page, STARTED) == "The baseline set lacks: SpO2."


def test_a_gate_answered_no_holds_the_start_back():
    page = prepared_page((-1, GateAnswered(Answer.NO, "wait 15 min")))
    assert says(page, STARTED) == "The vital signs were judged not acceptable to begin."


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (AllergiesRecorded(()), None),
        (AllergiesRecorded(("latex",)), None),
        (AllergiesRecorded(("latex", " ")), "Name the allergy, or choose “no known allergies”."),
        (WeightMeasured(40), None),
        (WeightMeasured(39.9), "Weight 39.9 kg is unusual (usually between 40 and 180 kg). Is it right?"),
        (WeightMeasured(39.9, confirmed=True), None),
        (WeightMeasured(24), "Weight 24 kg is not believable (between 25 and 300 kg)."),
        (WeightMeasured(24, confirmed=True), "Weight 24 kg is not believable (between 25 and 300 kg)."),
        (InfusionPlanned(Dose(0.5, 70, 1, 40)), None),
        (InfusionPlanned(Dose(1.0, 70, 1, 60)), None),
        (InfusionPlanned(Dose(0.5, 71, 1, 40)), "The dose is reckoned with 71 kg; the weight is 70 kg."),
        (InfusionPlanned(Dose(0.5, 70, 1, 61)), "61 min is longer than this protocol's 60 min."),
        (InfusionPlanned(Dose(0.5, 70, 1, 39)), "39 min is shorter than this protocol's 40 min."),
        (
            InfusionPlanned(Dose(0.49, 70, 1, 40)),
            "0.49 mg/kg is unusual (this protocol: 0.5 to 1 mg/kg). Is it right?",
        ),
        (
            InfusionPlanned(Dose(1.01, 70, 1, 40)),
            "1.01 mg/kg is unusual (this protocol: 0.5 to 1 mg/kg). Is it right?",
        ),
        (InfusionPlanned(Dose(1.01, 70, 1, 40), confirmed=True), None),
        (CheckAnswered("fasting", Answer.NO), None),
        (CheckAnswered("weather", Answer.YES), "This protocol has no check called weather."),
        (EscortNamed(" "), "Name the adult who takes the patient home."),
        (GateAnswered(Answer.YES), None),
        (GateAnswered(Answer.NO), "Say why the vital signs are not acceptable."),
        (GateAnswered(Answer.NO, "wait 15 min"), None),
        (SessionCancelled(" "), "Say why the session is cancelled."),
    ],
)
def test_what_is_prepared_is_whole_and_usual_or_confirmed(event, sentence):
    assert says(prepared_page(), event, now=0) == sentence


def test_the_weight_comes_before_the_dose():
    event = InfusionPlanned(Dose(0.5, 70, 1, 40))
    assert says(shipped_page(), event) == "Measure the weight first: the dose is reckoned from it."


def test_a_second_person_checks_the_current_plan():
    page = prepared_page(without=DoseChecked)
    assert says(page, DoseChecked(EntryId("A", 4)), COLLEAGUE) is None
    assert says(page, DoseChecked(EntryId("A", 4))) == "Anna Lind planned the dose: a second person checks it."
    page.append(entry(InfusionPlanned(Dose(0.6, 70, 1, 40)), at=minute(-1), after=page[-1]))
    assert says(page, DoseChecked(EntryId("A", 4)), COLLEAGUE) == "The dose was planned anew. Check the new one."


def test_there_is_nothing_to_check_before_a_plan():
    assert says(shipped_page(), DoseChecked(EntryId("A", 4))) == "The dose was planned anew. Check the new one."


def test_the_gate_asks_for_a_complete_baseline():
    page = shipped_page((-10, vitals(systolic=120, diastolic=80)))
    assert says(page, GateAnswered(Answer.YES)) == "The baseline set lacks: Heart rate, SpO2."


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"systolic": 139}, ()),
        ({"systolic": 140}, ("Systolic 140 mmHg: at or above 140, advisory limit",)),
        ({"diastolic": 89}, ()),
        ({"diastolic": 90}, ("Diastolic 90 mmHg: at or above 90, advisory limit",)),
    ],
)
def test_a_baseline_at_a_limit_needs_a_reason_to_begin(values, found):
    page = shipped_page((-10, baseline(**values)))
    assert baseline_findings(read_chart(page)) == found
    sentence = f"{found[0]}. Say why it is acceptable to begin." if found else None
    assert says(page, GateAnswered(Answer.YES)) == sentence
    assert says(page, GateAnswered(Answer.YES, "usual for her")) is None


def test_only_the_latest_baseline_reading_needs_a_reason():
    page = shipped_page((-20, baseline(systolic=150)), (-10, vitals(systolic=130)))
    assert baseline_findings(read_chart(page)) == ()


def test_the_dose_doubt_is_the_one_the_guard_asks():
    chart = read_chart(prepared_page())
    assert [dose_doubt(chart, mg_per_kg) is None for mg_per_kg in (0.49, 0.5, 1.0, 1.01)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("lines", "event", "at", "sentence"),
    [
        ([], STARTED, -30, None),
        ([STARTED], InfusionPaused("nausea"), -1, "14:44 is before the infusion's last change at 14:45."),
        ([STARTED, PAUSE], InfusionResumed(), 4, "14:49 is before the infusion's last change at 14:50."),
        ([STARTED, PAUSE], InfusionStopped("pump"), 4, "14:49 is before the infusion's last change at 14:50."),
        ([STARTED, PAUSE], InfusionStopped("pump"), 5, None),
        (
            [STARTED, PAUSE, (9, InfusionResumed())],
            InfusionPaused("again"),
            8,
            "14:53 is before the infusion's last change at 14:54.",
        ),
        ([STARTED], InfusionPaused(" "), 5, "Say why the infusion is paused."),
        ([STARTED], InfusionStopped(), 38.99, BY_PLANNED_END),
        ([STARTED], InfusionStopped(" "), 38.99, BY_PLANNED_END),
        ([STARTED], InfusionStopped("asked to stop"), 38.99, None),
        ([STARTED], InfusionStopped(), 39, None),
        ([STARTED], InfusionStopped(), 60, None),
        ([STARTED, PAUSE], InfusionStopped(), 60, "The infusion is paused: say why it is stopped."),
        (
            [STARTED, PAUSE, (9, InfusionResumed())],
            InfusionStopped(),
            42,
            "The planned end is 15:29 (T+44). Say why the infusion is stopped early.",
        ),
    ],
)
def test_the_infusions_steps_follow_one_another_and_an_early_end_has_a_reason(lines, event, at, sentence):
    assert says(prepared_page(*lines), event, at=at) == sentence


@pytest.mark.parametrize(
    ("values", "about"),
    [
        ({"systolic": 221, "diastolic": 110}, "systolic"),
        ({"heart_rate": 161}, "heart_rate"),
        ({"systolic": 88, "diastolic": 80}, "pulse_pressure"),
    ],
)
def test_an_unusual_reading_is_asked_once_and_kept_when_confirmed(values, about):
    taken = vitals(**values)
    [doubt] = taken.vitals.doubts()
    assert says(running_page(), taken) == doubt.sentence
    assert says(running_page(), VitalsTaken(taken.vitals, confirmed=(about,))) is None
    assert says(running_page(), VitalsTaken(taken.vitals, confirmed=("spo2",))) == doubt.sentence


def test_every_doubt_of_a_set_is_asked():
    taken = vitals(systolic=230, diastolic=90)
    assert says(running_page(), VitalsTaken(taken.vitals, confirmed=("systolic",))) == (
        "Pulse pressure 140 mmHg (230/90) is unusual (usually between 10 and 120 mmHg). Is it right?"
    )


OLDER = "14:54 is before the last set, of 14:55. Is the time right?"
TWICE = "The set of 14:55 has these very readings already. Keep it a second time?"


@pytest.mark.parametrize(("at", "about", "sentence"), [(9, TIME, OLDER), (10, DOUBLE, TWICE)])
def test_where_a_set_would_stand_is_asked_once_and_kept_when_confirmed(at, about, sentence):
    page, again = running_page((10, baseline())), baseline().vitals
    assert says(page, VitalsTaken(again), at=at, now=12) == sentence
    assert says(page, VitalsTaken(again, ("systolic",)), at=at, now=12) == sentence
    assert says(page, VitalsTaken(again, (about,)), at=at, now=12) is None
    assert says(page, VitalsTaken(again), at=11, now=12) is None


def test_before_the_start_the_time_of_a_set_is_asked_as_well():
    page = shipped_page((-20, baseline()))
    asked = "14:24 is before the last set, of 14:25. Is the time right?"
    assert says(page, baseline(), at=-21, now=-10) == asked
    assert says(page, VitalsTaken(baseline().vitals, (TIME,)), at=-21, now=-10) is None


@pytest.mark.parametrize(
    ("lines", "due", "reason", "sentence"),
    [
        ([], 10, "asleep", None),
        ([], 10, " ", "Say why the set was not taken."),
        ([], 20, "asleep", "No set due at 15:05 is open."),
        ([], 12, "asleep", "No set due at 14:57 is open."),
        ([(10, baseline())], 10, "asleep", "No set due at 14:55 is open."),
        ([(11, SetMissed(minute(10), "asleep"))], 10, "asleep", "No set due at 14:55 is open."),
        ([(10, vitals(spo2=97))], 10, "asleep", None),
    ],
)
def test_only_a_set_that_is_due_or_missed_can_be_explained(lines, due, reason, sentence):
    assert says(running_page(*lines), SetMissed(minute(due), reason), now=18) == sentence


HICCUPS = EffectSeen(OTHER, Grade.MILD, "hiccups")


@pytest.mark.parametrize(
    ("lines", "event", "sentence"),
    [
        ([], DIZZY, None),
        ([(12, DIZZY)], DIZZY, "Dizziness / wooziness is mild already, since T+12."),
        ([(12, DIZZY)], EffectSeen("DIZZ", Grade.SEVERE), None),
        ([(12, DIZZY), (14, EffectEnded("DIZZ"))], DIZZY, None),
        ([], EffectSeen(OTHER, Grade.MILD), "Say in words what the effect is."),
        ([], HICCUPS, None),
        ([(12, HICCUPS)], HICCUPS, "hiccups is mild already, since T+12."),
        ([(12, HICCUPS)], EffectSeen(OTHER, Grade.MILD, "yawning"), None),
        ([], EffectEnded("DIZZ"), "Dizziness / wooziness is not open."),
        ([(12, DIZZY)], EffectEnded("DIZZ"), None),
        ([(12, DIZZY), (14, EffectEnded("DIZZ"))], EffectEnded("DIZZ"), "Dizziness / wooziness is not open."),
        ([(12, HICCUPS)], EffectEnded(OTHER, "yawning"), "yawning is not open."),
        ([(12, HICCUPS)], EffectEnded(OTHER, "hiccups"), None),
        ([], NoEffectsSeen(), None),
        (
            [(12, DIZZY), (13, HICCUPS)],
            NoEffectsSeen(),
            "Dizziness / wooziness, hiccups: still open. End it before “none observed”.",
        ),
        ([(12, DIZZY), (14, EffectEnded("DIZZ"))], NoEffectsSeen(), None),
    ],
)
def test_an_effect_begins_changes_and_ends(lines, event, sentence):
    assert says(running_page(*lines), event) == sentence


@pytest.mark.parametrize(
    ("at", "sentence"), [(11, "Dizziness / wooziness began at 14:57: it cannot have ended at 14:56."), (12, None)]
)
def test_an_effect_does_not_end_before_it_began(at, sentence):
    assert says(running_page((12, DIZZY)), EffectEnded("DIZZ"), at=at) == sentence


@pytest.mark.parametrize("event", [EffectSeen("WOBBLE", Grade.MILD), EffectEnded("WOBBLE")])
def test_an_effect_that_nobody_knows_is_our_mistake(event):
    with pytest.raises(ValueError, match="'WOBBLE'"):
        says(running_page(), event)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (DrugGiven(" ", "4 mg", "IV"), "Name the drug and the dose that was given."),
        (DrugGiven("ondansetron", "", "IV"), "Name the drug and the dose that was given."),
        (NoteWritten(" "), "There is no text yet."),
        (FlagAnswered("set_overdue", None, ""), "Say what was done, or why nothing was."),
        (FlagAnswered("low:spo2", None, "rechecked"), "There was no flag “SpO2 low” at 16:15."),
        (FlagAnswered("set_overdue", None, "with another patient"), None),
    ],
)
def test_an_entry_without_its_content_is_refused(event, sentence):
    assert says(running_page(), event) == sentence


@pytest.mark.parametrize(
    ("which", "by", "reason", "sentence"),
    [
        (VitalsTaken, NURSE, "typo", None),
        (VitalsTaken, NURSE, " ", "Say why the entry is struck."),
        (VitalsTaken, COLLEAGUE, "typo", "Only who wrote an entry, or a clinician, may strike it."),
        (VitalsTaken, CLINICIAN, "typo", None),
        (SessionOpened, NURSE, "typo", "The opening cannot be struck. Cancel the session instead."),
    ],
)
def test_who_wrote_an_entry_or_a_clinician_strikes_it_with_a_reason(which, by, reason, sentence):
    page = running_page((10, baseline()))
    assert says(page, EntryStruck(written(page, which).id, reason), by) == sentence


def test_an_entry_of_another_chart_cannot_be_struck():
    assert says(running_page(), EntryStruck(EntryId("B", 7), "typo")) == "This chart has no entry B/7."


def test_an_entry_is_struck_once_and_a_strike_never():
    page = running_page((10, baseline()))
    wrong, page = page[-1], strike(page, page[-1], 11)
    assert says(page, EntryStruck(wrong.id, "typo")) == "This entry is struck already."
    assert says(page, EntryStruck(page[-1].id, "typo")) == "A strike cannot be struck. Write the entry anew."


def test_a_baseline_set_after_the_gate_asks_for_a_new_answer():
    page = prepared_page((-0.5, baseline()))
    assert says(page, STARTED).startswith("A baseline set came after the answer, at ")
    answered = prepared_page((-0.5, baseline()), (-0.2, GateAnswered(Answer.YES)))
    assert says(answered, STARTED) is None


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("gait", None),
        ("weather", "This protocol has no criterion called weather that is judged by looking."),
        ("escort", "This protocol has no criterion called escort that is judged by looking."),
    ],
)
def test_only_what_is_judged_by_looking_is_looked_at(key, sentence):
    assert says(running_page(STOP), CriterionObserved(key, True)) == sentence


def test_a_patient_who_meets_every_criterion_may_be_discharged():
    assert says(running_page(*HOME), discharged(), now=70) is None


def test_an_unmet_criterion_holds_the_discharge_back_with_what_it_was_judged_by():
    said = "Not met: 30 min since the infusion ended (ended 15:25, now 15:54: 1 min left)."
    assert says(running_page(*HOME), discharged(), now=69) == said


def test_the_discharge_is_signed_by_who_writes_it():
    assert says(running_page(*HOME), discharged(COLLEAGUE), now=70) == "The signature is another person's."


def overruled(reason="lives next door", by=CLINICIAN):
    overrides = (Override("observed_long_enough", reason),)
    return discharged(overrides=overrides, overruled=signature(by) if by else None)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (overruled(), None),
        (overruled(" "), "Not met: 30 min since the infusion ended (ended 15:25, now 15:54: 1 min left)."),
        (overruled(by=None), "A clinician's own signature is needed to overrule an unmet criterion."),
        (overruled(by=COLLEAGUE), "Bo Ek is nurse: only a clinician overrules an unmet criterion."),
    ],
)
def test_an_unmet_criterion_is_overruled_with_a_reason_by_a_clinician(event, sentence):
    assert says(running_page(*HOME), event, now=69) == sentence


def test_nobody_overrules_their_own_discharge():
    event = discharged(CLINICIAN, overrides=(Override("observed_long_enough", "well"),), overruled=signature(CLINICIAN))
    said = "Dr. Sol signs the discharge: a second person overrules an unmet criterion."
    assert says(running_page(*HOME), event, CLINICIAN, now=69) == said


def test_every_unmet_criterion_needs_its_own_reason():
    page = running_page(*(line for line in HOME if line[1] != CriterionObserved("gait", True)))
    said = "Not met: Gait steady (not looked at since the infusion ended)."
    assert says(page, overruled(), now=69) == said


@pytest.mark.parametrize(
    ("lines", "event", "by", "sentence"),
    [
        ([], PatientLeft(" "), NURSE, "Name who accompanies the patient."),
        ([(85, PatientLeft("Eva"))], PatientLeft("Eva"), NURSE, "The patient left at 16:10 already."),
        ([], AddendumWritten(""), NURSE, "There is no text yet."),
        ([], SessionReviewed(signature(NURSE)), NURSE, "Anna Lind is nurse: only a clinician countersigns."),
        ([], SessionReviewed(signature(NURSE)), CLINICIAN, "The signature is another person's."),
        (
            [(85, SessionReviewed(signature(CLINICIAN)))],
            SessionReviewed(signature(CLINICIAN)),
            CLINICIAN,
            "This session was countersigned already.",
        ),
    ],
)
def test_after_the_discharge_each_step_is_taken_once_and_by_the_right_person(lines, event, by, sentence):
    assert says(running_page(*HOME, SIGNED, *lines), event, by) == sentence


def test_the_objection_is_the_same_whoever_of_the_nurses_asks():
    page = running_page()
    for event in (STARTED, NoteWritten(""), InfusionResumed(), SetMissed(minute(33), "asleep")):
        assert says(page, event, NURSE) == says(page, event, COLLEAGUE)


def test_a_late_entry_is_judged_at_its_own_time_and_not_refused_for_being_late():
    assert says(running_page(), baseline(), at=10, now=10 + timedelta(days=1) / timedelta(minutes=1)) is None


def test_a_set_is_not_back_dated_into_the_baseline_once_the_infusion_runs():
    page = running_page((10, baseline()))
    assert says(page, baseline(), at=-1, now=12).startswith("14:44 is before the infusion was started at 14:45")
    assert says(page, VitalsTaken(baseline().vitals, (TIME,)), at=0, now=12) is None


@pytest.mark.parametrize(
    "said",
    ["none", "None known", "no", "NKA", "nkda.", "-", "–", "n/a", "nil", "no known allergies", " No  allergies "],
)
def test_the_usual_words_for_no_allergies_are_no_name_of_one(said):
    sentence = f"“{said}” is no allergy. To say that there are none, tap “No known allergies”."
    assert says(shipped_page(), AllergiesRecorded((said,)), at=-10, now=-10) == sentence
    assert says(shipped_page(), AllergiesRecorded(("latex", said)), at=-10, now=-10) == sentence


@pytest.mark.parametrize("said", ["nonoxinol", "Novalgin", "latex - gloves", "nickel"])
def test_an_allergy_that_only_begins_like_such_a_word_is_one(said):
    assert says(shipped_page(), AllergiesRecorded((said,)), at=-10, now=-10) is None


def test_another_allergy_can_be_named_beside_such_a_word_of_an_older_record():
    page = shipped_page((-20, AllergiesRecorded(("none",))))
    assert says(page, AllergiesRecorded(("none", "latex")), at=-10, now=-10) is None


def test_an_allergy_is_not_lost_by_naming_another_one():
    page = shipped_page((-20, AllergiesRecorded(("penicillin",))))
    gone = "penicillin would be lost: strike the entry that says so first."
    assert says(page, AllergiesRecorded(("latex",)), at=-10, now=-10) == gone
    assert says(page, AllergiesRecorded(()), at=-10, now=-10) == gone
    assert says(page, AllergiesRecorded(("penicillin", "latex")), at=-10, now=-10) is None


def test_none_observed_is_judged_at_its_own_time():
    page = running_page((10, EffectSeen("DIZZ", Grade.MILD)), (20, EffectEnded("DIZZ")))
    assert says(page, NoEffectsSeen(), at=15, now=25).startswith("Dizziness")
    assert says(page, NoEffectsSeen(), at=5, now=25) is None
    assert says(page, NoEffectsSeen(), at=21, now=25) is None


def test_an_effect_does_not_end_before_it_last_changed():
    page = running_page((10, EffectSeen("DIZZ", Grade.MILD)), (20, EffectSeen("DIZZ", Grade.SEVERE)))
    assert "was still severe at" in says(page, EffectEnded("DIZZ"), at=15, now=25)
    assert says(page, EffectEnded("DIZZ"), at=20, now=25) is None


ROW = Limits(
    Vital.SYSTOLIC,
    (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING),
    advisory=(),
    caution=(Bound(Comparison.AT_LEAST, 180),),
    critical=(Bound(Comparison.AT_LEAST, 200), Bound(Comparison.BELOW, 90)),
    source="Dr. Sol: usually 160 at home",
)
OWN_LIMITS = PatientLimitsSet((ROW,), "known hypertensive, usually 160 at home")


@pytest.mark.parametrize(
    ("page", "event", "by", "sentence"),
    [
        (prepared_page(), OWN_LIMITS, CLINICIAN, None),
        (prepared_page(), OWN_LIMITS, NURSE, "Anna Lind is nurse: only a clinician sets limits for one patient."),
        (prepared_page(), PatientLimitsSet((ROW,), " "), CLINICIAN, "Say why this patient has limits of their own."),
        (prepared_page(), PatientLimitsSet((), "known"), CLINICIAN, "There is no limit yet."),
        (
            prepared_page(),
            PatientLimitsSet((replace(ROW, phases=(Phase.PREPARING, Phase.INFUSING)),), "known"),
            CLINICIAN,
            "Systolic: limits for one patient hold from the start on; before it the protocol's own do.",
        ),
        (running_page(), OWN_LIMITS, CLINICIAN, "The infusion was started already: the limits stay as they are."),
    ],
)
def test_a_clinician_sets_limits_for_one_patient_before_the_start_with_a_reason(page, event, by, sentence):
    assert says(page, event, by) == sentence


def test_limits_for_one_patient_are_not_struck_after_the_start():
    page = prepared_page((-4, OWN_LIMITS), STARTED)
    wrong = written(page, PatientLimitsSet)
    assert says(page, EntryStruck(wrong.id, "typo"), CLINICIAN).startswith("The infusion was started on this")


def test_symptoms_are_asked_from_the_start_on():
    assert says(prepared_page(), SymptomsChecked(())) == "The infusion has not been started: write a note instead."
    assert says(running_page(), SymptomsChecked((Symptom.CHEST_PAIN,))) is None
