"""The clinic's protocols on the screen: reading, writing the next version, copying, and approving by PIN."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from monitor.limits import Bound, Comparison, Phase
from monitor.protocol_changes import with_part
from monitor.protocol_lines import Section, rows
from monitor.staff import Role
from monitor.vitals import Vital
from sessions.protocols import shipped
from sessions.requests import ApprovingProtocol, Joining, Leaving, WritingProtocol
from tests.clinics import PINS, PROTOCOL, Team
from tests.ui.admin.protocols.office import DURING, Office, caution_of
from ui.widgets.marks import Mark

TITLE = PROTOCOL.title
OURS = "medical director, 3 November 2026"


@pytest.fixture
def office(qtbot):
    return Office(qtbot)


def texts(page):
    return [shown.text() for shown in page.findChildren(QLabel) if shown.isVisible()]


def states(office):
    """Of every row: the number, the shape and the words of its state, and whether it is in use."""
    return [
        (row.number_label.text(), row.mark.mark, row.state_label.text(), row.use_label.text())
        for row in office.page.version_list.rows
    ]


def version_2(caution=160):
    row = PROTOCOL.limits_for(Vital.SYSTOLIC, Phase.INFUSING)
    changed = replace(row, caution=(Bound(Comparison.AT_LEAST, caution),), source=f"elsewhere: {caution}")
    return replace(with_part(PROTOCOL, row, changed), version=2)


def test_the_list_has_every_version_with_what_is_approved_and_in_use(office):
    office.begins()
    office.writes(160, OURS)
    office.approves()
    assert [title.text() for title in office.page.version_list.titles] == [one.title for one in shipped()]
    assert states(office)[:3] == [
        ("Version 2", Mark.MET, "approved by Cora, 21.11.2026 12:00", "in use"),
        ("Version 1", Mark.CAUTION, "not approved by this clinic", ""),
        ("Version 1", Mark.CAUTION, "not approved by this clinic", "in use"),
    ]
    assert office.row(TITLE, 2).origin_label.text() == "written by Ada, 21.11.2026 12:00"
    assert office.row(TITLE, 1).origin_label.text() == "came with Vigil"


@pytest.mark.parametrize("protocol", shipped(), ids=lambda protocol: protocol.id)
def test_a_version_is_read_in_full_with_every_source(office, protocol):
    office.clicks(office.row(protocol.title, 1))
    assert office.page.head.title_label.text() == f"{protocol.title}, version 1"
    shown = texts(office.page.sheet)
    for row in rows(protocol):
        assert row.source in shown
        for item in row.items:
            if row.section is not Section.LIMITS:
                assert item.text in shown, item
    for bound in ("at or above\xa0180\xa0mmHg", "below\xa090\xa0mmHg"):
        assert any(bound.replace("\xa0", " ") in text.replace("\xa0", " ") for text in shown)


def test_only_what_may_be_changed_has_a_button_for_it(office):
    assert not any(row.edit_button.isVisible() for row in office.page.sheet.sections[Section.LIMITS].rows)
    office.begins()
    editor = office.page.editor
    assert all(row.edit_button.isVisible() for row in editor.sections[Section.LIMITS].rows)
    assert editor.sections[Section.SCHEDULE].edit_button.isVisible()


def test_a_nurse_reads_everything_and_writes_nothing(qtbot):
    office = Office(qtbot, staff="nora")
    head = office.page.head
    assert office.page.notice.text == (
        "Nora is nurse: only an administrator or a clinician writes a protocol. Everybody may read."
    )
    for button in (head.write_button, head.copy_button):
        assert not button.isEnabled()
        assert button.toolTip() == "Nora is nurse: only an administrator or a clinician writes a protocol."
    assert head.compare_button.isEnabled()


def test_a_clinicians_pin_approves_at_a_screen_where_a_nurse_is_signed_in(qtbot):
    office = Office(qtbot, staff="nora")
    office.clicks(office.row(TITLE, 1))
    office.approves()
    assert office.shelf.used(PROTOCOL.id).approval.by == "Cora"


def test_an_edited_limit_is_kept_as_the_next_version_and_nobody_has_approved_it(office):
    office.begins()
    assert office.page.draft_head.title_label.text() == f"{TITLE}, version 2"
    office.writes(160, OURS)
    version = office.shelf.find(PROTOCOL.id, 2)
    assert caution_of(version.protocol) == 160
    assert version.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING).source == OURS
    assert version.approval is None
    assert office.page.head.title_label.text() == f"{TITLE}, version 2"
    assert office.page.head.state_strip.text == "Not approved by this clinic"
    assert caution_of(office.shelf.used(PROTOCOL.id).protocol) == 165


def test_a_new_limit_with_the_old_source_is_refused_at_the_source(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    caution, source = form.fields["caution"].editor.high_field, form.fields["source"]
    office.types(caution, "160")
    office.clicks(form.done_button)
    assert source.problem == (
        "Limits, Systolic, infusing, paused, recovering: the figures are new, the source is still that of the old "
        "ones. Say where the new ones come from."
    )
    assert (caution.text(), office.form) == ("160", form)
    assert office.page.focusWidget() is source.editor

    office.types(source.editor, OURS)
    office.clicks(form.done_button)
    assert office.form is None
    assert office.page.draft_head.differs_label.text() == f"2 things differ from {TITLE}, version 1"


def test_a_limit_beyond_the_next_severity_is_refused_and_nothing_typed_is_lost(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    office.types(form.fields["caution"].editor.high_field, "180")
    office.types(form.fields["source"].editor, OURS)
    office.clicks(form.done_button)
    assert form.fields["caution"].problem.endswith("is not inside its critical limit, at or above 180.")
    assert form.fields["source"].editor.text() == OURS
    assert not office.page.draft_head.keep_button.isEnabled()


def test_two_rows_for_one_phase_are_refused_in_the_form(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    office.clicks(form.fields["phases"].editor.buttons[Phase.PREPARING])
    office.clicks(form.done_button)
    assert form.notice.text == "Systolic while preparing stands 2 times in the limits."


def test_a_form_given_up_changes_nothing(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    office.types(form.fields["caution"].editor.high_field, "170")
    office.clicks(form.cancel_button)
    assert office.form is None
    assert office.page.draft_head.differs_label.text() == "Nothing differs from version 1."
    assert not office.page.draft_head.keep_button.isEnabled()


def test_a_row_is_removed_and_another_one_added(office):
    office.begins()
    form = office.edits(Section.CHECKS, "Mood and suicidal thoughts asked today")
    office.clicks(form.remove_button)
    checks = office.page.editor.sections[Section.CHECKS]
    assert "Mood and suicidal thoughts asked today" not in [row.cells[0].text() for row in checks.rows]

    office.clicks(checks.add_button)
    office.types(office.form.fields["label"].editor, "Mood asked with two questions")
    office.types(office.form.fields["source"].editor, OURS)
    office.clicks(office.form.done_button)
    office.clicks(office.page.draft_head.keep_button)
    kept = office.shelf.find(PROTOCOL.id, 2).protocol
    assert kept.check("mood") is None
    assert kept.check("mood_asked_with_two").label == "Mood asked with two questions"


def test_limits_are_added_for_a_vital_sign_that_was_chosen_first(office):
    office.begins()
    limits = office.page.editor.sections[Section.LIMITS]
    assert not limits.add_button.isEnabled()
    limits.vital_choice.setCurrentIndex(limits.vital_choice.findText("Mean pressure"))
    limits.vital_choice.activated.emit(0)
    office.clicks(limits.add_button)
    assert office.form.title_label.text() == "Mean pressure, new limits"
    office.clicks(office.form.cancel_button)
    assert limits.vital_choice.currentIndex() == -1


def test_one_row_is_changed_at_a_time_and_the_page_says_which(office):
    office.begins()
    office.edits(Section.LIMITS, DURING)
    busy = "First finish “Systolic, infusing, paused, recovering”: take it over, or cancel."
    others = [
        *(row.edit_button for row in office.page.editor.sections[Section.CHECKS].rows),
        office.page.editor.sections[Section.SCHEDULE].edit_button,
        office.page.draft_head.keep_button,
    ]
    assert {(button.isEnabled(), button.toolTip()) for button in others} == {(False, busy)}
    assert office.page.draft_head.differs_label.text() == busy


def test_what_is_half_typed_waits_while_another_version_is_read(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    office.types(form.fields["caution"].editor.high_field, "158")
    office.clicks(office.row(shipped()[1].title, 1))
    assert office.page.head.title_label.text() == "Ketamine IV, 60 min, version 1"
    assert not office.page.head.write_button.isEnabled()
    assert office.page.head.write_button.toolTip() == (
        f"First keep or discard what is being written: {TITLE}, version 2."
    )

    office.refreshes()
    office.clicks(office.page.version_list.rows[0])
    assert office.form is form
    assert form.fields["caution"].editor.high_field.text() == "158"


def test_discarding_is_asked_once_more(office):
    office.begins()
    head = office.page.draft_head
    office.clicks(head.discard_button)
    office.clicks(head.stay_button)
    assert head.isVisible()
    office.clicks(head.discard_button)
    office.clicks(head.sure_button)
    assert office.page.head.title_label.text() == f"{TITLE}, version 1"
    assert office.drafts == {"draft": ""}
    assert office.shelf.find(PROTOCOL.id, 2) is None


def test_what_was_being_written_is_there_after_a_restart(qtbot, office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    office.types(form.fields["caution"].editor.high_field, "160")
    office.types(form.fields["source"].editor, OURS)
    office.clicks(form.done_button)

    again = Office(qtbot, office.team, drafts=office.drafts)
    again.clicks(again.page.version_list.rows[0])
    again.clicks(again.page.draft_head.keep_button)
    assert caution_of(again.shelf.find(PROTOCOL.id, 2).protocol) == 160
    assert again.drafts == {"draft": ""}


def test_a_draft_that_cannot_be_read_is_left_alone(qtbot):
    office = Office(qtbot, drafts={"draft": '{"of": "another Vigil"}'})
    assert office.page.head.title_label.text() == f"{TITLE}, version 1"


def test_a_version_is_not_cleared_by_the_click_but_by_being_kept(office):
    office.holding = True
    office.begins()
    office.writes(160, OURS)
    assert office.page.draft_head.isVisible()
    assert len(office.waiting) == 1
    office.qtbot.mouseClick(office.page.draft_head.keep_button, Qt.MouseButton.LeftButton)
    assert len(office.waiting) == 1
    office.page.confirm(WritingProtocol(office.waiting[0].protocol))  # an equal one that is not its own
    assert office.page.draft_head.isVisible()
    office.delivers()
    assert not office.page.draft_head.isVisible()


def test_a_number_given_elsewhere_meanwhile_is_told_and_the_draft_gets_the_next_one(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    office.types(form.fields["caution"].editor.high_field, "155")
    office.types(form.fields["source"].editor, OURS)
    office.clicks(form.done_button)
    office.team.clinic.carry_out(WritingProtocol(version_2()), office.team.cora)
    office.clicks(office.page.draft_head.keep_button)
    assert "Version 2 of Ketamine IV, 40 min is there already." in office.page.notice.text
    assert office.page.draft_head.isVisible()

    office.refreshes()
    assert office.page.draft_head.keep_button.text() == "Keep as version 3"
    assert "was kept meanwhile" in office.page.notice.text
    office.clicks(office.page.draft_head.keep_button)
    assert caution_of(office.shelf.find(PROTOCOL.id, 3).protocol) == 155
    assert caution_of(office.shelf.find(PROTOCOL.id, 2).protocol) == 160


def test_a_copy_is_a_protocol_of_its_own(office):
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.copy_button)
    panel = office.page.copy_panel
    office.clicks(panel.copy_button)
    assert panel.notice.text == "Type a title for the copy."
    office.types(panel.title_field, "ketamine iv,  60 MIN")
    office.clicks(panel.copy_button)
    assert panel.notice.text == "There is already a protocol Ketamine IV, 60 min; give this one another title."
    assert panel.title_field.text() == "ketamine iv,  60 MIN"

    office.types(panel.title_field, "Ketamine IV, our own")
    office.clicks(panel.copy_button)
    assert office.page.draft_head.title_label.text() == "Ketamine IV, our own, version 1"
    office.clicks(office.page.draft_head.keep_button)
    own = office.shelf.find("ketamine-iv-our-own", 1).protocol
    assert replace(own, id=PROTOCOL.id, title=TITLE) == PROTOCOL
    assert office.shelf.used(PROTOCOL.id).protocol == PROTOCOL


def test_approving_needs_a_clinician_and_their_pin(office):
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.approve_button)
    panel = office.page.approval_panel
    choice = panel.staff_pin.member_choice
    assert [choice.itemText(index) for index in range(choice.count())] == ["Cora, clinician"]
    assert choice.currentIndex() == -1
    office.clicks(panel.approve_button)
    assert panel.notice.text == "Choose the clinician who approves."
    choice.setCurrentIndex(0)
    office.clicks(panel.approve_button)
    assert panel.notice.text == "Type the clinician's PIN."

    office.qtbot.keyClicks(panel.staff_pin.pin_field, "0000")
    office.clicks(panel.approve_button)
    assert panel.notice.text.startswith("This is not the PIN of Cora.")
    assert (choice.currentIndex(), panel.staff_pin.pin_field.text()) == (0, "")

    office.qtbot.keyClicks(panel.staff_pin.pin_field, PINS["cora"] + "\r")
    assert not panel.isVisible()
    assert office.page.head.state_strip.text == "Approved by Cora, 21.11.2026 12:00, in use for new sessions"
    assert office.page.head.state_strip.mark.mark is Mark.MET
    assert not office.page.head.approve_button.isVisible()


def test_a_role_that_changed_meanwhile_is_refused_in_words(office):
    """Another station's screen may still offer somebody: the record decides."""
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.approve_button)
    office.page.approval_panel.staff_pin.display((office.team.nora,))
    office.approves("nora")
    assert office.page.approval_panel.notice.text == "Nora is nurse: only a clinician approves a protocol."
    assert office.shelf.used(PROTOCOL.id).approval is None


