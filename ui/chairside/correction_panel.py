"""Crossing an entry out with a reason and, for vital signs, the right value, in one step and in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from monitor.dictation import Misread
from monitor.entries import Entry
from monitor.events import ClinicEvent, EntryStruck, VitalsTaken
from monitor.guards import objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from monitor.vitals import Doubt
from monitor.wording import describe
from sessions.requests import Correcting, Request
from ui.chairside.doubts import doubts_in, question_of, with_confirmed
from ui.chairside.line_reading import read
from ui.chairside.reason_panel import ReasonPanel
from ui.widgets.looks import label

REASONS = ("Typing mistake", "Wrong patient", "Wrong time", "Measured again")
HOW_TO_ANSWER = "Strike again keeps it as confirmed · Esc closes"


class CorrectionPanel(ReasonPanel):
    """Nothing is filled in beforehand: the old line stands beside an empty one."""

    submitted = Signal(object)  # Correcting

    def __init__(self) -> None:
        super().__init__("Strike an entry", "Strike", REASONS, "Why is it struck?", columns=4)
        self.title_label.setMinimumHeight(0)  # it has the whole width
        self.right_label = label("", "muted")
        self.right_field = QLineEdit()
        self.right_field.setPlaceholderText("The right values as a typed line, or empty to strike only")
        self.right_field.setAccessibleName("Right values")
        self._fields.addWidget(self.right_field, 2)
        self.put(self.right_label)
        self._entry: Entry | None = None
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._asked: tuple[Doubt, ...] = ()
        self._sent: Correcting | None = None
        self.edited.connect(self._follow)
        self.right_field.textChanged.connect(self._follow)
        self.right_field.returnPressed.connect(self.keep_button.click)
        self.kept.connect(self._submit)

    def open(self, entry: Entry) -> None:
        """Ask about this entry. What was typed for another one is not taken over."""
        if self._shown is None or isinstance(entry.event, ClinicEvent):
            return
        if self._entry is None or entry.id != self._entry.id:
            self.field.clear()
            self.right_field.clear()
        self._entry = entry
        chart = self._shown.chart
        self.title_label.setText(f"Strike {chart.time_text(entry.happened_at)}  {describe(entry.event, chart)}")
        is_set = isinstance(entry.event, VitalsTaken)
        self.right_field.setVisible(is_set)
        self.right_label.setVisible(is_set)
        self.open_panel()
        self._follow()

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        self._permit()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            self.field.clear()
            self.right_field.clear()
            self.close_panel()

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.say(sentence)

    def objection(self, entry: Entry) -> str | None:
        """Why this entry may not be struck by whoever is signed in; the reason is still to be asked."""
        return self._objection(EntryStruck(entry.id, self.reason or "…"))

    def _objection(self, event: EntryStruck) -> str | None:
        if self._shown is None or self._staff is None:
            return "Sign in first."
        return objection(self._shown.chart, event, self._staff, self._shown.now, self._shown.now)

    def _follow(self) -> None:
        self._asked = ()
        self.notice.clear()
        right = self._right()
        if isinstance(right, VitalsTaken):
            self.right_label.setText(f"instead: {describe(right)}")
        else:
            self.right_label.setText(right or "")
        self.keep_button.setText("Strike and keep the right values" if right else "Strike")
        self._permit()

    def _permit(self) -> None:
        if self._entry and self.isVisible():
            self.allow(self._objection(EntryStruck(self._entry.id, self.reason)))

    def _right(self) -> VitalsTaken | str | None:
        """The right values typed, a sentence why they are not understood, or None where none are typed."""
        text = self.right_field.text()
        if self._shown is None or not text.strip() or not isinstance(self._entry and self._entry.event, VitalsTaken):
            return None
        found = read(text, self._shown)
        if isinstance(found, Misread):
            return found.sentence
        if found.happened_at is not None:
            return "The right values stand at the time of the struck ones: write them without a time."
        match found.events:
            case (VitalsTaken() as taken,):
                return taken
        return "Write only the vital signs here; effects have their own entries."

    def _submit(self) -> None:
        if self._shown is None or self._entry is None or self._sent is not None:
            return
        right = self._right()
        if isinstance(right, str):
            self.say(right)
            return
        events = (right,) if right else ()
        doubts = doubts_in(events)
        if doubts and doubts != self._asked:
            self._asked = doubts
            self.say(question_of(doubts, HOW_TO_ANSWER))
            return
        confirmed = next(iter(with_confirmed(events, doubts)), None)
        self._sent = Correcting(self._shown.chart.session, self._entry.id, self.reason, confirmed)
        self.submitted.emit(self._sent)
