"""From sign-in to signed discharge and countersignature, with real clicks and keys, on a real encrypted file."""

import pytest

from monitor.limits import Phase
from monitor.protocol import CriterionKind
from sessions.chain import verify
from sessions.station import open_to_read
from tests.clinics import PINS


def opens_session(nurse, chair="Chair 1"):
    board = nurse.window.board_page
    nurse.clicks(board.free_chairs[chair].new_session_button)
    page = nurse.window.new_session_page
    nurse.types(page.surname_field, "Berg")
    nurse.types(page.given_field, "Anna")
    nurse.types(page.birth_date_field, "29.2.1980")
    nurse.types(page.record_number_field, "MRN 00417")
    nurse.chooses(page.protocol_choice, "Ketamine IV")
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


@pytest.fixture
def infusing(nurse):
    nurse.signs_in("nora")
    opens_session(nurse)
    prepares(nurse)
    return nurse


def test_a_quiet_infusion_from_sign_in_to_countersignature(infusing):
    nurse = infusing
    nurse.waits_until(lambda: nurse.view.chairside.isVisible())
    infuses(nurse)
    stops(nurse)
    assert nurse.chart.phase is Phase.RECOVERING
    recovers(nurse)
    observes_everything(nurse)

    sign = nurse.view.signoff.sign
    nurse.types(sign.pin_field, PINS["nora"])
    nurse.keeps(lambda: nurse.clicks(sign.sign_button))
    assert nurse.chart.phase is Phase.DISCHARGED
    signed = nurse.view.signoff.signed
    nurse.types(signed.left_field, "Sister")
    nurse.keeps(lambda: nurse.clicks(signed.left_button))

    nurse.clicks(nurse.window.sign_out_button)
    nurse.signs_in("cora")
    nurse.clicks(nurse.window.review_button)
    nurse.window.review_list.opened.emit(nurse.view.session)
    nurse.waits_until(lambda: nurse.view.isVisible())
    nurse.goes_to("Review")
    review = nurse.view.review.review
    nurse.types(review.pin_field, PINS["cora"])
    nurse.keeps(lambda: nurse.clicks(review.countersign_button))
    assert nurse.chart.phase is Phase.REVIEWED
    assert [len(nurse.chart.sets), nurse.chart.strikes] == [7, {}]

    nurse.closes_vigil()
    store = open_to_read(nurse.folder, file_only=True)
    assert str(verify(store)).endswith("1 station, every chain whole")
    store.close()


def test_a_set_takes_thirteen_keys_from_anywhere_on_the_chairside_screen(infusing):
    nurse = infusing
    nurse.waits_until(lambda: nurse.view.chairside.isVisible())
    nurse.waits(minutes=10)
    line = "142/88 76 97\r"
    assert len(line) == 13
    page = nurse.view.chairside
    for anywhere in (page.table, page.effects.none_button, page.controls.note_button):
        anywhere.setFocus()
        nurse.keeps(lambda: nurse.presses(line))
        nurse.waits(minutes=1)
    assert [taken.vitals.value for taken in nurse.chart.sets[1:]] != []
    assert len(nurse.chart.sets) == 4


def test_a_wrong_pin_keeps_the_patient_here_and_says_so(infusing):
    nurse = infusing
    infuses(nurse)
    stops(nurse)
    recovers(nurse)
    observes_everything(nurse)
    sign = nurse.view.signoff.sign
    nurse.types(sign.pin_field, "0001")
    nurse.clicks(sign.sign_button)
    nurse.waits_until(lambda: sign.notice.text == "This is not the PIN of Nora.")
    assert nurse.chart.phase is Phase.RECOVERING
    assert sign.pin_field.text() == ""


def test_an_unmet_criterion_needs_a_reason_and_a_clinician(infusing):
    nurse = infusing
    infuses(nurse)
    stops(nurse)
    recovers(nurse)
    observes_everything(nurse)
    page = nurse.view.signoff
    gait = page.criteria.rows["gait"]
    nurse.clicks(gait.more_button)
    nurse.types(gait.text_field, "needs an arm")
    nurse.keeps(lambda: nurse.clicks(gait.keep_button))
    sign = page.sign
    nurse.types(sign.pin_field, PINS["nora"])
    assert not sign.sign_button.isEnabled()

    nurse.clicks(sign.override_button)
    nurse.types(sign.override_panel.reason_fields["gait"], "walks with a frame at home too")
    nurse.chooses(sign.override_panel.second.member_choice, "Cora")
    nurse.types(sign.override_panel.second.pin_field, PINS["cora"])
    nurse.keeps(lambda: nurse.clicks(sign.sign_button))

    event = nurse.chart.discharge.event
    assert (event.signature.name, event.overruled.name) == ("Nora", "Cora")
    assert event.overrides[0].reason == "walks with a frame at home too"
