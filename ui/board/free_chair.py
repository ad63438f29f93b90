"""A chair nobody sits in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button, label, set_look


class FreeChair(QFrame):
    new_session_requested = Signal(str)  # the chair's name

    def __init__(self, chair: str) -> None:
        super().__init__()
        self.chair_label = ElidedLabel(chair, "heading")
        self.new_session_button = button("New session")
        self.new_session_button.setAccessibleName(f"New session, {chair}")
        self.new_session_button.clicked.connect(lambda: self.new_session_requested.emit(chair))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_look(self, "tile-free")
        top = QHBoxLayout()
        top.addWidget(self.chair_label, 1)
        top.addWidget(label("free", "muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.new_session_button)
        column.addStretch(1)
