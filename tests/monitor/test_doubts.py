"""What is asked before a set is kept: unusual readings, an earlier time than the last set's, the same set twice."""

from dataclasses import replace

import pytest

from monitor.chart_reader import read_chart
from monitor.doubts import DOUBLE, TIME, doubts, still_confirmed, unasked
from monitor.effects import Grade
from monitor.events import EffectSeen, NoteWritten, VitalsTaken
from tests.builders import baseline, minute, running_page, shipped_page, strike, vitals

SET = vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, oxygen=2)
OTHER = baseline()


def asked(entries, event, at, instead_of=None):
    """The doubts about this event at that minute, each by what it is about."""
    found = doubts(read_chart(entries), event, minute(at), instead_of.id if instead_of else None)
    return {doubt.about: doubt.sentence for doubt in found}


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (3, "14:48 is before the last set, of 15:00. Is the time right?"),
        (10, "14:55 is before the last set, of 15:00. Is the time right?"),
        (14, "14:59 is before the last set, of 15:00. Is the time right?"),
        (14.99, "14:59 is before the last set, of 15:00. Is the time right?"),
        (15, None),
        (15.3, None),
        (15.99, None),
        (16, None),
        (60, None),
    ],
)
def test_a_set_older_than_the_last_one_is_asked_about_its_time(at, sentence):
    entries = running_page((10, OTHER), (15.5, OTHER))
    assert asked(entries, SET, at).get(TIME) == sentence


@pytest.mark.parametrize(("at", "is_asked"), [(-21, True), (-20.5, True), (-20, False), (-19, False)])
def test_before_the_start_it_is_asked_as_well(at, is_asked):
    entries = shipped_page((-20, OTHER))
    assert (TIME in asked(entries, SET, at)) is is_asked


def test_across_midnight_the_day_counts_and_not_the_hour():
    before, after = minute(9 * 60 + 10), minute(9 * 60 + 20)  # 23:55 and 00:05 at the clinic
    chart = read_chart(running_page((9 * 60 + 10, OTHER)))
    assert doubts(chart, SET, after) == ()
    chart = read_chart(running_page((9 * 60 + 20, OTHER)))
    assert [doubt.sentence for doubt in doubts(chart, SET, before)] == [
        "23:55 is before the last set, of 00:05. Is the time right?"
    ]


def test_the_first_set_of_a_chart_is_never_out_of_order():
    assert asked(shipped_page(), SET, -29) == {}


def test_what_is_no_set_leaves_the_order_alone_and_is_asked_nothing():
    entries = running_page((10, OTHER), (20, NoteWritten("music off")), (20, EffectSeen("DIZZ", Grade.MILD)))
    assert asked(entries, SET, 15) == {}
    assert asked(entries, EffectSeen("NAUS", Grade.MILD), 5) == {}


def test_a_struck_set_is_no_last_set_and_no_double():
    entries = running_page((10, OTHER), (20, SET))
    entries = strike(entries, entries[-1], 21)
    assert asked(entries, SET, 15) == {}
    assert asked(entries, SET, 20) == {}
    assert asked(entries, SET, 9) == {TIME: "14:54 is before the last set, of 14:55. Is the time right?"}


@pytest.mark.parametrize(("at", "is_asked"), [(9.99, False), (10, True), (10.99, True), (11, False)])
def test_the_very_same_set_in_the_same_minute_is_asked(at, is_asked):
    entries = running_page((10.5, SET))
    assert (DOUBLE in asked(entries, SET, at)) is is_asked


def test_a_double_is_asked_in_words_with_its_time():
    entries = running_page((10, SET))
    assert asked(entries, SET, 10) == {
        DOUBLE: "The set of 14:55 has these very readings already. Keep it a second time?"
    }


@pytest.mark.parametrize(
    "other",
    [
        vitals(systolic=143, diastolic=88, heart_rate=76, spo2=97, oxygen=2),
        vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, oxygen=3),
        vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, oxygen=0),
        vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97),
        vitals(systolic=142, diastolic=88, heart_rate=76),
        vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, sedation=5, oxygen=2),
        vitals(systolic=142, diastolic=88, etco2=76, spo2=97, oxygen=2),
    ],
)
def test_another_value_another_oxygen_or_one_reading_more_or_less_is_another_set(other):
    assert DOUBLE not in asked(running_page((10, SET)), other, 10)
    assert DOUBLE not in asked(running_page((10, other)), SET, 10)


