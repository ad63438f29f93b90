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
    """One problem at one entry, at its worst. `vital` is the vital sign it is about, None where it is about none."""

    severity: Severity
    sentence: str
    vital: Vital | None
    is_beyond: bool  # whether the reading itself reaches a limit


def flagged_by(chart: Chart, flags: Iterable[Flag], now: datetime) -> Mapping[EntryId, tuple[Flagged, ...]]:
    """For every entry in which a problem was seen what was seen: the worst first, then as the vital signs are ordered.

    `flags` are all of the chart.

    A lone advisory reading raises no flag, and is marked all the same.
    """
    found: dict[EntryId, list[Flagged]] = {}
    raised_flags = tuple(flags)
    known = {(flag.problem, flag.since) for flag in raised_flags}
    unraised = (f for f in whatever_is_beyond(chart, now) if (f.problem, f.since) not in known)
    for flag in (*raised_flags, *unraised):
        is_beyond = flag.problem.startswith(BEYOND)
        for id, seen in _worst_by_entry(flag):
            found.setdefault(id, []).append(Flagged(seen.severity, seen.sentence, flag.vital, is_beyond))
    return {id: tuple(sorted(raised, key=_worst_first)) for id, raised in found.items()}


def _worst_first(one: Flagged) -> tuple[int, int]:
    return -one.severity, len(Vital) if one.vital is None else tuple(Vital).index(one.vital)


def worst_of(flagged: Iterable[Flagged], *vitals: Vital) -> Severity | None:
    """The worst of the limits that these vital signs reach; None where they reach none."""
    return max((one.severity for one in flagged if one.is_beyond and one.vital in vitals), default=None)


def _worst_by_entry(flag: Flag) -> Iterator[tuple[EntryId, Sighting]]:
    worst: dict[EntryId, Sighting] = {}
    for seen in flag.sightings:
        if seen.entry and (seen.entry not in worst or seen.badness > worst[seen.entry].badness):
            worst[seen.entry] = seen
    yield from worst.items()
