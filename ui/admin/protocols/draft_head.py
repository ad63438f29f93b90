"""The version that is being written: from which it began, how much differs, and keeping or discarding it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from monitor.limits import Severity
from monitor.protocol_changes import differences
from sessions.protocol_drafts import Draft
from ui.theme import GRID_PX
from ui.widgets.approvals import protocol_text
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import button
from ui.widgets.strip import Strip


class DraftHead(QWidget):
    """Discarding is asked once more."""

    kept = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title_label = ElidedLabel(look="patient")
        self.state_strip = Strip()
        self.differs_label = ElidedLabel(look="muted")
        self.keep_button = button("", "primary")
        self.compare_button = button("Show what differs")
        self.discard_button = button("Discard…", "quiet")
        self.sure_button = button("Yes, discard it", "danger")
        self.stay_button = button("No", "quiet")
        words = QVBoxLayout()
        words.setSpacing(GRID_PX // 2)
        words.addWidget(self.title_label)
        words.addWidget(self.state_strip)
        words.addWidget(self.differs_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID_PX, 0)
        row.setSpacing(GRID_PX)
        row.addLayout(words, 1)
        buttons = (self.keep_button, self.compare_button, self.discard_button, self.sure_button, self.stay_button)
        for each in buttons:
            row.addWidget(each)
        self.keep_button.clicked.connect(self.kept)
        self.discard_button.clicked.connect(lambda: self._ask(on=True))
        self.stay_button.clicked.connect(lambda: self._ask(on=False))
        self.sure_button.clicked.connect(self._discard)
        self._ask(on=False)

    def display(self, draft: Draft, objection: str) -> None:
        """`objection` says why it cannot be kept as it is; empty if it can."""
        self.title_label.display(protocol_text(draft.protocol))
        self.state_strip.display("Being written, not kept yet", Severity.ADVISORY)
        number = len(differences(draft.base, draft.protocol))
        things = "1 thing differs" if number == 1 else f"{number} things differ"
        self.differs_label.display(objection or f"{things} from {protocol_text(draft.base)}")
        self.keep_button.setText(f"Keep as version {draft.protocol.version}")
        self.keep_button.setEnabled(not objection)
        self.keep_button.setToolTip(objection)

    def _ask(self, *, on: bool) -> None:
        for asked in (self.sure_button, self.stay_button):
            asked.setVisible(on)
        for usual in (self.keep_button, self.compare_button, self.discard_button):
            usual.setVisible(not on)

    def _discard(self) -> None:
        self._ask(on=False)
        self.discarded.emit()
