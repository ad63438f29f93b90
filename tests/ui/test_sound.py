"""When a station is heard: once for each happening, never while it is silent, and after a silence what still waits."""

from datetime import timedelta

import pytest

from monitor.events import FlagAnswered
from monitor.snapshot import take_snapshot
from sessions.clinic import Overview
from sessions.settings import VOLUME, choose, keep_silence, setting, silent_until
from sessions.staff import Roster
from tests.builders import STARTED, baseline, minute, shipped_page
from tests.fakes import FakeLoudspeaker
from ui.sound import LOUDNESS, Sound

CALM = [(-10, baseline()), STARTED]
CRITICAL = (5, baseline(systolic=184, diastolic=82))
WORSE = (8, baseline(systolic=196, diastolic=82))
FAST = (6, baseline(systolic=184, diastolic=82, heart_rate=132))


@pytest.fixture(autouse=True)
def utc(monkeypatch):
    monkeypatch.setattr("ui.sound.offset_from_utc", lambda _at: timedelta())


@pytest.fixture
def loudspeaker():
    return FakeLoudspeaker()


@pytest.fixture
def sound(qapp, tmp_path, loudspeaker):
    made = Sound(tmp_path, loudspeaker)
    looks(made, CALM, at=0)  # at the first look nothing is heard
    loudspeaker.played.clear()
    return made


def looks(sound, lines, at):
    """A look at the clinic with one session, of which this is known at that minute."""
    entries = shipped_page(*lines)
    sound.follow(Overview(minute(at), Roster(), (take_snapshot(entries, minute(at)),), ()))


def test_a_new_critical_flag_is_heard_once(sound, loudspeaker):
    looks(sound, CALM, at=5)
    assert loudspeaker.played == []
    for at in (5, 5.1, 6, 12):
        looks(sound, [*CALM, CRITICAL], at=at)
    assert loudspeaker.played == [LOUDNESS["medium"]]


def test_answered_and_grown_worse_it_is_heard_again(sound, loudspeaker):
    entries = shipped_page(*CALM, CRITICAL)
    answer = FlagAnswered("high:systolic", entries[-1].id, "physician told")
    looks(sound, [*CALM, CRITICAL], at=5)
    looks(sound, [*CALM, CRITICAL, (6, answer)], at=6)
    assert len(loudspeaker.played) == 1
    looks(sound, [*CALM, CRITICAL, (6, answer), WORSE], at=8)
    looks(sound, [*CALM, CRITICAL, (6, answer), WORSE], at=9)
    assert len(loudspeaker.played) == 2


def test_several_at_once_are_one_cue_and_a_further_one_is_another(sound, loudspeaker):
    both = (5, baseline(systolic=184, diastolic=112))
    looks(sound, [*CALM, both], at=5)
    assert len(loudspeaker.played) == 1
    looks(sound, [*CALM, both, (6, baseline(systolic=184, diastolic=112, heart_rate=132))], at=6)
    assert len(loudspeaker.played) == 2


def test_a_late_set_is_heard_once(sound, loudspeaker):
    for at in (14, 15, 15.1, 16, 17):
        looks(sound, CALM, at=at)
    assert len(loudspeaker.played) == 1


def test_what_was_unanswered_when_the_program_began_is_heard_once_after_the_first_look(qapp, tmp_path, loudspeaker):
    sound = Sound(tmp_path, loudspeaker)
    looks(sound, [*CALM, CRITICAL], at=6)
    assert loudspeaker.played == []
    looks(sound, [*CALM, CRITICAL], at=6.1)
    looks(sound, [*CALM, CRITICAL], at=6.2)
    assert len(loudspeaker.played) == 1


def test_what_had_been_answered_when_the_program_began_is_not_heard(qapp, tmp_path, loudspeaker):
    entries = shipped_page(*CALM, CRITICAL)
    answered = (6, FlagAnswered("high:systolic", entries[-1].id, "physician told"))
    sound = Sound(tmp_path, loudspeaker)
    for at in (7, 7.1):
        looks(sound, [*CALM, CRITICAL, answered], at=at)
    assert loudspeaker.played == []


def test_nothing_is_heard_while_the_station_is_silent_and_what_still_waits_is_heard_after(sound, loudspeaker):
    sound.silence(5)
    for at in (1, 4, 4.9):
        looks(sound, [*CALM, (0.5, baseline(systolic=184, diastolic=82))], at=at)
    assert loudspeaker.played == []
    looks(sound, [*CALM, (0.5, baseline(systolic=184, diastolic=82))], at=5)
    looks(sound, [*CALM, (0.5, baseline(systolic=184, diastolic=82))], at=5.1)
    assert len(loudspeaker.played) == 1


