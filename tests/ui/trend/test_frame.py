"""What gives way where the picture is low, and what never does."""

from itertools import pairwise

import pytest

from ui.trend.frame import LOW_BELOW_PX, frame_of, most_effect_rows
from ui.trend.time import TimeSpan

SPAN = TimeSpan(-10, 80, ())
AXES = (40.0, 200.0), (85.0, 100.0)


def frame(height, effect_rows=1, width=870):
    return frame_of(width, height, SPAN, *AXES, effect_rows)


@pytest.mark.parametrize("height", [330, 358, 400, 419])
def test_in_a_low_picture_the_pressure_has_its_part_even_with_many_effects(height):
    rows = most_effect_rows(height)

    assert frame(height, rows).pressure.band.height >= 0.45 * height
    assert frame(height, 12).pressure.band.height >= 0.45 * height


@pytest.mark.parametrize("height", [300, 358, 419, 420, 600, 900])
@pytest.mark.parametrize("rows", [1, 3])
def test_no_band_lies_on_another(height, rows):
    made = frame(height, rows)
    bands = [made.pressure.band, made.spo2.band, made.rate, made.effects, made.events]
    bands += [] if made.is_low else [made.sets]

    assert all(above.bottom <= below.top for above, below in pairwise(bands))
    assert all(band.height > 0 for band in bands)


def test_events_and_sets_share_a_lane_only_in_a_low_picture():
    assert frame(LOW_BELOW_PX - 1).events == frame(LOW_BELOW_PX - 1).sets
    assert frame(LOW_BELOW_PX).events.bottom == frame(LOW_BELOW_PX).sets.top


def test_rows_of_effects_get_lower_before_any_is_left_out():
    assert frame(600, 2).row_px > frame(600, most_effect_rows(600)).row_px >= 13


def test_pixels_are_minutes_and_values_as_minutes_and_values_are_pixels():
    made = frame(500)
    assert made.time.x(30 + made.time.minutes(17)) == pytest.approx(made.time.x(30) + 17)
    assert made.pressure.value(made.pressure.y(142)) == pytest.approx(142)


@pytest.mark.parametrize("height", [358, 600])
def test_without_a_rate_its_lane_goes_to_the_pressure(height):
    made = frame_of(870, height, SPAN, *AXES, 1, has_rate=False)
    assert made.rate.height == 0
    assert made.pressure.band.height > frame(height).pressure.band.height
