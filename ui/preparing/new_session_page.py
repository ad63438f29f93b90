"""Opening a session: which patient, in which chair, by which protocol."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from monitor.events import Patient, SessionOpened
from monitor.limits import Severity
from monitor.preparation import open_already
from monitor.protocol import Protocol
from sessions.clinic import Overview
from sessions.requests import Opening, Request
from ui.preparing.birth_date import read_birth_date, spelled_out
from ui.theme import GRID_PX
from ui.widgets.approvals import NOT_APPROVED, approval_text, protocol_text, sentence_case
from ui.widgets.choice import Choice
from ui.widgets.draft import NEW_SESSION, Draft
from ui.widgets.enter_goes_on import EnterGoesOn
from ui.widgets.looks import button, card, label, set_look
from ui.widgets.notice import Notice

CARD_PX = 720
LEFT = "Left half-typed: check that it is the patient of this chair."


class NewSessionPage(QWidget):
    """Every field is empty until somebody types it, the protocol included. What is half-typed belongs to its chair."""

    submitted = Signal(object)  # Opening
    draft_edited = Signal(str, str, str)  # NEW_SESSION, chair, text
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self.title_label = label("New session", "title")
        self.surname_field = QLineEdit()
        self.given_field = QLineEdit()
        self.birth_date_field = QLineEdit()
        self.birth_date_label = label("", "muted")
        self.record_number_field = QLineEdit()
        self.protocol_choice = Choice("Choose a protocol")
        self.protocol_choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.approval_label = label("", "muted")
        self.approval_notice = Notice()
        self.duplicate_notice = Notice()
        self.notice = Notice()
        self.open_button = button("Open session", "primary")
        self.cancel_button = button("Back", "quiet")
        self._fields = (
            self.surname_field,
            self.given_field,
            self.birth_date_field,
            self.record_number_field,
        )
        self._draft = Draft(self)
        self._drafts: dict[str, str] = {}  # what is half-typed for each chair
        self._protocols: tuple[Protocol, ...] = ()
        self._chair = ""
        self._utc_offset_min = 0
        self._overview: Overview | None = None
        self._sent: Opening | None = None
        self._arrange()
        self._connect()
        self._display_approval()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.surname_field)
        self.birth_date_field.setPlaceholderText("day.month.year")
        form = QGridLayout()
        form.setHorizontalSpacing(2 * GRID_PX)
        form.setVerticalSpacing(GRID_PX + GRID_PX // 2)
        for row, (name, field) in enumerate(
            (
                ("Surname", self.surname_field),
                ("Given name", self.given_field),
                ("Birth date", self.birth_date_field),
                ("Record number", self.record_number_field),
                ("Protocol", self.protocol_choice),
            )
        ):
            field.setAccessibleName(name)
            form.addWidget(label(name), row, 0)
            is_short = field is self.birth_date_field
            form.addWidget(field, row, 1, 1, 1 if is_short else 2)
        form.addWidget(self.birth_date_label, 2, 2)
        self.approval_label.setWordWrap(True)
        form.addWidget(self.approval_label, form.rowCount(), 1, 1, 2)
        form.setColumnStretch(1, 1)
        form.setColumnStretch(2, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button, 1)
        buttons.addWidget(self.cancel_button)
        frame = card()
        frame.setFixedWidth(CARD_PX)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(4 * GRID_PX, 3 * GRID_PX, 4 * GRID_PX, 3 * GRID_PX)
        inside.setSpacing(2 * GRID_PX)
        inside.addWidget(self.title_label)
        inside.addLayout(form)
        for notice in (self.approval_notice, self.duplicate_notice, self.notice):
            inside.addWidget(notice)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._submit)
        self.cancel_button.clicked.connect(self._cancel)
        EnterGoesOn(
            self, (*self._fields, self.protocol_choice), is_complete=lambda: self._is_complete, keep=self._submit
        )
        for field in self._fields:
            field.textChanged.connect(lambda _text: self._follow())
        self.protocol_choice.currentIndexChanged.connect(lambda _index: self._display_approval())
        self._draft.add(
            surname=self.surname_field,
            given=self.given_field,
            birth_date=self.birth_date_field,
            record_number=self.record_number_field,
            protocol=self.protocol_choice,
        )
        self._draft.edited.connect(lambda text: self._keep_draft(self._chair, text))

    def display(self, chair: str, utc_offset_min: int) -> None:
        """For this chair. What was typed for another chair is another patient's: it waits there."""
        self._utc_offset_min = utc_offset_min
        if chair != self._chair:
            self._chair = chair
            self._show_left()
        self.title_label.setText(f"New session · {chair}")

    def restore(self, drafts: Mapping[str, str]) -> None:
        """What was left half-typed for each chair. What was typed since is newer."""
        self._drafts = {**drafts, **self._drafts}
        if not self._draft.text:
            self._show_left()

    def display_protocols(self, protocols: Sequence[Protocol]) -> None:
        """Those in use, each approved or not. The one chosen stays chosen as long as it is the same."""
        offered = tuple(protocols)
        if offered == self._protocols:
            return
        chosen = self._protocol()
        self._protocols = offered
        self.protocol_choice.clear()
        for protocol in offered:
            approved = "approved" if protocol.approval else NOT_APPROVED
            self.protocol_choice.addItem(f"{protocol_text(protocol)} · {approved}")
        self.protocol_choice.setCurrentIndex(offered.index(chosen) if chosen in offered else -1)
        self._display_approval()
        if chosen is not None and chosen not in offered:
            self.notice.say(f"{protocol_text(chosen)}, is not as it was when it was chosen. Choose the protocol again.")

    def display_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._display_duplicate()

    def confirm(self, request: Request) -> None:
        """It is kept, and nothing of it is half-typed any more, though another chair may be shown by now."""
        sent = self._sent
        if sent is not None and request is sent:
            self._sent = None
            if sent.opened.chair == self._chair:
                self._empty()
            else:
                self._keep_draft(sent.opened.chair, "")
                self.open_button.setEnabled(True)

    def refuse(self, request: Request, sentence: str) -> None:
        sent = self._sent
        if sent is not None and request is sent:
            self._sent = None
            self.open_button.setEnabled(True)
            is_shown = sent.opened.chair == self._chair
            self.notice.say(sentence if is_shown else f"{sent.opened.chair}: {sentence}")

    def _follow(self) -> None:
        """The date is read back while it is typed; what was refused is no longer what stands there."""
        born = self._born()
        self.birth_date_label.setText(spelled_out(born) if born else "")
        self.notice.clear()
        self._display_duplicate()

    def _born(self) -> date | None:
        try:
            return read_birth_date(self.birth_date_field.text())
        except ValueError:
            return None

    def _display_duplicate(self) -> None:
        if self._overview is None:
            return
        name = (self.surname_field.text(), self.given_field.text())
        charts = [snapshot.chart for snapshot in self._overview.open]
        same = open_already(charts, self.record_number_field.text(), name, self._born()) or ""
        if same != self.duplicate_notice.text:
            self.duplicate_notice.say(same)

    def _display_approval(self) -> None:
        """Below the choice, where there is room for whoever approved it."""
        protocol = self._protocol()
        approval = protocol.approval if protocol else None
        self.approval_label.setText(sentence_case(approval_text(approval)) if approval else "")
        self.approval_label.setVisible(approval is not None)
        self.approval_notice.say(f"{protocol_text(protocol)}, is {NOT_APPROVED}." if protocol and not approval else "")

    def _protocol(self) -> Protocol | None:
        index = self.protocol_choice.currentIndex()
        return self._protocols[index] if index >= 0 else None

    @property
    def _is_complete(self) -> bool:
        return self._protocol() is not None and all(field.text().strip() for field in self._fields)

    def _submit(self) -> None:
        if self._sent is not None:
            return
        protocol = self._protocol()
        try:
            born = read_birth_date(self.birth_date_field.text())
        except ValueError as problem:
            self.notice.say(str(problem))
            self.birth_date_field.setFocus()
            return
        surname, given = self.surname_field.text().strip(), self.given_field.text().strip()
        if born is None:
            self.notice.say("The birth date is needed: it is one of the two identifiers.")
        elif protocol is None:
            self.notice.say("Choose the protocol.")
        else:
            patient = Patient(surname, given, born, self.record_number_field.text().strip())
            opened = SessionOpened(patient, self._chair, protocol, self._utc_offset_min)
            self._sent = Opening(opened)
            self.open_button.setEnabled(False)
            self.submitted.emit(self._sent)

    def _cancel(self) -> None:
        self._empty()
        self.cancelled.emit()

    def _empty(self) -> None:
        self._sent = None
        self._draft.empty()
        self.notice.clear()
        self.open_button.setEnabled(True)

    def _show_left(self) -> None:
        """What was left half-typed for the chair that is shown, and nothing of another one's."""
        left = self._drafts.get(self._chair, "")
        self._draft.show(left)
        self.notice.say(LEFT if left else "", Severity.ADVISORY)

    def _keep_draft(self, chair: str, text: str) -> None:
        self._drafts[chair] = text
        self.draft_edited.emit(NEW_SESSION, chair, text)
