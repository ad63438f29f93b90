"""The chart as a table: every entry, newest first, the struck ones struck."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from monitor.effects import Grade
from monitor.events import EffectSeen, NoteWritten, VitalsTaken
from monitor.limits import Severity
from monitor.snapshot import take_snapshot
from sessions.staff import Member, Roster
from tests.builders import NURSE, baseline, busy_page, entry, minute, page, running_page, shipped_page, strike, vitals
from ui.chairside.chart_table import ChartTable
from ui.chairside.chart_table_model import ChartTableModel
from ui.chairside.table_line import COLUMNS, Column
from ui.theme import DARK, LIGHT, apply_theme

SET = vitals(systolic=168, diastolic=96, heart_rate=88, spo2=95, oxygen=2)
NOTE = NoteWritten("asks for music")
ROSTER = Roster((Member(NURSE, ""),))


@pytest.fixture
def model():
    made = ChartTableModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.display_roster(ROSTER)
    return made


def snapshot(entries, at=20.0):
    return take_snapshot(entries, minute(at))


def row(model, number=0):
    return {column: text for column in COLUMNS if (text := model.text(number, column))}


def cell(model, number, column, role):
    return model.index(number, COLUMNS.index(column)).data(role)


def test_a_set_has_its_readings_in_their_columns(model):
    model.display(snapshot(running_page((10, SET))))
    assert row(model) == {
        Column.TIME: "14:55",
        Column.T: "T+10",
        Column.PRESSURE: "168/96",
        Column.HEART_RATE: "88",
        Column.SPO2: "95 % O₂",
        Column.WHAT: "2 L/min",
        Column.FLAGS: "▲ caution: systolic, SpO2  ● advisory: diastolic",
        Column.BY: "Anna Lind",
    }


def test_a_computed_mean_is_called_computed(model):
    model.display(snapshot(running_page((10, SET))))
    assert cell(model, 0, Column.PRESSURE, Qt.ItemDataRole.ToolTipRole) == (
        "Mean pressure 120 mmHg, computed from the two"
    )


def test_the_flags_in_full_are_in_the_tooltip(model):
    model.display(snapshot(running_page((10, SET))))
    full = cell(model, 0, Column.FLAGS, Qt.ItemDataRole.ToolTipRole)
    assert "▲ caution: Systolic 168 mmHg: at or above 165, caution limit" in full
    assert "● advisory: Diastolic 96 mmHg: at or above 95, advisory limit" in full


def test_the_tooltip_says_of_a_set_what_its_flags_say(model):
    shown = snapshot(running_page((10, baseline(systolic=184, spo2=89))), at=11)
    model.display(shown)
    full = cell(model, 0, Column.FLAGS, Qt.ItemDataRole.ToolTipRole)
    assert full.splitlines() == [f"◆ critical: {flag.sentence}" for flag in shown.flags if flag.vital]


def test_a_high_pressure_that_nobody_took_again_becomes_a_caution_with_no_new_entry(model):
    entries = running_page((10, baseline(systolic=168)))
    said = []
    for at in (14, 17):
        model.display(snapshot(entries, at=at))
        said.append(model.text(0, Column.FLAGS))
    assert said == ["● advisory: systolic", "▲ caution: systolic"]


def test_an_effect_that_is_flagged_says_so_by_shape_and_word(model):
    model.display(snapshot(running_page((10, EffectSeen("DISS", Grade.SEVERE)), (11, EffectSeen("DIZZ", Grade.MILD)))))
    assert model.text(1, Column.PRESSURE) == "◆ critical: Dissociation / unreality, severe"
    assert model.text(0, Column.PRESSURE) == "Dizziness / wooziness, mild"


def test_the_newest_entry_stands_first_and_an_event_in_words(model):
    model.display(snapshot(running_page((10, SET), (12, EffectSeen("DIZZ", Grade.MILD)))))
    assert model.text(0, Column.PRESSURE) == "Dizziness / wooziness, mild"
    assert model.text(1, Column.PRESSURE) == "168/96"


def test_before_the_start_there_is_no_t(model):
    model.display(snapshot(shipped_page((-20, SET)), at=-10))
    assert model.text(0, Column.T) == ""


def test_an_entry_written_late_says_when_and_one_written_at_once_does_not(model):
    entries = running_page((10, SET))
    late = entry(NOTE, at=minute(11), recorded_at=minute(13), after=entries[-1])
    soon = entry(NOTE, at=minute(12), recorded_at=minute(13), after=late)
    model.display(snapshot([*entries, late, soon]))
    assert [model.text(number, Column.REMARKS) for number in (0, 1)] == ["", "written 14:58"]


def test_a_confirmed_set_is_marked(model):
    confirmed = VitalsTaken(vitals(systolic=230).vitals, ("systolic",))
    model.display(snapshot(running_page((10, confirmed))))
    assert model.text(0, Column.REMARKS) == "confirmed ✓"


def test_a_struck_line_is_struck_and_says_by_whom_when_and_why(model):
    entries = running_page((10, SET))
    model.display(snapshot(strike(entries, entries[-1], 11)))
    assert model.text(1, Column.PRESSURE) == "168/96"
    assert cell(model, 1, Column.PRESSURE, Qt.ItemDataRole.FontRole).strikeOut()
    assert model.text(1, Column.FLAGS) == "struck by Anna Lind at 14:56: typed wrongly"
    assert not cell(model, 1, Column.FLAGS, Qt.ItemDataRole.FontRole).strikeOut()
    assert not cell(model, 0, Column.PRESSURE, Qt.ItemDataRole.FontRole).strikeOut()


def test_new_entries_are_inserted_where_they_belong_and_the_selection_stays(qtbot):
    table = ChartTable()
    qtbot.addWidget(table)
    QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    entries = running_page((10, SET), (15, NOTE))
    table.display(snapshot(entries))
    table.choose(entries[-2].id)
    late = entry(NOTE, at=minute(12), after=entries[-1])
    newest = entry(NOTE, at=minute(18), after=late)
    with qtbot.assertNotEmitted(table.model.modelReset):
        table.display(snapshot([*entries, late, newest]))
    assert [table.model.text(number, Column.T) for number in range(4)] == ["T+18", "T+15", "T+12", "T+10"]
    assert table.chosen == entries[-2].id


def test_why_a_line_is_struck_has_the_room_of_two_columns(qtbot):
    table = ChartTable()
    qtbot.addWidget(table)
    entries = running_page((10, SET), (15, NOTE))
    flags, words = COLUMNS.index(Column.FLAGS), COLUMNS.index(Column.PRESSURE)
    table.display(snapshot(entries))
    assert (table.table.columnSpan(1, words), table.table.columnSpan(0, words)) == (1, 6)
    table.display(snapshot(strike(strike(entries, entries[-1], 16), entries[-2], 16)))
    assert (table.table.columnSpan(3, flags), table.table.columnSpan(3, words)) == (2, 1)
    assert (table.table.columnSpan(2, flags), table.table.columnSpan(2, words)) == (2, 4)


def test_the_flags_of_a_set_have_the_room_of_its_remarks_where_there_are_none(qtbot):
    table = ChartTable()
    qtbot.addWidget(table)
    entries = running_page((10, SET), (12, replace(SET, confirmed=("systolic",))))
    late = entry(SET, at=minute(11), recorded_at=minute(19), after=entries[-1])
    table.display(snapshot([*entries, late]))
    flags = COLUMNS.index(Column.FLAGS)
    spans = {table.model.text(row, Column.T): table.table.columnSpan(row, flags) for row in range(3)}
    assert spans == {"T+12": 1, "T+11": 1, "T+10": 2}
    assert table.model.text(0, Column.REMARKS) == "confirmed ✓"
    assert table.model.text(1, Column.REMARKS).startswith("written")


def test_a_different_chart_starts_the_table_anew(qtbot, model):
    model.display(snapshot(running_page((10, SET))))
    with qtbot.waitSignal(model.modelReset):
        model.display(snapshot(running_page((10, NOTE))[2:3] + page((3, NOTE))))


def test_the_same_page_again_changes_nothing(qtbot, model):
    entries = running_page((10, SET))
    model.display(snapshot(entries))
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.display(snapshot(entries, at=21))


def test_clicking_a_row_chooses_its_entry_and_choosing_by_program_says_nothing(qtbot):
    table = ChartTable()
    qtbot.addWidget(table)
    entries = running_page((10, SET), (15, NOTE))
    table.display(snapshot(entries))
    table.resize(900, 300)
    table.show()
    with qtbot.assertNotEmitted(table.entry_chosen):
        table.choose(entries[-1].id)
    place = table.table.visualRect(table.model.index(1, 0)).center()
    with qtbot.waitSignal(table.entry_chosen) as chosen:
        qtbot.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0] == entries[-2].id


def test_a_table_shown_entry_by_entry_looks_like_one_shown_at_once(qtbot):
    entries = running_page((5, SET), (10, SET), (15, NOTE), (18, vitals(systolic=181, heart_rate=70)))
    struck = strike(entries, entries[-3], 19)
    grown = pictured(qtbot)
    for number in range(3, len(struck) + 1):
        fresh = pictured(qtbot)
        grown.display(snapshot(struck[:number]))
        fresh.display(snapshot(struck[:number]))
        assert grown.grab().toImage() == fresh.grab().toImage()
    grown.choose(struck[-2].id)
    fresh.choose(struck[-2].id)
    assert grown.grab().toImage() == fresh.grab().toImage()


def test_its_cells_take_the_colours_of_the_theme(qtbot):
    apply_theme(QApplication.instance(), DARK)
    table = pictured(qtbot)
    table.display(snapshot(running_page((10, SET))))
    table.grab()
    apply_theme(QApplication.instance(), LIGHT)
    fresh = pictured(qtbot)
    fresh.display(snapshot(running_page((10, SET))))
    assert table.grab().toImage() == fresh.grab().toImage()
    apply_theme(QApplication.instance(), DARK)


def test_each_severity_in_a_cell_has_its_own_colour(qtbot):
    apply_theme(QApplication.instance(), LIGHT)
    table = pictured(qtbot)
    table.resize(1900, 300)
    table.display(snapshot(running_page((10, SET))))
    shown = table.table.visualRect(table.model.index(0, COLUMNS.index(Column.FLAGS)))
    cell = table.table.viewport().grab(shown).toImage()
    seen = {cell.pixelColor(x, y).name() for x in range(cell.width()) for y in range(cell.height())}
    assert {LIGHT.tones[severity].mark.lower() for severity in (Severity.CAUTION, Severity.ADVISORY)} <= seen
    apply_theme(QApplication.instance(), DARK)


def pictured(qtbot):
    table = ChartTable()
    qtbot.addWidget(table)
    table.display_roster(ROSTER)
    table.resize(1200, 300)
    table.show()
    return table


def test_a_clicked_row_stays_chosen_and_in_view_whatever_comes_below_the_table(qtbot):
    shown = ChartTable()
    qtbot.addWidget(shown)
    shown.display(snapshot(busy_page(60), at=70))
    shown.resize(1200, 300)
    shown.show()
    table, model = shown.table, shown.model
    chosen = []
    shown.entry_chosen.connect(chosen.append)
    shown.entry_chosen.connect(shown.choose)  # as the page does
    shown.entry_chosen.connect(lambda _id: shown.resize(1200, 260))
    table.scrollTo(model.index(30, 0))
    number = table.indexAt(QPoint(10, table.viewport().height() - 5)).row() - 1
    place = table.visualRect(model.index(number, 0)).center()
    top = table.verticalScrollBar().value()
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (chosen, table.verticalScrollBar().value()) == ([], top)
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [model.entry(number).id]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [number]
    assert table.viewport().rect().contains(table.visualRect(model.index(number, 0)))
    assert shown.chosen == model.entry(number).id


def test_a_row_in_view_that_is_clicked_does_not_scroll(qtbot):
    shown = ChartTable()
    qtbot.addWidget(shown)
    shown.display(snapshot(busy_page(60), at=70))
    shown.resize(1200, 300)
    shown.show()
    shown.entry_chosen.connect(shown.choose)
    shown.table.scrollTo(shown.model.index(30, 0))
    top = shown.table.verticalScrollBar().value()
    place = shown.table.visualRect(shown.model.index(top + 1, 0)).center()
    qtbot.mouseClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.table.verticalScrollBar().value() == top
