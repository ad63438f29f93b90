"""Who may sign in: all who work here, found by typing the first letters of a name."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from monitor.staff import Staff
from ui.signin.staff_row import StaffRow
from ui.widgets.looks import label


class StaffList(QWidget):
    """Nobody is chosen at first. Enter in the search takes the first who matches; arrows go from row to row."""

    chosen = Signal(object)  # Staff, or None when whoever was chosen is not there any more

    def __init__(self) -> None:
        super().__init__()
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText("Type the first letters of your name")
        self.rows: list[StaffRow] = []
        self.nobody_label = label("Nobody who works here has a name like this.", "muted")
        self._members: tuple[Staff, ...] = ()
        self._arrange()
        self.search_field.textChanged.connect(self._search)
        self.search_field.returnPressed.connect(self._take_first)
        self.search_field.installEventFilter(self)

    def _arrange(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.search_field)
        column.addWidget(self.nobody_label)
        column.addWidget(scroll, 1)
        self.nobody_label.hide()

    def display(self, members: tuple[Staff, ...]) -> None:
        if members == self._members:
            return
        self._members = members
        known = {row.staff: row for row in self.rows}
        for gone in set(known) - set(members):
            row = known.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [known.get(staff) or self._new_row(staff) for staff in members]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
        self._search(self.search_field.text())

    @property
    def who(self) -> Staff | None:
        return next((row.staff for row in self.rows if row.isChecked()), None)

    def choose(self, staff: Staff | None) -> None:
        for row in self.rows:
            row.setChecked(row.staff == staff)
        self.chosen.emit(staff)

    def clear(self) -> None:
        self.search_field.clear()
        self.choose(None)

    def _new_row(self, staff: Staff) -> StaffRow:
        row = StaffRow(staff)
        row.clicked.connect(lambda _checked: self.choose(staff))
        row.installEventFilter(self)
        return row

    @property
    def _shown(self) -> list[StaffRow]:
        return [row for row in self.rows if not row.isHidden()]

    def _search(self, letters: str) -> None:
        for row in self.rows:
            row.setVisible(row.matches(letters))
        self.nobody_label.setVisible(not self._shown and bool(self.rows))

    def _take_first(self) -> None:
        if self._shown and self.search_field.text().strip():
            self.choose(self._shown[0].staff)

    def _step(self, start: QObject, step: int) -> bool:
        """From the search to the first row, from row to row, and from the first row back to the search."""
        places: list[QWidget] = [self.search_field, *self._shown]
        here = next((place for place, widget in enumerate(places) if widget is start), 0)
        there = min(max(here + step, 0), len(places) - 1)
        places[there].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(places[there])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down:
                    return self._step(watched, +1)
                case Qt.Key.Key_Up:
                    return self._step(watched, -1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(watched, StaffRow):
                    self.choose(watched.staff)
                    return True
                case _ if isinstance(watched, StaffRow) and event.text().isalpha():
                    self.search_field.setFocus()
                    self.search_field.setText(self.search_field.text() + event.text())
                    return True
        return super().eventFilter(watched, event)
