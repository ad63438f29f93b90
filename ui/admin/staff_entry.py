"""One member of staff in the list: name, role, a new PIN, and leaving."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sessions.requests import ChangingPin, Leaving
from sessions.staff import Member
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button, label, set_look
from ui.widgets.new_pin import NewPin
from ui.widgets.notice import Notice


class StaffEntry(QFrame):
    """Leaving and a new PIN each open a line below, in which the step is taken or given up."""

    submitted = Signal(object)  # ChangingPin or Leaving

    def __init__(self, staff: str) -> None:
        super().__init__()
        self._staff = staff
        self._sent: ChangingPin | Leaving | None = None
        self.name_label = ElidedLabel(look="strip")
        self.role_label = label("", "muted")
        self.new_pin_button = button("New PIN", "quiet")
        self.leave_button = button("Has left", "quiet")
        self.new_pin = NewPin()
        self.keep_pin_button = button("Keep the new PIN", "primary")
        self.sure_label = label()
        self.sure_button = button("Yes, has left", "danger")
        self.cancel_button = button("Cancel")
        self.notice = Notice()
        set_look(self, "raised")
        self._arrange()
        self._connect()
        self._open(None)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.name_label, 3)
        top.addWidget(self.role_label, 2)
        top.addWidget(self.new_pin_button)
        top.addWidget(self.leave_button)
        self.sure_label.setWordWrap(True)
        for kept_free in (self.new_pin_button, self.leave_button):
            policy = kept_free.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            kept_free.setSizePolicy(policy)
        self._step = QWidget()
        step = QHBoxLayout(self._step)
        step.setContentsMargins(0, 0, 0, 0)
        step.setSpacing(8)
        step.addWidget(self.new_pin, 1)
        step.addWidget(self.sure_label, 1)
        step.addWidget(self.keep_pin_button)
        step.addWidget(self.sure_button)
        step.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._step)
        column.addWidget(self.notice)

    def _connect(self) -> None:
        self.new_pin_button.clicked.connect(lambda: self._open(self.keep_pin_button))
        self.leave_button.clicked.connect(lambda: self._open(self.sure_button))
        self.cancel_button.clicked.connect(lambda: self._open(None))
        self.keep_pin_button.clicked.connect(self._change_pin)
        self.new_pin.entered.connect(self._change_pin)
        self.sure_button.clicked.connect(self._leave)

    def display(self, member: Member) -> None:
        self.name_label.display(member.staff.name)
        self.role_label.setText(str(member.staff.role) if member.active else f"{member.staff.role}, left")
        self.sure_label.setText(
            f"{member.staff.name} will not be able to sign in any more. What they wrote and signed stays."
        )
        for part in (self.new_pin_button, self.leave_button):
            part.setVisible(member.active)
        if not member.active and not self._step.isHidden():
            self._open(None)

    def confirm(self, request: object) -> None:
        if request is self._sent:
            self._sent = None
            self._open(None)

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)

    def _open(self, step: QWidget | None) -> None:
        """Open the line of this step; None closes it and forgets what was typed in it."""
        self.notice.clear()
        self.new_pin.clear()
        is_pin = step is self.keep_pin_button
        self.new_pin.setVisible(is_pin)
        self.keep_pin_button.setVisible(is_pin)
        self.sure_label.setVisible(not is_pin)
        self.sure_button.setVisible(not is_pin)
        self._step.setVisible(step is not None)
        if step is not None:
            (self.new_pin.pin_field if is_pin else self.cancel_button).setFocus()

    def _change_pin(self) -> None:
        problem = self.new_pin.problem()
        if problem:
            self.notice.say(problem)
        elif self._sent is None:
            self._sent = ChangingPin(self._staff, self.new_pin.take())
            self.submitted.emit(self._sent)

    def _leave(self) -> None:
        if self._sent is None:
            self._sent = Leaving(self._staff)
            self.submitted.emit(self._sent)
