"""Striking an entry, with a reason and perhaps the right values."""

import pytest
from PySide6.QtCore import Qt

from monitor.events import NoteWritten
from monitor.snapshot import take_snapshot
from sessions.requests import Correcting
from tests.builders import CLINICIAN, COLLEAGUE, NURSE, SESSION, minute, running_page, vitals
from tests.ui.keys import hold_enter
from ui.chairside.correction_panel import CorrectionPanel

WRONG = vitals(systolic=182, diastolic=88)
ENTRIES = running_page((8, vitals(spo2=97)), (10, WRONG), (12, NoteWritten("asks for music")))
OTHER_SET, SET, NOTE = ENTRIES[-3:]


@pytest.fixture
def correction(qtbot):
    made = CorrectionPanel()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display(take_snapshot(ENTRIES, minute(20)))
    return made


def press_keep(qtbot, correction):
    qtbot.mouseClick(correction.keep_button, Qt.MouseButton.LeftButton)


def request_of(qtbot, correction):
    with qtbot.waitSignal(correction.submitted) as submitted:
        press_keep(qtbot, correction)
    return submitted.args[0]


def test_the_old_line_is_shown_and_nothing_is_filled_in(correction):
    correction.open(SET)
    assert correction.title_label.text() == "Strike 14:55  BP 182/88"
    assert (correction.field.text(), correction.right_field.text()) == ("", "")


def test_striking_needs_a_reason(qtbot, correction):
    correction.open(SET)
    assert not correction.keep_button.isEnabled()
    assert correction.keep_button.toolTip() == "Say why the entry is struck."
    qtbot.keyClicks(correction.field, "typo")
    assert request_of(qtbot, correction) == Correcting(SESSION, SET.id, "typo", None)


def test_the_right_values_go_with_it_in_one_step(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "142/88")
    assert correction.right_label.text() == "instead: BP 142/88"
    assert correction.keep_button.text() == "Strike and keep the right values"
    request = request_of(qtbot, correction)
    assert request == Correcting(SESSION, SET.id, "typo", vitals(systolic=142, diastolic=88))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("142/", "142/ is not a pressure"),
        ("15:00 142/88", "write them without a time"),
        ("142/88 dizzy2", "only the vital signs here"),
    ],
)
def test_right_values_that_are_none_are_refused_and_stay(qtbot, correction, typed, why):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, typed)
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert why in correction.notice.text
    assert correction.right_field.text() == typed


def test_an_unusual_right_value_is_asked_once(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "230/120")
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert "Systolic 230 mmHg is unusual" in correction.notice.text
    assert request_of(qtbot, correction).right.confirmed == ("systolic",)


def test_what_is_no_set_can_only_be_struck(correction):
    correction.open(NOTE)
    assert not correction.right_field.isVisible()


def test_right_values_typed_for_one_entry_never_go_to_another(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.right_field, "142/88")
    correction.open(OTHER_SET)
    qtbot.keyClicks(correction.field, "wrong patient")
    assert request_of(qtbot, correction) == Correcting(SESSION, OTHER_SET.id, "wrong patient", None)


@pytest.mark.parametrize(("staff", "may"), [(NURSE, True), (COLLEAGUE, False), (CLINICIAN, True)])
def test_only_who_wrote_it_or_a_clinician_may_strike(correction, staff, may):
    correction.display_staff(staff)
    why = correction.objection(SET)
    assert (why is None) is may


def test_its_own_entry_kept_closes_it_and_a_refusal_keeps_the_text(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    request = request_of(qtbot, correction)
    correction.refuse(request, "The disk is full.")
    assert (correction.field.text(), correction.notice.text) == ("typo", "The disk is full.")
    correction.confirm(request_of(qtbot, correction))
    assert (correction.isVisible(), correction.field.text()) == (False, "")


def test_a_held_enter_asks_and_does_not_confirm(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "230/120")
    with qtbot.assertNotEmitted(correction.submitted):
        hold_enter(correction.right_field)
    assert "Systolic 230 mmHg is unusual" in correction.notice.text


def test_readings_without_a_right_value_are_named_once(qtbot, correction):
    full = running_page((10, vitals(systolic=182, diastolic=88, heart_rate=88, spo2=97)))
    correction.display(take_snapshot(full, minute(20)))
    correction.open(full[-1])
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "142/88")
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    lost = "Heart rate 88 /min, SpO2 97 % would be struck without a right value. Enter again keeps it so."
    assert correction.notice.text == lost
    assert request_of(qtbot, correction).right == vitals(systolic=142, diastolic=88)


@pytest.mark.parametrize("entry", [SET, NOTE])
def test_with_only_a_right_time_the_same_is_kept_at_that_time(qtbot, correction, entry):
    correction.open(entry)
    qtbot.keyClicks(correction.field, "wrong time")
    qtbot.keyClicks(correction.time_field, "14:50")
    assert correction.keep_button.text() == "Strike and keep it at the right time"
    assert correction.right_label.text().startswith("instead: 14:50")
    assert request_of(qtbot, correction) == Correcting(SESSION, entry.id, "wrong time", entry.event, minute(5))


def test_right_values_can_have_a_right_time(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "142/88")
    qtbot.keyClicks(correction.time_field, "14:50")
    request = request_of(qtbot, correction)
    assert (request.right, request.at) == (vitals(systolic=142, diastolic=88), minute(5))


def test_what_is_no_time_is_refused_and_stays(qtbot, correction):
    correction.open(NOTE)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.time_field, "later")
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert correction.notice.text
    assert correction.time_field.text() == "later"
