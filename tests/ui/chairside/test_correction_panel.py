"""Striking an entry, with a reason and perhaps the right values."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from monitor.events import InfusionPaused, InfusionResumed, InfusionStarted, NoteWritten, VitalsTaken
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from sessions.requests import Correcting
from tests.builders import CLINICIAN, COLLEAGUE, NURSE, SESSION, minute, running_page, strike, vitals, written
from tests.clinics import CALM, Team, typed_set
from tests.ui.bare_trend import BareTrend
from tests.ui.desk import Desk
from tests.ui.keys import hold_enter
from ui.chairside.chairside_page import ChairsidePage
from ui.chairside.correction_panel import CorrectionPanel

WRONG = vitals(systolic=182, diastolic=88)
ENTRIES = running_page((8, vitals(spo2=97)), (10, WRONG), (12, NoteWritten("asks for music")))
OTHER_SET, SET, NOTE = ENTRIES[-3:]


@pytest.fixture
def correction(qtbot):
    made = CorrectionPanel()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display(take_snapshot(ENTRIES, minute(20)))
    return made


def press_keep(qtbot, correction):
    qtbot.mouseClick(correction.keep_button, Qt.MouseButton.LeftButton)


def request_of(qtbot, correction):
    with qtbot.waitSignal(correction.submitted) as submitted:
        press_keep(qtbot, correction)
    return submitted.args[0]


def test_the_old_line_is_shown_and_nothing_is_filled_in(correction):
    correction.open(SET)
    assert correction.title_label.text() == "Strike 14:55  BP 182/88"
    assert (correction.field.text(), correction.right_field.text()) == ("", "")


def test_striking_needs_a_reason(qtbot, correction):
    correction.open(SET)
    assert not correction.keep_button.isEnabled()
    assert correction.keep_button.toolTip() == "Say why the entry is struck."
    qtbot.keyClicks(correction.field, "typo")
    assert request_of(qtbot, correction) == Correcting(SESSION, SET.id, "typo", None)


def test_the_right_values_go_with_it_in_one_step(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "142/88")
    assert correction.right_label.text() == "instead: BP 142/88"
    assert correction.keep_button.text() == "Strike and keep the right values"
    request = request_of(qtbot, correction)
    assert request == Correcting(SESSION, SET.id, "typo", vitals(systolic=142, diastolic=88))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("142/", "142/ is not a pressure"),
        ("15:00 142/88", "write them without a time"),
        ("142/88 dizzy2", "only the vital signs here"),
    ],
)
def test_right_values_that_are_none_are_refused_and_stay(qtbot, correction, typed, why):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, typed)
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert why in correction.notice.text
    assert correction.right_field.text() == typed


def test_an_unusual_right_value_is_asked_once(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "230/120")
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert "Systolic 230 mmHg is unusual" in correction.notice.text
    assert request_of(qtbot, correction).right.confirmed == ("systolic",)


def test_what_is_no_set_can_only_be_struck(correction):
    correction.open(NOTE)
    assert not correction.right_field.isVisible()


def test_right_values_typed_for_one_entry_never_go_to_another(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.right_field, "142/88")
    correction.open(OTHER_SET)
    qtbot.keyClicks(correction.field, "wrong patient")
    assert request_of(qtbot, correction) == Correcting(SESSION, OTHER_SET.id, "wrong patient", None)


@pytest.mark.parametrize(("staff", "may"), [(NURSE, True), (COLLEAGUE, False), (CLINICIAN, True)])
def test_only_who_wrote_it_or_a_clinician_may_strike(correction, staff, may):
    correction.display_staff(staff)
    why = correction.objection(SET)
    assert (why is None) is may


def test_its_own_entry_kept_closes_it_and_a_refusal_keeps_the_text(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    request = request_of(qtbot, correction)
    correction.refuse(request, "The disk is full.")
    assert (correction.field.text(), correction.notice.text) == ("typo", "The disk is full.")
    correction.confirm(request_of(qtbot, correction))
    assert (correction.isVisible(), correction.field.text()) == (False, "")


def test_a_held_enter_asks_and_does_not_confirm(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "230/120")
    with qtbot.assertNotEmitted(correction.submitted):
        hold_enter(correction.right_field)
    assert "Systolic 230 mmHg is unusual" in correction.notice.text


@pytest.mark.parametrize(
    ("entry", "reason", "place"),
    [
        (SET, "Typing mistake", "right_field"),
        (SET, "Wrong patient", "right_field"),
        (SET, "Measured again", "right_field"),
        (SET, "Wrong time", "time_field"),
        (NOTE, "Wrong time", "time_field"),
        (NOTE, "Typing mistake", "keep_button"),
    ],
)
def test_after_the_reason_was_tapped_the_keyboard_is_where_what_is_right_is_typed(
    qtbot, correction, entry, reason, place
):
    correction.show()
    correction.open(entry)
    qtbot.mouseClick(next(one for one in correction.answer_buttons if one.text() == reason), Qt.MouseButton.LeftButton)
    assert correction.focusWidget() is getattr(correction, place)


def test_right_values_typed_after_the_tap_are_kept_as_right_values(qtbot, correction):
    correction.show()
    correction.open(SET)
    qtbot.mouseClick(correction.answer_buttons[0], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(correction.focusWidget(), "142/88")
    with qtbot.waitSignal(correction.submitted) as submitted:
        qtbot.keyClick(correction.focusWidget(), Qt.Key.Key_Return)
    assert submitted.args[0] == Correcting(SESSION, SET.id, "Typing mistake", vitals(systolic=142, diastolic=88))


def test_readings_without_a_right_value_are_named_once(qtbot, correction):
    full = running_page((10, vitals(systolic=182, diastolic=88, heart_rate=88, spo2=97)))
    correction.display(take_snapshot(full, minute(20)))
    correction.open(full[-1])
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "142/88")
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    lost = "Heart rate 88 /min, SpO2 97 % would be struck without a right value. Enter again keeps it so."
    assert correction.notice.text == lost
    assert request_of(qtbot, correction).right == vitals(systolic=142, diastolic=88)


@pytest.mark.parametrize("entry", [SET, NOTE])
def test_with_only_a_right_time_the_same_is_kept_at_that_time(qtbot, correction, entry):
    correction.open(entry)
    qtbot.keyClicks(correction.field, "wrong time")
    qtbot.keyClicks(correction.time_field, "14:54")
    assert correction.keep_button.text() == "Strike and keep it at the right time"
    assert correction.right_label.text().startswith("instead: 14:54")
    assert request_of(qtbot, correction) == Correcting(SESSION, entry.id, "wrong time", entry.event, minute(9))


def test_right_values_can_have_a_right_time(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, "142/88")
    qtbot.keyClicks(correction.time_field, "14:54")
    assert correction.keep_button.text() == "Strike and keep the right values"
    request = request_of(qtbot, correction)
    assert (request.right, request.at) == (vitals(systolic=142, diastolic=88), minute(9))


ABOVE = "14:50 is before the set above it, of 14:53. Is the time right?"


def corrects(qtbot, correction, entries, wrong, *, values="", time=""):
    """Opened about that entry of those, with a reason and what is right typed in."""
    correction.display(take_snapshot(entries, minute(20)))
    correction.open(wrong)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.right_field, values)
    qtbot.keyClicks(correction.time_field, time)


def asks(qtbot, correction):
    """What is asked at the first press, and that nothing is kept by it."""
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    return correction.notice.text


@pytest.mark.parametrize("values", ["", "142/88"])
def test_a_right_time_before_the_set_above_is_asked_once_and_kept_as_confirmed(qtbot, correction, values):
    corrects(qtbot, correction, ENTRIES, SET, values=values, time="14:50")
    assert asks(qtbot, correction) == f"{ABOVE}\nStrike again keeps it as confirmed · Esc closes"
    assert (correction.right_field.text(), correction.time_field.text()) == (values, "14:50")
    request = request_of(qtbot, correction)
    assert (request.right.confirmed, request.at) == (("time",), minute(5))


def test_another_right_time_after_the_question_is_asked_anew(qtbot, correction):
    corrects(qtbot, correction, ENTRIES, SET, time="14:50")
    asks(qtbot, correction)
    correction.time_field.clear()
    qtbot.keyClicks(correction.time_field, "14:51")
    assert asks(qtbot, correction).startswith("14:51 is before the set above it, of 14:53.")


CONFIRMED = VitalsTaken(vitals(systolic=230, diastolic=120).vitals, ("systolic", "time"))
BACK_DATED = running_page((8, vitals(spo2=97)), (10, CONFIRMED), (15, vitals(spo2=98)))


def test_right_values_at_a_time_that_was_confirmed_are_not_asked_about_it_and_it_stays_confirmed(qtbot, correction):
    corrects(qtbot, correction, BACK_DATED, BACK_DATED[-2], values="130/90")
    assert request_of(qtbot, correction).right.confirmed == ("time",)


def test_of_another_time_the_readings_stay_confirmed_and_the_time_does_not(qtbot, correction):
    corrects(qtbot, correction, BACK_DATED, BACK_DATED[-2], time="14:54")
    assert request_of(qtbot, correction).right.confirmed == ("systolic",)


def test_a_time_that_was_confirmed_answers_for_no_other_time(qtbot, correction):
    corrects(qtbot, correction, BACK_DATED, BACK_DATED[-2], time="14:50")
    assert asks(qtbot, correction).startswith(ABOVE)
    assert request_of(qtbot, correction).right.confirmed == ("systolic", "time")


def test_a_correction_is_asked_as_a_double_of_another_set(qtbot, correction):
    entries = running_page((10, WRONG), (10, vitals(systolic=142, diastolic=88)))
    corrects(qtbot, correction, entries, entries[-2], values="142/88")
    question = "The set of 14:55 has these very readings already. Keep it a second time?"
    assert asks(qtbot, correction).startswith(question)
    assert request_of(qtbot, correction).right.confirmed == ("double entry",)


def test_a_double_that_a_colleague_struck_after_the_question_is_not_asked_again(qtbot, correction):
    entries = running_page((10, WRONG), (10, vitals(systolic=142, diastolic=88)))
    wrong, other = entries[-2:]
    corrects(qtbot, correction, entries, wrong, values="142/88")
    asks(qtbot, correction)
    correction.display(take_snapshot(strike(entries, other, 20), minute(20)))
    assert request_of(qtbot, correction).right == vitals(systolic=142, diastolic=88)


def test_a_correction_is_no_double_of_what_it_strikes(qtbot, correction):
    corrects(qtbot, correction, ENTRIES, SET, values="182/88")
    assert request_of(qtbot, correction).right == WRONG


def test_what_is_no_time_is_refused_and_stays(qtbot, correction):
    correction.open(NOTE)
    qtbot.keyClicks(correction.field, "typo")
    qtbot.keyClicks(correction.time_field, "later")
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert correction.notice.text
    assert correction.time_field.text() == "later"


def again_after(qtbot, draft, entries=ENTRIES):
    """The same panel after the program was started again."""
    made = CorrectionPanel()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display(take_snapshot(entries, minute(20)))
    with qtbot.assertNotEmitted(made.edited):
        made.restore(draft)
    return made


def half_typed(qtbot, correction):
    drafts = []
    correction.edited.connect(drafts.append)
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typ")
    qtbot.keyClicks(correction.right_field, "142/8")
    qtbot.keyClicks(correction.time_field, "14:5")
    return drafts


def test_a_half_typed_correction_comes_back_about_its_own_entry(qtbot, correction):
    again = again_after(qtbot, half_typed(qtbot, correction)[-1])
    assert again.isVisible()
    assert again.title_label.text() == "Strike 14:55  BP 182/88"
    assert (again.field.text(), again.right_field.text(), again.time_field.text()) == ("typ", "142/8", "14:5")
    assert again.notice.text == "Left half-typed: check all of it."

    again.time_field.clear()
    qtbot.keyClicks(again.right_field, "8")
    right = vitals(systolic=142, diastolic=88)
    assert request_of(qtbot, again) == Correcting(SESSION, SET.id, "typ", right)


def test_put_away_with_esc_it_waits_in_the_closed_panel_for_that_entry(qtbot, correction):
    drafts = half_typed(qtbot, correction)
    correction.close_panel()
    again = again_after(qtbot, drafts[-1])
    assert again.isHidden()
    again.open(SET)
    assert again.right_field.text() == "142/8"


def test_put_away_by_one_person_it_says_so_to_the_next_and_is_asked_before_it_is_kept(qtbot, correction):
    correction.open(SET)
    qtbot.keyClicks(correction.field, "typo")
    correction.close_panel()
    correction.set_aside()
    correction.open(SET)
    assert correction.notice.text == "Left half-typed: check all of it."
    with qtbot.assertNotEmitted(correction.submitted):
        press_keep(qtbot, correction)
    assert request_of(qtbot, correction) == Correcting(SESSION, SET.id, "typo", None)


@pytest.mark.parametrize("draft", ["", "typ", '{"reason": "typ", "open": "yes"}', '{"entry": "Z/99", "reason": "typ"}'])
def test_a_draft_about_no_entry_of_this_chart_comes_back_nowhere(qtbot, draft):
    again = again_after(qtbot, draft)
    assert again.isHidden()
    again.open(SET)
    assert again.field.text() == ""


def test_its_draft_is_forgotten_when_it_is_kept_or_another_entry_is_taken_up(qtbot, correction):
    drafts = half_typed(qtbot, correction)
    correction.open(OTHER_SET)
    assert drafts[-1] == ""
    qtbot.keyClicks(correction.field, "typo")
    request = request_of(qtbot, correction)
    assert drafts[-1] != ""
    correction.confirm(request)
    assert drafts[-1] == ""


@pytest.fixture
def desk(qtbot):
    """A running session with sets and a pause after its start, its page on a desk."""
    team = Team()
    session = team.opens()
    team.prepares(session)
    team.clock.advance(minutes=5)
    team.writes(session, InfusionStarted())
    team.clock.advance(minutes=10)
    team.writes(session, typed_set(**CALM))
    team.clock.advance(minutes=2)
    team.writes(session, InfusionPaused("nausea"))
    team.clock.advance(minutes=3)
    team.writes(session, InfusionResumed(), typed_set(**CALM))
    desk = Desk(qtbot, team, ChairsidePage(BareTrend()), session)
    desk.page.resize(1280, 690)
    desk.page.show()
    return desk


def chooses(desk, entry):
    """A click on the entry's row in the table, then on the button that strikes or corrects it."""
    table = desk.page.table.table
    row = table.model().index(desk.page.table.model.row_of(entry.id), 0)
    table.scrollTo(row)
    desk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(row).center())
    assert desk.page.chosen_entry.entry == entry
    desk.clicks(desk.page.chosen_entry.correct_button)


