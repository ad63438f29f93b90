"""The fields of one form by the name a refusal has for them. Adding one gives the way to read it back."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from monitor.limits import Bound, Severity, Unfit
from monitor.vitals import Vital
from ui.admin.protocols.bounds_edit import BoundsEdit
from ui.admin.protocols.field_frame import FieldFrame
from ui.admin.protocols.ticks import Ticks
from ui.theme import GRID_PX
from ui.widgets.choice import Choice
from ui.widgets.looks import label
from ui.widgets.marks import Mark
from ui.widgets.number_field import NumberField

T = TypeVar("T")

NUMBER_PX = 104
WHOLE, HALF, THIRD = 6, 3, 2  # of six columns
SOURCE = "Where the figures come from: a source of docs/sources.md, or who decided it here and when."


class Fields:
    """In the order of adding, each so many columns wide. Every reader raises Unfit with the name of its field."""

    def __init__(self) -> None:
        self.frames: dict[str, FieldFrame] = {}
        self.widths: dict[str, int] = {}

    def add(self, name: str, frame: FieldFrame, width: int) -> None:
        self.frames[name] = frame
        self.widths[name] = width

    def text(self, name: str, words: str, said: str, *, meaning: str = "", width: int = WHOLE) -> Callable[[], str]:
        field = QLineEdit(said)
        field.setCursorPosition(0)
        self.add(name, FieldFrame(words, field, meaning=meaning), width)
        return lambda: field.text().strip()

    def source(self, said: str) -> Callable[[], str]:
        return self.text("source", "Source", said, meaning=SOURCE)

    def whole(self, name: str, words: str, value: int | None, unit: str, meaning: str) -> Callable[[], int]:
        field = _number("" if value is None else str(value))
        self.add(name, FieldFrame(words, field, unit=unit, meaning=meaning), HALF)
        return lambda: _whole(name, field)

    def number(self, name: str, words: str, value: float | None, unit: str, meaning: str) -> Callable[[], float]:
        field = _number("" if value is None else f"{value:g}")
        self.add(name, FieldFrame(words, field, unit=unit, meaning=meaning), HALF)
        return lambda: _typed(name, field)

    def pair(
        self, name: str, words: str, values: tuple[float, float], unit: str, meaning: str
    ) -> Callable[[], tuple[float, float]]:
        low, high = (_number(f"{value:g}") for value in values)
        low.setAccessibleName(f"{words}, from")
        high.setAccessibleName(f"{words}, to")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(low)
        row.addWidget(label("to", "muted"))
        row.addWidget(high)
        self.add(name, FieldFrame(words, both, unit=unit, meaning=meaning), HALF)
        return lambda: (_typed(name, low), _typed(name, high))

    def choice(
        self,
        name: str,
        words: str,
        options: Mapping[T, str],
        chosen: T | None,
        *,
        meaning: str = "",
        width: int = HALF,
    ) -> Callable[[], T]:
        field = Choice("Choose")
        members = tuple(options)
        for option in members:
            field.addItem(options[option])
        field.setCurrentIndex(members.index(chosen) if chosen is not None else -1)
        self.add(name, FieldFrame(words, field, meaning=meaning), width)
        return lambda: _chosen(name, words, field, members)

    def several(
        self, name: str, words: str, options: Mapping[T, str], chosen: Iterable[T], *, meaning: str = ""
    ) -> Callable[[], tuple[T, ...]]:
        ticks = Ticks(options, chosen)
        self.add(name, FieldFrame(words, ticks, meaning=meaning), WHOLE)
        return ticks.chosen

    def bounds(self, severity: Severity, vital: Vital, bounds: tuple[Bound, ...]) -> Callable[[], tuple[Bound, ...]]:
        edit = BoundsEdit(severity, vital, bounds)
        frame = FieldFrame(severity.word.capitalize(), edit, mark=Mark.of(severity))
        self.add(severity.word, frame, THIRD)
        return lambda: _placed(severity.word, edit.bounds)


def _number(said: str) -> NumberField:
    made = NumberField()
    made.setText(said)
    made.setFixedWidth(NUMBER_PX)
    return made


def _typed(name: str, field: NumberField) -> float:
    value = _placed(name, field.number)
    if value is None:
        raise Unfit(name, "Type a number.")
    return value


def _whole(name: str, field: NumberField) -> int:
    value = _typed(name, field)
    if value != int(value):
        raise Unfit(name, f"“{field.text()}” is not a whole number.")
    return int(value)


def _chosen(name: str, words: str, field: Choice, members: tuple[T, ...]) -> T:
    if field.currentIndex() < 0:
        raise Unfit(name, f"{words}: choose one.")
    return members[field.currentIndex()]


def _placed(name: str, read: Callable[[], T]) -> T:
    """What is read, or why not, said at this field."""
    try:
        return read()
    except ValueError as problem:
        raise Unfit(name, str(problem)) from problem
