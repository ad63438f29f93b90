"""The last set of vital signs in large figures, what the patient breathed, and how old it is.

A set too old to be taken for the present one is muted and called old: it is never shown as current.
"""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.course import Taken
from monitor.flagged import worst_of
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital
from ui.widgets.ages import age_text
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show

NOT_TAKEN = "–"
PRESSURES = (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN)


class Figure(QWidget):
    """One reading under its name; beyond a limit it has the mark of the severity and, unless it is old, its colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_label = label(name, "label")
        self._name = name
        self.value_label = label(NOT_TAKEN, "reading")
        self.mark = MarkLabel(px=14)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.value_label)
        row.addWidget(self.mark)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.name_label)
        column.addLayout(row)

    def display(self, value: str, severity: Severity | None, *, is_old: bool, about: str = "") -> None:
        """`about` is said behind the name: what was breathed."""
        show(self.name_label, f"{self._name} {about}".rstrip())
        show(self.value_label, value)
        current = f"reading-{severity.word}" if severity else "reading"
        set_look(self.value_label, "reading-old" if is_old else current)
        if self.mark.mark is not Mark.of(severity):
            self.mark.display(Mark.of(severity))
            self.mark.setToolTip(severity.word if severity else "")
        self.mark.setVisible(severity is not None)


class LastSet(QWidget):
    """Only what was taken in that set: what was not is a dash, and never an older value."""

    def __init__(self) -> None:
        super().__init__()
        self.pressure = Figure("BP")
        self.heart_rate = Figure("HR")
        self.spo2 = Figure("SpO2")
        self.old_label = label("old", "word-old")
        self.age_label = ElidedLabel(look="muted")
        self.none_label = label("no set yet", "unknown")
        row = QHBoxLayout()
        row.setSpacing(16)
        for figure in self._figures:
            row.addWidget(figure)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        ages = QHBoxLayout()
        ages.setSpacing(6)
        ages.addWidget(self.old_label)
        ages.addWidget(self.age_label, 1)
        column.addLayout(ages)
        column.addWidget(self.none_label)

    @property
    def _figures(self) -> tuple[Figure, ...]:
        return self.pressure, self.heart_rate, self.spo2

    def display(self, snapshot: Snapshot) -> None:
        taken = snapshot.chart.sets[-1] if snapshot.chart.sets else None
        for figure in self._figures:
            figure.setVisible(taken is not None)
        self.age_label.setVisible(taken is not None)
        self.old_label.setVisible(taken is not None and snapshot.is_old(taken.at))
        self.none_label.setVisible(taken is None)
        if taken:
            self._show(taken, snapshot)

    def _show(self, taken: Taken, snapshot: Snapshot) -> None:
        is_old = snapshot.is_old(taken.at)
        self.pressure.display(_pressure(taken), _worst(snapshot, taken, *PRESSURES), is_old=is_old)
        self.heart_rate.display(
            _value(taken, Vital.HEART_RATE), _worst(snapshot, taken, Vital.HEART_RATE), is_old=is_old
        )
        spo2 = _value(taken, Vital.SPO2)
        unit = "" if spo2 == NOT_TAKEN else f" {Vital.SPO2.unit}"
        breathed = str(taken.vitals.oxygen) if taken.vitals.oxygen else ""
        self.spo2.display(spo2 + unit, _worst(snapshot, taken, Vital.SPO2), is_old=is_old, about=breathed)
        self.age_label.display(f"{age_text(snapshot.now - taken.at)} · {snapshot.chart.time_text(taken.at)}")


def _value(taken: Taken, vital: Vital) -> str:
    value = taken.vitals.value(vital)
    return NOT_TAKEN if value is None else vital.number(value)


def _pressure(taken: Taken) -> str:
    both = _value(taken, Vital.SYSTOLIC), _value(taken, Vital.DIASTOLIC)
    return NOT_TAKEN if both == (NOT_TAKEN, NOT_TAKEN) else "/".join(both)


def _worst(snapshot: Snapshot, taken: Taken, *vitals: Vital) -> Severity | None:
    return worst_of(snapshot.flagged.get(taken.entry, ()), *vitals)
