"""Who sits in a chair, how many flags of the worst severity there are, and the sentence of the worst."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.answering import left_unanswered, most_urgent_first
from monitor.attention import escalations
from monitor.flags import Flag
from monitor.limits import Severity
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
        worst = max(most_urgent_first(snapshot), key=_calls, default=None)  # the first of several
        self.patient_label.display(snapshot.chart.patient.name)
        mark = Mark.of((worst.asks if worst.is_escalated else worst.said).severity if worst else None)
        if mark is not self._mark.mark:
            self._mark.display(mark)
        self._mark.setVisible(worst is not None)
        self.worst_strip.setVisible(worst is not None)
        if worst is None:
            left = len(left_unanswered(snapshot))
            show(self.count_label, f"{left} ended unanswered" if left else "no open flags")
            set_look(self.count_label, "word-caution" if left else "muted")
            return
        said = worst.asks if worst.is_escalated else worst.said
        alike = [flag for flag in snapshot.flags if flag is worst or flag.concern is said.severity]
        show(self.count_label, _count(said.severity, alike, snapshot))
        set_look(self.count_label, f"word-{said.severity.word}")
        self.worst_strip.display(said.sentence, said.severity)
        every = "\n".join(f"{flag.severity.word}: {flag.sentence}" for flag in snapshot.flags)
        if every != self.worst_strip.toolTip():
            self.worst_strip.setToolTip(every)


def _calls(flag: Flag) -> tuple[bool, Severity]:
    """A critical flag that nobody has answered is not hidden by a lesser one that nobody answered in time."""
    return flag.is_escalated or (flag.wants_answer and flag.severity is Severity.CRITICAL), flag.concern


def _count(severity: Severity, flags: Sequence[Flag], snapshot: Snapshot) -> str:
    """How many there are of one severity, and how many of them wait: "critical 2, 1 unanswered"."""
    late = [one for one in escalations((snapshot,)) if one.flag in flags]
    waiting = len(late) or sum(flag.wants_answer for flag in flags)
    answered = sum(bool(flag.responses) for flag in flags)
    said = "unanswered" if waiting else "answered" if answered else ""
    number = waiting or answered
    some = f", {number}" if 0 < number < len(flags) else ""
    since = f" {max(one.waits for one in late) // timedelta(minutes=1)} min" if late else ""
    return f"{severity.word} {len(flags)}{some} {said}{since}".rstrip()
