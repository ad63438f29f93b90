"""The entry chosen in the table or the trend, in full, and the way to strike it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import ClinicEvent
from monitor.wording import describe
from ui.theme import GRID_PX
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button, set_look


class ChosenEntry(QFrame):
    """Hidden while nothing is chosen."""

    correcting = Signal(object)  # Entry
    left = Signal()  # about to be hidden, with the keyboard in it
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words_label = ElidedLabel(look="strong")
        self.correct_button = button("Strike / correct…")
        self.close_button = button("Close", "quiet")
        self.entry: Entry | None = None
        set_look(self, "raised")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, GRID_PX // 2, GRID_PX // 2, GRID_PX // 2)
        row.addWidget(self.words_label, 1)
        row.addWidget(self.correct_button)
        row.addWidget(self.close_button)
        self.correct_button.clicked.connect(lambda: self.correcting.emit(self.entry))
        self.close_button.clicked.connect(self._close)
        self.hide()

    def display(self, entry: Entry, chart: Chart) -> None:
        self.entry = entry
        event = entry.event
        words = "" if isinstance(event, ClinicEvent) else describe(event, chart)
        self.words_label.display(f"{chart.time_text(entry.happened_at)}  {words}")
        self.show()

    def permit(self, objection: str | None) -> None:
        self.correct_button.setEnabled(objection is None)
        self.correct_button.setToolTip(objection or "")

    def _close(self) -> None:
        self.left.emit()
        self.hide()
        self.closed.emit()
