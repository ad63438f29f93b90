"""One encrypted SQLite file: how it is made, opened and checked, and what its errors are called.

No exception of the driver leaves `speaking`.
"""

import errno
import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from sessions.stores.contract import (
    NewerFile,
    NotAVigilFile,
    RecordLost,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnavailable,
)

BUSY_MS = 2000
"""How long a call waits for another program to let go of the file."""

ROOM_TO_OPEN = 64 * 1024
"""Bytes free on the disk below which a file cannot be opened: its driver needs 32 KiB beside it, and a few pages."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a file of ours is: the number in its header that says so, its version, and its tables."""

    application_id: int
    version: int
    tables: tuple[str, ...]
    synchronous: str


def open_file(
    path: Path, key: bytes, form: Format, *, read_only: bool = False, was_written: bool = False
) -> sqlite3.Connection:
    """The open file, checked to be of that form; where there is none, a new one that only its owner can read.

    A file that `was_written` is never made anew. Raises StoreError. `key` is the 32 bytes themselves. Texts come
    back as bytes, for the caller to judge.
    """
    with speaking(path):
        if was_written:
            refuse_lost(path)
        elif not read_only:
            _make_if_missing(path)
        elif not path.exists():
            raise StoreUnavailable(path, "there is no such file")
        # Opened on one thread and used on another: the caller sees to it that one call is made at a time.
        connection: sqlite3.Connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _unlock(connection, key)
            _check(path, connection, form, read_only=read_only, was_written=was_written)
            connection.execute(f"PRAGMA synchronous = {form.synchronous}")
            connection.execute(f"PRAGMA query_only = {read_only}")
        except BaseException:
            connection.close()
            raise
        return connection


def refuse_lost(path: Path) -> None:
    """Raises RecordLost for a file that is not there or has nothing in it: the driver would begin a new one, and throw
    away what is written beside it."""
    with speaking(path):
        if not path.exists():
            raise RecordLost(path, "missing")
        if not path.stat().st_size:
            raise RecordLost(path, "empty")


class transaction:  # noqa: N801 (named as contextlib names its own, and as quick; a generator is not)
    """All or none: what is executed inside is kept when this ends, and undone if anything goes wrong."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        try:
            if problem is None:
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:  # something went wrong; a full disk has already undone it
                self._connection.execute("ROLLBACK")


class speaking:  # noqa: N801 (as above)
    """Turns what the driver and the disk say into sentences."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing has been said yet."""

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        match problem:
            case dbapi2.Error():
                code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
                raise _named(self._path, code, str(problem)) from problem
            case OSError():
                code = SAME_AS.get(problem.errno or 0, 0)
                raise _named(self._path, code, problem.strerror or str(problem)) from problem


SAME_AS = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_READONLY,
    errno.EPERM: sqlite3.SQLITE_READONLY,
}


def _named(path: Path, code: int, words: str) -> StoreError:
    match code:
        case sqlite3.SQLITE_FULL:
            return StoreFull(path)
        case sqlite3.SQLITE_READONLY:
            return StoreReadOnly(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreLocked(path)
        case sqlite3.SQLITE_NOTADB:
            return NotAVigilFile(path)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN if _is_full(path.parent):
            return StoreFull(path)  # what the driver keeps beside the file found no room; it does not say so
    return StoreUnavailable(path, words)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < ROOM_TO_OPEN
    except OSError:
        return False


def _make_if_missing(path: Path) -> None:
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _unlock(connection: sqlite3.Connection, key: bytes) -> None:
    connection.text_factory = bytes
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA temp_store = MEMORY")  # a temporary file would not be encrypted


def _check(path: Path, connection: sqlite3.Connection, form: Format, *, read_only: bool, was_written: bool) -> None:
    """Refuses what is not of that form. An empty file is a new one: making it is one transaction."""
    found = _number(connection, "PRAGMA application_id")
    version = _number(connection, "PRAGMA user_version")
    if not read_only:
        if found == 0 and _number(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0:
            if was_written:  # the first page alone, as of a copy taken without the file beside it
                raise RecordLost(path, "empty")
            connection.execute("PRAGMA journal_mode = WAL")
            with transaction(connection):
                for statement in form.tables:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {form.application_id}")
                connection.execute(f"PRAGMA user_version = {form.version}")
            return
        with transaction(connection):
            pass  # a file that cannot be written says so now, and not at the first entry
    if found != form.application_id:
        raise NotAVigilFile(path)
    if version > form.version:
        raise NewerFile(path, version, form.version)


def _number(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])
