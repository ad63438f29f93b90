"""The question that a doubtful set deserves: asked once, then kept with what was confirmed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.doubts import unasked
from monitor.events import EntryId, SessionEvent, VitalsTaken
from monitor.snapshot import Snapshot
from monitor.vitals import Doubt

HOW_TO_ANSWER = "Enter again keeps it as confirmed · Esc goes back to the line"


def doubts_in(
    events: Sequence[SessionEvent], shown: Snapshot, at: datetime | None, instead_of: EntryId | None = None
) -> tuple[Doubt, ...]:
    """Everything that is still to be asked about these events at that time (now, without one) in the chart shown."""
    when = at or shown.now
    return tuple(doubt for event in events for doubt in unasked(shown.chart, event, when, instead_of))


def with_confirmed(events: Sequence[SessionEvent], doubts: Sequence[Doubt]) -> tuple[SessionEvent, ...]:
    """The same events, marked with what was asked and confirmed besides what they name already."""
    asked = tuple(doubt.about for doubt in doubts)
    return tuple(
        replace(event, confirmed=event.confirmed + asked) if isinstance(event, VitalsTaken) else event
        for event in events
    )


def question_of(doubts: Sequence[Doubt], how_to_answer: str = HOW_TO_ANSWER) -> str:
    return "\n".join([*(doubt.sentence for doubt in doubts), how_to_answer])
