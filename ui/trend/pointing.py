"""What lies under a place of the trend: a set of vital signs, an effect, an event, or a planned set."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import EntryId
from monitor.snapshot import Snapshot
from ui.trend.badges import badge_places, planned_places
from ui.trend.frame import Frame
from ui.trend.lane_picture import label_px
from ui.trend.lanes import EffectBar, EventMark, Lanes
from ui.trend.readout import set_text

NEAR_SET_PX = 48
NEAR_MARK_PX = 22

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pointed:
    """What is pointed at, in words. A planned set is not an entry yet."""

    minute: float
    text: str
    entry: EntryId | None


def pointed_set(snapshot: Snapshot, entry: Entry) -> Pointed:
    return Pointed(snapshot.chart.minute(entry.happened_at), set_text(snapshot, entry), entry.id)


def pointed_at(
    x: float, y: float, snapshot: Snapshot, sets: Sequence[Entry], lanes: Lanes, rows: Sequence[int], frame: Frame
) -> Pointed | None:
    """In a lane what is drawn there; anywhere else the nearest set, in time, that is not far away."""
    chart = snapshot.chart
    if frame.sets.holds(y) or frame.events.holds(y):
        mark = _nearest(_marks(y, chart, lanes, frame), x, lambda mark: mark[0], NEAR_MARK_PX)
        return mark[1] if mark else None
    if frame.effects.holds(y):
        return next((_effect(chart, bar) for bar in _bars_at(x, y, lanes, rows, frame)), None)
    if y > frame.axis_y:
        return None
    entry = _nearest(sets, x, lambda entry: frame.time.x(chart.minute(entry.happened_at)), NEAR_SET_PX)
    return pointed_set(snapshot, entry) if entry else None


def _nearest(things: Iterable[T], x: float, x_of: Callable[[T], float], within: float) -> T | None:
    near = [(abs(x_of(thing) - x), number, thing) for number, thing in enumerate(things)]
    distance, _number, thing = min(near, default=(within + 1, 0, None), key=lambda found: found[0])
    return thing if distance <= within else None


def _marks(y: float, chart: Chart, lanes: Lanes, frame: Frame) -> Iterator[tuple[float, Pointed]]:
    """What lies in the lane at this height, and where. Where the picture is low the two lanes are one."""
    if frame.events.holds(y):
        for x, mark in zip(badge_places(lanes, frame), lanes.events, strict=True):
            yield x, _event(chart, mark)
    if frame.sets.holds(y):
        for x, planned in zip(planned_places(lanes, frame), lanes.planned, strict=True):
            yield x, Pointed(planned.minute, planned.words, None)


def _bars_at(x: float, y: float, lanes: Lanes, rows: Sequence[int], frame: Frame) -> Iterable[EffectBar]:
    row = int((y - frame.effects.top) / frame.row_px)
    for bar, its_row in zip(lanes.effects, rows, strict=True):
        left = frame.time.x(bar.since)
        if its_row == row and left <= x <= max(frame.time.x(bar.until), left + label_px(bar.text)):
            yield bar


def _effect(chart: Chart, bar: EffectBar) -> Pointed:
    steps = "\n".join(f"{_when(chart, span.since)} {span.grade.word}" for span in bar.spans)
    end = "still open" if bar.is_open else f"{_when(chart, bar.until)} ended"
    return Pointed(bar.since, f"{bar.label}\n{steps}\n{end}", bar.entry)


def _event(chart: Chart, mark: EventMark) -> Pointed:
    word = mark.kind.word.capitalize()
    return Pointed(mark.minute, f"{_when(chart, mark.minute)}\n{word}: {mark.text}", mark.entry)


def _when(chart: Chart, minute: float) -> str:
    at = (chart.started_at or chart.opened_at) + timedelta(minutes=minute)
    clock, said = chart.time_text(at), chart.t_text(at)
    return clock if said == clock else f"{said} · {clock}"
