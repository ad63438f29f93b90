"""The flags that are open or unanswered while somebody signs: they stand beside the signature that is over them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.answering import left_unanswered
from monitor.flags import Flag
from monitor.snapshot import Snapshot
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show


class OpenFlags(QWidget):
    """Those that want an answer stand first. They keep nobody from signing."""

    def __init__(self) -> None:
        super().__init__()
        self.none_label = label("No open flags", "muted")
        self.unanswered = FlagGroup("unanswered")
        self.others = FlagGroup("other open")
        self.ended = FlagGroup("ended and unanswered")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.none_label, self.unanswered, self.others, self.ended):
            column.addWidget(part)

    def display(self, snapshot: Snapshot) -> None:
        ended = left_unanswered(snapshot)
        self.none_label.setVisible(not snapshot.flags and not ended)
        self.unanswered.display([flag for flag in snapshot.flags if flag.wants_answer])
        self.others.display([flag for flag in snapshot.flags if not flag.wants_answer])
        worst = max((flag.asks.severity for flag in snapshot.flags if flag.wants_answer), default=None)
        self.ended.display(ended)
        set_look(self.unanswered.title_label, f"word-{worst.word}" if worst else "muted")


class FlagGroup(QWidget):
    """How many there are, and the sentence of each. Hidden when there is none."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.title_label = label("", "muted")
        self.rows: list[FlagLine] = []
        self._kind = kind
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title_label)
        column.addLayout(self._list)

    def display(self, flags: Sequence[Flag]) -> None:
        noun = "flag" if len(flags) == 1 else "flags"
        show(self.title_label, f"The signature is over {len(flags)} {self._kind} {noun}")
        while len(self.rows) < len(flags):
            self.rows.append(FlagLine())
            self._list.addWidget(self.rows[-1])
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(flags))
            if number < len(flags):
                row.display(flags[number])
        self.setVisible(bool(flags))

    @property
    def texts(self) -> list[str]:
        return [row.sentence_label.text() for row in self.rows if not row.isHidden()]


class FlagLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel()
        self.sentence_label = label("")
        self.sentence_label.setWordWrap(True)
        self.sentence_label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence_label, 1)

    def display(self, flag: Flag) -> None:
        self.mark.display(Mark.of(flag.asks.severity))
        show(self.sentence_label, f"{flag.asks.severity.word}: {flag.asks.sentence}")
