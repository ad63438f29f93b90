"""A second person reckons the dose again and confirms it with their own PIN."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.events import DoseChecked
from monitor.guards import objection
from monitor.preparation import Step
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import DoseChecking, Request
from sessions.staff import Roster
from ui.preparing.section import Section
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button
from ui.widgets.staff_pin import StaffPin


class DoseCheckSection(QWidget):
    step = Step.DOSE_CHECK

    def __init__(self) -> None:
        super().__init__()
        self.section = Section("Dose checked by a second person")
        self.checker = StaffPin("Who checked the dose")
        self.confirm_button = button("Confirm the dose")
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._arrange()
        self.confirm_button.clicked.connect(self._confirm_dose)
        self.checker.entered.connect(self._confirm_dose)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.checker, 1)
        row.addWidget(self.confirm_button)
        self.section.ask(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        if staff != self._staff:
            self.checker.pin_field.clear()
        self._snapshot, self._staff, self._roster = snapshot, staff, roster
        chart = snapshot.chart
        plan = chart.entry(chart.plan) if chart.plan else None
        may_check = (member for member in roster.members if member.charts)
        self.checker.display(tuple(member for member in may_check if plan is None or member.id != plan.author))
        checker = chart.dose_checked_by
        entry = last_of(chart, DoseChecked) if checker else None
        self.section.display(
            is_met=checker is not None and open_step is None,
            value=f"by {roster.name(checker)}" if checker else "",
            kept=kept_text(chart, entry, roster),
        )
        self.confirm_button.setEnabled(chart.plan is not None)
        self.confirm_button.setToolTip("" if chart.plan else "The dose is not planned yet.")

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self.checker.clear()

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    def _confirm_dose(self) -> None:
        chart = self._snapshot.chart if self._snapshot else None
        checker = self._roster.member(self.checker.staff_id())
        pin = self.checker.take_pin()
        if self._snapshot is None or chart is None or chart.plan is None:
            return
        if checker is None:
            self.section.notice.say("Choose who reckoned the dose again.")
            return
        now = self._snapshot.now
        refusal = objection(chart, DoseChecked(chart.plan), checker, now, now)
        if refusal or not pin:
            self.section.notice.say(refusal or f"Type the PIN of {checker.name}.")
        else:
            self.section.send(DoseChecking(chart.session, chart.plan, checker.id, pin))