def test_where_nobody_is_a_clinician_the_panel_says_so(qtbot):
    team = Team()
    team.clinic.carry_out(Leaving("cora"), team.ada)
    office = Office(qtbot, team)
    office.clicks(office.page.head.approve_button)
    assert "Nobody who works here is a clinician." in office.page.approval_panel.notice.text


def test_a_pin_typed_for_one_version_is_not_there_for_another(office):
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.approve_button)
    staff_pin = office.page.approval_panel.staff_pin
    staff_pin.member_choice.setCurrentIndex(0)
    office.qtbot.keyClicks(staff_pin.pin_field, PINS["cora"])
    office.clicks(office.row(shipped()[1].title, 1))
    office.clicks(office.page.head.approve_button)
    assert (staff_pin.staff_id(), staff_pin.pin_field.text()) == ("", "")


def test_what_is_typed_into_the_approval_outlives_a_tick(office):
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.approve_button)
    staff_pin = office.page.approval_panel.staff_pin
    staff_pin.member_choice.setCurrentIndex(0)
    office.qtbot.keyClicks(staff_pin.pin_field, "97")
    office.team.clinic.carry_out(Joining("Eve", Role.CLINICIAN, "8642"), office.team.ada)
    office.refreshes()
    assert (staff_pin.staff_id(), staff_pin.pin_field.text()) == ("cora", "97")
    assert staff_pin.member_choice.count() == 2


