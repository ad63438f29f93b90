"""A station keeps its name and what was set on it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from sessions.places import Places
from sessions.settings import (
    SETTINGS,
    SILENCES_MIN,
    THEME,
    SettingsUnkept,
    SettingsUnreadable,
    choose,
    keep_silence,
    setting,
    silent_until,
    station,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_station_has_one_name_for_ever(tmp_path):
    name = station(tmp_path)
    assert station(tmp_path) == name
    choose(tmp_path, THEME, "dark")
    assert station(tmp_path) == name


def test_no_two_stations_share_a_name(tmp_path):
    folders = [tmp_path / str(number) for number in range(20)]
    for folder in folders:
        folder.mkdir()
    assert len({station(folder) for folder in folders}) == 20


def test_the_first_choice_holds_until_somebody_chooses(tmp_path):
    assert setting(tmp_path, THEME) == "system"
    choose(tmp_path, THEME, "dark")
    assert setting(tmp_path, THEME) == "dark"


@pytest.mark.parametrize("what", SETTINGS, ids=lambda what: what.key)
def test_every_choice_can_be_made_and_no_other(tmp_path, what):
    for choice in what.choices:
        choose(tmp_path, what, choice)
        assert setting(tmp_path, what) == choice
    with pytest.raises(ValueError, match="not 'pink'"):
        choose(tmp_path, what, "pink")
    assert setting(tmp_path, what) == what.choices[-1]


def test_a_choice_that_is_offered_no_longer_is_the_first_one_again(tmp_path):
    Places(tmp_path).settings.write_text(json.dumps({"theme": "sepia"}))
    assert setting(tmp_path, THEME) == "system"


@pytest.mark.parametrize("content", ["", '{"station": "st', "[]", '{"station": 7}'])
def test_a_damaged_file_is_named_and_no_new_station_is_made(tmp_path, content):
    path = Places(tmp_path).settings
    path.write_text(content)
    with pytest.raises(SettingsUnreadable, match=r"The settings file .*settings\.json is damaged"):
        station(tmp_path)
    assert path.read_text() == content


def test_nothing_is_left_beside_the_file(tmp_path):
    station(tmp_path)
    choose(tmp_path, THEME, "light")
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_a_choice_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(
        SettingsUnkept, match=r"Appearance was not kept for the next start: No such file or directory\."
    ):
        choose(tmp_path / "gone", THEME, "dark")


def test_a_silence_is_remembered_until_it_is_over(tmp_path):
    until = NOW + timedelta(minutes=15)
    assert silent_until(tmp_path, NOW) is None
    keep_silence(tmp_path, until)
    assert silent_until(tmp_path, NOW) == until
    assert silent_until(tmp_path, until - timedelta(seconds=1)) == until
    assert silent_until(tmp_path, until) is None


def test_a_silence_that_is_ended_is_forgotten_and_everything_else_is_kept(tmp_path):
    choose(tmp_path, THEME, "dark")
    keep_silence(tmp_path, NOW + timedelta(minutes=15))
    keep_silence(tmp_path, None)
    assert silent_until(tmp_path, NOW) is None
    assert setting(tmp_path, THEME) == "dark"


def test_no_silence_is_longer_than_the_longest_that_can_be_chosen(tmp_path):
    longest = NOW + timedelta(minutes=max(SILENCES_MIN))
    keep_silence(tmp_path, longest)
    assert silent_until(tmp_path, NOW) == longest
    assert silent_until(tmp_path, NOW - timedelta(seconds=1)) is None  # as where the clock was wrong


@pytest.mark.parametrize("written", ["", "for ever", "2026-11-21T12:05:00"])
def test_a_silence_nobody_can_have_chosen_is_none(tmp_path, written):
    Places(tmp_path).settings.write_text(json.dumps({"silent_until": written}))
    assert silent_until(tmp_path, NOW) is None


def test_a_silence_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(SettingsUnkept, match=r"The silence was not kept for the next start: No such file"):
        keep_silence(tmp_path / "gone", NOW)
