"""A throw-away clinic full of simulated patients, each in another phase of the visit. Nothing of it is ever real."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from monitor.clock import Clock
from monitor.protocol_file import shipped_protocols
from monitor.staff import Role, Staff
from sessions.clinic import EntryRefused
from sessions.requests import AddingChair, Joining, SigningIn
from sessions.scribe import SteppedClock
from sessions.simulator import Story, simulate
from sessions.staff import Pins
from sessions.station import Station, open_station
from sessions.visit import Crew, Visit

KNOWN_PINS = {
    "Ada Admin": (Role.ADMINISTRATOR, "2580"),
    "Nora Nurse": (Role.NURSE, "1379"),
    "Noel Nurse": (Role.NURSE, "2468"),
    "Dr Cora Clinician": (Role.CLINICIAN, "9731"),
}

# Story and minute since the start of the infusion; below 0 the patient is being prepared.
PHASES = (
    (Story.HYPERTENSIVE, 33.0),
    (Story.NAUSEOUS, 24.0),
    (Story.MISSED_SET, 58.0),
    (Story.CALM, 12.0),
    (Story.PLAIN, -9.0),
    (Story.TYPO, 83.0),
)
FINISHED = (Story.LATE_ENTRY, Story.CALM)
SEED = 952


class RunningClock(SteppedClock):
    """Stands still while the simulation writes the past; afterwards runs, `speed` times as fast as the steady one."""

    def __init__(self, at: datetime, steady: Clock, speed: float) -> None:
        super().__init__(at)
        self._steady = steady
        self._speed = speed
        self._began: datetime | None = None
        self._is_set = True
        self._now = at

    def run(self) -> None:
        """Go on from the moment the demonstration began."""
        self._began = self._began or self._steady()
        self.set(self._now)
        self._is_set = False

    def set(self, at: datetime) -> None:
        super().set(at)
        self._is_set = True

    def __call__(self) -> datetime:
        if self._is_set or self._began is None:
            return super().__call__()
        return self._now + (self._steady() - self._began) * self._speed


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The open throw-away station, its clock, and the visits that go on in it."""

    station: Station
    clock: RunningClock
    visits: tuple[tuple[Visit, datetime], ...]  # with when the infusion was started
    close: Callable[[], None]

    @property
    def hint(self) -> str:
        """The known PINs, for the sign-in screen."""
        return "Demonstration, simulated patients. PINs: " + " · ".join(
            f"{name} {pin}" for name, (_, pin) in KNOWN_PINS.items()
        )

    def go_on(self) -> None:
        """Write what the simulated nurses would have written by now."""
        now = self.clock()
        for visit, started_at in self.visits:
            try:
                visit.until((now - started_at) / timedelta(minutes=1))
            except (EntryRefused, ValueError):
                continue  # somebody at the screen has taken this patient over
        self.clock.run()


def demonstrate(
    now: datetime, steady: Clock, *, chairs: int = 6, speed: float = 1.0, offset_min: int = 0
) -> Demonstration:
    """Open a clinic with that many chairs in a temporary folder, its patients at different phases as of now."""
    folder = tempfile.TemporaryDirectory(prefix="vigil-demonstration-")
    clock = RunningClock(now, steady, speed)
    clock.set(now - timedelta(hours=8))
    station = open_station(Path(folder.name), clock, pins=Pins(memory_kib=1024, passes=1, lanes=1), file_only=True)
    crew = _staff(station, chairs)
    visits = []
    for number, story in enumerate(FINISHED):
        _visit(
            station,
            crew,
            clock,
            now - timedelta(minutes=200 + 30 * number),
            story,
            40 + number,
            "Chair 1",
            offset_min,
            190,
        )
    for number in range(chairs - 1 if chairs > 1 else chairs):
        story, minute = PHASES[number % len(PHASES)]
        started_at = now - timedelta(minutes=minute - number // len(PHASES))
        chair = f"Chair {number + 1}"
        visits.append(
            (_visit(station, crew, clock, started_at, story, SEED + number, chair, offset_min, minute), started_at)
        )
    clock.set(now)

    def close() -> None:
        station.close()  # an open file cannot be thrown away everywhere
        folder.cleanup()

    return Demonstration(station, clock, tuple(visits), close)


def _visit(
    station: Station,
    crew: Crew,
    clock: SteppedClock,
    started_at: datetime,
    story: Story,
    seed: int,
    chair: str,
    offset_min: int,
    minute: float,
) -> Visit:
    patient = simulate(seed, shipped_protocols()[0], story)
    visit = Visit(station.clinic, crew, patient, clock, started_at, chair=chair, utc_offset_min=offset_min)
    visit.until(minute)
    return visit


def _staff(station: Station, chairs: int) -> Crew:
    clinic = station.clinic
    by: Staff | None = None
    people: dict[str, Staff] = {}
    for name, (role, pin) in KNOWN_PINS.items():
        clinic.carry_out(Joining(name, role, pin), by)
        member = next(staff for staff in clinic.roster.members if staff.name == name)
        people[name] = member
        by = by or member
    for number in range(chairs):
        clinic.carry_out(AddingChair(f"Chair {number + 1}"), by)
    nurse, second = people["Nora Nurse"], people["Noel Nurse"]
    clinic.carry_out(SigningIn(nurse.id, KNOWN_PINS["Nora Nurse"][1]), None)
    return Crew(nurse, KNOWN_PINS["Nora Nurse"][1], second, KNOWN_PINS["Noel Nurse"][1])
