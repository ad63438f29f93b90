"""What is known of one session: its chart, as chart_reader.py reads it from the entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from monitor.course import EffectCourse, Missed, Observed, Pause, Strike, SymptomsAsked, Taken
from monitor.doses import Dose, SprayDose
from monitor.entries import Entry
from monitor.events import CheckAnswered, EntryId, EscortNamed, GateAnswered, Patient
from monitor.limits import Phase
from monitor.protocol import CriterionKind, Protocol
from monitor.vitals import Vital

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Chart:
    """One session as its standing entries tell it. `None` and empty mean that nobody has said it yet."""

    session: str
    opened_at: datetime
    patient: Patient
    chair: str
    protocol: Protocol
    utc_offset: timedelta
    page: tuple[Entry, ...]  # every entry in clinical order, the struck ones included
    strikes: Mapping[EntryId, Strike]
    phase: Phase
    allergies: tuple[str, ...] | None
    weight_kg: float | None
    dose: Dose | None
    spray: SprayDose | None
    plan: EntryId | None
    patient_limits: Entry | None  # limits for this patient alone; `protocol` has them in it
    dose_checked_by: str | None
    checks: Mapping[str, CheckAnswered]
    escort: EscortNamed | None
    escort_named_at: datetime | None
    gate: GateAnswered | None
    gate_answered_at: datetime | None
    started_at: datetime | None
    stopped_at: datetime | None
    stop_reason: str
    pauses: tuple[Pause, ...]
    sets: tuple[Taken, ...]
    missed: tuple[Missed, ...]
    effects: tuple[EffectCourse, ...]
    looked_at: tuple[datetime, ...]  # when somebody looked for effects, whether there were any or none
    drugs: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    symptoms: tuple[SymptomsAsked, ...]
    observed: Mapping[str, Observed]
    discharge: Entry | None
    left_at: datetime | None
    addenda: tuple[Entry, ...]
    review: Entry | None
    cancelled: str | None

    @property
    def baseline(self) -> Mapping[Vital, float]:
        """The patient's own values: of each vital sign the last reading before the infusion (S22 to S25)."""
        return {
            reading.vital: reading.value
            for taken in takewhile(lambda taken: taken.phase is Phase.PREPARING, self.sets)
            for reading in taken.vitals.readings
        }

    @property
    def is_open(self) -> bool:
        return self.cancelled is None and self.phase not in (Phase.DISCHARGED, Phase.REVIEWED)

    @property
    def planned_end(self) -> datetime | None:
        """When the planned dose is in: start and planned duration, put off by the time paused up to the last
        pause."""
        if self.started_at is None or self.dose is None:
            return None
        paused = sum((p.until - p.since for p in self.pauses if p.until is not None), timedelta())
        return self.started_at + timedelta(minutes=self.dose.minutes) + paused

    @property
    def observed_until(self) -> datetime | None:
        """Until when the patient stays at the least; None before that time counts, or where the protocol asks for
        none."""
        least = [one.least or 0 for one in self.protocol.criteria if one.kind is CriterionKind.ELAPSED]
        if self.stopped_at is None or not least:
            return None
        return self.stopped_at + timedelta(minutes=max(least))

    @property
    def earliest(self) -> datetime:
        """Since when something can be charted by a typed time: once started, the baseline stays as it was."""
        return self.started_at or self.opened_at

    def phase_at(self, at: datetime) -> Phase:
        """In which phase of its course the session was at that moment, as far as the infusion decides it."""
        if self.started_at is None or at < self.started_at:
            return Phase.PREPARING
        if self.stopped_at is not None and at >= self.stopped_at:
            return Phase.RECOVERING
        paused = any(pause.since <= at and (pause.until is None or at < pause.until) for pause in self.pauses)
        return Phase.PAUSED if paused else Phase.INFUSING

    def minute(self, at: datetime) -> float:
        """Minutes since the infusion started or, before it has, since the session was opened."""
        return (at - (self.started_at or self.opened_at)) / MINUTE

    def time_text(self, at: datetime) -> str:
        """The clinic's local time: "14:05"."""
        local = at + self.utc_offset  # not by strftime: it takes six times as long, and every screen is full of times
        return f"{local.hour:02}:{local.minute:02}"

    def t_text(self, at: datetime) -> str:
        """Whole minutes since the start, as staff say it: "T+12"; the local time while there is no start."""
        if self.started_at is None:
            return self.time_text(at)
        minute = (at - self.started_at) // MINUTE
        return f"T{'−' if minute < 0 else '+'}{abs(minute)}"

    def latest(self, vital: Vital) -> Taken | None:
        """The last set that has a reading of this vital sign."""
        return next((taken for taken in reversed(self.sets) if taken.vitals.value(vital) is not None), None)

    def series(self, vital: Vital) -> list[tuple[float, float]]:
        """Minute and value of every standing reading, in order of time."""
        return [
            (self.minute(taken.at), value) for taken in self.sets if (value := taken.vitals.value(vital)) is not None
        ]

    def entry(self, id: EntryId) -> Entry | None:
        return next((entry for entry in self.page if entry.id == id), None)
