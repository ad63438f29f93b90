"""Crossing an entry out with a reason and what is right, the values or the time, in one step and in place."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from monitor.dictation import Misread
from monitor.doubts import still_confirmed
from monitor.entries import Entry
from monitor.events import ClinicEvent, EntryStruck, SessionEvent, VitalsTaken
from monitor.guards import correction_objection, objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from monitor.vitals import Doubt
from monitor.wording import describe, left_out
from sessions.requests import Correcting, Request
from ui.chairside.doubts import doubts_in, question_of, with_confirmed
from ui.chairside.line_reading import read
from ui.chairside.reason_panel import ReasonPanel
from ui.chairside.time_field import TimeField
from ui.widgets.draft import fields_of
from ui.widgets.elided import ElidedLabel
from ui.widgets.held_enter import HeldEnter
from ui.widgets.texts import show

WRONG_TIME = "Wrong time"
REASONS = ("Typing mistake", "Wrong patient", WRONG_TIME, "Measured again")
SAID = "…"
"""Stands for a reason not typed yet, to ask whether there may be one."""

HOW_TO_ANSWER = "Strike again keeps it as confirmed · Esc closes"


class CorrectionPanel(ReasonPanel):
    """Nothing is filled in beforehand: the old line stands beside empty fields."""

    submitted = Signal(object)  # Correcting

    def __init__(self) -> None:
        super().__init__("Strike an entry", "Strike", REASONS, "Why is it struck?", columns=4)
        self.title_label.setMinimumHeight(0)  # it has the whole width
        self.right_label = ElidedLabel(look="muted")
        self.right_field = QLineEdit()
        self.right_field.setPlaceholderText("The right values as a typed line, or empty to strike only")
        self.right_field.setAccessibleName("Right values")
        self.time_field = TimeField()
        self.time_field.setPlaceholderText("Right time, or empty")
        self.time_field.setAccessibleName("Right time")
        self._fields.addWidget(self.right_field, 2)
        self._fields.addWidget(self.time_field, 1)
        self._draft.add(right=self.right_field, time=self.time_field)
        self.tab_through(*self.answer_buttons, self.field, self.right_field, self.time_field)
        self.put(self.right_label)
        self._entry: Entry | None = None
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._asked = ""
        self._sent: Correcting | None = None
        self._connect()

    def _connect(self) -> None:
        HeldEnter(self, self.right_field, self.time_field, self.keep_button)
        for field in (self.field, self.right_field, self.time_field):
            field.textChanged.connect(self._follow)
        for field in (self.right_field, self.time_field):
            field.returnPressed.connect(self.keep_button.click)
        self.kept.connect(self._submit)

    def open(self, entry: Entry) -> None:
        """Ask about this entry. What was typed for another one is not taken over."""
        if self._shown is None or isinstance(entry.event, ClinicEvent):
            return
        if self._entry is None or entry.id != self._entry.id:
            self.empty()
        self._be_about(entry, self._shown)
        self._follow()
        self.open_panel()
        self._permit()

    def restore(self, text: str) -> None:
        """What was half-typed goes to the entry it was typed for, and to no other."""
        named = fields_of(text).get("entry")
        if self._shown is None or self._entry is not None:
            return
        for entry in self._shown.chart.page:
            if str(entry.id) == named:
                self._be_about(entry, self._shown)
                super().restore(text)

    def set_aside(self) -> None:
        self._asked = ""
        super().set_aside()

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        self._permit()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            self.empty()
            self.close_panel()

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.say(sentence)

    def objection(self, entry: Entry) -> str | None:
        """Why this entry may be neither struck nor corrected by whoever is signed in. A reason is still to be given."""
        why_not = self._why_not(entry, SAID)
        if why_not is None or isinstance(entry.event, ClinicEvent):
            return why_not
        return why_not if self._why_not(entry, SAID, entry.event, entry.happened_at) else None

    def _why_not(
        self, entry: Entry, reason: str, right: SessionEvent | None = None, at: datetime | None = None
    ) -> str | None:
        """Why it may not be struck or, where what is right is given, not be corrected so."""
        if self._shown is None or self._staff is None:
            return "Sign in first."
        chart, now = self._shown.chart, self._shown.now
        strike = EntryStruck(entry.id, reason)
        if right is None:
            return objection(chart, strike, self._staff, now, now)
        right = with_confirmed((right,), self._doubts(entry, right, at))[0]  # it is asked before this is kept
        return correction_objection(chart, strike, right, self._staff, at or entry.happened_at, now)

    def _be_about(self, entry: Entry, shown: Snapshot) -> None:
        if isinstance(entry.event, ClinicEvent):
            return
        self._entry = entry
        self.be_about(entry=str(entry.id))
        time = shown.chart.time_text(entry.happened_at)
        self.title_label.setText(f"Strike {time}  {describe(entry.event, shown.chart)}")
        self.right_field.setVisible(isinstance(entry.event, VitalsTaken))

    def _asked_next(self) -> QWidget:
        """What is right: values typed after the tap must not end in the reason."""
        if self.reason == WRONG_TIME:
            return self.time_field
        if not self.right_field.isHidden():
            return self.right_field
        return self.keep_button if self.keep_button.isEnabled() else self.time_field

    def _follow(self) -> None:
        self._asked = ""
        self.notice.clear()
        self._permit()

    def _keep_words(self, right: SessionEvent | None) -> str:
        if right is None:
            return "Strike"
        has_values = bool(self.right_field.text().strip())
        return "Strike and keep the right values" if has_values else "Strike and keep it at the right time"

    def _said(self, right: SessionEvent, at: datetime | None) -> str:
        chart = self._shown.chart if self._shown else None
        time = f"{chart.time_text(at)}  " if chart and at else ""
        return time + describe(right, chart)

    def _permit(self) -> None:
        """Say what would be kept, or what speaks against it. Before there is a reason, that is asked first."""
        if self._entry is None or self.isHidden():
            return
        try:
            right, at = self._right()
        except ValueError as problem:
            self.right_label.display(str(problem))
            show(self.keep_button, "Strike and keep what is right")
            self.allow(self.objection(self._entry))
            return
        why_not = self._why_not(self._entry, SAID, right, at)
        if why_not and right is None and self.objection(self._entry) is None:
            self.right_label.display(f"It can only be corrected. {why_not}")
        else:
            self.right_label.display(why_not or (f"instead: {self._said(right, at)}" if right else ""))
        show(self.keep_button, self._keep_words(right))
        self.allow(self._why_not(self._entry, self.reason, right, at))

    def _right(self) -> tuple[SessionEvent | None, datetime | None]:
        """What is right, and when, if that was wrong too: with only a time it is the same as what is struck.

        Of a set, what was confirmed stays so where it still holds. Raises ValueError with a sentence about what is not
        understood.
        """
        if self._shown is None or self._entry is None or isinstance(self._entry.event, ClinicEvent):
            return None, None
        at = self.time_field.moment(self._shown, self._shown.chart.opened_at)  # also of what was before the start
        struck = self._entry.event
        if not isinstance(struck, VitalsTaken):
            return struck if at else None, at
        values = self._right_values(self._shown)
        if values is None and at is None:
            return None, None
        confirmed = still_confirmed(struck, same_values=values is None, same_time=at is None)
        return replace(values or struck, confirmed=confirmed), at

    def _right_values(self, shown: Snapshot) -> VitalsTaken | None:
        text = self.right_field.text()
        if not text.strip():
            return None
        found = read(text, shown)
        if isinstance(found, Misread):
            raise ValueError(found.sentence)
        if found.happened_at is not None:
            raise ValueError("The right time has its own field: write them without a time.")
        match found.events:
            case (VitalsTaken() as taken,):
                return taken
        raise ValueError("Write only the vital signs here; effects have their own entries.")

    def _submit(self) -> None:
        if self._shown is None or self._entry is None or self._sent is not None:
            return
        try:
            right, at = self._right()
        except ValueError as problem:
            self.say(str(problem))
            return
        doubts = self._doubts(self._entry, right, at) if right else ()
        question = self._question(right, doubts)
        if question and question != self._asked:
            self._asked = question
            self.say(question)
            return
        if right:
            (right,) = with_confirmed((right,), doubts)
        self._sent = Correcting(self._shown.chart.session, self._entry.id, self.reason, right, at)
        self.submitted.emit(self._sent)

    def _doubts(self, entry: Entry, right: SessionEvent, at: datetime | None) -> tuple[Doubt, ...]:
        """What is still to be asked about it in the place of this entry."""
        if self._shown is None:
            return ()
        return doubts_in((right,), self._shown, at or entry.happened_at, instead_of=entry.id)

    def _question(self, right: SessionEvent | None, doubts: tuple[Doubt, ...]) -> str:
        """What is asked once before this is kept; "" where nothing is unusual and nothing is lost."""
        struck = self._entry.event if self._entry else None
        lines = []
        if isinstance(right, VitalsTaken) and isinstance(struck, VitalsTaken):
            gone = left_out(struck.vitals, right.vitals)
            if gone:
                lost = f"{', '.join(gone)} would be struck without a right value."
                lines.append(lost if doubts else f"{lost} Enter again keeps it so.")
        return "\n".join([*lines, *([question_of(doubts, HOW_TO_ANSWER)] if doubts else [])])
