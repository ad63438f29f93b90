"""The axes of the trend, their grid, and the lines that readings are held against."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.theme import font, tokens
from ui.trend.course import Guides
from ui.trend.frame import NAMES_PX, Frame, ValueScale
from ui.trend.limits import paint_limits
from ui.trend.symbols import inks
from ui.trend.time import TimeSpan

TEXT_PX = 12
LEAST_TICK_PX = 52
LEAST_LINE_PX = 26
GRID_ALPHA = 130
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Axes(QGraphicsItem):
    """Painted once and kept as a picture until something on it changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(-190)
        self._shown: tuple[Guides, TimeSpan, Frame] | None = None

    def display(self, guides: Guides, span: TimeSpan, frame: Frame) -> None:
        if self._shown != (guides, span, frame):
            self.prepareGeometryChange()
            self._shown = (guides, span, frame)
            self.update()

    def boundingRect(self) -> QRectF:
        frame = self._shown[2] if self._shown else None
        return QRectF(0, 0, frame.width, frame.height) if frame else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._shown is None:
            return
        guides, span, frame = self._shown
        painter.setFont(font(TEXT_PX))
        _paint_time_axis(painter, span, frame)
        _paint_value_axis(painter, frame, frame.pressure, step=20, title="mmHg, /min")
        _paint_value_axis(painter, frame, frame.spo2, step=5, title="SpO₂ %")
        paint_limits(painter, guides, frame, inks(tokens()))


def _grid_color() -> QColor:
    color = QColor(tokens().line)
    color.setAlpha(GRID_ALPHA)
    return color


def _paint_time_axis(painter: QPainter, span: TimeSpan, frame: Frame) -> None:
    theme = tokens()
    every = 1
    if len(span.ticks) > 1:
        apart = frame.time.x(span.ticks[1].minute) - frame.time.x(span.ticks[0].minute)
        every = next((n for n in (1, 2, 3, 6, 12) if n * apart >= LEAST_TICK_PX), 24)
    length = frame.time.right - frame.time.left
    painter.fillRect(QRectF(frame.time.left, round(frame.axis_y), length, 1), QColor(theme.line))
    for tick in span.ticks:
        if tick.number % every:
            continue
        x = round(frame.time.x(tick.minute))
        painter.fillRect(QRectF(x, NAMES_PX, 1, round(frame.axis_y) + 4 - NAMES_PX), _grid_color())
        below = QRectF(x - 40, frame.axis_y + 5, 80, 16)
        if tick.t_text:
            painter.setFont(font(TEXT_PX, bold=True))
            painter.setPen(QColor(theme.text))
            painter.drawText(below, CENTRE, tick.t_text)
            below.translate(0, 16)
        painter.setFont(font(TEXT_PX))
        painter.setPen(QColor(theme.muted))
        painter.drawText(below, CENTRE, tick.time_text)


def _paint_value_axis(painter: QPainter, frame: Frame, scale: ValueScale, *, step: int, title: str) -> None:
    theme = tokens()
    while (scale.y(scale.low) - scale.y(scale.low + step)) < LEAST_LINE_PX and step < scale.high - scale.low:
        step *= 2
    painter.setPen(QColor(theme.muted))
    if frame.is_low and scale is frame.spo2:  # no room above it for its name
        painter.drawText(QRectF(2, scale.band.top, frame.time.left, scale.band.height), LEFT, title)
    else:
        painter.drawText(QRectF(0, scale.band.top - NAMES_PX - 2, frame.time.left - 8, 16), RIGHT, title)
    first = -int(-scale.low // step) * step
    for value in range(first, int(scale.high) + 1, step):
        y = round(scale.y(value))
        painter.fillRect(QRectF(frame.time.left, y, frame.time.right - frame.time.left, 1), _grid_color())
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(0, y - 8, frame.time.left - 8, 16), RIGHT, str(value))
