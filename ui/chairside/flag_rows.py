"""Flags one below the other. Rows are kept and used again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from monitor.flags import Flag
from monitor.snapshot import Snapshot
from sessions.staff import Roster
from ui.chairside.flag_row import FlagRow
from ui.theme import GRID_PX
from ui.widgets.focus import in_reading_order

MOST_IN_FULL = 2


class FlagRows(QWidget):
    entry_chosen = Signal(object)  # EntryId
    answering = Signal(object)  # Flag

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FlagRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX // 2)

    def display(
        self, flags: Sequence[Flag], snapshot: Snapshot, roster: Roster, first: Flag | None = None, key: str = ""
    ) -> None:
        """The key stands on the button of the `first` flag to answer. Many are told in brief: more are in view so."""
        while len(self.rows) < len(flags):
            self._add_row()
        for row, flag in zip(self.rows, flags, strict=False):
            row.display(flag, snapshot, roster, key if flag is first else "", is_brief=len(flags) > MOST_IN_FULL)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(flags))

    def permit(self, objection: str | None) -> None:
        for row in self.rows:
            row.permit(objection)

    def _add_row(self) -> None:
        row = FlagRow()
        row.chosen.connect(self.entry_chosen)
        row.answering.connect(self.answering)
        self._column.addWidget(row)
        before = self.rows[-1].answer_button if self.rows else self
        self.rows.append(row)
        in_reading_order(before, row, row.answer_button)
