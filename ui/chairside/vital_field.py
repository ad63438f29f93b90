"""One vital sign to fill in by touch: label, unit, where in range ends, and what is wrong with the number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from monitor.flags import Flag
from monitor.limits import Phase
from monitor.protocol import Protocol
from monitor.vitals import RASS, Reading, Vital, from_fahrenheit
from monitor.wording import limits_text
from ui.theme import GRID_PX
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import SHAPES
from ui.widgets.number_field import NumberField
from ui.widgets.texts import NO_BREAK, show

BENEATH_PX = 34
"""Room for two lines beneath a field."""


class VitalField(QWidget):
    """The label beneath says the protocol's limits or, in their place, what is wrong."""

    edited = Signal()

    def __init__(self, vital: Vital) -> None:
        super().__init__()
        self.vital = vital
        name = f"{vital.label}, {vital.unit}" if vital.unit else vital.label
        self.name_label = ElidedLabel(name, "label")
        self.field = NumberField()
        self.field.setAccessibleName(name)
        self.limits_label = label("", "small")
        self.problem_label = label("", "caution-small")
        self.offer_button: QPushButton = button("")
        self._limits = ""
        self._judged = ""
        self._offer: float | None = None
        self._arrange()
        self.field.textChanged.connect(self._follow)
        self.offer_button.clicked.connect(self._take_offer)

    def display(self, protocol: Protocol, phase: Phase) -> None:
        limits = protocol.limits_for(self.vital, phase)
        self._limits = limits_text(limits) if limits else "no limits in this protocol"
        self._say_limits()

    def reading(self) -> Reading | None:
        """The value typed; None when the field is empty. Raises ValueError with the value in the sentence."""
        value = self.field.number()
        return None if value is None else Reading(self.vital, value + 0)  # -0 is 0

    def reading_so_far(self) -> Reading | None:
        """The value typed, where it can be one."""
        try:
            return self.reading()
        except ValueError:
            return None

    def judge(self, flag: Flag | None) -> None:
        """Say in the place of the limits what the value would raise; without a flag the limits again."""
        limit = NO_BREAK.join(flag.limit.rsplit(" ", 1)) if flag else ""
        self._judged = f"{SHAPES[flag.severity]} {flag.severity.word}: {limit}" if flag else ""
        set_look(self.limits_label, f"small-{flag.severity.word}" if flag else "small")
        self._say_limits()

    def complain(self, sentence: str) -> None:
        """Show what is wrong with this number in the place of its limits; "" shows the limits again."""
        self.problem_label.setText(sentence)
        for line in (self.problem_label, self.limits_label, self.offer_button):  # one at a time, for the height
            line.hide()
        if self._offer is not None:
            self.offer_button.show()
        else:
            (self.problem_label if sentence else self.limits_label).show()
        set_look(self.field, "wrong" if sentence else "")

    @property
    def problem(self) -> str:
        return self.problem_label.text()

    def _say_limits(self) -> None:
        """Of a score what it means, once it is typed."""
        said = " · ".join(filter(None, (self._meaning(), self._judged)))
        show(self.limits_label, said or self._limits)

    def _meaning(self) -> str:
        if self.vital is not Vital.AGITATION:
            return ""
        try:
            score = self.field.number()
        except ValueError:
            return ""
        return next((words.partition(":")[0] for number, words in RASS.items() if number == score), "")

    def _follow(self) -> None:
        self._say_limits()
        self._offer = self._celsius()
        if self._offer is not None:
            self.offer_button.setText(f"Use {self.vital.text(self._offer)}")
        self.complain("")
        self.edited.emit()

    def _celsius(self) -> float | None:
        if self.vital is not Vital.TEMPERATURE:
            return None
        try:
            value = self.field.number()
        except ValueError:
            return None
        return None if value is None else from_fahrenheit(value)

    def _take_offer(self) -> None:
        if self._offer is not None:
            self.field.setText(self.vital.number(self._offer))
            self.field.setFocus()

    def _arrange(self) -> None:
        self.setFocusProxy(self.field)
        if self.vital is Vital.AGITATION:
            self.field.setPlaceholderText("-5 to +4")
            self.setToolTip("\n".join(f"{score:+d}  {words}" for score, words in RASS.items()))
        for line in (self.limits_label, self.problem_label):
            line.setWordWrap(True)
            line.setMinimumHeight(BENEATH_PX)
            line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem_label.hide()
        self.offer_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 4)
        for widget in (self.name_label, self.field, self.limits_label, self.problem_label, self.offer_button):
            column.addWidget(widget)
        column.addStretch()
