"""Signing the discharge by one's own PIN, and overruling what is unmet by a second person's."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from monitor.events import Override, PatientDischarged, Signature
from monitor.guards import objection
from monitor.snapshot import Snapshot
from monitor.staff import Staff
from sessions.requests import Discharging, Request
from sessions.signing import seen
from sessions.staff import Roster
from ui.signoff.open_flags import OpenFlags
from ui.signoff.override_panel import OVERRIDE_PLACE, OverridePanel
from ui.widgets.drafted_fields import DraftedFields
from ui.widgets.focus import holds_focus
from ui.widgets.identity import identity_text
from ui.widgets.keypad_button import KeypadButton
from ui.widgets.looks import button, label, set_look
from ui.widgets.marks import Mark, MarkLabel
from ui.widgets.notice import Notice
from ui.widgets.pin_field import PinField
from ui.widgets.texts import show


class SignCard(QFrame):
    """The button follows the guard, asked with exactly what the signature would say."""

    submitted = Signal(object)  # Discharging
    left = Signal()  # signed: the card is about to be hidden

    def __init__(self, drafts: DraftedFields) -> None:
        super().__init__()
        set_look(self, "card")
        self.mark = MarkLabel(Mark.UNMET, px=20)
        self.unmet_label = label("", "strong")
        self.override_button = button("Override…")
        self.override_panel = OverridePanel(drafts)
        self.identity_label = label("", "strong")
        self.signer_label = label("", "muted")
        self.open_flags = OpenFlags()
        self.pin_field = PinField("Your own PIN")
        self.keypad_button = KeypadButton(self.pin_field)
        self.sign_button = button("Sign discharge", "primary-large")
        self.objection_label = label("", "muted")
        self.notice = Notice()
        self._snapshot: Snapshot | None = None
        self._staff: Staff | None = None
        self._roster = Roster()
        self._refused = ""  # what the guard had against the last try
        self._sent: Discharging | None = None
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.override_button.setCheckable(True)
        self.override_panel.hide()
        for text in (self.identity_label, self.signer_label, self.objection_label):
            text.setWordWrap(True)
        state = QHBoxLayout()
        state.setSpacing(12)
        state.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        state.addWidget(self.unmet_label, 1)
        state.addWidget(self.override_button)
        pin = QHBoxLayout()
        pin.setSpacing(8)
        pin.addWidget(self.pin_field, 1)
        pin.addWidget(self.keypad_button)
        rule = QFrame()
        set_look(rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(label("Sign discharge", "heading"))
        column.addLayout(state)
        column.addWidget(self.override_panel)
        column.addWidget(rule)
        column.addWidget(self.identity_label)
        column.addWidget(self.signer_label)
        column.addWidget(self.open_flags)
        column.addLayout(pin)
        column.addWidget(self.notice)
        column.addWidget(self.sign_button)
        column.addWidget(self.objection_label)

    def _connect(self) -> None:
        self.override_button.toggled.connect(lambda _on: self._refresh())
        self.override_panel.changed.connect(self._refresh)
        self.sign_button.clicked.connect(self._sign)
        self.pin_field.returnPressed.connect(self._sign)
        for field in (self.pin_field, self.override_panel.second.pin_field):
            field.textChanged.connect(self._take_back)

    def display(self, snapshot: Snapshot, staff: Staff | None, roster: Roster) -> None:
        if staff != self._staff:
            self._forget()
        self._snapshot, self._staff, self._roster = snapshot, staff, roster
        self._refresh()

    def confirm(self, request: Request) -> None:
        if request is self._sent:
            self._sent = None
            if holds_focus(self):
                self.left.emit()
            self._say("")
            self.override_panel.empty()
            self.override_button.setChecked(False)

    def refuse(self, request: Request, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self._say(sentence)

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Open the override again where a reason was left half-typed."""
        if any(text and place.startswith(OVERRIDE_PLACE) for place, text in drafts.items()):
            self.override_button.setChecked(True)

    def _refresh(self) -> None:
        """Everything that depends on what is unmet and on what is typed."""
        if self._snapshot is None:
            return
        snapshot, unmet = self._snapshot, self._snapshot.unmet
        self.mark.display(Mark.UNMET if unmet else Mark.MET)
        criteria = "criterion" if len(unmet) == 1 else "criteria"
        show(self.unmet_label, f"{len(unmet)} {criteria} unmet" if unmet else "All criteria are met")
        self.override_button.setVisible(bool(unmet))
        self.override_panel.setVisible(self._is_overriding)
        if self._is_overriding:
            self.override_panel.display(unmet, self._may_overrule())
        show(self.identity_label, identity_text(snapshot.chart))
        staff = self._staff
        entries = len(snapshot.chart.page)
        show(
            self.signer_label,
            f"{staff.name}, {staff.role}, signs over the {entries} entries shown" if staff else "",
        )
        self.open_flags.display(snapshot)
        show(self.sign_button, "Sign discharge with override" if self._is_overriding else "Sign discharge")
        against = self._objection()
        self.sign_button.setEnabled(against is None)
        show(self.objection_label, against or "")
        self.objection_label.setVisible(bool(against))
        if self._refused and against != self._refused:
            self._say("")

    @property
    def _is_overriding(self) -> bool:
        unmet = self._snapshot.unmet if self._snapshot else ()
        return self.override_button.isChecked() and bool(unmet)

    def _objection(self) -> str | None:
        second = self._roster.member(self.override_panel.second.staff_id()) if self._is_overriding else None
        return self._objection_to(self._overrides(), second)

    def _objection_to(self, overrides: tuple[Override, ...], second: Staff | None) -> str | None:
        if self._snapshot is None or self._staff is None:
            return "Sign in first."
        now = self._snapshot.now
        event = PatientDischarged(
            signature=_unsigned(self._staff),
            criteria=(),
            flags=(),
            overrides=overrides,
            overruled=_unsigned(second) if second else None,
        )
        return objection(self._snapshot.chart, event, self._staff, now, now)

    def _overrides(self) -> tuple[Override, ...]:
        unmet = self._snapshot.unmet if self._snapshot else ()
        return self.override_panel.overrides(unmet) if self._is_overriding else ()

    def _may_overrule(self) -> tuple[Staff, ...]:
        """Whom the guard would accept, were every reason given."""
        unmet = self._snapshot.unmet if self._snapshot else ()
        reasons = tuple(Override(judged.criterion.key, "asked") for judged in unmet)
        return tuple(member for member in self._roster.members if self._objection_to(reasons, member) is None)

    def _forget(self) -> None:
        """Somebody else is there: no PIN of whoever was before, and nothing that was said to them."""
        self.pin_field.clear()
        self.override_panel.second.pin_field.clear()
        self._say("")

    def _say(self, sentence: str, *, refused: str = "") -> None:
        """`refused` while it is the guard's, which the next look may no longer say."""
        self._refused = refused
        self.notice.say(sentence)

    def _take_back(self, typed: str) -> None:
        """A PIN is being typed anew: what was said of the one before is over."""
        if typed:
            self._say("")

    def _sign(self) -> None:
        """Both PINs are taken out of their fields before anything is said against the signature."""
        against = self._objection()
        second = self._roster.member(self.override_panel.second.staff_id()) if self._is_overriding else None
        pin, second_pin = self.pin_field.take(), self.override_panel.second.take_pin()
        if against or self._snapshot is None:
            self._say(against or "", refused=against or "")
            return
        if not pin:
            self._say("Type your own PIN.")
            return
        if second and not second_pin:
            self._say(f"{second.name} types their own PIN, and you type yours again.")
            return
        self._say("")
        self._sent = Discharging(
            self._snapshot.chart.session,
            pin,
            self._overrides(),
            second.id if second else "",
            second_pin if second else "",
            seen=seen(self._snapshot.chart.page),
        )
        self.submitted.emit(self._sent)


def _unsigned(staff: Staff) -> Signature:
    """A signature as the guard needs it to judge: by whom, over nothing yet."""
    return Signature(staff.id, staff.name, staff.role, meaning="", over="", entries=0)
