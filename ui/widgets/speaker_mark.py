"""A loudspeaker, drawn: with waves where it can be heard, crossed out where it cannot, alone while nobody knows."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.sound import Hearing
from ui.theme import tokens

SIDE_PX = 20
BODY = ((2.0, 7.5), (6.0, 7.5), (10.0, 3.5), (10.0, 16.5), (6.0, 12.5), (2.0, 12.5))
WAVES_PX = (3.0, 6.5)  # radius
CROSS = QRectF(13.0, 7.0, 6.0, 6.0)


class Heard(Enum):
    YES = "on"
    NO = "off"
    UNKNOWN = "unknown"


def heard(hearing: Hearing) -> Heard:
    if hearing.is_on:
        return Heard.YES
    is_known = hearing.problem is not None or hearing.silent_until is not None
    return Heard.NO if is_known else Heard.UNKNOWN


class SpeakerMark(QWidget):
    """It never stands without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = Heard.UNKNOWN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def display(self, heard: Heard) -> None:
        if heard is not self.heard:
            self.heard = heard
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE_PX, SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = QColor(tokens().muted if self.heard is Heard.UNKNOWN else tokens().text)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in BODY]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, 1.8, c=Qt.PenCapStyle.RoundCap))
        if self.heard is Heard.YES:
            for radius in WAVES_PX:
                box = QRectF(11.5 - radius, 10 - radius, 2 * radius, 2 * radius)
                painter.drawArc(box, -45 * 16, 90 * 16)
        if self.heard is Heard.NO:
            painter.drawLine(CROSS.topLeft(), CROSS.bottomRight())
            painter.drawLine(CROSS.topRight(), CROSS.bottomLeft())
        painter.end()
