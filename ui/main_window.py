"""The one window: who is signed in, where one is, and the page shown. All wiring between pages is here."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from monitor.clock import offset_from_utc
from monitor.flags import Flag
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.staff import Role, Staff
from sessions.clinic import Overview, StoreError
from sessions.index import SessionLine
from sessions.requests import Request
from sessions.settings import THEME, choose
from sessions.staff import Roster
from ui.live_clinic import LiveClinic
from ui.loudspeaker import Loudspeaker, NoLoudspeaker
from ui.signin.sign_in_page import SignInPage
from ui.sound import Sound
from ui.theme import DARK, GRID_PX, LIGHT, apply_theme, tokens
from ui.widgets.approvals import unapproved_text
from ui.widgets.draft import NEW_SESSION, PROTOCOLS
from ui.widgets.elided import ElidedLabel
from ui.widgets.enter_presses import EnterPresses
from ui.widgets.escalation_strip import EscalationStrip
from ui.widgets.export_button import ExportButton
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button, set_look
from ui.widgets.notice import Notice
from ui.widgets.settling import Settling
from ui.widgets.sound_button import SoundButton

if TYPE_CHECKING:  # built when first shown: the sign-in screen waits for none of them
    from ui.admin.admin_page import AdminPage
    from ui.board.board_page import BoardPage
    from ui.preparing.new_session_page import NewSessionPage
    from ui.review.review_list import ReviewList
    from ui.session_view import SessionView


class MainWindow(QWidget):
    """Shows one page at a time. What a page asks for goes to the record through `live`, and comes back to it."""

    def __init__(self, live: LiveClinic, folder: Path, loudspeaker: Loudspeaker | None = None) -> None:
        super().__init__()
        self.live = live
        self.sound = Sound(folder, loudspeaker or NoLoudspeaker())
        self.escalation_strip = EscalationStrip()
        self.session_view: SessionView | None = None
        self.approval_label = ElidedLabel(look="caution-small")
        self.notice = Notice()  # about the record, for as long as it is so
        self.news = Notice()  # what came of something asked for beside the record
        self.sign_in_page = SignInPage()
        self.board_button = button("Board", "tab")
        self.review_button = button("Review list", "tab")
        self.admin_button = button("Administration", "tab")
        self.sound_button = SoundButton()
        self.who_label = ElidedLabel(look="muted")
        self.export_button = ExportButton()
        self.theme_button = button("", "quiet")
        self.sign_out_button = button("Sign out", "quiet")
        self.bar = QWidget()
        self.session_tabs = QHBoxLayout()
        self.stack = QStackedWidget()
        self._folder = folder
        self._overview: Overview | None = None
        self._opening: tuple[str, Callable[[SessionView], None]] | None = None  # and what to show of it first
        self.settling = Settling(self)
        EnterPresses(self)
        self._places = QButtonGroup(self)
        self._arrange()
        self._connect()
        self._name_theme()
        self._show_sign_in()

    @cached_property
    def board_page(self) -> "BoardPage":
        from ui.board.board_page import BoardPage

        page = BoardPage()
        page.opened.connect(self._open_session)
        page.answering.connect(self._open_at)
        page.new_session_requested.connect(self.show_new_session)
        self.stack.addWidget(page)
        return page

    @cached_property
    def new_session_page(self) -> "NewSessionPage":
        from ui.preparing.new_session_page import NewSessionPage

        page = NewSessionPage()
        page.submitted.connect(self.live.submit)
        page.cancelled.connect(self.show_board)
        page.draft_edited.connect(self.live.keep_draft)
        self.stack.addWidget(page)
        return page

    @cached_property
    def review_list(self) -> "ReviewList":
        from ui.review.review_list import ReviewList

        page = ReviewList()
        page.opened.connect(partial(self._open_session, show=lambda view: view.go("Review")))
        self.stack.addWidget(page)
        return page

    @cached_property
    def admin_page(self) -> "AdminPage":
        from ui.admin.admin_page import AdminPage

        page = AdminPage()
        page.submitted.connect(self.live.submit)
        page.draft_edited.connect(self.live.keep_draft)
        self.stack.addWidget(page)
        return page

    @property
    def roster(self) -> Roster:
        return self._overview.roster if self._overview else Roster()

    @property
    def open_sessions(self) -> tuple[Snapshot, ...]:
        return self._overview.open if self._overview else ()

    @property
    def session_lines(self) -> tuple[SessionLine, ...]:
        return self._overview.lines if self._overview else ()

    def say_where(self, where_kept: str, hint: str) -> None:
        """What the sign-in screen says of this station: where the key is and, in a demonstration, the known PINs."""
        self.sign_in_page.notice.say(where_kept, Severity.ADVISORY)
        self.sign_in_page.display_hint(hint)

    def show_board(self) -> None:
        self._show(self.board_page)

    def show_review(self) -> None:
        self._show(self.review_list)

    def show_admin(self) -> None:
        self.admin_page.display_staff(self.live.staff)
        self._show(self.admin_page)
        self.live.bring_drafts(PROTOCOLS)

    def show_new_session(self, chair: str) -> None:
        """The form for a new session in this chair."""
        if self._overview is not None:
            offset = offset_from_utc(self._overview.now)
            self.new_session_page.display(chair, round(offset.total_seconds() / 60))
        self._show(self.new_session_page)
        self.live.bring_drafts(NEW_SESSION)

    def sign_out(self) -> None:
        """Leave the screen to the next person. What is half-typed stays where it is."""
        self.live.sign_out()
        if self.session_view is not None:
            self.session_view.set_aside()
        self._show_sign_in()

    def switch_theme(self) -> None:
        """The other theme, now and at the next start."""
        theme = LIGHT if tokens() is DARK else DARK
        try:
            choose(self._folder, THEME, theme.name)
        except StoreError as problem:
            self.news.say(str(problem))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme)
        self._name_theme()

    def _arrange(self) -> None:
        self.setWindowTitle("Vigil")
        self.resize(1280, 800)
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._places.setExclusive(False)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(GRID_PX, GRID_PX // 2, GRID_PX, 0)
        row.setSpacing(GRID_PX // 2)
        for place in (self.board_button, self.review_button, self.admin_button):
            place.setCheckable(True)
            self._places.addButton(place)
            row.addWidget(place)
        row.addStretch(1)
        row.addLayout(self.session_tabs)
        row.addStretch(2)
        row.addWidget(self.export_button)
        row.addWidget(self.sound_button)
        row.addWidget(self.who_label)
        row.addWidget(self.theme_button)
        row.addWidget(self.sign_out_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        self.approval_label.setContentsMargins(2 * GRID_PX, GRID_PX // 2, 2 * GRID_PX, 0)
        self.approval_label.hide()
        column.addWidget(self.escalation_strip)
        column.addWidget(self.bar)
        column.addWidget(self.approval_label)
        column.addWidget(self.notice)
        column.addWidget(self.news)
        column.addWidget(self.stack, 1)
        self.stack.addWidget(self.sign_in_page)

    def _connect(self) -> None:
        self.sign_in_page.submitted.connect(self.live.submit)
        self.board_button.clicked.connect(self.show_board)
        self.review_button.clicked.connect(self.show_review)
        self.admin_button.clicked.connect(self.show_admin)
        self.export_button.chosen.connect(self._export)
        self.escalation_strip.chosen.connect(self._open_at)
        self.sound_button.silence_chosen.connect(self.sound.silence)
        self.sound_button.sound_wanted.connect(self.sound.end_silence)
        self.sound_button.volume_chosen.connect(self.sound.set_volume)
        self.sound_button.test_wanted.connect(self.sound.test)
        self.sound.changed.connect(self.sound_button.display)
        self.sound.changed.connect(self.sign_in_page.display_sound)
        self.sound.unkept.connect(self.news.say)
        self.theme_button.clicked.connect(self.switch_theme)
        self.sign_out_button.clicked.connect(self.sign_out)
        self.live.kept.connect(self._kept)
        self.live.refused.connect(self._refused)
        self.live.opened.connect(self._open)
        self.live.drafts_brought.connect(self._restore)
        self.live.changed.connect(self._changed)
        self.live.overview_changed.connect(self._overview_changed)
        self.live.failed.connect(lambda sentence: self.notice.say(sentence, Severity.CRITICAL))
        self.live.recovered.connect(self.notice.clear)
        self.live.exported.connect(lambda file: self.news.say(f"Written: {file}", Severity.ADVISORY))
        self.live.not_exported.connect(self.news.say)

    def _show_sign_in(self) -> None:
        self.bar.hide()
        self._display_escalation()
        self.stack.setCurrentWidget(self.sign_in_page)  # it takes the focus to its first field when it is shown
        self._display_overview()

    def _show(self, page: QWidget) -> None:
        """Where the page is shown and typed in already, the keyboard stays where it is."""
        is_typed_in = holds_focus(page)
        self.stack.setCurrentWidget(page)
        self.news.clear()
        self.export_button.setVisible(page is self.session_view)
        if self.session_view is not None:
            self.session_view.tab_strip.setVisible(page is self.session_view)
        self._display_overview()
        if not is_typed_in:
            page.setFocus()
        built = self.__dict__
        self.board_button.setChecked(page is built.get("board_page"))
        self.review_button.setChecked(page is built.get("review_list"))
        self.admin_button.setChecked(page is built.get("admin_page"))

    def _kept(self, request: Request, outcome: object) -> None:
        for page in self._pages_that_ask():
            page.confirm(request)
        if isinstance(outcome, Snapshot):
            self._changed(outcome)  # together with the emptied form, so that the page is painted once
        if isinstance(outcome, Staff):
            self._signed_in(outcome)

    def _refused(self, request: Request, sentence: str) -> None:
        for page in self._pages_that_ask():
            page.refuse(request, sentence)

    def _pages_that_ask(self) -> "list[SignInPage | NewSessionPage | AdminPage | SessionView]":
        """Whoever may have sent a request. Each knows its own by identity."""
        built = self.__dict__
        pages: list[SignInPage | NewSessionPage | AdminPage | SessionView] = [self.sign_in_page]
        if "new_session_page" in built:
            pages.append(self.new_session_page)
        if "admin_page" in built:
            pages.append(self.admin_page)
        if self.session_view is not None:
            pages.append(self.session_view)
        return pages

    def _signed_in(self, staff: Staff) -> None:
        self.who_label.display(f"{staff.name} · {staff.role}")
        self.bar.show()
        self._display_escalation()
        if self.session_view is not None:
            self.session_view.display_people(staff, self.roster)
        if staff.role is Role.ADMINISTRATOR:
            self.show_admin()
        else:
            self.show_board()

    def _open(self, snapshot: Snapshot, drafts: dict[str, str]) -> None:
        """Show this session, and nothing that was typed for another one."""
        from ui.session_view import SessionView

        if self.live.staff is None:
            return
        if self.session_view is None or self.session_view.session != snapshot.chart.session:
            self._leave_session()
            self.session_view = SessionView(snapshot, dict(drafts), self.live.staff, self.roster)
            self.session_view.submitted.connect(self.live.submit)
            self.session_view.draft_edited.connect(self.live.keep_draft)
            self.stack.addWidget(self.session_view)
            self.session_tabs.addWidget(self.session_view.tab_strip)
        else:
            self.session_view.display(snapshot)
        chart = snapshot.chart
        self.export_button.name_after(f"{chart.opened_at + chart.utc_offset:%Y-%m-%d} {chart.patient.record_number}")
        self._show(self.session_view)
        asked, self._opening = self._opening, None
        if asked is not None and asked[0] == chart.session:
            asked[1](self.session_view)

    def _restore(self, key: str, drafts: dict[str, str]) -> None:
        if key == NEW_SESSION:
            self.new_session_page.restore(drafts)
        elif key == PROTOCOLS:
            self.admin_page.restore(drafts)

    def _open_session(self, session: str, show: "Callable[[SessionView], None] | None" = None) -> None:
        """Ask for the session and, once it is here, show this of it; without it as it was left."""
        self._opening = (session, show) if show else None
        self.live.open(session)

    def _open_at(self, session: str, flag: Flag) -> None:
        self._open_session(session, show=lambda view: view.show_flag(flag))

    def _export(self, form: str, out: Path) -> None:
        if self.session_view is not None:
            self.live.export(self.session_view.session, form, out)

    def _leave_session(self) -> None:
        if self.session_view is not None:
            self.stack.removeWidget(self.session_view)
            self.session_tabs.removeWidget(self.session_view.tab_strip)
            self.session_view.tab_strip.hide()  # at once: room for two strips would widen the window
            self.session_view.tab_strip.deleteLater()
            self.session_view.deleteLater()
            self.session_view = None

    def _changed(self, snapshot: Snapshot) -> None:
        view = self.session_view
        if view is not None and self.stack.currentWidget() is view and snapshot is not view.snapshot:
            view.display(snapshot)

    def _overview_changed(self, overview: Overview) -> None:
        changed_people = self._overview is None or overview.roster != self._overview.roster
        self._overview = overview
        if changed_people and self.session_view is not None:
            self.session_view.display_people(self.live.staff, overview.roster)
        self._display_overview()
        self._display_escalation()
        self.sound.follow(overview)

    def _display_escalation(self) -> None:
        was_shown = self.escalation_strip.isVisible()
        self.escalation_strip.display(self.open_sessions, is_locked=self.live.staff is None)
        if self.escalation_strip.isVisible() is not was_shown:
            self.settling.begin()  # everything below it has moved

    def _display_overview(self) -> None:
        """Only on the page that is shown: the others catch up when they are."""
        overview, page, built = self._overview, self.stack.currentWidget(), self.__dict__
        if overview is None:
            return
        open_protocols = (snapshot.chart.protocol for snapshot in overview.open)
        self.approval_label.display(unapproved_text((*overview.shelf.in_use, *open_protocols)))
        is_said = page is self.session_view  # in the banner, of the protocol that counts there
        self.approval_label.setVisible(bool(self.approval_label.text()) and not is_said)
        if page is self.sign_in_page:
            self.sign_in_page.display(overview.roster)
        elif page is built.get("board_page"):
            self.board_page.display(overview)
        elif page is built.get("review_list"):
            self.review_list.display(overview)
        elif page is built.get("admin_page"):
            self.admin_page.display(overview.roster, overview.shelf)
        elif page is built.get("new_session_page"):
            self.new_session_page.display_protocols(overview.shelf.in_use)
            self.new_session_page.display_overview(overview)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._name_theme()
        super().changeEvent(event)

    def _name_theme(self) -> None:
        self.theme_button.setText("Light" if tokens() is DARK else "Dark")
