"""The drawn courses against the published figures: 2,000 people, and the sets of the protocol of each."""

from dataclasses import replace
from statistics import mean, median

import pytest

from sessions.simulated_course import EFFECT_RATES, simulated_course
from sessions.simulated_person import simulated_person
from tests.clinics import PROTOCOL

PEOPLE = 2000
STOP = PROTOCOL.planned_min
SETS = (
    *range(PROTOCOL.schedule.infusing_every, STOP, PROTOCOL.schedule.infusing_every),
    *range(STOP, 90, PROTOCOL.schedule.recovering_every),
)
BEFORE = -3
SIGNS = ("systolic", "diastolic", "heart_rate")


@pytest.fixture(scope="module")
def courses():
    return [simulated_course(seed) for seed in range(PEOPLE)]


@pytest.fixture(scope="module")
def charts(courses):
    """Of everybody the readings that a nurse writes down, by minute."""
    return [{minute: course.reading(minute) for minute in (-8, BEFORE, *SETS, 90)} for course in courses]


def rise(chart, minute, sign="systolic"):
    return getattr(chart[minute], sign) - getattr(chart[BEFORE], sign)


def own_peak(chart, sign):
    return max(rise(chart, minute, sign) for minute in SETS)


def reaches(chart, systolic, diastolic):
    return any(chart[minute].systolic >= systolic or chart[minute].diastolic >= diastolic for minute in SETS)


def mean_rise_of(charts, seeds, sign="systolic"):
    return mean(rise(charts[seed], 30, sign) for seed in seeds)


def test_the_sets_are_those_of_the_protocol():
    assert SETS == (10, 20, 30, 40, 55, 70, 85)


@pytest.mark.parametrize(
    ("sign", "published", "apart"), [("systolic", 7.4, 0.5), ("diastolic", 6.0, 0.5), ("heart_rate", 1.9, 0.3)]
)
def test_the_mean_rise_at_the_worst_time_is_that_of_741_infusions(charts, sign, published, apart):
    worst = max(mean(rise(chart, minute, sign) for chart in charts) for minute in SETS)
    assert worst == pytest.approx(published, abs=apart)


@pytest.mark.parametrize("sign", SIGNS)
def test_the_mean_is_highest_at_30_to_40_min(charts, sign):
    means = {minute: mean(rise(chart, minute, sign) for chart in charts) for minute in SETS}
    assert max(means, key=means.get) in (30, 40)
    assert min(means[30], means[40]) > 0.85 * max(means.values())


@pytest.mark.parametrize(("sign", "published", "less"), [("systolic", 19.6, 4.1), ("diastolic", 13.4, 2.0)])
def test_everybodys_own_highest_reading_is_on_average_by_4_over_2_lower_than_in_205_infusions(
    charts, sign, published, less
):
    assert mean(own_peak(chart, sign) for chart in charts) == pytest.approx(published - less, abs=0.3)


def test_of_the_patients_with_four_sessions_as_many_reach_165_or_100_as_of_203(charts):
    def another_day_reaches(seed):
        days = (simulated_course(seed, session) for session in (2, 3, 4))
        return any(reaches({minute: day.reading(minute) for minute in SETS}, 165, 100) for day in days)

    patients = range(1000)
    reached = mean(reaches(charts[seed], 165, 100) or another_day_reaches(seed) for seed in patients)
    assert reached == pytest.approx(0.443, abs=0.03)


def test_of_the_sessions_fewer_reach_165_or_100_than_of_the_patients(charts):
    independent, alike = 1 - (1 - 0.443) ** (1 / 4), 0.443
    reached = mean(reaches(chart, 165, 100) for chart in charts)
    assert reached == pytest.approx(0.18, abs=0.02)
    assert independent < reached < alike


def test_a_systolic_of_180_is_rare(charts):
    assert 0 < mean(reaches(chart, 180, 999) for chart in charts) < 0.015


def test_a_diastolic_of_110_is_rare(charts):
    assert mean(reaches(chart, 999, 110) for chart in charts) == pytest.approx(0.045, abs=0.01)


def test_a_low_pressure_is_rarer_than_one_session_in_a_hundred(charts):
    assert mean(any(one.systolic < 90 or one.diastolic < 50 for one in chart.values()) for chart in charts) < 0.01


def test_noise_alone_makes_no_low_spo2_and_hardly_a_slow_pulse(charts):
    assert min(one.spo2 for chart in charts for one in chart.values()) > 93
    assert mean(any(one.heart_rate < 50 for one in chart.values()) for chart in charts) < 0.01
    assert max(one.heart_rate for chart in charts for one in chart.values()) <= 110


def test_nobodys_pressure_falls_by_more_than_a_little(courses):
    systolic = [course.rises[0] for course in courses]
    assert min(systolic) >= -6
    assert min(course.rises[1] for course in courses) >= -5
    assert mean(rise < 0 for rise in systolic) == pytest.approx(0.24, abs=0.03)
    assert mean(rise for rise in systolic if rise < 0) == pytest.approx(-2.3, abs=0.3)


def test_the_rises_have_their_tail_above(courses):
    rises = [course.rises[0] for course in courses]
    assert mean(rises) > median(rises) + 1
    assert max(rises) - median(rises) > 3 * (median(rises) - min(rises))


def test_nobodys_course_is_above_the_baseline_after_90_min(courses):
    assert max(course.part(90) for course in courses) == 0


@pytest.mark.parametrize("sign", SIGNS)
def test_the_readings_at_90_min_are_back_at_those_before_the_start(charts, sign):
    assert mean(rise(chart, 90, sign) for chart in charts) == pytest.approx(0, abs=0.5)


