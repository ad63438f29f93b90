"""Everything of Vigil's on one computer: opened whole, or not at all and with a sentence."""

import errno
import json
import shutil
import stat
import sys

import pytest

from monitor.staff import Role
from sessions.keys import KeyPlace, KeyUnavailable
from sessions.places import Places
from sessions.requests import Joining
from sessions.settings import THEME, SettingsUnreadable, choose
from sessions.settings import station as station_name
from sessions.station import FolderUnusable, NoRecord, open_empty, open_station, open_to_read
from sessions.stores import encrypted_file
from sessions.stores.contract import RecordLost, StoreFull, StoreLocked
from tests.clinics import CHEAP_PINS, FakeClock
from tests.intruder import plainly


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


def test_where_one_file_cannot_be_used_the_others_are_let_go_of(opened, tmp_path, monkeypatch):
    opened(tmp_path).close()
    monkeypatch.setattr(encrypted_file, "BUSY_MS", 20)
    other = plainly(Places(tmp_path).drafts, bytes.fromhex(Places(tmp_path).key.read_text()))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked, match=r"Another program .*drafts\.vigil") as refused:
        opened(tmp_path)
    other.close()
    opened(tmp_path)
    assert refused.tb  # as long as it is remembered, nothing is let go of by itself


def test_damaged_drafts_keep_nobody_waiting_and_are_said_once(opened, tmp_path):
    first = opened(tmp_path)
    first.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    first.close()
    assert first.notices == ()
    Places(tmp_path).drafts.write_bytes(b"x" * 8192)

    second = opened(tmp_path)
    assert second.notices == (
        "What was half-typed when Vigil last closed cannot be read; its file was kept as drafts.damaged-1.vigil. "
        "The record itself is not affected.",
    )
    assert (tmp_path / "drafts.damaged-1.vigil").read_bytes() == b"x" * 8192
    assert second.clinic.roster.member("ada")
    second.drafts.keep("session", "line", "142/8")
    second.close()

    third = opened(tmp_path)
    assert third.notices == ()
    assert third.drafts.of("session") == {"line": "142/8"}


def emptied(folder):
    Places(folder).record.write_bytes(b"")


def removed(folder):
    Places(folder).record.unlink()


def left_without_the_file_beside_it(folder):
    """As of a copy that was taken while Vigil ran for the first time: its driver had as yet begun the first page."""
    aside = folder.parent / "aside"
    other = open_station(aside, FakeClock(), pins=CHEAP_PINS, file_only=True)
    first_page = Places(aside).record.read_bytes()
    other.close()
    assert len(first_page) == 4096
    Places(folder).record.write_bytes(first_page)
    shutil.copy(Places(aside).key, Places(folder).key)


@pytest.mark.parametrize(
    ("lose", "state"), [(emptied, "empty"), (removed, "missing"), (left_without_the_file_beside_it, "empty")]
)
def test_a_record_that_was_written_is_never_begun_again(opened, tmp_path, lose, state):
    folder = tmp_path / "data"
    first = opened(folder)
    first.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    first.close()
    lose(folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    with pytest.raises(
        RecordLost,
        match=rf"The record .*record\.vigil is {state} though this station has written in it: "
        r"restore it from the last copy \(nothing was changed here\)\.",
    ):
        opened(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_an_emptied_record_keeps_what_its_driver_had_written_beside_it(opened, tmp_path):
    running, folder = opened(tmp_path / "running"), tmp_path / "data"
    running.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    shutil.copytree(running.folder, folder)  # as a killed Vigil leaves it
    emptied(folder)
    beside = (folder / "record.vigil-wal").read_bytes()
    assert beside

    with pytest.raises(RecordLost):
        opened(folder)
    assert (folder / "record.vigil-wal").read_bytes() == beside


def test_a_restored_record_goes_on(opened, tmp_path):
    first = opened(tmp_path)
    first.clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    first.close()
    copy = Places(tmp_path).record.read_bytes()
    emptied(tmp_path)
    with pytest.raises(RecordLost):
        opened(tmp_path)
    Places(tmp_path).record.write_bytes(copy)
    assert opened(tmp_path).clinic.roster.member("ada")


def test_neither_key_nor_record_is_made_for_a_station_that_lost_both(opened, tmp_path):
    opened(tmp_path).close()
    emptied(tmp_path)
    Places(tmp_path).drafts.unlink()
    Places(tmp_path).key.unlink()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyUnavailable):
        opened(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_an_empty_file_and_a_choice_are_no_station_yet(opened, tmp_path):
    choose(tmp_path, THEME, "dark")
    emptied(tmp_path)
    station = opened(tmp_path)
    assert station.clinic.roster.members == ()
    assert json.loads(Places(tmp_path).settings.read_text()) == {"station": station_name(tmp_path), "theme": "dark"}


def test_an_emptied_record_is_said_to_a_reader_too(opened, tmp_path):
    opened(tmp_path).close()
    emptied(tmp_path)
    with pytest.raises(RecordLost, match="is empty though this station has written in it"):
        open_to_read(tmp_path, file_only=True)


def test_no_room_for_the_name_of_the_station_is_said_and_the_record_let_go_of(opened, tmp_path, monkeypatch):
    def full(folder):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("sessions.station.station", full)
        with pytest.raises(StoreFull, match=r"there is no room left for .* on the disk\.") as refused:
            opened(tmp_path)
    opened(tmp_path)
    assert refused.tb  # as above


def test_damaged_settings_are_said_like_every_other_trouble_with_the_record(opened, tmp_path):
    opened(tmp_path).close()
    Places(tmp_path).settings.write_text("{")
    with pytest.raises(SettingsUnreadable, match=r"settings\.json is damaged"):
        opened(tmp_path)
    open_to_read(tmp_path, file_only=True).close()
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
