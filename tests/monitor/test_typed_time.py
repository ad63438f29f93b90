"""When, as it is typed: the clock and minutes ago, to the minute in which the chart begins and not before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.typed_time import Day

CLINIC = timezone(timedelta(hours=1))
NOW = datetime(2026, 3, 5, 14, 10, 30, tzinfo=CLINIC)
EARLIEST = datetime(2026, 3, 5, 13, 20, 40, tzinfo=CLINIC)
DAY = Day(NOW, EARLIEST, CLINIC)


def at(hour, minute, second=0):
    return datetime(2026, 3, 5, hour, minute, second, tzinfo=CLINIC)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "14:10"), (1, "14:10 yesterday"), (2, "14:10 2 days ago"), (9, "14:10 9 days ago")]
)
def test_a_moment_is_said_with_its_day_if_that_is_not_today(days, said):
    assert DAY.clock(NOW - timedelta(days=days)) == said


def test_yesterday_begins_at_the_midnight_of_the_clinic():
    assert DAY.clock(datetime(2026, 3, 4, 22, 59, tzinfo=UTC)) == "23:59 yesterday"
    assert DAY.clock(datetime(2026, 3, 4, 23, 0, tzinfo=UTC)) == "00:00"


def test_a_time_on_the_clock_is_its_whole_minute_and_this_minute_is_now():
    assert DAY.last_time(14, 9, "typed") == at(14, 9)
    assert DAY.last_time(14, 10, "typed") == NOW
    assert replace(DAY, now=at(14, 10)).last_time(14, 10, "typed") == at(14, 10)
    assert replace(DAY, now=at(14, 11)).last_time(14, 10, "typed") == at(14, 10)


def test_the_next_minute_has_not_come_yet():
    with pytest.raises(ValueError, match=r"^14:11 has not come yet: it is 14:10\.$"):
        DAY.last_time(14, 11, "14:11")


@pytest.mark.parametrize(("hour", "minute", "moment"), [(13, 21, at(13, 21)), (13, 20, EARLIEST)])
def test_the_minute_in_which_the_chart_begins_is_when_it_begins(hour, minute, moment):
    assert DAY.last_time(hour, minute, "typed") == moment


@pytest.mark.parametrize("begins", [EARLIEST, at(13, 20)], ids=["within its minute", "on its minute"])
def test_the_minute_before_the_chart_begins_is_refused(begins):
    with pytest.raises(ValueError, match=r"^13:19 is before 13:20: nothing is charted before that\.$"):
        Day(NOW, begins, CLINIC).last_time(13, 19, "13:19")


def test_a_time_that_today_has_not_is_yesterdays_if_the_chart_goes_back_so_far():
    long = Day(NOW, NOW - timedelta(hours=20), CLINIC)
    assert long.last_time(23, 50, "23:50") == at(23, 50) - timedelta(days=1)


@pytest.mark.parametrize(("minutes", "moment"), [(0, NOW), (3, at(14, 7, 30)), (49, at(13, 21, 30)), (50, EARLIEST)])
def test_minutes_ago_are_counted_to_the_second(minutes, moment):
    assert DAY.ago(minutes, "typed") == moment


def test_more_minutes_ago_than_the_chart_is_old_are_refused_with_both_times():
    with pytest.raises(ValueError, match=r"^-51 \(13:19\) is before 13:20: nothing is charted before that\.$"):
        DAY.ago(51, "-51")


@pytest.mark.parametrize("moment", [DAY.last_time(14, 0, ""), DAY.ago(3, ""), DAY.ago(50, "")])
def test_every_moment_is_in_utc(moment):
    assert moment.tzinfo is UTC
