"""Whether the station can be heard, in shape and words, and what can be chosen about it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sessions.settings import SILENCES_MIN
from tests.builders import minute
from ui.sound import Hearing
from ui.widgets.sound_button import SoundButton
from ui.widgets.speaker_mark import Heard

ON = Hearing("medium", "", None, minute(0))
UNKNOWN = Hearing("medium", None, None, None)
SILENT = Hearing("medium", "", minute(10), minute(0))
NONE = Hearing("medium", "There is no loudspeaker.", None, minute(0))


@pytest.fixture(autouse=True)
def utc(monkeypatch):
    monkeypatch.setattr("ui.sound.offset_from_utc", lambda at: at - at)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.button, made.field = SoundButton(), QLineEdit()
    column = QVBoxLayout(made)
    column.addWidget(made.button, 0, Qt.AlignmentFlag.AlignRight)
    column.addStretch()
    column.addWidget(made.field)
    made.resize(800, 700)
    made.show()
    made.button.display(ON)
    return made


@pytest.fixture
def button(window):
    return window.button


def opens(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button.panel


@pytest.mark.parametrize(
    ("hearing", "words", "shape"),
    [
        (ON, "Sound on", Heard.YES),
        (UNKNOWN, "Sound", Heard.UNKNOWN),
        (SILENT, "Silent until 13:55,\n10 min left", Heard.NO),
        (NONE, "No sound on\nthis computer", Heard.NO),
    ],
)
def test_words_and_shape_say_whether_it_can_be_heard(button, hearing, words, shape):
    button.display(hearing)
    assert (button.words_label.text(), button.mark.heard) == (words, shape)
    assert button.accessibleName().startswith(hearing.text)


def test_each_shape_is_another_picture(button):
    pictures = []
    for shape in Heard:
        button.mark.display(shape)
        pictures.append(button.mark.grab().toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_why_there_is_no_sound_is_said_at_the_button_and_in_the_panel(qtbot, button):
    button.display(NONE)
    assert button.toolTip() == "There is no loudspeaker."
    panel = opens(qtbot, button)
    assert panel.notice.isVisible()
    assert panel.notice.text == "There is no loudspeaker."
    button.display(ON)
    assert not panel.notice.isVisible()


def test_a_silence_has_one_of_the_lengths_there_are_and_none_is_without_end(qtbot, button):
    panel = opens(qtbot, button)
    assert [silence.text() for silence in panel.silence_buttons.values()] == ["5 min", "15 min", "30 min"]
    for minutes in SILENCES_MIN:
        with qtbot.waitSignal(button.silence_chosen) as chosen:
            qtbot.mouseClick(panel.silence_buttons[minutes], Qt.MouseButton.LeftButton)
        assert chosen.args == [minutes]


def test_a_silence_can_be_ended_only_while_there_is_one(qtbot, button):
    panel = opens(qtbot, button)
    assert not panel.sound_button.isEnabled()
    button.display(SILENT)
    with qtbot.waitSignal(button.sound_wanted):
        qtbot.mouseClick(panel.sound_button, Qt.MouseButton.LeftButton)


def test_the_volume_that_is_set_is_the_one_that_is_marked(qtbot, button):
    panel = opens(qtbot, button)
    assert [choice.text() for choice in panel.volume_buttons.values()] == ["Low", "Medium", "High"]
    with qtbot.waitSignal(button.volume_chosen) as chosen:
        qtbot.mouseClick(panel.volume_buttons["low"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["low"]
    button.display(Hearing("low", "", None, minute(0)))
    assert [name for name, choice in panel.volume_buttons.items() if choice.isChecked()] == ["low"]


def test_the_sound_can_be_tested_by_keyboard(qtbot, button):
    panel = opens(qtbot, button)
    assert panel.test_button.hasFocus()
    with qtbot.waitSignal(button.test_wanted):
        qtbot.keyClick(panel.test_button, Qt.Key.Key_Space)


@pytest.mark.parametrize("leaving", ["escape", "again", "elsewhere", "keyboard"])
def test_the_panel_goes_when_it_is_left(qtbot, window, button, leaving):
    panel = opens(qtbot, button)
    assert panel.isVisible()
    match leaving:
        case "escape":
            qtbot.keyClick(panel.test_button, Qt.Key.Key_Escape)
            assert button.hasFocus()
        case "again":
            opens(qtbot, button)
        case "elsewhere":
            qtbot.mouseClick(window, Qt.MouseButton.LeftButton)
        case "keyboard":
            window.field.setFocus()
    assert not panel.isVisible()


def test_the_panel_lies_inside_the_window_and_moves_nothing(qtbot, window, button):
    before = window.field.geometry()
    panel = opens(qtbot, button)
    assert window.rect().contains(panel.geometry())
    assert window.field.geometry() == before


def test_the_panel_stays_while_something_is_chosen_in_it(qtbot, button):
    panel = opens(qtbot, button)
    qtbot.mouseClick(panel.volume_buttons["high"], Qt.MouseButton.LeftButton)
    assert panel.isVisible()
