"""From Enter to every view of the chairside screen repainted, beside bare repaints of the same chart and the commit."""

from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

import pyqtgraph
import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from monitor.vitals import Vital
from sessions.requests import SigningIn
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, FakeClock, Team, typed_set
from ui.live_clinic import LiveClinic
from ui.main_window import MainWindow
from ui.theme import DARK, apply_theme
from ui.trend.course import guides_of

ENTRIES = 200
TIMES = 25


@pytest.fixture
def chairside(qtbot, tmp_path):
    """The window on a session of 200 entries, and everything a measurement needs."""
    clock = FakeClock()
    station = open_station(tmp_path, clock, pins=CHEAP_PINS, file_only=True)
    team = Team(clock, station.store, "seed")
    session = team.starts()
    while len(team.clinic.entries(session)) < ENTRIES:
        clock.advance(minutes=0.25)
        n = len(team.clinic.entries(session))
        team.writes(session, typed_set(systolic=120 + n % 30, diastolic=75 + n % 20, heart_rate=70 + n % 9, spo2=97))
    apply_theme(QApplication.instance(), DARK)
    window = MainWindow(LiveClinic(station.clinic, station.drafts, ThreadPoolExecutor(1)), tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.live.submit(SigningIn("nora", PINS["nora"]))
    qtbot.waitUntil(lambda: window.live.staff is not None)
    window.live.open(session)
    qtbot.waitUntil(lambda: window.session_view is not None, timeout=20_000)
    settle()
    yield window, clock, station
    window.live.stop()
    station.close()


def settle():
    for _ in range(5):
        QApplication.processEvents()


def milliseconds(act):
    started = perf_counter()
    act()
    return (perf_counter() - started) * 1e3


class BareChart:
    """The same chart by pyqtgraph alone, in the same size: the marks of the readings and of those beyond a limit, the
    bars of the pressures, the line of the heart rate and, given the guides, behind them the limits, the baseline and
    the infusion, each by the item that pyqtgraph has for it. The lanes and all words are left out."""

    def __init__(self, qtbot, size, guides=None):
        self.plot = pyqtgraph.PlotWidget()
        qtbot.addWidget(self.plot)
        self.plot.resize(size)
        self.spots = {vital: pyqtgraph.ScatterPlotItem(symbol=symbol) for vital, symbol in SYMBOLS.items()}
        self.beyond = pyqtgraph.ScatterPlotItem(symbol="star")
        self.bars = pyqtgraph.PlotCurveItem(connect="pairs")
        self.heart_line = pyqtgraph.PlotCurveItem()
        self.infusion = pyqtgraph.LinearRegionItem(movable=False)
        lines = [pyqtgraph.InfiniteLine(line.value, 0) for line in (*guides.limits, *guides.baseline)] if guides else []
        behind = [self.infusion, *lines] if guides else []
        for item in (*behind, *self.spots.values(), self.beyond, self.bars, self.heart_line):
            self.plot.addItem(item)
        self.plot.show()

    def repaint(self, snapshot):
        """Give it the sets of this chart, one more than before, and paint it."""
        chart = snapshot.chart
        for vital, item in self.spots.items():
            series = chart.series(vital)
            item.setData([minute for minute, _ in series], [value for _, value in series])
        beyond = [
            (chart.minute(taken.at), taken.vitals.value(one.vital))
            for taken in chart.sets
            for one in snapshot.flagged.get(taken.entry, ())
            if one.vital in SYMBOLS
        ]
        self.beyond.setData([minute for minute, _ in beyond], [value for _, value in beyond])
        pairs = [
            (chart.minute(taken.at), value)
            for taken in chart.sets
            for value in (taken.vitals.value(Vital.SYSTOLIC), taken.vitals.value(Vital.DIASTOLIC))
        ]
        self.bars.setData([minute for minute, _ in pairs], [value for _, value in pairs])
        rates = chart.series(Vital.HEART_RATE)
        self.heart_line.setData([minute for minute, _ in rates], [value for _, value in rates])
        self.infusion.setRegion((0, chart.minute(snapshot.now)))
        self.plot.viewport().update()
        QApplication.processEvents()  # paints it once


SYMBOLS = {Vital.SYSTOLIC: "t", Vital.DIASTOLIC: "t1", Vital.HEART_RATE: "o", Vital.SPO2: "d"}


def test_enter_to_every_view_repainted_takes_less_than_two_bare_repaints_and_the_commit(chairside, figure, qtbot):
    window, clock, station = chairside
    view = window.session_view
    page = view.chairside
    line = page.entry_line.line
    bare = BareChart(qtbot, page.trend.size(), guides_of(view.snapshot.chart))
    marks_alone = BareChart(qtbot, page.trend.size())

    waiting = QEventLoop()
    window.live.changed.connect(waiting.quit)  # queued, so it comes after the window's own answer

    def enter():
        QTest.keyClick(line, Qt.Key.Key_Return)
        waiting.exec()  # sleeps until then, as the program does
        QApplication.processEvents()

    entering, repainting, repainting_marks, committing = [], [], [], []
    for number in range(TIMES):
        clock.advance(minutes=0.25)
        QTest.keyClicks(line, f"{120 + number}/80 72 97")
        settle()
        entering.append(milliseconds(enter))
        settle()
        repainting.append(milliseconds(lambda: bare.repaint(view.snapshot)))
        repainting_marks.append(milliseconds(lambda: marks_alone.repaint(view.snapshot)))
        committing.append(milliseconds(lambda: station.drafts.keep("bare", "commit", "x")))
    limit = 2 * median(repainting) + median(committing)
    figure(
        f"Enter to every view repainted, {ENTRIES} entries / two bare repaints and a commit",
        median(entering) / limit,
        1.0,
        f"{median(entering):.1f} ms / (2 × {median(repainting):.1f} ms + {median(committing):.2f} ms); "
        f"beside a chart of the marks alone, {median(repainting_marks):.1f} ms, "
        f"{median(entering) / (2 * median(repainting_marks) + median(committing)):.2f}",
    )
    assert median(entering) <= limit
