"""The readings of a chart as points: standing, struck, and the marks of those that reach a limit."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from monitor.chart import Chart
from monitor.course import Taken
from monitor.events import VitalsTaken
from monitor.flagged import Flagged, worst_of
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital, VitalSet

Points = tuple[tuple[float, float], ...]
"""Minute and value."""

ON_PRESSURE_AXIS = (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.MEAN, Vital.HEART_RATE)
DRAWN = (*ON_PRESSURE_AXIS, Vital.SPO2)

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
    systolic: Points
    diastolic: Points
    mean: Points  # as entered; a computed mean is not drawn
    heart_rate: Points
    bars: Points  # systolic and diastolic of one set, in pairs
    spo2: tuple[Saturation, ...]
    struck: tuple[StruckReading, ...]
    marks: tuple[LimitMark, ...]


def readings_of(snapshot: Snapshot) -> Readings:
    """One walk over the sets: this is done anew for every entry that is kept."""
    chart = snapshot.chart
    points: dict[Vital, list[tuple[float, float]]] = {vital: [] for vital in ON_PRESSURE_AXIS}
    bars: list[tuple[float, float]] = []
    spo2: list[Saturation] = []
    marks: list[LimitMark] = []
    for taken in chart.sets:
        minute = chart.minute(taken.at)
        for reading in taken.vitals.readings:
            if reading.vital in points:
                points[reading.vital].append((minute, reading.value))
            elif reading.vital is Vital.SPO2:
                spo2.append(Saturation(minute, reading.value, Breathing.of(taken.vitals)))
        upper, lower = taken.vitals.value(Vital.SYSTOLIC), taken.vitals.value(Vital.DIASTOLIC)
        if upper is not None and lower is not None:
            bars += [(minute, upper), (minute, lower)]
        if taken.entry in snapshot.flagged:
            marks += _marks(minute, taken, snapshot.flagged[taken.entry])
    return Readings(
        systolic=tuple(points[Vital.SYSTOLIC]),
        diastolic=tuple(points[Vital.DIASTOLIC]),
        mean=tuple(points[Vital.MEAN]),
        heart_rate=tuple(points[Vital.HEART_RATE]),
        bars=tuple(bars),
        spo2=tuple(spo2),
        struck=tuple(_struck(chart)),
        marks=tuple(marks),
    )


def pressure_range(readings: Readings, limits: Sequence[float] = ()) -> tuple[float, float]:
    """The left axis, in mmHg and beats a minute, extended so that no limit and no reading is cut off, struck or not."""
    standing = (readings.systolic, readings.diastolic, readings.mean, readings.heart_rate)
    values = [value for points in standing for _minute, value in points]
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


def _marks(minute: float, taken: Taken, flagged: Sequence[Flagged]) -> Iterator[LimitMark]:
    for reading in taken.vitals.readings:
        worst = worst_of(flagged, reading.vital) if reading.vital in DRAWN else None
        if worst is not None:
            yield LimitMark(minute, reading.value, reading.vital, worst)
