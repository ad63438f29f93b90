"""A nasal spray from opening to countersignature, by the real window, which never speaks of an infusion."""

import re

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from monitor.doses import SprayDose
from monitor.events import SprayGiven
from monitor.limits import Phase
from sessions.exports.export import EXPORTS
from tests.clinics import PINS
from tests.journeys.steps import observes_everything, opens_session

OF_AN_INFUSION = re.compile(r"infus|\bdrip\b|pump|paus|\bstop|mL\b", re.IGNORECASE)


def says(nurse):
    """Every word of an infusion that is on the screen now, or pops up there."""
    shown = [widget for widget in nurse.window.findChildren(QWidget) if widget.isVisible()]
    texts = [widget.text() for widget in shown if isinstance(widget, QLabel | QAbstractButton | QLineEdit)]
    texts += [hint for widget in shown for hint in (widget.toolTip(), widget.accessibleName())]
    return [text for text in texts if OF_AN_INFUSION.search(text)]


def prepares(nurse):
    page = nurse.view.preparing
    nurse.keeps(lambda: nurse.clicks(page.allergies.none_button))
    nurse.keeps(lambda: nurse.clicks(page.spray.dose_buttons[84]))
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


def test_a_spray_from_opening_to_countersignature(nurse):
    nurse.signs_in("nora")
    opens_session(nurse, protocol="Esketamine")
    assert says(nurse) == []
    prepares(nurse)
    assert says(nurse) == []

    nurse.keeps(lambda: nurse.clicks(nurse.view.preparing.start_panel.start_button))
    nurse.waits_until(lambda: nurse.view.chairside.isVisible())
    assert nurse.chart.page[-1].event == SprayGiven()
    assert (nurse.chart.phase, nurse.chart.spray, nurse.chart.weight_kg) == (Phase.RECOVERING, SprayDose(84), None)

    for minutes, line in ((40, "138/82 76 98 air dizzy1"), (40, "130/80 72 98 air none"), (29, "124/78 70 98 m5")):
        nurse.waits(minutes=minutes)
        if "none" in line:
            ends_dizziness(nurse)
        nurse.takes(line)
        assert says(nurse) == []
    banner = nurse.view.chairside.banner
    assert banner.course.phase_label.text() == "Observing"
    assert banner.course.end_cell.text.startswith("T+120 · ")

    observes_everything(nurse)
    page = nurse.view.signoff
    assert page.criteria.rows["observed_long_enough"].by_label.text().endswith(": 11 min left")
    assert says(nurse) == []
    nurse.waits(minutes=11)
    nurse.goes_to("Chairside")
    nurse.takes("122/78 70 98 air m5")
    nurse.goes_to("Sign-off")
    assert says(nurse) == []
    nurse.types(page.sign.pin_field, PINS["nora"])
    nurse.keeps(lambda: nurse.clicks(page.sign.sign_button))
    assert nurse.chart.phase is Phase.DISCHARGED
    nurse.types(page.signed.left_field, "Sister")
    nurse.keeps(lambda: nurse.clicks(page.signed.left_button))
    assert says(nurse) == []

    countersigns(nurse)
    exports_speak_of_no_infusion(nurse)


def ends_dizziness(nurse):
    effects = nurse.view.chairside.effects
    nurse.clicks(effects.open_buttons[0])
    nurse.keeps(lambda: nurse.clicks(effects.severity_bar.ended_button))
    nurse.view.chairside.setFocus()


def countersigns(nurse):
    nurse.clicks(nurse.window.sign_out_button)
    nurse.signs_in("cora")
    nurse.clicks(nurse.window.review_button)
    assert says(nurse) == []
    nurse.opens_for_review()
    nurse.waits_until(lambda: nurse.view.isVisible())
    nurse.goes_to("Review")
    assert says(nurse) == []
    review = nurse.view.review.review
    nurse.types(review.pin_field, PINS["cora"])
    nurse.keeps(lambda: nurse.clicks(review.countersign_button))
    assert nurse.chart.phase is Phase.REVIEWED


def exports_speak_of_no_infusion(nurse):
    entries = nurse.station.clinic.entries(nurse.view.session)
    table = EXPORTS["table"](entries, {}, nurse.clock()).decode("utf-8-sig")
    assert OF_AN_INFUSION.search(table) is None
