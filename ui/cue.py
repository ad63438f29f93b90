"""The one sound of Vigil: two low notes that swell and fade into each other, made here from nothing.

It must not be taken for a device's alarm (IEC 60601-1-8, S58, S81 to S83; S88). Those are bursts of one, two, three,
five or ten pulses of 75 to 250 ms, rich in overtones. Here is no pulse, no gap, no repetition and no siren.
"""

import math
from array import array
from dataclasses import dataclass

SWELL_S = 0.06
OCTAVE = 0.15
LOUDEST = 0.5
"""Of what can be played, and of one note: the two together never reach more than all of it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A tone and, faintly, its octave, so that a small loudspeaker carries it too. Times are in seconds."""

    hz: float
    begins: float
    lasts: float

    def sample(self, at: float) -> float:
        """From -1 to 1, so long after it began."""
        turns = 2 * math.pi * self.hz * at
        return self._swell(at) * (math.sin(turns) + OCTAVE * math.sin(2 * turns)) / (1 + OCTAVE)

    def _swell(self, at: float) -> float:
        """A soft beginning, then a long fade."""
        if at < SWELL_S:
            return math.sin(math.pi / 2 * at / SWELL_S) ** 2
        return math.cos(math.pi / 2 * (at - SWELL_S) / (self.lasts - SWELL_S)) ** 2


NOTES = (Note(293.7, 0.0, 0.42), Note(440.0, 0.18, 0.44))  # D and A: a fifth, rising


def samples(rate: int) -> list[float]:
    """The cue at so many samples a second, each between -1 and 1."""
    cue = [0.0] * round(rate * max(note.begins + note.lasts for note in NOTES))
    for note in NOTES:
        first = round(rate * note.begins)
        for number in range(round(rate * note.lasts)):
            cue[first + number] += LOUDEST * note.sample(number / rate)
    return cue


def pcm(rate: int, channels: int) -> bytes:
    """The cue as signed numbers of 16 bits in this computer's byte order, the same in every channel."""
    return array("h", (round(32767 * sample) for sample in samples(rate) for _ in range(channels))).tobytes()
