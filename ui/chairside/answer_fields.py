"""What is said about a flag: the symptoms beside it, a usual answer or other words, and who was told."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from monitor.answering import answer_to, asks_symptoms, worst_of_each
from monitor.answers import usual_answers
from monitor.events import SessionEvent, SymptomsChecked
from monitor.flags import Flag
from monitor.wording import SHORT, problem_words
from ui.chairside.answer_keys import ALSO_KEY, NONE_KEY, goes_on, is_answered
from ui.chairside.symptom_question import SymptomQuestion
from ui.chairside.told_field import ToldField
from ui.chairside.usual_answers import UsualAnswers
from ui.theme import GRID_PX
from ui.widgets.looks import set_look
from ui.widgets.texts import NO_BREAK
from ui.widgets.wrapped_button import WrappedButton


class AnswerFields(QWidget):
    """Wide and low, the answers in one row. Nothing in it is chosen before somebody chooses.

    The keys are collected: as soon as they are no answer, all of them are spilled, and nothing stays chosen by them.
    """

    changed = Signal()
    tapped = Signal(str)  # a usual answer
    spilled = Signal(str)  # keys that are no answer

    def __init__(self, keep_button: QPushButton) -> None:
        super().__init__()
        self.symptoms = SymptomQuestion()
        self.answers = UsualAnswers()
        self.words_field = QLineEdit()
        self.told = ToldField()
        self.also_button = WrappedButton()
        self._also: tuple[Flag, ...] = ()
        self._keys = ""
        self._before: dict[QPushButton, bool] = {}  # what the collected keys toggled, as it was before them
        self._arrange(keep_button)
        self.words_field.textChanged.connect(self._follow_words)
        self.symptoms.changed.connect(lambda: self._settle(*self._asked))
        self.also_button.clicked.connect(lambda: self._settle(self.also_button))
        self.answers.tapped.connect(self.changed)
        self.answers.tapped.connect(self.tapped)

    @property
    def words(self) -> str:
        return self.words_field.text().strip()

    @property
    def action(self) -> str:
        """What is to be kept as the answer: the usual one that is chosen, or else the other words."""
        return self.answers.chosen or self.words

    def display(self, flag: Flag, others: tuple[Flag, ...], *, is_infused: bool) -> None:
        """Ask about this flag and, where there are others that the answer may be about too, about those."""
        self.answers.display(usual_answers(flag, is_infused=is_infused))
        self.symptoms.setVisible(asks_symptoms(flag) or self.symptoms.present is not None)  # what was said stays
        if [one.worst for one in others] != [one.worst for one in self._also]:
            self.also_button.setChecked(False)
            self._before.pop(self.also_button, None)
        self._also = others
        named = ", ".join(_named(one) for one in worst_of_each(others))
        self.also_button.display(f"{ALSO_KEY}  Also for {named}")
        self.also_button.setToolTip("\n".join(one.asks.sentence for one in others))
        self.also_button.setVisible(bool(others))

    def events(self, flag: Flag, action: str) -> Iterator[SessionEvent]:
        """What was found and then, if anything, what was done. What was not said is not written."""
        if self.symptoms.present is not None:
            yield SymptomsChecked(self.symptoms.present)
        also = self._also if self.also_button.isChecked() else ()
        for answered in (flag, *also) if action else ():
            yield answer_to(answered, action, self.told.who)

    def forget_taps(self) -> None:
        """What was tapped or chosen belongs to the moment in which that was done."""
        self.symptoms.clear()
        self.also_button.setChecked(False)
        self.answers.choose(None)
        self._keys = ""
        self._before = {}

    def forget_keys(self) -> None:
        """As if the collected keys had not been pressed."""
        for one, was_checked in self._before.items():
            one.setChecked(was_checked)
        self.answers.choose(None)
        self._keys = ""
        self._before = {}
        self.changed.emit()

    def permit(self, answer: str | None, symptoms: str | None) -> None:
        """What speaks against an answer and against saying what the symptoms are."""
        self.answers.permit(answer)
        self.symptoms.permit(symptoms)

    def press(self, key: str) -> None:
        """A digit chooses what it stands for, a letter begins other words; anything else is no answer."""
        if goes_on(self._keys, key, self.answers.digits + "".join(self._toggles)):
            self._keys += key
            self._choose(key)
        elif key.isalpha() and not is_answered(self._keys):
            self.words_field.setFocus()
            self.words_field.insert(key)
        elif self._keys or not key.isspace():
            keys = self._keys + key
            self.forget_keys()
            self.spilled.emit(keys)

    def _choose(self, key: str) -> None:
        if key not in self._toggles:
            self.answers.choose(int(key))
            self.changed.emit()
            return
        button, group = self._toggles[key]
        before = {one: one.isChecked() for one in group} | self._before
        button.click()
        self._before = before

    @property
    def _toggles(self) -> dict[str, tuple[QPushButton, tuple[QPushButton, ...]]]:
        """By its key each that can be pressed now, with those that change when it is."""
        toggles = {
            NONE_KEY: (self.symptoms.none_button, self._asked),
            ALSO_KEY: (self.also_button, (self.also_button,)),
        }
        hidden = {NONE_KEY: self.symptoms.isHidden(), ALSO_KEY: self.also_button.isHidden()}
        return {key: toggle for key, toggle in toggles.items() if toggle[0].isEnabled() and not hidden[key]}

    def _settle(self, *tapped: QPushButton) -> None:
        """What was tapped stays, whatever becomes of the keys before it."""
        for one in tapped:
            self._before.pop(one, None)
        self.changed.emit()

    def _follow_words(self) -> None:
        """They are said instead of the answer that was chosen."""
        self.answers.choose(None)
        self._keys = ""
        self._before = {}
        self.changed.emit()

    @property
    def _asked(self) -> tuple[QPushButton, ...]:
        return *self.symptoms.buttons.values(), self.symptoms.none_button

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in the order of reading."""
        told = (self.told.field, self.told.names_button)
        return *self._asked, *self.answers.buttons, self.also_button, self.words_field, *told

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
