"""Pausing and stopping, drugs, notes and missed sets: in place, with the guard's words."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from monitor.events import (
    DrugGiven,
    InfusionPaused,
    InfusionResumed,
    InfusionStopped,
    NoteWritten,
    SetMissed,
)
from monitor.snapshot import take_snapshot
from tests.builders import NURSE, SESSION, baseline, minute, running_page, sprayed_page
from tests.ui.keys import hold_enter
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


@pytest.mark.parametrize("at", [-1, 5])
def test_a_spray_is_neither_paused_nor_stopped(controls, at):
    entries = sprayed_page() if at > 0 else sprayed_page()[:-1]
    controls.display(take_snapshot(entries, minute(at)))
    for step in (controls.pause_button, controls.resume_button, controls.stop_button):
        assert not step.isVisible()
    assert controls.drug_button.isVisible()


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


HALF_TYPED = {
    "pause": {"reason": "Vital si", "time": "-3"},
    "stop": {"reason": "line o", "time": "14:4"},
    "drug": {"drug": "ondans", "dose": "4", "route": "i", "reason": "nau", "time": "-2"},
    "note": {"note": "asks for", "time": "14:5"},
    "missed": {"reason": "aslee", "set": "T+10 (14:55)"},
}


@pytest.fixture
def again(qtbot):
    """The same after the program was started again."""
    made = InfusionControls()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display(take_snapshot(running_page((20, baseline())), minute(23)))
    return made


def fill(qtbot, controls, place, texts=HALF_TYPED):
    """Open the panel of that place and type what stands there in `texts`."""
    press(qtbot, getattr(controls, f"{place}_button"))
    panel = controls.panels[place]
    for name, text in texts[place].items():
        if name == "set":
            panel.set_choice.setCurrentIndex(panel.set_choice.findText(text))
            panel.set_choice.activated.emit(panel.set_choice.currentIndex())
        else:
            qtbot.keyClicks(field_of(panel, name), text)


def field_of(panel, name):
    is_field = name in ("reason", "note") and hasattr(panel, "field")
    return panel.field if is_field else getattr(panel, f"{name}_field")


def filled(panel, place):
    return {
        name: panel.set_choice.currentText() if name == "set" else field_of(panel, name).text()
        for name in HALF_TYPED[place]
    }


@pytest.mark.parametrize("place", HALF_TYPED)
def test_what_is_half_typed_in_a_panel_comes_back_in_the_open_panel(qtbot, controls, again, place):
    show(controls, (20, baseline()), at=23)
    drafts = []
    controls.panels[place].edited.connect(drafts.append)
    fill(qtbot, controls, place)

    panel = again.panels[place]
    with qtbot.assertNotEmitted(panel.edited):
        panel.restore(drafts[-1])
    again.show()
    assert panel.isVisible()
    assert not again.buttons.isVisible()
    assert filled(panel, place) == HALF_TYPED[place]
    assert panel.notice.text == "Left half-typed: check all of it."


LEFT = "Left half-typed: check all of it."
KEEPS_LEFT = f"{LEFT} Enter or a tap again keeps it under your name."
WHOLE = {
    "pause": {"reason": "Vital signs"},
    "stop": {"reason": "Line or pump"},
    "drug": {"drug": "ondansetron", "dose": "4 mg", "route": "IV"},
    "note": {"note": "asks for music"},
    "missed": {"reason": "asleep", "set": "T+10 (14:55)"},
}


@pytest.fixture
def left(qtbot, controls):
    """By its place: a panel in which somebody typed all that is needed, closed or not, before they signed out."""
    show(controls, (20, baseline()), at=23)

    def leave(place, *, is_closed):
        fill(qtbot, controls, place, WHOLE)
        panel = controls.panels[place]
        if is_closed:
            press(qtbot, panel.back_button)
        panel.set_aside()
        return panel

    return leave


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize("place", WHOLE)
def test_what_one_person_left_says_so_to_the_next_and_is_asked_before_it_is_kept(
    qtbot, controls, left, place, is_closed
):
    panel = left(place, is_closed=is_closed)
    if is_closed:
        press(qtbot, getattr(controls, f"{place}_button"))
    assert (panel.isVisible(), panel.notice.text) == (True, LEFT)

    with qtbot.assertNotEmitted(controls.submitted):
        press(qtbot, panel.keep_button)
    assert panel.notice.text == KEEPS_LEFT
    request_of(qtbot, controls, panel.keep_button)


@pytest.mark.parametrize("place", WHOLE)
def test_whoever_changes_what_was_left_keeps_it_as_their_own(qtbot, controls, left, place):
    panel = left(place, is_closed=True)
    press(qtbot, getattr(controls, f"{place}_button"))
    qtbot.keyClicks(field_of(panel, "drug" if place == "drug" else "note" if place == "note" else "reason"), "x")
    assert panel.notice.text == ""
    request_of(qtbot, controls, panel.keep_button)


def test_put_away_after_the_question_what_was_left_is_asked_about_again(qtbot, controls, left):
    panel = left("note", is_closed=False)
    press(qtbot, panel.keep_button)
    press(qtbot, panel.back_button)
    press(qtbot, controls.note_button)
    assert panel.notice.text == LEFT
    with qtbot.assertNotEmitted(controls.submitted):
        press(qtbot, panel.keep_button)


@pytest.mark.parametrize(("place", "name"), [("note", "note"), ("pause", "reason"), ("pause", "time")])
def test_a_held_enter_does_not_answer_whether_what_was_left_is_right(qtbot, controls, left, place, name):
    panel = left(place, is_closed=False)
    with qtbot.assertNotEmitted(controls.submitted):
        hold_enter(field_of(panel, name))
    assert panel.notice.text == KEEPS_LEFT


def test_what_waits_in_a_closed_panel_comes_back_as_left_half_typed(qtbot, controls, again):
    show(controls, (20, baseline()), at=23)
    drafts = []
    controls.note_panel.edited.connect(drafts.append)
    fill(qtbot, controls, "note")
    press(qtbot, controls.note_panel.back_button)
    again.note_panel.restore(drafts[-1])
    again.show()
    assert again.note_panel.isHidden()
    press(qtbot, again.note_button)
    assert again.note_panel.notice.text == LEFT


@pytest.mark.parametrize("place", HALF_TYPED)
def test_what_was_left_is_judged_before_it_can_be_kept(qtbot, again, place):
    again.panels[place].restore(
        '{"time": "25:00", "open": "yes"}' if place != "missed" else '{"reason": "x", "open": ""}'
    )
    again.display(take_snapshot(running_page((20, baseline())), minute(23)))
    again.show()
    assert again.panels[place].isVisible()
    assert not again.panels[place].keep_button.isEnabled()


def test_what_was_left_is_said_to_be_until_somebody_goes_on_with_it(qtbot, again):
    again.show()
    again.note_panel.restore('{"note": "asks for", "open": "yes"}')
    qtbot.keyClicks(again.note_panel.field, " music")
    assert (again.note_panel.notice.text, again.note_panel.field.text()) == ("", "asks for music")


def test_what_was_put_away_with_esc_comes_back_in_its_closed_panel(qtbot, controls, again):
    drafts = []
    controls.drug_panel.edited.connect(drafts.append)
    press(qtbot, controls.drug_button)
    qtbot.keyClicks(controls.drug_panel.drug_field, "ondans")
    press(qtbot, controls.drug_panel.back_button)

    again.drug_panel.restore(drafts[-1])
    again.show()
    assert not again.drug_panel.isVisible()
    press(qtbot, again.drug_button)
    assert again.drug_panel.drug_field.text() == "ondans"


@pytest.mark.parametrize("place", HALF_TYPED)
def test_its_draft_is_forgotten_when_its_entry_is_kept_and_not_before(qtbot, controls, place):
    show(controls, (20, baseline()), at=23)
    drafts = []
    fill(qtbot, controls, place)
    panel = controls.panels[place]
    if "time" in HALF_TYPED[place]:
        panel.time_field.setText("15:05")
    panel.edited.connect(drafts.append)
    request = request_of(qtbot, controls, panel.keep_button)
    assert drafts == []
    controls.confirm(request)
    assert drafts == [""]


def test_the_note_of_an_earlier_version_comes_back_in_view(qtbot, again):
    with qtbot.assertNotEmitted(again.note_panel.edited):
        again.note_panel.restore("asks for")
    again.show()
    assert again.note_panel.isVisible()
    assert again.note_panel.field.text() == "asks for"


def test_a_set_that_was_explained_meanwhile_is_not_chosen_again(again):
    again.display(take_snapshot(running_page((20, baseline()), (22, SetMissed(minute(10), "asleep"))), minute(23)))
    again.missed_panel.restore('{"reason": "aslee", "set": "T+10 (14:55)", "open": "yes"}')
    assert (again.missed_panel.field.text(), again.missed_panel.due_at) == ("aslee", None)


def test_one_panel_is_open_at_a_time(again):
    again.drug_panel.restore('{"drug": "ondans", "open": "yes"}')
    again.note_panel.restore('{"note": "asks for", "open": "yes"}')
    again.show()
    assert [place for place, panel in again.panels.items() if panel.isVisible()] == ["note"]
    assert again.drug_panel.drug_field.text() == "ondans"


def test_a_pause_is_charted_at_its_true_time(qtbot, controls):
    press(qtbot, controls.pause_button)
    panel = controls.pause_panel
    qtbot.keyClicks(panel.field, "line out")
    assert panel.title_label.text() == "Pause the infusion now?"
    qtbot.keyClicks(panel.time_field, "-2")
    assert panel.title_label.text() == "Pause the infusion at 14:48 (T+3)?"
    request = request_of(qtbot, controls, panel.keep_button)
    assert (request.events, request.at) == ((InfusionPaused("line out"),), minute(3))


def test_without_a_time_a_step_is_charted_now(qtbot, controls):
    press(qtbot, controls.pause_button)
    qtbot.keyClicks(controls.pause_panel.field, "line out")
    assert request_of(qtbot, controls, controls.pause_panel.keep_button).at is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("14:46", "14:46 is before the infusion's last change at 14:49."),
        ("14:55", "14:55 has not come yet"),
        ("later", "later"),
    ],
)
@pytest.mark.parametrize("place", ["pause", "stop"])
def test_a_step_is_refused_at_a_time_at_which_it_cannot_have_been(qtbot, controls, place, typed, why):
    show(controls, (2, InfusionPaused("asked")), (4, InfusionResumed()))
    press(qtbot, getattr(controls, f"{place}_button"))
    panel = controls.panels[place]
    qtbot.keyClicks(panel.field, "line out")
    assert panel.keep_button.isEnabled()
    qtbot.keyClicks(panel.time_field, typed)
    assert not panel.keep_button.isEnabled()
    assert why in panel.title_label.text()
    with qtbot.assertNotEmitted(controls.submitted):
        qtbot.keyClick(panel.time_field, Qt.Key.Key_Return)


def test_what_the_stop_panel_asks_follows_the_time_typed(qtbot, controls):
    show(controls, at=50)
    press(qtbot, controls.stop_button)
    panel = controls.stop_panel
    assert panel.title_label.text() == "Stop the infusion now?"
    qtbot.keyClicks(panel.time_field, "15:05")
    assert panel.title_label.text() == ("The planned end is 15:25 (T+40). Say why the infusion is stopped early.")
    assert not panel.keep_button.isEnabled()
    panel.time_field.clear()
    qtbot.keyClicks(panel.time_field, "15:25")
    assert panel.title_label.text() == "Stop the infusion at 15:25 (T+40)?"
    request = request_of(qtbot, controls, panel.keep_button)
    assert (request.events, request.at) == ((InfusionStopped(""),), minute(40))


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("pause", ["answer", "answer", "answer", "answer", "reason", "time", "keep", "back"]),
        ("stop", ["answer", "answer", "answer", "answer", "reason", "time", "keep", "back"]),
        ("drug", ["drug", "dose", "route", "reason", "time", "keep", "back"]),
        ("note", ["note", "time", "keep", "back"]),
        ("missed", ["set", "answer", "answer", "answer", "answer", "reason", "keep", "back"]),
    ],
)
def test_tab_goes_through_a_panel_from_top_to_bottom(qtbot, controls, place, order):
    show(controls, (20, baseline()), at=23)
    controls.activateWindow()
    qtbot.waitActive(controls)
    fill(qtbot, controls, place)
    panel = controls.panels[place]
    if "time" in HALF_TYPED[place]:
        panel.time_field.setText("15:05")
    names = {panel.keep_button: "keep", panel.back_button: "back"}
    names |= {field_of(panel, name): name for name in HALF_TYPED[place] if name != "set"}
    names |= dict.fromkeys(getattr(panel, "answer_buttons", ()), "answer")
    if place == "missed":
        names[panel.set_choice] = "set"

    panel.back_button.setFocus()
    gone_through = []
    for _ in order:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        gone_through.append(names[QApplication.focusWidget()])
    assert gone_through == order


def test_signed_out_nothing_can_be_charted(controls):
    controls.display_staff(None)
    assert not controls.note_button.isEnabled()
    assert controls.stop_button.toolTip() == "Sign in first."


def enter(qtbot, controls):
    qtbot.keyClick(controls.focusWidget(), Qt.Key.Key_Return)


def test_enter_goes_through_the_fields_of_a_drug_and_keeps_once_all_is_there(qtbot, controls):
    press(qtbot, controls.drug_button)
    panel = controls.drug_panel
    for text, field in (("ondansetron", panel.drug_field), ("4 mg", panel.dose_field), ("IV", panel.route_field)):
        assert controls.focusWidget() is field
        qtbot.keyClicks(field, text)
        if field is not panel.route_field:
            with qtbot.assertNotEmitted(controls.submitted):
                enter(qtbot, controls)
    with qtbot.waitSignal(controls.submitted) as submitted:
        enter(qtbot, controls)
    assert submitted.args[0].events == (DrugGiven("ondansetron", "4 mg", "IV"),)


def test_a_held_enter_goes_one_field_further_and_keeps_a_drug_once(qtbot, controls):
    press(qtbot, controls.drug_button)
    sent = []
    controls.submitted.connect(sent.append)
    panel = controls.drug_panel
    qtbot.keyClick(panel.drug_field, Qt.Key.Key_Return)
    repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(controls.focusWidget(), repeat)
    assert controls.focusWidget() is panel.dose_field
    for field, text in ((panel.drug_field, "ondansetron"), (panel.dose_field, "4 mg"), (panel.route_field, "IV")):
        qtbot.keyClicks(field, text)
    hold_enter(panel.route_field)
    assert len(sent) == 1
