"""The checks of the protocol, each kept as it is answered."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import Answer, CheckAnswered
from monitor.preparation import Step, is_preparing
from monitor.protocol import Check
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from sessions.staff import Roster
from ui.preparing.check_row import CheckRow
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import in_reading_order
from ui.widgets.kept import kept_text


class ChecksSection(QWidget):
    step = Step.CHECKS

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.section = Section("Checks and consent")
        self.rows: dict[str, CheckRow] = {}
        self._checks: tuple[Check, ...] = ()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._drafts = drafts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        if not self.rows:
            self._make_rows(chart.protocol.checks)
        entries = _entries(chart)
        for key, row in self.rows.items():
            row.display(chart.checks.get(key), kept_text(chart, entries.get(key), roster))
            row.permit(on=is_preparing(chart))
        answered = sum(1 for check in self._checks if check.key in chart.checks)
        self.section.display(is_met=open_step is None, value="", kept=f"{answered} of {len(self._checks)} answered")

    def confirm(self, request: Request) -> None:
        if not self.section.confirm(request) or not isinstance(request, Writing):
            return
        for event in request.events:
            if isinstance(event, CheckAnswered) and event.check in self.rows:
                row = self.rows[event.check]
                row.close_note()
                self._drafts.empty(row.note_field)

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    @property
    def first_open(self) -> QWidget:
        """Where the first check that is not answered yes yet is answered."""
        checks = self._snapshot.chart.checks if self._snapshot else {}
        is_yes = {key: checks[key].answer is Answer.YES for key in checks}
        return next((row.yes_button for key, row in self.rows.items() if not is_yes.get(key)), self)

    def show_restored(self) -> None:
        """Open the notes that something is typed in."""
        for row in self.rows.values():
            if row.note_field.text():
                row.ask_for_note()

    def _make_rows(self, checks: tuple[Check, ...]) -> None:
        self.rows = {check.key: CheckRow(check) for check in checks}
        self._checks = checks
        for key, row in self.rows.items():
            self._drafts.add(f"preparing/check/{key}", row.note_field)
            row.answered.connect(self._keep)
            self.section.body.addWidget(row)
        in_reading_order(self, *(stop for row in self.rows.values() for stop in row.tab_stops))

    def _keep(self, event: CheckAnswered) -> None:
        if self._snapshot:
            self.section.offer(self._snapshot, event, self._staff)


def _entries(chart: Chart) -> dict[str, Entry]:
    """The standing entry in which each check was answered last."""
    return {
        entry.event.check: entry
        for entry in chart.page
        if isinstance(entry.event, CheckAnswered) and entry.id not in chart.strikes
    }
