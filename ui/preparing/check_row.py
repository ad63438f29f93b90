"""One check of the protocol: the question, the answer that is kept, and Yes or No."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from monitor.events import Answer, CheckAnswered
from monitor.protocol import Check
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show


class CheckRow(QWidget):
    """Neither answer is chosen until one is kept."""

    answered = Signal(object)  # CheckAnswered

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.mark = MarkLabel(Mark.UNMET)
        self.question_label = label(check.label)
        self.answer_label = label("not answered", "muted")
        self.yes_button = button("Yes")
        self.no_button = button("No…")
        self.note_field = QLineEdit()
        self.keep_no_button = button("Keep “no”")
        self._key = check.key
        self._note = QWidget()
        self._arrange(check)
        self._connect()

    def _arrange(self, check: Check) -> None:
        self.question_label.setWordWrap(True)
        self.answer_label.setWordWrap(True)
        self.yes_button.setAccessibleName(f"Yes: {check.label}")
        self.no_button.setAccessibleName(f"No: {check.label}")
        self.note_field.setPlaceholderText("what is missing, and what is done about it (a bare “no”: by the button)")
        note = QHBoxLayout(self._note)
        note.setContentsMargins(0, 0, 0, 0)
        note.addWidget(self.note_field, 1)
        note.addWidget(self.keep_no_button)
        self._note.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.mark, 0, 0, 2, 1)
        grid.addWidget(self.question_label, 0, 1)
        grid.addWidget(self.answer_label, 1, 1)
        grid.addWidget(self.yes_button, 0, 2, 2, 1)
        grid.addWidget(self.no_button, 0, 3, 2, 1)
        grid.addWidget(self._note, 2, 1, 1, 3)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.yes_button.clicked.connect(lambda: self.answered.emit(CheckAnswered(self._key, Answer.YES)))
        self.no_button.clicked.connect(self.ask_for_note)
        self.keep_no_button.clicked.connect(self._keep_no)
        self.note_field.returnPressed.connect(self._keep_explained)

    def display(self, kept: CheckAnswered | None, when_by: str) -> None:
        answer = kept.answer if kept else None
        self.mark.display(Mark.MET if answer is Answer.YES else Mark.UNMET)
        note = f": {kept.note}" if kept and kept.note else ""
        show(self.answer_label, f"{answer.capitalize()}{note}, {when_by}" if answer else "not answered")
        set_look(self.yes_button, "chosen" if answer is Answer.YES else "")
        set_look(self.no_button, "chosen" if answer is Answer.NO else "")

    def permit(self, *, on: bool) -> None:
        """Whether it can still be answered."""
        self.yes_button.setVisible(on)
        self.no_button.setVisible(on)
        if not on:
            self.close_note()

    def ask_for_note(self) -> None:
        """Open the line in which a no is explained."""
        self._note.show()
        self.note_field.setFocus()

    def close_note(self) -> None:
        """The keyboard goes back to the button whose answer this was, and not on to the next question."""
        if holds_focus(self._note) and not self.no_button.isHidden():
            self.no_button.setFocus()
        self._note.hide()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The row itself first: the keyboard may have to rest there."""
        return self, self.yes_button, self.no_button, self.note_field, self.keep_no_button

    @property
    def asks_for_note(self) -> bool:
        return not self._note.isHidden()

    def _keep_explained(self) -> None:
        """Enter keeps what is typed. A bare no takes the button."""
        if self.note_field.text().strip():
            self._keep_no()

    def _keep_no(self) -> None:
        self.answered.emit(CheckAnswered(self._key, Answer.NO, self.note_field.text().strip()))
