"""A few buttons of which at most one is chosen. Nothing is chosen until somebody chooses."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import GRID_PX, TOUCH_PX
from ui.widgets.looks import label, set_look


class WordedButton(QPushButton):
    """A button with a big sign and the words it stands for beneath, wrapped."""

    def __init__(self, sign: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{sign}: {words}")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(0)
        self._lines: dict[QLabel, str] = {label(sign): "strong", label(words): "small"}
        for line in self._lines:
            line.setWordWrap(True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(line)
        column.addStretch()
        self.setMinimumHeight(2 * TOUCH_PX)
        self._follow(on=False)
        self.toggled.connect(lambda on: self._follow(on=on))

    def _follow(self, *, on: bool) -> None:
        """The labels lie on the button and take its colour only by their own look."""
        for line, look in self._lines.items():
            set_look(line, f"{look}-on" if on else look)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        return QSize(2 * TOUCH_PX, 2 * TOUCH_PX)


class Choices(QWidget):
    """Pressing the chosen one again takes the choice back."""

    changed = Signal()

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.buttons = list(buttons)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX // 2)
        for number, one in enumerate(self.buttons):
            one.setCheckable(True)
            self._group.addButton(one, number)
            row.addWidget(one, 1)
        self._group.idClicked.connect(self._keep_one)

    @property
    def chosen(self) -> int | None:
        """Which one, counted from 0."""
        return next((number for number, one in enumerate(self.buttons) if one.isChecked()), None)

    def choose(self, number: int | None) -> None:
        for index, one in enumerate(self.buttons):
            one.setChecked(index == number)

    def _keep_one(self, number: int) -> None:
        self.choose(number if self.buttons[number].isChecked() else None)
        self.changed.emit()
