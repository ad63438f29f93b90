"""The course of a patient who does not exist: every reading by minute, drawn from the published figures.

`simulated_course(seed)` is one session of the person with that seed; `session` 2, 3 … is another day of theirs. No
store and no clock is asked. The distributions, with their sources as in docs/sources.md:

- Shape: the pressure rises from 5 to 10 min on, is highest at the person's own time between 20 and 40 min, and is back
  20 to 50 min after the end of the infusion. So the mean of all is highest at 30 to 40 min (S10, S11), and nobody's
  course is above the baseline after 90 min (S11b).
- Rise: from a small fall (6/5 mmHg at most) upwards with a long tail: the sum of two exponential draws, of which one is
  the person's own and comes again at every session. Its mean is that of 741 infusions at the worst time, +7.4/+6.0 mmHg
  and +1.9 beats/min (S11; S10 found +3.3/+3.2 in 684). It is larger from 50 years on, in hypertension and with
  dissociation, and the pulse rises less in hypertension: S11 says so, but not by how much, and the sizes are made up,
  as is that half of the variance is the person's. The first session is like the next five (S10, S11).
- Readings: the pressure wanders, and a cuff is unsteady: two readings at most 5 min apart differ by a median of
  5/3 mmHg, as in the eICU demo, one in ten being disturbed. Within an hour they drift apart by another 7/5 mmHg.
- High: 44.3 % of 203 patients reach 165 systolic or 100 diastolic (S12) in four infusions. Here 42 % do in four
  sessions, in one session 18 %. 180 systolic is reached in 1 % of the sessions, 110 diastolic in 4 %.
- Low: none of these sources reports it, and here less than 1 % of the sessions have a reading below 90 or 50. For that
  nobody's pressure at rest is below 110/69 and no fall is large; in a quarter of the sessions it does fall, by 2 mmHg.
- What gives way: everybody's own highest reading on the sets of the protocol is +15.5/+11.4 mmHg on average, 4/2 less
  than in 205 infusions (+19.6/+13.4, Wan 2015, S49). Beside the low mean of S11 it needs a spread of 20/12.5 mmHg, and
  then the pressure falls in a third of the sessions, by up to 23 mmHg.
- Effects: drowsiness 56 %, dizziness 45 %, dissociation 36 %, nausea 13 % (S12, of patients; here of sessions, so a
  little too often), from 10 to 20 min until 20 to 60 min after the end.

Made up, as no source says it: how severe an effect is (mild or moderate, 2 to 1), everything about SpO2, and the people
themselves (simulated_person.py).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from sessions.simulated_person import Person, between, simulated_person

DAY_MMHG = (4, 2.5)  # standard deviation from day to day
HIGHEST_MMHG = (132, 85)  # before the start, but for what a single reading adds
LOWEST_MMHG = (110, 69)

LEAST_RISE_MMHG = (-6.0, -5.0)
RISE_MMHG = (4.75, 4.1)  # for each unit of the response, whose mean is 2
MOST_RESPONSE = 5.0
LARGER = 0.5  # by this part of itself, for each of: from 50 years on, hypertension, dissociation
RISE_PER_MIN = (2.8, 5.0)  # of the pulse: mean and standard deviation
HYPERTENSIVE_RISE_PER_MIN = -3.0

CUFF_MMHG = (4.5, 2.6)
DISTURBED = (0.1, 2.5)  # how often a reading is disturbed, and by what factor
WANDERING_MMHG = (7.0, 5.0)
WANDERING_MIN = 30  # after so long it has forgotten most of where it was

EFFECT_RATES = {"SED": 0.56, "DIZZ": 0.45, "DISS": 0.36, "NAUS": 0.13}
PLANNED_MIN = 40.0
BEFORE_MIN = 15
AFTER_MIN = 180  # after the end of the infusion


@dataclass(frozen=True, slots=True)
class Bout:
    """One effect: the digit of its severity, from when to when."""

    code: str
    grade: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the monitor shows at that minute after the start of the infusion."""

    minute: int
    systolic: int
    diastolic: int
    heart_rate: int
    spo2: int


class Deviation(NamedTuple):
    """By how much the reading of one minute differs from the course."""

    systolic: float
    diastolic: float
    heart_rate: float
    spo2: float


