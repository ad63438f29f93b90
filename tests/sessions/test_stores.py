"""What every store promises. A new store is one line in `STORES`."""

from dataclasses import replace

import pytest

from monitor.entries import clinical_order
from monitor.events import EntryId, EntryStruck, InfusionStopped, NoteWritten
from sessions.chain import verify
from sessions.index import SessionLine
from sessions.stores.contract import BrokenChain, GapInChain, NumberTaken
from sessions.stores.memory import MemoryStore
from sessions.stores.sqlcipher import SqlcipherStore
from tests.builders import OPENED, PATIENT, SESSION, STARTED, entry, minute, page, vitals

KEY = bytes(range(32))
OTHER_SESSION = "019aa6e0-0000-7000-8000-000000000002"

STORES = {
    "memory": lambda folder: MemoryStore(),
    "sqlcipher": lambda folder: SqlcipherStore(folder / "record.vigil", KEY),
}


@pytest.fixture(params=STORES)
def store(request, tmp_path):
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()


def test_what_was_kept_is_handed_out_as_it_was_written(store):
    written = page(
        STARTED, (10, vitals(systolic=142, diastolic=88, spo2=97, oxygen=2)), (11, NoteWritten("Ä “ö” \0 😴"))
    )
    store.append(written)
    assert store.session(SESSION) == written


def test_a_page_is_read_in_clinical_order_however_late_it_was_written(store):
    first, started, second = page(STARTED, (20, vitals(spo2=97)))
    late = entry(vitals(spo2=91), at=minute(10), recorded_at=minute(25), after=second)
    store.append([first, started, second, late])
    assert store.session(SESSION) == [first, started, late, second]


def test_a_page_has_the_entries_of_its_own_session_from_every_station(store):
    here = page((1, vitals(spo2=97)))
    there = page((2, vitals(spo2=96)), opened=None, station="B")
    elsewhere = page(session=OTHER_SESSION, station="B", after=there[-1])
    store.append([*here, *there, *elsewhere])
    assert store.session(SESSION) == [*here, *there]
    assert store.session(OTHER_SESSION) == elsewhere
    assert store.session("unknown") == []


def test_a_page_is_whole_however_many_entries_of_others_lie_between(store):
    here, there = page(), page(opened=None, station="B")
    for number in range(600):
        session = SESSION if number % 85 == 0 else OTHER_SESSION
        here.append(entry(NoteWritten("calm"), at=minute(number), session=session, after=here[-1]))
    for number in range(300):
        session = SESSION if number in (0, 254, 255, 256) else OTHER_SESSION
        after = there[-1] if there else None
        there.append(entry(NoteWritten("calm"), at=minute(number), session=session, after=after, station="B"))
    store.append([*here[:400], *there])
    for late in here[400:]:
        store.append([late])
    for session in (SESSION, OTHER_SESSION):
        written = [each for each in (*here, *there) if each.session == session]
        assert store.session(session) == sorted(written, key=clinical_order)


def test_after_gives_what_a_station_wrote_since_in_the_order_written(store):
    written = page(STARTED, (20, vitals(spo2=97)), (10, vitals(spo2=96)))
    store.append(written)
    assert list(store.after("A", 0)) == written
    assert list(store.after("A", 2)) == written[2:]
    assert list(store.after("A", 4)) == list(store.after("A", 9)) == list(store.after("B", 0)) == []


def test_after_gives_more_than_one_batch_whole(store):
    written = page(*((number, vitals(spo2=97)) for number in range(1003)))
    store.append(written)
    assert list(store.after("A", 1)) == written[1:]


def test_the_heads_are_the_last_number_of_every_station(store):
    assert store.heads() == {}
    store.append([*page(STARTED), *page(opened=OPENED, station="B")])
    assert store.heads() == {"A": 2, "B": 1}


def test_nothing_to_keep_is_kept_without_complaint(store):
    store.append([])
    assert store.heads() == {}


