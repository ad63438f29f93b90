"""The dose of a nasal spray: one tap for the protocol's doses, another one asked once, and a start that is given."""

import pytest
from PySide6.QtWidgets import QLabel

from monitor.doses import SprayDose
from monitor.events import DoseChecked, SprayGiven, SprayPlanned, WeightMeasured
from monitor.limits import Phase
from tests.clinics import PINS, SPRAY, Team
from tests.ui.desk import Desk
from ui.preparing.preparing_page import PreparingPage
from ui.widgets.marks import Mark


@pytest.fixture
def desk(qtbot):
    team = Team()
    return Desk(qtbot, team, PreparingPage(), team.opens(protocol=SPRAY))


@pytest.fixture
def prepared(qtbot):
    team = Team()
    session = team.opens(protocol=SPRAY)
    team.prepares(session)
    return Desk(qtbot, team, PreparingPage(), session)


def planned(desk):
    return [entry.event for entry in desk.chart.page if isinstance(entry.event, SprayPlanned)]


def test_the_protocols_doses_are_offered_and_none_is_chosen(desk):
    spray = desk.page.spray
    assert [choice.text() for choice in spray.dose_buttons.values()] == ["56 mg", "84 mg"]
    assert {choice.property("look") for choice in spray.dose_buttons.values()} == {"dose"}
    assert spray.section.mark.mark is Mark.UNMET


def test_no_rate_and_no_volume_are_asked_for(desk):
    desk.page.show()
    assert desk.page.spray.isVisible()
    assert not desk.page.dose.isVisible()
    said = [label.text() for label in desk.page.findChildren(QLabel) if label.isVisible()]
    assert not [text for text in said if text in ("Pump rate", "Volume") or "mL" in text or "mg/kg" in text]


def test_an_infusion_is_asked_for_its_rate_and_not_for_a_spray(qtbot):
    team = Team()
    infused = Desk(qtbot, team, PreparingPage(), team.opens())
    infused.page.show()
    assert infused.page.dose.isVisible()
    assert not infused.page.spray.isVisible()


def test_one_tap_plans_a_dose_and_a_tap_on_the_other_one_plans_that(desk):
    spray = desk.page.spray
    desk.clicks(spray.dose_buttons[56])
    desk.clicks(spray.dose_buttons[84])
    assert planned(desk) == [SprayPlanned(SprayDose(56)), SprayPlanned(SprayDose(84))]
    assert [choice.property("look") for choice in spray.dose_buttons.values()] == ["dose", "dose-chosen"]
    assert spray.section.value_label.text() == "esketamine 84 mg"
    assert spray.section.kept_label.text() == "kept 13:00 by Nora"
    assert spray.section.mark.mark is Mark.MET


def test_the_dose_that_is_planned_is_not_planned_again(desk):
    spray = desk.page.spray
    desk.clicks(spray.dose_buttons[84])
    desk.clicks(spray.dose_buttons[84])
    assert len(planned(desk)) == 1
    assert spray.section.notice.text == "84 mg is planned already."


def test_another_dose_is_asked_once_and_kept_as_confirmed(desk):
    spray = desk.page.spray
    desk.types(spray.other_field, "70")
    desk.clicks(spray.keep_button)
    assert desk.chart.spray is None
    assert spray.section.notice.text == "70 mg is unusual (this protocol: 56 or 84 mg). Is it right?"
    assert spray.keep_button.text() == "Yes, keep 70 mg"

    desk.clicks(spray.keep_button)
    assert planned(desk) == [SprayPlanned(SprayDose(70), confirmed=True)]
    assert spray.section.value_label.text() == "esketamine 70 mg, confirmed"
    assert {choice.property("look") for choice in spray.dose_buttons.values()} == {"dose"}
    assert (spray.other_field.text(), spray.keep_button.text()) == ("", "Keep")


def test_another_number_takes_the_question_back(desk):
    spray = desk.page.spray
    desk.types(spray.other_field, "7")
    desk.clicks(spray.keep_button)
    desk.types(spray.other_field, "0")
    assert (spray.section.notice.text, spray.keep_button.text()) == ("", "Keep")
    desk.clicks(spray.keep_button)
    assert desk.chart.spray is None


