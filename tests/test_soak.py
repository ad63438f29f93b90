"""An hour at the chairside screen, a tick a second: nothing grows but the chart."""

import gc

import psutil
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView

from monitor.events import FlagAnswered
from sessions.drafts import Drafts
from sessions.requests import SigningIn
from tests.clinics import PINS, FakeClock, Team
from tests.inline import Inline
from ui.live_clinic import LiveClinic
from ui.main_window import MainWindow
from ui.theme import DARK, apply_theme

HOUR_S = 3600
HIGH, AGAIN, CALM = "172/101 92 91 dizzy2\r", "128/80 72 97 dizzy0\r", "124/78 70 98\r"
SETS = {10: HIGH, 15: AGAIN, 20: CALM, 30: HIGH, 35: AGAIN, 40: CALM, 50: HIGH, 55: AGAIN, 60: CALM}
"""By minute: what is due every ten, flags that are raised and ended, and the recheck that they ask for."""

ANSWERED = (11, 31, 51)
"""Minutes at which somebody answers what asks: a flag that ended unanswered would keep its row, as it should."""

WARM_UP_S = 1200
"""Everything that comes back every 20 minutes has been on the screen once."""

WHOLE_EVERY_S = 20
"""At each tick Qt paints what has changed, as on a real screen; so often the whole window besides."""

MOST_GROWTH = 8 * 2**20
"""Bytes. Python and Qt hand memory back in lumps of up to a few MiB, and six sets are added. One small widget left
behind at each tick would be over 20 MiB after 2,400 of them."""


@pytest.fixture
def team():
    return Team(clock=FakeClock())


@pytest.fixture
def window(qtbot, tmp_path, team):
    apply_theme(QApplication.instance(), DARK)
    drafts = Drafts(tmp_path / "drafts.vigil", bytes(32))
    shown = MainWindow(LiveClinic(team.clinic, drafts, Inline()), tmp_path)
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    yield shown
    shown.live.stop()
    drafts.close()


def things(window):
    """How many objects and graphics items the window is made of."""
    items = sum(len(view.scene().items()) for view in window.findChildren(QGraphicsView) if view.scene())
    return len(window.findChildren(QObject)), items, len(QApplication.allWidgets())


def settle():
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def test_an_hour_of_ticks_at_the_chairside_screen_leaves_memory_as_it_was(window, team):
    session = team.starts(minutes=60)  # so that no flag of its own appears on the way
    window.live.submit(SigningIn("nora", PINS["nora"]))
    window.live.open(session)
    settle()
    page = window.session_view.chairside
    clock_texts = set()
    process = psutil.Process()
    memory, made_of = 0, None

    for second in range(1, HOUR_S + 1):
        team.clock.advance(minutes=1 / 60)
        if second % 60 == 0 and second // 60 in SETS:
            page.entry_line.line.setFocus()
            QTest.keyClicks(page.entry_line.line, SETS[second // 60])
        if second % 60 == 0 and second // 60 in ANSWERED:
            for flag in team.clinic.snapshot(session).flags:
                if flag.wants_answer:
                    team.writes(session, FlagAnswered(flag.problem, flag.entry, "watched"))
        window.live.look()
        QApplication.processEvents()
        clock_texts.add(page.banner.course.clock_label.text())
        if second % WHOLE_EVERY_S == 0:
            window.grab()
        if second == WARM_UP_S:
            settle()
            memory, made_of = process.memory_info().rss, things(window)

    settle()
    assert things(window) == made_of
    assert process.memory_info().rss - memory < MOST_GROWTH
    assert len(clock_texts) == HOUR_S
    assert len(window.session_view.snapshot.chart.sets) == 1 + len(SETS)
