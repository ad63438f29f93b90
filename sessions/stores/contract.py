"""What every store of entries promises, and what can go wrong, in sentences for the person at the screen."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from monitor.entries import Entry
from monitor.events import EntryId
from sessions.index import SessionLine


class EntryStore(Protocol):
    """Keeps entries for ever. It adds, it hands out, and it changes nothing.

    No entry is handed out whose digest does not follow from its content and the entry before it. Whatever
    goes wrong in the world, a method raises a StoreError. One thread calls at a time.
    """

    def append(self, entries: Sequence[Entry]) -> None:
        """Keep all of them, or none. When this returns they are on the disk.

        Refuses a gap, a number that is taken, and an entry that does not follow from the one before it.
        """

    def session(self, session: str) -> list[Entry]:
        """The page of that session in clinical order; empty if nothing is known of it."""

    def after(self, station: str, seq: int) -> Iterator[Entry]:
        """What that station wrote after its entry `seq`, in the order written. 0 gives all of it."""

    def heads(self) -> dict[str, int]:
        """The last `seq` of every station known here."""

    def sessions(self) -> list[SessionLine]:
        """One line for each session that was opened, the oldest first."""

    def close(self) -> None: ...


class StoreError(Exception):
    """Something was not kept, or cannot be read. The message is a sentence for the person at the screen."""


class NumberTaken(StoreError):
    def __init__(self, entry: EntryId) -> None:
        super().__init__(
            f"This was not kept: there is already an entry {entry} in the record. "
            f"Is another computer writing as station {entry.station}?"
        )
        self.entry = entry


class GapInChain(StoreError):
    def __init__(self, entry: EntryId, last: int) -> None:
        super().__init__(
            f"This was not kept: entry {entry} came, but the next entry of station {entry.station} "
            f"is number {last + 1}."
        )
        self.entry = entry


class BrokenChain(StoreError):
    """Names the first entry that does not fit."""

    def __init__(self, entry: EntryId, problem: str = "it does not follow from the entry before it") -> None:
        super().__init__(f"The record is broken at entry {entry}: {problem}.")
        self.entry = entry


class UnreadableEntry(StoreError):
    """The chain is whole, but this entry says something this Vigil has no words for."""

    def __init__(self, entry: EntryId, problem: str) -> None:
        super().__init__(f"Entry {entry} was written by another version of Vigil. {problem}")
        self.entry = entry


class StoreFull(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"This was not kept: there is no room left for {path.name} on the disk.")


class StoreReadOnly(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"Nothing can be kept: {path} can only be read here.")


class StoreLocked(StoreError):
    def __init__(self, path: Path, by: str = "Another program") -> None:
        super().__init__(f"{by} is already using this record ({path}).")


class NotAVigilFile(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a file of Vigil's, or it was encrypted with another key.")


class RecordLost(StoreError):
    """There is nothing in the record of a station that has written. A new one would give its numbers a second time."""

    def __init__(self, path: Path, state: str) -> None:
        super().__init__(
            f"The record {path} is {state} though this station has written in it: "
            f"restore it from the last copy (nothing was changed here)."
        )


class NewerFile(StoreError):
    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer Vigil (version {version} of the file); "
            f"this one knows versions up to {known}."
        )


class StoreUnavailable(StoreError):
    """Anything else that the disk or its driver says, in their own words."""

    def __init__(self, path: Path, words: str) -> None:
        super().__init__(f"The record {path} cannot be used: {words.rstrip('.')}.")