def test_a_usual_dose_that_is_typed_is_not_asked_about(desk):
    desk.types(desk.page.spray.other_field, "56")
    desk.clicks(desk.page.spray.keep_button)
    assert planned(desk) == [SprayPlanned(SprayDose(56))]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Choose one of the doses, or type another one in mg."),
        ("half", "“half” is not a number."),
        ("0", "The dose in mg is 0; it must be more than 0."),
    ],
)
def test_a_dose_that_cannot_be_is_refused_in_words_and_stays(desk, typed, sentence):
    spray = desk.page.spray
    desk.types(spray.other_field, typed)
    desk.clicks(spray.keep_button)
    assert spray.section.notice.text == sentence
    assert spray.other_field.text() == typed
    assert desk.chart.spray is None


def test_no_dose_is_chosen_while_another_one_is_typed(desk):
    spray = desk.page.spray
    desk.types(spray.other_field, "70")
    desk.clicks(spray.dose_buttons[84])
    assert desk.chart.spray is None
    assert spray.section.notice.text == "“70” is typed as another dose. Keep it, or empty the field first."


def test_what_the_disk_refuses_stays_typed_and_is_said(desk):
    desk.holding = True
    desk.types(desk.page.spray.other_field, "56")
    desk.clicks(desk.page.spray.keep_button)
    desk.page.refuse(desk.waiting[0], "The disk is full.")
    assert desk.page.spray.section.notice.text == "The disk is full."
    assert desk.page.spray.other_field.text() == "56"


def test_the_weight_is_optional_and_holds_nothing_back(desk):
    weight = desk.page.weight.section
    assert weight.mark.mark is Mark.NONE
    assert weight.kept_label.text() == "optional: this dose does not depend on it"
    assert "The weight is missing." not in [one.text() for one in desk.page.start_panel.open_labels]

    desk.types(desk.page.weight.field, "70")
    desk.clicks(desk.page.weight.keep_button)
    assert desk.chart.page[-1].event == WeightMeasured(70)
    assert (weight.mark.mark, weight.kept_label.text()) == (Mark.MET, "kept 13:00 by Nora")


def test_a_second_person_checks_the_dose_and_checks_a_new_one_again(desk):
    check = desk.page.dose_check
    desk.clicks(desk.page.spray.dose_buttons[84])
    desk.chooses(check.checker, desk.team.noel, PINS["noel"])
    desk.clicks(check.confirm_button)
    assert desk.chart.dose_checked_by == "noel"
    assert desk.chart.page[-1].event == DoseChecked(desk.chart.plan)

    desk.clicks(desk.page.spray.dose_buttons[56])
    assert desk.chart.dose_checked_by is None
    assert check.section.mark.mark is Mark.UNMET


def test_the_keyboard_goes_to_the_first_dose_where_that_is_what_is_open(qtbot, desk):
    desk.clicks(desk.page.allergies.none_button)
    with qtbot.waitActive(desk.page):
        desk.page.show()
        desk.page.activateWindow()
    desk.page.setFocus()
    assert desk.page.focusWidget() is desk.page.spray.dose_buttons[56]


def test_the_start_is_called_what_it_is(desk, prepared):
    start = desk.page.start_panel
    assert start.start_button.text() == "Dose given"
    assert not start.start_button.isEnabled()
    assert start.reason_field.placeholderText() == "why no nasal spray is given"
    assert prepared.page.start_panel.objection_label.text() == "Ready. Press when the first spray is given."


def test_the_dose_given_is_kept_once_and_said(prepared):
    start = prepared.page.start_panel
    prepared.clicks(start.start_button)
    assert prepared.chart.page[-1].event == SprayGiven()
    assert prepared.chart.phase is Phase.RECOVERING
    assert start.count_label.text() == "✓ the dose was given at 13:00"
    assert not start.start_button.isEnabled()


def test_a_dose_half_typed_comes_back(qtbot, desk):
    desk.types(desk.page.spray.other_field, "7")
    again = PreparingPage()
    qtbot.addWidget(again)
    again.display(desk.snapshot)
    again.restore(desk.drafts)
    assert again.spray.other_field.text() == "7"
