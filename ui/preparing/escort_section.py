"""The adult who takes the patient home. Named before the start or in the recovery."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from monitor.events import EscortNamed
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button


class EscortSection(QWidget):
    step = None  # the infusion may start before the escort is named

    def __init__(self, drafts: DraftedFields, place: str = "preparing") -> None:
        super().__init__()
        self.section = Section("Escort home")
        self.name_field = QLineEdit()
        self.contact_field = QLineEdit()
        self.keep_button = button("Keep")
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._drafts = drafts
        drafts.add(f"{place}/escort", self.name_field)
        drafts.add(f"{place}/escort_contact", self.contact_field)
        self._arrange()
        self.keep_button.clicked.connect(self._keep)
        self.name_field.returnPressed.connect(self._keep)
        self.contact_field.returnPressed.connect(self._keep)

    def _arrange(self) -> None:
        self.name_field.setPlaceholderText("name, and who they are")
        self.contact_field.setPlaceholderText("telephone")
        row = QHBoxLayout()
        row.addWidget(self.name_field, 3)
        row.addWidget(self.contact_field, 2)
        row.addWidget(self.keep_button)
        self.section.ask(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        escort = chart.escort
        contact = f", {escort.contact}" if escort and escort.contact else ""
        self.section.display(
            is_met=escort is not None,
            value=escort.name + contact if escort else "",
            kept=kept_text(chart, last_of(chart, EscortNamed), roster) or "may also be named later",
        )

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self._drafts.empty(self.name_field, self.contact_field)

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    def _keep(self) -> None:
        if self._snapshot:
            named = EscortNamed(self.name_field.text().strip(), self.contact_field.text().strip())
            self.section.offer(self._snapshot, named, self._staff)
