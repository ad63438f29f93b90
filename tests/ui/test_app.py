"""The program on the screen: it starts, or says why not; and it stops at a mistake of its own."""

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from monitor.protocol_file import ProtocolRefused
from sessions.places import Places
from sessions.settings import THEME, choose
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, FakeClock, Team
from ui import app as program
from ui.main_window import MainWindow
from ui.problem_window import ProblemWindow
from ui.theme import DARK, LIGHT, apply_theme, tokens

SOON_MS = 20
PATIENCE_MS = 20_000
GAVE_UP = 99


@pytest.fixture(autouse=True)
def own_hook(qapp, monkeypatch):
    """The last resort is the program's during a test, and pytest's again after it."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture(autouse=True)
def patience(qapp):
    """A window that never comes fails the test instead of hanging it."""
    timer = QTimer()
    timer.setInterval(PATIENCE_MS)
    timer.timeout.connect(lambda: QApplication.exit(GAVE_UP))
    timer.start()
    yield
    timer.stop()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr("sessions.keys._from_ring", lambda _: None)
    monkeypatch.setattr("sessions.keys._into_ring", lambda *_: False)
    station = open_station(tmp_path, FakeClock(), pins=CHEAP_PINS, file_only=True)
    Team(store=station.store)
    station.close()
    return tmp_path


def once(kind, act, seen):
    """When a window of that kind is on the screen, do this with it."""

    def look():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, kind) and window.isVisible() and window not in seen:
                seen.append(window)
                act(window)
                return
        QTimer.singleShot(SOON_MS, look)

    QTimer.singleShot(SOON_MS, look)


def test_the_window_is_shown_until_it_is_closed_and_the_record_is_let_go_of(folder):
    seen = []
    once(MainWindow, lambda window: window.close(), seen)
    assert program.run(folder, FakeClock()) == 0
    assert len(seen) == 1
    open_station(folder, FakeClock(), file_only=True).close()


def test_a_record_in_use_is_said_and_closing_ends_the_program(folder):
    other = open_station(folder, FakeClock(), file_only=True)
    seen, sentences = [], []
    once(ProblemWindow, lambda window: (sentences.append(window.notice.text), window.close_button.click()), seen)
    code = program.run(folder, FakeClock())
    other.close()
    assert code == 1
    assert sentences == [f"Another Vigil is already using this record ({Places(folder).record})."]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_what_goes_wrong_at_the_start_is_said_in_the_theme_of_the_station(folder, theme):
    other = open_station(folder, FakeClock(), file_only=True)
    choose(folder, THEME, theme.name)
    themes = []
    once(ProblemWindow, lambda window: (themes.append(tokens()), window.close()), [])
    program.run(folder, FakeClock())
    other.close()
    apply_theme(QApplication.instance(), DARK)
    assert themes == [theme]


def test_another_try_opens_the_record_once_it_is_free(folder):
    other = open_station(folder, FakeClock(), file_only=True)
    seen = []
    once(ProblemWindow, lambda window: (other.close(), window.try_again_button.click()), seen)
    once(MainWindow, lambda window: window.close(), seen)
    assert program.run(folder, FakeClock()) == 0
    assert [type(window) for window in seen] == [ProblemWindow, MainWindow]


def test_damaged_settings_are_said_on_the_screen(folder):
    Places(folder).settings.write_text("{")
    sentences = []
    once(ProblemWindow, lambda window: (sentences.append(window.notice.text), window.close()), [])
    assert program.run(folder, FakeClock()) == 1
    assert "settings.json is damaged" in sentences[0]


def test_a_protocol_that_cannot_be_used_is_said_on_the_screen_before_the_record_is_opened(folder, monkeypatch):
    def refuse():
        raise ProtocolRefused("The protocol own.toml cannot be used.")

    monkeypatch.setattr(program, "shipped", refuse)
    seen = []
    once(ProblemWindow, lambda window: (seen.append(window.notice.text), window.close()), [])
    assert program.run(folder, FakeClock()) == 1
    assert seen == ["The protocol own.toml cannot be used."]


def test_drafts_that_were_set_aside_are_said_on_the_first_screen(folder):
    open_station(folder, FakeClock(), file_only=True).close()
    Places(folder).drafts.write_bytes(b"no drafts")
    said = []
    once(MainWindow, lambda window: (said.append(window.news.text), window.close()), [])
    assert program.run(folder, FakeClock()) == 0
    assert "drafts.damaged" in said[0]


def test_a_mistake_of_ours_ends_the_program_with_a_sentence_and_1(folder, capsys, caplog):
    def fail(window):
        QTimer.singleShot(0, lambda: 1 / 0)

    once(MainWindow, fail, [])
    shown = []
    once(ProblemWindow, lambda window: (shown.append(window.notice.text), window.close()), [])
    assert program.run(folder, FakeClock()) == 1
    said = capsys.readouterr().err
    assert "Vigil has stopped because of a fault of its own (ZeroDivisionError: division by zero)." in said
    assert shown == [said.strip()]
    assert "The last entry may not be kept" in said
