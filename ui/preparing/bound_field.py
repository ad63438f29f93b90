"""One bound of a vital sign: what holds now in words, beside it a field for what differs, below it what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from monitor.patient_limits import Place
from ui.widgets.looks import label, set_look
from ui.widgets.number_field import NumberField
from ui.widgets.texts import show

WORDS_PX, FIELD_PX = 112, 96


class BoundField(QWidget):
    """Empty: it stays as it is."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.now_label = label("", "muted")
        self.field = NumberField()
        self.problem_label = label("", "word-caution")
        side = "high" if place.is_high else "low"
        self.field.setAccessibleName(f"{side.capitalize()} {place.severity.word} limit of this patient")
        self.field.setFixedWidth(FIELD_PX)
        self.now_label.setWordWrap(True)
        self.now_label.setMinimumWidth(WORDS_PX)
        self.now_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.problem_label.setWordWrap(True)
        self.problem_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.problem_label.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.now_label, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.problem_label, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.field.textEdited.connect(lambda _text: self.say(""))

    def display(self, now: str) -> None:
        """What holds now; empty while it is not said which vital sign it is about."""
        show(self.now_label, now)
        self.field.setEnabled(bool(now))

    def say(self, problem: str) -> None:
        """What is wrong with what is typed; nothing for an empty sentence."""
        show(self.problem_label, problem)
        self.problem_label.setVisible(bool(problem))
        set_look(self.field, "wrong" if problem else "")
