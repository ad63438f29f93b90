"""A page that moves by itself: what is pressed in that moment was aimed at what stood there before."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

SETTLES_MS = 400
"""As long as a finger on its way down takes, and less than anybody needs to see what has changed and aim anew."""

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin)


class Settling(QObject):
    """After `begin` no press of the mouse and no touch counts until the page has settled. Keys do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLES_MS)
        self._timer.timeout.connect(self._end)

    def begin(self) -> None:
        app = QApplication.instance()
        if app is not None and not self._timer.isActive():
            app.installEventFilter(self)
        self._timer.start()

    @property
    def is_settled(self) -> bool:
        return not self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in PRESSES or super().eventFilter(watched, event)

    def _end(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
