"""The legend of the trend: each mark that is on the picture, with its word."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from monitor.limits import Severity
from monitor.schedule import SetState
from monitor.vitals import Vital
from ui.chairside.trend_badges import paint_badge
from ui.chairside.trend_course import Guides
from ui.chairside.trend_lanes import Happened, Lanes
from ui.chairside.trend_readings import Breathing, Readings
from ui.chairside.trend_symbols import Symbol, inks, paint_symbol, severity_symbol
from ui.theme import font, tokens

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
    SetState.TAKEN: (Symbol.TAKEN, "set taken"),
    SetState.COMING: (Symbol.COMING, "set planned"),
    SetState.DUE: (Symbol.DUE, "set due"),
    SetState.MISSED: (Symbol.MISSED, "set missed"),
    SetState.EXPLAINED: (Symbol.EXPLAINED, "missed with reason"),
}


def keys_of(readings: Readings, guides: Guides, lanes: Lanes) -> tuple[Key, ...]:
    """The marks that are on the picture. Those of the readings are always explained."""
    keys: list[Key] = [(Symbol.SYSTOLIC, "systolic"), (Symbol.DIASTOLIC, "diastolic")]
    keys += [(Symbol.MEAN, "mean")] if readings.mean else []
    keys.append((Symbol.HEART_RATE, "heart rate"))
    breathing = {point.breathing for point in readings.spo2}
    keys += [key for kind, key in _SPO2.items() if kind in breathing]
    struck = {reading.vital for reading in readings.struck}
    if struck:
        keys.append((Symbol.STRUCK_SPO2 if struck == {Vital.SPO2} else Symbol.STRUCK_SYSTOLIC, "struck"))
    orders = {line.severity for line in (*guides.limits, *guides.spo2_limits)}
    severities = orders | {mark.severity for mark in readings.marks}
    keys += [(severity_symbol(severity), severity.word) for severity in Severity if severity in severities]
    states = {mark.state for mark in lanes.planned if mark.late is None}
    keys += [key for state, key in _SETS.items() if state in states]
    keys += [(severity_symbol(late), f"set overdue, {late.word}") for late in {m.late for m in lanes.planned} if late]
    keys += [(Symbol.PAUSED, "paused")] if any(bar.is_paused for bar in lanes.rate) else []
    keys += [(Symbol.BASELINE, "baseline")] if guides.baseline else []
    happened = {mark.kind for mark in lanes.events}
    keys += [(kind, kind.word) for kind in Happened if kind in happened]
    return tuple(keys)


class TrendLegend(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys: tuple[Key, ...] = ()

    def display(self, keys: tuple[Key, ...]) -> None:
        if keys != self._keys:
            self._keys = keys
            self.update()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for _symbol, word in self._keys)

    def heightForWidth(self, width: int) -> int:
        return max((y for _x, y in self._places(width)), default=0) + ROW_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(TEXT_PX))
        ink = inks(tokens())
        for (mark, word), (x, y) in zip(self._keys, self._places(self.width()), strict=True):
            middle = QPointF(x + MARK_PX / 2, y + ROW_PX / 2)
            if isinstance(mark, Happened):
                paint_badge(painter, mark, middle)
                painter.setFont(font(TEXT_PX))
            else:
                paint_symbol(painter, mark, middle + QPointF(0, _drop(mark)), ink[mark])
            painter.setPen(QColor(tokens().muted))
            painter.drawText(QRectF(x + MARK_PX + 2, y, 300, ROW_PX), Qt.AlignmentFlag.AlignVCenter, word)
        painter.end()

    def _places(self, within: int) -> list[tuple[float, int]]:
        metrics = QFontMetricsF(font(TEXT_PX))
        places, x, y = [], 8.0, 0
        for _symbol, word in self._keys:
            width = MARK_PX + 2 + metrics.horizontalAdvance(word) + BETWEEN_PX
            if x > 8 and x + width - BETWEEN_PX > within:
                x, y = 8.0, y + ROW_PX
            places.append((x, y))
            x += width
        return places


def _drop(symbol: Symbol) -> int:
    """The carets have their tip in the middle of their box; in a line of text their body is to be there."""
    if symbol in (Symbol.SYSTOLIC, Symbol.STRUCK_SYSTOLIC):
        return 4
    return -4 if symbol in (Symbol.DIASTOLIC, Symbol.STRUCK_DIASTOLIC) else 0
