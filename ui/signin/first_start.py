"""The first start of all: nobody works here yet, so somebody becomes the administrator."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from monitor.staff import Role
from sessions.requests import Joining
from ui.widgets.looks import button, label, set_look
from ui.widgets.new_pin import NewPin
from ui.widgets.notice import Notice

EXPLANATION = (
    "Nobody is on the list of staff yet. The first administrator adds everybody else, and the chairs. "
    "An administrator does not chart; nurses and clinicians do."
)


class FirstStart(QFrame):
    submitted = Signal(object)  # Joining

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText("Name, as it is to stand under a signature")
        self.new_pin = NewPin()
        self.join_button = button("Make the first administrator", "primary")
        self.notice = Notice()
        self._sent: Joining | None = None
        self._arrange()
        self.name_field.returnPressed.connect(self.new_pin.pin_field.setFocus)
        self.new_pin.entered.connect(self._submit)
        self.join_button.clicked.connect(self._submit)

    def _arrange(self) -> None:
        explanation = label(EXPLANATION, "muted")
        explanation.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(16)
        column.addWidget(label("Make the first administrator", "title"))
        column.addWidget(explanation)
        column.addWidget(self.name_field)
        column.addWidget(self.new_pin)
        column.addWidget(self.notice)
        column.addWidget(self.join_button)

    def confirm(self, request: object) -> None:
        if request is self._sent:
            self._sent = None
            self.name_field.clear()
            self.new_pin.clear()
            self.notice.clear()

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)
            self.new_pin.pin_field.setFocus()

    def _submit(self) -> None:
        name = self.name_field.text().strip()
        problem = self.new_pin.problem() if name else "Type the name of the administrator."
        if self._sent is not None:
            return
        if problem:
            self.notice.say(problem)
            return
        self.notice.clear()
        self._sent = Joining(name, Role.ADMINISTRATOR, self.new_pin.take())
        self.submitted.emit(self._sent)
