"""Enter presses the button that has the keyboard, as Space does: in Qt it otherwise does so only in a dialog."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.held_enter import ENTERS

TAKES_ENTER = "takesEnter"


def takes_enter(widget: QWidget) -> None:
    """In this widget Enter has a meaning of its own, also on its buttons."""
    widget.setProperty(TAKES_ENTER, True)


class EnterPresses(QObject):
    """For every button of this window. A held Enter presses once, and nothing where it was first pressed elsewhere.

    A key that neither the button nor anything around it takes comes to the window in the end; Qt asks beforehand, while
    the keyboard is still where the key was pressed, whether it is a shortcut.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pressed_on: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in ENTERS:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._pressed_on = self._window.focusWidget()
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        button, self._pressed_on = self._pressed_on, None
        if not isinstance(button, QPushButton) or not button.hasFocus() or _is_taken(button):
            return False
        if not event.isAutoRepeat():
            button.click()
        return True


def _is_taken(widget: QWidget | None) -> bool:
    while widget is not None:
        if widget.property(TAKES_ENTER):
            return True
        widget = widget.parentWidget()
    return False
