"""Pausing and stopping, drugs, notes and missed sets: in place, with the guard's words."""

import pytest
from PySide6.QtCore import Qt

from monitor.events import (
    DrugGiven,
    InfusionPaused,
    InfusionResumed,
    InfusionStopped,
    NoteWritten,
    SetMissed,
)
from monitor.snapshot import take_snapshot
from tests.builders import NURSE, SESSION, baseline, minute, running_page
from ui.chairside.controls import InfusionControls


@pytest.fixture
def controls(qtbot):
    made = InfusionControls()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    show(made)
    made.show()
    return made


def show(controls, *lines, at=5):
    controls.display(take_snapshot(running_page(*lines), minute(at)))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def request_of(qtbot, controls, button):
    with qtbot.waitSignal(controls.submitted) as submitted:
        press(qtbot, button)
    return submitted.args[0]


def test_pausing_asks_why_in_place(qtbot, controls):
    press(qtbot, controls.pause_button)
    panel = controls.pause_panel
    assert panel.isVisible()
    assert not panel.keep_button.isEnabled()
    assert panel.keep_button.toolTip() == "Say why the infusion is paused."
    press(qtbot, panel.answer_buttons[0])
    request = request_of(qtbot, controls, panel.keep_button)
    assert (request.session, request.events) == (SESSION, (InfusionPaused("Patient asked for it"),))


def test_nothing_is_chosen_before_the_nurse_does(qtbot, controls):
    press(qtbot, controls.pause_button)
    assert controls.pause_panel.field.text() == ""


def test_a_paused_infusion_is_resumed_by_one_press(qtbot, controls):
    show(controls, (3, InfusionPaused("asked")))
    assert not controls.pause_button.isVisible()
    assert request_of(qtbot, controls, controls.resume_button).events == (InfusionResumed(),)


def test_stopping_early_says_the_planned_end_and_asks_why(qtbot, controls):
    press(qtbot, controls.stop_button)
    panel = controls.stop_panel
    assert "The planned end is 15:25 (T+40)" in panel.title_label.text()
    assert not panel.keep_button.isEnabled()
    qtbot.keyClicks(panel.field, "line out")
    assert request_of(qtbot, controls, panel.keep_button).events == (InfusionStopped("line out"),)


def test_stopping_at_the_planned_end_asks_once_and_needs_no_reason(qtbot, controls):
    show(controls, at=40)
    with qtbot.assertNotEmitted(controls.submitted):
        press(qtbot, controls.stop_button)
    assert controls.stop_panel.title_label.text() == "Stop the infusion now?"
    assert request_of(qtbot, controls, controls.stop_panel.keep_button).events == (InfusionStopped(""),)


def test_after_the_infusion_only_what_can_still_be_charted_is_offered(controls):
    show(controls, (40, InfusionStopped()), at=50)
    offered = [b for b in (controls.pause_button, controls.resume_button, controls.stop_button) if b.isVisible()]
    assert offered == []
    assert controls.note_button.isEnabled()


def test_a_drug_needs_name_and_dose_and_takes_a_time(qtbot, controls):
    press(qtbot, controls.drug_button)
    panel = controls.drug_panel
    qtbot.keyClicks(panel.drug_field, "ondansetron")
    assert panel.keep_button.toolTip() == "Name the drug and the dose that was given."
    qtbot.keyClicks(panel.dose_field, "4 mg")
    qtbot.keyClicks(panel.time_field, "-2")
    request = request_of(qtbot, controls, panel.keep_button)
    assert (request.events, request.at) == ((DrugGiven("ondansetron", "4 mg", "", ""),), minute(3))


def test_a_time_that_is_none_is_refused_with_the_text_in_it(qtbot, controls):
    press(qtbot, controls.note_button)
    qtbot.keyClicks(controls.note_panel.field, "asks for music")
    qtbot.keyClicks(controls.note_panel.time_field, "25:00")
    with qtbot.assertNotEmitted(controls.submitted):
        press(qtbot, controls.note_panel.keep_button)
    assert controls.note_panel.notice.text == "25:00 is not a time of day."


def test_a_missed_set_is_chosen_among_the_open_ones_and_explained(qtbot, controls):
    show(controls, (20, baseline()), at=23)
    press(qtbot, controls.missed_button)
    panel = controls.missed_panel
    assert [panel.set_choice.itemText(row) for row in range(panel.set_choice.count())] == ["T+10 (14:55)"]
    assert panel.keep_button.toolTip() == "Choose the set."
    panel.set_choice.setCurrentIndex(0)
    panel.set_choice.activated.emit(0)
    qtbot.keyClicks(panel.field, "asleep")
    assert request_of(qtbot, controls, panel.keep_button).events == (SetMissed(minute(10), "asleep"),)


def test_without_an_open_set_none_can_be_missed(controls):
    assert not controls.missed_button.isEnabled()
    assert controls.missed_button.toolTip() == "No planned set is open."


def test_esc_closes_a_panel_and_keeps_its_text(qtbot, controls):
    with qtbot.waitExposed(controls):
        controls.activateWindow()
    press(qtbot, controls.note_button)
    qtbot.keyClicks(controls.note_panel.field, "asks for")
    qtbot.keyClick(controls.note_panel.field, Qt.Key.Key_Escape)
    assert not controls.note_panel.isVisible()
    press(qtbot, controls.note_button)
    assert controls.note_panel.field.text() == "asks for"


def test_the_panel_is_emptied_by_its_own_entry_only(qtbot, controls):
    press(qtbot, controls.note_button)
    qtbot.keyClicks(controls.note_panel.field, "asks for music")
    request = request_of(qtbot, controls, controls.note_panel.keep_button)
    assert request.events == (NoteWritten("asks for music"),)
    controls.confirm(type(request)(request.session, request.events, request.at))
    assert controls.note_panel.field.text() == "asks for music"
    controls.confirm(request)
    assert (controls.note_panel.field.text(), controls.note_panel.isVisible()) == ("", False)
    assert controls.buttons.isVisible()


def test_a_refusal_keeps_the_text_and_says_why(qtbot, controls):
    press(qtbot, controls.note_button)
    qtbot.keyClicks(controls.note_panel.field, "asks for music")
    controls.refuse(request_of(qtbot, controls, controls.note_panel.keep_button), "The disk is full.")
    assert controls.note_panel.field.text() == "asks for music"
    assert controls.note_panel.notice.text == "The disk is full."


def test_a_half_written_note_comes_back_in_view(qtbot, controls):
    with qtbot.assertNotEmitted(controls.edited):
        controls.restore("asks for")
    assert controls.note_panel.isVisible()
    assert controls.note_panel.field.text() == "asks for"


def test_signed_out_nothing_can_be_charted(controls):
    controls.display_staff(None)
    assert not controls.note_button.isEnabled()
    assert controls.stop_button.toolTip() == "Sign in first."
