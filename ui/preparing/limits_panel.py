"""Ordering limits for one patient: the vital sign, what differs from the protocol, why, and the clinician who does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from monitor.chart import Chart
from monitor.limits import Severity
from monitor.patient_limits import PLACES, STANDING_FOR, Place, Typed, own_rows, problems, protocols_own
from monitor.staff import Staff
from monitor.vitals import Vital
from monitor.wording import bound_text, own_bounds_text
from ui.chairside.inline_panel import InlinePanel
from ui.preparing.bound_field import FIELD_PX, BoundField
from ui.theme import GRID_PX
from ui.widgets.choice import Choice
from ui.widgets.looks import label
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.staff_pin import StaffPin
from ui.widgets.texts import show

TITLE = "What is typed here differs from the protocol, from the start on. What is left empty stays as it is."


class LimitsPanel(InlinePanel):
    def __init__(self) -> None:
        super().__init__(TITLE, "Keep these limits")
        self.title_label.setMinimumHeight(0)
        self.vital_choice = Choice("Choose the vital sign")
        self.bounds = {place: BoundField(place) for place in PLACES}
        self.result_label = label("", "strong")
        self.reason_field = QLineEdit()
        self.clinician = StaffPin("Clinician who orders this")
        self._chart: Chart | None = None
        self._about: Vital | None = None  # what the numbers typed are limits of
        self._fill()
        self._draft.add(vital=self.vital_choice, reason=self.reason_field)
        for place, bound in self.bounds.items():
            self._draft.add(**{_name(place): bound.field})
        self._first = self.vital_choice
        self._connect()

    def _fill(self) -> None:
        self.vital_choice.setAccessibleName("Vital sign")
        for vital in Vital:
            self.vital_choice.addItem(vital.label, vital.key)
        self.reason_field.setPlaceholderText("why this patient has limits of their own")
        self.reason_field.setAccessibleName("Reason")
        self.result_label.setWordWrap(True)
        chosen = QHBoxLayout()
        chosen.addWidget(self.vital_choice, 1)
        chosen.addStretch(1)
        self._body.addLayout(chosen)
        self._body.addLayout(self._table())
        self.put(self.result_label)
        self.put(self.reason_field)
        self.put(self.clinician)
        fields = [bound.field for bound in self.bounds.values()]
        signing = (self.clinician.member_choice, self.clinician.pin_field, self.clinician.keypad_button)
        self.tab_through(self.vital_choice, *fields, self.reason_field, *signing)

    def _table(self) -> QGridLayout:
        """A row for each severity, low on the left and high on the right."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        for column, name in ((1, "Low"), (2, "High")):
            over_field = label(name, "label")
            over_field.setFixedWidth(FIELD_PX)
            grid.addWidget(over_field, 0, column, Qt.AlignmentFlag.AlignRight)
            grid.setColumnStretch(column, 1)
        for row, severity in enumerate(Severity, start=1):
            grid.addWidget(_named(severity), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, is_high in ((1, False), (2, True)):
                grid.addWidget(self.bounds[Place(severity, is_high)], row, column, Qt.AlignmentFlag.AlignTop)
        return grid

    def _connect(self) -> None:
        self.vital_choice.activated.connect(lambda _index: self._choose())
        for bound in self.bounds.values():
            bound.field.textEdited.connect(lambda _text: self._read())
            bound.field.editingFinished.connect(self.judge)
        self.reason_field.returnPressed.connect(self.keep_button.click)
        self.clinician.entered.connect(self.keep_button.click)
        self.clinician.pin_field.textEdited.connect(lambda _text: self.notice.clear())

    def display(self, chart: Chart, clinicians: tuple[Staff, ...]) -> None:
        self._chart = chart
        self.clinician.display(clinicians)
        self._display_bounds()

    def restore(self, text: str) -> None:
        super().restore(text)
        self._about = self.vital

    def empty(self) -> None:
        super().empty()
        self._about = None
        self.clinician.clear()
        self.judge()

    @property
    def vital(self) -> Vital | None:
        key = self.vital_choice.currentData()
        return Vital.of(key) if key else None

    @property
    def reason(self) -> str:
        return self.reason_field.text().strip()

    def judge(self) -> Typed | None:
        """The bounds typed; None where something is wrong with one, which its field then says."""
        typed, wrong = self._read()
        for place, bound in self.bounds.items():
            bound.say(wrong.get(place, ""))
        return None if wrong else typed

    def _read(self) -> tuple[Typed, dict[Place, str]]:
        """What is typed, and what is wrong with it; what it changes stands below the fields in words."""
        typed: dict[Place, float] = {}
        wrong: dict[Place, str] = {}
        for place, bound in self.bounds.items():
            try:
                value = bound.field.number()
            except ValueError as problem:
                wrong[place] = str(problem)
            else:
                typed |= {} if value is None else {place: value}
        if self._chart and self.vital:
            wrong = problems(self._chart, self.vital, typed) | wrong
        show(self.result_label, "" if wrong else self._words(typed))
        return typed, wrong

    def _words(self, typed: Typed) -> str:
        if not (self._chart and self.vital and typed):
            return ""
        rows = own_rows(self._chart, self.vital, typed, STANDING_FOR)
        said = own_bounds_text(rows, protocols_own(self._chart))
        return f"Then: {said}" if said else "Then: the same as the protocol's"

    def _choose(self) -> None:
        """Numbers typed for another vital sign are no limits of this one."""
        if self.vital is not self._about:
            self._about = self.vital
            for bound in self.bounds.values():
                bound.field.clear()
            self.judge()
        self._display_bounds()

    def _display_bounds(self) -> None:
        for place, bound in self.bounds.items():
            bound.display(bound_text(self._chart, self.vital, place) if self._chart and self.vital else "")


def _name(place: Place) -> str:
    return f"{'high' if place.is_high else 'low'} {place.severity.word}"


def _named(severity: Severity) -> QWidget:
    """Shape and word, level with the field beside it."""
    named = QWidget()
    named.setFixedHeight(GRID_PX * 11 // 2)
    row = QHBoxLayout(named)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(MarkLabel(Mark.of(severity)))
    row.addWidget(label(severity.word))
    return named
