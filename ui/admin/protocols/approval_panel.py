"""A clinician puts a version into use by PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from monitor.protocol_changes import differences
from sessions.protocols import Shelf, Version, approving_objection, content
from sessions.requests import ApprovingProtocol
from sessions.staff import Roster
from ui.theme import GRID_PX
from ui.widgets.approvals import protocol_text
from ui.widgets.elided import ElidedLabel
from ui.widgets.held_enter import HeldEnter
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice
from ui.widgets.staff_pin import StaffPin

MEANS = "New sessions are opened with it from then on. Sessions that are open or past keep theirs."
NO_CLINICIAN = "Nobody who works here is a clinician. An administrator adds one under “Staff and chairs”."


class ApprovalPanel(QFrame):
    """Who approves is always chosen, and the signature is over the version that is shown beneath."""

    submitted = Signal(object)  # ApprovingProtocol
    comparison_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        self.title_label = ElidedLabel(look="heading")
        self.means_label = label(MEANS, "muted")
        self.differs_label = label("")
        self.compare_button = button("Show what differs")
        self.staff_pin = StaffPin("Choose the clinician")
        self.approve_button = button("", "primary")
        self.back_button = button("Not now", "quiet")
        self.notice = Notice()
        self._version: Version | None = None
        self._sent: ApprovingProtocol | None = None
        self._arrange()
        self.compare_button.clicked.connect(self.comparison_requested)
        self.approve_button.clicked.connect(self._submit)
        self.staff_pin.entered.connect(self._submit)
        self.staff_pin.changed.connect(self.notice.clear)
        self.back_button.clicked.connect(self.left)
        self._no_repeats = HeldEnter(self, self.staff_pin.pin_field, self.approve_button)

    def _arrange(self) -> None:
        for words in (self.means_label, self.differs_label):
            words.setWordWrap(True)
        differs = QHBoxLayout()
        differs.setSpacing(GRID_PX)
        differs.addWidget(self.differs_label, 1)
        differs.addWidget(self.compare_button)
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        line.addWidget(self.staff_pin, 1)
        line.addWidget(self.approve_button)
        line.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, 12)
        column.setSpacing(GRID_PX)
        column.addWidget(self.title_label)
        column.addWidget(self.means_label)
        column.addLayout(differs)
        column.addLayout(line)
        column.addWidget(self.notice)

    def display(self, version: Version, shelf: Shelf, roster: Roster) -> None:
        """Another version than before empties what was chosen and typed: it was meant for that one."""
        if self._version is None or version.protocol != self._version.protocol:
            self.staff_pin.clear()
            self.notice.clear()
        self._version = version
        self.title_label.display(f"Approve {protocol_text(version.protocol)}")
        self.approve_button.setText(f"Approve version {version.protocol.version}")
        clinicians = tuple(staff for staff in roster.members if approving_objection(staff) is None)
        self.staff_pin.display(clinicians)
        used = shelf.used(version.protocol.id)
        other = used if used and used.protocol != version.protocol else None
        self.compare_button.setVisible(other is not None)
        self.differs_label.setText(_differs(version, other))
        if not clinicians:
            self.notice.say(NO_CLINICIAN)

    def confirm(self, request: object) -> bool:
        if request is not self._sent:
            return False
        self._sent = None
        self.staff_pin.clear()
        self.notice.clear()
        return True

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)
            self.staff_pin.pin_field.setFocus()

    def _submit(self) -> None:
        if self._sent is not None or self._version is None:
            return
        pin = self.staff_pin.take_pin()
        if not self.staff_pin.staff_id():
            self.notice.say("Choose the clinician who approves.")
        elif not pin:
            self.notice.say("Type the clinician's PIN.")
        else:
            protocol = self._version.protocol
            self._sent = ApprovingProtocol(
                protocol.id, protocol.version, self.staff_pin.staff_id(), pin, content(protocol)
            )
            self.submitted.emit(self._sent)


def _differs(version: Version, used: Version | None) -> str:
    if used is None:
        return "No other version of it is in use."
    number = len(differences(used.protocol, version.protocol))
    things = "1 thing differs" if number == 1 else f"{number} things differ"
    return f"{things} from version {used.protocol.version}, which is in use."
