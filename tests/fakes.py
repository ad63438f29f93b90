"""Stand-ins for what a computer may lack."""

from pathlib import Path

from sessions.stores.contract import StoreFull
from sessions.stores.memory import MemoryStore


class FillingStore(MemoryStore):
    """Its disk is full for as long as it is told so."""

    is_full = False

    def append(self, entries) -> None:
        if self.is_full:
            raise StoreFull(Path("record.vigil"))
        super().append(entries)


class FakeLoudspeaker:
    """Remembers at which volume it was asked to play, 0 where it was only to find out whether it could."""

    def __init__(self, problem: str | None = "") -> None:
        self.said = problem
        self.busy = False
        self.played: list[float] = []

    def play(self, volume: float) -> None:
        self.played.append(volume)

    def is_busy(self) -> bool:
        return self.busy

    def problem(self) -> str | None:
        return self.said
