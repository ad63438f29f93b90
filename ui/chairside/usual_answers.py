"""The usual answers to a flag as big buttons in a row, each with its digit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from monitor.answers import MOST_ANSWERS
from ui.theme import GRID_PX
from ui.widgets.wrapped_button import WrappedButton


class UsualAnswers(QWidget):
    """The digits stand in the row as they stand on the keyboard. One may be chosen, and has a tick then."""

    tapped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = [WrappedButton() for _ in range(MOST_ANSWERS)]
        self._answers: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX // 2)
        for digit, one in enumerate(self.buttons, 1):
            one.setCheckable(True)
            row.addWidget(one, 1)
            one.clicked.connect(lambda _=False, digit=digit: self._tap(digit))

    def display(self, answers: tuple[str, ...]) -> None:
        if answers == self._answers:
            return
        self._answers = answers
        self.choose(None)  # the digits stand for others now
        for number, one in enumerate(self.buttons):
            one.setVisible(number < len(answers))
            if number < len(answers):
                one.display(f"{number + 1}  {answers[number]}")

    def permit(self, objection: str | None) -> None:
        for one in self.buttons:
            one.setEnabled(objection is None)
            one.setToolTip(objection or "")

    def choose(self, digit: int | None) -> None:
        """This one, which is not kept by that; or none."""
        for number, one in enumerate(self.buttons, 1):
            one.setChecked(number == digit)

    @property
    def digits(self) -> str:
        return "".join(str(number) for number in range(1, len(self._answers) + 1))

    @property
    def digit(self) -> str:
        """That of the one which is chosen; "" while none is."""
        return next((str(number) for number, one in enumerate(self.buttons, 1) if one.isChecked()), "")

    @property
    def chosen(self) -> str:
        """The answer which is chosen; "" while none is."""
        return self._answers[int(self.digit) - 1] if self.digit else ""

    def _tap(self, digit: int) -> None:
        self.choose(digit)
        self.tapped.emit(self.chosen)
