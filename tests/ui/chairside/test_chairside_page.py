"""The whole page: keys from anywhere, one session only, everything in its place."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from monitor.effects import Grade
from monitor.events import EffectSeen, InfusionStopped, NoteWritten
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from sessions.requests import Correcting, Writing
from sessions.staff import Member, Roster
from tests.builders import NURSE, SESSION, baseline, minute, page, running_page, vitals, written
from ui.chairside.chairside_page import ChairsidePage

OTHER_SESSION = "019aa6e0-0000-7000-8000-000000000002"
BAD = vitals(systolic=168, diastolic=96, heart_rate=88, spo2=95)
ENTRIES = running_page((10, BAD), (12, EffectSeen("DIZZ", Grade.MILD)), (14, NoteWritten("asks for music")))


class BareTrend(QWidget):
    """Stands where the trend chart does, without the plot that is slow to load."""

    entry_chosen = Signal(object)

    def __init__(self):
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown = []

    def display(self, snapshot):
        self.shown.append(snapshot)


@pytest.fixture
def chairside(qtbot):
    made = ChairsidePage(BareTrend())
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display_roster(Roster((Member(NURSE, ""),)))
    made.display(take_snapshot(ENTRIES, minute(15)))
    made.resize(1280, 690)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


class Keyboard:
    """Presses keys as the keyboard does: on the window, wherever the focus is. Counts them."""

    def __init__(self, window):
        self._window = window
        self.pressed = 0

    def press(self, key):
        QTest.keyClick(self._window, key)
        self.pressed += 1

    def type(self, text):
        for key in text:
            self.press(key)


@pytest.fixture
def keyboard(chairside):
    return Keyboard(chairside.windowHandle())


@pytest.mark.parametrize("place", ["trend", "table", "button", "flag", "nowhere"])
def test_a_set_takes_thirteen_keys_and_no_click_from_anywhere_on_the_page(qtbot, chairside, keyboard, place):
    somewhere = {
        "trend": chairside.trend,
        "table": chairside.table.table,
        "button": chairside.controls.note_button,
        "flag": chairside.attention.rows[0],
    }
    if place in somewhere:
        somewhere[place].setFocus()
    else:
        QGuiApplication.focusObject().clearFocus()
    assert not chairside.entry_line.line.hasFocus()

    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.type("142/88 76 97")
        keyboard.press(Qt.Key.Key_Return)

    assert keyboard.pressed == 13
    (taken,) = submitted.args[0].events
    assert [(r.vital, r.value) for r in taken.vitals.readings] == [
        (Vital.SYSTOLIC, 142),
        (Vital.DIASTOLIC, 88),
        (Vital.HEART_RATE, 76),
        (Vital.SPO2, 97),
    ]


def test_a_minus_from_anywhere_begins_minutes_ago(chairside, keyboard):
    chairside.table.table.setFocus()
    keyboard.type("-3 s97")
    assert chairside.entry_line.line.text() == "-3 s97"


def test_a_digit_typed_into_another_field_stays_there(qtbot, chairside, keyboard):
    qtbot.mouseClick(chairside.controls.note_button, Qt.MouseButton.LeftButton)
    keyboard.type("2 blankets")
    assert chairside.controls.note_panel.field.text() == "2 blankets"
    assert chairside.entry_line.line.text() == ""


def test_the_page_gives_its_focus_to_the_line(chairside, keyboard):
    chairside.trend.setFocus()
    chairside.setFocus()
    assert chairside.entry_line.line.hasFocus()


def test_f3_changes_between_line_and_form(chairside, keyboard):
    keyboard.press(Qt.Key.Key_F3)
    assert (chairside.form.isVisible(), chairside.entry_line.isVisible()) == (True, False)
    assert chairside.form.fields[Vital.SYSTOLIC].field.hasFocus()
    keyboard.press(Qt.Key.Key_F3)
    assert (chairside.form.isVisible(), chairside.entry_line.isVisible()) == (False, True)


def test_what_is_typed_for_one_patient_never_reaches_another(qtbot, chairside, keyboard):
    keyboard.type("142/88")
    chairside.display(take_snapshot(page((0, baseline()), session=OTHER_SESSION), minute(15)))
    assert chairside.banner.name_label.text() == "BERG, Anna"
    assert chairside.table.model.rowCount() == len(ENTRIES)
    assert chairside.entry_line.line.text() == "142/88"
    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.press(Qt.Key.Key_Return)
    assert submitted.args[0].session == SESSION


def test_what_is_typed_is_reported_with_session_and_place(qtbot, chairside, keyboard):
    with qtbot.waitSignal(chairside.draft_edited) as edited:
        keyboard.type("1")
    assert edited.args == [SESSION, "line", "1"]


def test_drafts_come_back_each_in_its_place(qtbot, chairside):
    with qtbot.assertNotEmitted(chairside.draft_edited):
        chairside.restore({"line": "142/8", "note": "asks for", "effect": "hiccups"})
    assert chairside.entry_line.line.text() == "142/8"
    assert chairside.controls.note_panel.field.text() == "asks for"
    assert chairside.effects.severity_bar.note_field.text() == "hiccups"
    assert not chairside.form.isVisible()


def test_a_half_filled_form_comes_back_in_view(chairside):
    chairside.restore({"form": '{"systolic": "14"}'})
    assert chairside.form.isVisible()
    assert chairside.form.fields[Vital.SYSTOLIC].field.text() == "14"


def test_kept_and_refused_reach_the_form_that_asked(qtbot, chairside, keyboard):
    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.type("142/88")
        keyboard.press(Qt.Key.Key_Return)
    chairside.refuse(submitted.args[0], "The disk is full.")
    assert chairside.entry_line.line.text() == "142/88"
    assert chairside.entry_line.notice.text == "The disk is full."

    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.press(Qt.Key.Key_Return)
    chairside.confirm(submitted.args[0])
    assert chairside.entry_line.line.text() == ""


@pytest.mark.parametrize("source", ["trend", "attention"])
def test_an_entry_chosen_elsewhere_is_selected_in_the_table(chairside, source):
    id = written(ENTRIES, type(BAD)).id
    getattr(chairside, source).entry_chosen.emit(id)
    assert chairside.table.chosen == id
    assert chairside.chosen_entry.isVisible()
    assert chairside.chosen_entry.words_label.text() == "14:55  BP 168/96, HR 88, SpO2 95 %"


def test_a_chosen_row_can_be_struck_in_place(qtbot, chairside):
    note = written(ENTRIES, NoteWritten)
    chairside.table.entry_chosen.emit(note.id)
    qtbot.mouseClick(chairside.chosen_entry.correct_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(chairside.correction.field, "wrong patient")
    with qtbot.waitSignal(chairside.submitted) as submitted:
        qtbot.mouseClick(chairside.correction.keep_button, Qt.MouseButton.LeftButton)
    assert submitted.args[0] == Correcting(SESSION, note.id, "wrong patient", None)
    chairside.confirm(submitted.args[0])
    assert chairside.table.isVisible()


def test_what_may_not_be_struck_says_why(chairside):
    chairside.table.entry_chosen.emit(ENTRIES[0].id)
    assert not chairside.chosen_entry.correct_button.isEnabled()
    assert chairside.chosen_entry.correct_button.toolTip() == (
        "The opening cannot be struck. Cancel the session instead."
    )


def test_after_the_infusion_the_same_page_charts_on(qtbot, chairside, keyboard):
    chairside.display(take_snapshot([*ENTRIES, *running_page((40, InfusionStopped()))[-1:]], minute(45)))
    assert not chairside.controls.stop_button.isVisible()
    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.type("132/80 70 98")
        keyboard.press(Qt.Key.Key_Return)
    assert isinstance(submitted.args[0], Writing)


def test_five_rows_of_the_table_and_the_largest_place_for_the_trend(qtbot, chairside):
    assert chairside.table.table.rowAt(chairside.table.table.viewport().height() - 2) >= 4
    assert chairside.trend.height() > chairside.table.height()


@pytest.mark.parametrize(
    "open_it",
    [
        lambda page: page.show_form(),
        lambda page: page.attention.rows[0].answer_button.click(),
        lambda page: page.controls.stop_button.click(),
        lambda page: page.controls.drug_button.click(),
        lambda page: page.controls.missed_button.click(),
        lambda page: page.effects.all_button.click(),
        lambda page: page.effects.open_buttons[0].click(),
        lambda page: page.table.entry_chosen.emit(ENTRIES[-1].id),
        lambda page: page._correct(ENTRIES[-3]),
    ],
)
def test_nothing_that_opens_makes_a_low_window_grow(qtbot, chairside, open_it):
    chairside.display(take_snapshot(ENTRIES, minute(24)))
    open_it(chairside)
    QGuiApplication.processEvents()
    assert (chairside.width(), chairside.height()) == (1280, 690)


def test_an_answer_and_a_note_are_not_open_at_the_same_time_and_lose_nothing(qtbot, chairside):
    qtbot.mouseClick(chairside.controls.note_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(chairside.controls.note_panel.field, "asks for")
    qtbot.mouseClick(chairside.attention.rows[0].answer_button, Qt.MouseButton.LeftButton)
    assert not chairside.controls.note_panel.isVisible()
    qtbot.mouseClick(chairside.controls.note_button, Qt.MouseButton.LeftButton)
    assert not chairside.attention.answer_panel.isVisible()
    assert chairside.controls.note_panel.field.text() == "asks for"


def test_displaying_emits_nothing_and_reaches_every_part(qtbot, chairside):
    with qtbot.assertNotEmitted(chairside.submitted), qtbot.assertNotEmitted(chairside.draft_edited):
        chairside.display(take_snapshot(ENTRIES, minute(16)))
    assert chairside.trend.shown[-1].now == minute(16)


def test_after_a_tap_or_a_correction_is_kept_the_keyboard_is_in_the_line_again(qtbot, chairside):
    sent = []
    chairside.submitted.connect(sent.append)
    effects, line = chairside.effects, chairside.entry_line.line
    severe = effects.severity_bar.grade_buttons[Grade.SEVERE]
    effects.common_buttons["DIZZ"].click()
    severe.setFocus()
    severe.click()
    chairside.confirm(sent[-1])
    assert chairside.focusWidget() is line
    effects.none_button.setFocus()
    effects.none_button.click()
    chairside.confirm(sent[-1])
    assert chairside.focusWidget() is line
    chairside._correct(written(ENTRIES, NoteWritten))
    qtbot.keyClicks(chairside.correction.field, "typo")
    chairside.correction.keep_button.setFocus()
    chairside.correction.keep_button.click()
    chairside.confirm(sent[-1])
    assert chairside.focusWidget() is line


def test_after_a_form_is_closed_the_keyboard_is_in_the_form_where_that_is_open(qtbot, chairside):
    chairside.show_form()
    chairside.controls.note_button.click()
    qtbot.keyClick(chairside.controls.note_panel.field, Qt.Key.Key_Escape)
    assert chairside.focusWidget() is chairside.form.fields[Vital.SYSTOLIC].field
