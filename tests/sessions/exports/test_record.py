"""The lossless record: what was written reads back equal, and what was changed since is refused by its line."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.chart_reader import read_chart
from monitor.effects import EFFECTS, Grade
from monitor.events import (
    CheckAnswered,
    DrugGiven,
    EffectSeen,
    EntryId,
    EntryStruck,
    NoteWritten,
    PatientLeft,
    SetMissed,
    VitalsTaken,
)
from monitor.vitals import Oxygen, Reading, Vital, VitalSet
from sessions.exports.record import RecordRefused, read_record, write_record
from tests.builders import STARTED, STARTED_AT, entry, minute, page, vitals
from tests.sessions.exports.usual_session import usual_session

PAGE = page(STARTED, (5, vitals(systolic=142, diastolic=88)), (6, NoteWritten("one")), (7, NoteWritten("two")))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
sets = st.builds(
    lambda temperature, spo2, oxygen: VitalsTaken(
        VitalSet(
            (Reading(Vital.TEMPERATURE, round(temperature, 1)), Reading(Vital.SPO2, float(spo2))),
            oxygen if oxygen is None else Oxygen(oxygen),
        )
    ),
    st.floats(30.0, 43.0),
    st.integers(40, 100),
    st.none() | st.floats(0, 70),
)
ids = st.builds(EntryId, texts, st.integers(1, 10**9))
moments = st.timedeltas(timedelta(), timedelta(days=400)).map(lambda gone: STARTED_AT + gone)
events = st.one_of(
    sets,
    st.builds(NoteWritten, texts),
    st.builds(DrugGiven, texts, texts, texts, texts),
    st.builds(PatientLeft, texts),
    st.builds(SetMissed, moments, texts),
    st.builds(EntryStruck, ids, texts, st.none() | ids),
    st.builds(EffectSeen, st.sampled_from([effect.code for effect in EFFECTS]), st.sampled_from(Grade), texts),
    st.from_type(CheckAnswered),
)


def changed(text, number, **fields):
    """The record with these fields of that line set to something else."""
    lines = text.split("\n")
    lines[number - 1] = json.dumps(json.loads(lines[number - 1]) | fields, ensure_ascii=False)
    return "\n".join(lines)


def test_a_whole_session_reads_back_as_equal_entries_and_an_equal_chart():
    visit = usual_session()

    read = read_record(write_record(visit.entries))

    assert read == visit.entries
    assert read_chart(read) == read_chart(visit.entries)


@given(st.lists(st.tuples(events, moments, moments, texts), min_size=1, max_size=6))
def test_whatever_can_be_written_reads_back_equal(said):
    entries = []
    for event, happened_at, recorded_at, author in said:
        after = entries[-1] if entries else None
        entries.append(entry(event, at=happened_at, recorded_at=recorded_at, author=author, after=after))

    assert list(read_record(write_record(entries))) == entries


def test_entries_of_two_stations_read_back_in_the_order_given():
    both = [*PAGE, *page((8, NoteWritten("from the desk")), station="desk", opened=None)]

    assert list(read_record(write_record(both))) == both


def test_the_first_line_names_format_and_version():
    header = json.loads(write_record(PAGE).split("\n")[0])

    assert header["format"] == "vigil-record"
    assert header["version"] == 1
    assert header["entries"] == len(PAGE)


def test_a_record_that_came_through_windows_reads_back_equal():
    assert list(read_record("\ufeff" + write_record(PAGE).replace("\n", "\r\n"))) == PAGE


def test_a_letter_that_some_programs_take_for_a_line_break_stays_in_its_line():
    odd = page((1, NoteWritten("one\u2028two\x85three\x0cfour")))

    assert list(read_record(write_record(odd))) == odd


def test_no_record_is_written_of_two_sessions_or_of_none():
    with pytest.raises(ValueError, match="one session, not of 2"):
        write_record([*PAGE, *page(session="another", station="B")])
    with pytest.raises(ValueError, match="one session, not of 0"):
        write_record([])


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda text: "", "Line 1 is damaged: it is not JSON"),
        (lambda text: changed(text, 1, format="other"), "Line 1 does not say that this is a vigil-record"),
        (lambda text: changed(text, 1, version=2), "Line 1 says version 2; this Vigil reads version 1"),
        (lambda text: changed(text, 1, version=True), "Line 1 is damaged: its version"),
        (lambda text: text.replace('"station"', '"station', 1), "Line 2 is damaged: it is not JSON"),
        (lambda text: text.rstrip("\n") + "\n[]\n", "Line 7 is damaged: it is not an object"),
        (lambda text: changed(text, 3, seq="2"), "Line 3 is damaged: its seq is missing"),
        (lambda text: changed(text, 3, kind="magic_done"), "Line 3 cannot be read: .*'magic_done'"),
        (lambda text: changed(text, 3, happened_at="14:05"), "Line 3 cannot be read: .*14:05"),
        (lambda text: changed(text, 3, author="\ud800"), "Line 3 is damaged"),
        (lambda text: changed(text, 3, author="berta"), "Line 3: entry A/2 was changed; its digest does not fit"),
        (lambda text: changed(text, 5, event={"text": "1ne"}), "Line 5: entry A/4 was changed"),
        (lambda text: changed(text, 2, author="berta"), "Line 2: entry A/1 was changed"),
        (lambda text: changed(text, 3, session="another"), "Line 3 belongs to session another, not to"),
        (lambda text: text + text.split("\n")[3] + "\n", "Line 7 is entry A/3, which is in line 4 already"),
        (lambda text: "\n".join(text.split("\n")[:5]), "Line 1 names 5 entries; 4 follow"),
        (lambda text: changed(text, 1, sha256="0"), "The lines after line 1 were changed"),
    ],
)
def test_a_damaged_record_is_refused_in_a_sentence_with_the_line(damage, sentence):
    text = damage(write_record(PAGE))

    with pytest.raises(RecordRefused, match=sentence):
        read_record(text)


def test_a_changed_entry_whose_predecessor_is_in_another_session_is_refused_by_the_sum_of_the_lines():
    far = entry(NoteWritten("alone"), at=minute(1), after=replace(PAGE[-1], id=EntryId("A", 40)))

    with pytest.raises(RecordRefused, match="The lines after line 1 were changed"):
        read_record(changed(write_record([far]), 2, event={"text": "another"}))
