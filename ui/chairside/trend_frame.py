"""Where on the picture what is: the bands from top to bottom, and the way from minutes and values to pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.chairside.trend_time import TimeSpan

LEFT_PX = 80
NAMES_PX = 24
GAP_PX = 32
LANE_PX = 22
AXIS_PX = 36
LEAST_PRESSURE_PX = 130
WIDE_FROM_PX = 1040
NARROW_COLUMN_PX, WIDE_COLUMN_PX = 60, 96
LEAST_SPO2_PX, MOST_SPO2_PX = 56, 120
COLUMNS = 3
ABOVE_LANES_PX = 8
HELD_PX = 8


@dataclass(frozen=True, slots=True)
class TimeScale:
    left: float
    right: float
    first: float
    last: float

    def x(self, minute: float) -> float:
        return self.left + (minute - self.first) / (self.last - self.first) * (self.right - self.left)

    def held(self, minute: float) -> float:
        """The same, but never outside the picture."""
        return min(max(self.x(minute), self.left + HELD_PX), self.right)


@dataclass(frozen=True, slots=True)
class Band:
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def holds(self, y: float) -> bool:
        return self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class ValueScale:
    band: Band
    low: float
    high: float

    def y(self, value: float) -> float:
        return self.band.bottom - (value - self.low) / (self.high - self.low) * self.band.height


@dataclass(frozen=True, slots=True)
class Frame:
    width: float
    height: float
    time: TimeScale
    pressure: ValueScale
    spo2: ValueScale
    rate: Band
    effects: Band
    events: Band
    sets: Band
    column_px: float  # of the limits beside the readings

    @property
    def is_wide(self) -> bool:
        return self.column_px == WIDE_COLUMN_PX

    def row_px(self, rows: Sequence[int]) -> float:
        """How high a row of the effects is when they take these."""
        return self.effects.height / (max(rows) + 1) if rows else self.effects.height

    @property
    def axis_y(self) -> float:
        return self.sets.bottom


def time_scale(width: float, span: TimeSpan) -> TimeScale:
    return TimeScale(LEFT_PX, max(width - COLUMNS * _column_px(width) - 8, LEFT_PX + 1), span.first, span.last)


def frame_of(
    width: float,
    height: float,
    span: TimeSpan,
    pressure: tuple[float, float],
    spo2: tuple[float, float],
    effect_rows: int,
) -> Frame:
    """The readings get what the lanes leave; with many effects their rows get lower, never fewer."""
    spo2_px = min(max(height * 0.15, LEAST_SPO2_PX), MOST_SPO2_PX)
    fixed = NAMES_PX + GAP_PX + spo2_px + ABOVE_LANES_PX + 3 * LANE_PX + AXIS_PX
    effects_px = min(max(effect_rows, 1) * LANE_PX, max(height - fixed - LEAST_PRESSURE_PX, LANE_PX))
    sets_bottom = height - AXIS_PX
    sets = Band(sets_bottom - LANE_PX, sets_bottom)
    events = Band(sets.top - LANE_PX, sets.top)
    effects = Band(events.top - effects_px, events.top)
    rate = Band(effects.top - LANE_PX, effects.top)
    spo2_bottom = rate.top - ABOVE_LANES_PX
    spo2_band = Band(spo2_bottom - spo2_px, spo2_bottom)
    pressure_band = Band(NAMES_PX, max(spo2_band.top - GAP_PX, NAMES_PX + 1))
    return Frame(
        width=width,
        height=height,
        time=time_scale(width, span),
        pressure=ValueScale(pressure_band, *pressure),
        spo2=ValueScale(spo2_band, *spo2),
        rate=rate,
        effects=effects,
        events=events,
        sets=sets,
        column_px=_column_px(width),
    )


def _column_px(width: float) -> float:
    return WIDE_COLUMN_PX if width >= WIDE_FROM_PX else NARROW_COLUMN_PX
