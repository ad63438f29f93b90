"""The small picture of the blood pressure."""

import pytest

from ui.board.sparkline import Sparkline


@pytest.fixture
def sparkline(qtbot):
    made = Sparkline()
    qtbot.addWidget(made)
    made.resize(120, 64)
    made.show()
    return made


def lowest_and_highest(sparkline):
    """The rows of the picture that are painted on, from the top."""
    picture = sparkline.grab().toImage()
    blank = picture.pixel(0, 0)
    rows = [y for y in range(picture.height()) if any(picture.pixel(x, y) != blank for x in range(picture.width()))]
    return (min(rows), max(rows)) if rows else None


def test_without_a_reading_nothing_is_painted(sparkline):
    sparkline.display([], [], 10.0)
    assert lowest_and_highest(sparkline) is None


@pytest.mark.parametrize(
    ("systolic", "diastolic"), [([(0, 120.0)], []), ([], [(0, 80.0)]), ([(0, 120.0)], [(0, 80.0)])]
)
def test_a_single_reading_is_painted(sparkline, systolic, diastolic):
    sparkline.display(systolic, diastolic, 0.0)
    assert lowest_and_highest(sparkline) is not None


def test_a_steady_pressure_does_not_fill_the_height(sparkline):
    sparkline.display([(0, 120.0), (10, 121.0)], [], 10.0)
    top, bottom = lowest_and_highest(sparkline)
    assert bottom - top < sparkline.height() / 4


def test_readings_at_any_distance_stay_inside(sparkline):
    sparkline.display([(0, 90.0), (10, 240.0)], [(0, 40.0), (10, 140.0)], 10.0)
    top, bottom = lowest_and_highest(sparkline)
    assert top > 0
    assert bottom < sparkline.height() - 1
