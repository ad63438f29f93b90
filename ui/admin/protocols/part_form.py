"""One part of a protocol while it is changed: its fields, and what it becomes when somebody is done."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from monitor.limits import Unfit
from monitor.protocol_lines import Part
from ui.admin.protocols.fields import WHOLE, Fields
from ui.theme import GRID_PX
from ui.widgets.looks import button, label, set_look
from ui.widgets.notice import Notice


def _typed_in(editor: QWidget) -> Iterator[QWidget]:
    if isinstance(editor, QLineEdit | QComboBox):
        yield editor
        return
    for part in editor.findChildren(QWidget):
        if isinstance(part, QLineEdit | QComboBox | QPushButton):
            yield part


class PartForm(QFrame):
    """A wrong value gets its sentence at its field; nothing that was typed is lost by it."""

    done = Signal(object)  # the Part as it is typed
    removed = Signal()
    given_up = Signal()
    refused = Signal(object)  # the QWidget in which the sentence stands

    def __init__(
        self, title: str, fields: Fields, make: Callable[[], Part], *, explained: str = "", can_go: bool = False
    ) -> None:
        super().__init__()
        set_look(self, "raised")
        self.title_label = label(title, "heading")
        self.explained_label = label(explained, "muted")
        self.fields = fields.frames
        self.notice = Notice()
        self.done_button = button("Take this over", "primary")
        self.cancel_button = button("Cancel", "quiet")
        self.remove_button = button("Remove", "danger")
        self._make = make
        self.explained_label.setWordWrap(True)
        self._arrange(fields)
        self.explained_label.setVisible(bool(explained))
        self.remove_button.setVisible(can_go)
        self.done_button.clicked.connect(self._finish)
        self.cancel_button.clicked.connect(self.given_up)
        self.remove_button.clicked.connect(self.removed)

    def _arrange(self, fields: Fields) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID_PX)
        grid.setVerticalSpacing(2 * GRID_PX)
        row, column = 0, 0
        for name, frame in fields.frames.items():
            width = fields.widths[name]
            if column + width > WHOLE:
                row, column = row + 1, 0
            grid.addWidget(frame, row, column, 1, width)
            column += width
        for each in range(WHOLE):
            grid.setColumnStretch(each, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addWidget(self.done_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        inside.setSpacing(2 * GRID_PX)
        inside.addWidget(self.title_label)
        inside.addWidget(self.explained_label)
        inside.addLayout(grid)
        inside.addWidget(self.notice)
        inside.addLayout(buttons)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Everything in the form that takes the keyboard, as it is read."""
        editors = [part for frame in self.fields.values() for part in _typed_in(frame.editor)]
        return *editors, self.done_button, self.cancel_button, self.remove_button

    def begin(self) -> None:
        """The keyboard goes to the first field."""
        self.tab_stops[0].setFocus()

    def refuse(self, refusal: Unfit) -> None:
        """Say it at its field or, where the form has none of that name, above the buttons."""
        frame = self.fields.get(refusal.field)
        if frame is None or frame.isHidden():
            self.notice.say(str(refusal))
        else:
            frame.say(str(refusal))
            next(_typed_in(frame.editor)).setFocus()
        self.refused.emit(frame or self.notice)

    def _finish(self) -> None:
        self.notice.clear()
        for frame in self.fields.values():
            frame.say("")
        try:
            part = self._make()
        except Unfit as refusal:
            self.refuse(refusal)
        else:
            self.done.emit(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is done and on a button presses it; Escape gives up."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.isAutoRepeat():
                pressed = self.focusWidget()
                pressed.click() if isinstance(pressed, QPushButton) else self._finish()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                super().keyPressEvent(event)
