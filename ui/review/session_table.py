"""Sessions as lines of a table, each opened by a click or Enter."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from monitor.limits import Severity
from sessions.index import SessionLine
from ui.theme import font, tokens
from ui.widgets.overridden import overridden_text

Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("Date", "Patient", "Birth date", "Record", "Chair", "Given", "Discharged", "Criteria", "Reviewed")


NONE = "–"


class SessionTable(QAbstractTableModel):
    """`local_offset` says how far local time is ahead of UTC at a moment: a list spans changes of the clocks."""

    def __init__(self, local_offset: Callable[[datetime], timedelta]) -> None:
        super().__init__()
        self._local_offset = local_offset
        self._lines: tuple[SessionLine, ...] = ()

    def display(self, lines: tuple[SessionLine, ...]) -> None:
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def session(self, row: int) -> str:
        return self._lines[row].session

    def row_of(self, session: str) -> int | None:
        return next((row for row, line in enumerate(self._lines) if line.session == session), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        is_overridden = column == "Criteria" and bool(line.overridden)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole if is_overridden:
                return overridden_text(line)
            case Qt.ItemDataRole.ForegroundRole if is_overridden:
                return QColor(tokens().tones[Severity.CAUTION].mark)
            case Qt.ItemDataRole.FontRole if is_overridden:
                return font(bold=True)
        return None

    def _text(self, line: SessionLine, column: str) -> str:
        match column:
            case "Date":
                return f"{line.opened_at + self._local_offset(line.opened_at):%d.%m.%Y}"
            case "Patient":
                return line.patient.name
            case "Birth date":
                return f"{line.patient.birth_date:%d.%m.%Y}"
            case "Record":
                return line.patient.record_number
            case "Chair":
                return line.chair
            case "Given":
                return self._given(line)
            case "Discharged":
                return self._time(line.discharged_at)
            case "Criteria":
                return _criteria(line)
            case _ if line.cancelled_at:
                return "cancelled"
            case _:
                return self._day_and_time(line.reviewed_at)

    def _given(self, line: SessionLine) -> str:
        """From when to when an infusion ran; of a spray, which has no end, the one moment."""
        ended = f" – {self._time(line.ended_at)}" if line.ended_at else ""
        return self._time(line.started_at) + ended

    def _day_and_time(self, at: datetime | None) -> str:
        return f"{at + self._local_offset(at):%d.%m. %H:%M}" if at else NONE

    def _time(self, at: datetime | None) -> str:
        return f"{at + self._local_offset(at):%H:%M}" if at else NONE


def _criteria(line: SessionLine) -> str:
    """Whether all were met when the discharge was signed. Unknown is a dash, and never "all met"."""
    if line.overridden is None:
        return NONE
    return f"▲ {line.overridden} overridden" if line.overridden else "all met"
