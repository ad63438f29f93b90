"""Everything of Vigil's on this computer, opened from one data folder."""

from dataclasses import dataclass
from pathlib import Path

from monitor.clock import Clock
from sessions.clinic import Clinic
from sessions.drafts import Drafts
from sessions.keys import KeyPlace, file_key
from sessions.places import Places
from sessions.settings import station
from sessions.staff import Pins
from sessions.stores.contract import StoreError
from sessions.stores.sqlcipher import SqlcipherStore


class FolderUnusable(StoreError):
    def __init__(self, folder: Path, problem: OSError) -> None:
        super().__init__(f"The data folder {folder} cannot be used: {problem.strerror}.")


@dataclass(frozen=True, slots=True)
class Station:
    """The open record of this computer, what is half-typed on it, and where the key to both is kept."""

    folder: Path
    clinic: Clinic
    store: SqlcipherStore
    drafts: Drafts
    key_place: KeyPlace

    def close(self) -> None:
        self.drafts.close()
        self.store.close()


def open_station(folder: Path, clock: Clock, *, pins: Pins | None = None, file_only: bool = False) -> Station:
    """Open the record in this folder for writing; make it, and its key, where there is none. Raises StoreError."""
    places = Places(folder)
    try:
        places.make()
        key = file_key(folder, file_only=file_only)
        name = station(folder)
    except OSError as problem:
        raise FolderUnusable(folder, problem) from problem
    store = SqlcipherStore(places.record, key.secret)
    try:
        return Station(
            folder,
            Clinic(store, name, clock, pins or Pins()),
            store,
            Drafts(places.drafts, key.secret),
            key.place,
        )
    except StoreError:
        store.close()
        raise


def open_to_read(folder: Path, *, file_only: bool = False) -> SqlcipherStore:
    """The record in this folder, only to be read, also while Vigil is running. Raises StoreError."""
    places = Places(folder)
    try:
        if not places.record.exists():
            raise NoRecord(folder)
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
