"""The patient's weight today. An unusual one is asked about once."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.doses import weight_doubt, weight_refusal
from monitor.events import WeightMeasured
from monitor.preparation import Step
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.section import Section
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.kept import kept_text, last_of
from ui.widgets.looks import button, label
from ui.widgets.number_field import NumberField

OPTIONAL = "optional: this dose does not depend on it"


class WeightSection(QWidget):
    step = Step.WEIGHT

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.section = Section("Weight")
        self.field = NumberField()
        self.field.setAccessibleName("Weight in kg")
        self.keep_button = button("Keep")
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._asked: float | None = None  # the weight that was asked about
        self._drafts = drafts
        drafts.add("preparing/weight", self.field)
        self._arrange()
        self.keep_button.clicked.connect(self._keep)
        self.field.returnPressed.connect(self._keep)
        self.field.textEdited.connect(lambda _text: self._take_back_question())

    def _arrange(self) -> None:
        self.field.setMaximumWidth(160)
        row = QHBoxLayout()
        row.addWidget(self.field)
        row.addWidget(label("kg"))
        row.addStretch(1)
        row.addWidget(self.keep_button)
        self.section.ask(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        entry = last_of(chart, WeightMeasured)
        confirmed = entry and isinstance(entry.event, WeightMeasured) and entry.event.confirmed
        is_needed = chart.protocol.is_infused
        self.section.display(
            is_met=chart.weight_kg is not None and open_step is None if is_needed or entry else None,
            value="" if chart.weight_kg is None else f"{chart.weight_kg:g} kg" + (", confirmed" if confirmed else ""),
            kept=kept_text(chart, entry, roster) or ("" if is_needed else OPTIONAL),
        )

    def confirm(self, request: Request) -> None:
        if self.section.confirm(request):
            self._take_back_question()
            self._drafts.empty(self.field)

    def refuse(self, request: Request, sentence: str) -> None:
        self.section.refuse(request, sentence)

    def _keep(self) -> None:
        try:
            kg = self.field.number()
        except ValueError as problem:
            self.section.notice.say(str(problem))
            return
        if kg is None or self._snapshot is None:
            self.section.notice.say("Type the weight in kg.")
            return
        doubt = weight_doubt(kg)
        if doubt and not weight_refusal(kg) and self._asked != kg:
            self._asked = kg
            self.section.notice.say(doubt)
            self.keep_button.setText(f"Yes, keep {kg:g} kg")
            return
        self.section.offer(self._snapshot, WeightMeasured(kg, confirmed=bool(doubt)), self._staff)

    def _take_back_question(self) -> None:
        self._asked = None
        self.keep_button.setText("Keep")
        self.section.notice.clear()
