"""What is true of the encrypted file only: what it refuses by itself, and what it says when it cannot be used."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2

from monitor.events import NoteWritten
from sessions import codec
from sessions.chain import verify
from sessions.stores import encrypted_file
from sessions.stores.contract import (
    BrokenChain,
    NewerFile,
    NotAVigilFile,
    RecordLost,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnavailable,
    UnreadableEntry,
)
from sessions.stores.sqlcipher import SqlcipherStore
from tests.builders import SESSION, STARTED, entry, page, vitals
from tests.intruder import plainly

KEY = bytes(range(32))
ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.vigil"


@pytest.fixture
def store(path):
    opened = SqlcipherStore(path, KEY)
    opened.append(page(STARTED, (10, vitals(systolic=142, diastolic=88, spo2=97))))
    yield opened
    opened.close()


@pytest.fixture
def connection(store, path):
    """A second program with the key, which knows nothing of Vigil's rules."""
    plain = plainly(path, KEY)
    yield plain
    plain.close()


COPY = "SELECT station, seq, session, happened_at, recorded_at, author, kind, '{}', digest FROM entry WHERE seq = 2"


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE entry SET event = '{}' WHERE seq = 2", "an entry is never changed"),
        ("UPDATE OR REPLACE entry SET seq = 3 WHERE seq = 2", "an entry is never changed"),
        ("DELETE FROM entry WHERE seq = 3", "an entry is never removed"),
        ("DELETE FROM entry", "an entry is never removed"),
        (f"INSERT OR REPLACE INTO entry {COPY}", "this number is taken"),
        (f"REPLACE INTO entry {COPY}", "this number is taken"),
        (f"INSERT OR IGNORE INTO entry {COPY}", "this number is taken"),
        (f"INSERT INTO entry {COPY} AND true ON CONFLICT DO UPDATE SET event = '{{}}'", "this number is taken"),
        ("UPDATE session_block SET block = 7", "an entry is never hidden"),
        ("DELETE FROM session_block", "an entry is never hidden"),
    ],
)
def test_the_file_itself_refuses_to_change_an_entry(store, connection, statement, refusal):
    before = store.session(SESSION)
    with pytest.raises(dbapi2.IntegrityError, match=refusal):
        connection.execute(statement)
    assert store.session(SESSION) == before
    assert str(verify(store)) == "3 entries, 1 station, every chain whole"


def test_the_file_is_readable_by_its_owner_only(store, path):
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_no_word_of_the_record_can_be_read_in_the_files(store, path):
    on_disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Berg" not in on_disk
    assert b"systolic" not in on_disk
    assert b"SQLite format" not in on_disk


def test_a_reopened_file_has_everything(path):
    first = SqlcipherStore(path, KEY)
    first.append(page(STARTED))
    lines = first.sessions()
    first.close()

    again = SqlcipherStore(path, KEY)
    assert again.session(SESSION) == page(STARTED)
    assert again.sessions() == lines
    again.close()


def test_a_full_disk_is_said_and_nothing_is_half_kept(store):
    (pages,) = store._file.execute("PRAGMA page_count").fetchone()
    store._file.execute(f"PRAGMA max_page_count = {pages}")
    before = store.session(SESSION)
    short = entry(NoteWritten("fits"), after=before[-1])
    long = entry(NoteWritten("x" * 100_000), after=short)
    with pytest.raises(StoreFull, match=r"This was not kept: there is no room left for record\.vigil on the disk\."):
        store.append([short, long])
    assert store.session(SESSION) == before
    assert store.heads() == {"A": 3}

    store._file.execute("PRAGMA max_page_count = 100000")
    store.append([short, long])
    assert store.session(SESSION) == [*before[:2], short, long, before[2]]


def test_a_record_opened_for_reading_keeps_nothing(store, path):
    reader = SqlcipherStore(path, KEY, read_only=True)
    with pytest.raises(StoreReadOnly, match=r"Nothing can be kept: .*record\.vigil can only be read here"):
        reader.append([entry(NoteWritten("late"), after=page(STARTED)[-1])])
    assert reader.session(SESSION) == store.session(SESSION)
    reader.close()


def test_a_record_can_be_read_while_somebody_writes(store, path):
    reader = SqlcipherStore(path, KEY, read_only=True)
    last = list(store.after("A", 2))[-1]
    store.append([entry(NoteWritten("just now"), after=last)])
    assert str(verify(reader)) == "4 entries, 1 station, every chain whole"
    reader.close()


def test_reading_makes_no_file_where_there_is_none(path):
    with pytest.raises(StoreUnavailable, match="there is no such file"):
        SqlcipherStore(path, KEY, read_only=True)
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_only_be_read_is_said_when_it_is_opened(path):
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreReadOnly):
            SqlcipherStore(path, KEY)
    finally:
        path.parent.chmod(0o700)


def test_a_second_vigil_is_turned_away(store, path):
    with pytest.raises(StoreLocked, match="Another Vigil is already using this record"):
        SqlcipherStore(path, KEY)


def test_a_vigil_in_another_process_is_turned_away_until_this_one_closes(path):
    opening = (
        "from pathlib import Path; from sessions.stores.sqlcipher import SqlcipherStore; "
        f"SqlcipherStore(Path({str(path)!r}), bytes(range(32)))"
    )
    tries = [sys.executable, "-c", opening]
    first = SqlcipherStore(path, KEY)
    refused = subprocess.run(tries, cwd=ROOT, capture_output=True, text=True)
    first.close()
    welcome = subprocess.run(tries, cwd=ROOT, capture_output=True, text=True)
    assert "Another Vigil is already using this record" in refused.stderr
    assert welcome.returncode == 0, welcome.stderr


