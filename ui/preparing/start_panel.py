"""What is still open before the start, the start itself, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.events import InfusionStarted, SessionCancelled, SprayGiven
from monitor.guards import objection
from monitor.preparation import before_start, is_preparing
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.notice import Notice
from ui.widgets.texts import show


class StartPanel(QFrame):
    """The start button follows the guard; so do the words beside it."""

    submitted = Signal(object)  # Request

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        set_look(self, "card")
        self.title_label = label("", "heading")
        self.count_label = label("", "muted")
        self.open_labels: list[QLabel] = []
        self.start_button = button("", "primary-large")
        self.objection_label = label("", "muted")
        self.cancel_button = button("Cancel session…", "quiet")
        self.reason_field = QLineEdit()
        self.cancel_session_button = button("Cancel this session", "danger")
        self.back_button = button("Back", "quiet")
        self.notice = Notice()
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._cancelling = QWidget()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent: Request | None = None
        self._drafts = drafts
        drafts.add("preparing/cancel", self.reason_field)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.objection_label.setWordWrap(True)
        self._list.setSpacing(8)
        self._list.setContentsMargins(0, 0, 8, 0)
        still_open = QWidget()
        open_column = QVBoxLayout(still_open)
        open_column.setContentsMargins(0, 0, 0, 0)
        open_column.addLayout(self._list)
        open_column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(still_open)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_session_button, 1)
        buttons.addWidget(self.back_button)
        inner = QVBoxLayout(self._cancelling)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.reason_field)
        inner.addLayout(buttons)
        self._cancelling.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.title_label)
        column.addWidget(self.count_label)
        column.addWidget(scroll, 1)
        column.addWidget(self.notice)
        column.addWidget(self.start_button)
        column.addWidget(self.objection_label)
        column.addSpacing(8)
        column.addWidget(self.cancel_button)
        column.addWidget(self._cancelling)

    def _connect(self) -> None:
        self.start_button.clicked.connect(lambda: self._send(self._start))
        self.cancel_button.clicked.connect(self._ask_why)
        self.back_button.clicked.connect(self._stay)
        self.cancel_session_button.clicked.connect(self._cancel)
        self.reason_field.returnPressed.connect(self._cancel)

    def display(self, snapshot: Snapshot, staff: Staff | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        given = snapshot.chart.protocol.given
        show(self.start_button, "Start infusion" if snapshot.chart.protocol.is_infused else "Dose given")
        self.reason_field.setPlaceholderText(f"why no {given} is given")
        sentences = list(before_start(snapshot.chart)) if is_preparing(snapshot.chart) else []
        self._display_open(sentences)
        is_open = is_preparing(snapshot.chart)
        show(self.title_label, "Still open before the start" if is_open else "Before the start")
        show(self.count_label, _how_far(snapshot.chart, len(sentences)))
        set_look(self.count_label, "muted" if sentences or not snapshot.chart.is_open else "met")
        for part in (self.start_button, self.objection_label):
            part.setVisible(is_open)
        self.cancel_button.setVisible(is_open and self._cancelling.isHidden())
        if not is_open:
            self._cancelling.hide()
        self._allow()

    def show_restored(self) -> None:
        """Ask why again, where an answer was being typed."""
        if self.reason_field.text() and self._snapshot and is_preparing(self._snapshot.chart):
            self._ask_why()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.clear()
            if isinstance(request, Writing) and isinstance(request.events[0], SessionCancelled):
                self._stay()
                self._drafts.empty(self.reason_field)

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)

    def _display_open(self, sentences: list[str]) -> None:
        while len(self._rows) < len(sentences):
            self._add_row()
        for number, row in enumerate(self._rows):
            is_used = number < len(sentences)
            row.setVisible(is_used)
            show(self.open_labels[number], sentences[number] if is_used else "")

    def _add_row(self) -> None:
        row, text = QWidget(), label()
        text.setWordWrap(True)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(MarkLabel(Mark.UNMET), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        self._rows.append(row)
        self.open_labels.append(text)
        self._list.addWidget(row)

    def _allow(self) -> None:
        against = self._objection(self._start)
        self.start_button.setEnabled(against is None)
        is_spray = isinstance(self._start, SprayGiven)
        ready = "Ready. Press when the first spray is given." if is_spray else "Ready to start."
        show(self.objection_label, against or ready)
        cannot_cancel = self._objection(SessionCancelled("asked"))
        self.cancel_button.setEnabled(cannot_cancel is None)
        self.cancel_button.setToolTip(cannot_cancel or "")

    @property
    def _start(self) -> InfusionStarted | SprayGiven:
        is_spray = self._snapshot is not None and not self._snapshot.chart.protocol.is_infused
        return SprayGiven() if is_spray else InfusionStarted()

    def _objection(self, event: InfusionStarted | SprayGiven | SessionCancelled) -> str | None:
        if self._snapshot is None or self._staff is None:
            return "Sign in first."
        return objection(self._snapshot.chart, event, self._staff, self._snapshot.now, self._snapshot.now)

    def _send(self, event: InfusionStarted | SprayGiven | SessionCancelled) -> None:
        refusal = self._objection(event)
        if refusal or self._snapshot is None:
            self.notice.say(refusal or "")
            return
        self.notice.clear()
        self._sent = Writing(self._snapshot.chart.session, (event,))
        self.submitted.emit(self._sent)

    def _ask_why(self) -> None:
        self.cancel_button.hide()
        self._cancelling.show()
        self.reason_field.setFocus()

    def _stay(self) -> None:
        self.cancel_button.show()
        if holds_focus(self._cancelling):
            self.cancel_button.setFocus()
        self._cancelling.hide()
        self.notice.clear()

    def _cancel(self) -> None:
        self._send(SessionCancelled(self.reason_field.text().strip()))


def _how_far(chart: Chart, still_open: int) -> str:
    if chart.cancelled is not None:
        return "this session was cancelled"
    if chart.started_at is not None:
        begun = "the infusion was started" if chart.protocol.is_infused else "the dose was given"
        return f"✓ {begun} at {chart.time_text(chart.started_at)}"
    return f"{still_open} open" if still_open else "✓ everything is kept"
