"""The list for the clinician: who waits longest stands first, and anybody is found by name or number."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from monitor.events import Patient
from monitor.limits import Severity
from sessions.clinic import Overview
from sessions.index import SessionLine
from sessions.staff import Roster
from tests.clinics import NOON
from ui.review.review_list import ReviewList
from ui.review.session_table import COLUMNS
from ui.theme import tokens


def line(name, record, *, days_ago, reviewed=False, discharged=True):
    opened = NOON - timedelta(days=days_ago)
    return SessionLine(
        session=f"session of {name}",
        patient=Patient(name, "Anna", date(1980, 2, 29), record),
        chair="Chair 1",
        opened_at=opened,
        left_at=None,
        started_at=opened + timedelta(minutes=20),
        ended_at=opened + timedelta(minutes=60),
        discharged_at=opened + timedelta(minutes=100) if discharged else None,
        reviewed_at=opened + timedelta(days=1) if reviewed else None,
        overridden=0 if discharged else None,
    )


LINES = (
    line("Adler", "MRN 1", days_ago=4, reviewed=True),
    line("Berg", "MRN 2", days_ago=1),
    line("Corti", "MRN 3", days_ago=3),
    line("Dahl", "MRN 4", days_ago=2, reviewed=True),
    line("Egede", "MRN 5", days_ago=0, discharged=False),
)


@pytest.fixture
def shown(qtbot):
    page = ReviewList(lambda _at: timedelta(hours=1))
    qtbot.addWidget(page)
    page.display(Overview(NOON, Roster(), (), LINES))
    return page


def patients(model):
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_the_discharged_wait_oldest_first_and_the_reviewed_stand_below(shown):
    assert patients(shown.waiting) == ["CORTI, Anna", "BERG, Anna"]
    assert patients(shown.reviewed) == ["DAHL, Anna", "ADLER, Anna"]
    assert shown.waiting_label.text() == "Waiting for review: 2"


def test_an_open_session_is_in_neither_list(shown):
    assert "EGEDE, Anna" not in patients(shown.waiting) + patients(shown.reviewed)


def test_a_cancelled_session_is_found_below_and_says_that_it_was_cancelled(shown):
    cancelled = replace(LINES[4], session="cancelled", started_at=None, ended_at=None, cancelled_at=NOON)
    shown.display(Overview(NOON, Roster(), (), (*LINES, cancelled)))

    assert patients(shown.reviewed) == ["EGEDE, Anna", "DAHL, Anna", "ADLER, Anna"]
    assert shown.reviewed.index(0, COLUMNS.index("Reviewed")).data() == "cancelled"
    assert shown.reviewed.index(0, COLUMNS.index("Given")).data() == "–"
    assert shown.reviewed_label.text() == "Reviewed: 2 · cancelled: 1"


CRITERIA = COLUMNS.index("Criteria")


@pytest.mark.parametrize("reviewed", [False, True])
@pytest.mark.parametrize(("criteria", "words"), [(1, "overridden, 1 criterion"), (2, "overridden, 2 criteria")])
def test_an_overridden_discharge_stands_out_by_shape_word_and_colour_before_and_after_the_review(
    shown, reviewed, criteria, words
):
    overridden = replace(line("Berg", "MRN 2", days_ago=1, reviewed=reviewed), overridden=criteria)
    shown.display(Overview(NOON, Roster(), (), (overridden,)))
    model, table = (shown.reviewed, shown.reviewed_table) if reviewed else (shown.waiting, shown.waiting_table)
    cell = model.index(0, CRITERIA)

    assert cell.data() == f"▲ {criteria} overridden"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == words
    assert cell.data(Qt.ItemDataRole.ForegroundRole).name() == tokens().tones[Severity.CAUTION].mark.lower()
    assert not table.isColumnHidden(CRITERIA)


def test_a_discharge_by_the_criteria_says_so_and_has_no_colour(shown):
    cell = shown.waiting.index(0, CRITERIA)
    assert cell.data() == "all met"
    assert cell.data(Qt.ItemDataRole.ForegroundRole) is None


def test_what_nobody_counted_is_a_dash_and_not_all_met(shown):
    shown.display(Overview(NOON, Roster(), (), (replace(LINES[1], overridden=None),)))
    assert shown.waiting.index(0, CRITERIA).data() == "–"


@pytest.mark.parametrize("typed", ["ber", "BERG", "anna berg", "Berg, Anna", "mrn 2"])
def test_a_session_is_found_by_name_or_record_number(qtbot, shown, typed):
    qtbot.keyClicks(shown.search_field, typed)
    assert patients(shown.waiting) == ["BERG, Anna"]
    assert patients(shown.reviewed) == []


def test_the_search_outlives_the_next_look_at_the_record(qtbot, shown):
    qtbot.keyClicks(shown.search_field, "ber")
    shown.display(Overview(NOON, Roster(), (), (*LINES, line("Berger", "MRN 9", days_ago=5))))
    assert patients(shown.waiting) == ["BERGER, Anna", "BERG, Anna"]


def test_times_are_the_clinics_own(shown):
    row = [shown.reviewed.index(0, column).data() for column in range(shown.reviewed.columnCount())]
    assert row[0] == "19.11.2026"
    assert row[5:] == ["13:20 – 14:00", "14:40", "all met", "20.11. 13:00"]


def test_a_click_opens_the_session(qtbot, shown):
    shown.show()
    place = shown.waiting_table.visualRect(shown.waiting.index(1, 1)).center()
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.mouseClick(shown.waiting_table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["session of Berg"]


def test_enter_opens_the_chosen_session(qtbot, shown):
    with qtbot.waitActive(shown):
        shown.show()
    shown.reviewed_table.setFocus()
    shown.reviewed_table.selectRow(0)
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.keyClick(shown.reviewed_table, Qt.Key.Key_Return)
    assert opened.args == ["session of Dahl"]


def test_the_same_lines_leave_the_choice_alone(qtbot, shown):
    shown.waiting_table.selectRow(1)
    shown.display(Overview(NOON + timedelta(seconds=1), Roster(), (), LINES))
    assert shown.waiting_table.currentIndex().row() == 1


def test_when_nobody_waits_it_says_so(shown):
    shown.display(Overview(NOON, Roster(), (), LINES[:1]))
    assert not shown.none_label.isHidden()
    assert shown.waiting_table.isHidden()


def test_a_spray_was_given_at_one_moment_and_an_infusion_from_when_to_when(shown):
    sprayed = replace(LINES[1], session="sprayed", ended_at=None)
    shown.display(Overview(NOON, Roster(), (), (sprayed, LINES[2])))
    given = COLUMNS.index("Given")
    assert [shown.waiting.index(row, given).data() for row in range(2)] == ["13:20 – 14:00", "13:20"]
