"""A PIN tapped on the screen: it goes into the field, and is seen nowhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import DARK, apply_theme
from ui.widgets.pin_field import PinField
from ui.widgets.pin_keypad import PinKeypad

LEAST_TOUCH_PX = 48


class Form(QWidget):
    def __init__(self):
        super().__init__()
        self.other_field = QLineEdit()
        self.pin_field = PinField()
        self.keypad = PinKeypad(self.pin_field)
        column = QVBoxLayout(self)
        for part in (self.other_field, self.pin_field, self.keypad):
            column.addWidget(part)


@pytest.fixture
def form(qtbot):
    apply_theme(QApplication.instance(), DARK)
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.pin_field.setFocus()
    return made


def taps(qtbot, form, pin):
    for digit in pin:
        qtbot.mouseClick(form.keypad.digit_buttons[int(digit)], Qt.MouseButton.LeftButton)


def test_each_key_types_its_own_digit(form, qtbot):
    for pin in ("01234567", "8899"):
        form.pin_field.clear()
        taps(qtbot, form, pin)
        assert form.pin_field.text() == pin


def test_what_is_tapped_is_dots_in_the_field_and_stands_nowhere_else(form, qtbot):
    taps(qtbot, form, "2580")
    assert form.pin_field.echoMode() is QLineEdit.EchoMode.Password
    assert not any(digit in form.pin_field.displayText() for digit in "2580")
    assert form.keypad.findChildren(QLabel) == []
    assert {key.text() for key in form.keypad.digit_buttons} == set("0123456789")


def test_delete_takes_the_last_digit_and_clear_all(form, qtbot):
    taps(qtbot, form, "2580")
    qtbot.mouseClick(form.keypad.delete_button, Qt.MouseButton.LeftButton)
    assert form.pin_field.text() == "258"
    qtbot.mouseClick(form.keypad.clear_button, Qt.MouseButton.LeftButton)
    assert form.pin_field.text() == ""


def test_a_pin_longer_than_a_pin_can_be_is_not_typed(form, qtbot):
    taps(qtbot, form, "123456789")
    assert form.pin_field.text() == "12345678"


def test_keys_and_taps_type_one_pin(form, qtbot):
    taps(qtbot, form, "25")
    qtbot.keyClicks(QApplication.focusWidget(), "80")
    assert form.pin_field.text() == "2580"


def test_no_key_takes_the_keyboard_from_the_field(form, qtbot):
    for key in (*form.keypad.digit_buttons, form.keypad.delete_button, form.keypad.clear_button):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
        assert form.focusWidget() is form.pin_field
        assert key.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_tap_brings_the_keyboard_to_the_field_so_that_enter_goes_there(form, qtbot):
    form.other_field.setFocus()
    taps(qtbot, form, "2")
    assert form.focusWidget() is form.pin_field


def test_while_no_pin_can_be_typed_none_can_be_tapped(form):
    form.pin_field.setEnabled(False)
    assert not form.keypad.digit_buttons[5].isEnabled()
    form.pin_field.setEnabled(True)
    assert form.keypad.digit_buttons[5].isEnabled()


def test_every_key_is_large_enough_for_a_gloved_finger(form):
    for key in (*form.keypad.digit_buttons, form.keypad.delete_button, form.keypad.clear_button):
        assert min(key.width(), key.height()) >= LEAST_TOUCH_PX
