"""The first screen: who are you, and your PIN. Where nobody works yet, the first administrator is made."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from monitor.staff import Staff
from sessions.staff import Roster
from ui.signin.first_start import FirstStart
from ui.signin.pin_card import PinCard
from ui.signin.staff_list import StaffList
from ui.sound import Hearing
from ui.widgets.focus import holds_focus
from ui.widgets.looks import label, set_look
from ui.widgets.notice import Notice
from ui.widgets.speaker_mark import SpeakerMark, heard
from ui.widgets.texts import show

WIDEST_PX = 960
FORM_PX = 640


class SignInPage(QWidget):
    """`notice` is for one line from outside: where the key is kept, or a problem with the store."""

    submitted = Signal(object)  # SigningIn, or the Joining of the first administrator

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notice = Notice()
        self.staff_list = StaffList()
        self.pin_card = PinCard()
        self.first_start = FirstStart()
        self.hint_label = label("", "hint")
        self.sound_mark = SpeakerMark()
        self.sound_label = label("", "muted")
        self._arrange()
        self.staff_list.chosen.connect(self._ask)
        self.pin_card.submitted.connect(self.submitted)
        self.first_start.submitted.connect(self.submitted)
        self.first_start.hide()  # nobody knows yet who works here
        self._signing_in.hide()

    def _arrange(self) -> None:
        self.hint_label.setWordWrap(True)
        self.hint_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hint_label.hide()
        self.sound_mark.hide()  # until there is a word for it
        self._signing_in = QWidget()
        sides = QHBoxLayout(self._signing_in)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(24)
        sides.addWidget(self.staff_list, 3)
        sides.addWidget(self.pin_card, 2, Qt.AlignmentFlag.AlignTop)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        title = QHBoxLayout()
        title.setSpacing(16)
        title.addWidget(label("Vigil", "title"))
        title.addWidget(label("The chart and the watch of the infusion clinic", "muted"), 1)
        sound = QHBoxLayout()
        sound.setSpacing(6)
        sound.addWidget(self.sound_mark)
        sound.addWidget(self.sound_label)
        title.addLayout(sound)
        column.addLayout(title)
        column.addWidget(self.notice)
        column.addWidget(self.first_start)
        column.addWidget(self._signing_in, 1)
        column.addWidget(self.hint_label)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        page = QGridLayout(self)
        page.setContentsMargins(32, 32, 32, 24)
        page.addWidget(self._middle, 0, 1)
        page.setColumnStretch(0, 1)
        page.setColumnStretch(1, 1000)  # the middle takes all it may have; the sides share the rest
        page.setColumnStretch(2, 1)

    def display(self, roster: Roster) -> None:
        is_first = not roster.members
        has_turned = is_first is self.first_start.isHidden()
        self._middle.setMaximumWidth(FORM_PX if is_first else WIDEST_PX)
        self._rest.setVisible(is_first)
        self.first_start.setVisible(is_first)
        self._signing_in.setVisible(not is_first)
        self.staff_list.display(roster.members)
        if self.staff_list.who is None:
            self.pin_card.display(None)
        if self.isVisible() and (has_turned or not holds_focus(self)):
            self._take_focus()

    def display_hint(self, text: str) -> None:
        """Say for all to see which PINs a demonstration takes. Nothing is said for an empty text."""
        self.hint_label.setText(text)
        self.hint_label.setVisible(bool(text))

    def display_sound(self, hearing: Hearing) -> None:
        """Whether this station can be heard while nobody is signed in."""
        self.sound_mark.display(heard(hearing))
        self.sound_mark.show()
        show(self.sound_label, hearing.text)

    def confirm(self, request: object) -> None:
        """Somebody signed in, or the first administrator was made: the page is as new for whoever comes next."""
        self.first_start.confirm(request)
        if self.pin_card.confirm(request):
            self.staff_list.clear()

    def refuse(self, request: object, sentence: str) -> None:
        self.first_start.refuse(request, sentence)
        self.pin_card.refuse(request, sentence)

    def _ask(self, staff: Staff | None) -> None:
        self.pin_card.display(staff)
        if staff:
            self.pin_card.pin_field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_focus()

    def _take_focus(self) -> None:
        """To what is filled in first, so that whoever comes may type at once."""
        (self.staff_list.search_field if self.first_start.isHidden() else self.first_start.name_field).setFocus()
