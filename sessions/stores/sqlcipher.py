"""The record as one encrypted file on this station's own disk. Nothing to install, nothing to start."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.entries import Entry
from monitor.events import EntryId
from sessions.chain import Head, Row, digest, entry_of, linked
from sessions.codec import Unreadable, from_text, kind_of, to_text
from sessions.index import LINE_EVENTS, SessionLine, changes_line, line_of, listed, rebuild
from sessions.stores.contract import BrokenChain, StoreLocked, StoreUnavailable
from sessions.stores.encrypted_file import Format, open_file, refuse_lost, speaking, transaction

BLOCK_BITS, LAST_OF_BLOCK = 8, 255
"""A station's numbers in blocks of 256. Each session is noted once for every block that has entries of it, which finds
them as quickly as an index of all entries would; but that would cost an eighth more at every entry that is kept."""

ENTRY_FILE = Format(
    application_id=0x56494731,  # "VIG1"
    version=1,
    tables=(
        """CREATE TABLE entry (
            station TEXT NOT NULL,
            seq INTEGER NOT NULL,
            session TEXT NOT NULL,
            happened_at TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            author TEXT NOT NULL,
            kind TEXT NOT NULL,
            event TEXT NOT NULL,
            digest TEXT NOT NULL,
            PRIMARY KEY (station, seq)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE session_block (
            session TEXT NOT NULL,
            station TEXT NOT NULL,
            block INTEGER NOT NULL,
            PRIMARY KEY (session, station, block)
        ) STRICT, WITHOUT ROWID""",
        f"""CREATE TRIGGER entry_is_found AFTER INSERT ON entry
            WHEN NOT EXISTS (
                SELECT 1 FROM session_block
                WHERE session = NEW.session AND station = NEW.station AND block = NEW.seq >> {BLOCK_BITS}
            )
            BEGIN INSERT INTO session_block VALUES (NEW.session, NEW.station, NEW.seq >> {BLOCK_BITS}); END""",
        """CREATE TRIGGER entry_stays_where_it_is_found BEFORE UPDATE ON session_block
            BEGIN SELECT RAISE(ABORT, 'an entry is never hidden'); END""",
        """CREATE TRIGGER entry_stays_to_be_found BEFORE DELETE ON session_block
            BEGIN SELECT RAISE(ABORT, 'an entry is never hidden'); END""",
        """CREATE TRIGGER entry_stays_as_written BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END""",
        """CREATE TRIGGER entry_stays BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END""",
        # REPLACE skips delete triggers, so a taken number is refused before the insert as well.
        """CREATE TRIGGER entry_keeps_its_number BEFORE INSERT ON entry
            WHEN EXISTS (SELECT 1 FROM entry WHERE station = NEW.station AND seq = NEW.seq)
            BEGIN SELECT RAISE(ABORT, 'this number is taken'); END""",
        "CREATE TABLE session_index (session TEXT PRIMARY KEY, line TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ),
    synchronous="FULL",
)

AT_A_TIME = 500

# Each entry comes with the digest of the one before it, so that no entry is handed out unchecked.
SELECT = """
    SELECT e.station, e.seq, e.session, e.happened_at, e.recorded_at, e.author, e.kind, e.event, e.digest,
        before.digest
"""
BEFORE = "LEFT JOIN entry AS before ON before.station = e.station AND before.seq = e.seq - 1"
OF_STATION = f"{SELECT} FROM entry AS e {BEFORE} WHERE e.station = ? AND e.seq > ? ORDER BY e.seq LIMIT {AT_A_TIME}"
OF_SESSION = f"""{SELECT}
    FROM session_block AS b CROSS JOIN entry AS e
        ON e.station = b.station
        AND e.seq BETWEEN b.block << {BLOCK_BITS} AND (b.block << {BLOCK_BITS}) + {LAST_OF_BLOCK}
        AND e.session = b.session
    {BEFORE}
    WHERE b.session = ?
"""
IN_CLINICAL_ORDER = "ORDER BY e.happened_at, e.recorded_at, e.station, e.seq"
LINE_KINDS = ", ".join(f"'{kind_of(event_class)}'" for event_class in LINE_EVENTS)
BEFORE_ALL = -(2**63)


class SqlcipherStore:
    """One encrypted file. While one Vigil has it open for writing, no other can; a killed one lets go."""

    def __init__(self, path: Path, key: bytes, *, read_only: bool = False, was_written: bool = False) -> None:
        """Raises StoreError. The file is made if it is missing, unless it is only to be read, or `was_written`: then
        RecordLost says that it is missing or empty, and nothing is touched."""
        if was_written:
            refuse_lost(path)  # before there is a lock file
        self._path = path
        self._writer = FileLock(
            f"{path}.lock",
            mode=0o600,
            thread_local=False,  # closed on another thread than opened
            fallback_to_soft=False,  # a soft lock would outlive a killed program
        )
        if not read_only:
            self._be_the_only_writer()
        try:
            self._file = open_file(path, key, ENTRY_FILE, read_only=read_only, was_written=was_written)
        except BaseException:
            self._writer.release()
            raise

    def append(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        with speaking(self._path), transaction(self._file):
            rows = linked(entries, self._head)
            self._file.executemany(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*row.columns, entry.digest) for row, entry in zip(rows, entries, strict=True)],
            )
            for session in {entry.session for entry in entries if changes_line(entry.event)}:
                self._index(session)

    def session(self, session: str) -> list[Entry]:
        return self._entries(f"{OF_SESSION} {IN_CLINICAL_ORDER}", session)

    def after(self, station: str, seq: int) -> Iterator[Entry]:
        last = seq if seq > 0 else BEFORE_ALL  # no number, however wrong, hides an entry
        while True:
            some = self._entries(OF_STATION, station, last)
            yield from some
            if len(some) < AT_A_TIME:
                return
            last = some[-1].id.seq

    def heads(self) -> dict[str, int]:
        with speaking(self._path):
            rows = self._file.execute("""
                WITH RECURSIVE known (station) AS (
                    SELECT MIN(station) FROM entry
                    UNION ALL
                    SELECT (SELECT MIN(station) FROM entry WHERE station > known.station) FROM known
                    WHERE known.station IS NOT NULL
                )
                SELECT station, (SELECT MAX(seq) FROM entry WHERE entry.station = known.station) FROM known
                WHERE station IS NOT NULL
            """).fetchall()
        return {_text(station, EntryId(repr(station), seq)): seq for station, seq in rows}

    def sessions(self) -> list[SessionLine]:
        with speaking(self._path):
            rows = self._file.execute("SELECT line FROM session_index").fetchall()
        try:
            return listed(from_text(SessionLine, line.decode(), called="the index") for (line,) in rows)
        except (Unreadable, UnicodeDecodeError):
            return self.recomputed_sessions()

    def recomputed_sessions(self) -> list[SessionLine]:
        """What `sessions` must give, computed from every entry again."""
        return rebuild(entry for station in self.heads() for entry in self.after(station, 0))

    def close(self) -> None:
        with speaking(self._path):
            self._file.close()
        self._writer.release()

    def _be_the_only_writer(self) -> None:
        with speaking(self._path):
            try:
                self._writer.acquire(blocking=False)
            except Timeout as problem:
                raise StoreLocked(self._path, by="Another Vigil") from problem
            except NotImplementedError as problem:
                raise StoreUnavailable(self._path, "its disk cannot keep two programs apart") from problem

    def _head(self, station: str) -> Head:
        row = self._file.execute(
            "SELECT seq, digest FROM entry WHERE station = ? ORDER BY seq DESC LIMIT 1", (station,)
        ).fetchone()
        if row is None:
            return Head(station)
        seq, sealed = row
        return Head(station, seq, _text(sealed, EntryId(station, seq)))

    def _index(self, session: str) -> None:
        line = line_of(self._entries(f"{OF_SESSION} AND e.kind IN ({LINE_KINDS})", session))
        if line is None:
            self._file.execute("DELETE FROM session_index WHERE session = ?", (session,))
        else:
            self._file.execute("INSERT OR REPLACE INTO session_index VALUES (?, ?)", (session, to_text(line)))

    def _entries(self, question: str, *about: str | int) -> list[Entry]:
        with speaking(self._path):
            rows = self._file.execute(question, about).fetchall()
        return [_checked(row) for row in rows]


def _checked(
    stored: tuple[bytes, int, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes | None],
) -> Entry:
    """The entry stored so. Raises BrokenChain unless its digest follows from its texts and the one before."""
    station, seq, session, happened_at, recorded_at, author, kind, event, sealed, before = stored
    name = EntryId(station.decode(errors="replace"), seq)
    if before is None and seq != 1:
        raise BrokenChain(name, "the entry before it is missing")
    texts = (_text(text, name) for text in (session, happened_at, recorded_at, author, kind, event))
    row = Row(_text(station, name), seq, *texts)
    if digest(row, "" if before is None else _text(before, name)) != _text(sealed, name):
        raise BrokenChain(name)
    return entry_of(row, sealed.decode())


def _text(stored: bytes, entry: EntryId) -> str:
    try:
        return stored.decode()
    except UnicodeDecodeError as problem:
        raise BrokenChain(entry, "its text is damaged") from problem
