"""Vigil as a whole process, from outside, beside a bare window with one plot, in turn."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from monitor.clock import steady_clock
from monitor.staff import Role
from sessions.requests import Joining
from sessions.station import open_station

PROGRAMS = Path(__file__).parent / "programs"
ROOT = Path(__file__).parents[2]
RUNS = 7


def run(program, *arguments):
    """Seconds from start to end of that process, and what it printed last."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, str(PROGRAMS / program), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return perf_counter() - started, done.stdout.split()[-1]


def test_the_sign_in_screen_is_there_no_later_than_a_bare_window_with_a_plot(tmp_path, figure):
    station = open_station(tmp_path, steady_clock(), file_only=True)
    station.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    station.close()
    vigil, bare = [], []
    for _ in range(RUNS + 1):
        vigil.append(run("sign_in.py", str(tmp_path))[0])
        bare.append(run("bare_window.py")[0])
    ratio = median(vigil[1:]) / median(bare[1:])
    figure(
        "start to the sign-in screen / bare window with one plot",
        ratio,
        1.0,
        f"{median(vigil[1:]):.2f} s / {median(bare[1:]):.2f} s",
    )
    assert ratio <= 1.0


def test_the_chairside_screen_takes_little_more_memory_than_a_bare_window_with_a_plot(figure):
    vigil = median(int(run("chairside.py")[1]) for _ in range(3))
    bare = median(int(run("bare_window.py")[1]) for _ in range(3))
    ratio = vigil / bare
    figure(
        "memory at the chairside screen / bare window with one plot",
        ratio,
        1.6,
        f"{vigil / 2**20:.0f} MiB / {bare / 2**20:.0f} MiB",
    )
    assert ratio <= 1.6
