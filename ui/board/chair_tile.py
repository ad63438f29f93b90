"""One occupied chair: who sits there, how it goes, what needs somebody, and when the next set is due."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from monitor.answering import next_to_answer
from monitor.chart import Chart
from monitor.flags import Flag
from monitor.limits import Phase, Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital
from monitor.wording import phase_word
from ui.board.flag_summary import FlagSummary
from ui.board.last_set import LastSet
from ui.board.sparkline import Sparkline
from ui.theme import RADIUS_PX, tokens
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark
from ui.widgets.next_set import next_set_of
from ui.widgets.strip import Strip

OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
FOCUS_PX = 2


class ChairTile(QFrame):
    """The whole tile opens the session: by a click, a tap, or Enter. On the sentence of its flag it asks for the
    answer, where one is wanted."""

    opened = Signal(str)  # session id
    answering = Signal(str, object)  # session id, Flag

    def __init__(self) -> None:
        super().__init__()
        self.chair_label = ElidedLabel(look="heading")
        self.phase_label = label("", "heading")
        self.clock_label = label("", "heading")
        self.last_set = LastSet()
        self.sparkline = Sparkline()
        self.flags = FlagSummary()
        self.next_strip = Strip(big=True)
        self.ready_strip = Strip()
        self._session = ""
        self._asks: Flag | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_look(self, "tile")
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.chair_label, 1)
        top.addWidget(self.phase_label)
        top.addWidget(self.clock_label)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.last_set, 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.sparkline, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.next_strip, 1)
        foot.addWidget(self.ready_strip, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.flags)
        column.addLayout(middle)
        column.addStretch(1)
        column.addLayout(foot)

    def display(self, snapshot: Snapshot) -> None:
        chart = snapshot.chart
        self._session, self._asks = chart.session, next_to_answer(snapshot)
        self.chair_label.display(chart.chair)
        self.phase_label.setText(phase_word(chart).capitalize())
        self.clock_label.setText(_clock(snapshot))
        self.last_set.display(snapshot)
        minute = float(chart.minute(snapshot.now) // 1)
        self.sparkline.setVisible(bool(chart.sets))
        self.sparkline.display(chart.series(Vital.SYSTOLIC), chart.series(Vital.DIASTOLIC), minute)
        self.flags.display(snapshot)
        self._display_next(snapshot)
        set_look(self, _look(snapshot))
        self._describe(chart)

    def _display_next(self, snapshot: Snapshot) -> None:
        coming = next_set_of(snapshot)
        self.next_strip.display(coming.text if coming else "", coming.severity if coming else None)
        is_recovering = snapshot.chart.phase is Phase.RECOVERING
        self.ready_strip.setVisible(is_recovering)
        if is_recovering:
            unmet = len(snapshot.unmet)
            words = f"{unmet} of {len(snapshot.criteria)} unmet" if unmet else "ready"
            self.ready_strip.display(words, mark=Mark.UNMET if unmet else Mark.MET)
            lacking = "\n".join(judged.criterion.label for judged in snapshot.unmet)
            if lacking != self.ready_strip.toolTip():
                self.ready_strip.setToolTip(lacking)

    def _describe(self, chart: Chart) -> None:
        flags = self.flags.count_label.text()
        said = ", ".join((chart.chair, phase_word(chart), chart.patient.name, flags, self.next_strip.text))
        if said != self.accessibleName():
            self.setAccessibleName(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING_KEYS:
            self.opened.emit(self._session)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release would go elsewhere

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(at):
            return
        if self._asks is not None and self.flags.geometry().contains(at):
            self.answering.emit(self._session, self._asks)
        else:
            self.opened.emit(self._session)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus lies inside the frame, which keeps the colour of the severity."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().accent), FOCUS_PX))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), RADIUS_PX, RADIUS_PX)
            painter.end()


def _look(snapshot: Snapshot) -> str:
    """The frame of the worst flag. Only a critical one that nobody has answered pulses."""
    if snapshot.worst is None:
        return "tile"
    waits = any(flag.concern is Severity.CRITICAL and flag.wants_answer for flag in snapshot.flags)
    return "tile-critical-lit" if waits and snapshot.now.second % 2 else f"tile-{snapshot.worst.word}"


def _clock(snapshot: Snapshot) -> str:
    chart = snapshot.chart
    if chart.started_at is None:
        return f"since {chart.time_text(chart.opened_at)}"
    return chart.t_text(snapshot.now)
