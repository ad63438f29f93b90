"""The first start on a computer: killed at any moment or short of room, it leaves something that starts."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.staff import Role
from sessions.places import Places
from sessions.requests import Joining
from sessions.station import open_station
from sessions.stores.contract import StoreFull
from tests.clinics import CHEAP_PINS, FakeClock

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no SIGKILL here")
def test_a_first_start_killed_at_any_moment_is_made_good_by_the_next(tmp_path):
    command = [sys.executable, "-m", "tests.sessions.starter", str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    *killed, whole = (line.split() for line in said)
    assert {code for _, code in killed} == {str(-signal.SIGKILL)}
    assert whole[1] == "0"
    assert len(killed) > 40

    for folder, _ in killed:
        station = open_station(Path(folder), FakeClock(), pins=CHEAP_PINS, file_only=True)
        station.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
        assert list(station.store.heads().values()) == [1]
        assert station.notices == ()
        station.close()


@pytest.fixture
def small_disk(tmp_path):
    """Makes the disk under a folder as small as asked. Only a system administrator may."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("no disk can be made here")

    def of(kib):
        tried = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", folder], capture_output=True)
        if tried.returncode:
            pytest.skip("no disk can be made here")
        return folder

    yield of
    while os.path.ismount(folder):
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("kib", [4, 8, 16, 28, 40, 44, 60, 64, 72, 96, 100])
def test_no_room_at_the_first_start_is_said_and_with_room_it_starts(small_disk, kib):
    disk = small_disk(kib)
    with pytest.raises(StoreFull, match=r"there is no room left for .* on the disk\."):
        open_station(disk / "data", FakeClock(), pins=CHEAP_PINS, file_only=True)
    subprocess.run(["mount", "-o", "remount,size=4096k", disk], check=True)
    station = open_station(disk / "data", FakeClock(), pins=CHEAP_PINS, file_only=True)
    station.close()
    assert Places(disk / "data").settings.exists()
