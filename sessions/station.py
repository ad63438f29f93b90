"""Everything of Vigil's on this computer, opened from one data folder."""

import errno
from dataclasses import dataclass
from pathlib import Path

from monitor.clock import Clock
from sessions.clinic import Clinic
from sessions.drafts import Drafts, open_drafts
from sessions.keys import KeyPlace, file_key
from sessions.places import Places
from sessions.settings import has_name, station
from sessions.staff import Pins
from sessions.stores.contract import RecordLost, StoreError, StoreFull
from sessions.stores.sqlcipher import SqlcipherStore


class FolderUnusable(StoreError):
    def __init__(self, folder: Path, problem: OSError) -> None:
        super().__init__(f"The data folder {folder} cannot be used: {problem.strerror}.")


@dataclass(frozen=True, slots=True)
class Station:
    """The open record of this computer, what is half-typed on it, and where the key to both is kept.

    `notices` are sentences about this start, to be shown once.
    """

    folder: Path
    clinic: Clinic
    store: SqlcipherStore
    drafts: Drafts
    key_place: KeyPlace
    notices: tuple[str, ...] = ()

    def close(self) -> None:
        self.drafts.close()
        self.store.close()


def open_station(folder: Path, clock: Clock, *, pins: Pins | None = None, file_only: bool = False) -> Station:
    """Open the record in this folder for writing; make it, and its key, the first time. Raises StoreError.

    The name comes last of what the first time makes: a station that has one had its whole record before, so neither
    record nor key is made again. Killed at any moment before, the next start is still a first one.
    """
    places = Places(folder)
    try:
        places.make()
        was_here = has_name(folder)
        key = file_key(folder, file_only=file_only, make=not was_here)
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    store = SqlcipherStore(places.record, key.secret, was_written=was_here)
    try:
        clinic = Clinic(store, station(folder), clock, pins or Pins())
        drafts, notice = open_drafts(places.drafts, key.secret)
    except OSError as problem:
        store.close()
        raise _unusable(folder, problem) from problem
    except StoreError:
        store.close()
        raise
    return Station(folder, clinic, store, drafts, key.place, (notice,) if notice else ())


def _unusable(folder: Path, problem: OSError) -> StoreError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(folder)
    return FolderUnusable(folder, problem)


def open_to_read(folder: Path, *, file_only: bool = False) -> SqlcipherStore:
    """The record in this folder, only to be read, also while Vigil is running. Raises StoreError."""
    places = Places(folder)
    try:
        if not places.record.exists():
            raise NoRecord(folder)
        if not places.record.stat().st_size and places.settings.exists():
            raise RecordLost(places.record, "empty")
        key = file_key(folder, file_only=file_only)
    except OSError as problem:
        raise FolderUnusable(folder, problem) from problem
    return SqlcipherStore(places.record, key.secret, read_only=True)


class NoRecord(StoreError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no record of Vigil's in {folder}.")


def open_empty(folder: Path) -> SqlcipherStore:
    """A record of its own for a replay, made in this folder. Raises StoreError."""
    places = Places(folder)
    try:
        places.make()
        key = file_key(folder, file_only=True)
    except OSError as problem:
        raise FolderUnusable(folder, problem) from problem
    return SqlcipherStore(places.record, key.secret)
