"""Everything of Vigil's on one computer: opened whole, or not at all and with a sentence."""

import stat
import sys

import pytest

from monitor.staff import Role
from sessions.keys import KeyPlace
from sessions.places import Places
from sessions.requests import Joining
from sessions.settings import SettingsUnreadable
from sessions.station import FolderUnusable, NoRecord, open_empty, open_station, open_to_read
from sessions.stores.contract import NotAVigilFile, StoreLocked
from tests.clinics import CHEAP_PINS, FakeClock


@pytest.fixture
def opened():
    """Opens stations, and closes what is still open in the end."""
    stations = []

    def begin(folder):
        stations.append(open_station(folder, FakeClock(), pins=CHEAP_PINS, file_only=True))
        return stations[-1]

    yield begin
    for station in stations:
        station.close()


def test_a_new_folder_is_made_with_a_record_drafts_a_key_and_a_name(opened, tmp_path):
    folder = tmp_path / "a" / "b"
    station = opened(folder)
    places = Places(folder)
    for file in (places.record, places.drafts, places.key, places.settings):
        assert file.exists()
    assert station.key_place is KeyPlace.FILE
    assert station.clinic.roster.members == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there the user's profile keeps others out")
def test_nobody_else_can_look_into_a_new_folder(opened, tmp_path):
    opened(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_station_opened_again_has_what_it_had_and_writes_on_under_its_name(opened, tmp_path):
    first = opened(tmp_path)
    ada = first.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None).member("ada")
    first.drafts.keep("session", "line", "142/8")
    first.close()

    again = opened(tmp_path)
    again.clinic.carry_out(Joining("Nora", Role.NURSE, "1379"), ada)
    assert list(again.store.heads().values()) == [2]
    assert again.drafts.of("session") == {"line": "142/8"}


def test_a_second_vigil_on_the_same_folder_is_turned_away_until_the_first_closes(opened, tmp_path):
    first = opened(tmp_path)
    with pytest.raises(StoreLocked, match="Another Vigil is already using this record"):
        opened(tmp_path)
    first.close()
    opened(tmp_path)


def test_a_folder_that_is_a_file_is_said(opened, tmp_path):
    (tmp_path / "file").write_text("x")
    for open_here in (opened, open_empty):
        with pytest.raises(FolderUnusable, match=r"The data folder .*file cannot be used: File exists\."):
            open_here(tmp_path / "file")


def test_where_one_file_is_damaged_the_others_are_let_go_of(opened, tmp_path):
    opened(tmp_path).close()
    whole = Places(tmp_path).drafts.read_bytes()
    Places(tmp_path).drafts.write_bytes(b"x" * 8192)
    with pytest.raises(NotAVigilFile, match=r"drafts\.vigil"):
        opened(tmp_path)
    Places(tmp_path).drafts.write_bytes(whole)
    opened(tmp_path)


def test_damaged_settings_are_said_like_every_other_trouble_with_the_record(opened, tmp_path):
    opened(tmp_path).close()
    Places(tmp_path).settings.write_text("{")
    with pytest.raises(SettingsUnreadable, match=r"settings\.json is damaged"):
        opened(tmp_path)
    Places(tmp_path).settings.unlink()
    opened(tmp_path)


def test_a_record_is_read_while_its_station_writes(opened, tmp_path):
    station = opened(tmp_path)
    reader = open_to_read(tmp_path, file_only=True)
    station.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    assert list(reader.heads().values()) == [1]
    reader.close()


def test_reading_makes_nothing_where_there_is_no_record(tmp_path):
    with pytest.raises(NoRecord, match="There is no record of Vigil's in"):
        open_to_read(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []
