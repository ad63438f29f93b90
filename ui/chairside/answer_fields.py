"""What is said about a flag: the symptoms beside it, a usual answer or other words, and who was told."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from monitor.answering import asks_symptoms
from monitor.answers import usual_answers
from monitor.events import FlagAnswered, SessionEvent, SymptomsChecked
from monitor.flags import Flag
from monitor.wording import SHORT, problem_words
from ui.chairside.symptom_question import NONE_KEY, SymptomQuestion
from ui.chairside.told_field import ToldField
from ui.chairside.usual_answers import UsualAnswers
from ui.theme import GRID_PX
from ui.widgets.looks import set_look
from ui.widgets.wrapped_button import WrappedButton

ALSO_KEY = "9"
NO_BREAK = "\u00a0"


class AnswerFields(QWidget):
    """Wide and low, the answers in one row. Nothing in it is chosen before somebody chooses."""

    changed = Signal()
    chosen = Signal(str)  # a usual answer

    def __init__(self, keep_button: QPushButton) -> None:
        super().__init__()
        self.symptoms = SymptomQuestion()
        self.answers = UsualAnswers()
        self.words_field = QLineEdit()
        self.told = ToldField()
        self.also_button = WrappedButton()
        self._also: tuple[Flag, ...] = ()
        self._arrange(keep_button)
        self.words_field.textChanged.connect(self.changed)
        self.symptoms.changed.connect(self.changed)
        self.answers.chosen.connect(self.chosen)

    @property
    def words(self) -> str:
        return self.words_field.text().strip()

    def display(self, flag: Flag, others: tuple[Flag, ...], *, is_infused: bool) -> None:
        """Ask about this flag and, where there are others that the answer may be about too, about those."""
        self.answers.display(usual_answers(flag, is_infused=is_infused))
        self.symptoms.setVisible(asks_symptoms(flag) or self.symptoms.present is not None)  # what was said stays
        if [one.worst for one in others] != [one.worst for one in self._also]:
            self.also_button.setChecked(False)
        self._also = others
        self.also_button.display(f"{ALSO_KEY}  Also for {', '.join(_named(one) for one in others)}")
        self.also_button.setToolTip("\n".join(one.asks.sentence for one in others))
        self.also_button.setVisible(bool(others))

    def events(self, flag: Flag, action: str) -> Iterator[SessionEvent]:
        """What was found and then, if anything, what was done. What was not said is not written."""
        if self.symptoms.present is not None:
            yield SymptomsChecked(self.symptoms.present)
        also = self._also if self.also_button.isChecked() else ()
        for answered in (flag, *also) if action else ():
            told = self.told.who
            yield FlagAnswered(answered.problem, answered.entry, action, told, sentence=answered.sentence)

    def forget_taps(self) -> None:
        """What was tapped belongs to the moment in which it was tapped."""
        self.symptoms.clear()
        self.also_button.setChecked(False)

    def permit(self, answer: str | None, symptoms: str | None) -> None:
        """What speaks against an answer and against saying what the symptoms are."""
        self.answers.permit(answer)
        self.symptoms.permit(symptoms)

    def press(self, key: str) -> None:
        """As if what that key stands for were tapped."""
        if key == str(NONE_KEY) and not self.symptoms.isHidden():
            self.symptoms.none_button.click()
        elif key == ALSO_KEY and not self.also_button.isHidden():
            self.also_button.click()
        elif key.isdigit():
            self.answers.press(int(key))

    def begin_words(self, letter: str) -> None:
        self.words_field.setFocus()
        self.words_field.insert(letter)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in the order of reading."""
        asked = (*self.symptoms.buttons.values(), self.symptoms.none_button)
        told = (self.told.field, self.told.names_button)
        return *asked, *self.answers.buttons, self.also_button, self.words_field, *told

    def _arrange(self, keep_button: QPushButton) -> None:
        self.words_field.setPlaceholderText("Other words")
        self.words_field.setAccessibleName("What was done, or why nothing")
        self.also_button.setCheckable(True)
        set_look(self.also_button, "wrapped-small")
        foot = QHBoxLayout()
        foot.setSpacing(GRID_PX)
        foot.addWidget(self.also_button, 3)
        foot.addWidget(self.words_field, 2)
        foot.addWidget(self.told, 3)
        foot.addWidget(keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.symptoms)
        column.addWidget(self.answers)
        column.addLayout(foot)


def _named(flag: Flag) -> str:
    """Short, and no number apart from its unit: "diastolic 112 mmHg"."""
    name = SHORT[flag.vital] if flag.vital else problem_words(flag.problem)
    return f"{name} {flag.asks.value.replace(' ', NO_BREAK)}"
