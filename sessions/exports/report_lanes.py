"""The lanes under the curves of the trend: effects from onset to end, drugs, and sets that were missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.graphics.shapes import Shape
from reportlab.pdfbase.pdfmetrics import stringWidth

from monitor.chart import Chart
from monitor.course import EffectCourse, Taken
from monitor.events import DrugGiven
from monitor.vitals import Vital
from sessions.exports.report_account import Account
from sessions.exports.report_drawing import GUTTER, SIZE, Scale, box, fitting, said, spaced
from sessions.exports.report_type import BAR, INK, REGULAR

LANE_PT = 11.0


@dataclass(frozen=True, slots=True)
class Lane:
    """One row under the curves: bars from when to when of which height, and marks."""

    label: str
    bars: tuple[tuple[datetime, datetime, float, str], ...] = ()
    marks: tuple[tuple[datetime, str], ...] = ()


def lanes_of(account: Account, until: datetime) -> list[Lane]:
    """What was breathed when SpO2 was read; effects by their onset, drugs, and sets that were missed."""
    chart = account.chart
    breathed = tuple((taken.at, _litres(taken)) for taken in chart.sets if taken.vitals.value(Vital.SPO2) is not None)
    lanes = {"": Lane("oxygen L/min", marks=breathed)} if breathed else {}
    for course in chart.effects:
        before = lanes.get(course.label, Lane(course.label))
        lanes[course.label] = Lane(course.label, (*before.bars, *_bars(course, until)))
    for entry in chart.drugs:
        if isinstance(entry.event, DrugGiven):
            label = f"{entry.event.drug} {entry.event.dose}"
            marks = lanes[label].marks if label in lanes else ()
            lanes[label] = Lane(label, marks=(*marks, (entry.happened_at, "▼")))
    if chart.missed:
        lanes["missed sets"] = Lane("missed sets", marks=tuple((missed.due_at, "✗") for missed in chart.missed))
    return list(lanes.values())


def _litres(taken: Taken) -> str:
    oxygen = taken.vitals.oxygen
    return "?" if oxygen is None else f"{oxygen.litres_per_min:g}" if oxygen.litres_per_min else "air"


def _bars(course: EffectCourse, until: datetime) -> Iterator[tuple[datetime, datetime, float, str]]:
    """One bar a step, the worse the higher."""
    ends = [*(step.at for step in course.steps[1:]), course.ended_at or until]
    for step, end in zip(course.steps, ends, strict=True):
        yield step.at, max(end, step.at), 2.8 + 2 * step.grade, step.grade.word


def drawn(chart: Chart, x: Scale, lanes: Sequence[Lane], top: float) -> Iterator[Shape]:
    """The lanes, the first one highest. A word stands in its bar where there is room for it."""
    for number, lane in enumerate(lanes):
        middle = top - (number + 0.5) * LANE_PT
        yield said(0, middle - 2.2, fitting(lane.label, GUTTER - 8), "start", INK)
        for since, until, height, grade in lane.bars:
            left, right = x.at(chart.minute(since)), x.at(chart.minute(until))
            yield box(left, middle - height / 2, max(right - left - 0.6, 0.8), height, BAR)
            if stringWidth(grade, REGULAR, SIZE) + 4 < right - left:
                yield said(left + 2.5, middle - 2.2, grade, "start", INK)
        places = [x.at(chart.minute(at)) for at, _ in lane.marks]
        for place, (_, mark), has_room in zip(places, lane.marks, spaced(places, 10), strict=True):
            if has_room:
                yield said(place, middle - 2.2, mark, "middle", INK)
