"""The sessions that are over: those that wait for a clinician's review, and beneath them the others."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from monitor.clock import offset_from_utc
from sessions.clinic import Overview
from sessions.index import SessionLine
from ui.review.session_table import COLUMNS, SessionTable
from ui.theme import GRID_PX, TOUCH_PX
from ui.widgets.looks import label, set_look
from ui.widgets.texts import show

WIDTHS = {
    "Date": 104,
    "Birth date": 104,
    "Record": 160,
    "Chair": 96,
    "Given": 128,
    "Discharged": 104,
    "Criteria": 144,
}
STRETCHED = 1  # the patient's column takes what room there is

REVIEWED = COLUMNS.index("Reviewed")
HEADER_PX = 44


class ReviewList(QWidget):
    opened = Signal(str)  # session

    def __init__(self, local_offset: Callable[[datetime], timedelta] = offset_from_utc) -> None:
        super().__init__()
        set_look(self, "page")
        self.search_field = QLineEdit()
        self.waiting_label = label("", "heading")
        self.reviewed_label = label("", "heading")
        self.none_label = label("No session waits for review.", "muted")
        self.waiting = SessionTable(local_offset)
        self.reviewed = SessionTable(local_offset)
        self.waiting_table = QTableView()
        self.reviewed_table = QTableView()
        self._lines: tuple[SessionLine, ...] = ()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.search_field)
        self.search_field.setPlaceholderText("Name or record number")
        self.search_field.setClearButtonEnabled(True)
        self.search_field.setFixedWidth(320)
        head = QHBoxLayout()
        head.addWidget(label("Review", "title"), 1)
        head.addWidget(self.search_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addWidget(self.waiting_label)
        column.addWidget(self.none_label)
        for table, model in ((self.waiting_table, self.waiting), (self.reviewed_table, self.reviewed)):
            _dress(table, model)
        self.waiting_table.setColumnHidden(REVIEWED, True)
        column.addWidget(self.waiting_table, 3)
        column.addSpacing(GRID_PX)
        column.addWidget(self.reviewed_label)
        column.addWidget(self.reviewed_table, 2)
        column.addStretch()

    def _connect(self) -> None:
        self.search_field.textChanged.connect(lambda _text: self._refresh())
        for table, model in ((self.waiting_table, self.waiting), (self.reviewed_table, self.reviewed)):
            table.clicked.connect(lambda index, model=model: self._open(model, index))
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                enter = QShortcut(QKeySequence(key), table)
                enter.setContext(Qt.ShortcutContext.WidgetShortcut)
                enter.activated.connect(lambda table=table, model=model: self._open(model, table.currentIndex()))

    def display(self, overview: Overview) -> None:
        if overview.lines != self._lines:
            self._lines = overview.lines
            self._refresh()

    def _refresh(self) -> None:
        found = sorted((line for line in self._lines if not line.is_open and self._matches(line)), key=_over_at)
        waiting = [line for line in found if not (line.reviewed_at or line.cancelled_at)]
        settled = [line for line in reversed(found) if line.reviewed_at or line.cancelled_at]
        cancelled = sum(line.cancelled_at is not None for line in settled)
        self.waiting.display(tuple(waiting))
        self.reviewed.display(tuple(settled))
        show(self.waiting_label, f"Waiting for review: {len(waiting)}")
        more = f" · cancelled: {cancelled}" if cancelled else ""
        show(self.reviewed_label, f"Reviewed: {len(settled) - cancelled}{more}")
        self.reviewed_table.setVisible(bool(settled))
        for table, lines in ((self.waiting_table, waiting), (self.reviewed_table, settled)):
            table.setMaximumHeight(HEADER_PX + len(lines) * TOUCH_PX)  # no empty frame below the last
        self.waiting_table.setVisible(bool(waiting))
        self.none_label.setVisible(not waiting)

    def _matches(self, line: SessionLine) -> bool:
        """Every word typed is found in the name or the record number."""
        text = f"{line.patient.surname} {line.patient.given} {line.patient.record_number}".casefold()
        return all(word in text for word in self.search_field.text().casefold().replace(",", " ").split())

    def _open(self, model: SessionTable, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(model.session(index.row()))


def _over_at(line: SessionLine) -> datetime:
    return line.cancelled_at or line.discharged_at or line.opened_at


def _dress(table: QTableView, model: SessionTable) -> None:
    set_look(table, "list")
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(TOUCH_PX)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultSectionSize(120)
    for name, width in WIDTHS.items():
        header.resizeSection(COLUMNS.index(name), width)
    header.setSectionResizeMode(STRETCHED, QHeaderView.ResizeMode.Stretch)
