"""The mark of a limit covers neither a heart rate nor the labels of the limits."""

from monitor.limits import Severity
from monitor.vitals import Vital
from ui.trend.frame import frame_of
from ui.trend.marks import places_of
from ui.trend.readings import LimitMark, Readings
from ui.trend.time import TimeSpan

FRAME = frame_of(1000, 500, TimeSpan(-10, 80, ()), (40.0, 200.0), (85.0, 100.0), 1)


def place(vital, value, *, heart_rate, minute=30.0):
    marks = (LimitMark(minute, value, vital, Severity.CAUTION),)
    (found,) = places_of(Readings((), ((minute, heart_rate),), (), (), (), marks), FRAME)
    return found


def test_a_mark_stands_at_the_point_of_the_caret_where_that_is_free():
    assert place(Vital.SYSTOLIC, 168, heart_rate=80) == "above"
    assert place(Vital.DIASTOLIC, 100, heart_rate=130) == "below"
    assert place(Vital.HEART_RATE, 112, heart_rate=112) == "beside"
    assert place(Vital.SPO2, 92, heart_rate=112) == "under"


def test_a_heart_rate_in_its_place_moves_it_beside_the_caret():
    assert place(Vital.SYSTOLIC, 88, heart_rate=96) == "beside"
    assert place(Vital.DIASTOLIC, 100, heart_rate=92) == "beside"


def test_at_the_edge_of_the_plot_it_leaves_the_labels_of_the_limits_free():
    assert place(Vital.HEART_RATE, 112, heart_rate=112, minute=80.0) == "above"
