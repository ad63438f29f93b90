"""Limits for one patient alone: the rows that hold with the bounds typed, and where they differ from the protocol's."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.chart import Chart
from monitor.events import PatientLimitsSet, SessionOpened
from monitor.limits import Bound, Comparison, Limits, Phase, Severity, Unfit
from monitor.protocol import Protocol
from monitor.vitals import Vital

FROM_THE_START = (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING)
"""When they hold. Before it, the gate asks whether the vital signs are acceptable, by the protocol's own limits."""

STANDING_FOR = "to be said"
"""The source of rows that are only judged and never kept."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Which bound of a vital sign: how severe, and on which side of normal."""

    severity: Severity
    is_high: bool


PLACES = tuple(Place(severity, is_high) for severity in Severity for is_high in (False, True))

Typed = Mapping[Place, float]
"""The bounds that differ. What is not in it stays as it is."""


@dataclass(frozen=True, slots=True)
class OwnBound:
    """A bound that is not the protocol's own in these phases; None where the protocol has one and this patient none."""

    vital: Vital
    place: Place
    bound: Bound | None
    phases: tuple[Phase, ...]


def protocols_own(chart: Chart) -> Protocol:
    """The protocol as the session was opened with it, without the limits for this patient."""
    return next(entry.event.protocol for entry in chart.page if isinstance(entry.event, SessionOpened))


def rows_from_the_start(protocol: Protocol, vital: Vital) -> tuple[Limits, ...]:
    """The protocol's limits of this vital sign, each with the phases after the start that it holds in."""
    return tuple(
        Limits(vital, phases, row.advisory, row.caution, row.critical, row.source)
        for row in protocol.limits
        if row.vital is vital and (phases := tuple(phase for phase in FROM_THE_START if phase in row.phases))
    )


def bound_at(row: Limits | None, place: Place) -> Bound | None:
    bounds = row.bounds(place.severity) if row else ()
    return next((bound for bound in bounds if bound.comparison.is_high is place.is_high), None)


def comparison_at(row: Limits | None, place: Place) -> Comparison:
    """How a number typed there is compared: as the bound that stands there, or as the others on its side."""
    there = bound_at(row, place)
    beside = (bound_at(row, Place(severity, place.is_high)) for severity in Severity)
    usual = Comparison.AT_LEAST if place.is_high else Comparison.AT_MOST
    return next((bound.comparison for bound in (there, *beside) if bound), usual)


def own_rows(chart: Chart, vital: Vital, typed: Typed, source: str) -> tuple[Limits, ...]:
    """All rows of this patient's own once these bounds differ too: the earlier ones of other vital signs stay.

    Raises Unfit where the bounds contradict each other or are not believable.
    """
    new = tuple(_changed(row, typed, source) for row in _present(chart.protocol, vital))
    set_before = chart.patient_limits.event if chart.patient_limits else None
    earlier = set_before.limits if isinstance(set_before, PatientLimitsSet) else ()
    return (*(row for row in earlier if row.vital is not vital), *new)


def problems(chart: Chart, vital: Vital, typed: Typed) -> dict[Place, str]:
    """What is wrong with the bounds typed: a sentence for each place where something is to be mended.

    Each bound is judged alone, then with the others on its side of normal, then all together.
    """
    found: dict[Place, str] = {}
    rows = _present(chart.protocol, vital)
    for place, value in typed.items():
        _judge(found, rows, {place: value}, beside=())
    for is_high in (False, True):
        side = {place: value for place, value in typed.items() if place.is_high is is_high}
        if not found.keys() & side.keys():
            _judge(found, rows, side, beside=tuple(place for place in PLACES if place.is_high is is_high))
    if not found:
        _judge(found, rows, typed, beside=PLACES)
    return found


def own_bounds(limits: Iterable[Limits], protocol: Protocol) -> Iterator[OwnBound]:
    """Where these rows differ from the protocol's own, in the order in which they are written."""
    for row in limits:
        for place in PLACES:
            now = bound_at(row, place)
            phases = tuple(p for p in row.phases if bound_at(protocol.limits_for(row.vital, p), place) != now)
            if phases:
                yield OwnBound(row.vital, place, now, phases)


def _present(protocol: Protocol, vital: Vital) -> tuple[Limits, ...]:
    """The rows that hold from the start on; an empty one where the protocol has none."""
    phases = FROM_THE_START if protocol.is_infused else (Phase.RECOVERING,)
    return rows_from_the_start(protocol, vital) or (Limits(vital, phases, (), (), (), STANDING_FOR),)


def _changed(row: Limits, typed: Typed, source: str, beside: Collection[Place] = PLACES) -> Limits:
    """The row with these bounds in it, and of its own only those in the places named."""
    bounds = {place: bound for place in beside if (bound := bound_at(row, place))}
    bounds |= {place: Bound(comparison_at(row, place), value) for place, value in typed.items()}
    advisory, caution, critical = (
        tuple(bounds[place] for place in PLACES if place in bounds and place.severity is severity)
        for severity in Severity
    )
    return Limits(row.vital, row.phases, advisory, caution, critical, source)


def _judge(found: dict[Place, str], rows: Sequence[Limits], typed: Typed, beside: Collection[Place]) -> None:
    for row in rows:
        try:
            _changed(row, typed, STANDING_FOR, beside)
        except Unfit as problem:
            found.setdefault(_typed_about(problem.field, typed), str(problem))


def _typed_about(field: str, typed: Typed) -> Place:
    """Of two bounds that contradict each other the one that was typed; the milder one, where both were."""
    severity = next((severity for severity in Severity if severity.word == field), Severity.ADVISORY)
    return min(place for place in typed if place.severity >= severity)
