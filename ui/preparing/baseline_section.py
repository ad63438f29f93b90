"""The baseline set, typed in one line or by the form: the patient's own values before the drip."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.limits import Phase
from monitor.preparation import Step, is_preparing
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from monitor.vitals import Vital
from sessions.requests import Request
from sessions.staff import Roster
from ui.chairside.entry_line import EntryLine
from ui.chairside.vitals_form import VitalsForm
from ui.preparing.section import Section
from ui.theme import GRID_PX
from ui.widgets.flow import Flow
from ui.widgets.kept import kept_text
from ui.widgets.looks import button, label
from ui.widgets.texts import show

LINE_PLACE = "preparing/baseline"
FORM_PLACE = "preparing/baseline_form"
UNKNOWN = "–"
FIGURES_APART_PX = 24


class BaselineSection(QWidget):
    step = Step.BASELINE

    edited = Signal(str, str)  # place, text

    def __init__(self) -> None:
        super().__init__()
        self.section = Section("Baseline vital signs")
        self.entry_line = EntryLine()
        self.form = VitalsForm()
        self.form_button = button("Use the form", "quiet")
        self.readings: dict[Vital, QLabel] = {}
        self._figures = Flow(FIGURES_APART_PX, GRID_PX)
        self._arrange()
        self.form_button.clicked.connect(lambda: self._choose(form=self.form.isHidden()))
        self.entry_line.edited.connect(lambda text: self.edited.emit(LINE_PLACE, text))
        self.form.edited.connect(lambda text: self.edited.emit(FORM_PLACE, text))
        self.entry_line.submitted.connect(self.section.submitted)
        self.form.submitted.connect(self.section.submitted)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addLayout(self._figures, 1)
        line.addWidget(self.form_button, 0, Qt.AlignmentFlag.AlignTop)
        self.form.hide()
        self.section.body.addLayout(line)
        asked = QVBoxLayout()
        asked.addWidget(self.entry_line)
        asked.addWidget(self.form)
        self.section.ask(asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        chart = snapshot.chart
        self.form_button.setVisible(is_preparing(chart))
        self._display_readings(chart)
        self.entry_line.display(snapshot)
        self.form.display(snapshot)
        self.section.display(
            is_met=open_step is None,
            value="",
            kept=kept_text(chart, _last_set(chart), roster),
        )

    def confirm(self, request: Request) -> None:
        self.entry_line.confirm(request)
        self.form.confirm(request)

    def refuse(self, request: Request, sentence: str) -> None:
        self.entry_line.refuse(request, sentence)
        self.form.refuse(request, sentence)

    def restore(self, drafts: Mapping[str, str]) -> None:
        self.entry_line.restore(drafts.get(LINE_PLACE, ""))
        self.form.restore(drafts.get(FORM_PLACE, ""))
        self._choose(form=bool(drafts.get(FORM_PLACE)))

    def _display_readings(self, chart: Chart) -> None:
        """Every ordered vital sign, a dash where it is not taken yet, and whatever else was taken."""
        baseline = chart.baseline
        wanted = [vital for vital in Vital if vital in chart.protocol.schedule.ordered or vital in baseline]
        for vital in wanted:
            if vital not in self.readings:
                self.readings[vital] = label(UNKNOWN, "reading")
                self._figures.addWidget(_named(f"{vital.label} {vital.unit}", self.readings[vital]))
        for vital, shown in self.readings.items():
            value = baseline.get(vital)
            show(shown, UNKNOWN if value is None else vital.number(value))

    def _choose(self, *, form: bool) -> None:
        self.form.setVisible(form)
        self.entry_line.setVisible(not form)
        self.form_button.setText("Use the line" if form else "Use the form")


def _last_set(chart: Chart) -> Entry | None:
    """The last set of the baseline; those of the infusion are no part of it."""
    before = [taken for taken in chart.sets if taken.phase is Phase.PREPARING]
    return chart.entry(before[-1].entry) if before else None


def _named(name: str, reading: QLabel) -> QWidget:
    figure = QWidget()
    column = QVBoxLayout(figure)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(name.strip(), "label"))
    column.addWidget(reading)
    return figure
