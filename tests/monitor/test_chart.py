"""What is known of one session: every kind of entry goes to its place, in order of time, struck ones left out."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.chart_reader import NotOpened, read_chart
from monitor.course import Pause
from monitor.doses import Dose
from monitor.effects import OTHER, Grade
from monitor.events import (
    AddendumWritten,
    AllergiesRecorded,
    Answer,
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
    InfusionStopped,
    NoEffectsSeen,
    NoteWritten,
    PatientLeft,
    PatientLimitsSet,
    SessionCancelled,
    SetMissed,
    SymptomsChecked,
    WeightMeasured,
)
from monitor.limits import Bound, Comparison, Limits, Phase, Severity
from monitor.symptoms import Symptom
from monitor.vitals import Vital
from tests.builders import (
    OPENED,
    PATIENT,
    SESSION,
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

DIZZY = EffectSeen("DIZZ", Grade.MILD)


def test_nothing_is_known_of_a_session_that_was_only_opened():
    chart = read_chart(shipped_page())
    assert chart.session == SESSION
    assert chart.patient == PATIENT
    assert chart.protocol == SHIPPED
    assert chart.phase is Phase.PREPARING
    assert chart.allergies is None
    assert chart.weight_kg is None
    assert chart.dose is None
    assert chart.gate is None
    assert chart.started_at is None
    assert chart.planned_end is None
    assert dict(chart.baseline) == {}
    assert chart.latest(Vital.SPO2) is None
    assert chart.series(Vital.SPO2) == []
    assert chart.is_open


def test_entries_without_an_opening_are_no_session():
    with pytest.raises(NotOpened, match="no opening"):
        read_chart([entry(STARTED)])
    with pytest.raises(NotOpened, match="no opening"):
        read_chart([])


def test_an_entry_of_the_clinic_is_no_line_of_a_chart():
    with pytest.raises(NotOpened, match="A/2 belongs to the clinic"):
        read_chart(shipped_page(ChairAdded("Chair 9")))


def test_what_is_prepared_goes_to_its_place():
    chart = read_chart(prepared_page(EscortNamed("Eva", "sister")))
    assert chart.allergies == ()
    assert chart.weight_kg == 70
    assert chart.dose == Dose(0.5, 70, 1, 40)
    assert chart.plan == EntryId("A", 4)
    assert chart.dose_checked_by == "anna"
    assert set(chart.checks) == {check.key for check in SHIPPED.checks}
    assert chart.gate == GateAnswered(Answer.YES)
    assert (chart.escort, chart.escort_named_at) == (EscortNamed("Eva", "sister"), minute(0))


@pytest.mark.parametrize(
    ("first", "second", "shown", "value"),
    [
        (AllergiesRecorded(()), AllergiesRecorded(("latex",)), "allergies", ("latex",)),
        (WeightMeasured(70), WeightMeasured(71), "weight_kg", 71),
        (EscortNamed("Eva"), EscortNamed("Ole"), "escort", EscortNamed("Ole")),
        (GateAnswered(Answer.NO, "wait"), GateAnswered(Answer.YES), "gate", GateAnswered(Answer.YES)),
    ],
)
def test_what_is_said_again_replaces_what_was_said_before(first, second, shown, value):
    chart = read_chart(shipped_page((-10, first), (-5, second)))
    assert getattr(chart, shown) == value
    assert len(chart.page) == 3


def test_a_check_answered_again_counts_as_answered_last():
    no, yes = CheckAnswered("fasting", Answer.NO), CheckAnswered("fasting", Answer.YES)
    assert read_chart(shipped_page((-10, no), (-5, yes))).checks["fasting"] == yes
    assert read_chart(shipped_page((-10, yes), (-5, no))).checks["fasting"] == no


def test_a_new_plan_is_not_checked_by_whoever_checked_the_old_one():
    page = prepared_page((-2, InfusionPlanned(Dose(0.6, 70, 1, 40))))
    assert read_chart(page).dose_checked_by is None
    again = entry(DoseChecked(page[-1].id), at=minute(-1), author="bo", after=page[-1])
    assert read_chart([*page, again]).dose_checked_by == "bo"


@pytest.mark.parametrize(
    ("lines", "phase"),
    [
        ([], Phase.PREPARING),
        ([STARTED], Phase.INFUSING),
        ([STARTED, (5, InfusionPaused("nausea"))], Phase.PAUSED),
        ([STARTED, (5, InfusionPaused("nausea")), (6, InfusionResumed())], Phase.INFUSING),
        ([STARTED, (5, InfusionPaused("nausea")), (6, InfusionStopped("nausea"))], Phase.RECOVERING),
        ([STARTED, (40, InfusionStopped())], Phase.RECOVERING),
    ],
)
def test_the_phase_is_what_the_entries_made_it(lines, phase):
    assert read_chart(shipped_page(*lines)).phase is phase


def test_a_cancelled_session_is_not_open():
    chart = read_chart(shipped_page((-10, SessionCancelled("patient is ill"))))
    assert chart.cancelled == "patient is ill"
    assert not chart.is_open


def test_the_same_chart_is_read_in_whatever_order_the_entries_come():
    page = running_page((5, baseline()), (7, DIZZY), (9, vitals(systolic=170, diastolic=90)), (12, EffectEnded("DIZZ")))
    chart = read_chart(page)
    for seed in range(20):
        shuffled = random.Random(seed).sample(page, len(page))
        assert read_chart(shuffled) == chart


def test_a_reading_written_late_takes_its_place_in_time():
    page = shipped_page(STARTED, (20, vitals(spo2=97)))
    page.append(entry(vitals(spo2=91), at=minute(10), recorded_at=minute(21), after=page[-1]))
    chart = read_chart(page)
    assert chart.series(Vital.SPO2) == [(10, 91), (20, 97)]
    assert chart.latest(Vital.SPO2).vitals.value(Vital.SPO2) == 97


def test_of_two_entries_of_one_moment_the_one_written_last_comes_last():
    first = shipped_page((-10, WeightMeasured(70)))
    later = entry(WeightMeasured(80), at=minute(-10), recorded_at=minute(-9), station="B")
    assert read_chart([later, *first]).weight_kg == 80


def test_a_set_belongs_to_the_phase_it_was_taken_in():
    chart = read_chart(running_page((10, baseline()), (40, InfusionStopped()), (45, baseline())))
    assert [taken.phase for taken in chart.sets] == [Phase.PREPARING, Phase.INFUSING, Phase.RECOVERING]


def test_the_baseline_is_the_last_reading_of_each_vital_sign_before_the_start():
    page = shipped_page((-20, baseline(systolic=150)), (-5, vitals(systolic=130)), STARTED, (10, vitals(systolic=170)))
    assert dict(read_chart(page).baseline) == {
        Vital.SYSTOLIC: 130,
        Vital.DIASTOLIC: 80,
        Vital.HEART_RATE: 70,
        Vital.SPO2: 98,
    }


def test_a_set_names_the_ordered_vital_signs_it_lacks():
    chart = read_chart(shipped_page((-10, vitals(systolic=120, diastolic=80, temperature=36.8))))
    assert chart.sets[0].missing == (Vital.HEART_RATE, Vital.SPO2)


def test_a_set_knows_its_worst_severity_and_none_is_not_the_lowest():
    chart = read_chart(shipped_page(STARTED, (1, baseline()), (2, vitals(systolic=182, heart_rate=101))))
    assert [taken.worst for taken in chart.sets] == [None, Severity.CRITICAL]
    assert [finding.severity for finding in chart.sets[1].findings] == [Severity.CRITICAL, Severity.ADVISORY]


def test_a_high_of_one_vital_sign_does_not_hide_a_low_of_another():
    chart = read_chart(shipped_page(STARTED, (1, vitals(systolic=185, diastolic=45, heart_rate=39, spo2=88))))
    assert {finding.vital for finding in chart.sets[0].findings} == {
        Vital.SYSTOLIC,
        Vital.DIASTOLIC,
        Vital.HEART_RATE,
        Vital.SPO2,
    }


def changes(chart):
    return [
        [(finding.vital, finding.severity) for finding in taken.findings if finding.rule == "change_from_baseline"]
        for taken in chart.sets
    ]


def test_without_a_baseline_nothing_has_changed():
    assert changes(read_chart(shipped_page(STARTED, (1, baseline()), (2, vitals(systolic=200))))) == [[], []]


def test_before_the_start_nothing_has_changed():
    assert changes(read_chart(shipped_page((-10, baseline()), (-5, vitals(systolic=170))))) == [[], []]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([{"systolic": 159}], [[]]),
        ([{"systolic": 160}], [[(Vital.SYSTOLIC, Severity.ADVISORY)]]),  # 40 above 120, in one set
        ([{"diastolic": 104}], [[]]),
        ([{"diastolic": 105}], [[(Vital.DIASTOLIC, Severity.ADVISORY)]]),  # 25 above 80
        ([{"spo2": 95}], [[]]),
        ([{"spo2": 94}], [[(Vital.SPO2, Severity.CAUTION)]]),  # 4 below 98
        ([{"systolic": 144}], [[]]),  # 20 %, but in one set only
        ([{"systolic": 144}, {"systolic": 144}], [[], [(Vital.SYSTOLIC, Severity.CAUTION)]]),
        ([{"systolic": 144}, {"systolic": 143}, {"systolic": 144}], [[], [], []]),
        ([{"systolic": 144}, {"spo2": 98}, {"systolic": 144}], [[], [], [(Vital.SYSTOLIC, Severity.CAUTION)]]),
    ],
)
def test_a_change_from_baseline_is_found_at_its_limit_and_after_its_number_of_sets(values, found):
    lines = [(number + 1, vitals(**some)) for number, some in enumerate(values)]
    assert changes(read_chart(running_page(*lines)))[1:] == found


def test_a_change_is_said_in_its_unit_in_per_cent_and_with_the_baseline():
    chart = read_chart(running_page((1, vitals(systolic=160)), (2, vitals(spo2=94))))
    said = [finding.sentence for taken in chart.sets for finding in taken.findings if "baseline" in finding.sentence]
    assert said == [
        "Systolic 160 mmHg, +40 mmHg (+33 %) from baseline 120: 40 mmHg or more above baseline",
        "SpO2 94 %, -4 points (-4 %) from baseline 98: 4 points or more below baseline",
    ]


def test_a_struck_set_leaves_the_chart_and_is_remembered():
    page = running_page((10, vitals(systolic=241)), (20, vitals(systolic=141)))
    wrong = page[-2]
    chart = read_chart(strike(page, wrong, 21))
    assert chart.series(Vital.SYSTOLIC) == [(-10, 120), (20, 141)]
    assert wrong in chart.page
    struck = chart.strikes[wrong.id]
    assert (struck.by, struck.at, struck.reason) == ("anna", minute(21), "typed wrongly")
    assert chart.entry(wrong.id) == wrong


def test_a_corrected_set_names_the_entry_that_is_right():
    page = running_page((10, vitals(systolic=241)))
    right = entry(vitals(systolic=141), at=minute(10), recorded_at=minute(11), after=page[-1])
    gone = entry(EntryStruck(page[-1].id, "typo", corrected_by=right.id), at=minute(11), after=right)
    chart = read_chart([*page, right, gone])
    assert chart.series(Vital.SYSTOLIC)[-1] == (10, 141)
    assert chart.strikes[page[-1].id].corrected_by == right.id


def test_a_struck_baseline_is_no_baseline():
    page = running_page((10, vitals(systolic=160)))
    assert changes(read_chart(strike(page, page[-4], 11))) == [[]]


def test_a_struck_stop_makes_the_infusion_running_again():
    page = running_page((20, InfusionStopped("asked to stop")), (25, baseline()))
    chart = read_chart(strike(page, page[-2], 26))
    assert chart.phase is Phase.INFUSING
    assert chart.stopped_at is None
    assert chart.stop_reason == ""
    assert chart.sets[-1].phase is Phase.INFUSING


def test_a_struck_start_makes_the_session_preparing_again():
    page = running_page((10, vitals(systolic=130)))
    chart = read_chart(strike(page, written(page, type(STARTED)), 11))
    assert chart.phase is Phase.PREPARING
    assert chart.started_at is None
    assert chart.baseline[Vital.SYSTOLIC] == 130


def test_a_strike_written_by_another_station_counts_even_if_it_arrives_first():
    page = running_page((10, vitals(systolic=241)))
    gone = entry(EntryStruck(page[-1].id, "typo"), at=minute(11), station="B")
    assert read_chart([gone, *page]).series(Vital.SYSTOLIC) == [(-10, 120)]


def test_a_pause_lasts_until_it_is_resumed_or_the_infusion_is_stopped():
    page = running_page((5, InfusionPaused("nausea")))
    assert read_chart(page).pauses[0].until is None
    lines = (5, InfusionPaused("nausea")), (9, InfusionResumed()), (20, InfusionPaused("pump")), (23, InfusionResumed())
    for resumed, until in [(lines[:3], None), (lines, minute(23))]:
        assert read_chart(running_page(*resumed)).pauses == (
            Pause(minute(5), minute(9), "nausea"),
            Pause(minute(20), until, "pump"),
        )
    stopped = running_page((5, InfusionPaused("nausea")), (9, InfusionStopped("nausea")))
    assert read_chart(stopped).pauses[0].until == minute(9)


def test_the_planned_end_is_put_off_by_the_time_paused():
    assert read_chart(running_page()).planned_end == minute(40)
    paused = running_page((5, InfusionPaused("nausea")), (9, InfusionResumed()), (20, InfusionPaused("pump")))
    assert read_chart(paused).planned_end == minute(44)


def test_an_effect_has_a_course_from_onset_to_end():
    lines = [(12, DIZZY), (15, EffectSeen("DIZZ", Grade.SEVERE)), (20, EffectSeen("DIZZ", Grade.MODERATE))]
    [course] = read_chart(running_page(*lines)).effects
    assert (course.onset, course.grade, course.worst, course.is_open) == (
        minute(12),
        Grade.MODERATE,
        Grade.SEVERE,
        True,
    )
    [course] = read_chart(running_page(*lines, (30, EffectEnded("DIZZ")))).effects
    assert (course.ended_at, course.is_open, course.grade) == (minute(30), False, Grade.MODERATE)


def test_an_effect_that_comes_back_begins_a_new_course():
    chart = read_chart(running_page((12, DIZZY), (20, EffectEnded("DIZZ")), (30, DIZZY)))
    assert [(course.onset, course.ended_at) for course in chart.effects] == [
        (minute(12), minute(20)),
        (minute(30), None),
    ]


def test_an_onset_written_late_belongs_to_the_same_course():
    page = running_page((12, EffectSeen("DIZZ", Grade.MODERATE)))
    page.append(entry(DIZZY, at=minute(10), recorded_at=minute(13), after=page[-1]))
    [course] = read_chart(page).effects
    assert (course.onset, course.grade) == (minute(10), Grade.MODERATE)


def test_other_effects_are_told_apart_by_their_note():
    hiccups, yawning = EffectSeen(OTHER, Grade.MILD, "hiccups"), EffectSeen(OTHER, Grade.MILD, "yawning")
    chart = read_chart(running_page((12, hiccups), (13, yawning), (20, EffectEnded(OTHER, "hiccups"))))
    assert [(course.label, course.is_open) for course in chart.effects] == [("hiccups", False), ("yawning", True)]


def test_a_struck_effect_leaves_no_course_and_a_struck_end_leaves_it_open():
    page = running_page((12, DIZZY), (20, EffectEnded("DIZZ")))
    assert read_chart(strike(page, page[-2], 21)).effects == ()
    assert read_chart(strike(page, page[-1], 21)).effects[0].is_open


def test_somebody_looked_whether_there_were_effects_or_none():
    chart = read_chart(running_page((5, NoEffectsSeen()), (12, DIZZY), (20, EffectEnded("DIZZ")), (25, baseline())))
    assert chart.looked_at == (minute(5), minute(12), minute(20))


def test_everything_else_is_kept_in_its_own_list():
    lines = [
        (5, DrugGiven("ondansetron", "4 mg", "IV")),
        (6, NoteWritten("mask on")),
        (7, FlagAnswered("set_overdue", None, "with another patient")),
        (8, SetMissed(minute(10), "asleep")),
    ]
    chart = read_chart(running_page(*lines))
    assert [entry.event for entry in (*chart.drugs, *chart.notes, *chart.answers)] == [event for _, event in lines[:3]]
    assert [(missed.due_at, missed.reason) for missed in chart.missed] == [(minute(10), "asleep")]


def test_a_criterion_looked_at_again_counts_as_seen_last():
    page = running_page(
        (40, InfusionStopped()),
        (60, CriterionObserved("gait", False, "needs a hand")),
        (70, CriterionObserved("gait", True)),
    )
    seen = read_chart(page).observed["gait"]
    assert (seen.met, seen.at, seen.by) == (True, minute(70), "anna")


def test_leaving_and_an_addendum_are_kept():
    chart = read_chart(running_page((90, PatientLeft("Eva")), (95, AddendumWritten("rang at home, well"))))
    assert chart.left_at == minute(90)
    assert chart.addenda[0].event == AddendumWritten("rang at home, well")


def test_minutes_count_from_the_start_or_before_it_from_the_opening():
    assert read_chart(shipped_page()).minute(minute(-20)) == 10
    chart = read_chart(running_page())
    assert chart.minute(minute(12.5)) == 12.5
    assert chart.minute(minute(-10)) == -10


def test_a_typed_time_reaches_back_to_the_opening_and_once_started_to_the_start():
    assert read_chart(shipped_page()).earliest == minute(-30)
    assert read_chart(running_page()).earliest == minute(0)


@pytest.mark.parametrize(("at", "text"), [(0, "T+0"), (12.9, "T+12"), (-0.5, "T−1"), (-10, "T−10"), (100, "T+100")])
def test_t_is_said_in_whole_minutes(at, text):
    assert read_chart(running_page()).t_text(minute(at)) == text


def test_before_the_start_the_clinics_local_time_is_said():
    chart = read_chart(shipped_page())
    assert chart.utc_offset == timedelta(minutes=OPENED.utc_offset_min)
    assert chart.t_text(minute(0)) == chart.time_text(minute(0)) == "14:45"


def test_limits_for_one_patient_stand_in_the_place_of_the_protocols():
    row = Limits(
        Vital.SYSTOLIC,
        (Phase.INFUSING, Phase.RECOVERING),
        advisory=(),
        caution=(Bound(Comparison.AT_LEAST, 190),),
        critical=(),
        source="Dr. Sol",
    )
    chart = read_chart(running_page((-4, PatientLimitsSet((row,), "known hypertensive")), (10, baseline(systolic=185))))
    assert chart.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING) == row
    paused = chart.protocol.limits_for(Vital.SYSTOLIC, Phase.PAUSED)
    assert paused == replace(SHIPPED.limits_for(Vital.SYSTOLIC, Phase.PAUSED), phases=(Phase.PAUSED,))
    other = (Vital.DIASTOLIC, Phase.INFUSING)
    assert chart.protocol.limits_for(*other) == SHIPPED.limits_for(*other)
    assert chart.patient_limits is not None
    assert [finding.rule for finding in chart.sets[-1].findings] == ["change_from_baseline"]


def test_what_was_asked_beside_a_high_pressure_is_kept_with_its_time():
    chart = read_chart(running_page((10, SymptomsChecked((Symptom.VISUAL_LOSS,))), (12, SymptomsChecked(()))))
    assert [(asked.at, asked.present) for asked in chart.symptoms] == [
        (minute(10), (Symptom.VISUAL_LOSS,)),
        (minute(12), ()),
    ]
