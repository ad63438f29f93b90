"""Administration: who works here with which PIN, which chairs there are, and which protocols are in use."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from monitor.staff import Role, Staff
from sessions.protocols import Shelf
from sessions.staff import Roster
from ui.admin.chairs_form import ChairsForm
from ui.admin.joining_form import JoiningForm
from ui.admin.staff_entries import StaffEntries
from ui.theme import GRID_PX
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice

if TYPE_CHECKING:  # built when first shown
    from ui.admin.protocols.protocols_page import ProtocolsPage


class AdminPage(QWidget):
    submitted = Signal(object)  # Joining, ChangingPin, Leaving, AddingChair, WritingProtocol or ApprovingProtocol
    draft_edited = Signal(str, str, str)  # what it stands for, place, text

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.people_button = button("Staff and chairs", "tab")
        self.protocols_button = button("Protocols", "tab")
        self.notice = Notice()
        self.staff_entries = StaffEntries()
        self.joining_form = JoiningForm()
        self.chairs_form = ChairsForm()
        self.stack = QStackedWidget()
        self._people = QWidget()
        self._staff: Staff | None = None
        self._roster = Roster()
        self._shelf = Shelf()
        self._drafts: dict[str, str] = {}
        self._arrange()
        for part in self._parts:
            part.submitted.connect(self.submitted)
        self.people_button.clicked.connect(self.show_people)
        self.protocols_button.clicked.connect(self.show_protocols)
        self.display_staff(None)

    @cached_property
    def protocols_page(self) -> "ProtocolsPage":
        from ui.admin.protocols.protocols_page import ProtocolsPage

        page = ProtocolsPage()
        page.display_staff(self._staff)
        page.restore(self._drafts)
        page.submitted.connect(self.submitted)
        page.draft_edited.connect(self.draft_edited)
        self.stack.addWidget(page)
        return page

    @property
    def _parts(self) -> tuple[StaffEntries, JoiningForm, ChairsForm]:
        return self.staff_entries, self.joining_form, self.chairs_form

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.staff_entries)
        staff = QVBoxLayout()
        staff.setSpacing(16)
        staff.addWidget(label("Staff", "heading"))
        staff.addWidget(scroll, 1)
        forms = QVBoxLayout()
        forms.setSpacing(16)
        forms.addWidget(self.joining_form)
        forms.addWidget(self.chairs_form)
        forms.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(staff, 3)
        sides.addLayout(forms, 2)
        people = QVBoxLayout(self._people)
        people.setContentsMargins(0, 0, 0, 0)
        people.setSpacing(16)
        people.addWidget(self.notice)
        people.addLayout(sides, 1)
        self.stack.addWidget(self._people)
        places = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(GRID_PX // 2)
        for place in (self.people_button, self.protocols_button):
            place.setCheckable(True)
            places.addButton(place)
            tabs.addWidget(place)
        tabs.addStretch(1)
        self.people_button.setChecked(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 4, 24, 16)
        page.setSpacing(12)
        page.addLayout(tabs)
        page.addWidget(self.stack, 1)

    def show_people(self) -> None:
        self.people_button.setChecked(True)
        self.stack.setCurrentWidget(self._people)

    def show_protocols(self) -> None:
        self.protocols_button.setChecked(True)
        self.protocols_page.display(self._shelf, self._roster)
        self.stack.setCurrentWidget(self.protocols_page)

    def display(self, roster: Roster, shelf: Shelf | None = None) -> None:
        """The protocols only while they are on the screen: they catch up when they are shown."""
        self._roster = roster
        self._shelf = shelf or self._shelf
        self.staff_entries.display(roster.everyone)
        self.chairs_form.display(roster.chairs)
        if self.protocols_button.isChecked():
            self.protocols_page.display(self._shelf, roster)

    def restore(self, drafts: Mapping[str, str]) -> None:
        """What was left half-written when Vigil was closed."""
        self._drafts = dict(drafts)
        if "protocols_page" in self.__dict__:
            self.protocols_page.restore(drafts)

    def display_staff(self, staff: Staff | None) -> None:
        """Who is signed in. Only an administrator may change staff and chairs; about protocols see there."""
        self._staff = staff
        if "protocols_page" in self.__dict__:
            self.protocols_page.display_staff(staff)
        is_administrator = staff is not None and staff.role is Role.ADMINISTRATOR
        for part in self._parts:
            part.setEnabled(is_administrator)
        who = f"{staff.name} is signed in as {staff.role}" if staff else "nobody is signed in"
        self.notice.say("" if is_administrator else f"Only an administrator changes staff and chairs; {who}.")

    def confirm(self, request: object) -> None:
        for part in self._parts:
            part.confirm(request)
        if "protocols_page" in self.__dict__:
            self.protocols_page.confirm(request)

    def refuse(self, request: object, sentence: str) -> None:
        for part in self._parts:
            part.refuse(request, sentence)
        if "protocols_page" in self.__dict__:
            self.protocols_page.refuse(request, sentence)
