"""Who may change staff and chairs, and how."""

import pytest
from PySide6.QtCore import Qt

from monitor.staff import Role, Staff
from sessions.requests import AddingChair, ChangingPin, Joining, Leaving
from sessions.staff import Member, Roster
from ui.admin.admin_page import AdminPage

ERIK = Staff("erik", "Erik Holm", Role.ADMINISTRATOR)
ANNA = Staff("anna", "Anna Lind", Role.NURSE)
ZOE = Staff("zoe", "Zoe Former", Role.NURSE)
ROSTER = Roster((Member(ZOE, "", active=False), Member(ERIK, ""), Member(ANNA, "")), ("Chair 1", "Chair 2"))


@pytest.fixture
def admin(qtbot):
    made = AdminPage()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.display(ROSTER)
    made.display_staff(ERIK)
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill_new_member(admin, qtbot, *, name="Bea Okafor", role=Role.NURSE, pin="2580", again="2580"):
    form = admin.joining_form
    qtbot.keyClicks(form.name_field, name)
    form.role_choice.setCurrentIndex(form.role_choice.findData(role) if role else -1)
    qtbot.keyClicks(form.new_pin.pin_field, pin)
    qtbot.keyClicks(form.new_pin.again_field, again)
    return form


def sent(admin, qtbot, button):
    with qtbot.waitSignal(admin.submitted) as submitted:
        press(qtbot, button)
    return submitted.args[0]


def test_the_list_has_names_roles_and_who_left(admin):
    said = {id: (e.name_label.text(), e.role_label.text()) for id, e in admin.staff_entries.entries.items()}
    assert said == {
        "erik": ("Erik Holm", "administrator"),
        "anna": ("Anna Lind", "nurse"),
        "zoe": ("Zoe Former", "nurse, left"),
    }
    entries = admin.staff_entries.entries
    assert not entries["zoe"].leave_button.isVisible()
    assert entries["anna"].y() < entries["zoe"].y()
    assert admin.chairs_form.chairs_label.text() == "Chair 1 · Chair 2"


def test_a_new_member_joins_with_name_role_and_pin(admin, qtbot):
    form = fill_new_member(admin, qtbot)
    request = sent(admin, qtbot, form.add_button)
    assert request == Joining("Bea Okafor", Role.NURSE, "2580")

    admin.confirm(request)
    assert form.name_field.text() == ""
    assert form.role_choice.currentIndex() == -1


def test_no_role_is_chosen_for_anybody(admin):
    assert admin.joining_form.role_choice.currentIndex() == -1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Type the name."),
        ({"role": None}, "Choose a role."),
        ({"again": "2581"}, "The two PINs differ: type both again."),
    ],
)
def test_what_is_lacking_of_a_new_member_is_said_inline(admin, qtbot, wrong, sentence):
    form = fill_new_member(admin, qtbot, **wrong)
    with qtbot.assertNotEmitted(admin.submitted):
        press(qtbot, form.add_button)
    assert form.notice.text == sentence


def test_enter_in_the_name_goes_to_the_pin(admin, qtbot):
    form = admin.joining_form
    qtbot.keyClicks(form.name_field, "Bea Okafor")
    qtbot.keyClick(form.name_field, Qt.Key.Key_Return)
    assert admin.focusWidget() is form.new_pin.pin_field


def test_two_pins_that_differ_are_forgotten_and_typed_again_from_the_first(admin, qtbot):
    form = fill_new_member(admin, qtbot, again="2581")
    press(qtbot, form.add_button)
    pins = form.new_pin
    assert (pins.pin_field.text(), pins.again_field.text()) == ("", "")
    assert admin.focusWidget() is pins.pin_field
    assert form.name_field.text() == "Bea Okafor"
    assert form.notice.text == "The two PINs differ: type both again."
    for keys in ("2580\r", "2580"):
        qtbot.keyClicks(admin.focusWidget(), keys)
    assert sent(admin, qtbot, form.add_button) == Joining("Bea Okafor", Role.NURSE, "2580")


