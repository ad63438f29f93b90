"""Signatures over exactly the entries that the signer saw, and what came after them."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, islice

from monitor.entries import Entry, clinical_order
from monitor.events import PatientDischarged, SessionReviewed, Signature
from monitor.staff import Staff

MOST_TRIES = 10_000


def seen(entries: Iterable[Entry]) -> str:
    """The digest of the sorted digests: the same for the same entries in any order, and for no others."""
    return sha256("\n".join(sorted(entry.digest for entry in entries)).encode()).hexdigest()


def sign(staff: Staff, meaning: str, entries: Sequence[Entry]) -> Signature:
    """The signature of this person over these entries, which must be the ones on the signer's screen."""
    return Signature(staff.id, staff.name, staff.role, meaning, over=seen(entries), entries=len(entries))


def late_entries(signature: Signature, page: Iterable[Entry]) -> list[Entry]:
    """What of the session's page the signer did not see, in clinical order; the signature's own entry apart.

    A signature holds no list of entries, only their digest and their number; which they were is found again.
    Every record has of each station an unbroken beginning of what that station wrote, so what the signer saw
    was, of every station, its first so many entries of this session. Of the ways to add these up to the
    number signed, the one whose digest is the signed one is what was seen. With one station there is one way;
    with two, at most as many as there are entries.

    When no way has that digest, or there are too many to try, nothing is known to have been seen, and every
    entry is late. That a late entry asks for a new review, or is what was bound to follow (the patient
    leaving, the countersignature), is for the reader to judge.
    """
    entries = sorted((entry for entry in page if not _carries(entry, signature)), key=lambda entry: entry.id)
    stations = [list(chain) for _, chain in groupby(entries, key=lambda entry: entry.id.station)]
    for covered in islice(_beginnings(stations, signature.entries), MOST_TRIES):
        if seen(covered) == signature.over:
            known = {entry.id for entry in covered}
            return sorted((entry for entry in entries if entry.id not in known), key=clinical_order)
    return sorted(entries, key=clinical_order)


def _carries(entry: Entry, signature: Signature) -> bool:
    match entry.event:
        case PatientDischarged(signature=first, overruled=second):
            return signature in (first, second)
        case SessionReviewed(signature=only):
            return signature == only
    return False


def _beginnings(stations: Sequence[Sequence[Entry]], number: int) -> Iterator[list[Entry]]:
    """Every way to take a beginning of each station's entries, `number` in all."""
    if not stations:
        if number == 0:
            yield []
        return
    first, *rest = stations
    at_least = max(0, number - sum(map(len, rest)))
    for taken in range(min(len(first), number), at_least - 1, -1):
        for others in _beginnings(rest, number - taken):
            yield [*first[:taken], *others]
