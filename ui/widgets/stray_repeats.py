"""A key that was pressed somewhere else and is still held when the keyboard comes here types nothing here."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class StrayRepeats(QObject):
    """Eats the repeats of keys that were not first pressed in these widgets."""

    def __init__(self, parent: QObject, *watched: QWidget) -> None:
        super().__init__(parent)
        self._held: set[int] = set()
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._held.clear()
        if not isinstance(event, QKeyEvent):
            return False
        match event.type(), event.isAutoRepeat():
            case QEvent.Type.KeyPress, False:
                self._held.add(event.key())
            case QEvent.Type.KeyRelease, False:
                self._held.discard(event.key())
            case QEvent.Type.KeyPress, True:
                return event.key() not in self._held
        return False
