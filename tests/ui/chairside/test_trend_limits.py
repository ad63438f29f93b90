"""Labels that would cover each other are moved apart, and no further than that."""

from itertools import pairwise

import pytest

from ui.chairside.trend_limits import apart


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
