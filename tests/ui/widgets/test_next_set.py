"""The next set in words."""

from datetime import timedelta

import pytest

from monitor.events import InfusionStopped, SessionCancelled
from monitor.snapshot import take_snapshot
from tests.builders import STARTED, minute, page, vitals
from ui.widgets.next_set import minutes_text, next_set_of

FINE = vitals(systolic=122, diastolic=76, spo2=98)


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(seconds=379), "6:19"),
        (timedelta(seconds=379.9), "6:19"),
        (timedelta(0), "0:00"),
        (timedelta(minutes=101, seconds=12), "101:12"),
        (timedelta(days=1, seconds=1), "1440:01"),
    ],
)
def test_a_length_is_read_as_on_a_clock(length, text):
    assert minutes_text(length) == text


def test_a_baseline_begun_is_not_called_untaken():
    assert next_set_of(take_snapshot(page(), minute(-20))).text == "baseline set not taken"
    begun = page((-20, vitals(systolic=122)))
    assert next_set_of(take_snapshot(begun, minute(-19))).text == "baseline set not complete"


def test_the_waiting_time_is_counted_from_the_planned_set_before():
    soon = next_set_of(take_snapshot(page((-10, FINE), STARTED, (10, FINE)), minute(12.5)))
    assert soon.text == "next set in 7:30"
    assert soon.gone == 0.25


def test_after_the_stop_the_sets_of_the_recovery_are_awaited():
    stopped = page((-10, FINE), STARTED, (10, FINE), (12, InfusionStopped("wish")), (12, FINE))
    assert next_set_of(take_snapshot(stopped, minute(13))).text == "next set in 14:00"


def test_nothing_is_awaited_of_a_session_that_is_over():
    assert next_set_of(take_snapshot(page((-20, SessionCancelled("no escort"))), minute(-10))) is None
