"""One condition for going home: met or not, by which reading, and what can be done about it here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from monitor.events import CriterionObserved, EscortNamed
from monitor.protocol import Criterion, CriterionKind
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.texts import show


class CriterionRow(QWidget):
    """Which buttons it has is the criterion's kind: what is seen by looking is said here, the rest is charted."""

    stated = Signal(object)  # CriterionObserved or EscortNamed
    chairside_requested = Signal()

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self.criterion = criterion
        self.mark = MarkLabel(Mark.UNMET, px=20)
        self.title_label = label(criterion.label, "strong")
        self.by_label = label("", "muted")
        self.met_button = button("Met")
        self.again_button = button("Still met", "quiet")
        self.more_button = button("Name…" if criterion.kind is CriterionKind.ESCORT else "Not met…")
        self.observe_button = button("Observe now →", "quiet")
        self.text_field = QLineEdit()
        self.contact_field = QLineEdit()
        self.keep_button = button("Keep")
        self._buttons = self._buttons_of(criterion.kind)
        self._more = QWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        is_escort = self.criterion.kind is CriterionKind.ESCORT
        self.text_field.setPlaceholderText(
            "name, and who they are" if is_escort else "what was seen instead (a bare “not met”: by the button)"
        )
        self.contact_field.setPlaceholderText("telephone")
        if not is_escort:
            self.contact_field.hide()
        self.title_label.setWordWrap(True)
        self.by_label.setWordWrap(True)
        more = QHBoxLayout(self._more)
        more.setContentsMargins(0, 4, 0, 4)
        more.addWidget(self.text_field, 3)
        more.addWidget(self.contact_field, 2)
        more.addWidget(self.keep_button)
        self._more.hide()
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for shown in (self.again_button, self.met_button, self.more_button, self.observe_button):
            shown.setAccessibleName(f"{shown.text()}: {self.criterion.label}")
            actions.addWidget(shown)
            if shown not in self._buttons:
                shown.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.mark, 0, 0, 2, 1)
        grid.addWidget(self.title_label, 0, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.by_label, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(actions, 0, 2, 2, 1)
        grid.addWidget(self._more, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, 24)

    def _connect(self) -> None:
        for met in (self.met_button, self.again_button):
            met.clicked.connect(lambda: self.stated.emit(CriterionObserved(self.criterion.key, met=True)))
        self.more_button.clicked.connect(self.ask)
        self.observe_button.clicked.connect(self.chairside_requested)
        self.keep_button.clicked.connect(self._keep)
        self.text_field.returnPressed.connect(self._keep_said)
        self.contact_field.returnPressed.connect(self._keep_said)

    def display(self, *, met: bool, by: str, can_state: bool, is_older: bool = False) -> None:
        """`can_state` is over once the discharge is signed: then nothing can be said here any more.

        What was seen is `is_older` when looking again would show a later time.
        """
        self.mark.display(Mark.MET if met else Mark.UNMET)
        show(self.by_label, by)
        needed = {
            self.met_button: not met,
            self.again_button: met and is_older,
            self.more_button: True,
            self.observe_button: not met,
        }
        for shown in self._buttons:
            shown.setVisible(can_state and needed[shown])
        set_look(self.more_button, "quiet" if met else "")
        if not can_state:
            self.close_line()

    def ask(self) -> None:
        """Open the line for what was seen instead, or for the escort's name."""
        self._more.show()
        self.text_field.setFocus()

    def close_line(self) -> None:
        """The keyboard goes back to the button whose answer this was, and not on to the next question."""
        if holds_focus(self._more) and not self.more_button.isHidden():
            self.more_button.setFocus()
        self._more.hide()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The row itself first: the keyboard may have to rest there."""
        line = (self.text_field, self.contact_field, self.keep_button)
        return self, self.again_button, self.met_button, self.more_button, self.observe_button, *line

    @property
    def asks(self) -> bool:
        return not self._more.isHidden()

    def _keep_said(self) -> None:
        """Enter keeps what is typed. A bare “not met” takes the button."""
        if self.text_field.text().strip() or self.criterion.kind is CriterionKind.ESCORT:
            self._keep()

    def _keep(self) -> None:
        said = self.text_field.text().strip()
        if self.criterion.kind is CriterionKind.ESCORT:
            self.stated.emit(EscortNamed(said, self.contact_field.text().strip()))
        else:
            self.stated.emit(CriterionObserved(self.criterion.key, met=False, note=said))

    def _buttons_of(self, kind: CriterionKind) -> tuple[QPushButton, ...]:
        match kind:
            case CriterionKind.OBSERVED:
                return self.again_button, self.met_button, self.more_button
            case CriterionKind.ESCORT:
                return (self.more_button,)
            case CriterionKind.ELAPSED:
                return ()
            case CriterionKind.IN_RANGE | CriterionKind.SEDATION | CriterionKind.EFFECTS:
                return (self.observe_button,)
