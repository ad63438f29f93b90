"""The lanes below the readings, painted: rate, effects, events and planned sets, on the time axis of the readings."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from monitor.effects import Grade
from monitor.schedule import SetState
from ui.theme import font, tokens
from ui.trend.badges import paint_events, planned_places
from ui.trend.frame import LANE_PX, LEFT_PX, Band, Frame
from ui.trend.lanes import EffectBar, Lanes, PlannedMark, RateBar
from ui.trend.symbols import Symbol, inks, paint_symbol, severity_symbol

TEXT_PX, LOW_TEXT_PX = 12, 11
LOW_THICK = 0.45
GRADE_PX = {Grade.MILD: 2.0, Grade.MODERATE: 4.0, Grade.SEVERE: 7.0}
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

STATES = {
    SetState.COMING: Symbol.COMING,
    SetState.DUE: Symbol.DUE,
    SetState.TAKEN: Symbol.TAKEN,
    SetState.MISSED: Symbol.MISSED,
    SetState.EXPLAINED: Symbol.EXPLAINED,
}


def symbol_of(mark: PlannedMark) -> Symbol:
    return severity_symbol(mark.late) if mark.late else STATES[mark.state]


def label_px(text: str) -> float:
    """How much room the label of an effect takes."""
    return QFontMetricsF(font(TEXT_PX)).horizontalAdvance(text) + 16


class LanePicture(QGraphicsItem):
    """Painted once and kept as a picture until something in a lane changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(-150)
        self._shown: tuple[Lanes, tuple[int, ...], Frame] | None = None

    def display(self, lanes: Lanes, rows: tuple[int, ...], frame: Frame) -> None:
        if self._shown != (lanes, rows, frame):
            self.prepareGeometryChange()
            self._shown = (lanes, rows, frame)
            self.update()

    def boundingRect(self) -> QRectF:
        if self._shown is None:
            return QRectF()
        frame = self._shown[2]
        return QRectF(0, frame.rate.top, frame.width, frame.axis_y + 10 - frame.rate.top)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._shown is None:
            return
        lanes, rows, frame = self._shown
        painter.setFont(font(TEXT_PX))
        for name, band in _names(lanes, frame):
            _paint_name(painter, name, band)
        painter.save()
        painter.setClipRect(QRectF(frame.time.left, 0, frame.time.right - frame.time.left + 12, frame.height))
        for rate in lanes.rate:
            _paint_rate(painter, rate, frame)
        _paint_rate_text(painter, lanes, frame)
        for bar, row in zip(lanes.effects, rows, strict=True):
            _paint_effect(painter, bar, frame.effects.top + row * frame.row_px, frame)
        paint_events(painter, lanes, frame)
        painter.restore()
        ink = inks(tokens())
        for mark, x in zip(lanes.planned, planned_places(lanes, frame), strict=True):
            symbol = symbol_of(mark)
            paint_symbol(painter, symbol, QPointF(x, frame.sets.middle), ink[symbol])


def _names(lanes: Lanes, frame: Frame) -> Iterator[tuple[str, Band]]:
    if lanes.has_rate:
        yield "Rate", frame.rate
    yield f"Effects +{lanes.more_effects}" if lanes.more_effects else "Effects", frame.effects
    if frame.is_low:
        yield "Events, sets", frame.sets
    else:
        yield "Events", frame.events
        yield "Sets", frame.sets


def _paint_name(painter: QPainter, name: str, band: Band) -> None:
    painter.setPen(QColor(tokens().muted))
    painter.drawText(
        QRectF(0, band.top, LEFT_PX - 8, min(band.height, LANE_PX)),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        name,
    )
    painter.setPen(QPen(QColor(tokens().line), 1))
    painter.drawLine(QPointF(LEFT_PX - 48, band.top + 0.5), QPointF(LEFT_PX, band.top + 0.5))


def _paint_rate(painter: QPainter, bar: RateBar, frame: Frame) -> None:
    theme = tokens()
    left, right = frame.time.x(bar.since), frame.time.x(bar.until)
    area = QRectF(left, frame.rate.top + 2, max(right - left, 1), frame.rate.height - 4)
    if bar.is_planned:
        painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    elif bar.is_paused:
        painter.fillRect(area, QBrush(QColor(theme.muted), Qt.BrushStyle.BDiagPattern))
        if area.width() > 50:
            painter.setPen(QColor(theme.text))
            painter.drawText(area.adjusted(6, 0, 0, 0), LEFT, "paused")
    else:
        fill = QColor(theme.accent)
        fill.setAlpha(80)
        painter.fillRect(area, fill)


def _paint_rate_text(painter: QPainter, lanes: Lanes, frame: Frame) -> None:
    if lanes.rate:
        left = frame.time.x(lanes.rate[0].since) + 8
        painter.setPen(QColor(tokens().text))
        painter.drawText(QRectF(left, frame.rate.top, 400, frame.rate.height), LEFT, lanes.rate_text)


def _paint_effect(painter: QPainter, bar: EffectBar, top: float, frame: Frame) -> None:
    """A light ground from onset to end, on it a line as thick as the effect is bad, and the name in words."""
    theme = tokens()
    row_px = frame.row_px
    bottom = top + row_px - 1
    ground = QColor(theme.muted)
    ground.setAlpha(50)
    left, right = frame.time.x(bar.since), max(frame.time.x(bar.until), frame.time.x(bar.since) + 3)
    painter.fillRect(QRectF(left, top + 1, right - left, bottom - top - 1), ground)
    thick_px = 0.0
    for span in bar.spans:
        begin, end = frame.time.x(span.since), max(frame.time.x(span.until), frame.time.x(span.since) + 3)
        thick = GRADE_PX[span.grade] * (row_px / LANE_PX if row_px >= LANE_PX else LOW_THICK)
        painter.fillRect(QRectF(begin, bottom - thick, end - begin, thick), QColor(theme.muted))
        thick_px = max(thick_px, thick)
    if not bar.is_open and right - left > label_px(bar.text):
        painter.fillRect(QRectF(right - 2, top + 1, 2, bottom - top - 1), QColor(theme.muted))
    painter.setFont(font(TEXT_PX if row_px >= LANE_PX else LOW_TEXT_PX))
    painter.setPen(QColor(theme.text))
    words = QRectF(left + 6, top, 600, row_px - thick_px)
    painter.drawText(words, LEFT | Qt.TextFlag.TextDontClip, bar.text)
