"""The same set by touch."""

import json

import pytest
from PySide6.QtCore import Qt

from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import SESSION, baseline, minute, running_page, vitals
from tests.ui.keys import hold_enter
from ui.chairside.vitals_form import AIR, LITRES, VitalsForm


@pytest.fixture
def form(qtbot):
    made = VitalsForm()
    qtbot.addWidget(made)
    made.display(take_snapshot(running_page(), minute(20)))
    made.show()
    return made


def fill(qtbot, form, **values):
    for key, text in values.items():
        qtbot.keyClicks(form.fields[Vital.of(key)].field, text)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def beneath(form, key):
    """What is said beneath a field, and in which look."""
    shown = form.fields[Vital.of(key)].limits_label
    return shown.text().replace("\u00a0", " "), shown.property("look")


def kept_by(qtbot, form):
    with qtbot.waitSignal(form.submitted) as submitted:
        press(qtbot, form.keep_button)
    return submitted.args[0]


def test_a_filled_form_is_one_set_in_the_session_shown(qtbot, form):
    fill(qtbot, form, systolic="142", diastolic="88", temperature="36,8")
    press(qtbot, form.sedation.buttons[0])
    request = kept_by(qtbot, form)
    (taken,) = request.events
    assert request.session == SESSION
    assert {r.vital: r.value for r in taken.vitals.readings} == {
        Vital.SYSTOLIC: 142,
        Vital.DIASTOLIC: 88,
        Vital.TEMPERATURE: 36.8,
        Vital.SEDATION: 5,
    }


@pytest.mark.parametrize(
    ("typed", "meaning", "said"),
    [
        ("-2", "light sedation · ▲ caution: at or below -2", "Agitation (RASS) -2"),
        ("1", "restless · ● advisory: at or above +1", "Agitation (RASS) +1"),
        ("-0", "alert and calm", "Agitation (RASS) 0"),
    ],
)
def test_rass_says_what_it_means_and_is_charted(qtbot, form, typed, meaning, said):
    fill(qtbot, form, agitation=typed)
    assert beneath(form, "agitation")[0] == meaning
    (taken,) = kept_by(qtbot, form).events
    assert [str(reading) for reading in taken.vitals.readings] == [said]


def test_what_a_value_would_raise_is_said_beneath_it_before_it_is_kept(qtbot, form):
    fill(qtbot, form, systolic="186", diastolic="88", heart_rate="112")
    assert beneath(form, "systolic") == ("◆ critical: at or above 180", "small-critical")
    assert beneath(form, "heart_rate") == ("▲ caution: at or above 110", "small-caution")
    assert beneath(form, "diastolic") == ("advisory from 95, critical below 50", "small")


def test_of_a_number_that_is_still_being_typed_nothing_is_said(qtbot, form):
    limits = beneath(form, "heart_rate")
    for typed in ("1", "11"):
        form.fields[Vital.HEART_RATE].field.setText(typed)
        assert beneath(form, "heart_rate") == limits
    form.fields[Vital.HEART_RATE].field.setText("112")
    assert beneath(form, "heart_rate")[1] == "small-caution"
    form.fields[Vital.HEART_RATE].field.clear()
    assert beneath(form, "heart_rate") == limits


def test_a_low_score_of_alertness_says_what_it_would_raise_beside_its_name(qtbot, form):
    press(qtbot, form.sedation.buttons[3])
    assert form.sedation_label.text() == "MOAA/S  ◆ critical"
    press(qtbot, form.sedation.buttons[0])
    assert form.sedation_label.text() == "MOAA/S"


def test_a_change_from_the_baseline_is_judged_too(qtbot, form):
    fill(qtbot, form, spo2="94")
    press(qtbot, form.oxygen.buttons[AIR])
    assert beneath(form, "spo2") == ("▲ caution: 4 points or more below baseline", "small-caution")


@pytest.mark.parametrize("typed", ["", "-", "-7", "2.5"])
def test_what_is_no_score_of_rass_has_no_meaning(qtbot, form, typed):
    field = form.fields[Vital.AGITATION]
    limits = field.limits_label.text()
    fill(qtbot, form, agitation=typed)
    assert field.limits_label.text() == limits == "advisory from +1, advisory at -1 or less"


def test_a_rass_that_is_not_believable_is_said_beside_it(qtbot, form):
    fill(qtbot, form, agitation="-6")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert form.fields[Vital.AGITATION].problem == "Agitation (RASS) -6 is not believable (between -5 and +4)."


def test_an_empty_form_cannot_be_submitted(qtbot, form):
    assert not form.keep_button.isEnabled()
    assert form.keep_button.toolTip() == "There is no reading in this set."
    qtbot.keyClick(form.fields[Vital.SYSTOLIC].field, Qt.Key.Key_Return)
    assert not form.notice.isVisible()


