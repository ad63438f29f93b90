"""Simulated patients, the same for the same seed, for the demonstration, for tests and for figures.

Every patient is invented, and is written only into a throw-away record (visit.py).

The course of the pressure, and which distribution stands behind it (sources as in docs/sources.md):

- Shape: it rises from 5 to 10 min on, is highest from 30 to 40 min until the end of the infusion, and is back at the
  baseline 35 to 75 min after that (S10, S11: peak at 30 to 40 min; S11b: back within 1.5 h).
- Size: each patient's own rise is drawn from a normal distribution with the mean of 741 infusions, +7.4/+6.0 mmHg and
  +1.9 beats/min at the worst time (S11; S10 found less, +3.3/+3.2), and a wide spread (15/9.5 mmHg). Every reading adds
  the noise of a cuff: two readings of a patient at most 5 min apart differ by a median of 5/3 mmHg (eICU demo), so one
  reading has a standard deviation of 5/0.6745/√2 = 5.2 and 3.1 mmHg.
- Why so: the mean of everybody at one moment and the mean of everybody's own highest reading are two different numbers.
  The first is kept to S11. The second comes out higher by itself, at about +14/+9, because people differ and the
  highest of several noisy readings is taken. It stays below the +19.6/+13.4 of 205 infusions (Wan 2015, S49).
- Not reproduced: 44 % of 203 patients at or above 165/100 (S12); here 10 % are. They started from higher pressures, and
  one distribution cannot hold both; the hypertensive story stands for those patients.

Effects come at their published rates (drowsiness 56 %, dizziness 45 %, dissociation 36 %, nausea 13 %: S12), begin at
10 to 20 min and end 20 to 60 min after the infusion. No source says how severe they are: mild or moderate at 2 to 1 is
made up, and so is everything about SpO2, and the spread of the baselines.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from random import Random

from monitor.assessment import Assessor
from monitor.dictation import Dictated, read_line
from monitor.doses import Dose
from monitor.effects import effect
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    CriterionObserved,
    DrugGiven,
    EscortNamed,
    InfusionPlanned,
    InfusionStarted,
    InfusionStopped,
    NoteWritten,
    Patient,
    PatientLeft,
    SessionEvent,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Phase, Severity
from monitor.protocol import CriterionKind, Protocol
from monitor.vitals import PULSE_PRESSURE_MMHG, Vital, VitalSet

RISE_MMHG = ((7.4, 15.0), (6.0, 9.5))  # systolic and diastolic: mean and standard deviation
RISE_PER_MIN = (1.9, 5.0)
NOISE_MMHG = (5.2, 3.1)
EFFECT_RATES = {"SED": 0.56, "DIZZ": 0.45, "DISS": 0.36, "NAUS": 0.13}
OPENED_MIN = 25
RECOVERY_MIN = 180

SURNAMES = (
    "Alder",
    "Birch",
    "Clover",
    "Damson",
    "Elder",
    "Fern",
    "Gorse",
    "Hazel",
    "Iris",
    "Juniper",
    "Larch",
    "Maple",
)
GIVEN = ("Ada", "Bela", "Cleo", "Dara", "Enno", "Finja", "Gil", "Hedy", "Ilja", "Jona", "Kaya", "Lou")
ALLERGIES = ((), (), ("latex",), ("penicillin",), ("nickel",))
ESCORTS = (("Robin", "partner"), ("Sasha", "sister"), ("Toni", "friend, 555 0100"))


class Story(Enum):
    """What happens besides the usual course."""

    PLAIN = auto()  # as the dice fall
    CALM = auto()  # hardly a rise, no effects
    HYPERTENSIVE = auto()  # high from the start, beyond the caution limit at the peak
    NAUSEOUS = auto()  # nausea, and a drug against it
    MISSED_SET = auto()  # the set at 20 min could not be taken, and the nurse says why
    TYPO = auto()  # digits swapped at 20 min, struck and written anew
    LATE_ENTRY = auto()  # the set of 20 min is written 6 min later


class Act(Enum):
    """What is no single event: it needs a PIN, or what is in the chart by then."""

    OPEN = auto()
    CHECK_DOSE = auto()
    ANSWER_GATE = auto()
    ANSWER_FLAG = auto()
    MISS_SET = auto()
    DISCHARGE = auto()  # signed if by then every criterion is met


@dataclass(frozen=True, slots=True)
class Retyped:
    """The last set is struck, with the reason, and this line takes its place."""

    line: str
    reason: str


Step = str | SessionEvent | Act | Retyped
"""A string is a typed line."""


@dataclass(frozen=True, slots=True)
class Course:
    """A patient's own numbers. Rises are those at the peak."""

    systolic: float
    diastolic: float
    heart_rate: float
    spo2: float
    rises: tuple[float, float, float]  # systolic, diastolic, heart rate
    begins: float  # minutes after the start
    peak: float
    back_after: float  # minutes after the end of the infusion

    def part(self, minute: float, stop: float) -> float:
        """How much of the rise there is at that minute, from 0 to 1: smooth up to the peak, smooth back after it."""
        peak = min(self.peak, stop)
        if minute <= self.begins:
            return 0.0
        if minute <= peak:
            return _smooth((minute - self.begins) / (peak - self.begins))
        if minute <= stop:
            return 1.0
        return 1.0 - _smooth(min((minute - stop) / self.back_after, 1.0))

    def mean_at(self, minute: float, stop: float) -> tuple[float, float, float]:
        """Systolic, diastolic and heart rate at that minute, without the noise of a reading."""
        part = self.part(minute, stop)
        systolic, diastolic, heart_rate = (rise * part for rise in self.rises)
        return self.systolic + systolic, self.diastolic + diastolic, self.heart_rate + heart_rate


