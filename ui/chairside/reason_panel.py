"""An inline panel that asks why: a few short answers to tap, and room for other words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.chairside.inline_panel import InlinePanel
from ui.theme import GRID_PX
from ui.widgets.held_enter import HeldEnter
from ui.widgets.looks import button


class ReasonPanel(InlinePanel):
    """A tapped answer goes into the field, where it can be added to; nothing is chosen beforehand."""

    def __init__(
        self, title: str, keep: str, answers: Sequence[str], placeholder: str = "Why?", columns: int = 2
    ) -> None:
        super().__init__(title, keep)
        self._columns = columns
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.answer_buttons: list[QPushButton] = []
        self._put_answers(answers)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(GRID_PX)
        self._fields.addWidget(self.field, 1)
        self._body.addLayout(self._fields)
        self._first = self.field
        self._draft.add(reason=self.field)
        self.tab_through(*self.answer_buttons, self.field)
        self.field.returnPressed.connect(self.keep_button.click)
        HeldEnter(self, self.field)

    @property
    def reason(self) -> str:
        return self.field.text().strip()

    def _put_answers(self, answers: Sequence[str]) -> None:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID_PX // 2)
        for number, answer in enumerate(answers):
            one = button(answer, "choice")
            one.clicked.connect(lambda _=False, answer=answer: self._take(answer))
            self.answer_buttons.append(one)
            grid.addWidget(one, number // self._columns, number % self._columns)
        self.put(box)

    def _take(self, answer: str) -> None:
        self.field.setText(answer)
        self._asked_next().setFocus()

    def _asked_next(self) -> QWidget:
        """Where the keyboard goes once the reason was tapped: here, to add to it."""
        return self.field
