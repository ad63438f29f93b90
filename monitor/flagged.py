"""What is beyond a limit in each entry, as it is judged by now: a table says at its line what the flag said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.chart import Chart
from monitor.events import EntryId
from monitor.flags import Flag, Sighting
from monitor.limits import Severity
from monitor.rules_of_readings import whatever_is_beyond
from monitor.vitals import Vital

BEYOND = ("high:", "low:")
"""The problems of a reading beyond a limit. That a baseline lacks, or that a pressure rises, is none of the reading."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """One problem at one entry, at its worst. `vital` is the vital sign that is beyond a limit, None where none is."""

    severity: Severity
    sentence: str
    vital: Vital | None


def flagged_by(chart: Chart, flags: Iterable[Flag], now: datetime) -> Mapping[EntryId, tuple[Flagged, ...]]:
    """For every entry in which a problem was seen what was seen, the worst first. `flags` are all of the chart.

    A lone advisory reading raises no flag, and is marked all the same.
    """
    found: dict[EntryId, list[Flagged]] = {}
    raised_flags = tuple(flags)
    known = {(flag.problem, flag.since) for flag in raised_flags}
    unraised = (f for f in whatever_is_beyond(chart, now) if (f.problem, f.since) not in known)
    for flag in (*raised_flags, *unraised):
        vital = flag.vital if flag.problem.startswith(BEYOND) else None
        for id, seen in _worst_by_entry(flag):
            found.setdefault(id, []).append(Flagged(seen.severity, seen.sentence, vital))
    return {id: tuple(sorted(raised, key=lambda one: -one.severity)) for id, raised in found.items()}


def worst_of(flagged: Iterable[Flagged], *vitals: Vital) -> Severity | None:
    """The worst of what concerns these vital signs; None where nothing does."""
    return max((one.severity for one in flagged if one.vital in vitals), default=None)


def _worst_by_entry(flag: Flag) -> Iterator[tuple[EntryId, Sighting]]:
    worst: dict[EntryId, Sighting] = {}
    for seen in flag.sightings:
        if seen.entry and (seen.entry not in worst or seen.badness > worst[seen.entry].badness):
            worst[seen.entry] = seen
    yield from worst.items()
