"""Whose session ended today, whose chart still waits for a clinician, and who went home by an override."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from monitor.clock import offset_from_utc
from sessions.index import SessionLine
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.overridden import overridden_text


class FinishedRow(QPushButton):
    """One session that is over. It opens the chart."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "row")
        self.patient_label = ElidedLabel(look="strip")
        self.about_label = ElidedLabel(look="muted")
        self.leaving_label = label("not left yet", "strong")
        self.overridden_label = label("", "word-caution")
        self._overridden = QWidget()
        self._mark = MarkLabel(px=14)
        overridden = QHBoxLayout(self._overridden)
        overridden.setContentsMargins(0, 0, 0, 0)
        overridden.setSpacing(6)
        overridden.addWidget(MarkLabel(Mark.CAUTION, px=14))
        overridden.addWidget(self.overridden_label, 1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.patient_label)
        texts.addWidget(self.about_label)
        texts.addWidget(self.leaving_label)
        texts.addWidget(self._overridden)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 12, 10)
        row.addLayout(texts, 1)
        row.addWidget(self._mark)
        for part in (self.patient_label, self.about_label, self.leaving_label, self._overridden, self._mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def display(self, line: SessionLine, offset: timedelta) -> None:
        is_reviewed = line.reviewed_at is not None
        state = "cancelled" if line.cancelled_at else "reviewed" if is_reviewed else "waits for review"
        ended_at = over_at(line)
        at = f"{ended_at + offset:%H:%M}" if ended_at else ""
        self.patient_label.display(line.patient.name)
        self.about_label.display(f"{line.chair} · {at} · {state}")
        self._mark.display(Mark.MET if is_reviewed else Mark.NONE)
        overridden = overridden_text(line)
        self.overridden_label.setText(overridden)
        self._overridden.setVisible(bool(overridden))
        self.leaving_label.setVisible(line.is_leaving)
        leaving = self.leaving_label.text() if line.is_leaving else ""
        said = (line.patient.name, self.about_label.text(), leaving, overridden)
        self.setAccessibleName(", ".join(filter(None, said)))

    def sizeHint(self) -> QSize:
        """As high as what stands in it, which a button does not ask for by itself."""
        hint, layout = super().sizeHint(), self.layout()
        return QSize(hint.width(), max(hint.height(), layout.sizeHint().height() if layout else 0))


class FinishedList(QWidget):
    opened = Signal(str)  # session id

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FinishedRow] = {}
        self.none_label = label("No session has ended today.", "muted")
        self._shown: tuple[SessionLine, ...] = ()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label("Today's finished sessions", "heading"))
        column.addWidget(self.none_label)
        column.addWidget(scroll, 1)

    def display(self, lines: Sequence[SessionLine], now: datetime) -> None:
        """Of all lines those discharged or cancelled on this day of the clinic, the latest first."""
        offset = offset_from_utc(now)
        finished = over_on_the_day_of(now, offset, lines)
        if finished == self._shown:
            return
        self._shown = finished
        for gone in set(self.rows) - {line.session for line in finished}:
            row = self.rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, line in enumerate(finished):
            row = self.rows.get(line.session) or self._new_row(line.session)
            row.display(line, offset)
            self._column.insertWidget(place, row)
        self.none_label.setVisible(not finished)

    def _new_row(self, session: str) -> FinishedRow:
        row = FinishedRow()
        row.clicked.connect(lambda: self.opened.emit(session))
        self.rows[session] = row
        return row


def over_at(line: SessionLine) -> datetime | None:
    return line.cancelled_at or line.discharged_at


def over_on_the_day_of(now: datetime, offset: timedelta, lines: Sequence[SessionLine]) -> tuple[SessionLine, ...]:
    midnight = (now + offset).replace(hour=0, minute=0, second=0, microsecond=0) - offset
    today = [(at, line) for line in lines if (at := over_at(line)) is not None and midnight <= at <= now]
    return tuple(line for _at, line in sorted(today, key=lambda pair: pair[0], reverse=True))
