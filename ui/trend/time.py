"""The time axis of the trend: from the baseline to the end of the recovery, with true spacing and nothing cut off."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.chart import Chart
from monitor.events import VitalsTaken
from monitor.protocol import CriterionKind

ROUNDED_TO_MIN = 5
MARGIN_MIN = 3
NOW_STEPS_PER_MIN = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the grid: minutes since the start, as staff say it, and the clinic's clock."""

    number: int
    minute: float
    t_text: str  # empty while the infusion has not started
    time_text: str


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """What the axis shows, in minutes since the start of the infusion (of the session, before it)."""

    first: float
    last: float
    ticks: tuple[Tick, ...]

    def clamped(self, minute: float) -> float:
        return min(max(minute, self.first), self.last)


def span_of(chart: Chart, now: datetime) -> TimeSpan:
    """From everything that is charted to the planned end and the recovery after it; longer when it takes longer."""
    moments = list(_moments(chart)) or [chart.opened_at]
    first = _down(min(0.0, chart.minute(min(moments))) - MARGIN_MIN, ROUNDED_TO_MIN)
    grid = _grid(chart)
    expected = [_expected_end(chart, now), chart.minute(now)] if chart.is_open else []
    step = grid if chart.protocol.is_infused else ROUNDED_TO_MIN  # so long a step would leave a third of it empty
    last = _up(max(0.0, chart.minute(max(moments)), *expected) + MARGIN_MIN, step)
    return TimeSpan(first, last, tuple(_ticks(chart, first, last)))


def end_of_chart(chart: Chart, now: datetime) -> datetime:
    """Until when what is still going on is drawn: now or, in a closed chart, its end."""
    if chart.is_open:
        return now
    return chart.discharge.happened_at if chart.discharge else chart.page[-1].happened_at


def drawn_minute(chart: Chart, now: datetime) -> float:
    """The minute of now, in steps smaller than a line is wide: most ticks of the clock then change no picture."""
    return round(chart.minute(end_of_chart(chart, now)) * NOW_STEPS_PER_MIN) / NOW_STEPS_PER_MIN


def _moments(chart: Chart) -> Iterator[datetime]:
    yield from (entry.happened_at for entry in chart.page if isinstance(entry.event, VitalsTaken))
    for course in chart.effects:
        yield from (step.at for step in course.steps)
        if course.ended_at:
            yield course.ended_at
    yield from (entry.happened_at for entry in (*chart.drugs, *chart.notes, *chart.answers))
    yield from (strike.at for strike in chart.strikes.values())
    yield from (at for at in (chart.started_at, chart.stopped_at) if at)
    if chart.discharge:
        yield chart.discharge.happened_at


def _expected_end(chart: Chart, now: datetime) -> float:
    minutes = chart.dose.minutes if chart.dose else chart.protocol.planned_min
    observed = [c.least for c in chart.protocol.criteria if c.kind is CriterionKind.ELAPSED and c.least]
    recovery = max([*observed, chart.protocol.schedule.recovering_every])
    planned = chart.planned_end or (chart.started_at or now) + timedelta(minutes=minutes)
    return chart.minute(chart.stopped_at or planned) + recovery


def _grid(chart: Chart) -> int:
    """A line where sets are planned."""
    schedule = chart.protocol.schedule
    return schedule.infusing_every if chart.protocol.is_infused else schedule.recovering_every


def _ticks(chart: Chart, first: float, last: float) -> Iterator[Tick]:
    grid = _grid(chart)
    origin = chart.started_at or chart.opened_at
    for number in range(math.ceil(first / grid), math.floor(last / grid) + 1):
        at = origin + timedelta(minutes=number * grid)
        yield Tick(number, number * grid, chart.t_text(at) if chart.started_at else "", chart.time_text(at))


def _down(value: float, step: int) -> float:
    return math.floor(value / step) * step


def _up(value: float, step: int) -> float:
    return math.ceil(value / step) * step
