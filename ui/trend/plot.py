"""The readings on pyqtgraph: a few items that get new data only when it differs from what they show."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from monitor.vitals import Vital
from ui.theme import tokens
from ui.trend.frame import Frame, ValueScale
from ui.trend.marks import places_of
from ui.trend.readings import Breathing, Points, Readings
from ui.trend.symbols import BESIDE_PX, SHAPES, SIZES, Ink, Symbol, inks, severity_symbol

BAR_PX = 2

Kind = TypeVar("Kind", bound=Hashable)
"""What a reading is, or how it was taken: each has its mark."""

_READ = {
    Vital.SYSTOLIC: Symbol.SYSTOLIC,
    Vital.DIASTOLIC: Symbol.DIASTOLIC,
    Vital.MEAN: Symbol.MEAN,
    Vital.HEART_RATE: Symbol.HEART_RATE,
}
_SPO2 = {
    Breathing.AIR: Symbol.SPO2_AIR,
    Breathing.OXYGEN: Symbol.SPO2_OXYGEN,
    Breathing.UNKNOWN: Symbol.SPO2_UNKNOWN,
}
_STRUCK = {
    Vital.SYSTOLIC: Symbol.STRUCK_SYSTOLIC,
    Vital.DIASTOLIC: Symbol.STRUCK_DIASTOLIC,
    Vital.MEAN: Symbol.STRUCK_MEAN,
    Vital.HEART_RATE: Symbol.STRUCK_HEART_RATE,
    Vital.SPO2: Symbol.STRUCK_SPO2,
}
_ITSELF = {symbol: symbol for symbol in Symbol}

# pyqtgraph's own way to a new shape; by its name a spot can choose it.
pg.ScatterPlotItem.Symbols = pg.graphicsItems.ScatterPlotItem.Symbols
pg.ScatterPlotItem.Symbols.update({symbol.value: SHAPES[symbol] for symbol in Symbol})


def _bounded(kind: type) -> type:
    """The same kind of item, bounded by the whole plot. pyqtgraph's own looks through all its data for its bounds, and
    does so dozens of times for each new reading."""
    return type(kind.__name__, (kind,), {"area": QRectF(), "boundingRect": lambda item: item.area})


_Spots, _Bars, _Curve = _bounded(pg.ScatterPlotItem), _bounded(pg.BarGraphItem), _bounded(pg.PlotCurveItem)


class SpotLayer(Generic[Kind]):
    """Marks of several kinds in one item of pyqtgraph: each item costs as much as a hundred marks.

    A spot is a minute, a value and its kind; `symbols` says which mark stands for which kind.
    """

    def __init__(self, box: pg.ViewBox, symbols: Mapping[Kind, Symbol]) -> None:
        self.item = _Spots(pxMode=True)
        box.addItem(self.item, ignoreBounds=True)
        self.spots: Sequence[tuple[float, float, Kind]] = ()
        self._symbols = symbols
        self._ink: dict[Symbol, Ink] = {}

    def display(self, spots: Sequence[tuple[float, float, Kind]], ink: dict[Symbol, Ink]) -> None:
        if spots == self.spots and ink is self._ink:
            return
        shown = len(self.spots)
        if shown and ink is self._ink and spots[:shown] == self.spots:
            self.item.addPoints(**self._drawn(spots[shown:], ink))  # the usual case: a new reading at the end
        else:
            self.item.setData(**self._drawn(spots, ink))
        self.spots, self._ink = spots, ink
        self.item.setVisible(bool(spots))

    def _drawn(self, spots: Sequence[tuple[float, float, Kind]], ink: dict[Symbol, Ink]) -> dict[str, object]:
        """What pyqtgraph is given for these spots."""
        symbols = [self._symbols[kind] for _minute, _value, kind in spots]
        return {
            "x": [minute for minute, _value, _kind in spots],
            "y": [value for _minute, value, _kind in spots],
            "symbol": [symbol.value for symbol in symbols],
            "size": [SIZES[symbol] for symbol in symbols],
            "pen": [ink[symbol].pen for symbol in symbols],
            "brush": [ink[symbol].brush for symbol in symbols],
        }


class BarLayer:
    """From the upper to the lower of two points a bar. In a scaled plot Qt draws wide lines ten times as slowly."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.item = _Bars(x=[], y0=[], y1=[], width=0, pen=None)
        box.addItem(self.item, ignoreBounds=True)
        self.points: Points = ()
        self._look: tuple[QBrush, float] | None = None

    def display(self, points: Points, brush: QBrush, width: float) -> None:
        """`width` is in minutes, as all that pyqtgraph knows of bars."""
        if points == self.points and self._look == (brush, width):
            return
        self.points, self._look = points, (brush, width)
        x, upper = [minute for minute, _value in points[::2]], [value for _minute, value in points[::2]]
        lower = [value for _minute, value in points[1::2]]
        self.item.setOpts(x=x, y0=lower, y1=upper, width=width, brush=brush)
        self.item.setVisible(bool(points))


