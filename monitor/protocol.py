"""The clinic's rules for one kind of infusion: schedule, limits, checks and discharge criteria, each with its source.

A session keeps the whole of the protocol it was opened with, so a later change never rewrites an old chart.
The TOML file it is written in is read by protocol_file.py.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.effects import Grade
from monitor.limits import ChangeLimit, Limits, Phase
from monitor.vitals import Vital


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a protocol for use in this clinic, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """When sets of vital signs are due, all in minutes, and which vital signs make a set complete."""

    infusing_every: int
    recovering_every: int
    early: int  # a set taken so much before it is due still counts for it
    recheck_after: int  # a set is due so long after one that reaches a caution or critical limit
    caution_late: int  # more than this late is a caution
    critical_late: int  # more than this late during the infusion is critical
    ordered: tuple[Vital, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Check:
    """One question to be answered before the infusion. Unanswered, or answered no, it holds the start back."""

    key: str
    label: str
    source: str


class CriterionKind(StrEnum):
    """What a discharge criterion is judged by."""

    ELAPSED = "elapsed"  # minutes since the infusion ended: `least`
    IN_RANGE = "in_range"  # sets in a row, `apart`, that are complete and reach no caution or critical limit: `least`
    SEDATION = "sedation"  # MOAA/S of the last set that has it, not older than `within`: `least`
    EFFECTS = "effects"  # looked at since the end, and none still open above this grade: `most`
    ESCORT = "escort"  # somebody is named who takes the patient home
    OBSERVED = "observed"  # the nurse looks and says


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition for going home."""

    key: str
    label: str
    kind: CriterionKind
    source: str
    least: int | None = None
    most: Grade | None = None
    apart: int | None = None  # minutes between two sets that count
    within: int | None = None  # minutes: what was read longer ago says nothing about now


@dataclass(frozen=True, slots=True)
class Protocol:
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

    def limits_for(self, vital: Vital, phase: Phase) -> Limits | None:
        """The limits of a vital sign in a phase; None where the protocol orders none: then it is not assessed."""
        for limits in self.limits:
            if limits.vital is vital and phase in limits.phases:
                return limits
        return None

    def check(self, key: str) -> Check | None:
        return next((check for check in self.checks if check.key == key), None)

    def criterion(self, key: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.key == key), None)
