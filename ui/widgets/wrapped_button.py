"""A button whose words take two lines where one is too narrow, and then end in an ellipsis. Chosen, it has a tick."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import TOUCH_PX
from ui.widgets.looks import set_look

EDGE_PX = 4


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
    """The words as they are if there is room for them, and otherwise broken where both lines are short.

    Where two lines are too few, the first takes what it can and the second ends in an ellipsis.
    """
    if metrics.horizontalAdvance(words) <= width:
        return words
    breaks = [number for number, letter in enumerate(words) if letter == " " and words[number - 1] != " "]
    pairs = [(words[:number], words[number + 1 :].lstrip()) for number in breaks]
    broken = [pair for pair in pairs if max(map(metrics.horizontalAdvance, pair)) <= width]
    if broken:
        return "\n".join(min(broken, key=lambda pair: max(map(metrics.horizontalAdvance, pair))))
    begun = [pair for pair in pairs if metrics.horizontalAdvance(pair[0]) <= width]
    lines = begun[-1] if begun else (words,)
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