def test_the_request_says_over_which_text_the_clinician_signs(office):
    office.holding = True
    office.clicks(office.row(TITLE, 1))
    office.approves()
    (request,) = office.waiting
    assert isinstance(request, ApprovingProtocol)
    assert (request.protocol, request.version, request.clinician) == (PROTOCOL.id, 1, "cora")
    assert len(request.seen) == 64


def test_before_approving_the_clinician_is_told_how_much_differs_and_shown_it(office):
    office.begins()
    office.writes(160, OURS)
    office.clicks(office.page.head.approve_button)
    panel = office.page.approval_panel
    assert panel.differs_label.text() == "2 things differ from version 1, which is in use."
    office.clicks(panel.compare_button)
    assert office.page.comparison.isVisible()
    assert [row.pair.item for row in office.page.comparison.rows] == ["caution", "source"]


def test_a_version_older_than_the_approved_one_cannot_be_approved_any_more(office):
    office.begins()
    office.writes(160, OURS)
    office.approves()
    office.clicks(office.row(TITLE, 1))
    button = office.page.head.approve_button
    assert not button.isEnabled()
    assert button.toolTip().startswith("Version 2 of Ketamine IV, 40 min is approved and newer.")


def test_a_second_display_of_the_same_touches_nothing(office):
    before = [*office.page.version_list.rows, *office.page.sheet.sections[Section.LIMITS].rows]
    office.refreshes()
    assert [*office.page.version_list.rows, *office.page.sheet.sections[Section.LIMITS].rows] == before


