"""A key held while the keyboard comes to another field types nothing there."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.widgets.stray_repeats import StrayRepeats

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


@pytest.fixture
def field(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    StrayRepeats(made, made)
    made.show()
    return made


def send(field, *events):
    for kind, autorep in events:
        QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep))
    return field.text()


def test_a_repeat_of_a_key_pressed_elsewhere_is_eaten(field):
    assert send(field, (PRESS, True), (PRESS, True)) == ""


def test_a_key_pressed_here_repeats_here(field):
    assert send(field, (PRESS, False), (PRESS, True)) == "11"


def test_repeats_that_come_as_press_and_release_are_still_repeats(field):
    assert send(field, (PRESS, False), (RELEASE, True), (PRESS, True)) == "11"
    field.clear()
    assert send(field, (RELEASE, False), (PRESS, True), (RELEASE, True), (PRESS, True)) == ""


def test_what_was_held_before_the_keyboard_left_is_forgotten(field):
    send(field, (PRESS, False))
    field.clear()
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut))
    assert send(field, (PRESS, True)) == ""