def test_the_time_of_the_start_is_corrected_though_sets_and_a_pause_stand_after_it(desk):
    start = written(desk.chart.page, InfusionStarted)
    chooses(desk, start)
    panel = desk.page.correction
    desk.types(panel.field, "pump ran earlier")
    assert not panel.keep_button.isEnabled()
    assert panel.right_label.text() == (
        "It can only be corrected. The set of 13:15 would become part of the baseline: strike that set first."
    )

    desk.types(panel.time_field, "13:04")
    assert panel.keep_button.isEnabled()
    assert panel.right_label.text() == "instead: 13:04  Infusion started"
    desk.clicks(panel.keep_button)
    assert desk.chart.started_at == start.happened_at - timedelta(minutes=1)
    assert start.id in desk.chart.strikes
    assert not panel.isVisible()


def test_a_set_moved_before_the_one_above_it_is_kept_with_the_mark_that_its_time_was_confirmed(desk):
    first, last = (entry for entry in desk.chart.page[-4:] if isinstance(entry.event, VitalsTaken))
    chooses(desk, last)
    panel = desk.page.correction
    desk.types(panel.field, "wrong time")
    desk.types(panel.time_field, "13:12")
    desk.clicks(panel.keep_button)
    assert panel.notice.text.startswith("13:12 is before the set above it, of 13:15. Is the time right?")
    assert last.id not in desk.chart.strikes

    desk.clicks(panel.keep_button)
    assert last.id in desk.chart.strikes
    moved = desk.chart.sets[-2]
    assert (moved.confirmed, desk.chart.sets[-1].entry) == (("time",), first.id)
    assert not panel.isVisible()


