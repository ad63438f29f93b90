"""The protocol's limits and the patient's baseline: lines behind the readings, and beside them a column of labels for
each vital sign, each with mark, word and number."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from monitor.limits import Severity
from monitor.vitals import Vital
from ui.theme import font, tokens
from ui.trend.course import SHORT, BaselineLine, Guides, LimitLine
from ui.trend.frame import NAMES_PX, Frame, ValueScale
from ui.trend.symbols import Ink, Symbol, paint_symbol, severity_symbol

LABEL_PX = 14
FAINT = 120
STUB_PX = 40
"""The limits of the heart rate lie among those of the pressure: across the whole plot nobody could tell them apart."""

DASHES = {Severity.ADVISORY: (1, 5), Severity.CAUTION: (5, 4), Severity.CRITICAL: (12, 4)}
"""Pixels drawn and left out."""

BASELINE_DASH = (8, 6)
TILED = 8
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Line = LimitLine | BaselineLine


def paint_limits(painter: QPainter, guides: Guides, frame: Frame, ink: dict[Symbol, Ink]) -> None:
    lines: list[Line] = [*guides.limits, *guides.baseline]
    for line in (*lines, *guides.spo2_limits):
        _paint_line(painter, line, frame.spo2 if line.vital is Vital.SPO2 else frame.pressure, frame)
    columns = sorted({line.vital for line in lines}, key=list(SHORT).index)
    for number, vital in enumerate(columns):
        left = frame.time.right + 8 + number * frame.column_px
        painter.setFont(font(12, bold=True))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(QRectF(left, 0, frame.column_px, NAMES_PX), LEFT, SHORT[vital])
        mine = [line for line in lines if line.vital is vital]
        _paint_column(painter, mine, left, frame.pressure, ink, with_words=frame.is_wide)
    _paint_column(painter, guides.spo2_limits, frame.time.right + 8, frame.spo2, ink, with_words=True)


def _color(line: Line) -> QColor:
    theme = tokens()
    return QColor(theme.tones[line.severity].mark if isinstance(line, LimitLine) else theme.muted)


def _paint_line(painter: QPainter, line: Line, scale: ValueScale, frame: Frame) -> None:
    color = _color(line)
    color.setAlpha(FAINT)
    dash = _dash(color, *(DASHES[line.severity] if isinstance(line, LimitLine) else BASELINE_DASH))
    left = frame.time.right - STUB_PX if line.vital is Vital.HEART_RATE else frame.time.left
    painter.drawTiledPixmap(QRectF(left, round(scale.y(line.value)), frame.time.right + 4 - left, 1), dash)


def _dash(color: QColor, drawn: int, left_out: int) -> QPixmap:
    """A tile of a dashed line. Laying tiles is some twenty times as fast as a pen with dashes."""
    tile = QPixmap((drawn + left_out) * TILED, 1)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    for number in range(TILED):
        painter.fillRect(number * (drawn + left_out), 0, drawn, 1, color)
    painter.end()
    return tile


def _paint_column(
    painter: QPainter,
    lines: Sequence[Line],
    left: float,
    scale: ValueScale,
    ink: dict[Symbol, Ink],
    *,
    with_words: bool,
) -> None:
    painter.setFont(font(12))
    downwards = sorted(thinned(lines, int(scale.band.height / LABEL_PX) + 1), key=lambda line: -line.value)
    places = apart([scale.y(line.value) for line in downwards], LABEL_PX)
    for line, y in zip(downwards, within(places, scale.band.top, scale.band.bottom), strict=True):
        symbol = severity_symbol(line.severity) if isinstance(line, LimitLine) else Symbol.BASELINE
        paint_symbol(painter, symbol, QPointF(left + 6, y), ink[symbol])
        painter.setPen(_color(line))
        painter.drawText(QRectF(left + 16, y - 8, 120, 16), LEFT, line.text if with_words else line.number)


def thinned(lines: Sequence[Line], most: int) -> Sequence[Line]:
    """As many as there is room for: the worst limits first, the baseline last."""
    return sorted(lines, key=lambda line: -line.severity if isinstance(line, LimitLine) else 0)[:most]


def within(places: list[float], top: float, bottom: float) -> list[float]:
    """The same places, moved together so that the first is not above the top nor the last below the bottom."""
    if not places:
        return places
    by = max(top - places[0], 0.0) or min(bottom - places[-1], 0.0)
    return [place + by for place in places]


def apart(places: list[float], least: float) -> list[float]:
    """The same places in order, moved as little as it takes to keep them so far apart."""
    moved: list[list[float]] = []  # groups that touch, as the places they would like to have
    for place in places:
        moved.append([place])
        while len(moved) > 1 and _start(moved[-2], least) + least * len(moved[-2]) > _start(moved[-1], least):
            moved[-2:] = [moved[-2] + moved[-1]]
    return [_start(group, least) + number * least for group in moved for number in range(len(group))]


def _start(group: list[float], least: float) -> float:
    """Where a group begins that is centred on the places its members would like to have."""
    return sum(place - number * least for number, place in enumerate(group)) / len(group)
