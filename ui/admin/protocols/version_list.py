"""Every version of every protocol to choose from, and the one that is being written."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from monitor.limits import Severity
from sessions.protocol_drafts import Draft
from sessions.protocols import Shelf, Version
from sessions.staff import Roster
from ui.widgets.approvals import NOT_APPROVED, day_text
from ui.widgets.elided import ElidedLabel
from ui.widgets.focus import in_reading_order
from ui.widgets.held_enter import ENTERS
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel

ROW_PX = 80


class VersionRow(QPushButton):
    """Its number, whether it is approved by whom and when, and whether new sessions are opened with it."""

    def __init__(self) -> None:
        super().__init__()
        self.version: Version | None = None
        self.number_label = ElidedLabel(look="strip")
        self.use_label = label("", "met")
        self.mark = MarkLabel(px=14)
        self.state_label = ElidedLabel(look="muted")
        self.origin_label = ElidedLabel(look="muted")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_look(self, "row")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.number_label, 1)
        first.addWidget(self.use_label)
        second.setSpacing(6)
        second.addWidget(self.mark)
        second.addWidget(self.state_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        column.addStretch(1)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.origin_label)
        column.addStretch(1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def display(self, version: Version, roster: Roster, *, is_used: bool) -> None:
        self.version = version
        approval = version.approval
        number = f"Version {version.protocol.version}"
        self.number_label.display(f"{number}, its number given twice" if version.lost_its_number else number)
        self.use_label.setText("in use" if is_used else "")
        self.mark.display(Mark.MET if approval else Mark.of(Severity.CAUTION))
        state = f"approved by {approval.by}, {day_text(approval.at)}" if approval else NOT_APPROVED
        self.state_label.display(state)
        self.origin_label.display(origin_text(version, roster))
        self.setAccessibleName(f"{version.protocol.title}, {number}, {state}{', in use' if is_used else ''}")

    def display_draft(self, draft: Draft) -> None:
        self.version = None
        self.number_label.display(f"Version {draft.protocol.version}")
        self.use_label.setText("")
        self.mark.display(Mark.of(Severity.ADVISORY))
        self.state_label.display("being written, not kept yet")
        self.origin_label.display(f"from {draft.base.title}, version {draft.base.version}")
        self.setAccessibleName(f"{draft.protocol.title}, version {draft.protocol.version}, being written")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), ROW_PX)


def origin_text(version: Version, roster: Roster) -> str:
    if version.is_shipped or version.written_at is None:
        return "came with Vigil"
    return f"written by {roster.name(version.written_by)}, {day_text(version.written_at)}"


class VersionList(QWidget):
    """The rows of one protocol stand beneath its title, the newest first."""

    chosen = Signal(object)  # Version, or None for the one that is being written

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[VersionRow] = []
        self.titles: list[QLabel] = []
        self._shown: object = None
        inside = QFrame()
        set_look(inside, "plain")
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        below.addLayout(self._column)
        below.addStretch(1)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def display(self, shelf: Shelf, roster: Roster, draft: Draft | None, chosen: Version | None) -> None:
        """Nothing chosen is the one that is being written, where there is one."""
        about = (draft.protocol.id, draft.protocol.title, draft.protocol.version, draft.base) if draft else None
        told = (shelf, roster.everyone, about)
        if told != self._shown:
            self._shown = told
            self._fill(shelf, roster, draft)
        for row in self.rows:
            row.setChecked(row.version == chosen)

    def _fill(self, shelf: Shelf, roster: Roster, draft: Draft | None) -> None:
        kept_focus = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        for gone in (*self.rows, *self.titles):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows, self.titles = [], []
        ids = [*shelf.ids, *([draft.protocol.id] if draft and draft.protocol.id not in shelf.ids else [])]
        for id in ids:
            self._add_title(self._title_of(id, shelf, draft))
            if draft and draft.protocol.id == id:
                self._add_row().display_draft(draft)
            for version in _newest_first(shelf, id):
                self._add_row().display(version, roster, is_used=version == shelf.used(id))
        in_reading_order(self, *self.rows)
        if kept_focus is not None and self.rows:
            self.rows[min(kept_focus, len(self.rows) - 1)].setFocus()

    def _title_of(self, id: str, shelf: Shelf, draft: Draft | None) -> str:
        used = shelf.used(id)
        if used:
            return used.protocol.title
        return draft.protocol.title if draft else id

    def _add_title(self, title: str) -> None:
        self.titles.append(ElidedLabel(title, "strip-heading"))
        self._column.addWidget(self.titles[-1])
        self.titles[-1].show()

    def _add_row(self) -> VersionRow:
        row = VersionRow()
        row.clicked.connect(lambda: self._choose(row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()
        return row

    def _choose(self, row: VersionRow) -> None:
        for each in self.rows:
            each.setChecked(each is row)
        self.chosen.emit(row.version)


def _newest_first(shelf: Shelf, id: str) -> Iterator[Version]:
    return reversed([version for version in shelf.versions if version.protocol.id == id])
