"""Whole sessions, each minute of them: the flags that a clinician expects are there, and no others."""

import pytest

from monitor.chart_reader import read_chart
from monitor.doubts import TIME, doubts
from monitor.events import (
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryStruck,
    FlagAnswered,
    GateAnswered,
    InfusionPaused,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    NoEffectsSeen,
    NoteWritten,
    PatientDischarged,
    PatientLeft,
    PatientLimitsSet,
    SessionOpened,
    SetMissed,
    SprayGiven,
    SymptomsChecked,
    VitalsTaken,
)
from monitor.rules import flags_of
from monitor.snapshot import take_snapshot
from monitor.wording import describe, flag_course, problem_words, response_text
from sessions.exports.record import read_record
from tests.scenarios.story import HERE, counted_on, read_story
from tests.scenarios.write import NAMES, STORIES, UTC_OFFSET_MIN, moment, record

TOLD = SessionOpened | PatientLimitsSet | GateAnswered | InfusionStarted | InfusionPaused | InfusionResumed
TOLD |= InfusionStopped | VitalsTaken | SetMissed | EffectSeen | EffectEnded | NoEffectsSeen | DrugGiven | NoteWritten
TOLD |= SprayGiven | FlagAnswered | SymptomsChecked | EntryStruck | PatientDischarged | PatientLeft
"""What a story tells; the rest of the work before the drip and before going home is the same in all."""


@pytest.fixture(params=sorted(STORIES), scope="module")
def name(request):
    return request.param


@pytest.fixture(scope="module")
def entries(name):
    return read_record((HERE / f"{name}.jsonl").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def story(name):
    return read_story(name)


def minute_of(at):
    return (at - moment(0)).total_seconds() / 60


def known(entries, minute):
    """What is charted by then, whenever it happened."""
    return [entry for entry in entries if entry.recorded_at <= moment(minute)]


def t_text(minute):
    return f"T{'−' if minute < 0 else '+'}{abs(minute):g}"


def seen(entries, minute):
    """Every flag that is open at that minute or still wants its answer, as a story tells it."""
    snapshot = take_snapshot(known(entries, minute), moment(minute))
    for flag in (*snapshot.flags, *(flag for flag in snapshot.ended if flag.wants_answer)):
        what = f"{flag.severity.word}"
        if not flag.is_open:
            what = f"over, {what}, still to be answered"
        elif flag.is_escalated:
            what += ", NOT ANSWERED IN TIME"
        elif flag.wants_answer:
            what += f", answer by {t_text(minute_of(flag.answer_by))}"
        yield f"{what} · {problem_words(flag.problem)} · {flag.sentence}"


def kept(entries):
    """Every flag of the whole session with its course and its answers, as a story tells it."""
    end = entries[-1].recorded_at
    chart = read_chart(entries)
    for flag in sorted(flags_of(chart, end), key=lambda flag: (flag.since, flag.problem)):
        answers = [response_text(r, flag, NAMES[r.by], chart.time_text(r.at)) for r in flag.responses]
        told = f"{flag.severity.word} · {problem_words(flag.problem)} · {flag_course(flag, chart)} · {flag.sentence}"
        yield " · ".join([told, *answers])


def test_at_every_minute_exactly_the_expected_flags_are_seen(entries, story):
    last = int(minute_of(entries[-1].recorded_at))
    for minute in range(story.moments[0].minute, last + 1):
        told = story.at(minute)
        expected = [counted_on(flag, minute - told.minute) for flag in told.flags]
        assert sorted(seen(entries, minute)) == sorted(expected), t_text(minute)


def test_every_moment_of_the_story_brings_something_new(entries, story):
    before = []
    for told in story.moments:
        at = told.minute
        flags = sorted(counted_on(flag, 0) for flag in told.flags)
        assert told.charted or flags != before, t_text(at)
        before = flags


def test_the_story_tells_what_is_charted_and_when(entries, story):
    chart = read_chart(entries)
    charted = {}
    for entry in entries:
        if isinstance(entry.event, TOLD):
            minute = int(minute_of(entry.recorded_at))
            earlier = entry.happened_at != entry.recorded_at and not isinstance(entry.event, EntryStruck)
            of = f"of {t_text(int(minute_of(entry.happened_at)))}: " if earlier else ""
            charted.setdefault(minute, []).append(of + describe(entry.event, chart))
    assert {told.minute: list(told.charted) for told in story.moments if told.charted} == charted


def test_every_set_names_what_was_asked_when_it_was_charted_and_nothing_else(entries):
    in_place_of = {e.event.corrected_by: e.event.entry for e in entries if isinstance(e.event, EntryStruck)}
    for number, entry in enumerate(entries):
        if isinstance(entry.event, VitalsTaken):
            so_far = read_chart(entries[:number])
            asked = doubts(so_far, entry.event, entry.happened_at, in_place_of.get(entry.id))
            assert entry.event.confirmed == tuple(doubt.about for doubt in asked), entry.id


def test_of_two_sheets_charted_in_the_wrong_order_the_second_was_asked_about_its_time():
    entries = read_record((HERE / "late-charting.jsonl").read_text(encoding="utf-8"))
    sets = [entry for entry in entries if isinstance(entry.event, VitalsTaken)]
    confirmed = {t_text(int(minute_of(entry.happened_at))): entry.event.confirmed for entry in sets}
    assert {minute: about for minute, about in confirmed.items() if about} == {"T+20": (TIME,)}


def test_the_story_begins_with_the_opening_and_its_times_are_the_clinics(entries, story):
    assert moment(story.moments[0].minute) == entries[0].recorded_at
    assert [told.minute for told in story.moments] == sorted({told.minute for told in story.moments})
    clock = 14 * 60
    assert all(told.time == "{:02}:{:02}".format(*divmod(clock + told.minute, 60)) for told in story.moments)
    assert UTC_OFFSET_MIN == 60


def test_every_flag_stays_in_the_chart_with_its_course_and_its_answers(entries, story):
    assert list(kept(entries)) == list(story.kept)


def test_the_records_are_what_the_script_writes(name):
    written = (HERE / f"{name}.jsonl").read_text(encoding="utf-8")
    assert written == record(name), "the protocol or the chart changed: python -m tests.scenarios.write"


def test_every_scenario_has_its_story_and_every_story_its_record():
    records = {file.stem for file in HERE.glob("*.jsonl")}
    assert records == {file.stem for file in HERE.glob("*.md")} - {"README"} == set(STORIES)
