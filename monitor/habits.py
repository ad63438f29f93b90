"""What many people write in a chart and Vigil's typed line does not take, and how it is written here instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from monitor.letters import LETTER_BY_NAME, LETTERS, NUMBER, form
from monitor.vitals import Reading, Vital, VitalSet

MOST_WORDS = 4
"""`BP 142 / 88`."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the words in front of it say, as far as it decides what can be meant."""

    says_nothing: bool
    readings: tuple[Reading, ...]
    ends_in_spo2: bool


def written_here(typed: str, before: Before) -> str | None:
    """How that is written here: "a pressure is written 142/88". `typed` is one to four words, apart by one space.

    None where it is no habit that is known, or cannot be meant here.
    """
    for pattern, how in _HABITS:
        if (match := pattern.fullmatch(typed)) and (written := how(match, before)):
            return written
    return None


def _pressure(match: re.Match[str], before: Before) -> str | None:
    systolic, diastolic = match.groups()
    try:
        pressure = Reading(Vital.SYSTOLIC, float(systolic)), Reading(Vital.DIASTOLIC, float(diastolic))
        VitalSet((*before.readings, *pressure))
    except ValueError:
        return None
    return f"a pressure is written {systolic}/{diastolic}"


def _two_numbers(match: re.Match[str], before: Before) -> str | None:
    pressure = _pressure(match, before)
    return pressure and f"{pressure}, any other number with its letter, as in {LETTERS['p'].example}"


def _pressure_alone(match: re.Match[str], before: Before) -> str:
    return "a pressure is written systolic/diastolic, as in 142/88"


def _time(match: re.Match[str], before: Before) -> str | None:
    hour, minute = match.groups()
    is_time = int(hour) < 24 and int(minute) < 60 and before.says_nothing
    return f"a time is written {hour}:{minute}" if is_time else None


def _minutes(match: re.Match[str], before: Before) -> str:
    return f"minutes ago are written -{match[1] or 3}, in front of the line"


def _named(match: re.Match[str], before: Before) -> str:
    letter, number = LETTER_BY_NAME[match[1].lower()], match[2]
    return f"{LETTERS[letter].name} is written {letter + number if number else LETTERS[letter].example}"


def _room_air(match: re.Match[str], before: Before) -> str | None:
    return "room air is written air or 0L" if before.ends_in_spo2 else None


def _no_effects(match: re.Match[str], before: Before) -> str:
    return "no effects observed is written none"


_BP = r"(?:(?:ni)?bp|(?:blood )?pressure)[ :=]*"
_MIN = r"min(?:ute)?s?"
_NAME = "|".join(re.escape(name) for name in sorted(LETTER_BY_NAME, key=len, reverse=True))

_HABITS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Before], str | None]], ...] = (
    (form(r"([0-9]+) ([0-9]+)"), _two_numbers),
    (form(rf"(?:{_BP})?([0-9]+) ?[/\\-]+ ?([0-9]+)"), _pressure),
    (form(rf"{_BP}([0-9]+) ([0-9]+)"), _pressure),
    (form(_BP), _pressure_alone),
    (form(r"(?=.{4})([0-9]{1,2})[.,h]?([0-9]{2})"), _time),  # three digits are a number, not a time
    (form(rf"(?:-?([0-9]{{1,4}}) ?(?:m|{_MIN})|{_MIN})(?: ago)?"), _minutes),
    (form(rf"({_NAME})[ :=]*{NUMBER}? ?%?"), _named),
    (form(r"ra|room ?air"), _room_air),
    (form(r"no (?:side ?)?effects?|nil"), _no_effects),
)
