"""How many flags a patient has, and which of them calls first: the same words on the board and in the banner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.answering import left_unanswered, most_urgent_first
from monitor.attention import escalations
from monitor.flags import Flag, Sighting
from monitor.limits import Severity
from monitor.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FlagCount:
    """`calls` is what the flag that calls first says; None where no flag is open. `left` ended before an answer."""

    calls: Sighting | None
    words: str
    left: int

    @property
    def severity(self) -> Severity | None:
        """How bad it is to those who are called; a flag that ended before its answer is still to be looked at."""
        return self.calls.severity if self.calls else Severity.CAUTION if self.left else None


def flag_count(snapshot: Snapshot) -> FlagCount:
    """The flag that nobody answered in time or that is critical calls first; of several alike the most urgent."""
    first = max(most_urgent_first(snapshot), key=_calls, default=None)
    left = len(left_unanswered(snapshot))
    if first is None:
        return FlagCount(None, f"{left} ended unanswered" if left else "no open flags", left)
    said = first.asks if first.is_escalated else first.said
    alike = [flag for flag in snapshot.flags if flag is first or flag.concern is said.severity]
    return FlagCount(said, _count(said.severity, alike, snapshot), left)


def _calls(flag: Flag) -> tuple[bool, Severity]:
    """A critical flag that nobody has answered is not hidden by a lesser one that nobody answered in time."""
    return flag.is_escalated or (flag.wants_answer and flag.severity is Severity.CRITICAL), flag.concern


def _count(severity: Severity, flags: Sequence[Flag], snapshot: Snapshot) -> str:
    """How many there are of one severity, and how many of them wait: "critical 2, 1 unanswered"."""
    late = [one for one in escalations((snapshot,)) if one.flag in flags]
    waiting = len(late) or sum(flag.wants_answer for flag in flags)
    answered = sum(bool(flag.responses) for flag in flags)
    said = "unanswered" if waiting else "answered" if answered else ""
    number = waiting or answered
    some = f", {number}" if 0 < number < len(flags) else ""
    since = f" {max(one.waits for one in late) // timedelta(minutes=1)} min" if late else ""
    return f"{severity.word} {len(flags)}{some} {said}{since}".rstrip()
