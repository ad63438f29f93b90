"""What the trend says, in words, of the set of vital signs that is pointed at."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.course import Taken
from monitor.entries import Entry
from monitor.events import EntryId, VitalsTaken
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.vitals import Vital, VitalSet
from ui.theme import LABEL_PX
from ui.trend.readings import Breathing
from ui.widgets.looks import set_look

WIDEST_PX = 340
OFF_PX = 16
SHAPES = {Severity.ADVISORY: "●", Severity.CAUTION: "▲", Severity.CRITICAL: "◆"}


class Readout(QFrame):
    """A small panel near the place that is pointed at. It never takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        set_look(self, "readout")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self.label)
        self.hide()

    def say(self, text: str, at: QPoint, within: QRect) -> None:
        """Show this text beside that place, inside the area; hide for an empty one."""
        if not text:
            self.hide()
            return
        if self.label.text() != text:
            self.label.setText(text)
            longest = max(self.label.fontMetrics().horizontalAdvance(line) for line in text.splitlines())
            width = min(longest + LABEL_PX, WIDEST_PX)
            self.label.setFixedWidth(width)
            self.label.setFixedHeight(self.label.heightForWidth(width))
            self.adjustSize()
        x = at.x() + OFF_PX if at.x() + OFF_PX + self.width() <= within.right() else at.x() - OFF_PX - self.width()
        y = min(max(at.y() - self.height() // 2, within.top()), within.bottom() - self.height())
        self.move(max(x, within.left()), max(y, within.top()))
        self.show()
        self.raise_()


def set_text(snapshot: Snapshot, entry: Entry) -> str:
    """A set in words: when, each reading, the effects at that time, and what its readings reach."""
    return "\n".join(_lines(snapshot, entry))


def _lines(snapshot: Snapshot, entry: Entry) -> Iterator[str]:
    chart, at = snapshot.chart, entry.happened_at
    clock, minute = chart.time_text(at), chart.t_text(at)
    yield clock if minute == clock else f"{minute} · {clock}"
    strike = chart.strikes.get(entry.id)
    if strike:
        yield f"✗ Struck {chart.time_text(strike.at)}: {strike.reason}"
    if isinstance(entry.event, VitalsTaken):
        yield from _readings(entry.event.vitals)
    if strike:
        return
    effects = ", ".join(_effects_at(chart, at))
    if effects:
        yield f"Effects: {effects}"
    flagged = snapshot.flagged.get(entry.id, ())
    yield from (f"{SHAPES[one.severity]} {one.severity.word}: {one.sentence}" for one in flagged)
    taken = _taken(chart, entry.id)
    if taken and taken.missing:
        yield f"Not taken: {', '.join(vital.label for vital in taken.missing)}"


def _readings(vitals: VitalSet) -> Iterator[str]:
    systolic, diastolic = vitals.value(Vital.SYSTOLIC), vitals.value(Vital.DIASTOLIC)
    if systolic is not None and diastolic is not None:
        yield f"BP {Vital.SYSTOLIC.number(systolic)}/{Vital.DIASTOLIC.text(diastolic)}{_mean(vitals)}"
    for reading in vitals.readings:
        match reading.vital:
            case Vital.SYSTOLIC | Vital.DIASTOLIC if systolic is not None and diastolic is not None:
                pass
            case Vital.MEAN if systolic is not None and diastolic is not None:
                pass
            case Vital.SPO2:
                breathing = str(vitals.oxygen) if vitals.oxygen else Breathing.UNKNOWN.value
                yield f"{reading}, {breathing.replace('oxygen', 'oxygen (O₂)', 1) if vitals.oxygen else breathing}"
            case _:
                yield str(reading)


def _mean(vitals: VitalSet) -> str:
    entered, computed = vitals.value(Vital.MEAN), vitals.computed_mean
    if entered is not None:
        return f", mean {Vital.MEAN.number(entered)}"
    return "" if computed is None else f", mean {Vital.MEAN.number(computed)} (computed)"


def _effects_at(chart: Chart, at: datetime) -> Iterator[str]:
    for course in chart.effects:
        begun = [step for step in course.steps if step.at <= at]
        if begun and (course.ended_at is None or course.ended_at > at):
            yield f"{course.label} {begun[-1].grade.word}"


def _taken(chart: Chart, entry: EntryId) -> Taken | None:
    return next((taken for taken in chart.sets if taken.entry == entry), None)
