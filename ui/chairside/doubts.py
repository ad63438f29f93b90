"""The question that an unusual but believable set deserves: asked once, then kept with what was confirmed."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.events import SessionEvent, VitalsTaken
from monitor.vitals import Doubt

HOW_TO_ANSWER = "Enter again keeps it as confirmed · Esc goes back to the line"


def doubts_in(events: Sequence[SessionEvent]) -> tuple[Doubt, ...]:
    """Everything in these events that is not confirmed yet."""
    return tuple(
        doubt
        for event in events
        if isinstance(event, VitalsTaken)
        for doubt in event.vitals.doubts()
        if doubt.about not in event.confirmed
    )


def with_confirmed(events: Sequence[SessionEvent], doubts: Sequence[Doubt]) -> tuple[SessionEvent, ...]:
    """The same events, marked with what was asked and confirmed."""
    confirmed = tuple(doubt.about for doubt in doubts)
    return tuple(replace(event, confirmed=confirmed) if isinstance(event, VitalsTaken) else event for event in events)


def question_of(doubts: Sequence[Doubt], how_to_answer: str = HOW_TO_ANSWER) -> str:
    return "\n".join([*(doubt.sentence for doubt in doubts), how_to_answer])
