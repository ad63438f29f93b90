"""Limits for one patient: closed until somebody wants them, ordered by a clinician's own PIN, and said everywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from monitor.events import InfusionStarted, PatientLimitsSet
from monitor.limits import Phase, Severity
from monitor.patient_limits import Place
from monitor.vitals import Vital
from sessions.requests import LimitingPatient
from tests.clinics import PINS, Team
from tests.ui.desk import Desk
from ui.preparing.preparing_page import PreparingPage
from ui.widgets.marks import Mark

HIGH = {severity: Place(severity, is_high=True) for severity in Severity}
LOW = {severity: Place(severity, is_high=False) for severity in Severity}
WHY = "known hypertensive"
PROMPT = "Type the limit that differs. What is left empty stays as it is."


@pytest.fixture
def desk(qtbot):
    team = Team()
    made = Desk(qtbot, team, PreparingPage(), team.opens())
    with qtbot.waitActive(made.page):
        made.page.show()
        made.page.activateWindow()
    return made


@pytest.fixture
def panel(desk):
    """The form, opened by a click."""
    desk.clicks(desk.page.limits.open_button)
    return desk.page.limits.panel


def chooses(desk, vital):
    """With the keys of a keyboard."""
    choice = desk.page.limits.panel.vital_choice
    desk.qtbot.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(list(Vital).index(vital)):
        desk.qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == vital.label


def types(desk, **typed):
    """Limits by severity and side: types(desk, high_caution="180")."""
    for name, text in typed.items():
        side, severity = name.split("_")
        places = HIGH if side == "high" else LOW
        desk.types(desk.page.limits.panel.bounds[places[Severity[severity.upper()]]].field, text)


def orders(desk, pin=PINS["cora"], reason=WHY):
    panel = desk.page.limits.panel
    desk.types(panel.reason_field, reason)
    desk.chooses(panel.clinician, desk.team.cora, pin)
    desk.clicks(panel.keep_button)


def problems(panel):
    return {place: bound.problem_label.text() for place, bound in panel.bounds.items() if bound.problem_label.text()}


def test_it_is_one_quiet_line_until_somebody_opens_it(desk):
    limits = desk.page.limits
    assert not limits.panel.isVisible()
    assert limits.section.kept_label.text() == "those of the protocol"
    assert limits.section.mark.mark is Mark.NONE
    assert not limits.own_label.isVisible()


def test_nothing_is_chosen_or_filled_in_when_it_opens(desk, panel):
    assert panel.isVisible()
    assert not desk.page.limits.open_button.isVisible()
    assert panel.vital_choice.currentIndex() == -1
    assert {field.text() for field in panel.findChildren(QLineEdit)} == {""}
    assert not any(bound.field.isEnabled() for bound in panel.bounds.values())


def test_the_keyboard_goes_to_the_vital_sign_and_back_to_the_line_on_escape(desk, panel):
    assert panel.vital_choice.hasFocus()
    desk.qtbot.keyClick(panel.vital_choice, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.page.limits.open_button.hasFocus()


def test_beside_each_empty_field_stands_what_the_protocol_says(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    said = {place: bound.now_label.text() for place, bound in panel.bounds.items()}
    assert [said[HIGH[severity]] for severity in Severity] == ["from 150", "from 165", "from 180"]
    assert [said[LOW[severity]] for severity in Severity] == ["none", "none", "below 90"]


def test_every_vital_sign_can_be_chosen(panel):
    assert [panel.vital_choice.itemText(n) for n in range(panel.vital_choice.count())] == [v.label for v in Vital]


def test_only_a_clinician_can_be_chosen_to_order_it(panel):
    assert [panel.clinician.member_choice.itemText(n) for n in range(panel.clinician.member_choice.count())] == [
        "Cora, clinician"
    ]


def test_limits_are_kept_with_who_ordered_them_and_why(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_advisory="170", high_caution="180", high_critical="200")
    orders(desk)

    entry = desk.chart.patient_limits
    assert (entry.author, entry.event.reason) == ("cora", WHY)
    (row,) = entry.event.limits
    assert row.source == f"Cora: {WHY}"
    assert row.phases == (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING)
    assert desk.chart.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING) == row

    limits = desk.page.limits
    assert not panel.isVisible()
    assert limits.own_label.text() == f"systolic advisory from 170, caution from 180, critical from 200 · {WHY}"
    assert limits.section.kept_label.text() == "kept 13:00 by Cora"
    assert limits.section.mark.mark is Mark.MET
    assert desk.page.banner.limits_label.text() == (
        "Own limits: systolic advisory from 170, caution from 180, critical from 200"
    )
    assert {field.text() for field in panel.findChildren(QLineEdit)} == {""}
    assert panel.vital_choice.currentIndex() == -1
    assert panel.clinician.staff_id() == ""


def test_what_it_will_be_is_read_back_before_it_is_kept(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="17")
    assert (panel.result_label.text(), problems(panel)) == ("", {})
    types(desk, high_caution="5")
    assert panel.result_label.text() == "Then: systolic caution from 175"


def test_a_wrong_value_is_said_when_its_field_is_left(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    field = panel.bounds[HIGH[Severity.CAUTION]].field
    field.setFocus()
    types(desk, high_caution="17")
    desk.qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert list(problems(panel)) == [HIGH[Severity.CAUTION]]


def test_a_second_vital_sign_keeps_the_limits_of_the_first(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    orders(desk)
    desk.clicks(desk.page.limits.open_button)
    chooses(desk, Vital.DIASTOLIC)
    types(desk, high_caution="105")
    orders(desk, reason="as her cardiologist writes")

    said = "systolic caution from 175; diastolic caution from 105"
    assert desk.page.limits.own_label.text() == f"{said} · as her cardiologist writes"
    assert [row.source for row in desk.chart.patient_limits.event.limits] == [
        f"Cora: {WHY}",
        "Cora: as her cardiologist writes",
    ]


def test_limits_set_before_stand_beside_the_fields_with_the_protocols_own(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    orders(desk)
    desk.clicks(desk.page.limits.open_button)
    chooses(desk, Vital.SYSTOLIC)
    assert panel.bounds[HIGH[Severity.CAUTION]].now_label.text() == "from 175 (protocol: from 165)"


def test_a_wrong_pin_keeps_nothing_but_what_was_typed(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    orders(desk, pin="0001")
    assert desk.chart.patient_limits is None
    assert panel.notice.text == "This is not the PIN of Cora."
    assert panel.isVisible()
    assert panel.bounds[HIGH[Severity.CAUTION]].field.text() == "175"
    assert panel.reason_field.text() == WHY
    assert panel.clinician.pin_field.text() == ""

    desk.types(panel.clinician.pin_field, PINS["cora"])
    desk.qtbot.keyClick(panel.clinician.pin_field, Qt.Key.Key_Return)
    assert desk.chart.patient_limits is not None


def test_a_nurses_pin_orders_nothing_under_a_clinicians_name(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    orders(desk, pin=PINS["nora"])
    assert desk.chart.patient_limits is None
    assert panel.notice.text == "This is not the PIN of Cora."


def test_the_pin_is_typed_by_the_keys_on_the_screen_too(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    desk.types(panel.reason_field, WHY)
    desk.chooses(panel.clinician, desk.team.cora, "")
    button = panel.clinician.keypad_button
    desk.clicks(button)
    for digit in PINS["cora"]:
        desk.clicks(button.popup.keypad.digit_buttons[int(digit)])
    desk.clicks(panel.keep_button)
    assert desk.chart.patient_limits is not None


def test_reversed_limits_have_their_sentence_at_the_field_and_nothing_is_sent(qtbot, desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="180")
    with qtbot.assertNotEmitted(desk.page.submitted, wait=10):
        orders(desk)
    said = "The caution limit of Systolic, at or above 180, is not inside its critical limit, at or above 180."
    assert problems(panel) == {HIGH[Severity.CAUTION]: said}
    assert panel.bounds[HIGH[Severity.CAUTION]].problem_label.isVisible()
    assert panel.bounds[HIGH[Severity.CAUTION]].field.property("look") == "wrong"
    assert (panel.notice.text, panel.clinician.pin_field.text()) == ("", "")


def test_each_wrong_value_has_a_sentence_of_its_own(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_critical="1800", low_critical="ninety", high_caution="170")
    desk.clicks(panel.keep_button)
    assert problems(panel) == {
        HIGH[Severity.CRITICAL]: "The critical limit of Systolic, at or above 1800, is not believable "
        "(between 30 and 300 mmHg).",
        LOW[Severity.CRITICAL]: "“ninety” is not a number.",
    }


def test_the_sentence_goes_when_the_value_is_mended(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="180")
    desk.clicks(panel.keep_button)
    field = panel.bounds[HIGH[Severity.CAUTION]].field
    desk.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert problems(panel) == {}
    assert field.property("look") == ""


@pytest.mark.parametrize(
    ("typed", "reason", "sentence"),
    [
        ("175", " ", "Say why this patient has limits of their own."),
        ("", WHY, PROMPT),
    ],
)
def test_what_lacks_is_said_and_nothing_is_sent(qtbot, desk, panel, typed, reason, sentence):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution=typed)
    with qtbot.assertNotEmitted(desk.page.submitted, wait=10):
        orders(desk, reason=reason)
    assert panel.notice.text == sentence


def test_the_vital_sign_the_clinician_and_the_pin_are_asked_for_one_by_one(desk, panel):
    desk.clicks(panel.keep_button)
    assert panel.notice.text == "Choose the vital sign."
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    desk.types(panel.reason_field, WHY)
    desk.clicks(panel.keep_button)
    assert panel.notice.text == "Choose the clinician who orders these limits."
    desk.chooses(panel.clinician, desk.team.cora, "")
    desk.clicks(panel.keep_button)
    assert panel.notice.text == "Type the PIN of Cora."
    assert desk.chart.patient_limits is None


def test_numbers_typed_for_one_vital_sign_are_not_taken_for_another_one(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    chooses(desk, Vital.DIASTOLIC)
    assert {bound.field.text() for bound in panel.bounds.values()} == {""}
    types(desk, high_caution="105")
    panel.vital_choice.activated.emit(panel.vital_choice.currentIndex())  # the same one again
    assert panel.bounds[HIGH[Severity.CAUTION]].field.text() == "105"


def test_displaying_again_changes_nothing_that_is_typed(qtbot, desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="17")
    with qtbot.assertNotEmitted(desk.page.draft_edited, wait=10):
        desk.waits(minutes=1)
    assert panel.bounds[HIGH[Severity.CAUTION]].field.text() == "17"
    assert panel.vital is Vital.SYSTOLIC


def test_what_is_half_typed_comes_back_open_but_for_the_pin(qtbot, desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    desk.types(panel.reason_field, "known")
    desk.chooses(panel.clinician, desk.team.cora, PINS["cora"])
    assert not any(PINS["cora"] in text for text in desk.drafts.values())

    again = PreparingPage()
    qtbot.addWidget(again)
    again.display_roster(desk.team.clinic.roster)
    again.display(desk.snapshot)
    again.restore(desk.drafts)
    form = again.limits.panel
    assert not form.isHidden()
    assert (form.vital, form.reason_field.text()) == (Vital.SYSTOLIC, "known")
    assert form.bounds[HIGH[Severity.CAUTION]].field.text() == "175"
    assert form.bounds[HIGH[Severity.CAUTION]].now_label.text() == "from 165"
    assert form.clinician.pin_field.text() == ""
    assert not again.limits.open_button.isVisibleTo(again)


def test_limits_that_came_from_somewhere_else_leave_the_form_as_it_is(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    desk.holding = True
    orders(desk)
    own = desk.waiting[0]
    desk.page.confirm(LimitingPatient(own.session, own.limits, own.reason, own.clinician, own.pin))
    assert panel.isVisible()
    assert panel.bounds[HIGH[Severity.CAUTION]].field.text() == "175"


def test_once_started_the_limits_are_only_read(desk, panel):
    chooses(desk, Vital.SYSTOLIC)
    types(desk, high_caution="175")
    orders(desk)
    desk.clicks(desk.page.limits.open_button)
    desk.team.prepares(desk.session)
    desk.team.writes(desk.session, InfusionStarted())
    desk.refreshes()
    assert not panel.isVisible()
    assert not desk.page.limits.open_button.isVisible()
    assert desk.page.limits.own_label.isVisible()
    assert len([e for e in desk.chart.page if isinstance(e.event, PatientLimitsSet)]) == 1


def test_opened_it_is_seen_whole(qtbot, desk):
    desk.page.resize(1280, 745)
    desk.clicks(desk.page.limits.open_button)
    QApplication.processEvents()
    button = desk.page.limits.panel.keep_button
    assert not button.visibleRegion().isEmpty()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_no_pin_of_the_clinician_outlives_a_refusal_or_another_person(desk, panel):
    desk.chooses(panel.clinician, desk.team.cora, PINS["cora"])
    desk.clicks(panel.keep_button)
    assert panel.notice.text == "Choose the vital sign."
    assert panel.clinician.pin_field.text() == ""

    desk.types(panel.clinician.pin_field, PINS["cora"])
    assert panel.notice.text == ""
    desk.page.display_staff(desk.team.noel)
    assert panel.clinician.pin_field.text() == ""
