"""A second person signs by name and PIN."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from monitor.staff import Role, Staff
from ui.widgets.staff_pin import StaffPin

ANNA = Staff("anna", "Anna Lind", Role.NURSE)
CLARA = Staff("clara", "Dr. Clara Weiss", Role.CLINICIAN)


@pytest.fixture
def second(qtbot):
    made = StaffPin()
    qtbot.addWidget(made)
    made.show()
    made.display((ANNA, CLARA))
    return made


def test_nobody_is_chosen_until_somebody_chooses(second, qtbot):
    assert second.staff_id() == ""
    with qtbot.waitSignal(second.changed):
        qtbot.keyClick(second.member_choice, Qt.Key.Key_Down)
    assert second.staff_id() == "anna"


def test_the_pin_can_be_taken_once(second, qtbot):
    qtbot.keyClicks(second.pin_field, "2580")
    assert second.take_pin() == "2580"
    assert second.take_pin() == ""


def test_the_same_person_stays_chosen_when_the_list_changes(second, qtbot):
    qtbot.keyClicks(second.member_choice, "D")
    assert second.staff_id() == "clara"
    with qtbot.assertNotEmitted(second.changed):
        second.display((CLARA,))
    assert second.staff_id() == "clara"
    second.display((ANNA,))
    assert second.staff_id() == ""


def test_a_wheel_in_passing_chooses_nobody(second):
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(second.member_choice, turn)
    assert second.staff_id() == ""


def test_enter_in_the_pin_is_reported(second, qtbot):
    with qtbot.waitSignal(second.entered):
        qtbot.keyClick(second.pin_field, Qt.Key.Key_Return)


def test_the_pin_can_be_tapped(second, qtbot):
    qtbot.mouseClick(second.keypad_button, Qt.MouseButton.LeftButton)
    keypad = second.keypad_button.popup.keypad
    with qtbot.waitSignal(second.changed):
        qtbot.mouseClick(keypad.digit_buttons[2], Qt.MouseButton.LeftButton)
    assert second.take_pin() == "2"


def test_clear_forgets_who_and_the_pin(second, qtbot):
    qtbot.keyClick(second.member_choice, Qt.Key.Key_Down)
    qtbot.keyClicks(second.pin_field, "2580")
    second.clear()
    assert (second.staff_id(), second.take_pin()) == ("", "")
