"""Writes typed lines into a chart on the way every nurse's line takes, for the simulator and the replay."""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor.chart import Chart
from monitor.dictation import Misread, read_line
from monitor.doubts import unasked
from monitor.events import SessionEvent, VitalsTaken
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.clinic import Clinic, EntryRefused
from sessions.requests import Request, Writing


class SteppedClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        self._at = at


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of one typed line: the chart as it is now, or why nothing of the line was kept."""

    line: str  # as it was accepted in the end
    asked: tuple[str, ...]  # every question on the way, each answered with yes
    snapshot: Snapshot | None
    refusal: str = ""


def type_line(clinic: Clinic, by: Staff, chart: Chart, line: str, now: datetime) -> Typed:
    """Dictate the line, say yes to every question about it, and keep it, or nothing of it.

    A line that is not understood is taken as offered (a temperature in °F as °C); where nothing is offered, or the
    guard has another objection than a question, the whole line is refused.
    """
    asked: list[str] = []
    said = read_line(line, now, chart.earliest, chart.utc_offset)
    while isinstance(said, Misread):
        if said.offer is None:
            return Typed(line, tuple(asked), None, said.sentence)
        asked.append(said.sentence)
        line = said.offer
        said = read_line(line, now, chart.earliest, chart.utc_offset)
    events: tuple[SessionEvent, ...] = said.events
    while True:
        try:
            snapshot = snapshot_of(clinic, Writing(chart.session, events, said.happened_at), by)
        except EntryRefused as refusal:
            when = said.happened_at or now
            confirmed = tuple(_confirmed(chart, event, when, str(refusal)) for event in events)
            if confirmed == events:
                return Typed(line, tuple(asked), None, str(refusal))
            asked.append(str(refusal))
            events = confirmed
        else:
            return Typed(line, tuple(asked), snapshot)


def _confirmed(chart: Chart, event: SessionEvent, at: datetime, question: str) -> SessionEvent:
    """The set with the doubt behind this question confirmed; everything else, and other sentences, unchanged."""
    if not isinstance(event, VitalsTaken):
        return event
    about = tuple(doubt.about for doubt in unasked(chart, event, at) if doubt.sentence == question)
    return replace(event, confirmed=event.confirmed + about)


def snapshot_of(clinic: Clinic, request: Request, by: Staff) -> Snapshot:
    """Carry out a request that concerns one session. Raises EntryRefused or StoreError."""
    outcome = clinic.carry_out(request, by)
    if not isinstance(outcome, Snapshot):
        raise TypeError(f"{type(request).__name__} is no request about one session.")
    return outcome
