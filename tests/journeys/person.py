"""Somebody at the screen: they click, they type, they wait until the screen shows it. The record is a real file."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, FakeClock
from ui.live_clinic import LiveClinic
from ui.main_window import MainWindow
from ui.theme import DARK, apply_theme, tokens


class Person:
    """One person after the other uses the one window."""

    def __init__(self, qtbot, folder):
        self.qtbot = qtbot
        self.folder = folder
        self.clock = FakeClock()
        self.window = None

    def starts_vigil(self):
        """The program as `run` starts it, but for the clock, which is set by hand."""
        app = QApplication.instance()
        if tokens() is not DARK or not app.styleSheet():  # dressing every widget anew takes half a second
            apply_theme(app, DARK)
        self.station = open_station(self.folder, self.clock, pins=CHEAP_PINS, file_only=True)
        live = LiveClinic(self.station.clinic, self.station.drafts, ThreadPoolExecutor(1))
        self.window = MainWindow(live, self.folder)
        self.window.say_where("", "")
        self.qtbot.addWidget(self.window)
        self.window.live.start()
        self.window.show()
        self.waits_until(lambda: self.window._overview is not None)
        return self.window

    def closes_vigil(self):
        self.window.close()
        self.window.live.stop()
        self.station.close()
        self.window = None

    @property
    def view(self):
        return self.window.session_view

    @property
    def chart(self):
        return self.view.snapshot.chart

    def waits_until(self, shown):
        self.qtbot.waitUntil(shown, timeout=10_000)

    def waits(self, *, minutes):
        """Time goes by; the screen follows at its next tick."""
        self.clock.advance(minutes=minutes)
        self.window.live.look()
        now = self.clock.now
        self.waits_until(lambda: self.window._overview.now == now)
        QApplication.processEvents()

    def clicks(self, button: QAbstractButton):
        assert self.sees(button), f"{button.text()} is not on the screen"
        assert button.isEnabled(), f"{button.text()} cannot be clicked: {button.toolTip()}"
        self.waits_until(lambda: self.window.settling.is_settled)  # a page that has just moved takes no press
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def sees(self, widget: QWidget) -> bool:
        """Whether it is on the screen, once whatever it stands in was scrolled to it."""
        QApplication.processEvents()
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        return widget.isVisible() and not widget.visibleRegion().isEmpty()

    def types(self, field: QLineEdit, text: str):
        assert field.isVisible(), "the field is not on the screen"
        field.setFocus()
        self.qtbot.keyClicks(field, text)

    def presses(self, keys: str | Qt.Key):
        """Keys go to whatever has the focus, as from a keyboard."""
        for key in keys if isinstance(keys, str) else (keys,):
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, key) if key != "\r" else QTest.keyClick(target, Qt.Key.Key_Return)

    def signs_in(self, id: str):
        row = next(row for row in self.window.sign_in_page.staff_list.rows if row.staff.id == id)
        self.clicks(row)
        self.presses(PINS[id] + "\r")
        self.waits_until(lambda: self.window.live.staff is not None and self.window.bar.isVisible())

    def opens(self, session: str):
        """By a click on its tile of the board."""
        if not self.window.board_page.isVisible():
            self.clicks(self.window.board_button)
        self.waits_until(lambda: session in self.window.board_page.tiles)
        tile = self.window.board_page.tiles[session]
        assert tile.isVisible(), "its tile is not on the screen"
        self.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)

    def opens_for_review(self):
        """By a click on the first session that waits for review."""
        table = self.window.review_list.waiting_table
        self.waits_until(table.isVisible)
        row = table.visualRect(table.model().index(0, 0)).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row)

    def fills(self, field: QLineEdit, text: str):
        """Click into the empty field, and type."""
        assert self.sees(field), "the field is not on the screen"
        assert field.text() == ""
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        self.presses(text)

    def chooses(self, choice: QComboBox, text: str):
        """With the keyboard: from the first one down."""
        assert self.sees(choice), "the choice is not on the screen"
        choice.setFocus()
        key = Qt.Key.Key_Home
        for _ in range(choice.count()):
            self.qtbot.keyClick(choice, key)
            if text in choice.currentText():
                return
            key = Qt.Key.Key_Down
        raise AssertionError(f"{text} cannot be chosen")

    def keeps(self, act):
        """Do it, and wait until an entry more is in the chart on the screen."""
        before = len(self.chart.page)
        act()
        self.waits_until(lambda: len(self.chart.page) > before)

    def takes(self, line: str):
        """A set, typed from anywhere on the chairside screen."""
        self.keeps(lambda: self.presses(line + "\r"))

    def goes_to(self, name: str):
        self.clicks(self.view.tabs[name])
