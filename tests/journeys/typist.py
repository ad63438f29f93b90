"""The real program with somebody typing into the chairside line. It is there to be killed in the middle.

    python -m tests.journeys.typist FOLDER SESSION LINES

They keep that many sets, one after the other, and then leave a drug and a line half-typed. What is known to be kept is
told as it happens: `kept` with how many entries the chart on the screen has, `half` once what is half-typed is stored.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from sessions.requests import SigningIn
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, FakeClock
from ui.app import make_application, make_window

HALF_TYPED, HALF_NAMED = "142/88 7", "ondans"
PATIENCE_MS = 10_000
LOOK_MS = 5


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # in one piece: print may be killed between the words and the end of the line


def line_of(number: int) -> str:
    return f"{120 + number % 60}/80 70 98"


class Typist:
    def __init__(self, folder: Path, session: str, lines: int) -> None:
        self.app = make_application()
        self.clock = FakeClock()
        self.station = open_station(folder, self.clock, pins=CHEAP_PINS, file_only=True)
        self.window = make_window(self.app, self.station)
        self.session, self.lines = session, lines

    def works(self) -> None:
        window = self.window
        window.live.start()
        window.show()
        window.live.submit(SigningIn("nora", PINS["nora"]))
        self.waits_until(lambda: window.live.staff is not None)
        window.live.open(self.session)
        self.waits_until(lambda: window.session_view is not None)
        page = window.session_view.chairside
        entry_line = page.entry_line
        for number in range(self.lines):
            self.clock.advance(minutes=1)
            QTest.keyClicks(entry_line.line, line_of(number) + "\r")
            self.waits_until(lambda: entry_line.line.text() == "")
            say(f"kept {len(window.session_view.snapshot.chart.page)}")
        page.controls.drug_button.click()
        QTest.keyClicks(page.controls.drug_panel.drug_field, HALF_NAMED)
        QTest.keyClicks(entry_line.line, HALF_TYPED)
        self.waits_until(lambda: self.station.drafts.of(self.session).get("line") == HALF_TYPED)
        say("half")

    def waits_until(self, shown) -> None:
        for _ in range(PATIENCE_MS // LOOK_MS):
            if shown():
                return
            QTest.qWait(LOOK_MS)
        raise TimeoutError


if __name__ == "__main__":
    folder, session, lines = sys.argv[1:]
    typist = Typist(Path(folder), session, int(lines))
    QTimer.singleShot(0, typist.works)
    sys.exit(typist.app.exec())
