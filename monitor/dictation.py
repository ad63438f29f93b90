"""The typed line: what a nurse writes in one go, read word by word, and why a word is not understood.

    14:05 142/88 (106) 76 97 2L r14 t36.8 dizzy2 nausea0

    when       in front only: `14:05` on the clock, `-3` minutes ago; without it, now
    pressure   `142/88`, and directly after it, or glued to it, the mean `(106)`
    numbers    directly after the pressure: heart rate, then SpO2 (`97` or `97%`); bare numbers nowhere else
    letters    `p76` heart rate, `s97` SpO2, `r14` respiratory rate, `t36.8` temperature, `c38` end-tidal CO2,
               `m5` MOAA/S, `map106` mean pressure
    RASS       with its sign, `rass-2` or `rass+1`, or `rass0`: without one it could be either side of calm
    oxygen     directly after SpO2: `2L`, `2.5L/min`, or `air`; where nothing is said it is unknown, not air
    effect     a word and a digit: `dizzy1` mild, `dizzy2` moderate, `dizzy3` severe, `dizzy0` ended; the
               beginning of a word is enough where it fits one effect only
    none       somebody looked, and there were no effects, or none any more: `dizzy0 none`

Words are separated by spaces, also by a comma or semicolon with a space after it. Decimals take a comma or a
point, letters either case. Nothing is guessed and nothing dropped: one word not understood refuses the line. Of
what many people write (`BP 142/88`, `hr76`, `1405`) the refusal says how it is written here.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from enum import Enum, auto

from monitor.effects import EFFECTS, OTHER, Effect, Grade
from monitor.events import EffectEnded, EffectSeen, NoEffectsSeen, VitalsTaken
from monitor.habits import MOST_WORDS, Before, written_here
from monitor.letters import LETTERS, NUMBER, form
from monitor.typed_time import Day
from monitor.vitals import Oxygen, Reading, Vital, VitalSet, from_fahrenheit

LONGEST_LINE = 200
"""Characters. A line with everything in it has about a hundred; more is something else that was pasted."""

EffectEvent = EffectSeen | EffectEnded | NoEffectsSeen


@dataclass(frozen=True, slots=True)
class Dictated:
    """A line that was understood to the last word. `said` is how it was understood, in the order typed."""

    happened_at: datetime | None  # None: now
    events: tuple[VitalsTaken | EffectEvent, ...]  # the vital signs, if any, are the first
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """Why the line is refused, and by which word, or words that belong together; `start` is where in the line they
    begin. Without a word the whole line is meant. `offer` is the line as probably meant, to be accepted."""

    sentence: str
    word: str = ""
    start: int = 0
    offer: str | None = None


def read_line(line: str, now: datetime, earliest: datetime, utc_offset: timedelta) -> Dictated | Misread:
    """What the line says. `earliest` is where the chart begins: nothing in it can be older."""
    if len(line) > LONGEST_LINE:
        return Misread(f"The line has {len(line)} characters; up to {LONGEST_LINE} are read.")
    page = _Page(Day(now, earliest, timezone(utc_offset)))
    words = list(_WORD.finditer(line))
    for position, found in enumerate(words):
        word, start = found.group(), found.start()
        try:
            page = _read_word(word, page)
        except _Mistyped as mistyped:
            return Misread(str(mistyped), word, start, line[:start] + mistyped.meant + line[found.end() :])
        except ValueError as refusal:
            return _habit(line, words[position:], page) or Misread(str(refusal), word, start)
    if not words:
        return Misread("Nothing is typed yet.")
    if not page.events:
        return Misread(f"{word} only says when: after it write what was seen, as in {word} 142/88.", word, start)
    return Dictated(page.happened_at, page.events, page.said)


class _Mistyped(ValueError):
    """A word is refused, but it is plain what was `meant`."""

    def __init__(self, sentence: str, meant: str) -> None:
        super().__init__(sentence)
        self.meant = meant


class _Last(Enum):
    """The word before, as far as it decides what the next one may be."""

    PRESSURE = auto()
    MEAN = auto()
    RATE = auto()  # as a bare number, so that SpO2 may follow as one
    SPO2 = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class _Page:
    """What the words read so far say."""

    day: Day
    happened_at: datetime | None = None
    vitals: VitalSet | None = None
    effects: tuple[EffectEvent, ...] = ()
    said: tuple[str, ...] = ()
    last: _Last = _Last.OTHER

    @property
    def events(self) -> tuple[VitalsTaken | EffectEvent, ...]:
        return ((VitalsTaken(self.vitals),) if self.vitals else ()) + self.effects

    def at(self, moment: datetime) -> "_Page":
        return replace(self, happened_at=moment, said=(self.day.clock(moment),))

    def taken(self, said: str, last: _Last, *readings: Reading) -> "_Page":
        """With these readings too. The set itself refuses what is given twice or contradicts what it has."""
        earlier, oxygen = (self.vitals.readings, self.vitals.oxygen) if self.vitals else ((), None)
        return replace(self, vitals=VitalSet(earlier + readings, oxygen), said=(*self.said, said), last=last)

    def breathing(self, oxygen: Oxygen) -> "_Page":
        """With what SpO2, the word before, was read on."""
        readings = self.vitals.readings if self.vitals else ()
        *before, spo2 = self.said
        return replace(self, vitals=VitalSet(readings, oxygen), said=(*before, f"{spo2} {oxygen}"), last=_Last.OTHER)

    def seen(self, said: str, event: EffectEvent) -> "_Page":
        return replace(self, effects=(*self.effects, event), said=(*self.said, said), last=_Last.OTHER)


def _read_word(word: str, page: _Page) -> _Page:
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(word):
            return read(match, page)
    raise ValueError(_not_understood(word))


def _not_understood(word: str) -> str:
    return (
        f"{word if word.isprintable() else ascii(word)} is not understood: vital signs are written "
        f"{_either(letter.example for letter in LETTERS.values())}, effects dizzy2 or in the effects panel."
    )


def _clock_time(match: re.Match[str], page: _Page) -> _Page:
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        raise ValueError(f"{match[0]} is not a time of day.")
    _refuse_unless_in_front(match, page)
    return page.at(page.day.last_time(hour, minute, match[0]))


def _minutes_ago(match: re.Match[str], page: _Page) -> _Page:
    _refuse_unless_in_front(match, page)
    return page.at(page.day.ago(int(match[1]), match[0]))


def _refuse_unless_in_front(match: re.Match[str], page: _Page) -> None:
    if page.said:
        raise ValueError(f"{match[0]} is a time, and the time goes in front of the line.")


def _pressure(match: re.Match[str], page: _Page) -> _Page:
    systolic, diastolic, mean = match.groups()
    readings = (_reading(Vital.SYSTOLIC, systolic), _reading(Vital.DIASTOLIC, diastolic))
    page = page.taken("BP " + "/".join(_number(reading) for reading in readings), _Last.PRESSURE, *readings)
    return _vital("map", mean, page, _Last.MEAN) if mean else page


def _mean(match: re.Match[str], page: _Page) -> _Page:
    if page.last is not _Last.PRESSURE:
        raise ValueError(
            f"{match[0]} stands alone: the mean goes directly after the pressure, as in 142/88 (106); "
            f"or write map{match[1]}."
        )
    return _vital("map", match[1], page, _Last.MEAN)


def _bare_number(match: re.Match[str], page: _Page) -> _Page:
    number, percent = match.groups()
    if page.last in (_Last.PRESSURE, _Last.MEAN) and not percent:
        return _vital("p", number, page, _Last.RATE)
    if page.last is _Last.RATE:
        return _vital("s", number, page, _Last.SPO2)
    letters = "s" if percent else "psrtcm"
    choices = [f"{x}{number} for {LETTERS[x].name}" for x in letters if _believes(LETTERS[x].vital, number)]
    if page.last is _Last.SPO2 and not percent:
        choices.append(f"{number}L for oxygen")
    instead = _either(choices) if choices else "the letter of the vital sign in front of it, as in p76"
    raise ValueError(f"{match[0]} stands alone: write {instead}.")


def _lettered(match: re.Match[str], page: _Page) -> _Page:
    letter, number, percent = match[1].lower(), match[2], match[3]
    if letter not in LETTERS:
        raise ValueError(_not_understood(match[0]))
    if percent and letter != "s":
        raise ValueError(f"{match[0]} is not understood: only SpO2 is given in %, as in s97%.")
    return _vital(letter, number, page, _Last.SPO2 if letter == "s" else _Last.OTHER)


def _rass(match: re.Match[str], page: _Page) -> _Page:
    sign, number = match.groups()
    if not _value(number):
        return _vital("rass", number, page, _Last.OTHER)
    choices = [f"rass{sign}{number}" for sign in "+-" if _believes(Vital.AGITATION, sign + number)]
    if choices and not sign:
        raise ValueError(f"{match[0]} has no sign: write {_either(choices)}.")
    return _vital("rass", sign + number, page, _Last.OTHER)


def _letter_alone(match: re.Match[str], page: _Page) -> _Page:
    word = match[0].lower().rstrip("+-")
    if word not in LETTERS:
        raise ValueError(_not_understood(match[0]))
    letter = LETTERS[word]
    raise ValueError(f"{match[0]} has no number: {letter.name} is written {letter.example}.")


def _half_pressure(match: re.Match[str], page: _Page) -> _Page:
    raise ValueError(f"{match[0]} is not a pressure: write systolic/diastolic, as in 142/88.")


def _oxygen(match: re.Match[str], page: _Page) -> _Page:
    _refuse_unless_after_spo2(match, page)
    return page.breathing(Oxygen(_value(match[1])))


def _air(match: re.Match[str], page: _Page) -> _Page:
    _refuse_unless_after_spo2(match, page)
    return page.breathing(Oxygen(0))


def _refuse_unless_after_spo2(match: re.Match[str], page: _Page) -> None:
    if page.last is not _Last.SPO2:
        raise ValueError(f"{match[0]} stands alone: write it directly after SpO2, as in s97 {match[0]}.")


def _none(match: re.Match[str], page: _Page) -> _Page:
    if any(not isinstance(event, EffectEnded) for event in page.effects):
        raise ValueError("none cannot stand in one line with an effect, nor twice: write either.")
    return page.seen("no effects observed", NoEffectsSeen())


def _effect(match: re.Match[str], page: _Page) -> _Page:
    word, digits = match.groups()
    effect = _effect_meant(word.lower(), match[0])
    if effect.code == OTHER:
        raise ValueError(f"{match[0]} does not say what it is: write it in the effects panel.")
    if digits not in ("0", "1", "2", "3"):
        grades = f"{word}1 mild, {word}2 moderate, {word}3 severe ({word}0 ended)"
        raise ValueError(f"{match[0]}: how severe? {grades}.")
    for event in page.effects:
        if isinstance(event, NoEffectsSeen):
            instead = f"write {match[0]} before it" if digits == "0" else "write either"
            raise ValueError(f"{match[0]} cannot stand after none: {instead}.")
        if event.effect == effect.code:
            raise ValueError(f"{effect.label} is given twice ({match[0]} is the second).")
    if digits == "0":
        return page.seen(f"{effect.label} ended", EffectEnded(effect.code))
    grade = Grade(int(digits))
    return page.seen(f"{effect.label} {grade.word}", EffectSeen(effect.code, grade))


def _effect_meant(word: str, typed: str) -> Effect:
    """The effect with exactly this word, or else the only one with a word that begins so."""
    if word in _EFFECT_BY_WORD:
        return _EFFECT_BY_WORD[word]
    names = [name for effect in EFFECTS if (name := _first_beginning(word, effect))]
    match names:
        case []:
            raise ValueError(_not_understood(typed))
        case [name]:
            return _EFFECT_BY_WORD[name]
        case _:
            some = names if len(names) <= 4 else [*names[:4], "others"]
            raise ValueError(f"{typed} could be {_either(some)}: write more of the word.")


def _first_beginning(word: str, effect: Effect) -> str | None:
    return next((known for known in effect.words if known.startswith(word)), None)


def _habit(line: str, words: list[re.Match[str]], page: _Page) -> Misread | None:
    """The refusal of what begins with these words, the first of them not understood, if it is a common way to write."""
    before = Before(not page.said, page.vitals.readings if page.vitals else (), page.last is _Last.SPO2)
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        typed = " ".join(word.group() for word in words[:count])
        written = written_here(typed, before)
        if written:
            start, end = words[0].start(), words[count - 1].end()
            return Misread(f"{typed} is not understood: {written}.", line[start:end], start)
    return None


def _vital(letter: str, typed: str, page: _Page, last: _Last) -> _Page:
    reading = _reading(LETTERS[letter].vital, typed)
    return page.taken(LETTERS[letter].said.format(_number(reading)), last, reading)


def _reading(vital: Vital, typed: str) -> Reading:
    """Raises the sentence of vitals.py, or the one about Fahrenheit, if nobody can have read that."""
    celsius = from_fahrenheit(_value(typed)) if vital is Vital.TEMPERATURE else None
    if celsius is not None and _believes(vital, str(celsius)):
        raise _Mistyped(
            f"Temperature {typed} is not believable in °C; in Fahrenheit it is {vital.text(celsius)}.",
            meant=f"t{vital.number(celsius)}",
        )
    return Reading(vital, _value(typed))


def _believes(vital: Vital, typed: str) -> bool:
    try:
        Reading(vital, _value(typed))
    except ValueError:
        return False
    return True


def _value(typed: str) -> float:
    return float(typed.replace(",", "."))


def _number(reading: Reading) -> str:
    return reading.vital.number(reading.value)


def _either(choices: Iterable[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


_EFFECT_BY_WORD = {word: effect for effect in EFFECTS for word in effect.words}

_WORD = re.compile(r"(?:[^\s,;]|[,;](?!\s|\Z))+")
"""Everything but spaces, and a comma or semicolon that has no space after it."""

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Page], _Page]], ...] = (
    (form(r"([0-9]{1,2}):([0-9]{2})"), _clock_time),
    (form(r"-([0-9]{1,4})"), _minutes_ago),
    (form(rf"{NUMBER}/{NUMBER}(?:\({NUMBER}\))?"), _pressure),
    (form(rf"\({NUMBER}\)"), _mean),
    (form(rf"{NUMBER}(%?)"), _bare_number),
    (form(rf"(map|[a-z]){NUMBER}(%?)"), _lettered),
    (form(rf"{NUMBER}l(?:/min)?"), _oxygen),
    (form(r"air"), _air),
    (form(r"none"), _none),
    (form(rf"rass([+-]?){NUMBER}"), _rass),
    (form(r"map|rass[+-]?|[a-z]"), _letter_alone),
    (form(r"([a-z]{2,})([0-9]*)"), _effect),
    (form(r"[0-9.,()]*/[0-9.,/()]*"), _half_pressure),
)
"""Every form a word can have, the first that fits; the last ones only to say what is missing."""
