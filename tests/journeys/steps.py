"""What somebody at the screen does, or looks up, on the way from the first start to the last signature."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from monitor.protocol import CriterionKind
from tests.clinics import PINS


def becomes_the_first_administrator(person, name):
    form = person.window.sign_in_page.first_start
    person.fills(form.name_field, name)
    _chooses_pin(person, form.new_pin, PINS[name.lower()])
    person.clicks(form.join_button)
    person.waits_until(lambda: not form.isVisible())


def adds_staff(administrator, name, role):
    form = administrator.window.admin_page.joining_form
    administrator.fills(form.name_field, name)
    administrator.chooses(form.role_choice, role)
    _chooses_pin(administrator, form.new_pin, PINS[name.lower()])
    administrator.clicks(form.add_button)
    administrator.waits_until(lambda: name.lower() in administrator.window.admin_page.staff_entries.entries)


def adds_chair(administrator, name):
    form = administrator.window.admin_page.chairs_form
    administrator.fills(form.name_field, name)
    administrator.clicks(form.add_button)
    administrator.waits_until(lambda: name in form.chairs_label.text())


def _chooses_pin(person, new_pin, pin):
    person.fills(new_pin.pin_field, pin)
    person.fills(new_pin.again_field, pin)


def hands_over(person, id):
    """Signs out, and another one signs in."""
    person.clicks(person.window.sign_out_button)
    person.signs_in(id)


def opens_session(nurse, chair="Chair 1", protocol="Ketamine IV"):
    board = nurse.window.board_page
    nurse.clicks(board.free_chairs[chair].new_session_button)
    page = nurse.window.new_session_page
    nurse.fills(page.surname_field, "Berg")
    nurse.fills(page.given_field, "Anna")
    nurse.fills(page.birth_date_field, "29.2.1980")
    nurse.fills(page.record_number_field, "MRN 00417")
    nurse.chooses(page.protocol_choice, protocol)
    nurse.clicks(page.open_button)
    nurse.waits_until(lambda: nurse.view is not None)


def prepares(nurse):
    page = nurse.view.preparing
    knows_of_no_allergies(nurse)
    nurse.fills(page.weight.field, "70")
    nurse.keeps(lambda: nurse.clicks(page.weight.keep_button))
    for field, text in (("mg_per_kg_field", "0,5"), ("mg_per_ml_field", "1"), ("minutes_field", "40")):
        nurse.fills(getattr(page.dose, field), text)
    nurse.keeps(lambda: nurse.clicks(page.dose.keep_button))
    checks_everything(nurse)
    starts(nurse)


def knows_of_no_allergies(nurse):
    nurse.keeps(lambda: nurse.clicks(nurse.view.preparing.allergies.none_button))


def checks_everything(nurse):
    """What is asked before the start, whatever is given: from the second check of the dose to the gate."""
    page = nurse.view.preparing
    nurse.chooses(page.dose_check.checker.member_choice, "Noel")
    nurse.fills(page.dose_check.checker.pin_field, PINS["noel"])
    nurse.keeps(lambda: nurse.clicks(page.dose_check.confirm_button))
    for row in page.checks.rows.values():
        nurse.keeps(lambda row=row: nurse.clicks(row.yes_button))
    nurse.fills(page.escort.name_field, "Sister")
    nurse.keeps(lambda: nurse.clicks(page.escort.keep_button))
    nurse.fills(page.baseline.entry_line.line, "122/78 70 98 air")
    nurse.keeps(lambda: nurse.presses("\r"))
    nurse.keeps(lambda: nurse.clicks(page.gate.yes_button))


def starts(nurse):
    button = nurse.view.preparing.start_panel.start_button
    assert button.isEnabled()
    nurse.keeps(lambda: nurse.clicks(button))


def infuses(nurse):
    for line in ("128/82 72 97", "139/86 78 97", "146/88 80 96", "141/86 77 97"):
        nurse.waits(minutes=10)
        nurse.takes(line)


def stops(nurse):
    controls = nurse.view.chairside.controls
    nurse.clicks(controls.stop_button)
    nurse.keeps(lambda: nurse.clicks(controls.stop_panel.keep_button))


def recovers(nurse):
    for line in ("130/80 72 98 m5 none", "124/78 70 98 m5 none"):
        nurse.waits(minutes=15)
        nurse.takes(line)


def observes_everything(nurse):
    nurse.goes_to("Sign-off")
    page = nurse.view.signoff
    for row in page.criteria.rows.values():
        if row.criterion.kind is CriterionKind.OBSERVED:
            nurse.keeps(lambda row=row: nurse.clicks(row.met_button))


def written(nurse):
    """How many entries the file itself has."""
    return sum(nurse.station.store.heads().values())


def newest(nurse, vital):
    return nurse.chart.series(vital)[-1][1]


def answer_to(nurse, line):
    """Type the line and press Enter. What is said about it, once the screen has ticked again."""
    entry_line = nurse.view.chairside.entry_line
    nurse.presses(line + "\r")
    nurse.waits_until(lambda: entry_line.notice.text != "")
    nurse.waits(minutes=0.1)
    return entry_line.notice.text


def kept(nurse):
    """How many entries there are: in the chart on the screen, and in the file itself."""
    return len(nurse.chart.page), written(nurse)


def signs_discharge(nurse, id):
    nurse.goes_to("Sign-off")
    sign = nurse.view.signoff.sign
    nurse.fills(sign.pin_field, PINS[id])
    nurse.keeps(lambda: nurse.clicks(sign.sign_button))


def sees_the_patient_out(nurse, escort):
    signed = nurse.view.signoff.signed
    nurse.fills(signed.left_field, escort)
    nurse.keeps(lambda: nurse.clicks(signed.left_button))


def countersigns(clinician, id):
    """From the list of those that wait for a review."""
    clinician.clicks(clinician.window.review_button)
    clinician.opens_for_review()
    clinician.waits_until(lambda: clinician.view.isVisible())
    review = clinician.view.review.review
    clinician.fills(review.pin_field, PINS[id])
    clinician.keeps(lambda: clinician.clicks(review.countersign_button))


def exports(person, form):
    """By the menu, under the name that is offered, where the dialog opens: among one's own documents. The file."""
    button = person.window.export_button
    person.clicks(button)
    place = button.menu().actionGeometry(button.actions_by_form[form]).center()
    person.qtbot.mouseClick(button.menu(), Qt.MouseButton.LeftButton, pos=place)
    file = Path(button.dialog.selectedFiles()[0])
    person.clicks(button.dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save))
    person.waits_until(lambda: person.window.news.text == f"Written: {file}")
    return file
