"""Recovery and sign-off: each criterion by its reading, the signature, and the way home."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.signoff.criteria_card import CriteriaCard
from ui.signoff.sign_card import SignCard
from ui.signoff.signed_card import SignedCard
from ui.theme import GRID_PX
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import keeps_keyboard
from ui.widgets.looks import set_look
from ui.widgets.patient_banner import PatientBanner


class SignoffPage(QWidget):
    """Belongs to the first session it shows, and ignores others: a signature is over the chart on the screen."""

    submitted = Signal(object)  # Request
    draft_edited = Signal(str, str, str)  # session, place, text
    chairside_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self._drafts = DraftedFields(self)
        self.banner = PatientBanner()
        self.criteria = CriteriaCard(self._drafts)
        self.sign = SignCard(self._drafts)
        self.signed = SignedCard(self._drafts)
        self._parts = (self.criteria, self.sign, self.signed)
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._arrange()
        for part in self._parts:
            part.submitted.connect(self.submitted)
        self.sign.left.connect(self.setFocus)
        self.signed.left.connect(self.setFocus)
        self.criteria.chairside_requested.connect(self.chairside_requested)
        self._drafts.edited.connect(self._keep_draft)

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.signed.hide()
        left, right = QWidget(), QWidget()
        judging = QVBoxLayout(left)
        judging.setContentsMargins(0, 0, GRID_PX // 2, 0)
        judging.addWidget(self.criteria)
        judging.addStretch(1)
        signing = QVBoxLayout(right)
        signing.setContentsMargins(0, 0, 0, 0)
        signing.addWidget(self.sign)
        signing.addWidget(self.signed)
        signing.addStretch(1)
        columns = QHBoxLayout()
        columns.setContentsMargins(2 * GRID_PX, 0, 2 * GRID_PX, 2 * GRID_PX)
        columns.setSpacing(2 * GRID_PX)
        columns.addWidget(_scrolling(left), 3)
        columns.addWidget(_scrolling(right), 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * GRID_PX)
        page.addWidget(self.banner)
        page.addLayout(columns, 1)

    def display(self, snapshot: Snapshot) -> None:
        if self._snapshot and self._snapshot.chart.session != snapshot.chart.session:
            return
        self._snapshot = snapshot
        self.banner.display(snapshot)
        self._display_parts()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._display_parts()

    def display_roster(self, roster: Roster) -> None:
        self._roster = roster
        self._display_parts()

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back what was left half-typed in the session shown."""
        self._drafts.restore(drafts)
        self.criteria.show_restored()
        self.sign.restore(drafts)

    def confirm(self, request: Request) -> None:
        for part in self._parts:
            part.confirm(request)

    def refuse(self, request: Request, sentence: str) -> None:
        for part in self._parts:
            part.refuse(request, sentence)

    def _display_parts(self) -> None:
        if self._snapshot is None:
            return
        is_signed = self._snapshot.chart.discharge is not None
        self.criteria.display(self._snapshot, self._staff)
        self.sign.display(self._snapshot, self._staff, self._roster)
        self.signed.display(self._snapshot, self._staff, self._roster)
        self.sign.setVisible(not is_signed)
        self.signed.setVisible(is_signed)

    def _keep_draft(self, place: str, text: str) -> None:
        if self._snapshot:
            self.draft_edited.emit(self._snapshot.chart.session, place, text)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001
        return keeps_keyboard(self) or super().focusNextPrevChild(next)


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
