"""Half-typed text, kept so that it survives the program dying. It is not part of the record.

It may say something about a patient, so it is encrypted like the record and with the same key.
"""

from itertools import count
from pathlib import Path

from sessions.places import set_aside
from sessions.stores.contract import NewerFile, NotAVigilFile, StoreUnavailable
from sessions.stores.encrypted_file import Format, open_file, speaking

DRAFT_FILE = Format(
    application_id=0x56494744,  # "VIGD"
    version=1,
    tables=(
        """CREATE TABLE draft (
            session TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (session, place)
        ) STRICT, WITHOUT ROWID""",
    ),
    # Once committed it is with the system, which outlives a killed program; only power failing can lose it.
    synchronous="NORMAL",
)


BESIDE = ("-shm", "-wal", "")
"""What the driver keeps beside a file, and last the file itself: beside a new file the driver would throw it away."""


class Drafts:
    """What somebody is in the middle of typing, by session and place on the screen. Raises StoreError."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._file = open_file(path, key, DRAFT_FILE)
        try:
            self._check()
        except BaseException:
            self._file.close()
            raise

    def keep(self, session: str, place: str, text: str) -> None:
        """Keep this text instead of what was there. It is safe from a killed program when this returns."""
        text = text.encode(errors="replace").decode()  # half a character is no reason to stop somebody typing
        with speaking(self._path):
            self._file.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (session, place, text))

    def of(self, session: str) -> dict[str, str]:
        """The text at each place of that session."""
        with speaking(self._path):
            rows = self._file.execute("SELECT place, text FROM draft WHERE session = ?", (session,)).fetchall()
        return {place.decode(): text.decode() for place, text in rows}

    def forget(self, session: str, place: str) -> None:
        with speaking(self._path):
            self._file.execute("DELETE FROM draft WHERE session = ? AND place = ?", (session, place))

    def close(self) -> None:
        with speaking(self._path):
            self._file.close()

    def _check(self) -> None:
        """Every page of it, now: damage found while somebody types would come too late."""
        with speaking(self._path):
            (verdict,) = self._file.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != b"ok":
            raise StoreUnavailable(self._path, verdict.decode(errors="replace"))


def open_drafts(path: Path, key: bytes) -> tuple[Drafts, str]:
    """The half-typed text, and a sentence for the screen where it cannot be read; empty as long as it can.

    What cannot be read is kept under another name, and a new file is begun: nobody waits at a chair for a draft.
    Raises StoreError for what a new file does not mend.
    """
    try:
        return Drafts(path, key), ""
    except (NotAVigilFile, NewerFile, StoreUnavailable):
        aside = _set_aside(path)
        return Drafts(path, key), (
            f"What was half-typed when Vigil last closed cannot be read; its file was kept as {aside.name}. "
            f"The record itself is not affected."
        )


def _set_aside(path: Path) -> Path:
    """Give the file, and what the driver keeps beside it, the first name that is free."""
    names = (set_aside(path, number) for number in count(1))
    aside = next(name for name in names if not any(Path(f"{name}{end}").exists() for end in BESIDE))
    with speaking(path):
        for end in BESIDE:
            if (part := Path(f"{path}{end}")).exists():
                part.rename(f"{aside}{end}")
    return aside
