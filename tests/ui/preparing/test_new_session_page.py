"""Opening a session: two identifiers, nothing pre-filled, and a word when the patient has a session already."""

from datetime import date

import pytest

from sessions.requests import Opening
from tests.clinics import PROTOCOL, Team
from ui.preparing.new_session_page import NewSessionPage


@pytest.fixture
def page(qtbot):
    page = NewSessionPage()
    qtbot.addWidget(page)
    page.display_protocols((PROTOCOL,))
    page.display("Chair 2", 60)
    return page


def fill(qtbot, page, surname="Holm", given="Ida", born="3.12.1975", record="MRN 1", *, protocol=True):
    for field, text in (
        (page.surname_field, surname),
        (page.given_field, given),
        (page.birth_date_field, born),
        (page.record_number_field, record),
    ):
        field.clear()
        qtbot.keyClicks(field, text)
    if protocol:
        page.protocol_choice.setCurrentIndex(0)


def test_nothing_is_filled_in_and_no_protocol_is_chosen(page):
    fields = (page.surname_field, page.given_field, page.birth_date_field, page.record_number_field)
    assert [field.text() for field in fields] == ["", "", "", ""]
    assert page.protocol_choice.currentIndex() == -1
    assert page.title_label.text() == "New session · Chair 2"


def test_the_opening_says_who_where_and_by_which_protocol(qtbot, page):
    fill(qtbot, page)
    with qtbot.waitSignal(page.submitted) as submitted:
        page.open_button.click()
    opened = submitted.args[0].opened
    assert isinstance(submitted.args[0], Opening)
    assert (opened.patient.name, opened.patient.birth_date) == ("HOLM, Ida", date(1975, 12, 3))
    assert (opened.chair, opened.protocol, opened.utc_offset_min) == ("Chair 2", PROTOCOL, 60)


def test_an_unapproved_protocol_is_said_to_be_one(page):
    assert page.approval_notice.text == ""
    page.protocol_choice.setCurrentIndex(0)
    assert page.approval_notice.text.endswith("is not approved by this clinic.")


def test_the_birth_date_is_read_back_in_words(qtbot, page):
    qtbot.keyClicks(page.birth_date_field, "3.12.1975")
    assert page.birth_date_label.text() == "3 December 1975"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("3/12/1975", "“3/12/1975” is not read as a date. Type day.month.year, or year-month-day."),
        ("31.2.1975", "There is no day 31.2.1975 in the calendar."),
        ("", "The birth date is needed: it is one of the two identifiers."),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_in_words_and_stays(qtbot, page, typed, sentence):
    fill(qtbot, page, born=typed)
    with qtbot.assertNotEmitted(page.submitted, wait=10):
        page.open_button.click()
    assert page.notice.text == sentence
    assert page.birth_date_field.text() == typed
    assert page.surname_field.text() == "Holm"


def test_a_protocol_must_be_chosen(qtbot, page):
    fill(qtbot, page, protocol=False)
    with qtbot.assertNotEmitted(page.submitted, wait=10):
        page.open_button.click()
    assert page.notice.text == "Choose the protocol."


@pytest.mark.parametrize(
    ("surname", "given", "born", "record", "said"),
    [
        ("Holm", "Ida", "3.12.1975", "mrn  00417", "record MRN 00417"),
        ("berg", "ANNA", "29.2.1980", "MRN 9", "born 29.02.1980"),
    ],
)
def test_a_patient_with_an_open_session_is_named(qtbot, page, surname, given, born, record, said):
    team = Team()
    team.opens()
    fill(qtbot, page, surname, given, born, record)
    page.display_overview(team.clinic.overview())
    assert page.duplicate_notice.text == f"A session of BERG, Anna ({said}) is open already (Chair 1)."


def test_the_same_name_with_another_birth_date_is_another_patient(qtbot, page):
    team = Team()
    team.opens()
    page.display_overview(team.clinic.overview())
    fill(qtbot, page, "Berg", "Anna", "1.3.1980", "MRN 9")
    assert page.duplicate_notice.text == ""


def test_the_form_is_emptied_when_its_own_request_was_kept(qtbot, page):
    fill(qtbot, page)
    with qtbot.waitSignal(page.submitted) as submitted:
        page.open_button.click()
    page.confirm(Opening(submitted.args[0].opened))
    assert page.surname_field.text() == "Holm"
    page.confirm(submitted.args[0])
    assert page.surname_field.text() == ""
    assert page.protocol_choice.currentIndex() == -1


def test_a_refused_opening_says_why_and_can_be_sent_again(qtbot, page):
    fill(qtbot, page, record="")
    with qtbot.waitSignal(page.submitted) as submitted:
        page.open_button.click()
    page.refuse(submitted.args[0], "The record number is needed.")
    assert page.notice.text == "The record number is needed."
    assert page.given_field.text() == "Ida"
    assert page.open_button.isEnabled()


def test_what_was_typed_for_another_chair_is_not_carried_over(qtbot, page):
    fill(qtbot, page)
    page.display("Chair 2", 60)
    assert page.surname_field.text() == "Holm"
    page.display("Chair 3", 60)
    assert page.surname_field.text() == ""


def test_going_back_empties_the_form(qtbot, page):
    fill(qtbot, page)
    with qtbot.waitSignal(page.cancelled):
        page.cancel_button.click()
    assert page.surname_field.text() == ""
