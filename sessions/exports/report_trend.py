"""The trend of one session on paper: pressure and heart rate, SpO2, effects and drugs over time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from math import ceil, floor

from reportlab.graphics.shapes import Circle, Drawing, Polygon, Shape
from reportlab.lib.colors import HexColor

from monitor.chart import Chart
from monitor.course import Taken
from monitor.flagged import worst_of
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital
from sessions.exports.report_account import Account
from sessions.exports.report_drawing import GUTTER, PLOT, Anchor, Scale, said, spaced, stroke
from sessions.exports.report_ground import AXIS_PT, PHASES_PT, bounds, grid, levels, phases, rulers
from sessions.exports.report_lanes import LANE_PT, drawn, lanes_of
from sessions.exports.report_type import INK, MARKS, OXYGEN, PAPER, PULSE, TONES, WIDTH, letters, severity_text, tinted

PRESSURE_PT, SPO2_PT, SPACE_PT = 132.0, 42.0, 8.0
MOST_LANES = 16
PRESSURES = (Vital.SYSTOLIC, Vital.DIASTOLIC)


def legend(chart: Chart) -> str:
    own = " of this patient" if chart.patient_limits else ""
    when = "during the infusion" if chart.protocol.is_infused else "after the dose"
    spo2 = f"{tinted('◇', OXYGEN)} SpO2; oxygen “?” was not charted. " if _values(chart, (Vital.SPO2,)) else ""
    return (
        "Carets joined by a bar: systolic and diastolic. "
        + (f"{tinted('●', PULSE)} heart rate. " if _values(chart, (Vital.HEART_RATE,)) else "")
        + f"{spo2}Dashed: limits{own} {when}, {severity_text(Severity.CAUTION)}, {severity_text(Severity.CRITICAL)}. "
        + "Dotted: the patient’s baseline. Struck sets are not drawn."
    )


def trend(account: Account) -> Drawing:
    """All standing sets over the minutes since the start. Struck sets are not drawn. There must be a set."""
    letters()
    chart = account.chart
    until = max(_moments(chart))
    lanes = lanes_of(account, until)
    shown = lanes[:MOST_LANES]
    foot = AXIS_PT + len(shown) * LANE_PT + (SPACE_PT if shown else 0)
    middle = foot + SPACE_PT + (SPO2_PT if _values(chart, (Vital.SPO2,)) else 0)
    top = middle + PRESSURE_PT + SPACE_PT
    x = _minutes(chart)
    pressure = _pressure_scale(chart, middle)
    drawing = Drawing(WIDTH, top + PHASES_PT)
    for part in (
        grid(chart, x, top),
        phases(chart, x, top, until),
        rulers(pressure, 20, ("mmHg", "/min")),
        levels(chart, x, pressure, PRESSURES),
        _heart_rate(account.snapshot, x, pressure),
        _pressures(account.snapshot, x, pressure),
        _saturations(account.snapshot, x, foot),
        drawn(chart, x, shown, AXIS_PT + len(shown) * LANE_PT),
    ):
        for shape in part:
            drawing.add(shape)
    if len(lanes) > len(shown):
        drawing.add(said(0, AXIS_PT - 9, f"and {len(lanes) - len(shown)} more below"))
    return drawing


def _moments(chart: Chart) -> Iterator[datetime]:
    yield from (taken.at for taken in chart.sets)
    yield from (step.at for course in chart.effects for step in course.steps)
    yield from (course.ended_at for course in chart.effects if course.ended_at)
    yield from (entry.happened_at for entry in chart.drugs)
    yield from (missed.due_at for missed in chart.missed)
    yield from (at for pause in chart.pauses for at in (pause.since, pause.until) if at)
    yield from (at for at in (chart.started_at, chart.stopped_at) if at)
    if chart.discharge:
        yield chart.discharge.happened_at


def _minutes(chart: Chart) -> Scale:
    minutes = [chart.minute(at) for at in _moments(chart)]
    margin = max(2.0, (max(minutes) - min(minutes)) * 0.025)
    return Scale(min(minutes) - margin, max(minutes) + margin, GUTTER, PLOT)


def _values(chart: Chart, vitals: Sequence[Vital]) -> list[float]:
    return [value for taken in chart.sets for vital in vitals if (value := taken.vitals.value(vital)) is not None]


def _pressure_scale(chart: Chart, start: float) -> Scale:
    limits = [bound.limit for vital in PRESSURES for _, bound in bounds(chart, vital)]
    values = [*_values(chart, (*PRESSURES, Vital.HEART_RATE)), *limits] or [60, 140]
    return Scale(floor((min(values) - 4) / 10) * 10, ceil((max(values) + 4) / 10) * 10, start, PRESSURE_PT)


def _spo2_scale(chart: Chart, start: float) -> Scale:
    lowest = min([*_values(chart, (Vital.SPO2,)), 88])
    return Scale(floor(lowest / 5) * 5, 104, start, SPO2_PT)


def _pressures(snapshot: Snapshot, x: Scale, y: Scale) -> Iterator[Shape]:
    """Systolic and diastolic as open carets whose tips are the values, joined by a bar."""
    chart = snapshot.chart
    for taken in chart.sets:
        place = x.at(chart.minute(taken.at))
        systolic, diastolic = (taken.vitals.value(vital) for vital in PRESSURES)
        if systolic is not None and diastolic is not None:
            yield stroke(place, y.at(diastolic), place, y.at(systolic), INK, 0.9)
        for vital, value, way in ((Vital.SYSTOLIC, systolic, 1), (Vital.DIASTOLIC, diastolic, -1)):
            if value is not None:
                tip = y.at(value)
                for side in (-3.4, 3.4):
                    yield stroke(place, tip, place + side, tip + way * 4.4, INK, 1.1)
                yield from _severity(snapshot, taken, vital, place, tip + (6.4 if way > 0 else -11), "middle")


def _heart_rate(snapshot: Snapshot, x: Scale, y: Scale) -> Iterator[Shape]:
    chart = snapshot.chart
    points = [(x.at(minute), y.at(value)) for minute, value in chart.series(Vital.HEART_RATE)]
    for (x1, y1), (x2, y2) in pairwise(points):
        yield stroke(x1, y1, x2, y2, PULSE, 0.5)
    for place, height in points:
        yield Circle(place, height, 2.1, fillColor=HexColor(PULSE), strokeColor=HexColor(PAPER), strokeWidth=0.5)
    for taken in chart.sets:
        value = taken.vitals.value(Vital.HEART_RATE)
        if value is not None:
            yield from _severity(
                snapshot, taken, Vital.HEART_RATE, x.at(chart.minute(taken.at)) + 4, y.at(value) - 2.2, "start"
            )


def _saturations(snapshot: Snapshot, x: Scale, foot: float) -> Iterator[Shape]:
    """Diamonds with the number over each, where it fits; nothing at all where nobody read SpO2."""
    chart = snapshot.chart
    if not _values(chart, (Vital.SPO2,)):
        return
    y = _spo2_scale(chart, foot)
    yield from rulers(y, 5, ("SpO2 %",))
    yield from levels(chart, x, y, (Vital.SPO2,))
    points = [(x.at(minute), y.at(value)) for minute, value in chart.series(Vital.SPO2)]
    for (x1, y1), (x2, y2) in pairwise(points):
        yield stroke(x1, y1, x2, y2, OXYGEN, 0.5)
    taken_at = [taken for taken in chart.sets if taken.vitals.value(Vital.SPO2) is not None]
    room = spaced((place for place, _ in points), 11)
    for taken, (place, height), has_room in zip(taken_at, points, room, strict=True):
        corners = [place, height + 3, place + 3, height, place, height - 3, place - 3, height]
        yield Polygon(corners, fillColor=HexColor(PAPER), strokeColor=HexColor(OXYGEN), strokeWidth=0.9)
        if has_room:
            yield said(place, height + 5, Vital.SPO2.number(taken.vitals.value(Vital.SPO2) or 0), "middle", INK)
        yield from _severity(snapshot, taken, Vital.SPO2, place + 6, height + 5, "start")


def _severity(snapshot: Snapshot, taken: Taken, vital: Vital, x: float, y: float, anchor: Anchor) -> Iterator[Shape]:
    """Only caution and critical: filled shapes on the curves mean something to look at."""
    worst = worst_of(snapshot.flagged.get(taken.entry, ()), vital)
    if worst and worst > Severity.ADVISORY:
        yield said(x, y, MARKS[worst], anchor, TONES[worst])
