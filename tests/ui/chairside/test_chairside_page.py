"""The whole page: keys from anywhere, one session only, everything in its place."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from monitor.effects import Grade
from monitor.events import EffectSeen, FlagAnswered, InfusionStopped, NoteWritten, SymptomsChecked
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from sessions.requests import Correcting, Writing
from sessions.staff import Member, Roster
from tests.builders import NURSE, SESSION, baseline, minute, page, running_page, vitals, written
from tests.ui.bare_trend import BareTrend
from ui.chairside.chairside_page import ChairsidePage

OTHER_SESSION = "019aa6e0-0000-7000-8000-000000000002"
BAD = vitals(systolic=168, diastolic=96, heart_rate=88, spo2=95)
ENTRIES = running_page((10, BAD), (12, EffectSeen("DIZZ", Grade.MILD)), (14, NoteWritten("asks for music")))


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
        lambda page: page.correction.open(ENTRIES[-3]),
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
    assert not chairside.answer_panel.isVisible()
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
    chairside.correction.open(written(ENTRIES, NoteWritten))
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


HALF_TYPED = {
    "pause": '{"reason": "Vital si", "open": "yes"}',
    "stop": '{"reason": "line o", "time": "14:5", "open": "yes"}',
    "drug": '{"drug": "ondans", "dose": "4", "open": "yes"}',
    "note": '{"note": "asks for", "open": "yes"}',
    "missed": '{"reason": "aslee", "open": "yes"}',
    "correction": f'{{"reason": "typ", "right": "142/8", "entry": "{written(ENTRIES, type(BAD)).id}", "open": "yes"}}',
}


def panel_of(page, place):
    return page.correction if place == "correction" else page.controls.panels[place]


@pytest.mark.parametrize("place", HALF_TYPED)
def test_a_half_filled_panel_comes_back_open_and_the_keyboard_is_in_the_line(qtbot, chairside, keyboard, place):
    with qtbot.assertNotEmitted(chairside.draft_edited):
        chairside.restore({place: HALF_TYPED[place]})
        chairside.setFocus()  # as whoever shows the page does
    assert panel_of(chairside, place).isVisible()
    keyboard.type("142/88")
    assert chairside.entry_line.line.text() == "142/88"


@pytest.mark.parametrize("place", HALF_TYPED)
def test_what_is_typed_in_a_panel_is_reported_under_its_place(qtbot, chairside, place):
    chairside.restore({place: HALF_TYPED[place]})
    panel = panel_of(chairside, place)
    field = panel.drug_field if place == "drug" else panel.field
    with qtbot.waitSignal(chairside.draft_edited) as edited:
        qtbot.keyClicks(field, "x")
    session, reported, text = edited.args
    assert (session, reported) == (SESSION, place)
    assert f'{field.text()}"' in text


def test_a_half_typed_answer_is_reported_and_comes_back_open(qtbot, chairside):
    chairside.attention.rows[0].answer_button.click()
    with qtbot.waitSignal(chairside.draft_edited) as edited:
        qtbot.keyClicks(chairside.answer_panel.fields.words_field, "t")
    assert edited.args[:2] == [SESSION, "answer"]

    again = ChairsidePage(BareTrend())
    qtbot.addWidget(again)
    again.display(take_snapshot(ENTRIES, minute(15)))
    again.restore({"answer": edited.args[2]})
    assert not again.answer_panel.isHidden()
    assert again.answer_panel.fields.words_field.text() == "t"


@pytest.mark.parametrize("place", HALF_TYPED)
def test_a_low_window_does_not_grow_by_what_was_left_half_typed(chairside, place):
    chairside.restore({place: HALF_TYPED[place], "line": "142/8", "effect": "hiccups"})
    QGuiApplication.processEvents()
    assert (chairside.width(), chairside.height()) == (1280, 690)


@pytest.mark.parametrize("text", ["", "7", "[]", '{"open": "yes"}', '{"reason": 7, "open": "yes"}', "{"])
def test_drafts_that_cannot_be_read_leave_the_page_as_it_is(chairside, text):
    chairside.restore(dict.fromkeys(("pause", "stop", "drug", "missed", "correction", "answer"), text))
    assert chairside.controls.buttons.isVisible()
    assert chairside.table.isVisible()


def test_form_and_correction_make_way_for_each_other_in_a_low_window(qtbot, chairside):
    chairside.show_form()
    chairside.correction.open(written(ENTRIES, type(BAD)))
    qtbot.keyClicks(chairside.correction.field, "typ")
    assert (chairside.form.isVisible(), chairside.correction.isVisible()) == (False, True)
    assert chairside.focusWidget() is chairside.correction.field
    chairside.show_form()
    assert (chairside.form.isVisible(), chairside.correction.isVisible()) == (True, False)
    assert chairside.table.isVisible()
    chairside.correction.open(written(ENTRIES, type(BAD)))
    assert chairside.correction.field.text() == "typ"


def test_of_a_half_filled_form_and_a_half_typed_correction_the_one_that_was_open_comes_back(chairside):
    correction = HALF_TYPED["correction"]
    chairside.restore({"form": '{"systolic": "14"}', "correction": correction})
    assert (chairside.form.isVisible(), chairside.correction.isVisible()) == (False, True)
    chairside.show_form()
    assert chairside.form.fields[Vital.SYSTOLIC].field.text() == "14"


def test_tab_goes_down_the_right_column_and_over_nothing_unseen(chairside, keyboard):
    everything = (12, EffectSeen("DIZZ", Grade.MILD)), (13, EffectSeen("NAUS", Grade.MILD))
    chairside.display(take_snapshot(running_page((10, BAD), *everything), minute(24)))
    attention, effects, controls = chairside.attention, chairside.effects, chairside.controls
    rows = [row for row in attention.rows if row.isVisible()]
    expected = [
        *(stop for row in rows for stop in (row, row.answer_button)),
        *effects.open_buttons,
        *effects.common_buttons.values(),
        effects.other_button,
        effects.all_button,
        controls.pause_button,
        controls.stop_button,
        controls.drug_button,
        controls.note_button,
        controls.missed_button,
        chairside.entry_line.line,
    ]
    rows[0].setFocus()
    gone_through = [chairside.focusWidget()]
    for _ in expected[1:]:
        keyboard.press(Qt.Key.Key_Tab)
        gone_through.append(chairside.focusWidget())
    assert gone_through == expected


HIGH = baseline(systolic=184, diastolic=112)


def shows(chairside, *lines, at):
    chairside.display(take_snapshot(running_page(*lines), minute(at)))


def asks_one_question(chairside):
    return [
        panel
        for panel in (chairside.answer_panel, chairside.correction, *chairside.controls.panels.values())
        if panel.isVisible()
    ]


@pytest.mark.parametrize("place", ["line", "trend", "table", "button", "flag"])
def test_the_most_urgent_flag_is_answered_with_three_keys_from_anywhere(qtbot, chairside, keyboard, place):
    shows(chairside, (10, baseline(spo2=92)), (12, HIGH), at=13)
    {
        "line": chairside.entry_line.line,
        "trend": chairside.trend,
        "table": chairside.table.table,
        "button": chairside.controls.note_button,
        "flag": chairside.attention.rows[-1],
    }[place].setFocus()

    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.press(Qt.Key.Key_F4)
        keyboard.type("2\r")

    assert keyboard.pressed == 3
    (answer,) = submitted.args[0].events
    assert (answer.problem, answer.action) == ("high:systolic", "Cuff or arm changed")
    assert chairside.entry_line.line.text() == ""


def test_symptoms_and_answer_take_four_keys(qtbot, chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.press(Qt.Key.Key_F4)
        keyboard.type("02\r")
    assert submitted.args[0].events[0] == SymptomsChecked(())
    assert len(submitted.args[0].events) == 2


def test_a_flag_is_answered_with_two_taps(qtbot, chairside):
    shows(chairside, (12, HIGH), at=13)
    with qtbot.waitSignal(chairside.submitted) as submitted:
        qtbot.mouseClick(chairside.attention.rows[1].answer_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        qtbot.mouseClick(chairside.answer_panel.fields.answers.buttons[4], Qt.MouseButton.LeftButton)
    (answer,) = submitted.args[0].events
    assert (answer.problem, answer.action) == ("high:diastolic", "Watched, nothing done")


def test_after_the_answer_is_kept_a_set_takes_thirteen_keys_again(qtbot, chairside, keyboard):
    sent = []
    chairside.submitted.connect(sent.append)
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("2\r")
    chairside.confirm(sent[-1])
    assert chairside.focusWidget() is chairside.entry_line.line
    keyboard.type("142/88 76 97")
    keyboard.press(Qt.Key.Key_Return)
    assert len(sent) == 2
    assert len(sent[-1].events[0].vitals.readings) == 4


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("185/70 88 96", (185, 70, 88, 96)),
        ("95/60", (95, 60)),
        ("90/60", (90, 60)),
        ("142/88", (142, 88)),
        ("-3 120/80", (120, 80)),
    ],
)
@pytest.mark.parametrize("pause_ms", [0, 150], ids=["fast", "slow"])
def test_a_set_typed_while_an_answer_is_asked_is_one_set(qtbot, chairside, keyboard, line, first, pause_ms):
    sent = []
    chairside.submitted.connect(sent.append)
    shows(chairside, (12, HIGH), at=16)
    keyboard.press(Qt.Key.Key_F4)
    for key in line:
        keyboard.type(key)
        qtbot.wait(pause_ms)
    assert chairside.entry_line.line.text() == line
    keyboard.type("\r\r")  # some of it is unusual, and asked about
    (taken,) = [event for request in sent for event in request.events]
    assert tuple(reading.value for reading in taken.vitals.readings) == first
    assert chairside.answer_panel.isVisible()
    assert chairside.answer_panel.fields.action == ""


def test_what_is_typed_before_the_answer_is_kept_goes_to_the_line(chairside, keyboard):
    sent = []
    chairside.submitted.connect(sent.append)
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("1\r185/70")
    chairside.confirm(sent[0])
    keyboard.type(" 88 96")
    assert chairside.entry_line.line.text() == "185/70 88 96"
    assert len(sent) == 1


def test_what_is_spilled_takes_the_place_of_what_was_left_half_typed(chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    chairside.restore({"line": "142/8"})
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("185/70")
    assert chairside.entry_line.line.text() == "185/70"


def test_with_the_keyboard_elsewhere_a_digit_goes_to_the_line_though_an_answer_is_asked(qtbot, chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    chairside.table.setFocus()
    chairside.trend.setFocus()
    with qtbot.assertNotEmitted(chairside.submitted):
        keyboard.type("1")
    assert chairside.entry_line.line.text() == "1"


def test_an_enter_held_until_the_answer_is_kept_keeps_nothing_more(chairside, keyboard):
    sent = []
    chairside.submitted.connect(sent.append)
    shows(chairside, (12, HIGH), at=13)
    chairside.entry_line.line.setText("142/88 76 97")
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("1")
    press, repeat = (
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=autorep)
        for autorep in (False, True)
    )
    QApplication.sendEvent(chairside.focusWidget(), press)
    QApplication.sendEvent(chairside.focusWidget(), repeat)
    chairside.confirm(sent[-1])
    assert chairside.focusWidget() is chairside.entry_line.line
    QApplication.sendEvent(chairside.focusWidget(), repeat)
    assert (len(sent), chairside.entry_line.line.text()) == (1, "142/88 76 97")


def test_a_digit_held_from_the_panel_into_the_line_is_typed_once(chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("1")
    press, repeat = (
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep=autorep)
        for autorep in (False, True)
    )
    QApplication.sendEvent(chairside.focusWidget(), press)
    QApplication.sendEvent(chairside.focusWidget(), repeat)
    assert chairside.entry_line.line.text() == "11"

    QApplication.sendEvent(chairside.focusWidget(), press)
    QApplication.sendEvent(chairside.focusWidget(), repeat)
    assert chairside.entry_line.line.text() == "1111"


def test_where_nothing_is_unanswered_the_key_does_nothing(chairside, keyboard):
    shows(chairside, (12, baseline()), at=13)
    keyboard.press(Qt.Key.Key_F4)
    assert not chairside.answer_panel.isVisible()
    assert chairside.entry_line.line.hasFocus()


def test_a_flag_that_ended_unanswered_is_the_last_that_the_key_answers(qtbot, chairside, keyboard):
    shows(chairside, (10, baseline(spo2=92)), (12, baseline()), at=13)
    keyboard.press(Qt.Key.Key_F4)
    with qtbot.waitSignal(chairside.submitted) as submitted:
        keyboard.type("1\r")
    assert submitted.args[0].events[0].problem == "low:spo2"


def test_the_list_of_flags_stays_in_view_while_one_is_answered(chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    for part in (chairside.attention.rows[0], chairside.effects, chairside.controls.stop_button, chairside.trend):
        assert part.isVisible()


def test_one_question_at_a_time_and_nothing_typed_is_lost(qtbot, chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    qtbot.keyClicks(chairside.answer_panel.fields.words_field, "laid fl")
    chairside.correction.open(written(running_page((12, HIGH)), type(HIGH)))
    assert asks_one_question(chairside) == [chairside.correction]
    keyboard.press(Qt.Key.Key_F4)
    assert asks_one_question(chairside) == [chairside.answer_panel]
    assert chairside.answer_panel.fields.words_field.text() == "laid fl"
    qtbot.mouseClick(chairside.controls.note_button, Qt.MouseButton.LeftButton)
    assert asks_one_question(chairside) == [chairside.controls.note_panel]
    assert chairside.table.isVisible()


def test_a_half_filled_form_gives_way_to_an_answer_and_comes_back(qtbot, chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    chairside.show_form()
    keyboard.type("14")
    keyboard.press(Qt.Key.Key_F4)
    assert not chairside.form.isVisible()
    keyboard.press(Qt.Key.Key_Escape)
    assert chairside.form.isVisible()
    assert chairside.form.fields[Vital.SYSTOLIC].field.text() == "14"
    assert chairside.focusWidget() is chairside.form.fields[Vital.SYSTOLIC].field


def test_form_and_answer_make_way_for_each_other(chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    keyboard.press(Qt.Key.Key_F3)
    assert (chairside.form.isVisible(), chairside.answer_panel.isVisible()) == (True, False)
    keyboard.press(Qt.Key.Key_F3)
    assert not chairside.form.isVisible()


def test_a_half_filled_form_comes_back_after_the_half_typed_answer_that_was_open(qtbot, chairside):
    shows(chairside, (12, HIGH), at=13)
    about = f'"problem": "high:systolic", "since": "{minute(12).isoformat()}"'
    draft = f'{{"action": "laid", {about}, "open": "yes"}}'
    chairside.restore({"form": '{"systolic": "14"}', "answer": draft})
    assert (chairside.form.isVisible(), chairside.answer_panel.isVisible()) == (False, True)
    chairside.answer_panel.close_panel()
    assert chairside.form.fields[Vital.SYSTOLIC].field.text() == "14"
    assert chairside.form.isVisible()


@pytest.mark.parametrize("height", [642, 690, 870, 970])
def test_no_height_of_the_window_is_too_low_for_an_answer_or_a_refusal_of_it(chairside, keyboard, height):
    chairside.resize(1280, height)
    shows(chairside, (12, HIGH), (12, EffectSeen("DISS", Grade.SEVERE)), at=16)
    for show in (chairside.show_line, chairside.show_form):
        show()
        keyboard.press(Qt.Key.Key_F4)
        chairside.answer_panel.say("The disk is full.")
        QGuiApplication.processEvents()
        assert (chairside.width(), chairside.height()) == (1280, height)
        chairside.answer_panel.close_panel()


def test_where_the_trend_would_be_too_small_to_read_the_table_stands_beside_the_answer(chairside, keyboard):
    chairside.resize(1280, 642)
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    assert (chairside.trend.isVisible(), chairside.table.isVisible()) == (False, True)
    keyboard.press(Qt.Key.Key_Escape)
    assert (chairside.trend.isVisible(), chairside.table.isVisible()) == (True, True)


def test_where_a_change_of_the_flag_leaves_too_little_for_the_trend_the_table_stands_there(
    chairside, keyboard, monkeypatch
):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    QGuiApplication.processEvents()
    monkeypatch.setattr("ui.chairside.chairside_page.LEAST_READABLE_PX", chairside.trend.height() - 10)
    assert (chairside.trend.isVisible(), chairside.table.isVisible()) == (True, False)
    shows(chairside, (12, HIGH), (14, vitals(systolic=198, diastolic=114, heart_rate=120, spo2=88)), at=14)
    assert chairside.answer_panel.notice.isVisible()
    assert (chairside.trend.isVisible(), chairside.table.isVisible()) == (False, True)
    keyboard.press(Qt.Key.Key_Escape)
    assert (chairside.trend.isVisible(), chairside.table.isVisible()) == (True, True)


LEFT = "Left half-typed: check all of it."


def test_whatever_one_person_put_away_half_typed_says_so_to_the_next_who_opens_it(qtbot, chairside):
    shows(chairside, (10, BAD), (12, HIGH), at=13)
    panels = chairside.controls.panels
    fields = {
        "pause": panels["pause"].field,
        "stop": panels["stop"].field,
        "drug": panels["drug"].drug_field,
        "note": panels["note"].field,
        "answer": chairside.answer_panel.fields.told.field,
        "correction": chairside.correction.field,
        "effect": chairside.effects.severity_bar.note_field,
    }
    open_by = {
        place: getattr(chairside.controls, f"{place}_button").click for place in ("pause", "stop", "drug", "note")
    }
    open_by["answer"] = chairside.attention.rows[0].answer_button.click
    open_by["correction"] = lambda: chairside.correction.open(written(ENTRIES, type(BAD)))
    open_by["effect"] = chairside.effects.other_button.click
    for place, field in fields.items():
        open_by[place]()
        qtbot.keyClicks(field, "half")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not any(field.isVisible() for field in fields.values())

    chairside.set_aside()

    for place, field in fields.items():
        open_by[place]()
        notice = {**panels, "answer": chairside.answer_panel, "correction": chairside.correction}.get(
            place, chairside.effects.severity_bar
        )
        assert (field.isVisible(), field.text(), notice.notice.text) == (True, "half", LEFT), place
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_esc_puts_the_answer_away_from_the_line_too_once_the_line_has_nothing_to_take_back(chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.press(Qt.Key.Key_F4)
    keyboard.type("96")
    keyboard.press(Qt.Key.Key_Return)
    line = chairside.entry_line
    assert (chairside.focusWidget(), line.notice.text != "") == (line.line, True)
    keyboard.press(Qt.Key.Key_Escape)
    assert (line.notice.text, chairside.answer_panel.isVisible()) == ("", True)
    keyboard.press(Qt.Key.Key_Escape)
    assert not chairside.answer_panel.isVisible()
    assert (line.line.text(), chairside.focusWidget()) == ("96", line.line)


def test_esc_clears_what_was_left_in_the_line_before_it_puts_the_answer_away(chairside, keyboard):
    shows(chairside, (12, HIGH), at=13)
    keyboard.type("142")
    chairside.set_aside()
    keyboard.press(Qt.Key.Key_F4)
    chairside.entry_line.line.setFocus()
    keyboard.press(Qt.Key.Key_Escape)
    assert (chairside.entry_line.line.text(), chairside.answer_panel.isVisible()) == ("", True)
    keyboard.press(Qt.Key.Key_Escape)
    assert not chairside.answer_panel.isVisible()


@pytest.mark.parametrize("height", [642, 690, 970])
def test_after_an_answer_everything_is_as_large_as_before(chairside, keyboard, height):
    chairside.resize(1280, height)
    shows(chairside, (12, HIGH), at=13)
    sizes = []
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Escape):
        keyboard.press(key)
        QGuiApplication.processEvents()
        sizes.append((chairside.trend.height(), chairside.table.height(), chairside.table.isVisible()))
    assert sizes[2] == sizes[4] != sizes[1]


def test_names_of_staff_stand_beside_the_answers(chairside):
    answer = FlagAnswered("high:systolic", None, "Infusion paused")
    shows(chairside, (12, HIGH), (12.5, answer), at=13)
    assert "Anna Lind" in "".join(row.answer_label.text() for row in chairside.attention.rows)


@pytest.mark.parametrize("height", [690, 1000])
def test_whatever_flags_come_or_go_the_effects_stay_under_the_finger(qtbot, chairside, height):
    chairside.resize(1280, height)
    low = vitals(systolic=82, diastolic=46, heart_rate=38, spo2=89, oxygen=0)
    places = []
    for lines in ([(10, baseline())], [(10, baseline()), (14, low)], [(10, baseline()), (14, low), (14.5, baseline())]):
        chairside.display(take_snapshot(running_page(*lines), minute(15)))
        qtbot.wait(1)
        button = chairside.effects.none_button
        places.append(button.mapTo(chairside, button.rect().topLeft()).y())
    assert max(places) - min(places) <= 1
