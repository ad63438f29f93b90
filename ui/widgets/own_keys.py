"""Keys that mean something of their own while the keyboard is in a part of the page, and do not go on to the rest."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.enter_presses import takes_enter
from ui.widgets.held_enter import ENTERS

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class OwnKeys(QObject):
    """What nothing in the widget takes for itself, as a field takes its text, is its own: signs, letters and Enter.

    A held key is pressed once. `shortcuts` are those that the page would take before the widget gets them.
    """

    pressed = Signal(str)  # a letter, a digit, a sign or a space
    entered = Signal()

    def __init__(self, widget: QWidget, shortcuts: str) -> None:
        super().__init__(widget)
        self._shortcuts = shortcuts
        takes_enter(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() not in PLAIN:
            return False
        key = event.text()
        match event.type():
            case QEvent.Type.ShortcutOverride if key and key in self._shortcuts:
                event.accept()
            case QEvent.Type.KeyPress if event.key() in ENTERS:
                if not event.isAutoRepeat():
                    self.entered.emit()
            case QEvent.Type.KeyPress if key and key.isprintable():
                if not event.isAutoRepeat():
                    self.pressed.emit(key)
            case _:
                return False
        return True
