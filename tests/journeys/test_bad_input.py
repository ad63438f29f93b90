"""Bad input through the real window: one sentence with the value in it, nothing typed is lost, nothing half kept."""

import pytest
from PySide6.QtCore import Qt

from monitor.vitals import Vital
from tests.clinics import PINS
from tests.journeys.steps import answer_to, kept, newest


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("142/88 760 97", "Heart rate 760 /min is not believable (between 20 and 300 /min)."),
        ("1180/88", "Systolic 1180 mmHg is not believable (between 30 and 300 mmHg)."),
        ("88/142 76 97", "Diastolic 142 mmHg is not below systolic 88 mmHg."),
        ("142/88 76 97 200L", "Oxygen 200 L/min is not believable (between 0 and 70)."),
        ("142/88 dizzy9", "dizzy9: how severe? dizzy1 mild, dizzy2 moderate, dizzy3 severe (dizzy0 ended)."),
        ("142", "142 stands alone: write p142 for heart rate."),
        ("23:50 142/88", "23:50 has not come yet: it is 13:10."),
        ("10:00 142/88", "10:00 is before 13:00: nothing is charted before that."),
        ("-11 142/88", "-11 (12:59) is before 13:00: nothing is charted before that."),
        ("t98.6", "Temperature 98.6 is not believable in °C; in Fahrenheit it is 37.0 °C."),
        ("", "Nothing is typed yet."),
    ],
)
def test_what_cannot_be_is_refused_with_its_value_and_stays_in_the_line(chairside, entry_line, line, sentence):
    before = kept(chairside)
    assert answer_to(chairside, line) == sentence
    assert entry_line.line.text() == line
    assert not entry_line.line.isReadOnly()
    assert kept(chairside) == before


def test_an_unknown_word_is_named_and_marked_in_the_line(chairside, entry_line):
    assert answer_to(chairside, "142/88 blorp 97").startswith("blorp is not understood")
    assert entry_line.line.selectedText() == "blorp"
    assert entry_line.line.text() == "142/88 blorp 97"
    assert len(chairside.chart.sets) == 1


def test_a_refused_line_is_kept_once_it_is_mended(chairside, entry_line):
    assert answer_to(chairside, "142/88 760 97").startswith("Heart rate 760 /min is not believable")
    entry_line.line.setSelection(len("142/88 "), len("760"))
    chairside.takes("76")
    assert entry_line.line.text() == ""
    assert newest(chairside, Vital.HEART_RATE) == 76


def test_an_unusual_value_is_asked_once_and_kept_as_confirmed(chairside, entry_line):
    before = kept(chairside)
    question = "Systolic 225 mmHg is unusual (usually between 70 and 220 mmHg). Is it right?"
    assert answer_to(chairside, "225/110 76 97").startswith(question)
    assert kept(chairside) == before
    chairside.keeps(lambda: chairside.presses("\r"))
    assert chairside.chart.sets[-1].confirmed == ("systolic",)
    assert entry_line.line.text() == ""


def test_an_unusual_value_that_was_a_slip_is_not_kept(chairside, entry_line):
    assert answer_to(chairside, "225/110 76 97").startswith("Systolic 225 mmHg is unusual")
    chairside.qtbot.keyClick(entry_line.line, Qt.Key.Key_Escape)
    assert entry_line.notice.text == ""
    assert entry_line.line.text() == "225/110 76 97"
    assert len(chairside.chart.sets) == 1


def test_a_question_answered_is_asked_anew_when_the_value_is_another(chairside):
    assert answer_to(chairside, "225/110").startswith("Systolic 225 mmHg is unusual")
    assert "SpO2 84 % is unusual" in answer_to(chairside, " s84")
    assert len(chairside.chart.sets) == 1


def test_degrees_fahrenheit_are_offered_in_celsius_and_taken_with_one_key(chairside, entry_line):
    assert answer_to(chairside, "t98.6").endswith("in Fahrenheit it is 37.0 °C.")
    assert entry_line.offer_button.text() == "Use t37.0  F2"
    chairside.qtbot.keyClick(entry_line.line, Qt.Key.Key_F2)
    assert entry_line.line.text() == "t37.0"
    chairside.keeps(lambda: chairside.presses("\r"))
    assert newest(chairside, Vital.TEMPERATURE) == 37.0


def test_a_set_for_a_discharged_patient_is_refused(clinic_of):
    nurse = clinic_of(lambda team: team.discharged())
    signed = nurse.chart.time_text(nurse.chart.discharge.happened_at)
    nurse.goes_to("Chairside")
    before = kept(nurse)
    sentence = f"The chart was signed at {signed}: from now on only an addendum can be written."
    assert answer_to(nurse, "142/88 76 97") == sentence
    assert nurse.view.chairside.entry_line.line.text() == "142/88 76 97"
    assert not nurse.view.chairside.entry_line.line.isReadOnly()
    assert kept(nurse) == before


@pytest.fixture
def at_sign_in(nurse):
    """Nora's card is open, and nobody is signed in."""
    (row,) = [row for row in nurse.window.sign_in_page.staff_list.rows if row.staff.id == "nora"]
    nurse.clicks(row)
    return nurse


def answer_to_pin(nurse, pin):
    """What is said to a PIN: a sentence, or nothing if somebody is signed in by it."""
    card = nurse.window.sign_in_page.pin_card
    nurse.types(card.pin_field, pin)
    nurse.presses("\r")
    nurse.waits_until(lambda: card.notice.text != "" or nurse.window.live.staff is not None)
    return card.notice.text


def test_a_wrong_pin_is_said_and_before_the_lock_how_many_are_left(at_sign_in):
    assert [answer_to_pin(at_sign_in, "0001") for _ in range(4)] == [
        "This is not the PIN of Nora.",
        "This is not the PIN of Nora.",
        "This is not the PIN of Nora. Two more wrong ones lock this person out for 5 min.",
        "This is not the PIN of Nora. One more wrong one locks this person out for 5 min.",
    ]


def test_after_five_wrong_pins_in_a_row_even_the_right_one_waits_five_minutes(at_sign_in):
    for _ in range(5):
        assert answer_to_pin(at_sign_in, "0001").startswith("This is not the PIN of Nora.")
    locked = "Nora is locked after 5 wrong PINs in a row. Try again in 5 min."
    assert answer_to_pin(at_sign_in, "0001") == locked
    assert answer_to_pin(at_sign_in, PINS["nora"]) == locked
    assert at_sign_in.window.live.staff is None
    assert not at_sign_in.window.bar.isVisible()

    at_sign_in.waits(minutes=5)
    assert answer_to_pin(at_sign_in, PINS["nora"]) == ""
    assert at_sign_in.window.live.staff.name == "Nora"
