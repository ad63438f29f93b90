"""The inline panels of the controls: a pause or the end, a drug, a note, a missed set."""

import json
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from monitor.events import DrugGiven
from monitor.schedule import PlannedSet, SetState
from monitor.snapshot import Snapshot
from ui.chairside.inline_panel import OPEN, InlinePanel
from ui.chairside.reason_panel import ReasonPanel
from ui.chairside.time_field import TimeField
from ui.widgets.choice import Choice
from ui.widgets.draft import fields_of
from ui.widgets.enter_goes_on import EnterGoesOn
from ui.widgets.held_enter import HeldEnter
from ui.widgets.texts import show

MISSED_REASONS = ("Patient asked to rest", "Called away", "Cuff or sensor failed", "Patient out of the room")


class StepPanel(ReasonPanel):
    """A step of the infusion: why, and when, where it is charted late. The title says what is still needed."""

    def __init__(self, step: str, keep: str, answers: Sequence[str]) -> None:
        super().__init__(step, keep, answers)
        self._step = step
        self.time_field = TimeField()
        self._fields.setStretch(0, 6)
        self._fields.addWidget(self.time_field, 5)
        self.time_field.returnPressed.connect(self.keep_button.click)
        HeldEnter(self, self.time_field)
        self._draft.add(time=self.time_field)
        self.tab_through(*self.answer_buttons, self.field, self.time_field)

    def ask(self, objection: str | None, when: str) -> None:
        """The question that the keep button answers, or what speaks against it at that time."""
        self.allow(objection)
        show(self.title_label, objection or f"{self._step} {when}?")


class DrugPanel(InlinePanel):
    def __init__(self) -> None:
        super().__init__("Drug given", "Keep drug")
        self.title_label.setMinimumHeight(0)
        self.drug_field, self.dose_field = QLineEdit(), QLineEdit()
        self.route_field, self.reason_field = QLineEdit(), QLineEdit()
        self.time_field = TimeField()
        for field, name in self.fields.items():
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.put(self.drug_field)
        self.row(self.dose_field, self.route_field)
        self.row(self.reason_field, self.time_field)
        self._first = self.drug_field
        self._draft.add(drug=self.drug_field, dose=self.dose_field, route=self.route_field)
        self._draft.add(reason=self.reason_field, time=self.time_field)
        self.tab_through(*self.fields, self.time_field)
        fields = (*self.fields, self.time_field)
        EnterGoesOn(self, fields, is_complete=lambda: self._is_complete, keep=self.keep_button.click)

    @property
    def fields(self) -> dict[QLineEdit, str]:
        return {
            self.drug_field: "Drug",
            self.dose_field: "Dose and unit",
            self.route_field: "Route",
            self.reason_field: "What for (optional)",
        }

    @property
    def _is_complete(self) -> bool:
        """The route may be left out, but not by an Enter in the field before it."""
        needed = (self.drug_field, self.dose_field, self.route_field)
        return self.keep_button.isEnabled() and all(field.text().strip() for field in needed)

    def event_given(self) -> DrugGiven:
        return DrugGiven(*(field.text().strip() for field in self.fields))


class NotePanel(InlinePanel):
    def __init__(self) -> None:
        super().__init__("Note", "Keep note")
        self.title_label.setMinimumHeight(0)
        self.field = QLineEdit()
        self.field.setPlaceholderText("What happened?")
        self.field.setAccessibleName("Note")
        self.time_field = TimeField()
        self.put(self.field)
        self.put(self.time_field)
        self._first = self.field
        self._draft.add(note=self.field, time=self.time_field)
        self.tab_through(self.field, self.time_field)
        self.field.returnPressed.connect(self.keep_button.click)
        HeldEnter(self, self.field)

    def restore(self, text: str) -> None:
        """The draft of an earlier version is the note alone."""
        super().restore(text if fields_of(text) or not text else json.dumps({"note": text, OPEN: "yes"}))


class MissedPanel(ReasonPanel):
    """Which of the planned sets that nobody took or explained, and why."""

    def __init__(self) -> None:
        super().__init__("Missed set", "Keep reason", MISSED_REASONS)
        self.title_label.setMinimumHeight(0)
        self.set_choice = Choice("Choose the set")
        self._body.insertWidget(0, self.set_choice)
        self._first = self.set_choice
        self._draft.add(set=self.set_choice)
        self.tab_through(self.set_choice, *self.answer_buttons, self.field)

    def display(self, snapshot: Snapshot) -> None:
        """Offer the open sets. The one that was chosen stays chosen while it is open."""
        chart = snapshot.chart
        offers = [(f"{chart.t_text(p.due_at)} ({chart.time_text(p.due_at)})", p.due_at) for p in open_sets(snapshot)]
        if [self.set_choice.itemData(row) for row in range(self.set_choice.count())] == [at for _, at in offers]:
            return
        chosen = self.due_at
        self.set_choice.clear()
        for text, due_at in offers:
            self.set_choice.addItem(text, due_at)
        self.set_choice.setCurrentIndex(next((n for n, (_, at) in enumerate(offers) if at == chosen), -1))

    @property
    def due_at(self) -> datetime | None:
        at = self.set_choice.currentData()
        return at if isinstance(at, datetime) else None


def open_sets(snapshot: Snapshot) -> list[PlannedSet]:
    """The planned sets that can still be explained."""
    return [p for p in snapshot.planned if p.state in (SetState.DUE, SetState.MISSED)]
