"""Where the pressure is going: said only of a steady rise that soon reaches the caution limit, with its arithmetic."""

from dataclasses import replace

import pytest

from monitor.chart_reader import read_chart
from monitor.limits import Severity
from monitor.rules import flags_of
from monitor.trends import Line, line_through, minutes_until
from monitor.vitals import Vital
from tests.builders import SHIPPED, STARTED, baseline, minute, running_page, shipped_page, vitals

RISING = "rising:systolic"


def every(step, *values):
    """One reading each so many minutes."""
    return [(number * step, value) for number, value in enumerate(values)]


def rising(lines, at, page=running_page):
    return [flag for flag in flags_of(read_chart(page(*lines)), minute(at)) if flag.problem == RISING]


def systolics(*readings):
    return [(at, baseline(systolic=value)) for at, value in readings]


def test_the_line_goes_through_the_readings_by_least_squares():
    assert line_through([(0, 103), (10, 107), (20, 117), (30, 133)]) == Line(per_min=1, rise=30, scatter=3)
    assert line_through([(5, 120), (10, 120), (15, 120)]) == Line(0, 0, 0)


def test_readings_of_one_minute_make_no_line():
    with pytest.raises(ValueError, match="more than one minute"):
        line_through([(10, 120), (10, 130)])


@pytest.mark.parametrize(
    ("points", "limit", "expected"),
    [
        (every(10, 140, 155), 158, None),  # two are no trend
        (every(10, 140, 147.5, 155), 158, 4),
        ([(10, 140), (10, 150), (10, 160)], 165, None),
        (every(10, 141, 148, 155), 156, None),  # rises by 14 only
        (every(10, 103, 107, 117, 133), 138, 5),  # the rise is 10 times the scatter
        (every(10, 103, 106, 116, 133), 138, None),  # a little less than that
        (every(10, 140, 154, 160), 165, 5),
        (every(10, 140, 154.5, 160), 165, None),
        (every(10, 140, 150, 160), 164.9, pytest.approx(4.9)),
        (every(10, 140, 150, 160), 165, 5),
        (every(10, 140, 150, 160), 165.1, None),  # further ahead than 5 min
        (every(10, 140, 150, 160), 160, None),  # there already
        (every(10, 140, 150, 160), 160.1, pytest.approx(0.1)),
        ([(0, 100), (20, 140), (21, 139)], 141, None),  # turned back at the last reading
        ([(0, 100), (20, 140), (21, 141)], 142, pytest.approx(0.51, abs=0.01)),
    ],
)
def test_only_a_steady_rise_that_soon_reaches_the_limit_is_told(points, limit, expected):
    assert minutes_until(limit, points) == expected


@pytest.mark.parametrize(
    "values",
    [(160, 160, 160, 160), (164, 158, 163, 164), (150, 164, 152, 164), (164, 160, 155, 150), (158, 160, 162, 164)],
)
def test_flat_noisy_falling_and_slow_series_are_silent(values):
    assert rising(systolics(*every(10, *values)), 30) == []


def test_the_sentence_shows_the_readings_the_slope_and_the_limit():
    [flag] = rising(systolics((10, 146), (20, 154), (30, 162)), 30)
    assert flag.sentence == (
        "Systolic 146, 154, 162 mmHg in 20 min, +0.8 mmHg/min: "
        "162 reaches 165, caution limit, in about 4 min if it goes on"
    )
    assert (flag.rule, flag.severity, flag.vital) == ("pressure_rising", Severity.ADVISORY, Vital.SYSTOLIC)
    assert (flag.limit, flag.value, flag.since) == ("165 within 5 min", "+0.8 mmHg/min", minute(30))
    assert not flag.wants_answer


def test_less_than_a_minute_is_said_as_one():
    [flag] = rising(systolics((0, 124), (10, 144), (20, 164)), 20)
    assert flag.sentence.endswith("in about 1 min if it goes on")


def test_only_readings_since_the_start_count():
    assert len(rising(systolics((0, 146), (10, 154), (20, 162)), 20)) == 1
    before = [(-10, baseline(systolic=146)), STARTED, *systolics((10, 154), (20, 162))]
    assert rising(before, 20, page=shipped_page) == []


def test_a_set_without_a_pressure_changes_nothing():
    lines = systolics((0, 146), (10, 154), (20, 162))
    [flag] = rising([*lines, (22, vitals(heart_rate=70))], 22)
    assert (flag.since, flag.times, flag.is_open) == (minute(20), 1, True)


def test_the_last_four_readings_count_and_no_older_one():
    [flag] = rising(systolics((0, 160), (5, 146), (10, 151), (15, 156), (20, 161)), 20)
    assert flag.sentence.startswith("Systolic 146, 151, 156, 161 mmHg in 15 min, +1.0 mmHg/min")


@pytest.mark.parametrize(("last", "told"), [((35, 162), True), ((36, 163), False)])
def test_a_reading_older_than_35_min_before_the_last_one_does_not_count(last, told):
    assert bool(rising(systolics((0, 134), (20, 150), last), last[0])) is told


RISE = systolics((0, 145), (10, 153), (20, 161))  # reaches 165 at T+25


@pytest.mark.parametrize(("at", "is_open"), [(20, True), (25, True), (25.01, False)])
def test_it_is_over_when_its_time_has_come(at, is_open):
    [flag] = rising(RISE, at)
    assert flag.is_open is is_open
    assert flag.ended_at == (None if is_open else minute(25))


def test_a_set_that_rises_no_more_ends_it():
    [flag] = rising([*RISE, *systolics((23, 158))], 23)
    assert flag.ended_at == minute(23)


def test_the_next_set_that_still_rises_continues_it_in_its_time_and_is_a_new_one_after_it():
    [flag] = rising([*RISE, *systolics((25, 164))], 25)
    assert (flag.since, flag.times, flag.is_open) == (minute(20), 2, True)
    newer, older = rising([*RISE, *systolics((26, 164))], 26)
    assert (older.since, older.ended_at) == (minute(20), minute(25))
    assert (newer.since, newer.is_open) == (minute(26), True)


def test_without_a_caution_limit_nothing_is_foreseen():
    lines = [STARTED, *RISE]
    none = replace(SHIPPED, limits=())
    low_only = tuple(replace(row, advisory=(), caution=(), critical=row.critical[-1:]) for row in SHIPPED.limits)
    for protocol in (none, replace(SHIPPED, limits=low_only)):
        chart = read_chart(shipped_page(*lines, protocol=protocol))
        assert not [flag for flag in flags_of(chart, minute(20)) if flag.problem == RISING]


def test_before_the_start_there_is_no_trend():
    lines = [(-20 + at, event) for at, event in RISE]
    assert rising(lines, 10, page=shipped_page) == []
