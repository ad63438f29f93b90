"""Sealing an entry, and what its digest is made of."""

from dataclasses import fields, replace
from hashlib import sha256

import pytest

from monitor.events import EntryId, NoteWritten
from sessions.chain import Head, Row, digest, entry_of, head_after, head_of, row_of, verify
from sessions.stores.contract import BrokenChain, UnreadableEntry
from sessions.stores.memory import MemoryStore
from tests.builders import STARTED, entry, page

ROW = Row(
    station="A",
    seq=2,
    session="s",
    happened_at="2026-11-21T13:45:00.000000Z",
    recorded_at="2026-11-21T13:46:00.000000Z",
    author="anna",
    kind="note_written",
    event='{"text":"ö"}',
)


def test_the_digest_is_the_sha_256_of_the_digest_before_and_all_texts():
    plain = (
        '["before","A",2,"s","2026-11-21T13:45:00.000000Z","2026-11-21T13:46:00.000000Z",'
        '"anna","note_written","{\\"text\\":\\"ö\\"}"]'
    )
    assert digest(ROW, "before") == sha256(plain.encode()).hexdigest()


@pytest.mark.parametrize("column", [each.name for each in fields(Row)])
def test_every_column_is_under_the_digest(column):
    other = replace(ROW, **{column: 3 if column == "seq" else "other"})
    assert digest(other, "") != digest(ROW, "")


def test_the_digest_before_is_under_the_digest():
    assert digest(ROW, "one") != digest(ROW, "other")


def test_a_text_cannot_move_over_into_the_next_column():
    assert digest(replace(ROW, session="ab", author="c"), "") != digest(replace(ROW, session="a", author="bc"), "")
    assert digest(replace(ROW, session='a","b'), "") != digest(ROW, "")


def test_an_entry_comes_back_from_its_row():
    sealed = entry(NoteWritten("hello"))
    assert entry_of(row_of(sealed), sealed.digest) == sealed
    assert digest(row_of(sealed), "") == sealed.digest


def test_a_row_that_says_nothing_names_its_entry():
    with pytest.raises(UnreadableEntry, match="Entry A/2 was written by another version of Vigil"):
        entry_of(replace(ROW, happened_at="yesterday"), "")


def test_the_head_of_a_station_is_its_newest_entry():
    store = MemoryStore()
    assert head_of(store, "A") == Head("A", 0, "")
    written = page(STARTED)
    store.append(written)
    assert head_of(store, "A") == head_after(written[-1]) == Head("A", 2, written[-1].digest)


class Forgetful(MemoryStore):
    """A store with a mistake: it hands out a page that is not what it was given."""

    def __init__(self, altered):
        super().__init__()
        self.altered = altered

    def after(self, station, seq):
        return iter(self.altered(list(super().after(station, seq))))


@pytest.mark.parametrize(
    ("altered", "named"),
    [
        (lambda kept: [kept[0], *kept[2:]], 3),
        (lambda kept: kept[1:], 2),
        (lambda kept: [kept[0], replace(kept[1], author="bo"), kept[2]], 2),
        (lambda kept: [kept[0], kept[2], kept[1]], 3),
        (lambda kept: kept[:2], 3),
    ],
)
def test_verify_trusts_no_store(altered, named):
    store = Forgetful(altered)
    store.append(page(STARTED, NoteWritten("last")))
    with pytest.raises(BrokenChain) as found:
        verify(store)
    assert found.value.entry == EntryId("A", named)
