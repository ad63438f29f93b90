"""The arithmetic of an infusion: from weight and mg/kg to millilitres an hour. Computed, never recommended."""

from dataclasses import dataclass
from fractions import Fraction

WEIGHT_HARD_KG = (25.0, 300.0)
WEIGHT_SOFT_KG = (40.0, 180.0)
"""Believable and usual body weight (derived with the ranges of vitals.py; docs/sources.md). Both ends are inside."""

POUNDS_ABOVE_KG = 150.0
"""A weight above this may have been read in pounds (derived together with the ranges)."""

KG_PER_POUND = 0.45359237


def weight_refusal(kg: float) -> str | None:
    """Why this weight is not believable, in a sentence; None if it is."""
    low, high = WEIGHT_HARD_KG
    if not low <= kg <= high:
        return f"Weight {kg:g} kg is not believable (between {low:g} and {high:g} kg)."
    return None


def weight_doubt(kg: float) -> str | None:
    """The question a weight deserves before it is kept; None for a usual one."""
    if kg > POUNDS_ABOVE_KG:
        return f"Weight {kg:g} kg: was it read in pounds? {kg:g} lb are {kg * KG_PER_POUND:.1f} kg. Is it right in kg?"
    low, high = WEIGHT_SOFT_KG
    if not low <= kg <= high:
        return f"Weight {kg:g} kg is unusual (usually between {low:g} and {high:g} kg). Is it right?"
    return None


@dataclass(frozen=True, slots=True)
class SprayDose:
    """The whole dose of a nasal spray, in mg. It does not depend on the weight. Raises ValueError unless positive."""

    mg: float

    def __post_init__(self) -> None:
        if not self.mg > 0:
            raise ValueError(f"The dose in mg is {self.mg:g}; it must be more than 0.")

    def __str__(self) -> str:
        return f"{self.mg:g} mg"


@dataclass(frozen=True, slots=True)
class Dose:
    """One infusion as ordered: mg per kg of body weight, the strength of the solution, and the time it runs.

    mg = mg/kg x kg; mL = mg / (mg/mL); rate in mL/h = mL / (min / 60). Raises ValueError for a number that is
    not positive.
    """

    mg_per_kg: float
    weight_kg: float
    mg_per_ml: float
    minutes: int

    def __post_init__(self) -> None:
        for name, value in (
            ("dose in mg/kg", self.mg_per_kg),
            ("weight in kg", self.weight_kg),
            ("concentration in mg/mL", self.mg_per_ml),
            ("duration in minutes", self.minutes),
        ):
            if not value > 0:
                raise ValueError(f"The {name} is {value:g}; it must be more than 0.")

    @property
    def mg(self) -> float:
        return float(self._exact_mg)

    @property
    def ml(self) -> float:
        return float(self._exact_ml)

    @property
    def ml_per_hour(self) -> float:
        return float(self._exact_ml * 60 / self.minutes)

    @property
    def mg_text(self) -> str:
        return f"{_number(self._exact_mg)} mg"

    @property
    def ml_text(self) -> str:
        return f"{_number(self._exact_ml)} mL"

    @property
    def rate_text(self) -> str:
        return f"{_number(self._exact_ml * 60 / self.minutes)} mL/h"

    @property
    def arithmetic(self) -> tuple[str, str, str]:
        """The three steps as somebody reckons them again: "=" stands only where the printed numbers are so exactly."""
        return (
            _step(f"{self.mg_per_kg:g} mg/kg × {self.weight_kg:g} kg", self.mg_text),
            _step(f"{self.mg_text} ÷ {self.mg_per_ml:g} mg/mL", self.ml_text),
            _step(f"{self.ml_text} in {self.minutes} min", self.rate_text),
        )

    @property
    def _exact_mg(self) -> Fraction:
        return _as_typed(self.mg_per_kg) * _as_typed(self.weight_kg)

    @property
    def _exact_ml(self) -> Fraction:
        return self._exact_mg / _as_typed(self.mg_per_ml)

    def __str__(self) -> str:
        return (
            f"{self.mg_text} ({self.mg_per_kg:g} mg/kg x {self.weight_kg:g} kg) in {self.ml_text} "
            f"over {self.minutes} min: {self.rate_text}"
        )


ABOUT = "≈\N{NO-BREAK SPACE}"


def _as_typed(number: float) -> Fraction:
    """0.1 is one tenth, as it was typed, and not the binary number next to it."""
    return Fraction(str(number))


def _number(exact: Fraction) -> str:
    """With one to three decimals, as many as it has. One that has more is rounded, half up, and says "≈"."""
    thousandths = int(exact * 1000 + Fraction(1, 2))
    said = f"{thousandths // 1000}.{thousandths % 1000:03d}".rstrip("0")
    if said.endswith("."):
        said += "0"
    return said if Fraction(thousandths, 1000) == exact else ABOUT + said


def _step(reckoned: str, result: str) -> str:
    equals = "≈" if ABOUT in reckoned + result else "="
    return f"{reckoned} {equals} {result}".replace(ABOUT, "")
