"""A new PIN, typed twice because nobody sees it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.pin_field import PinField


class NewPin(QWidget):
    entered = Signal()  # Enter in the second field

    def __init__(self) -> None:
        super().__init__()
        self.pin_field = PinField("PIN, 4 to 8 digits")
        self.again_field = PinField("The same PIN again")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pin_field)
        row.addWidget(self.again_field)
        self.pin_field.returnPressed.connect(self.again_field.setFocus)
        self.again_field.returnPressed.connect(self.entered)

    def problem(self) -> str:
        """Why these two are not one PIN yet; "" when they are.

        Two that differ are forgotten: nobody can see which of them is wrong.
        """
        if not self.pin_field.text():
            return "Type a PIN."
        if not self.again_field.text():
            return "Type the same PIN again in the second field."
        if self.pin_field.text() != self.again_field.text():
            self.clear()
            self.pin_field.setFocus()
            return "The two PINs differ: type both again."
        return ""

    def take(self) -> str:
        """The PIN typed; both fields are empty afterwards."""
        self.again_field.clear()
        return self.pin_field.take()

    def clear(self) -> None:
        self.take()
