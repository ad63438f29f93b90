"""A session as JSON lines, lossless: what was written reads back as equal entries, and so as an equal chart.

The first line names format and version, how many entries follow, and the SHA-256 of their lines. Each other line
is one entry with everything it was stored with, the digest of its station's chain included.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from monitor.entries import Entry
from monitor.events import EntryId
from sessions.chain import Row, digest, entry_of, row_of
from sessions.stores.contract import UnreadableEntry

FORMAT = "vigil-record"
VERSION = 1

T = TypeVar("T")


class RecordRefused(Exception):
    """This text is no record that Vigil can trust. The message is a sentence with the number of the line."""


def write_record(entries: Sequence[Entry], flags: Sequence[str] = ()) -> str:
    """All entries of one session, in the order given; in the first line, to be read by people, also its flags.

    Raises ValueError for none, or for those of two sessions.
    """
    sessions = {entry.session for entry in entries}
    if len(sessions) != 1:
        raise ValueError(f"A record is of one session, not of {len(sessions)}.")
    lines = [_line(entry) for entry in entries]
    header = {
        "format": FORMAT,
        "version": VERSION,
        "session": entries[0].session,
        "entries": len(lines),
        "sha256": _sum(lines),
        "flags": list(flags),
    }
    return "\n".join([_json(header), *lines, ""])


def read_record(text: str) -> tuple[Entry, ...]:
    """The entries that were written so, in their order. Raises RecordRefused.

    Checked is that every line can be read, that none is missing or changed since the record was written, and, for
    each entry whose predecessor in its station's chain is in the record as well, that its digest fits. An entry
    that followed one of another session has a digest that only the store can check (`verify`).
    """
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").rstrip("\r\n").split("\n")]
    session, count, total = _read_header(lines[0])
    rows: dict[EntryId, tuple[int, Row, Entry]] = {}
    for number, line in enumerate(lines[1:], start=2):
        row, entry = _read_line(number, line)
        if entry.session != session:
            raise RecordRefused(f"Line {number} belongs to session {entry.session}, not to {session}.")
        if entry.id in rows:
            raise RecordRefused(f"Line {number} is entry {entry.id}, which is in line {rows[entry.id][0]} already.")
        rows[entry.id] = number, row, entry
    for number, row, entry in rows.values():
        previous = rows.get(EntryId(row.station, row.seq - 1))
        if previous is None and row.seq > 1:
            continue
        if digest(row, previous[2].digest if previous else "") != entry.digest:
            raise RecordRefused(f"Line {number}: entry {entry.id} was changed; its digest does not fit.")
    if len(rows) != count:
        raise RecordRefused(f"Line 1 names {count} entries; {len(rows)} follow.")
    if _sum(lines[1:]) != total:
        raise RecordRefused("The lines after line 1 were changed: they do not have the SHA-256 that it names.")
    return tuple(entry for _, _, entry in rows.values())


def _line(entry: Entry) -> str:
    row = row_of(entry)
    return _json(
        {
            "station": row.station,
            "seq": row.seq,
            "session": row.session,
            "happened_at": row.happened_at,
            "recorded_at": row.recorded_at,
            "author": row.author,
            "kind": row.kind,
            "event": json.loads(row.event),
            "digest": entry.digest,
        }
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sum(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


def _read_header(line: str) -> tuple[str, int, str]:
    """The session, how many entries follow, and the SHA-256 of their lines."""
    header = _object(1, line)
    if header.get("format") != FORMAT:
        raise RecordRefused(f"Line 1 does not say that this is a {FORMAT}.")
    version = _field(1, header, "version", int)
    if version != VERSION:
        raise RecordRefused(f"Line 1 says version {version}; this Vigil reads version {VERSION}.")
    return _field(1, header, "session", str), _field(1, header, "entries", int), _field(1, header, "sha256", str)


def _read_line(number: int, line: str) -> tuple[Row, Entry]:
    said = _object(number, line)
    # The digest is over the event's canonical text, which has its keys sorted.
    event = json.dumps(_field(number, said, "event", dict), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = Row(
        station=_field(number, said, "station", str),
        seq=_field(number, said, "seq", int),
        session=_field(number, said, "session", str),
        happened_at=_field(number, said, "happened_at", str),
        recorded_at=_field(number, said, "recorded_at", str),
        author=_field(number, said, "author", str),
        kind=_field(number, said, "kind", str),
        event=event,
    )
    try:
        return row, entry_of(row, _field(number, said, "digest", str))
    except UnreadableEntry as problem:
        raise RecordRefused(f"Line {number} cannot be read: {problem}") from problem


def _object(number: int, line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
        _json(value).encode()  # half a character passes for JSON, but nothing can be reckoned from it
    except (ValueError, RecursionError) as problem:
        raise RecordRefused(f"Line {number} is damaged: it is not JSON ({problem}).") from problem
    if not isinstance(value, dict):
        raise RecordRefused(f"Line {number} is damaged: it is not an object.")
    return value


def _field(number: int, said: dict[str, object], name: str, kind: type[T]) -> T:
    value = said.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise RecordRefused(f"Line {number} is damaged: its {name} is missing or not as Vigil writes it.")
    return value