def test_each_field_says_where_in_range_ends(form):
    assert form.fields[Vital.SYSTOLIC].limits_label.text() == "advisory from 150, critical below 90"
    assert form.fields[Vital.MEAN].limits_label.text() == "no limits in this protocol"


def test_what_is_not_believable_is_said_beside_its_field_and_stays(qtbot, form):
    fill(qtbot, form, systolic="1180", spo2="97")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert "Systolic 1180 mmHg is not believable" in form.fields[Vital.SYSTOLIC].problem
    assert form.fields[Vital.SPO2].problem == ""
    assert form.fields[Vital.SYSTOLIC].field.text() == "1180"


def test_what_contradicts_itself_is_said_for_the_set(qtbot, form):
    fill(qtbot, form, systolic="80", diastolic="90")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert form.notice.text == "Diastolic 90 mmHg is not below systolic 80 mmHg."


@pytest.mark.parametrize(("choice", "litres", "said"), [(AIR, "", "on air"), (LITRES, "2", "on 2 L/min oxygen")])
def test_oxygen_is_what_was_chosen(qtbot, form, choice, litres, said):
    fill(qtbot, form, spo2="97")
    press(qtbot, form.oxygen.buttons[choice])
    qtbot.keyClicks(form.litres_field, litres)
    assert str(kept_by(qtbot, form).events[0].vitals.oxygen) == said


def test_oxygen_that_nobody_mentioned_is_unknown_and_not_air(qtbot, form):
    fill(qtbot, form, spo2="97")
    press(qtbot, form.oxygen.buttons[AIR])
    press(qtbot, form.oxygen.buttons[AIR])
    assert kept_by(qtbot, form).events[0].vitals.oxygen is None


def test_oxygen_without_litres_is_asked_for(qtbot, form):
    fill(qtbot, form, spo2="97")
    press(qtbot, form.oxygen.buttons[LITRES])
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert form.notice.text == "Say how many litres of oxygen a minute."


def test_without_a_time_it_is_now_and_with_one_it_is_then(qtbot, form):
    fill(qtbot, form, spo2="97")
    qtbot.keyClicks(form.time_field, "15:02")
    assert kept_by(qtbot, form).at == minute(17)


def test_a_time_to_come_is_refused_in_words(qtbot, form):
    fill(qtbot, form, spo2="97")
    qtbot.keyClicks(form.time_field, "16:30")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert "16:30 has not come yet" in form.notice.text


def test_a_temperature_in_fahrenheit_is_offered_in_celsius(qtbot, form):
    fill(qtbot, form, temperature="98.6")
    field = form.fields[Vital.TEMPERATURE]
    assert field.offer_button.text() == "Use 37.0 °C"
    press(qtbot, field.offer_button)
    assert (field.field.text(), field.offer_button.isVisible()) == ("37.0", False)


def test_an_unusual_value_is_asked_once_and_kept_as_confirmed(qtbot, form):
    fill(qtbot, form, heart_rate="170")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert "Heart rate 170 /min is unusual" in form.notice.text
    assert kept_by(qtbot, form).events[0].confirmed == ("heart_rate",)


def test_a_set_before_the_last_one_is_asked_once_and_kept_as_confirmed(qtbot, form):
    form.display(take_snapshot(running_page((10, baseline())), minute(20)))
    fill(qtbot, form, heart_rate="76")
    qtbot.keyClicks(form.time_field, "14:50")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    asked = "14:50 is before the last set, of 14:55. Is the time right?"
    assert form.notice.text == f"{asked}\nKeep again keeps it as confirmed · Esc goes back to the form"
    assert (form.fields[Vital.HEART_RATE].field.text(), form.time_field.text()) == ("76", "14:50")
    request = kept_by(qtbot, form)
    assert (request.events[0].confirmed, request.at) == (("time",), minute(5))


def test_another_time_after_the_question_asks_about_that_one(qtbot, form):
    form.display(take_snapshot(running_page((10, baseline())), minute(20)))
    fill(qtbot, form, heart_rate="76")
    qtbot.keyClicks(form.time_field, "14:50")
    press(qtbot, form.keep_button)
    form.time_field.clear()
    assert form.notice.text == ""
    qtbot.keyClicks(form.time_field, "14:51")
    press(qtbot, form.keep_button)
    assert form.notice.text.startswith("14:51 is before the last set, of 14:55.")
    form.time_field.clear()
    assert kept_by(qtbot, form).events[0].confirmed == ()


