"""A list that scrolls inside its own place. What is in it moves nothing beside it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea


class ContentScroll(QScrollArea):
    """Asks for its usual height, however much there is in it: a finger on its way to something below finds it there."""

    moved = Signal()  # something else is in view, or there is more or less room for it

    def __init__(self, least_px: int, usual_px: int) -> None:
        super().__init__()
        self._usual_px = usual_px
        self.setWidgetResizable(True)
        self.setMinimumHeight(least_px)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.verticalScrollBar().rangeChanged.connect(self.moved)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._usual_px)
