"""A nasal spray from opening to countersignature, by the real window, which never speaks of an infusion."""

import re

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from monitor.doses import SprayDose
from monitor.events import SprayGiven
from monitor.limits import Phase
from sessions.exports.export import EXPORTS
from tests.journeys.chairside_steps import ends_effect
from tests.journeys.steps import (
    checks_everything,
    countersigns,
    hands_over,
    knows_of_no_allergies,
    observes_everything,
    opens_session,
    sees_the_patient_out,
    signs_discharge,
    starts,
)

OF_AN_INFUSION = re.compile(r"infus|\bdrip\b|pump|paus|\bstop|mL\b", re.IGNORECASE)


def says(nurse):
    """Every word of an infusion that is on the screen now, or pops up there."""
    shown = [widget for widget in nurse.window.findChildren(QWidget) if widget.isVisible()]
    texts = [widget.text() for widget in shown if isinstance(widget, QLabel | QAbstractButton | QLineEdit)]
    texts += [hint for widget in shown for hint in (widget.toolTip(), widget.accessibleName())]
    return [text for text in texts if OF_AN_INFUSION.search(text)]


def test_a_spray_from_opening_to_countersignature(nurse):
    nurse.signs_in("nora")
    opens_session(nurse, protocol="Esketamine")
    assert says(nurse) == []
    knows_of_no_allergies(nurse)
    nurse.keeps(lambda: nurse.clicks(nurse.view.preparing.spray.dose_buttons[84]))
    checks_everything(nurse)
    assert says(nurse) == []

    starts(nurse)
    nurse.waits_until(lambda: nurse.view.chairside.isVisible())
    assert nurse.chart.page[-1].event == SprayGiven()
    assert (nurse.chart.phase, nurse.chart.spray, nurse.chart.weight_kg) == (Phase.RECOVERING, SprayDose(84), None)

    for minutes, line in ((40, "138/82 76 98 air dizzy1"), (40, "130/80 72 98 air none"), (29, "124/78 70 98 m5")):
        nurse.waits(minutes=minutes)
        if "none" in line:
            ends_effect(nurse, "Dizziness")
        nurse.takes(line)
        assert says(nurse) == []
    banner = nurse.view.chairside.banner
    assert banner.course.phase_label.text() == "Observing"
    assert banner.course.end_cell.text.startswith("T+120 · ")

    observes_everything(nurse)
    criteria = nurse.view.signoff.criteria
    assert criteria.rows["observed_long_enough"].by_label.text().endswith(": 11 min left")
    assert says(nurse) == []
    nurse.waits(minutes=11)
    nurse.goes_to("Chairside")
    nurse.takes("122/78 70 98 air m5")
    nurse.goes_to("Sign-off")
    assert says(nurse) == []
    signs_discharge(nurse, "nora")
    assert nurse.chart.phase is Phase.DISCHARGED
    sees_the_patient_out(nurse, "Sister")
    assert says(nurse) == []

    hands_over(nurse, "cora")
    nurse.clicks(nurse.window.review_button)
    assert says(nurse) == []
    countersigns(nurse, "cora")
    assert nurse.chart.phase is Phase.REVIEWED
    assert says(nurse) == []
    exports_speak_of_no_infusion(nurse)


def exports_speak_of_no_infusion(nurse):
    entries = nurse.station.clinic.entries(nurse.view.session)
    table = EXPORTS["table"](entries, {}, nurse.clock()).decode("utf-8-sig")
    assert OF_AN_INFUSION.search(table) is None
