"""Opening a session: two identifiers, nothing pre-filled, and a word when the patient has a session already."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from monitor.protocol import Approval
from sessions.requests import Opening
from tests.clinics import PROTOCOL, Team
from ui.preparing.new_session_page import LEFT, NewSessionPage
from ui.theme import DARK, apply_theme, tokens
from ui.widgets.draft import NEW_SESSION

ARROW_AND_EDGES_PX = 12 + 32 + 2


@pytest.fixture
def dressed():
    app = QApplication.instance()
    if tokens() is not DARK or not app.styleSheet():
        apply_theme(app, DARK)


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


FIELDS = ("surname_field", "given_field", "birth_date_field", "record_number_field")
HALF_TYPED = ("Ho", "Id", "3.12.", "MRN")


@pytest.fixture
def drafts(page):
    """What the page says is half-typed, by chair."""
    said = {}
    page.draft_edited.connect(lambda session, chair, text: said.update({(session, chair): text}))
    return said


def typed(page):
    return tuple(getattr(page, field).text() for field in FIELDS)


def again_with(qtbot, drafts, chair="Chair 2"):
    """The page after the program was started again."""
    page = NewSessionPage()
    qtbot.addWidget(page)
    page.display_protocols((PROTOCOL,))
    page.display(chair, 60)
    with qtbot.assertNotEmitted(page.draft_edited):
        page.restore({chair: text for (_, chair), text in drafts.items()})
    return page


def test_what_is_half_typed_comes_back_for_its_chair(qtbot, page, drafts):
    fill(qtbot, page, *HALF_TYPED)
    page.protocol_choice.activated.emit(0)
    assert list(drafts) == [(NEW_SESSION, "Chair 2")]

    again = again_with(qtbot, drafts)
    assert typed(again) == HALF_TYPED
    assert again.protocol_choice.currentIndex() == 0
    assert again.notice.text == LEFT
    qtbot.keyClicks(again.given_field, "a")
    assert again.notice.text == ""


def test_what_is_half_typed_for_one_chair_is_not_offered_for_another(qtbot, page, drafts):
    fill(qtbot, page, *HALF_TYPED)
    again = again_with(qtbot, drafts, "Chair 3")
    assert typed(again) == ("", "", "", "")
    assert again.notice.text == ""


def test_what_is_half_typed_waits_at_its_chair_while_another_is_filled(qtbot, page, drafts):
    fill(qtbot, page, *HALF_TYPED, protocol=False)
    page.display("Chair 3", 60)
    qtbot.keyClicks(page.surname_field, "Okafor")
    page.display("Chair 2", 60)
    assert typed(page) == HALF_TYPED
    page.display("Chair 3", 60)
    assert typed(page) == ("Okafor", "", "", "")
    assert all(drafts.values())


def test_what_is_being_typed_is_newer_than_what_was_left(qtbot, page, drafts):
    fill(qtbot, page, *HALF_TYPED, protocol=False)
    left = {chair: text for (_, chair), text in drafts.items()}
    page.surname_field.clear()
    qtbot.keyClicks(page.surname_field, "Berg")
    page.restore(left)
    assert page.surname_field.text() == "Berg"
    page.display("Chair 3", 60)
    page.display("Chair 2", 60)
    assert page.surname_field.text() == "Berg"


def test_its_draft_is_forgotten_when_the_session_is_opened_or_given_up(qtbot, page, drafts):
    fill(qtbot, page)
    with qtbot.waitSignal(page.submitted) as submitted:
        page.open_button.click()
    assert drafts[NEW_SESSION, "Chair 2"] != ""
    page.confirm(submitted.args[0])
    assert drafts[NEW_SESSION, "Chair 2"] == ""

    fill(qtbot, page)
    page.cancel_button.click()
    assert drafts[NEW_SESSION, "Chair 2"] == ""


def test_a_session_opened_while_another_chair_is_shown_empties_nothing_of_that_one(qtbot, page, drafts):
    fill(qtbot, page)
    with qtbot.waitSignal(page.submitted) as submitted:
        page.open_button.click()
    page.display("Chair 3", 60)
    qtbot.keyClicks(page.surname_field, "Okafor")
    page.confirm(submitted.args[0])
    assert page.surname_field.text() == "Okafor"
    assert drafts[NEW_SESSION, "Chair 2"] == ""
    assert page.open_button.isEnabled()


def test_an_opening_refused_while_another_chair_is_shown_says_whose_it_was_and_loses_nothing(qtbot, page):
    fill(qtbot, page)
    with qtbot.waitSignal(page.submitted) as submitted:
        page.open_button.click()
    page.display("Chair 3", 60)
    page.refuse(submitted.args[0], "The disk is full.")
    assert page.notice.text == "Chair 2: The disk is full."
    page.display("Chair 2", 60)
    assert page.surname_field.text() == "Holm"


@pytest.mark.parametrize("text", ["Holm", "{", "[]", '{"chair": "Chair 2"}', '{"protocol": "another, version 9"}'])
def test_a_draft_that_cannot_be_read_is_left_out(qtbot, text):
    again = again_with(qtbot, {(NEW_SESSION, "Chair 2"): text})
    assert typed(again) == ("", "", "", "")
    assert again.protocol_choice.currentIndex() == -1


APPROVED = replace(PROTOCOL, version=2, approval=Approval("Dr. Sol", datetime(2026, 11, 21, 8, tzinfo=UTC)))


def test_every_protocol_on_offer_says_its_version_and_whether_it_is_approved(page):
    page.display_protocols((APPROVED, PROTOCOL))
    choice = page.protocol_choice
    assert choice.itemText(0) == "Ketamine IV, 40 min, version 2 · approved"
    assert choice.itemText(1) == "Ketamine IV, 40 min, version 1 · not approved by this clinic"
    choice.setCurrentIndex(0)
    assert page.approval_notice.text == ""
    assert page.approval_label.text().startswith("Approved by Dr. Sol, 21.11.2026")


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(
    "by", ["Dr Cora Clinician", "Dr Alexandra Wilhelmina Okonkwo-Fitzgerald-Hohenstein of the Ambulatory"]
)
def test_who_approved_the_chosen_protocol_and_when_is_never_cut(qtbot, page, by):
    approved = replace(APPROVED, approval=replace(APPROVED.approval, by=by))
    page.display_protocols((approved, PROTOCOL))
    page.resize(1280, 752)
    page.show()
    assert not page.approval_label.isVisible()
    page.protocol_choice.setCurrentIndex(0)
    said = page.approval_label
    qtbot.waitUntil(said.isVisible)
    assert by in said.text()
    assert "21.11.2026" in said.text()
    wrapped = QRect(0, 0, said.width(), 0), Qt.TextFlag.TextWordWrap, said.text()
    qtbot.waitUntil(lambda: said.rect().contains(said.fontMetrics().boundingRect(*wrapped)))
    for index in range(2):
        page.protocol_choice.setCurrentIndex(index)
        room = page.protocol_choice.width() - ARROW_AND_EDGES_PX
        assert page.protocol_choice.fontMetrics().horizontalAdvance(page.protocol_choice.currentText()) <= room
    assert not said.isVisible()


def test_the_protocol_chosen_stays_chosen_while_others_are_approved(qtbot, page):
    fill(qtbot, page)
    other = replace(APPROVED, id="other", title="Other")
    page.display_protocols((other, PROTOCOL))
    assert page.protocol_choice.currentText().startswith("Ketamine IV, 40 min, version 1")
    assert page.notice.text == ""


def test_a_protocol_that_is_approved_anew_while_it_is_chosen_must_be_chosen_again(qtbot, page):
    fill(qtbot, page)
    page.display_protocols((APPROVED,))
    assert page.protocol_choice.currentIndex() == -1
    assert page.notice.text == (
        "Ketamine IV, 40 min, version 1, is not as it was when it was chosen. Choose the protocol again."
    )
    with qtbot.assertNotEmitted(page.submitted, wait=10):
        page.open_button.click()
    assert page.surname_field.text() == "Holm"


def test_enter_goes_from_field_to_field_and_opens_once_all_is_there(qtbot, page):
    page.show()
    page.surname_field.setFocus()
    texts = ("Holm", "Ida", "3.12.1975", "MRN 1")
    fields = (page.surname_field, page.given_field, page.birth_date_field, page.record_number_field)
    with qtbot.assertNotEmitted(page.submitted):
        for field, text in zip(fields, texts, strict=True):
            assert page.focusWidget() is field
            qtbot.keyClicks(field, text)
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert page.focusWidget() is page.protocol_choice
        qtbot.keyClick(page.protocol_choice, Qt.Key.Key_Return)
    assert page.notice.text == ""
    page.protocol_choice.setCurrentIndex(0)
    with qtbot.waitSignal(page.submitted) as submitted:
        qtbot.keyClick(page.protocol_choice, Qt.Key.Key_Return)
    assert submitted.args[0].opened.patient.record_number == "MRN 1"
