"""Two versions side by side: what is the same, and what is changed, new or gone, by shape, word and colour."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.protocol import Protocol
from monitor.protocol_changes import Kind, Pair, compare
from sessions.protocol_drafts import Draft
from sessions.protocols import Shelf
from ui.admin.protocols.pair_row import PairHead, PairRow
from ui.theme import GRID_PX
from ui.widgets.approvals import protocol_text
from ui.widgets.choice import Choice
from ui.widgets.looks import button, card, label


class Comparison(QWidget):
    """At first only what differs is shown."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.old_choice = Choice("Choose a version")
        self.new_choice = Choice("Choose a version")
        self.count_label = label("", "strip-heading")
        self.everything_button = button("Show everything")
        self.back_button = button("Back", "quiet")
        self.rows: list[PairRow] = []
        self._offered: list[Protocol] = []
        self._shown: object = None
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for choice, name in ((self.old_choice, "Compared"), (self.new_choice, "with")):
            choice.setAccessibleName(name)
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.everything_button.setCheckable(True)
        top = QHBoxLayout()
        top.setSpacing(GRID_PX)
        top.addWidget(self.old_choice, 1)
        top.addWidget(label("and", "muted"))
        top.addWidget(self.new_choice, 1)
        line = QHBoxLayout()
        line.addWidget(self.count_label, 1)
        line.addWidget(self.everything_button)
        line.addWidget(self.back_button)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, 12)
        inside.setSpacing(0)
        inside.addLayout(self._column)
        inside.addStretch(1)
        self._column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(frame)
        scroll.setAccessibleName("What differs")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        for choice in (self.old_choice, self.new_choice):
            choice.activated.connect(lambda _index: self._follow())
        self.everything_button.toggled.connect(lambda _on: self._follow())
        self.back_button.clicked.connect(self.left)

    def offer(self, shelf: Shelf, draft: Draft | None) -> None:
        """Every version that has its number, and the one being written. What was chosen stays chosen."""
        protocols = [version.protocol for version in shelf.versions if not version.lost_its_number]
        names = [protocol_text(protocol) for protocol in protocols]
        if draft is not None:
            protocols.append(draft.protocol)
            names.append(f"{protocol_text(draft.protocol)}, being written")
        if protocols == self._offered:
            return
        places = {(protocol.id, protocol.version): place for place, protocol in enumerate(protocols)}
        chosen = [self._protocol(choice) for choice in (self.old_choice, self.new_choice)]
        self._offered = protocols
        for choice, protocol in zip((self.old_choice, self.new_choice), chosen, strict=True):
            choice.clear()
            choice.addItems(names)
            choice.setCurrentIndex(places.get((protocol.id, protocol.version), -1) if protocol else -1)
        self._follow()

    def compare(self, old: Protocol | None, new: Protocol) -> None:
        """These two, of those on offer; the old one is yet to be chosen if there is none."""
        for choice, protocol in ((self.old_choice, old), (self.new_choice, new)):
            choice.setCurrentIndex(self._offered.index(protocol) if protocol in self._offered else -1)
        self.old_choice.setFocus()
        self._follow()

    def _follow(self) -> None:
        old, new = (self._protocol(choice) for choice in (self.old_choice, self.new_choice))
        told = (old, new, self.everything_button.isChecked())
        if told == self._shown:
            return
        self._shown = told
        pairs = compare(old, new) if old and new else ()
        different = [pair for pair in pairs if pair.kind is not Kind.SAME]
        self.count_label.setText(_count(len(different)) if old and new else "Choose two versions.")
        self._fill(pairs if self.everything_button.isChecked() else different)

    def _protocol(self, choice: Choice) -> Protocol | None:
        index = choice.currentIndex()
        return self._offered[index] if index >= 0 else None

    def _fill(self, pairs: Sequence[Pair]) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []
        section = place = ""
        if pairs:
            self._add(PairHead(self.old_choice.currentText(), self.new_choice.currentText()))
        for pair in pairs:
            if pair.section != section:
                self._add(_heading(str(pair.section)))
                section, place = pair.section, ""
            if pair.place != place:
                place = pair.place
                self._add(_place(place))
            row = PairRow(pair)
            self.rows.append(row)
            self._add(row)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def _heading(words: str) -> QWidget:
    made = label(words, "heading")
    made.setContentsMargins(0, 2 * GRID_PX, 0, GRID_PX)
    return made


def _place(words: str) -> QWidget:
    made = label(words, "small-strong")
    made.setContentsMargins(GRID_PX, GRID_PX, 0, GRID_PX // 2)
    return made


def _count(number: int) -> str:
    return {0: "Nothing differs", 1: "1 difference"}.get(number, f"{number} differences")
