"""Which version is on the page, whether it is approved, and what can be done with it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from monitor.limits import Severity
from sessions.protocols import Version
from sessions.staff import Roster
from ui.admin.protocols.version_list import origin_text
from ui.theme import GRID_PX
from ui.widgets.approvals import approval_text, protocol_text, sentence_case
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button
from ui.widgets.marks import Mark
from ui.widgets.strip import Strip


class VersionHead(QWidget):
    """A button that cannot be pressed says why in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.title_label = ElidedLabel(look="patient")
        self.state_strip = Strip()
        self.origin_label = ElidedLabel(look="muted")
        self.write_button = button("")
        self.copy_button = button("Copy")
        self.compare_button = button("Compare")
        self.approve_button = button("Approve", "primary")
        words = QVBoxLayout()
        words.setSpacing(GRID_PX // 2)
        words.addWidget(self.title_label)
        words.addWidget(self.state_strip)
        words.addWidget(self.origin_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID_PX, 0)
        row.setSpacing(GRID_PX)
        row.addLayout(words, 1)
        for each in (self.approve_button, self.write_button, self.copy_button, self.compare_button):
            row.addWidget(each)

    def display(self, version: Version, roster: Roster, *, is_used: bool, next_number: int) -> None:
        self.title_label.display(protocol_text(version.protocol))
        state = sentence_case(approval_text(version.approval))
        if version.lost_its_number:
            state = f"Another version {version.protocol.version} has this number; this one is only read and copied"
        used = ", in use for new sessions" if is_used else ""
        if version.approval:
            self.state_strip.display(f"{state}{used}", mark=Mark.MET)
        else:
            self.state_strip.display(f"{state}{used}", Severity.CAUTION)
        self.origin_label.display(sentence_case(origin_text(version, roster)))
        self.write_button.setText(f"Write version {next_number}")
        self.approve_button.setVisible(not version.approval and not version.lost_its_number)

    def permit(self, objections: Mapping[QPushButton, str]) -> None:
        for pressed, objection in objections.items():
            pressed.setEnabled(not objection)
            pressed.setToolTip(objection)
