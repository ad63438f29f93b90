"""What is done to the infusion, and what else is charted beside vital signs and effects."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from monitor.events import (
    DrugGiven,
    InfusionPaused,
    InfusionResumed,
    InfusionStopped,
    NoteWritten,
    SessionEvent,
    SetMissed,
)
from monitor.guards import objection
from monitor.limits import Phase
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from ui.chairside.control_panels import DrugPanel, MissedPanel, NotePanel, StepPanel, open_sets
from ui.chairside.inline_panel import InlinePanel
from ui.chairside.time_field import TimeField
from ui.theme import GRID_PX
from ui.widgets.focus import holds_focus
from ui.widgets.looks import button
from ui.widgets.notice import Notice

PAUSE_REASONS = ("Patient asked for it", "Vital signs", "Effect", "Line or pump")
STOP_REASONS = ("Patient asked for it", "Vital signs", "Effect", "Line or pump")
SAID = "…"
"""Stands for a reason not typed yet, to ask whether the event may be written once there is one."""

RUNNING = (Phase.INFUSING, Phase.PAUSED)


@dataclass(frozen=True, slots=True)
class _Step:
    """One button: the panel it opens, the event as it would be written, and as the panel has it now."""

    button: QPushButton
    panel: InlinePanel | None
    would: Callable[[Snapshot], SessionEvent | None]
    event: Callable[[], SessionEvent | None]
    time: TimeField | None = None


class InfusionControls(QWidget):
    """A panel opens in the place of the buttons. Its text stays until its own entry is kept."""

    submitted = Signal(object)  # Writing
    opened = Signal()  # a panel was opened
    left = Signal()  # kept or closed with the keyboard in it

    def __init__(self) -> None:
        super().__init__()
        self.pause_button, self.resume_button = button("Pause…"), button("Resume")
        self.stop_button = button("Stop…", "danger")
        self.drug_button, self.note_button = button("Drug…"), button("Note…")
        self.missed_button = button("Missed set…")
        self.pause_panel = StepPanel("Pause the infusion", "Pause", PAUSE_REASONS)
        self.stop_panel = StepPanel("Stop the infusion", "Stop the infusion", STOP_REASONS)
        self.drug_panel, self.note_panel, self.missed_panel = DrugPanel(), NotePanel(), MissedPanel()
        self.notice = Notice()
        self.panels: dict[str, InlinePanel] = {  # by the names under which what is half-typed in them is kept
            "pause": self.pause_panel,
            "stop": self.stop_panel,
            "drug": self.drug_panel,
            "note": self.note_panel,
            "missed": self.missed_panel,
        }
        self.buttons = QWidget()
        self._shown: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent: Writing | None = None
        self._sent_by: _Step | None = None
        self._steps = self._make_steps()
        self._arrange()
        self._connect()

    def display(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        phase = snapshot.chart.phase
        is_infused = snapshot.chart.protocol.is_infused and phase is not Phase.RECOVERING
        self.pause_button.setVisible(is_infused and phase is not Phase.PAUSED)
        self.resume_button.setVisible(phase is Phase.PAUSED)
        self.stop_button.setVisible(is_infused)
        self.missed_panel.display(snapshot)
        self._permit()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._permit()

    def close_panels(self) -> None:
        """What is typed in them stays."""
        for panel in self.panels.values():
            if not panel.isHidden():
                panel.close_panel()

    def confirm(self, request: Request) -> None:
        if request is self._sent and self._sent_by:
            step, self._sent, self._sent_by = self._sent_by, None, None
            self.notice.clear()
            if step.panel:
                step.panel.empty()
                step.panel.close_panel()
            if holds_focus(self):  # the button is about to be hidden
                self.left.emit()

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent and self._sent_by:
            step, self._sent, self._sent_by = self._sent_by, None, None
            if step.panel:
                step.panel.say(sentence)
            else:
                self.notice.say(sentence)

    def _make_steps(self) -> tuple[_Step, ...]:
        pause, stop, missed = self.pause_panel, self.stop_panel, self.missed_panel
        return (
            _Step(
                self.pause_button,
                pause,
                lambda _: InfusionPaused(SAID),
                lambda: InfusionPaused(pause.reason),
                pause.time_field,
            ),
            _Step(self.resume_button, None, lambda _: InfusionResumed(), InfusionResumed),
            _Step(
                self.stop_button,
                stop,
                lambda _: InfusionStopped(SAID),
                lambda: InfusionStopped(stop.reason),
                stop.time_field,
            ),
            _Step(
                self.drug_button,
                self.drug_panel,
                lambda _: DrugGiven(SAID, SAID, ""),
                self.drug_panel.event_given,
                self.drug_panel.time_field,
            ),
            _Step(
                self.note_button,
                self.note_panel,
                lambda _: NoteWritten(SAID),
                lambda: NoteWritten(self.note_panel.field.text().strip()),
                self.note_panel.time_field,
            ),
            _Step(
                self.missed_button,
                missed,
                lambda shown: SetMissed(open_sets(shown)[0].due_at, SAID) if open_sets(shown) else None,
                lambda: SetMissed(missed.due_at, missed.reason) if missed.due_at else None,
            ),
        )

    def _permit(self) -> None:
        """A button is there while its event may be written; otherwise its tooltip says why not."""
        for step in self._steps:
            why = self._objection(step.would(self._shown) if self._shown else None, "No planned set is open.")
            step.button.setEnabled(why is None)
            if step.button.toolTip() != (why or ""):
                step.button.setToolTip(why or "")
            if step.panel and not step.panel.isHidden():
                self._permit_panel(step, step.panel)

    def _permit_panel(self, step: _Step, panel: InlinePanel) -> None:
        """The keep button says what is still needed."""
        if isinstance(panel, StepPanel):
            self._permit_step(step, panel)
        else:
            panel.allow(self._objection(step.event(), "Choose the set."))

    def _permit_step(self, step: _Step, panel: StepPanel) -> None:
        """It is judged as of the time typed, so that what is charted late is asked about as it was then."""
        if self._shown is None:
            return
        try:
            at = panel.time_field.moment(self._shown)
        except ValueError as problem:
            panel.ask(str(problem), "")
            return
        chart = self._shown.chart
        when = f"at {chart.time_text(at)} ({chart.t_text(at)})" if at else "now"
        panel.ask(self._objection(step.event(), "", at), when)

    def _objection(self, event: SessionEvent | None, without_event: str, at: datetime | None = None) -> str | None:
        if self._shown is None or self._staff is None:
            return "Sign in first."
        if event is None:
            return without_event
        return objection(self._shown.chart, event, self._staff, at or self._shown.now, self._shown.now)

    def _press(self, step: _Step) -> None:
        if step.panel is None:
            self._submit(step)
            return
        step.panel.open_panel()
        self._permit()

    def _make_way(self) -> None:
        """One panel at a time, in the place of the buttons."""
        self.close_panels()
        self.buttons.hide()
        self.opened.emit()

    def _submit(self, step: _Step) -> None:
        event = step.event()
        if self._shown is None or event is None or self._sent is not None:
            return
        try:
            at = step.time.moment(self._shown) if step.time else None
        except ValueError as problem:
            if step.panel:
                step.panel.say(str(problem))
            return
        self._sent, self._sent_by = Writing(self._shown.chart.session, (event,), at), step
        self.submitted.emit(self._sent)

    def _connect(self) -> None:
        for step in self._steps:
            step.button.clicked.connect(lambda _=False, step=step: self._press(step))
            if step.panel:
                step.panel.opened.connect(self._make_way)
                step.panel.left.connect(self.left)
                step.panel.closed.connect(self.buttons.show)
                step.panel.kept.connect(lambda step=step: self._submit(step))
                step.panel.edited.connect(self._permit)

    def _arrange(self) -> None:
        grid = QGridLayout(self.buttons)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID_PX // 2)
        grid.addWidget(self.pause_button, 0, 0)
        grid.addWidget(self.resume_button, 0, 0)
        grid.addWidget(self.stop_button, 0, 1, 1, 2)
        for number, one in enumerate((self.drug_button, self.note_button, self.missed_button)):
            grid.addWidget(one, 1, number)
            grid.setColumnStretch(number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self.buttons)
        column.addWidget(self.notice)
        for step in self._steps:
            if step.panel:
                column.addWidget(step.panel)
