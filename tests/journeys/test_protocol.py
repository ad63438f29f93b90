"""A clinic makes a limit its own: an administrator writes it, a clinician approves it, and the next session has it."""

from monitor.limits import Phase
from monitor.protocol_lines import Section
from monitor.vitals import Vital
from tests.clinics import PINS
from tests.journeys.steps import prepares

TITLE = "Ketamine IV, 40 min"
DURING = "Systolic\ninfusing, paused, recovering"
SOURCE = "S12; medical director, 3 November 2026"


def caution_of(chart):
    return chart.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING).caution[0].limit


def goes_to_protocols(person, id):
    person.clicks(person.window.sign_out_button)
    person.signs_in(id)
    person.clicks(person.window.admin_button)
    person.clicks(person.window.admin_page.protocols_button)
    return person.window.admin_page.protocols_page


def chooses_version(person, page, number):
    row = next(
        row
        for row in page.version_list.rows
        if row.version and (row.version.protocol.title, row.version.protocol.version) == (TITLE, number)
    )
    person.clicks(row)


def opens_with_approved(nurse):
    """The protocol as the page offers it: nobody can miss whether it is approved."""
    board = nurse.window.board_page
    nurse.clicks(board.free_chairs["Chair 2"].new_session_button)
    page = nurse.window.new_session_page
    for field, text in (
        (page.surname_field, "Okafor"),
        (page.given_field, "Ben"),
        (page.birth_date_field, "1.5.1975"),
        (page.record_number_field, "MRN 2"),
    ):
        nurse.types(field, text)
    nurse.chooses(page.protocol_choice, f"{TITLE}, version 2 · approved")
    assert page.approval_label.text().startswith("Approved by Cora, ")
    assert page.approval_notice.text == ""
    before = nurse.view
    nurse.clicks(page.open_button)
    nurse.waits_until(lambda: nurse.view is not before)


def test_a_limit_is_edited_approved_and_in_force_and_the_open_session_keeps_its_own(infusing):
    person = infusing
    first = person.view.session
    assert caution_of(person.chart) == 165

    page = goes_to_protocols(person, "ada")
    chooses_version(person, page, 1)
    person.clicks(page.head.write_button)
    limits = page.editor.sections[Section.LIMITS]
    person.clicks(next(row.edit_button for row in limits.rows if row.cells[0].text() == DURING))
    form = page.editor.form
    for field, text in ((form.fields["caution"].editor.high_field, "160"), (form.fields["source"].editor, SOURCE)):
        field.selectAll()
        person.types(field, text)
    person.presses("\r")
    person.clicks(page.draft_head.keep_button)
    person.waits_until(lambda: page.head.title_label.text() == f"{TITLE}, version 2")
    assert page.head.state_strip.text == "Not approved by this clinic"

    person.clicks(page.head.approve_button)
    panel = page.approval_panel
    person.chooses(panel.staff_pin.member_choice, "Cora")
    person.types(panel.staff_pin.pin_field, PINS["cora"])
    person.presses("\r")
    person.waits_until(lambda: page.head.state_strip.text.startswith("Approved by Cora"))
    person.waits(minutes=1)

    person.clicks(person.window.sign_out_button)
    person.signs_in("nora")
    opens_with_approved(person)
    assert caution_of(person.chart) == 160
    assert person.chart.protocol.approval.by == "Cora"
    assert not person.view.preparing.banner.course.approval_strip.isVisible()
    prepares(person)
    person.waits(minutes=10)
    person.takes("161/82 72 97")
    assert any("161" in flag.sentence and flag.limit == "at or above 160" for flag in person.view.snapshot.flags)

    person.window.live.open(first)
    person.waits_until(lambda: person.view.session == first)
    assert (caution_of(person.chart), person.chart.protocol.approval) == (165, None)
    assert person.view.chairside.banner.course.approval_strip.isVisible()


def test_a_version_half_written_is_there_when_vigil_is_started_again(nurse):
    nurse.signs_in("ada")
    nurse.clicks(nurse.window.admin_page.protocols_button)
    page = nurse.window.admin_page.protocols_page
    nurse.clicks(page.head.write_button)
    nurse.clicks(page.editor.sections[Section.SCHEDULE].edit_button)
    form = page.editor.form
    for name, text in (("recovering_every", "10"), ("source", SOURCE)):
        form.fields[name].editor.selectAll()
        nurse.types(form.fields[name].editor, text)
    nurse.presses("\r")
    assert page.draft_head.keep_button.isEnabled()
    nurse.closes_vigil()

    nurse.starts_vigil()
    nurse.signs_in("ada")
    nurse.clicks(nurse.window.admin_page.protocols_button)
    page = nurse.window.admin_page.protocols_page
    nurse.waits_until(lambda: page.version_list.rows[0].version is None)
    nurse.clicks(page.version_list.rows[0])
    nurse.clicks(page.draft_head.keep_button)
    nurse.waits_until(lambda: page.head.title_label.text() == f"{TITLE}, version 2")
    shelf = nurse.station.clinic.shelf
    assert shelf.find("ketamine-iv-40", 2).protocol.schedule.recovering_every == 10
    assert shelf.used("ketamine-iv-40").protocol.schedule.recovering_every == 15
