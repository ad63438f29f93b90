"""Somebody who does not exist: the name, and what stays the same from session to session.

All of it is made up, as no source says how those who come to such a clinic are spread. The pressures before the start
are such that nine in ten (89 %) pass the gate (140/90); from 50 years on three times as many have hypertension, and
those who have it are 6/4 mmHg higher.
"""

import math
from dataclasses import dataclass
from datetime import date
from random import Random

from monitor.events import Patient

AGES = (20, 70)
AGE_ON = 2026
"""The year in which people have the age that they are drawn with."""

OLDER = 50  # years, where S11 divides them
HYPERTENSIVE_SHARE = (0.12, 0.36)  # of those who are younger, and of those who are older
USUAL_MMHG = ((125, 6), (80, 4))  # systolic and diastolic without hypertension: mean and standard deviation
HYPERTENSIVE_MMHG = (6, 4)

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


@dataclass(frozen=True, slots=True)
class Person:
    """Vital signs are the usual ones at rest. `response` is how strongly the pressure reacts: 0 not at all, 1 as in the
    mean of all."""

    identity: Patient
    age: int
    weight_kg: float
    allergies: tuple[str, ...]
    escort: tuple[str, str]
    is_hypertensive: bool
    systolic: float
    diastolic: float
    heart_rate: float
    spo2: float
    response: float

    @property
    def is_older(self) -> bool:
        return self.age >= OLDER


def simulated_person(seed: int) -> Person:
    """The person with that seed: always the same one."""
    dice = Random(f"person {seed}")
    age = dice.randint(*AGES)
    is_hypertensive = dice.random() < HYPERTENSIVE_SHARE[age >= OLDER]
    more = HYPERTENSIVE_MMHG if is_hypertensive else (0, 0)
    (systolic, systolic_spread), (diastolic, diastolic_spread) = USUAL_MMHG
    high, diastolic_alone = dice.gauss(0, 1), dice.gauss(0, 1)
    return Person(
        systolic=systolic + systolic_spread * high + more[0],
        diastolic=diastolic + diastolic_spread * (high + diastolic_alone) / math.sqrt(2) + more[1],
        heart_rate=between(58, dice.gauss(72, 8), 90),
        spo2=dice.uniform(97, 99),
        response=dice.expovariate(1),
        age=age,
        is_hypertensive=is_hypertensive,
        identity=Patient(
            surname=SURNAMES[seed % len(SURNAMES)],
            given=GIVEN[(seed // len(SURNAMES) + seed) % len(GIVEN)],
            birth_date=date(AGE_ON - age, dice.randint(1, 12), dice.randint(1, 28)),
            record_number=f"DEMO-{seed:04d}",
        ),
        weight_kg=round(between(48, dice.gauss(76, 13), 120), 1),
        allergies=dice.choice(ALLERGIES),
        escort=dice.choice(ESCORTS),
    )


def between(low: float, value: float, high: float) -> float:
    """The value, or the end of the range that it is beyond."""
    return min(max(value, low), high)
