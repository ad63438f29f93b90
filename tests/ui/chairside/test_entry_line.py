"""The typed line: read at every key, kept by Enter, never lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from monitor.effects import Grade
from monitor.events import EffectSeen, VitalsTaken
from monitor.snapshot import take_snapshot
from tests.builders import SESSION, baseline, minute, running_page, vitals
from tests.ui.keys import hold_enter
from ui.chairside.entry_line import EntryLine

NOW = minute(20)


@pytest.fixture
def entry_line(qtbot):
    made = EntryLine()
    qtbot.addWidget(made)
    made.display(take_snapshot(running_page(), NOW))
    made.resize(900, 300)
    made.show()
    return made


@pytest.fixture
def types(qtbot, entry_line):
    def typing(text, *, enter=False):
        qtbot.keyClicks(entry_line.line, text)
        if enter:
            qtbot.keyClick(entry_line.line, Qt.Key.Key_Return)

    return typing


def submitted_by(qtbot, entry_line, text=""):
    with qtbot.waitSignal(entry_line.submitted) as submitted:
        qtbot.keyClicks(entry_line.line, text)
        qtbot.keyClick(entry_line.line, Qt.Key.Key_Return)
    return submitted.args[0]


def test_what_was_understood_is_said_at_every_key(entry_line, types):
    types("142/88 ")
    assert entry_line.reading.said_label.text() == "BP 142/88"
    types("76 97")
    assert entry_line.reading.said_label.text() == "BP 142/88   HR 76   SpO2 97 %"


def test_what_it_would_raise_is_said_before_it_is_kept(entry_line, types):
    types("142/96")
    strip = entry_line.reading.flag_strips[0]
    assert strip.isVisible()
    assert strip.text == "Diastolic 96 mmHg: at or above 95, advisory limit"
    assert not entry_line.reading.flag_strips[1].isVisible()


def test_a_vital_sign_without_limits_is_called_not_assessed_while_it_is_typed(entry_line, types):
    types("142/88(106) 76 97")
    assert entry_line.reading.hint_label.text() == "Mean pressure: not assessed, no limits in this protocol"
    entry_line.line.clear()
    types("142/88 76 97")
    assert entry_line.reading.hint_label.text() == ""


def test_what_there_is_no_room_for_is_counted_and_is_never_worse_than_what_is_shown(entry_line, types):
    types("198/121 131 88 r26 t38.1 dizzy2 nausea3")
    reading = entry_line.reading

    assert [strip.property("look") for strip in reading.flag_strips] == ["critical"] * 3
    assert reading.more_label.isVisible()
    assert reading.more_label.text().startswith("and ")
    assert "critical, " in reading.more_label.text()


def test_a_word_still_being_typed_keeps_what_was_understood_before_it(entry_line, types):
    types("142/88 7")
    assert entry_line.reading.said_label.text() == "BP 142/88"
    assert "Heart rate 7" in entry_line.reading.hint_label.text()


OLDER = "14:50 is before the last set, of 14:55. Is the time right?"
DOUBLE = "The set of 15:05 has these very readings already. Keep it a second time?"


def with_set_at(entry_line, at, now=NOW):
    entry_line.display(take_snapshot(running_page((at, baseline())), now))


def test_a_set_before_the_last_one_says_so_while_it_is_typed(entry_line, types):
    with_set_at(entry_line, 10)
    types("14:50 142/88 76 97")
    assert entry_line.reading.hint_label.text() == OLDER


def test_a_reading_that_may_not_be_typed_to_its_end_is_not_doubted_yet(entry_line, types):
    types("142/88 17")
    types("0")
    assert entry_line.reading.hint_label.text() == ""


def test_a_set_before_the_last_one_is_asked_once_and_then_kept_as_confirmed(qtbot, entry_line, types):
    with_set_at(entry_line, 10)
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("14:50 142/88 76 97", enter=True)
    assert entry_line.notice.text == f"{OLDER}\nEnter again keeps it as confirmed · Esc goes back to the line"
    assert entry_line.line.text() == "14:50 142/88 76 97"

    request = submitted_by(qtbot, entry_line)
    assert (request.events[0].confirmed, request.at) == (("time",), minute(5))


def test_the_question_stands_in_the_place_of_the_hint_and_never_beside_it(qtbot, entry_line, types):
    with qtbot.waitExposed(entry_line):
        entry_line.activateWindow()
    with_set_at(entry_line, 10)
    types("14:50 142/88 76 97")
    assert entry_line.reading.isVisible()
    types("", enter=True)
    assert (entry_line.notice.isVisible(), entry_line.reading.isVisible()) == (True, False)
    qtbot.keyClick(entry_line.line, Qt.Key.Key_Escape)
    assert (entry_line.notice.isVisible(), entry_line.reading.isVisible()) == (False, True)
    assert entry_line.line.text() == "14:50 142/88 76 97"


@pytest.mark.parametrize("text", ["14:55 142/88 76 97", "14:56 142/88 76 97", "142/88 76 97", "14:50 dizzy1"])
def test_a_set_of_the_same_minute_or_a_later_one_and_what_is_no_set_are_not_asked(qtbot, entry_line, text):
    with_set_at(entry_line, 10.5)
    (event, *_) = submitted_by(qtbot, entry_line, text).events
    assert getattr(event, "confirmed", ()) == ()


def test_the_very_set_that_stands_there_is_asked_once_and_kept_as_confirmed(qtbot, entry_line, types):
    with_set_at(entry_line, 20)
    types("120/80 70 98")
    assert entry_line.reading.hint_label.text() == DOUBLE
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("", enter=True)
    assert entry_line.notice.text.startswith(DOUBLE)
    assert submitted_by(qtbot, entry_line).events[0].confirmed == ("double entry",)


def test_a_colleagues_set_that_comes_in_after_the_question_is_asked_too(qtbot, entry_line, types):
    types("230/120", enter=True)
    entry_line.display(take_snapshot(running_page((20, vitals(systolic=230, diastolic=120))), NOW))
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("", enter=True)
    assert DOUBLE in entry_line.notice.text
    assert submitted_by(qtbot, entry_line).events[0].confirmed == ("systolic", "double entry")


def test_what_is_no_longer_in_doubt_when_it_is_answered_is_not_asked_again(qtbot, entry_line, types):
    entry_line.display(take_snapshot(running_page((20, vitals(systolic=230, diastolic=120))), NOW))
    types("230/120", enter=True)
    assert DOUBLE in entry_line.notice.text
    entry_line.display(take_snapshot(running_page((20, vitals(systolic=230, diastolic=120))), minute(21)))
    assert submitted_by(qtbot, entry_line).events[0].confirmed == ("systolic",)


def test_nothing_drops_down_while_nothing_is_typed(entry_line, types, qtbot):
    assert not entry_line.below.isVisible()
    types("1")
    assert entry_line.below.isVisible()
    qtbot.keyClick(entry_line.line, Qt.Key.Key_Backspace)
    assert not entry_line.below.isVisible()


def test_f1_says_how_to_type_and_takes_it_away_again(entry_line, qtbot):
    with qtbot.waitExposed(entry_line):
        entry_line.activateWindow()
    qtbot.keyClick(entry_line.line, Qt.Key.Key_F1)
    assert entry_line.below.isVisible()
    help_labels = entry_line.reading.help_labels
    assert "142/88 76 97" in help_labels[0].text()
    assert any("rass-2" in line.text() for line in help_labels)
    qtbot.keyClick(entry_line.line, Qt.Key.Key_F1)
    assert not entry_line.below.isVisible()


def test_enter_asks_for_the_line_to_be_kept_in_the_session_shown(qtbot, entry_line):
    request = submitted_by(qtbot, entry_line, "142/88 76 97 dizzy2")
    taken, seen = request.events
    assert (request.session, request.at) == (SESSION, None)
    assert [reading.value for reading in taken.vitals.readings] == [142, 88, 76, 97]
    assert seen == EffectSeen("DIZZ", Grade.MODERATE)


def test_a_time_in_front_is_when_it_happened(qtbot, entry_line):
    assert submitted_by(qtbot, entry_line, "15:02 s97").at == minute(17)


def test_minutes_ago_are_counted_from_the_moment_of_enter(qtbot, entry_line, types):
    types("-3 s97")
    entry_line.display(take_snapshot(running_page(), NOW + timedelta(minutes=1)))
    assert submitted_by(qtbot, entry_line).at == minute(18)


def test_a_word_not_understood_is_named_selected_and_nothing_is_lost(qtbot, entry_line, types):
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("142/88 x9 76", enter=True)
    assert entry_line.line.text() == "142/88 x9 76"
    assert entry_line.line.selectedText() == "x9"
    assert "x9 is not understood" in entry_line.notice.text


@pytest.mark.parametrize(
    ("line", "start", "word"),
    [
        ("9 142/88 76 97", 0, "9"),
        ("76 142/88 76 97", 0, "76"),
        ("p7 142/88 p76", 0, "p7"),
        ("142/88 76 97 76", 13, "76"),
        ("142/88 76 97 BP 142 88", 13, "BP"),
        ("142  88 76 97", 0, "142  88"),
    ],
)
def test_the_very_word_is_marked_and_no_other_that_looks_like_it(entry_line, types, line, start, word):
    types(line, enter=True)
    assert (entry_line.line.selectionStart(), entry_line.line.selectedText()) == (start, word)


def test_a_word_with_an_emoji_is_marked_to_its_end(entry_line, types):
    entry_line.line.setText("p76 🙂x9 s97")
    types("", enter=True)
    assert entry_line.line.selectedText() == "🙂x9"


def test_what_is_typed_next_takes_the_place_of_the_words_marked(qtbot, entry_line, types):
    types("142 88 76 97", enter=True)
    assert "a pressure is written 142/88" in entry_line.notice.text
    request = submitted_by(qtbot, entry_line, "142/88")
    assert [reading.value for reading in request.events[0].vitals.readings] == [142, 88, 76, 97]


def test_an_empty_line_is_not_submitted(qtbot, entry_line, types):
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("", enter=True)
    assert entry_line.notice.text == "Nothing is typed yet."


def test_an_unusual_value_is_asked_once_and_then_kept_as_confirmed(qtbot, entry_line, types):
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("230/120", enter=True)
    assert "Systolic 230 mmHg is unusual" in entry_line.notice.text
    assert "Enter again keeps it as confirmed" in entry_line.notice.text

    (taken,) = submitted_by(qtbot, entry_line).events
    assert taken.confirmed == ("systolic",)


def test_a_question_outlasts_the_ticking_clock(qtbot, entry_line, types):
    types("230/120", enter=True)
    entry_line.display(take_snapshot(running_page(), NOW + timedelta(seconds=1)))
    assert "is unusual" in entry_line.notice.text
    assert submitted_by(qtbot, entry_line).events[0].confirmed == ("systolic",)


def test_editing_the_line_takes_the_question_back(qtbot, entry_line, types):
    types("230/120", enter=True)
    types(" ")
    assert entry_line.notice.text == ""
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("", enter=True)
    assert "is unusual" in entry_line.notice.text


def test_esc_answers_the_question_with_no_and_the_text_stays(qtbot, entry_line, types):
    with qtbot.waitExposed(entry_line):
        entry_line.activateWindow()
    types("230/120", enter=True)
    qtbot.keyClick(entry_line.line, Qt.Key.Key_Escape)
    assert (entry_line.notice.text, entry_line.line.text()) == ("", "230/120")
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("", enter=True)


def test_a_value_in_range_is_not_marked_as_confirmed(qtbot, entry_line):
    assert submitted_by(qtbot, entry_line, "142/88").events[0].confirmed == ()


def test_a_temperature_in_fahrenheit_is_offered_in_celsius(qtbot, entry_line, types):
    types("142/88 t98.6")
    assert entry_line.offer_button.text() == "Use t37.0  F2"
    qtbot.mouseClick(entry_line.offer_button, Qt.MouseButton.LeftButton)
    assert entry_line.line.text() == "142/88 t37.0"
    assert not entry_line.offer_button.isVisible()


def test_f2_takes_the_offer(qtbot, entry_line, types):
    with qtbot.waitExposed(entry_line):
        entry_line.activateWindow()
    types("t98.6")
    qtbot.keyClick(entry_line.line, Qt.Key.Key_F2)
    assert entry_line.line.text() == "t37.0"


def test_the_line_waits_for_the_store_and_is_emptied_by_its_own_entry(qtbot, entry_line):
    request = submitted_by(qtbot, entry_line, "142/88")
    assert entry_line.line.isReadOnly()
    assert entry_line.state_label.text() == "keeping…"
    assert entry_line.line.text() == "142/88"

    entry_line.confirm(request)
    assert (entry_line.line.text(), entry_line.line.isReadOnly()) == ("", False)
    assert entry_line.state_label.text() == "kept 15:05 ✓"


def test_somebody_elses_entry_empties_nothing(qtbot, entry_line):
    request = submitted_by(qtbot, entry_line, "142/88")
    other = type(request)(request.session, request.events, request.at)
    assert other == request
    entry_line.confirm(other)
    assert entry_line.line.text() == "142/88"


def test_while_it_waits_a_second_enter_submits_nothing(qtbot, entry_line):
    submitted_by(qtbot, entry_line, "142/88")
    with qtbot.assertNotEmitted(entry_line.submitted):
        qtbot.keyClick(entry_line.line, Qt.Key.Key_Return)
        entry_line.type_key("9")
    assert entry_line.line.text() == "142/88"


def test_a_refusal_keeps_the_text_and_says_why(qtbot, entry_line):
    request = submitted_by(qtbot, entry_line, "142/88")
    entry_line.refuse(request, "The disk is full.")
    assert (entry_line.line.text(), entry_line.line.isReadOnly()) == ("142/88", False)
    assert entry_line.notice.text == "The disk is full."


def test_every_key_goes_to_the_draft_and_keeping_empties_it(qtbot, entry_line, types):
    drafts = []
    entry_line.edited.connect(drafts.append)
    types("14")
    entry_line.confirm(submitted_by(qtbot, entry_line, "2/88"))
    assert drafts[:2] == ["1", "14"]
    assert drafts[-1] == ""


def test_a_draft_is_put_back_in_silence_and_never_over_what_is_being_typed(qtbot, entry_line, types):
    with qtbot.assertNotEmitted(entry_line.edited):
        entry_line.restore("142/8")
    assert entry_line.line.text() == "142/8"
    entry_line.restore("something else")
    assert entry_line.line.text() == "142/8"


def test_displaying_says_nothing_and_changes_no_text(qtbot, entry_line, types):
    types("142/88")
    with qtbot.assertNotEmitted(entry_line.edited), qtbot.assertNotEmitted(entry_line.submitted):
        entry_line.display(take_snapshot(running_page(), NOW))
    assert entry_line.line.text() == "142/88"


def test_the_set_kept_is_a_set_of_vital_signs(qtbot, entry_line):
    assert isinstance(submitted_by(qtbot, entry_line, "s97 2L").events[0], VitalsTaken)


def test_a_held_enter_asks_and_does_not_confirm(qtbot, entry_line, types):
    types("230/120")
    with qtbot.assertNotEmitted(entry_line.submitted):
        hold_enter(entry_line.line)
    assert "Systolic 230 mmHg is unusual" in entry_line.notice.text
    assert submitted_by(qtbot, entry_line).events[0].confirmed == ("systolic",)


def test_a_line_left_half_typed_is_selected_and_says_so_until_something_is_typed(entry_line, types):
    entry_line.restore("142/88 7")
    assert entry_line.line.selectedText() == "142/88 7"
    assert entry_line.state_label.text() == "left half-typed:\ncheck it, or\nEsc clears"
    types("1")
    assert entry_line.line.text() == "1"
    assert "half-typed" not in entry_line.state_label.text()


def test_a_key_from_elsewhere_takes_the_place_of_what_was_left(entry_line):
    entry_line.restore("142/88 7")
    entry_line.type_key("1")
    assert entry_line.line.text() == "1"


def test_escape_clears_what_was_left_half_typed_and_its_draft(qtbot, entry_line):
    entry_line.restore("142/88 7")
    with qtbot.waitSignal(entry_line.edited) as edited:
        qtbot.keyClick(entry_line.line, Qt.Key.Key_Escape)
    assert (edited.args, entry_line.line.text()) == ([""], "")
    assert "half-typed" not in entry_line.state_label.text()


def test_what_is_set_aside_is_left_half_typed_for_whoever_comes_next(qtbot, entry_line, types):
    types("142/88 7")
    entry_line.set_aside()
    assert entry_line.state_label.text() == "left half-typed:\ncheck it, or\nEsc clears"
    entry_line.line.deselect()  # as Qt does when the keyboard goes elsewhere
    entry_line.type_key("1")
    assert entry_line.line.text() == "1"
    assert "half-typed" not in entry_line.state_label.text()


def test_what_was_left_is_selected_again_when_the_keyboard_comes_back(qtbot, entry_line):
    entry_line.activateWindow()
    qtbot.waitActive(entry_line)
    entry_line.restore("142/88 7")
    entry_line.line.setFocus()
    entry_line.line.clearFocus()
    assert entry_line.line.selectedText() == ""
    entry_line.line.setFocus()
    assert entry_line.line.selectedText() == "142/88 7"


def test_an_empty_line_is_not_left_half_typed(entry_line):
    entry_line.set_aside()
    assert "half-typed" not in entry_line.state_label.text()


def test_what_one_person_was_asked_is_not_confirmed_by_the_next(qtbot, entry_line, types):
    types("230/120", enter=True)
    entry_line.set_aside()
    assert entry_line.notice.text == ""
    with qtbot.assertNotEmitted(entry_line.submitted):
        types("", enter=True)
    assert "Systolic 230 mmHg is unusual" in entry_line.notice.text


def test_what_is_refused_after_it_was_set_aside_is_left_half_typed(qtbot, entry_line):
    request = submitted_by(qtbot, entry_line, "142/88")
    entry_line.set_aside()
    entry_line.refuse(request, "The disk is full.")
    assert entry_line.notice.text == "The disk is full."
    assert entry_line.state_label.text().startswith("left half-typed")
    entry_line.confirm(submitted_by(qtbot, entry_line))
    assert "half-typed" not in entry_line.state_label.text()
