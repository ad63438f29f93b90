"""Half-typed text, kept so that it survives the program dying. It is not part of the record.

It may say something about a patient, so it is encrypted like the record and with the same key.
"""

from pathlib import Path

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


class Drafts:
    """What somebody is in the middle of typing, by session and place on the screen. Raises StoreError."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._file = open_file(path, key, DRAFT_FILE)

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
