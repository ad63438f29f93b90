"""The chart as a table, newest first. A struck line stays where it was, struck."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from monitor.chart import Chart, Strike, Taken
from monitor.entries import Entry
from monitor.events import EntryId
from monitor.snapshot import Snapshot
from sessions.staff import Roster
from ui.chairside.table_line import COLUMNS, Column, TableLine
from ui.theme import LABEL_PX, font, tokens
from ui.widgets.looks import set_look

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 28
HEADER_PX = 32
LEAST_PX = 64
FRAME_PX = 4
LEAST_ROWS = 5
TABLE_PX = 14


class ChartTableModel(QAbstractTableModel):
    """Keeps the entries and looks up what a cell says when it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._roster = Roster()
        self._entries: list[Entry] = []
        self._taken: dict[EntryId, Taken] = {}

    def display(self, snapshot: Snapshot) -> None:
        """New entries are inserted where they belong; anything else that differs starts the table anew."""
        before, chart = self._chart, snapshot.chart
        if before is not None and before.page == chart.page:
            return
        page = list(reversed(chart.page))
        gaps = _inserted(self._entries, page)
        if gaps is None:
            self.beginResetModel()
            self._read(chart)
            self._entries = page
            self.endResetModel()
            return
        self._read(chart)
        for first, last in gaps:
            self.beginInsertRows(QModelIndex(), first, last)
            self._entries[first:first] = page[first : last + 1]
            self.endInsertRows()
        self._changed()

    def display_roster(self, roster: Roster) -> None:
        if roster != self._roster:
            self._roster = roster
            self._changed()

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, id: EntryId) -> int | None:
        return next((row for row, entry in enumerate(self._entries) if entry.id == id), None)

    def spans(self, row: int) -> Iterator[tuple[Column, Column]]:
        """Which columns of the row are one."""
        line = self._line(row)
        return line.spans() if line else iter(())

    def text(self, row: int, column: Column) -> str:
        """What the cell says."""
        line = self._line(row)
        return line.text(column, self._chart, self._roster) if self._chart and line else ""

    def _read(self, chart: Chart) -> None:
        self._chart = chart
        self._taken = {taken.entry: taken for taken in chart.sets}

    def _line(self, row: int) -> TableLine | None:
        entry = self.entry(row)
        return TableLine(entry, self._strike(entry), self._taken.get(entry.id)) if entry else None

    def _strike(self, entry: Entry) -> Strike | None:
        return self._chart.strikes.get(entry.id) if self._chart else None

    def _changed(self) -> None:
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
        line = self._line(index.row()) if index.isValid() else None
        if self._chart is None or line is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text(column, self._chart, self._roster)
            case Qt.ItemDataRole.ToolTipRole:
                return line.hint(column, self._chart, self._roster)
            case Qt.ItemDataRole.FontRole:
                return _font(line, column)
            case Qt.ItemDataRole.ForegroundRole:
                return _color(line, column)
        return None


def _font(line: TableLine, column: Column) -> QFont:
    is_reading = column in (Column.PRESSURE, Column.HEART_RATE, Column.SPO2)
    is_remark = column is Column.REMARKS or (column is Column.FLAGS and line.strike is not None)
    face = font(LABEL_PX if is_remark else TABLE_PX, bold=is_reading and line.is_set)
    face.setStrikeOut(line.strike is not None and column is not Column.FLAGS)
    return face


def _color(line: TableLine, column: Column) -> QColor | None:
    theme = tokens()
    if line.strike or column in (Column.REMARKS, Column.BY):
        return QColor(theme.muted)
    if column is Column.FLAGS and line.worst:
        return QColor(theme.tones[line.worst].mark)
    return None


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


class ChartTable(QWidget):
    """Clicking a row, or moving to it with the arrows, chooses its entry."""

    entry_chosen = Signal(object)  # EntryId

    def __init__(self) -> None:
        super().__init__()
        self.model = ChartTableModel()
        self.table = QTableView()
        self._is_choosing = False
        self._arrange()
        self.model.modelReset.connect(self._span_all)
        self.model.dataChanged.connect(self._span_all)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.clicked.connect(self._tell)

    def display(self, snapshot: Snapshot) -> None:
        self.model.display(snapshot)

    def display_roster(self, roster: Roster) -> None:
        self.model.display_roster(roster)

    def choose(self, id: EntryId) -> None:
        """Select the entry's row and bring it into view. Emits nothing."""
        row = self.model.row_of(id)
        if row is not None:
            self._is_choosing = True
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
            self._is_choosing = False

    def keep_rows(self, number: int) -> None:
        """At least so many rows stay in view however low the window is."""
        self.table.setMinimumHeight(HEADER_PX + number * ROW_PX + FRAME_PX)

    @property
    def chosen(self) -> EntryId | None:
        entry = self.model.entry(self.table.currentIndex().row())
        return entry.id if entry else None

    def _tell(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry and not self._is_choosing:
            self.entry_chosen.emit(entry.id)

    def _span_all(self) -> None:
        """After every change: a line that was struck since has other spans than before."""
        self.table.clearSpans()
        for row in range(self.model.rowCount()):
            for first, last in self.model.spans(row):
                start = COLUMNS.index(first)
                self.table.setSpan(row, start, 1, COLUMNS.index(last) - start + 1)

    def _arrange(self) -> None:
        set_look(self.table, "chart")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(HEADER_PX)
        self.keep_rows(LEAST_ROWS)
        for number, column in enumerate(COLUMNS):
            if column.width >= 1:
                header.resizeSection(number, int(column.width))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)

    def _share_width(self) -> None:
        left = self.table.viewport().width() - sum(column.width for column in COLUMNS if column.width >= 1)
        for number, column in enumerate(COLUMNS):
            if column.width < 1:
                self.table.horizontalHeader().resizeSection(number, max(int(left * column.width), LEAST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
