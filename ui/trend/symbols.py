"""The marks of the trend: their shapes, and the ink of each. One mark always looks the same: on the plot, in a lane,
in the legend."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from monitor.limits import Severity
from ui.theme import THEMES, Tokens


class Symbol(StrEnum):
    SYSTOLIC = "vigil systolic"
    DIASTOLIC = "vigil diastolic"
    MEAN = "vigil mean"
    HEART_RATE = "vigil heart rate"
    SPO2_AIR = "vigil SpO2 on air"
    SPO2_OXYGEN = "vigil SpO2 on oxygen"
    SPO2_UNKNOWN = "vigil SpO2 oxygen not recorded"
    STRUCK_SYSTOLIC = "vigil struck systolic"
    STRUCK_DIASTOLIC = "vigil struck diastolic"
    STRUCK_MEAN = "vigil struck mean"
    STRUCK_HEART_RATE = "vigil struck heart rate"
    STRUCK_SPO2 = "vigil struck SpO2"
    ADVISORY = "vigil advisory"
    CAUTION = "vigil caution"
    CRITICAL = "vigil critical"
    ADVISORY_ABOVE = "vigil advisory above"
    CAUTION_ABOVE = "vigil caution above"
    CRITICAL_ABOVE = "vigil critical above"
    ADVISORY_BELOW = "vigil advisory below"
    CAUTION_BELOW = "vigil caution below"
    CRITICAL_BELOW = "vigil critical below"
    ADVISORY_BESIDE = "vigil advisory beside"
    CAUTION_BESIDE = "vigil caution beside"
    CRITICAL_BESIDE = "vigil critical beside"
    ADVISORY_UNDER = "vigil advisory under"
    CAUTION_UNDER = "vigil caution under"
    CRITICAL_UNDER = "vigil critical under"
    COMING = "vigil coming"
    DUE = "vigil due"
    TAKEN = "vigil taken"
    MISSED = "vigil missed"
    EXPLAINED = "vigil explained"
    PAUSED = "vigil paused"
    BASELINE = "vigil baseline"


BESIDE_PX = 56
"""The box of a severity mark that stands beside a reading, with the reading in its middle."""

MARK_RADIUS_PX = 5.5
OFF_PX = {"above": (0.0, -17.0), "below": (0.0, 17.0), "beside": (13.0, 0.0), "under": (0.0, 14.0)}

_DRAWN_PX = {
    Symbol.SYSTOLIC: 24,
    Symbol.DIASTOLIC: 24,
    Symbol.MEAN: 14,
    Symbol.HEART_RATE: 9,
    Symbol.STRUCK_SYSTOLIC: 24,
    Symbol.STRUCK_DIASTOLIC: 24,
    Symbol.COMING: 10,
    Symbol.DUE: 14,
    Symbol.TAKEN: 12,
    Symbol.MISSED: 11,
    Symbol.EXPLAINED: 11,
    **{symbol: BESIDE_PX for symbol in Symbol if symbol.endswith(tuple(f" {where}" for where in OFF_PX))},
}
SIZES = {symbol: _DRAWN_PX.get(symbol, 13) for symbol in Symbol}
"""The side, in pixels, of the square that a mark's shape is drawn in."""


def severity_symbol(severity: Severity, where: str = "") -> Symbol:
    """The mark of a severity: alone, or at one of the places of OFF_PX from a reading."""
    return Symbol[f"{severity.name}_{where.upper()}" if where else severity.name]


@dataclass(frozen=True, slots=True)
class Ink:
    pen: QPen
    brush: QBrush


def inks(theme: Tokens) -> dict[Symbol, Ink]:
    """Pen and brush of every mark: always the same ones, because the plot keeps a picture of each pair it is given."""
    return _inks(theme.name)


@cache
def _inks(theme: str) -> dict[Symbol, Ink]:
    return {symbol: _ink(symbol, THEMES[theme]) for symbol in Symbol}


def paint_symbol(painter: QPainter, symbol: Symbol, middle: QPointF, ink: Ink) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.scale(SIZES[symbol], SIZES[symbol])
    painter.setPen(ink.pen)
    painter.setBrush(ink.brush)
    painter.drawPath(SHAPES[symbol])
    painter.restore()


