"""The course of the blood pressure in a small space: systolic above, diastolic below, no numbers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from monitor.vitals import Vital
from ui.theme import tokens

Series = list[tuple[float, float]]

HEIGHT_PX = 64
EDGE_PX = 5
BAND_ALPHA = 40
# As much of the usual range as is always shown, so that a steady pressure looks steady.
LEAST_SPAN = (Vital.SYSTOLIC.soft[1] - Vital.DIASTOLIC.soft[0]) / 2


class Sparkline(QWidget):
    """From the first reading to now, so that a long silence shows as an empty right end."""

    def __init__(self) -> None:
        super().__init__()
        self._systolic: Series = []
        self._diastolic: Series = []
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, systolic: Series, diastolic: Series, now: float) -> None:
        """Minutes and values of both, and the minute it is now."""
        if (systolic, diastolic, now) != (self._systolic, self._diastolic, self._now):
            self._systolic, self._diastolic, self._now = systolic, diastolic, now
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        readings = self._systolic + self._diastolic
        if not readings:
            return
        box = QRectF(self.rect()).adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        upper, lower = (self._points(series, readings, box) for series in (self._systolic, self._diastolic))
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QColor(theme.accent)
        band.setAlpha(BAND_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        if len(upper) > 1 and len(lower) > 1:
            painter.drawPolygon(QPolygonF(upper + lower[::-1]))
        for points, name in ((upper, theme.pressure), (lower, theme.muted)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(name), 2, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(name))
            for point in points[-1:]:
                painter.drawEllipse(point, 3.5, 3.5)
        painter.end()

    def _points(self, series: Series, readings: Series, box: QRectF) -> list[QPointF]:
        first = min(minute for minute, _value in readings)
        length = max(self._now - first, 1.0)
        low = min(value for _minute, value in readings)
        high = max(value for _minute, value in readings)
        spare = max(LEAST_SPAN - (high - low), 0) / 2
        low, high = low - spare, high + spare
        return [
            QPointF(
                box.left() + box.width() * (minute - first) / length,
                box.bottom() - box.height() * (value - low) / (high - low),
            )
            for minute, value in series
        ]
