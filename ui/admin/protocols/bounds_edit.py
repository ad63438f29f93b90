"""The bounds of one severity: how high is too high and how low is too low, and whether the limit itself counts."""

from PySide6.QtWidgets import QGridLayout, QWidget

from monitor.limits import Bound, Comparison, Severity
from monitor.vitals import Vital
from ui.theme import GRID_PX
from ui.widgets.looks import label
from ui.widgets.number_field import NumberField
from ui.widgets.staff_pin import Choice

HIGH = (Comparison.AT_LEAST, Comparison.ABOVE)
LOW = (Comparison.AT_MOST, Comparison.BELOW)
NUMBER_PX, CHOICE_PX = 68, 128


class BoundsEdit(QWidget):
    """An empty number is no limit on that side."""

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
        """Raises ValueError for what is no number, and for a number of which nobody said whether it counts."""
        return tuple(bound for choice, field in self._sides for bound in _bound(choice, field))


def _comparisons(side: str, comparisons: tuple[Comparison, ...]) -> Choice:
    made = Choice("no limit")
    made.setMinimumWidth(CHOICE_PX)
    made.setAccessibleName(f"{side}: whether the limit itself counts")
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
    limit = field.number()
    if limit is None:
        return ()
    if choice.currentIndex() < 0:
        words = " or ".join(f"“{choice.itemText(index)}”" for index in range(choice.count()))
        raise ValueError(f"Choose whether {limit:g} itself counts: {words}.")
    return (Bound(Comparison(choice.currentData()), limit),)
