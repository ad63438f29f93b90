"""A new member of staff: name, role, and a PIN typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from monitor.staff import Role
from sessions.requests import Joining
from ui.widgets.choice import Choice
from ui.widgets.looks import button, label, set_look
from ui.widgets.new_pin import NewPin
from ui.widgets.notice import Notice


class JoiningForm(QFrame):
    submitted = Signal(object)  # Joining

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText("Name, as it is to stand under a signature")
        self.role_choice = Choice("Choose a role")
        for role in Role:
            self.role_choice.addItem(role.capitalize(), role)
        self.role_choice.setCurrentIndex(-1)
        self.new_pin = NewPin()
        self.notice = Notice()
        self.add_button = button("Add to the staff", "primary")
        self._sent: Joining | None = None
        self._arrange()
        self.name_field.returnPressed.connect(self.new_pin.pin_field.setFocus)
        self.new_pin.entered.connect(self._submit)
        self.add_button.clicked.connect(self._submit)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label("New member of staff", "heading"))
        column.addWidget(self.name_field)
        column.addWidget(self.role_choice)
        column.addWidget(self.new_pin)
        column.addWidget(self.notice)
        column.addWidget(self.add_button)

    def confirm(self, request: object) -> None:
        if request is self._sent:
            self._sent = None
            self.name_field.clear()
            self.role_choice.setCurrentIndex(-1)
            self.new_pin.clear()
            self.notice.clear()
            self.name_field.setFocus()

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)

    def _problem(self) -> str:
        if not self.name_field.text().strip():
            return "Type the name."
        if self.role_choice.currentIndex() < 0:
            return "Choose a role."
        return self.new_pin.problem()

    def _submit(self) -> None:
        problem = self._problem()
        self.notice.say(problem)
        if not problem and self._sent is None:
            name, role = self.name_field.text().strip(), Role(self.role_choice.currentData())
            self._sent = Joining(name, role, self.new_pin.take())
            self.submitted.emit(self._sent)
