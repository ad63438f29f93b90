"""The inline panels of the controls: a drug, a note, a missed set."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from monitor.events import DrugGiven
from monitor.schedule import PlannedSet, SetState
from monitor.snapshot import Snapshot
from ui.chairside.inline_panel import InlinePanel
from ui.chairside.reason_panel import ReasonPanel
from ui.chairside.time_field import TimeField
from ui.widgets.staff_pin import Choice

MISSED_REASONS = ("Patient asked to rest", "Called away", "Cuff or sensor failed", "Patient out of the room")


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
        self.setFocusProxy(self.drug_field)

    @property
    def fields(self) -> dict[QLineEdit, str]:
        return {
            self.drug_field: "Drug",
            self.dose_field: "Dose and unit",
            self.route_field: "Route",
            self.reason_field: "What for (optional)",
        }

    def event_given(self) -> DrugGiven:
        return DrugGiven(*(field.text().strip() for field in self.fields))

    def empty(self) -> None:
        for field in (*self.fields, self.time_field):
            field.clear()


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
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self.keep_button.click)


class MissedPanel(ReasonPanel):
    """Which of the planned sets that nobody took or explained, and why."""

    def __init__(self) -> None:
        super().__init__("Missed set", "Keep reason", MISSED_REASONS)
        self.set_choice = Choice("Choose the set")
        self._body.insertWidget(0, self.set_choice)
        self.set_choice.activated.connect(lambda _index: self.edited.emit())

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
