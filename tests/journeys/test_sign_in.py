"""Whoever comes to the screen may type at once."""


def test_a_name_may_be_typed_right_after_the_start(nurse):
    assert nurse.window.focusWidget() is nurse.window.sign_in_page.staff_list.search_field


def test_a_name_may_be_typed_right_after_somebody_signed_out(nurse):
    nurse.signs_in("nora")
    nurse.clicks(nurse.window.sign_out_button)
    assert nurse.window.focusWidget() is nurse.window.sign_in_page.staff_list.search_field