@dataclass(frozen=True, slots=True)
class Bout:
    """One effect: the digit of its severity, from when to when."""

    code: str
    grade: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class SimulatedPatient:
    """Somebody who does not exist, and how the visit will go. `seed` gives the same one every time."""

    seed: int
    story: Story
    patient: Patient
    protocol: Protocol
    weight_kg: float
    allergies: tuple[str, ...]
    escort: tuple[str, str]
    course: Course
    bouts: tuple[Bout, ...]
    stop: float  # minutes after the start

    def events(self) -> tuple[tuple[float, Step], ...]:
        """What a nurse would write, by minute since the start of the infusion, in order of time."""
        dice = Random(f"readings {self.seed} {self.story.name}")
        steps = [*self._preparing(dice), *self._effects(), *self._sets(dice), *self._recovery()]
        return tuple(sorted(steps, key=lambda step: step[0]))

    def _preparing(self, dice: Random) -> Iterator[tuple[float, Step]]:
        dose = Dose(self.protocol.usual_mg_per_kg[0], self.weight_kg, 1, self.protocol.planned_min)
        name, contact = self.escort
        yield -OPENED_MIN, Act.OPEN
        yield -24, AllergiesRecorded(self.allergies)
        yield -23, WeightMeasured(self.weight_kg)
        yield -22, EscortNamed(name, contact)
        yield -20, InfusionPlanned(dose)
        yield -18, Act.CHECK_DOSE
        for number, check in enumerate(self.protocol.checks):
            yield -16 + number / 2, CheckAnswered(check.key, Answer.YES)
        yield -8, self._line(-8, dice)
        yield -3, self._line(-3, dice)
        yield -1, Act.ANSWER_GATE
        yield 0, InfusionStarted()
        yield self.stop, InfusionStopped()

    def _effects(self) -> Iterator[tuple[float, Step]]:
        for bout in self.bouts:
            word = effect(bout.code).words[0]
            yield bout.begins, f"{word}{bout.grade}"
            if bout.grade > 1:
                yield (bout.begins + bout.ends) / 2, f"{word}1"
            yield bout.ends, f"{word}0"
        if not self.bouts:
            yield 20, "none"
            yield self.stop + 16, "none"
        if self.story is Story.NAUSEOUS:
            yield (
                self.bouts[0].begins + 2,
                DrugGiven("ondansetron", "4 mg", "IV", "nausea, ordered by the physician (simulated)"),
            )
        yield 4, NoteWritten("Eye mask and music on.")

    def _sets(self, dice: Random) -> Iterator[tuple[float, Step]]:
        """The sets of the schedule, each taken within a minute, and a set soon after each that asks for one."""
        schedule = self.protocol.schedule
        due: list[float] = list(range(schedule.infusing_every, math.ceil(self.stop), schedule.infusing_every))
        due += [self.stop + minute for minute in range(0, RECOVERY_MIN, schedule.recovering_every)]
        assessor = Assessor(self.protocol)
        baseline = {Vital.SYSTOLIC: self.course.systolic, Vital.DIASTOLIC: self.course.diastolic}
        for number, minute in enumerate(due):
            at = minute + dice.uniform(0.2, 1.0)
            line = self._line(at, dice)
            if minute == 20 and self.story in (Story.MISSED_SET, Story.TYPO, Story.LATE_ENTRY):
                yield from self._mishap(at, line)
                continue
            yield at, line
            phase = Phase.RECOVERING if minute >= self.stop else Phase.INFUSING
            findings = assessor.findings(set_of(line), phase, baseline)
            worst = max((finding.severity for finding in findings), default=Severity.ADVISORY)
            if worst >= Severity.CAUTION:
                yield at + 1, Act.ANSWER_FLAG
                following = due[number + 1] if number + 1 < len(due) else math.inf
                if following > at + schedule.recheck_after + 2:
                    again = at + schedule.recheck_after
                    yield again, self._line(again, dice)

    def _mishap(self, at: float, line: str) -> Iterator[tuple[float, Step]]:
        match self.story:
            case Story.MISSED_SET:
                yield at + 2, Act.MISS_SET
            case Story.LATE_ENTRY:
                yield at + 6, f"-6 {line}"
            case _:
                pressure, *rest = line.split()
                yield at, " ".join([_mistyped(pressure), *rest])
                yield at + 1, Retyped(line, "digits of the systolic mistyped")

    def _recovery(self) -> Iterator[tuple[float, Step]]:
        settled = max((bout.ends for bout in self.bouts), default=self.stop)
        looked = max(settled, self.stop + 20) + 1
        for criterion in self.protocol.criteria:
            if criterion.kind is CriterionKind.OBSERVED:
                yield looked, CriterionObserved(criterion.key, met=True)
        every = self.protocol.schedule.recovering_every
        for minute in range(2 * every, RECOVERY_MIN, every):
            if self.stop + minute >= looked - 3:
                yield self.stop + minute + 6, Act.DISCHARGE
                yield self.stop + minute + 10, PatientLeft(self.escort[0])

    def _line(self, minute: float, dice: Random) -> str:
        """One typed set: pressure, heart rate and SpO2, with MOAA/S in the recovery."""
        systolic, diastolic, heart_rate = self.course.mean_at(minute, self.stop)
        systolic = round(dice.gauss(systolic, NOISE_MMHG[0]))
        diastolic = min(round(dice.gauss(diastolic, NOISE_MMHG[1])), systolic - 15)
        heart_rate = round(dice.gauss(heart_rate, 2))
        spo2 = min(round(dice.gauss(self.course.spo2 - self.course.part(minute, self.stop), 0.6)), 100)
        line = f"{systolic}/{diastolic} {heart_rate} {spo2}"
        if minute < self.stop:
            return line
        drowsy = any(bout.code == "SED" and minute < bout.ends for bout in self.bouts)
        return f"{line} m{4 if drowsy else 5}"


