"""The dose of a nasal spray: one of the protocol's doses by one tap, or another one, which is asked about once."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from monitor.doses import SprayDose
from monitor.events import SprayPlanned
from monitor.preparation import Step, spray_doubt
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import in_reading_order
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button, label, set_look
from ui.widgets.number_field import NumberField


class SpraySection(QWidget):
    """No dose is chosen until somebody chooses it."""

    step = Step.DOSE

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.section = Section("Dose")
        self.dose_buttons: dict[float, QPushButton] = {}
        self.other_field = NumberField()
        self.keep_button = button("Keep")
        self._doses = QHBoxLayout()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._asked: float | None = None  # the dose that was asked about
        self._drafts = drafts
        drafts.add("preparing/spray_mg", self.other_field)
        self._arrange()
        self.keep_button.clicked.connect(self._keep_other)
        self.other_field.returnPressed.connect(self._keep_other)
        self.other_field.textEdited.connect(lambda _text: self._take_back_question())

    def _arrange(self) -> None:
        self.other_field.setAccessibleName("Another dose in mg")
        self.other_field.setMaximumWidth(120)
        other = QHBoxLayout()
        other.addWidget(label("another dose", "muted"))
        other.addWidget(self.other_field)
        other.addWidget(label("mg"))
        other.addStretch(1)
        other.addWidget(self.keep_button)
        asked = QVBoxLayout()
        asked.setSpacing(8)
        asked.addLayout(self._doses)
        asked.addLayout(other)
        self.section.ask(asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        if not self.dose_buttons:
            self._make_buttons(chart.protocol.doses_mg)
        entry = last_of(chart, SprayPlanned)
        confirmed = entry and isinstance(entry.event, SprayPlanned) and entry.event.confirmed
        spray = chart.spray
        self.section.display(
            is_met=spray is not None and open_step is None,
            value=f"{chart.protocol.drug} {spray}" + (", confirmed" if confirmed else "") if spray else "",
            kept=kept_text(chart, entry, roster),
        )
        for mg, choice in self.dose_buttons.items():
            set_look(choice, "dose-chosen" if spray and spray.mg == mg else "dose")

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self._take_back_question()
            self._drafts.empty(self.other_field)

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    @property
    def first_choice(self) -> QWidget:
        return next(iter(self.dose_buttons.values()), self.other_field)

    def _make_buttons(self, doses_mg: tuple[float, ...]) -> None:
        for mg in doses_mg:
            choice = self.dose_buttons[mg] = button(f"{mg:g} mg", "dose")
            choice.clicked.connect(lambda _=False, mg=mg: self._keep(mg))
            self._doses.addWidget(choice, 1)
        in_reading_order(self, *self.dose_buttons.values(), self.other_field, self.keep_button)

    def _keep(self, mg: float) -> None:
        typed, dose = self.other_field.text().strip(), SprayDose(mg)
        if typed:
            self.section.notice.say(f"“{typed}” is typed as another dose. Keep it, or empty the field first.")
        elif self._snapshot and self._snapshot.chart.spray == dose:
            self.section.notice.say(f"{dose} is planned already.")  # a new plan would ask for the check again
        elif self._snapshot:
            self.section.offer(self._snapshot, SprayPlanned(dose), self._staff)

    def _keep_other(self) -> None:
        if self._snapshot is None:
            return
        try:
            mg = self.other_field.number()
            dose = None if mg is None else SprayDose(mg)
        except ValueError as problem:
            self.section.notice.say(str(problem))
            return
        if dose is None:
            self.section.notice.say("Choose one of the doses, or type another one in mg.")
            return
        doubt = spray_doubt(self._snapshot.chart, dose.mg)
        if doubt and self._asked != dose.mg:
            self._asked = dose.mg
            self.section.notice.say(doubt)
            self.keep_button.setText(f"Yes, keep {dose}")
            return
        self.section.offer(self._snapshot, SprayPlanned(dose, confirmed=bool(doubt)), self._staff)

    def _take_back_question(self) -> None:
        self._asked = None
        self.keep_button.setText("Keep")
        self.section.notice.clear()
