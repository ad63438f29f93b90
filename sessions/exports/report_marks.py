"""What is to be said about a set of vital signs, in words: they stand in its row."""

from collections.abc import Iterator

from monitor.course import Strike
from monitor.entries import Entry
from monitor.events import VitalsTaken
from monitor.limits import Severity
from monitor.vitals import PULSE_PRESSURE, Vital
from monitor.wording import SHORT
from sessions.exports.report_account import Account
from sessions.exports.report_type import marked_up, severity_text


def marks(account: Account, entry: Entry, taken: VitalsTaken) -> Iterator[str]:
    """Struck and why, limits reached, what was confirmed, when it was written if late."""
    strike = account.chart.strikes.get(entry.id)
    if strike:
        yield _strike_words(account, strike)
    for severity in sorted(Severity, reverse=True):
        about = {one.vital for one in account.beyond(entry) if one.severity is severity}
        reached = [SHORT[vital] for vital in Vital if vital in about]
        if reached:
            yield f"{severity_text(severity)}:&nbsp;{', '.join(reached)}"
    if taken.confirmed:
        yield f"confirmed: {', '.join(marked_up(_doubt_words(about)) for about in taken.confirmed)}"
    if account.chart.time_text(entry.recorded_at) != account.chart.time_text(entry.happened_at):
        yield f"written {account.time(entry.recorded_at)}"


def _strike_words(account: Account, strike: Strike) -> str:
    right = account.chart.entry(strike.corrected_by) if strike.corrected_by else None
    said = f"<b>struck</b>: {marked_up(strike.reason)}"
    return f"{said}; right value at {account.time(right.happened_at)}" if right else said


def _doubt_words(about: str) -> str:
    if about == PULSE_PRESSURE:
        return "pulse pressure"
    return next((SHORT[vital] for vital in Vital if vital.key == about), about)
