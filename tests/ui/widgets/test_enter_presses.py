"""Enter presses the button that has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.ui.keys import hold_enter
from ui.widgets.enter_presses import EnterPresses, takes_enter


class Page(QWidget):
    def __init__(self):
        super().__init__()
        self.pressed = []
        self.field, self.keep, self.other = QLineEdit(), QPushButton("Keep"), QPushButton("Other")
        column = QVBoxLayout(self)
        for one in (self.field, self.keep, self.other):
            column.addWidget(one)
        for one in (self.keep, self.other):
            one.clicked.connect(lambda _=False, one=one: self.pressed.append(one.text()))
        EnterPresses(self)


@pytest.fixture
def page(qtbot):
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard_and_no_other(qtbot, page, key):
    page.keep.setFocus()
    qtbot.keyClick(page.keep, key)
    assert page.pressed == ["Keep"]
    page.other.setFocus()
    qtbot.keyClick(page.other, key)
    assert page.pressed == ["Keep", "Other"]


def test_a_held_enter_presses_once(page):
    page.keep.setFocus()
    hold_enter(page.keep)
    assert page.pressed == ["Keep"]


def test_enter_in_a_field_that_hands_the_keyboard_to_a_button_does_not_press_it(qtbot, page):
    page.field.returnPressed.connect(page.keep.setFocus)
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.keep.hasFocus()
    assert page.pressed == []


def test_an_enter_held_from_a_field_onto_a_button_does_not_press_it(qtbot, page):
    page.field.returnPressed.connect(page.keep.setFocus)
    page.field.setFocus()
    hold_enter(page.field)
    hold = page.pressed
    assert hold == []


def test_a_button_that_cannot_be_pressed_is_not(qtbot, page):
    page.keep.setFocus()
    page.keep.setEnabled(False)
    qtbot.keyClick(page.keep, Qt.Key.Key_Return)
    assert "Keep" not in page.pressed


def test_where_enter_has_a_meaning_of_its_own_it_presses_nothing(qtbot, page):
    takes_enter(page)
    page.keep.setFocus()
    qtbot.keyClick(page.keep, Qt.Key.Key_Return)
    assert page.pressed == []
