"""The order of the board, and what can be opened from it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from monitor.events import EntryId, Patient, SessionOpened
from monitor.snapshot import take_snapshot
from sessions.clinic import BrokenSession, Overview
from sessions.index import SessionLine
from sessions.staff import Roster
from sessions.stores.contract import BrokenChain, UnreadableEntry
from tests.builders import PATIENT, PROTOCOL, STARTED, STARTED_AT, minute, page, vitals
from ui.board.board_page import BoardPage
from ui.widgets.marks import Mark

CHAIRS = ("Chair 1", "Chair 2", "Chair 3", "Chair 4")
FINE = vitals(systolic=122, diastolic=76, heart_rate=70, spo2=98)
CAUTION = vitals(systolic=166, diastolic=92, heart_rate=84, spo2=97)
CRITICAL = vitals(systolic=184, diastolic=96, heart_rate=90, spo2=97)


def sitting(chair, *lines, now=12.0):
    """The session on that chair, named after it."""
    opened = SessionOpened(PATIENT, chair, PROTOCOL, utc_offset_min=60)
    return take_snapshot(page((-10, FINE), STARTED, *lines, session=f"on {chair}", opened=opened), minute(now))


def overview(*sessions, chairs=CHAIRS, lines=()):
    return Overview(minute(12), Roster((), chairs), sessions, lines)


@pytest.fixture
def board(qtbot):
    made = BoardPage()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def order(board):
    """Chairs as they stand, row by row."""
    leaving = board.leaving_tiles.values()
    tiles = [*board.broken_tiles.values(), *board.tiles.values(), *leaving, *board.free_chairs.values()]
    tiles.sort(key=lambda tile: (tile.y(), tile.x()))
    return [tile.chair_label.text() for tile in tiles]


def show(board, qtbot, shown):
    board.display(shown)
    board.grid.layout().activate()


def test_the_worst_flag_stands_first_and_free_chairs_last(board, qtbot):
    fine = sitting("Chair 1", (9, FINE))
    caution = sitting("Chair 2", (9, CAUTION))
    critical = sitting("Chair 4", (9, CRITICAL))
    show(board, qtbot, overview(fine, caution, critical))
    assert order(board) == ["Chair 4", "Chair 2", "Chair 1", "Chair 3"]


def test_of_the_same_severity_the_longer_overdue_stands_first(board, qtbot):
    shorter = sitting("Chair 1", (10, FINE), now=25.0)
    longer = sitting("Chair 2", now=15.0)
    assert shorter.worst == longer.worst
    longest = sitting("Chair 3", now=19.5)
    show(board, qtbot, overview(shorter, longer, longest))
    assert order(board)[:3] == ["Chair 3", "Chair 1", "Chair 2"]


def test_what_nobody_has_answered_in_time_stands_before_what_is_worse(board, qtbot):
    waits = sitting("Chair 3", now=19.0)  # a set 9 min late, a caution for 6 min
    critical = sitting("Chair 1", (18.5, CRITICAL), now=19.0)
    assert waits.worst < critical.worst
    show(board, qtbot, overview(critical, waits))
    assert order(board)[:2] == ["Chair 3", "Chair 1"]


def test_with_nothing_to_choose_between_them_chairs_keep_their_order(board, qtbot):
    show(board, qtbot, overview(sitting("Chair 3", (9, FINE)), sitting("Chair 1", (9, FINE))))
    assert order(board) == ["Chair 1", "Chair 3", "Chair 2", "Chair 4"]


def test_a_session_on_a_chair_that_is_not_on_the_list_has_a_tile(board, qtbot):
    show(board, qtbot, overview(sitting("Sofa", (9, FINE))))
    assert order(board) == ["Sofa", *CHAIRS]


def test_a_free_chair_asks_for_a_new_session_on_it(board, qtbot):
    show(board, qtbot, overview())
    with qtbot.waitSignal(board.new_session_requested) as asked:
        qtbot.mouseClick(board.free_chairs["Chair 2"].new_session_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["Chair 2"]


def test_a_click_or_enter_on_a_tile_opens_its_session(board, qtbot):
    show(board, qtbot, overview(sitting("Chair 2", (9, FINE))))
    tile = board.tiles["on Chair 2"]
    for touch in (
        lambda: qtbot.mouseClick(tile, Qt.MouseButton.LeftButton),
        lambda: qtbot.mouseClick(tile.last_set.pressure.value_label, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(tile, Qt.Key.Key_Return),
    ):
        with qtbot.waitSignal(board.opened) as opened:
            touch()
        assert opened.args == ["on Chair 2"]


def test_tiles_are_used_again_and_gone_ones_leave(board, qtbot):
    show(board, qtbot, overview(sitting("Chair 1", (9, FINE)), sitting("Chair 2", (9, FINE))))
    kept = board.tiles["on Chair 1"]
    show(board, qtbot, overview(sitting("Chair 1", (9, FINE), now=13.0)))
    assert board.tiles == {"on Chair 1": kept}
    assert order(board) == ["Chair 1", "Chair 2", "Chair 3", "Chair 4"]


def test_a_tile_keeps_the_focus_when_the_order_changes(board, qtbot):
    show(board, qtbot, overview(sitting("Chair 1", (9, FINE)), sitting("Chair 2", (9, FINE))))
    board.tiles["on Chair 2"].setFocus()
    show(board, qtbot, overview(sitting("Chair 1", (9, FINE)), sitting("Chair 2", (9, CRITICAL))))
    assert order(board)[0] == "Chair 2"
    assert board.focusWidget() is board.tiles["on Chair 2"]


def test_a_chair_whose_patient_is_signed_and_has_not_left_is_not_free(board, qtbot, monkeypatch):
    monkeypatch.setattr("ui.board.board_page.offset_from_utc", lambda _now: STARTED_AT - STARTED_AT)
    waits = replace(line("home", discharged=3), left_at=None)
    show(board, qtbot, overview(sitting("Chair 3", (9, FINE)), lines=(waits,)))
    tile = board.leaving_tiles["home"]
    assert order(board) == ["Chair 3", "Chair 1", "Chair 2", "Chair 4"]
    assert list(board.free_chairs) == ["Chair 2", "Chair 4"]
    assert (tile.patient_label.text(), tile.state_label.text()) == ("MEYER, Jo", "signed, not left yet")
    assert tile.about_label.text() == "signed 13:48 · free once “Patient left” is charted"
    assert board.summary_label.text() == "2 in use · 1 signed, not left yet · 2 free"
    with qtbot.waitSignal(board.opened) as opened:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert opened.args == ["home"]

    show(board, qtbot, overview(sitting("Chair 3", (9, FINE)), lines=(replace(waits, left_at=minute(9)),)))
    assert board.leaving_tiles == {}
    assert list(board.free_chairs) == ["Chair 2", "Chair 4", "Chair 1"]
    assert board.summary_label.text() == "1 in use · 3 free"


def test_the_finished_list_says_who_has_not_left_yet(board, qtbot):
    waits = replace(line("home", discharged=3), left_at=None)
    for shown, said in ((waits, True), (replace(waits, left_at=minute(9)), False)):
        show(board, qtbot, overview(lines=(shown,)))
        row = board.finished.rows["home"]
        assert row.leaving_label.isVisibleTo(row) is said
        assert row.leaving_label.text() == "not left yet"
        assert ("not left yet" in row.accessibleName()) is said


def test_a_clinic_without_chairs_says_who_adds_them(board, qtbot):
    show(board, qtbot, overview(chairs=()))
    assert board.empty_label.isVisible()
    assert "administrator" in board.empty_label.text()
    show(board, qtbot, overview())
    assert not board.empty_label.isVisible()


def test_a_wide_window_has_more_columns_and_a_narrow_one_at_least_one(board, qtbot):
    show(board, qtbot, overview(*(sitting(chair, (9, FINE)) for chair in CHAIRS)))
    wide = {}
    for width in (640, 1280, 1920):
        board.resize(width, 800)
        wide[width] = board.grid.columns
    assert wide == {640: 1, 1280: 2, 1920: 3}


def line(session, *, discharged, reviewed=None, surname="Meyer"):
    patient = Patient(surname, "Jo", PATIENT.birth_date, "MRN 9")
    at = None if reviewed is None else minute(reviewed)
    discharged_at = None if discharged is None else minute(discharged)
    return SessionLine(
        session, patient, "Chair 1", STARTED_AT, discharged_at=discharged_at, left_at=discharged_at, reviewed_at=at
    )


def test_sessions_finished_today_are_listed_latest_first(board, qtbot, monkeypatch):
    monkeypatch.setattr("ui.board.finished_list.offset_from_utc", lambda _now: STARTED_AT - STARTED_AT)
    yesterday = line("old", discharged=-24 * 60)
    first = line("first", discharged=-60, reviewed=-5)
    last = line("last", discharged=3)
    show(board, qtbot, overview(lines=(yesterday, first, line("open", discharged=None), last)))
    assert list(board.finished.rows) == ["last", "first"]
    assert board.finished.rows["last"].about_label.text() == "Chair 1 · 13:48 · waits for review"
    assert board.finished.rows["first"].about_label.text() == "Chair 1 · 12:45 · reviewed"

    with qtbot.waitSignal(board.opened) as opened:
        qtbot.mouseClick(board.finished.rows["first"], Qt.MouseButton.LeftButton)
    assert opened.args == ["first"]


def test_a_session_cancelled_today_is_listed_as_such(board, qtbot, monkeypatch):
    monkeypatch.setattr("ui.board.finished_list.offset_from_utc", lambda _now: STARTED_AT - STARTED_AT)
    cancelled = replace(line("called off", discharged=None), cancelled_at=minute(2))
    show(board, qtbot, overview(lines=(line("home", discharged=3), cancelled)))

    assert list(board.finished.rows) == ["home", "called off"]
    assert board.finished.rows["called off"].about_label.text() == "Chair 1 · 13:47 · cancelled"


def test_today_begins_at_the_midnight_of_the_clinic(board, qtbot, monkeypatch):
    ahead = minute(12 * 60) - STARTED_AT  # 13:57 UTC is 01:57 of the next day there: midnight was at 12:00 UTC
    monkeypatch.setattr("ui.board.finished_list.offset_from_utc", lambda _now: ahead)
    midnight = -105
    show(board, qtbot, overview(lines=(line("at", discharged=midnight), line("before", discharged=midnight - 1))))
    assert list(board.finished.rows) == ["at"]


def test_a_review_changes_the_line_it_belongs_to(board, qtbot):
    show(board, qtbot, overview(lines=(line("x", discharged=3),)))
    row = board.finished.rows["x"]
    show(board, qtbot, overview(lines=(line("x", discharged=3, reviewed=9),)))
    assert board.finished.rows["x"] is row
    assert row.about_label.text().endswith("· reviewed")


def test_an_overridden_discharge_is_listed_as_such_before_and_after_the_review(board, qtbot):
    for reviewed in (None, 9):
        overridden = replace(line("x", discharged=3, reviewed=reviewed), overridden=2)
        show(board, qtbot, overview(lines=(overridden, replace(line("y", discharged=2), overridden=0))))
        row, usual = board.finished.rows["x"], board.finished.rows["y"]
        assert row.overridden_label.isVisibleTo(row)
        assert row.overridden_label.text() == "overridden, 2 criteria"
        assert row.accessibleName().endswith("overridden, 2 criteria")
        assert row.sizeHint().height() > usual.sizeHint().height()
        assert not usual.overridden_label.isVisibleTo(usual)


def broken(session, chair, problem=None, **about):
    sits = SessionLine(session, PATIENT, chair, minute(-10), **({"left_at": None} | about))
    return BrokenSession(sits, problem or BrokenChain(EntryId("A", 12)))


def test_a_chair_whose_chart_is_broken_stands_first_and_says_what_is_broken_and_what_to_do(board, qtbot, monkeypatch):
    monkeypatch.setattr("ui.board.board_page.offset_from_utc", lambda _now: STARTED_AT - STARTED_AT)
    lost = broken("lost", "Chair 3", started_at=minute(2))
    show(board, qtbot, replace(overview(sitting("Chair 1", (9, CRITICAL))), broken=(lost,)))

    tile = board.broken_tiles["lost"]
    assert order(board) == ["Chair 3", "Chair 1", "Chair 2", "Chair 4"]
    assert "Chair 3" not in board.free_chairs
    assert tile.findChildren(QAbstractButton) == []
    assert tile.patient_label.text() == "BERG, Anna"
    assert tile.identity_label.text() == "born 29.02.1980 · record MRN 00417"
    assert tile.course_label.text() == "Last known: started 13:47"
    assert tile.notice.text == (
        "The record is broken at entry A/12: it does not follow from the entry before it. "
        "Chart on paper, and ask an administrator to check the record with “verify”."
    )
    assert tile.notice.mark.mark is Mark.CRITICAL
    assert board.summary_label.text() == "2 in use · 1 cannot be shown · 2 free"


@pytest.mark.parametrize(
    ("about", "course"),
    [
        ({}, "opened 13:35, not started"),
        ({"started_at": minute(0)}, "started 13:45"),
        ({"started_at": minute(0), "ended_at": minute(40)}, "infusion ended 14:25"),
    ],
)
def test_a_broken_chair_says_how_far_the_list_knows_the_session_to_be(board, qtbot, monkeypatch, about, course):
    monkeypatch.setattr("ui.board.board_page.offset_from_utc", lambda _now: STARTED_AT - STARTED_AT)
    show(board, qtbot, replace(overview(), broken=(broken("lost", "Chair 3", **about),)))
    assert board.broken_tiles["lost"].course_label.text() == f"Last known: {course}"


def test_an_entry_of_another_version_asks_for_an_update_and_not_for_a_check(board, qtbot):
    unreadable = broken("lost", "Chair 3", UnreadableEntry(EntryId("DESK", 7), "The kind of entry 'x' is unknown."))
    show(board, qtbot, replace(overview(), broken=(unreadable,)))
    said = board.broken_tiles["lost"].notice.text
    assert said.startswith("Entry DESK/7 was written by another version of Vigil.")
    assert said.endswith("ask an administrator to update Vigil here.")


def test_a_chart_that_can_be_shown_again_has_its_usual_tile(board, qtbot):
    well = sitting("Chair 3", (9, FINE))
    lost = broken(well.chart.session, "Chair 3")
    for _ in range(2):
        show(board, qtbot, replace(overview(), broken=(lost,)))
        assert (list(board.tiles), list(board.broken_tiles)) == ([], ["on Chair 3"])
        show(board, qtbot, overview(well))
        assert (list(board.tiles), list(board.broken_tiles)) == (["on Chair 3"], [])


def test_displaying_emits_nothing(board, qtbot):
    with qtbot.assertNotEmitted(board.opened), qtbot.assertNotEmitted(board.new_session_requested):
        show(board, qtbot, overview(sitting("Chair 1", (9, CRITICAL)), lines=(line("x", discharged=3),)))
