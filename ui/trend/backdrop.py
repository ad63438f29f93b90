"""The picture behind everything: the phases, and the line of now."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from monitor.limits import Phase
from ui.theme import BODY_PX, font, tokens
from ui.trend.course import Course, PhaseSpan
from ui.trend.frame import NAMES_PX, Frame

TEXT_PX = 12
NOW = "now"
EMPTY = "No set of vital signs yet"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Backdrop(QGraphicsItem):
    """What moves with the clock, and is quickly painted."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(-200)
        self._shown: tuple[Course, Frame] | None = None

    def display(self, course: Course, frame: Frame) -> None:
        if self._shown != (course, frame):
            self.prepareGeometryChange()
            self._shown = (course, frame)
            self.update()

    def boundingRect(self) -> QRectF:
        frame = self._shown[1] if self._shown else None
        return QRectF(0, 0, frame.width, frame.height) if frame else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._shown is None:
            return
        course, frame = self._shown
        painter.setFont(font(TEXT_PX))
        for phase in course.phases:
            _paint_phase(painter, phase, frame)
        _paint_now(painter, course, frame)
        if course.is_empty:
            painter.setFont(font(BODY_PX))
            painter.setPen(QColor(tokens().muted))
            time, band = frame.time, frame.pressure.band
            area = QRectF(time.left, band.top, time.right - time.left, band.height)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, EMPTY)


def _faint(color: str, alpha: int) -> QColor:
    faint = QColor(color)
    faint.setAlpha(alpha)
    return faint


def _paint_phase(painter: QPainter, span: PhaseSpan, frame: Frame) -> None:
    theme = tokens()
    left, right = frame.time.x(span.since), frame.time.x(span.until)
    if right <= left:
        return
    area = QRectF(left, 0, right - left, frame.axis_y)
    match span.phase:
        case Phase.INFUSING:
            painter.fillRect(area, _faint(theme.accent, 22))
        case Phase.PAUSED:
            painter.fillRect(area, QBrush(_faint(theme.muted, 70), Qt.BrushStyle.BDiagPattern))
        case Phase.RECOVERING:
            painter.fillRect(area, _faint(theme.spo2, 20))
        case _:
            painter.fillRect(area, _faint(theme.muted, 14))
    if painter.fontMetrics().horizontalAdvance(span.name) + 12 <= area.width():
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(left + 6, 0, area.width(), NAMES_PX), LEFT, span.name)


def _paint_now(painter: QPainter, course: Course, frame: Frame) -> None:
    if course.now is None:
        return
    x = round(frame.time.x(course.now))
    painter.fillRect(QRectF(x - 1, 4, 2, frame.axis_y), QColor(tokens().accent))
    painter.setPen(QColor(tokens().accent))
    painter.setFont(font(TEXT_PX, bold=True))
    width = painter.fontMetrics().horizontalAdvance(NOW)
    left = x + 5 if x + 5 + width <= frame.time.right else x - 5 - width  # never into the names of the limits
    painter.drawText(QPointF(left, NAMES_PX - 8), NOW)
