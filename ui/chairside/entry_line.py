"""The typed line: vital signs and effects in one go, from any digit key to Enter."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from monitor.dictation import Misread
from monitor.events import SessionEvent
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Doubt
from sessions.requests import Request, Writing
from ui.chairside.doubts import doubts_in, question_of, with_confirmed
from ui.chairside.line_reading import LineReading, read
from ui.theme import GRID_PX
from ui.widgets.enter_presses import takes_enter
from ui.widgets.held_enter import HeldEnter
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice

HELP_KEY, OFFER_KEY = "F1", "F2"
HINT = f"Enter keeps\n{HELP_KEY} help"
LEFT = "left half-typed:\ncheck it, or\nEsc clears"
STATE_PX, ENTRY_PX = 104, 56


class EntryLine(QWidget):
    """Enter keeps. What is not understood or not kept stays in the line.

    `below` is what is said about the line. It drops down only when there is something to say, and may be laid over
    what stands beneath the line, so that nothing on the page moves while somebody types.
    """

    submitted = Signal(object)  # Writing
    edited = Signal(str)  # the text, for the draft
    escaped = Signal()  # Esc, with nothing here for it to take back

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.state_label = label(HINT, "muted")
        self.below = QFrame()
        self.reading = LineReading()
        self.notice = Notice()
        self.offer_button = button("")
        self._shown: Snapshot | None = None
        self._helps = False
        self._offer = ""
        self._asked: tuple[Doubt, ...] = ()
        self._sent: Writing | None = None
        self._is_left = False  # what stands in the line was left half-typed, and nobody touched it since
        self._arrange()
        self.line.textChanged.connect(self._follow)
        self.line.returnPressed.connect(self._submit)
        HeldEnter(self, self.line)
        takes_enter(self)
        self.line.installEventFilter(self)
        self.offer_button.clicked.connect(self._take_offer)
        self._connect_keys()

    def display(self, snapshot: Snapshot) -> None:
        """The line belongs to the first session shown; the text is read as of this moment."""
        self._shown = snapshot
        if self._says_something:
            self.reading.display(self.line.text(), snapshot)

    def restore(self, text: str) -> None:
        """Put back what was half-typed, unless something is being typed already."""
        if text and not self.line.text():
            blocked = self.blockSignals(True)
            self.line.setText(text)
            self.blockSignals(blocked)
            self.set_aside()

    def set_aside(self) -> None:
        """What stands here was left half-typed: whoever comes next did not type it, and was asked nothing about it."""
        if not self.line.text():
            return
        self._asked = ()
        self.notice.clear()
        set_look(self.line, "entry")
        if not self.isHidden():
            self._drop()
        self._is_left = True
        self.line.selectAll()  # what is typed next takes its place, and is never added to another person's digits
        if self._sent is None:
            self._say_state(LEFT)

    def show_line(self, *, on: bool) -> None:
        """The line and what lies below it, wherever that was laid."""
        self.setVisible(on)
        if on:
            self._drop()
        else:
            self.below.hide()

    def type_key(self, text: str) -> None:
        """A key pressed elsewhere on the page is typed here, after what is there."""
        if self._sent is None:
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self._is_left:
                self.line.selectAll()
            else:
                self.line.end(False)
            self.line.insert(text)

    def confirm(self, request: Request) -> None:
        """Empty the line if this is its own request, now kept."""
        if request is not self._sent:
            return
        at = self._sent.at
        self._release()
        self.line.clear()
        if self._shown:
            self.state_label.setText(f"kept {self._shown.chart.time_text(at or self._shown.now)} ✓")
            set_look(self.state_label, "met")

    def refuse(self, request: Request, sentence: str) -> None:
        """Not kept: the text stays, and why it was refused stands beneath."""
        if request is self._sent:
            self._release()
            self._say(sentence, Severity.CAUTION)

    def _follow(self, text: str) -> None:
        """Whatever was asked or said belonged to the line as it was before this key."""
        self._asked = ()
        self._is_left = False
        self.notice.clear()
        self._show_offer("")
        set_look(self.line, "entry")
        if text:
            self._say_state(HINT)
        self._drop()
        found = read(text, self._shown) if self._shown and text.strip() else None
        if isinstance(found, Misread) and found.offer:
            self._show_offer(found.offer)
        self.edited.emit(text)

    def _submit(self) -> None:
        if self._shown is None or self._sent is not None:
            return
        found = read(self.line.text(), self._shown)
        if isinstance(found, Misread):
            self._say(found.sentence, Severity.CAUTION)
            self._select(found)
            return
        doubts = doubts_in(found.events, self._shown, found.happened_at)
        if not set(doubts) <= set(self._asked):
            self._asked = doubts
            self._say(question_of(doubts), Severity.CAUTION)
            return
        self._send(with_confirmed(found.events, doubts), found.happened_at)

    def _send(self, events: Sequence[SessionEvent], at: datetime | None) -> None:
        assert self._shown is not None
        self._sent = Writing(self._shown.chart.session, tuple(events), at)
        self.line.setReadOnly(True)
        self.notice.clear()
        self._drop()
        self._say_state("keeping…")
        self.submitted.emit(self._sent)

    def _release(self) -> None:
        self._sent = None
        self._asked = ()
        self.line.setReadOnly(False)
        self._say_state(LEFT if self._is_left else HINT)

    def _say(self, sentence: str, severity: Severity) -> None:
        self.notice.say(sentence, severity)
        self._drop()

    def _drop(self) -> None:
        """A question or refusal stands in the place of the reading. What is out of sight is left as it was."""
        if self._says_something:
            self.reading.display(self.line.text(), self._shown)
            self.reading.setVisible(not self.notice.text)
        self.below.setVisible(self._says_something)

    @property
    def _says_something(self) -> bool:
        return bool(self.line.text().strip() or self.notice.text or self._helps)

    def _toggle_help(self) -> None:
        self._helps = not self._helps
        self.reading.show_help(on=self._helps)
        self._drop()

    def _say_state(self, text: str) -> None:
        self.state_label.setText(text)
        set_look(self.state_label, "muted")

    def _select(self, misread: Misread) -> None:
        """Mark the word that was not understood, or nothing where the whole line is meant."""
        if misread.word:
            length = len(misread.word.encode("utf-16-le", "surrogatepass")) // 2  # as Qt counts, an emoji as two
            self.line.setSelection(misread.start, length)
        set_look(self.line, "entry-wrong")

    def _show_offer(self, offer: str) -> None:
        self._offer = offer
        self.offer_button.setText(f"Use {_changed_word(self.line.text(), offer)}  {OFFER_KEY}" if offer else "")
        self.offer_button.setVisible(bool(offer))

    def _take_offer(self) -> None:
        if self._offer:
            self.line.setText(self._offer)
            self.line.setFocus()

    def _go_back(self) -> None:
        """Answer the question with no: the line is as it was, to be mended. What was left half-typed is cleared."""
        if self._sent is None and self.notice.text:
            self._asked = ()
            self._say("", Severity.CAUTION)
            set_look(self.line, "entry")
            self.line.deselect()
            self.line.end(False)
            self.line.setFocus()
        elif self._is_left:
            self.line.clear()
            self._say_state(HINT)
        elif self._sent is None:
            self.escaped.emit()

    def _connect_keys(self) -> None:
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._go_back)
        QShortcut(QKeySequence(HELP_KEY), self).activated.connect(self._toggle_help)
        offer = QShortcut(QKeySequence(OFFER_KEY), self)
        offer.activated.connect(self._take_offer)

    def _arrange(self) -> None:
        set_look(self.line, "entry")
        self.line.setPlaceholderText("BP HR SpO2, as in 142/88 76 97")
        self.line.setAccessibleName("Entry line")
        self.offer_button.hide()
        self.setFocusProxy(self.line)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID_PX)
        top.addWidget(self.line, 1)
        top.addWidget(self.offer_button)
        self.state_label.setFixedSize(STATE_PX, ENTRY_PX)  # another word must not lay the whole page out anew
        top.addWidget(self.state_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addWidget(self.below)
        set_look(self.below, "drop")
        dropped = QVBoxLayout(self.below)
        dropped.setContentsMargins(12, GRID_PX, 12, GRID_PX)
        dropped.addWidget(self.reading)
        dropped.addWidget(self.notice)
        self.below.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was left is selected again whenever the keyboard comes: Qt deselects it when it goes."""
        if event.type() == QEvent.Type.FocusIn and self._is_left:
            self.line.selectAll()
        return False


def _changed_word(line: str, offer: str) -> str:
    """The word of the offer that differs from the line."""
    return next((new for new, old in zip(offer.split(), line.split(), strict=False) if new != old), offer)
