"""A small form that opens in its place on the page, never as a dialog. Esc closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from monitor.limits import Severity
from ui.chairside.left_text import LeftText
from ui.theme import GRID_PX
from ui.widgets.draft import Draft
from ui.widgets.focus import holds_focus, in_reading_order
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice

TITLE_PX = 40
"""Room for two lines: a wrapped label does not ask for it by itself."""

OPEN = "open"


class InlinePanel(QFrame):
    """Title, whatever is put into it, a notice, and two buttons: keep and back.

    What somebody else may have left in it says so whenever it is opened, and is asked about before it is kept.
    """

    edited = Signal(str)  # what is filled in, for the draft; "" when nothing is
    kept = Signal()  # the keep button was pressed
    opened = Signal()  # and about to be shown: whatever makes way for it does so before the page would grow
    left = Signal()  # about to be hidden with the keyboard in it, before Qt gives it away to just anything
    closed = Signal()  # Esc or Back, or its entry was kept

    def __init__(self, title: str = "", keep: str = "Keep") -> None:
        super().__init__()
        self.title_label = label(title, "strong")
        self.title_label.setWordWrap(True)
        self.title_label.setMinimumHeight(TITLE_PX)
        self.title_label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.keep_button = button(keep, "primary")
        self.back_button = button("Back  Esc")
        self.notice = Notice()
        self._draft = Draft(self)
        self._left_text = LeftText(self.notice)
        self._first: QWidget = self.keep_button  # where the keyboard begins; a proxy would hide what stands above it
        self._body = QVBoxLayout()
        self._arrange()
        self._draft.edited.connect(self.edited)
        self._draft.touched.connect(self._left_text.take_over)
        self.keep_button.clicked.connect(self._press_keep)
        self.back_button.clicked.connect(self.close_panel)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_panel)
        self.hide()

    def put(self, widget: QWidget) -> None:
        """Add this below what is there."""
        self._body.addWidget(widget)

    def row(self, *widgets: QWidget) -> None:
        """Add these side by side, below what is there."""
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        for widget in widgets:
            line.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
        self._body.addLayout(line)

    def tab_through(self, first: QWidget, *widgets: QWidget) -> None:
        """Tab goes through these as they are seen, and then to the buttons."""
        in_reading_order(first, *widgets, self.keep_button, self.back_button)

    def be_about(self, **named: str) -> None:
        """What is filled in now belongs to this, and half-filled is kept together with it."""
        self._draft.about |= named

    def open_panel(self) -> None:
        self.opened.emit()
        self.show()
        self._draft.about[OPEN] = "yes"
        self._draft.follow()
        self._left_text.open()
        self._first.setFocus()

    def close_panel(self) -> None:
        if not self.isHidden() and holds_focus(self):
            self.left.emit()
        self.hide()
        self._left_text.close()
        self._draft.about.pop(OPEN, None)
        self._draft.follow()
        self.closed.emit()

    def restore(self, text: str) -> None:
        """Put back what was left half-typed, unless something is being typed already. What was open is open again."""
        if self._draft.restore(text):
            if OPEN in self._draft.about:
                self.open_panel()
            self.set_aside()

    def set_aside(self) -> None:
        """Whoever comes next did not type what stands here, be it in view or put away."""
        self._left_text.set_aside(is_filled=bool(self._draft.text))
        if not self.isHidden():
            self._left_text.open()

    def empty(self) -> None:
        """What stood here was kept, or belongs to something else."""
        self._left_text.take_over()
        self._draft.empty()

    def allow(self, objection: str | None) -> None:
        """The keep button is there while nothing speaks against it; otherwise it says what does."""
        self.keep_button.setEnabled(objection is None)
        self.keep_button.setToolTip(objection or "")

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Severity.CAUTION)

    def _press_keep(self) -> None:
        if self._left_text.may_keep():
            self.kept.emit()

    def _arrange(self) -> None:
        set_look(self, "raised")
        self._body.setSpacing(GRID_PX)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self.keep_button, 1)
        buttons.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(self.title_label)
        column.addLayout(self._body)
        column.addWidget(self.notice)
        column.addLayout(buttons)
