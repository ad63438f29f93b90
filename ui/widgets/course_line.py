"""How far a session is: phase, clock, planned end, next set; what is not approved; when the last entry was kept."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.wording import phase_word
from ui.widgets.cell import Cell
from ui.widgets.looks import label, set_look
from ui.widgets.next_set import minutes_text, next_set_of
from ui.widgets.strip import Strip
from ui.widgets.texts import show, show_fitted
from ui.widgets.thin_bar import ThinBar

NEXT_PX = 260
NOT_APPROVED = "protocol not approved by this clinic"


class CourseLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.phase_label = label("", "heading")
        self.clock_label = label("", "clock")
        self.since_label = label("since the dose", "muted")
        self.end_cell = Cell("Planned end")
        self.next_strip = Strip(big=True)
        self.progress = ThinBar()
        self.approval_strip = Strip()
        self.kept_label = label("", "met")
        self.last_kept_label = label("", "muted")
        for whole in (self.end_cell, self.approval_strip):
            whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.kept_label.setToolTip("When the last entry of this chart was written to the disk of its station")
        self._arrange()

    def _arrange(self) -> None:
        coming = QWidget()
        coming.setFixedWidth(NEXT_PX)
        upright = QVBoxLayout(coming)
        upright.setContentsMargins(0, 0, 0, 0)
        upright.setSpacing(2)
        upright.addStretch(1)
        upright.addWidget(self.next_strip)
        upright.addWidget(self.progress)
        upright.addStretch(1)
        phase = QVBoxLayout()
        phase.setSpacing(0)
        phase.addStretch(1)
        phase.addWidget(self.phase_label)
        phase.addWidget(self.since_label)
        phase.addStretch(1)
        kept = QVBoxLayout()
        kept.setSpacing(0)
        kept.addStretch(1)
        for text in (self.kept_label, self.last_kept_label):
            kept.addWidget(text, 0, Qt.AlignmentFlag.AlignRight)
        kept.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(phase)
        row.addWidget(self.clock_label)
        row.addWidget(self.end_cell)
        row.addWidget(coming)
        row.addStretch(1)
        row.addWidget(self.approval_strip)
        row.addLayout(kept)

    def display(self, snapshot: Snapshot) -> None:
        chart = snapshot.chart
        show(self.phase_label, phase_word(chart).capitalize())
        show_fitted(self.clock_label, _clock(snapshot))
        is_counting = chart.started_at is not None and chart.discharge is None
        self.since_label.setVisible(is_counting and not chart.protocol.is_infused)
        name, end = _end(chart)
        self.end_cell.name_label.display(name)
        self.end_cell.display(f"{chart.t_text(end)} · {chart.time_text(end)}" if end else "")
        self.end_cell.setVisible(end is not None)
        self._display_next(snapshot)
        self.approval_strip.setVisible(chart.protocol.approval is None)
        self.approval_strip.display(NOT_APPROVED, Severity.CAUTION)
        self._display_kept(snapshot)

    def _display_kept(self, snapshot: Snapshot) -> None:
        chart, since = snapshot.chart, snapshot.unkept_since
        kept_at = chart.time_text(max(entry.recorded_at for entry in chart.page))
        set_look(self.kept_label, "word-caution" if since else "met")
        show_fitted(self.kept_label, f"not kept since {chart.time_text(since)}" if since else f"kept ✓ {kept_at}")
        show_fitted(self.last_kept_label, f"last kept {kept_at}")
        self.last_kept_label.setVisible(since is not None)

    def _display_next(self, snapshot: Snapshot) -> None:
        coming = next_set_of(snapshot)
        severity: Severity | None = coming.severity if coming else None
        self.next_strip.display(coming.text if coming else "", severity)
        self.progress.setVisible(coming is not None and coming.gone is not None)
        if coming and coming.gone is not None:
            self.progress.display(coming.gone)


def _end(chart: Chart) -> tuple[str, datetime | None]:
    """What the session is running towards, and when that is."""
    if not chart.protocol.is_infused:
        return "Observed at the least until", chart.observed_until
    return ("Planned end", chart.planned_end) if chart.stopped_at is None else ("Infusion ended", chart.stopped_at)


def _clock(snapshot: Snapshot) -> str:
    """Minutes and seconds since the start; the time that counts when it has not begun or is over."""
    chart: Chart = snapshot.chart
    if chart.discharge is not None:
        return chart.time_text(chart.discharge.happened_at)
    if chart.started_at is None:
        return f"opened {chart.time_text(chart.opened_at)}"
    return f"T+ {minutes_text(snapshot.now - chart.started_at)}"
