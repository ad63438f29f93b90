"""One step of the work before the start, as a card: whether it is kept, by whom, and what was refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from monitor.events import SessionEvent
from monitor.guards import objection
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.notice import Notice
from ui.widgets.sent import Sent
from ui.widgets.texts import show

KEPT_PX, MOST_KEPT_PX = 208, 320
"""Room for when it was kept and for a name of the usual length; and no more, for what was kept stands beside it."""


class Section(QFrame):
    """The frame that every step shares. What the step shows goes into `body`, what it asks for is added by `ask`."""

    submitted = Signal(object)  # Request

    def __init__(self, title: str) -> None:
        super().__init__()
        set_look(self, "card")
        self.mark = MarkLabel(Mark.UNMET, px=20)
        self.title_label = label(title, "heading")
        self.value_label = label("", "value")
        self.kept_label = ElidedLabel("not kept yet", "muted", KEPT_PX)
        self.notice = Notice()
        self.body = QVBoxLayout()
        self._asked: list[QWidget] = []
        self._sent = Sent()
        self._arrange()

    def _arrange(self) -> None:
        self.kept_label.setMaximumWidth(MOST_KEPT_PX)
        self.kept_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value_label.setTextFormat(Qt.TextFormat.PlainText)
        self.value_label.setWordWrap(True)
        self.value_label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.mark)
        head.addWidget(self.title_label)
        head.addWidget(self.value_label, 1)
        head.addWidget(self.kept_label)
        self.head = head
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self.body)
        column.addWidget(self.notice)

    def ask(self, fields: QLayout) -> None:
        """Add what is filled in or pressed, beneath what the step shows."""
        asked = QWidget()
        fields.setContentsMargins(0, 0, 0, 0)
        asked.setLayout(fields)
        self.body.addWidget(asked)
        self._asked.append(asked)

    def permit(self, *, on: bool) -> None:
        """Whether the step still takes something. Once it does not, only what was kept is shown."""
        for asked in self._asked:
            asked.setVisible(on)
        if not on:
            self.notice.clear()

    def display(self, *, is_met: bool | None, value: str, kept: str) -> None:
        """What the chart holds of this step; `kept` is empty while it holds nothing. None: it asks for nothing."""
        self.mark.display(Mark.NONE if is_met is None else Mark.MET if is_met else Mark.UNMET)
        show(self.value_label, value)
        self.kept_label.display(kept or "not kept yet")

    def offer(self, snapshot: Snapshot, event: SessionEvent, staff: Staff | None) -> None:
        """Send this event to be kept, unless the guard objects: then its sentence is shown and nothing is sent."""
        now = snapshot.now
        refusal = objection(snapshot.chart, event, staff, now, now) if staff else "Sign in first."
        if refusal:
            self.notice.say(refusal)
        else:
            self.send(Writing(snapshot.chart.session, (event,)))

    def send(self, request: Request) -> None:
        self.notice.clear()
        self._sent.note(request)
        self.submitted.emit(request)

    def confirm(self, request: Request) -> bool:
        """Whether this very request was sent from here. It is kept."""
        is_own = self._sent.take(request)
        if is_own:
            self.notice.clear()
        return is_own

    def refuse(self, request: Request, sentence: str) -> bool:
        is_own = self._sent.take(request)
        if is_own:
            self.notice.say(sentence, Severity.CAUTION)
        return is_own
