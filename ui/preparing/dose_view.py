"""The dose in large figures, with the arithmetic that leads to them."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from monitor.doses import Dose
from ui.widgets.looks import label

UNKNOWN = "–"
APART = "   ·   "


class DoseView(QWidget):
    """Milligrams, millilitres and the pump's rate. Without a dose each is a dash, never a nought."""

    def __init__(self) -> None:
        super().__init__()
        self.mg_label = label(UNKNOWN, "reading")
        self.ml_label = label(UNKNOWN, "reading")
        self.rate_label = label(UNKNOWN, "reading")
        self.arithmetic_label = label("", "muted")
        self.arithmetic_label.setWordWrap(True)
        figures = QHBoxLayout()
        figures.setSpacing(32)
        for name, figure in (
            ("Dose", self.mg_label),
            ("Volume", self.ml_label),
            ("Pump rate", self.rate_label),
        ):
            figures.addLayout(_named(name, figure))
        figures.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(figures)
        column.addWidget(self.arithmetic_label)

    def display(self, dose: Dose | None, note: str = "") -> None:
        """`note` says why there is no dose, or that this one is not kept."""
        figures = (UNKNOWN, UNKNOWN, UNKNOWN) if dose is None else (dose.mg_text, dose.ml_text, dose.rate_text)
        shown = (self.mg_label, self.ml_label, self.rate_label)
        for figure, text in zip(shown, figures, strict=True):
            if figure.text() != text:
                figure.setText(text)
        arithmetic = APART.join(filter(None, (arithmetic_text(dose) if dose else "", note)))
        if self.arithmetic_label.text() != arithmetic:
            self.arithmetic_label.setText(arithmetic)


def arithmetic_text(dose: Dose) -> str:
    """What the second person reckons again."""
    return APART.join(dose.arithmetic)


def _named(name: str, figure: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(name, "label"))
    column.addWidget(figure)
    return column