def test_tab_goes_through_the_open_form_and_the_rows_as_they_are_read(office):
    office.begins()
    form = office.edits(Section.LIMITS, DURING)
    widget, seen = form.done_button, []
    for _ in range(10_000):
        widget = widget.nextInFocusChain()
        if widget.isEnabled() and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(widget)
        if widget is form.done_button:
            break
    stops = [stop for stop in form.tab_stops if stop.isVisible()]
    ordered = [one for one in seen if one in stops]
    assert ordered == [*stops[stops.index(form.done_button) + 1 :], *stops[: stops.index(form.done_button) + 1]]


def test_a_form_that_is_opened_is_seen_from_its_first_line(office):
    office.begins()
    criteria = office.page.editor.sections[Section.CRITERIA]
    scroll = office.page.editing
    scroll.ensureWidgetVisible(criteria.rows[-1])
    office.clicks(criteria.rows[-1].edit_button)
    top = lambda: office.form.mapTo(scroll.viewport(), office.form.rect().topLeft()).y()  # noqa: E731
    office.qtbot.waitUntil(lambda: 0 <= top() < scroll.viewport().height() - 100)


def test_every_target_is_large_enough_for_a_finger(office):
    office.begins()
    office.edits(Section.LIMITS, DURING)
    small = [
        widget
        for widget in office.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.height() < 42
        and widget.metaObject().className() not in ("SheetScroll", "QScrollArea")
    ]
    assert small == []


