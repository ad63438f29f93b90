"""What can be written in a chart. Facts: frozen, in the past tense, carrying nothing but what was said.

Kinds and fields are on disk for ever: add, never rename. A new field needs a default.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from monitor.doses import Dose, SprayDose
from monitor.effects import Grade
from monitor.limits import Limits
from monitor.protocol import ADDED_LATER, Protocol
from monitor.staff import Role
from monitor.symptoms import Symptom
from monitor.vitals import VitalSet


@dataclass(frozen=True, slots=True, order=True)
class EntryId:
    """Who wrote an entry down, and as its how-manieth. It names the entry for ever."""

    station: str
    seq: int

    def __str__(self) -> str:
        return f"{self.station}/{self.seq}"


@dataclass(frozen=True, slots=True)
class Patient:
    """Who sits in the chair. Birth date and record number are the two identifiers."""

    surname: str
    given: str
    birth_date: date
    record_number: str

    @property
    def name(self) -> str:
        return f"{self.surname.upper()}, {self.given}"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who, in which role, with which meaning, over exactly which entries. When is the entry's own time.

    `over` is the digest of the sorted digests of the entries the signer saw, `entries` how many they were.
    """

    signer: str
    name: str
    role: Role
    meaning: str
    over: str
    entries: int


@dataclass(frozen=True, slots=True)
class SessionOpened:
    patient: Patient
    chair: str
    protocol: Protocol
    utc_offset_min: int  # the clinic's local time, minutes ahead of UTC


@dataclass(frozen=True, slots=True)
class AllergiesRecorded:
    """`known` is empty only when somebody asked and there are none."""

    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightMeasured:
    kg: float
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class InfusionPlanned:
    dose: Dose
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SprayPlanned:
    """The dose of a nasal spray."""

    dose: SprayDose
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DoseChecked:
    """A second person computed the same."""

    plan: EntryId


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class CheckAnswered:
    check: str
    answer: Answer
    note: str = ""


@dataclass(frozen=True, slots=True)
class EscortNamed:
    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class GateAnswered:
    """ "Vital signs acceptable to begin?" """

    answer: Answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InfusionStarted:
    pass


@dataclass(frozen=True, slots=True)
class SprayGiven:
    """The first spray was given: from here on the time of observation counts (S5, S6)."""


@dataclass(frozen=True, slots=True)
class InfusionPaused:
    reason: str


@dataclass(frozen=True, slots=True)
class InfusionResumed:
    pass


@dataclass(frozen=True, slots=True)
class InfusionStopped:
    """`reason` is empty when the planned dose is in."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class VitalsTaken:
    """`confirmed` names the doubts (vitals.Doubt.about) that the nurse was asked about and confirmed."""

    vitals: VitalSet
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetMissed:
    """A set that was due was not taken, and why. It never counts as taken."""

    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class EffectSeen:
    """An effect began or changed: its severity from now on. `note` says what it is when the effect is
    "other"."""

    effect: str
    grade: Grade
    note: str = ""


@dataclass(frozen=True, slots=True)
class EffectEnded:
    effect: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoEffectsSeen:
    """Somebody looked, and there were none."""


@dataclass(frozen=True, slots=True)
class DrugGiven:
    drug: str
    dose: str
    route: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoteWritten:
    text: str


@dataclass(frozen=True, slots=True)
class FlagAnswered:
    """What was done about a flag, or why nothing was, and who was told.

    `problem` is the flag's own name of the problem, `since` when that one began and `sentence` what it said when it
    was answered.
    """

    problem: str
    entry: EntryId | None
    action: str
    told: str = field(default="", metadata=ADDED_LATER)
    sentence: str = field(default="", metadata=ADDED_LATER)
    since: datetime | None = field(default=None, metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True)
class SymptomsChecked:
    """Beside a high pressure every symptom was asked. Those not in `present` were not there."""

    present: tuple[Symptom, ...]


@dataclass(frozen=True, slots=True)
class PatientLimitsSet:
    """Limits for this patient alone, in the place of the protocol's, ordered by a clinician."""

    limits: tuple[Limits, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class EntryStruck:
    """A mistake crossed out, still readable. The right value, where there is one, is the entry
    `corrected_by`."""

    entry: EntryId
    reason: str
    corrected_by: EntryId | None = None


@dataclass(frozen=True, slots=True)
class CriterionObserved:
    """Somebody looked whether a discharge criterion is met."""

    criterion: str
    met: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    criterion: str
    reason: str


@dataclass(frozen=True, slots=True)
class CriterionJudged:
    """One discharge criterion as the signer saw it, in the words on the screen."""

    criterion: str
    label: str
    met: bool
    by: str


@dataclass(frozen=True, slots=True)
class PatientDischarged:
    """Signed: may go home. `overruled` is the second person's signature where a criterion was unmet."""

    signature: Signature
    criteria: tuple[CriterionJudged, ...]
    flags: tuple[str, ...]
    overrides: tuple[Override, ...] = ()
    overruled: Signature | None = None


@dataclass(frozen=True, slots=True)
class PatientLeft:
    accompanied_by: str


@dataclass(frozen=True, slots=True)
class AddendumWritten:
    text: str


@dataclass(frozen=True, slots=True)
class SessionReviewed:
    """Countersigned by a clinician."""

    signature: Signature


@dataclass(frozen=True, slots=True)
class SessionCancelled:
    """Opened, but no infusion was given."""

    reason: str


@dataclass(frozen=True, slots=True)
class StaffJoined:
    id: str
    name: str
    role: Role
    pin_hash: str


@dataclass(frozen=True, slots=True)
class PinChanged:
    id: str
    pin_hash: str


@dataclass(frozen=True, slots=True)
class StaffLeft:
    id: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    id: str


@dataclass(frozen=True, slots=True)
class PinRefused:
    """A wrong PIN was typed for this member of staff."""

    id: str


@dataclass(frozen=True, slots=True)
class ChairAdded:
    name: str


@dataclass(frozen=True, slots=True)
class ProtocolWritten:
    """A version of a protocol, approved by nobody yet. It is never changed: what is to change is a new version."""

    protocol: Protocol


@dataclass(frozen=True, slots=True)
class ProtocolApproved:
    """A clinician put this version into use. The signature is over the text of the protocol itself."""

    protocol: str  # its id
    version: int
    signature: Signature


CLINIC = "clinic"
"""The session in which staff, PINs, chairs and protocols are entries."""

SessionEvent = (
    SessionOpened
    | AllergiesRecorded
    | WeightMeasured
    | InfusionPlanned
    | SprayPlanned
    | DoseChecked
    | CheckAnswered
    | EscortNamed
    | GateAnswered
    | InfusionStarted
    | SprayGiven
    | InfusionPaused
    | InfusionResumed
    | InfusionStopped
    | VitalsTaken
    | SetMissed
    | EffectSeen
    | EffectEnded
    | NoEffectsSeen
    | DrugGiven
    | NoteWritten
    | FlagAnswered
    | SymptomsChecked
    | PatientLimitsSet
    | EntryStruck
    | CriterionObserved
    | PatientDischarged
    | PatientLeft
    | AddendumWritten
    | SessionReviewed
    | SessionCancelled
)

ClinicEvent = (
    StaffJoined | PinChanged | StaffLeft | SignedIn | PinRefused | ChairAdded | ProtocolWritten | ProtocolApproved
)

Event = SessionEvent | ClinicEvent
