"""Between the record and the screens: what was asked comes back, on the screens' thread, kept or refused."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread, Timer, get_ident

import pytest
from PySide6.QtCore import Qt

from monitor.events import NoteWritten
from monitor.snapshot import Snapshot
from monitor.staff import Role
from sessions.clinic import StoreError
from sessions.requests import Joining, SigningIn, Writing
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, FakeClock, Team
from ui.live_clinic import LiveClinic

NOTE = NoteWritten("patient asked for water")
BROKEN = StoreError("The record cannot be read just now.")


class Desk:
    """A real encrypted record, a real worker, and everything that was said to the screens, in order."""

    def __init__(self, folder):
        self.station = open_station(folder, FakeClock(), pins=CHEAP_PINS, file_only=True)
        self.team = Team(clock=self.station.clinic._clock, store=self.station.store, station="Z")
        self.session = self.team.starts()
        self.worker = ThreadPoolExecutor(1)
        self.live = LiveClinic(self.station.clinic, self.station.drafts, self.worker)
        self.said = []
        for name in ("kept", "refused", "opened", "changed", "overview_changed", "failed", "recovered"):
            getattr(self.live, name).connect(lambda *what, name=name: self.said.append((name, *what)))
        self.gate = Event()
        self.gate.set()

    def holds_the_worker(self):
        self.gate.clear()
        self.worker.submit(self.gate.wait, 10)

    def told(self, name):
        return [what for said, *what in self.said if said == name]

    def breaks(self, monkeypatch, what="overview", problem=BROKEN):
        def fail(*_):
            raise problem

        monkeypatch.setattr(self.station.clinic, what, fail)

    def closes(self):
        self.gate.set()
        self.live.stop()
        self.station.close()


@pytest.fixture
def desk(qtbot, tmp_path):
    made = Desk(tmp_path)
    yield made
    made.closes()


@pytest.fixture
def nora(desk, qtbot):
    """Signed in."""
    with qtbot.waitSignal(desk.live.changed):  # the last that is said of it
        desk.live.submit(SigningIn("nora", PINS["nora"]))
    desk.said.clear()


@pytest.mark.usefixtures("nora")
def test_every_signal_reaches_the_screens_on_their_own_thread_though_it_is_sent_from_the_worker(desk, qtbot):
    sent_from, heard_on = [], []
    live = desk.live
    live.kept.connect(lambda *_: sent_from.append(get_ident()), Qt.ConnectionType.DirectConnection)
    for signal in (live.kept, live.refused, live.opened, live.changed, live.overview_changed):
        signal.connect(lambda *_: heard_on.append(get_ident()))

    desk.holds_the_worker()
    live.submit(Writing(desk.session, [NOTE]))
    live.submit(Writing(desk.session, [NoteWritten("")]))
    live.open(desk.session)
    live.look()
    assert not sent_from
    desk.gate.set()

    qtbot.waitUntil(lambda: bool(desk.told("overview_changed")))
    assert sent_from != [get_ident()]
    assert len(sent_from) == 1
    assert set(heard_on) == {get_ident()}
    assert {"kept", "refused", "opened", "changed", "overview_changed"} == {said for said, *_ in desk.said}


@pytest.mark.usefixtures("nora")
def test_kept_carries_the_very_request_and_the_chart_that_has_it(desk, qtbot):
    request, equal = Writing(desk.session, [NOTE]), Writing(desk.session, [NOTE])
    with qtbot.waitSignal(desk.live.changed):
        desk.live.submit(request)
    ((kept, snapshot),) = desk.told("kept")
    assert kept is request
    assert kept is not equal
    assert isinstance(snapshot, Snapshot)
    assert snapshot.chart.notes[-1].event is NOTE


@pytest.mark.usefixtures("nora")
def test_it_is_said_to_be_kept_only_when_it_is_in_the_file(desk, qtbot):
    in_file = []
    desk.live.kept.connect(
        lambda *_: in_file.extend(desk.station.store.session(desk.session)), Qt.ConnectionType.DirectConnection
    )
    with qtbot.waitSignal(desk.live.kept):
        desk.live.submit(Writing(desk.session, [NOTE]))
    assert in_file[-1].event == NOTE


@pytest.mark.usefixtures("nora")
def test_what_the_store_cannot_keep_is_refused_with_its_sentence_and_nothing_is_written(desk, qtbot):
    before = desk.station.store.session(desk.session)
    desk.station.store._file.execute("PRAGMA query_only = ON")
    request = Writing(desk.session, [NOTE])
    with qtbot.waitSignal(desk.live.refused):
        desk.live.submit(request)
    desk.station.store._file.execute("PRAGMA query_only = OFF")

    ((refused, sentence),) = desk.told("refused")
    assert refused is request
    assert sentence.startswith("Nothing can be kept: ")
    assert not desk.told("kept")
    assert desk.station.store.session(desk.session) == before


@pytest.mark.usefixtures("nora")
def test_a_guards_refusal_is_told_with_its_sentence(desk, qtbot):
    with qtbot.waitSignal(desk.live.refused):
        desk.live.submit(Writing(desk.session, [NoteWritten(" ")]))
    assert desk.told("refused")[0][1] == "There is no text yet."


def test_a_look_that_fails_is_said_and_the_first_that_goes_well_again_too(desk, qtbot, monkeypatch):
    desk.breaks(monkeypatch)
    with qtbot.waitSignal(desk.live.failed):
        desk.live.look()
    with qtbot.waitSignal(desk.live.failed):
        desk.live.look()
    assert desk.told("failed") == [[str(BROKEN)]] * 2
    assert not desk.told("recovered")

    monkeypatch.undo()
    with qtbot.waitSignal(desk.live.recovered):
        desk.live.look()
    with qtbot.waitSignal(desk.live.overview_changed):
        desk.live.look()
    assert len(desk.told("recovered")) == 1


def test_a_session_that_cannot_be_opened_stays_said_while_the_looks_go_well(desk, qtbot, monkeypatch):
    desk.breaks(monkeypatch, "snapshot")
    with qtbot.waitSignal(desk.live.failed):
        desk.live.open(desk.session)
    with qtbot.waitSignal(desk.live.overview_changed):
        desk.live.look()
    assert not desk.told("recovered")

    monkeypatch.undo()
    with qtbot.waitSignal(desk.live.recovered):
        desk.live.open(desk.session)


def test_while_one_thing_still_fails_its_sentence_comes_back(desk, qtbot, monkeypatch):
    desk.breaks(monkeypatch, "snapshot", StoreError("This chart is broken."))
    with qtbot.waitSignal(desk.live.failed):
        desk.live.open(desk.session)
    monkeypatch.undo()
    desk.breaks(monkeypatch)
    with qtbot.waitSignal(desk.live.failed):
        desk.live.look()
    monkeypatch.undo()
    with qtbot.waitSignal(desk.live.failed):
        desk.live.look()
    assert desk.told("failed")[-1] == ["This chart is broken."]
    assert not desk.told("recovered")


def fills_the_disk(desk):
    desk.station.store._file.execute("PRAGMA query_only = ON")


def empties_the_disk(desk):
    desk.station.store._file.execute("PRAGMA query_only = OFF")


def test_who_signs_in_while_nothing_can_be_kept_is_let_in_and_it_is_said_until_it_is_kept(desk, qtbot):
    before = desk.station.store.heads()
    fills_the_disk(desk)
    with qtbot.waitSignal(desk.live.failed):
        desk.live.submit(SigningIn("nora", PINS["nora"]))
    assert desk.live.staff.name == "Nora"
    with qtbot.waitSignal(desk.live.failed):
        desk.live.look()
    for (sentence,) in desk.told("failed"):
        assert sentence.startswith("Charts can be read, but nothing can be kept, not even who signs in.")
        assert sentence.endswith(" can only be read here.")
    assert not desk.told("recovered")
    assert desk.told("overview_changed")[-1][0].open[0].chart.session == desk.session

    empties_the_disk(desk)
    with qtbot.waitSignal(desk.live.recovered):
        desk.live.look()
    assert sum(desk.station.store.heads().values()) == sum(before.values()) + 1


def test_what_fails_beside_another_thing_is_said_beside_it(desk, qtbot, monkeypatch):
    fills_the_disk(desk)
    with qtbot.waitSignal(desk.live.failed):
        desk.live.submit(SigningIn("nora", PINS["nora"]))
    desk.breaks(monkeypatch)
    with qtbot.waitSignal(desk.live.failed):
        desk.live.look()
    qtbot.waitUntil(lambda: desk.told("failed")[-1][0].endswith(f" here. {BROKEN}"))
    empties_the_disk(desk)


@pytest.mark.usefixtures("nora")
def test_a_request_that_could_not_be_kept_shows_its_session_as_not_kept_at_once(desk, qtbot):
    fills_the_disk(desk)
    with qtbot.waitSignal(desk.live.changed):
        desk.live.submit(Writing(desk.session, [NOTE]))
    assert desk.told("changed")[-1][0].unkept_since == desk.team.clock.now
    empties_the_disk(desk)
    with qtbot.waitSignal(desk.live.changed):
        desk.live.submit(Writing(desk.session, [NOTE]))
    assert desk.told("changed")[-1][0].unkept_since is None


def test_our_own_mistake_on_the_worker_reaches_the_last_resort_on_the_screens_thread(desk, qtbot, monkeypatch):
    desk.breaks(monkeypatch, problem=ZeroDivisionError("a mistake of ours"))
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, problem, trace: caught.append((str(problem), get_ident())))
    desk.live.start()
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [("a mistake of ours", get_ident())]
    assert not desk.live._timer.isActive()
    assert not desk.told("failed")


@pytest.mark.usefixtures("nora")
def test_a_mistake_in_a_request_is_not_told_as_a_refusal(desk, qtbot, monkeypatch):
    desk.breaks(monkeypatch, "carry_out", TypeError("a mistake of ours"))
    with qtbot.captureExceptions() as caught:
        desk.live.submit(Writing(desk.session, [NOTE]))
        qtbot.waitUntil(lambda: bool(caught))
    assert not desk.told("refused")
    assert not desk.told("kept")


@pytest.mark.usefixtures("nora")
def test_a_request_is_carried_out_as_whoever_was_signed_in_when_it_was_submitted(desk, qtbot):
    desk.holds_the_worker()
    with qtbot.waitSignal(desk.live.kept):
        desk.live.submit(Writing(desk.session, [NOTE]))
        desk.live.sign_out()
        desk.gate.set()
    assert desk.told("kept")[0][1].chart.page[-1].author == "nora"

    with qtbot.waitSignal(desk.live.refused):
        desk.live.submit(Writing(desk.session, [NOTE]))
    assert desk.told("refused")[0][1] == "Sign in first."


def test_nobody_is_signed_in_by_a_wrong_pin(desk, qtbot):
    with qtbot.waitSignal(desk.live.refused):
        desk.live.submit(SigningIn("nora", "0001"))
    assert desk.live.staff is None
    assert desk.told("refused")[0][1] == "This is not the PIN of Nora."


@pytest.mark.usefixtures("nora")
def test_a_nurse_cannot_add_staff_whatever_the_screen_lets_her_press(desk, qtbot):
    with qtbot.waitSignal(desk.live.refused):
        desk.live.submit(Joining("Mallory", Role.ADMINISTRATOR, "2580"))
    assert desk.told("refused")[0][1] == "Only an administrator changes staff and chairs."


@pytest.mark.usefixtures("nora")
def test_a_session_is_opened_with_what_was_half_typed_in_it(desk, qtbot):
    desk.live.keep_draft(desk.session, "line", "142/8")
    desk.live.keep_draft("another", "line", "99/9")
    with qtbot.waitSignal(desk.live.opened):
        desk.live.open(desk.session)
    ((snapshot, drafts),) = desk.told("opened")
    assert (snapshot.chart.session, drafts) == (desk.session, {"line": "142/8"})


def test_looks_do_not_pile_up_while_the_worker_is_busy(desk, qtbot):
    desk.holds_the_worker()
    for _ in range(10):
        desk.live.look()
    desk.gate.set()
    qtbot.waitUntil(lambda: bool(desk.told("changed")))
    desk.live.submit(SigningIn("nora", PINS["nora"]))
    qtbot.waitUntil(lambda: bool(desk.told("kept")))
    assert [said for said, *_ in desk.said].index("kept") == 2
    assert [said for said, *_ in desk.said[:2]] == ["overview_changed", "changed"]


@pytest.mark.usefixtures("nora")
def test_stopping_carries_out_what_was_asked_before(desk):
    desk.holds_the_worker()
    for number in range(5):
        desk.live.submit(Writing(desk.session, [NoteWritten(f"note {number}")]))
    desk.gate.set()
    desk.live.stop()
    texts = [entry.event.text for entry in desk.station.store.session(desk.session)[-5:]]
    assert texts == [f"note {number}" for number in range(5)]


class SlowExport:
    """In place of the real one: says when it begins, and writes its file when it is let go."""

    def __init__(self, monkeypatch):
        self.begun, self.released = Event(), Event()
        self.thread = 0
        monkeypatch.setattr("sessions.exports.export.export", self)

    def __call__(self, entries, names, now, *, format, out):
        self.thread = get_ident()
        self.begun.set()
        assert self.released.wait(10)
        out.write_text(f"{format} of {len(entries)} entries, {names['nora']}", encoding="utf-8")


@pytest.mark.usefixtures("nora")
def test_an_entry_is_kept_while_a_file_is_still_being_written(desk, qtbot, monkeypatch, tmp_path):
    slow, file = SlowExport(monkeypatch), tmp_path / "out.pdf"
    entries = len(desk.station.store.session(desk.session))
    desk.live.export(desk.session, "report", file)
    assert slow.begun.wait(10)

    with qtbot.waitSignal(desk.live.kept), qtbot.assertNotEmitted(desk.live.exported):
        desk.live.submit(Writing(desk.session, [NOTE]))
    heard_on = []
    desk.live.exported.connect(lambda _out: heard_on.append(get_ident()))
    with qtbot.waitSignal(desk.live.exported) as exported:
        slow.released.set()
    assert exported.args == [file]
    assert file.read_text(encoding="utf-8") == f"report of {entries} entries, Nora"
    assert heard_on == [get_ident()]
    assert slow.thread != get_ident()


def test_stopping_waits_for_a_file_that_is_being_written(desk, monkeypatch, tmp_path):
    slow, file = SlowExport(monkeypatch), tmp_path / "out.csv"
    desk.holds_the_worker()
    desk.live.export(desk.session, "table", file)
    stopping = Thread(target=desk.live._worker.shutdown)
    stopping.start()
    desk.gate.set()
    stopping.join(10)
    assert slow.begun.wait(10)

    Timer(0.05, slow.released.set).start()
    desk.live.stop()
    assert file.exists()


def test_a_session_that_cannot_be_read_is_not_exported_and_says_why(desk, qtbot, monkeypatch, tmp_path):
    desk.breaks(monkeypatch, "snapshot")
    with qtbot.waitSignal(desk.live.not_exported) as refused:
        desk.live.export(desk.session, "record", tmp_path / "out.jsonl")
    assert refused.args == [str(BROKEN)]
    assert list(tmp_path.glob("*.jsonl")) == []


def test_a_mistake_of_ours_while_writing_a_file_reaches_the_last_resort(desk, qtbot, monkeypatch, tmp_path):
    def fail(*_, **__):
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("sessions.exports.export.export", fail)
    with qtbot.captureExceptions() as caught:
        desk.live.export(desk.session, "record", tmp_path / "out.jsonl")
        qtbot.waitUntil(lambda: bool(caught))
    assert str(caught[0][1]) == "a mistake of ours"
