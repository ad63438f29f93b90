"""The marks that stand beside words: a shape for each severity, a tick, a cross. Drawn, so every machine has them."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from monitor.limits import Severity
from ui.theme import tokens

SHAPES = {Severity.ADVISORY: "●", Severity.CAUTION: "▲", Severity.CRITICAL: "◆"}
"""The same shapes as letters, for a line of text."""


class Mark(Enum):
    ADVISORY = "advisory"
    CAUTION = "caution"
    CRITICAL = "critical"
    MET = "met"
    UNMET = "unmet"
    NONE = "none"

    @staticmethod
    def of(severity: Severity | None) -> "Mark":
        return Mark(severity.word) if severity else Mark.NONE


def mark_color(mark: Mark) -> QColor:
    theme = tokens()
    match mark:
        case Mark.MET:
            return QColor(theme.met)
        case Mark.UNMET | Mark.NONE:
            return QColor(theme.muted)
        case _:
            return QColor(theme.tones[Severity[mark.name]].mark)


def paint_mark(painter: QPainter, mark: Mark, box: QRectF) -> None:
    """Advisory: disc. Caution: triangle. Critical: diamond. Met: tick. Unmet: cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark_color(mark))
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    middle = box.center()
    match mark:
        case Mark.ADVISORY:
            painter.drawEllipse(middle, box.width() * 0.4, box.height() * 0.4)
        case Mark.CAUTION:
            painter.drawPolygon(QPolygonF([QPointF(middle.x(), top), QPointF(right, bottom), QPointF(left, bottom)]))
        case Mark.CRITICAL:
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(middle.x(), top),
                        QPointF(right, middle.y()),
                        QPointF(middle.x(), bottom),
                        QPointF(left, middle.y()),
                    ]
                )
            )
        case Mark.MET | Mark.UNMET:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(mark_color(mark), max(2.0, box.width() / 7), c=Qt.PenCapStyle.RoundCap))
            path = QPainterPath()
            if mark is Mark.MET:
                path.moveTo(left + box.width() * 0.12, middle.y())
                path.lineTo(left + box.width() * 0.4, bottom - box.height() * 0.18)
                path.lineTo(right - box.width() * 0.1, top + box.height() * 0.18)
            else:
                inset = box.width() * 0.2
                path.moveTo(left + inset, top + inset)
                path.lineTo(right - inset, bottom - inset)
                path.moveTo(right - inset, top + inset)
                path.lineTo(left + inset, bottom - inset)
            painter.drawPath(path)
        case Mark.NONE:
            pass
    painter.restore()


class MarkLabel(QWidget):
    """One mark, as big as the text beside it. It never stands without a word."""

    def __init__(self, mark: Mark = Mark.NONE, px: int = 16) -> None:
        super().__init__()
        self._mark = mark
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def display(self, mark: Mark) -> None:
        if mark is not self._mark:
            self._mark = mark
            self.update()

    @property
    def mark(self) -> Mark:
        return self._mark

    def sizeHint(self) -> QSize:
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._mark, QRectF(1, 1, self._px - 2, self._px - 2))
        painter.end()
