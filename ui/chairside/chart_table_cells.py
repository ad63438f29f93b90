"""The cells of the chart table as pictures: a new entry moves every row, and changes hardly any."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.chairside.chart_table_model import ChartTableModel, Index, Look
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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, ratio = option.rect, painter.device().devicePixelRatioF()
        look = self._model.look(index.row(), COLUMNS[index.column()])
        kind = (look, tokens().name, option.state, place.width(), place.height(), ratio)
        picture = self._pictures.get(kind)
        if picture is None:
            if len(self._pictures) == MOST:
                self._pictures.clear()
            picture = self._pictures[kind] = self._picture(option, index, look, ratio)
        painter.drawPixmap(place.topLeft(), picture)

    def _picture(self, option: QStyleOptionViewItem, index: Index, look: Look | None, ratio: float) -> QPixmap:
        picture = QPixmap(option.rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        placed = QStyleOptionViewItem(option)
        placed.rect = QRect(QPoint(0, 0), option.rect.size())
        painter = QPainter(picture)
        if look and look.parts:
            self._paint_parts(painter, placed, index, look)
        else:
            super().paint(painter, placed, index)
        painter.end()
        return picture

    def _paint_parts(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Look) -> None:
        """The cell without its text, and then piece by piece where the style would have written it."""
        self.initStyleOption(option, index)
        style = option.widget.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.setFont(look.font)
        metrics = QFontMetrics(look.font)
        place.adjust(style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1, 0, 0, 0)
        for text, color in look.parts:
            painter.setPen(QColor(color))
            shown = metrics.elidedText(text.rstrip(), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            place.setLeft(place.left() + metrics.horizontalAdvance(text))
