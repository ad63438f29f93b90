"""How each vital sign is typed in a line: its letter, its names, and the form of a number."""

import re
from dataclasses import dataclass

from monitor.vitals import Vital


@dataclass(frozen=True, slots=True)
class Letter:
    """How one vital sign is typed, called and read back."""

    vital: Vital
    name: str
    example: str
    said: str


LETTERS = {
    "p": Letter(Vital.HEART_RATE, "heart rate", "p76", "HR {}"),
    "s": Letter(Vital.SPO2, "SpO2", "s97", "SpO2 {} %"),
    "r": Letter(Vital.RESPIRATORY_RATE, "respiratory rate", "r14", "RR {}"),
    "t": Letter(Vital.TEMPERATURE, "temperature", "t36.8", "temperature {} °C"),
    "c": Letter(Vital.ETCO2, "end-tidal CO2", "c38", "EtCO2 {} mmHg"),
    "m": Letter(Vital.SEDATION, "MOAA/S", "m5", "MOAA/S {}"),
    "map": Letter(Vital.MEAN, "mean pressure", "map106", "mean {}"),
    "rass": Letter(Vital.AGITATION, "RASS", "rass-2", "RASS {}"),
}

LETTER_BY_NAME = {
    name.lower(): letter
    for letter, known in LETTERS.items()
    for name in (known.name, known.said.split()[0])
    if name.lower() not in LETTERS
} | {"pulse": "p", "sat": "s", "sats": "s", "resp": "r", "resps": "r", "temp": "t", "co2": "c", "moaa": "m"}
"""What a vital sign is called, and the letter to write instead."""

NUMBER = r"([0-9]+(?:[.,][0-9]+)?)"  # not \d, which takes the digits of every script


def form(pattern: str) -> re.Pattern[str]:
    """In capitals or not; what is said of the word shows it as it was typed."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII)  # ASCII: or a long s would be taken for an s
