"""The parts a chart is made of: a set as it was taken, an effect from onset to end, a pause, a strike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.assessment import Finding
from monitor.effects import OTHER, Grade, effect
from monitor.events import EntryId
from monitor.limits import Phase, Severity
from monitor.symptoms import Symptom
from monitor.vitals import Vital, VitalSet


@dataclass(frozen=True, slots=True)
class Taken:
    """A set of vital signs as it stands in the chart, and what it means against the protocol."""

    entry: EntryId
    at: datetime
    written_at: datetime  # when it was charted first: a correction stands for what it corrects
    phase: Phase
    vitals: VitalSet
    confirmed: tuple[str, ...]
    findings: tuple[Finding, ...]  # the worst first
    missing: tuple[Vital, ...]
    standing: tuple[Finding, ...] = ()  # a caution or worse of other vital signs, read before and not since
    added: Mapping[Vital, datetime] = field(default_factory=dict)  # what only a correction brought, and when

    def charted_at(self, vital: Vital) -> datetime:
        """When the chart first told this reading."""
        return self.added.get(vital, self.written_at)

    @property
    def worst(self) -> Severity | None:
        return self.findings[0].severity if self.findings else None

    @property
    def spoils(self) -> Finding | None:
        """Why the patient is not in range with this set: a caution or worse, in it or not read again since."""
        if self.findings and self.findings[0].severity >= Severity.CAUTION:
            return self.findings[0]
        return self.standing[0] if self.standing else None


@dataclass(frozen=True, slots=True)
class EffectStep:
    """From this moment the effect had this severity."""

    at: datetime
    grade: Grade
    entry: EntryId


@dataclass(frozen=True, slots=True)
class EffectCourse:
    """One effect from onset to end. An effect that comes back begins a new course."""

    code: str
    note: str
    steps: tuple[EffectStep, ...]
    ended_at: datetime | None = None

    @property
    def onset(self) -> datetime:
        return self.steps[0].at

    @property
    def grade(self) -> Grade:
        """The severity now or, when it has ended, the last one."""
        return self.steps[-1].grade

    @property
    def worst(self) -> Grade:
        return max(step.grade for step in self.steps)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def severity(self, grade: Grade) -> Severity | None:
        """How much the effect matters at this grade by itself; None where it raises no flag."""
        what = effect(self.code)
        if grade < what.flags_from:
            return None
        return Severity.CRITICAL if grade >= what.critical_from else Severity.CAUTION

    def grade_at(self, at: datetime) -> Grade:
        """The severity it had at that moment; the first one before its onset."""
        return next((step.grade for step in reversed(self.steps) if step.at <= at), self.steps[0].grade)

    def goes_on_at(self, at: datetime) -> bool:
        """Whether it had begun and not ended at that moment."""
        return self.onset <= at and (self.ended_at is None or at < self.ended_at)

    @property
    def label(self) -> str:
        return self.note if self.code == OTHER else effect(self.code).label


@dataclass(frozen=True, slots=True)
class SymptomsAsked:
    """When the symptoms beside a high pressure were asked, and which there were: none where it is empty."""

    at: datetime
    present: tuple[Symptom, ...]
    entry: EntryId


@dataclass(frozen=True, slots=True)
class Pause:
    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Strike:
    """Why, by whom and when an entry was crossed out."""

    entry: EntryId
    by: str
    at: datetime
    reason: str
    corrected_by: EntryId | None


@dataclass(frozen=True, slots=True)
class Missed:
    due_at: datetime
    at: datetime  # when the reason was given
    reason: str
    entry: EntryId


@dataclass(frozen=True, slots=True)
class Observed:
    """The last time somebody looked whether a discharge criterion is met, and since when every look found it so."""

    met: bool
    note: str
    at: datetime
    by: str
    entry: EntryId
    met_since: datetime | None
