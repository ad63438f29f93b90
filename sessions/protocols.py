"""The clinic's protocols, read from its own entries: every version, who approved which, and which is in use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256

from monitor.entries import Entry, clinical_order
from monitor.events import ProtocolApproved, ProtocolWritten
from monitor.protocol import Approval, Protocol
from monitor.protocol_changes import differences, unsourced
from monitor.protocol_file import shipped_protocols
from monitor.protocol_gaps import gap
from monitor.staff import Role, Staff
from sessions.codec import to_text


@cache
def shipped() -> tuple[Protocol, ...]:
    """The protocols that come with Vigil, read once."""
    return shipped_protocols()


def content(protocol: Protocol) -> str:
    """The digest of what a protocol says, approved or not: what a clinician signs, and no other text has it."""
    return sha256(to_text(replace(protocol, approval=None)).encode()).hexdigest()


def writing_objection(staff: Staff | None) -> str | None:
    """Why this person writes no protocol; None if they may."""
    if staff is None:
        return "Sign in first."
    if staff.role is Role.NURSE:
        return f"{staff.name} is {staff.role}: only an administrator or a clinician writes a protocol."
    return None


def approving_objection(staff: Staff) -> str | None:
    """Why this person's PIN approves no protocol; None if it does."""
    if staff.role is not Role.CLINICIAN:
        return f"{staff.name} is {staff.role}: only a clinician approves a protocol."
    return None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a protocol, with its approval where it has one. Who wrote it is "" if it came with Vigil.

    Two stations that did not hear of each other may have given one number twice. The one that is approved, or else
    was written first, keeps it; the other `lost_its_number` and can be read and copied, and never be approved.
    """

    protocol: Protocol
    is_shipped: bool = False
    written_by: str = ""
    written_at: datetime | None = None
    lost_its_number: bool = False

    @property
    def approval(self) -> Approval | None:
        return self.protocol.approval


@dataclass(frozen=True, slots=True)
class Shelf:
    """All versions: a protocol's in the order of their numbers, the protocols in the order they came."""

    versions: tuple[Version, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(version.protocol.id for version in self.versions))

    @property
    def in_use(self) -> tuple[Protocol, ...]:
        """What a new session may be opened with: of every protocol one version."""
        return tuple(version.protocol for version in map(self.used, self.ids) if version)

    def used(self, id: str) -> Version | None:
        """The latest approved version. As long as none is: the one that came with Vigil, or else the latest.

        So a version that somebody wrote changes nothing at the chair before a clinician has approved it.
        """
        own = self._standing(id)
        approved = [version for version in own if version.approval]
        came_with_vigil = [version for version in own if version.is_shipped]
        return next(reversed(approved or came_with_vigil or own), None)

    def find(self, id: str, number: int) -> Version | None:
        return next((version for version in self._standing(id) if version.protocol.version == number), None)

    def newest(self, id: str) -> Version | None:
        return next(reversed(self._standing(id)), None)

    def compared(self, protocol: Protocol) -> Protocol | None:
        """What a reader compares this version with first: the one in use or, if it is that one, the one before."""
        used, before = self.used(protocol.id), self.find(protocol.id, protocol.version - 1)
        if used and used.protocol != protocol:
            return used.protocol
        return before.protocol if before else None

    def next_number(self, id: str) -> int:
        newest = self.newest(id)
        return newest.protocol.version + 1 if newest else 1

    def new_id(self, title: str) -> str:
        """An id that no protocol has, like the title: it stands in the record for one protocol for ever."""
        plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "protocol"
        numbered = (f"{plain}-{number}" for number in range(2, len(self.ids) + 3))
        return next(id for id in (plain, *numbered) if id not in self.ids)

    def refuses(self, protocol: Protocol) -> str | None:
        """Why this may not be kept as the next version."""
        number, newest = self.next_number(protocol.id), self.newest(protocol.id)
        if protocol.version != number:
            there = f"Version {number - 1} of {protocol.title} is there already. " if newest else ""
            return f"{there}The next version of {protocol.title} is number {number}, not {protocol.version}."
        if protocol.approval is not None:
            return "A version is approved after it was kept, by a clinician's PIN."
        for id in self.ids:
            used = self.used(id)
            if used and id != protocol.id and _plain(used.protocol.title) == _plain(protocol.title):
                return f"There is already a protocol {used.protocol.title}; give this one another title."
        lacking = gap(protocol)
        if lacking or newest is None:
            return lacking
        if not differences(newest.protocol, protocol):
            return f"Nothing differs from version {newest.protocol.version}."
        return unsourced(newest.protocol, protocol)

    def refuses_approval(self, id: str, number: int, seen: str = "") -> str | None:
        """Why this version may not be approved. `seen` is the digest of what the clinician read, if anybody did."""
        version = self.find(id, number)
        if version is None:
            return f"There is no version {number} of the protocol {id!r}."
        protocol = version.protocol
        if seen and seen != content(protocol):
            return f"Another version {number} of {protocol.title} came in after this page was shown. Read it first."
        if version.approval:
            return f"Version {number} of {protocol.title} was approved by {version.approval.by} already."
        used = self.used(id)
        if used and used.approval and used.protocol.version > number:
            return (
                f"Version {used.protocol.version} of {protocol.title} is approved and newer. To go back to what "
                f"version {number} says, keep it as a new version and approve that."
            )
        return None

    def refuses_opening(self, protocol: Protocol) -> str | None:
        """Why no new session is opened with this: the clinic has approved another version of it since."""
        used = self.used(protocol.id)
        if used is None or used.approval is None or content(used.protocol) == content(protocol):
            return None
        return (
            f"{protocol.title}, version {protocol.version}, is not in use any more: version {used.protocol.version} "
            f"was approved by {used.approval.by}. Choose the protocol again."
        )

    def as_approved(self, protocol: Protocol) -> Protocol:
        """The protocol with the approval that the record holds for exactly this text, and with no other."""
        found = self.find(protocol.id, protocol.version)
        is_same = found is not None and content(found.protocol) == content(protocol)
        return replace(protocol, approval=found.approval if found and is_same else None)

    def _standing(self, id: str) -> list[Version]:
        return [each for each in self.versions if each.protocol.id == id and not each.lost_its_number]


