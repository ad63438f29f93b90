"""Labels that would cover each other are moved apart, and no further than that."""

from itertools import pairwise

import pytest

from monitor.limits import Severity
from monitor.vitals import Vital
from ui.trend.course import BaselineLine, LimitLine
from ui.trend.limits import apart, thinned, within


def test_places_with_room_between_them_stay():
    assert apart([0, 20, 50], 14) == [0, 20, 50]


def test_two_that_touch_move_by_the_same():
    assert apart([100, 104], 14) == [95, 109]


@pytest.mark.parametrize("places", [[0, 1, 2, 3], [10, 10, 10], [0, 14, 15, 40, 41]])
def test_whatever_comes_every_label_has_its_room(places):
    moved = apart(places, 14)

    assert all(after - before >= 14 - 1e-9 for before, after in pairwise(moved))


def test_nothing_to_place_is_nothing_placed():
    assert apart([], 14) == []


def test_labels_are_moved_together_to_where_they_can_be_read():
    assert within([-5, 9], 0, 100) == [0, 14]
    assert within([90, 104], 0, 100) == [86, 100]
    assert within([20, 34], 0, 100) == [20, 34]
    assert within([], 0, 100) == []


def test_where_there_is_little_room_the_worst_limits_keep_their_label():
    baseline = BaselineLine(Vital.SYSTOLIC, 122, "122")
    advisory, caution, critical = (LimitLine(Vital.SYSTOLIC, severity, 150, "150") for severity in Severity)

    assert list(thinned([baseline, advisory, caution, critical], 2)) == [critical, caution]
    assert list(thinned([baseline, advisory], 5)) == [advisory, baseline]
