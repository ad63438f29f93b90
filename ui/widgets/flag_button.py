"""How many flags the patient has, in the banner of every page of a session: a touch asks what was done."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from monitor.snapshot import Snapshot
from ui.theme import GRID_PX, TOUCH_PX
from ui.widgets.flag_count import flag_count
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show


class FlagButton(QPushButton):
    """Shape, colour and words. Hidden while no flag is open and none is left unanswered."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = MarkLabel()
        self.words_label = label("", "small-strong")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, 0, GRID_PX, 0)
        row.setSpacing(GRID_PX // 2)
        for part in (self.mark, self.words_label):
            row.addWidget(part)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def display(self, snapshot: Snapshot) -> None:
        count = flag_count(snapshot)
        self.setVisible(count.severity is not None)
        if count.severity is None:
            return
        if self.mark.mark is not Mark.of(count.severity):
            self.mark.display(Mark.of(count.severity))
        show(self.words_label, count.words)
        set_look(self, f"flags-{count.severity.word}")
        if self.accessibleName() != f"Flags: {count.words}":
            self.setAccessibleName(f"Flags: {count.words}")
        every = "\n".join(f"{flag.severity.word}: {flag.sentence}" for flag in snapshot.flags)
        if self.toolTip() != every:
            self.setToolTip(every)

    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), TOUCH_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
