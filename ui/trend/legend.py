"""The legend of the trend: each mark that is on the picture, with its word."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from monitor.limits import Severity
from monitor.schedule import SetState
from monitor.vitals import Vital
from ui.theme import font, tokens
from ui.trend.badges import paint_badge
from ui.trend.course import Guides
from ui.trend.lanes import Happened, Lanes
from ui.trend.readings import Breathing, Readings
from ui.trend.symbols import Symbol, inks, paint_symbol, severity_symbol

TEXT_PX = 12
ROW_PX = 18
MARK_PX = 18
BETWEEN_PX = 10

Key = tuple[Symbol | Happened, str]
"""A mark or a badge, and its word."""

_SPO2 = {
    Breathing.AIR: (Symbol.SPO2_AIR, "SpO₂ on air"),
    Breathing.OXYGEN: (Symbol.SPO2_OXYGEN, "SpO₂ on oxygen"),
    Breathing.UNKNOWN: (Symbol.SPO2_UNKNOWN, "SpO₂, O₂ not recorded"),
}
_SETS = {
    SetState.DUE: (Symbol.DUE, "set due"),
    SetState.MISSED: (Symbol.MISSED, "set missed"),
    SetState.EXPLAINED: (Symbol.EXPLAINED, "missed with reason"),
    SetState.TAKEN: (Symbol.TAKEN, "set taken"),
    SetState.COMING: (Symbol.COMING, "set planned"),
}


def keys_of(readings: Readings, guides: Guides, lanes: Lanes) -> tuple[Key, ...]:
    """The marks that are on the picture, what matters most first. Those of the readings are always explained."""
    keys: list[Key] = [(Symbol.SYSTOLIC, "systolic"), (Symbol.DIASTOLIC, "diastolic")]
    keys += [(Symbol.MEAN, "mean")] if any(r.vital is Vital.MEAN for r in readings.on_left_axis) else []
    keys.append((Symbol.HEART_RATE, "heart rate"))
    breathing = {point.breathing for point in readings.spo2}
    keys += [key for kind, key in _SPO2.items() if kind in breathing]
    struck = {reading.vital for reading in readings.struck}
    if struck:
        keys.append((Symbol.STRUCK_SPO2 if struck == {Vital.SPO2} else Symbol.STRUCK_SYSTOLIC, "struck"))
    orders = {line.severity for line in (*guides.limits, *guides.spo2_limits)}
    severities = orders | {mark.severity for mark in readings.marks}
    severities |= {mark.kind for mark in lanes.events if isinstance(mark.kind, Severity)}
    keys += [(severity_symbol(severity), severity.word) for severity in Severity if severity in severities]
    keys += [(severity_symbol(late), f"set overdue, {late.word}") for late in {m.late for m in lanes.planned} if late]
    states = {mark.state for mark in lanes.planned if mark.late is None}
    keys += [key for state, key in _SETS.items() if state in states]
    keys += [(Symbol.BASELINE, "baseline")] if guides.baseline else []
    keys += [(Symbol.PAUSED, "paused")] if any(bar.is_paused for bar in lanes.rate) else []
    happened = {mark.kind for mark in lanes.events}
    keys += [(kind, kind.word) for kind in Happened if kind in happened]
    return tuple(keys)


class TrendLegend(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys: tuple[Key, ...] = ()
        self._one_row = False
        self._picture: QPixmap | None = None

    def display(self, keys: tuple[Key, ...], *, one_row: bool = False) -> None:
        """All of these or, in one row, as many as there is room for."""
        if (keys, one_row) != (self._keys, self._one_row):
            self._keys, self._one_row = keys, one_row
            self._forget()

    @property
    def words(self) -> tuple[str, ...]:
        """What is explained here at this width."""
        return tuple(word for (_symbol, word), _place in zip(self._keys, self._places(self.width()), strict=False))

    def heightForWidth(self, width: int) -> int:
        return max((y for _x, y in self._places(width)), default=0) + ROW_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        """From a picture: what is said of the typed line covers and uncovers the legend at every entry."""
        if self._picture is None:
            self._picture = QPixmap(self.size() * self.devicePixelRatio())
            self._picture.setDevicePixelRatio(self.devicePixelRatio())
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._paint(painter)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._forget()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def _paint(self, painter: QPainter) -> None:
        painter.setFont(font(TEXT_PX))
        ink = inks(tokens())
        for (mark, word), (x, y) in zip(self._keys, self._places(self.width()), strict=False):
            middle = QPointF(x + MARK_PX / 2, y + ROW_PX / 2)
            if isinstance(mark, Happened):
                paint_badge(painter, mark, middle)
                painter.setFont(font(TEXT_PX))
            else:
                paint_symbol(painter, mark, middle + QPointF(0, _drop(mark)), ink[mark])
            painter.setPen(QColor(tokens().muted))
            painter.drawText(QRectF(x + MARK_PX + 2, y, 300, ROW_PX), Qt.AlignmentFlag.AlignVCenter, word)

    def _places(self, within: int) -> list[tuple[float, int]]:
        metrics = QFontMetricsF(font(TEXT_PX))
        places, x, y = [], 8.0, 0
        for _symbol, word in self._keys:
            width = MARK_PX + 2 + metrics.horizontalAdvance(word) + BETWEEN_PX
            if x > 8 and x + width - BETWEEN_PX > within:
                if self._one_row:
                    break
                x, y = 8.0, y + ROW_PX
            places.append((x, y))
            x += width
        return places


def _drop(symbol: Symbol) -> int:
    """The carets have their tip in the middle of their box; in a line of text their body is to be there."""
    if symbol in (Symbol.SYSTOLIC, Symbol.STRUCK_SYSTOLIC):
        return 4
    return -4 if symbol in (Symbol.DIASTOLIC, Symbol.STRUCK_DIASTOLIC) else 0
