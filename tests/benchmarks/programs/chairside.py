"""The chairside screen of a session with four sets and two effects, painted; prints the memory it takes."""

import sys
import tempfile
from pathlib import Path

import psutil

from monitor.effects import Grade
from monitor.events import EffectSeen
from sessions.requests import SigningIn
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, FakeClock, Team, typed_set
from ui.app import make_application, make_window

with tempfile.TemporaryDirectory() as folder:
    clock = FakeClock()
    station = open_station(Path(folder), clock, pins=CHEAP_PINS, file_only=True)
    team = Team(clock, station.store, "test")
    session = team.starts()
    for systolic in (128, 136, 141, 139):
        clock.advance(minutes=10)
        team.writes(session, typed_set(systolic=systolic, diastolic=82, heart_rate=74, spo2=97))
    team.writes(session, EffectSeen("DISS", Grade.MILD), EffectSeen("DIZZ", Grade.MODERATE))
    app = make_application()
    window = make_window(app, station)
    window.live.start()
    window.show()
    while not window.roster.members:
        app.processEvents()
    window.live.submit(SigningIn("nora", PINS["nora"]))
    while window.live.staff is None:
        app.processEvents()
    window.live.open(session)
    while window.session_view is None:
        app.processEvents()
    for _ in range(50):
        app.processEvents()
    window.grab()
    print(psutil.Process().memory_info().rss, flush=True)
    window.live.stop()
    station.close()
    sys.exit(0)
