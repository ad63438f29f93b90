"""The lane of events: a lettered badge for each drug, note, answer and strike, with its text where there is room."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.chairside.trend_frame import LANE_PX, Frame
from ui.chairside.trend_lanes import EventMark, Happened
from ui.chairside.trend_limits import apart
from ui.theme import font, tokens

TEXT_PX = 12
BADGE_PX = 16
LEAST_TEXT_PX, LONGEST_TEXT_PX = 40, 220
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def badge_places(marks: tuple[EventMark, ...], frame: Frame) -> list[float]:
    """Where the badges stand: at their time, or as near to it as leaves each of them whole."""
    return apart([frame.time.x(mark.minute) for mark in marks], BADGE_PX + 2)


def paint_events(painter: QPainter, marks: tuple[EventMark, ...], frame: Frame) -> None:
    places = badge_places(marks, frame)
    for mark, x, after in zip(marks, places, [*places[1:], frame.time.right], strict=False):
        paint_badge(painter, mark.kind, QPointF(x, frame.events.middle))
        painter.setFont(font(TEXT_PX))
        painter.setPen(QColor(tokens().muted))
        room = after - x - BADGE_PX - 8
        if room >= LEAST_TEXT_PX:
            width = int(min(room, LONGEST_TEXT_PX))
            text = painter.fontMetrics().elidedText(mark.text, Qt.TextElideMode.ElideRight, width)
            area = QRectF(x + BADGE_PX / 2 + 4, frame.events.top, room + 8, LANE_PX)
            painter.drawText(area, LEFT, text)


def paint_badge(painter: QPainter, kind: Happened, middle: QPointF) -> None:
    theme = tokens()
    box = QRectF(middle.x() - BADGE_PX / 2, middle.y() - BADGE_PX / 2, BADGE_PX, BADGE_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.muted), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font(TEXT_PX, bold=True))
    painter.setPen(QColor(theme.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, kind.letter)
