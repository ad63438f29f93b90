"""A session as the report tells it: its chart, what its people are called, and its moments in local time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import ClinicEvent
from monitor.flagged import Flagged
from monitor.snapshot import Snapshot
from monitor.wording import describe

# Not strftime's: that follows the language of the computer, and the report is English everywhere.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_text(day: date) -> str:
    """ "12 Mar 1984", which no reader turns round."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Account:
    snapshot: Snapshot  # at the moment it is told
    names: Mapping[str, str]

    @property
    def chart(self) -> Chart:
        return self.snapshot.chart

    @property
    def now(self) -> datetime:
        return self.snapshot.now

    def beyond(self, entry: Entry) -> tuple[Flagged, ...]:
        """What in this entry is beyond a limit, the worst first; nothing where it is struck."""
        return self.snapshot.flagged.get(entry.id, ())

    def name(self, id: str) -> str:
        """How a member of staff is called; the id itself where no name is known."""
        return self.names.get(id, id)

    def day(self, at: datetime) -> date:
        return (at + self.chart.utc_offset).date()

    def time(self, at: datetime) -> str:
        """The local time; with the date if it is not the day on which the session was opened."""
        clock = self.chart.time_text(at)
        same_day = self.day(at) == self.day(self.chart.opened_at)
        return clock if same_day else f"{date_text(self.day(at))} {clock}"

    def minute(self, at: datetime) -> str:
        """ "T+12"; nothing while there is no start to count from."""
        return self.chart.t_text(at) if self.chart.started_at else ""

    def moment(self, at: datetime) -> str:
        """ "14:05 (T+12)"."""
        minute = self.minute(at)
        return f"{self.time(at)} ({minute})" if minute else self.time(at)

    def said(self, entry: Entry) -> str:
        """The entry in words."""
        assert not isinstance(entry.event, ClinicEvent), f"{entry.id} is in no patient's chart"
        return describe(entry.event, self.chart)
