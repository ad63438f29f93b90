"""The last vital signs in large figures, what the patient breathed, and how old they are.

What is too old to be taken for the present value is muted and called old: it is never shown as current.
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
SHOWN = ((Vital.SYSTOLIC, Vital.DIASTOLIC), (Vital.HEART_RATE,), (Vital.SPO2,))


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
        """`about` is said behind the name: what was breathed, and how old it is where the last set lacks it."""
        show(self.name_label, f"{self._name} {about}".rstrip())
        show(self.value_label, value)
        current = f"reading-{severity.word}" if severity else "reading"
        set_look(self.value_label, "reading-old" if is_old else current)
        if self.mark.mark is not Mark.of(severity):
            self.mark.display(Mark.of(severity))
            self.mark.setToolTip(severity.word if severity else "")
        self.mark.setVisible(severity is not None)


class LastSet(QWidget):
    """The age below is that of the last set; a value that it lacks stands with its own."""

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

    def _show(self, last: Taken, snapshot: Snapshot) -> None:
        for figure, vitals in zip(self._figures, SHOWN, strict=True):
            self._show_figure(figure, vitals, last, snapshot)
        self.age_label.display(f"{age_text(snapshot.now - last.at)} · {snapshot.chart.time_text(last.at)}")

    def _show_figure(self, figure: Figure, vitals: tuple[Vital, ...], last: Taken, snapshot: Snapshot) -> None:
        taken = next(filter(None, (snapshot.chart.latest(vital) for vital in vitals)), None)
        if taken is None:
            figure.display(NOT_TAKEN, None, is_old=False)
            return
        values = "/".join(_value(taken, vital) for vital in vitals)
        breathed = str(taken.vitals.oxygen) if Vital.SPO2 in vitals and taken.vitals.oxygen else ""
        age = "" if taken is last else age_text(snapshot.now - taken.at)
        marked = (*vitals, Vital.MEAN) if Vital.SYSTOLIC in vitals else vitals  # the mean is not written out
        worst = worst_of(snapshot.flagged.get(taken.entry, ()), *marked)
        about = " · ".join(filter(None, (breathed, age)))
        figure.display(values, worst, is_old=snapshot.is_old(taken.at), about=about)


def _value(taken: Taken, vital: Vital) -> str:
    value = taken.vitals.value(vital)
    if value is None:
        return NOT_TAKEN
    return vital.text(value) if vital is Vital.SPO2 else vital.number(value)