def test_the_pressure_begins_to_rise_at_5_to_10_min_and_everybody_has_one_peak_at_20_to_40(courses):
    for course in courses:
        parts = [course.part(minute / 2) for minute in range(181)]
        top = parts.index(max(parts))
        assert parts[10] == 0
        assert parts[20] > 0
        assert 40 <= top <= 80
        assert parts == sorted(parts[:top]) + sorted(parts[top:], reverse=True)


@pytest.mark.parametrize("sign", ["systolic", "diastolic"])
def test_the_pressure_of_the_older_hypertensive_or_dissociating_rises_more(courses, charts, sign):
    people = [simulated_person(seed) for seed in range(PEOPLE)]
    for differs in (
        lambda seed: people[seed].age >= 50,
        lambda seed: people[seed].is_hypertensive,
        lambda seed: any(bout.code == "DISS" for bout in courses[seed].bouts),
    ):
        those = [seed for seed in range(PEOPLE) if differs(seed)]
        others = [seed for seed in range(PEOPLE) if not differs(seed)]
        assert mean_rise_of(charts, those, sign) > mean_rise_of(charts, others, sign) + 1


def test_the_pulse_of_the_hypertensive_rises_less(charts):
    hypertensive = {seed for seed in range(PEOPLE) if simulated_person(seed).is_hypertensive}
    others = set(range(PEOPLE)) - hypertensive
    assert mean_rise_of(charts, hypertensive, "heart_rate") < mean_rise_of(charts, others, "heart_rate") - 1


def test_nine_in_ten_would_pass_a_gate_of_140_over_90(charts):
    passed = mean(chart[BEFORE].systolic <= 140 and chart[BEFORE].diastolic <= 90 for chart in charts)
    assert passed == pytest.approx(0.9, abs=0.03)


def test_nobody_is_above_the_gate_but_for_what_a_single_reading_adds(courses):
    assert max(course.systolic for course in courses) <= 140
    assert max(course.diastolic for course in courses) <= 90


@pytest.mark.parametrize(("sign", "published"), [("systolic", 5), ("diastolic", 3)])
def test_two_readings_5_min_apart_differ_as_two_of_a_real_cuff_do(charts, sign, published):
    apart = median(abs(getattr(chart[-8], sign) - getattr(chart[BEFORE], sign)) for chart in charts)
    assert apart == pytest.approx(published, abs=1)


def test_readings_an_hour_apart_differ_more_than_two_that_follow_each_other(courses):
    steady = [replace(course, rises=(0, 0, 0)) for course in courses[:500]]
    soon = mean(abs(course.reading(30).systolic - course.reading(31).systolic) for course in steady)
    late = mean(abs(course.reading(30).systolic - course.reading(90).systolic) for course in steady)
    assert late > 1.3 * soon


@pytest.mark.parametrize("code", EFFECT_RATES)
def test_an_effect_comes_at_its_published_rate(courses, code):
    share = mean(any(bout.code == code for bout in course.bouts) for course in courses)
    assert share == pytest.approx(EFFECT_RATES[code], abs=0.03)


def test_effects_begin_at_10_to_20_min_and_end_20_to_60_min_after_the_stop(courses):
    bouts = [bout for course in courses for bout in course.bouts]
    assert all(10 <= bout.begins <= 20 for bout in bouts)
    assert all(20 <= bout.ends - STOP <= 60 for bout in bouts)


def test_two_effects_in_three_are_mild_and_none_is_severe(courses):
    grades = [bout.grade for course in courses for bout in course.bouts]
    assert set(grades) == {1, 2}
    assert grades.count(1) / len(grades) == pytest.approx(2 / 3, abs=0.03)


def test_every_reading_of_everybody_is_believable(courses):
    for reading in (reading for course in courses[:300] for reading in course.readings):
        assert 30 <= reading.systolic <= 300
        assert 10 <= reading.diastolic < reading.systolic
        assert 20 <= reading.heart_rate <= 300
        assert 85 <= reading.spo2 <= 100


def test_there_is_a_reading_of_every_minute_from_before_the_start_until_3_h_after_the_end():
    readings = simulated_course(7).readings
    assert [reading.minute for reading in readings] == list(range(-15, 221))


def test_a_reading_is_the_same_however_it_is_asked_for():
    course = simulated_course(7)
    assert course.readings[15 + 33] == course.reading(33)


def test_the_same_seed_and_session_are_the_same_course():
    assert simulated_course(7, 2) == simulated_course(7, 2)


@pytest.mark.parametrize("other", [simulated_course(8), simulated_course(7, 2)], ids=["seed", "session"])
def test_another_seed_or_another_session_is_another_course(other):
    assert simulated_course(7).readings != other.readings


def test_the_sessions_of_one_person_are_more_alike_than_those_of_two():
    def mean_difference(pairs):
        return mean(abs(one.rises[0] - other.rises[0]) for one, other in pairs)

    own = mean_difference((simulated_course(seed), simulated_course(seed, 2)) for seed in range(300))
    strangers = mean_difference((simulated_course(seed), simulated_course(seed + 1)) for seed in range(300))
    assert own < 0.85 * strangers


def test_after_an_early_stop_the_pressure_falls_from_where_it_was():
    course = replace(simulated_course(7), peak=35, stop=20)
    assert course.part(20) == 1
    assert course.part(19.9) < 1
    assert course.part(20.1) < 1


def test_after_an_early_stop_the_pressure_is_back_as_much_earlier():
    early = simulated_course(7, stop=20)
    assert early.part(20 + early.back_after) == 0
    assert early.back_after <= 50
