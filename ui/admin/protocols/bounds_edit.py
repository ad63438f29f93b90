"""The bounds of one severity: how high is too high and how low is too low, and whether the limit itself counts."""

from PySide6.QtWidgets import QGridLayout, QWidget

from monitor.limits import Bound, Comparison, Severity
from monitor.vitals import Vital
from ui.theme import GRID_PX
from ui.widgets.choice import Choice
from ui.widgets.looks import label
from ui.widgets.number_field import NumberField

HIGH = (Comparison.AT_LEAST, Comparison.ABOVE)
LOW = (Comparison.AT_MOST, Comparison.BELOW)
NO_LIMIT = "no limit"
NUMBER_PX, CHOICE_PX = 68, 128


class BoundsEdit(QWidget):
    """What limits a side says a number and whether it itself counts, or that there is no limit."""

    def __init__(self, severity: Severity, vital: Vital, bounds: tuple[Bound, ...]) -> None:
        super().__init__()
        self.high_choice = _comparisons(f"{severity.word}, high", HIGH)
        self.high_field = _number(f"{severity.word}, high limit")
        self.low_choice = _comparisons(f"{severity.word}, low", LOW)
        self.low_field = _number(f"{severity.word}, low limit")
        self._sides = ((self.high_choice, self.high_field), (self.low_choice, self.low_field))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID_PX // 2)
        for row, (choice, field) in enumerate(self._sides):
            for column, widget in enumerate((choice, field, label(vital.unit, "muted"))):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(0, 1)
        for bound in bounds:
            choice, field = self._sides[0 if bound.comparison.is_high else 1]
            choice.setCurrentIndex(choice.findData(bound.comparison))
            field.setText(vital.number(bound.limit))

    def bounds(self) -> tuple[Bound, ...]:
        """Raises ValueError for what is no number, for a number of which nobody said whether it counts, and where one
        is said to be and lacks."""
        return tuple(bound for choice, field in self._sides for bound in _bound(choice, field))


def _comparisons(side: str, comparisons: tuple[Comparison, ...]) -> Choice:
    made = Choice(NO_LIMIT)
    made.setMinimumWidth(CHOICE_PX)
    made.setAccessibleName(f"{side}: whether the limit itself counts")
    made.addItem(NO_LIMIT)
    for comparison in comparisons:
        made.addItem(comparison.words, comparison)
    made.setCurrentIndex(-1)
    return made


def _number(name: str) -> NumberField:
    made = NumberField("none")
    made.setFixedWidth(NUMBER_PX)
    made.setAccessibleName(name)
    return made


def _bound(choice: Choice, field: NumberField) -> tuple[Bound, ...]:
    limit, counts = field.number(), choice.currentData()
    if limit is None and counts is None:
        return ()
    if limit is None:
        raise ValueError(f"Type the limit that is “{choice.currentText()}”, or choose “{NO_LIMIT}”.")
    if counts is None:
        words = " or ".join(f"“{choice.itemText(index)}”" for index in range(1, choice.count()))
        raise ValueError(f"Choose whether {limit:g} itself counts: {words}.")
    return (Bound(Comparison(counts), limit),)
