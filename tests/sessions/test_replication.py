"""One loop for another station, a backup and its restoring."""

import pytest

from monitor.events import NoteWritten
from sessions.chain import verify
from sessions.replication import copy_missing
from sessions.stores.contract import BrokenChain, NumberTaken
from sessions.stores.memory import MemoryStore
from sessions.stores.sqlcipher import SqlcipherStore
from tests.builders import SESSION, STARTED, entry, page, vitals


@pytest.fixture
def full():
    store = MemoryStore()
    store.append(page(STARTED, *((number, vitals(spo2=97)) for number in range(700))))
    store.append(page((5, vitals(spo2=96)), opened=None, station="B"))
    return store


@pytest.fixture
def file(tmp_path):
    store = SqlcipherStore(tmp_path / "record.vigil", bytes(range(32)))
    yield store
    store.close()


def test_a_copy_has_everything_and_is_as_whole(full, file):
    assert copy_missing(full, file) == 703
    assert file.session(SESSION) == full.session(SESSION)
    assert file.sessions() == full.sessions()
    assert str(verify(file)) == "703 entries, 2 stations, every chain whole"


def test_only_what_is_missing_is_copied(full, file):
    copy_missing(full, file)
    last = list(full.after("A", 701))[-1]
    full.append([entry(NoteWritten("new"), after=last)])
    assert copy_missing(full, file) == 1
    assert copy_missing(full, file) == 0
    assert copy_missing(file, full) == 0


def test_two_stations_that_copy_both_ways_have_the_same_page(full, file):
    file.append(page((6, vitals(spo2=95)), opened=None, station="C"))
    copy_missing(full, file)
    copy_missing(file, full)
    assert file.session(SESSION) == full.session(SESSION)


def test_a_copy_that_was_interrupted_goes_on_where_it_stopped(full, file):
    class Interrupted(MemoryStore):
        def append(self, entries):
            super().append(entries)
            raise KeyboardInterrupt

    target = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        copy_missing(full, target)
    assert target.heads() == {"A": 500}
    assert copy_missing(target, file) + copy_missing(full, file) == 703


def test_a_station_that_wrote_on_from_an_old_copy_is_not_mixed_in(full):
    fork = MemoryStore()
    fork.append(list(full.after("A", 0))[:2])
    fork.append([entry(NoteWritten("restored under the old name"), after=list(fork.after("A", 1))[-1])])
    with pytest.raises(BrokenChain):
        copy_missing(full, fork)
    assert fork.heads() == {"A": 3}


def test_the_same_entries_are_not_kept_twice(full):
    with pytest.raises(NumberTaken):
        full.append(page())
