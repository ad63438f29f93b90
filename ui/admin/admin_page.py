"""Administration: who works here with which PIN, and which chairs there are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.staff import Role, Staff
from sessions.staff import Roster
from ui.admin.chairs_form import ChairsForm
from ui.admin.joining_form import JoiningForm
from ui.admin.staff_entries import StaffEntries
from ui.widgets.looks import label, set_look
from ui.widgets.notice import Notice


class AdminPage(QWidget):
    submitted = Signal(object)  # Joining, ChangingPin, Leaving or AddingChair

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notice = Notice()
        self.staff_entries = StaffEntries()
        self.joining_form = JoiningForm()
        self.chairs_form = ChairsForm()
        self._arrange()
        for part in self._parts:
            part.submitted.connect(self.submitted)
        self.display_staff(None)

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
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(16)
        page.addWidget(self.notice)
        page.addLayout(sides, 1)

    def display(self, roster: Roster) -> None:
        self.staff_entries.display(roster.everyone)
        self.chairs_form.display(roster.chairs)

    def display_staff(self, staff: Staff | None) -> None:
        """Who is signed in. Only an administrator may do anything here."""
        is_administrator = staff is not None and staff.role is Role.ADMINISTRATOR
        for part in self._parts:
            part.setEnabled(is_administrator)
        who = f"{staff.name} is signed in as {staff.role}" if staff else "nobody is signed in"
        self.notice.say("" if is_administrator else f"Only an administrator changes staff and chairs; {who}.")

    def confirm(self, request: object) -> None:
        for part in self._parts:
            part.confirm(request)

    def refuse(self, request: object, sentence: str) -> None:
        for part in self._parts:
            part.refuse(request, sentence)
