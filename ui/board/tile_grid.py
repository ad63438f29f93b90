"""Tiles side by side, as many columns as it takes to see them all, and no more."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

NARROWEST_PX = 440
WIDEST_PX = 560
GAP_PX = 16


class TileGrid(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._tiles: tuple[QWidget, ...] = ()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setSpacing(GAP_PX)

    def place(self, tiles: Sequence[QWidget]) -> None:
        """Show these in this order. Nothing moves where nothing changed."""
        if tuple(tiles) != self._tiles:
            for gone in set(self._tiles) - set(tiles):
                self._grid.removeWidget(gone)
                gone.hide()
            self._tiles = tuple(tiles)
            self._lay_out(self._wanted())

    @property
    def columns(self) -> int:
        return self._columns

    def _wanted(self) -> int:
        """The fewest columns in which all tiles are seen without scrolling, within what is readable."""
        room = self.width() + GAP_PX
        most = max(1, room // (NARROWEST_PX + GAP_PX))
        least = min(most, max(1, -(-room // (WIDEST_PX + GAP_PX))))
        above = self.parentWidget()
        height = (above.height() if above else self.height()) + GAP_PX
        tallest = max((tile.sizeHint().height() for tile in self._tiles), default=0) + GAP_PX
        for columns in range(least, most):
            if -(-len(self._tiles) // columns) * tallest <= height:
                return columns
        return most

    def _lay_out(self, columns: int) -> None:
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(self._tiles), 1)  # below the last: rows are as high as their tiles
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, *divmod(place, columns))
            tile.show()
        for before, after in pairwise(self._tiles):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._wanted()
        if wanted != self._columns:
            self._lay_out(wanted)
