"""Which entry last said something, and the words "kept 14:05 by …" for it."""

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import SessionEvent
from sessions.staff import Roster


def last_of(chart: Chart, kind: type[SessionEvent]) -> Entry | None:
    """The last standing entry of this kind."""
    standing = (entry for entry in reversed(chart.page) if entry.id not in chart.strikes)
    return next((entry for entry in standing if isinstance(entry.event, kind)), None)


def kept_text(chart: Chart, entry: Entry | None, roster: Roster) -> str:
    """When it was kept, and by whom; nothing for no entry."""
    if entry is None:
        return ""
    return f"kept {chart.time_text(entry.happened_at)} by {roster.name(entry.author)}"
