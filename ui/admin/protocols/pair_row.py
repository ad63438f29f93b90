"""One thing as two versions say it, side by side, and how they differ in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from monitor.protocol_changes import Kind, Pair
from ui.theme import GRID_PX
from ui.widgets.approvals import sentence_case
from ui.widgets.looks import label, set_look

SIGNS = {Kind.SAME: "", Kind.CHANGED: "≠ changed", Kind.ADDED: "+ new", Kind.REMOVED: "− gone"}
OLD = {Kind.CHANGED: "diff-old", Kind.REMOVED: "diff-struck"}
KIND_PX = 92
ITEM_SHARE, SIDE_SHARE = 3, 5


class PairRow(QFrame):
    """What differs lies on a ground of its own and has its sign and word; what is gone is struck."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair
        self.kind_label = label(SIGNS[pair.kind], f"diff-{pair.kind}")
        self.item_label = _text(sentence_case(pair.item), "muted")
        self.old_label = _text("–" if pair.old is None else pair.old)
        self.new_label = _text("–" if pair.new is None else pair.new)
        set_look(self, "plain" if pair.kind is Kind.SAME else "raised")
        set_look(self.old_label, OLD.get(pair.kind, ""))
        set_look(self.new_label, "strong" if pair.kind in (Kind.CHANGED, Kind.ADDED) else "")
        self.kind_label.setFixedWidth(KIND_PX)
        self.kind_label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, 6, GRID_PX, 6)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self.kind_label)
        row.addWidget(self.item_label, ITEM_SHARE)
        row.addWidget(self.old_label, SIDE_SHARE)
        row.addWidget(self.new_label, SIDE_SHARE)
        self.setAccessibleName(pair.sentence)


class PairHead(QWidget):
    """The names of the two sides above them."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, 6, GRID_PX, 6)
        row.setSpacing(2 * GRID_PX)
        gap = QWidget()
        gap.setFixedWidth(KIND_PX)
        row.addWidget(gap)
        row.addWidget(_text("", "label"), ITEM_SHARE)
        row.addWidget(_text(old, "label"), SIDE_SHARE)
        row.addWidget(_text(new, "label"), SIDE_SHARE)


def _text(words: str, look: str = "") -> QLabel:
    made = label(words, look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
