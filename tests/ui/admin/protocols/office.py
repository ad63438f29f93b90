"""The protocols of a small clinic on the screen: what the page asks for is done at once, or held back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from monitor.limits import Phase
from monitor.protocol_lines import Section
from monitor.vitals import Vital
from sessions.clinic import EntryRefused
from tests.clinics import PINS, PROTOCOL, Team
from ui.admin.protocols.protocols_page import ProtocolsPage
from ui.theme import DARK, apply_theme, tokens

DURING = "Systolic\ninfusing, paused, recovering"


class Office:
    """`holding` keeps requests back until `delivers`."""

    def __init__(self, qtbot, team=None, staff="ada", drafts=None):
        app = QApplication.instance()
        if tokens() is not DARK or not app.styleSheet():
            apply_theme(app, DARK)
        self.qtbot = qtbot
        self.team = team or Team()
        self.page = ProtocolsPage()
        self.staff = getattr(self.team, staff) if staff else None
        self.drafts = dict(drafts or {})
        self.holding = False
        self.waiting = []
        self.refusals = []
        qtbot.addWidget(self.page)
        self.page.resize(1240, 700)
        self.page.submitted.connect(self._take)
        self.page.draft_edited.connect(lambda _stands_for, place, text: self.drafts.update({place: text}))
        self.page.display_staff(self.staff)
        self.page.restore(self.drafts)
        self.refreshes()
        self.page.show()

    @property
    def shelf(self):
        return self.team.clinic.shelf

    def refreshes(self):
        overview = self.team.clinic.overview()
        self.page.display(overview.shelf, overview.roster)

    def clicks(self, button):
        assert button.isVisible(), f"{button.text()} is not on the screen"
        assert button.isEnabled(), f"{button.text()} cannot be clicked: {button.toolTip()}"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, field, text):
        field.selectAll()
        self.qtbot.keyClicks(field, text) if text else self.qtbot.keyClick(field, Qt.Key.Key_Delete)

    def row(self, title, number):
        """The row of the list with this version."""
        for row in self.page.version_list.rows:
            version = row.version
            if version and (version.protocol.title, version.protocol.version) == (title, number):
                return row
        raise AssertionError(f"there is no {title}, version {number}")

    @property
    def form(self):
        return self.page.editor.form

    def begins(self, title=PROTOCOL.title, number=1):
        self.clicks(self.row(title, number))
        self.clicks(self.page.head.write_button)

    def edits(self, section, first_cell=None):
        """Open the form of the row that begins with this text, or of a list of facts."""
        shown = self.page.editor.sections[section]
        if first_cell is None:
            button = shown.edit_button
        else:
            button = next(row.edit_button for row in shown.rows if row.cells[0].text() == first_cell)
        self.page.editing.ensureWidgetVisible(button)
        self.clicks(button)
        return self.form

    def writes(self, caution, source):
        """A version with another caution limit of systolic pressure during the infusion, and keep it."""
        form = self.edits(Section.LIMITS, DURING)
        self.types(form.fields["caution"].editor.high_field, str(caution))
        self.types(form.fields["source"].editor, source)
        self.clicks(form.done_button)
        self.clicks(self.page.draft_head.keep_button)

    def approves(self, id="cora", pin=None):
        panel = self.page.approval_panel
        if not panel.isVisible():
            self.clicks(self.page.head.approve_button)
        choice = panel.staff_pin.member_choice
        choice.setCurrentIndex(choice.findData(id))
        self.qtbot.keyClicks(panel.staff_pin.pin_field, pin or PINS[id])
        self.clicks(panel.approve_button)

    def delivers(self):
        while self.waiting:
            request = self.waiting.pop(0)
            try:
                self.team.clinic.carry_out(request, self.staff)
            except EntryRefused as refusal:
                self.refusals.append(str(refusal))
                self.page.refuse(request, str(refusal))
            else:
                self.page.confirm(request)
                self.refreshes()

    def _take(self, request):
        self.waiting.append(request)
        if not self.holding:
            self.delivers()


def caution_of(protocol):
    return protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING).caution[0].limit
