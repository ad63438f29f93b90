"""One flag as a row: mark, word, course, sentence, and what was done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from monitor.flags import Flag
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from sessions.staff import Roster
from ui.chairside.flag_words import answer_words, course_words, waiting_words
from ui.theme import GRID_PX
from ui.widgets.elided import FoldingLabel
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import NO_BREAK, show, with_units

MARK_PX, ANSWER_PX = 20, 84


class FlagRow(QFrame):
    """Click or Enter on the row goes to the entry that raised the flag. Only an unanswered critical one pulses.

    Not answered in time, it has a frame and says so in reverse. One that has ended is muted.
    """

    chosen = Signal(object)  # EntryId
    answering = Signal(object)  # Flag

    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel(px=MARK_PX)
        self.waiting_label = label("", "waiting")
        self.head_label = label("", "flag-head")
        self.course_label = label("", "small-on-fill")
        self.rest_label = FoldingLabel("small-on-fill")
        self.answer_label = FoldingLabel("small-on-fill")
        self.answer_button = button("Answer", "answer")
        self.flag: Flag | None = None
        self._arrange()
        self.answer_button.clicked.connect(lambda: self.answering.emit(self.flag))

    def display(self, flag: Flag, snapshot: Snapshot, roster: Roster, key: str = "", *, is_brief: bool = False) -> None:
        """`key` is shown on the button of the flag that it answers. In brief the sentence has one line, and what was
        answered before it asked anew is left out; a symptom and a recheck are never cut off."""
        self.flag = flag
        is_brief = is_brief and not (flag.said.symptoms or flag.said.again_by)  # which stand last in the sentence
        self.rest_label.fold(on=is_brief)
        self.answer_label.fold(on=is_brief)
        set_look(self, _look(flag, is_lit=bool(snapshot.now.second % 2)))
        set_look(self.answer_button, "answer-wanted" if flag.wants_answer and flag.is_open else "answer")
        self.mark.display(Mark.of(flag.severity))
        self._say(self.waiting_label, waiting_words(flag, snapshot))
        head, _, rest = flag.sentence.partition(": ")
        show(self.head_label, head)
        self._say(self.rest_label, with_units(rest))
        show(self.course_label, f"{flag.severity.word} · {course_words(flag, snapshot)}")
        is_left_out = is_brief and flag.wants_answer
        self._say(self.answer_label, "" if is_left_out else answer_words(flag, snapshot.chart, roster))
        word = "Add" if flag.responses and not flag.wants_answer else "Answer"
        show(self.answer_button, f"{word}\n{key}" if key else word)
        name = f"{flag.severity.word}: {flag.sentence}"
        if self.accessibleName() != name:
            self.setAccessibleName(name)
            self.answer_button.setAccessibleName(f"{word}: {flag.sentence}")
        self.setCursor(Qt.CursorShape.PointingHandCursor if flag.entry else Qt.CursorShape.ArrowCursor)

    @property
    def sentence(self) -> str:
        """All of it: what stands in front of the colon is large."""
        parts = (part.text().replace(NO_BREAK, " ") for part in (self.head_label, self.rest_label))
        return ": ".join(filter(None, parts))

    def permit(self, objection: str | None) -> None:
        if self.answer_button.toolTip() != (objection or ""):
            self.answer_button.setToolTip(objection or "")
        self.answer_button.setEnabled(objection is None)

    def _say(self, line: QLabel | FoldingLabel, text: str) -> None:
        if isinstance(line, FoldingLabel):
            line.display(text)
        else:
            show(line, text)
        line.setVisible(bool(text))

    def _choose(self) -> None:
        if self.flag and self.flag.entry:
            self.chosen.emit(self.flag.entry)

    def _arrange(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.answer_button.setFixedWidth(ANSWER_PX)
        for widget in (self.head_label, self.course_label):
            widget.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, GRID_PX, GRID_PX, GRID_PX)
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.waiting_label, 0, 0, 1, 3)
        grid.addWidget(self.mark, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.head_label, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.answer_button, 1, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.course_label, 2, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.rest_label, 3, 0, 1, 3)
        grid.addWidget(self.answer_label, 4, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)


def _look(flag: Flag, *, is_lit: bool) -> str:
    if not flag.is_open:
        return "ended"
    word = f"{flag.concern.word}-late" if flag.is_escalated else flag.severity.word
    pulses = flag.concern is Severity.CRITICAL and flag.wants_answer
    return f"{word}-lit" if pulses and is_lit else word
