"""Who sits in a chair, how many flags of the worst severity there are, and the sentence of the worst."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.snapshot import Snapshot
from ui.widgets.elided import ElidedLabel
from ui.widgets.flag_count import flag_count
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
        count = flag_count(snapshot)
        self.patient_label.display(snapshot.chart.patient.name)
        show(self.count_label, count.words)
        set_look(self.count_label, f"word-{count.severity.word}" if count.severity else "muted")
        mark = Mark.of(count.calls.severity if count.calls else None)
        if mark is not self._mark.mark:
            self._mark.display(mark)
        self._mark.setVisible(count.calls is not None)
        self.worst_strip.setVisible(count.calls is not None)
        if count.calls is not None:
            self.worst_strip.display(count.calls.sentence, count.calls.severity)
        every = "\n".join(f"{flag.severity.word}: {flag.sentence}" for flag in snapshot.flags)
        if every != self.worst_strip.toolTip():
            self.worst_strip.setToolTip(every)