class LineLayer:
    """Points joined one after the other by a thin line."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.item = _Curve(antialias=False)
        box.addItem(self.item, ignoreBounds=True)
        self.points: Points = ()
        self._pen: QPen | None = None

    def display(self, points: Points, pen: QPen) -> None:
        if points == self.points and pen is self._pen:
            return
        self.points, self._pen = points, pen
        x, y = [minute for minute, _value in points], [value for _minute, value in points]
        self.item.setData(x=x, y=y, pen=pen)
        self.item.setVisible(bool(points))


class TrendPlot:
    """The view, and in it the readings with the left axis and SpO2 on its own scale."""

    def __init__(self, parent: QWidget) -> None:
        self._graphics = pg.GraphicsView(parent)
        self.view: QGraphicsView = self._graphics
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pressure, self._saturation = _box(self._graphics), _box(self._graphics)
        self.bars = BarLayer(self._pressure)
        self.heart_line = LineLayer(self._pressure)
        self.struck = SpotLayer(self._pressure, _STRUCK)
        self.readings = SpotLayer(self._pressure, _READ)
        self.marks = SpotLayer(self._pressure, _ITSELF)
        self.spo2_struck = SpotLayer(self._saturation, _STRUCK)
        self.spo2 = SpotLayer(self._saturation, _SPO2)
        self.spo2_marks = SpotLayer(self._saturation, _ITSELF)
        self._frame: Frame | None = None
        self._shown: Readings | None = None
        self.recolor()

    def recolor(self) -> None:
        """Take the colours of the theme. The next display shows everything in them."""
        theme = tokens()
        self._ink = inks(theme)
        self._bar_brush = QBrush(QColor(theme.pressure))
        self._heart_pen = _thin(theme.heart_rate)
        self._shown = None
        self._graphics.setBackground(QColor(theme.surface))

    def add(self, item: QGraphicsItem) -> None:
        self.view.scene().addItem(item)

    def display(self, readings: Readings, frame: Frame) -> None:
        is_moved = frame != self._frame
        if is_moved:
            self._frame = frame
            _place(self._pressure, frame, frame.pressure)
            _place(self._saturation, frame, frame.spo2)
        if readings is not self._shown or is_moved:
            self._display_marks(readings, frame)
            self.bars.display(readings.bars, self._bar_brush, frame.time.minutes(BAR_PX))
        if readings is self._shown:
            return
        self._shown = readings
        ink = self._ink
        self.heart_line.display(readings.heart_rate, self._heart_pen)
        self.readings.display(readings.on_left_axis, ink)
        self.spo2.display(readings.spo2, ink)
        struck = [(reading.minute, reading.value, reading.vital) for reading in readings.struck]
        self.struck.display(tuple(spot for spot in struck if spot[2] is not Vital.SPO2), ink)
        self.spo2_struck.display(tuple(spot for spot in struck if spot[2] is Vital.SPO2), ink)

    def _display_marks(self, readings: Readings, frame: Frame) -> None:
        marks = [
            (mark.vital, (mark.minute, mark.value, severity_symbol(mark.severity, place)))
            for mark, place in zip(readings.marks, places_of(readings, frame), strict=True)
        ]
        self.marks.display(tuple(spot for vital, spot in marks if vital is not Vital.SPO2), self._ink)
        self.spo2_marks.display(tuple(spot for vital, spot in marks if vital is Vital.SPO2), self._ink)


def _box(graphics: pg.GraphicsView) -> pg.ViewBox:
    box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
    # A caret at the end of the axis is drawn whole, into the space between the bands.
    box.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape, False)
    box.disableAutoRange()
    graphics.addItem(box)
    return box


def _place(box: pg.ViewBox, frame: Frame, scale: ValueScale) -> None:
    time, band = frame.time, scale.band
    beside = time.minutes(BESIDE_PX)
    top, bottom = scale.value(band.top - BESIDE_PX), scale.value(band.bottom + BESIDE_PX)
    area = QRectF(time.first - beside, bottom, time.last - time.first + 2 * beside, top - bottom)
    for item in box.childGroup.childItems():
        item.prepareGeometryChange()
        item.area = area
    box.setGeometry(QRectF(time.left, band.top, time.right - time.left, band.height))
    box.setRange(xRange=(time.first, time.last), yRange=(scale.low, scale.high), padding=0)


def _thin(color: str) -> QPen:
    """Opaque: with any transparency pyqtgraph strokes one long path instead of lines, many times slower."""
    pen = QPen(QColor(color), 1)
    pen.setCosmetic(True)
    return pen
