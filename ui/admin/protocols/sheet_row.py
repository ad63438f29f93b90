"""One row of a protocol as it is read, with the button to change it where it may be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import GRID_PX, TOUCH_PX
from ui.widgets.looks import button, label, set_look
from ui.widgets.texts import show

EDIT_PX, LINE_PX = 72, 18


class SheetRow(QWidget):
    """Its cells are as wide as their shares, so that those of all rows of a section stand beneath each other."""

    edit_requested = Signal()

    def __init__(self, shares: Sequence[int], looks: Sequence[str], *, ruled: bool) -> None:
        super().__init__()
        self.cells = tuple(_cell(look) for look in looks)
        self.edit_button = button("Edit", "quiet")
        self.edit_button.setFixedWidth(EDIT_PX)
        line = QHBoxLayout()
        self._line = line
        self._margin = GRID_PX if ruled else 2
        line.setSpacing(2 * GRID_PX)
        for cell, share in zip(self.cells, shares, strict=True):
            line.addWidget(cell, share)
        line.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        rule = QFrame()
        set_look(rule, "rule")
        column.addWidget(rule)
        rule.setVisible(ruled)
        column.addLayout(line)
        self.permit(on=False, busy="")
        self.edit_button.clicked.connect(self.edit_requested)

    def display(self, texts: Sequence[str], where: str) -> None:
        for cell, text in zip(self.cells, texts, strict=True):
            show(cell, text)
        self.edit_button.setAccessibleName(f"Edit {where}")

    def permit(self, *, on: bool, busy: str) -> None:
        """Whether it may be changed; `busy` says what has to be finished first, if anything."""
        beside = (TOUCH_PX - LINE_PX) // 2 if on else 0  # the first line of text stands beside the word on the button
        for cell in self.cells:
            cell.setContentsMargins(0, beside, 0, 0)
        margin = 2 if on else self._margin
        self._line.setContentsMargins(0, margin, 0, self._margin)
        self.edit_button.setVisible(on)
        self.edit_button.setEnabled(not busy)
        self.edit_button.setToolTip(busy)


def _cell(look: str) -> QLabel:
    made = label("", look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
