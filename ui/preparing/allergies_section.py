"""Allergies: named, or the explicit word that there are none."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from monitor.events import AllergiesRecorded
from monitor.guards import objection, says_none
from monitor.preparation import Step
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button


class AllergiesSection(QWidget):
    step = Step.ALLERGIES

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.section = Section("Allergies")
        self.field = QLineEdit()
        self.field.setPlaceholderText("name each, separated by commas")
        self.field.setAccessibleName("Allergies")
        self.keep_button = button("Keep")
        self.none_button = button("No known allergies")
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._drafts = drafts
        drafts.add("preparing/allergies", self.field)
        self._arrange()
        self.keep_button.clicked.connect(self._keep)
        self.field.returnPressed.connect(self._keep)
        self.none_button.clicked.connect(self._keep_none)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.none_button)
        self.section.ask(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        known = chart.allergies
        self.section.display(
            is_met=known is not None and open_step is None,
            value="" if known is None else ", ".join(known) or "no known allergies",
            kept=kept_text(chart, last_of(chart, AllergiesRecorded), roster),
        )
        cannot = self._against_none()
        self.none_button.setEnabled(cannot is None)
        self.none_button.setToolTip(cannot or "")

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self._drafts.empty(self.field)

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    def _keep(self) -> None:
        known = tuple(named for part in self.field.text().split(",") if (named := part.strip()))
        if self._snapshot:
            # Nothing typed is an empty name, which the guard refuses: it must never read as "none known".
            charted = self._snapshot.chart.allergies or ()
            new = tuple(dict.fromkeys(one for one in known if one not in charted))
            event = AllergiesRecorded((*charted, *new) if known else ("",))
            self.section.offer(self._snapshot, event, self._staff)

    def _against_none(self) -> str | None:
        """Why nobody may say any more that there are none; asked of the guard only while some are charted."""
        if self._snapshot is None or self._staff is None or not self._snapshot.chart.allergies:
            return None
        now = self._snapshot.now
        return objection(self._snapshot.chart, AllergiesRecorded(()), self._staff, now, now)

    def _keep_none(self) -> None:
        typed = self.field.text().strip()
        if typed and not says_none(typed):
            self.section.notice.say(f"“{typed}” is typed. Keep it, or empty the field first.")
        elif self._snapshot:
            self.section.offer(self._snapshot, AllergiesRecorded(()), self._staff)
