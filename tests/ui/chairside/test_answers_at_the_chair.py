"""Flags and their answers from the reading to the record: keys and taps on the page, kept by a small clinic."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from monitor.symptoms import Symptom
from tests.clinics import CALM, Team, typed_set
from tests.ui.bare_trend import BareTrend
from tests.ui.desk import Desk
from ui.chairside.chairside_page import ChairsidePage

HIGH = typed_set(**{**CALM, "systolic": 184})
HIGHER = typed_set(**{**CALM, "systolic": 192})
DIASTOLIC = typed_set(**{**CALM, "diastolic": 101})


@pytest.fixture
def desk(qtbot):
    """A session ten minutes after its start, its page on a desk."""
    team = Team()
    session = team.starts()
    team.clock.advance(minutes=10)
    desk = Desk(qtbot, team, ChairsidePage(BareTrend()), session)
    desk.page.resize(1280, 690)
    desk.page.show()
    desk.page.activateWindow()
    qtbot.waitActive(desk.page)
    return desk


def charts(desk, *events, minutes=0.0):
    desk.team.writes(desk.session, *events)
    desk.waits(minutes=minutes)


def types(desk, *keys):
    for key in keys:
        QTest.keyClick(desk.page.windowHandle(), key)


def taps(desk, button):
    """Once what has just been opened is laid out."""
    QApplication.processEvents()
    desk.clicks(button)


def flag(desk, problem="high:systolic"):
    return next(f for f in (*desk.snapshot.flags, *desk.snapshot.ended) if f.problem == problem)


def first_row(desk):
    return desk.page.attention.rows[0]


def test_three_keys_keep_an_answer_with_who_and_when(desk):
    charts(desk, HIGH, minutes=1)
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_2, Qt.Key.Key_Return)
    (response,) = flag(desk).responses
    assert (response.by, response.action, response.at) == ("nora", "Cuff or arm changed", desk.team.clock.now)
    assert not flag(desk).wants_answer
    assert first_row(desk).answer_label.text() == "✓ Cuff or arm changed (Nora, 13:11)"


def test_two_taps_keep_an_answer(desk):
    charts(desk, HIGH, minutes=1)
    taps(desk, first_row(desk).answer_button)
    taps(desk, desk.page.answer_panel.fields.answers.buttons[4])
    assert flag(desk).responses[0].action == "Watched, nothing done"
    assert not desk.page.answer_panel.isVisible()


def test_what_nobody_answers_is_on_top_and_says_so_until_it_is_answered(desk):
    charts(desk, typed_set(**{**CALM, "heart_rate": 47}), minutes=4)
    charts(desk, HIGH, minutes=1)
    assert first_row(desk).flag.problem == "high:systolic"
    desk.waits(minutes=0.5)
    assert not first_row(desk).waiting_label.isVisible()
    desk.waits(minutes=0.5)
    assert first_row(desk).waiting_label.text() == "Not answered for 2 min"
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert not first_row(desk).waiting_label.isVisible()


def test_a_worse_value_asks_again(desk):
    charts(desk, HIGH, minutes=1)
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_1, Qt.Key.Key_Return)
    desk.waits(minutes=1)
    charts(desk, HIGHER, minutes=1)
    assert flag(desk).wants_answer
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_4, Qt.Key.Key_Return)
    assert [response.action for response in flag(desk).responses] == ["Rechecked", "Infusion paused"]
    assert not flag(desk).wants_answer


def test_four_keys_say_that_there_is_no_symptom_and_what_was_done(desk):
    charts(desk, HIGH, minutes=1)
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert [asked.present for asked in desk.chart.symptoms] == [()]
    assert len(flag(desk).responses) == 1


def test_without_that_tap_nothing_is_recorded_of_the_symptoms(desk):
    charts(desk, HIGH, minutes=1)
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert desk.chart.symptoms == ()
    assert first_row(desk).course_label.text().endswith("symptoms not asked yet")


def test_one_symptom_makes_a_caution_critical_and_the_answer_in_the_same_step_covers_it(desk):
    charts(desk, DIASTOLIC, minutes=5)
    charts(desk, DIASTOLIC, minutes=1)
    assert flag(desk, "high:diastolic").severity.word == "caution"
    taps(desk, first_row(desk).answer_button)
    taps(desk, desk.page.answer_panel.fields.symptoms.buttons[Symptom.CHEST_PAIN])
    taps(desk, desk.page.answer_panel.fields.answers.buttons[3])
    worse = flag(desk, "high:diastolic")
    assert (worse.severity.word, worse.wants_answer) == ("critical", False)
    assert "with chest pain" in first_row(desk).sentence


def test_a_symptom_kept_alone_makes_it_critical_and_still_wants_an_answer(desk):
    charts(desk, DIASTOLIC, minutes=5)
    charts(desk, DIASTOLIC, minutes=1)
    taps(desk, first_row(desk).answer_button)
    taps(desk, desk.page.answer_panel.fields.symptoms.buttons[Symptom.CHEST_PAIN])
    taps(desk, desk.page.answer_panel.keep_button)
    worse = flag(desk, "high:diastolic")
    assert (worse.severity.word, worse.wants_answer) == ("critical", True)


def test_an_answer_to_what_has_ended_is_kept_and_marked_so(desk):
    charts(desk, HIGH, minutes=1)
    charts(desk, typed_set(**CALM), minutes=1)
    types(desk, Qt.Key.Key_F4, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert len(flag(desk).responses) == 1
    taps(desk, desk.page.attention.ended_button)
    row = desk.page.attention.ended_rows[0]
    assert row.answer_label.text() == "✓ Rechecked (Nora, 13:12, after it had ended)"


def test_one_answer_for_both_pressures_is_two_entries(desk):
    charts(desk, typed_set(**{**CALM, "systolic": 184, "diastolic": 112}), minutes=1)
    types(desk, Qt.Key.Key_F4)
    taps(desk, desk.page.answer_panel.fields.also_button)
    types(desk, Qt.Key.Key_2, Qt.Key.Key_Return)
    for problem in ("high:systolic", "high:diastolic"):
        assert [response.action for response in flag(desk, problem).responses] == ["Cuff or arm changed"]
