"""The list of sessions: one line for each, made of its entries, kept beside them so that a list is quick.

A line is computed again from its page whenever an entry arrives that can change it. So it does not matter in
which order the entries of several stations arrive, nor whether a strike comes before the entry it strikes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from monitor.entries import Entry, clinical_order
from monitor.events import (
    EntryStruck,
    Event,
    InfusionStarted,
    InfusionStopped,
    Patient,
    PatientDischarged,
    PatientLeft,
    SessionCancelled,
    SessionOpened,
    SessionReviewed,
    SprayGiven,
)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """What a list of sessions shows of one. A time is None until somebody charts it.

    `overridden` is how many criteria were unmet at the discharge and overruled; None until it is signed.
    """

    session: str
    patient: Patient
    chair: str
    opened_at: datetime
    left_at: datetime | None  # without a default, so that a line from before there was one is not read as "not left"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    discharged_at: datetime | None = None
    reviewed_at: datetime | None = None
    cancelled_at: datetime | None = None
    overridden: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether its patient is still to be watched over."""
        return self.discharged_at is None and self.cancelled_at is None

    @property
    def is_leaving(self) -> bool:
        """Whether its patient may go home and has not left the chair."""
        return self.discharged_at is not None and self.cancelled_at is None and self.left_at is None

    @property
    def holds_chair(self) -> bool:
        """Whether nobody else can sit in its chair."""
        return self.is_open or self.is_leaving


LINE_EVENTS = (
    SessionOpened,
    InfusionStarted,
    SprayGiven,
    InfusionStopped,
    PatientDischarged,
    PatientLeft,
    SessionReviewed,
    SessionCancelled,
    EntryStruck,
)


def changes_line(event: Event) -> bool:
    """Whether an entry that says this can change its session's line. All others leave the index alone."""
    return isinstance(event, LINE_EVENTS)


def next_line(line: SessionLine | None, entry: Entry) -> SessionLine | None:
    """The line after one more standing entry, in clinical order; None until the session is opened."""
    at = entry.happened_at
    match entry.event:
        case SessionOpened() as opened if line is None:
            return SessionLine(entry.session, opened.patient, opened.chair, opened_at=at, left_at=None)
        case InfusionStarted() | SprayGiven() if line and line.started_at is None:
            return replace(line, started_at=at)
        case InfusionStopped() if line:
            return replace(line, ended_at=at)
        case PatientDischarged(overrides=overrides) if line:
            return replace(line, discharged_at=at, overridden=len(overrides))
        case PatientLeft() if line:
            return replace(line, left_at=at)
        case SessionReviewed() if line:
            return replace(line, reviewed_at=at)
        case SessionCancelled() if line:
            return replace(line, cancelled_at=at)
    return line


def line_of(entries: Iterable[Entry]) -> SessionLine | None:
    """The line of one session, of its entries in any order. None if nobody opened it, as the clinic's own."""
    page = list(entries)
    struck = {entry.event.entry for entry in page if isinstance(entry.event, EntryStruck)}
    standing = sorted((entry for entry in page if entry.id not in struck), key=_opening_first)
    blank: SessionLine | None = None
    return reduce(next_line, standing, blank)


def _opening_first(entry: Entry) -> tuple[bool, tuple[datetime, datetime, str, int]]:
    return not isinstance(entry.event, SessionOpened), clinical_order(entry)


def rebuild(entries: Iterable[Entry]) -> list[SessionLine]:
    """The whole index, of all entries in any order: the oldest session first."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if changes_line(entry.event):
            pages[entry.session].append(entry)
    return listed(line for line in map(line_of, pages.values()) if line)


def listed(lines: Iterable[SessionLine]) -> list[SessionLine]:
    """The lines as every store gives them: the oldest session first."""
    return sorted(lines, key=lambda line: (line.opened_at, line.session))
