"""The cells of the chart table as pictures: a new entry moves every row, and changes hardly any."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.chairside.chart_table_model import ChartTableModel
from ui.chairside.table_line import COLUMNS
from ui.theme import tokens

MOST = 500
"""Pictures kept: those of a tall window, and of what was shown in it lately."""


class CellPictures(QStyledItemDelegate):
    """Paints a cell once, and from then on wherever a cell of the same look stands: no picture is ever out of date."""

    def __init__(self, model: ChartTableModel, table: QTableView) -> None:
        super().__init__(table)
        self._model = model
        self._pictures: dict[object, QPixmap] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place, ratio = option.rect, painter.device().devicePixelRatioF()
        look = self._model.look(index.row(), COLUMNS[index.column()])
        kind = (look, tokens().name, option.state, place.width(), place.height(), ratio)
        picture = self._pictures.get(kind)
        if picture is None:
            if len(self._pictures) == MOST:
                self._pictures.clear()
            picture = self._pictures[kind] = self._picture(option, index, ratio)
        painter.drawPixmap(place.topLeft(), picture)

    def _picture(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, ratio: float
    ) -> QPixmap:
        picture = QPixmap(option.rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        placed = QStyleOptionViewItem(option)
        placed.rect = QRect(QPoint(0, 0), option.rect.size())
        painter = QPainter(picture)
        super().paint(painter, placed, index)
        painter.end()
        return picture
