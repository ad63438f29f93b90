"""One line in a chart: who says what, when it was true, and when it was written."""

from dataclasses import dataclass
from datetime import datetime

from monitor.events import EntryId, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and its circumstances. Both times are aware and in UTC.

    `digest` is the SHA-256 (hex) over all the other fields and the digest of the station's entry before this
    one.
    """

    id: EntryId
    session: str
    happened_at: datetime
    recorded_at: datetime
    author: str
    event: Event
    digest: str


def clinical_order(entry: Entry) -> tuple[datetime, datetime, str, int]:
    """Sorts a page as it is read: by when it was true, then by when and where it was written."""
    return entry.happened_at, entry.recorded_at, entry.id.station, entry.id.seq
