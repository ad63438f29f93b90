"""One sentence to the person at the screen, in the page and not in a dialog: a refusal, a question, a confirmation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from monitor.limits import Severity
from ui.widgets.looks import set_look
from ui.widgets.marks import Mark, MarkLabel


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str, severity: Severity = Severity.CAUTION) -> None:
        """Show this sentence, or hide for an empty one."""
        self.sentence.setText(sentence)
        self.mark.display(Mark.of(severity))
        set_look(self, severity.word)
        self.setVisible(bool(sentence))

    def clear(self) -> None:
        self.say("")

    @property
    def text(self) -> str:
        return self.sentence.text()
