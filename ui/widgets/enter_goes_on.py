"""Enter in a form of several fields: to the next one, and once all is there it keeps."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.held_enter import ENTERS


class EnterGoesOn(QObject):
    """From the last field it goes to the first one again. A held Enter goes one step."""

    def __init__(
        self, parent: QObject, fields: Sequence[QWidget], *, is_complete: Callable[[], bool], keep: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._next: dict[QObject, QWidget] = dict(zip(fields, (*fields[1:], fields[0]), strict=True))
        self._is_complete = is_complete
        self._keep = keep
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in ENTERS:
            return False
        if not event.isAutoRepeat():
            if self._is_complete():
                self._keep()
            else:
                self._next[watched].setFocus()
        return True
