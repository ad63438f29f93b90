"""The flag that nobody has answered in time, above every page of the station, the locked one included."""

from collections.abc import Iterable
from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from monitor.attention import Escalation, escalations
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from ui.theme import GRID_PX, TOUCH_PX
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show


class EscalationStrip(QPushButton):
    """The worst of them, and how many more there are. Hidden while every flag is answered in time.

    One line of one height, so that the page below moves once and not with every word. It neither comes nor goes
    while a finger is down: nothing moves under it.
    """

    chosen = Signal(str, object)  # session, and the Flag

    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel()
        self.word_label = label("", "small-strong")
        self.sentence_label = ElidedLabel(look="strip-heading")
        self.waits_label = label("", "strong")
        self.more_label = label("", "strong")
        self.open_label = label("Open →", "small-strong")
        self._worst: Escalation | None = None
        self._is_locked = True
        self._arrange()
        self.clicked.connect(self._choose)
        self.hide()

    def display(self, snapshots: Iterable[Snapshot], *, is_locked: bool) -> None:
        """On a locked station without a name, and there is nothing to open."""
        found = escalations(snapshots)
        moves = bool(found) is self.isHidden()
        if moves and is_locked is self._is_locked and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        self.setVisible(bool(found))
        self._worst = found[0] if found else None
        self._lock(is_locked=is_locked)
        if found:
            self._say(found[0], len(found) - 1)

    def _say(self, worst: Escalation, more: int) -> None:
        asks, chart = worst.flag.asks, worst.snapshot.chart
        who = chart.chair if self._is_locked else f"{chart.chair}, {chart.patient.name}"
        show(self.word_label, asks.severity.word)
        self.sentence_label.display(f"{who}: {asks.sentence}")
        show(self.waits_label, f"not answered for {worst.waits // timedelta(minutes=1)} min")
        show(self.more_label, f"and {more} more" if more else "")
        self.more_label.setVisible(bool(more))
        self.mark.display(Mark.of(asks.severity))
        pulses = asks.severity is Severity.CRITICAL and worst.snapshot.now.second % 2
        set_look(self, "escalated-critical-lit" if pulses else f"escalated-{asks.severity.word}")
        if self.text_said != self.accessibleName():
            self.setAccessibleName(self.text_said)

    @property
    def text_said(self) -> str:
        """All of it in one sentence."""
        parts = (self.word_label, self.sentence_label, self.waits_label, self.more_label)
        return ", ".join(part.text() for part in parts if part.text())

    def _lock(self, *, is_locked: bool) -> None:
        self._is_locked = is_locked
        self.open_label.setVisible(not is_locked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_locked else Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_locked else Qt.CursorShape.PointingHandCursor)

    def _choose(self) -> None:
        if self._worst is not None and not self._is_locked:
            self.chosen.emit(self._worst.snapshot.chart.session, self._worst.flag)

    def _arrange(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID_PX, 0, 2 * GRID_PX, 0)
        row.setSpacing(GRID_PX)
        parts = (self.mark, self.word_label, self.sentence_label, self.waits_label, self.more_label, self.open_label)
        for part in parts:
            row.addWidget(part, 1 if part is self.sentence_label else 0)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(0, TOUCH_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
