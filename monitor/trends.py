"""Where the systolic pressure is going: arithmetic on the last sets, shown with the advisory it raises.

It must be silent on a flat and on a noisy series, so the line through the last readings has to rise well beyond the
scatter about it. The false-advisory rate is in docs/flags.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from monitor.chart import Chart
from monitor.course import Taken
from monitor.flags import Flag, Sighting
from monitor.limits import Severity
from monitor.schedule import PlannedSet
from monitor.vitals import Vital

FEWEST_SETS, MOST_SETS = 3, 4
WINDOW_MIN = 35
"""The line goes through so many of the last readings, none older than this before the last one."""

LEAST_RISE_MMHG = 15
"""Less of a rise along the line is within what two cuff readings of the same pressure may differ."""

RISE_OVER_SCATTER = 10
"""So many times the scatter about the line (root mean square) the rise along it has to be."""

HORIZON_MIN = 5
"""Further ahead nothing is said: most rises end before (docs/flags.md)."""


@dataclass(frozen=True, slots=True)
class Line:
    """The straight line through some readings by least squares: its slope, and how far the readings lie from it."""

    per_min: float
    rise: float  # along the line, from the first reading to the last
    scatter: float  # root mean square distance of the readings from it


def line_through(points: Sequence[tuple[float, float]]) -> Line:
    """The line through (minute, value) pairs. Raises ValueError when they are all of one minute."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if not spread:
        raise ValueError("A line needs readings of more than one minute.")
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    squares = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return Line(slope, slope * (points[-1][0] - points[0][0]), sqrt(squares / len(points)))


def minutes_until(limit: float, points: Sequence[tuple[float, float]]) -> float | None:
    """In how many minutes after the last reading a steady rise reaches the limit; None where nothing is to be said."""
    (first_at, first), (last_at, last) = points[0], points[-1]
    if len(points) < FEWEST_SETS or last_at <= first_at or last <= first or last >= limit:
        return None
    line = line_through(points)
    rises = line.rise >= LEAST_RISE_MMHG and line.rise >= RISE_OVER_SCATTER * line.scatter
    if not rises or last < max(value for _, value in points):
        return None
    minutes = (limit - last) / line.per_min
    return minutes if minutes <= HORIZON_MIN else None


def can_rise(range_mmhg: float) -> bool:
    """Whether a line through so few readings can rise enough, if the last is so far above the lowest of them.

    It rises at most half as much again as its points do. Most series are seen to be flat by this alone.
    """
    return 1.5 * range_mmhg >= LEAST_RISE_MMHG


def pressure_rising(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """If it goes on as in the last sets, the systolic pressure soon reaches its caution limit."""
    if chart.started_at is None:
        return
    sets = [
        (taken, value)
        for taken in chart.sets
        if taken.at >= chart.started_at and (value := taken.vitals.value(Vital.SYSTOLIC)) is not None
    ]
    values = [value for _, value in sets]
    run: list[Sighting] = []
    until: datetime | None = None  # when the limit would be reached: then the advisory has had its time
    for number, (one, value) in enumerate(sets):
        if run and until and until < one.at:
            yield Flag("rising:systolic", tuple(run), until, Vital.SYSTOLIC)
            run = []
        first = max(0, number + 1 - MOST_SETS)
        may_rise = can_rise(value - min(values[first : number + 1]))
        foreseen = _foreseen(chart, sets[first : number + 1]) if may_rise else None
        if foreseen:
            sighting, minutes = foreseen
            run.append(sighting)
            until = one.at + timedelta(minutes=minutes)
        elif run:
            yield Flag("rising:systolic", tuple(run), one.at, Vital.SYSTOLIC)
            run = []
    if run and until:
        yield Flag("rising:systolic", tuple(run), until if until < now else None, Vital.SYSTOLIC)


def _foreseen(chart: Chart, readings: Sequence[tuple[Taken, float]]) -> tuple[Sighting, float] | None:
    """The advisory that the last of these readings gives, and in how many minutes the limit would be reached."""
    last = readings[-1][0]
    limits = chart.protocol.limits_for(Vital.SYSTOLIC, last.phase)
    limit = next((b.limit for b in limits.bounds(Severity.CAUTION) if b.comparison.is_high), None) if limits else None
    oldest = last.at - timedelta(minutes=WINDOW_MIN)
    points = [(chart.minute(taken.at), value) for taken, value in readings if taken.at >= oldest]
    minutes = minutes_until(limit, points) if limit is not None else None
    if limit is None or minutes is None:
        return None
    values = ", ".join(f"{value:g}" for _, value in points)
    per_min = line_through(points).per_min
    sentence = (
        f"Systolic {values} mmHg in {points[-1][0] - points[0][0]:.0f} min, {per_min:+.1f} mmHg/min: "
        f"{points[-1][1]:g} reaches {limit:g}, caution limit, in about {max(minutes, 1):.0f} min if it goes on"
    )
    return Sighting(
        "pressure_rising",
        last.at,
        Severity.ADVISORY,
        sentence,
        f"{limit:g} within {HORIZON_MIN} min",
        f"{per_min:+.1f} mmHg/min",
        entry=last.entry,
    ), minutes
