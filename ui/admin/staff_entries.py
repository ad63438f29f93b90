"""Everybody who works here or ever did, in the order of joining; who left stands below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessions.staff import Member
from ui.admin.staff_entry import StaffEntry


class StaffEntries(QWidget):
    submitted = Signal(object)  # ChangingPin or Leaving

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, StaffEntry] = {}  # by id of the member of staff
        self._shown: tuple[Member, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)

    def display(self, everyone: tuple[Member, ...]) -> None:
        """Nobody ever goes from the list: names stand under signatures."""
        if everyone == self._shown:
            return
        self._shown = everyone
        for place, member in enumerate(sorted(everyone, key=lambda member: not member.active)):
            entry = self.entries.get(member.staff.id) or self._new_entry(member.staff.id)
            entry.display(member)
            self._column.insertWidget(place, entry)

    def confirm(self, request: object) -> None:
        for entry in self.entries.values():
            entry.confirm(request)

    def refuse(self, request: object, sentence: str) -> None:
        for entry in self.entries.values():
            entry.refuse(request, sentence)

    def _new_entry(self, staff: str) -> StaffEntry:
        entry = StaffEntry(staff)
        entry.submitted.connect(self.submitted)
        self.entries[staff] = entry
        return entry
