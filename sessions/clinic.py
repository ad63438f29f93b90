"""The clinic's record on this station: the one place that writes. Guard, store, chart, in that order."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from monitor.answering import left_unanswered
from monitor.chart import Chart
from monitor.chart_reader import ChartReader, read_chart
from monitor.clock import Clock
from monitor.entries import Entry
from monitor.events import (
    CLINIC,
    ChairAdded,
    CriterionJudged,
    DoseChecked,
    EntryId,
    EntryStruck,
    Event,
    PatientDischarged,
    PatientLimitsSet,
    PinChanged,
    PinRefused,
    ProtocolApproved,
    ProtocolWritten,
    SessionEvent,
    SessionOpened,
    SessionReviewed,
    Signature,
    SignedIn,
    StaffJoined,
    StaffLeft,
)
from monitor.guards import correction_objection, objection
from monitor.protocol import Protocol
from monitor.snapshot import Snapshot, snapshot_at
from monitor.staff import Role, Staff
from sessions.chain import Head, head_after, head_of, seal
from sessions.index import SessionLine
from sessions.protocols import Shelf, approving_objection, content, read_shelf, writing_objection
from sessions.requests import (
    AddingChair,
    ApprovingProtocol,
    ChangingPin,
    Correcting,
    Countersigning,
    Discharging,
    DoseChecking,
    Joining,
    Leaving,
    LimitingPatient,
    Opening,
    Request,
    SessionRequest,
    SigningIn,
    Writing,
    WritingProtocol,
)
from sessions.signing import seen, sign
from sessions.staff import LOCKED_FOR, MOST_WRONG_PINS, Pins, PinTry, Roster, read_roster
from sessions.stores.contract import BrokenChain, EntryStore, UnreadableEntry
from sessions.stores.contract import StoreError as StoreError  # the screens know the clinic, not its stores


class EntryRefused(Exception):
    """It was not written. The message is a sentence for who asked."""


@dataclass(frozen=True, slots=True)
class BrokenSession:
    """An open session whose chart cannot be shown: what the list of sessions knows of it, and why."""

    line: SessionLine
    problem: BrokenChain | UnreadableEntry

    @property
    def what_to_do(self) -> str:
        """In a sentence for whoever stands at the chair."""
        match self.problem:
            case BrokenChain():
                return "Chart on paper, and ask an administrator to check the record with “verify”."
            case UnreadableEntry():
                return "Chart on paper, or on the station that wrote it, and ask an administrator to update Vigil here."
            case never:
                assert_never(never)


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole clinic at one moment: everybody, every chair, every protocol, every session, the open ones in full.

    `broken` says of which open sessions the chart cannot be shown, and why: one of them hides no other.
    """

    now: datetime
    roster: Roster
    open: tuple[Snapshot, ...]
    lines: tuple[SessionLine, ...]
    broken: tuple[BrokenSession, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def leaving(self) -> tuple[SessionLine, ...]:
        """The sessions that are signed and whose patient still sits in the chair."""
        return tuple(line for line in self.lines if line.is_leaving)


class Clinic:
    """Carries out requests on one store. Not for several threads at once: the caller has one worker.

    Entries once read are kept at hand: they never change, so only new ones are fetched.
    """

    def __init__(self, store: EntryStore, station: str, clock: Clock, pins: Pins) -> None:
        self._store = store
        self._station = station
        self._clock = clock
        self._pins = pins
        self._pages: dict[str, list[Entry]] = {}
        self._readers: dict[str, ChartReader] = {}  # nobody waits while a page is read again from its first line
        self._pin_tries: list[PinTry] = []  # those that are not kept: written before anything else
        self._unkept_since: dict[str, datetime] = {}  # the sessions whose last request could not be kept
        self._heads = store.heads()
        self._head = head_of(store, station)
        self._roster = read_roster(self._page(CLINIC))
        self._shelf = read_shelf(self._page(CLINIC))

    def carry_out(self, request: Request, by: Staff | None) -> Snapshot | Roster | Staff | Shelf:
        """Do what is asked, or raise EntryRefused (the guard's sentence) or StoreError (the store's).

        Gives the session as it is now, the roster for what concerns staff and chairs, the shelf for what concerns
        protocols, or who signed in: that one is let in to read though the store refuses the entry that says so. It is
        kept as soon as the store can, and before anything else is.
        """
        now = self._clock()
        if not isinstance(request, SessionRequest):
            return self._carry_out(request, by, now)
        try:
            outcome = self._carry_out(request, by, now)
        except StoreError:
            self._unkept_since.setdefault(request.session, now)
            raise
        if self._unkept_since.pop(request.session, None):
            return self._snapshot_at(request.session, now)
        return outcome

    def _carry_out(self, request: Request, by: Staff | None, now: datetime) -> Snapshot | Roster | Staff | Shelf:
        self._fetch()
        if isinstance(request, SigningIn):
            member = self._match_pin(request.staff, request.pin, now)
            with suppress(StoreError):
                self.keep_pin_tries()
            return member
        self.keep_pin_tries()
        match request:
            case Joining() | ChangingPin() | Leaving() | AddingChair():
                return self._administer(request, by, now)
        if by is None:
            raise EntryRefused("Sign in first.")
        match request:
            case Opening(opened):
                self._refuse_double(opened)
                return self._write(new_session_id(now), [self._by_protocol_in_use(opened)], by, now)
            case Writing(session, events, at):
                return self._write(session, events, by, now, at)
            case Correcting():
                return self._correct(request, by, now)
            case DoseChecking(session, plan, checker, pin):
                return self._write(session, [DoseChecked(plan)], self._check_pin(checker, pin, now), now)
            case LimitingPatient(session, limits, reason, clinician, pin):
                ordering = self._check_pin(clinician, pin, now)
                return self._write(session, [PatientLimitsSet(limits, reason)], ordering, now)
            case Discharging():
                return self._discharge(request, by, now)
            case Countersigning(session, pin, shown):
                _refuse_unseen(shown, self._page(session))
                signer = self._check_pin(by.id, pin, now)
                signature = sign(signer, "reviewed and countersigned", self._page(session))
                return self._write(session, [SessionReviewed(signature)], signer, now)
            case WritingProtocol(protocol):
                return self._write_protocol(protocol, by, now)
            case ApprovingProtocol():
                return self._approve(request, now)
        assert_never(request)

    def keep_pin_tries(self) -> None:
        """Write down who signed in, and who was not let in, that could not be kept before. Raises StoreError."""
        now = self._clock()
        sealed: list[Entry] = []
        for one in self._pin_tries:
            after = head_after(sealed[-1]) if sealed else None
            sealed.append(self._sealed(CLINIC, one.tried, one.tried.id, one.at, now, after))
        if sealed:
            self._append(sealed)
            self._pin_tries.clear()

    @property
    def roster(self) -> Roster:
        """Everybody who works here, and the chairs, as of the last look at the record."""
        return self._roster

    @property
    def shelf(self) -> Shelf:
        """Every protocol, as of the last look at the record."""
        return self._shelf

    def snapshot(self, session: str) -> Snapshot:
        """The session as it stands now. Raises NotOpened when there is none of that name."""
        self._fetch()
        return self._snapshot_at(session, self._clock())

    def entries(self, session: str) -> tuple[Entry, ...]:
        self._fetch()
        return tuple(self._page(session))

    def overview(self) -> Overview:
        self._fetch()
        now = self._clock()
        lines = tuple(self._store.sessions())
        snapshots: list[Snapshot] = []
        broken: list[BrokenSession] = []
        for line in lines:
            try:
                if line.is_open:
                    snapshots.append(self._snapshot_at(line.session, now))
            except (BrokenChain, UnreadableEntry) as problem:
                broken.append(BrokenSession(line, problem))
        return Overview(now, self._roster, tuple(snapshots), lines, tuple(broken), self._shelf)

    def _page(self, session: str) -> list[Entry]:
        if session not in self._pages:
            self._pages[session] = self._store.session(session)
        return self._pages[session]

    def _chart(self, session: str) -> Chart:
        """Raises NotOpened when there is no session of that name."""
        return self._readers.setdefault(session, ChartReader()).read(self._page(session))

    def _snapshot_at(self, session: str, now: datetime) -> Snapshot:
        return replace(snapshot_at(self._chart(session), now), unkept_since=self._unkept_since.get(session))

    def _fetch(self) -> None:
        """Take in what other stations, or another program, have added since."""
        for station, head in self._store.heads().items():
            known = self._heads.get(station, 0)
            if head > known:
                self._take_in(self._store.after(station, known))
                self._heads[station] = head

    def _take_in(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.session in self._pages:
                self._pages[entry.session].append(entry)
            if entry.session == CLINIC:
                self._roster = read_roster(self._pages[CLINIC])
            if isinstance(entry.event, ProtocolWritten | ProtocolApproved):
                self._shelf = read_shelf(self._pages[CLINIC])

    def _write(
        self,
        session: str,
        events: Sequence[SessionEvent],
        by: Staff,
        now: datetime,
        at: datetime | None = None,
    ) -> Snapshot:
        """Each event is judged with the ones before it already on the page; then all are kept, or none."""
        at = at or now
        page = list(self._page(session))
        sealed: list[Entry] = []
        for event in events:
            chart = read_chart(page) if sealed else self._chart(session) if page else None
            refusal = objection(chart, event, by, at, now)
            if refusal:
                raise EntryRefused(refusal)
            sealed.append(self._sealed(session, event, by.id, at, now, head_after(sealed[-1]) if sealed else None))
            page.append(sealed[-1])
        self._append(sealed)
        return self._snapshot_at(session, now)

    def _sealed(
        self, session: str, event: Event, author: str, at: datetime, now: datetime, after: Head | None = None
    ) -> Entry:
        """The event as this station's next entry: after the kept ones or, in a batch, after the one sealed before."""
        head = after or self._head
        id = EntryId(self._station, head.seq + 1)
        return seal(id, session, at, now, author, event, previous=head.digest)

    def _append(self, sealed: Sequence[Entry]) -> None:
        self._store.append(sealed)
        self._head = head_after(sealed[-1])
        self._heads[self._station] = self._head.seq
        self._take_in(sealed)

    def _refuse_double(self, opened: SessionOpened) -> None:
        """One patient in a chair, and no patient twice: what belongs in one chart must not be split over two."""
        for line in self._store.sessions():
            if line.is_leaving and line.chair == opened.chair:
                raise EntryRefused(
                    f"{opened.chair} is taken by {line.patient.name}, who is discharged and has not left: "
                    "open that session and press “Patient left” first."
                )
            if line.holds_chair and line.chair == opened.chair:
                raise EntryRefused(f"{opened.chair} is taken by {line.patient.name}.")
            if line.is_open and line.patient.record_number == opened.patient.record_number:
                raise EntryRefused(
                    f"Record number {opened.patient.record_number} has an open session already: "
                    f"{line.patient.name} in {line.chair}."
                )

    def _correct(self, request: Correcting, by: Staff, now: datetime) -> Snapshot:
        """The right value goes first, so that the strike can name it; both are kept, or neither."""
        chart = self._chart(request.session)
        strike = EntryStruck(request.entry, request.reason)
        if request.right is None:
            return self._write(request.session, [strike], by, now)
        wrong = chart.entry(request.entry)
        at = request.at or (wrong.happened_at if wrong else now)
        refusal = correction_objection(chart, strike, request.right, by, at, now)
        if refusal:
            raise EntryRefused(refusal)
        right = self._sealed(request.session, request.right, by.id, at, now)
        strike = EntryStruck(request.entry, request.reason, corrected_by=right.id)
        self._append([right, self._sealed(request.session, strike, by.id, now, now, head_after(right))])
        return self._snapshot_at(request.session, now)

    def _discharge(self, request: Discharging, by: Staff, now: datetime) -> Snapshot:
        page = self._page(request.session)
        _refuse_unseen(request.seen, page)
        snapshot = self._snapshot_at(request.session, now)
        signer = self._check_pin(by.id, request.pin, now)
        meaning = "discharge criteria judged, patient may go home"
        second: Signature | None = None
        if request.second:
            overruling = self._check_pin(request.second, request.second_pin, now)
            second = sign(overruling, "unmet discharge criteria overruled", page)
        event = PatientDischarged(
            signature=sign(signer, meaning, page),
            criteria=tuple(
                CriterionJudged(one.criterion.key, one.criterion.label, one.met, one.by) for one in snapshot.criteria
            ),
            flags=tuple(flag.asks.sentence for flag in (*snapshot.flags, *left_unanswered(snapshot))),
            overrides=request.overrides,
            overruled=second,
        )
        return self._write(request.session, [event], signer, now)

    def _check_pin(self, staff: str, pin: str, now: datetime) -> Staff:
        """Who this is, once that they gave their PIN is on the disk: no signature stands without it."""
        member = self._match_pin(staff, pin, now)
        self.keep_pin_tries()
        return member

    def _match_pin(self, staff: str, pin: str, now: datetime) -> Staff:
        """Who this is. A right PIN is still to be kept. A wrong one is, or counts though it cannot be; after several in
        a row even the right one waits."""
        member = self._roster.member(staff)
        if member is None:
            raise EntryRefused("This person is not on the list of staff.")
        roster = self._roster.after(self._pin_tries)
        locked = roster.locked_until(staff, now)
        if locked:
            raise EntryRefused(
                f"{member.name} is locked after {roster.wrong_pins(staff)} wrong PINs in a row. "
                f"Try again in {-((now - locked) // timedelta(minutes=1))} min."
            )
        if not self._pins.match(self._roster.pin_hash(staff), pin):
            self._pin_tries.append(PinTry(PinRefused(staff), now))
            with suppress(StoreError):
                self.keep_pin_tries()
            raise EntryRefused(f"This is not the PIN of {member.name}.{self._warning(staff)}")
        self._pin_tries.append(PinTry(SignedIn(staff), now))
        return member

    def _warning(self, staff: str) -> str:
        """That one or two more wrong PINs lock this person out, in a sentence; empty as long as there are more."""
        left = MOST_WRONG_PINS - self._roster.after(self._pin_tries).wrong_pins(staff)
        minutes = LOCKED_FOR // timedelta(minutes=1)
        more = {1: "One more wrong one locks", 2: "Two more wrong ones lock"}.get(left)
        return f" {more} this person out for {minutes} min." if more else ""

    def _administer(
        self, request: Joining | ChangingPin | Leaving | AddingChair, by: Staff | None, now: datetime
    ) -> Roster:
        is_first = not self._roster.members
        if is_first and not (isinstance(request, Joining) and request.role is Role.ADMINISTRATOR):
            raise EntryRefused("The first member of staff is an administrator.")
        if not is_first and (by is None or by.role is not Role.ADMINISTRATOR):
            raise EntryRefused("Only an administrator changes staff and chairs.")
        event: Event
        match request:
            case Joining(name, role, pin):
                id = self._roster.new_id(name)
                refusal = self._roster.refuses_name(name) or self._pins.refuses(pin)
                event = StaffJoined(id, name.strip(), role, "" if refusal else self._pins.hash(pin))
            case ChangingPin(staff, pin):
                refusal = self._pins.refuses(pin)
                event = PinChanged(staff, "" if refusal else self._pins.hash(pin))
            case Leaving(staff):
                refusal = self._roster.refuses_leaving(staff)
                event = StaffLeft(staff)
            case AddingChair(name):
                refusal = self._roster.refuses_chair(name)
                event = ChairAdded(name.strip())
        if refusal:
            raise EntryRefused(refusal)
        author = by.id if by else self._roster.new_id("") if is_first else ""
        self._append([self._sealed(CLINIC, event, author, now, now)])
        return self._roster

    def _by_protocol_in_use(self, opened: SessionOpened) -> SessionOpened:
        """The opening with the approval that this clinic's record holds, whatever the screen had."""
        refusal = self._shelf.refuses_opening(opened.protocol)
        if refusal:
            raise EntryRefused(refusal)
        return replace(opened, protocol=self._shelf.as_approved(opened.protocol))

    def _write_protocol(self, protocol: Protocol, by: Staff, now: datetime) -> Shelf:
        refusal = writing_objection(by) or self._shelf.refuses(protocol)
        if refusal:
            raise EntryRefused(refusal)
        self._append([self._sealed(CLINIC, ProtocolWritten(protocol), by.id, now, now)])
        return self._shelf

    def _approve(self, request: ApprovingProtocol, now: datetime) -> Shelf:
        """A protocol that came with Vigil is kept word for word in the same step: another Vigil may ship another."""
        clinician = self._roster.member(request.clinician)
        refusal = approving_objection(clinician) if clinician else None
        refusal = refusal or self._shelf.refuses_approval(request.protocol, request.version, request.seen)
        if refusal:
            raise EntryRefused(refusal)
        signer = self._check_pin(request.clinician, request.pin, now)
        version = self._shelf.find(request.protocol, request.version)
        assert version is not None, "refused above"
        text = content(version.protocol)
        signature = Signature(signer.id, signer.name, signer.role, "approved for use in this clinic", text, entries=1)
        approved = ProtocolApproved(request.protocol, request.version, signature)
        sealed: list[Entry] = []
        for event in (approved,) if version.written_at else (ProtocolWritten(version.protocol), approved):
            sealed.append(self._sealed(CLINIC, event, signer.id, now, now, head_after(sealed[-1]) if sealed else None))
        self._append(sealed)
        return self._shelf


def _refuse_unseen(shown: str, page: Sequence[Entry]) -> None:
    """A signature is over what the signer saw. `shown` is the digest of that; empty where nobody looks at a screen."""
    if shown and shown != seen(page):
        raise EntryRefused("Entries came in after this page was shown. Read them, then sign again.")


def new_session_id(now: datetime) -> str:
    """A UUIDv7 (RFC 9562): sorts by time, and two stations never make the same one."""
    milliseconds = now.timestamp() * 1000 // 1
    value = int(milliseconds) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=value))
