"""The last set of vital signs in large figures, what the patient breathed, and how old it is."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.course import Taken
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital
from ui.widgets.ages import age_text
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel

NOT_TAKEN = "–"
PRESSURES = (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN)


class Figure(QWidget):
    """One reading under its name; beyond a limit it has the mark and the colour of the severity."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_label = label(name, "label")
        self.value_label = label(NOT_TAKEN, "reading")
        self._mark = MarkLabel(px=14)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.value_label)
        row.addWidget(self._mark)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.name_label)
        column.addLayout(row)

    def display(self, value: str, severity: Severity | None) -> None:
        self.value_label.setText(value)
        set_look(self.value_label, f"reading-{severity.word}" if severity else "reading")
        if self._mark.mark is not Mark.of(severity):
            self._mark.display(Mark.of(severity))
        self._mark.setVisible(severity is not None)


class LastSet(QWidget):
    """Only what was taken in that set: what was not is a dash, and never an older value."""

    def __init__(self) -> None:
        super().__init__()
        self.pressure = Figure("BP")
        self.heart_rate = Figure("HR")
        self.spo2 = Figure("SpO2")
        self.age_label: QLabel = ElidedLabel(look="muted")
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
        column.addWidget(self.age_label)
        column.addWidget(self.none_label)

    @property
    def _figures(self) -> tuple[Figure, ...]:
        return self.pressure, self.heart_rate, self.spo2

    def display(self, snapshot: Snapshot) -> None:
        taken = snapshot.chart.sets[-1] if snapshot.chart.sets else None
        for figure in self._figures:
            figure.setVisible(taken is not None)
        self.age_label.setVisible(taken is not None)
        self.none_label.setVisible(taken is None)
        if taken:
            self._show(taken, snapshot)

    def _show(self, taken: Taken, snapshot: Snapshot) -> None:
        self.pressure.display(_pressure(taken), _worst(taken, *PRESSURES))
        self.heart_rate.display(_value(taken, Vital.HEART_RATE), _worst(taken, Vital.HEART_RATE))
        spo2 = _value(taken, Vital.SPO2)
        unit = "" if spo2 == NOT_TAKEN else f" {Vital.SPO2.unit}"
        self.spo2.display(spo2 + unit, _worst(taken, Vital.SPO2))
        self.age_label.setText(_age(taken, snapshot.chart, snapshot))


def _age(taken: Taken, chart: Chart, snapshot: Snapshot) -> str:
    oxygen = f" · {taken.vitals.oxygen}" if taken.vitals.oxygen else ""
    return f"{age_text(snapshot.now - taken.at)} · {chart.time_text(taken.at)}{oxygen}"


def _value(taken: Taken, vital: Vital) -> str:
    value = taken.vitals.value(vital)
    return NOT_TAKEN if value is None else vital.number(value)


def _pressure(taken: Taken) -> str:
    both = _value(taken, Vital.SYSTOLIC), _value(taken, Vital.DIASTOLIC)
    return NOT_TAKEN if both == (NOT_TAKEN, NOT_TAKEN) else "/".join(both)


def _worst(taken: Taken, *vitals: Vital) -> Severity | None:
    return max((finding.severity for finding in taken.findings if finding.vital in vitals), default=None)
