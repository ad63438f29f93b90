"""The PIN of whoever was chosen, typed or tapped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from monitor.staff import Staff
from sessions.requests import SigningIn
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice
from ui.widgets.pin_field import PinField
from ui.widgets.pin_keypad import PinKeypad


class PinCard(QFrame):
    submitted = Signal(object)  # SigningIn

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        self.name_label = ElidedLabel(look="title")
        self.role_label = label("", "muted")
        self.pin_field = PinField()
        self.keypad = PinKeypad(self.pin_field)
        self.sign_in_button = button("Sign in", "primary")
        self.notice = Notice()
        self._staff: Staff | None = None
        self._sent: SigningIn | None = None
        self._arrange()
        self.pin_field.returnPressed.connect(self._submit)
        self.sign_in_button.clicked.connect(self._submit)
        self.pin_field.textChanged.connect(lambda _text: self._enable())
        self.display(None)

    def _arrange(self) -> None:
        set_look(self.pin_field, "entry")
        self.pin_field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.name_label)
        column.addWidget(self.role_label)
        column.addSpacing(8)
        column.addWidget(self.pin_field)
        column.addWidget(self.keypad)
        column.addWidget(self.sign_in_button)
        column.addWidget(self.notice)
        column.addStretch(1)

    def display(self, staff: Staff | None) -> None:
        """Ask this person for the PIN. A PIN half typed for somebody else is gone."""
        if staff != self._staff:
            self.pin_field.clear()
            self.notice.clear()
        self._staff = staff
        self.name_label.display(staff.name if staff else "Who are you?")
        self.role_label.setText(str(staff.role) if staff else "Choose your name, then type your PIN.")
        self._enable()

    def confirm(self, request: object) -> bool:
        """Whether this was the request sent from here. The card is empty then."""
        is_own = request is self._sent
        if is_own:
            self._sent = None
            self.pin_field.clear()
            self.notice.clear()
            self._enable()
        return is_own

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)
            self._enable()
            self.pin_field.setFocus()

    def _submit(self) -> None:
        if self.sign_in_button.isEnabled() and self._staff:
            self._sent = SigningIn(self._staff.id, self.pin_field.take())
            self.notice.clear()
            self._enable()
            self.submitted.emit(self._sent)

    def _enable(self) -> None:
        """While a PIN is being checked the next one can be typed, but not sent."""
        self.pin_field.setEnabled(self._staff is not None)
        ready = self._staff is not None and bool(self.pin_field.text()) and self._sent is None
        self.sign_in_button.setEnabled(ready)
