""" "Vital signs acceptable to begin?": what the baseline reaches, and somebody's answer to it."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from monitor.events import Answer, GateAnswered
from monitor.guards import objection
from monitor.limits import Severity
from monitor.preparation import Step, baseline_findings
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice
from ui.widgets.texts import show


class GateSection(QWidget):
    step = Step.GATE

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.section = Section("Vital signs acceptable to begin?")
        self.findings_notice = Notice()
        self.reason_field = QLineEdit()
        self.yes_button = button("Yes, acceptable")
        self.no_button = button("No")
        self.objection_label = label("", "muted")
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._drafts = drafts
        drafts.add("preparing/gate", self.reason_field)
        self._arrange()
        self.reason_field.textChanged.connect(lambda _text: self._allow())
        self.yes_button.clicked.connect(lambda: self._answer(Answer.YES))
        self.no_button.clicked.connect(lambda: self._answer(Answer.NO))

    def _arrange(self) -> None:
        self.reason_field.setAccessibleName("Reason")
        self.reason_field.setPlaceholderText("reason, where a limit is reached or the answer is no")
        self.objection_label.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.reason_field, 1)
        row.addWidget(self.yes_button)
        row.addWidget(self.no_button)
        self.section.body.addWidget(self.findings_notice)
        asked = QVBoxLayout()
        asked.addLayout(row)
        asked.addWidget(self.objection_label)
        self.section.ask(asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        found = "\n".join(baseline_findings(chart))
        if found != self.findings_notice.text:
            worst = max((flag.severity for flag in snapshot.flags if flag.vital), default=Severity.CAUTION)
            self.findings_notice.say(found, worst)
        gate = chart.gate
        answer = gate.answer if gate else None
        reason = f": {gate.reason}" if gate and gate.reason else ""
        self.section.display(
            is_met=answer is Answer.YES and open_step is None,
            value=f"{answer.capitalize()}{reason}" if answer else "",
            kept=kept_text(chart, last_of(chart, GateAnswered), roster),
        )
        set_look(self.yes_button, "chosen" if answer is Answer.YES else "")
        set_look(self.no_button, "chosen" if answer is Answer.NO else "")
        self._allow()

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self._drafts.empty(self.reason_field)
            self._allow()

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    def _event(self, answer: Answer) -> GateAnswered:
        return GateAnswered(answer, self.reason_field.text().strip())

    def _answer(self, answer: Answer) -> None:
        if self._snapshot:
            self.section.offer(self._snapshot, self._event(answer), self._staff)

    def _allow(self) -> None:
        """Each answer can be given when the guard has nothing against it; what speaks against a yes stands below."""
        if self._snapshot is None or self._staff is None:
            return
        chart, now = self._snapshot.chart, self._snapshot.now
        against = {answer: objection(chart, self._event(answer), self._staff, now, now) for answer in Answer}
        for shown, answer in ((self.yes_button, Answer.YES), (self.no_button, Answer.NO)):
            shown.setEnabled(against[answer] is None)
            shown.setToolTip(against[answer] or "")
        sentence = against[Answer.YES] or ""
        show(self.objection_label, sentence)
        self.objection_label.setVisible(bool(sentence))
