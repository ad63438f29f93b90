"""Choosing a look of theme.qss for a widget, and the few labelled building blocks every screen is made of."""

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget


def set_look(widget: QWidget, look: str) -> None:
    """Give the widget this look. Cheap when it has it already."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        for text in widget.findChildren(QLabel):  # its colour may follow the look it stands in
            text.style().unpolish(text)
            text.style().polish(text)


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
