"""The readings as points: each where it was taken, struck ones apart, and what reaches a limit marked."""

import pytest

from monitor.events import EntryStruck
from monitor.limits import Severity
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import STARTED, baseline, minute, page, running_page, vitals
from ui.trend.readings import Breathing, LimitMark, ReadingsReader, StruckReading, pressure_range, spo2_range


def shown_at(entries, at=60.0):
    return take_snapshot(entries, minute(at))


def readings_of(snapshot):
    return ReadingsReader().read(snapshot)


def readings(*lines):
    return readings_of(shown_at(page(STARTED, *lines)))


def of(shown, vital):
    return [(minute, value) for minute, value, kind in shown.on_left_axis if kind is vital]


def test_every_series_is_the_one_of_the_chart():
    snapshot = shown_at(
        page(STARTED, (10, vitals(systolic=142, diastolic=88, mean=108, heart_rate=76)), (20.5, vitals(systolic=150)))
    )
    chart, shown = snapshot.chart, readings_of(snapshot)

    assert of(shown, Vital.SYSTOLIC) == chart.series(Vital.SYSTOLIC) == [(10, 142), (20.5, 150)]
    assert of(shown, Vital.DIASTOLIC) == chart.series(Vital.DIASTOLIC)
    assert of(shown, Vital.MEAN) == chart.series(Vital.MEAN)
    assert of(shown, Vital.HEART_RATE) == list(shown.heart_rate) == chart.series(Vital.HEART_RATE)


def test_a_bar_joins_the_pressures_of_one_set_and_needs_both():
    shown = readings((10, vitals(systolic=142, diastolic=88)), (20, vitals(systolic=150)))

    assert shown.bars == ((10, 142), (10, 88))


def test_a_mean_that_nobody_entered_is_not_drawn():
    assert of(readings((10, vitals(systolic=142, diastolic=88))), Vital.MEAN) == []


@pytest.mark.parametrize(
    ("oxygen", "breathing"), [(0, Breathing.AIR), (2, Breathing.OXYGEN), (None, Breathing.UNKNOWN)]
)
def test_spo2_says_what_was_breathed_and_unknown_is_not_air(oxygen, breathing):
    (point,) = readings((10, vitals(spo2=96, oxygen=oxygen))).spo2

    assert point.breathing is breathing


def test_a_struck_reading_leaves_its_series_and_stays_as_struck():
    entries = page(STARTED, (10, vitals(systolic=242, spo2=96)))
    entries += page((11, EntryStruck(entries[-1].id, "wrong cuff")), opened=None, after=entries[-1])
    shown = readings_of(shown_at(entries))

    assert shown.on_left_axis == ()
    assert shown.spo2 == ()
    assert shown.struck == (StruckReading(10, 242, Vital.SYSTOLIC), StruckReading(10, 96, Vital.SPO2))


def test_a_reading_that_reaches_a_limit_is_marked_once_with_the_worst():
    assert readings((10, vitals(systolic=181))).marks == (LimitMark(10, 181, Vital.SYSTOLIC, Severity.CRITICAL),)
    assert readings((10, vitals(systolic=160))).marks == (LimitMark(10, 160, Vital.SYSTOLIC, Severity.CAUTION),)
    assert readings((10, vitals(systolic=159))).marks == ()


@pytest.mark.parametrize(("at", "severity"), [(14, Severity.ADVISORY), (17, Severity.CAUTION)])
def test_a_lone_high_pressure_is_marked_as_the_flags_judge_it_by_then(at, severity):
    lone = running_page((10, baseline(systolic=168)))
    assert [mark.severity for mark in readings_of(shown_at(lone, at)).marks] == [severity]


def test_the_left_axis_grows_until_nothing_is_cut_off():
    assert pressure_range(readings((10, vitals(systolic=120)))) == (40, 200)
    assert pressure_range(readings((10, vitals(systolic=200, diastolic=40)))) == (40, 200)
    low, high = pressure_range(readings((10, vitals(systolic=241, heart_rate=32))))
    assert low < 32
    assert high > 241


def test_a_struck_value_is_not_cut_off_either():
    entries = page(STARTED, (10, vitals(systolic=280, spo2=60)))
    entries += page((11, EntryStruck(entries[-1].id, "wrong cuff")), opened=None, after=entries[-1])
    shown = readings_of(shown_at(entries))

    assert pressure_range(shown)[1] > 280
    assert spo2_range(shown)[0] < 60


def test_the_scale_of_spo2_grows_downwards_only():
    assert spo2_range(readings((10, vitals(spo2=100)))) == (85, 100)
    assert spo2_range(readings((10, vitals(spo2=84)))) == (80, 100)


def test_the_axes_reach_as_far_as_the_limits_that_are_drawn():
    shown = readings((10, vitals(systolic=142, spo2=97)))
    assert pressure_range(shown, [180, 210])[1] > 210
    assert pressure_range(shown, [180, 35])[0] < 35
    assert pressure_range(shown, [180]) == pressure_range(shown)
    assert spo2_range(shown, [80])[0] < 80


def test_read_on_as_the_chart_grows_the_readings_are_those_of_the_whole_chart():
    entries = page((-5, vitals(systolic=128, diastolic=79)), STARTED, (10, vitals(systolic=165, diastolic=90)))
    entries += page((15, vitals(spo2=96, heart_rate=70)), (20, vitals(systolic=142)), opened=None, after=entries[-1])
    entries += page((21, EntryStruck(entries[-2].id, "wrong cuff")), opened=None, after=entries[-1])
    reader = ReadingsReader()

    for number in [*range(1, len(entries) + 1), 3, 5]:
        snapshot = shown_at(entries[:number])
        assert reader.read(snapshot) == readings_of(snapshot)
