"""One page of a session on a desk: what it submits goes to a small clinic at once, and comes back to it."""

from PySide6.QtCore import Qt

from sessions.clinic import EntryRefused


class Desk:
    """`holding` keeps requests back until `delivers`, so that the time between click and answer can be seen."""

    def __init__(self, qtbot, team, page, session, staff=None):
        self.qtbot = qtbot
        self.team = team
        self.page = page
        self.session = session
        self.staff = staff or team.nora
        self.holding = False
        self.waiting = []
        self.drafts = {}
        qtbot.addWidget(page)
        page.display_staff(self.staff)
        page.display_roster(team.clinic.roster)
        page.submitted.connect(self._take)
        page.draft_edited.connect(lambda _session, place, text: self.drafts.update({place: text}))
        self.refreshes()

    @property
    def snapshot(self):
        return self.team.clinic.snapshot(self.session)

    @property
    def chart(self):
        return self.snapshot.chart

    def refreshes(self):
        self.page.display(self.snapshot)

    def waits(self, *, minutes):
        self.team.clock.advance(minutes=minutes)
        self.refreshes()

    def clicks(self, button):
        assert button.isEnabled(), f"{button.text()} cannot be clicked"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, field, text):
        self.qtbot.keyClicks(field, text)

    def chooses(self, staff_pin, staff, pin):
        choice = staff_pin.member_choice
        choice.setCurrentIndex(choice.findData(staff.id))
        self.types(staff_pin.pin_field, pin)

    def delivers(self):
        """The clinic answers everything that was asked."""
        while self.waiting:
            self._answer(self.waiting.pop(0))

    def _take(self, request):
        self.waiting.append(request)
        if not self.holding:
            self.delivers()

    def _answer(self, request):
        try:
            snapshot = self.team.clinic.carry_out(request, self.staff)
        except EntryRefused as refusal:
            self.page.refuse(request, str(refusal))
        else:
            self.page.confirm(request)
            self.page.display(snapshot)
