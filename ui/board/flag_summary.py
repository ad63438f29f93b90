"""Who sits in a chair, how many flags of the worst severity there are, and the sentence of the worst."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.flags import unanswered
from monitor.snapshot import Snapshot
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.strip import Strip
from ui.widgets.texts import show


class FlagSummary(QWidget):
    """All sentences are in the tooltip of the worst."""

    def __init__(self) -> None:
        super().__init__()
        self.patient_label = ElidedLabel(look="name")
        self.count_label = label()
        self.worst_strip = Strip()
        self._mark = MarkLabel(px=14)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.patient_label, 1)
        row.addWidget(self._mark)
        row.addWidget(self.count_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.worst_strip)

    def display(self, snapshot: Snapshot) -> None:
        open_flags = unanswered(snapshot.chart, snapshot.flags)
        worst = next(iter(sorted(snapshot.flags, key=lambda flag: (-flag.severity, flag not in open_flags))), None)
        self.patient_label.display(snapshot.chart.patient.name)
        mark = Mark.of(worst.severity if worst else None)
        if mark is not self._mark.mark:
            self._mark.display(mark)
        self._mark.setVisible(worst is not None)
        self.worst_strip.setVisible(worst is not None)
        if worst is None:
            show(self.count_label, "no open flags")
            set_look(self.count_label, "muted")
            return
        count = sum(flag.severity is worst.severity for flag in snapshot.flags)
        waiting = sum(flag.severity is worst.severity for flag in open_flags)
        some = f", {waiting}" if 0 < waiting < count else ""
        said = "unanswered" if waiting else "answered"
        show(self.count_label, f"{worst.severity.word} {count}{some} {said}")
        set_look(self.count_label, f"word-{worst.severity.word}")
        self.worst_strip.display(worst.sentence, worst.severity)
        said = "\n".join(f"{flag.severity.word}: {flag.sentence}" for flag in snapshot.flags)
        if said != self.worst_strip.toolTip():
            self.worst_strip.setToolTip(said)