def test_a_refused_member_stays_in_the_form(admin, qtbot):
    form = fill_new_member(admin, qtbot, name="Anna Lind")
    request = sent(admin, qtbot, form.add_button)
    admin.refuse(Joining("Anna Lind", Role.NURSE, "2580"), "another one's refusal")
    assert form.notice.text == ""
    admin.refuse(request, "There is already Anna Lind.")
    assert form.notice.text == "There is already Anna Lind."
    assert form.name_field.text() == "Anna Lind"


def test_a_new_pin_is_typed_twice_in_the_line_of_its_owner(admin, qtbot):
    entry = admin.staff_entries.entries["anna"]
    press(qtbot, entry.new_pin_button)
    qtbot.keyClicks(entry.new_pin.pin_field, "1470")
    press(qtbot, entry.keep_pin_button)
    assert entry.notice.text == "Type the same PIN again in the second field."

    qtbot.keyClicks(entry.new_pin.again_field, "1470")
    request = sent(admin, qtbot, entry.keep_pin_button)
    assert request == ChangingPin("anna", "1470")
    admin.confirm(request)
    assert not entry.keep_pin_button.isVisible()


def test_leaving_is_asked_once_more(admin, qtbot):
    entry = admin.staff_entries.entries["anna"]
    with qtbot.assertNotEmitted(admin.submitted):
        press(qtbot, entry.leave_button)
    assert "Anna Lind" in entry.sure_label.text()
    assert entry.sure_label.isVisible()
    assert sent(admin, qtbot, entry.sure_button) == Leaving("anna")


def test_leaving_can_be_given_up(admin, qtbot):
    entry = admin.staff_entries.entries["anna"]
    press(qtbot, entry.leave_button)
    press(qtbot, entry.cancel_button)
    assert not entry.sure_button.isVisible()


def test_a_refused_leaving_says_why_in_its_line(admin, qtbot):
    entry = admin.staff_entries.entries["erik"]
    press(qtbot, entry.leave_button)
    admin.refuse(sent(admin, qtbot, entry.sure_button), "Erik Holm is the only administrator.")
    assert entry.notice.text == "Erik Holm is the only administrator."
    assert admin.staff_entries.entries["anna"].notice.text == ""


def test_a_chair_is_added_by_name(admin, qtbot):
    form = admin.chairs_form
    qtbot.keyClicks(form.name_field, "Chair 3")
    with qtbot.waitSignal(admin.submitted) as submitted:
        qtbot.keyClick(form.name_field, Qt.Key.Key_Return)
    assert submitted.args == [AddingChair("Chair 3")]
    assert form.name_field.text() == "Chair 3"
    admin.confirm(submitted.args[0])
    assert form.name_field.text() == ""


def test_a_chair_without_a_name_is_not_sent(admin, qtbot):
    with qtbot.assertNotEmitted(admin.submitted):
        press(qtbot, admin.chairs_form.add_button)
    assert admin.chairs_form.notice.text == "Type the name of the chair."


@pytest.mark.parametrize(("staff", "who"), [(ANNA, "Anna Lind is signed in as nurse"), (None, "nobody is signed in")])
def test_for_anybody_else_everything_is_disabled_and_the_page_says_why(admin, staff, who):
    admin.display_staff(staff)
    assert admin.notice.text == f"Only an administrator changes staff and chairs; {who}."
    assert not admin.joining_form.add_button.isEnabled()
    assert not admin.chairs_form.name_field.isEnabled()
    assert not admin.staff_entries.entries["anna"].leave_button.isEnabled()

    admin.display_staff(ERIK)
    assert admin.notice.text == ""
    assert admin.chairs_form.name_field.isEnabled()


def test_a_half_typed_pin_outlives_a_new_display(admin, qtbot):
    entry = admin.staff_entries.entries["anna"]
    press(qtbot, entry.new_pin_button)
    qtbot.keyClicks(entry.new_pin.pin_field, "14")
    admin.display(Roster((*ROSTER.everyone, Member(Staff("bea", "Bea", Role.NURSE), "")), ROSTER.chairs))
    assert admin.staff_entries.entries["anna"] is entry
    assert entry.new_pin.pin_field.text() == "14"


def test_after_somebody_joined_the_next_name_can_be_typed(admin, qtbot):
    form = fill_new_member(admin, qtbot)
    request = sent(admin, qtbot, form.add_button)
    admin.confirm(request)
    assert admin.focusWidget() is form.name_field
