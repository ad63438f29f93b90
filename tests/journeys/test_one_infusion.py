"""From the first start to the countersignature, with real clicks and keys, on a real encrypted file."""

import re

import pytest

from monitor.effects import Grade
from monitor.limits import Phase
from monitor.vitals import Vital
from monitor.wording import describe
from sessions.chain import verify
from sessions.exports.record import read_record
from sessions.station import open_to_read
from tests.clinics import PINS
from tests.journeys.afternoon import CHARTED, ON_PAPER, PREPARED, READINGS
from tests.journeys.chairside_steps import (
    answers_the_flag,
    corrects_the_newest_set,
    ends_effect,
    explains_the_missed_set,
    fills_in_the_form,
    gives_drug,
    pauses,
    resumes,
    taps_effect,
    writes_note,
)
from tests.journeys.steps import (
    adds_chair,
    adds_staff,
    becomes_the_first_administrator,
    countersigns,
    exports,
    hands_over,
    infuses,
    observes_everything,
    opens_session,
    prepares,
    recovers,
    sees_the_patient_out,
    signs_discharge,
    stops,
    written,
)
from tests.sessions.exports.cells import readings
from tests.sessions.exports.paper import pages_of, set_rows, text_of


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")  # a menu, offscreen
def test_one_afternoon_from_the_first_start_to_the_countersignature(newcomer, tmp_path, monkeypatch):
    person = newcomer
    becomes_the_first_administrator(person, "Ada")
    person.signs_in("ada")
    for name, role in (("Nora", "Nurse"), ("Noel", "Nurse"), ("Cora", "Clinician")):
        adds_staff(person, name, role)
    adds_chair(person, "Chair 1")

    hands_over(person, "nora")
    opens_session(person)
    prepares(person)

    person.waits(minutes=6)
    taps_effect(person, "DIZZ", Grade.MILD)
    person.waits(minutes=4)
    person.takes("128/82 72 97 air")
    person.waits(minutes=4)
    pauses(person, "Patient asked for it")
    person.waits(minutes=3)
    resumes(person)

    person.waits(minutes=3)
    fills_in_the_form(person, systolic="184", diastolic="98", heart_rate="90", spo2="96")
    answers_the_flag(person, "Systolic 184 mmHg", keys="03", answer="Stimulation lowered, resting")
    for line in ("146/88 82 97 air", "140/86 80 97 air"):
        person.waits(minutes=5)
        person.takes(line)

    person.waits(minutes=13)
    explains_the_missed_set(person, "T+40", "Patient asked to rest")
    person.takes("183/84 76 97 air")
    corrects_the_newest_set(person, "Typing mistake", "138/84 76 97 air")
    stops(person)
    assert person.chart.phase is Phase.RECOVERING

    person.waits(minutes=3)
    taps_effect(person, "NAUS", Grade.MODERATE)
    gives_drug(person, "ondansetron", "4 mg", "IV", "nausea")
    person.waits(minutes=6)
    writes_note(person, "Talks again, knows where she is.")
    for effect in ("Dizziness", "Nausea"):
        ends_effect(person, effect)
    for minutes, line in ((6, "130/80 72 98 air m5 none"), (15, "124/78 70 98 air m5 none")):
        person.waits(minutes=minutes)
        person.takes(line)

    observes_everything(person)
    signs_discharge(person, "nora")
    person.waits(minutes=2)
    sees_the_patient_out(person, "Sister")
    assert person.chart.phase is Phase.DISCHARGED

    person.waits(minutes=20)
    hands_over(person, "cora")
    countersigns(person, "cora")
    assert person.chart.phase is Phase.REVIEWED

    monkeypatch.setenv("HOME", str(tmp_path))
    table, record, report = (exports(person, form) for form in ("table", "record", "report"))
    chart, entries = person.chart, written(person)
    person.closes_vigil()

    assert in_words(chart) == [*(("T+0", words) for words in PREPARED), *CHARTED]
    assert {entry.author for entry in chart.page} == {"nora", "noel", "cora"}
    assert verified(person.folder) == f"{entries} entries, 1 station, every chain whole"
    assert read_record(record.read_text(encoding="utf-8")) == chart.page
    assert [values for _, values in readings(table)] == READINGS
    paper = report.read_bytes()
    assert len(pages_of(paper)) == 2
    assert [words for words in ON_PAPER if words not in text_of(paper)] == []
    printed = set_rows(text_of(paper))
    assert [time for time, _ in printed] == [time for time, _ in readings(table)]
    assert all(set(values) <= set(numbers) for values, (_, numbers) in zip(READINGS, printed, strict=True))


def test_a_chair_is_free_again_once_its_patient_has_left(clinic_of):
    nurse = clinic_of(lambda team: team.discharged())
    nurse.clicks(nurse.window.board_button)
    board = nurse.window.board_page
    (tile,) = board.leaving_tiles.values()
    assert (tile.chair_label.text(), tile.patient_label.text()) == ("Chair 1", "BERG, Anna")
    assert list(board.free_chairs) == ["Chair 2", "Chair 3"]

    nurse.clicks(tile)
    nurse.waits_until(lambda: nurse.view.isVisible())
    sees_the_patient_out(nurse, "Sister")
    nurse.clicks(nurse.window.board_button)
    nurse.waits_until(lambda: board.leaving_tiles == {})
    assert sorted(board.free_chairs) == ["Chair 1", "Chair 2", "Chair 3"]


def in_words(chart):
    """What the chart says, when and in which words. A clock in them depends on where the computer stands."""
    said = ((chart.t_text(entry.happened_at), describe(entry.event, chart)) for entry in chart.page)
    return [(at, re.sub(r"\d\d:\d\d", "hh:mm", words)) for at, words in said]


def verified(folder):
    store = open_to_read(folder, file_only=True)
    try:
        return str(verify(store))
    finally:
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
