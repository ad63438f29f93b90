"""Signing in by name and PIN, and the very first start."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from monitor.staff import Role, Staff
from sessions.requests import Joining, SigningIn
from sessions.staff import Member, Roster
from ui.signin.sign_in_page import SignInPage

ANNA = Staff("anna", "Anna Lind", Role.NURSE)
BEA = Staff("bea", "Bea Okafor", Role.NURSE)
CLARA = Staff("clara", "Dr. Clara Weiss", Role.CLINICIAN)
GONE = Staff("zoe", "Zoe Former", Role.NURSE)
ROSTER = Roster((*(Member(staff, "") for staff in (ANNA, BEA, CLARA)), Member(GONE, "", active=False)))


@pytest.fixture
def page(qtbot):
    made = SignInPage()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def full(page):
    page.display(ROSTER)
    page.staff_list.search_field.setFocus()
    return page


def shown(page):
    return [row.staff for row in page.staff_list.rows if row.isVisible()]


def test_only_who_works_here_is_listed_and_nobody_is_chosen(full):
    assert shown(full) == [ANNA, BEA, CLARA]
    assert full.staff_list.who is None
    assert not full.pin_card.pin_field.isEnabled()


@pytest.mark.parametrize(
    ("letters", "found"), [("b", [BEA]), ("weiss", [CLARA]), ("cl we", [CLARA]), ("lind an", [ANNA]), ("x", [])]
)
def test_letters_find_whose_names_begin_with_them(full, qtbot, letters, found):
    qtbot.keyClicks(full.staff_list.search_field, letters)
    assert shown(full) == found
    assert full.staff_list.nobody_label.isVisible() is (not found)


def test_keys_alone_choose_a_name_and_send_its_pin(full, qtbot):
    qtbot.keyClicks(full.staff_list.search_field, "clara")
    qtbot.keyClick(full.staff_list.search_field, Qt.Key.Key_Return)
    assert full.pin_card.name_label.text() == "Dr. Clara Weiss"

    qtbot.keyClicks(full.pin_card.pin_field, "2580")
    with qtbot.waitSignal(full.submitted) as submitted:
        qtbot.keyClick(full.pin_card.pin_field, Qt.Key.Key_Return)
    assert submitted.args == [SigningIn("clara", "2580")]


def test_taps_alone_choose_a_name_and_send_its_pin(full, qtbot):
    card = full.pin_card
    assert not card.keypad.isEnabled()
    qtbot.mouseClick(full.staff_list.rows[2], Qt.MouseButton.LeftButton)
    for digit in (2, 5, 8, 0):
        qtbot.mouseClick(card.keypad.digit_buttons[digit], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(full.submitted) as submitted:
        qtbot.mouseClick(card.sign_in_button, Qt.MouseButton.LeftButton)
    assert submitted.args == [SigningIn("clara", "2580")]


def test_an_arrow_and_enter_choose_a_row(full, qtbot):
    qtbot.keyClick(full.staff_list.search_field, Qt.Key.Key_Down)
    first = full.staff_list.rows[0]
    qtbot.keyClick(first, Qt.Key.Key_Down)
    qtbot.keyClick(full.staff_list.rows[1], Qt.Key.Key_Return)
    assert full.staff_list.who == BEA


def test_letters_typed_on_a_row_go_to_the_search(full, qtbot):
    qtbot.keyClicks(full.staff_list.rows[0], "b")
    assert shown(full) == [BEA]


def test_enter_in_an_empty_search_chooses_nobody(full, qtbot):
    qtbot.keyClick(full.staff_list.search_field, Qt.Key.Key_Return)
    assert full.staff_list.who is None


def test_a_pin_half_typed_for_one_person_is_never_sent_for_another(full, qtbot):
    qtbot.mouseClick(full.staff_list.rows[0], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(full.pin_card.pin_field, "25")
    qtbot.mouseClick(full.staff_list.rows[1], Qt.MouseButton.LeftButton)
    assert full.pin_card.pin_field.text() == ""


def test_no_pin_sends_nothing(full, qtbot):
    qtbot.mouseClick(full.staff_list.rows[0], Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(full.submitted):
        qtbot.keyClick(full.pin_card.pin_field, Qt.Key.Key_Return)


def test_a_refusal_is_shown_and_the_same_person_may_try_again(full, qtbot):
    sent = sign_in(full, qtbot)

    full.refuse(sent, "This is not the PIN of Anna Lind.")
    assert full.pin_card.notice.text == "This is not the PIN of Anna Lind."
    assert full.staff_list.who == ANNA
    assert sign_in(full, qtbot, pin="1357").pin == "1357"


def test_an_answer_to_somebody_elses_request_changes_nothing(full, qtbot):
    sign_in(full, qtbot)
    twin = SigningIn("anna", "2580")
    full.refuse(twin, "This is not the PIN of Anna Lind.")
    full.confirm(twin)
    assert full.pin_card.notice.text == ""
    assert full.staff_list.who == ANNA


def test_after_signing_in_the_page_is_as_new(full, qtbot):
    full.confirm(sign_in(full, qtbot))
    assert full.staff_list.who is None
    assert full.staff_list.search_field.text() == ""
    assert full.pin_card.pin_field.text() == ""


def test_a_second_pin_is_not_sent_while_the_first_is_being_checked(full, qtbot):
    sign_in(full, qtbot)
    qtbot.keyClicks(full.pin_card.pin_field, "2580")
    with qtbot.assertNotEmitted(full.submitted):
        qtbot.keyClick(full.pin_card.pin_field, Qt.Key.Key_Return)


def test_a_new_roster_keeps_the_rows_and_the_choice(full, qtbot):
    rows = list(full.staff_list.rows)
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    full.display(Roster((*ROSTER.everyone, Member(Staff("d", "David", Role.NURSE), ""))))
    assert full.staff_list.rows[:3] == rows
    assert full.staff_list.who == BEA


def test_whoever_leaves_while_chosen_is_asked_for_no_pin(full, qtbot):
    qtbot.mouseClick(full.staff_list.rows[0], Qt.MouseButton.LeftButton)
    full.display(Roster(ROSTER.everyone[1:]))
    assert not full.pin_card.pin_field.isEnabled()


def test_before_the_record_was_looked_at_nobody_is_asked_for_anything(page):
    assert not page.first_start.isVisible()
    assert not page.staff_list.isVisible()


def test_where_nobody_works_the_first_administrator_is_made(page, qtbot):
    page.display(Roster())
    form = page.first_start
    assert form.isVisible()
    qtbot.keyClicks(form.name_field, "Erik Holm")
    qtbot.keyClicks(form.new_pin.pin_field, "2580")
    qtbot.keyClicks(form.new_pin.again_field, "2580")
    with qtbot.waitSignal(page.submitted) as submitted:
        qtbot.keyClick(form.new_pin.again_field, Qt.Key.Key_Return)
    assert submitted.args == [Joining("Erik Holm", Role.ADMINISTRATOR, "2580")]

    page.refuse(submitted.args[0], "A PIN is 4 to 8 digits.")
    assert form.name_field.text() == "Erik Holm"
    assert form.notice.text == "A PIN is 4 to 8 digits."


@pytest.mark.parametrize(
    ("name", "pin", "again", "sentence"),
    [
        ("Erik", "2580", "2581", "The two PINs differ: type both again."),
        ("Erik", "2580", "", "Type the same PIN again in the second field."),
        ("Erik", "", "", "Type a PIN."),
        (" ", "2580", "2580", "Type the name of the administrator."),
    ],
)
def test_the_first_administrator_is_refused_inline(page, qtbot, name, pin, again, sentence):
    form = page.first_start
    for field, text in ((form.name_field, name), (form.new_pin.pin_field, pin), (form.new_pin.again_field, again)):
        qtbot.keyClicks(field, text)
    with qtbot.assertNotEmitted(page.submitted):
        qtbot.mouseClick(form.join_button, Qt.MouseButton.LeftButton)
    assert form.notice.text == sentence


def test_the_list_takes_the_place_of_the_form_once_somebody_works_here(full):
    assert not full.first_start.isVisible()
    assert full.staff_list.isVisible()


def test_a_demonstration_says_which_pins_it_takes(full):
    assert not full.hint_label.isVisible()
    full.display_hint("Anna Lind 2580")
    assert full.hint_label.isVisible()


def test_the_sign_in_screen_imports_nothing_slow():
    slow = ["pyqtgraph", "pandas", "numpy", "reportlab", "keyring"]
    asked = f"import sys, ui.signin.sign_in_page, ui.board.board_page; print([m for m in {slow} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def sign_in(page, qtbot, pin="2580"):
    qtbot.mouseClick(page.staff_list.rows[0], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.pin_card.pin_field, pin)
    with qtbot.waitSignal(page.submitted) as submitted:
        qtbot.mouseClick(page.pin_card.sign_in_button, Qt.MouseButton.LeftButton)
    return submitted.args[0]


def test_the_first_key_goes_where_whoever_comes_has_to_type(qtbot, page):
    page.display(Roster())
    assert page.focusWidget() is page.first_start.name_field
    page.first_start.new_pin.pin_field.setFocus()
    page.display(ROSTER)
    assert page.focusWidget() is page.staff_list.search_field
    page.staff_list.choose(ANNA)
    page.display(ROSTER)
    assert page.focusWidget() is page.pin_card.pin_field
    page.hide()
    page.show()
    assert page.focusWidget() is page.staff_list.search_field
