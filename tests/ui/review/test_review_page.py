"""Review: the whole story of a chart, read-only, and a countersignature that only a clinician gives."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from monitor.events import (
    AddendumWritten,
    CriterionObserved,
    EntryStruck,
    FlagAnswered,
    NoteWritten,
    Override,
    VitalsTaken,
)
from monitor.limits import Phase, Severity
from monitor.patient_limits import Place, own_rows
from monitor.vitals import Vital
from sessions.requests import Correcting, Discharging, LimitingPatient
from tests.clinics import CALM, PINS, FakeClock, Team, typed_set
from tests.ui.desk import Desk
from ui.review.review_page import ReviewPage
from ui.widgets.marks import Mark


class Trend(QWidget):
    """Stands where the trend chart stands: it shows a snapshot and names the entry that is clicked."""

    entry_chosen = Signal(object)

    def display(self, snapshot):
        self.shown = snapshot


@pytest.fixture
def team():
    return Team()


def told(team):
    """A discharged session with a high reading that was answered, a slip that was corrected, and an override."""
    session = team.starts()
    team.clock.advance(minutes=10)
    high = team.writes(session, typed_set(**{**CALM, "systolic": 170})).chart.page[-1]
    team.writes(session, FlagAnswered("high:systolic", high.id, "lay back, told Cora"))
    team.clock.advance(minutes=5)
    slip = team.writes(session, typed_set(**{**CALM, "heart_rate": 96})).chart.page[-1]
    team.clinic.carry_out(Correcting(session, slip.id, "typing slip", typed_set(**CALM)), team.nora)
    team.infuses(session)
    team.recovers(session)
    team.writes(session, CriterionObserved("gait", met=False, note="needs a hand"))
    override = (Override("gait", "uses a frame at home"),)
    team.clinic.carry_out(Discharging(session, PINS["nora"], override, "cora", PINS["cora"]), team.nora)
    return session


@pytest.fixture
def desk(qtbot, team):
    return Desk(qtbot, team, ReviewPage(Trend()), told(team), staff=team.cora)


def test_the_chart_is_shown_with_every_entry_the_struck_ones_too(desk):
    model = desk.page.table.model
    assert model.rowCount() == len(desk.chart.page)
    assert desk.page.trend.shown.chart.session == desk.session


def test_a_click_in_the_trend_chooses_the_row_in_the_table(desk):
    entry = next(entry for entry in desk.chart.page if isinstance(entry.event, VitalsTaken))
    desk.page.trend.entry_chosen.emit(entry.id)
    assert desk.page.table.chosen == entry.id


def test_the_flags_of_the_session_stand_with_their_answers(desk):
    flags = desk.page.flags.texts
    answered = [text for text in flags if "lay back, told Cora" in text]
    assert len(answered) == 1
    assert "Systolic 170 mmHg" in answered[0]
    assert "caution" in answered[0]


def after(qtbot, team, *writings):
    """The lines about the flags of a session in which this was written, each two minutes after the one before."""
    session = team.starts()
    for events in writings:
        team.clock.advance(minutes=2)
        team.writes(session, *events)
    return Desk(qtbot, team, ReviewPage(Trend()), session).page.flags.texts


SLOW, SLOWER = (typed_set(**{**CALM, "heart_rate": rate}) for rate in (47, 42))
LAID_FLAT = FlagAnswered("low:heart_rate", None, "laid flat", since=FakeClock().now + timedelta(minutes=2))


def test_a_flag_that_nobody_answered_says_so(qtbot, team):
    (flag,) = after(qtbot, team, [SLOW], [typed_set(**CALM)])
    assert flag.endswith("caution · T+2 to T+4 · no answer")


def test_a_flag_that_became_worse_after_its_answer_says_both(qtbot, team):
    (flag,) = after(qtbot, team, [SLOW], [LAID_FLAT], [SLOWER])
    assert "answered: laid flat (Nora, 13:04) · no answer since it became worse" in flag


def test_an_answer_after_the_flag_had_ended_is_marked_so(qtbot, team):
    (flag,) = after(qtbot, team, [SLOW], [typed_set(**CALM)], [LAID_FLAT])
    assert flag.endswith("answered: laid flat (Nora, 13:06, after it had ended)")


def test_an_answer_to_a_flag_that_a_correction_took_away_stands_there_without_it(qtbot, team):
    session = team.starts()
    team.clock.advance(minutes=2)
    wrong = team.writes(session, SLOW).chart.page[-1]
    team.writes(session, replace(LAID_FLAT, entry=wrong.id, sentence="Heart rate 47 /min: below 50, caution limit"))
    team.writes(session, EntryStruck(wrong.id, "typed wrongly"))
    (line,) = Desk(qtbot, team, ReviewPage(Trend()), session).page.flags.texts
    assert "Heart rate 47 /min: below 50, caution limit: no flag any more, what raised it was corrected" in line
    assert "Answer to the flag Heart rate low: laid flat" in line


def test_an_answer_to_a_flag_that_no_set_raised_is_told_too(qtbot, team):
    session = team.starts()
    team.clock.advance(minutes=20)
    team.writes(session, FlagAnswered("set_overdue", None, "cuff was broken"))
    desk = Desk(qtbot, team, ReviewPage(Trend()), session)
    assert any("cuff was broken" in text for text in desk.page.flags.texts)


def test_a_correction_says_what_was_struck_why_by_whom_and_the_right_value(desk):
    assert len(desk.page.corrections.texts) == 1
    text = desk.page.corrections.texts[0]
    for part in ("HR 96", "typing slip", "by Nora", "right value: BP 122/78, HR 70"):
        assert part in text


def test_a_strike_without_a_right_value_says_that_none_was_given(qtbot, team):
    session = team.opens()
    note = team.writes(session, NoteWritten("wrong patient")).chart.page[-1]
    team.writes(session, EntryStruck(note.id, "other chair"))
    desk = Desk(qtbot, team, ReviewPage(Trend()), session)
    assert "right value: none given" in desk.page.corrections.texts[0]


def test_signatures_say_their_meaning_and_over_how_many_entries(desk):
    first, second = desk.page.signatures.texts
    entries = desk.chart.discharge.event.signature.entries
    assert first.startswith("Nora, nurse")
    assert first.endswith(f"patient may go home · over {entries} entries")
    assert second.startswith("Cora, clinician")
    assert "overruled" in second


def test_what_was_unmet_when_signed_stands_with_reason_and_second_person(desk):
    assert len(desk.page.overrides.texts) == 1
    text = desk.page.overrides.texts[0]
    for part in ("Gait steady", "needs a hand", "uses a frame at home", "overruled by Cora, clinician"):
        assert part in text


def test_the_head_says_that_the_discharge_was_overridden_before_and_after_the_countersignature(desk):
    strip = desk.page.overridden_strip
    said = "Discharge overridden, 1 criterion: Gait steady · by Cora, clinician"
    assert strip.text == said
    assert strip.mark.mark is Mark.CAUTION
    assert not strip.isHidden()

    desk.types(desk.page.review.pin_field, PINS["cora"])
    desk.clicks(desk.page.review.countersign_button)
    assert desk.chart.phase is Phase.REVIEWED
    assert strip.text == said
    assert not strip.isHidden()


def test_the_head_says_nothing_of_an_override_where_every_criterion_was_met(qtbot, team):
    desk = Desk(qtbot, team, ReviewPage(Trend()), team.discharged(), staff=team.cora)
    assert desk.page.overridden_strip.isHidden()


def test_what_came_after_the_signature_is_marked(desk):
    assert desk.page.late.texts == []
    assert not desk.page.late.none_label.isHidden()
    desk.team.clock.advance(minutes=5)
    desk.team.writes(desk.session, AddendumWritten("Line site dry."))
    desk.refreshes()
    assert desk.page.late.texts == [
        "Addendum: Line site dry.\n" + f"{desk.chart.time_text(desk.team.clock.now)} by Nora"
    ]


def test_a_clinician_countersigns_by_pin(desk):
    review = desk.page.review
    desk.types(review.pin_field, PINS["cora"])
    desk.clicks(review.countersign_button)
    assert desk.chart.phase is Phase.REVIEWED
    assert len(desk.page.signatures.texts) == 3
    assert not review.countersign_button.isEnabled()
    assert review.objection_label.text() == "This session was countersigned already."


def test_the_pin_of_the_countersignature_can_be_tapped(desk):
    review = desk.page.review
    desk.page.show()
    desk.clicks(review.keypad_button)
    for digit in PINS["cora"]:
        desk.clicks(review.keypad_button.popup.keypad.digit_buttons[int(digit)])
    desk.clicks(review.countersign_button)
    assert desk.chart.phase is Phase.REVIEWED


def test_a_wrong_pin_is_said_and_nothing_is_signed(desk):
    desk.types(desk.page.review.pin_field, "1111")
    desk.clicks(desk.page.review.countersign_button)
    assert desk.page.review.notice.text == "This is not the PIN of Cora."
    assert desk.chart.review is None
    assert desk.page.review.pin_field.text() == ""


def test_a_nurse_cannot_countersign_and_reads_why(desk):
    desk.page.display_staff(desk.team.nora)
    assert not desk.page.review.countersign_button.isEnabled()
    assert desk.page.review.objection_label.text() == "Nora is nurse: only a clinician countersigns."


def test_a_countersignature_needs_a_pin(qtbot, desk):
    with qtbot.assertNotEmitted(desk.page.submitted, wait=10):
        desk.clicks(desk.page.review.countersign_button)
    assert desk.page.review.notice.text == "Type your own PIN."


def test_an_addendum_is_written_from_the_review(desk):
    desk.types(desk.page.review.addendum_field, "Discussed with the family.")
    assert desk.drafts == {"review/addendum": "Discussed with the family."}
    desk.clicks(desk.page.review.addendum_button)
    assert desk.chart.addenda[0].event == AddendumWritten("Discussed with the family.")
    assert desk.page.review.addendum_field.text() == ""


def test_a_session_still_open_can_be_read_but_not_signed(qtbot, team):
    session = team.opens()
    desk = Desk(qtbot, team, ReviewPage(Trend()), session, staff=team.cora)
    assert desk.page.table.model.rowCount() == 1
    assert not desk.page.review.countersign_button.isEnabled()
    assert desk.page.review.objection_label.text() == "The discharge is not signed yet."
    assert not desk.page.review.addendum_button.isEnabled()


def test_a_countersignature_over_what_was_not_on_the_screen_is_refused_until_it_was_read(desk):
    card = desk.page.review
    desk.team.writes(desk.session, AddendumWritten("called home: well"), by=desk.team.noel)
    desk.types(card.pin_field, PINS["cora"])
    desk.clicks(card.countersign_button)
    assert card.notice.text == "Entries came in after this page was shown. Read them, then sign again."
    desk.refreshes()
    desk.types(card.pin_field, PINS["cora"])
    desk.clicks(card.countersign_button)
    assert desk.chart.phase is Phase.REVIEWED


def test_limits_of_this_patient_are_told_with_who_ordered_them_and_why(qtbot, team):
    session = team.opens()
    chart = team.clinic.snapshot(session).chart
    rows = own_rows(chart, Vital.SYSTOLIC, {Place(Severity.CAUTION, is_high=True): 175}, "Cora: known")
    team.clinic.carry_out(LimitingPatient(session, rows, "known hypertensive", "cora", PINS["cora"]), team.nora)
    page = Desk(qtbot, team, ReviewPage(Trend()), session, staff=team.cora).page
    assert page.limits.texts == ["systolic caution from 175\nknown hypertensive · 13:00 by Cora"]
    assert page.banner.limits_label.text() == "Own limits: systolic caution from 175"


def test_without_limits_of_this_patient_those_of_the_protocol_are_named(desk):
    assert desk.page.limits.texts == []
    assert desk.page.limits.none_label.text() == "those of the protocol"


def test_no_pin_of_a_countersignature_outlives_a_refusal_the_page_or_its_person(qtbot, desk):
    card = desk.page.review
    desk.types(card.pin_field, PINS["cora"])
    desk.page.display_staff(desk.team.nora)
    assert card.pin_field.text() == ""
    card.pin_field.setText(PINS["cora"])
    with qtbot.assertNotEmitted(desk.page.submitted, wait=10):
        card.pin_field.returnPressed.emit()
    assert card.notice.text
    assert card.pin_field.text() == ""

    desk.page.show()
    desk.page.display_staff(desk.team.cora)
    desk.types(card.pin_field, PINS["cora"])
    desk.page.hide()
    assert card.pin_field.text() == ""


def test_what_was_said_of_a_wrong_pin_is_over_once_another_is_typed(desk):
    desk.types(desk.page.review.pin_field, "0000")
    desk.clicks(desk.page.review.countersign_button)
    assert desk.page.review.notice.text
    desk.types(desk.page.review.pin_field, "9")
    assert desk.page.review.notice.text == ""