def set_of(line: str) -> VitalSet:
    """The vital signs of a typed line, which is known to have some and to be understood."""
    moment = datetime.fromisoformat("2001-01-01T00:00:00+00:00")
    said = read_line(line, moment, moment, timedelta())
    assert isinstance(said, Dictated)
    taken = said.events[0]
    assert isinstance(taken, VitalsTaken)
    return taken.vitals


def _mistyped(pressure: str) -> str:
    """The pressure with the systolic's last digits swapped, or 20 mmHg too high where that would be asked about."""
    systolic, diastolic = pressure.split("/")
    swapped = int(systolic[:-2] + systolic[-1] + systolic[-2])
    is_plausible = swapped != int(systolic) and PULSE_PRESSURE_MMHG[0] <= swapped - int(diastolic)
    return f"{swapped if is_plausible else int(systolic) + 20}/{diastolic}"


def _smooth(part: float) -> float:
    return (1 - math.cos(math.pi * part)) / 2


def simulate(seed: int, protocol: Protocol, story: Story = Story.PLAIN) -> SimulatedPatient:
    """The patient with that seed: the same one for the same seed, protocol and story."""
    dice = Random(f"patient {seed} {story.name}")
    stop = float(protocol.planned_min)
    patient = Patient(
        surname=SURNAMES[seed % len(SURNAMES)],
        given=GIVEN[(seed // len(SURNAMES) + seed) % len(GIVEN)],
        birth_date=date(dice.randint(1955, 2004), dice.randint(1, 12), dice.randint(1, 28)),
        record_number=f"DEMO-{seed:04d}",
    )
    rises = (
        dice.gauss(*RISE_MMHG[0]),
        dice.gauss(*RISE_MMHG[1]),
        dice.gauss(*RISE_PER_MIN),
    )
    course = Course(
        systolic=_between(100, dice.gauss(121, 9), 136),
        diastolic=_between(60, dice.gauss(75, 6), 86),
        heart_rate=_between(58, dice.gauss(72, 8), 90),
        spo2=dice.uniform(97, 99),
        rises=rises,
        begins=dice.uniform(5, 10),
        peak=dice.uniform(30, 40),
        back_after=dice.uniform(35, 75),
    )
    bouts = tuple(_bout(code, dice, stop) for code, rate in EFFECT_RATES.items() if dice.random() < rate)
    simulated = SimulatedPatient(
        seed=seed,
        story=story,
        patient=patient,
        protocol=protocol,
        weight_kg=round(_between(48, dice.gauss(76, 13), 120), 1),
        allergies=dice.choice(ALLERGIES),
        escort=dice.choice(ESCORTS),
        course=course,
        bouts=bouts,
        stop=stop,
    )
    return _told(simulated, dice)


def _bout(code: str, dice: Random, stop: float, *, grade: int | None = None) -> Bout:
    begins, ends = dice.uniform(10, 20), stop + dice.uniform(20, 60)
    return Bout(code, grade or (1 if dice.random() < 2 / 3 else 2), begins, ends)


def _told(simulated: SimulatedPatient, dice: Random) -> SimulatedPatient:
    """The patient as the story wants it."""
    course, stop = simulated.course, simulated.stop
    match simulated.story:
        case Story.CALM:
            calm = replace(course, systolic=118.0, diastolic=74.0, rises=(4.0, 3.0, 1.0))
            return replace(simulated, course=calm, bouts=())
        case Story.HYPERTENSIVE:
            high = replace(course, systolic=137.0, diastolic=86.0, rises=(38.0, 20.0, 9.0), peak=33.0, back_after=40.0)
            return replace(simulated, course=high)
        case Story.NAUSEOUS:
            nausea = replace(_bout("NAUS", dice, stop, grade=2), ends=stop + 25)
            return replace(simulated, bouts=(nausea, *(one for one in simulated.bouts if one.code != "NAUS")))
    return simulated


def _between(low: float, value: float, high: float) -> float:
    return min(max(value, low), high)
