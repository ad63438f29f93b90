"""Whose chart this is and how it stands: on top of every screen of a session."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.wording import own_limits_text
from ui.theme import TOUCH_PX
from ui.widgets.cell import Cell
from ui.widgets.course_line import CourseLine
from ui.widgets.elided import ElidedLabel
from ui.widgets.flag_button import FlagButton
from ui.widgets.looks import set_look
from ui.widgets.strip import Strip

WARNING_PX, CHAIR_PX, NAME_PX = 320, 200, 180


class PatientBanner(QFrame):
    """Two lines: who and with what, then how far and what comes next. Long names give way, never the warnings."""

    flags_chosen = Signal()  # somebody wants to answer what the flags ask

    def __init__(self) -> None:
        super().__init__()
        self.chair_label = ElidedLabel(look="chair")
        self.name_label = ElidedLabel(look="patient")
        self.flag_button = FlagButton()
        self.birth_cell = Cell("Birth date")
        self.record_cell = Cell("Record number")
        self.allergies_strip = Strip()
        self.limits_label = ElidedLabel(look="small-strong")
        self.protocol_label = ElidedLabel(look="strip")
        self.dose_label = ElidedLabel(look="muted")
        self.course = CourseLine()
        for whole in (self.birth_cell, self.record_cell):
            whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(self, "banner")
        self.flag_button.clicked.connect(self.flags_chosen)
        self._arrange()

    def _arrange(self) -> None:
        protocol = QVBoxLayout()
        protocol.setSpacing(2)
        protocol.addWidget(self.protocol_label)
        protocol.addWidget(self.dose_label)
        who = QHBoxLayout()
        who.setSpacing(16)
        who.addStrut(TOUCH_PX)  # so that the page stays where it is when the first flag comes
        self.chair_label.setMaximumWidth(CHAIR_PX)
        self.chair_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        who.addWidget(self.chair_label)
        who.addWidget(self.name_label)
        who.addWidget(self.flag_button)
        who.addStretch(1)
        who.addWidget(self.birth_cell)
        who.addWidget(self.record_cell)
        warnings = QVBoxLayout()
        warnings.setSpacing(0)
        warnings.addStretch(1)
        for warning in (self.allergies_strip, self.limits_label):  # each as wide as its own text
            warnings.addWidget(warning, 0, Qt.AlignmentFlag.AlignLeft)
        warnings.addStretch(1)
        who.addLayout(warnings)
        who.addLayout(protocol)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(2)
        column.addLayout(who)
        column.addWidget(self.course)

    def display(self, snapshot: Snapshot) -> None:
        chart = snapshot.chart
        self.chair_label.display(chart.chair)
        self.name_label.display(chart.patient.name)
        _fit(self.chair_label, CHAIR_PX)
        _fit(self.name_label, NAME_PX)
        self.flag_button.display(snapshot)
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
        _fit(self.allergies_strip, WARNING_PX)

    def _display_limits(self, chart: Chart) -> None:
        own = own_limits_text(chart)
        self.limits_label.display(f"Own limits: {own}" if own else "")
        self.limits_label.setVisible(bool(own))
        _fit(self.limits_label, WARNING_PX)


def _fit(told: QWidget, enough_px: int) -> None:
    """Where there is no room for all of it, it is still wide enough to be noticed."""
    least = min(told.sizeHint().width(), enough_px)
    if least != told.minimumWidth():
        told.setMinimumWidth(least)


def _dose(chart: Chart) -> str:
    if chart.spray is not None:
        return f"{chart.protocol.drug} {chart.spray} {chart.protocol.given}"
    if chart.dose is None:
        return "dose not planned yet"
    return f"{chart.protocol.drug} {chart.dose.mg_text} over {chart.dose.minutes} min"
