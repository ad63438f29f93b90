"""Several things of which any may hold: a tick and the word on each, large enough for a finger."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.theme import GRID_PX
from ui.widgets.looks import button

T = TypeVar("T")

COLUMNS = 4


class Ticks(QWidget, Generic[T]):
    """A tick and the accent colour say that one is chosen."""

    def __init__(self, words: Mapping[T, str], chosen: Iterable[T] = ()) -> None:
        super().__init__()
        self.buttons: dict[T, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID_PX // 2)
        wanted = set(chosen)
        for place, (one, word) in enumerate(words.items()):
            self.buttons[one] = self._tick(one, word, on=one in wanted)
            grid.addWidget(self.buttons[one], *divmod(place, COLUMNS))

    def _tick(self, one: T, word: str, *, on: bool) -> QPushButton:
        made = button(word, "choice")
        made.setCheckable(True)
        made.toggled.connect(lambda is_on: made.setText(f"✓ {word}" if is_on else word))
        made.setChecked(on)
        return made

    def chosen(self) -> tuple[T, ...]:
        """In the order in which they stand."""
        return tuple(one for one, tick in self.buttons.items() if tick.isChecked())
