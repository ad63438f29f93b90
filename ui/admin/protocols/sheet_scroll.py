"""The room in which a protocol is read, scrolled to what was opened or refused."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.admin.protocols.protocol_sheet import ProtocolSheet
from ui.theme import GRID_PX


class SheetScroll(QScrollArea):
    def __init__(self, sheet: ProtocolSheet) -> None:
        super().__init__()
        self._wanted: QWidget | None = None
        self._later = QTimer(self)  # what was opened has its place only after the next layout
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = sheet
        self.setWidget(sheet)
        self.setAccessibleName("The protocol")
        sheet.wanted.connect(self._look_at)

    def _look_at(self, wanted: QWidget | None) -> None:
        self._wanted = wanted
        self._later.start(0)

    def _follow(self) -> None:
        """As much of it as there is room for, from its beginning on; nothing moves if all of it is seen."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or not wanted.isVisible():
            return
        top = wanted.mapTo(self._sheet, QPoint(0, 0)).y()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or top + wanted.height() > bar.value() + room:
            over = max(0, room - wanted.height()) // 2
            bar.setValue(top - min(over, 4 * GRID_PX))
