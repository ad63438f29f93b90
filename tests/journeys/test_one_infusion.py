"""From sign-in to signed discharge and countersignature, with real clicks and keys, on a real encrypted file."""

from monitor.limits import Phase
from monitor.vitals import Vital
from sessions.chain import verify
from sessions.station import open_to_read
from tests.clinics import PINS
from tests.journeys.steps import infuses, observes_everything, recovers, stops


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
    nurse.opens_for_review()
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
    assert [taken.vitals.value(Vital.SYSTOLIC) for taken in nurse.chart.sets[1:]] == [142, 142, 142]


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
