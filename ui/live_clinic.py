"""The clinic's record as the screens see it: requests go in, snapshots come out, and the window never waits."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from monitor.entries import Entry
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.clinic import Clinic, EntryRefused, StoreError
from sessions.drafts import Drafts
from sessions.requests import Opening, Request, SessionRequest, SigningIn

TICK_MS = 1000

# What may fail on its own, and is well again only when the same has been done.
LOOKING = "looking at the record"
OPENING = "opening a session"
DRAFTING = "keeping a draft"
ASIDE = "working beside"
SIGNING_IN = "keeping who signed in"

READING_ONLY = "Charts can be read, but nothing can be kept, not even who signs in."


class LiveClinic(QObject):
    """Runs everything that touches the record on one worker and tells the screens, on their thread, how it ended.

    Signals are emitted from the worker; Qt carries them over to the thread of whoever listens. A file is written
    by a second one, so that no entry waits for it.
    """

    kept = Signal(object, object)  # the Request, and what came of it: Snapshot, Roster or Staff (who may only read)
    refused = Signal(object, str)  # the Request, and why; nothing of it was written
    opened = Signal(object, object)  # Snapshot of the session to show, and its drafts as dict[str, str]
    drafts_brought = Signal(str, object)  # what stands for the session, and its drafts as dict[str, str]
    changed = Signal(object)  # Snapshot of a session that was written to, or of an open one at each tick
    overview_changed = Signal(object)  # Overview
    exported = Signal(object)  # the Path that was written
    not_exported = Signal(str)  # why no file was written
    failed = Signal(str)  # the record could not be read: a sentence
    recovered = Signal()  # and now everything that had failed is well again
    _faulted = Signal(object)  # our own mistake on the worker, to be raised where everybody sees it

    def __init__(self, clinic: Clinic, drafts: Drafts, worker: Executor) -> None:
        super().__init__()
        self._clinic = clinic
        self._drafts = drafts
        self._worker = worker
        self._exporter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")
        self._staff: Staff | None = None
        self._failures: dict[str, str] = {}  # what fails at present, and its sentence
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._faulted.connect(self._raise)

    @property
    def staff(self) -> Staff | None:
        """Who is signed in at this station."""
        return self._staff

    def start(self) -> None:
        """Look at the record now and then once a second."""
        self._timer.start()
        self.look()

    def submit(self, request: Request) -> None:
        """Carry out the request as whoever is signed in now. `kept` or `refused` follows, with this very request."""
        self._run(partial(self._carry_out, request, self._staff))

    def sign_out(self) -> None:
        self._staff = None

    def open(self, session: str) -> None:
        """Bring this session with what was left half-typed in it. `opened` follows."""
        self._run(partial(self._watched, OPENING, partial(self._open, session)))

    def keep_draft(self, session: str, place: str, text: str) -> None:
        """Half-typed text outlives the program; an empty one is forgotten. It is not part of the record."""
        self._run(partial(self._watched, DRAFTING, partial(self._keep_draft, session, place, text)))

    def bring_drafts(self, session: str) -> None:
        """Bring what was left half-typed there, without the session. `drafts_brought` follows."""
        self._run(partial(self._watched, DRAFTING, partial(self._bring_drafts, session)))

    def export(self, session: str, form: str, out: Path) -> None:
        """Write the session to that file. `exported` or `not_exported` follows."""
        self._run(partial(self._export, session, form, out))

    def look(self) -> None:
        """Ask for a fresh overview, unless one that was asked for has not been begun."""
        if not self._is_looking:
            self._is_looking = True
            self._run(self._look)

    def run_beside(self, task: Callable[[], None]) -> None:
        """Let the worker do this between two requests: what a demonstration writes by itself."""
        self._run(partial(self._watched, ASIDE, task))

    def stop(self) -> None:
        """Let the worker finish what was asked, a file be written to its end, and end."""
        self._timer.stop()
        self._worker.shutdown(wait=True)
        self._exporter.shutdown(wait=True)  # after the worker, which hands over to it

    def _run(self, task: Callable[[], None]) -> None:
        self._worker.submit(task).add_done_callback(self._report_fault)

    def _report_fault(self, done: Future[None]) -> None:
        fault = done.exception()
        if fault is not None:
            self._faulted.emit(fault)

    def _watched(self, what: str, task: Callable[[], object]) -> None:
        """What has failed stays said until the same is done again: a look that goes well mends no broken session."""
        try:
            task()
        except StoreError as problem:
            self._failures[what] = str(problem)
        else:
            if self._failures.pop(what, None) is None:
                return
        if self._failures:
            self.failed.emit(" ".join(dict.fromkeys(self._failures.values())))
        else:
            self.recovered.emit()

    def _carry_out(self, request: Request, by: Staff | None) -> None:
        try:
            outcome = self._clinic.carry_out(request, by)
        except (EntryRefused, ValueError) as problem:
            self.refused.emit(request, str(problem))
            return
        except StoreError as problem:
            self.refused.emit(request, str(problem))
            if isinstance(request, SessionRequest):
                with suppress(StoreError):  # the refusal has said it
                    self.changed.emit(self._clinic.snapshot(request.session))
            return
        if isinstance(request, SigningIn) and isinstance(outcome, Staff):
            self._staff = outcome
        self.kept.emit(request, outcome)
        if isinstance(outcome, Snapshot):
            if isinstance(request, Opening):
                self.opened.emit(outcome, {})
            self.changed.emit(outcome)
        else:
            self._refresh()

    def _export(self, session: str, form: str, out: Path) -> None:
        """Read here, write beside: the imports alone take longer than anybody may wait for an entry."""
        try:
            snapshot = self._clinic.snapshot(session)
        except StoreError as problem:
            self.not_exported.emit(str(problem))
            return
        names = {member.staff.id: member.staff.name for member in self._clinic.roster.everyone}
        writing = partial(self._write_file, snapshot.chart.page, names, snapshot.now, form, out)
        self._exporter.submit(writing).add_done_callback(self._report_fault)

    def _write_file(
        self, entries: Sequence[Entry], names: Mapping[str, str], now: datetime, form: str, out: Path
    ) -> None:
        from sessions.exports.export import ExportRefused, export

        try:
            export(entries, names, now, format=form, out=out)
        except ExportRefused as problem:
            self.not_exported.emit(str(problem))
        else:
            self.exported.emit(out)

    def _open(self, session: str) -> None:
        self.opened.emit(self._clinic.snapshot(session), self._drafts.of(session))

    def _keep_draft(self, session: str, place: str, text: str) -> None:
        if text:
            self._drafts.keep(session, place, text)
        else:
            self._drafts.forget(session, place)

    def _bring_drafts(self, session: str) -> None:
        self.drafts_brought.emit(session, self._drafts.of(session))

    def _look(self) -> None:
        self._is_looking = False  # who asks from now on may see more than this look does
        self._refresh()

    def _refresh(self) -> None:
        self._watched(SIGNING_IN, self._keep_pin_tries)
        self._watched(LOOKING, self._tell_everything)

    def _keep_pin_tries(self) -> None:
        try:
            self._clinic.keep_pin_tries()
        except StoreError as problem:
            raise StoreError(f"{READING_ONLY} {problem}") from problem

    def _tell_everything(self) -> None:
        overview = self._clinic.overview()
        self.overview_changed.emit(overview)
        for snapshot in overview.open:
            self.changed.emit(snapshot)
        for broken in overview.broken:
            raise broken.problem

    def _raise(self, fault: BaseException) -> None:
        """Where the last resort hears of it. Nobody knows what is broken, so nobody looks again."""
        self._timer.stop()
        raise fault