def test_what_was_heard_before_a_silence_is_not_heard_again_after_it(sound, loudspeaker):
    looks(sound, [*CALM, CRITICAL], at=5)
    sound.silence(5)
    for at in (6, 9, 11):
        looks(sound, [*CALM, CRITICAL], at=at)
    assert len(loudspeaker.played) == 1


def test_a_silence_is_said_with_its_end_and_what_is_left_of_it(sound):
    looks(sound, CALM, at=1)
    sound.silence(15)
    assert sound.hearing.text == "Silent until 14:01, 15 min left"
    looks(sound, CALM, at=14.5)
    assert sound.hearing.text == "Silent until 14:01, 2 min left"
    assert not sound.hearing.is_on
    looks(sound, CALM, at=16)
    assert (sound.hearing.text, sound.hearing.is_on) == ("Sound on", True)


def test_a_silence_can_be_ended(sound, tmp_path):
    sound.silence(30)
    sound.end_silence()
    assert sound.hearing.text == "Sound on"
    assert silent_until(tmp_path, minute(0)) is None


def test_a_silence_outlives_the_program_and_no_longer_than_it_was_chosen(qapp, tmp_path, loudspeaker):
    keep_silence(tmp_path, minute(10))
    sound = Sound(tmp_path, loudspeaker)
    for at in (6, 6.1):
        looks(sound, [*CALM, CRITICAL], at=at)
    assert loudspeaker.played == []
    assert sound.hearing.text == "Silent until 13:55, 4 min left"
    looks(sound, [*CALM, CRITICAL], at=10)
    assert len(loudspeaker.played) == 1


def test_the_volume_is_kept_for_this_station(qapp, tmp_path, sound, loudspeaker):
    sound.set_volume("high")
    looks(sound, [*CALM, CRITICAL], at=5)
    assert loudspeaker.played == [LOUDNESS["high"]]
    assert setting(tmp_path, VOLUME) == "high"
    assert Sound(tmp_path, loudspeaker).hearing.volume == "high"


def test_every_volume_can_be_heard_and_each_is_louder_than_the_one_before():
    assert set(LOUDNESS) == set(VOLUME.choices)
    assert 0 < LOUDNESS["low"] < LOUDNESS["medium"] < LOUDNESS["high"] <= 1


def test_the_test_is_heard_even_while_silent(sound, loudspeaker):
    sound.silence(5)
    sound.test()
    assert loudspeaker.played == [LOUDNESS["medium"]]
    assert sound.hearing.text.startswith("Silent until")


def test_a_choice_that_cannot_be_kept_holds_and_is_said(qtbot, tmp_path, loudspeaker):
    sound = Sound(tmp_path / "gone", loudspeaker)
    looks(sound, CALM, at=0)
    with qtbot.waitSignal(sound.unkept) as said:
        sound.silence(5)
    assert said.args[0].startswith("The silence was not kept for the next start: ")
    assert sound.hearing.text.startswith("Silent until")
    with qtbot.waitSignal(sound.unkept):
        sound.set_volume("low")
    assert sound.hearing.volume == "low"


def test_whether_it_can_be_heard_is_found_out_after_the_first_look(qapp, tmp_path):
    loudspeaker = FakeLoudspeaker(problem=None)
    sound = Sound(tmp_path, loudspeaker)
    looks(sound, CALM, at=0)
    assert loudspeaker.played == []
    assert (sound.hearing.text, sound.hearing.is_on) == ("Sound", False)
    looks(sound, CALM, at=0.1)
    assert loudspeaker.played == [0]


def test_a_computer_without_sound_says_so_and_is_tried_again_at_the_next_cue(sound, loudspeaker):
    loudspeaker.said = "There is no loudspeaker."
    looks(sound, [*CALM, CRITICAL], at=5)
    assert sound.hearing.text == "No sound on this computer"
    assert sound.hearing.problem == "There is no loudspeaker."
    for at in (5.1, 5.2):
        looks(sound, [*CALM, CRITICAL], at=at)
    assert len(loudspeaker.played) == 1
    looks(sound, [*CALM, CRITICAL, FAST], at=6)
    assert len(loudspeaker.played) == 2


def test_without_sound_a_silence_does_not_look_like_the_reason(sound, loudspeaker):
    loudspeaker.said = "There is no loudspeaker."
    sound.silence(5)
    assert sound.hearing.text == "No sound on this computer"


def test_what_comes_while_a_cue_still_sounds_is_heard_after_it(sound, loudspeaker):
    loudspeaker.busy = True
    looks(sound, [*CALM, CRITICAL], at=5)
    assert loudspeaker.played == []
    loudspeaker.busy = False
    looks(sound, [*CALM, CRITICAL], at=5.1)
    assert len(loudspeaker.played) == 1


def test_a_choice_the_settings_hold_is_the_one_at_the_start(qapp, tmp_path, loudspeaker):
    choose(tmp_path, VOLUME, "low")
    assert Sound(tmp_path, loudspeaker).hearing.volume == "low"
