"""Before the first row of a replayed stay: who writes, the protocol that fits the file, and the session, opened.

What no file of readings has (weight, dose, allergies, checks) is answered with placeholders, each marked "replay".
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitor.doses import Dose
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    InfusionPlanned,
    NoteWritten,
    Patient,
    SessionOpened,
    WeightMeasured,
)
from monitor.protocol import Protocol
from monitor.snapshot import Snapshot
from monitor.staff import Role, Staff
from monitor.vitals import Vital
from sessions.clinic import Clinic
from sessions.requests import DoseChecking, Joining, Opening, SigningIn, Writing
from sessions.scribe import snapshot_of

PIN = "4711"
"""The PIN of everybody in a replayed record, which holds nothing that must be guarded."""

PLACEHOLDERS = (
    "Replay of stay {stay} from a file: only the readings are real. Weight, dose, allergies, checks and the gate are "
    "placeholders; no ketamine was given."
)
WEIGHT_KG = 70


def join_team(clinic: Clinic) -> tuple[Staff, Staff]:
    """The nurse who writes and the clinician who checks the dose, in a record that has nobody yet."""
    administrator = _joined(clinic, "Replay administrator", Role.ADMINISTRATOR, None)
    nurse = _joined(clinic, "Replay nurse", Role.NURSE, administrator)
    return nurse, _joined(clinic, "Replay clinician", Role.CLINICIAN, administrator)


def _joined(clinic: Clinic, name: str, role: Role, by: Staff | None) -> Staff:
    clinic.carry_out(Joining(name, role, PIN), by)
    joined = next(staff for staff in clinic.roster.members if staff.name == name)
    clinic.carry_out(SigningIn(joined.id, PIN), None)
    return joined


def protocol_without(protocol: Protocol, lacking: Sequence[Vital]) -> Protocol:
    """The protocol without ordering what the file cannot have; approved by nobody then."""
    if not lacking:
        return protocol
    ordered = tuple(vital for vital in protocol.schedule.ordered if vital not in lacking)
    return replace(
        protocol,
        id=f"{protocol.id}-replay",
        title=f"{protocol.title}, for a replay without {', '.join(vital.label for vital in lacking)}",
        schedule=replace(protocol.schedule, ordered=ordered),
        approval=None,
    )


def open_stay(clinic: Clinic, stay: str, protocol: Protocol, nurse: Staff, second: Staff) -> Snapshot:
    """The stay's session with everything in it that comes before the baseline."""
    patient = Patient(f"Stay {stay}", "replayed", date(1900, 1, 1), f"replay {stay}")
    opened = SessionOpened(patient, "Replay", protocol, utc_offset_min=0)
    session = snapshot_of(clinic, Opening(opened), nurse).chart.session
    placeholders = Writing(
        session,
        [
            NoteWritten(PLACEHOLDERS.format(stay=stay)),
            AllergiesRecorded(("not known (replay)",)),
            WeightMeasured(WEIGHT_KG),
            InfusionPlanned(Dose(protocol.usual_mg_per_kg[0], WEIGHT_KG, 1, protocol.planned_min)),
            *(CheckAnswered(check.key, Answer.YES, "replay") for check in protocol.checks),
        ],
    )
    plan = snapshot_of(clinic, placeholders, nurse).chart.plan
    assert plan is not None
    return snapshot_of(clinic, DoseChecking(session, plan, second.id, PIN), nurse)
