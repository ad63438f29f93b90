"""The arithmetic of an infusion: from weight and mg/kg to millilitres an hour. Computed, never recommended."""

from dataclasses import dataclass

WEIGHT_HARD_KG = (25.0, 300.0)
WEIGHT_SOFT_KG = (40.0, 180.0)
"""Believable and usual body weight (derived with the ranges of vitals.py; docs/sources.md). Both ends are inside."""


def weight_refusal(kg: float) -> str | None:
    """Why this weight is not believable, in a sentence; None if it is."""
    low, high = WEIGHT_HARD_KG
    if not low <= kg <= high:
        return f"Weight {kg:g} kg is not believable (between {low:g} and {high:g} kg)."
    return None


def weight_doubt(kg: float) -> str | None:
    """The question a weight deserves before it is kept; None for a usual one."""
    low, high = WEIGHT_SOFT_KG
    if not low <= kg <= high:
        return f"Weight {kg:g} kg is unusual (usually between {low:g} and {high:g} kg; not pounds?). Is it right?"
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
        return self.mg_per_kg * self.weight_kg

    @property
    def ml(self) -> float:
        return self.mg / self.mg_per_ml

    @property
    def ml_per_hour(self) -> float:
        return self.ml * 60 / self.minutes

    def __str__(self) -> str:
        return (
            f"{self.mg:.1f} mg ({self.mg_per_kg:g} mg/kg x {self.weight_kg:g} kg) in {self.ml:.1f} mL "
            f"over {self.minutes} min: {self.ml_per_hour:.1f} mL/h"
        )
