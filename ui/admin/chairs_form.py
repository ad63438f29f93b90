"""The chairs of the clinic, and one more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from sessions.requests import AddingChair
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice


class ChairsForm(QFrame):
    submitted = Signal(object)  # AddingChair

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        self.chairs_label = label()
        self.chairs_label.setWordWrap(True)
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText("Name of the chair")
        self.add_button = button("Add chair")
        self.notice = Notice()
        self._sent: AddingChair | None = None
        self._arrange()
        self.name_field.returnPressed.connect(self._submit)
        self.add_button.clicked.connect(self._submit)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name_field, 1)
        line.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label("Chairs", "heading"))
        column.addWidget(self.chairs_label)
        column.addLayout(line)
        column.addWidget(self.notice)

    def display(self, chairs: tuple[str, ...]) -> None:
        self.chairs_label.setText(" · ".join(chairs) or "There are no chairs yet.")

    def confirm(self, request: object) -> None:
        if request is self._sent:
            self._sent = None
            self.name_field.clear()
            self.notice.clear()

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)

    def _submit(self) -> None:
        name = self.name_field.text().strip()
        self.notice.say("" if name else "Type the name of the chair.")
        if name and self._sent is None:
            self._sent = AddingChair(name)
            self.submitted.emit(self._sent)
