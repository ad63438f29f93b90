"""The chart as a table, newest first. A struck line stays where it was, struck."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from monitor.events import EntryId
from monitor.snapshot import Snapshot
from sessions.staff import Roster
from ui.chairside.chart_table_cells import CellPictures
from ui.chairside.chart_table_model import ChartTableModel
from ui.chairside.table_line import COLUMNS, Column
from ui.widgets.looks import set_look

ROW_PX = 28
HEADER_PX = 32
LEAST_PX = 80
FRAME_PX = 4
LEAST_ROWS = 4


class ChartTable(QWidget):
    """Clicking a row, or moving to it with the arrows, chooses its entry."""

    entry_chosen = Signal(object)  # EntryId

    def __init__(self) -> None:
        super().__init__()
        self.model = ChartTableModel()
        self.table = _Rows()
        self._is_choosing = False
        self._is_telling = False
        self._arrange()
        self.model.modelReset.connect(self._span_all)
        self.model.rowsInserted.connect(self._span_inserted)
        self.model.struck.connect(self._span_all)
        self.table.selectionModel().currentRowChanged.connect(self._tell_stepped)
        self.table.released.connect(self._tell)

    def display(self, snapshot: Snapshot) -> None:
        self.model.display(snapshot)

    def display_roster(self, roster: Roster) -> None:
        self.model.display_roster(roster)

    def choose(self, id: EntryId) -> None:
        """Select the entry's row and bring it into view. Emits nothing. What was chosen here is in view already."""
        row = self.model.row_of(id)
        if row is not None and not self._is_telling:
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
            self._is_telling = True
            self.entry_chosen.emit(entry.id)
            self._is_telling = False

    def _tell_stepped(self, index: QModelIndex) -> None:
        """By the arrows. By the mouse it is told once the button is let go: what it moves must not move under it."""
        if not self.table.is_pressed:
            self._tell(index)

    def _span_all(self) -> None:
        """A line that was struck has other spans than before."""
        self.table.clearSpans()
        self._span(range(self.model.rowCount()))

    def _span_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """The spans of the other rows move with them."""
        self._span(range(first, last + 1))

    def _span(self, rows: range) -> None:
        for row in rows:
            for begin, end in self.model.spans(row):
                start = COLUMNS.index(begin)
                self.table.setSpan(row, start, 1, COLUMNS.index(end) - start + 1)
        self.table.doItemsLayout()  # now, or the table is painted once without and once with it

    def _arrange(self) -> None:
        set_look(self.table, "chart")
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellPictures(self.model, self.table))
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
        shares = {column: max(int(left * column.width), LEAST_PX) for column in COLUMNS if column.width < 1}
        shares[Column.FLAGS] += int(left) - sum(shares.values())
        for column, width in shares.items():
            self.table.horizontalHeader().resizeSection(COLUMNS.index(column), max(width, LEAST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        before = event.oldSize().height() - HEADER_PX - FRAME_PX
        chosen = self.table.currentIndex()
        place = self.table.visualRect(chosen)
        if chosen.isValid() and place.top() >= 0 and place.bottom() <= before:
            self.table.scrollTo(chosen)  # it was in view, and stays so where the table gets lower


class _Rows(QTableView):
    """Says when the mouse lets go of a row."""

    released = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.is_pressed = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_pressed = self.indexAt(event.position().toPoint()).isValid()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_pressed, self.is_pressed = self.is_pressed, False
        super().mouseReleaseEvent(event)
        if was_pressed and self.currentIndex().isValid():
            self.released.emit(self.currentIndex())