LONG = "Ketamine by intravenous infusion for depression that resisted two medicines, our clinic's own way"


def test_the_page_fits_a_small_screen_whatever_is_open(office):
    room = QSize(1280 - 48, 800 - 168)  # without the margins, the bar and the tabs
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.copy_button)
    office.types(office.page.copy_panel.title_field, LONG)
    office.clicks(office.page.copy_panel.copy_button)
    least = [office.page.minimumSizeHint()]
    office.clicks(office.page.draft_head.discard_button)
    least.append(office.page.minimumSizeHint())
    office.clicks(office.page.draft_head.stay_button)
    office.edits(Section.LIMITS, DURING)
    least.append(office.page.minimumSizeHint())
    office.clicks(office.form.cancel_button)
    office.clicks(office.page.draft_head.keep_button)
    office.clicks(office.page.head.approve_button)
    least.append(office.page.minimumSizeHint())
    office.clicks(office.page.head.compare_button)
    least.append(office.page.minimumSizeHint())
    assert [room.expandedTo(size) for size in least] == [room] * len(least)
    assert office.page.editing.widget().minimumSizeHint().width() <= office.page.editing.viewport().width()


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_nothing_is_ever_a_window_of_its_own(qtbot):
    """A part that is shown before it has its place flashes up as a window, and the keyboard is lost."""
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    office = Office(qtbot)
    office.begins()
    for section in Section:
        shown = office.page.editor.sections[section]
        office.edits(section, shown.rows[0].cells[0].text() if shown.rows[0].edit_button.isVisible() else None)
        office.clicks(office.form.cancel_button)
    office.writes(160, OURS)
    office.clicks(office.page.head.compare_button)
    office.approves()
    QApplication.instance().removeEventFilter(windows)
    assert windows.shown == [office.page]


def test_no_pin_outlives_an_approval_that_is_refused(office):
    office.clicks(office.row(TITLE, 1))
    office.clicks(office.page.head.approve_button)
    panel = office.page.approval_panel
    office.qtbot.keyClicks(panel.staff_pin.pin_field, PINS["cora"])
    office.clicks(panel.approve_button)
    assert panel.notice.text == "Choose the clinician who approves."
    assert panel.staff_pin.pin_field.text() == ""
