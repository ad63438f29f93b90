"""What a protocol says, row by row in words. Page and comparison say the same of it, because they all ask here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.limits import Bound, ChangeLimit, Limits, Phase, Severity
from monitor.protocol import Check, Criterion, CriterionKind, Flagging, Protocol, Schedule
from monitor.vitals import Vital

Part = Protocol | Schedule | Flagging | Limits | ChangeLimit | Check | Criterion
"""What one row of a protocol is about. The protocol itself stands for what is not in a part of its own."""


class Section(StrEnum):
    GENERAL = "General"
    SCHEDULE = "Sets of vital signs"
    FLAGS = "Flags"
    LIMITS = "Limits"
    CHANGES = "Change from the patient's baseline"
    CHECKS = "Checks before the start"
    CRITERIA = "Going home"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a row says. A figure is what needs a source of its own; a title or a question is none."""

    name: str
    text: str
    is_figure: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`place` names the row within its section; it is empty where the section has only one."""

    section: Section
    place: str
    items: tuple[Item, ...]
    source: str
    about: Part

    @property
    def where(self) -> str:
        return f"{self.section}, {self.place}" if self.place else str(self.section)


EVERY_PHASE = (Phase.PREPARING, Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING)


def phases_text(phases: Sequence[Phase]) -> str:
    in_order = [phase for phase in Phase if phase in phases]
    return "every phase" if set(in_order) >= set(EVERY_PHASE) else ", ".join(in_order)


def bounds_text(bounds: Sequence[Bound], vital: Vital) -> str:
    """ "at or above 180 mmHg, below 90 mmHg"; "none" where there is no bound."""
    said = [f"{bound.comparison.words} {vital.text(bound.limit)}" for bound in bounds]
    return ", ".join(said) or "none"


def vitals_text(vitals: Sequence[Vital]) -> str:
    return ", ".join(vital.label for vital in vitals) or "none"


def rows(protocol: Protocol, beside: Protocol | None = None) -> tuple[Row, ...]:
    """The whole protocol. Limits whose phases another protocol divides otherwise are divided likewise."""
    return _numbered(
        [
            _general(protocol),
            _schedule(protocol.schedule, protocol),
            _flagging(protocol.flagging),
            *(_limits(part) for part in _divided(protocol, beside or protocol)),
            *map(_change, protocol.changes),
            *map(_check, protocol.checks),
            *map(_criterion, protocol.criteria),
        ]
    )


def _numbered(told: Sequence[Row]) -> tuple[Row, ...]:
    """A second row of the same place gets a number, so that every place names one row."""
    counts: dict[str, int] = {}
    named = []
    for row in told:
        counts[row.where] = counts.get(row.where, 0) + 1
        number = counts[row.where]
        named.append(replace(row, place=f"{row.place} ({number})") if number > 1 else row)
    return tuple(named)


def _divided(protocol: Protocol, beside: Protocol) -> Iterator[Limits]:
    """The limits by vital sign and phase, each row as large as both protocols leave it."""
    for vital in Vital:
        groups: dict[tuple[Limits, Limits | None], list[Phase]] = {}
        for phase in Phase:
            own = protocol.limits_for(vital, phase)
            if own is not None:
                groups.setdefault((own, beside.limits_for(vital, phase)), []).append(phase)
        for (own, _), phases in groups.items():
            yield own if set(phases) == set(own.phases) else replace(own, phases=tuple(phases))


def _general(protocol: Protocol) -> Row:
    items = [
        Item("title", protocol.title, is_figure=False),
        Item("drug", protocol.drug, is_figure=False),
        Item("route", protocol.route, is_figure=False),
    ]
    if protocol.is_infused:
        low, high = protocol.usual_mg_per_kg
        items += [
            Item("planned duration", f"{protocol.planned_min} min"),
            Item("longest duration", f"{protocol.longest_min} min"),
            Item("usual dose", f"{low:g} to {high:g} mg/kg"),
        ]
    else:
        items.append(Item("doses", " or ".join(f"{dose:g} mg" for dose in protocol.doses_mg)))
    return Row(Section.GENERAL, "", tuple(items), protocol.source, protocol)


def _schedule(schedule: Schedule, protocol: Protocol) -> Row:
    items = [Item("while recovering", f"every {schedule.recovering_every} min")]
    if protocol.is_infused:
        items.insert(0, Item("while infusing", f"every {schedule.infusing_every} min"))
    items += [
        Item("counts as the one due", f"up to {schedule.early} min early"),
        Item("recheck", f"{schedule.recheck_after} min after a set that reaches a caution or critical limit"),
        Item("late: caution", f"more than {schedule.caution_late} min"),
        Item("late: critical", f"more than {schedule.critical_late} min during the infusion"),
        Item("a set is complete with", vitals_text(schedule.ordered)),
    ]
    return Row(Section.SCHEDULE, "", tuple(items), schedule.source, schedule)


def _flagging(flagging: Flagging) -> Row:
    items = (
        Item("a lone high value is rechecked first", vitals_text(flagging.recheck_first)),
        Item("a caution flag is answered", f"within {flagging.answer_caution_within} min"),
        Item("a critical flag is answered", f"within {flagging.answer_critical_within} min"),
        Item("oxygen given", flagging.on_oxygen.word),
        Item("a cuff value is current for", f"{flagging.current_for} min"),
    )
    return Row(Section.FLAGS, "", items, flagging.source, flagging)


def _limits(limits: Limits) -> Row:
    place = f"{limits.vital.label}, {phases_text(limits.phases)}"
    items = tuple(Item(severity.word, bounds_text(limits.bounds(severity), limits.vital)) for severity in Severity)
    return Row(Section.LIMITS, place, items, limits.source, limits)


def _change(change: ChangeLimit) -> Row:
    place = f"{change.vital.label}, {'rise' if change.by > 0 else 'fall'} in {change.unit or 'points'}"
    items = (Item("change", change.text), Item("severity", change.severity.word))
    return Row(Section.CHANGES, place, items, change.source, change)


def _check(check: Check) -> Row:
    items = (Item("question", check.label, is_figure=False),)
    return Row(Section.CHECKS, _words(check.key), items, check.source, check)


def _criterion(criterion: Criterion) -> Row:
    items = (
        Item("criterion", criterion.label, is_figure=False),
        Item("judged by", criterion.kind.words),
        Item("bound", bound_of(criterion)),
    )
    return Row(Section.CRITERIA, _words(criterion.key), items, criterion.source, criterion)


def bound_of(criterion: Criterion) -> str:
    """ "at least 2, 10 min apart, the last one not older than 20 min"; "none" where somebody looks and says."""
    parts = []
    if criterion.least is not None:
        unit = " min" if criterion.kind is CriterionKind.ELAPSED else ""
        parts.append(f"at least {criterion.least}{unit}")
    if criterion.most is not None:
        parts.append(f"none above {criterion.most.word}")
    if criterion.apart is not None:
        parts.append(f"{criterion.apart} min apart")
    if criterion.within is not None:
        parts.append(f"the last one not older than {criterion.within} min")
    return ", ".join(parts) or "none"


def _words(key: str) -> str:
    return key.replace("_", " ")
