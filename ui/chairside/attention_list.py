"""What needs attention now, the most urgent first, what was left unanswered, and what has ended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.answering import left_unanswered, most_urgent_first, next_to_answer
from monitor.flags import Flag
from monitor.guards import answering_objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.staff import Roster
from ui.chairside.flag_row import FlagRow
from ui.chairside.flag_rows import FlagRows
from ui.chairside.flag_words import NOTHING, quiet_text
from ui.theme import GRID_PX
from ui.widgets.answer_key import ANSWER_KEY
from ui.widgets.content_scroll import ContentScroll
from ui.widgets.focus import in_reading_order
from ui.widgets.looks import button, label
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show

LEAST_PX, USUAL_PX = 56, 136


class AttentionList(QWidget):
    """An answer is asked for by the row's button. What has ended and wants nothing is folded away."""

    answering = Signal(object)  # Flag
    entry_chosen = Signal(object)  # EntryId

    def __init__(self) -> None:
        super().__init__()
        self.count_label = label("", "strong")
        self.below_label = label("", "muted")
        self.quiet_mark = MarkLabel()
        self.quiet_label = label("", "")
        self.ended_button = button("", "fold")
        self._waiting, self._ended = FlagRows(), FlagRows()
        self._scroll = ContentScroll(LEAST_PX, USUAL_PX)
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._arrange()
        self._connect()

    @property
    def rows(self) -> list[FlagRow]:
        """The flags that are open, and below them those that ended without an answer."""
        return self._waiting.rows

    @property
    def ended_rows(self) -> list[FlagRow]:
        return self._ended.rows

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        left = left_unanswered(snapshot)
        waiting = (*most_urgent_first(snapshot), *left)
        over = [flag for flag in snapshot.ended if not flag.wants_answer]
        self._waiting.display(waiting, snapshot, self._roster, next_to_answer(snapshot), ANSWER_KEY)
        self._display_over(over, snapshot)
        unanswered = sum(flag.wants_answer for flag in waiting)
        show(self.count_label, f"{unanswered} unanswered" if unanswered else "")
        self._say_quiet("" if waiting else quiet_text(snapshot))
        self._permit()
        self._say_below()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def display_roster(self, roster: Roster) -> None:
        self._roster = roster
        if self._shown:
            self.display(self._shown)

    def _display_over(self, over: Sequence[Flag], snapshot: Snapshot) -> None:
        is_open = self.ended_button.isChecked()
        have = "1 flag has ended" if len(over) == 1 else f"{len(over)} flags have ended"
        show(self.ended_button, f"{have} · {'hide' if is_open else 'show'}")
        self.ended_button.setVisible(bool(over))
        self._ended.display(over if is_open else (), snapshot, self._roster)

    def _permit(self) -> None:
        if self._shown is None:
            return
        why: str | None = "Sign in first."
        if self._staff:
            why = answering_objection(self._shown.chart, self._staff, self._shown.now)
        self._waiting.permit(why)
        self._ended.permit(why)

    def _fold(self) -> None:
        if self._shown:
            self.display(self._shown)

    def _say_below(self) -> None:
        """How many flags there is no room for. They come after all that are in view, and are never worse."""
        foot = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height()
        out_of_view = [row for row in self.rows if not row.isHidden() and row.geometry().center().y() >= foot]
        show(self.below_label, f"{len(out_of_view)} below" if out_of_view else "")

    def _say_quiet(self, text: str) -> None:
        if self.quiet_label.text() != text:
            self.quiet_label.setText(text)
            self.quiet_mark.display(Mark.MET if text == NOTHING else Mark.NONE)
        self.quiet_label.setVisible(bool(text))
        self.quiet_mark.setVisible(text == NOTHING)

    def _connect(self) -> None:
        for rows in (self._waiting, self._ended):
            rows.answering.connect(self.answering)
            rows.entry_chosen.connect(self.entry_chosen)
        self.ended_button.toggled.connect(self._fold)
        self._scroll.moved.connect(self._say_below)

    def _arrange(self) -> None:
        self.ended_button.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(GRID_PX)
        head.addWidget(label("Needs attention", "heading"))
        head.addWidget(self.count_label, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        head.addWidget(self.below_label, 0, Qt.AlignmentFlag.AlignVCenter)
        quiet = QHBoxLayout()
        quiet.setSpacing(GRID_PX)
        quiet.addWidget(self.quiet_mark)
        quiet.addWidget(self.quiet_label, 1)
        self.quiet_label.setWordWrap(True)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, GRID_PX // 2, 0)
        inside.setSpacing(GRID_PX // 2)
        for widget in (self._waiting, self.ended_button, self._ended):
            inside.addWidget(widget)
        inside.addStretch()
        in_reading_order(self._waiting, self.ended_button, self._ended)
        self._scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addLayout(quiet)
        column.addWidget(self._scroll, 1)
