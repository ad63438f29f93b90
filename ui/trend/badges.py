"""The lane of events: a lettered badge for each drug, note, answer and strike, with its text where there is room."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from monitor.limits import Severity
from ui.theme import font, tokens
from ui.trend.frame import HELD_PX, Frame
from ui.trend.lanes import Happened, Lanes
from ui.trend.limits import apart, within
from ui.trend.symbols import inks, paint_symbol, severity_symbol

TEXT_PX = 12
BADGE_PX = 16
CROWDED_PX, CROWDED_PART = 9, 0.5
"""Where there are many, they may cover each other in part rather than stand far from their time."""

LEAST_TEXT_PX, LONGEST_TEXT_PX = 40, 220
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def badge_places(lanes: Lanes, frame: Frame) -> list[float]:
    """Where the badges stand: at their time, or as near to it as leaves each of them whole."""
    return _places(lanes, frame)[0]


def planned_places(lanes: Lanes, frame: Frame) -> list[float]:
    """Where the planned sets stand: at their time, but beside the badges where they share a lane with them."""
    return _places(lanes, frame)[1]


def _places(lanes: Lanes, frame: Frame) -> tuple[list[float], list[float]]:
    badges = [frame.time.held(mark.minute) for mark in lanes.events]
    planned = [frame.time.held(mark.minute) for mark in lanes.planned]
    if not frame.is_low:
        return apart(badges, BADGE_PX + 2), planned
    both = sorted((x, number) for number, x in enumerate([*badges, *planned]))
    left, right = frame.time.left + HELD_PX, frame.time.right
    is_crowded = len(both) * BADGE_PX > (right - left) * CROWDED_PART
    moved = apart([x for x, _number in both], CROWDED_PX if is_crowded else BADGE_PX)
    moved = within(moved, left, right)
    at = {number: x for (_x, number), x in zip(both, moved, strict=True)}
    return [at[n] for n in range(len(badges))], [at[len(badges) + n] for n in range(len(planned))]


def paint_events(painter: QPainter, lanes: Lanes, frame: Frame) -> None:
    marks, places = lanes.events, badge_places(lanes, frame)
    for mark, x, after in zip(marks, places, [*places[1:], frame.time.right], strict=False):
        paint_event(painter, mark.kind, QPointF(x, frame.events.middle))
        if frame.is_low:
            continue
        painter.setFont(font(TEXT_PX))
        painter.setPen(QColor(tokens().muted))
        room = after - x - BADGE_PX - 8
        if room >= LEAST_TEXT_PX:
            width = int(min(room, LONGEST_TEXT_PX))
            text = painter.fontMetrics().elidedText(mark.text, Qt.TextElideMode.ElideRight, width)
            area = QRectF(x + BADGE_PX / 2 + 4, frame.events.top, room + 8, frame.events.height)
            painter.drawText(area, LEFT, text)


def paint_event(painter: QPainter, kind: Happened | Severity, middle: QPointF) -> None:
    """The badge of what happened, or the shape of a severity."""
    if isinstance(kind, Severity):
        symbol = severity_symbol(kind)
        paint_symbol(painter, symbol, middle, inks(tokens())[symbol])
    else:
        paint_badge(painter, kind, middle)


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