def test_the_very_set_that_stands_there_is_asked_once_and_kept_as_confirmed(qtbot, form):
    form.display(take_snapshot(running_page((20, vitals(systolic=142, diastolic=88))), minute(20)))
    fill(qtbot, form, systolic="142", diastolic="88")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert form.notice.text.startswith("The set of 15:05 has these very readings already. Keep it a second time?")
    assert kept_by(qtbot, form).events[0].confirmed == ("double entry",)


def test_a_change_after_the_question_asks_again(qtbot, form):
    fill(qtbot, form, heart_rate="170")
    press(qtbot, form.keep_button)
    fill(qtbot, form, spo2="97")
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)


def test_only_its_own_kept_entry_empties_the_form(qtbot, form):
    fill(qtbot, form, spo2="97")
    request = kept_by(qtbot, form)
    assert not form.keep_button.isEnabled()
    form.confirm(type(request)(request.session, request.events, request.at))
    assert form.fields[Vital.SPO2].field.text() == "97"
    form.confirm(request)
    assert form.fields[Vital.SPO2].field.text() == ""


def test_a_refusal_keeps_what_was_filled_in(qtbot, form):
    fill(qtbot, form, spo2="97")
    form.refuse(kept_by(qtbot, form), "The disk is full.")
    assert form.fields[Vital.SPO2].field.text() == "97"
    assert form.notice.text == "The disk is full."
    assert form.keep_button.isEnabled()


def test_a_half_filled_form_comes_back_as_it_was(qtbot, form):
    drafts = []
    form.edited.connect(drafts.append)
    fill(qtbot, form, systolic="14")
    press(qtbot, form.sedation.buttons[1])
    press(qtbot, form.oxygen.buttons[LITRES])
    again = VitalsForm()
    qtbot.addWidget(again)
    with qtbot.assertNotEmitted(again.edited):
        again.restore(drafts[-1])
    assert again.fields[Vital.SYSTOLIC].field.text() == "14"
    assert (again.sedation.chosen, again.oxygen.chosen) == (1, LITRES)
    assert json.loads(drafts[-1])["systolic"] == "14"


def test_an_emptied_form_leaves_no_draft(qtbot, form):
    drafts = []
    form.edited.connect(drafts.append)
    fill(qtbot, form, spo2="9")
    form.fields[Vital.SPO2].field.clear()
    assert drafts[-1] == ""


def test_a_held_enter_asks_and_does_not_confirm(qtbot, form):
    fill(qtbot, form, systolic="230", diastolic="120")
    with qtbot.assertNotEmitted(form.submitted):
        hold_enter(form.fields[Vital.DIASTOLIC].field)
    assert "Systolic 230 mmHg is unusual" in form.notice.text


LEFT = "Left half-typed. Check every value, or clear the form."


@pytest.mark.parametrize("left", ["restart", "sign-out"])
def test_what_was_left_half_typed_says_so_until_it_is_cleared(qtbot, form, left):
    if left == "restart":
        form.restore('{"systolic": "142"}')
    else:
        fill(qtbot, form, systolic="142")
        assert (form.notice.text, form.clear_button.isVisible()) == ("", False)
        form.set_aside()
    assert (form.notice.text, form.clear_button.isVisible()) == (LEFT, True)
    fill(qtbot, form, diastolic="88")
    assert form.notice.text == LEFT
    with qtbot.waitSignal(form.edited) as edited:
        press(qtbot, form.clear_button)
    assert edited.args == [""]
    assert [field.field.text() for field in form.fields.values() if field.field.text()] == []
    assert (form.notice.text, form.clear_button.isVisible()) == ("", False)


def test_what_was_left_and_is_kept_is_left_no_more(qtbot, form):
    form.restore('{"systolic": "142"}')
    request = kept_by(qtbot, form)
    form.refuse(request, "The disk is full.")
    assert (form.notice.text, form.clear_button.isVisible()) == ("The disk is full.", True)
    form.confirm(kept_by(qtbot, form))
    assert (form.notice.text, form.clear_button.isVisible()) == ("", False)


def test_an_empty_form_is_not_left_half_typed(form):
    form.restore("")
    form.set_aside()
    assert (form.notice.text, form.clear_button.isVisible()) == ("", False)


def test_what_one_person_was_asked_is_not_confirmed_by_the_next(qtbot, form):
    fill(qtbot, form, systolic="230", diastolic="120")
    press(qtbot, form.keep_button)
    assert "Systolic 230 mmHg is unusual" in form.notice.text
    form.set_aside()
    with qtbot.assertNotEmitted(form.submitted):
        press(qtbot, form.keep_button)
    assert "Systolic 230 mmHg is unusual" in form.notice.text
