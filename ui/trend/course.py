"""What lies behind the readings: the phases, the patient's own baseline, the limits of the present phase, and now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.chart import Chart
from monitor.limits import Phase, Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital
from monitor.wording import phase_word
from ui.trend.readings import ON_LEFT_AXIS
from ui.trend.time import TimeSpan, drawn_minute, end_of_chart

BASELINE_OF = (Vital.SYSTOLIC, Vital.DIASTOLIC)
SHORT = {Vital.SYSTOLIC: "Systolic", Vital.DIASTOLIC: "Diastolic", Vital.MEAN: "Mean", Vital.HEART_RATE: "Heart rate"}


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    name: str
    phase: Phase
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """The patient's own value before the infusion."""

    vital: Vital
    value: float
    number: str

    @property
    def text(self) -> str:
        return f"baseline {self.number}"


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit of the protocol, with its number and its word."""

    vital: Vital
    severity: Severity
    value: float
    number: str

    @property
    def text(self) -> str:
        return f"{self.severity.word} {self.number}"


@dataclass(frozen=True, slots=True)
class Guides:
    """What readings are held against: the patient's own baseline, and the limits of the present phase."""

    baseline: tuple[BaselineLine, ...]
    limits: tuple[LimitLine, ...]  # on the left axis
    spo2_limits: tuple[LimitLine, ...]


@dataclass(frozen=True, slots=True)
class Course:
    phases: tuple[PhaseSpan, ...]
    now: float | None  # None in a closed chart
    is_empty: bool


def guides_of(chart: Chart) -> Guides:
    return Guides(
        baseline=tuple(
            BaselineLine(vital, value, vital.number(value))
            for vital, value in chart.baseline.items()
            if vital in BASELINE_OF
        ),
        limits=tuple(line for vital in ON_LEFT_AXIS for line in _limits(chart, vital)),
        spo2_limits=tuple(_limits(chart, Vital.SPO2)),
    )


def course_of(snapshot: Snapshot, span: TimeSpan) -> Course:
    chart = snapshot.chart
    return Course(
        phases=tuple(_phases(chart, span, snapshot.now)),
        now=drawn_minute(chart, snapshot.now) if chart.is_open else None,
        is_empty=not chart.sets,
    )


def _phases(chart: Chart, span: TimeSpan, now: datetime) -> Iterator[PhaseSpan]:
    end = drawn_minute(chart, now)
    if chart.started_at is None:
        yield PhaseSpan("Baseline", Phase.PREPARING, span.first, end)
        return
    yield PhaseSpan("Baseline", Phase.PREPARING, span.first, 0.0)
    stopped = end if chart.stopped_at is None else chart.minute(chart.stopped_at)
    since = 0.0
    for pause in chart.pauses:
        paused, resumed = chart.minute(pause.since), stopped if pause.until is None else chart.minute(pause.until)
        yield PhaseSpan("Infusion", Phase.INFUSING, since, paused)
        yield PhaseSpan("Paused", Phase.PAUSED, paused, resumed)
        since = resumed
    if chart.protocol.is_infused:
        yield PhaseSpan("Infusion", Phase.INFUSING, since, stopped)
    if chart.stopped_at is not None:
        name = phase_word(chart, Phase.RECOVERING).capitalize()
        until = end if chart.is_open else chart.minute(end_of_chart(chart, now))
        yield PhaseSpan(name, Phase.RECOVERING, stopped, until)


def _limits(chart: Chart, vital: Vital) -> Iterator[LimitLine]:
    closed = (Phase.DISCHARGED, Phase.REVIEWED)
    limits = chart.protocol.limits_for(vital, Phase.RECOVERING if chart.phase in closed else chart.phase)
    if limits is None:
        return
    for severity in Severity:
        for bound in limits.bounds(severity):
            yield LimitLine(vital, severity, bound.limit, vital.number(bound.limit))
