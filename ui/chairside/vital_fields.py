"""The vital signs that are typed by touch, side by side: what was typed, and what it would raise."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from monitor.flags import Flag
from monitor.limits import Phase
from monitor.protocol import Protocol
from monitor.vitals import Reading, Vital
from ui.chairside.vital_field import VitalField
from ui.theme import GRID_PX

TYPED = tuple(vital for vital in Vital if vital is not Vital.SEDATION)
COLUMNS = 5


class VitalFields(QWidget):
    edited = Signal()
    entered = Signal()  # Enter in one of them

    def __init__(self) -> None:
        super().__init__()
        self.by_vital: dict[Vital, VitalField] = {vital: VitalField(vital) for vital in TYPED}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        for number, field in enumerate(self.by_vital.values()):
            grid.addWidget(field, number // COLUMNS, number % COLUMNS)
            grid.setColumnStretch(number % COLUMNS, 1)
            field.edited.connect(self.edited)
            field.field.returnPressed.connect(self.entered)
        self.setFocusProxy(self.by_vital[Vital.SYSTOLIC])

    def display(self, protocol: Protocol, phase: Phase) -> None:
        for field in self.by_vital.values():
            field.display(protocol, phase)

    def readings(self) -> list[Reading]:
        """What was typed. Raises ValueError, having shown beside its field what is wrong with a number."""
        readings: list[Reading] = []
        wrong: list[str] = []
        for field in self.by_vital.values():
            try:
                reading = field.reading()
            except ValueError as problem:
                field.complain(str(problem))
                wrong.append(str(problem))
            else:
                readings += [reading] if reading else []
        if wrong:
            raise ValueError("\n".join(wrong))
        return readings

    def believable(self) -> list[Reading]:
        """What of it is a number that can be. Nothing is said of the rest: it may still be being typed."""
        found = (field.reading_so_far() for field in self.by_vital.values())
        return [reading for reading in found if reading]

    def judge(self, flags: Iterable[Flag]) -> None:
        """Say beneath each field what its value would raise."""
        raised = {flag.vital: flag for flag in flags}
        for vital, field in self.by_vital.items():
            field.judge(raised.get(vital))

    def typed(self) -> dict[str, str | int]:
        """By its key the text of each that is not empty."""
        return {vital.key: field.field.text() for vital, field in self.by_vital.items() if field.field.text()}

    def fill(self, typed: Mapping[str, str]) -> None:
        for vital, field in self.by_vital.items():
            field.field.setText(typed.get(vital.key, ""))
