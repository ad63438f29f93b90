"""The reviewer's own lines: an addendum, and the countersignature by PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from monitor.events import AddendumWritten, SessionReviewed, Signature
from monitor.guards import objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Countersigning, Request, Writing
from sessions.signing import seen
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.identity import identity_text
from ui.widgets.keypad_button import KeypadButton
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice
from ui.widgets.pin_field import PinField
from ui.widgets.sent import Sent
from ui.widgets.texts import show


class CountersignCard(QFrame):
    submitted = Signal(object)  # Writing or Countersigning

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        set_look(self, "card")
        self.addendum_field = QLineEdit()
        self.addendum_button = button("Write addendum")
        self.identity_label = label("", "strong")
        self.signer_label = label("", "muted")
        self.pin_field = PinField("Your own PIN")
        self.keypad_button = KeypadButton(self.pin_field)
        self.countersign_button = button("Countersign", "primary")
        self.objection_label = label("", "muted")
        self.notice = Notice()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent = Sent()
        self._drafts = drafts
        drafts.add("review/addendum", self.addendum_field)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.addendum_field.setPlaceholderText("what is to be added")
        for text in (self.identity_label, self.signer_label, self.objection_label):
            text.setWordWrap(True)
        addendum = QHBoxLayout()
        addendum.addWidget(self.addendum_field, 1)
        addendum.addWidget(self.addendum_button)
        signing = QHBoxLayout()
        signing.addWidget(self.pin_field, 1)
        signing.addWidget(self.keypad_button)
        signing.addWidget(self.countersign_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label("Review", "heading"))
        column.addLayout(addendum)
        column.addWidget(self.identity_label)
        column.addWidget(self.signer_label)
        column.addLayout(signing)
        column.addWidget(self.objection_label)
        column.addWidget(self.notice)

    def _connect(self) -> None:
        self.addendum_button.clicked.connect(self._add)
        self.addendum_field.returnPressed.connect(self._add)
        self.countersign_button.clicked.connect(self._countersign)
        self.pin_field.returnPressed.connect(self._countersign)
        for field in (self.pin_field, self.addendum_field):
            field.textChanged.connect(self._take_back)

    def display(self, snapshot: Snapshot, staff: Staff | None) -> None:
        if staff != self._staff:  # no PIN of whoever was before, and nothing that was said to them
            self.pin_field.clear()
            self.notice.clear()
        self._snapshot, self._staff = snapshot, staff
        show(self.identity_label, identity_text(snapshot.chart))
        entries = len(snapshot.chart.page)
        signer = f"{staff.name}, {staff.role}, countersigns over the {entries} entries shown" if staff else ""
        show(self.signer_label, signer)
        against = self._against_countersigning()
        self.countersign_button.setEnabled(against is None)
        self.pin_field.setEnabled(against is None)
        show(self.objection_label, against or "")
        self.objection_label.setVisible(bool(against))
        cannot_add = self._objection(AddendumWritten("asked"))
        self.addendum_button.setEnabled(cannot_add is None)
        self.addendum_field.setEnabled(cannot_add is None)
        self.addendum_button.setToolTip(cannot_add or "")

    def confirm(self, request: Request) -> None:
        if self._sent.take(request):
            self.notice.clear()
            if isinstance(request, Writing):
                self._drafts.empty(self.addendum_field)

    def refuse(self, request: Request, sentence: str) -> None:
        if self._sent.take(request):
            self.notice.say(sentence)

    def _objection(self, event: AddendumWritten | SessionReviewed) -> str | None:
        if self._snapshot is None or self._staff is None:
            return "Sign in first."
        return objection(self._snapshot.chart, event, self._staff, self._snapshot.now, self._snapshot.now)

    def _against_countersigning(self) -> str | None:
        if self._staff is None:
            return "Sign in first."
        unsigned = Signature(self._staff.id, self._staff.name, self._staff.role, meaning="", over="", entries=0)
        return self._objection(SessionReviewed(unsigned))

    def _take_back(self, typed: str) -> None:
        """Something is being typed anew: what was said of it before is over."""
        if typed:
            self.notice.clear()

    def _add(self) -> None:
        event = AddendumWritten(self.addendum_field.text().strip())
        refusal = self._objection(event)
        if refusal or self._snapshot is None:
            self.notice.say(refusal or "")
        else:
            self._send(Writing(self._snapshot.chart.session, (event,)))

    def _countersign(self) -> None:
        refusal = self._against_countersigning()
        pin = self.pin_field.take()
        if refusal or self._snapshot is None:
            self.notice.say(refusal or "")
        elif not pin:
            self.notice.say("Type your own PIN.")
        else:
            chart = self._snapshot.chart
            self._send(Countersigning(chart.session, pin, seen=seen(chart.page)))

    def _send(self, request: Request) -> None:
        self.notice.clear()
        self._sent.note(request)
        self.submitted.emit(request)
