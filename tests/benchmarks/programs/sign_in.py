"""Vigil from its start to the painted sign-in screen with the staff on it, on the data folder given."""

import sys
from pathlib import Path

from monitor.clock import steady_clock
from sessions.station import open_station
from ui.app import make_application, make_window

app = make_application()
station = open_station(Path(sys.argv[1]), steady_clock())
window = make_window(app, station)
window.live.start()
window.show()
while not window.roster.members:
    app.processEvents()
window.grab()
print("painted", flush=True)
window.live.stop()
station.close()
