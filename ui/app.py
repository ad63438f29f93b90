"""Vigil as a program on the screen: one application, one window, one worker."""

import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from monitor.clock import Clock
from monitor.limits import Severity
from monitor.protocol_file import ProtocolRefused
from sessions.clinic import StoreError
from sessions.protocols import shipped
from sessions.settings import THEME, setting
from sessions.station import Station, open_station
from ui.live_clinic import LiveClinic
from ui.loudspeaker import Loudspeaker, OwnLoudspeaker
from ui.main_window import MainWindow
from ui.problem_window import TRY_AGAIN, ProblemWindow
from ui.theme import DARK, LIGHT, Tokens, apply_theme

log = logging.getLogger(__name__)

_last_words: list[QWidget] = []
"""The window of the last resort: nobody else holds it while it stands."""


def make_application() -> QApplication:
    """The application, with the last-resort hook in place."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Vigil")
    sys.excepthook = _stop
    return app


def _theme_if_known(folder: Path) -> Tokens:
    """For where the settings may be what is damaged."""
    try:
        return theme_of(folder)
    except StoreError:
        return DARK


def theme_of(folder: Path) -> Tokens:
    """The theme chosen on this station or, where nobody chose, the system's."""
    match setting(folder, THEME):
        case "light":
            return LIGHT
        case "dark":
            return DARK
    is_light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return LIGHT if is_light else DARK


def make_window(
    app: QApplication, station: Station, hint: str = "", loudspeaker: Loudspeaker | None = None
) -> MainWindow:
    """The window on this station's record; it is silent without a loudspeaker.

    `hint` stands on the sign-in screen of a demonstration.
    """
    apply_theme(app, theme_of(station.folder))
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="record")
    live = LiveClinic(station.clinic, station.drafts, worker)
    window = MainWindow(live, station.folder, loudspeaker)
    window.say_where(f"The record on this computer is encrypted; its key is {station.key_place}.", hint)
    if station.notices:
        window.news.say(" ".join(station.notices), Severity.CAUTION)
    return window


def run(folder: Path, clock: Clock) -> int:
    """Show Vigil on the record in this folder until its window is closed, and give the exit code."""
    app = make_application()
    while True:
        try:
            shipped()  # a protocol that cannot be used is said before the record is opened
            station = open_station(folder, clock)
        except (StoreError, ProtocolRefused) as problem:
            apply_theme(app, _theme_if_known(folder))
            what = "use a protocol" if isinstance(problem, ProtocolRefused) else "open its record"
            window = ProblemWindow(str(problem), f"Vigil cannot {what}")
            window.show()
            code = app.exec()
            window.close()
            if code != TRY_AGAIN:
                return 1
        else:
            return show(app, station)


def show(app: QApplication, station: Station, hint: str = "") -> int:
    """Show the window until it is closed. Everything asked of the record is carried out before this returns."""
    window = make_window(app, station, hint, OwnLoudspeaker())
    window.live.start()
    window.show()
    _last_words.clear()
    code = app.exec()
    window.live.stop()
    station.close()
    return 1 if _last_words else code


def _stop(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Our own mistake: nobody knows what it has broken, so nothing more is written."""
    log.critical("Vigil stops.", exc_info=(kind, problem, trace))
    sentence = (
        f"Vigil has stopped because of a fault of its own ({kind.__name__}: {problem}). "
        "The last entry may not be kept: look at the chart when you start it again."
    )
    print(sentence, file=sys.stderr)
    app = QApplication.instance()
    if isinstance(app, QApplication) and not any(isinstance(one, ProblemWindow) for one in _shown(app)):
        last = ProblemWindow(sentence, "Vigil has stopped", can_try=False)
        _last_words.append(last)
        last.show()
        for window in _shown(app):
            if window is not last:
                window.hide()


def _shown(app: QApplication) -> list[QWidget]:
    return [window for window in app.topLevelWidgets() if window.isVisible()]
