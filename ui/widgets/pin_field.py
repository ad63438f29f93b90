"""A field for a PIN. What is typed is never shown, and never kept after it was used or its page was left."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QHideEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit


class PinField(QLineEdit):
    def __init__(self, placeholder: str = "PIN") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(8)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))

    def take(self) -> str:
        """The PIN typed; the field is empty afterwards."""
        pin = self.text()
        self.clear()
        return pin

    def hideEvent(self, event: QHideEvent) -> None:
        """Left or signed out: whoever comes next must not sign with it."""
        super().hideEvent(event)
        self.clear()
