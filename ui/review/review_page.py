"""One chart to be read: trend, table, what was flagged, corrected and signed, and the review itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from monitor.entries import Entry
from monitor.limits import Severity
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.chairside.chart_table import ChartTable
from ui.review.countersign_card import CountersignCard
from ui.review.story import (
    correction_lines,
    flag_lines,
    late_lines,
    limit_lines,
    override_lines,
    override_text,
    signature_lines,
)
from ui.review.story_card import StoryCard
from ui.theme import GRID_PX
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import keeps_keyboard
from ui.widgets.looks import set_look
from ui.widgets.patient_banner import PatientBanner
from ui.widgets.strip import Strip

if TYPE_CHECKING:  # slow to import, and handed in by who has it
    from ui.trend.chart import TrendChart

SIDE_PX, WIDE_SIDE_PX, WIDE_FROM_PX = 400, 456, 1600


class ReviewPage(QWidget):
    """Belongs to the first session it shows, in whatever phase that is, and ignores others."""

    submitted = Signal(object)  # Request
    draft_edited = Signal(str, str, str)  # session, place, text

    def __init__(self, trend: "TrendChart") -> None:
        super().__init__()
        set_look(self, "page")
        self._drafts = DraftedFields(self)
        self.banner = PatientBanner()
        self.overridden_strip = Strip()
        self.trend = trend
        self.table = ChartTable()
        self.limits = StoryCard("Limits for this patient", "those of the protocol")
        self.flags = StoryCard("Flags and answers", "no flag was raised")
        self.corrections = StoryCard("Corrections", "nothing was struck")
        self.signatures = StoryCard("Signatures", "not signed yet")
        self.overrides = StoryCard("Unmet when signed", "none, or not signed yet")
        self.late = StoryCard("After the signature", "nothing")
        self.review = CountersignCard(self._drafts)
        self._stories = (
            (self.overrides, override_lines),
            (self.limits, limit_lines),
            (self.flags, flag_lines),
            (self.corrections, correction_lines),
            (self.signatures, signature_lines),
            (self.late, late_lines),
        )
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._side = QWidget()
        self._told: tuple[tuple[Entry, ...], Roster] | None = None
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        chart = QSplitter(Qt.Orientation.Vertical)
        chart.setHandleWidth(GRID_PX)
        chart.addWidget(self.trend)
        chart.addWidget(self.table)
        chart.setStretchFactor(0, 3)
        chart.setStretchFactor(1, 2)
        chart.setChildrenCollapsible(False)
        stories = QWidget()
        told = QVBoxLayout(stories)
        told.setContentsMargins(0, 0, GRID_PX, 0)
        told.setSpacing(GRID_PX)
        for card, _ in self._stories:
            told.addWidget(card)
        told.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(stories)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(GRID_PX)
        right.addWidget(scroll, 1)
        right.addWidget(self.review)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID_PX)
        columns.addWidget(chart, 1)
        columns.addWidget(self._side)
        middle = QVBoxLayout()
        middle.setContentsMargins(2 * GRID_PX, 0, 2 * GRID_PX, 2 * GRID_PX)
        middle.setSpacing(GRID_PX)
        middle.addWidget(self.overridden_strip)
        middle.addLayout(columns, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * GRID_PX)
        page.addWidget(self.banner)
        page.addLayout(middle, 1)

    def _connect(self) -> None:
        self.review.submitted.connect(self.submitted)
        self.trend.entry_chosen.connect(self.table.choose)
        self._drafts.edited.connect(self._keep_draft)

    def display(self, snapshot: Snapshot) -> None:
        if self._snapshot and self._snapshot.chart.session != snapshot.chart.session:
            return
        self._snapshot = snapshot
        self.banner.display(snapshot)
        self.trend.display(snapshot)
        self.table.display(snapshot)
        self.review.display(snapshot, self._staff)
        self._tell()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        if self._snapshot:
            self.review.display(self._snapshot, staff)

    def display_roster(self, roster: Roster) -> None:
        self._roster = roster
        self.table.display_roster(roster)
        self._tell()

    def restore(self, drafts: Mapping[str, str]) -> None:
        self._drafts.restore(drafts)

    def confirm(self, request: Request) -> None:
        self.review.confirm(request)

    def refuse(self, request: Request, sentence: str) -> None:
        self.review.refuse(request, sentence)

    def _tell(self) -> None:
        """The stories are told anew only when an entry, or somebody's name, has come."""
        if self._snapshot is None:
            return
        chart = self._snapshot.chart
        if self._told == (chart.page, self._roster):
            return
        self._told = (chart.page, self._roster)
        overridden = override_text(chart)
        self.overridden_strip.display(overridden, Severity.CAUTION)
        self.overridden_strip.setVisible(bool(overridden))
        for card, lines in self._stories:
            card.display(list(lines(chart, self._roster)))

    def _keep_draft(self, place: str, text: str) -> None:
        if self._snapshot:
            self.draft_edited.emit(self._snapshot.chart.session, place, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(WIDE_SIDE_PX if self.width() >= WIDE_FROM_PX else SIDE_PX)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001
        return keeps_keyboard(self) or super().focusNextPrevChild(next)
