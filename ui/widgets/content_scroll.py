"""A list that scrolls where there is too little room, and asks for all the room it could use."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea


class ContentScroll(QScrollArea):
    """Asks for as much height as its content has, and at least for its usual height."""

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
        content = self.widget()
        height = content.heightForWidth(self.viewport().width()) if content else 0
        return QSize(super().sizeHint().width(), max(height, self._usual_px))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt watches the content itself; a change of its layout is a change of what is asked for."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
