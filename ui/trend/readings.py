"""The readings of a chart as points: standing, struck, and the marks of those that reach a limit."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from monitor.chart import Chart
from monitor.course import Taken
from monitor.events import EntryId, VitalsTaken
from monitor.flagged import Flagged, worst_of
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital, VitalSet

Points = tuple[tuple[float, float], ...]
"""Minute and value."""

ON_LEFT_AXIS = (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN, Vital.HEART_RATE)
DRAWN = (*ON_LEFT_AXIS, Vital.SPO2)

PRESSURE_AXIS = (40.0, 200.0)
SPO2_AXIS = (85.0, 100.0)
PRESSURE_ROUNDED_TO, SPO2_ROUNDED_TO = 20, 5


class Breathing(Enum):
    """What the patient was breathing when SpO2 was read. Unknown is not air."""

    AIR = "on air"
    OXYGEN = "on oxygen"
    UNKNOWN = "oxygen not recorded"

    __hash__ = object.__hash__  # Enum's own is written in Python, and every reading of SpO2 is looked up by it

    @staticmethod
    def of(vitals: VitalSet) -> "Breathing":
        if vitals.oxygen is None:
            return Breathing.UNKNOWN
        return Breathing.OXYGEN if vitals.oxygen.litres_per_min else Breathing.AIR


class LeftReading(NamedTuple):
    """A standing reading of the left axis: a pressure in mmHg, or the heart rate a minute."""

    minute: float
    value: float
    vital: Vital


class Saturation(NamedTuple):
    minute: float
    value: float
    breathing: Breathing


@dataclass(frozen=True, slots=True)
class StruckReading:
    minute: float
    value: float
    vital: Vital


@dataclass(frozen=True, slots=True)
class LimitMark:
    """A standing reading that reaches a limit, and the worst it reaches."""

    minute: float
    value: float
    vital: Vital
    severity: Severity


@dataclass(frozen=True, slots=True)
class Readings:
    on_left_axis: tuple[LeftReading, ...]  # set by set; a computed mean is not drawn
    heart_rate: Points
    bars: Points  # systolic and diastolic of one set, in pairs
    spo2: tuple[Saturation, ...]
    struck: tuple[StruckReading, ...]
    marks: tuple[LimitMark, ...]


class ReadingsReader:
    """Reads the readings of a chart as it grows: what was read once is not read again, unless it has changed."""

    def __init__(self) -> None:
        self._begin(None)

    def _begin(self, started_at: datetime | None) -> None:
        self._started_at = started_at
        self._sets: tuple[Taken, ...] = ()
        self._on_left_axis: list[LeftReading] = []
        self._heart_rate: list[tuple[float, float]] = []
        self._bars: list[tuple[float, float]] = []
        self._spo2: list[Saturation] = []

    def read(self, snapshot: Snapshot) -> Readings:
        chart = snapshot.chart
        known = len(self._sets)
        if chart.sets[:known] != self._sets or chart.started_at != self._started_at:
            self._begin(chart.started_at)
            known = 0
        for taken in chart.sets[known:]:
            self._add(chart.minute(taken.at), taken.vitals)
        self._sets = chart.sets
        return Readings(
            on_left_axis=tuple(self._on_left_axis),
            heart_rate=tuple(self._heart_rate),
            bars=tuple(self._bars),
            spo2=tuple(self._spo2),
            struck=tuple(_struck(chart)),
            marks=tuple(_marks(chart, snapshot.flagged)),
        )

    def _add(self, minute: float, vitals: VitalSet) -> None:
        for reading in vitals.readings:
            if reading.vital in ON_LEFT_AXIS:
                self._on_left_axis.append(LeftReading(minute, reading.value, reading.vital))
            elif reading.vital is Vital.SPO2:
                self._spo2.append(Saturation(minute, reading.value, Breathing.of(vitals)))
            if reading.vital is Vital.HEART_RATE:
                self._heart_rate.append((minute, reading.value))
        upper, lower = vitals.value(Vital.SYSTOLIC), vitals.value(Vital.DIASTOLIC)
        if upper is not None and lower is not None:
            self._bars += [(minute, upper), (minute, lower)]


def pressure_range(readings: Readings, limits: Sequence[float] = ()) -> tuple[float, float]:
    """The left axis, in mmHg and beats a minute, extended so that no limit and no reading is cut off, struck or not."""
    values = [reading.value for reading in readings.on_left_axis]
    values += [struck.value for struck in readings.struck if struck.vital is not Vital.SPO2]
    return _extended(PRESSURE_AXIS, [*values, *limits], PRESSURE_ROUNDED_TO)


def spo2_range(readings: Readings, limits: Sequence[float] = ()) -> tuple[float, float]:
    """The scale of SpO2, extended downwards when a reading or a limit lies below it."""
    values = [point.value for point in readings.spo2]
    values += [struck.value for struck in readings.struck if struck.vital is Vital.SPO2]
    low, _high = _extended(SPO2_AXIS, [*values, *limits], SPO2_ROUNDED_TO)
    return low, SPO2_AXIS[1]


def _extended(axis: tuple[float, float], values: list[float], step: int) -> tuple[float, float]:
    low, high = axis
    lowest, highest = min(values, default=low), max(values, default=high)
    if lowest < low:
        low = math.floor((lowest - 1) / step) * step
    if highest > high:
        high = math.ceil((highest + 1) / step) * step
    return low, high


def _struck(chart: Chart) -> Iterator[StruckReading]:
    for entry in chart.page if chart.strikes else ():
        if entry.id in chart.strikes and isinstance(entry.event, VitalsTaken):
            minute = chart.minute(entry.happened_at)
            for reading in entry.event.vitals.readings:
                if reading.vital in DRAWN:
                    yield StruckReading(minute, reading.value, reading.vital)


def _marks(chart: Chart, flagged: Mapping[EntryId, tuple[Flagged, ...]]) -> Iterator[LimitMark]:
    for taken in chart.sets if flagged else ():
        raised = flagged.get(taken.entry)
        for reading in taken.vitals.readings if raised else ():
            worst = worst_of(raised or (), reading.vital) if reading.vital in DRAWN else None
            if worst is not None:
                yield LimitMark(chart.minute(taken.at), reading.value, reading.vital, worst)
