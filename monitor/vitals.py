"""The vital signs: unit, codes and what is believable of each. What is normal is the protocol's (limits.py).

Two layers of plausibility: outside the hard range a value is a slip of the pen and is refused; outside the soft
range it is asked once and kept with the mark "confirmed". Both ends of a range are inside it. The ranges are derived
from those of other charting software (docs/sources.md: S33, S33b to S33e, VistA GMRV) and are to be approved by the
clinic. LOINC and UCUM codes as in HL7's vital-signs value sets (S75).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum


class Vital(Enum):
    """One vital sign: key on disk, label, unit, UCUM, LOINC, decimals, hard range, soft range."""

    SYSTOLIC = ("systolic", "Systolic", "mmHg", "mm[Hg]", "8480-6", 0, (30, 300), (70, 220))
    DIASTOLIC = ("diastolic", "Diastolic", "mmHg", "mm[Hg]", "8462-4", 0, (10, 200), (40, 130))
    # The mean has no range of its own in the sources: it lies between diastolic and systolic, so it has theirs.
    MEAN = ("mean", "Mean pressure", "mmHg", "mm[Hg]", "8478-0", 0, (10, 300), (40, 220))
    HEART_RATE = ("heart_rate", "Heart rate", "/min", "/min", "8867-4", 0, (20, 300), (40, 160))
    SPO2 = ("spo2", "SpO2", "%", "%", "59408-5", 0, (40, 100), (85, 100))
    RESPIRATORY_RATE = ("respiratory_rate", "Respiratory rate", "/min", "/min", "9279-1", 0, (0, 80), (8, 30))
    TEMPERATURE = ("temperature", "Temperature", "°C", "Cel", "8310-5", 1, (30.0, 43.0), (35.0, 39.0))
    ETCO2 = ("etco2", "End-tidal CO2", "mmHg", "mm[Hg]", "19891-1", 0, (0, 120), (25, 55))
    # MOAA/S: six levels, every one of them believable. The sources name no LOINC code for it.
    SEDATION = ("sedation", "Sedation (MOAA/S)", "", "{score}", None, 0, (0, 5), (0, 5))
    # RASS: ten levels from unarousable to combative, every one of them believable.
    AGITATION = ("agitation", "Agitation (RASS)", "", "{score}", "54632-5", 0, (-5, 4), (-5, 4))

    def __init__(
        self,
        key: str,
        label: str,
        unit: str,
        ucum: str,
        loinc: str | None,
        decimals: int,
        hard: tuple[float, float],
        soft: tuple[float, float],
    ) -> None:
        self.key = key
        self.label = label
        self.unit = unit
        self.ucum = ucum
        self.loinc = loinc
        self.decimals = decimals
        self.hard = hard
        self.soft = soft

    __hash__ = object.__hash__  # Enum's own is written in Python, and every reading of every chart is looked up by it

    @classmethod
    def of(cls, key: str) -> "Vital":
        """The vital sign with that key. Raises ValueError with the key in it."""
        for vital in cls:
            if vital.key == key:
                return vital
        raise ValueError(f"There is no vital sign called {key!r}.")

    @property
    def change_unit(self) -> str:
        """The unit of a difference: percentage points where the value itself is in per cent."""
        return "points" if self.unit == "%" else self.unit

    def number(self, value: float) -> str:
        """The bare number with this vital sign's decimals: "142", "36.8", and of RASS always with its sign: "+2"."""
        sign = "+" if self is Vital.AGITATION and value > 0 else ""
        return f"{sign}{value:.{self.decimals}f}"

    def text(self, value: float) -> str:
        """The number with its unit: "142 mmHg", "97 %", "MOAA/S 4" is left to the label."""
        return f"{self.number(value)} {self.unit}".rstrip()

    def said(self, value: float) -> str:
        """Label, number and unit as in a sentence: "Systolic 142 mmHg"."""
        return f"{self.label} {self.text(value)}"


MOAAS = (
    "no response to a painful trapezius squeeze",
    "responds only after a painful trapezius squeeze",
    "responds only after mild prodding or shaking",
    "responds only after the name is called loudly or repeatedly",
    "lethargic response to the name in normal tone",
    "responds readily to the name in normal tone (alert)",
)
"""What each MOAA/S score from 0 to 5 means (Chernik 1990, modified single-item form: S59, S60)."""


RASS = {
    4: "combative: violent, immediate danger to staff",
    3: "very agitated: pulls at lines, or aggressive",
    2: "agitated: frequent movement without purpose",
    1: "restless: anxious, movements not vigorous",
    0: "alert and calm",
    -1: "drowsy: wakes to the voice, eye contact over 10 s",
    -2: "light sedation: wakes to the voice, eye contact under 10 s",
    -3: "moderate sedation: moves to the voice, no eye contact",
    -4: "deep sedation: moves only when touched",
    -5: "unarousable",
}
"""What each RASS score means (Sessler 2002: S61, S62)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one vital sign, as somebody read it. Raises ValueError if it is not believable."""

    vital: Vital
    value: float

    def __post_init__(self) -> None:
        low, high = self.vital.hard
        if not low <= self.value <= high:  # also refuses what is not a number
            sign = "+" if self.vital is Vital.AGITATION else ""
            raise ValueError(
                f"{self.vital.label} {self.value:{sign}.10g} {self.vital.unit}".rstrip()
                + f" is not believable (between {self.vital.number(low)} and {self.vital.text(high)})."
            )
        if round(self.value, self.vital.decimals) != self.value:
            digits = "no decimals" if self.vital.decimals == 0 else f"{self.vital.decimals} decimal"
            raise ValueError(f"{self.vital.label} {self.value} is written with {digits}.")

    def __str__(self) -> str:
        return self.vital.said(self.value)


