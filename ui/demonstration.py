"""The demonstration: simulated patients on the screen, or every screen of Vigil drawn as pictures."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from monitor.clock import offset_from_utc, steady_clock
from monitor.events import VitalsTaken
from monitor.limits import Phase
from monitor.vitals import Reading, Vital, VitalSet
from sessions.demonstration import KNOWN_PINS, Demonstration, demonstrate
from sessions.requests import SigningIn, Writing
from sessions.staff import Roster
from ui.app import make_application, make_window
from ui.loudspeaker import NoLoudspeaker, OwnLoudspeaker
from ui.main_window import MainWindow
from ui.problem_window import ProblemWindow
from ui.theme import THEMES, apply_theme

WRITING_MS = 5000
SIZES = ((1280, 800), (1920, 1080))
EMERGENCY = {Vital.SYSTOLIC: 206, Vital.DIASTOLIC: 124, Vital.HEART_RATE: 132, Vital.SPO2: 88}
PICTURED_AT = datetime(2026, 3, 14, 10, 20, tzinfo=UTC)


def show(*, chairs: int, speed: float) -> int:
    """Show the demonstration until its window is closed. Its record is thrown away then."""
    app = make_application()
    clock = steady_clock()
    offset = round(offset_from_utc(clock()).total_seconds() / 60)
    demonstration = demonstrate(clock(), clock, chairs=chairs, speed=speed, offset_min=offset)
    demonstration.clock.run()
    window = make_window(app, demonstration.station, demonstration.hint, OwnLoudspeaker())
    writing = QTimer(window)
    writing.setInterval(max(200, round(WRITING_MS / speed)))
    writing.timeout.connect(lambda: window.live.run_beside(demonstration.go_on))
    writing.start()
    window.live.start()
    window.show()
    code = app.exec()
    writing.stop()
    window.live.stop()
    demonstration.close()
    return code


def draw(folder: Path, *, chairs: int) -> None:
    """Every screen, light and dark, in two sizes, as PNG files in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    demonstration = demonstrate(PICTURED_AT, steady_clock(), chairs=chairs)
    window = make_window(app, demonstration.station, demonstration.hint, NoLoudspeaker(problem=""))
    try:
        _Draughtsman(app, window, demonstration, folder).draw()
    finally:
        window.live.stop()
        demonstration.close()


class _Draughtsman:
    """Goes from screen to screen as a person would, and draws each."""

    def __init__(self, app: QApplication, window: MainWindow, demonstration: Demonstration, folder: Path) -> None:
        self._app = app
        self._window = window
        self._demonstration = demonstration
        self._folder = folder

    def draw(self) -> None:
        window = self._window
        window.live.look()
        window.show()
        self._wait(lambda: bool(window.roster.members))
        self._picture("sign-in")
        self._sign_in("Nora Nurse")
        window.show_board()
        self._picture("board")
        window.show_new_session("Chair 6")
        self._picture("new-session")
        self._open(Phase.PREPARING)
        self._picture("preparing")
        self._open(Phase.INFUSING)
        self._picture("chairside")
        self._chairside()
        self._open(Phase.INFUSING, calmest=True)
        self._picture("chairside-quiet")
        self._open(Phase.RECOVERING)
        self._picture("recovery")
        self._go("Sign-off")
        self._picture("sign-off")
        self._sign_in("Dr Cora Clinician")
        window.show_review()
        self._picture("review-list")
        finished = next(line for line in window.session_lines if line.discharged_at)
        self._open_session(finished.session)
        self._go("Review")
        self._picture("review")
        self._sign_in("Ada Admin")
        window.show_admin()
        self._picture("administration")
        window.admin_page.show_protocols()
        self._picture("protocols")
        window.sign_out()
        window.sign_in_page.display(Roster())
        window.sign_in_page.display_hint("")
        self._picture("first-start")
        problem = ProblemWindow("Another Vigil is already using this record (record.vigil).")
        problem.show()
        self._picture("problem", problem)
        problem.close()
        self._emergency()

    def _chairside(self) -> None:
        """The line half-typed, an unusual value asked about, and the form."""
        view = self._window.session_view
        assert view is not None
        page = view.chairside
        page.entry_line.line.setText("152/96 88 95 2L dizzy2")
        self._picture("chairside-typing")
        page.entry_line.line.clear()
        page.show_form()
        self._picture("chairside-form")
        page.show_line()
        next(row for row in page.attention.rows if not row.isHidden()).answer_button.click()
        self._picture("chairside-answer")
        page.answer_panel.close_panel()
        last = view.snapshot.chart.entry(view.snapshot.chart.sets[-1].entry)
        assert last is not None
        page.correction.open(last)
        self._picture("chairside-correction")
        page.correction.close_panel()

    def _emergency(self) -> None:
        """Critical values that nobody has answered in time: at the chair, on the board, on the locked screen."""
        window = self._window
        self._sign_in("Nora Nurse")
        self._open(Phase.INFUSING)
        view = window.session_view
        assert view is not None
        sets = len(view.snapshot.chart.sets)
        taken = VitalsTaken(VitalSet(tuple(Reading(vital, value) for vital, value in EMERGENCY.items())))
        window.live.submit(Writing(view.session, (taken,)))
        self._wait(lambda: len(view.snapshot.chart.sets) > sets)
        self._demonstration.clock.set(self._demonstration.clock() + timedelta(minutes=3))
        window.live.look()
        self._wait(window.escalation_strip.isVisible)
        self._picture("chairside-emergency")
        window.show_board()
        self._picture("board-emergency")
        window.sign_out()
        self._picture("sign-in-emergency")

    def _sign_in(self, name: str) -> None:
        window = self._window
        staff = next(staff for staff in window.roster.members if staff.name == name)
        window.sign_out()
        window.live.submit(SigningIn(staff.id, KNOWN_PINS[name][1]))
        self._wait(lambda: window.live.staff == staff and window.bar.isVisible())

    def _open(self, phase: Phase, *, calmest: bool = False) -> None:
        """The session in that phase with the worst flag, or with none."""
        there = [snapshot for snapshot in self._window.open_sessions if snapshot.chart.phase is phase]
        by_worst = sorted(there, key=lambda snapshot: (snapshot.worst or 0, len(snapshot.chart.page)))
        self._open_session(by_worst[0 if calmest else -1].chart.session)

    def _open_session(self, session: str) -> None:
        window = self._window
        window.live.open(session)
        self._wait(lambda: window.session_view is not None and window.session_view.session == session)

    def _go(self, name: str) -> None:
        assert self._window.session_view is not None
        self._window.session_view.go(name)

    def _picture(self, name: str, window: QWidget | None = None) -> None:
        drawn = window or self._window
        for theme in THEMES.values():
            apply_theme(self._app, theme)
            self._settle()
            for width, height in SIZES:
                drawn.resize(width, height)
                self._settle()
                drawn.grab().save(str(self._folder / f"{name}-{theme.name}-{width}.png"))

    def _wait(self, shown: Callable[[], bool]) -> None:
        while not shown():
            self._app.processEvents()

    def _settle(self) -> None:
        for _ in range(10):
            self._app.processEvents()
