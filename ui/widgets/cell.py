"""A small name above a value, as in the head of a form."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.elided import ElidedLabel


class Cell(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_label = ElidedLabel(name, "label")
        self.value_label = ElidedLabel(look="strip")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.name_label)
        column.addWidget(self.value_label)

    def display(self, value: str) -> None:
        self.value_label.display(value)

    @property
    def text(self) -> str:
        return self.value_label.text()
