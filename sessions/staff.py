"""Who works here, read from the clinic's own entries: names, roles, PINs, chairs, and who is locked out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.entries import Entry, clinical_order
from monitor.events import ChairAdded, PinChanged, PinRefused, SignedIn, StaffJoined, StaffLeft
from monitor.staff import Role, Staff

MOST_WRONG_PINS = 5
LOCKED_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Pins:
    """Which PINs may be chosen, and how one is kept: as its argon2id hash, never itself.

    The numbers say how hard argon2id works on one (RFC 9106, second recommendation). Tests take less.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def refuses(self, pin: str) -> str | None:
        """Why this may not be a PIN. The sentence does not repeat it."""
        if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
            return "A PIN is 4 to 8 digits."
        steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
        if steps == {0}:
            return "A PIN of one digit only is the first that anybody would try."
        if steps in ({1}, {9}):
            return "A PIN that counts up or down is among the first that anybody would try."
        return None

    def hash(self, pin: str) -> str:
        from argon2 import PasswordHasher

        return PasswordHasher(self.passes, self.memory_kib, self.lanes).hash(pin)

    def match(self, pin_hash: str, pin: str) -> bool:
        """Whether the hash was made of this PIN. Nothing matches what is no hash at all."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return PasswordHasher().verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works or worked here. `wrong_pins` counts those in a row, the last at `last_wrong`."""

    staff: Staff
    pin_hash: str
    active: bool = True
    wrong_pins: int = 0
    last_wrong: datetime | None = None

    def after(self, tried: SignedIn | PinRefused, at: datetime) -> "Member":
        """The same person after one more try at the PIN."""
        match tried:
            case SignedIn():
                return replace(self, wrong_pins=0, last_wrong=None)
            case PinRefused():
                return replace(self, wrong_pins=self.wrong_pins + 1, last_wrong=at)


@dataclass(frozen=True, slots=True)
class PinTry:
    """A try at a PIN that is not on the disk yet. It counts all the same."""

    tried: SignedIn | PinRefused
    at: datetime


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who works or ever worked here, in the order of joining, and the chairs as they were added."""

    everyone: tuple[Member, ...] = ()
    chairs: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[Staff, ...]:
        """Who works here now."""
        return tuple(known.staff for known in self.everyone if known.active)

    def member(self, id: str) -> Staff | None:
        """Who works here now under that id."""
        known = self._known(id)
        return known.staff if known and known.active else None

    def name(self, id: str) -> str:
        """How an author is called, whether still here or not; the id itself where nobody ever had it."""
        known = self._known(id)
        return known.staff.name if known else id

    def pin_hash(self, id: str) -> str:
        """The hash of the PIN of somebody who works here; "", which no PIN matches, of anybody else."""
        known = self._known(id)
        return known.pin_hash if known and known.active else ""

    def wrong_pins(self, id: str) -> int:
        known = self._known(id)
        return known.wrong_pins if known else 0

    def locked_until(self, id: str, now: datetime) -> datetime | None:
        """When this person may try a PIN again, if not now: 5 min after the last of 5 or more wrong in a row.

        Any try before that is refused unseen, even with the right PIN, and is not written down, as it would
        lock for longer. At that very moment the person may try again.
        """
        known = self._known(id)
        if known is None or known.last_wrong is None or known.wrong_pins < MOST_WRONG_PINS:
            return None
        until = known.last_wrong + LOCKED_FOR
        return until if now < until else None

    def after(self, tries: Iterable[PinTry]) -> "Roster":
        """The roster as it will be once these tries are kept, which came after all that it was read from."""
        everyone = {known.staff.id: known for known in self.everyone}
        for one in tries:
            everyone[one.tried.id] = everyone[one.tried.id].after(one.tried, one.at)
        return replace(self, everyone=tuple(everyone.values()))

    def new_id(self, name: str) -> str:
        """An id that nobody ever had, like the name: an id stands in the record for one person for ever."""
        plain = re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".") or "staff"
        taken = {known.staff.id for known in self.everyone}
        numbered = (f"{plain}.{number}" for number in range(2, len(taken) + 3))
        return next(id for id in (plain, *numbered) if id not in taken)

    def refuses_name(self, name: str) -> str | None:
        """Why nobody may join under this name. Their signatures could not be told apart from another's."""
        if not name.strip():
            return "The name is empty."
        if _plain(name) in {_plain(staff.name) for staff in self.members}:
            return f"There is already {name.strip()}; add what tells the two apart, such as a second first name."
        return None

    def refuses_leaving(self, id: str) -> str | None:
        """Why this person may not leave: an unknown one, and the last administrator."""
        staff = self.member(id)
        if staff is None:
            return f"Nobody who works here has the id {id!r}."
        administrators = [one for one in self.members if one.role is Role.ADMINISTRATOR]
        if administrators == [staff]:
            return f"{staff.name} is the only administrator; make another one first."
        return None

    def refuses_chair(self, name: str) -> str | None:
        if not name.strip():
            return "The name of the chair is empty."
        for chair in self.chairs:
            if _plain(name) == _plain(chair):
                return f"There is already a chair called “{chair}”."
        return None

    def _known(self, id: str) -> Member | None:
        return next((known for known in self.everyone if known.staff.id == id), None)


def read_roster(entries: Iterable[Entry]) -> Roster:
    """The roster after all entries of the session `clinic`, given in any order."""
    everyone: dict[str, Member] = {}
    chairs: dict[str, None] = {}
    for entry in sorted(entries, key=clinical_order):
        match entry.event:
            case StaffJoined(id, name, role, pin_hash) if id not in everyone:
                everyone[id] = Member(Staff(id, name, role), pin_hash)  # a second one never takes over the id
            case PinChanged(id, pin_hash) if id in everyone:
                everyone[id] = replace(everyone[id], pin_hash=pin_hash, wrong_pins=0, last_wrong=None)
            case StaffLeft(id) if id in everyone:
                everyone[id] = replace(everyone[id], active=False)
            case SignedIn(id) | PinRefused(id) as tried if id in everyone:
                everyone[id] = everyone[id].after(tried, entry.happened_at)
            case ChairAdded(name):
                chairs[name] = None
    return Roster(tuple(everyone.values()), tuple(chairs))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
