"""What somebody at the screen does, or looks up, in more than one journey."""

from monitor.protocol import CriterionKind
from tests.clinics import PINS


def opens_session(nurse, chair="Chair 1", protocol="Ketamine IV"):
    board = nurse.window.board_page
    nurse.clicks(board.free_chairs[chair].new_session_button)
    page = nurse.window.new_session_page
    nurse.types(page.surname_field, "Berg")
    nurse.types(page.given_field, "Anna")
    nurse.types(page.birth_date_field, "29.2.1980")
    nurse.types(page.record_number_field, "MRN 00417")
    nurse.chooses(page.protocol_choice, protocol)
    nurse.clicks(page.open_button)
    nurse.waits_until(lambda: nurse.view is not None)


def prepares(nurse):
    page = nurse.view.preparing
    nurse.keeps(lambda: nurse.clicks(page.allergies.none_button))
    nurse.types(page.weight.field, "70")
    nurse.keeps(lambda: nurse.clicks(page.weight.keep_button))
    for field, text in (("mg_per_kg_field", "0,5"), ("mg_per_ml_field", "1"), ("minutes_field", "40")):
        nurse.types(getattr(page.dose, field), text)
    nurse.keeps(lambda: nurse.clicks(page.dose.keep_button))
    nurse.chooses(page.dose_check.checker.member_choice, "Noel")
    nurse.types(page.dose_check.checker.pin_field, PINS["noel"])
    nurse.keeps(lambda: nurse.clicks(page.dose_check.confirm_button))
    for row in page.checks.rows.values():
        nurse.keeps(lambda row=row: nurse.clicks(row.yes_button))
    nurse.types(page.escort.name_field, "Sister")
    nurse.keeps(lambda: nurse.clicks(page.escort.keep_button))
    nurse.types(page.baseline.entry_line.line, "122/78 70 98 air")
    nurse.keeps(lambda: nurse.presses("\r"))
    nurse.keeps(lambda: nurse.clicks(page.gate.yes_button))
    assert page.start_panel.start_button.isEnabled()
    nurse.keeps(lambda: nurse.clicks(page.start_panel.start_button))


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
