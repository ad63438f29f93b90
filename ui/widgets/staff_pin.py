"""A second person signs: who it is, and their own PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from monitor.staff import Staff
from ui.widgets.choice import Choice
from ui.widgets.keypad_button import KeypadButton
from ui.widgets.pin_field import PinField


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
