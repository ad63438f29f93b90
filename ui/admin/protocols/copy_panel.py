"""A copy of a protocol under a title of its own, to be changed apart from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from monitor.protocol import Protocol
from ui.theme import GRID_PX
from ui.widgets.approvals import protocol_text
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button, set_look
from ui.widgets.notice import Notice


class CopyPanel(QFrame):
    copied = Signal(str)  # the title
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        self.title_label = ElidedLabel(look="heading")
        self.title_field = QLineEdit()
        self.copy_button = button("Write the copy", "primary")
        self.back_button = button("Not now", "quiet")
        self.notice = Notice()
        self.title_field.setPlaceholderText("Title of the copy, by which staff choose it")
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        line.addWidget(self.title_field, 1)
        line.addWidget(self.copy_button)
        line.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, 12)
        column.setSpacing(GRID_PX)
        column.addWidget(self.title_label)
        column.addLayout(line)
        column.addWidget(self.notice)
        self.title_field.returnPressed.connect(self._submit)
        self.title_field.textChanged.connect(lambda _text: self.notice.clear())
        self.copy_button.clicked.connect(self._submit)
        self.back_button.clicked.connect(self.left)

    def display(self, protocol: Protocol) -> None:
        self.title_label.display(f"Copy {protocol_text(protocol)}")

    def empty(self) -> None:
        self.title_field.clear()

    def _submit(self) -> None:
        title = self.title_field.text().strip()
        if title:
            self.copied.emit(title)
        else:
            self.notice.say("Type a title for the copy.")