@dataclass(frozen=True, slots=True)
class Oxygen:
    """What the patient was breathing when SpO2 was read: 0 litres a minute is room air."""

    litres_per_min: float

    def __post_init__(self) -> None:
        if not 0 <= self.litres_per_min <= MOST_OXYGEN_L_PER_MIN:
            raise ValueError(
                f"Oxygen {self.litres_per_min:g} L/min is not believable (between 0 and {MOST_OXYGEN_L_PER_MIN})."
            )

    def __str__(self) -> str:
        return f"on {self.litres_per_min:g} L/min oxygen" if self.litres_per_min else "on air"


MOST_OXYGEN_L_PER_MIN = 70
"""A typing check, not a clinical limit: high-flow devices end at 60 to 70 L/min."""

PULSE_PRESSURE_MMHG = (10, 120)
"""Systolic minus diastolic outside this is asked (derived together with the soft ranges)."""

PULSE_PRESSURE = "pulse_pressure"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that may be true but deserves one question. `about` names what a confirmation confirms."""

    about: str
    sentence: str


@dataclass(frozen=True, slots=True)
class VitalSet:
    """The vital signs taken at one moment, in the order they were given.

    Raises ValueError for an empty set, a vital sign given twice, a diastolic at or above systolic, or a mean outside
    the two. `oxygen` is None when nobody said what the patient was breathing: unknown, not air.
    """

    readings: tuple[Reading, ...]
    oxygen: Oxygen | None = None
    _by_vital: dict[Vital, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_vital = {reading.vital: reading.value for reading in self.readings}
        object.__setattr__(self, "_by_vital", by_vital)
        if not self.readings:
            raise ValueError("There is no reading in this set.")
        if len(by_vital) < len(self.readings):
            twice = next(r for i, r in enumerate(self.readings) if r.vital in {e.vital for e in self.readings[:i]})
            raise ValueError(f"{twice.vital.label} is given twice ({by_vital[twice.vital]:g} is the second).")
        if self.oxygen is not None and Vital.SPO2 not in by_vital:
            raise ValueError(f"Oxygen ({self.oxygen}) is charted together with SpO2, which is missing.")
        systolic, diastolic = by_vital.get(Vital.SYSTOLIC), by_vital.get(Vital.DIASTOLIC)
        if systolic is not None and diastolic is not None and diastolic >= systolic:
            raise ValueError(f"Diastolic {diastolic:g} mmHg is not below systolic {systolic:g} mmHg.")
        mean = by_vital.get(Vital.MEAN)
        if mean is not None and systolic is not None and mean > systolic:
            raise ValueError(f"Mean pressure {mean:g} mmHg is above systolic {systolic:g} mmHg.")
        if mean is not None and diastolic is not None and mean < diastolic:
            raise ValueError(f"Mean pressure {mean:g} mmHg is below diastolic {diastolic:g} mmHg.")

    def value(self, vital: Vital) -> float | None:
        return self._by_vital.get(vital)

    @property
    def computed_mean(self) -> float | None:
        """Diastolic plus a third of the pulse pressure, in mmHg, unrounded; None unless both were taken.

        A monitor's own mean differs from it by some 5 mmHg, so wherever this is shown it is marked as computed.
        """
        systolic, diastolic = self.value(Vital.SYSTOLIC), self.value(Vital.DIASTOLIC)
        if systolic is None or diastolic is None:
            return None
        return diastolic + (systolic - diastolic) / 3

    def doubts(self) -> Iterator[Doubt]:
        """What in this set deserves a question before it is kept."""
        for reading in self.readings:
            low, high = reading.vital.soft
            if not low <= reading.value <= high:
                usual = f"usually between {reading.vital.number(low)} and {reading.vital.text(high)}"
                yield Doubt(reading.vital.key, f"{reading} is unusual ({usual}). Is it right?")
        systolic, diastolic = self.value(Vital.SYSTOLIC), self.value(Vital.DIASTOLIC)
        if systolic is not None and diastolic is not None:
            low, high = PULSE_PRESSURE_MMHG
            pulse_pressure = systolic - diastolic
            if not low <= pulse_pressure <= high:
                yield Doubt(
                    PULSE_PRESSURE,
                    f"Pulse pressure {pulse_pressure:g} mmHg ({systolic:g}/{diastolic:g}) is unusual "
                    f"(usually between {low} and {high} mmHg). Is it right?",
                )


FAHRENHEIT = (90.0, 110.0)
"""A temperature typed in this range was read in Fahrenheit (VistA accepts 45 to 120 °F; 90 to 110 is offered)."""


def from_fahrenheit(value: float) -> float | None:
    """The temperature in °C, rounded to 0.1, if the value looks like Fahrenheit; otherwise None."""
    low, high = FAHRENHEIT
    return round((value - 32) / 1.8, 1) if low <= value <= high else None
