"""The second tap: how bad an effect is, or that it has ended."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from monitor.effects import OTHER, Grade, effect
from monitor.events import EffectEnded, EffectSeen
from monitor.guards import objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from ui.chairside.left_text import LeftText
from ui.theme import GRID_PX
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice

DOTS = {Grade.MILD: "●○○", Grade.MODERATE: "●●○", Grade.SEVERE: "●●●"}


class SeverityBar(QFrame):
    """Belongs to the effect it was asked about. Esc closes it."""

    chosen = Signal(object)  # EffectSeen or EffectEnded
    closed = Signal()
    edited = Signal(str)  # what the effect "other" is, for the draft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = label("", "strong")
        self.note_field = QLineEdit()
        self.notice = Notice()
        self.grade_buttons = {grade: button(f"{DOTS[grade]}\n{grade.word}", "grade") for grade in Grade}
        self.ended_button = button("✓\nended", "grade")
        self.code = ""
        self._note = ""
        self._left_text = LeftText(self.notice)  # the words in the field
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._arrange()
        self._connect()

    def ask(self, code: str, note: str = "", *, is_open: bool = False) -> None:
        """Ask about this effect; one that is going on can also have ended."""
        self.code, self._note = code, note
        name = note or effect(code).label
        advice = effect(code).advice
        self.title_label.setText(f"{name} ({advice})" if advice else name)
        self.note_field.setVisible(self.takes_words)
        self.ended_button.setVisible(is_open)
        self._say_left()
        self._permit()
        self.show()
        if self.note_field.isVisible():
            self.note_field.setFocus()
        else:
            self.grade_buttons[Grade.MILD].setFocus()

    def display(self, snapshot: Snapshot, staff: Staff | None) -> None:
        self._shown, self._staff = snapshot, staff
        if self.isVisible():
            self._permit()

    def set_aside(self) -> None:
        """Whoever comes next did not say what the effect is."""
        self._left_text.set_aside(is_filled=bool(self.note_field.text().strip()))
        self._say_left()

    @property
    def takes_words(self) -> bool:
        """Whether what the effect is stands in the field."""
        return self.code == OTHER and not self._note

    @property
    def note(self) -> str:
        return self._note or (self.note_field.text().strip() if self.takes_words else "")

    def _permit(self) -> None:
        """A severity that may not be charted says why."""
        if not self.code:
            return
        for grade, one in self.grade_buttons.items():
            why = self._objection(EffectSeen(self.code, grade, self.note))
            one.setEnabled(why is None)
            one.setToolTip(why or "")

    def _objection(self, event: EffectSeen) -> str | None:
        if self._shown is None or self._staff is None:
            return "Sign in first."
        now = self._shown.now
        return objection(self._shown.chart, event, self._staff, now, now)

    def _say_left(self) -> None:
        self._left_text.close()
        if self.takes_words:
            self._left_text.open()

    def _choose(self, grade: Grade) -> None:
        if not self.takes_words or self._left_text.may_keep():
            self.chosen.emit(EffectSeen(self.code, grade, self.note))

    def _connect(self) -> None:
        for grade, one in self.grade_buttons.items():
            one.clicked.connect(lambda _=False, grade=grade: self._choose(grade))
        self.ended_button.clicked.connect(lambda: self.chosen.emit(EffectEnded(self.code, self.note)))
        self.note_field.textChanged.connect(self._left_text.take_over)
        self.note_field.textChanged.connect(self._permit)
        self.note_field.textChanged.connect(self.edited)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def _arrange(self) -> None:
        set_look(self, "raised")
        self.title_label.setWordWrap(True)
        self.note_field.setPlaceholderText("What is it?")
        self.note_field.setAccessibleName("What the effect is")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX // 2)
        for one in (*self.grade_buttons.values(), self.ended_button):
            buttons.addWidget(one, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(self.title_label)
        column.addWidget(self.note_field)
        column.addWidget(self.notice)
        column.addLayout(buttons)
        self.hide()
