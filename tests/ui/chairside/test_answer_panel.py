"""What was done about a flag: tapped, by its digit and Enter, or in other words, with who was told and the symptoms."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from monitor.answering import answer_to
from monitor.answers import usual_answers
from monitor.effects import Grade
from monitor.events import EffectSeen, FlagAnswered, SymptomsChecked, VitalsTaken
from monitor.snapshot import take_snapshot
from monitor.symptoms import Symptom
from sessions.requests import Writing
from sessions.staff import Member, Roster
from tests.builders import (
    ADMINISTRATOR,
    CLINICIAN,
    NURSE,
    SESSION,
    baseline,
    minute,
    running_page,
    shipped_page,
    strike,
    vitals,
    written,
)
from tests.ui.keys import hold_enter
from ui.chairside.answer_panel import AnswerPanel
from ui.theme import DARK, TOUCH_PX, apply_theme

SLOW = baseline(heart_rate=47)
HIGH = baseline(systolic=184)
BOTH = baseline(systolic=184, diastolic=112)
ENTRIES = running_page((10, SLOW))
ROSTER = Roster((Member(NURSE, ""), Member(CLINICIAN, "")))


@pytest.fixture
def panel(qtbot):
    made = AnswerPanel()
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(made)
    made.display_staff(NURSE)
    made.display_roster(ROSTER)
    page.resize(880, 300)
    page.show()
    yield made
    page.close()


def opened(panel, entries=ENTRIES, at=11.0, problem=None):
    """The panel about the most urgent flag of that page, or the one of that name."""
    shown = take_snapshot(entries, minute(at))
    panel.display(shown)
    flag = next(f for f in (*shown.flags, *shown.ended) if problem is None or f.problem == problem)
    panel.open(flag)
    panel.window().activateWindow()
    return flag


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(qtbot, widget, keys=""):
    qtbot.keyClicks(widget, keys)
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def kept_by(qtbot, panel, act):
    with qtbot.waitSignal(panel.submitted) as submitted:
        act()
    return submitted.args[0]


def offered(panel):
    """What else the answer may be about."""
    return panel.fields.also_button.words.replace("\u00a0", " ")


def shown_answers(panel):
    return [one.words for one in panel.fields.answers.buttons if one.isVisible()]


def test_the_usual_answers_of_this_flag_stand_with_their_digits(panel):
    flag = opened(panel)
    expected = [f"{number}  {answer}" for number, answer in enumerate(usual_answers(flag, is_infused=True), 1)]
    assert shown_answers(panel) == expected
    assert panel.title_label.text() == "Caution: Heart rate 47 /min: below 50, caution limit"
    assert panel.course_label.text() == "since T+10"


def test_everything_to_tap_is_as_large_as_a_finger(qapp, panel):
    apply_theme(qapp, DARK)
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    QApplication.processEvents()
    taps = [one for one in panel.findChildren(QPushButton) if one.isVisible()]
    assert len(taps) > 14
    assert min(one.height() for one in taps) >= TOUCH_PX
    assert min(one.width() for one in taps) >= TOUCH_PX


def test_one_tap_keeps_an_answer_that_names_the_flag_its_entry_and_its_sentence(qtbot, panel):
    flag = opened(panel)
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    expected = answer_to(flag, "Laid flat")
    assert expected.entry == written(ENTRIES, VitalsTaken).id
    assert (expected.sentence, expected.since) == (flag.sentence, flag.since)
    assert request == Writing(SESSION, (expected,))
    panel.confirm(request)
    assert not panel.isVisible()


@pytest.mark.parametrize(("key", "number"), [("1", 0), ("3", 2)])
def test_a_digit_chooses_the_answer_of_that_digit_and_enter_keeps_it(qtbot, panel, key, number):
    flag = opened(panel)
    with qtbot.assertNotEmitted(panel.submitted):
        qtbot.keyClicks(panel, key)
    assert [one.isChecked() for one in panel.fields.answers.buttons].index(True) == number
    assert panel.fields.answers.buttons[number].text().startswith("✓")
    assert (panel.keep_button.text(), panel.keep_button.isEnabled()) == (f"Keep answer {key}", True)
    request = kept_by(qtbot, panel, lambda: enter(qtbot, panel))
    assert request.events[0].action == usual_answers(flag, is_infused=True)[number]


@pytest.mark.parametrize(
    "keys",
    ["185/70 88 96", "95/60", "90/60", "99 1", "142/88", "-3 120/80", "1.5", "7", "1-", "12", "11", "1 ", "/", "1g"],
)
@pytest.mark.parametrize("taken", [SLOW, BOTH], ids=["one flag", "with 0 and 9"])
def test_keys_that_are_no_answer_are_spilled_up_to_the_one_that_is_none_and_choose_nothing(qtbot, panel, taken, keys):
    opened(panel, running_page((10, taken)))
    sent, spilled = [], []
    panel.submitted.connect(sent.append)
    panel.spilled.connect(spilled.append)
    for key in keys:
        if not spilled:
            qtbot.keyClicks(panel, key)
    assert spilled
    assert keys.startswith(spilled[0])
    assert (sent, panel.fields.action, panel.fields.words, panel.isVisible()) == ([], "", "", True)
    assert panel.fields.symptoms.present is None
    assert not panel.fields.also_button.isChecked()
    enter(qtbot, panel)
    assert sent == []


def test_what_the_spilled_keys_toggled_is_as_it_was_before_them(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    press(qtbot, panel.fields.symptoms.buttons[Symptom.CHEST_PAIN])
    press(qtbot, panel.fields.also_button)
    qtbot.keyClicks(panel, "09")
    assert (panel.fields.symptoms.present, panel.fields.also_button.isChecked()) == ((), False)
    qtbot.keyClicks(panel, "/")
    assert (panel.fields.symptoms.present, panel.fields.also_button.isChecked()) == ((Symptom.CHEST_PAIN,), True)


def test_what_is_tapped_between_the_keys_stays_when_they_are_spilled(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    qtbot.keyClicks(panel, "09")
    press(qtbot, panel.fields.symptoms.buttons[Symptom.SEIZURE])
    qtbot.keyClicks(panel, "/")
    assert (panel.fields.symptoms.present, panel.fields.also_button.isChecked()) == ((Symptom.SEIZURE,), False)


def test_what_is_typed_after_enter_is_no_part_of_the_answer(qtbot, panel):
    opened(panel)
    spilled = []
    panel.spilled.connect(spilled.append)
    request = kept_by(qtbot, panel, lambda: enter(qtbot, panel, "1"))
    qtbot.keyClicks(panel, "1")
    panel.refuse(request, "The disk is full.")
    assert (spilled, panel.fields.answers.digit) == (["1"], "1")


def test_where_the_answers_change_nothing_stays_chosen_and_the_next_digit_chooses_nothing(qtbot, panel):
    opened(panel, running_page((10, HIGH)), problem="high:systolic")
    qtbot.keyClicks(panel, "3")
    panel.fields.answers.display(("Something else", "Another thing"))
    spilled = []
    panel.spilled.connect(spilled.append)
    qtbot.keyClicks(panel, "2")
    assert (spilled, panel.fields.action) == (["32"], "")


def test_asked_again_the_keys_begin_anew(qtbot, panel):
    flag = opened(panel, running_page((10, HIGH)))
    qtbot.keyClicks(panel, "01")
    panel.open(flag)
    assert (panel.fields.action, panel.fields.symptoms.present) == ("", None)
    request = kept_by(qtbot, panel, lambda: enter(qtbot, panel, "2"))
    assert [event.action for event in request.events] == ["Cuff or arm changed"]


def test_other_words_are_said_instead_of_the_answer_that_was_chosen(qtbot, panel):
    opened(panel)
    qtbot.keyClicks(panel, "1")
    qtbot.keyClicks(panel.fields.words_field, "gave a blanket")
    request = kept_by(qtbot, panel, lambda: enter(qtbot, panel.fields.words_field))
    assert request.events[0].action == "gave a blanket"


def test_enter_without_an_answer_keeps_nothing_and_in_back_closes(qtbot, panel):
    opened(panel)
    qtbot.waitActive(panel.window())
    with qtbot.assertNotEmitted(panel.submitted):
        enter(qtbot, panel)
        qtbot.keyClicks(panel, "1")
        panel.back_button.setFocus()
        enter(qtbot, panel.back_button)
    assert not panel.isVisible()


def test_a_held_digit_is_one_digit_and_a_held_enter_keeps_once(qtbot, panel):
    opened(panel)
    sent, spilled = [], []
    panel.submitted.connect(sent.append)
    panel.spilled.connect(spilled.append)
    plain = Qt.KeyboardModifier.NoModifier
    for is_repeat in (False, True, True):
        QApplication.sendEvent(panel, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, plain, "1", autorep=is_repeat))
    hold_enter(panel)
    assert (len(sent), spilled) == (1, [])


def test_a_held_enter_that_was_pressed_elsewhere_keeps_nothing(qtbot, panel):
    opened(panel)
    qtbot.keyClicks(panel, "1")
    with qtbot.assertNotEmitted(panel.submitted):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
        for held in (panel, panel.keep_button, panel.fields.words_field):
            QApplication.sendEvent(held, repeat)


def test_a_second_tap_before_the_first_is_kept_answers_nothing_more(qtbot, panel):
    opened(panel)
    sent = []
    panel.submitted.connect(sent.append)
    press(qtbot, panel.fields.answers.buttons[0])
    press(qtbot, panel.fields.answers.buttons[1])
    assert len(sent) == 1


def test_a_repeated_digit_alone_answers_nothing(qtbot, panel):
    opened(panel)
    with qtbot.assertNotEmitted(panel.submitted):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep=True)
        QApplication.sendEvent(panel, repeat)


def test_a_letter_begins_other_words_and_enter_keeps_them(qtbot, panel):
    opened(panel)
    qtbot.waitActive(panel.window())
    qtbot.keyClick(panel, Qt.Key.Key_G)
    assert panel.fields.words_field.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "ave 2 blankets")
    assert panel.fields.words_field.text() == "gave 2 blankets"
    request = kept_by(qtbot, panel, lambda: qtbot.keyClick(panel.fields.words_field, Qt.Key.Key_Return))
    assert request.events[0].action == "gave 2 blankets"


def test_a_held_enter_keeps_other_words_once(qtbot, panel):
    opened(panel)
    sent = []
    panel.submitted.connect(sent.append)
    qtbot.keyClicks(panel.fields.words_field, "gave a blanket")
    hold_enter(panel.fields.words_field)
    assert len(sent) == 1


def test_nothing_said_is_not_an_answer(qtbot, panel):
    opened(panel)
    assert not panel.keep_button.isEnabled()
    assert panel.keep_button.toolTip() == "Say what was done, or why nothing was."
    with qtbot.assertNotEmitted(panel.submitted):
        qtbot.keyClick(panel.fields.words_field, Qt.Key.Key_Return)


def test_who_was_told_is_set_before_the_tap_and_offered_from_the_clinicians(qtbot, panel):
    opened(panel)
    assert list(panel.fields.told.actions_by_name) == ["Dr. Sol"]
    qtbot.keyClicks(panel.fields.told.field, "Dr. Sol")
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[0]))
    assert (request.events[0].action, request.events[0].told) == ("Rechecked by hand", "Dr. Sol")


def test_a_name_taken_from_the_list_can_be_changed(qtbot, panel):
    opened(panel)
    panel.fields.told.actions_by_name["Dr. Sol"].trigger()
    qtbot.keyClicks(panel.fields.told.field, ", by phone")
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[0]))
    assert request.events[0].told == "Dr. Sol, by phone"


def test_without_a_clinician_there_is_no_list_of_names(panel):
    panel.display_roster(Roster((Member(NURSE, ""),)))
    opened(panel)
    assert (panel.fields.told.field.isVisible(), panel.fields.told.names_button.isVisible()) == (True, False)


def test_beside_a_high_pressure_the_seven_symptoms_are_asked_and_none_is_set_beforehand(panel):
    opened(panel, running_page((10, HIGH)))
    assert panel.fields.symptoms.isVisible()
    assert list(panel.fields.symptoms.buttons) == list(Symptom)
    assert not [
        one for one in (*panel.fields.symptoms.buttons.values(), panel.fields.symptoms.none_button) if one.isChecked()
    ]


@pytest.mark.parametrize("taken", [SLOW, baseline(systolic=85)])
def test_beside_other_flags_no_symptom_is_asked(panel, taken):
    opened(panel, running_page((10, taken)))
    assert not panel.fields.symptoms.isVisible()


def test_the_symptoms_are_asked_at_the_first_high_value_before_it_is_taken_again(panel):
    opened(panel, running_page((10, baseline(systolic=168))))
    assert panel.fields.symptoms.isVisible()


def test_symptoms_that_nobody_answered_are_never_taken_for_none(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert [type(event) for event in request.events] == [FlagAnswered]


def test_none_of_these_and_one_answer_are_two_taps_kept_together(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    press(qtbot, panel.fields.symptoms.none_button)
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert request.events[0] == SymptomsChecked(())
    assert request.events[1].action == "Cuff or arm changed"


def test_none_of_these_has_the_key_0(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    qtbot.keyClick(panel, Qt.Key.Key_0)
    assert panel.fields.symptoms.present == ()
    qtbot.keyClick(panel, Qt.Key.Key_0)
    assert panel.fields.symptoms.present is None


def test_a_symptom_is_kept_by_name_and_makes_the_flag_critical(qtbot, panel):
    entries = running_page((10, baseline(diastolic=101)), (15, baseline(diastolic=102)))
    flag = opened(panel, entries, at=16, problem="high:diastolic")
    press(qtbot, panel.fields.symptoms.buttons[Symptom.VISUAL_LOSS])
    press(qtbot, panel.fields.symptoms.buttons[Symptom.CHEST_PAIN])
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    asked, _ = request.events
    assert asked == SymptomsChecked((Symptom.CHEST_PAIN, Symptom.VISUAL_LOSS))
    after = take_snapshot([*entries, *running_page((16, asked))[-1:]], minute(16))
    worse = next(one for one in after.flags if one.problem == "high:diastolic")
    assert (flag.severity.word, worse.severity.word) == ("caution", "critical")


def test_none_of_these_and_a_symptom_exclude_each_other(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    press(qtbot, panel.fields.symptoms.none_button)
    press(qtbot, panel.fields.symptoms.buttons[Symptom.SEIZURE])
    assert panel.fields.symptoms.present == (Symptom.SEIZURE,)
    press(qtbot, panel.fields.symptoms.none_button)
    assert panel.fields.symptoms.present == ()


def test_the_symptoms_may_be_kept_before_there_is_an_answer(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    press(qtbot, panel.fields.symptoms.buttons[Symptom.SEIZURE])
    assert panel.keep_button.text() == "Keep symptoms"
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.keep_button))
    assert request.events == (SymptomsChecked((Symptom.SEIZURE,)),)


def test_symptoms_tapped_before_the_panel_was_closed_are_asked_anew(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    press(qtbot, panel.fields.symptoms.none_button)
    press(qtbot, panel.fields.also_button)
    qtbot.keyClicks(panel.fields.words_field, "laid fl")
    press(qtbot, panel.back_button)
    opened(panel, running_page((10, BOTH)), at=15, problem="high:systolic")
    assert (panel.fields.symptoms.present, panel.fields.also_button.isChecked()) == (None, False)
    assert panel.fields.words_field.text() == "laid fl"


def test_a_symptom_tapped_just_before_the_pressure_falls_is_not_lost(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    press(qtbot, panel.fields.symptoms.buttons[Symptom.CHEST_PAIN])
    panel.display(take_snapshot(running_page((10, HIGH), (12, baseline())), minute(12)))
    assert panel.fields.symptoms.isVisible()
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert request.events[0] == SymptomsChecked((Symptom.CHEST_PAIN,))


def test_the_other_pressure_that_gets_worse_is_chosen_anew(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    press(qtbot, panel.fields.also_button)
    panel.display(take_snapshot(running_page((10, BOTH)), minute(11.5)))
    assert panel.fields.also_button.isChecked()
    worse = running_page((10, BOTH), (12, baseline(systolic=184, diastolic=118)))
    panel.display(take_snapshot(worse, minute(12)))
    assert offered(panel) == "9  Also for diastolic 118 mmHg"
    assert not panel.fields.also_button.isChecked()


def test_symptoms_tapped_for_one_flag_are_not_kept_with_another(qtbot, panel):
    entries = running_page((10, baseline(systolic=184, heart_rate=47)))
    opened(panel, entries, problem="high:systolic")
    press(qtbot, panel.fields.symptoms.none_button)
    opened(panel, entries, problem="low:heart_rate")
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[0]))
    assert [type(event) for event in request.events] == [FlagAnswered]
    opened(panel, entries, problem="high:systolic")
    assert panel.fields.symptoms.present is None


def test_one_answer_goes_to_both_pressures_only_where_that_was_chosen(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    assert offered(panel) == "9  Also for diastolic 112 mmHg"
    assert not panel.fields.also_button.isChecked()
    press(qtbot, panel.fields.also_button)
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert [event.problem for event in request.events] == ["high:systolic", "high:diastolic"]
    assert {event.action for event in request.events} == {"Cuff or arm changed"}


def test_a_faint_is_answered_in_four_keys_for_all_that_it_flagged(qtbot, panel):
    faint = running_page(
        (10, EffectSeen("BRAD", Grade.MODERATE)), (10, vitals(systolic=82, diastolic=46, heart_rate=38))
    )
    opened(panel, faint, problem="low:systolic")
    assert offered(panel) == "9  Also for diastolic 46 mmHg, HR 38 /min, Slow heart / vasovagal moderate"
    request = kept_by(qtbot, panel, lambda: enter(qtbot, panel, "91"))
    assert [event.problem for event in request.events] == [
        "low:systolic",
        "low:diastolic",
        "low:heart_rate",
        "effect:BRAD:",
    ]
    assert {event.action for event in request.events} == {"Laid flat, legs raised"}


FAINTS = running_page(
    (10, vitals(systolic=82, diastolic=44, heart_rate=34, spo2=97)),
    (12, vitals(systolic=118, diastolic=70, heart_rate=66, spo2=97)),
    (13, vitals(systolic=80, diastolic=46, heart_rate=36, spo2=97)),
)


def test_what_ended_and_came_back_is_named_once_and_as_bad_as_it_was_and_answered_twice(qapp, qtbot, panel):
    apply_theme(qapp, DARK)
    opened(panel, FAINTS, at=14, problem="low:systolic")
    also = panel.fields.also_button
    assert offered(panel) == "9  Also for diastolic 44 mmHg, HR 34 /min"
    sentences = also.toolTip().splitlines()
    assert [sentence[: sentence.index(":")] for sentence in sentences] == [
        "Diastolic 46 mmHg",
        "Heart rate 36 /min",
        "Diastolic 44 mmHg",
        "Heart rate 34 /min",
    ]
    request = kept_by(qtbot, panel, lambda: enter(qtbot, panel, "91"))
    assert [event.problem for event in request.events[1:]] == ["low:diastolic", "low:heart_rate"] * 2


def test_where_all_of_them_cannot_be_named_their_key_is_and_the_rest_is_left_out_at_the_end(qapp, panel):
    apply_theme(qapp, DARK)
    opened(panel, FAINTS, at=14, problem="low:systolic")
    also = panel.fields.also_button
    also.setFixedWidth(110)
    QApplication.processEvents()
    first, second = also.text().splitlines()
    assert first.startswith("9  Also for")
    assert second.endswith("…")
    assert max(also.fontMetrics().horizontalAdvance(line) for line in (first, second)) <= also.width()


def test_what_comes_while_it_is_open_is_not_answered_by_a_tap_before_it(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    qtbot.keyClicks(panel, "9")
    panel.display(take_snapshot(running_page((10, BOTH), (11, SLOW)), minute(11)))
    assert offered(panel) == "9  Also for HR 47 /min, diastolic 112 mmHg"
    assert not panel.fields.also_button.isChecked()


def test_left_alone_an_answer_is_about_one_flag(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert [event.problem for event in request.events] == ["high:systolic"]


def test_where_one_pressure_is_answered_the_other_is_not_offered(panel):
    answered = FlagAnswered("high:diastolic", None, "Rechecked")
    opened(panel, running_page((10, BOTH), (10.5, answered)), problem="high:systolic")
    assert not panel.fields.also_button.isVisible()


def test_a_flag_that_has_ended_may_be_answered(qtbot, panel):
    opened(panel, running_page((10, SLOW), (12, baseline())), at=13, problem="low:heart_rate")
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[0]))
    assert request.events[0].problem == "low:heart_rate"


def test_a_worse_value_that_comes_while_it_is_open_is_shown_and_is_what_is_answered(qtbot, panel):
    opened(panel)
    qtbot.keyClicks(panel.fields.words_field, "laid fl")
    worse = running_page((10, SLOW), (11.5, baseline(heart_rate=38)))
    panel.display(take_snapshot(worse, minute(12)))
    assert panel.title_label.text().startswith("Critical: Heart rate 38 /min")
    assert panel.notice.text.startswith("This has changed since you opened it: Heart rate 38 /min")
    assert panel.fields.words_field.text() == "laid fl"
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert request.events[0].entry == written(worse, VitalsTaken).id
    assert request.events[0].sentence.startswith("Heart rate 38 /min")


def test_a_tick_while_it_is_open_changes_nothing(qtbot, panel):
    opened(panel)
    qtbot.keyClicks(panel.fields.words_field, "laid fl")
    panel.display(take_snapshot(ENTRIES, minute(11.5)))
    assert (panel.fields.words_field.text(), panel.notice.text) == ("laid fl", "")


def test_a_flag_whose_reading_is_struck_meanwhile_is_not_answered_and_it_says_why(panel):
    opened(panel)
    panel.display(take_snapshot(strike(ENTRIES, ENTRIES[-1], 11), minute(11.5)))
    button = panel.fields.answers.buttons[0]
    assert not button.isEnabled()
    assert button.toolTip() == "There was no flag “Heart rate low” at 14:56."


def test_whoever_may_not_chart_answers_nothing(panel):
    panel.display_staff(ADMINISTRATOR)
    opened(panel)
    assert not panel.fields.answers.buttons[0].isEnabled()
    assert "only a nurse or a clinician" in panel.fields.answers.buttons[0].toolTip()


def test_before_the_start_a_pressure_is_answered_and_its_symptoms_belong_in_a_note(panel):
    entries = shipped_page((-10, vitals(systolic=184)))
    opened(panel, entries, at=-9, problem="high:systolic")
    assert panel.fields.answers.buttons[0].isEnabled()
    assert not panel.fields.symptoms.none_button.isEnabled()
    assert "The infusion has not been started" in panel.fields.symptoms.none_button.toolTip()


def test_a_refusal_keeps_what_was_said_and_says_why(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    press(qtbot, panel.fields.symptoms.none_button)
    qtbot.keyClicks(panel.fields.told.field, "Dr. Sol")
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    panel.refuse(request, "The disk is full.")
    assert (panel.fields.symptoms.present, panel.fields.told.field.text()) == ((), "Dr. Sol")
    assert panel.notice.text == "The disk is full."
    again = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    panel.confirm(again)
    assert (panel.fields.symptoms.present, panel.fields.told.field.text(), panel.isVisible()) == (None, "", False)


def test_only_its_own_request_closes_it(qtbot, panel):
    opened(panel)
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    panel.confirm(Writing(request.session, request.events))
    assert panel.isVisible()


def test_words_typed_for_one_flag_are_not_taken_over_by_another(qtbot, panel):
    entries = running_page((10, baseline(systolic=184, heart_rate=47)))
    opened(panel, entries, problem="high:systolic")
    qtbot.keyClicks(panel.fields.words_field, "told the phys")
    opened(panel, entries, problem="low:heart_rate")
    assert panel.fields.words_field.text() == ""


def half_typed(qtbot, panel):
    drafts = []
    panel.edited.connect(drafts.append)
    opened(panel)
    qtbot.keyClicks(panel.fields.words_field, "laid fl")
    qtbot.keyClicks(panel.fields.told.field, "Dr")
    return drafts


def again_after(qtbot, draft, entries, at):
    """The same panel after the program was started again."""
    made = AnswerPanel()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display(take_snapshot(entries, minute(at)))
    with qtbot.assertNotEmitted(made.edited):
        made.restore(draft)
    return made


@pytest.mark.parametrize(
    ("entries", "title"),
    [
        (ENTRIES, "Caution: Heart rate 47 /min"),
        (running_page((10, SLOW), (12, baseline(heart_rate=38))), "Critical: Heart rate 38 /min"),
        (running_page((10, SLOW), (12, baseline())), "Caution: Heart rate 47 /min"),
    ],
    ids=["as it was", "worse", "ended"],
)
def test_a_half_typed_answer_comes_back_to_its_flag_however_that_is_now(qtbot, panel, entries, title):
    again = again_after(qtbot, half_typed(qtbot, panel)[-1], entries, 13)
    assert again.isVisible()
    assert again.title_label.text().startswith(title)
    assert (again.fields.words_field.text(), again.fields.told.field.text()) == ("laid fl", "Dr")
    press(qtbot, again.keep_button)  # which asks whether what was left is right
    request = kept_by(qtbot, again, lambda: press(qtbot, again.keep_button))
    assert (request.events[0].problem, request.events[0].action) == ("low:heart_rate", "laid fl")


@pytest.mark.parametrize(
    "entries",
    [running_page((10, baseline())), running_page((12, SLOW))],
    ids=["no flag", "another one of that name"],
)
def test_an_answer_to_what_is_not_this_flag_comes_back_nowhere(qtbot, panel, entries):
    again = again_after(qtbot, half_typed(qtbot, panel)[-1], entries, 13)
    assert again.isHidden()
    assert again.fields.words_field.text() == ""


def test_what_was_left_by_one_person_says_so_to_the_next_and_nothing_stays_chosen(qtbot, panel):
    opened(panel, running_page((10, HIGH)))
    qtbot.keyClicks(panel.fields.told.field, "Dr")
    qtbot.keyClicks(panel, "02")
    panel.set_aside()
    assert panel.notice.text == "Left half-typed: check all of it."
    assert (panel.fields.action, panel.fields.symptoms.present, panel.fields.told.who) == ("", None, "Dr")
    assert not panel.keep_button.isEnabled()


@pytest.fixture
def left(qtbot, panel):
    """An answer that one person typed and put away with Esc before they signed out."""
    half_typed(qtbot, panel)
    press(qtbot, panel.back_button)
    panel.set_aside()
    return panel


LEFT = "Left half-typed: check all of it."


def test_an_answer_put_away_by_one_person_says_so_to_the_next_and_a_bare_enter_keeps_nothing(qtbot, left):
    with qtbot.assertNotEmitted(left.submitted):
        opened(left)
        assert left.notice.text == LEFT
        hold_enter(left)
    assert left.notice.text == f"{LEFT} Enter or a tap again keeps it under your name."
    assert (left.isVisible(), left.fields.words) == (True, "laid fl")
    request = kept_by(qtbot, left, lambda: enter(qtbot, left))
    assert (request.events[0].action, request.events[0].told) == ("laid fl", "Dr")


def test_opened_once_more_it_asks_once_more(qtbot, left):
    opened(left)
    enter(qtbot, left)
    press(qtbot, left.back_button)
    opened(left)
    assert left.notice.text == LEFT
    with qtbot.assertNotEmitted(left.submitted):
        enter(qtbot, left)


def test_whoever_types_into_what_was_left_keeps_it_as_their_own(qtbot, left):
    opened(left)
    qtbot.keyClicks(left.fields.words_field, "at")
    assert left.notice.text == ""
    request = kept_by(qtbot, left, lambda: enter(qtbot, left.fields.words_field))
    assert request.events[0].action == "laid flat"


@pytest.mark.parametrize("by_key", [True, False])
def test_whom_another_person_told_is_asked_about_before_it_goes_with_a_usual_answer(qtbot, left, by_key):
    opened(left)

    def answer():
        if by_key:
            enter(qtbot, left)
        else:
            press(qtbot, left.fields.answers.buttons[1])

    qtbot.keyClicks(left, "2")
    with qtbot.assertNotEmitted(left.submitted):
        answer()
    assert left.fields.action == "Laid flat"
    assert kept_by(qtbot, left, answer).events[0].told == "Dr"


def test_a_usual_answer_that_leaves_the_other_words_out_is_kept_by_one_tap(qtbot, panel):
    opened(panel)
    qtbot.keyClicks(panel.fields.words_field, "laid fl")
    panel.set_aside()
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[1]))
    assert request.events[0].action == "Laid flat"


def test_what_was_left_for_one_flag_says_nothing_to_another(qtbot, panel):
    entries = running_page((10, baseline(systolic=184, heart_rate=47)))
    opened(panel, entries, problem="high:systolic")
    qtbot.keyClicks(panel.fields.told.field, "Dr")
    panel.set_aside()
    opened(panel, entries, problem="low:heart_rate")
    assert (panel.notice.text, panel.fields.told.who) == ("", "")
    kept_by(qtbot, panel, lambda: press(qtbot, panel.fields.answers.buttons[0]))


def test_its_draft_is_forgotten_when_it_is_kept(qtbot, panel):
    drafts = half_typed(qtbot, panel)
    request = kept_by(qtbot, panel, lambda: press(qtbot, panel.keep_button))
    assert drafts[-1] != ""
    panel.confirm(request)
    assert drafts[-1] == ""


def test_tab_goes_through_it_as_it_is_read(qtbot, panel):
    opened(panel, running_page((10, BOTH)), problem="high:systolic")
    qtbot.waitActive(panel.window())
    expected = [
        *panel.fields.symptoms.buttons.values(),
        panel.fields.symptoms.none_button,
        *(one for one in panel.fields.answers.buttons if one.isVisible()),
        panel.fields.also_button,
        panel.fields.words_field,
        panel.fields.told.field,
        panel.fields.told.names_button,
    ]
    gone_through = []
    for _ in expected:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        gone_through.append(QApplication.focusWidget())
    assert gone_through == expected
