"""Any one byte changed anywhere in the decrypted record is found, and the entry is named."""

from itertools import product

import pytest

from monitor.effects import Grade
from monitor.events import EffectSeen, EntryId, NoteWritten
from sessions.chain import verify
from sessions.stores.contract import BrokenChain
from sessions.stores.sqlcipher import SqlcipherStore
from tests.builders import STARTED, entry, minute, vitals
from tests.intruder import plainly

KEY = bytes(range(32))
TEXTS = ("station", "session", "happened_at", "recorded_at", "author", "kind", "event", "digest")
EVENTS = [
    STARTED,
    vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, oxygen=2),
    EffectSeen("dizziness", Grade.MODERATE),
    NoteWritten("Sees “blue” light – smiles 😊 \ufffd"),
]


@pytest.fixture
def store(tmp_path):
    opened = SqlcipherStore(tmp_path / "record.vigil", KEY)
    for station in ("A", "B"):
        last = None
        for number, event in enumerate(EVENTS):
            last = entry(event, at=minute(number), recorded_at=minute(number + 1), station=station, after=last)
            opened.append([last])
    yield opened
    opened.close()


@pytest.fixture
def intruder(store, tmp_path):
    """Somebody with the key who has taken the file's own defences away."""
    connection = plainly(tmp_path / "record.vigil", KEY)
    connection.text_factory = bytes
    connection.execute("PRAGMA synchronous = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name.decode()}")
    yield connection
    connection.close()


def broken_at(store):
    with pytest.raises(BrokenChain) as found:
        verify(store)
    return found.value.entry


@pytest.mark.parametrize("column", TEXTS)
@pytest.mark.parametrize("seq", range(1, len(EVENTS) + 1))
def test_any_byte_of_any_text_that_is_changed_is_found(store, intruder, column, seq):
    (whole,) = intruder.execute(f"SELECT {column} FROM entry WHERE station = 'B' AND seq = ?", (seq,)).fetchone()
    change = f"UPDATE entry SET {column} = CAST(? AS TEXT) WHERE station = CAST(? AS TEXT) AND seq = ?"
    for position, bit in product(range(len(whole)), (0, 7)):
        changed = bytearray(whole)
        changed[position] ^= 1 << bit
        intruder.execute(change, (changed, b"B", seq))
        named = broken_at(store)
        if column == "station":  # the one it left misses it, or the one it went to has no place for it
            assert named.seq in (seq, seq + 1)
        else:
            assert named == EntryId("B", seq)
        intruder.execute(change, (whole, changed if column == "station" else b"B", seq))
    assert str(verify(store)) == "8 entries, 2 stations, every chain whole"


@pytest.mark.parametrize("seq", range(1, len(EVENTS) + 1))
def test_any_byte_of_a_number_that_is_changed_is_found(store, intruder, seq):
    for byte in range(8):
        for bit in (0, 5, 7):
            number = int.from_bytes((seq ^ (1 << (8 * byte + bit))).to_bytes(8, "big"), "big", signed=True)
            if 1 <= number <= len(EVENTS):
                continue  # that number is taken
            intruder.execute("UPDATE entry SET seq = ? WHERE station = 'B' AND seq = ?", (number, seq))
            assert broken_at(store) in (EntryId("B", number), EntryId("B", seq + 1))
            intruder.execute("UPDATE entry SET seq = ? WHERE station = 'B' AND seq = ?", (seq, number))
    assert str(verify(store)) == "8 entries, 2 stations, every chain whole"


def test_two_numbers_exchanged_are_found(store, intruder):
    for number, other in ((-1, 2), (2, 3), (3, -1)):
        intruder.execute("UPDATE entry SET seq = ? WHERE station = 'B' AND seq = ?", (number, other))
    assert broken_at(store) == EntryId("B", 2)


def test_an_entry_slipped_in_at_the_end_is_found(store, intruder):
    intruder.execute(
        "INSERT INTO entry SELECT station, 5, session, happened_at, recorded_at, author, kind, event, digest "
        "FROM entry WHERE station = 'B' AND seq = 4"
    )
    assert broken_at(store) == EntryId("B", 5)
