"""After the signature: who signed what, the patient's leaving, and addenda."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import AddendumWritten, PatientDischarged, PatientLeft, Signature
from monitor.guards import objection
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from sessions.staff import Roster
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import holds_focus
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.notice import Notice
from ui.widgets.overridden import overridden_words
from ui.widgets.sent import Sent
from ui.widgets.strip import Strip
from ui.widgets.texts import show


class SignedCard(QFrame):
    submitted = Signal(object)  # Writing

    left = Signal()  # the way home is kept: its field is about to be hidden

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        set_look(self, "card")
        self.signature_label = label("", "strong")
        self.over_label = label("", "muted")
        self.overridden_strip = Strip()
        self.overruled_label = label("")
        self.left_label = label("", "strong")
        self.left_field = QLineEdit()
        self.left_button = button("Patient left", "primary")
        self.addenda_label = label("")
        self.addendum_field = QLineEdit()
        self.addendum_button = button("Write addendum")
        self.left_notice = Notice()
        self.notice = Notice()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent = Sent()
        self._leaving = Sent()
        self._drafts = drafts
        drafts.add("signoff/left", self.left_field)
        drafts.add("signoff/addendum", self.addendum_field)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.left_field.setPlaceholderText("accompanied by")
        self.addendum_field.setPlaceholderText("what is to be added")
        for text in (self.over_label, self.overruled_label, self.addenda_label, self.signature_label):
            text.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(MarkLabel(Mark.MET, px=20))
        head.addWidget(label("Discharge signed", "heading"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.signature_label)
        column.addWidget(self.over_label)
        column.addWidget(self.overridden_strip)
        column.addWidget(self.overruled_label)
        column.addWidget(_rule())
        column.addWidget(label("Way home", "label"))
        column.addWidget(self.left_label)
        column.addLayout(_row(self.left_field, self.left_button))
        column.addWidget(self.left_notice)
        column.addWidget(_rule())
        column.addWidget(label("Addenda", "label"))
        column.addWidget(self.addenda_label)
        column.addLayout(_row(self.addendum_field, self.addendum_button))
        column.addWidget(self.notice)
        column.addStretch(1)

    def _connect(self) -> None:
        self.left_button.clicked.connect(self._leave)
        self.left_field.returnPressed.connect(self._leave)
        self.left_field.textEdited.connect(lambda _text: self.left_notice.clear())
        self.addendum_field.textEdited.connect(lambda _text: self.notice.clear())
        self.addendum_button.clicked.connect(self._add)
        self.addendum_field.returnPressed.connect(self._add)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster) -> None:
        if staff != self._staff:
            self.left_notice.clear()
            self.notice.clear()
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        signed = chart.discharge.event if chart.discharge else None
        if chart.discharge is None or not isinstance(signed, PatientDischarged):
            return
        show(self.signature_label, signature_text(chart, chart.discharge, signed.signature))
        show(self.over_label, meaning_text(signed.signature))
        show(self.overruled_label, override_text(chart, signed))
        self.overridden_strip.display(overridden_words(len(signed.overrides)), Severity.CAUTION)
        for shown in (self.overridden_strip, self.overruled_label):
            shown.setVisible(bool(signed.overrides))
        self._display_leaving(chart, roster)
        addenda = [
            f"{chart.time_text(entry.happened_at)} {roster.name(entry.author)}: {entry.event.text}"
            for entry in chart.addenda
            if isinstance(entry.event, AddendumWritten)
        ]
        show(self.addenda_label, "\n".join(addenda) or "none")

    def confirm(self, request: Request) -> None:
        if self._leaving.take(request):
            self.left_notice.clear()
            if holds_focus(self):
                self.left.emit()
            self._drafts.empty(self.left_field)
        elif self._sent.take(request):
            self.notice.clear()
            self._drafts.empty(self.addendum_field)

    def refuse(self, request: Request, sentence: str) -> None:
        if self._leaving.take(request):
            self.left_notice.say(sentence)
        elif self._sent.take(request):
            self.notice.say(sentence)

    def _display_leaving(self, chart: Chart, roster: Roster) -> None:
        entry = last_of(chart, PatientLeft)
        left = entry.event if entry else None
        has_left = entry is not None and isinstance(left, PatientLeft)
        said = f"Left with {left.accompanied_by}" if isinstance(left, PatientLeft) else "Not left yet"
        show(self.left_label, f"{said}, {kept_text(chart, entry, roster)}" if has_left else said)
        self.left_field.setVisible(not has_left)
        self.left_button.setVisible(not has_left)
        if has_left:
            self.left_notice.clear()

    def _leave(self) -> None:
        self._offer(PatientLeft(self.left_field.text().strip()), self._leaving, self.left_notice)

    def _add(self) -> None:
        self._offer(AddendumWritten(self.addendum_field.text().strip()), self._sent, self.notice)

    def _offer(self, event: PatientLeft | AddendumWritten, sent: Sent, notice: Notice) -> None:
        """`notice` stands beside the field that it is about."""
        if self._snapshot is None:
            return
        chart, now = self._snapshot.chart, self._snapshot.now
        refusal = objection(chart, event, self._staff, now, now) if self._staff else "Sign in first."
        if refusal:
            notice.say(refusal)
            return
        notice.clear()
        request = Writing(chart.session, (event,))
        sent.note(request)
        self.submitted.emit(request)


def signature_text(chart: Chart, entry: Entry, signature: Signature) -> str:
    """Who, in which role, when."""
    at = entry.happened_at
    return f"{signature.name}, {signature.role}, {chart.time_text(at)} ({chart.t_text(at)})"


def meaning_text(signature: Signature) -> str:
    """With which meaning, over how much."""
    return f"{signature.meaning}, over {signature.entries} entries"


def override_text(chart: Chart, signed: PatientDischarged) -> str:
    """Each overruled criterion with its reason, and who answers for it."""
    lines = []
    for override in signed.overrides:
        criterion = chart.protocol.criterion(override.criterion)
        lines.append(f"Overruled: {criterion.label if criterion else override.criterion}. Reason: {override.reason}")
    if signed.overruled:
        lines.append(f"by {signed.overruled.name}, {signed.overruled.role}")
    return "\n".join(lines)


def _row(field: QLineEdit, press: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(press)
    return row


def _rule() -> QFrame:
    rule = QFrame()
    set_look(rule, "rule")
    return rule
