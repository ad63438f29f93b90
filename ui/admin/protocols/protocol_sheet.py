"""A whole protocol to read, section by section; while a version is being written, every row can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from monitor.limits import ChangeLimit, Limits, Unfit
from monitor.protocol import Check, Criterion, Flagging, Protocol, Schedule
from monitor.protocol_lines import Row, Section, rows
from monitor.vitals import Vital
from ui.admin.protocols.columns import is_table
from ui.admin.protocols.part_form import PartForm
from ui.admin.protocols.part_forms import flagging_form, general_form, schedule_form
from ui.admin.protocols.row_forms import change_form, check_form, criterion_form, limits_form
from ui.admin.protocols.sheet_section import SheetSection
from ui.theme import GRID_PX
from ui.widgets.focus import in_reading_order


class ProtocolSheet(QWidget):
    """One form is open at a time: what is in it is not lost by opening another."""

    part_changed = Signal(object, object)  # the Part that was, or None; the Part that is to be, or None
    busy_changed = Signal()
    wanted = Signal(object)  # a QWidget that is to be seen, or None where it is gone

    def __init__(self) -> None:
        super().__init__()
        self.sections = {section: SheetSection(section) for section in Section}
        self.form: PartForm | None = None
        self._protocol: Protocol | None = None
        self._edited: tuple[Section, Row | None] | None = None
        self._may_edit = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID_PX, 0)
        column.setSpacing(GRID_PX + GRID_PX // 2)
        for section in self.sections.values():
            column.addWidget(section)
            section.edit_requested.connect(lambda row, section=section: self._edit(section, row))
            section.new_requested.connect(lambda vital, section=section: self._edit(section, None, vital))
        column.addStretch(1)

    @property
    def busy(self) -> str:
        """What is being changed at the moment, as a sentence; empty when nothing is."""
        if self.form is None or self._edited is None:
            return ""
        return f"First finish “{self.form.title_label.text()}”: take it over, or cancel."

    def display(self, protocol: Protocol, *, editing: bool) -> None:
        told = rows(protocol)
        self._protocol, self._may_edit = protocol, editing
        for name, section in self.sections.items():
            section.display([row for row in told if row.section is name])
        self._permit()
        self._order_tabs()

    def close_form(self) -> None:
        """What was typed in it is taken over, or given up."""
        if self._edited is not None:
            section, row = self._edited
            self.form, self._edited = None, None
            self.wanted.emit(None)
            self.sections[section].close_form()
            self._permit()
            self.sections[section].button_of(row).setFocus()
            self.busy_changed.emit()

    def refuse(self, refusal: Unfit) -> None:
        if self.form is not None:
            self.form.refuse(refusal)

    def _order_tabs(self) -> None:
        """Rows and forms are made after the buttons beneath them; Tab goes through all as they are read."""
        stops = self.form.tab_stops if self.form else ()
        in_reading_order(self, *(stop for section in self.sections.values() for stop in section.tab_stops(stops)))

    def _permit(self) -> None:
        for section in self.sections.values():
            section.permit(on=self._may_edit, busy=self.busy)

    def _edit(self, section: SheetSection, row: Row | None, vital: Vital | None = None) -> None:
        if self.form is not None or self._protocol is None:
            return
        about = row.about if row else None
        form = form_for(self._protocol, section.section, row, vital)
        form.done.connect(lambda part: self.part_changed.emit(about, part))
        form.removed.connect(lambda: self.part_changed.emit(about, None))
        form.given_up.connect(self.close_form)
        form.refused.connect(self.wanted)
        self.form, self._edited = form, (section.section, row)
        form.title_label.setVisible(is_table(section.section))  # a list of facts has its title above
        section.open(form, row)
        self._permit()
        self._order_tabs()
        form.begin()
        self.busy_changed.emit()
        self.wanted.emit(form)


def form_for(protocol: Protocol, section: Section, row: Row | None, vital: Vital | None) -> PartForm:
    match row.about if row else None:
        case Schedule() as schedule:
            return schedule_form(schedule, is_infused=protocol.is_infused)
        case Flagging() as flagging:
            return flagging_form(flagging)
        case Limits() as limits:
            return limits_form(limits, limits.vital, protocol)
        case ChangeLimit() as change:
            return change_form(change, change.vital)
        case Check() as check:
            return check_form(check, ())
        case Criterion() as criterion:
            return criterion_form(criterion, ())
        case Protocol() as whole:
            return general_form(whole)
    if section is Section.CHECKS:
        return check_form(None, [check.key for check in protocol.checks])
    if section is Section.CRITERIA:
        return criterion_form(None, [criterion.key for criterion in protocol.criteria])
    assert vital is not None, "limits are added for a vital sign"
    return limits_form(None, vital, protocol) if section is Section.LIMITS else change_form(None, vital)
