"""The dose as ordered: what is typed is reckoned at once, and kept only when somebody says so."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.doses import Dose
from monitor.events import InfusionPlanned
from monitor.preparation import Step, dose_doubt
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.dose_view import DoseView
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button, label
from ui.widgets.number_field import NumberField

WAITING = "reckoned as soon as the three numbers are typed"


class DoseSection(QWidget):
    step = Step.DOSE

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.section = Section("Dose and rate")
        self.mg_per_kg_field = NumberField()
        self.mg_per_ml_field = NumberField()
        self.minutes_field = NumberField()
        self.dose_view = DoseView()
        self.keep_button = button("Keep")
        self._fields = (self.mg_per_kg_field, self.mg_per_ml_field, self.minutes_field)
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._asked: Dose | None = None  # the dose that was asked about
        self._drafts = drafts
        for place, field in zip(("mg_per_kg", "mg_per_ml", "minutes"), self._fields, strict=True):
            drafts.add(f"preparing/{place}", field)
            field.textEdited.connect(lambda _text: self._take_back_question())
            field.textChanged.connect(lambda _text: self._display_dose())
            field.returnPressed.connect(self._keep)
        self._arrange()
        self.keep_button.clicked.connect(self._keep)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        for field, name, unit in zip(
            self._fields,
            ("Dose in mg/kg", "Concentration in mg/mL", "Duration in minutes"),
            ("mg/kg", "mg/mL", "min"),
            strict=True,
        ):
            field.setAccessibleName(name)
            field.setMaximumWidth(120)
            row.addWidget(field)
            row.addWidget(label(unit))
            row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        self.section.body.addWidget(self.dose_view)
        self.section.ask(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        entry = last_of(chart, InfusionPlanned)
        confirmed = entry and isinstance(entry.event, InfusionPlanned) and entry.event.confirmed
        dose = chart.dose
        self.section.display(
            is_met=dose is not None and open_step is None,
            value=""
            if dose is None
            else f"{chart.protocol.drug} {dose.mg_text} in {dose.minutes} min" + (", confirmed" if confirmed else ""),
            kept=kept_text(chart, entry, roster),
        )
        self._display_dose()

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self._take_back_question()
            self._drafts.empty(*self._fields)

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    def _keep(self) -> None:
        if self._snapshot is None:
            return
        try:
            dose = self._typed_dose()
        except ValueError as problem:
            self.section.notice.say(str(problem))
            return
        if dose is None:
            self.section.notice.say("Type the dose in mg/kg, the concentration in mg/mL and the minutes.")
            return
        doubt = dose_doubt(self._snapshot.chart, dose.mg_per_kg)
        if doubt and self._asked != dose:
            self._asked = dose
            self.section.notice.say(doubt)
            self.keep_button.setText(f"Yes, keep {dose.mg_per_kg:g} mg/kg")
            return
        self.section.offer(self._snapshot, InfusionPlanned(dose, confirmed=bool(doubt)), self._staff)

    def _typed_dose(self) -> Dose | None:
        """The dose of the fields; None while one is empty. Raises ValueError for what cannot be reckoned with."""
        mg_per_kg, mg_per_ml, minutes = (field.number() for field in self._fields)
        if mg_per_kg is None or mg_per_ml is None or minutes is None:
            return None
        if not minutes.is_integer():
            raise ValueError(f"“{self.minutes_field.text()}” is not a whole number of minutes.")
        weight_kg = self._snapshot.chart.weight_kg if self._snapshot else None
        if weight_kg is None:
            raise ValueError("Measure the weight first: the dose is reckoned from it.")
        return Dose(mg_per_kg, weight_kg, mg_per_ml, int(minutes))

    def _display_dose(self) -> None:
        """What is typed or, while nothing is, what is kept."""
        if not any(field.text().strip() for field in self._fields):
            kept = self._snapshot.chart.dose if self._snapshot else None
            self.dose_view.display(kept, "" if kept else WAITING)
            return
        try:
            typed = self._typed_dose()
        except ValueError as problem:
            self.dose_view.display(None, str(problem))
        else:
            self.dose_view.display(typed, "not kept yet" if typed else WAITING)

    def _take_back_question(self) -> None:
        self._asked = None
        self.keep_button.setText("Keep")
        self.section.notice.clear()
