"""The list of sessions is what the entries say, in whatever order they came."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.events import (
    EntryId,
    EntryStruck,
    InfusionStopped,
    Override,
    PatientDischarged,
    PatientLeft,
    SessionCancelled,
    SessionReviewed,
    Signature,
)
from monitor.staff import Role
from sessions.codec import Unreadable, from_text, to_text
from sessions.index import SessionLine, line_of, rebuild
from sessions.stores.memory import MemoryStore
from sessions.stores.sqlcipher import SqlcipherStore
from tests.builders import OPENED, PATIENT, SESSION, STARTED, entry, minute, page, vitals

KEY = bytes(range(32))
SIGNED = Signature("anna", "Anna Lind", Role.NURSE, "may go home", "", 0)
DISCHARGED = PatientDischarged(SIGNED, (), ())
REASONS = (Override("gait", "walks with a frame"), Override("line_out", "stays in for tomorrow"))
OVERRIDDEN = PatientDischarged(SIGNED, (), (), REASONS, SIGNED)


def test_a_session_goes_through_its_line():
    stopped, reviewed = InfusionStopped(), SessionReviewed(SIGNED)
    written = page(STARTED, (40, stopped), (100, DISCHARGED), (300, reviewed))
    lines = [line_of(written[:number]) for number in range(1, 6)]
    assert [line.is_open for line in lines] == [True, True, True, False, False]
    last = lines[-1]
    assert (last.started_at, last.ended_at) == (minute(0), minute(40))
    assert (last.discharged_at, last.reviewed_at) == (minute(100), minute(300))


def test_a_line_says_how_many_criteria_were_overridden_once_the_discharge_is_signed():
    assert line_of(page(STARTED)).overridden is None
    assert line_of(page(STARTED, (100, DISCHARGED))).overridden == 0
    assert line_of(page(STARTED, (100, OVERRIDDEN), (300, SessionReviewed(SIGNED)))).overridden == 2


def test_a_chair_is_held_until_the_patient_has_left_it():
    left = PatientLeft("Sister")
    written = page(STARTED, (100, DISCHARGED), (300, SessionReviewed(SIGNED)), (310, left))
    lines = [line_of(written[:number]) for number in range(1, 6)]
    assert [line.holds_chair for line in lines] == [True, True, True, True, False]
    assert [line.is_leaving for line in lines] == [False, False, True, True, False]
    assert lines[-1].left_at == minute(310)


def test_a_cancelled_session_is_not_open():
    line = line_of(page((-5, SessionCancelled("no escort"))))
    assert line.cancelled_at == minute(-5)
    assert (line.is_open, line.is_leaving, line.holds_chair) == (False, False, False)
    signed_elsewhere = line_of(page((-5, SessionCancelled("no escort")), (100, DISCHARGED)))
    assert not signed_elsewhere.holds_chair


def test_what_nobody_opened_has_no_line():
    assert line_of(page(STARTED, opened=None)) is None


def test_an_opening_written_with_a_later_time_still_opens_the_session():
    assert line_of(page(STARTED, (5, OPENED), opened=None)).started_at == minute(0)


def test_a_strike_that_comes_before_what_it_strikes_still_strikes_it():
    here = page()
    strike = page(EntryStruck(EntryId("A", 2), "wrong patient"), opened=None, station="B")
    started = entry(STARTED, after=here[-1])
    store = MemoryStore()
    for some in (here, strike, [started]):
        store.append(some)
    assert [line.started_at for line in store.sessions()] == [None]


EVENTS = st.sampled_from(
    [
        OPENED,
        STARTED,
        InfusionStopped(),
        DISCHARGED,
        OVERRIDDEN,
        SessionReviewed(SIGNED),
        SessionCancelled("x"),
        PatientLeft("Eva"),
    ]
)
LINES = st.lists(
    st.tuples(
        st.sampled_from("AB"),
        st.sampled_from(["s1", "s2"]),
        st.integers(0, 60),
        EVENTS | st.just(vitals(spo2=97)) | st.tuples(st.sampled_from("AB"), st.integers(1, 8)),
    ),
    max_size=16,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.data())
def test_the_index_is_what_all_entries_say_however_they_were_copied_here(lines, data):
    heads, chains = {"A": None, "B": None}, {"A": [], "B": []}
    for station, session, at, event in lines:
        if isinstance(event, tuple):
            event = EntryStruck(EntryId(*event), "mistake")
        heads[station] = entry(event, at=minute(at), station=station, session=session, after=heads[station])
        chains[station].append(heads[station])
    everything = [*chains["A"], *chains["B"]]

    with tempfile.TemporaryDirectory() as folder:
        for store in (MemoryStore(), SqlcipherStore(Path(folder) / "record.vigil", KEY)):
            waiting = {station: list(chain) for station, chain in chains.items()}
            while any(waiting.values()):
                station = data.draw(st.sampled_from([name for name, chain in waiting.items() if chain]))
                batch = data.draw(st.integers(1, len(waiting[station])))
                store.append(waiting[station][:batch])
                del waiting[station][:batch]
            listed = store.sessions()
            store.close()
            assert listed == rebuild(everything)


def test_a_line_that_says_nothing_of_the_leaving_is_not_read_as_not_left():
    """It is from before there was such a field, and the store then computes the index anew."""
    text = to_text(SessionLine(SESSION, PATIENT, "Chair 1", minute(-30), None)).replace('"left_at":null,', "")
    with pytest.raises(Unreadable):
        from_text(SessionLine, text, called="the index")
