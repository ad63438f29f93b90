"""Each station's entries are a chain: every digest covers its entry's content and the digest before it.

An entry that is changed, removed from the middle or slipped in makes the chain break there. What a chain
alone cannot show is that its newest entries were cut off; a copy on another station or a backup shows that.
"""

import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from monitor.entries import Entry
from monitor.events import EntryId, Event
from sessions.codec import Unreadable, decode, encode, moment, timestamp
from sessions.stores.contract import BrokenChain, EntryStore, GapInChain, NumberTaken, UnreadableEntry


@dataclass(frozen=True, slots=True)
class Row:
    """One entry exactly as it is stored, text for text. The digest is computed over these texts."""

    station: str
    seq: int
    session: str
    happened_at: str
    recorded_at: str
    author: str
    kind: str
    event: str

    @property
    def id(self) -> EntryId:
        return EntryId(self.station, self.seq)

    @property
    def columns(self) -> tuple[str | int, ...]:
        return (
            self.station,
            self.seq,
            self.session,
            self.happened_at,
            self.recorded_at,
            self.author,
            self.kind,
            self.event,
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a station's chain, which the next entry follows. A station that never wrote has seq 0."""

    station: str
    seq: int = 0
    digest: str = ""


_as_array = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def digest(row: Row, previous: str) -> str:
    """SHA-256 (hex) over the digest before and all of the row.

    As a JSON array, so that no text can lend its end to the next one's beginning.
    """
    return sha256(_as_array((previous, *row.columns)).encode()).hexdigest()


def row_of(entry: Entry) -> Row:
    """The texts in which an entry is stored. Raises ValueError for what cannot be text."""
    happened_at, recorded_at = timestamp(entry.happened_at), timestamp(entry.recorded_at)
    id = entry.id
    return Row(id.station, id.seq, entry.session, happened_at, recorded_at, entry.author, *encode(entry.event))


def entry_of(row: Row, sealed: str) -> Entry:
    """The entry that was stored so. Raises UnreadableEntry. The caller checks that the digest fits."""
    try:
        happened_at, recorded_at = moment(row.happened_at), moment(row.recorded_at)
        event = decode(row.kind, row.event)
    except (ValueError, Unreadable) as problem:
        raise UnreadableEntry(row.id, str(problem)) from problem
    return Entry(row.id, row.session, happened_at, recorded_at, row.author, event, sealed)


def seal(
    id: EntryId,
    session: str,
    happened_at: datetime,
    recorded_at: datetime,
    author: str,
    event: Event,
    *,
    previous: str,
) -> Entry:
    """A new entry, made fast to the digest of the station's entry before it ("" for its first one).

    Raises ValueError for what cannot be stored: a naive time, half a character.
    """
    kind, text = encode(event)
    recorded = timestamp(recorded_at)
    happened = recorded if happened_at is recorded_at else timestamp(happened_at)
    row = Row(id.station, id.seq, session, happened, recorded, author, kind, text)
    entry = Entry(id, session, happened_at, recorded_at, author, event, digest(row, previous))
    _at_hand.append((entry, row, previous))
    return entry


def head_after(entry: Entry) -> Head:
    """The end of the chain once this entry is kept."""
    return Head(entry.id.station, entry.id.seq, entry.digest)


def head_of(store: EntryStore, station: str) -> Head:
    """The end of a station's chain as the store has it. Raises StoreError."""
    last = store.heads().get(station, 0)
    newest = list(store.after(station, last - 1)) if last else []
    return head_after(newest[-1]) if newest else Head(station)


_at_hand: deque[tuple[Entry, Row, str]] = deque(maxlen=8)
"""The entries sealed last. A nurse waits while one is kept, and making its texts again is a third of that wait.

Only the very entry that was sealed is recognised, not one that looks like it; and an entry cannot be changed.
"""


def _following(entry: Entry, previous: str) -> Row | None:
    """The row of an entry whose digest follows from it and the digest before; None if it does not."""
    for known, row, before in reversed(tuple(_at_hand)):
        if known is entry and before == previous:
            return row
    row = row_of(entry)
    return row if digest(row, previous) == entry.digest else None


def linked(entries: Sequence[Entry], head: Callable[[str], Head]) -> list[Row]:
    """The rows of new entries, ready to be stored: what every store checks before it keeps anything.

    `head` says where the chain of a station ends in the store. Raises NumberTaken, GapInChain or BrokenChain.
    """
    heads: dict[str, Head] = {}
    rows = []
    for entry in entries:
        before = heads.get(entry.id.station) or head(entry.id.station)
        if entry.id.seq <= before.seq:
            raise NumberTaken(entry.id)
        if entry.id.seq != before.seq + 1:
            raise GapInChain(entry.id, before.seq)
        row = _following(entry, before.digest)
        if row is None:
            raise BrokenChain(entry.id)
        heads[entry.id.station] = head_after(entry)
        rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found whole."""

    entries: int
    stations: int

    def __str__(self) -> str:
        entries = "1 entry" if self.entries == 1 else f"{self.entries} entries"
        stations = "1 station" if self.stations == 1 else f"{self.stations} stations"
        return f"{entries}, {stations}, every chain whole"


def verify(store: EntryStore) -> Verified:
    """Compute every digest of every station again. Raises BrokenChain, naming the first that does not fit."""
    heads = store.heads()
    for station, last in sorted(heads.items()):
        head = Head(station)
        for entry in store.after(station, 0):
            if entry.id.seq != head.seq + 1 or digest(row_of(entry), head.digest) != entry.digest:
                raise BrokenChain(entry.id)
            head = head_after(entry)
        if head.seq != last:
            raise BrokenChain(EntryId(station, head.seq + 1), "it is missing")
    return Verified(sum(heads.values()), len(heads))
