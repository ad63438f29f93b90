"""One field of a form: its name, what is typed, the unit, what it means, and why it cannot be so."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from monitor.limits import Severity
from ui.theme import GRID_PX
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel


class FieldFrame(QWidget):
    """The sentence of a wrong value stands at its field. What was typed stays in it."""

    def __init__(
        self, name: str, editor: QWidget, *, unit: str = "", meaning: str = "", mark: Mark = Mark.NONE
    ) -> None:
        super().__init__()
        self.name_label = label(name, "small-strong")
        self.editor = editor
        self.unit_label = label(unit, "muted")
        self.meaning_label = label(meaning, "small")
        self.problem_mark = MarkLabel(Mark.of(Severity.CAUTION), px=14)
        self.problem_label = label("", "word-caution")
        self._arrange(mark)
        self.say("")
        for words in (self.meaning_label, self.unit_label):
            words.setVisible(bool(words.text()))
        editor.setAccessibleName(name)
        editor.setAccessibleDescription(meaning)

    def _arrange(self, mark: Mark) -> None:
        for words in (self.meaning_label, self.problem_label):
            words.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(6)
        if mark is not Mark.NONE:
            head.addWidget(MarkLabel(mark, px=14))
        head.addWidget(self.name_label, 1)
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        is_wide = not self.unit_label.text() and self.editor.minimumWidth() < self.editor.maximumWidth()
        line.addWidget(self.editor, 1 if is_wide else 0)
        line.addWidget(self.unit_label)
        if not is_wide:
            line.addStretch(1)
        problem = QHBoxLayout()
        problem.setSpacing(6)
        problem.addWidget(self.problem_mark)
        problem.addWidget(self.problem_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.meaning_label)
        column.addLayout(problem)
        column.addStretch(1)

    def say(self, sentence: str) -> None:
        """Why what stands here cannot be so; nothing for an empty one."""
        self.problem_label.setText(sentence)
        self.problem_label.setVisible(bool(sentence))
        self.problem_mark.setVisible(bool(sentence))
        if isinstance(self.editor, QLineEdit):
            set_look(self.editor, "wrong" if sentence else "")

    @property
    def problem(self) -> str:
        return self.problem_label.text()

    def rename(self, name: str, unit: str) -> None:
        """The same field under another name and in another unit."""
        _show(self.name_label, name)
        _show(self.unit_label, unit)
        self.editor.setAccessibleName(name)


def _show(shown: QLabel, text: str) -> None:
    shown.setText(text)
    shown.setVisible(bool(text))
