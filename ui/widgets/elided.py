"""Labels that give way: too long a text ends in an ellipsis, and the whole of it is in the tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.looks import set_look

LEAST_PX = 48


class ElidedLabel(QLabel):
    """`text()` is always the whole text."""

    def __init__(self, text: str = "", look: str = "", least_px: int = LEAST_PX) -> None:
        """It gives way down to `least_px`."""
        super().__init__(text)
        self._least_px = least_px
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if look:
            set_look(self, look)

    def display(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self._hint()

    @property
    def shown(self) -> str:
        """What of the text there is room for."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def _hint(self) -> None:
        whole = "" if self.shown == self.text() else self.text()
        if whole != self.toolTip():
            self.setToolTip(whole)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(self._least_px, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment().value),
            self.palette(),
            self.isEnabled(),
            self.shown,
            self.foregroundRole(),
        )
        painter.end()


class FoldingLabel(ElidedLabel):
    """Wraps its text or, folded, shows of it as much as one line holds."""

    def __init__(self, look: str = "") -> None:
        super().__init__(look=look)
        self.fold(on=False)

    def fold(self, *, on: bool) -> None:
        if self.wordWrap() is on:
            self.setWordWrap(not on)
            self._hint()

    @property
    def shown(self) -> str:
        return self.text() if self.wordWrap() else super().shown

    def minimumSizeHint(self) -> QSize:
        return QLabel.minimumSizeHint(self) if self.wordWrap() else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            QLabel.paintEvent(self, event)
        else:
            super().paintEvent(event)