def test_another_program_that_holds_the_file_is_said(store, connection):
    store._file.execute("PRAGMA busy_timeout = 20")
    connection.execute("BEGIN IMMEDIATE")
    last = list(store.after("A", 2))[-1]
    with pytest.raises(StoreLocked, match="Another program is already using this record"):
        store.append([entry(NoteWritten("now?"), after=last)])
    connection.execute("ROLLBACK")
    store.append([entry(NoteWritten("now"), after=last)])


def test_another_program_that_holds_the_file_is_said_at_opening(path, monkeypatch):
    SqlcipherStore(path, KEY).close()
    monkeypatch.setattr(encrypted_file, "BUSY_MS", 20)
    other = plainly(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked, match="Another program"):
        SqlcipherStore(path, KEY)
    other.close()
    SqlcipherStore(path, KEY).close()


@pytest.mark.parametrize("content", [b"hello", b"x" * 10_000, b"SQLite format 3\0" + bytes(8176)])
def test_a_file_of_something_else_is_refused_and_left_as_it_was(path, content):
    path.write_bytes(content)
    with pytest.raises(
        NotAVigilFile, match=r"record\.vigil is not a file of Vigil's, or it was encrypted with another key"
    ):
        SqlcipherStore(path, KEY)
    assert path.read_bytes() == content


def test_an_encrypted_file_of_another_program_is_refused(path):
    other = plainly(path, KEY)
    other.execute("CREATE TABLE entry (station, seq)")
    other.close()
    with pytest.raises(NotAVigilFile):
        SqlcipherStore(path, KEY)


def test_another_key_is_refused(path):
    SqlcipherStore(path, KEY).close()
    with pytest.raises(NotAVigilFile, match="encrypted with another key"):
        SqlcipherStore(path, bytes(32))
    SqlcipherStore(path, KEY).close()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_a_newer_vigil_is_refused_with_both_versions(path, read_only):
    SqlcipherStore(path, KEY).close()
    newer = plainly(path, KEY)
    newer.execute("PRAGMA user_version = 7")
    newer.close()
    with pytest.raises(NewerFile, match=r"written by a newer Vigil \(version 7 of the file\).*versions up to 1\."):
        SqlcipherStore(path, KEY, read_only=read_only)


def test_a_file_that_was_begun_but_never_finished_is_made_whole(path):
    path.touch()
    SqlcipherStore(path, KEY).close()
    made = SqlcipherStore(path, KEY, read_only=True)
    heads = made.heads()
    made.close()
    assert heads == {}


def test_a_file_that_was_written_is_not_made_again(path):
    with pytest.raises(RecordLost, match="is missing though this station has written in it"):
        SqlcipherStore(path, KEY, was_written=True)
    assert list(path.parent.iterdir()) == []
    path.touch()
    with pytest.raises(RecordLost, match="is empty though"):
        SqlcipherStore(path, KEY, was_written=True)
    assert [(file.name, file.stat().st_size) for file in path.parent.iterdir()] == [(path.name, 0)]


@pytest.mark.parametrize(("free", "said"), [(64 * 1024 - 1, StoreFull), (64 * 1024, StoreUnavailable)])
@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN])
def test_trouble_of_the_driver_is_a_full_disk_where_the_disk_is_full(path, monkeypatch, free, said, code):
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))
    trouble = dbapi2.OperationalError("disk I/O error")
    trouble.sqlite_errorcode = code
    with pytest.raises(said), encrypted_file.speaking(path):
        raise trouble


def test_trouble_of_the_driver_on_a_disk_that_is_gone_is_said_in_its_words(path):
    trouble = dbapi2.OperationalError("disk I/O error")
    trouble.sqlite_errorcode = sqlite3.SQLITE_IOERR
    with pytest.raises(StoreUnavailable, match="disk I/O error"), encrypted_file.speaking(path / "gone" / "away"):
        raise trouble


def test_a_damaged_disk_is_said_in_the_words_of_the_driver(path):
    first = SqlcipherStore(path, KEY)
    first.append(page(*((number, vitals(spo2=97)) for number in range(200))))
    first.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    damaged = SqlcipherStore(path, KEY)
    with pytest.raises(StoreUnavailable, match="cannot be used: database disk image is malformed"):
        verify(damaged)
    damaged.close()


def test_an_entry_changed_behind_vigils_back_is_handed_out_by_no_method(store, connection):
    connection.execute("DROP TRIGGER entry_stays_as_written")
    connection.execute("UPDATE entry SET event = replace(event, '142', '124') WHERE seq = 3")
    for read in (lambda: store.session(SESSION), lambda: list(store.after("A", 0)), lambda: list(store.after("A", 2))):
        with pytest.raises(BrokenChain, match="The record is broken at entry A/3: it does not follow"):
            read()


def test_an_entry_removed_behind_vigils_back_is_missed(store, connection):
    connection.execute("DROP TRIGGER entry_stays")
    connection.execute("DELETE FROM entry WHERE seq = 2")
    with pytest.raises(BrokenChain, match="broken at entry A/3: the entry before it is missing"):
        store.session(SESSION)


def test_a_sealed_entry_of_a_kind_not_known_here_is_named(store, monkeypatch):
    monkeypatch.delitem(codec.KINDS, "vitals_taken")
    with pytest.raises(UnreadableEntry, match=r"Entry A/3 was written by another version.*'vitals_taken' is unknown"):
        store.session(SESSION)


@pytest.mark.parametrize("line", ["", "{}", "not json"])
def test_a_damaged_list_of_sessions_is_made_again_from_the_entries(store, connection, line):
    whole = store.sessions()
    connection.execute("UPDATE session_index SET line = ?", (line,))
    assert store.sessions() == whole
