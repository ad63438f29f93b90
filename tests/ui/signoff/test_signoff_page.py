"""Recovery and sign-off: what is unmet cannot be signed away in silence."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from monitor.effects import Grade
from monitor.events import (
    CriterionObserved,
    EffectEnded,
    EffectSeen,
    EscortNamed,
    FlagAnswered,
    NoteWritten,
    Override,
    PatientLeft,
)
from monitor.protocol import CriterionKind
from sessions.requests import Discharging
from tests.clinics import PINS, Team
from tests.ui.desk import Desk
from ui.signoff.signoff_page import SignoffPage
from ui.widgets.marks import Mark


@pytest.fixture
def recovering(qtbot):
    """The infusion has just ended; nothing has been looked at since."""
    team = Team()
    session = team.starts()
    team.infuses(session)
    return Desk(qtbot, team, SignoffPage(), session)


@pytest.fixture
def ready(qtbot):
    """Every criterion is met."""
    team = Team()
    session = team.starts()
    team.infuses(session)
    team.recovers(session)
    return Desk(qtbot, team, SignoffPage(), session)


@pytest.fixture
def unsteady(ready):
    """All is met but two: the gait, and the line."""
    for key, note in (("gait", "needs a hand"), ("line_out", "")):
        ready.team.writes(ready.session, CriterionObserved(key, met=False, note=note))
    ready.refreshes()
    return ready


@pytest.fixture
def signed(ready):
    ready.types(ready.page.sign.pin_field, PINS["nora"])
    ready.clicks(ready.page.sign.sign_button)
    return ready


def overrides(desk, gait="walks with a frame at home too", line_out="stays in for tomorrow, agreed"):
    panel = desk.page.sign.override_panel
    desk.clicks(desk.page.sign.override_button)
    desk.types(panel.reason_fields["gait"], gait)
    desk.types(panel.reason_fields["line_out"], line_out)


def test_nothing_is_filled_in_or_chosen_before_somebody_does_it(recovering):
    assert {field.text() for field in recovering.page.findChildren(QLineEdit)} == {""}
    assert {choice.currentIndex() for choice in recovering.page.findChildren(QComboBox)} == {-1}


def test_each_criterion_says_by_which_reading_it_is_met(ready):
    judged = {one.criterion.key: one for one in ready.snapshot.criteria}
    for key, row in ready.page.criteria.rows.items():
        assert row.by_label.text() == judged[key].by
        assert row.mark.mark is Mark.MET
    assert ready.page.criteria.count_label.text() == "10 of 10 met"


def test_what_is_seen_by_looking_is_said_here_and_what_is_charted_leads_to_the_chairside(qtbot, recovering):
    rows = recovering.page.criteria.rows
    assert not rows["gait"].met_button.isHidden()
    assert rows["gait"].observe_button.isHidden()
    for key in ("two_sets_in_range", "alert", "effects_settled"):
        assert rows[key].met_button.isHidden()
        with qtbot.waitSignal(recovering.page.chairside_requested):
            rows[key].observe_button.click()
    assert rows["observed_long_enough"].observe_button.isHidden()


def test_met_is_one_tap(recovering):
    row = recovering.page.criteria.rows["oriented"]
    recovering.clicks(row.met_button)
    assert recovering.chart.observed["oriented"].met
    assert row.mark.mark is Mark.MET
    assert row.met_button.isHidden()


def test_what_was_seen_can_be_looked_at_again_and_shows_the_newer_time(recovering):
    row = recovering.page.criteria.rows["oriented"]
    recovering.clicks(row.met_button)
    assert row.by_label.text() == "seen 13:40"
    assert row.again_button.isHidden()

    recovering.waits(minutes=1)
    recovering.staff = recovering.team.noel
    recovering.page.display_staff(recovering.team.noel)
    recovering.clicks(row.again_button)
    assert row.by_label.text() == "seen 13:41"
    assert row.mark.mark is Mark.MET
    assert recovering.chart.observed["oriented"].by == "noel"
    assert row.again_button.isHidden()


def test_what_was_not_met_is_looked_at_again_by_met_alone(recovering):
    recovering.team.writes(recovering.session, CriterionObserved("gait", met=False, note="sways"))
    recovering.waits(minutes=5)
    row = recovering.page.criteria.rows["gait"]
    assert not row.met_button.isHidden()
    assert row.again_button.isHidden()


def test_only_what_is_judged_by_looking_can_be_looked_at_again_here(ready):
    ready.waits(minutes=5)
    again = {key for key, row in ready.page.criteria.rows.items() if not row.again_button.isHidden()}
    looked = {key for key, row in ready.page.criteria.rows.items() if row.criterion.kind is CriterionKind.OBSERVED}
    assert again == looked


def test_a_criterion_is_marked_only_when_the_chart_says_so(recovering):
    recovering.holding = True
    row = recovering.page.criteria.rows["oriented"]
    recovering.clicks(row.met_button)
    recovering.refreshes()
    assert row.mark.mark is Mark.UNMET
    recovering.delivers()
    assert row.mark.mark is Mark.MET


def test_not_met_is_kept_with_what_was_seen_instead(recovering):
    row = recovering.page.criteria.rows["gait"]
    recovering.clicks(row.more_button)
    recovering.types(row.text_field, "needs a hand at the turn")
    assert recovering.drafts["signoff/gait"] == "needs a hand at the turn"
    recovering.clicks(row.keep_button)
    assert "needs a hand at the turn" in row.by_label.text()
    assert row.mark.mark is Mark.UNMET
    assert not row.asks
    assert row.text_field.text() == ""


def test_the_escort_can_be_named_here(recovering):
    row = recovering.page.criteria.rows["escort"]
    recovering.clicks(row.more_button)
    recovering.types(row.text_field, "Jonas, brother")
    recovering.types(row.contact_field, "555 0147")
    recovering.clicks(row.keep_button)
    assert recovering.chart.escort == EscortNamed("Jonas, brother", "555 0147")
    assert row.by_label.text() == "Jonas, brother, 555 0147"


def test_the_sign_button_follows_the_unmet_criteria(recovering):
    sign = recovering.page.sign
    assert not sign.sign_button.isEnabled()
    assert sign.unmet_label.text() == f"{len(recovering.snapshot.unmet)} criteria unmet"

    recovering.team.recovers(recovering.session)
    recovering.refreshes()
    assert sign.unmet_label.text() == "All criteria are met"
    assert sign.sign_button.isEnabled()
    assert sign.override_button.isHidden()

    recovering.team.writes(recovering.session, CriterionObserved("gait", met=False, note="sways"))
    recovering.refreshes()
    assert sign.unmet_label.text() == "1 criterion unmet"
    assert not sign.sign_button.isEnabled()
    assert sign.objection_label.text().startswith("Not met: Gait steady")


def test_without_a_flag_it_says_that_none_is_open(ready):
    flags = ready.page.sign.open_flags
    assert ready.snapshot.flags == ()
    assert not flags.none_label.isHidden()
    assert flags.unanswered.isHidden()
    assert flags.others.isHidden()


def test_the_open_flags_stand_beside_the_signature_and_first_those_that_want_an_answer(ready):
    effects = (EffectSeen("CP", Grade.SEVERE), EffectSeen("DISS", Grade.SEVERE))
    first = ready.team.writes(ready.session, *effects).flags[0]
    ready.team.writes(ready.session, FlagAnswered(first.problem, first.entry, "Cora is here"))
    ready.refreshes()
    shown, open_flags = ready.page.sign.open_flags, ready.snapshot.flags
    waiting = [flag for flag in open_flags if flag.wants_answer]
    others = [flag for flag in open_flags if not flag.wants_answer]

    assert waiting
    assert others
    assert shown.unanswered.texts == [f"{flag.severity.word}: {flag.sentence}" for flag in waiting]
    assert [row.mark.mark for row in shown.unanswered.rows] == [Mark.of(flag.severity) for flag in waiting]
    assert shown.others.texts == [f"{flag.severity.word}: {flag.sentence}" for flag in others]
    some = f"{len(waiting)} unanswered flag" + ("s" if len(waiting) > 1 else "")
    assert shown.unanswered.title_label.text() == f"The signature is over {some}"
    assert shown.none_label.isHidden()


def test_what_ended_before_anybody_answered_stands_beside_the_signature_too(ready):
    ready.team.writes(ready.session, EffectSeen("CP", Grade.SEVERE))
    ready.team.writes(ready.session, EffectEnded("CP"))
    ready.refreshes()
    ended = ready.page.sign.open_flags.ended
    assert ended.title_label.text() == "The signature is over 1 ended and unanswered flag"
    assert ended.texts == [f"critical: {flag.sentence}" for flag in ready.snapshot.ended if flag.wants_answer]


def test_an_open_flag_keeps_nobody_from_signing_and_stands_in_the_signature_as_it_stood_here(ready):
    ready.waits(minutes=19)
    sign = ready.page.sign
    texts = [*sign.open_flags.unanswered.texts, *sign.open_flags.others.texts]
    shown = [text.partition(": ")[2] for text in texts]  # behind the word of the severity
    assert shown
    ready.types(sign.pin_field, PINS["nora"])
    ready.clicks(sign.sign_button)
    assert sorted(ready.chart.discharge.event.flags) == sorted(shown)


def test_whose_chart_is_signed_and_by_whom_stands_above_the_pin(ready):
    sign = ready.page.sign
    assert sign.identity_label.text() == "BERG, Anna · born 29.02.1980 · record MRN 00417 · Chair 1 · opened 13:00"
    assert sign.signer_label.text() == f"Nora, nurse, signs over the {len(ready.chart.page)} entries shown"


def test_an_administrator_cannot_sign(ready):
    ready.page.display_staff(ready.team.ada)
    assert not ready.page.sign.sign_button.isEnabled()
    assert ready.page.sign.objection_label.text().startswith("Ada is administrator")


def test_a_signature_needs_a_pin(qtbot, ready):
    with qtbot.assertNotEmitted(ready.page.submitted, wait=10):
        ready.clicks(ready.page.sign.sign_button)
    assert ready.page.sign.notice.text == "Type your own PIN."


def test_enter_in_the_pin_signs_nothing_while_a_criterion_is_unmet(qtbot, unsteady):
    unsteady.types(unsteady.page.sign.pin_field, PINS["nora"])
    with qtbot.assertNotEmitted(unsteady.page.submitted, wait=10):
        qtbot.keyClick(unsteady.page.sign.pin_field, Qt.Key.Key_Return)
    assert unsteady.page.sign.notice.text.startswith("Not met: Gait steady")


def test_an_override_needs_a_reason_for_each_unmet_criterion_and_a_second_person(unsteady):
    sign = unsteady.page.sign
    overrides(unsteady, line_out="")
    unsteady.chooses(sign.override_panel.second, unsteady.team.cora, PINS["cora"])
    assert not sign.sign_button.isEnabled()
    assert sign.objection_label.text().startswith("Not met: IV line removed")

    unsteady.types(sign.override_panel.reason_fields["line_out"], "stays in for tomorrow")
    assert sign.sign_button.isEnabled()
    sign.override_panel.second.clear()
    assert not sign.sign_button.isEnabled()
    assert sign.objection_label.text() == "A clinician's own signature is needed to overrule an unmet criterion."


def test_a_reason_of_blanks_is_no_reason(unsteady):
    overrides(unsteady, line_out="   ")
    unsteady.chooses(unsteady.page.sign.override_panel.second, unsteady.team.cora, PINS["cora"])
    assert not unsteady.page.sign.sign_button.isEnabled()


def test_only_who_may_overrule_is_offered(unsteady):
    unsteady.clicks(unsteady.page.sign.override_button)
    choice = unsteady.page.sign.override_panel.second.member_choice
    assert [choice.itemData(row) for row in range(choice.count())] == ["cora"]


def test_only_the_unmet_criteria_are_asked_for_a_reason(unsteady):
    unsteady.clicks(unsteady.page.sign.override_button)
    assert set(unsteady.page.sign.override_panel.reason_fields) == {"gait", "line_out"}


def test_the_override_is_signed_by_two_with_their_reasons(unsteady):
    sign = unsteady.page.sign
    overrides(unsteady)
    unsteady.chooses(sign.override_panel.second, unsteady.team.cora, PINS["cora"])
    unsteady.types(sign.pin_field, PINS["nora"])
    unsteady.clicks(sign.sign_button)

    event = unsteady.chart.discharge.event
    assert (event.signature.name, event.overruled.name) == ("Nora", "Cora")
    assert event.overrides == (
        Override("gait", "walks with a frame at home too"),
        Override("line_out", "stays in for tomorrow, agreed"),
    )
    assert unsteady.page.signed.overridden_strip.text == "overridden, 2 criteria"
    assert not unsteady.page.signed.overridden_strip.isHidden()
    said = unsteady.page.signed.overruled_label.text()
    assert "Gait steady. Reason: walks with a frame at home too" in said
    assert said.endswith("by Cora, clinician")


@pytest.mark.parametrize(
    ("own", "second", "sentence"),
    [("1111", PINS["cora"], "This is not the PIN of Nora."), (PINS["nora"], "1111", "This is not the PIN of Cora.")],
)
def test_a_wrong_pin_is_said_and_the_reasons_stay(unsteady, own, second, sentence):
    sign = unsteady.page.sign
    overrides(unsteady)
    unsteady.chooses(sign.override_panel.second, unsteady.team.cora, second)
    unsteady.types(sign.pin_field, own)
    unsteady.clicks(sign.sign_button)

    assert sign.notice.text == sentence
    assert unsteady.chart.discharge is None
    assert sign.override_panel.reason_fields["gait"].text() == "walks with a frame at home too"
    assert sign.override_panel.second.staff_id() == "cora"
    assert [sign.pin_field.text(), sign.override_panel.second.pin_field.text()] == ["", ""]


def test_an_equal_request_of_somebody_else_empties_no_reason(unsteady):
    overrides(unsteady)
    sign = unsteady.page.sign
    unsteady.chooses(sign.override_panel.second, unsteady.team.cora, PINS["cora"])
    unsteady.types(sign.pin_field, PINS["nora"])
    unsteady.holding = True
    unsteady.clicks(sign.sign_button)
    sent = unsteady.waiting[0]
    equal = Discharging(sent.session, sent.pin, sent.overrides, sent.second, sent.second_pin)
    unsteady.page.confirm(equal)
    assert sign.override_panel.reason_fields["gait"].text() == "walks with a frame at home too"


def test_a_half_typed_reason_comes_back_and_opens_the_override(qtbot, unsteady):
    overrides(unsteady, line_out="")
    again = SignoffPage()
    qtbot.addWidget(again)
    again.display_staff(unsteady.staff)
    again.display_roster(unsteady.team.clinic.roster)
    again.display(unsteady.snapshot)
    again.restore(unsteady.drafts)
    assert again.sign.override_button.isChecked()
    assert again.sign.override_panel.reason_fields["gait"].text() == "walks with a frame at home too"


def test_ready_and_left_are_two_times(ready):
    times = ready.page.criteria
    since = ready.snapshot.ready_since
    assert times.ready_label.text() == f"since {ready.chart.time_text(since)}"
    assert times.left_label.text() == "not yet"

    ready.waits(minutes=5)
    ready.types(ready.page.sign.pin_field, PINS["nora"])
    ready.clicks(ready.page.sign.sign_button)
    ready.waits(minutes=10)
    ready.types(ready.page.signed.left_field, "Sister")
    ready.clicks(ready.page.signed.left_button)
    assert ready.chart.page[-1].event == PatientLeft("Sister")
    assert times.left_label.text() == ready.chart.time_text(ready.chart.left_at) == "14:25"
    assert times.ready_label.text() == f"since {ready.chart.time_text(since)}"


def test_the_signature_says_who_when_and_over_how_much(signed):
    chart = signed.chart
    entries = chart.discharge.event.signature.entries
    assert signed.page.sign.isHidden()
    assert not signed.page.signed.isHidden()
    assert signed.page.signed.signature_label.text() == "Nora, nurse, 14:10 (T+70)"
    assert signed.page.signed.over_label.text().endswith(f"over {entries} entries")


def test_after_the_signature_the_criteria_stand_as_signed_and_nothing_can_be_said_to_them(signed):
    signed.waits(minutes=30)
    elapsed = signed.page.criteria.rows["observed_long_enough"]
    assert elapsed.by_label.text() == "ended 13:40, now 14:10"
    for row in signed.page.criteria.rows.values():
        assert row.met_button.isHidden()
        assert row.more_button.isHidden()
        assert row.observe_button.isHidden()


def test_a_signature_by_the_criteria_is_not_called_overridden(signed):
    assert signed.page.signed.overridden_strip.isHidden()


def test_leaving_needs_the_name_of_who_goes_along(signed):
    signed.clicks(signed.page.signed.left_button)
    assert signed.page.signed.left_notice.text == "Name who accompanies the patient."
    assert signed.page.signed.notice.text == ""
    assert signed.chart.left_at is None


def test_what_was_said_of_the_leaving_is_over_once_a_name_is_typed(signed):
    signed.clicks(signed.page.signed.left_button)
    signed.types(signed.page.signed.left_field, "S")
    assert signed.page.signed.left_notice.text == ""


def test_what_was_said_of_an_empty_addendum_is_over_once_it_is_typed(signed):
    signed.clicks(signed.page.signed.addendum_button)
    assert signed.page.signed.notice.text
    signed.types(signed.page.signed.addendum_field, "L")
    assert signed.page.signed.notice.text == ""


def test_an_addendum_is_added_to_the_signed_chart(signed):
    signed.types(signed.page.signed.addendum_field, "Line site dry.")
    signed.clicks(signed.page.signed.addendum_button)
    assert signed.page.signed.addenda_label.text() == "14:10 Nora: Line site dry."
    assert signed.page.signed.addendum_field.text() == ""


def test_displaying_twice_emits_nothing(qtbot, unsteady):
    overrides(unsteady)
    with (
        qtbot.assertNotEmitted(unsteady.page.submitted, wait=10),
        qtbot.assertNotEmitted(unsteady.page.draft_edited, wait=10),
    ):
        unsteady.refreshes()
        unsteady.refreshes()
    assert unsteady.page.sign.override_panel.reason_fields["gait"].text() == "walks with a frame at home too"


def test_every_kind_of_criterion_has_its_row(recovering):
    kinds = {row.criterion.kind for row in recovering.page.criteria.rows.values()}
    assert kinds == set(CriterionKind)


def test_a_signature_over_what_was_not_on_the_screen_is_refused_until_it_was_read(ready):
    ready.team.writes(ready.session, NoteWritten("feels faint again"), by=ready.team.noel)
    ready.types(ready.page.sign.pin_field, PINS["nora"])
    ready.clicks(ready.page.sign.sign_button)
    assert ready.page.sign.notice.text == "Entries came in after this page was shown. Read them, then sign again."
    assert ready.chart.discharge is None
    ready.refreshes()
    ready.types(ready.page.sign.pin_field, PINS["nora"])
    ready.clicks(ready.page.sign.sign_button)
    assert ready.chart.discharge is not None


def stops(widget, number):
    """Where so many presses of Tab lead, passing over what cannot be reached."""
    passed = []
    while len(passed) < number:
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not widget.isHidden():
            passed.append(widget)
    return passed


def test_tab_goes_from_the_last_reason_to_the_second_person_and_on_to_the_signature(unsteady):
    overrides(unsteady)
    sign = unsteady.page.sign
    panel, second = sign.override_panel, sign.override_panel.second
    first, last = (panel.reason_fields[key] for key in ("gait", "line_out"))
    if unsteady.snapshot.unmet[0].criterion.key != "gait":
        first, last = last, first
    unsteady.chooses(second, unsteady.team.cora, PINS["cora"])
    expected = [last, second.member_choice, second.pin_field, sign.pin_field, sign.sign_button]
    assert stops(first, 5) == expected


def test_tab_goes_through_the_criteria_in_their_order_before_the_signature(recovering):
    rows = list(recovering.page.criteria.rows.values())
    tabbed = [stop for row in rows for stop in row.tab_stops]
    chain = [recovering.page.criteria]
    while chain[-1] is not recovering.page.sign.override_button:
        chain.append(chain[-1].nextInFocusChain())
    assert [widget for widget in chain if widget in tabbed] == tabbed


def test_both_pins_of_an_override_can_be_tapped(unsteady):
    sign = unsteady.page.sign
    overrides(unsteady)
    unsteady.page.show()
    unsteady.chooses(sign.override_panel.second, unsteady.team.cora, "")
    for button, pin in (
        (sign.override_panel.second.keypad_button, PINS["cora"]),
        (sign.keypad_button, PINS["nora"]),
    ):
        unsteady.clicks(button)
        for digit in pin:
            unsteady.clicks(button.popup.keypad.digit_buttons[int(digit)])
    unsteady.clicks(sign.sign_button)
    assert unsteady.chart.discharge.event.overruled.name == "Cora"


def test_after_the_signature_the_page_has_the_keyboard(ready):
    ready.page.show()
    ready.types(ready.page.sign.pin_field, PINS["nora"])
    ready.page.sign.pin_field.setFocus()
    ready.qtbot.keyClick(ready.page.sign.pin_field, Qt.Key.Key_Return)
    assert ready.chart.discharge is not None
    assert ready.page.window().focusWidget() is ready.page


def pins(desk):
    return [desk.page.sign.pin_field.text(), desk.page.sign.override_panel.second.pin_field.text()]


def refused_by_a_criterion(desk):
    overrides(desk, line_out="")
    desk.chooses(desk.page.sign.override_panel.second, desk.team.cora, PINS["cora"])
    desk.types(desk.page.sign.pin_field, PINS["nora"])


def refused_without_the_second_pin(desk):
    overrides(desk)
    desk.chooses(desk.page.sign.override_panel.second, desk.team.cora, "")
    desk.types(desk.page.sign.pin_field, PINS["nora"])


def refused_without_ones_own_pin(desk):
    overrides(desk)
    desk.chooses(desk.page.sign.override_panel.second, desk.team.cora, PINS["cora"])


@pytest.mark.parametrize("fill", [refused_by_a_criterion, refused_without_the_second_pin, refused_without_ones_own_pin])
def test_no_pin_outlives_a_refusal(qtbot, unsteady, fill):
    fill(unsteady)
    with qtbot.assertNotEmitted(unsteady.page.submitted, wait=10):
        qtbot.keyClick(unsteady.page.sign.pin_field, Qt.Key.Key_Return)
    assert unsteady.page.sign.notice.text
    assert pins(unsteady) == ["", ""]


def test_no_pin_outlives_the_page_being_left_or_somebody_else_signing_in(unsteady):
    unsteady.page.show()
    refused_by_a_criterion(unsteady)
    assert pins(unsteady) == [PINS["nora"], PINS["cora"]]
    unsteady.page.hide()
    assert pins(unsteady) == ["", ""]

    unsteady.page.show()
    unsteady.types(unsteady.page.sign.pin_field, PINS["nora"])
    unsteady.types(unsteady.page.sign.override_panel.second.pin_field, PINS["cora"])
    unsteady.page.display_staff(unsteady.team.noel)
    assert pins(unsteady) == ["", ""]


def test_a_refusal_is_gone_once_it_is_no_longer_so(recovering):
    recovering.types(recovering.page.sign.pin_field, PINS["nora"])
    recovering.qtbot.keyClick(recovering.page.sign.pin_field, Qt.Key.Key_Return)
    said = recovering.page.sign.notice.text
    assert said.startswith("Not met")
    recovering.refreshes()
    assert recovering.page.sign.notice.text == said

    recovering.team.recovers(recovering.session)
    recovering.refreshes()
    assert recovering.page.sign.notice.text == ""


def test_what_was_said_of_a_wrong_pin_is_over_once_another_is_typed_or_somebody_else_is_there(ready):
    for takes_back in (
        lambda: ready.types(ready.page.sign.pin_field, "1"),
        lambda: ready.page.display_staff(ready.team.noel),
    ):
        ready.types(ready.page.sign.pin_field, "0000")
        ready.clicks(ready.page.sign.sign_button)
        assert ready.page.sign.notice.text == "This is not the PIN of Nora."
        takes_back()
        assert ready.page.sign.notice.text == ""
        ready.page.sign.pin_field.clear()
