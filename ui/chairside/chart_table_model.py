"""The entries of a chart as rows of a table, newest first."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from monitor.chart import Chart
from monitor.course import Strike
from monitor.entries import Entry
from monitor.events import EntryId
from monitor.flagged import Flagged
from monitor.snapshot import Snapshot
from sessions.staff import Roster
from ui.chairside.table_line import BETWEEN, COLUMNS, Column, TableLine
from ui.theme import LABEL_PX, font, tokens

Index = QModelIndex | QPersistentModelIndex
TABLE_PX = 14
ANSWERED = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.FontRole,
    Qt.ItemDataRole.ForegroundRole,
)
"""Qt asks for many more roles at each painting of a cell."""


class Look(NamedTuple):
    """All that tells the picture of one cell from that of another in the same place."""

    text: str
    px: int
    is_bold: bool
    is_struck: bool
    color: str | None  # None is the theme's own
    parts: tuple[tuple[str, str], ...] = ()  # a text of several colours: each piece with its own

    @property
    def font(self) -> QFont:
        face = font(self.px, bold=self.is_bold)
        face.setStrikeOut(self.is_struck)
        return face


class ChartTableModel(QAbstractTableModel):
    """Keeps the entries and looks up what a cell says when it is painted."""

    struck = Signal()  # lines that were shown as standing

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._roster = Roster()
        self._entries: list[Entry] = []
        self._flagged: Mapping[EntryId, tuple[Flagged, ...]] = {}
        self._lines: dict[int, TableLine] = {}  # of the rows that were looked at since the last change

    def display(self, snapshot: Snapshot) -> None:
        """New entries are inserted where they belong; anything else that differs starts the table anew."""
        before, chart, flagged = self._chart, snapshot.chart, snapshot.flagged
        if before is not None and before.page == chart.page:
            if flagged != self._flagged:  # what was not taken again in time is worse now
                self._read(chart, flagged)
                self._changed()
            return
        page = list(reversed(chart.page))
        gaps = _inserted(self._entries, page)
        if gaps is None:
            self.beginResetModel()
            self._read(chart, flagged)
            self._entries = page
            self.endResetModel()
            return
        is_struck = before is not None and before.strikes != chart.strikes
        self._read(chart, flagged)
        for first, last in gaps:
            self.beginInsertRows(QModelIndex(), first, last)
            self._entries[first:first] = page[first : last + 1]
            self.endInsertRows()
        self._changed()
        if is_struck:
            self.struck.emit()

    def display_roster(self, roster: Roster) -> None:
        if roster != self._roster:
            self._roster = roster
            self._changed()

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, id: EntryId) -> int | None:
        return next((row for row, entry in enumerate(self._entries) if entry.id == id), None)

    def spans(self, row: int) -> Iterator[tuple[Column, Column]]:
        """Which columns of that row are one, from the first to the last."""
        entry = self.entry(row)
        return TableLine(entry, self._strike(entry)).spans() if entry else iter(())

    def text(self, row: int, column: Column) -> str:
        """What the cell says."""
        look = self.look(row, column)
        return look.text if look else ""

    def look(self, row: int, column: Column) -> Look | None:
        """How the cell says it. None where there is no row."""
        line = self._line(row)
        return _look(line, column, self._chart, self._roster) if self._chart and line else None

    def _read(self, chart: Chart, flagged: Mapping[EntryId, tuple[Flagged, ...]]) -> None:
        self._chart = chart
        self._lines.clear()
        self._flagged = flagged

    def _line(self, row: int) -> TableLine | None:
        line = self._lines.get(row)
        entry = None if line else self.entry(row)
        if entry:
            line = self._lines[row] = TableLine(entry, self._strike(entry), self._flagged.get(entry.id, ()))
        return line

    def _strike(self, entry: Entry) -> Strike | None:
        return self._chart.strikes.get(entry.id) if self._chart and self._chart.strikes else None

    def _changed(self) -> None:
        self._lines.clear()
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].title
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in ANSWERED or not index.isValid() or self._chart is None:
            return None
        line = self._line(index.row())
        if line is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.hint(column, self._chart, self._roster)
        look = _look(line, column, self._chart, self._roster)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return look.text
            case Qt.ItemDataRole.FontRole:
                return look.font
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(look.color) if look.color else None
        return None


def _look(line: TableLine, column: Column, chart: Chart, roster: Roster) -> Look:
    is_struck = line.strike is not None
    is_reading = column in (Column.PRESSURE, Column.HEART_RATE, Column.SPO2)
    is_remark = column is Column.REMARKS or (column is Column.FLAGS and is_struck)
    return Look(
        text=line.text(column, chart, roster),
        px=LABEL_PX if is_remark else TABLE_PX,
        is_bold=is_reading and line.is_set,
        is_struck=is_struck and column is not Column.FLAGS,
        color=_color(line, column),
        parts=_parts(line) if column is Column.FLAGS else (),
    )


def _color(line: TableLine, column: Column) -> str | None:
    theme = tokens()
    if line.strike or column in (Column.REMARKS, Column.BY):
        return theme.muted
    if line.worst and column is (Column.FLAGS if line.is_set else Column.PRESSURE):
        return theme.tones[line.worst].mark
    return None


def _parts(line: TableLine) -> tuple[tuple[str, str], ...]:
    """Of several severities each in its own colour."""
    flags = {} if line.strike or not line.is_set else line.flags()
    if len(flags) < 2:
        return ()
    tones = tokens().tones
    return tuple((text + BETWEEN, tones[severity].mark) for severity, text in flags.items())


def _inserted(old: list[Entry], new: list[Entry]) -> list[tuple[int, int]] | None:
    """Where in `new` runs of entries begin and end that `old` lacks; None if more than that is different."""
    gaps: list[tuple[int, int]] = []
    seen = 0
    for row, entry in enumerate(new):
        if seen < len(old) and entry.id == old[seen].id:
            seen += 1
        elif gaps and gaps[-1][1] == row - 1:
            gaps[-1] = (gaps[-1][0], row)
        else:
            gaps.append((row, row))
    return gaps if old and seen == len(old) else None
