"""What would leave a patient unwatched or be said twice under a protocol that is otherwise sound.

Asked before a protocol is read or kept. One that is kept already stays readable, whatever is asked here later.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from monitor.limits import Phase
from monitor.protocol import CriterionKind, Protocol

MOST_MIN = 480
"""No infusion runs longer than that (minutes): a typing check, not a clinical limit."""


def gap(protocol: Protocol) -> str | None:
    """Why a clinic should not use it, in a sentence with its place in it; None where nothing lacks."""
    return next(_gaps(protocol), None)


def _gaps(protocol: Protocol) -> Iterator[str]:
    schedule = protocol.schedule
    shortest = _shortest_interval(protocol)
    if schedule.recheck_after > shortest:
        recheck = f"A recheck after {schedule.recheck_after} min"
        yield f"{recheck} would come after the next set: sets are {shortest} min apart."
    yield from _too_long(protocol)
    for one, other in combinations(protocol.changes, 2):
        if replace(one, source=other.source) == other:
            yield f"The change limit of {one.vital.label}, {one.text}, stands there twice."
    for vital in schedule.ordered:
        for phase in _watched(protocol):
            row = protocol.limits_for(vital, phase)
            ordered = f"{vital.label} is ordered in every set and has no"
            if row is None or not (row.advisory or row.caution or row.critical):
                yield f"{ordered} limits while {phase}: nothing would flag."
            elif phase is not Phase.PREPARING and not (row.caution or row.critical):
                yield f"{ordered} caution or critical limit while {phase}: nothing would ask for an answer."


def _shortest_interval(protocol: Protocol) -> int:
    """Minutes between two planned sets; a spray has none of an infusion."""
    every = protocol.schedule.recovering_every
    return min(protocol.schedule.infusing_every, every) if protocol.is_infused else every


def _too_long(protocol: Protocol) -> Iterator[str]:
    schedule, flagging = protocol.schedule, protocol.flagging
    if protocol.is_infused and protocol.longest_min > MOST_MIN:
        yield f"An infusion of {protocol.longest_min} min is not believable: {MOST_MIN} min at most."
    if protocol.is_infused and schedule.infusing_every > protocol.planned_min:
        every = f"With a set every {schedule.infusing_every} min"
        yield f"{every} none would be due in an infusion of {protocol.planned_min} min."
    observed = next((one.least for one in protocol.criteria if one.kind is CriterionKind.ELAPSED), None)
    if observed is not None and schedule.recovering_every > observed:
        every = f"With a set every {schedule.recovering_every} min"
        yield f"{every} none would be due in the {observed} min before going home."
    shortest = _shortest_interval(protocol)
    if flagging.answer_caution_within > shortest:
        waits = f"A flag that waits {flagging.answer_caution_within} min for its answer"
        yield f"{waits} would wait for longer than sets are apart, {shortest} min."


def _watched(protocol: Protocol) -> tuple[Phase, ...]:
    infused = (Phase.INFUSING, Phase.PAUSED) if protocol.is_infused else ()
    return (Phase.PREPARING, *infused, Phase.RECOVERING)
