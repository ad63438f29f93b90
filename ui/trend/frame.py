"""Where on the picture what is: the bands from top to bottom, and the way from minutes and values to pixels."""

from dataclasses import dataclass

from ui.trend.time import TimeSpan

LEFT_PX = 80
NAMES_PX = 22
AXIS_PX = 36
LOW_BELOW_PX = 420
"""Below this height what matters less gives way, so that the readings stay legible."""

PRESSURE_PART, LOW_PRESSURE_PART = 0.4, 0.45
"""The part of the height that the blood pressure keeps, however many effects there are."""

GAP_PX, LOW_GAP_PX = 32, 18
LANE_PX, LOW_LANE_PX = 22, 17
LEAST_ROW_PX = 13
ABOVE_LANES_PX, LOW_ABOVE_LANES_PX = 8, 4
LEAST_SPO2_PX, MOST_SPO2_PX = 46, 120
SPO2_PART, LOW_SPO2_PART = 0.15, 0.13
WIDE_FROM_PX = 1040
NARROW_COLUMN_PX, WIDE_COLUMN_PX = 60, 96
COLUMNS = 3
HELD_PX = 8


@dataclass(frozen=True, slots=True)
class TimeScale:
    left: float
    right: float
    first: float
    last: float

    def x(self, minute: float) -> float:
        return self.left + (minute - self.first) / (self.last - self.first) * (self.right - self.left)

    def minutes(self, px: float) -> float:
        """How long so many pixels are."""
        return px * (self.last - self.first) / (self.right - self.left)

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

    def value(self, y: float) -> float:
        return self.low + (self.band.bottom - y) / self.band.height * (self.high - self.low)


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
    sets: Band  # the same band as the events where the picture is low
    row_px: float  # of one row of effects
    column_px: float  # of the limits beside the readings

    @property
    def is_wide(self) -> bool:
        return self.column_px == WIDE_COLUMN_PX

    @property
    def is_low(self) -> bool:
        return is_low(self.height)

    @property
    def axis_y(self) -> float:
        return self.sets.bottom


def is_low(height: float) -> bool:
    return height < LOW_BELOW_PX


def time_scale(width: float, span: TimeSpan) -> TimeScale:
    return TimeScale(LEFT_PX, max(width - COLUMNS * _column_px(width) - 8, LEFT_PX + 1), span.first, span.last)


def most_effect_rows(height: float) -> int:
    """How many rows of effects there is room for, at their lowest, beside the readings."""
    return max(int(_room_for_effects(height) / LEAST_ROW_PX), 1)


def frame_of(
    width: float,
    height: float,
    span: TimeSpan,
    pressure: tuple[float, float],
    spo2: tuple[float, float],
    effect_rows: int,
    *,
    has_rate: bool = True,
) -> Frame:
    """The pressure gets what the lanes leave, and at least its part; with many effects their rows get lower first."""
    low = is_low(height)
    lane, rows = LOW_LANE_PX if low else LANE_PX, max(effect_rows, 1)
    effects_px = max(min(rows * lane, _room_for_effects(height)), LEAST_ROW_PX)
    sets = Band(height - AXIS_PX - lane, height - AXIS_PX)
    events = sets if low else Band(sets.top - lane, sets.top)
    effects = Band(events.top - effects_px, events.top)
    rate = Band(effects.top - lane if has_rate else effects.top, effects.top)
    spo2_bottom = rate.top - (LOW_ABOVE_LANES_PX if low else ABOVE_LANES_PX)
    spo2_band = Band(spo2_bottom - _spo2_px(height), spo2_bottom)
    pressure_band = Band(NAMES_PX, max(spo2_band.top - (LOW_GAP_PX if low else GAP_PX), NAMES_PX + 1))
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
        row_px=effects_px / rows,
        column_px=_column_px(width),
    )


def _room_for_effects(height: float) -> float:
    """What the pressure's part and all other bands leave."""
    if is_low(height):
        others = LOW_GAP_PX + LOW_ABOVE_LANES_PX + 2 * LOW_LANE_PX
        pressure = height * LOW_PRESSURE_PART
    else:
        others = GAP_PX + ABOVE_LANES_PX + 3 * LANE_PX
        pressure = height * PRESSURE_PART
    return height - NAMES_PX - AXIS_PX - _spo2_px(height) - others - pressure


def _spo2_px(height: float) -> float:
    part = LOW_SPO2_PART if is_low(height) else SPO2_PART
    return min(max(height * part, LEAST_SPO2_PX), MOST_SPO2_PX)


def _column_px(width: float) -> float:
    return WIDE_COLUMN_PX if width >= WIDE_FROM_PX else NARROW_COLUMN_PX
