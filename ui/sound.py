"""When the cue is heard at this station, how loud, and until when the station is silent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from monitor.attention import Cue, cues
from monitor.clock import offset_from_utc
from sessions.clinic import Overview, StoreError
from sessions.settings import VOLUME, choose, keep_silence, setting, silent_until
from ui.loudspeaker import Loudspeaker

LOUDNESS = {"low": 0.15, "medium": 0.4, "high": 1.0}


@dataclass(frozen=True, slots=True)
class Hearing:
    """What can be heard at this station now. `problem` is None as long as nobody knows, empty where there is none."""

    volume: str
    problem: str | None
    silent_until: datetime | None
    now: datetime | None

    @property
    def lines(self) -> tuple[str, ...]:
        """In one or two lines, for where there is little room beside it."""
        if self.problem:
            return "No sound on", "this computer"
        if self.silent_until and self.now:
            until = self.silent_until + offset_from_utc(self.now)
            left = -((self.now - self.silent_until) // timedelta(minutes=1))
            return f"Silent until {until:%H:%M},", f"{left} min left"
        return ("Sound on" if self.problem == "" else "Sound",)

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def is_on(self) -> bool:
        return self.problem == "" and self.silent_until is None


class Sound(QObject):
    """Follows the clinic's sessions. What happens while the station is silent, and still waits then, is heard after."""

    changed = Signal(object)  # Hearing
    unkept = Signal(str)  # why a choice will not be remembered, in a sentence; it holds until then

    def __init__(self, folder: Path, loudspeaker: Loudspeaker) -> None:
        super().__init__()
        self._folder = folder
        self._loudspeaker = loudspeaker
        self._volume = setting(folder, VOLUME)
        self._silent_until: datetime | None = None
        self._now: datetime | None = None
        self._heard: set[Cue] = set()

    @property
    def hearing(self) -> Hearing:
        return Hearing(self._volume, self._loudspeaker.problem(), self._silent_until, self._now)

    def follow(self, overview: Overview) -> None:
        """Once a second. The first look only tells the time: the screen is shown before anything is heard."""
        is_first, self._now = self._now is None, overview.now
        if is_first:
            self._silent_until = silent_until(self._folder, overview.now)
        elif self._silent_until and self._silent_until <= overview.now:
            self._silent_until = None
        if not is_first and not self._loudspeaker.is_busy():
            self._sound({cue for snapshot in overview.open for cue in cues(snapshot)})
        self.changed.emit(self.hearing)

    def _sound(self, wanted: set[Cue]) -> None:
        if wanted - self._heard and self._silent_until is None:
            self._heard |= wanted
            self._play()
        elif self._loudspeaker.problem() is None:
            self._loudspeaker.play(0)

    def test(self) -> None:
        """The cue as it is heard, silent or not."""
        self._play()
        self.changed.emit(self.hearing)

    def set_volume(self, choice: str) -> None:
        self._volume = choice
        self._keep(lambda: choose(self._folder, VOLUME, choice))

    def silence(self, minutes: int) -> None:
        """Nothing is heard for so long, from now."""
        if self._now is not None:
            self._be_silent_until(self._now + timedelta(minutes=minutes))

    def end_silence(self) -> None:
        self._be_silent_until(None)

    def _be_silent_until(self, until: datetime | None) -> None:
        self._silent_until = until
        self._keep(lambda: keep_silence(self._folder, until))

    def _play(self) -> None:
        self._loudspeaker.play(LOUDNESS[self._volume])

    def _keep(self, choice: Callable[[], None]) -> None:
        try:
            choice()
        except StoreError as problem:
            self.unkept.emit(str(problem))
        self.changed.emit(self.hearing)
