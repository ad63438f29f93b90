"""One entry as a line of the chart table: what stands in which column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from monitor.chart import Chart
from monitor.course import Strike
from monitor.entries import Entry
from monitor.events import ClinicEvent, VitalsTaken
from monitor.flagged import Flagged
from monitor.limits import Severity
from monitor.vitals import Vital, VitalSet
from monitor.wording import SHORT, describe, other_readings, pressure_text
from sessions.staff import Roster
from ui.widgets.marks import SHAPES

LATE_ENTRY = timedelta(minutes=1)
BETWEEN = "  "
"""Between what is said of one severity and of the next."""


class Column(Enum):
    """Title and width in px; below 1 it is the part of what the others leave."""

    TIME = ("Time", 66)
    T = ("T+", 70)
    PRESSURE = ("BP", 84)
    HEART_RATE = ("HR", 46)
    SPO2 = ("SpO2", 76)
    WHAT = ("Other", 0.30)
    FLAGS = ("Flags", 0.50)
    REMARKS = ("Remarks", 0.20)
    BY = ("By", 100)

    def __init__(self, title: str, width: float) -> None:
        self.title = title
        self.width = width


COLUMNS = tuple(Column)


@dataclass(frozen=True, slots=True)
class TableLine:
    entry: Entry
    strike: Strike | None
    flagged: tuple[Flagged, ...] = ()  # the worst first

    def text(self, column: Column, chart: Chart, roster: Roster) -> str:
        vitals = self.entry.event.vitals if isinstance(self.entry.event, VitalsTaken) else None
        match column:
            case Column.TIME:
                return chart.time_text(self.entry.happened_at)
            case Column.T:
                return chart.t_text(self.entry.happened_at) if chart.started_at else ""
            case Column.PRESSURE:
                return pressure_text(vitals) if vitals else self._words(chart)
            case Column.HEART_RATE:
                return _number(vitals, Vital.HEART_RATE)
            case Column.SPO2:
                return _saturation(vitals)
            case Column.WHAT:
                return self._other(vitals) if vitals else ""
            case Column.FLAGS:
                return " · ".join(self._remarks(chart, roster)) if self.strike else BETWEEN.join(self.flags().values())
            case Column.REMARKS:
                return "" if self.strike else " · ".join(self._remarks(chart, roster))
            case Column.BY:
                return roster.name(self.entry.author)

    def hint(self, column: Column, chart: Chart, roster: Roster) -> str:
        """What the column has no room for."""
        if self.flagged and (column is Column.FLAGS or not self.is_set):
            return "\n".join(f"{SHAPES[one.severity]} {one.severity.word}: {one.sentence}" for one in self.flagged)
        if column is Column.PRESSURE and isinstance(self.entry.event, VitalsTaken):
            mean = self.entry.event.vitals.computed_mean
            if mean is not None and self.entry.event.vitals.value(Vital.MEAN) is None:
                return f"Mean pressure {mean:.0f} mmHg, computed from the two"
        return self.text(column, chart, roster)

    @property
    def worst(self) -> Severity | None:
        return self.flagged[0].severity if self.flagged else None

    def spans(self) -> Iterator[tuple[Column, Column]]:
        """From where to where one text goes: an event's words, why a line was struck, which raises no flag, and the
        flags of a set of which nothing is remarked."""
        if not self.is_set and self.strike:
            yield Column.PRESSURE, Column.WHAT
        elif not self.is_set:
            yield Column.PRESSURE, Column.FLAGS if self._is_late else Column.REMARKS
        if self.strike or (self.is_set and not self._is_remarked):
            yield Column.FLAGS, Column.REMARKS

    @property
    def _is_remarked(self) -> bool:
        return self._is_late or (isinstance(self.entry.event, VitalsTaken) and bool(self.entry.event.confirmed))

    @property
    def is_set(self) -> bool:
        return isinstance(self.entry.event, VitalsTaken)

    @property
    def _is_late(self) -> bool:
        """Written so long after it happened that the line says when."""
        return self.entry.recorded_at - self.entry.happened_at > LATE_ENTRY

    def _words(self, chart: Chart) -> str:
        """An event that is no set says what it is across the columns of the readings."""
        event = self.entry.event
        raised = f"{SHAPES[self.worst]} {self.worst.word}: " if self.worst else ""
        return "" if isinstance(event, ClinicEvent) else raised + describe(event, chart)

    def _other(self, vitals: VitalSet) -> str:
        """What was breathed in as few letters as there is room for beside the other readings."""
        litres = vitals.oxygen.litres_per_min if vitals.oxygen else None
        breathed = [] if litres is None else [f"{litres:g} L/min" if litres else "air"]
        return ", ".join([*breathed, *other_readings(vitals)])

    def flags(self) -> dict[Severity, str]:
        """Each vital sign once, under its worst severity: shape, word, names. The worst first."""
        worst: dict[str, Severity] = {}
        for one in self.flagged:
            worst.setdefault(SHORT[one.vital] if one.vital and one.is_beyond else one.sentence, one.severity)
        return {
            severity: f"{SHAPES[severity]} {severity.word}: {', '.join(n for n, s in worst.items() if s is severity)}"
            for severity in sorted(set(worst.values()), reverse=True)
        }

    def _remarks(self, chart: Chart, roster: Roster) -> list[str]:
        remarks = []
        if self.strike:
            by, at = roster.name(self.strike.by), chart.time_text(self.strike.at)
            remarks.append(f"struck by {by} at {at}: {self.strike.reason}")
        if self._is_late:
            remarks.append(f"written {chart.time_text(self.entry.recorded_at)}")
        if isinstance(self.entry.event, VitalsTaken) and self.entry.event.confirmed:
            remarks.append("confirmed ✓")
        return remarks


def _number(vitals: VitalSet | None, vital: Vital) -> str:
    value = vitals.value(vital) if vitals else None
    return "" if value is None else vital.number(value)


def _saturation(vitals: VitalSet | None) -> str:
    """SpO2 on oxygen never looks like SpO2 on air; how much oxygen it was stands among the other readings."""
    value = vitals.value(Vital.SPO2) if vitals else None
    if vitals is None or value is None:
        return ""
    is_on_oxygen = vitals.oxygen is not None and vitals.oxygen.litres_per_min > 0
    return Vital.SPO2.text(value) + (" O₂" if is_on_oxygen else "")
