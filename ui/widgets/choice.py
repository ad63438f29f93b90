"""A list that drops down, of which nothing is chosen until somebody chooses."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView

from ui.theme import tokens

LEAST_LETTERS = 16


class Choice(QComboBox):
    """A choice that nobody has made yet, and that no wheel makes in passing."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setView(QListView())  # the one that comes with it does not take the height of a row from the theme
        # Not as wide as the longest name that might be chosen: that would widen the page.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the arrow of a list that opens, which the typeface does not have."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().muted), 2))
        x, y = self.width() - 22, self.height() // 2 - 2
        painter.drawPolyline([QPoint(x, y), QPoint(x + 5, y + 5), QPoint(x + 10, y)])
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
