"""A simulated patient's visit, written into a throw-away record on the way every nurse's line takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.answering import answer_to
from monitor.answers import usual_answers
from monitor.events import (
    Answer,
    GateAnswered,
    PatientLeft,
    SessionEvent,
    SessionOpened,
    SetMissed,
    SymptomsChecked,
    VitalsTaken,
)
from monitor.preparation import baseline_findings
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.clinic import Clinic
from sessions.requests import Correcting, Discharging, DoseChecking, Opening, Writing
from sessions.scribe import SteppedClock, snapshot_of, type_line
from sessions.simulator import Act, Retyped, SimulatedPatient, Step, set_of

ASKED_ABOUT = ("high:systolic", "high:diastolic")


@dataclass(frozen=True, slots=True)
class Crew:
    """Who writes and signs, and who checks the dose, with the PINs of both."""

    nurse: Staff
    pin: str
    second: Staff
    second_pin: str


class Visit:
    """A simulated patient's visit, written step by step. `session` is "" until it is opened."""

    def __init__(
        self,
        clinic: Clinic,
        crew: Crew,
        patient: SimulatedPatient,
        clock: SteppedClock,
        started_at: datetime,
        *,
        chair: str = "Chair 1",
        utc_offset_min: int = 0,
    ) -> None:
        self.session = ""
        self._clinic, self._crew, self._patient, self._clock = clinic, crew, patient, clock
        self._started_at = started_at
        self._chair, self._offset = chair, utc_offset_min
        self._left: Sequence[tuple[float, Step]] = patient.events()

    def until(self, minute: float) -> None:
        """Write everything up to that minute, and set the clock to it."""
        while self._left and self._left[0][0] <= minute:
            (at, step), *self._left = self._left
            self._clock.set(self._started_at + timedelta(minutes=at))
            self._write(step)
        self._clock.set(self._started_at + timedelta(minutes=minute))

    def _write(self, step: Step) -> None:
        if step is Act.OPEN:
            opened = SessionOpened(self._patient.person.identity, self._chair, self._patient.protocol, self._offset)
            self.session = snapshot_of(self._clinic, Opening(opened), self._crew.nurse).chart.session
            return
        now = self._clinic.snapshot(self.session)
        if now.chart.discharge is not None:  # the visit is over, however much more was planned for it
            if isinstance(step, PatientLeft) and now.chart.left_at is None:
                self._say(step)
            return
        match step:
            case PatientLeft():
                pass  # not signed yet
            case Act():
                self._act(step, now)
            case Retyped(line, reason):
                last = now.chart.sets[-1].entry
                right = VitalsTaken(set_of(line))
                snapshot_of(self._clinic, Correcting(self.session, last, reason, right), self._crew.nurse)
            case str(line):
                typed = type_line(self._clinic, self._crew.nurse, now.chart, line, self._clock())
                if typed.snapshot is None:
                    raise ValueError(f"The simulated line {line!r} was refused: {typed.refusal}")
            case event:
                self._say(event)

    def _say(self, event: SessionEvent) -> None:
        snapshot_of(self._clinic, Writing(self.session, [event]), self._crew.nurse)

    def _act(self, act: Act, now: Snapshot) -> None:
        chart, crew = now.chart, self._crew
        match act:
            case Act.CHECK_DOSE if chart.plan:
                checking = DoseChecking(self.session, chart.plan, crew.second.id, crew.second_pin)
                snapshot_of(self._clinic, checking, crew.nurse)
            case Act.ANSWER_GATE:
                found = baseline_findings(chart)
                self._say(GateAnswered(Answer.YES, "usual for this patient, asked twice" if found else ""))
            case Act.ANSWER_FLAG:
                self._answer(now)
            case Act.MISS_SET if now.overdue_since:
                self._say(SetMissed(now.overdue_since, "cuff off, patient in distress, sat with the patient"))
            case Act.DISCHARGE if not now.unmet:
                snapshot_of(self._clinic, Discharging(self.session, crew.pin), crew.nurse)

    def _answer(self, now: Snapshot) -> None:
        """Everything that asks, after the symptoms beside a high pressure."""
        asking = [flag for flag in now.flags if flag.wants_answer]
        if any(flag.problem in ASKED_ABOUT for flag in asking):
            self._say(SymptomsChecked(()))
        for flag in asking:
            action = usual_answers(flag, is_infused=now.chart.protocol.is_infused)[0]
            self._say(answer_to(flag, action, "Dr Cora Clinician"))


def run_until(
    clinic: Clinic,
    crew: Crew,
    patient: SimulatedPatient,
    minute: float,
    clock: SteppedClock,
    *,
    chair: str = "Chair 1",
    utc_offset_min: int = 0,
) -> Visit:
    """Write a visit that has come to this minute now: it started so long ago. The clock ends where it was."""
    started_at = clock() - timedelta(minutes=minute)
    visit = Visit(clinic, crew, patient, clock, started_at, chair=chair, utc_offset_min=utc_offset_min)
    visit.until(minute)
    return visit
