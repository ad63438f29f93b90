"""The clinic's rules for one kind of infusion: schedule, limits, checks and discharge criteria, each with its source.

A session keeps the whole of the protocol it was opened with, so a later change never rewrites an old chart.
The TOML file it is written in is read by protocol_file.py.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from math import isfinite

from monitor.effects import Grade
from monitor.limits import ChangeLimit, Limits, Phase, Severity, Unfit
from monitor.vitals import Vital

ADDED_LATER: Mapping[str, bool] = {"added_later": True}
"""Of a field that entries on disk may not have yet: it is left out of their text while it has its default."""


def _refuse_empty(row: object, *fields: str) -> None:
    for name in fields:
        if not getattr(row, name).strip():
            raise Unfit(name, f"The {name} is empty.")


def _refuse_fractions(row: object, *fields: str) -> None:
    """Minutes, sets and points are whole numbers of 1 or more."""
    for name in fields:
        value = getattr(row, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            words = name.replace("_min", "_duration").replace("_", " ").capitalize()
            raise Unfit(name, f"{words} {value}: it must be a whole number, 1 or more.")


def _refuse_repeats(field: str, where: str, names: Iterable[str]) -> None:
    told = list(names)
    for name in told:
        if told.count(name) > 1:
            raise Unfit(field, f"{name} stands {told.count(name)} times in {where}.")


class Given(StrEnum):
    """How the drug is given. Only an infusion has a rate, pauses and an end; a spray is followed by observation."""

    INFUSION = "infusion"
    SPRAY = "nasal spray"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a protocol for use in this clinic, and when."""

    by: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Unfit("by", "An approval by nobody is none.")
        if self.at.tzinfo is None:
            raise Unfit("at", f"The time {self.at.isoformat()} has no time zone.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """When sets of vital signs are due, all in minutes, and which vital signs make a set complete.

    Raises Unfit where a set would be due at every moment or never, or would be late before it is late.
    """

    infusing_every: int
    recovering_every: int
    early: int  # a set taken so much before it is due still counts for it
    recheck_after: int  # a set is due so long after one that reaches a caution or critical limit
    caution_late: int  # more than this late is a caution
    critical_late: int  # more than this late during the infusion is critical
    ordered: tuple[Vital, ...]
    source: str

    def __post_init__(self) -> None:
        _refuse_fractions(self, "infusing_every", "recovering_every", "early", "recheck_after")
        _refuse_fractions(self, "caution_late", "critical_late")
        if self.early >= min(self.infusing_every, self.recovering_every):
            shortest = min(self.infusing_every, self.recovering_every)
            raise Unfit(
                "early", f"A set {self.early} min early would be the one before: sets are {shortest} min apart."
            )
        if self.critical_late <= self.caution_late:
            sentence = f"Critical after {self.critical_late} min is not later than caution after {self.caution_late}."
            raise Unfit("critical_late", sentence)
        if not self.ordered:
            raise Unfit("ordered", "No vital sign is ordered: a set would never be complete.")
        _refuse_repeats("ordered", "what is ordered", [vital.label for vital in self.ordered])
        _refuse_empty(self, "source")


@dataclass(frozen=True, slots=True)
class Flagging:
    """How a flag is confirmed, answered and grows old, all in minutes. Raises Unfit like the schedule."""

    recheck_first: tuple[Vital, ...]  # a lone high caution value of these asks for a recheck before it is a caution
    answer_caution_within: int  # a caution flag that nobody has answered for so long escalates
    answer_critical_within: int
    on_oxygen: Severity  # how much it matters that oxygen is given
    current_for: int  # a cuff value older than this is old during the infusion, never current
    source: str

    def __post_init__(self) -> None:
        _refuse_repeats("recheck_first", "what is rechecked first", [vital.label for vital in self.recheck_first])
        _refuse_fractions(self, "answer_caution_within", "answer_critical_within", "current_for")
        if self.answer_critical_within > self.answer_caution_within:
            sentence = (
                f"A critical flag would wait {self.answer_critical_within} min for an answer, "
                f"longer than a caution one with {self.answer_caution_within} min."
            )
            raise Unfit("answer_critical_within", sentence)
        _refuse_empty(self, "source")


UNSTATED = Flagging((), 5, 2, Severity.CAUTION, 5, "a protocol from before this was part of it")


@dataclass(frozen=True, slots=True)
class Check:
    """One question to be answered before the infusion. Unanswered, or answered no, it holds the start back."""

    key: str
    label: str
    source: str

    def __post_init__(self) -> None:
        _refuse_empty(self, "key", "label", "source")


class CriterionKind(StrEnum):
    """What a discharge criterion is judged by."""

    ELAPSED = "elapsed"  # minutes since the infusion ended: `least`
    IN_RANGE = "in_range"  # sets in a row, `apart`, that are complete and reach no caution or critical limit: `least`
    SEDATION = "sedation"  # MOAA/S of the last set that has it, not older than `within`: `least`
    EFFECTS = "effects"  # looked at since the end, and none still open above this grade: `most`
    ESCORT = "escort"  # somebody is named who takes the patient home
    OBSERVED = "observed"  # the nurse looks and says

    @property
    def words(self) -> str:
        return {
            "elapsed": "the time since the end",
            "in_range": "sets in range in a row",
            "sedation": Vital.SEDATION.label,
            "effects": "the effects still open",
            "escort": "the escort named",
            "observed": "looking",
        }[self]

    @property
    def needs(self) -> tuple[str, ...]:
        """Which of the bounds of a criterion it is judged by; the others are None."""
        match self:
            case CriterionKind.ELAPSED:
                return ("least",)
            case CriterionKind.IN_RANGE:
                return ("least", "apart", "within")
            case CriterionKind.SEDATION:
                return ("least", "within")
            case CriterionKind.EFFECTS:
                return ("most",)
            case CriterionKind.ESCORT | CriterionKind.OBSERVED:
                return ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition for going home. Raises Unfit when a bound of its kind is missing, or another kind's is there."""

    key: str
    label: str
    kind: CriterionKind
    source: str
    least: int | None = None
    most: Grade | None = None
    apart: int | None = None  # minutes between two sets that count
    within: int | None = None  # minutes: what was read longer ago says nothing about now

    def __post_init__(self) -> None:
        _refuse_empty(self, "key", "label")
        for name in ("least", "most", "apart", "within"):
            if (getattr(self, name) is None) == (name in self.kind.needs):
                lacks = "is missing" if name in self.kind.needs else "says nothing"
                raise Unfit(name, f"{name.capitalize()} {lacks} where a criterion is judged by {self.kind.words}.")
        _refuse_fractions(self, *(name for name in self.kind.needs if name != "most"))
        if self.kind is CriterionKind.SEDATION and self.least is not None and self.least > Vital.SEDATION.hard[1]:
            raise Unfit(
                "least", f"{Vital.SEDATION.label} ends at {Vital.SEDATION.hard[1]:g}; {self.least} is never met."
            )
        _refuse_empty(self, "source")


@dataclass(frozen=True, slots=True)
class Protocol:
    """Raises Unfit for what the rules cannot work with: no name, an interval of zero, one vital sign limited twice."""

    id: str
    title: str
    version: int
    drug: str
    route: str
    planned_min: int
    longest_min: int
    usual_mg_per_kg: tuple[float, float]  # outside it the dose is asked once; both ends are inside
    source: str
    schedule: Schedule
    limits: tuple[Limits, ...]
    changes: tuple[ChangeLimit, ...]
    checks: tuple[Check, ...]
    criteria: tuple[Criterion, ...]
    approval: Approval | None = None
    flagging: Flagging = field(default=UNSTATED, metadata=ADDED_LATER)
    given: Given = field(default=Given.INFUSION, metadata=ADDED_LATER)
    doses_mg: tuple[float, ...] = field(default=(), metadata=ADDED_LATER)  # of a spray: another one is asked once

    def __post_init__(self) -> None:
        _refuse_empty(self, "id", "title", "drug", "route")
        _refuse_fractions(self, "version")
        self._refuse_doses()
        limited = [f"{row.vital.label} while {phase}" for row in self.limits for phase in row.phases]
        _refuse_repeats("limits", "the limits", limited)
        _refuse_repeats("checks", "the checks", [check.key for check in self.checks])
        _refuse_repeats("criteria", "the criteria", [criterion.key for criterion in self.criteria])
        _refuse_empty(self, "source")

    def _refuse_doses(self) -> None:
        if not self.is_infused:
            if not self.doses_mg or not all(isfinite(dose) and dose > 0 for dose in self.doses_mg):
                raise Unfit("doses_mg", "A spray needs its doses, each more than 0 mg.")
            return
        _refuse_fractions(self, "planned_min", "longest_min")
        if self.longest_min < self.planned_min:
            sentence = (
                f"The longest duration, {self.longest_min} min, is shorter than the planned {self.planned_min} min."
            )
            raise Unfit("longest_min", sentence)
        low, high = self.usual_mg_per_kg
        if not (isfinite(high) and 0 < low <= high):
            raise Unfit("usual_mg_per_kg", f"The usual dose of {low:g} to {high:g} mg/kg is no range above 0.")

    @property
    def is_infused(self) -> bool:
        return self.given is Given.INFUSION

    def limits_for(self, vital: Vital, phase: Phase) -> Limits | None:
        """The limits of a vital sign in a phase; None where the protocol orders none: then it is not assessed."""
        for limits in self.limits:
            if limits.vital is vital and phase in limits.phases:
                return limits
        return None

    def with_limits(self, rows: tuple[Limits, ...]) -> "Protocol":
        """The same protocol with these limits in the place of its own, wherever vital sign and phase are the same."""
        limits = self.limits
        for row in rows:  # one after the other: of two for the same phase the later one holds
            limits = (*_outside(limits, row), row)
        return replace(self, limits=limits)

    def check(self, key: str) -> Check | None:
        return next((check for check in self.checks if check.key == key), None)

    def criterion(self, key: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.key == key), None)


def _outside(limits: Iterable[Limits], row: Limits) -> Iterator[Limits]:
    """What of these limits holds where that row does not."""
    for own in limits:
        phases = tuple(phase for phase in own.phases if own.vital is not row.vital or phase not in row.phases)
        if phases:
            yield own if phases == own.phases else replace(own, phases=phases)
