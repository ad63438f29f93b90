"""Limits for one patient: a quiet line while they are the protocol's, and a form in which a clinician orders others."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from monitor.chart import Chart
from monitor.events import PatientLimitsSet
from monitor.guards import objection
from monitor.patient_limits import FROM_THE_START, own_rows
from monitor.preparation import is_preparing
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from monitor.wording import own_limits_text
from sessions.requests import LimitingPatient, Request
from sessions.staff import Roster
from ui.preparing.limits_panel import LimitsPanel
from ui.preparing.section import Section
from ui.widgets.kept import kept_text
from ui.widgets.looks import button, label
from ui.widgets.sent import Sent
from ui.widgets.texts import show

LIMITS_PLACE = "preparing/limits"
PROTOCOLS = "those of the protocol"
ASKED = "asked"
"""Stands for a reason not typed yet, to ask who may order limits once there is one."""


class LimitsSection(QWidget):
    step = None  # nothing asks for limits of one's own

    edited = Signal(str)  # what is half-typed, for the draft
    opened = Signal()  # the form has just been opened

    def __init__(self) -> None:
        super().__init__()
        self.section = Section("Limits for this patient")
        self.own_label = label("", "strong")
        self.open_button = button("Set limits…", "quiet")
        self.panel = LimitsPanel()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._sent = Sent()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.own_label.setWordWrap(True)
        self.own_label.hide()
        self.section.head.addWidget(self.open_button)
        self.section.body.addWidget(self.own_label)
        self.section.body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._open)
        self.panel.opened.connect(self._make_way)
        self.panel.left.connect(self._take_focus)
        self.panel.closed.connect(self._show_button)
        self.panel.edited.connect(self.edited)
        self.panel.kept.connect(self._keep)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster, open_step: str | None) -> None:
        if staff != self._staff:
            self.panel.clinician.pin_field.clear()
        self._snapshot, self._staff, self._roster = snapshot, staff, roster
        chart = snapshot.chart
        entry = chart.patient_limits
        reason = f" · {entry.event.reason}" if entry and isinstance(entry.event, PatientLimitsSet) else ""
        kept = kept_text(chart, entry, roster) or PROTOCOLS
        self.section.display(is_met=True if entry else None, value="", kept=kept)
        show(self.own_label, own_limits_text(chart) + reason)
        self.own_label.setVisible(entry is not None)
        if not self.panel.isHidden():
            if is_preparing(chart):
                self.panel.display(chart, self._may_order(chart))
            else:
                self.panel.close_panel()
        self._show_button()

    def restore(self, text: str) -> None:
        self.panel.restore(text)

    def confirm(self, request: Request) -> None:
        if self._sent.take(request):
            self.panel.empty()
            self.panel.close_panel()

    def refuse(self, request: Request, sentence: str) -> None:
        if self._sent.take(request):
            self.panel.say(sentence)

    def _may_order(self, chart: Chart) -> tuple[Staff, ...]:
        """Whom the guard would accept, were there a reason."""
        if self._snapshot is None:
            return ()
        some_row = replace(chart.protocol.limits[0], phases=FROM_THE_START)
        now, event = self._snapshot.now, PatientLimitsSet((some_row,), ASKED)
        return tuple(member for member in self._roster.members if objection(chart, event, member, now, now) is None)

    def _keep(self) -> None:
        panel = self.panel
        typed, vital = panel.judge(), panel.vital
        clinician = self._roster.member(panel.clinician.staff_id())
        pin = panel.clinician.take_pin()
        if self._snapshot is None or typed is None:
            return
        if vital is None:
            panel.say("Choose the vital sign.")
        elif not typed:
            panel.say("Type the limit that differs. What is left empty stays as it is.")
        elif clinician is None:
            panel.say("Choose the clinician who orders these limits.")
        else:
            chart, now = self._snapshot.chart, self._snapshot.now
            rows = own_rows(chart, vital, typed, f"{clinician.name}: {panel.reason}")
            refusal = objection(chart, PatientLimitsSet(rows, panel.reason), clinician, now, now)
            if refusal or not pin:
                panel.say(refusal or f"Type the PIN of {clinician.name}.")
            else:
                self._send(LimitingPatient(chart.session, rows, panel.reason, clinician.id, pin))

    def _send(self, request: LimitingPatient) -> None:
        self._sent.note(request)
        self.section.submitted.emit(request)

    def _open(self) -> None:
        self.panel.open_panel()
        self.opened.emit()

    def _make_way(self) -> None:
        self.open_button.hide()
        if self._snapshot:
            self.panel.display(self._snapshot.chart, self._may_order(self._snapshot.chart))

    def _show_button(self) -> None:
        can_order = self._snapshot is not None and is_preparing(self._snapshot.chart)
        self.open_button.setVisible(can_order and self.panel.isHidden())

    def _take_focus(self) -> None:
        self.open_button.show()
        self.open_button.setFocus()
