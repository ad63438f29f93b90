"""A second person signs: who it is, and their own PIN."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from monitor.staff import Staff
from ui.theme import tokens
from ui.widgets.keypad_button import KeypadButton
from ui.widgets.pin_field import PinField

LEAST_LETTERS = 16


class Choice(QComboBox):
    """A choice that nobody has made yet, and that no wheel makes in passing."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        # Not as wide as the longest name that might be chosen: that would widen the page.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the arrow of a list that opens, which the typeface does not have."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().muted), 2))
        x, y = self.width() - 22, self.height() // 2 - 2
        painter.drawPolyline([QPoint(x, y), QPoint(x + 5, y + 5), QPoint(x + 10, y)])
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StaffPin(QWidget):
    """Nobody is chosen until somebody chooses."""

    changed = Signal()  # somebody else was chosen, or the PIN edited
    entered = Signal()  # Enter in the PIN

    def __init__(self, placeholder: str = "Choose who signs") -> None:
        super().__init__()
        self.member_choice = Choice(placeholder)
        self.pin_field = PinField()
        self.keypad_button = KeypadButton(self.pin_field)
        self._members: tuple[Staff, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.member_choice, 2)
        row.addWidget(self.pin_field, 1)
        row.addWidget(self.keypad_button)
        self.member_choice.activated.connect(lambda _index: self.changed.emit())
        self.pin_field.textChanged.connect(lambda _text: self.changed.emit())
        self.pin_field.returnPressed.connect(self.entered)

    def display(self, members: tuple[Staff, ...]) -> None:
        """Offer these. Whoever was chosen stays chosen if still among them."""
        if members == self._members:
            return
        chosen = self.staff_id()
        self._members = members
        self.member_choice.clear()
        for staff in members:
            self.member_choice.addItem(f"{staff.name}, {staff.role}", staff.id)
        self.member_choice.setCurrentIndex(self.member_choice.findData(chosen) if chosen else -1)

    def staff_id(self) -> str:
        """Who was chosen; "" while nobody is."""
        return str(self.member_choice.currentData() or "")

    def take_pin(self) -> str:
        """The PIN typed; the field is empty afterwards."""
        return self.pin_field.take()

    def clear(self) -> None:
        self.member_choice.setCurrentIndex(-1)
        self.pin_field.clear()
