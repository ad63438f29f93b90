"""Where the mark of a limit stands at its reading: where it covers no heart rate and no label of a limit."""

from bisect import bisect_left, bisect_right

from monitor.vitals import Vital
from ui.trend.frame import Frame
from ui.trend.readings import LimitMark, Points, Readings
from ui.trend.symbols import MARK_RADIUS_PX, OFF_PX

PLACES = {
    Vital.SYSTOLIC: ("above", "beside"),
    Vital.DIASTOLIC: ("below", "beside"),
    Vital.SPO2: ("under",),
}
OTHER_PLACES = ("beside", "above", "below")
CLEAR_PX = MARK_RADIUS_PX + 5.5
"""From the middle of a mark to that of the dot of a heart rate."""

LABELS_PX = 6
"""The labels of the limits begin so far right of the plot."""


def places_of(readings: Readings, frame: Frame) -> tuple[str, ...]:
    """For each mark the first of its places that is free, or the usual one where none is."""
    minutes = [minute for minute, _value in readings.heart_rate]
    found = []
    for mark in readings.marks:
        places = PLACES.get(mark.vital, OTHER_PLACES)
        free = (place for place in places if _is_free(mark, place, readings.heart_rate, minutes, frame))
        found.append(next(free, places[0]))
    return tuple(found)


def _is_free(mark: LimitMark, place: str, dots: Points, minutes: list[float], frame: Frame) -> bool:
    scale = frame.spo2 if mark.vital is Vital.SPO2 else frame.pressure
    right, down = OFF_PX[place]
    x, y = frame.time.x(mark.minute) + right, scale.y(mark.value) + down
    if x + MARK_RADIUS_PX > frame.time.right + LABELS_PX:
        return False
    minute, clear = mark.minute + frame.time.minutes(right), frame.time.minutes(CLEAR_PX)
    near = dots[bisect_right(minutes, minute - clear) : bisect_left(minutes, minute + clear)]
    low, high = frame.pressure.value(y + CLEAR_PX), frame.pressure.value(y - CLEAR_PX)
    return not any(low < value < high for _minute, value in near)
