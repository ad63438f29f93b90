"""Vital-sign series in a CSV file, read into rows: at which minute, and the line as a nurse would have typed it.

Two layouts are known, those of the public demonstrations of MIMIC-III and of eICU. A cell that is empty stays empty.
What is no vital sign at all is not judged here: it goes into the line as it stands, for the dictation to refuse. A
mean pressure with decimals (MIMIC-III computed it) becomes the whole number that a monitor shows.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from monitor.vitals import Vital

REPEATED_MIN = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a file holds what."""

    name: str
    stay: str
    minute: str
    systolic: str
    diastolic: str
    mean: str
    letters: Mapping[str, str]  # column to the letter of the typed line
    vitals: frozenset[Vital]

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.stay, self.minute, self.systolic, self.diastolic, self.mean, *self.letters)


PRESSURES = frozenset((Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN))

LAYOUTS = (
    Layout(
        name="MIMIC-III",
        stay="icustay_id",
        minute="minute",
        systolic="nbp_sys",
        diastolic="nbp_dia",
        mean="nbp_mean",
        letters={"hr": "p", "spo2": "s", "rr": "r", "temp_c": "t", "temp_f": "t"},
        vitals=PRESSURES | {Vital.HEART_RATE, Vital.SPO2, Vital.RESPIRATORY_RATE, Vital.TEMPERATURE},
    ),
    Layout(
        name="eICU",
        stay="patientunitstayid",
        minute="observationoffset_min",
        systolic="nibp_sys",
        diastolic="nibp_dia",
        mean="nibp_mean",
        letters={},
        vitals=PRESSURES,
    ),
)


class SeriesRefused(Exception):
    """The file, or the stay asked for, cannot be read. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a stay: its minute, and the line as a nurse types it ("" where every cell is empty)."""

    minute: float
    line: str
    is_rounded: bool = False  # the mean pressure was given with decimals

    def repeats(self, earlier: "Row | None") -> bool:
        """Whether this is the same reading sent again: nothing in it differs, and it comes up to 3 min after."""
        return earlier is not None and self.line == earlier.line and self.minute - earlier.minute <= REPEATED_MIN


@dataclass(frozen=True, slots=True)
class Series:
    """The stays of one file, each with its rows in order of time."""

    layout: Layout
    stays: Mapping[str, Sequence[Row]]

    def of(self, stay: str) -> Sequence[Row]:
        """The rows of that stay, at least one. Raises SeriesRefused, naming the stays that there are."""
        if stay not in self.stays:
            known = ", ".join(sorted(self.stays)) or "none"
            raise SeriesRefused(f"There is no stay {stay!r} in this file; it has {known}.")
        return self.stays[stay]


def read_series(path: Path) -> Series:
    """The stays in a CSV file. Raises SeriesRefused, naming the columns that are missing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, restval="")
            layout = _layout_of(table.fieldnames or (), path.name)
            stays: dict[str, list[Row]] = {}
            for cells in table:
                stays.setdefault(cells[layout.stay].strip(), []).append(_row(cells, layout, table.line_num, path.name))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise SeriesRefused(f"{path} cannot be read as a CSV file: {problem}.") from problem
    return Series(layout, {stay: sorted(rows, key=lambda row: row.minute) for stay, rows in stays.items()})


def _layout_of(columns: Iterable[str], name: str) -> Layout:
    """The layout that these columns make. Raises SeriesRefused with what the likeliest one still lacks."""
    have = set(columns)
    layout = min(LAYOUTS, key=lambda layout: len(set(layout.columns) - have) / len(layout.columns))
    lacking = [column for column in layout.columns if column not in have]
    if lacking:
        raise SeriesRefused(f"{name} lacks the columns {', '.join(lacking)} (layout of {layout.name}).")
    return layout


def _row(cells: Mapping[str, str], layout: Layout, line: int, name: str) -> Row:
    try:
        minute = float(cells[layout.minute])
        timedelta(minutes=minute)
    except (ValueError, OverflowError) as problem:
        raise SeriesRefused(f"{name}, line {line}: the minute {cells[layout.minute]!r} is not a number.") from problem
    words = []
    systolic, diastolic, mean = (cells[column].strip() for column in (layout.systolic, layout.diastolic, layout.mean))
    shown = _as_shown(mean)
    if systolic or diastolic:
        words.append(f"{systolic}/{diastolic}" + (f" ({shown})" if shown else ""))
    elif shown:
        words.append(f"map{shown}")
    words += [letter + value for column, letter in layout.letters.items() if (value := cells[column].strip())]
    return Row(minute, " ".join(words), is_rounded=shown != mean)


def _as_shown(mean: str) -> str:
    """The mean pressure as a monitor shows it; what is no number stays as it is, for the dictation to refuse."""
    whole, point, decimals = mean.partition(".")
    return f"{float(mean):.0f}" if point and whole.isdecimal() and decimals.isdecimal() else mean