def test_a_number_is_given_once(store):
    first, second = page(STARTED)
    store.append([first, second])
    fork = entry(NoteWritten("from another computer"), after=first)
    with pytest.raises(
        NumberTaken, match=r"already an entry A/2 in the record\. Is another computer writing as"
    ) as refused:
        store.append([fork])
    assert refused.value.entry == EntryId("A", 2)
    assert store.session(SESSION) == [first, second]


def test_a_gap_is_refused_with_the_number_that_is_next(store):
    first, _, third = page(STARTED, NoteWritten("third"))
    store.append([first])
    with pytest.raises(GapInChain, match="entry A/3 came, but the next entry of station A is number 2"):
        store.append([third])


def test_a_station_begins_with_number_1(store):
    with pytest.raises(GapInChain, match="next entry of station A is number 1"):
        store.append(page(STARTED)[1:])


@pytest.mark.parametrize(
    "altered",
    [
        {"event": vitals(spo2=98)},
        {"author": "bo"},
        {"session": OTHER_SESSION},
        {"happened_at": minute(2)},
        {"recorded_at": minute(2)},
        {"digest": "0" * 64},
    ],
    ids=lambda altered: next(iter(altered)),
)
def test_an_entry_that_is_not_what_was_sealed_is_refused_by_name(store, altered):
    opened, taken = page((1, vitals(spo2=97)))
    store.append([opened])
    with pytest.raises(BrokenChain, match="A/2: it does not follow from the entry before it"):
        store.append([replace(taken, **altered)])
    assert store.session(SESSION) == [opened]


def test_an_entry_sealed_onto_another_chain_is_refused(store):
    here, there = page(), page(NoteWritten("never seen here"), opened=None)
    store.append(here)
    with pytest.raises(BrokenChain):
        store.append([entry(STARTED, after=there[-1])])


@pytest.mark.parametrize("last", [4, 5, 6])
def test_of_entries_given_together_all_are_kept_or_none(store, last):
    written = page(STARTED, *((number, vitals(spo2=97)) for number in range(5)))
    store.append(written[:2])
    broken = replace(written[last], author="somebody else")
    with pytest.raises(BrokenChain):
        store.append([*written[2:last], broken, *written[last + 1 :]])
    assert store.session(SESSION) == written[:2]
    assert store.heads() == {"A": 2}
    assert [line.started_at for line in store.sessions()] == [minute(0)]

    store.append(written[2:])
    assert store.session(SESSION) == written


def test_a_refused_opening_does_not_appear_in_the_list(store):
    opened, started = page(STARTED)
    with pytest.raises(BrokenChain):
        store.append([opened, replace(started, author="somebody else")])
    assert store.sessions() == []


def test_the_list_has_a_line_for_each_session_the_oldest_first(store):
    later = page((90, OPENED), opened=None, session=OTHER_SESSION)
    earlier = page(STARTED, (40, InfusionStopped()), after=later[-1])
    store.append([*later, *earlier])
    assert store.sessions() == [
        SessionLine(SESSION, PATIENT, "Chair 1", minute(-30), None, started_at=minute(0), ended_at=minute(40)),
        SessionLine(OTHER_SESSION, PATIENT, "Chair 1", minute(90), None),
    ]


def test_striking_the_start_takes_it_from_the_list(store):
    opened, started = page(STARTED)
    struck = entry(EntryStruck(started.id, "wrong patient"), at=minute(1), after=started)
    store.append([opened, started])
    store.append([struck])
    assert [line.started_at for line in store.sessions()] == [None]


def test_striking_the_opening_takes_the_session_from_the_list(store):
    (opened,) = page()
    store.append([opened, entry(EntryStruck(opened.id, "opened twice"), after=opened)])
    assert store.sessions() == []


def test_a_store_is_content_with_what_it_keeps(store):
    store.append([*page(STARTED, (10, vitals(spo2=97))), *page(STARTED, opened=None, station="B")])
    assert str(verify(store)) == "4 entries, 2 stations, every chain whole"


def test_an_empty_record_is_whole(store):
    assert str(verify(store)) == "0 entries, 0 stations, every chain whole"
