"""One flag as a row: mark, word, sentence, since when, and what was done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from monitor.flags import Flag
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from ui.theme import GRID_PX
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel


class FlagRow(QFrame):
    """Click or Enter on the row goes to the entry that raised the flag. Only an unanswered critical one pulses."""

    chosen = Signal(object)  # EntryId
    answering = Signal(object)  # Flag

    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel(px=20)
        self.word_label = label("", "small-strong")
        self.sentence_label = label("", "strong")
        self.answer_label = label()
        self.answer_button = button("Answer")
        self.flag: Flag | None = None
        self._arrange()
        self.answer_button.clicked.connect(lambda: self.answering.emit(self.flag))

    def display(self, flag: Flag, answers: tuple[str, ...], snapshot: Snapshot) -> None:
        pulses = flag.severity is Severity.CRITICAL and not answers
        set_look(self, "critical-lit" if pulses and snapshot.now.second % 2 else flag.severity.word)
        texts = {
            self.word_label: f"{flag.severity.word} · since {snapshot.chart.t_text(flag.since)}",
            self.sentence_label: flag.sentence,
            self.answer_label: "\n".join(f"✓ {answer}" for answer in answers),
        }
        for widget, text in texts.items():
            if widget.text() != text:
                widget.setText(text)
        self.answer_label.setVisible(bool(answers))
        text = "Add" if answers else "Answer"
        if self.answer_button.text() != text:
            self.answer_button.setText(text)
        if self.flag is None or self.flag.severity is not flag.severity:
            self.mark.display(Mark.of(flag.severity))
        self.flag = flag
        self.setCursor(Qt.CursorShape.PointingHandCursor if flag.entry else Qt.CursorShape.ArrowCursor)

    def _choose(self) -> None:
        if self.flag and self.flag.entry:
            self.chosen.emit(self.flag.entry)

    def _arrange(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self.sentence_label, self.answer_label):
            widget.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, GRID_PX, GRID_PX, GRID_PX)
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.mark, 0, 0)
        grid.addWidget(self.word_label, 0, 1)
        grid.addWidget(self.answer_button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.sentence_label, 1, 0, 1, 2)
        grid.addWidget(self.answer_label, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)
