"""A thin bar that fills: how much of a time is gone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import tokens

BAR_PX = 8


class ThinBar(QWidget):
    """Painted with everything else; a QProgressBar paints itself at once at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, gone: float) -> None:
        """How much is gone, from 0 to 1."""
        gone = round(min(max(gone, 0.0), 1.0), 3)
        if gone != self.gone:
            self.gone = gone
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(BAR_PX, BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, part in ((tokens().raised, 1.0), (tokens().accent, self.gone)):
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * part, BAR_PX), BAR_PX / 2, BAR_PX / 2)
        painter.end()
