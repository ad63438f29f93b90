"""That the cue is soft, short and like no device's alarm (clinical facts 7.1 and 7.2)."""

import math
from array import array

import pytest

from ui.cue import LOUDEST, NOTES, Note, pcm, samples

RATE = 8000
LONGEST_ALARM_PULSE_S = 0.25
WINDOW = RATE // 50  # 20 ms


@pytest.fixture(scope="module")
def cue():
    return samples(RATE)


def loudness(cue):
    """The loudest sample in each stretch of 20 ms."""
    return [max(map(abs, cue[start : start + WINDOW])) for start in range(0, len(cue) - WINDOW, WINDOW)]


def strength(cue, hz):
    """How much of this tone is in it."""
    real = sum(sample * math.cos(2 * math.pi * hz * n / RATE) for n, sample in enumerate(cue))
    imaginary = sum(sample * math.sin(2 * math.pi * hz * n / RATE) for n, sample in enumerate(cue))
    return math.hypot(real, imaginary) / len(cue)


def test_it_is_over_within_a_second(cue):
    assert 0.5 <= len(cue) / RATE <= 0.8


def test_its_two_notes_are_longer_than_any_pulse_of_an_alarm():
    assert len(NOTES) == 2
    assert all(note.lasts > LONGEST_ALARM_PULSE_S for note in NOTES)


def test_between_the_notes_there_is_no_gap_that_would_make_them_pulses(cue):
    inside = loudness(cue)[2:-6]
    assert min(inside) > 0.1 * max(inside)


def test_it_swells_and_fades(cue):
    shape = loudness(cue)
    assert shape[0] < 0.35 * max(shape)
    assert shape[-1] < 0.05 * max(shape)


def test_it_is_low_and_nearly_without_overtones(cue):
    low, high = (note.hz for note in NOTES)
    assert max(low, high) < 500
    loudest = min(strength(cue, low), strength(cue, high))
    overtones = [strength(cue, hz) for hz in (4 * low, 5 * low, 3 * high, 4 * high)]
    assert max(overtones) < 0.01 * loudest
    assert strength(cue, 2 * high) < 0.2 * loudest


def test_it_never_goes_beyond_what_can_be_played(cue):
    assert max(map(abs, cue)) <= 2 * LOUDEST == 1


def test_a_note_begins_and_ends_in_silence():
    note = Note(440, 0, 0.4)
    assert note.sample(0) == 0
    assert abs(note.sample(note.lasts)) < 1e-9


def test_every_channel_carries_the_same_in_16_bits():
    stereo = array("h", pcm(RATE, 2))
    assert stereo[0::2] == stereo[1::2] == array("h", pcm(RATE, 1))
    assert max(stereo) == max(round(32767 * sample) for sample in samples(RATE))
