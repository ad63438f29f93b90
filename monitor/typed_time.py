"""When, as it is typed: on the clock or minutes ago, and why a time cannot be meant."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Day:
    """The time on the wall, and since when there is a chart: nothing in it can be older."""

    now: datetime
    earliest: datetime
    zone: timezone

    def clock(self, moment: datetime) -> str:
        """The moment on the wall clock, and on which day if that was not today."""
        local = moment.astimezone(self.zone)
        days_ago = (self.now.astimezone(self.zone).date() - local.date()).days
        if days_ago > 1:
            return f"{local:%H:%M} {days_ago} days ago"
        return f"{local:%H:%M} yesterday" if days_ago == 1 else f"{local:%H:%M}"

    def last_time(self, hour: int, minute: int, typed: str) -> datetime:
        """When the clock last showed that, in UTC. Raises ValueError where it has not since the chart begins."""
        today = self.now.astimezone(self.zone).replace(hour=hour, minute=minute, second=0, microsecond=0)
        if today <= self.now < today + timedelta(minutes=1):
            return self.now.astimezone(UTC)  # and not before what was kept since the minute began
        if today <= self.now:
            return self._since_beginning(today, typed)
        yesterday = today - timedelta(days=1)
        if self._too_early(yesterday):
            raise ValueError(f"{typed} has not come yet: it is {self.clock(self.now)}.")
        return self._since_beginning(yesterday, typed)

    def ago(self, minutes: int, typed: str) -> datetime:
        """So many minutes ago, in UTC. Raises ValueError for a moment before the chart begins."""
        moment = self.now - timedelta(minutes=minutes)
        return self._since_beginning(moment, f"{typed} ({self.clock(moment)})")

    def _since_beginning(self, moment: datetime, typed: str) -> datetime:
        """A moment stands for its whole minute, so the one in which the chart begins counts."""
        if self._too_early(moment):
            raise ValueError(f"{typed} is before {self.clock(self.earliest)}: nothing is charted before that.")
        return max(moment, self.earliest).astimezone(UTC)

    def _too_early(self, moment: datetime) -> bool:
        return self.earliest - moment >= timedelta(minutes=1)
