"""What somebody asks the clinic's record to do. A form hands one over; it is kept whole or refused in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.events import EntryId, Override, SessionEvent, SessionOpened
from monitor.limits import Limits
from monitor.protocol import Protocol
from monitor.staff import Role


@dataclass(frozen=True, slots=True)
class Opening:
    """Open a new session."""

    opened: SessionOpened


@dataclass(frozen=True, slots=True)
class Writing:
    """Write these events, all or none, as having happened at `at` (now, if None)."""

    session: str
    events: Sequence[SessionEvent]
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correcting:
    """Strike an entry and, in the same step, write what is right, at the struck one's time or at the right time."""

    session: str
    entry: EntryId
    reason: str
    right: SessionEvent | None = None
    at: datetime | None = None  # the right time, where the time was wrong too


@dataclass(frozen=True, slots=True)
class DoseChecking:
    """A second person confirms the planned dose with their own PIN."""

    session: str
    plan: EntryId
    checker: str
    pin: str


@dataclass(frozen=True, slots=True)
class LimitingPatient:
    """A clinician sets limits for this patient alone, by their own PIN."""

    session: str
    limits: tuple[Limits, ...]
    reason: str
    clinician: str
    pin: str


@dataclass(frozen=True, slots=True)
class Discharging:
    """Sign the discharge by PIN. Where a criterion is unmet, a second person overrules it by theirs."""

    session: str
    pin: str
    overrides: tuple[Override, ...] = ()
    second: str = ""
    second_pin: str = ""
    seen: str = ""  # digest of the entries on the signer's screen (signing.seen)


@dataclass(frozen=True, slots=True)
class Countersigning:
    """A clinician signs the review of a discharged session by PIN."""

    session: str
    pin: str
    seen: str = ""  # digest of the entries on the signer's screen (signing.seen)


SessionRequest = Writing | Correcting | DoseChecking | LimitingPatient | Discharging | Countersigning


@dataclass(frozen=True, slots=True)
class SigningIn:
    staff: str
    pin: str


@dataclass(frozen=True, slots=True)
class Joining:
    """A new member of staff. The first of all is an administrator and needs nobody's leave."""

    name: str
    role: Role
    pin: str


@dataclass(frozen=True, slots=True)
class ChangingPin:
    staff: str
    pin: str


@dataclass(frozen=True, slots=True)
class Leaving:
    staff: str


@dataclass(frozen=True, slots=True)
class AddingChair:
    name: str


@dataclass(frozen=True, slots=True)
class WritingProtocol:
    """Keep this version of a protocol. Nobody has approved it yet."""

    protocol: Protocol


@dataclass(frozen=True, slots=True)
class ApprovingProtocol:
    """A clinician puts this version into use for new sessions, by PIN. Whoever is signed in may hand it over."""

    protocol: str  # its id
    version: int
    clinician: str
    pin: str
    seen: str = ""  # digest of the protocol on the clinician's screen (protocols.content)


ClinicRequest = Joining | ChangingPin | Leaving | AddingChair

ProtocolRequest = WritingProtocol | ApprovingProtocol

Request = Opening | SessionRequest | SigningIn | ClinicRequest | ProtocolRequest
