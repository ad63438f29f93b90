"""One session on the screen: its pages from preparing to review, of which one is shown."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from monitor.answering import most_urgent_first, next_to_answer
from monitor.flags import Flag
from monitor.limits import Phase
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.chairside.chairside_page import ChairsidePage
from ui.preparing.preparing_page import PreparingPage
from ui.review.review_page import ReviewPage
from ui.signoff.signoff_page import SignoffPage
from ui.theme import GRID_PX
from ui.widgets.answer_key import follow_answer_key
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button

PAGE_OF_PHASE = {
    Phase.PREPARING: "Preparing",
    Phase.INFUSING: "Chairside",
    Phase.PAUSED: "Chairside",
    Phase.RECOVERING: "Chairside",
    Phase.DISCHARGED: "Sign-off",
    Phase.REVIEWED: "Review",
}

Page = PreparingPage | ChairsidePage | SignoffPage | ReviewPage


class SessionView(QWidget):
    """Belongs to the one session it was made for; a snapshot of another is ignored, so no text changes patients.

    A page is built when it is first shown.
    """

    submitted = Signal(object)  # Request
    draft_edited = Signal(str, str, str)  # session, place, text

    def __init__(self, snapshot: Snapshot, drafts: dict[str, str], staff: Staff | None, roster: Roster) -> None:
        super().__init__()
        self.session = snapshot.chart.session
        self.snapshot = snapshot
        self._drafts = drafts
        self._staff = staff
        self._roster = roster
        self._built: dict[str, Page] = {}
        self.tabs = {name: _tab(name) for name in ("Preparing", "Chairside", "Sign-off", "Review")}
        self.tab_strip = QWidget()  # stands in the window's bar, so that the chart keeps the height
        self.stack = QStackedWidget()
        self._arrange()
        self.go(PAGE_OF_PHASE[snapshot.chart.phase])

    @cached_property
    def preparing(self) -> PreparingPage:
        page = PreparingPage()
        self._add("Preparing", page)
        return page

    @cached_property
    def chairside(self) -> ChairsidePage:
        from ui.trend.chart import TrendChart

        page = ChairsidePage(TrendChart())
        self._add("Chairside", page)
        return page

    @cached_property
    def signoff(self) -> SignoffPage:
        page = SignoffPage()
        page.chairside_requested.connect(lambda: self.go("Chairside"))
        self._add("Sign-off", page)
        return page

    @cached_property
    def review(self) -> ReviewPage:
        from ui.trend.chart import TrendChart

        page = ReviewPage(TrendChart())
        self._add("Review", page)
        return page

    def display(self, snapshot: Snapshot) -> None:
        """Only the page on the screen is repainted; the others catch up when they are shown."""
        if snapshot.chart.session != self.session:
            return
        before, now = (PAGE_OF_PHASE[chart.phase] for chart in (self.snapshot.chart, snapshot.chart))
        self.snapshot = snapshot
        if (before, now) == ("Preparing", "Chairside"):
            self.go(now)
        else:
            self._current().display(snapshot)

    def display_people(self, staff: Staff | None, roster: Roster) -> None:
        self._staff, self._roster = staff, roster
        for page in self._built.values():
            page.display_staff(staff)
            page.display_roster(roster)

    def set_aside(self) -> None:
        """Whoever signed in leaves the screen; what is half-typed stays, and says so to the next."""
        if "chairside" in self.__dict__:
            self.chairside.set_aside()
        if "preparing" in self.__dict__:
            self.preparing.set_aside()

    def confirm(self, request: Request) -> None:
        for page in self._built.values():
            page.confirm(request)

    def refuse(self, request: Request, sentence: str) -> None:
        for page in self._built.values():
            page.refuse(request, sentence)

    def go(self, name: str) -> None:
        """Show the page of that name. Where it is shown and typed in already, the keyboard stays where it is."""
        page = self._page(name)
        is_typed_in = holds_focus(page)
        page.display(self.snapshot)
        self.tabs[name].setChecked(True)
        self.stack.setCurrentWidget(page)
        self.setFocusProxy(page)  # so that it is the page's first field that takes the keyboard
        if not is_typed_in:
            page.setFocus()

    def show_flag(self, flag: Flag) -> None:
        """The page on which flags are answered, with the question what was done about this one."""
        self.go("Chairside" if self.snapshot.chart.is_open else "Review")
        if self._current() is self._built.get("Chairside"):
            self.chairside.show_flag(flag)

    def answer_next(self) -> None:
        """Ask what was done about the flag that calls first."""
        flag = next_to_answer(self.snapshot) or next(iter(most_urgent_first(self.snapshot)), None)
        if flag:
            self.show_flag(flag)

    def _page(self, name: str) -> Page:
        """Built when it is first asked for."""
        match name:
            case "Preparing":
                return self.preparing
            case "Chairside":
                return self.chairside
            case "Sign-off":
                return self.signoff
        return self.review

    def _current(self) -> Page:
        return next(page for page in self._built.values() if page is self.stack.currentWidget())

    def _add(self, name: str, page: Page) -> None:
        self._built[name] = page
        self.stack.addWidget(page)
        page.display_staff(self._staff)
        page.display_roster(self._roster)
        page.display(self.snapshot)
        page.restore(self._drafts)
        page.submitted.connect(self.submitted)
        page.draft_edited.connect(self._keep_draft)
        page.banner.flags_chosen.connect(self.answer_next)
        if name != "Chairside":  # which has the key itself
            follow_answer_key(page, self.answer_next)

    def _keep_draft(self, session: str, place: str, text: str) -> None:
        self._drafts[place] = text
        self.draft_edited.emit(session, place, text)

    def _arrange(self) -> None:
        strip = QHBoxLayout(self.tab_strip)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(GRID_PX // 2)
        group = QButtonGroup(self)
        for name, tab in self.tabs.items():
            group.addButton(tab)
            strip.addWidget(tab)
            tab.clicked.connect(lambda _=False, name=name: self.go(name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)


def _tab(name: str) -> QPushButton:
    tab = button(name, "tab")
    tab.setCheckable(True)
    return tab