def _ink(symbol: Symbol, theme: Tokens) -> Ink:
    for severity in Severity:
        if symbol.startswith(f"vigil {severity.word}"):
            return _filled(theme.tones[severity].mark, theme.surface)
    match symbol:
        case Symbol.SYSTOLIC | Symbol.DIASTOLIC:
            return _line(theme.pressure, 2.6)
        case Symbol.MEAN:
            return _line(theme.pressure, 2)
        case Symbol.HEART_RATE:
            return _filled(theme.heart_rate, theme.surface)
        case Symbol.SPO2_AIR:
            return _filled(theme.spo2, theme.spo2)
        case Symbol.SPO2_OXYGEN | Symbol.SPO2_UNKNOWN:
            return Ink(_pen(theme.spo2, 2), QBrush(QColor(theme.surface)))
        case Symbol.DUE:
            return _line(theme.accent, 2)
        case Symbol.TAKEN:
            return _line(theme.met, 2)
        case Symbol.MISSED:
            return _line(theme.text, 2)
        case _:
            return _line(theme.muted, 1.5)


def _pen(color: str, width: float) -> QPen:
    pen = QPen(QColor(color), width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


def _filled(color: str, edge: str) -> Ink:
    return Ink(_pen(edge, 1), QBrush(QColor(color)))


def _line(color: str, width: float) -> Ink:
    return Ink(_pen(color, width), QBrush(Qt.BrushStyle.NoBrush))


def _polygon(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _cross(x: float, y: float, arm: float) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(x - arm, y - arm)
    path.lineTo(x + arm, y + arm)
    path.moveTo(x - arm, y + arm)
    path.lineTo(x + arm, y - arm)
    return path


def _joined(*paths: QPainterPath) -> QPainterPath:
    joined = QPainterPath()
    for path in paths:
        joined.addPath(path)
    return joined


def _strokes(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*corners[0]))
    for x, y in corners[1:]:
        path.lineTo(x, y)
    return path


def _severity(severity: Severity, x: float, y: float, radius: float) -> QPainterPath:
    match severity:
        case Severity.ADVISORY:
            return _circle(x, y, radius * 0.85)
        case Severity.CAUTION:
            return _polygon((x, y - radius), (x + radius, y + radius * 0.8), (x - radius, y + radius * 0.8))
        case Severity.CRITICAL:
            return _polygon((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))


def _severities() -> dict[Symbol, QPainterPath]:
    radius = MARK_RADIUS_PX / BESIDE_PX
    shapes = {severity_symbol(severity): _severity(severity, 0, 0, 0.48) for severity in Severity}
    for severity in Severity:
        for where, (x, y) in OFF_PX.items():
            shapes[severity_symbol(severity, where)] = _severity(severity, x / BESIDE_PX, y / BESIDE_PX, radius)
    return shapes


# The tips of the carets, in the middle of their boxes, are at the value.
_DOWN = _strokes((-0.27, -0.36), (0, 0), (0.27, -0.36))
_UP = _strokes((-0.27, 0.36), (0, 0), (0.27, 0.36))
_DIAMOND = _polygon((0, -0.5), (0.42, 0), (0, 0.5), (-0.42, 0))
_DASH = _strokes((-0.5, 0), (0.5, 0))
_HALF = _strokes((-0.2, 0), (0.2, 0))

SHAPES = {
    Symbol.SYSTOLIC: _DOWN,
    Symbol.DIASTOLIC: _UP,
    Symbol.MEAN: _DASH,
    Symbol.HEART_RATE: _circle(0, 0, 0.5),
    Symbol.SPO2_AIR: _DIAMOND,
    Symbol.SPO2_OXYGEN: _DIAMOND,
    Symbol.SPO2_UNKNOWN: _joined(_DIAMOND, _HALF),
    Symbol.STRUCK_SYSTOLIC: _joined(_DOWN, _cross(0, -0.2, 0.24)),
    Symbol.STRUCK_DIASTOLIC: _joined(_UP, _cross(0, 0.2, 0.24)),
    Symbol.STRUCK_MEAN: _joined(_DASH, _cross(0, 0, 0.4)),
    Symbol.STRUCK_HEART_RATE: _joined(_circle(0, 0, 0.34), _cross(0, 0, 0.48)),
    Symbol.STRUCK_SPO2: _joined(_DIAMOND, _cross(0, 0, 0.48)),
    Symbol.COMING: _circle(0, 0, 0.45),
    Symbol.DUE: _joined(_circle(0, 0, 0.45), _circle(0, 0, 0.12)),
    Symbol.TAKEN: _strokes((-0.42, 0.02), (-0.1, 0.34), (0.44, -0.34)),
    Symbol.MISSED: _cross(0, 0, 0.42),
    Symbol.EXPLAINED: _cross(0, 0, 0.42),
    Symbol.PAUSED: _joined(*(_strokes((x - 0.3, 0.5), (x + 0.3, -0.5)) for x in (-0.35, 0.0, 0.35))),
    Symbol.BASELINE: _joined(_strokes((-0.5, 0), (-0.1, 0)), _strokes((0.15, 0), (0.5, 0))),
    **_severities(),
}