def test_oxygen_that_nobody_mentioned_and_air_are_not_the_same():
    unknown, air = vitals(spo2=97), vitals(spo2=97, oxygen=0)
    assert asked(running_page((10, unknown)), air, 10) == {}
    assert DOUBLE in asked(running_page((10, unknown)), unknown, 10)


def test_the_order_in_which_the_readings_are_given_makes_no_other_set():
    assert DOUBLE in asked(running_page((10, vitals(spo2=97, heart_rate=76))), vitals(heart_rate=76, spo2=97), 10)


def test_a_double_is_found_though_later_sets_stand_after_it_and_its_time_is_asked_too():
    entries = running_page((10, SET), (10, OTHER), (20, OTHER))
    assert list(asked(entries, SET, 10)) == [TIME, DOUBLE]


def test_the_readings_are_asked_first_and_then_the_place():
    entries = running_page((10, OTHER))
    assert list(asked(entries, vitals(systolic=230, diastolic=90), 5)) == ["systolic", "pulse_pressure", TIME]


def test_what_the_set_names_as_confirmed_is_not_asked_again():
    chart = read_chart(running_page((10, OTHER)))
    unusual = vitals(heart_rate=170)
    for confirmed, left in [((), ["heart_rate", TIME]), ((TIME,), ["heart_rate"]), (("heart_rate", TIME), [])]:
        event = VitalsTaken(unusual.vitals, confirmed)
        assert [doubt.about for doubt in unasked(chart, event, minute(5))] == left
        assert [doubt.about for doubt in doubts(chart, event, minute(5))] == ["heart_rate", TIME]


# In the place of a set that is struck


def corrected(entries, wrong, right=None, at=None):
    when = wrong.happened_at if at is None else minute(at)
    return [doubt.about for doubt in doubts(read_chart(entries), right or wrong.event, when, wrong.id)]


def test_a_set_is_no_double_of_the_one_whose_place_it_takes():
    entries = running_page((10, SET), (20, OTHER))
    assert corrected(entries, entries[-2]) == []
    assert corrected(entries, entries[-2], at=10.5) == []


def test_nor_of_a_predecessor_that_was_struck_before():
    entries = running_page((10, SET), (10, OTHER))
    wrong, right = entries[-2:]
    entries = strike(entries, wrong, 12)
    assert corrected(entries, right, SET) == []


@pytest.mark.parametrize(
    ("at", "about"), [(None, []), (12, []), (16, []), (25, []), (10, []), (9.9, [TIME]), (5, [TIME])]
)
def test_only_a_time_before_the_set_above_it_is_asked(at, about):
    entries = running_page((10, OTHER), (15, SET), (20, OTHER))
    assert corrected(entries, entries[-2], at=at) == about


def test_of_a_corrected_time_the_sentence_names_the_set_above_it_and_not_the_last_one():
    entries = running_page((10, OTHER), (15, SET), (20, OTHER))
    said = asked(entries, SET, 5, instead_of=entries[-2])
    assert said == {TIME: "14:50 is before the set above it, of 14:55. Is the time right?"}


@pytest.mark.parametrize(("at", "about"), [(None, []), (10, [DOUBLE]), (20, [DOUBLE]), (12, [])])
def test_a_correction_to_what_another_set_says_is_asked_whether_that_stands_above_or_below(at, about):
    entries = running_page((10, SET), (15, OTHER), (20, SET))
    assert corrected(entries, entries[-2], SET, at=at) == about


def test_a_wrong_value_beside_the_right_one_of_the_same_minute_is_asked_though_that_stands_below():
    entries = running_page((10, vitals(systolic=124, diastolic=88)), (10, vitals(systolic=142, diastolic=88)))
    wrong, right = entries[-2:]
    assert corrected(entries, wrong, right.event) == [DOUBLE]


WRONG = replace(vitals(heart_rate=170), confirmed=("heart_rate", TIME, DOUBLE))


@pytest.mark.parametrize(
    ("same_values", "same_time", "still"),
    [(False, True, (TIME,)), (True, False, ("heart_rate",)), (False, False, ())],
)
def test_what_was_confirmed_holds_for_what_stays_as_it_was(same_values, same_time, still):
    assert still_confirmed(WRONG, same_values=same_values, same_time=same_time) == still
