"""A button whose words take two lines where one is too narrow. Chosen, it has a tick."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import TOUCH_PX
from ui.widgets.looks import set_look

EDGE_PX = 8


class WrappedButton(QPushButton):
    """As wide as its place allows. `words` is the text as one line."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = ""
        set_look(self, "wrapped")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.display(words)
        self.toggled.connect(self._wrap)

    def display(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.setAccessibleName(words)
            self._wrap()

    def _wrap(self) -> None:
        self.ensurePolished()
        words = f"✓ {self.words}" if self.isChecked() else self.words
        text = two_lines(words, self.fontMetrics(), self.width() - 2 * EDGE_PX)
        if text != self.text():
            self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * TOUCH_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()


def two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """The words as they are if there is room for them, and otherwise broken where both lines are short."""
    if metrics.horizontalAdvance(words) <= width:
        return words
    breaks = [number for number, letter in enumerate(words) if letter == " " and words[number - 1] != " "]
    pairs = [(words[:number], words[number + 1 :].lstrip()) for number in breaks]
    if not pairs:
        return words
    return "\n".join(min(pairs, key=lambda pair: max(metrics.horizontalAdvance(line) for line in pair)))
