"""Simulated patients and what a nurse would write of their visit, the same for the same seed.

Every patient is invented (simulated_person.py) and is written only into a throw-away record (visit.py). Readings and
effects are those of simulated_course.py, which says what they are drawn from; a story changes them so that one thing
surely happens.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
    PatientLeft,
    SessionEvent,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Phase, Severity
from monitor.protocol import CriterionKind, Protocol
from monitor.vitals import PULSE_PRESSURE_MMHG, Vital, VitalSet
from sessions.simulated_course import AFTER_MIN, Course, Deviation, draw_bout, simulated_course
from sessions.simulated_person import Person, simulated_person

OPENED_MIN = 25


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
class SimulatedPatient:
    """Somebody who does not exist, and how the visit will go. `seed` gives the same one every time."""

    seed: int
    story: Story
    protocol: Protocol
    person: Person
    course: Course

    def events(self) -> tuple[tuple[float, Step], ...]:
        """What a nurse would write, by minute since the start of the infusion, in order of time."""
        dice = Random(f"readings {self.seed} {self.story.name}")
        steps = [*self._preparing(dice), *self._effects(), *self._sets(dice), *self._recovery()]
        return tuple(sorted(steps, key=lambda step: step[0]))

    def _preparing(self, dice: Random) -> Iterator[tuple[float, Step]]:
        dose = Dose(self.protocol.usual_mg_per_kg[0], self.person.weight_kg, 1, self.protocol.planned_min)
        name, contact = self.person.escort
        yield -OPENED_MIN, Act.OPEN
        yield -24, AllergiesRecorded(self.person.allergies)
        yield -23, WeightMeasured(self.person.weight_kg)
        yield -22, EscortNamed(name, contact)
        yield -20, InfusionPlanned(dose)
        yield -18, Act.CHECK_DOSE
        for number, check in enumerate(self.protocol.checks):
            yield -16 + number / 2, CheckAnswered(check.key, Answer.YES)
        yield -8, self._line(-8)
        yield -3, self._line(-3)
        yield -1, Act.ANSWER_GATE
        yield 0, InfusionStarted()
        yield self.course.stop, InfusionStopped()

    def _effects(self) -> Iterator[tuple[float, Step]]:
        for bout in self.course.bouts:
            word = effect(bout.code).words[0]
            yield bout.begins, f"{word}{bout.grade}"
            if bout.grade > 1:
                yield (bout.begins + bout.ends) / 2, f"{word}1"
            yield bout.ends, f"{word}0"
        if not self.course.bouts:
            yield 20, "none"
            yield self.course.stop + 16, "none"
        if self.story is Story.NAUSEOUS:
            yield (
                self.course.bouts[0].begins + 2,
                DrugGiven("ondansetron", "4 mg", "IV", "nausea, ordered by the physician (simulated)"),
            )
        yield 4, NoteWritten("Eye mask and music on.")

    def _sets(self, dice: Random) -> Iterator[tuple[float, Step]]:
        """The sets of the schedule, each taken within a minute, and a set soon after each that asks for one."""
        schedule = self.protocol.schedule
        due: list[float] = list(range(schedule.infusing_every, math.ceil(self.course.stop), schedule.infusing_every))
        due += [self.course.stop + minute for minute in range(0, AFTER_MIN, schedule.recovering_every)]
        assessor = Assessor(self.protocol)
        baseline = {Vital.SYSTOLIC: self.course.systolic, Vital.DIASTOLIC: self.course.diastolic}
        for number, minute in enumerate(due):
            at = minute + dice.uniform(0.2, 1.0)
            line = self._line(at)
            if minute == 20 and self.story in (Story.MISSED_SET, Story.TYPO, Story.LATE_ENTRY):
                yield from self._mishap(at, line)
                continue
            yield at, line
            phase = Phase.RECOVERING if minute >= self.course.stop else Phase.INFUSING
            findings = assessor.findings(set_of(line), phase, baseline)
            worst = max((finding.severity for finding in findings), default=Severity.ADVISORY)
            if worst >= Severity.CAUTION:
                yield at + 1, Act.ANSWER_FLAG
                following = due[number + 1] if number + 1 < len(due) else math.inf
                if following > at + schedule.recheck_after + 2:
                    again = at + schedule.recheck_after
                    yield again, self._line(again)

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
        settled = max((bout.ends for bout in self.course.bouts), default=self.course.stop)
        looked = max(settled, self.course.stop + 20) + 1
        for criterion in self.protocol.criteria:
            if criterion.kind is CriterionKind.OBSERVED:
                yield looked, CriterionObserved(criterion.key, met=True)
        every = self.protocol.schedule.recovering_every
        for minute in range(2 * every, AFTER_MIN, every):
            if self.course.stop + minute >= looked - 3:
                yield self.course.stop + minute + 6, Act.DISCHARGE
                yield self.course.stop + minute + 10, PatientLeft(self.person.escort[0])

    def _line(self, minute: float) -> str:
        """One typed set: pressure, heart rate and SpO2, with MOAA/S in the recovery."""
        shown = self.course.reading(math.floor(minute))
        line = f"{shown.systolic}/{shown.diastolic} {shown.heart_rate} {shown.spo2}"
        if minute < self.course.stop:
            return line
        drowsy = any(bout.code == "SED" and minute < bout.ends for bout in self.course.bouts)
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


def simulate(seed: int, protocol: Protocol, story: Story = Story.PLAIN) -> SimulatedPatient:
    """The patient with that seed: the same one for the same seed, protocol and story."""
    course = _told(seed, story, simulated_course(seed, stop=protocol.planned_min))
    return SimulatedPatient(seed, story, protocol, simulated_person(seed), course)


def _told(seed: int, story: Story, course: Course) -> Course:
    """The course as the story wants it. What is to be seen in it is not left to the readings' dice."""
    steady = tuple(Deviation(*(one / 3 for one in deviation)) for deviation in course.deviations)
    match story:
        case Story.CALM:
            return replace(course, systolic=118, diastolic=74, rises=(4, 3, 1), bouts=(), deviations=steady)
        case Story.HYPERTENSIVE:
            high = replace(course, systolic=137, diastolic=86, rises=(38, 20, 9), deviations=steady)
            return replace(high, peak=33, back_after=40)
        case Story.NAUSEOUS:
            nausea = replace(draw_bout("NAUS", Random(f"nausea {seed}"), course.stop, grade=2), ends=course.stop + 25)
            return replace(course, bouts=(nausea, *(one for one in course.bouts if one.code != "NAUS")))
    return course
