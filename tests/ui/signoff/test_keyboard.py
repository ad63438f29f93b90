"""Where the keyboard is after a criterion is kept: in its own row, so that the next key states nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from monitor.events import CriterionObserved, EscortNamed
from monitor.protocol import CriterionKind
from sessions.requests import Discharging
from tests.clinics import CALM, PINS, Team, typed_set
from tests.ui.desk import Desk
from ui.signoff.signoff_page import SignoffPage


@pytest.fixture
def desk(qtbot):
    team = Team()
    session = team.starts()
    team.infuses(session)
    desk = Desk(qtbot, team, SignoffPage(), session)
    desk.page.resize(1280, 800)
    with qtbot.waitActive(desk.page):
        desk.page.show()
        desk.page.activateWindow()
    return desk


def presses(desk, key):
    """A real key: wherever the keyboard is now."""
    desk.qtbot.keyClick(QApplication.focusWidget() or desk.page, key)


def stated(desk):
    return [entry.event for entry in desk.chart.page if isinstance(entry.event, CriterionObserved)]


def looked_at(desk):
    rows = desk.page.criteria.rows.values()
    return [row for row in rows if row.criterion.kind is CriterionKind.OBSERVED]


def test_the_space_after_an_explained_not_met_states_nothing_of_another_criterion(desk):
    for row in looked_at(desk):
        before = len(stated(desk))
        desk.clicks(row.more_button)
        desk.types(row.text_field, "sways")
        presses(desk, Qt.Key.Key_Return)
        presses(desk, Qt.Key.Key_Space)
        assert stated(desk)[before:] == [CriterionObserved(row.criterion.key, met=False, note="sways")]
        assert row.isAncestorOf(QApplication.focusWidget())


def test_enter_in_the_empty_field_keeps_no_bare_not_met_but_its_button_does(desk):
    row = looked_at(desk)[0]
    desk.clicks(row.more_button)
    presses(desk, Qt.Key.Key_Return)
    assert stated(desk) == []
    assert "by the button" in row.text_field.placeholderText()

    desk.clicks(row.keep_button)
    assert stated(desk) == [CriterionObserved(row.criterion.key, met=False, note="")]


def test_met_by_space_twice_states_it_once(desk):
    for row in looked_at(desk):
        before = len(stated(desk))
        row.met_button.setFocus()
        presses(desk, Qt.Key.Key_Space)
        presses(desk, Qt.Key.Key_Space)
        assert stated(desk)[before:] == [CriterionObserved(row.criterion.key, met=True)]


def test_the_space_after_the_escort_is_named_states_no_criterion(desk):
    row = next(row for row in desk.page.criteria.rows.values() if row.criterion.kind is CriterionKind.ESCORT)
    desk.clicks(row.more_button)
    desk.types(row.text_field, "Brother")
    presses(desk, Qt.Key.Key_Return)
    presses(desk, Qt.Key.Key_Space)
    assert desk.chart.page[-1].event == EscortNamed("Brother")
    assert stated(desk) == []


def test_a_button_that_goes_because_its_criterion_is_met_leaves_the_keyboard_in_its_row(desk):
    row = desk.page.criteria.rows["two_sets_in_range"]
    row.observe_button.setFocus()
    for _ in range(2):
        desk.team.clock.advance(minutes=15)
        desk.team.writes(desk.session, typed_set(**CALM, sedation=5))
    desk.refreshes()
    assert row.observe_button.isHidden()
    assert QApplication.focusWidget() is row
    presses(desk, Qt.Key.Key_Space)
    assert stated(desk) == []
    presses(desk, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not row


def test_a_sign_button_that_is_disabled_under_the_keyboard_passes_it_to_nothing(desk):
    desk.team.recovers(desk.session)
    desk.refreshes()
    desk.page.sign.sign_button.setFocus()
    before = len(stated(desk))
    desk.team.writes(desk.session, CriterionObserved("gait", met=False, note="sways"))
    desk.refreshes()
    assert not desk.page.sign.sign_button.isEnabled()
    presses(desk, Qt.Key.Key_Space)
    assert len(stated(desk)) == before + 1
    assert desk.page.sign.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is desk.page.sign


def test_a_chart_signed_elsewhere_takes_the_keyboard_to_no_button(desk):
    desk.team.recovers(desk.session)
    desk.refreshes()
    desk.page.sign.pin_field.setFocus()
    desk.team.clinic.carry_out(Discharging(desk.session, PINS["nora"]), desk.team.nora)
    desk.refreshes()
    count = len(desk.chart.page)
    presses(desk, Qt.Key.Key_Space)
    presses(desk, Qt.Key.Key_Return)
    assert len(desk.chart.page) == count
