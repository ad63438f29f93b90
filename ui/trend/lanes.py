"""What the lanes below the readings show: planned sets, the rate, the effects, and what was done and written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from monitor.chart import Chart
from monitor.effects import Grade
from monitor.entries import Entry
from monitor.events import DrugGiven, EntryId, FlagAnswered, NoteWritten
from monitor.limits import Phase, Severity
from monitor.rules_of_the_plan import SET_OVERDUE
from monitor.schedule import PlannedSet, SetKind, SetState
from monitor.snapshot import Snapshot
from monitor.wording import phase_word
from ui.trend.readings import DRAWN
from ui.trend.time import drawn_minute


@dataclass(frozen=True, slots=True)
class PlannedMark:
    """A planned set and what became of it. `late` is how severe it is that nobody took it yet."""

    minute: float
    state: SetState
    late: Severity | None
    words: str


@dataclass(frozen=True, slots=True)
class RateBar:
    """The pump: running or paused from then to then. `is_planned` is what is still to come."""

    since: float
    until: float
    is_paused: bool = False
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class GradeSpan:
    since: float
    until: float
    grade: Grade


@dataclass(frozen=True, slots=True)
class EffectBar:
    """One effect from onset to end, or to now while it is open."""

    label: str
    spans: tuple[GradeSpan, ...]
    is_open: bool
    entry: EntryId

    @property
    def since(self) -> float:
        return self.spans[0].since

    @property
    def until(self) -> float:
        return self.spans[-1].until

    @property
    def worst(self) -> Grade:
        return max(span.grade for span in self.spans)

    @property
    def text(self) -> str:
        return f"{self.label}, {self.spans[-1].grade.word}"


class Happened(Enum):
    """What kind of event, with the letter of its mark."""

    DRUG = ("D", "drug")
    NOTE = ("N", "note")
    ANSWER = ("A", "flag answered")
    STRIKE = ("S", "entry struck")

    def __init__(self, letter: str, word: str) -> None:
        self.letter = letter
        self.word = word


@dataclass(frozen=True, slots=True)
class EventMark:
    """What happened or, with a severity for its kind, a reading beyond a limit that has no place on the plot."""

    minute: float
    kind: Happened | Severity
    text: str
    entry: EntryId


@dataclass(frozen=True, slots=True)
class Lanes:
    planned: tuple[PlannedMark, ...]
    rate: tuple[RateBar, ...]
    rate_text: str
    effects: tuple[EffectBar, ...]
    events: tuple[EventMark, ...]
    more_effects: int = 0  # that there is no room for
    has_rate: bool = True  # nothing flows where a spray was given


def lanes_of(snapshot: Snapshot) -> Lanes:
    chart = snapshot.chart
    end = drawn_minute(chart, snapshot.now)
    return Lanes(
        planned=tuple(_planned(snapshot)),
        rate=tuple(_rate(chart, end)),
        rate_text=chart.dose.rate_text if chart.dose else "",
        effects=tuple(_effects(chart, end)),
        events=tuple(sorted(_events(snapshot), key=lambda mark: mark.minute)),
        has_rate=chart.protocol.is_infused,
    )


def rows_of(
    bars: tuple[EffectBar, ...], x: Callable[[float], float], label_px: Callable[[str], float]
) -> tuple[int, ...]:
    """For each bar the row it lies in: the first in which neither bar nor label covers one that is there."""
    ends: list[float] = []
    rows = []
    for bar in bars:
        row = next((number for number, end in enumerate(ends) if end < x(bar.since)), len(ends))
        end = max(x(bar.until), x(bar.since) + label_px(bar.text))
        ends[row : row + 1] = [end]
        rows.append(row)
    return tuple(rows)


def fitted(
    bars: tuple[EffectBar, ...], most_rows: int, x: Callable[[float], float], label_px: Callable[[str], float]
) -> tuple[EffectBar, ...]:
    """Those for which there are rows enough: the open ones and the worst first, in the order they began."""
    kept: list[EffectBar] = []
    for bar in sorted(bars, key=lambda bar: (bar.is_open, bar.worst), reverse=True):
        tried = sorted([*kept, bar], key=lambda bar: bar.since)
        if max(rows_of(tuple(tried), x, label_px)) < most_rows:
            kept = tried
    return tuple(bar for bar in bars if bar in kept)


def _planned(snapshot: Snapshot) -> Iterator[PlannedMark]:
    late = {flag.since: flag.severity for flag in snapshot.flags if flag.rule == SET_OVERDUE}
    for wanted in snapshot.planned:
        yield PlannedMark(
            minute=snapshot.chart.minute(wanted.due_at),
            state=wanted.state,
            late=late.get(wanted.due_at),
            words=_planned_words(snapshot.chart, wanted, late.get(wanted.due_at)),
        )


def _planned_words(chart: Chart, wanted: PlannedSet, late: Severity | None) -> str:
    state = f"overdue, {late.word}" if late else wanted.state.value
    lacking = ", ".join(vital.label for vital in wanted.missing)
    begun = len(wanted.missing) < len(chart.protocol.schedule.ordered)
    kind = phase_word(chart, Phase.RECOVERING) if wanted.kind is SetKind.RECOVERING else wanted.kind
    what = f"{chart.t_text(wanted.due_at)} · {chart.time_text(wanted.due_at)}\nPlanned set ({kind}): {state}"
    if wanted.reason:
        return f"{what}\n{wanted.reason}"
    return f"{what}\nNot taken: {lacking}" if lacking and begun else what


def _rate(chart: Chart, end: float) -> Iterator[RateBar]:
    if chart.started_at is None:
        return
    stopped = end if chart.stopped_at is None else chart.minute(chart.stopped_at)
    since = 0.0
    for pause in chart.pauses:
        paused, resumed = chart.minute(pause.since), stopped if pause.until is None else chart.minute(pause.until)
        yield RateBar(since, paused)
        yield RateBar(paused, resumed, is_paused=True)
        since = resumed
    if since < stopped:
        yield RateBar(since, stopped)
    if chart.stopped_at is None and chart.planned_end is not None and chart.minute(chart.planned_end) > stopped:
        yield RateBar(stopped, chart.minute(chart.planned_end), is_planned=True)


def _effects(chart: Chart, end: float) -> Iterator[EffectBar]:
    for course in chart.effects:
        since = [chart.minute(step.at) for step in course.steps]
        ended = max(end, since[-1]) if course.ended_at is None else chart.minute(course.ended_at)
        spans = zip(since, [*since[1:], ended], course.steps, strict=True)
        yield EffectBar(
            course.label,
            tuple(GradeSpan(begin, until, step.grade) for begin, until, step in spans),
            course.is_open,
            course.steps[0].entry,
        )


def _events(snapshot: Snapshot) -> Iterator[EventMark]:
    chart = snapshot.chart
    for entry in (*chart.drugs, *chart.notes, *chart.answers):
        kind, text = _said(entry)
        yield EventMark(chart.minute(entry.happened_at), kind, text, entry.id)
    for taken in chart.sets:
        flagged = snapshot.flagged.get(taken.entry, ())  # worst first
        beyond = [one for one in flagged if one.vital is not None and one.vital not in DRAWN]
        if beyond:
            text = " · ".join(one.sentence for one in beyond)
            yield EventMark(chart.minute(taken.at), beyond[0].severity, text, taken.entry)
    for struck, strike in chart.strikes.items():
        yield EventMark(chart.minute(strike.at), Happened.STRIKE, strike.reason, struck)


def _said(entry: Entry) -> tuple[Happened, str]:
    match entry.event:
        case DrugGiven(drug, dose, route):
            return Happened.DRUG, " ".join(filter(None, (drug, dose, route)))
        case NoteWritten(text):
            return Happened.NOTE, text
        case FlagAnswered(action=action):
            return Happened.ANSWER, action
        case other:
            raise TypeError(f"{type(other).__name__} has no place in the events lane.")
