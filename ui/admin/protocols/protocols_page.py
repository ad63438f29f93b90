"""The clinic's protocols: choose a version, read it, compare it, write the next one, approve it."""

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from monitor.limits import Severity, Unfit
from monitor.protocol_lines import Part
from monitor.staff import Staff
from sessions.codec import Unreadable, from_text, to_text
from sessions.protocol_drafts import Draft, copy_of, next_version
from sessions.protocols import Shelf, Version, writing_objection
from sessions.requests import WritingProtocol
from sessions.staff import Roster
from ui.admin.protocols.approval_panel import ApprovalPanel
from ui.admin.protocols.comparison import Comparison
from ui.admin.protocols.copy_panel import CopyPanel
from ui.admin.protocols.draft_head import DraftHead
from ui.admin.protocols.protocol_sheet import ProtocolSheet
from ui.admin.protocols.sheet_scroll import SheetScroll
from ui.admin.protocols.version_head import VersionHead
from ui.admin.protocols.version_list import VersionList
from ui.theme import GRID_PX
from ui.widgets.approvals import protocol_text
from ui.widgets.draft import PROTOCOLS
from ui.widgets.notice import Notice

DRAFT = "draft"
LIST_PX = 320


class ProtocolsPage(QWidget):
    """One version is written at a time on this station; it waits in the list while another one is read."""

    submitted = Signal(object)  # WritingProtocol or ApprovingProtocol
    draft_edited = Signal(str, str, str)  # PROTOCOLS, DRAFT, text

    def __init__(self) -> None:
        super().__init__()
        self.version_list = VersionList()
        self.notice = Notice()
        self.head = VersionHead()
        self.draft_head = DraftHead()
        self.copy_panel = CopyPanel()
        self.approval_panel = ApprovalPanel()
        self.sheet = ProtocolSheet()
        self.comparison = Comparison()
        self.stack = QStackedWidget()
        self._shelf = Shelf()
        self._roster = Roster()
        self._staff: Staff | None = None
        self._draft: Draft | None = None
        self._chosen: Version | None = None  # none: the one that is being written
        self._is_comparing = False
        self._sent: WritingProtocol | None = None
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._reading = SheetScroll(self.sheet)
        for shown in (self._reading, self.comparison):
            self.stack.addWidget(shown)
        self.version_list.setFixedWidth(LIST_PX)
        right = QVBoxLayout()
        right.setSpacing(GRID_PX)
        for part in (self.notice, self.head, self.draft_head, self.copy_panel, self.approval_panel):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self.version_list)
        row.addLayout(right, 1)
        for panel in (self.copy_panel, self.approval_panel):
            panel.hide()

    def _connect(self) -> None:
        self.version_list.chosen.connect(self._choose)
        self.head.write_button.clicked.connect(self._begin_version)
        self.head.copy_button.clicked.connect(lambda: self._open(self.copy_panel))
        self.head.approve_button.clicked.connect(lambda: self._open(self.approval_panel))
        self.copy_panel.copied.connect(self._begin_copy)
        for panel in (self.copy_panel, self.approval_panel):
            panel.left.connect(lambda: self._open(None))
        for compared in (self.head.compare_button, self.draft_head.compare_button):
            compared.clicked.connect(self._compare)
        self.approval_panel.comparison_requested.connect(self._compare)
        self.approval_panel.submitted.connect(self.submitted)
        self.comparison.left.connect(self._read)
        self.draft_head.kept.connect(self._keep)
        self.draft_head.discarded.connect(self._discard)

    @cached_property
    def editor(self) -> ProtocolSheet:
        """A sheet of its own, so that a half-typed form stays open while another version is read."""
        editor = ProtocolSheet()
        editor.part_changed.connect(self._change)
        editor.busy_changed.connect(self._follow)
        return editor

    @cached_property
    def editing(self) -> SheetScroll:
        scroll = SheetScroll(self.editor)
        self.stack.addWidget(scroll)
        return scroll

    def display(self, shelf: Shelf, roster: Roster) -> None:
        if shelf == self._shelf and roster.everyone == self._roster.everyone:
            return
        self._shelf, self._roster = shelf, roster
        self._follow_shelf()
        self._follow()

    def display_staff(self, staff: Staff | None) -> None:
        self._staff = staff
        self._follow()

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Put back the version that was left half-written, unless one is being written already."""
        text = drafts.get(DRAFT, "")
        if self._draft is None and text:
            try:
                self._draft = from_text(Draft, text, called="the draft of a protocol")
            except Unreadable:
                return  # written by another Vigil; it is not part of the record
            self._follow_shelf()
            self._follow()

    def confirm(self, request: object) -> None:
        sent = self._sent
        if sent is not None and request is sent:
            self._sent = None
            self._chosen = self._shelf.find(sent.protocol.id, sent.protocol.version) or Version(sent.protocol)
            self._take_draft(None)
        if self.approval_panel.confirm(request):
            self._open(None)

    def refuse(self, request: object, sentence: str) -> None:
        if request is self._sent:
            self._sent = None
            self.notice.say(sentence)
        self.approval_panel.refuse(request, sentence)

    def _follow_shelf(self) -> None:
        """The same version as before where it still is; the draft has the number that is next by now."""
        chosen, draft = self._chosen, self._draft
        if chosen is not None:
            self._chosen = self._shelf.find(chosen.protocol.id, chosen.protocol.version) or self._first()
        elif draft is None:
            self._chosen = self._first()
        if draft is None:
            return
        self._draft = draft.renumbered(self._shelf)
        if self._draft != draft and self._sent is None:
            self.notice.say(
                f"Version {draft.protocol.version} of {draft.protocol.title} was kept meanwhile. What is being written "
                f"here would be version {self._draft.protocol.version}: compare the two first."
            )

    def _first(self) -> Version | None:
        return next((version for version in map(self._shelf.used, self._shelf.ids) if version), None)

    def _choose(self, version: Version | None) -> None:
        self._chosen = version
        self._is_comparing = False
        self._open(None)

    def _open(self, panel: QWidget | None) -> None:
        """Open one panel above the page; none closes whichever is open."""
        for each in (self.copy_panel, self.approval_panel):
            each.setVisible(each is panel)
        self._follow()
        if panel is self.copy_panel:
            self.copy_panel.title_field.setFocus()
        elif panel is self.approval_panel:
            self.approval_panel.staff_pin.member_choice.setFocus()

    def _begin_version(self) -> None:
        if self._chosen is not None:
            draft = next_version(self._chosen.protocol, self._shelf)
            self._chosen = None
            self._take_draft(draft)

    def _begin_copy(self, title: str) -> None:
        if self._chosen is None:
            return
        draft = copy_of(self._chosen.protocol, title, self._shelf)
        refusal = self._writing_objection() or self._shelf.refuses(draft.protocol)
        if refusal:
            self.copy_panel.notice.say(refusal)
        else:
            self.copy_panel.empty()
            self._chosen = None
            self._take_draft(draft)

    def _discard(self) -> None:
        base = self._draft.base if self._draft else None
        self._chosen = (self._shelf.find(base.id, base.version) if base else None) or self._first()
        self._take_draft(None)

    def _take_draft(self, draft: Draft | None) -> None:
        """Write this version from now on, or none."""
        if "editor" in self.__dict__:
            self.editor.close_form()
        self._draft = draft
        self._is_comparing = False
        self.notice.clear()
        self.draft_edited.emit(PROTOCOLS, DRAFT, to_text(draft) if draft else "")
        self._open(None)

    def _change(self, old: Part | None, new: Part | None) -> None:
        """One part as the form has it. What is no protocol, or has no source, is said in the form."""
        if self._draft is None:
            return
        try:
            self._draft = self._draft.changed(old, new)
        except Unfit as refusal:
            self.editor.refuse(refusal)
        else:
            self.draft_edited.emit(PROTOCOLS, DRAFT, to_text(self._draft))
            self.editor.close_form()
            self._follow()

    def _keep(self) -> None:
        if self._draft is not None and self._sent is None:
            self.notice.clear()
            self._sent = WritingProtocol(self._draft.protocol)
            self.submitted.emit(self._sent)

    def _compare(self) -> None:
        """The draft with what it began as; a version with the one in use."""
        self._is_comparing = True
        self._follow()
        if self._chosen is not None:
            new = self._chosen.protocol
            old = self._shelf.compared(new)
        elif self._draft is not None:
            new, old = self._draft.protocol, self._draft.base
        else:
            return
        self.comparison.compare(old, new)

    def _read(self) -> None:
        self._is_comparing = False
        self._follow()

    def _follow(self) -> None:
        """The whole page as things stand."""
        chosen, draft = self._chosen, self._draft
        self.version_list.display(self._shelf, self._roster, draft, chosen)
        self._display_rights()
        if chosen is not None:
            self._display_version(chosen)
        elif draft is not None:
            self._display_draft(draft)
        self.head.setVisible(chosen is not None)
        self.draft_head.setVisible(chosen is None and draft is not None)
        if self._is_comparing:
            self.comparison.offer(self._shelf, draft)
        page = self._reading if chosen is not None or draft is None else self.editing
        self.stack.setCurrentWidget(self.comparison if self._is_comparing else page)

    def _display_version(self, version: Version) -> None:
        protocol, head = version.protocol, self.head
        used, number = self._shelf.used(protocol.id), self._shelf.next_number(protocol.id)
        head.display(version, self._roster, is_used=used == version, next_number=number)
        writing = self._writing_objection()
        approving = "" if self._staff else "Sign in first."
        approving = approving or self._shelf.refuses_approval(protocol.id, protocol.version) or ""
        head.permit({head.write_button: writing, head.copy_button: writing, head.approve_button: approving})
        self.copy_panel.display(protocol)
        self.approval_panel.display(version, self._shelf, self._roster)
        self.sheet.display(protocol, editing=False)

    def _display_draft(self, draft: Draft) -> None:
        refusal = writing_objection(self._staff)
        self.draft_head.display(draft, refusal or self.editor.busy or self._shelf.refuses(draft.protocol) or "")
        self.editor.display(draft.protocol, editing=refusal is None)

    def _writing_objection(self) -> str:
        """Why no version can be begun now; empty if one can."""
        if self._draft is not None:
            return f"First keep or discard what is being written: {protocol_text(self._draft.protocol)}."
        return writing_objection(self._staff) or ""

    def _display_rights(self) -> None:
        """Everybody may read. Who may not write is told once, and on every button."""
        refusal = writing_objection(self._staff) if self._staff else None
        said = f"{refusal} Everybody may read." if refusal else ""
        if said:
            self.notice.say(said, Severity.ADVISORY)
        elif self.notice.text.endswith("Everybody may read."):
            self.notice.clear()
