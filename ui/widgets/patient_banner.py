"""Whose chart this is and how it stands: on top of every screen of a session."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.wording import own_limits_text
from ui.widgets.cell import Cell
from ui.widgets.course_line import CourseLine
from ui.widgets.elided import ElidedLabel
from ui.widgets.looks import set_look
from ui.widgets.strip import Strip

WARNING_PX, CHAIR_PX = 320, 200


class PatientBanner(QFrame):
    """Two lines: who and with what, then how far and what comes next. Long names give way, never the warnings."""

    def __init__(self) -> None:
        super().__init__()
        self.chair_label = ElidedLabel(look="chair")
        self.name_label = ElidedLabel(look="patient")
        self.birth_cell = Cell("Birth date")
        self.record_cell = Cell("Record number")
        self.allergies_strip = Strip()
        self.limits_label = ElidedLabel(look="strip")
        self.protocol_label = ElidedLabel(look="strip")
        self.dose_label = ElidedLabel(look="muted")
        self.course = CourseLine()
        for whole in (self.birth_cell, self.record_cell):
            whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(self, "banner")
        self._arrange()

    def _arrange(self) -> None:
        protocol = QVBoxLayout()
        protocol.setSpacing(2)
        protocol.addWidget(self.protocol_label)
        protocol.addWidget(self.dose_label)
        who = QHBoxLayout()
        who.setSpacing(16)
        self.chair_label.setMaximumWidth(CHAIR_PX)
        self.chair_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        who.addWidget(self.chair_label)
        who.addWidget(self.name_label, 3)
        who.addWidget(self.birth_cell)
        who.addWidget(self.record_cell)
        warnings = QVBoxLayout()
        warnings.setSpacing(0)
        warnings.addStretch(1)
        warnings.addWidget(self.allergies_strip)
        warnings.addWidget(self.limits_label)
        warnings.addStretch(1)
        who.addLayout(warnings, 3)
        who.addLayout(protocol, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(who)
        column.addWidget(self.course)

    def display(self, snapshot: Snapshot) -> None:
        chart = snapshot.chart
        self.chair_label.display(chart.chair)
        self.name_label.display(chart.patient.name)
        self.birth_cell.display(f"{chart.patient.birth_date:%d.%m.%Y}")
        self.record_cell.display(chart.patient.record_number)
        self._display_allergies(chart)
        self._display_limits(chart)
        self.protocol_label.display(chart.protocol.title)
        self.dose_label.display(_dose(chart))
        self.course.display(snapshot)

    def _display_allergies(self, chart: Chart) -> None:
        if chart.allergies:
            count = f" ({len(chart.allergies)})" if len(chart.allergies) > 1 else ""
            self.allergies_strip.display(f"Allergies{count}: {', '.join(chart.allergies)}", Severity.CAUTION)
        else:
            unknown = chart.allergies is None
            self.allergies_strip.display("Allergies not asked yet" if unknown else "No known allergies")
        _fit(self.allergies_strip)

    def _display_limits(self, chart: Chart) -> None:
        own = own_limits_text(chart)
        self.limits_label.display(f"Own limits: {own}" if own else "")
        self.limits_label.setVisible(bool(own))
        _fit(self.limits_label)


def _fit(warning: QWidget) -> None:
    """As wide as its text, and where there is no room for all of it still wide enough to be noticed."""
    whole = warning.sizeHint().width()
    if whole != warning.maximumWidth():
        warning.setMinimumWidth(min(whole, WARNING_PX))
        warning.setMaximumWidth(whole)


def _dose(chart: Chart) -> str:
    if chart.spray is not None:
        return f"{chart.protocol.drug} {chart.spray} {chart.protocol.given}"
    if chart.dose is None:
        return "dose not planned yet"
    return f"{chart.protocol.drug} {chart.dose.mg_text} over {chart.dose.minutes} min"
