"""The keypad of a form: below its field while it is wanted, and gone when it is not."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.theme import DARK, TOUCH_PX, apply_theme
from ui.widgets.keypad_button import KeypadButton
from ui.widgets.pin_field import PinField


class Form(QWidget):
    """A field for a PIN so far down in a scrolled page."""

    def __init__(self, above):
        super().__init__()
        self.other_field = QLineEdit()
        self.pin_field = PinField()
        self.keypad_button = KeypadButton(self.pin_field)
        page = QWidget()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.pin_field, 4)
        row.addWidget(self.keypad_button)
        inside = QVBoxLayout(page)
        inside.addWidget(self.other_field)
        inside.addSpacing(above)
        inside.addLayout(row)
        inside.addSpacing(900)
        inside.addStretch(1)
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(page)
        QVBoxLayout(self).addWidget(self.scroll)

    @property
    def popup(self):
        return self.keypad_button.popup

    @property
    def field_place(self):
        return QRect(self.pin_field.mapTo(self, QPoint(0, 0)), self.pin_field.size())


@pytest.fixture
def form_of(qtbot):
    apply_theme(QApplication.instance(), DARK)

    def make(above=40):
        made = Form(above)
        qtbot.addWidget(made)
        made.resize(600, 700)
        with qtbot.waitActive(made):
            made.show()
        return made

    return make


@pytest.fixture
def opened(form_of, qtbot):
    form = form_of()
    qtbot.mouseClick(form.keypad_button, Qt.MouseButton.LeftButton)
    return form


def test_it_opens_below_the_field_and_leaves_the_keyboard_in_it(opened):
    assert opened.popup.isVisible()
    assert opened.popup.y() >= opened.field_place.bottom()
    assert opened.focusWidget() is opened.pin_field
    assert not opened.popup.isWindow()


def test_taps_go_into_the_field_and_keys_too(opened, qtbot):
    for digit in (2, 5):
        qtbot.mouseClick(opened.popup.keypad.digit_buttons[digit], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(QApplication.focusWidget(), "80")
    assert opened.pin_field.text() == "2580"
    assert opened.focusWidget() is opened.pin_field


def test_where_the_window_ends_it_opens_above_the_field_and_covers_it_nowhere(form_of, qtbot):
    form = form_of(above=500)
    qtbot.mouseClick(form.keypad_button, Qt.MouseButton.LeftButton)
    assert form.rect().contains(form.popup.geometry())
    assert form.popup.geometry().bottom() < form.field_place.top()


def test_it_stays_within_the_window_where_the_field_is_at_its_edge(opened):
    opened.pin_field.setFixedWidth(100)
    QApplication.processEvents()
    assert opened.field_place.left() + opened.popup.width() > opened.width()
    assert opened.rect().contains(opened.popup.geometry())


def test_it_follows_the_field_when_the_page_is_scrolled_and_goes_with_it_out_of_sight(opened):
    before = opened.popup.y()
    opened.scroll.verticalScrollBar().setValue(20)
    assert opened.popup.y() == before - 20
    opened.scroll.verticalScrollBar().setValue(300)
    assert opened.popup is None


def closes_by_button(form, qtbot):
    qtbot.mouseClick(form.keypad_button, Qt.MouseButton.LeftButton)


def closes_by_done(form, qtbot):
    qtbot.mouseClick(form.popup.done_button, Qt.MouseButton.LeftButton)


def closes_by_escape(form, qtbot):
    qtbot.keyClick(form.pin_field, Qt.Key.Key_Escape)


def closes_by_enter(form, qtbot):
    qtbot.keyClicks(form.pin_field, "2580")
    qtbot.keyClick(form.pin_field, Qt.Key.Key_Return)


def goes_elsewhere(form, qtbot):
    form.other_field.setFocus()


def hides_the_page(form, qtbot):
    form.scroll.hide()


def takes_the_field_away(form, qtbot):
    form.pin_field.setEnabled(False)


@pytest.mark.parametrize(
    "act",
    [
        closes_by_button,
        closes_by_done,
        closes_by_escape,
        closes_by_enter,
        goes_elsewhere,
        hides_the_page,
        takes_the_field_away,
    ],
)
def test_it_goes_when_it_is_not_wanted_any_more_and_comes_again(opened, qtbot, act):
    popup = opened.popup
    act(opened, qtbot)
    assert popup.isHidden()
    assert not opened.keypad_button.isChecked()

    opened.scroll.show()
    opened.pin_field.setEnabled(True)
    qtbot.mouseClick(opened.keypad_button, Qt.MouseButton.LeftButton)
    assert opened.popup.isVisible()


def test_the_button_is_no_stop_on_the_way_of_tab_and_large_enough(opened):
    assert opened.keypad_button.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert min(opened.keypad_button.width(), opened.keypad_button.height()) >= TOUCH_PX
    assert opened.keypad_button.accessibleName() == "Keypad for the PIN"


def test_a_field_that_takes_no_pin_opens_no_keypad(form_of):
    form = form_of()
    form.pin_field.setEnabled(False)
    assert not form.keypad_button.isEnabled()