def read_shelf(entries: Iterable[Entry], came_with_vigil: tuple[Protocol, ...] | None = None) -> Shelf:
    """The shelf after all entries of the session `clinic`, given in any order.

    An approval counts for exactly the text that was signed, and only a clinician's counts.
    """
    told: dict[tuple[str, int], dict[str, Version]] = {}
    for protocol in shipped() if came_with_vigil is None else came_with_vigil:
        version = Version(replace(protocol, approval=None), is_shipped=True)
        told.setdefault((protocol.id, protocol.version), {})[content(protocol)] = version
    approvals: dict[tuple[str, int, str], Approval] = {}
    for entry in sorted(entries, key=clinical_order):
        match entry.event:
            case ProtocolWritten(protocol):
                same_number = told.setdefault((protocol.id, protocol.version), {})
                version = Version(replace(protocol, approval=None), False, entry.author, entry.happened_at)
                same_number.setdefault(content(protocol), version)
            case ProtocolApproved(id, number, signature) if signature.role is Role.CLINICIAN:
                approvals.setdefault((id, number, signature.over), Approval(signature.name, entry.happened_at))
    return Shelf(tuple(_in_order(told, approvals)))


def _in_order(
    told: dict[tuple[str, int], dict[str, Version]], approvals: dict[tuple[str, int, str], Approval]
) -> Iterator[Version]:
    places = {id: place for place, id in enumerate(dict.fromkeys(id for id, _ in told))}
    for id, number in sorted(told, key=lambda each: (places[each[0]], each[1])):
        same_number = [
            replace(version, protocol=replace(version.protocol, approval=approvals.get((id, number, text))))
            for text, version in told[id, number].items()
        ]
        first, *others = sorted(same_number, key=_first_approved)
        yield first
        for other in others:
            unused = replace(other.protocol, approval=None)
            yield replace(other, protocol=unused, lost_its_number=True)


def _first_approved(version: Version) -> tuple[bool, float]:
    approval = version.approval
    return approval is None, approval.at.timestamp() if approval else 0


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
