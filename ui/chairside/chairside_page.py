"""One patient during the infusion and after it: what is typed, how it is going, what needs attention, the chart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from monitor.answering import next_to_answer, same_flag
from monitor.events import EntryId
from monitor.flags import Flag
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request
from sessions.staff import Roster
from ui.chairside.answer_panel import AnswerPanel
from ui.chairside.attention_list import AttentionList
from ui.chairside.chart_table import ChartTable
from ui.chairside.chosen_entry import ChosenEntry
from ui.chairside.controls import InfusionControls
from ui.chairside.correction_panel import CorrectionPanel
from ui.chairside.effects_panel import EffectsPanel
from ui.chairside.entry_line import EntryLine
from ui.chairside.inline_panel import InlinePanel
from ui.chairside.vitals_form import VitalsForm
from ui.theme import GRID_PX
from ui.widgets.answer_key import follow_answer_key
from ui.widgets.looks import button, card
from ui.widgets.patient_banner import PatientBanner
from ui.widgets.stray_repeats import StrayRepeats

if TYPE_CHECKING:  # the plot is slow to load; whoever makes the page brings it
    from ui.trend.chart import TrendChart

LINE_KEYS = "0123456789-"
FORM_KEY = "F3"
SIDE_PX, WIDE_SIDE_PX, WIDE_FROM_PX = 376, 456, 1600
LEAST_TREND_PX, LEAST_BESIDE_PX = 240, 112
USUAL_EFFECTS_PX, LEAST_EFFECTS_PX = 124, 72
MOST_ROWS, ROWS, FEWEST_ROWS = 5, 4, 3
ROOM_FOR_BOTH_PX = 860
"""Below this height the form stands in the place of the trend, and there is none beside a correction."""
ROOM_FOR_TREND_PX = 680
"""Below this height what is asked stands in the place of the trend: there it could not be read."""
LEAST_READABLE_PX = 200
"""It does so too where less than this is left for the trend above it."""


class ChairsidePage(QWidget):
    """Belongs to the session it is first shown; snapshots of another one are ignored, so no text changes patients."""

    submitted = Signal(object)  # Request
    draft_edited = Signal(str, str, str)  # session, place, text

    def __init__(self, trend: "TrendChart") -> None:
        super().__init__()
        self.banner = PatientBanner()
        self.entry_line = EntryLine()
        self.form = VitalsForm()
        self.form_button = button(f"Form  {FORM_KEY}")
        self.trend = trend
        self.attention = AttentionList()
        self.answer_panel = AnswerPanel()
        self.effects = EffectsPanel()
        self.controls = InfusionControls()
        self.table = ChartTable()
        self.chosen_entry = ChosenEntry()
        self.correction = CorrectionPanel()
        self._shown: Snapshot | None = None
        self._form_gave_way = False  # to an answer, after which it comes back
        self._side = QWidget()
        self._effects_card = card()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._arrange()
        self._connect()
        self._connect_keys()

    def display(self, snapshot: Snapshot) -> None:
        if self._shown is not None and snapshot.chart.session != self._shown.chart.session:
            return
        self._shown = snapshot
        self.banner.display(snapshot)
        for part in (
            self.entry_line,
            self.form,
            self.attention,
            self.answer_panel,
            self.effects,
            self.controls,
            self.table,
            self.correction,
        ):
            part.display(snapshot)
        self.trend.display(snapshot)
        self._permit_correction()
        if self._is_cramped(self._asks) is not self.trend.isHidden() and self.form.isHidden():
            self._make_room_for(asks=self._asks)  # what is asked says more than before, or less

    def display_staff(self, staff: Staff | None) -> None:
        for part in (self.attention, self.answer_panel, self.effects, self.controls, self.correction):
            part.display_staff(staff)
        self._permit_correction()

    def display_roster(self, roster: Roster) -> None:
        for part in (self.attention, self.answer_panel, self.table):
            part.display_roster(roster)

    def confirm(self, request: Request) -> None:
        """The request is kept: whichever form sent it empties itself."""
        for part in self._forms():
            part.confirm(request)

    def refuse(self, request: Request, sentence: str) -> None:
        """The request is not kept: whichever form sent it says why, and keeps what was typed."""
        for part in self._forms():
            part.refuse(request, sentence)

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back what was left half-typed in this session, in view. What is being typed already stays."""
        for place, part in self._drafted().items():
            part.restore(drafts.get(place, ""))
        if drafts.get("form") and not drafts.get("line") and self.correction.isHidden():
            self._form_gave_way = not self.answer_panel.isHidden()
            if not self._form_gave_way:
                self.show_form()

    def set_aside(self) -> None:
        """Somebody else may come to what is half-typed here: it says so."""
        for part in self._drafted().values():
            part.set_aside()

    def show_form(self) -> None:
        self._show_entry(form=True)

    def show_line(self) -> None:
        self._show_entry(form=False)

    def _show_entry(self, *, form: bool) -> None:
        if form and not self._is_tall and not self.correction.isHidden():
            self.correction.close_panel()  # there is no room for both
        if form and not self.answer_panel.isHidden():
            self.answer_panel.close_panel()
        self.form_button.setText(f"Line  {FORM_KEY}" if form else f"Form  {FORM_KEY}")
        self.form.hide()
        self.entry_line.show_line(on=not form)
        self._make_room(form=form, asks=self._asks)
        self.form.setVisible(form)
        self.setFocusProxy(self.form if form else self.entry_line)
        self.setFocus()

    def _switch(self) -> None:
        self._show_entry(form=self.form.isHidden())

    def _forms(
        self,
    ) -> tuple[EntryLine | VitalsForm | AnswerPanel | EffectsPanel | InfusionControls | CorrectionPanel, ...]:
        return self.entry_line, self.form, self.answer_panel, self.effects, self.controls, self.correction

    def _drafted(self) -> dict[str, EntryLine | VitalsForm | EffectsPanel | InlinePanel]:
        """Everything that is half-typed here outlives the program, under the name of its place."""
        return {
            "line": self.entry_line,
            "form": self.form,
            "effect": self.effects,
            "answer": self.answer_panel,
            "correction": self.correction,
            **self.controls.panels,
        }

    def _keep_draft(self, place: str, text: str) -> None:
        if self._shown:
            self.draft_edited.emit(self._shown.chart.session, place, text)

    def show_entry(self, id: EntryId) -> None:
        """Show the entry in the table, wherever it was clicked."""
        self.table.choose(id)
        entry = self._shown.chart.entry(id) if self._shown else None
        if entry and self._shown:
            self.chosen_entry.display(entry, self._shown.chart)
            self._make_room_for(asks=self._asks)
            self._permit_correction()

    def show_flag(self, flag: Flag) -> None:
        """Ask what was done about it, unless an answer is being given already, with its entry chosen in the table."""
        present = same_flag(flag, self._shown) if self._shown else None
        if present and present.entry:
            self.show_entry(present.entry)
        if present and self.answer_panel.isHidden():
            self.answer_panel.open(present)

    def _permit_correction(self) -> None:
        if self.chosen_entry.entry and self.chosen_entry.isVisible():
            self.chosen_entry.permit(self.correction.objection(self.chosen_entry.entry))

    def _answer_next(self) -> None:
        flag = next_to_answer(self._shown) if self._shown else None
        if flag:
            self.answer_panel.open(flag)

    def _begin_answer(self) -> None:
        self.controls.close_panels()
        self.correction.close_panel()
        self.chosen_entry.hide()
        self._form_gave_way = not self.form.isHidden()
        if self._form_gave_way:
            self.show_line()
        self._make_room_for(asks=self.answer_panel)

    def _put_answer_away(self) -> None:
        if not self.answer_panel.isHidden():
            self.answer_panel.close_panel()

    def _end_answer(self) -> None:
        self._make_room_for(asks=self._asks)
        if self._form_gave_way:
            self._form_gave_way = False
            self.show_form()

    def _begin_correction(self) -> None:
        self.answer_panel.close_panel()
        if not self._is_tall and not self.form.isHidden():
            self.show_line()
        self.chosen_entry.hide()
        self._make_room_for(asks=self.correction)

    def _end_correction(self) -> None:
        self._make_room_for(asks=self._asks)

    def _type(self, key: str) -> None:
        if self.entry_line.isVisible():
            self.entry_line.type_key(key)

    def _connect(self) -> None:
        for part in self._forms():
            part.submitted.connect(self.submitted)
        for place, drafted in self._drafted().items():
            drafted.edited.connect(lambda text, place=place: self._keep_draft(place, text))
        self.form_button.clicked.connect(self._switch)
        for source in (self.trend, self.attention, self.table):
            source.entry_chosen.connect(self.show_entry)
        self.attention.answering.connect(self.answer_panel.open)
        self.answer_panel.opened.connect(self._begin_answer)
        self.answer_panel.closed.connect(self._end_answer)
        self.answer_panel.spilled.connect(self.entry_line.type_key)
        self.entry_line.escaped.connect(self._put_answer_away)
        self.controls.opened.connect(self.answer_panel.close_panel)
        for panel in self.controls.panels.values():
            panel.opened.connect(lambda: self._narrow_effects(on=not self._is_tall))
            panel.closed.connect(lambda: self._narrow_effects(on=False))
        self.chosen_entry.closed.connect(lambda: self._make_room_for(asks=self._asks))
        self.chosen_entry.correcting.connect(self.correction.open)
        self.correction.opened.connect(self._begin_correction)
        self.correction.closed.connect(self._end_correction)
        for form in (self.effects, self.controls, self.correction, self.answer_panel, self.chosen_entry):
            form.left.connect(self.setFocus)

    def _connect_keys(self) -> None:
        """Fields take their own keys first; from everywhere else a digit goes to the line."""
        for key in LINE_KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda key=key: self._type(key))
        QShortcut(QKeySequence(FORM_KEY), self).activated.connect(self._switch)
        follow_answer_key(self, self._answer_next)
        StrayRepeats(self, self.entry_line.line, *(field.field for field in self.form.fields.values()))

    @property
    def _is_tall(self) -> bool:
        return self.height() >= ROOM_FOR_BOTH_PX

    @property
    def _asks(self) -> InlinePanel | None:
        """The panel in which an answer or a correction is asked for."""
        return next((panel for panel in (self.answer_panel, self.correction) if not panel.isHidden()), None)

    def _is_cramped(self, asks: InlinePanel | None) -> bool:
        """Whether the trend could not be read above it."""
        if asks is None:
            return False
        room = self.height() - GRID_PX - self._splitter.mapTo(self, QPoint()).y()
        is_left = room - asks.heightForWidth(self._splitter.width())
        return self.height() < ROOM_FOR_TREND_PX or is_left < LEAST_READABLE_PX

    def _make_room(self, *, form: bool, asks: InlinePanel | None) -> None:
        """The table gives way to what is asked, or where it would be too small the trend; in a low window that gives
        way to the form, too. They come back after."""
        is_tall = self._is_tall
        is_cramped = self._is_cramped(asks)
        self.trend.setVisible((is_tall or not form) and not is_cramped)
        self.trend.setMinimumHeight(LEAST_BESIDE_PX if form or asks is not None else LEAST_TREND_PX)
        if form or is_cramped or not (is_tall or self.chosen_entry.isHidden()):
            self.table.keep_rows(FEWEST_ROWS)
        else:
            self.table.keep_rows(MOST_ROWS if is_tall else ROWS)
        self.table.setVisible(is_cramped or asks is None)
        self._splitter.refresh()  # or it asks for the hidden trend's height too, and the window grows
        self._side.setFixedWidth(WIDE_SIDE_PX if self.width() >= WIDE_FROM_PX else SIDE_PX)

    def _narrow_effects(self, *, on: bool) -> None:
        """They give way to what is written below them."""
        self._effects_card.setMinimumHeight(LEAST_EFFECTS_PX if on else USUAL_EFFECTS_PX)

    def _make_room_for(self, *, asks: InlinePanel | None) -> None:
        self._make_room(form=not self.form.isHidden(), asks=asks)

    def _arrange(self) -> None:
        self.form.hide()
        self.setFocusProxy(self.entry_line)
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addWidget(self._entry_card())
        left.addLayout(self._course(), 1)
        self._arrange_side()
        body = QHBoxLayout()
        body.setContentsMargins(GRID_PX, 0, GRID_PX, GRID_PX)
        body.setSpacing(GRID_PX)
        body.addLayout(left, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.banner)
        column.addLayout(body, 1)

    def _entry_card(self) -> QFrame:
        frame = card()
        row = QHBoxLayout(frame)
        row.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(GRID_PX)
        row.addWidget(self.entry_line, 1)
        row.addWidget(self.form, 1)
        row.addWidget(self.form_button, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _course(self) -> QGridLayout:
        """The trend above, the chart below; the line between them can be moved. What is said of the typed line drops
        over the trend."""
        chart = QWidget()
        column = QVBoxLayout(chart)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(self.table, 1)
        column.addWidget(self.chosen_entry)
        column.addWidget(self.correction)
        column.addWidget(self.answer_panel)
        splitter = self._splitter
        splitter.setHandleWidth(GRID_PX)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.trend)
        splitter.addWidget(chart)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        self.trend.setMinimumHeight(LEAST_TREND_PX)
        cell = QGridLayout()
        cell.addWidget(splitter, 0, 0)
        below = self.entry_line.below
        policy = below.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that nothing is laid out anew when it comes or goes
        below.setSizePolicy(policy)
        cell.addWidget(below, 0, 0, Qt.AlignmentFlag.AlignTop)
        return cell

    def _arrange_side(self) -> None:
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for widget, stretch in ((self.attention, 3), (self.effects, 2), (self.controls, 0)):
            frame = self._effects_card if widget is self.effects else card()
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(12, GRID_PX, GRID_PX, GRID_PX)
            inside.addWidget(widget)
            column.addWidget(frame, stretch)
        self._narrow_effects(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room_for(asks=self._asks)
