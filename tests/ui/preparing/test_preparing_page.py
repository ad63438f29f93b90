"""Before the drip: nothing is pre-filled, each step is kept by itself, and the start follows the guard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from monitor.doses import Dose
from monitor.events import (
    AllergiesRecorded,
    Answer,
    EscortNamed,
    InfusionPlanned,
    InfusionStarted,
    Patient,
    SessionCancelled,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Phase
from monitor.vitals import Vital
from tests.clinics import CALM, PINS, Team, typed_set
from tests.ui.desk import Desk
from ui.preparing.preparing_page import PreparingPage
from ui.widgets.marks import Mark


@pytest.fixture
def desk(qtbot):
    team = Team()
    return Desk(qtbot, team, PreparingPage(), team.opens())


@pytest.fixture
def prepared(qtbot):
    team = Team()
    session = team.opens()
    team.prepares(session)
    return Desk(qtbot, team, PreparingPage(), session)


def plans(desk, mg_per_kg="0.5", mg_per_ml="1", minutes="40"):
    dose = desk.page.dose
    desk.types(dose.mg_per_kg_field, mg_per_kg)
    desk.types(dose.mg_per_ml_field, mg_per_ml)
    desk.types(dose.minutes_field, minutes)


def sections(page):
    parts = (
        page.allergies,
        page.weight,
        page.dose,
        page.dose_check,
        page.checks,
        page.escort,
        page.baseline,
        page.gate,
    )
    return [part.section for part in parts]


def test_nothing_is_filled_in_or_chosen_before_somebody_does_it(desk):
    assert {field.text() for field in desk.page.findChildren(QLineEdit)} == {""}
    assert {choice.currentIndex() for choice in desk.page.findChildren(QComboBox)} == {-1}
    assert {section.mark.mark for section in sections(desk.page)} == {Mark.UNMET}
    assert desk.page.dose.dose_view.mg_label.text() == "–"
    assert all(reading.text() == "–" for reading in desk.page.baseline.readings.values())


def test_displaying_twice_emits_nothing_and_keeps_what_is_typed(qtbot, desk):
    desk.types(desk.page.weight.field, "7")
    with (
        qtbot.assertNotEmitted(desk.page.submitted, wait=10),
        qtbot.assertNotEmitted(desk.page.draft_edited, wait=10),
    ):
        desk.refreshes()
        desk.refreshes()
    assert desk.page.weight.field.text() == "7"


def test_a_step_is_marked_as_kept_only_when_the_chart_says_so(desk):
    desk.holding = True
    desk.types(desk.page.allergies.field, "latex, penicillin")
    desk.clicks(desk.page.allergies.keep_button)
    desk.refreshes()
    assert desk.page.allergies.section.mark.mark is Mark.UNMET
    assert desk.page.allergies.section.kept_label.text() == "not kept yet"
    assert desk.page.allergies.field.text() == "latex, penicillin"

    desk.delivers()
    assert desk.page.allergies.section.mark.mark is Mark.MET
    assert desk.page.allergies.section.value_label.text() == "latex, penicillin"
    assert desk.page.allergies.section.kept_label.text() == "kept 13:00 by Nora"
    assert desk.page.allergies.field.text() == ""


def test_an_empty_field_is_never_kept_as_no_known_allergies(qtbot, desk):
    with qtbot.assertNotEmitted(desk.page.submitted, wait=10):
        desk.clicks(desk.page.allergies.keep_button)
    assert desk.page.allergies.section.notice.text == "Name the allergy, or choose “no known allergies”."


def test_no_known_allergies_is_said_by_its_own_button(desk):
    desk.clicks(desk.page.allergies.none_button)
    assert desk.chart.allergies == ()
    assert desk.page.allergies.section.value_label.text() == "no known allergies"


def test_none_is_not_kept_while_an_allergy_is_typed(desk):
    desk.types(desk.page.allergies.field, "latex")
    desk.clicks(desk.page.allergies.none_button)
    assert desk.chart.allergies is None
    assert "latex" in desk.page.allergies.section.notice.text


def test_an_unusual_weight_is_asked_once_and_kept_as_confirmed(desk):
    weight = desk.page.weight
    desk.types(weight.field, "35")
    desk.clicks(weight.keep_button)
    assert desk.chart.weight_kg is None
    assert weight.section.notice.text.startswith("Weight 35 kg is unusual")

    desk.clicks(weight.keep_button)
    assert desk.chart.page[-1].event == WeightMeasured(35, confirmed=True)
    assert weight.section.value_label.text() == "35 kg, confirmed"


def test_another_weight_takes_the_question_back(desk):
    weight = desk.page.weight
    desk.types(weight.field, "35")
    desk.clicks(weight.keep_button)
    weight.field.clear()
    desk.types(weight.field, "36")
    assert weight.section.notice.text == ""
    desk.clicks(weight.keep_button)
    assert desk.chart.weight_kg is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the weight in kg."),
        ("seventy", "“seventy” is not a number."),
        ("700", "Weight 700 kg is not believable (between 25 and 300 kg)."),
    ],
)
def test_a_weight_that_cannot_be_is_refused_in_words_and_stays(desk, typed, sentence):
    desk.types(desk.page.weight.field, typed)
    desk.clicks(desk.page.weight.keep_button)
    assert desk.page.weight.section.notice.text == sentence
    assert desk.page.weight.field.text() == typed
    assert desk.chart.weight_kg is None


def test_a_weight_measured_again_is_a_new_entry(desk):
    for kg in ("70", "72,5"):
        desk.types(desk.page.weight.field, kg)
        desk.clicks(desk.page.weight.keep_button)
    assert [entry.event.kg for entry in desk.chart.page if isinstance(entry.event, WeightMeasured)] == [70, 72.5]
    assert desk.page.weight.section.value_label.text() == "72.5 kg"


def test_the_dose_is_reckoned_while_it_is_typed_and_says_that_it_is_not_kept(desk):
    desk.team.writes(desk.session, WeightMeasured(70))
    desk.refreshes()
    plans(desk, "0,5")
    view = desk.page.dose.dose_view
    assert [view.mg_label.text(), view.ml_label.text(), view.rate_label.text()] == [
        "35.0 mg",
        "35.0 mL",
        "52.5 mL/h",
    ]
    assert "0.5 mg/kg × 70 kg = 35.0 mg" in view.arithmetic_label.text()
    assert "not kept yet" in view.arithmetic_label.text()
    assert desk.page.dose.section.mark.mark is Mark.UNMET

    desk.clicks(desk.page.dose.keep_button)
    assert desk.chart.dose == Dose(0.5, 70, 1, 40)
    assert view.rate_label.text() == "52.5 mL/h"
    assert "not kept yet" not in view.arithmetic_label.text()
    assert desk.page.dose.section.mark.mark is Mark.MET


def test_an_unusual_dose_is_asked_once_and_kept_as_confirmed(desk):
    desk.team.writes(desk.session, WeightMeasured(70))
    desk.refreshes()
    plans(desk, "5")
    desk.clicks(desk.page.dose.keep_button)
    assert desk.chart.dose is None
    assert desk.page.dose.section.notice.text.startswith("5 mg/kg is unusual")

    desk.clicks(desk.page.dose.keep_button)
    assert desk.chart.page[-1].event == InfusionPlanned(Dose(5, 70, 1, 40), confirmed=True)


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ("40.5", "“40.5” is not a whole number of minutes."),
        ("0", "The duration in minutes is 0; it must be more than 0."),
        ("90", "90 min is longer than this protocol's 60 min."),
        ("", "Type the dose in mg/kg, the concentration in mg/mL and the minutes."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(desk, minutes, sentence):
    desk.team.writes(desk.session, WeightMeasured(70))
    desk.refreshes()
    plans(desk, minutes=minutes)
    desk.clicks(desk.page.dose.keep_button)
    assert desk.page.dose.section.notice.text == sentence
    assert desk.chart.dose is None


def test_without_a_weight_no_dose_is_reckoned(desk):
    plans(desk)
    assert desk.page.dose.dose_view.mg_label.text() == "–"
    assert "Measure the weight first" in desk.page.dose.dose_view.arithmetic_label.text()


def test_a_dose_for_an_older_weight_loses_its_mark(prepared):
    assert prepared.page.dose.section.mark.mark is Mark.MET
    prepared.types(prepared.page.weight.field, "72")
    prepared.clicks(prepared.page.weight.keep_button)
    assert prepared.page.dose.section.mark.mark is Mark.UNMET
    assert not prepared.page.start_panel.start_button.isEnabled()


def test_who_planned_the_dose_is_not_offered_as_its_checker(desk):
    desk.team.writes(desk.session, WeightMeasured(70), InfusionPlanned(Dose(0.5, 70, 1, 40)), by=desk.staff)
    desk.refreshes()
    choice = desk.page.dose_check.checker.member_choice
    assert choice.placeholderText() == "Who checked the dose"
    assert choice.findData(desk.team.nora.id) == -1
    assert choice.findData(desk.team.noel.id) >= 0


def test_a_second_person_checks_the_dose_with_their_own_pin(desk):
    desk.team.writes(desk.session, WeightMeasured(70), InfusionPlanned(Dose(0.5, 70, 1, 40)))
    desk.refreshes()
    check = desk.page.dose_check
    desk.chooses(check.checker, desk.team.noel, "1111")
    desk.clicks(check.confirm_button)
    assert check.section.notice.text == "This is not the PIN of Noel."
    assert check.section.mark.mark is Mark.UNMET
    assert check.checker.staff_id() == "noel"

    desk.types(check.checker.pin_field, PINS["noel"])
    desk.clicks(check.confirm_button)
    assert desk.chart.dose_checked_by == "noel"
    assert check.section.mark.mark is Mark.MET
    assert check.section.value_label.text() == "by Noel"


def test_a_check_is_kept_by_one_tap_on_yes(desk):
    row = desk.page.checks.rows["consent"]
    desk.clicks(row.yes_button)
    assert desk.chart.checks["consent"].answer is Answer.YES
    assert row.mark.mark is Mark.MET
    assert row.answer_label.text() == "Yes, kept 13:00 by Nora"


def test_a_no_is_explained_and_keeps_the_start_back(desk):
    row = desk.page.checks.rows["fasting"]
    desk.clicks(row.no_button)
    assert desk.chart.checks == {}
    desk.types(row.note_field, "ate at nine")
    desk.clicks(row.keep_no_button)
    assert row.mark.mark is Mark.UNMET
    assert row.answer_label.text().startswith("No: ate at nine")
    assert not row.asks_for_note
    assert any(text.text().startswith("Answered no: Fasted") for text in desk.page.start_panel.open_labels)


def test_two_checks_answered_before_the_first_is_kept_are_both_kept(desk):
    desk.holding = True
    for key in ("consent", "fasting"):
        desk.clicks(desk.page.checks.rows[key].yes_button)
    desk.delivers()
    assert set(desk.chart.checks) == {"consent", "fasting"}


def test_the_escort_can_be_named_but_does_not_hold_the_start_back(prepared):
    prepared.types(prepared.page.escort.name_field, "Jonas, brother")
    prepared.types(prepared.page.escort.contact_field, "555 0147")
    prepared.clicks(prepared.page.escort.keep_button)
    assert prepared.chart.escort == EscortNamed("Jonas, brother", "555 0147")
    assert prepared.page.escort.section.value_label.text() == "Jonas, brother, 555 0147"


def test_the_baseline_is_typed_in_one_line_and_what_it_lacks_stays_open(qtbot, desk):
    line = desk.page.baseline.entry_line.line
    desk.types(line, "128/79 72")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert isinstance(desk.chart.page[-1].event, VitalsTaken)
    assert desk.page.baseline.section.mark.mark is Mark.UNMET
    assert [reading.text() for reading in desk.page.baseline.readings.values()] == ["128", "79", "72", "–"]

    desk.types(line, "s98")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert desk.page.baseline.section.mark.mark is Mark.MET


def test_the_form_takes_the_place_of_the_line_and_gives_it_back(desk):
    baseline = desk.page.baseline
    assert baseline.form.isHidden()
    desk.clicks(baseline.form_button)
    assert [baseline.form.isHidden(), baseline.entry_line.isHidden()] == [False, True]
    desk.clicks(baseline.form_button)
    assert [baseline.form.isHidden(), baseline.entry_line.isHidden()] == [True, False]


def test_the_baseline_can_be_set_by_the_form(desk):
    form = desk.page.baseline.form
    desk.clicks(desk.page.baseline.form_button)
    for vital, value in (
        (Vital.SYSTOLIC, "128"),
        (Vital.DIASTOLIC, "79"),
        (Vital.HEART_RATE, "72"),
        (Vital.SPO2, "98"),
    ):
        desk.types(form.fields[vital].field, value)
    desk.clicks(form.keep_button)
    assert desk.page.baseline.section.mark.mark is Mark.MET


def test_a_baseline_set_before_the_last_one_is_asked_and_kept_as_confirmed(qtbot, desk):
    desk.waits(minutes=10)
    line = desk.page.baseline.entry_line
    for typed in ("13:05 128/79 72 98", "13:03 124/78 70 98"):
        desk.types(line.line, typed)
        qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.notice.text.startswith("13:03 is before the last set, of 13:05. Is the time right?")
    assert (line.line.text(), len(desk.chart.sets)) == ("13:03 124/78 70 98", 1)

    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert [taken.confirmed for taken in desk.chart.sets] == [("time",), ()]
    assert line.line.text() == ""


def test_the_form_asks_about_a_baseline_set_in_the_same_words(desk):
    desk.waits(minutes=10)
    desk.team.writes(desk.session, typed_set(**CALM))
    desk.refreshes()
    form = desk.page.baseline.form
    desk.clicks(desk.page.baseline.form_button)
    desk.types(form.fields[Vital.SPO2].field, "97")
    desk.types(form.time_field, "13:03")
    desk.clicks(form.keep_button)
    assert form.notice.text.startswith("13:03 is before the last set, of 13:10. Is the time right?")
    desk.clicks(form.keep_button)
    assert desk.chart.sets[0].confirmed == ("time",)


def test_what_a_colleague_kept_a_moment_ago_is_refused_in_the_words_of_the_question_and_can_then_be_answered(
    qtbot, desk
):
    line = desk.page.baseline.entry_line
    desk.types(line.line, "122/78 70 98")
    desk.team.writes(desk.session, typed_set(**CALM), by=desk.team.noel)  # not on this screen yet
    question = "The set of 13:00 has these very readings already. Keep it a second time?"
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert (line.notice.text, line.line.text()) == (question, "122/78 70 98")

    desk.refreshes()
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.notice.text.startswith(f"{question}\nEnter again")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert [taken.confirmed for taken in desk.chart.sets] == [(), ("double entry",)]


def test_the_gate_waits_for_the_baseline(desk):
    assert not desk.page.gate.yes_button.isEnabled()
    assert desk.page.gate.objection_label.text().startswith("The baseline set lacks")
    desk.team.writes(desk.session, typed_set(**CALM))
    desk.refreshes()
    desk.clicks(desk.page.gate.yes_button)
    assert desk.page.gate.section.mark.mark is Mark.MET


def test_a_reading_at_its_limit_needs_a_reason_for_yes(desk):
    desk.team.writes(desk.session, typed_set(**{**CALM, "systolic": 148}))
    desk.refreshes()
    gate = desk.page.gate
    assert "Systolic 148 mmHg" in gate.findings_notice.text
    assert not gate.yes_button.isEnabled()

    desk.types(gate.reason_field, "white coat, usual for her")
    desk.clicks(gate.yes_button)
    assert desk.chart.gate.reason == "white coat, usual for her"
    assert gate.section.value_label.text() == "Yes: white coat, usual for her"


def test_a_gate_answered_no_is_kept_and_holds_the_start_back(desk):
    desk.team.writes(desk.session, typed_set(**CALM))
    desk.refreshes()
    assert not desk.page.gate.no_button.isEnabled()
    desk.types(desk.page.gate.reason_field, "unwell")
    desk.clicks(desk.page.gate.no_button)
    assert desk.page.gate.section.mark.mark is Mark.UNMET
    assert desk.page.gate.section.value_label.text() == "No: unwell"


def test_the_start_follows_the_guard_and_says_why(desk, prepared):
    start = desk.page.start_panel
    assert not start.start_button.isEnabled()
    assert start.objection_label.text() == "Allergies are not asked yet."
    assert start.open_labels[0].text() == "Allergies are not asked yet."

    start = prepared.page.start_panel
    assert start.start_button.isEnabled()
    assert start.objection_label.text() == "Ready to start."
    assert start.count_label.text() == "✓ everything is kept"
    prepared.clicks(start.start_button)
    assert prepared.chart.phase is Phase.INFUSING
    assert not start.start_button.isEnabled()


def test_nobody_signed_in_and_no_administrator_can_start(prepared):
    prepared.page.display_staff(None)
    assert not prepared.page.start_panel.start_button.isEnabled()
    prepared.page.display_staff(prepared.team.ada)
    assert not prepared.page.start_panel.start_button.isEnabled()
    assert prepared.page.start_panel.objection_label.text().startswith("Ada is administrator")


def test_a_session_is_cancelled_with_a_reason_only(desk):
    start = desk.page.start_panel
    desk.clicks(start.cancel_button)
    desk.clicks(start.cancel_session_button)
    assert start.notice.text == "Say why the session is cancelled."
    desk.types(start.reason_field, "patient unwell")
    desk.clicks(start.cancel_session_button)
    assert desk.chart.page[-1].event == SessionCancelled("patient unwell")
    assert not start.cancel_button.isEnabled()


def test_a_refusal_is_shown_where_it_was_asked_and_what_was_typed_stays(desk):
    desk.holding = True
    desk.types(desk.page.weight.field, "70")
    desk.clicks(desk.page.weight.keep_button)
    desk.page.refuse(desk.waiting[0], "The disk is full.")
    assert desk.page.weight.section.notice.text == "The disk is full."
    assert desk.page.weight.field.text() == "70"
    assert desk.page.allergies.section.notice.text == ""


def test_an_equal_request_of_somebody_else_empties_nothing(desk):
    desk.holding = True
    desk.types(desk.page.weight.field, "70")
    desk.clicks(desk.page.weight.keep_button)
    own = desk.waiting[0]
    desk.page.confirm(type(own)(own.session, own.events, own.at))
    assert desk.page.weight.field.text() == "70"


def test_what_is_half_typed_comes_back_in_its_place(qtbot, desk):
    desk.types(desk.page.allergies.field, "late")
    desk.types(desk.page.dose.mg_per_kg_field, "0.")
    desk.types(desk.page.baseline.entry_line.line, "128/")
    desk.types(desk.page.checks.rows["fasting"].note_field, "ate")

    again = PreparingPage()
    qtbot.addWidget(again)
    again.display(desk.snapshot)
    again.restore(desk.drafts)
    assert again.allergies.field.text() == "late"
    assert again.dose.mg_per_kg_field.text() == "0."
    assert again.baseline.entry_line.line.text() == "128/"
    assert again.checks.rows["fasting"].note_field.text() == "ate"
    assert again.checks.rows["fasting"].asks_for_note


def fields_of(page):
    """Every field of the page that can be half-typed, by its place."""
    return {
        "allergies": page.allergies.field,
        "weight": page.weight.field,
        "mg/kg": page.dose.mg_per_kg_field,
        "mg/mL": page.dose.mg_per_ml_field,
        "minutes": page.dose.minutes_field,
        "mg": page.spray.other_field,
        "check": page.checks.rows["fasting"].note_field,
        "escort": page.escort.name_field,
        "telephone": page.escort.contact_field,
        "line": page.baseline.entry_line.line,
        "gate": page.gate.reason_field,
        "cancel": page.start_panel.reason_field,
        "why limits": page.limits.panel.reason_field,
        **{f"limit {place}": bound.field for place, bound in page.limits.panel.bounds.items()},
    }


def test_every_field_of_the_page_outlives_the_program(qtbot, desk):
    desk.clicks(desk.page.limits.open_button)
    qtbot.keyClick(desk.page.limits.panel.vital_choice, Qt.Key.Key_Down)
    for number, field in enumerate(fields_of(desk.page).values()):
        desk.types(field, str(number))
    left_out = set(desk.page.findChildren(QLineEdit)) - set(fields_of(desk.page).values())
    is_form_or_check = (
        *desk.page.baseline.form.findChildren(QLineEdit),
        *(r.note_field for r in desk.page.checks.rows.values()),
    )
    pins = {desk.page.dose_check.checker.pin_field, desk.page.limits.panel.clinician.pin_field}
    assert left_out - set(is_form_or_check) == pins  # a PIN is written nowhere

    again = PreparingPage()
    qtbot.addWidget(again)
    again.display(desk.snapshot)
    again.restore(desk.drafts)
    assert [field.text() for field in fields_of(again).values()] == [str(number) for number in range(19)]


def test_a_half_typed_reason_to_cancel_is_asked_for_again(qtbot, desk):
    desk.clicks(desk.page.start_panel.cancel_button)
    desk.types(desk.page.start_panel.reason_field, "unwe")
    again = PreparingPage()
    qtbot.addWidget(again)
    again.display_staff(desk.staff)
    again.display(desk.snapshot)
    again.restore(desk.drafts)
    again.show()
    assert again.start_panel.reason_field.isVisible()
    assert not again.start_panel.cancel_button.isVisible()


def test_without_a_reason_nobody_is_asked_why_the_session_is_cancelled(qtbot, desk):
    desk.page.restore({"preparing/allergies": "late"})
    desk.page.show()
    assert desk.page.start_panel.cancel_button.isVisible()


def test_a_draft_is_emptied_when_it_was_kept(desk):
    desk.types(desk.page.allergies.field, "latex")
    assert desk.drafts["preparing/allergies"] == "latex"
    desk.clicks(desk.page.allergies.keep_button)
    assert desk.drafts["preparing/allergies"] == ""


def test_a_snapshot_of_another_session_is_ignored(desk):
    other = desk.team.opens(Patient("Holm", "Ida", date(1975, 12, 3), "MRN 1"), chair="Chair 2")
    desk.team.writes(other, AllergiesRecorded(("latex",)))
    desk.page.display(desk.team.clinic.snapshot(other))
    assert desk.page.allergies.section.value_label.text() == ""


def offered(page):
    """Everything on the page that can be filled in or pressed."""
    page.resize(1280, 800)
    page.show()
    return [
        part for kind in (QLineEdit, QComboBox, QPushButton) for part in page.findChildren(kind) if part.isVisible()
    ]


def test_once_the_infusion_is_started_the_page_is_read_and_only_the_escort_can_still_be_named(prepared):
    assert len(offered(prepared.page)) > 20
    prepared.clicks(prepared.page.start_panel.start_button)
    escort = prepared.page.escort

    assert set(offered(prepared.page)) == {escort.name_field, escort.contact_field, escort.keep_button}
    assert prepared.page.weight.section.value_label.text() == "70 kg"
    assert "by Nora" in prepared.page.weight.section.kept_label.text()
    assert prepared.page.start_panel.count_label.text().startswith("✓ the infusion was started at ")


def test_a_cancelled_session_offers_nothing_more(prepared):
    prepared.team.writes(prepared.session, SessionCancelled("patient unwell"))
    prepared.refreshes()

    assert offered(prepared.page) == []
    assert prepared.page.start_panel.count_label.text() == "this session was cancelled"


def test_another_allergy_is_added_to_those_charted(desk):
    for typed in ("latex", "penicillin, latex"):
        desk.types(desk.page.allergies.field, typed)
        desk.clicks(desk.page.allergies.keep_button)
    assert desk.chart.allergies == ("latex", "penicillin")


def test_none_known_cannot_be_said_while_some_are_charted(desk):
    assert desk.page.allergies.none_button.isEnabled()
    desk.types(desk.page.allergies.field, "latex")
    desk.clicks(desk.page.allergies.keep_button)
    assert not desk.page.allergies.none_button.isEnabled()
    assert desk.page.allergies.none_button.toolTip() == "latex would be lost: strike the entry that says so first."


def test_opened_the_keyboard_is_in_the_first_open_field(qtbot, desk):
    page = desk.page
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    assert page.focusWidget() is page.allergies.field
    desk.clicks(page.allergies.none_button)
    page.setFocus()
    assert page.focusWidget() is page.weight.field


def test_tab_goes_through_the_checks_between_the_dose_check_and_the_escort(desk):
    checks = [stop for row in desk.page.checks.rows.values() for stop in row.tab_stops]
    chain = [desk.page.dose_check.confirm_button]
    while chain[-1] is not desk.page.escort.name_field:
        chain.append(chain[-1].nextInFocusChain())
    assert [widget for widget in chain if widget in checks] == checks


def test_no_pin_of_the_dose_check_outlives_a_refusal_or_another_person(desk):
    desk.team.writes(desk.session, WeightMeasured(70), InfusionPlanned(Dose(0.5, 70, 1, 40)))
    desk.refreshes()
    check = desk.page.dose_check
    desk.types(check.checker.pin_field, PINS["noel"])
    desk.clicks(check.confirm_button)
    assert check.section.notice.text == "Choose who reckoned the dose again."
    assert check.checker.pin_field.text() == ""

    desk.chooses(check.checker, desk.team.noel, PINS["noel"])
    desk.page.display_staff(desk.team.cora)
    assert check.checker.pin_field.text() == ""


def test_only_who_writes_in_charts_is_offered_as_the_second_person(desk):
    desk.team.writes(desk.session, WeightMeasured(70), InfusionPlanned(Dose(0.5, 70, 1, 40)))
    desk.refreshes()
    choice = desk.page.dose_check.checker.member_choice
    assert {choice.itemData(row) for row in range(choice.count())} == {"noel", "cora"}


def test_the_baseline_says_when_its_own_last_set_was_kept(desk):
    desk.team.prepares(desk.session)
    desk.team.clock.advance(minutes=5)
    desk.team.writes(desk.session, InfusionStarted())
    desk.team.clock.advance(minutes=10)
    desk.team.writes(desk.session, typed_set(**CALM), by=desk.team.noel)
    desk.refreshes()
    assert desk.page.baseline.section.kept_label.text() == "kept 13:00 by Nora"


def test_none_typed_as_an_allergy_is_refused_and_the_button_that_says_so_takes_it(desk):
    section = desk.page.allergies
    desk.types(section.field, "none known")
    desk.clicks(section.keep_button)
    assert desk.chart.allergies is None
    said = "“none known” is no allergy. To say that there are none, tap “No known allergies”."
    assert section.section.notice.text == said

    desk.clicks(section.none_button)
    assert desk.chart.allergies == ()
    assert section.field.text() == ""


def test_the_dose_in_figures_is_the_one_of_its_arithmetic_and_of_the_banner(desk):
    desk.team.writes(desk.session, WeightMeasured(72.5), InfusionPlanned(Dose(0.5, 72.5, 1, 40)))
    desk.refreshes()
    view = desk.page.dose.dose_view
    figures = [view.mg_label.text(), view.ml_label.text(), view.rate_label.text()]
    assert figures == ["36.25 mg", "36.25 mL", "54.375 mL/h"]
    for figure in figures:
        assert f"= {figure}" in view.arithmetic_label.text()
    assert "36.25 mg in 40 min" in desk.page.dose.section.value_label.text()
    assert "36.25 mg over 40 min" in desk.page.banner.dose_label.text()
