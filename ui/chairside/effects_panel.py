"""Effects by two taps: which, and how bad. What is going on stands on top."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from monitor.chart import Chart
from monitor.course import EffectCourse
from monitor.effects import COMMON, OTHER, effect
from monitor.events import NoEffectsSeen, SessionEvent
from monitor.guards import objection
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from ui.chairside.effect_search import EffectSearch
from ui.chairside.severity_bar import DOTS, SeverityBar
from ui.theme import GRID_PX
from ui.widgets.focus import holds_focus, in_reading_order
from ui.widgets.looks import button, label
from ui.widgets.notice import Notice

COLUMNS = 2


class EffectsPanel(QWidget):
    submitted = Signal(object)  # Writing
    edited = Signal(str)  # what the effect "other" is, for the draft
    left = Signal()  # kept or closed with the keyboard in it

    def __init__(self) -> None:
        super().__init__()
        self.looked_label = label("", "muted")
        self.none_button = button("None observed")
        self.open_buttons: list[QPushButton] = []
        self.common_buttons = {code: button(_short(code), "choice") for code in COMMON}
        self.other_button = button("Other…", "choice")
        self.all_button = button("All effects…", "choice")
        self.severity_bar = SeverityBar(self)
        self.notice = Notice()
        self._open_courses: list[EffectCourse] = []
        self._open_rows = QGridLayout()
        for number in range(COLUMNS):
            self._open_rows.setColumnStretch(number, 1)
        self._grid = QGridLayout()
        self._column = QVBoxLayout()
        self._found = QVBoxLayout()
        self._scroll = QScrollArea()
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent: Writing | None = None
        self._arrange()
        self._connect()

    @cached_property
    def search(self) -> EffectSearch:
        """The whole vocabulary, built when first asked for."""
        search = EffectSearch()
        search.hide()
        search.chosen.connect(self._ask_found)
        search.closed.connect(self._close_bar)
        self._found.addWidget(search, 1)
        in_reading_order(self.all_button, search.search_field, search.back_button, search.list)
        return search

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        looked = snapshot.chart.looked_at
        _say(
            self.looked_label,
            f"last asked {snapshot.chart.t_text(max(looked))}" if looked else "not asked yet",
        )
        self._show_open(snapshot.chart)
        self._permit()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def restore(self, text: str) -> None:
        """Put back what the effect "other" was said to be, with the question how bad it is."""
        if text and not self.severity_bar.note_field.text():
            blocked = self.severity_bar.blockSignals(True)
            self.severity_bar.note_field.setText(text)
            self.severity_bar.blockSignals(blocked)
            self._ask_common(OTHER, len(COMMON))
            self.set_aside()

    def set_aside(self) -> None:
        """A tap belongs to the moment in which it was done. What "other" was said to be stays, and says it was left."""
        bar = self.severity_bar
        bar.set_aside()
        if bar.isHidden() or not (bar.takes_words and bar.note):
            self._close_bar()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.clear()
            if self.severity_bar.code == OTHER:
                self.severity_bar.note_field.clear()
            self._close_bar()
            self._leave()  # also where "none observed" was tapped, and no bar was open

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence, Severity.CAUTION)

    def _submit(self, event: SessionEvent) -> None:
        if self._shown:
            self._sent = Writing(self._shown.chart.session, (event,))
            self.submitted.emit(self._sent)

    def _permit(self) -> None:
        if self._shown is None:
            return
        why: str | None = "Sign in first."
        if self._staff:
            now = self._shown.now
            why = objection(self._shown.chart, NoEffectsSeen(), self._staff, now, now)
        self.none_button.setEnabled(why is None)
        if self.none_button.toolTip() != (why or ""):
            self.none_button.setToolTip(why or "")
        for one in (*self.common_buttons.values(), self.other_button, self.all_button, *self.open_buttons):
            one.setEnabled(self._staff is not None and self._shown.chart.is_open)
        self.severity_bar.display(self._shown, self._staff)

    def _show_open(self, chart: Chart) -> None:
        """Rows are reused: the first that is free shows the first effect that is going on."""
        self._open_courses = [course for course in chart.effects if course.is_open]
        while len(self.open_buttons) < len(self._open_courses):
            row, number = button("", "effect-row"), len(self.open_buttons)
            row.clicked.connect(lambda _=False, number=number: self._ask_open(number))
            row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long name widens no column
            self._open_rows.addWidget(row, 2 * (number // COLUMNS), number % COLUMNS)
            in_reading_order(self.open_buttons[-1] if self.open_buttons else self.none_button, row)
            self.open_buttons.append(row)
        for number, row in enumerate(self.open_buttons):
            if number < len(self._open_courses):
                course = self._open_courses[number]
                _say(row, f"{DOTS[course.grade]} {_said(chart, course)}")
                row.setToolTip(row.text())
            row.setVisible(number < len(self._open_courses))

    def _ask_open(self, number: int) -> None:
        course = self._open_courses[number]
        self._put_bar(self._open_rows, number, self.open_buttons)
        self._ask(course.code, course.note)

    def _ask_common(self, code: str, number: int) -> None:
        self._put_bar(self._grid, number, [*self.common_buttons.values(), self.other_button, self.all_button])
        self._ask(code)

    def _ask_found(self, code: str) -> None:
        self._found.addWidget(self.severity_bar)
        in_reading_order(self.search.list, *self._bar_stops)
        self._ask(code)

    @property
    def _bar_stops(self) -> tuple[QWidget, ...]:
        bar = self.severity_bar
        return bar.note_field, *bar.grade_buttons.values(), bar.ended_button

    def _put_bar(self, grid: QGridLayout, number: int, buttons: list[QPushButton]) -> None:
        """Below the row of that button, for the eye and for Tab."""
        row = number // COLUMNS
        grid.addWidget(self.severity_bar, 2 * row + 1, 0, 1, COLUMNS)
        in_reading_order(buttons[: COLUMNS * (row + 1)][-1], *self._bar_stops)

    def _ask(self, code: str, note: str = "") -> None:
        self.notice.clear()
        course = next((c for c in self._open_courses if c.code == code and (code != OTHER or c.note == note)), None)
        self.severity_bar.ask(code, note, is_open=course is not None)
        self._show_bar()

    def _show_bar(self) -> None:
        if not self.severity_bar.isHidden():
            self._scroll.ensureWidgetVisible(self.severity_bar)

    def _leave(self) -> None:
        if holds_focus(self):
            self.left.emit()

    def _close_bar(self) -> None:
        self._leave()
        self.severity_bar.hide()
        if "search" in self.__dict__:
            self.search.clear()
            self.search.hide()
        self._scroll.show()

    def _open_search(self) -> None:
        self.severity_bar.hide()
        self._scroll.hide()
        self.search.show()
        self.search.search_field.setFocus()

    def _connect(self) -> None:
        for number, (code, one) in enumerate(self.common_buttons.items()):
            one.clicked.connect(lambda _=False, code=code, number=number: self._ask_common(code, number))
        self.other_button.clicked.connect(lambda: self._ask_common(OTHER, len(COMMON)))
        self.all_button.clicked.connect(self._open_search)
        self.none_button.clicked.connect(lambda: self._submit(NoEffectsSeen()))
        self.severity_bar.chosen.connect(self._submit)
        self.severity_bar.closed.connect(self._close_bar)
        self.severity_bar.edited.connect(self.edited)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_bar)  # laid out, or given less room

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Effects", "heading"))
        head.addWidget(self.looked_label, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.none_button)
        for grid in (self._open_rows, self._grid):
            grid.setSpacing(GRID_PX // 2)
            for number in range(COLUMNS):
                grid.setColumnStretch(number, 1)
        for number, one in enumerate((*self.common_buttons.values(), self.other_button, self.all_button)):
            self._grid.addWidget(one, 2 * (number // COLUMNS), number % COLUMNS)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, GRID_PX // 2, 0)
        self._column.setSpacing(GRID_PX)
        self._column.addWidget(self.notice)
        self._column.addLayout(self._open_rows)
        self._column.addLayout(self._grid)
        self._column.addStretch()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(1)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._found, 0)


def _short(code: str) -> str:
    """The first of an effect's names, for a small button."""
    return effect(code).label.split(" / ")[0]


def _said(chart: Chart, course: EffectCourse) -> str:
    name = course.note if course.code == OTHER else _short(course.code)
    return f"{name}\n{course.grade.word}, since {chart.t_text(course.onset)}"


def _say(widget: QLabel | QPushButton, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
