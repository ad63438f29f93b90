"""A chair whose chart cannot be shown: who sits there as far as the index knows, what is broken, and what to do."""

from datetime import timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from monitor.limits import Severity
from sessions.clinic import BrokenSession
from sessions.index import SessionLine
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.notice import Notice


class BrokenTile(QFrame):
    """It opens nothing, for there is nothing to show; and it is never mistaken for a free chair."""

    def __init__(self) -> None:
        super().__init__()
        self.chair_label = ElidedLabel(look="heading")
        self.state_label = label("Chart cannot be shown", "heading-critical")
        self.patient_label = ElidedLabel(look="name")
        self.identity_label = ElidedLabel(look="muted")
        self.course_label = ElidedLabel(look="strip")
        self.notice = Notice()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_look(self, "tile-critical")
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.chair_label, 1)
        top.addWidget(MarkLabel(Mark.CRITICAL))
        top.addWidget(self.state_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.patient_label)
        column.addWidget(self.identity_label)
        column.addWidget(self.course_label)
        column.addSpacing(2)
        column.addWidget(self.notice)
        column.addStretch(1)

    def display(self, broken: BrokenSession, offset: timedelta) -> None:
        """`offset` is how far the clinic's local time is ahead of UTC."""
        line = broken.line
        self.chair_label.display(line.chair)
        self.patient_label.display(line.patient.name)
        self.identity_label.display(f"born {line.patient.birth_date:%d.%m.%Y} · record {line.patient.record_number}")
        self.course_label.display(f"Last known: {_course(line, offset)}")
        sentence = f"{broken.problem} {broken.what_to_do}"
        if sentence != self.notice.text:
            self.notice.say(sentence, Severity.CRITICAL)
        said = f"{line.chair}, chart cannot be shown, {line.patient.name}, {sentence}"
        if said != self.accessibleName():
            self.setAccessibleName(said)


def _course(line: SessionLine, offset: timedelta) -> str:
    """How far the session is in the list, whose lines know no pause, and not whether a spray was given."""
    if line.ended_at:
        return f"infusion ended {line.ended_at + offset:%H:%M}"
    if line.started_at:
        return f"started {line.started_at + offset:%H:%M}"
    return f"opened {line.opened_at + offset:%H:%M}, not started"
