"""A set of vital signs by touch: the same entry as the typed line makes, field by field."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from monitor.events import VitalsTaken
from monitor.flags import Flag
from monitor.limits import Phase, Severity
from monitor.preview import preview
from monitor.protocol import Protocol
from monitor.snapshot import Snapshot
from monitor.vitals import MOAAS, Doubt, Oxygen, Reading, Vital, VitalSet
from sessions.requests import Request, Writing
from ui.chairside.choices import Choices, WordedButton
from ui.chairside.doubts import doubts_in, question_of, with_confirmed
from ui.chairside.time_field import TimeField
from ui.chairside.vital_field import VitalField
from ui.chairside.vital_fields import VitalFields
from ui.theme import GRID_PX
from ui.widgets.held_enter import HeldEnter
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import SHAPES
from ui.widgets.notice import Notice
from ui.widgets.number_field import NumberField
from ui.widgets.texts import show

AIR, LITRES = 0, 1
LEFT = "Left half-typed. Check every value, or clear the form."
HOW_TO_ANSWER = "Keep again keeps it as confirmed · Esc goes back to the form"


class VitalsForm(QWidget):
    """Nothing is filled in before the nurse does it; an empty field is not charted."""

    submitted = Signal(object)  # Writing
    edited = Signal(str)  # the fields as JSON, for the draft; "" when all are empty

    def __init__(self) -> None:
        super().__init__()
        self.vital_fields = VitalFields()
        self.sedation_label = label("MOAA/S", "label")
        self.sedation = Choices([WordedButton(str(score), words) for score, words in reversed(list(enumerate(MOAAS)))])
        self.oxygen = Choices([button("Air"), button("Oxygen")])
        self.litres_field = NumberField("L/min")
        self.time_field = TimeField()
        self.keep_button = button("Keep set", "primary")
        self.clear_button = button("Clear the form")
        self.notice = Notice()
        self._shown: Snapshot | None = None
        self._asked: tuple[Doubt, ...] = ()
        self._sent: Writing | None = None
        self._is_left = False  # somebody else may have filled in some of it; until it is kept or cleared
        self._arrange()
        self._connect()
        self._follow()

    @property
    def fields(self) -> dict[Vital, VitalField]:
        return self.vital_fields.by_vital

    def display(self, snapshot: Snapshot) -> None:
        before, after = self._shown, snapshot
        self._shown = snapshot
        if before is None or _ordered(before) != _ordered(after):
            self.vital_fields.display(*_ordered(after))
        self._judge()

    def restore(self, text: str) -> None:
        """Put back what was half-filled, unless something is filled in already."""
        if text and not self._typed():
            typed = json.loads(text)
            blocked = self.blockSignals(True)
            self.vital_fields.fill(typed)
            self.sedation.choose(typed.get("sedation"))
            self.oxygen.choose(typed.get("oxygen"))
            self.litres_field.setText(typed.get("litres", ""))
            self.time_field.setText(typed.get("time", ""))
            self.set_aside()
            self.blockSignals(blocked)

    def set_aside(self) -> None:
        """Whoever comes next did not fill in what stands here, and was asked nothing about it."""
        self._is_left = bool(self._typed())
        self._follow()

    def confirm(self, request: Request) -> None:
        """Empty the form if this is its own request, now kept."""
        if request is self._sent:
            self._sent = None
            self._empty()

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self._follow()
            self.notice.say(sentence, Severity.CAUTION)

    def _submit(self) -> None:
        if self._shown is None or self._sent is not None:
            return
        try:
            taken, at = VitalsTaken(self._set()), self.time_field.moment(self._shown)
        except ValueError as problem:
            self.notice.say(str(problem), Severity.CAUTION)
            return
        doubts = doubts_in((taken,), self._shown, at)
        if not set(doubts) <= set(self._asked):
            self._asked = doubts
            self.notice.say(question_of(doubts, HOW_TO_ANSWER), Severity.CAUTION)
            return
        self._send(Writing(self._shown.chart.session, with_confirmed((taken,), doubts), at))

    def _send(self, request: Writing) -> None:
        self._sent = request
        self.notice.clear()
        self.keep_button.setEnabled(False)
        self.submitted.emit(request)

    def _set(self) -> VitalSet:
        """What was filled in. Raises ValueError, having shown beside its field what is wrong with a number."""
        return VitalSet((*self.vital_fields.readings(), *self._sedation()), self._oxygen())

    def _sedation(self) -> tuple[Reading, ...]:
        chosen = self.sedation.chosen
        return () if chosen is None else (Reading(Vital.SEDATION, len(MOAAS) - 1 - chosen),)

    def _judge(self) -> None:
        """Say of each value what it would raise, once it is one that can be and needs no question."""
        flags = self._would_raise() if self._shown else ()
        self.vital_fields.judge(flags)
        sedated = next((one.severity for one in flags if one.vital is Vital.SEDATION), None)
        show(self.sedation_label, f"MOAA/S  {SHAPES[sedated]} {sedated.word}" if sedated else "MOAA/S")
        set_look(self.sedation_label, f"small-{sedated.word}" if sedated else "label")

    def _would_raise(self) -> tuple[Flag, ...]:
        if self._shown is None:
            return ()
        try:
            taken = VitalsTaken(VitalSet((*self.vital_fields.believable(), *self._sedation()), self._oxygen()))
            at = self.time_field.moment(self._shown) or self._shown.now
        except ValueError:
            return ()
        unsure = {doubt.about for doubt in doubts_in((taken,), self._shown, at)}
        return tuple(
            flag for flag in preview(self._shown.chart, (taken,), at) if flag.vital and flag.vital.key not in unsure
        )

    def _oxygen(self) -> Oxygen | None:
        litres = self.litres_field.number()
        match self.oxygen.chosen:
            case None:
                return None
            case 0:  # AIR
                return Oxygen(0)
            case _:
                if litres is None:
                    raise ValueError("Say how many litres of oxygen a minute.")
                return Oxygen(litres)

    def _typed(self) -> dict[str, str | int]:
        """The fields that are not empty, as they stand."""
        typed = self.vital_fields.typed()
        if self.sedation.chosen is not None:
            typed["sedation"] = self.sedation.chosen
        if self.oxygen.chosen is not None:
            typed["oxygen"] = self.oxygen.chosen
        if self.litres_field.text():
            typed["litres"] = self.litres_field.text()
        if self.time_field.text():
            typed["time"] = self.time_field.text()
        return typed

    def _follow(self) -> None:
        """A question asked belonged to the form as it was before this change."""
        typed = self._typed()
        self._is_left = self._is_left and bool(typed)
        self._go_back()
        self._judge()
        self.litres_field.setVisible(self.oxygen.chosen == LITRES)
        is_empty = not typed.keys() - {"time", "oxygen", "litres"}
        self.keep_button.setEnabled(not is_empty and self._sent is None)
        self.keep_button.setToolTip("There is no reading in this set." if is_empty else "")
        self.edited.emit(json.dumps(typed) if typed else "")

    def _empty(self) -> None:
        blocked = self.blockSignals(True)
        self.vital_fields.fill({})
        self.sedation.choose(None)
        self.oxygen.choose(None)
        self.litres_field.clear()
        self.time_field.clear()
        self.blockSignals(blocked)
        self._follow()

    def _go_back(self) -> None:
        self._asked = ()
        self.notice.say(LEFT if self._is_left else "", Severity.ADVISORY)
        self.clear_button.setVisible(self._is_left)

    def _connect(self) -> None:
        self.vital_fields.edited.connect(self._follow)
        self.vital_fields.entered.connect(self._press_keep)
        for line in (self.litres_field, self.time_field):
            line.textChanged.connect(self._follow)
            line.returnPressed.connect(self._press_keep)
        self.sedation.changed.connect(self._follow)
        self.oxygen.changed.connect(self._follow)
        self.keep_button.clicked.connect(self._submit)
        self.clear_button.clicked.connect(self._clear)
        fields = (field.field for field in self.fields.values())
        HeldEnter(self, *fields, self.litres_field, self.time_field, self.keep_button)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._go_back)

    def _clear(self) -> None:
        if self._sent is None:
            self._empty()
            self.setFocus()

    def _press_keep(self) -> None:
        if self.keep_button.isEnabled():
            self._submit()

    def _arrange(self) -> None:
        self.setFocusProxy(self.vital_fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.vital_fields)
        said = QHBoxLayout()  # beside the label, or a small screen has no room for it
        said.setSpacing(GRID_PX)
        said.addWidget(self.sedation_label, 0, Qt.AlignmentFlag.AlignBottom)
        said.addWidget(self.notice, 1)
        said.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(said)
        column.addWidget(self.sedation)
        column.addLayout(_row(self.oxygen, self.litres_field, self.time_field, self.keep_button))


def _ordered(snapshot: Snapshot) -> tuple[Protocol, Phase]:
    """What the fields say beside them depends on."""
    return snapshot.chart.protocol, snapshot.chart.phase


def _row(oxygen: Choices, litres: NumberField, time: TimeField, keep: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID_PX)
    row.addWidget(label("Breathing", "label"))
    row.addWidget(oxygen, 2)
    row.addWidget(litres, 1)
    row.addWidget(label("Taken at", "label"))
    row.addWidget(time, 2)
    row.addWidget(keep, 2)
    return row
