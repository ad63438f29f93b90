"""Short ways to write down what a test is about: a patient, a protocol, a set, a page of entries."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from monitor.doses import Dose, SprayDose
from monitor.entries import Entry
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    DoseChecked,
    EntryId,
    EntryStruck,
    Event,
    GateAnswered,
    InfusionPlanned,
    InfusionStarted,
    Patient,
    SessionOpened,
    SprayGiven,
    SprayPlanned,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Bound, Comparison, Limits, Phase, Severity
from monitor.protocol import Check, Criterion, CriterionKind, Flagging, Protocol, Schedule
from monitor.protocol_file import shipped_protocols
from monitor.staff import Role, Staff
from monitor.vitals import Oxygen, Reading, Vital, VitalSet
from sessions.chain import seal

STARTED_AT = datetime(2026, 11, 21, 13, 45, tzinfo=UTC)
SESSION = "019aa6e0-0000-7000-8000-000000000001"
PATIENT = Patient("Berg", "Anna", date(1980, 2, 29), "MRN 00417")
STARTED = InfusionStarted()

PROTOCOL = Protocol(
    id="short",
    title="A short protocol for tests",
    version=1,
    drug="ketamine",
    route="IV",
    planned_min=40,
    longest_min=60,
    usual_mg_per_kg=(0.3, 1.0),
    source="made up",
    schedule=Schedule(
        infusing_every=10,
        recovering_every=15,
        early=2,
        recheck_after=5,
        caution_late=3,
        critical_late=10,
        ordered=(Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.SPO2),
        source="made up",
    ),
    limits=(
        Limits(
            Vital.SYSTOLIC,
            phases=(Phase.INFUSING, Phase.RECOVERING),
            advisory=(),
            caution=(Bound(Comparison.AT_LEAST, 160),),
            critical=(Bound(Comparison.AT_LEAST, 180), Bound(Comparison.BELOW, 90)),
            source="made up",
        ),
    ),
    changes=(),
    checks=(Check("fasted", "Nothing eaten since midnight?", source="made up"),),
    criteria=(Criterion("observed", "60 min observed", CriterionKind.ELAPSED, source="made up", least=60),),
    flagging=Flagging(
        recheck_first=(Vital.SYSTOLIC,),
        answer_caution_within=5,
        answer_critical_within=2,
        on_oxygen=Severity.CAUTION,
        current_for=5,
        source="made up",
    ),
)

OPENED = SessionOpened(PATIENT, "Chair 1", PROTOCOL, utc_offset_min=60)


def minute(number: float) -> datetime:
    """So many minutes after the infusion was started."""
    return STARTED_AT + timedelta(minutes=number)


def vitals(*, oxygen: float | None = None, **values: float) -> VitalsTaken:
    """A set of vital signs by their keys: vitals(systolic=142, diastolic=88, spo2=97)."""
    readings = tuple(Reading(Vital.of(key), value) for key, value in values.items())
    return VitalsTaken(VitalSet(readings, None if oxygen is None else Oxygen(oxygen)))


def entry(
    event: Event,
    *,
    at: datetime = STARTED_AT,
    recorded_at: datetime | None = None,
    station: str = "A",
    session: str = SESSION,
    author: str = "anna",
    after: Entry | None = None,
) -> Entry:
    """The station's next entry after that one, or its first."""
    id = EntryId(station, after.id.seq + 1 if after else 1)
    previous = after.digest if after else ""
    return seal(id, session, at, recorded_at or at, author, event, previous=previous)


def page(
    *lines: Event | tuple[float, Event],
    station: str = "A",
    session: str = SESSION,
    opened: Event | None = OPENED,
    after: Entry | None = None,
) -> list[Entry]:
    """A session's entries: opened 30 minutes before the start, then each event at its minute (0 without one).

    With `after` the chain of the station goes on from that entry.
    """
    told = [] if opened is None else [(-30.0, opened)]
    told += [line if isinstance(line, tuple) else (0.0, line) for line in lines]
    written: list[Entry] = []
    for at, event in told:
        after = entry(event, at=minute(at), station=station, session=session, after=after)
        written.append(after)
    return written


def busy_page(sets: int = 5, **about: str) -> Sequence[Entry]:
    """An infusion with so many sets of vital signs, a minute apart."""
    some = [(n + 1, vitals(systolic=120 + n % 40, diastolic=70, heart_rate=72, spo2=97)) for n in range(sets)]
    return page(STARTED, *some, **about)


SHIPPED = shipped_protocols()[0]
NURSE = Staff("anna", "Anna Lind", Role.NURSE)
COLLEAGUE = Staff("bo", "Bo Ek", Role.NURSE)
CLINICIAN = Staff("dr.sol", "Dr. Sol", Role.CLINICIAN)
ADMINISTRATOR = Staff("kim", "Kim Ott", Role.ADMINISTRATOR)


def baseline(**other: float) -> VitalsTaken:
    """A complete set of the shipped protocol, all of it in range: 120/80 70 98, but for what is given."""
    return vitals(**{"systolic": 120, "diastolic": 80, "heart_rate": 70, "spo2": 98, **other})


def shipped_page(*lines: Event | tuple[float, Event], protocol: Protocol = SHIPPED) -> list[Entry]:
    """A session under the shipped protocol with nothing in it but these lines."""
    return page(*lines, opened=SessionOpened(PATIENT, "Chair 1", protocol, utc_offset_min=60))


def prepared_page(*lines: Event | tuple[float, Event], without: type | None = None) -> list[Entry]:
    """A session under the shipped protocol with all that the start asks for, but for one kind of event, then the
    lines. The dose of 0.5 mg/kg for 70 kg runs 40 min; the plan is entry A/4."""
    ready: list[tuple[float, Event]] = [
        (-25, AllergiesRecorded(())),
        (-24, WeightMeasured(70)),
        (-23, InfusionPlanned(Dose(0.5, 70, 1, 40))),
        (-22, DoseChecked(EntryId("A", 4))),
        *((-20, CheckAnswered(check.key, Answer.YES)) for check in SHIPPED.checks),
        (-10, baseline()),
        (-5, GateAnswered(Answer.YES)),
    ]
    return shipped_page(*(line for line in ready if without is None or not isinstance(line[1], without)), *lines)


def running_page(*lines: Event | tuple[float, Event]) -> list[Entry]:
    """A prepared session, started at minute 0, then the lines."""
    return prepared_page(STARTED, *lines)


SPRAY = next(protocol for protocol in shipped_protocols() if not protocol.is_infused)


def sprayed_page(*lines: Event | tuple[float, Event]) -> list[Entry]:
    """A session under the shipped protocol of the nasal spray, 84 mg given at minute 0, then the lines."""
    return shipped_page((-23, SprayPlanned(SprayDose(84))), (-10, baseline()), SprayGiven(), *lines, protocol=SPRAY)


def written(entries: Sequence[Entry], kind: type) -> Entry:
    """The last entry of that kind."""
    return next(entry for entry in reversed(entries) if isinstance(entry.event, kind))


def strike(entries: Sequence[Entry], wrong: Entry, at: float) -> list[Entry]:
    """The page with that entry struck at that minute."""
    return [*entries, entry(EntryStruck(wrong.id, "typed wrongly"), at=minute(at), after=entries[-1])]