@dataclass(frozen=True, slots=True)
class Course:
    """One session's own numbers, the first four of them before the start. Minutes count from the start."""

    systolic: float
    diastolic: float
    heart_rate: float
    spo2: float
    rises: tuple[float, float, float]  # systolic, diastolic and heart rate at the peak
    begins: float
    peak: float
    stop: float
    back_after: float  # so many minutes after the stop
    bouts: tuple[Bout, ...]
    deviations: tuple[Deviation, ...]  # one for each minute, from BEFORE_MIN before the start

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What the monitor would show, if it measured every minute."""
        return tuple(self.reading(minute) for minute in range(-BEFORE_MIN, len(self.deviations) - BEFORE_MIN))

    def reading(self, minute: int) -> Reading:
        deviation = self.deviations[minute + BEFORE_MIN]
        part = self.part(minute)
        systolic, diastolic, heart_rate = (rise * part for rise in self.rises)
        shown = round(self.systolic + systolic + deviation.systolic)
        return Reading(
            minute,
            shown,
            min(round(self.diastolic + diastolic + deviation.diastolic), shown - 15),
            round(self.heart_rate + heart_rate + deviation.heart_rate),
            min(round(self.spo2 - part + deviation.spo2), 100),
        )

    def part(self, minute: float) -> float:
        """How much of the rise there is at that minute, from 0 to 1: smooth up to the peak, smooth back after it."""
        peak = min(self.peak, self.stop)
        if minute <= self.begins:
            return 0.0
        if minute <= peak:
            return _smooth((minute - self.begins) / (peak - self.begins))
        return 1.0 - _smooth(min((minute - peak) / (self.stop + self.back_after - peak), 1.0))


def simulated_course(seed: int, session: int = 1, stop: float = PLANNED_MIN) -> Course:
    """One session of the person with that seed, of an infusion that ends at `stop`: always the same one."""
    person = simulated_person(seed)
    dice = Random(f"course {seed} {session}")
    day = dice.gauss(0, 1)
    bouts = tuple(draw_bout(code, dice, stop) for code, rate in EFFECT_RATES.items() if dice.random() < rate)
    return Course(
        systolic=between(LOWEST_MMHG[0], person.systolic + DAY_MMHG[0] * day, HIGHEST_MMHG[0]),
        diastolic=between(LOWEST_MMHG[1], person.diastolic + DAY_MMHG[1] * day, HIGHEST_MMHG[1]),
        heart_rate=person.heart_rate,
        spo2=person.spo2,
        rises=_rises(person, bouts, dice),
        begins=dice.uniform(5, 10),
        peak=dice.uniform(20, 40),
        stop=stop,
        back_after=dice.uniform(20, 50),
        bouts=bouts,
        deviations=tuple(_deviations(dice, BEFORE_MIN + math.ceil(stop) + AFTER_MIN)),
    )


def draw_bout(code: str, dice: Random, stop: float, *, grade: int | None = None) -> Bout:
    begins, ends = dice.uniform(10, 20), stop + dice.uniform(20, 60)
    return Bout(code, grade or (1 if dice.random() < 2 / 3 else 2), begins, ends)


def _rises(person: Person, bouts: tuple[Bout, ...], dice: Random) -> tuple[float, float, float]:
    response = min(person.response + dice.expovariate(1), MOST_RESPONSE)
    dissociates = any(one.code == "DISS" for one in bouts)
    response *= 1 + LARGER * (person.is_older + person.is_hypertensive + dissociates)
    systolic, diastolic = (least + rise * response for least, rise in zip(LEAST_RISE_MMHG, RISE_MMHG, strict=True))
    return systolic, diastolic, dice.gauss(*RISE_PER_MIN) + HYPERTENSIVE_RISE_PER_MIN * person.is_hypertensive


def _deviations(dice: Random, minutes: int) -> Iterator[Deviation]:
    often, factor = DISTURBED
    kept = math.exp(-1 / WANDERING_MIN)
    wandering = dice.gauss(0, 1)
    for _ in range(minutes + 1):
        wandering = kept * wandering + math.sqrt(1 - kept**2) * dice.gauss(0, 1)
        width = factor if dice.random() < often else 1.0
        yield Deviation(
            WANDERING_MMHG[0] * wandering + width * dice.gauss(0, CUFF_MMHG[0]),
            WANDERING_MMHG[1] * wandering + width * dice.gauss(0, CUFF_MMHG[1]),
            dice.gauss(0, 2),
            dice.gauss(0, 0.6),
        )


def _smooth(part: float) -> float:
    return (1 - math.cos(math.pi * part)) / 2
