"""Choosing a look of theme.qss for a widget, and the few labelled building blocks every screen is made of."""

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget


def set_look(widget: QWidget, look: str) -> None:
    """Give the widget this look. Cheap when it has it already."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        for one in (widget, *widget.findChildren(QLabel)):  # their colour and padding may follow the look they stand in
            one.style().unpolish(one)
            one.style().polish(one)
            if isinstance(one, QFrame):
                one.setFrameStyle(one.frameStyle())  # or Qt goes on with the border and the padding it had before


def label(text: str = "", look: str = "") -> QLabel:
    made = QLabel(text)
    if look:
        set_look(made, look)
    return made


def button(text: str, look: str = "") -> QPushButton:
    made = QPushButton(text)
    if look:
        set_look(made, look)
    return made


def card() -> QFrame:
    made = QFrame()
    set_look(made, "card")
    return made
