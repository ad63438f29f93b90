"""A heading and its lines. Without lines it says so in a word, so that none is told from not looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.review.story import Line
from ui.widgets.looks import label, set_look
from ui.widgets.marks import MarkLabel
from ui.widgets.texts import show


class StoryCard(QFrame):
    def __init__(self, title: str, none: str = "none") -> None:
        super().__init__()
        set_look(self, "card")
        self.count_label = label("", "muted")
        self.none_label = label(none, "muted")
        self.rows: list[StoryRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"), 1)
        head.addWidget(self.none_label)
        head.addWidget(self.count_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._list)

    def display(self, lines: Sequence[Line]) -> None:
        while len(self.rows) < len(lines):
            self.rows.append(StoryRow())
            self._list.addWidget(self.rows[-1])
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(lines))
            if number < len(lines):
                row.display(lines[number])
        show(self.count_label, str(len(lines)) if lines else "")
        self.count_label.setVisible(bool(lines))
        self.none_label.setVisible(not lines)

    @property
    def texts(self) -> list[str]:
        """What it says, line by line."""
        shown = [row for row in self.rows if not row.isHidden()]
        return [f"{row.text_label.text()}\n{row.detail_label.text()}" for row in shown]


class StoryRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel()
        self.text_label = label("")
        self.detail_label = label("", "muted")
        for text in (self.text_label, self.detail_label):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.text_label, 0, 1)
        grid.addWidget(self.detail_label, 1, 1)
        grid.setColumnStretch(1, 1)

    def display(self, line: Line) -> None:
        self.mark.display(line.mark)
        show(self.text_label, line.text)
        show(self.detail_label, line.detail)
        self.detail_label.setVisible(bool(line.detail))
