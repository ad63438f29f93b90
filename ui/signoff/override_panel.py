"""Going home although a criterion is unmet: a reason for each, and a second person who answers for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from monitor.discharge import Judged
from monitor.events import Override
from monitor.protocol import Criterion
from monitor.staff import Staff
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import in_reading_order
from ui.widgets.looks import label
from ui.widgets.staff_pin import StaffPin
from ui.widgets.texts import show

OVERRIDE_PLACE = "signoff/override/"


class OverridePanel(QWidget):
    changed = Signal()  # a reason, or who the second person is

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        self.reason_fields: dict[str, QLineEdit] = {}
        self.second = StaffPin("Clinician who overrules")
        self._rows: dict[str, _ReasonRow] = {}
        self._drafts = drafts
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(label("Second person, by their own PIN", "label"))
        column.addWidget(self.second)
        self.second.changed.connect(self.changed)

    def display(self, unmet: tuple[Judged, ...], may_overrule: tuple[Staff, ...]) -> None:
        """A row for each unmet criterion. What was typed for one that is met meanwhile is kept out of sight."""
        for judged in unmet:
            if judged.criterion.key not in self._rows:
                self._add(judged.criterion)
        open_rows = {judged.criterion.key: judged for judged in unmet}
        for key, row in self._rows.items():
            row.setVisible(key in open_rows)
            if key in open_rows:
                show(row.title_label, f"{open_rows[key].criterion.label}: {open_rows[key].by}")
        self.second.display(may_overrule)

    def overrides(self, unmet: tuple[Judged, ...]) -> tuple[Override, ...]:
        """The reasons typed for the criteria that are unmet now; one without a reason is left out."""
        return tuple(
            Override(judged.criterion.key, reason)
            for judged in unmet
            if judged.criterion.key in self.reason_fields
            and (reason := self.reason_fields[judged.criterion.key].text().strip())
        )

    def empty(self) -> None:
        """Kept: the reasons are in the record."""
        self._drafts.empty(*self.reason_fields.values())
        self.second.clear()

    def _add(self, criterion: Criterion) -> None:
        row = _ReasonRow()
        self._rows[criterion.key] = row
        self.reason_fields[criterion.key] = row.field
        row.field.setAccessibleName(f"Reason: {criterion.label}")
        row.field.textChanged.connect(lambda _text: self.changed.emit())
        self._list.addWidget(row)
        self._drafts.add(OVERRIDE_PLACE + criterion.key, row.field)
        second = (self.second.member_choice, self.second.pin_field)
        in_reading_order(self, *self.reason_fields.values(), *second)


class _ReasonRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title_label = label("")
        self.title_label.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText("why the patient may go home all the same")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title_label)
        column.addWidget(self.field)
