"""What would leave a patient unwatched or be said twice under a protocol that is otherwise sound.

Asked before a protocol is read or kept. One that is kept already stays readable, whatever is asked here later.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from monitor.limits import Phase
from monitor.protocol import Protocol


def gap(protocol: Protocol) -> str | None:
    """Why a clinic should not use it, in a sentence with its place in it; None where nothing lacks."""
    return next(_gaps(protocol), None)


def _gaps(protocol: Protocol) -> Iterator[str]:
    schedule = protocol.schedule
    shortest = min(schedule.infusing_every, schedule.recovering_every)
    if schedule.recheck_after > shortest:
        recheck = f"A recheck after {schedule.recheck_after} min"
        yield f"{recheck} would come after the next set: sets are {shortest} min apart."
    for one, other in combinations(protocol.changes, 2):
        if replace(one, source=other.source) == other:
            yield f"The change limit of {one.vital.label}, {one.text}, stands there twice."
    for vital in schedule.ordered:
        for phase in _watched(protocol):
            if protocol.limits_for(vital, phase) is None:
                yield f"{vital.label} is ordered in every set and has no limits while {phase}: nothing would flag."


def _watched(protocol: Protocol) -> tuple[Phase, ...]:
    infused = (Phase.INFUSING, Phase.PAUSED) if protocol.is_infused else ()
    return (Phase.PREPARING, *infused, Phase.RECOVERING)
