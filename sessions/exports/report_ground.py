"""What the curves of the trend stand on: time, phases, rulers, the protocol's limits and the patient's baseline."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil, floor

from reportlab.graphics.shapes import Shape
from reportlab.pdfbase.pdfmetrics import stringWidth

from monitor.chart import Chart
from monitor.limits import Bound, Comparison, Phase, Severity
from monitor.vitals import Vital
from monitor.wording import phase_word
from sessions.exports.report_drawing import GUTTER, PLOT, SIZE, Scale, box, said, stroke
from sessions.exports.report_type import BOLD, INK, LINE, MARKS, MUTED, PAPER, TINT, TONES

PHASES_PT, AXIS_PT = 13.0, 24.0
SIGNS = {Comparison.AT_LEAST: "≥", Comparison.ABOVE: ">", Comparison.AT_MOST: "≤", Comparison.BELOW: "<"}


def grid(chart: Chart, x: Scale, top: float) -> Iterator[Shape]:
    """A hair line at round minutes, with T+ and the clock under it."""
    zero = chart.started_at or chart.opened_at
    step = next((step for step in (10, 15, 20, 30, 60, 120) if (x.high - x.low) / step <= 14), 240)
    for minute in range(ceil(x.low / step) * step, floor(x.high) + 1, step):
        at = zero + timedelta(minutes=minute)
        place = x.at(minute)
        yield stroke(place, AXIS_PT, place, top)
        if chart.started_at:
            yield said(place, AXIS_PT - 9, chart.t_text(at), "middle", INK)
        yield said(place, AXIS_PT - 17, chart.time_text(at), "middle")
    yield stroke(x.start, AXIS_PT, x.start + x.length, AXIS_PT, MUTED)


def phases(chart: Chart, x: Scale, y: float, until: datetime) -> Iterator[Shape]:
    """A band over the curves: before, infusion with its pauses, recovery; after a spray, observation."""
    start, stop = chart.started_at, chart.stopped_at
    yield from _band(x, y, x.low, chart.minute(start) if start else x.high, "Preparing", "")
    if start is None:
        return
    end = chart.minute(stop) if stop else x.high
    if chart.protocol.is_infused:
        yield from _band(x, y, chart.minute(start), end, "Infusion", LINE)
    for pause in chart.pauses:
        pause_end = chart.minute(pause.until or stop or until)
        yield from _band(x, y, chart.minute(pause.since), pause_end, "Pause", PAPER)
    if stop:
        yield from _band(x, y, end, x.high, phase_word(chart, Phase.RECOVERING).capitalize(), TINT)


def _band(x: Scale, y: float, low: float, high: float, name: str, fill: str) -> Iterator[Shape]:
    left, right = x.at(low), x.at(high)
    if fill:
        yield box(left, y + 1, max(right - left, 0.8), PHASES_PT - 2, fill, LINE)
    if stringWidth(name, BOLD, SIZE) + 4 < right - left:
        yield said((left + right) / 2, y + 4.3, name, "middle", INK if fill else MUTED, BOLD)


def rulers(y: Scale, step: int, names: Sequence[str]) -> Iterator[Shape]:
    for value in range(ceil(y.low / step) * step, floor(y.high) + 1, step):
        yield stroke(GUTTER, y.at(value), GUTTER + PLOT, y.at(value))
        yield said(GUTTER - 5, y.at(value) - 2.2, str(value), "end")
    for number, name in enumerate(names):
        yield said(0, y.start + y.length - 7 - 9 * number, name, "start", INK, BOLD)


def bounds(chart: Chart, vital: Vital) -> Iterator[tuple[Severity, Bound]]:
    """The caution and critical limits during the infusion, or after the spray."""
    limits = chart.protocol.limits_for(vital, Phase.INFUSING if chart.protocol.is_infused else Phase.RECOVERING)
    if limits:
        for severity in (Severity.CAUTION, Severity.CRITICAL):
            yield from ((severity, bound) for bound in limits.bounds(severity))


def levels(chart: Chart, x: Scale, y: Scale, vitals: Sequence[Vital]) -> Iterator[Shape]:
    """Limits dashed and the baseline dotted, from the start on: before it other limits hold."""
    left = x.at(chart.minute(chart.started_at)) if chart.started_at else x.start
    labels: list[tuple[float, str, str]] = []
    for vital in vitals:
        name = f" {vital.label.lower()}" if len(vitals) > 1 else ""
        for severity, bound in bounds(chart, vital):
            if y.low <= bound.limit <= y.high:
                color = TONES[severity]
                yield stroke(left, y.at(bound.limit), x.start + x.length, y.at(bound.limit), color, 0.45, [2.2, 2.2])
                sign = f"{MARKS[severity]} {SIGNS[bound.comparison]} {vital.number(bound.limit)}{name}"
                labels.append((y.at(bound.limit), sign, color))
        before = chart.baseline.get(vital)
        if before is not None and chart.started_at and len(vitals) > 1:
            yield stroke(left, y.at(before), x.start + x.length, y.at(before), MUTED, 0.6, [0.8, 1.8])
            labels.append((y.at(before), f"{vital.number(before)} baseline", MUTED))
    yield from _apart(labels)


def _apart(labels: list[tuple[float, str, str]]) -> Iterator[Shape]:
    """Each beside its line, moved up where it would touch the one below."""
    lowest = float("-inf")
    for place, words, color in sorted(labels):
        lowest = max(place - 2.2, lowest + SIZE + 0.8)
        yield said(GUTTER + PLOT + 4, lowest, words, "start", color)
