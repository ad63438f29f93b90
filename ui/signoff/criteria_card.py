"""All criteria of the protocol with the reading each was judged by, and the two times of the way home."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from monitor.chart import Chart
from monitor.events import CriterionObserved, EscortNamed, PatientDischarged
from monitor.guards import objection
from monitor.protocol import Criterion
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Request, Writing
from ui.signoff.criterion_row import CriterionRow
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import in_reading_order
from ui.widgets.looks import label, set_look
from ui.widgets.notice import Notice
from ui.widgets.sent import Sent
from ui.widgets.texts import show


class CriteriaCard(QFrame):
    """Before the signature as they stand now; after it exactly as they were signed."""

    submitted = Signal(object)  # Writing
    chairside_requested = Signal()

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        set_look(self, "card")
        self.title_label = label("Criteria for going home", "heading")
        self.count_label = label("", "muted")
        self.rows: dict[str, CriterionRow] = {}
        self.ready_label = label("", "strong")
        self.left_label = label("", "strong")
        self.notice = Notice()
        self._list = QVBoxLayout()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._sent = Sent()
        self._drafts = drafts
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(32)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(self.title_label)
        named.addWidget(self.count_label)
        head.addLayout(named, 1)
        for name, shown in (("Clinically ready", self.ready_label), ("Left the clinic", self.left_label)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(name, "label"))
            pair.addWidget(shown)
            head.addLayout(pair)
        rule = QFrame()
        set_look(rule, "rule")
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(rule)
        column.addWidget(self.notice)
        column.addLayout(self._list)
        column.addStretch(1)

    def display(self, snapshot: Snapshot, staff: Staff | None) -> None:
        if staff != self._staff:
            self.notice.clear()
        self._snapshot, self._staff = snapshot, staff
        chart = snapshot.chart
        if not self.rows:
            self._make_rows(chart.protocol.criteria)
        signed = chart.discharge.event if chart.discharge else None
        if isinstance(signed, PatientDischarged):
            judged = {one.criterion: (one.met, one.by) for one in signed.criteria}
            show(
                self.title_label,
                f"Criteria as signed at {chart.time_text(chart.discharge.happened_at)}" if chart.discharge else "",
            )
        else:
            judged = {one.criterion.key: (one.met, one.by) for one in snapshot.criteria}
        for key, (met, by) in judged.items():
            if key in self.rows:
                is_older = _was_seen_earlier(chart, key, snapshot.now)
                self.rows[key].display(met=met, by=by, can_state=chart.discharge is None, is_older=is_older)
        show(self.count_label, f"{sum(met for met, _ in judged.values())} of {len(judged)} met")
        ready = snapshot.ready_since
        show(self.ready_label, f"since {chart.time_text(ready)}" if ready else "not yet")
        show(self.left_label, chart.time_text(chart.left_at) if chart.left_at else "not yet")

    def confirm(self, request: Request) -> None:
        if not self._sent.take(request) or not isinstance(request, Writing):
            return
        self.notice.clear()
        for row in self.rows.values():
            if any(_is_about(event, row.criterion) for event in request.events):
                row.close_line()
                self._drafts.empty(row.text_field, row.contact_field)

    def refuse(self, request: Request, sentence: str) -> None:
        if self._sent.take(request):
            self.notice.say(sentence)

    def show_restored(self) -> None:
        for row in self.rows.values():
            if row.text_field.text() or row.contact_field.text():
                row.ask()

    def _make_rows(self, criteria: tuple[Criterion, ...]) -> None:
        for criterion in criteria:
            row = CriterionRow(criterion)
            self.rows[criterion.key] = row
            self._drafts.add(f"signoff/{criterion.key}", row.text_field)
            self._drafts.add(f"signoff/{criterion.key}/contact", row.contact_field)
            row.stated.connect(self._keep)
            for field in (row.text_field, row.contact_field):
                field.textEdited.connect(lambda _text: self.notice.clear())
            row.chairside_requested.connect(self.chairside_requested)
            self._list.addWidget(row)
        in_reading_order(self, *(stop for row in self.rows.values() for stop in row.tab_stops))

    def _keep(self, event: CriterionObserved | EscortNamed) -> None:
        if self._snapshot is None:
            return
        now = self._snapshot.now
        refusal = objection(self._snapshot.chart, event, self._staff, now, now) if self._staff else "Sign in first."
        if refusal:
            self.notice.say(refusal)
            return
        self.notice.clear()
        request = Writing(self._snapshot.chart.session, (event,))
        self._sent.note(request)
        self.submitted.emit(request)


def _was_seen_earlier(chart: Chart, criterion: str, now: datetime) -> bool:
    """Whether a look now would show another time than the last one. So a double tap says nothing twice."""
    seen = chart.observed.get(criterion)
    return seen is not None and chart.time_text(seen.at) != chart.time_text(now)


def _is_about(event: object, criterion: Criterion) -> bool:
    match event:
        case CriterionObserved(key):
            return key == criterion.key
        case EscortNamed():
            return criterion.kind.value == "escort"
    return False
