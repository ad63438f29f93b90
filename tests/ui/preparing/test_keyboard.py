"""Where the keyboard is after a step is kept: in its own row, so that the next key answers no other question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from monitor.events import Answer, CheckAnswered, GateAnswered, InfusionStarted, WeightMeasured
from tests.clinics import Team, typed_set
from tests.ui.desk import Desk
from ui.preparing.preparing_page import PreparingPage


def shown(qtbot, desk):
    desk.page.resize(1280, 800)
    with qtbot.waitActive(desk.page):
        desk.page.show()
        desk.page.activateWindow()
    return desk


@pytest.fixture
def desk(qtbot):
    team = Team()
    return shown(qtbot, Desk(qtbot, team, PreparingPage(), team.opens()))


def presses(desk, key):
    """A real key: wherever the keyboard is now."""
    desk.qtbot.keyClick(QApplication.focusWidget() or desk.page, key)


def answers(desk):
    return [entry.event for entry in desk.chart.page if isinstance(entry.event, CheckAnswered)]


def test_the_space_after_an_explained_no_answers_no_other_check(desk):
    keys = list(desk.page.checks.rows)
    for key in keys:
        row = desk.page.checks.rows[key]
        before = len(answers(desk))
        desk.clicks(row.no_button)
        desk.types(row.note_field, "ate at nine")
        presses(desk, Qt.Key.Key_Return)
        presses(desk, Qt.Key.Key_Space)
        assert answers(desk)[before:] == [CheckAnswered(key, Answer.NO, "ate at nine")]
        assert row.isAncestorOf(QApplication.focusWidget())


def test_enter_in_the_empty_field_keeps_no_bare_no_but_its_button_does(desk):
    key, row = next(iter(desk.page.checks.rows.items()))
    desk.clicks(row.no_button)
    presses(desk, Qt.Key.Key_Return)
    assert answers(desk) == []
    assert "by the button" in row.note_field.placeholderText()

    desk.clicks(row.keep_no_button)
    assert answers(desk) == [CheckAnswered(key, Answer.NO, "")]


def test_tab_goes_on_from_the_row_to_the_next_question(desk):
    first, second, *_ = desk.page.checks.rows.values()
    desk.clicks(first.no_button)
    desk.types(first.note_field, "ate at nine")
    presses(desk, Qt.Key.Key_Return)
    presses(desk, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second.yes_button


def test_yes_said_twice_by_space_answers_one_gate_only(desk):
    desk.team.writes(desk.session, typed_set(systolic=172, diastolic=78, heart_rate=70, spo2=98))
    desk.refreshes()
    gate = desk.page.gate
    desk.types(gate.reason_field, "usual for her")
    gate.yes_button.setFocus()
    presses(desk, Qt.Key.Key_Space)
    assert not gate.yes_button.isEnabled()  # its reason is kept, and the field is empty again
    presses(desk, Qt.Key.Key_Space)
    kept = [entry.event for entry in desk.chart.page if isinstance(entry.event, GateAnswered)]
    assert kept == [GateAnswered(Answer.YES, "usual for her")]
    assert desk.page.gate.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget() is not gate.no_button


def test_the_space_after_staying_goes_to_the_button_that_asked(desk):
    panel = desk.page.start_panel
    desk.clicks(panel.cancel_button)
    panel.back_button.setFocus()
    presses(desk, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is panel.cancel_button


def test_a_started_session_takes_the_keyboard_out_of_its_sections_to_no_other_field(desk):
    """The start comes from another computer while somebody is in a field here."""
    desk.types(desk.page.weight.field, "7")
    desk.page.weight.field.setFocus()
    desk.team.prepares(desk.session)
    desk.team.writes(desk.session, InfusionStarted())
    desk.refreshes()
    presses(desk, Qt.Key.Key_Space)
    assert desk.page.weight.isAncestorOf(QApplication.focusWidget())
    assert WeightMeasured(7) not in [entry.event for entry in desk.chart.page]
