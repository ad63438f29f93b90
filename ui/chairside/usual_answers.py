"""The usual answers to a flag as big buttons in a row, each with its digit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from monitor.answers import MOST_ANSWERS
from ui.theme import GRID_PX
from ui.widgets.wrapped_button import WrappedButton


class UsualAnswers(QWidget):
    """The digits stand in the row as they stand on the keyboard."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = [WrappedButton() for _ in range(MOST_ANSWERS)]
        self._answers: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX // 2)
        for number, one in enumerate(self.buttons):
            row.addWidget(one, 1)
            one.clicked.connect(lambda _=False, number=number: self.chosen.emit(self._answers[number]))

    def display(self, answers: tuple[str, ...]) -> None:
        if answers == self._answers:
            return
        self._answers = answers
        for number, one in enumerate(self.buttons):
            one.setVisible(number < len(answers))
            if number < len(answers):
                one.display(f"{number + 1}  {answers[number]}")

    def permit(self, objection: str | None) -> None:
        for one in self.buttons:
            one.setEnabled(objection is None)
            one.setToolTip(objection or "")

    def press(self, digit: int) -> None:
        """As if the button of that digit were tapped. A digit without a button does nothing."""
        if 1 <= digit <= len(self._answers):
            self.buttons[digit - 1].click()
