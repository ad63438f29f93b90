"""The trend of one session: readings, limits, phases and lanes on one time axis, with a readout in words."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsLineItem, QWidget

from monitor.entries import Entry
from monitor.events import EntryId, VitalsTaken
from monitor.snapshot import Snapshot
from ui.theme import RADIUS_PX, tokens
from ui.trend.axes import Axes
from ui.trend.backdrop import Backdrop
from ui.trend.course import Guides, course_of, guides_of
from ui.trend.frame import NAMES_PX, Frame, frame_of, is_low, most_effect_rows, time_scale
from ui.trend.lane_picture import LanePicture, label_px
from ui.trend.lanes import Lanes, fitted, lanes_of, rows_of
from ui.trend.legend import ROW_PX, TrendLegend, keys_of
from ui.trend.plot import TrendPlot
from ui.trend.pointing import Pointed, pointed_at, pointed_set
from ui.trend.readings import PRESSURE_AXIS, SPO2_AXIS, Readings, ReadingsReader, pressure_range, spo2_range
from ui.trend.readout import Readout
from ui.trend.time import span_of

EDGE_PX, LOW_EDGE_PX = 8, 4
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TrendChart(QWidget):
    """Pointing at a set, by mouse or by the arrow keys, reads it out; a click or Enter chooses its entry."""

    entry_chosen = Signal(object)  # EntryId

    def __init__(self) -> None:
        super().__init__()
        self.legend = TrendLegend(self)
        self.plot = TrendPlot(self)
        self.readout = Readout(self)
        self.frame: Frame | None = None  # where on the plot what is drawn
        self._backdrop, self._axes = Backdrop(), Axes()
        self._lane_picture = LanePicture()
        self._cursor = QGraphicsLineItem()
        self._snapshot: Snapshot | None = None
        self._reader = ReadingsReader()
        self._readings: Readings | None = None
        self._guides: Guides | None = None
        self._ranges = (PRESSURE_AXIS, SPO2_AXIS)
        self._drawn: object = None
        self._lanes: Lanes | None = None
        self._rows: tuple[int, ...] = ()
        self._mouse: QPoint | None = None
        self._stepped_to: EntryId | None = None
        self._pointed: Pointed | None = None
        self._arrange()

    def _arrange(self) -> None:
        for item in (self._backdrop, self._axes, self._lane_picture, self._cursor):
            self.plot.add(item)
        self._cursor.setZValue(-120)
        self._cursor.hide()
        self._recolor()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(480, 320)
        self.setAccessibleName("Trend of the vital signs")

    def display(self, snapshot: Snapshot) -> None:
        if self._snapshot is None or snapshot.chart.session != self._snapshot.chart.session:
            self._mouse = self._stepped_to = None
        before = self._snapshot
        if before is None or (snapshot.chart.page, snapshot.flagged) != (before.chart.page, before.flagged):
            self._readings = self._reader.read(snapshot)
            self._guides = guides_of(snapshot.chart)
            self._ranges = (
                pressure_range(self._readings, [line.value for line in self._guides.limits]),
                spo2_range(self._readings, [line.value for line in self._guides.spo2_limits]),
            )
        self._snapshot = snapshot
        self._draw()
        self._point()

    @property
    def sets(self) -> tuple[Entry, ...]:
        """The sets of vital signs that can be stepped through, the struck ones included."""
        page = self._snapshot.chart.page if self._snapshot else ()
        return tuple(entry for entry in page if isinstance(entry.event, VitalsTaken))

    def place_of(self, minute: float, value: float) -> QPoint:
        """Where on this widget a reading of the left axis stands."""
        if self.frame is None:
            return QPoint()
        x, y = self.frame.time.x(minute), self.frame.pressure.y(value)
        return self.plot.view.geometry().topLeft() + QPoint(round(x), round(y))

    def _draw(self) -> None:
        """Draw what has changed. Most ticks of the clock change nothing that can be seen, and end here early."""
        snapshot, readings, guides = self._snapshot, self._readings, self._guides
        if snapshot is None or readings is None or guides is None:
            return
        span = span_of(snapshot.chart, snapshot.now)
        course, lanes = course_of(snapshot, span), lanes_of(snapshot)
        drawn = (span, course, guides, lanes, self.size(), readings)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.legend.display(keys_of(readings, guides, lanes), one_row=self._is_low)
        self._fit()
        view = self.plot.view
        x = time_scale(view.width(), span).x
        bars = fitted(lanes.effects, most_effect_rows(view.height()), x, label_px)
        lanes = replace(lanes, effects=bars, more_effects=len(lanes.effects) - len(bars))
        self._lanes, self._rows = lanes, rows_of(bars, x, label_px)
        effect_rows = max(self._rows, default=0) + 1
        self.frame = frame = frame_of(
            view.width(), view.height(), span, *self._ranges, effect_rows, has_rate=lanes.has_rate
        )
        self._backdrop.display(course, frame)
        self._axes.display(guides, span, frame)
        self._lane_picture.display(lanes, self._rows, frame)
        self.plot.display(readings, frame)

    @property
    def _is_low(self) -> bool:
        """Whether so little would be left for the plot that the legend keeps to one row."""
        return is_low(self.height() - ROW_PX - 3 * EDGE_PX)

    def _fit(self) -> None:
        """The legend takes the rows it needs, the plot the rest."""
        width = self.width() - 2 * EDGE_PX
        edge = LOW_EDGE_PX if self._is_low else EDGE_PX
        rows_px = self.legend.heightForWidth(width)
        self.legend.setGeometry(EDGE_PX, edge, width, rows_px)
        top = edge + rows_px + edge
        self.plot.view.setGeometry(EDGE_PX, top, width, max(self.height() - top - edge, 1))

    def _point(self) -> None:
        """Read out what is pointed at, as it stands in the chart now."""
        pointed = self._found()
        self._pointed = pointed
        if pointed is None or self.frame is None:
            self._cursor.hide()
            self.readout.hide()
            return
        x = round(self.frame.time.held(pointed.minute)) + 0.5
        self._cursor.setLine(x, NAMES_PX, x, self.frame.axis_y)
        self._cursor.show()
        view = self.plot.view.geometry()
        height = self._mouse.y() if self._mouse else view.top() + round(self.frame.pressure.band.middle)
        self.readout.say(pointed.text, QPoint(view.left() + round(x), height), self.rect())

    def _found(self) -> Pointed | None:
        if self._snapshot is None or self._lanes is None or self.frame is None:
            return None
        snapshot = self._snapshot
        if self._mouse is not None:
            at = self._mouse - self.plot.view.geometry().topLeft()
            return pointed_at(at.x(), at.y(), snapshot, self.sets, self._lanes, self._rows, self.frame)
        entry = snapshot.chart.entry(self._stepped_to) if self._stepped_to else None
        return pointed_set(snapshot, entry) if entry else None

    def _step(self, by: int) -> None:
        """To the next set, or the last one when none is read out yet."""
        ids = [entry.id for entry in self.sets]
        if not ids:
            return
        at = self._pointed.entry if self._pointed else None
        number = ids.index(at) + by if at in ids else len(ids) - 1
        self._mouse, self._stepped_to = None, ids[min(max(number, 0), len(ids) - 1)]
        self._point()

    def _recolor(self) -> None:
        self._drawn = None
        self.plot.recolor()
        self._cursor.setPen(QPen(QColor(tokens().accent), 1, Qt.PenStyle.DashLine))
        for item in (self._backdrop, self._axes, self._lane_picture):
            item.update()
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(900, 500)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._step(STEPS[key])
        elif key in CHOOSES and self._pointed and self._pointed.entry:
            self.entry_chosen.emit(self._pointed.entry)
        elif key == Qt.Key.Key_Escape and self._pointed:
            self._mouse = self._stepped_to = None
            self._point()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position().toPoint()
        self._point()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._pointed and self._pointed.entry:
            self._stepped_to = self._pointed.entry
            self.entry_chosen.emit(self._pointed.entry)

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse = self._stepped_to = None
        self._point()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._stepped_to = None
        self._point()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._draw()
        self._point()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._recolor()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
        painter.end()
