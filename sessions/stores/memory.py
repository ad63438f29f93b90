"""A record that lasts as long as the program: for tests, and for reading an exported record back."""

from collections.abc import Iterator, Sequence

from monitor.entries import Entry, clinical_order
from sessions.chain import Head, head_after, linked
from sessions.index import SessionLine, rebuild


class MemoryStore:
    """Keeps entries in this process, under the same contract as every other store."""

    def __init__(self) -> None:
        self._chains: dict[str, list[Entry]] = {}

    def append(self, entries: Sequence[Entry]) -> None:
        linked(entries, self._head)
        for entry in entries:
            self._chains.setdefault(entry.id.station, []).append(entry)

    def session(self, session: str) -> list[Entry]:
        page = (entry for chain in self._chains.values() for entry in chain if entry.session == session)
        return sorted(page, key=clinical_order)

    def after(self, station: str, seq: int) -> Iterator[Entry]:
        return iter(self._chains.get(station, [])[max(seq, 0) :])

    def heads(self) -> dict[str, int]:
        return {station: len(chain) for station, chain in self._chains.items()}

    def sessions(self) -> list[SessionLine]:
        return rebuild(entry for chain in self._chains.values() for entry in chain)

    def close(self) -> None:
        """Nothing is open."""

    def _head(self, station: str) -> Head:
        chain = self._chains.get(station)
        return head_after(chain[-1]) if chain else Head(station)