def test_a_start_does_not_move_past_what_stands_after_it_and_the_panel_says_what(desk):
    chooses(desk, written(desk.chart.page, InfusionStarted))
    panel = desk.page.correction
    desk.types(panel.field, "pump began later")
    desk.types(panel.time_field, "13:16")
    assert not panel.keep_button.isEnabled()
    assert panel.right_label.text() == panel.keep_button.toolTip()
    assert panel.right_label.text().startswith("The set of 13:15 would become part of the baseline")


def test_a_set_of_the_baseline_is_corrected_though_it_may_not_be_struck(desk):
    before = next(entry for entry in desk.chart.page if isinstance(entry.event, VitalsTaken))
    chooses(desk, before)
    panel = desk.page.correction
    desk.types(panel.field, "typo")
    assert not panel.keep_button.isEnabled()
    assert "The baseline would lack: Systolic" in panel.right_label.text()

    desk.types(panel.right_field, "124/79 71 98")
    desk.clicks(panel.keep_button)
    assert desk.chart.baseline[Vital.SYSTOLIC] == 124
    assert before.id in desk.chart.strikes


def test_what_may_neither_be_struck_nor_corrected_keeps_its_button_closed(desk):
    note = desk.team.writes(desk.session, NoteWritten("asks for music"), by=desk.team.noel).chart.page[-1]
    desk.refreshes()
    assert desk.page.correction.objection(note) == "Only who wrote an entry, or a clinician, may strike it."


def test_an_unusual_set_that_was_confirmed_stays_so_at_its_right_time(qtbot, correction):
    confirmed = VitalsTaken(vitals(systolic=230, diastolic=120).vitals, ("systolic",))
    page = running_page((10, confirmed))
    correction.display(take_snapshot(page, minute(20)))
    correction.open(page[-1])
    qtbot.keyClicks(correction.field, "wrong time")
    qtbot.keyClicks(correction.time_field, "14:50")
    assert request_of(qtbot, correction).right == confirmed
