"""What needs attention now, worst first, and what was done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.events import FlagAnswered
from monitor.flags import Flag, answers_to
from monitor.guards import objection
from monitor.schedule import SetState
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from ui.chairside.flag_row import FlagRow
from ui.chairside.reason_panel import ReasonPanel
from ui.theme import GRID_PX
from ui.widgets.focus import in_reading_order
from ui.widgets.looks import label
from ui.widgets.marks import Mark, MarkLabel

ANSWERS = ("Rechecked", "Clinician told", "Patient reassured", "Watched, nothing done: ")


class AttentionList(QWidget):
    """An answered flag shows its answer and stands below the unanswered ones of its severity."""

    submitted = Signal(object)  # Writing
    entry_chosen = Signal(object)  # EntryId

    def __init__(self) -> None:
        super().__init__()
        self.count_label = label("", "muted")
        self.quiet_mark = MarkLabel()
        self.quiet_label = label("", "")
        self.rows: list[FlagRow] = []
        self.answer_panel = ReasonPanel("", "Keep answer", ANSWERS, "What was done, or why nothing?")
        self._column = QVBoxLayout()
        self._scroll = QScrollArea()
        self._answering: Flag | None = None
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent: Writing | None = None
        self._arrange()
        self.answer_panel.kept.connect(self._submit)
        self.answer_panel.edited.connect(self._permit)

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        flags = [(flag, answers_to(snapshot.chart, flag)) for flag in snapshot.flags]
        flags.sort(key=lambda one: (-one[0].severity, bool(one[1])))
        while len(self.rows) < len(flags):
            self._add_row()
        for row, (flag, answers) in zip(self.rows, flags, strict=False):
            row.display(flag, answers, snapshot)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(flags))
        unanswered = sum(not answers for _, answers in flags)
        self.count_label.setText(f"{unanswered} unanswered" if unanswered else "")
        self._say_quiet("" if flags else quiet_text(snapshot))
        self._permit()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            self.answer_panel.field.clear()
            self.answer_panel.close_panel()

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.answer_panel.say(sentence)

    def _answer(self, flag: Flag) -> None:
        """Ask what was done about this flag. An answer typed for another one is not taken over."""
        if self._answering is None or (flag.problem, flag.entry) != (self._answering.problem, self._answering.entry):
            self.answer_panel.field.clear()
        self._answering = flag
        self.answer_panel.title_label.setText(flag.sentence)
        self.answer_panel.open_panel()
        self._permit()

    def _event(self) -> FlagAnswered | None:
        flag = self._answering
        return FlagAnswered(flag.problem, flag.entry, self.answer_panel.reason) if flag else None

    def _permit(self) -> None:
        event = self._event()
        if self._shown is None or event is None or not self.answer_panel.isVisible():
            return
        now = self._shown.now
        why: str | None = "Sign in first."
        if self._staff:
            why = objection(self._shown.chart, event, self._staff, now, now)
        self.answer_panel.allow(why)

    def _submit(self) -> None:
        event = self._event()
        if self._shown and event and self._sent is None:
            self._sent = Writing(self._shown.chart.session, (event,))
            self.submitted.emit(self._sent)

    def _add_row(self) -> None:
        row = FlagRow()
        row.chosen.connect(self.entry_chosen)
        row.answering.connect(self._answer)
        self._column.insertWidget(len(self.rows), row)
        before = self.rows[-1].answer_button if self.rows else self
        self.rows.append(row)
        in_reading_order(before, row, row.answer_button)

    def _say_quiet(self, text: str) -> None:
        if self.quiet_label.text() != text:
            self.quiet_label.setText(text)
            self.quiet_mark.display(Mark.MET if text == NOTHING else Mark.NONE)
        self.quiet_label.setVisible(bool(text))
        self.quiet_mark.setVisible(text == NOTHING)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Needs attention", "heading"))
        head.addWidget(self.count_label, 1, Qt.AlignmentFlag.AlignVCenter)
        quiet = QHBoxLayout()
        quiet.setSpacing(GRID_PX)
        quiet.addWidget(self.quiet_mark)
        quiet.addWidget(self.quiet_label, 1)
        self.quiet_label.setWordWrap(True)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, GRID_PX // 2, 0)
        self._column.setSpacing(GRID_PX // 2)
        self._column.addStretch()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addLayout(quiet)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.answer_panel)


NOTHING = "Nothing needs attention"


def quiet_text(snapshot: Snapshot) -> str:
    """What may be said when there is no flag. Unknown is never called quiet."""
    if not snapshot.chart.sets:
        return "No set taken yet"
    over = [plan for plan in snapshot.planned if plan.state is not SetState.COMING]
    if any(plan.state in (SetState.DUE, SetState.MISSED) for plan in over):
        return "A planned set is not taken yet"
    if over and over[-1].state is SetState.EXPLAINED:
        return f"The set due at {snapshot.chart.t_text(over[-1].due_at)} was not taken: {over[-1].reason}"
    return NOTHING
