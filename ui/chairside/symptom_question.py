"""Which symptoms of an emergency stand beside a high pressure: each to tap, or none of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from monitor.symptoms import Symptom
from ui.chairside.answer_keys import NONE_KEY
from ui.theme import GRID_PX
from ui.widgets.looks import label, set_look
from ui.widgets.wrapped_button import WrappedButton


class SymptomQuestion(QWidget):
    """Nothing is chosen until somebody chooses, and what nobody answered is not "none"."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[Symptom, QPushButton] = {one: WrappedButton(one.capitalize()) for one in Symptom}
        self.none_button = WrappedButton(f"{NONE_KEY}  None of these")
        self._row = QHBoxLayout()
        self._arrange()

    @property
    def present(self) -> tuple[Symptom, ...] | None:
        """The symptoms that are there: empty if it was said that there is none, None while nothing was said."""
        present = tuple(symptom for symptom, one in self.buttons.items() if one.isChecked())
        return present if present or self.none_button.isChecked() else None

    def permit(self, objection: str | None) -> None:
        for one in (*self.buttons.values(), self.none_button):
            one.setEnabled(objection is None)
            one.setToolTip(objection or "")

    def clear(self) -> None:
        for one in (*self.buttons.values(), self.none_button):
            one.setChecked(False)

    def _take(self, taken: QPushButton) -> None:
        """None and any symptom exclude each other."""
        for one in self.buttons.values() if taken is self.none_button else (self.none_button,):
            one.setChecked(False)
        self.changed.emit()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(label("Beside a high pressure, ask for each of these", "label"))
        column.addLayout(self._row)
        self._row.setSpacing(GRID_PX // 2)
        for one in (*self.buttons.values(), self.none_button):
            one.setCheckable(True)
            set_look(one, "wrapped-small")
            one.clicked.connect(lambda _=False, one=one: self._take(one))
            self._row.addWidget(one, 1)
