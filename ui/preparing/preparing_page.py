"""Before the drip: the steps in the order of the work, each kept as it is done, and what is still open."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.preparation import Step, is_preparing, open_steps
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.preparing.allergies_section import AllergiesSection
from ui.preparing.baseline_section import BaselineSection
from ui.preparing.checks_section import ChecksSection
from ui.preparing.dose_check_section import DoseCheckSection
from ui.preparing.dose_section import DoseSection
from ui.preparing.escort_section import EscortSection
from ui.preparing.gate_section import GateSection
from ui.preparing.limits_section import LIMITS_PLACE, LimitsSection
from ui.preparing.spray_section import SpraySection
from ui.preparing.start_panel import StartPanel
from ui.preparing.weight_section import WeightSection
from ui.theme import GRID_PX
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import keeps_keyboard
from ui.widgets.looks import set_look
from ui.widgets.patient_banner import PatientBanner

TWO_COLUMNS_FROM_PX = 1640
PANEL_PX = 336


class PreparingPage(QWidget):
    """Belongs to the first session it shows, and ignores others: nothing typed changes patients.

    It shows what is kept; what is typed stays in the fields until it comes back as kept. Once the infusion is started
    it is only read; an escort can still be named.
    """

    submitted = Signal(object)  # Request
    draft_edited = Signal(str, str, str)  # session, place, text

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self._drafts = DraftedFields(self)
        self.banner = PatientBanner()
        self.allergies = AllergiesSection(self._drafts)
        self.weight = WeightSection(self._drafts)
        self.dose = DoseSection(self._drafts)
        self.spray = SpraySection(self._drafts)
        self.dose_check = DoseCheckSection()
        self.limits = LimitsSection()
        self.checks = ChecksSection(self._drafts)
        self.escort = EscortSection(self._drafts)
        self.baseline = BaselineSection()
        self.gate = GateSection(self._drafts)
        self.start_panel = StartPanel(self._drafts)
        self._first = (self.allergies, self.weight, self.dose, self.spray, self.dose_check, self.limits)
        self._second = (self.checks, self.escort, self.baseline, self.gate)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._columns = QHBoxLayout()
        self._scroll = QScrollArea()
        self._is_wide: bool | None = None
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        work = QWidget()
        columns = self._columns
        work.setLayout(columns)
        columns.setContentsMargins(0, 0, GRID_PX, 0)
        for column in (self._left, self._right):
            column.setSpacing(GRID_PX + GRID_PX // 2)
            columns.addLayout(column, 1)
        self._spread(wide=False)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(work)
        self.start_panel.setFixedWidth(PANEL_PX)
        middle = QHBoxLayout()
        middle.setContentsMargins(2 * GRID_PX, 0, 2 * GRID_PX, 2 * GRID_PX)
        middle.setSpacing(GRID_PX)
        middle.addWidget(scroll, 1)
        middle.addWidget(self.start_panel)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * GRID_PX)
        page.addWidget(self.banner)
        page.addLayout(middle, 1)

    def _connect(self) -> None:
        for part in (*self._first, *self._second):
            part.section.submitted.connect(self.submitted)
        self.start_panel.submitted.connect(self.submitted)
        self._drafts.edited.connect(self._keep_draft)
        self.baseline.edited.connect(self._keep_draft)
        self.limits.opened.connect(lambda: QTimer.singleShot(0, self, self._show_limits))
        self.limits.edited.connect(lambda text: self._keep_draft(LIMITS_PLACE, text))

    def display(self, snapshot: Snapshot) -> None:
        if self._snapshot and self._snapshot.chart.session != snapshot.chart.session:
            return
        self._snapshot = snapshot
        self.banner.display(snapshot)
        self._display_work()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._display_work()

    def display_roster(self, roster: Roster) -> None:
        self._roster = roster
        self._display_work()

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back what was left half-typed in the session shown."""
        self._drafts.restore(drafts)
        self.baseline.restore(drafts)
        self.limits.restore(drafts.get(LIMITS_PLACE, ""))
        self.checks.show_restored()
        self.start_panel.show_restored()

    def set_aside(self) -> None:
        """Somebody else may come to what is half-typed here: it says so."""
        self.limits.panel.set_aside()

    def confirm(self, request: Request) -> None:
        for part in (*self._first, *self._second, self.start_panel):
            part.confirm(request)

    def refuse(self, request: Request, sentence: str) -> None:
        for part in (*self._first, *self._second, self.start_panel):
            part.refuse(request, sentence)

    def _display_work(self) -> None:
        if self._snapshot is None:
            return
        chart = self._snapshot.chart
        self.dose.setVisible(chart.protocol.is_infused)
        self.spray.setVisible(not chart.protocol.is_infused)
        steps = dict(reversed(list(open_steps(chart))))
        for part in (*self._first, *self._second):
            sentence = steps.get(part.step) if part.step else None
            part.display(self._snapshot, self._staff, self._roster, sentence)
            part.section.permit(on=is_preparing(chart) or (part is self.escort and chart.is_open))
        self.start_panel.display(self._snapshot, self._staff)

    def _first_open(self) -> QWidget:
        """The field of the first step that is still open; the start where none is."""
        chart = self._snapshot.chart if self._snapshot else None
        if chart is None or not is_preparing(chart):
            return self
        first = {
            Step.ALLERGIES: self.allergies.field,
            Step.WEIGHT: self.weight.field,
            Step.DOSE: self.dose.mg_per_kg_field if chart.protocol.is_infused else self.spray.first_choice,
            Step.DOSE_CHECK: self.dose_check.checker.member_choice,
            Step.CHECKS: self.checks.first_open,
            Step.BASELINE: self.baseline.entry_line.line,
            Step.GATE: self.gate.reason_field,
        }
        return next((first[step] for step, _sentence in open_steps(chart)), self.start_panel.start_button)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Opened: the keyboard goes to what is to be done first."""
        first = self._first_open()
        if first is not self:
            first.setFocus()

    def _show_limits(self) -> None:
        """The whole form, once it is laid out: it opens at the foot of the page."""
        self._scroll.ensureWidgetVisible(self.limits, 0, GRID_PX)

    def _keep_draft(self, place: str, text: str) -> None:
        if self._snapshot:
            self.draft_edited.emit(self._snapshot.chart.session, place, text)

    def _spread(self, *, wide: bool) -> None:
        """One column, or two where there is room."""
        if wide is self._is_wide:
            return
        self._is_wide = wide
        for column in (self._left, self._right):
            while column.count():
                column.takeAt(0)
        for part in self._first:
            self._left.addWidget(part)
        for later in self._second:
            (self._right if wide else self._left).addWidget(later)
        self._left.addStretch(1)
        self._right.addStretch(1)
        self._columns.setStretch(1, int(wide))
        self._columns.setSpacing(2 * GRID_PX if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread(wide=event.size().width() >= TWO_COLUMNS_FROM_PX)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001
        return keeps_keyboard(self) or super().focusNextPrevChild(next)
