"""Keys that mean something of their own while the keyboard is in a part of the page, and do not go on to the rest."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class OwnKeys(QObject):
    """Of what nothing in the widget takes for itself, as a field takes its text, these keys are its own.

    A held key is pressed once.
    """

    pressed = Signal(str)  # one of its own keys
    typed = Signal(str)  # any other that is a letter or a sign

    def __init__(self, widget: QWidget, keys: str) -> None:
        super().__init__(widget)
        self._keys = keys
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() not in PLAIN or not event.text().strip():
            return False
        is_own = event.text() in self._keys
        match event.type():
            case QEvent.Type.ShortcutOverride if is_own:
                event.accept()  # before a shortcut of the page takes it
                return True
            case QEvent.Type.KeyPress if is_own or event.text().isprintable():
                if not event.isAutoRepeat():
                    (self.pressed if is_own else self.typed).emit(event.text())
                return True
        return False
