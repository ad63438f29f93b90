"""One section of a protocol as a card: a table of rows or a list of facts, and the form of what is being changed."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from monitor.protocol_lines import Row, Section
from monitor.vitals import Vital
from ui.admin.protocols.columns import FROM, Column, columns_of, is_table, lines_of
from ui.admin.protocols.sheet_row import EDIT_PX, SheetRow
from ui.theme import GRID_PX
from ui.widgets.choice import Choice
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel

ADD = {
    Section.LIMITS: "Add limits",
    Section.CHANGES: "Add a change",
    Section.CHECKS: "Add a check",
    Section.CRITERIA: "Add a criterion",
}
OF_A_VITAL_SIGN = (Section.LIMITS, Section.CHANGES)


class SheetSection(QFrame):
    """Rows are reused, and only what changed is painted anew."""

    edit_requested = Signal(object)  # Row
    new_requested = Signal(object)  # the Vital it is for, or None where it is for none

    def __init__(self, section: Section) -> None:
        super().__init__()
        set_look(self, "card")
        self.section = section
        self.rows: list[SheetRow] = []
        self.edit_button = button("Edit", "quiet")  # of a list of facts; a table has one on every row
        self.vital_choice = Choice("For which vital sign")
        self.add_button = button(ADD.get(section, ""))
        self._told: tuple[Row, ...] = ()
        self._lines: list[tuple[Row, tuple[str, ...]]] = []
        self._columns = columns_of(section)
        self._is_table = is_table(section)
        self._head = QWidget()
        self._foot = QWidget()
        self._form: QWidget | None = None
        self._body = QVBoxLayout()
        self._arrange()
        self.edit_button.clicked.connect(self._edit_facts)
        self.add_button.clicked.connect(self._ask_for_new)
        self.vital_choice.activated.connect(lambda _index: self._follow_choice())
        self.permit(on=False, busy="")

    def _arrange(self) -> None:
        for vital in Vital:
            self.vital_choice.addItem(vital.label)
        self.vital_choice.setCurrentIndex(-1)
        self.edit_button.setAccessibleName(f"Edit {self.section}")
        title = QHBoxLayout()
        title.addWidget(label(str(self.section), "heading"), 1)
        title.addWidget(self.edit_button)
        self._arrange_head()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, GRID_PX, 0, 0)
        foot.addWidget(self.vital_choice)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self._body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, 12)
        column.setSpacing(GRID_PX)
        column.addLayout(title)
        column.addWidget(self._head)
        column.addLayout(self._body)
        column.addWidget(self._foot)
        self._head.setVisible(self._is_table)
        self.vital_choice.setVisible(self.section in OF_A_VITAL_SIGN)

    def _arrange_head(self) -> None:
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID_PX)
        for column in self._columns:
            row.addWidget(_head(column), column.share)
        self._gap = QWidget()  # above the buttons
        self._gap.setFixedWidth(EDIT_PX)
        row.addWidget(self._gap)

    def display(self, rows: Sequence[Row]) -> None:
        told = tuple(rows)
        if told == self._told:
            return
        self._told = told
        self._lines = [(row, texts) for row in told for texts in lines_of(row)]
        while len(self.rows) > len(self._lines):
            gone = self.rows.pop()
            self._body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(self._lines):
            self._add_row(len(self.rows))
        for shown, (row, texts) in zip(self.rows, self._lines, strict=True):
            shown.display(texts, row.where)
            if not self._is_table:
                set_look(shown.cells[-1], "small" if texts == (FROM.head, row.source) else "")

    def permit(self, *, on: bool, busy: str) -> None:
        """Whether it may be changed; `busy` says what has to be finished first, if anything."""
        for row in self.rows:
            row.permit(on=on and self._is_table, busy=busy)
        self._gap.setVisible(on)
        self.edit_button.setVisible(on and not self._is_table)
        self.edit_button.setEnabled(not busy)
        self.edit_button.setToolTip(busy)
        self._foot.setVisible(on and self._is_table)
        self._foot.setEnabled(not busy)
        self.add_button.setToolTip(busy)
        self._follow_choice()

    def open(self, form: QWidget, row: Row | None) -> None:
        """The form in the place of what it changes or, for something new, below all."""
        self._form = form
        places = [place for place, (about, _) in enumerate(self._lines) if about is row]
        for place in places:
            self.rows[place].hide()
        self._body.insertWidget(places[-1] + 1 if places else self._body.count(), form)
        form.show()  # at once, so that it takes the keyboard

    def close_form(self) -> None:
        if self._form is not None:
            self._body.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        for row in self.rows:
            row.show()
        self.vital_choice.setCurrentIndex(-1)

    def tab_stops(self, form_stops: Sequence[QWidget]) -> Iterator[QWidget]:
        """What takes the keyboard, as it is read; a form where it stands."""
        yield self.edit_button
        for place in range(self._body.count()):
            part = self._part(place)
            if isinstance(part, SheetRow):
                yield part.edit_button
            elif part is not None:
                yield from form_stops
        yield self.vital_choice
        yield self.add_button

    def _part(self, place: int) -> QWidget | None:
        item = self._body.itemAt(place)
        return item.widget() if item else None

    def button_of(self, row: Row | None) -> QWidget:
        """What opened the form, and takes the keyboard back."""
        if row is None:
            return self.add_button
        if not self._is_table:
            return self.edit_button
        return next(shown.edit_button for shown, (about, _) in zip(self.rows, self._lines, strict=True) if about is row)

    def _add_row(self, place: int) -> None:
        looks = [column.look for column in self._columns]
        row = SheetRow([column.share for column in self._columns], looks, ruled=self._is_table)
        row.edit_requested.connect(lambda: self.edit_requested.emit(self._lines[place][0]))
        self.rows.append(row)
        self._body.insertWidget(place, row)

    def _edit_facts(self) -> None:
        self.edit_requested.emit(next(iter(self._told)))

    def _follow_choice(self) -> None:
        wanted = self.section not in OF_A_VITAL_SIGN or self.vital_choice.currentIndex() >= 0
        self.add_button.setEnabled(wanted)

    def _ask_for_new(self) -> None:
        index = self.vital_choice.currentIndex()
        self.new_requested.emit(tuple(Vital)[index] if index >= 0 else None)


def _head(column: Column) -> QWidget:
    """A severity has its shape beside its word."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    if column.severity is not None:
        row.addWidget(MarkLabel(Mark.of(column.severity), px=14))
    row.addWidget(label(column.head, "label"), 1)
    made.setMinimumWidth(0)
    return made
