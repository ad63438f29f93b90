"""What was done about one flag: a digit and Enter, a tap, or other words, kept for the flag that was on the screen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from monitor.answering import asked_together, same_flag
from monitor.events import FlagAnswered, SessionEvent, SymptomsChecked
from monitor.flags import Flag
from monitor.guards import objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from sessions.staff import Roster
from ui.chairside.answer_fields import AnswerFields
from ui.chairside.flag_words import course_words
from ui.chairside.inline_panel import InlinePanel
from ui.theme import GRID_PX
from ui.widgets.draft import fields_of
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.own_keys import OwnKeys
from ui.widgets.texts import show

SAID = "…"
"""Stands for an answer not given yet, to ask whether there may be one."""

PAGE_KEYS = "0123456789-"
"""With the minus that begins a time: the page takes them for the entry line, but not while the keyboard is in here."""


class AnswerPanel(InlinePanel):
    """Belongs to the flag it was opened for, and shows how that is now. A tapped answer is kept at once.

    While the keyboard is in here, a digit chooses an answer, Enter keeps it, and a letter begins other words; in a
    field they are text. What is typed and is no answer is a set for the entry line.
    """

    submitted = Signal(object)  # Writing
    spilled = Signal(str)  # keys that belong into the entry line

    def __init__(self) -> None:
        super().__init__("", "Keep answer")
        self.mark = MarkLabel(px=20)
        self.course_label = label("", "muted")
        self.fields = AnswerFields(self.keep_button)
        self.flag: Flag | None = None
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent: Writing | None = None
        self._first = self
        self._lay_out()
        self._connect()

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        if self.flag and not self.isHidden():
            now = same_flag(self.flag, snapshot) or self.flag
            if now.worst != self.flag.worst:
                head = now.sentence.partition(":")[0]  # all of it stands in the title
                self.notice.say(f"This has changed since you opened it: {head}", now.severity)
            self._be_about(now, snapshot)
            self._permit()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def display_roster(self, roster: Roster) -> None:
        self.fields.told.display_roster(roster)

    def open(self, flag: Flag) -> None:
        """Ask what was done about this flag. An answer typed for another one is not taken over."""
        if self._shown is None:
            return
        if self.flag is None or _about(flag) != _about(self.flag):
            self.empty()
        elif self.isHidden():
            self.fields.forget_taps()
        else:
            self.fields.forget_keys()
        self._be_about(flag, self._shown)
        self.open_panel()
        self._permit()

    def restore(self, text: str) -> None:
        """A half-typed answer goes to the flag it was typed for, and to no other."""
        left = fields_of(text)
        shown = self._shown
        for flag in (*shown.flags, *shown.ended) if shown and self.flag is None else ():
            about = _about(flag)
            if shown and {name: left.get(name) for name in about} == about:
                self._be_about(flag, shown)
                super().restore(text)
                self._permit()

    def set_aside(self) -> None:
        self.fields.forget_taps()
        self._permit()
        super().set_aside()

    def empty(self) -> None:
        super().empty()
        self.fields.forget_taps()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            self.empty()
            self.flag = None
            self.close_panel()

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.say(sentence)

    def minimumSizeHint(self) -> QSize:
        """As high as its sentences are at this width: wrapped ones do not ask for it by themselves."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _be_about(self, flag: Flag, shown: Snapshot) -> None:
        self.flag = flag
        self.be_about(**_about(flag))
        self.mark.display(Mark.of(flag.asks.severity))
        show(self.title_label, f"{flag.asks.severity.word.capitalize()}: {flag.asks.sentence}")
        show(self.course_label, course_words(flag, shown))
        self.fields.display(flag, asked_together(flag, shown), is_infused=shown.chart.protocol.is_infused)

    def _keep(self, action: str) -> None:
        events = tuple(self.fields.events(self.flag, action)) if self.flag else ()
        if self._shown and events and self._sent is None:
            self._sent = Writing(self._shown.chart.session, events)
            self.submitted.emit(self._sent)

    def _tap(self, action: str) -> None:
        """It leaves out the other words, but not who was told."""
        if not self.fields.told.who or self._left_text.may_keep():
            self._keep(action)

    def _press(self, key: str) -> None:
        """What is typed after the answer is no part of it."""
        if self._sent is None:
            self.fields.press(key)
        else:
            self.spilled.emit(key)

    def _enter(self) -> None:
        (self.back_button if self.back_button.hasFocus() else self.keep_button).click()

    def _permit(self) -> None:
        """The usual answers may be tapped; other words, or the symptoms alone, may be kept once they are there."""
        if self.flag is None or self.isHidden():
            return
        nothing_said = FlagAnswered(self.flag.problem, self.flag.entry, "")
        answer = self._objection(FlagAnswered(self.flag.problem, self.flag.entry, SAID))
        symptoms = self._objection(SymptomsChecked(()))
        self.fields.permit(answer, symptoms)
        is_symptoms_only = not self.fields.action and self.fields.symptoms.present is not None
        if is_symptoms_only:
            self.allow(symptoms)
        else:
            self.allow(answer or (None if self.fields.action else self._objection(nothing_said)))
        words = f"Keep answer {self.fields.answers.digit}".strip()
        show(self.keep_button, "Keep symptoms" if is_symptoms_only else words)
        self.keep_button.setAccessibleName(f"Keep answer: {self.fields.action}" if self.fields.action else "")

    def _objection(self, event: SessionEvent) -> str | None:
        if self._shown is None or self._staff is None:
            return "Sign in first."
        return objection(self._shown.chart, event, self._staff, self._shown.now, self._shown.now)

    def _connect(self) -> None:
        lines = (self.fields.words_field, self.fields.told.field)
        self._draft.add(action=lines[0], told=lines[1])
        keys = OwnKeys(self, PAGE_KEYS)
        keys.pressed.connect(self._press)
        keys.entered.connect(self._enter)
        self.fields.spilled.connect(self.spilled)
        self.fields.changed.connect(self._permit)
        self.fields.tapped.connect(self._tap)
        self.kept.connect(lambda: self._keep(self.fields.action))

    def _lay_out(self) -> None:
        set_look(self, "answer-panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title_label)
        words.addWidget(self.course_label)
        head = QHBoxLayout()
        head.setSpacing(GRID_PX)
        head.addWidget(self.mark)
        head.addLayout(words, 1)
        head.addWidget(self.back_button)
        self._body.addLayout(head)
        self._body.addWidget(self.fields)
        self.tab_through(self, *self.fields.stops)


def _about(flag: Flag) -> dict[str, str]:
    """What an answer to it answers: this flag, however it has changed since it began."""
    return {"problem": flag.problem, "since": flag.since.isoformat()}
