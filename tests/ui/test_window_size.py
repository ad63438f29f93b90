"""The window fits a screen of 1280 × 800 whatever it shows: the longest names, the worst flags, every panel open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from monitor.effects import Grade
from monitor.events import (
    AllergiesRecorded,
    EffectEnded,
    EffectSeen,
    InfusionPaused,
    InfusionStarted,
    InfusionStopped,
    NoteWritten,
    Patient,
)
from sessions.requests import Discharging, SigningIn
from sessions.station import open_station
from tests.clinics import CALM, CHEAP_PINS, PINS, FakeClock, Team, typed_set
from ui.live_clinic import LiveClinic
from ui.main_window import MainWindow
from ui.theme import DARK, apply_theme

SMALL, LARGE = QSize(1280, 800), QSize(1920, 1080)
PATIENT = Patient("Featherstonehaugh-Cholmondeley", "Maximiliana", date(1980, 2, 29), "MRN 00417-2026-887")
ALLERGIES = ("penicillin", "latex", "nickel", "peanuts and tree nuts", "iodinated contrast medium")
PAGES = ("Preparing", "Chairside", "Sign-off", "Review")
WORST = {"systolic": 190, "diastolic": 112, "heart_rate": 131, "spo2": 89, "respiratory_rate": 26, "temperature": 38.1}


class Screen:
    """The window of a station, and the people who write."""

    def __init__(self, qtbot, folder):
        self.qtbot = qtbot
        self.clock = FakeClock()
        self.station = open_station(folder, self.clock, pins=CHEAP_PINS, file_only=True)
        self.team = Team(self.clock, self.station.store, "Z")
        self.session = self.team.opens(PATIENT)
        live = LiveClinic(self.station.clinic, self.station.drafts, ThreadPoolExecutor(1))
        self.window = MainWindow(live, folder)
        qtbot.addWidget(self.window)
        self.window.resize(SMALL)
        self.window.show()
        live.submit(SigningIn("cora", PINS["cora"]))
        qtbot.waitUntil(lambda: self.window.live.staff is not None and self.window.bar.isVisible())

    @property
    def view(self):
        return self.window.session_view

    def opens(self):
        self.window.live.open(self.session)
        now = self.clock.now
        self.qtbot.waitUntil(
            lambda: self.view is not None and (self.view.session, self.view.snapshot.now) == (self.session, now)
        )

    def reaches(self, phase):
        """The session comes as far as that, and what is seen on the way is as bad as can be."""
        if phase == "preparing":
            self.team.writes(self.session, AllergiesRecorded(ALLERGIES))
            return
        self.team.prepares(self.session)
        self.team.writes(self.session, AllergiesRecorded(ALLERGIES), InfusionStarted())
        self.clock.advance(minutes=12)
        self.team.writes(
            self.session, typed_set(**WORST), EffectSeen("CP", Grade.SEVERE), EffectSeen("DISS", Grade.SEVERE)
        )
        self.team.writes(self.session, NoteWritten("The physician was called and is on the way to this chair. " * 3))
        if phase == "infusing":
            return
        if phase == "paused":
            self.team.writes(self.session, InfusionPaused("chest pain"))
            return
        self.team.writes(self.session, InfusionStopped("chest pain"))
        if phase == "discharged":
            self._goes_home()

    def nobody_answers(self):
        """Until what was flagged stands above every page."""
        self.clock.advance(minutes=6)
        self.window.live.look()
        self.qtbot.waitUntil(self.window.escalation_strip.isVisible)

    def _goes_home(self):
        self.clock.advance(minutes=20)
        self.team.writes(self.session, EffectEnded("CP"), EffectEnded("DISS"), typed_set(respiratory_rate=14))
        self.team.recovers(self.session)
        self.team.clinic.carry_out(Discharging(self.session, PINS["nora"]), self.team.nora)

    def settles(self):
        for _ in range(8):
            QApplication.processEvents()

    def too_large(self):
        """What the window takes beyond a small screen, in words; nothing if it fits."""
        self.settles()
        least, size = self.window.minimumSizeHint(), self.window.size()
        if SMALL.expandedTo(least) != SMALL:
            return f"the window needs {least}"
        return "" if size == SMALL else f"the window has become {size}"

    def too_large_even_again(self):
        """The same, now or after it was shown in a large window."""
        before = self.too_large()
        self.window.resize(LARGE)
        self.settles()
        self.window.resize(SMALL)
        return before or self.too_large()


@pytest.fixture
def screen(qtbot, tmp_path):
    apply_theme(QApplication.instance(), DARK)
    screen = Screen(qtbot, tmp_path)
    yield screen
    screen.window.live.stop()
    screen.station.close()


@pytest.mark.parametrize("phase", ["preparing", "infusing", "paused", "recovering", "discharged"])
def test_every_page_of_a_session_fits_in_every_phase(screen, phase):
    screen.reaches(phase)
    screen.opens()

    for page in PAGES:
        screen.view.go(page)
        assert screen.too_large_even_again() == "", f"{page} while {phase}"


@pytest.mark.parametrize("phase", ["infusing", "recovering"])
def test_every_page_of_a_session_fits_below_what_nobody_has_answered(screen, phase):
    screen.reaches(phase)
    screen.nobody_answers()
    screen.opens()

    for page in PAGES:
        screen.view.go(page)
        assert screen.window.escalation_strip.isVisible()
        assert screen.too_large_even_again() == "", f"{page} while {phase}"


@pytest.mark.parametrize("is_answered", [True, False], ids=["answered", "not answered in time"])
def test_every_panel_of_the_chairside_fits(screen, is_answered):
    screen.reaches("infusing")
    if not is_answered:
        screen.nobody_answers()
    screen.opens()
    page = screen.view.chairside
    too_large = screen.too_large_even_again if is_answered else screen.too_large

    page.entry_line.line.setText("190/112 131 89 t38.1 r26 dizzy2")
    assert screen.too_large() == "", "the typed line"
    page.entry_line.line.clear()
    page.show_form()
    assert too_large() == "", "the form"
    page.form.restore('{"systolic": "142", "oxygen": 1}')
    assert too_large() == "", "the form, left half-typed"
    page.form.clear_button.click()
    page.show_line()
    page.attention.rows[0].answer_button.click()
    assert too_large() == "", "an answer"
    page.answer_panel.fields.press("2")
    assert too_large() == "", "a chosen answer"
    page.answer_panel.say("This was not kept: the disk is full.")
    assert too_large() == "", "a refused answer"
    page.answer_panel.close_panel()
    page.attention.ended_button.setChecked(True)
    assert too_large() == "", "the flags that have ended"
    for button in (page.controls.pause_button, page.controls.stop_button, page.controls.drug_button):
        button.click()
        assert too_large() == "", button.text()
        page.controls.close_panels()
    page.table.table.selectRow(0)
    assert too_large() == "", "a chosen entry"
    page.chosen_entry.correct_button.click()
    assert too_large() == "", "a correction"


WORSE = {"systolic": 192, "diastolic": 114, "heart_rate": 41, "spo2": 85, "sedation": 1, "oxygen": 2}


def cut(widget):
    """Of the sentences and the buttons that stand in it those that lack a part of themselves."""
    parts = [one for one in (*widget.findChildren(QPushButton), *widget.findChildren(QLabel)) if one.isVisible()]
    return [
        one.text()
        for one in parts
        if one.visibleRegion().boundingRect() != one.rect()
        or one.height() < (one.heightForWidth(one.width()) if one.hasHeightForWidth() else one.sizeHint().height())
    ]


@pytest.mark.parametrize("problem", ["low:spo2", "high:systolic"])
def test_no_button_of_an_answer_is_cut_below_what_nobody_answered_once_the_flag_got_worse(screen, problem):
    screen.reaches("infusing")
    screen.nobody_answers()
    screen.opens()
    page = screen.view.chairside
    page.answer_panel.open(next(flag for flag in screen.view.snapshot.flags if flag.problem == problem))
    screen.settles()
    assert cut(page.answer_panel) == []

    screen.clock.advance(minutes=1)
    screen.team.writes(screen.session, typed_set(**WORSE))
    screen.window.live.look()
    screen.qtbot.waitUntil(page.answer_panel.notice.isVisible)
    screen.settles()
    assert page.answer_panel.notice.text.startswith("This has changed since you opened it")
    assert cut(page.answer_panel) == []
    fields = page.answer_panel.fields
    whole = [*fields.answers.buttons, *fields.symptoms.buttons.values(), fields.symptoms.none_button]
    assert [one.text() for one in whole if one.isVisible() and "…" in one.text()] == []
    assert screen.too_large() == ""


def test_the_help_of_the_line_is_not_cut(screen):
    screen.reaches("infusing")
    screen.opens()
    line = screen.view.chairside.entry_line
    screen.qtbot.keyClick(line.line, Qt.Key.Key_F1)
    screen.settles()
    labels = line.reading.help_labels
    assert [label.shown for label in labels] == [label.text() for label in labels]
    assert cut(line.below) == []


def test_every_place_beside_the_sessions_fits(screen):
    screen.reaches("infusing")
    for place in (screen.window.show_board, screen.window.show_review, screen.window.show_admin):
        place()
        assert screen.too_large_even_again() == "", place.__name__
    screen.window.show_new_session("Chair 2")
    assert screen.too_large_even_again() == "", "a new session"
    screen.window.sign_out()
    assert screen.too_large_even_again() == "", "the sign-in"


def test_going_from_one_session_to_the_next_does_not_widen_the_window(screen):
    screen.opens()
    assert screen.too_large() == "", "the first session"
    screen.session = screen.team.starts(Patient("Ash", "Rowan", date(1970, 1, 1), "MRN 2"), "Chair 2")
    screen.opens()
    assert screen.window.minimumSizeHint().width() <= SMALL.width()
    assert screen.too_large() == "", "the second session"


def test_a_calm_set_leaves_the_trend_as_the_largest_thing_of_the_chairside(screen):
    screen.reaches("infusing")
    screen.team.writes(screen.session, typed_set(**CALM))
    screen.opens()
    screen.settles()
    page = screen.view.chairside

    areas = {part: part.width() * part.height() for part in (page.trend, page.table, page.attention, page.effects)}
    assert max(areas, key=areas.get) is page.trend
    assert page.trend.frame.pressure.band.height >= 0.45 * page.trend.plot.view.height()
