"""What deserves a question before a set is kept: asked once, then kept with what was confirmed.

Besides the readings (vitals.py) it is the set's place in the chart: older than the last one (“time before previous
set” among the ranges that are asked, derived together with them), or the very set that stands there already, as when
two people chart what one of them read out. Both may well be right.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import takewhile

from monitor.chart import Chart
from monitor.course import Taken
from monitor.events import EntryId, SessionEvent, VitalsTaken
from monitor.vitals import Doubt, VitalSet

TIME = "time"
DOUBLE = "double entry"
OF_PLACE = (TIME, DOUBLE)
"""What is asked about where a set would stand, not about what it says."""


def doubts(chart: Chart, event: SessionEvent, at: datetime, instead_of: EntryId | None = None) -> tuple[Doubt, ...]:
    """Every doubt about this set as it would stand in the chart at that time; none about any other event.

    In a correction `instead_of` is the set that would be struck: it is no double, and only what stands above it is
    earlier.
    """
    if not isinstance(event, VitalsTaken):
        return ()
    above = chart.sets
    if instead_of:
        above = tuple(takewhile(lambda taken: taken.entry != instead_of, chart.sets))
    last = "set above it" if instead_of else "last set"
    others = (taken for taken in _of_minute(chart, at) if taken.entry != instead_of)
    return (
        *event.vitals.doubts(),
        *_out_of_order(chart, above, at, last),
        *_double(chart, others, event.vitals, at),
    )


def unasked(chart: Chart, event: SessionEvent, at: datetime, instead_of: EntryId | None = None) -> tuple[Doubt, ...]:
    """Those of its doubts that the event does not name as confirmed."""
    confirmed = event.confirmed if isinstance(event, VitalsTaken) else ()
    return tuple(doubt for doubt in doubts(chart, event, at, instead_of) if doubt.about not in confirmed)


def still_confirmed(wrong: VitalsTaken, *, same_values: bool, same_time: bool) -> tuple[str, ...]:
    """What was confirmed of a set and holds for the one in its place. Whether that is a double is asked anew."""
    holds = dict.fromkeys(wrong.confirmed, same_values) | {TIME: same_time, DOUBLE: False}
    return tuple(about for about in wrong.confirmed if holds[about])


def _out_of_order(chart: Chart, above: Sequence[Taken], at: datetime, last: str) -> Iterator[Doubt]:
    """Whole minutes count, as they are typed and read."""
    if above and _minute(at) < _minute(above[-1].at):
        than = chart.time_text(above[-1].at)
        yield Doubt(TIME, f"{chart.time_text(at)} is before the {last}, of {than}. Is the time right?")


def _of_minute(chart: Chart, at: datetime) -> Iterator[Taken]:
    """The sets of that minute; the newest are looked at first, and seldom any others."""
    for taken in takewhile(lambda taken: _minute(at) <= taken.at, reversed(chart.sets)):
        if _minute(taken.at) == _minute(at):
            yield taken


def _double(chart: Chart, others: Iterable[Taken], vitals: VitalSet, at: datetime) -> Iterator[Doubt]:
    if any(_is_same(taken.vitals, vitals) for taken in others):
        time = chart.time_text(at)
        yield Doubt(DOUBLE, f"The set of {time} has these very readings already. Keep it a second time?")


def _is_same(one: VitalSet, other: VitalSet) -> bool:
    """In whatever order they were read. Oxygen that nobody mentioned is not air."""
    return frozenset(one.readings) == frozenset(other.readings) and one.oxygen == other.oxygen


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
