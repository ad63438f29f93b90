"""What needs attention, the most urgent first; what was left unanswered; what has ended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from monitor.effects import Grade
from monitor.events import EffectSeen, FlagAnswered, SetMissed, SymptomsChecked, VitalsTaken
from monitor.limits import Severity
from monitor.snapshot import take_snapshot
from monitor.symptoms import Symptom
from sessions.staff import Member, Roster
from tests.builders import (
    ADMINISTRATOR,
    CLINICIAN,
    NURSE,
    baseline,
    minute,
    running_page,
    shipped_page,
    vitals,
    written,
)
from ui.chairside.attention_list import ANSWER_KEY, AttentionList
from ui.chairside.flag_row import FlagRow
from ui.theme import DARK, LIGHT, apply_theme
from ui.widgets.marks import Mark

CRITICAL = baseline(systolic=184)
CAUTION = baseline(spo2=92)
SLOW = baseline(heart_rate=47)
BAD = baseline(systolic=184, heart_rate=47, spo2=95)
ROSTER = Roster((Member(NURSE, ""), Member(CLINICIAN, "")))


@pytest.fixture
def attention(qtbot):
    made = AttentionList()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.display_roster(ROSTER)
    made.resize(376, 600)
    made.show()
    return made


def show(attention, *lines, at=11.0):
    attention.display(take_snapshot(running_page(*lines), minute(at)))


def rows(attention):
    return [row for row in attention.rows if row.isVisible()]


def insets(row):
    """Where the bar begins and ends in its row, and where its words do."""
    bar = row.waiting_label
    words = bar.contentsRect().translated(bar.pos())
    return (
        *(bar.x(), row.width() - bar.geometry().right()),
        *(words.left() - bar.x(), bar.geometry().right() - words.right(), words.top() - bar.y()),
    )


def test_the_bars_of_what_nobody_answered_are_alike_whatever_the_row_was_before(qapp, attention):
    apply_theme(qapp, DARK)
    show(attention, (10, baseline(systolic=184)))
    show(attention, (10, baseline(systolic=184)), (10, baseline(systolic=184, spo2=89)), at=16)
    QApplication.processEvents()
    late = [row for row in rows(attention) if row.flag.is_escalated]
    assert len(late) == 2
    assert len({insets(row) for row in late}) == 1
    assert insets(late[0])[2:] == (8, 8, 2)


def problems(attention):
    return [row.flag.problem for row in rows(attention)]


def answer(at, problem, action="Rechecked", told="", since=None):
    return at, FlagAnswered(problem, None, action, told, since=None if since is None else minute(since))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_row_says_severity_by_shape_and_word_then_the_sentence_and_its_course(attention):
    show(attention, (10, CRITICAL), (12, baseline(systolic=191)), (14, baseline(systolic=186)), at=15)
    row = rows(attention)[0]
    assert row.mark.mark is Mark.CRITICAL
    assert row.head_label.text() == "Systolic 186 mmHg"
    assert row.sentence == row.flag.sentence
    assert row.sentence.startswith("Systolic 186 mmHg: at or above 180, critical limit")
    assert row.course_label.text() == ("critical · since T+10, 3 times, worst 191 mmHg · symptoms not asked yet")


def test_the_course_says_what_the_symptoms_were(attention):
    show(attention, (10, CRITICAL), (11, SymptomsChecked(())), at=12)
    assert rows(attention)[0].course_label.text() == "critical · since T+10 · symptoms at T+11: none"


@pytest.mark.parametrize(
    ("at", "course"), [(15, "caution · since T+10"), (16, "caution · since T+10 · old, read 6 min ago")]
)
def test_a_reading_too_old_to_be_the_present_one_says_so_with_its_age(attention, at, course):
    show(attention, (10, SLOW), at=at)
    assert rows(attention)[0].course_label.text() == course


def test_what_was_not_answered_and_eased_says_how_bad_it_was(attention):
    show(attention, (10, CRITICAL), (13, baseline(systolic=170)), at=14.5)
    row = rows(attention)[0]
    assert row.waiting_label.text() == "Not answered for 4 min: critical, 184 mmHg"
    assert row.head_label.text() == "Systolic 170 mmHg"
    assert row.property("look") == "critical-late"
    show(attention, (10, CRITICAL), (13, baseline(systolic=170)), at=14.55)
    assert row.property("look") == "critical-late-lit"


def test_the_worst_stands_first_though_a_milder_one_was_not_answered_in_time(attention):
    show(attention, (3, SLOW), (10, BAD), at=11)
    assert problems(attention)[:3] == ["high:systolic", "low:heart_rate", "low:spo2"]


def test_more_than_two_flags_are_told_in_brief_and_whole_in_the_tooltip(attention):
    show(attention, (10, baseline(systolic=184, heart_rate=47)), at=11)
    whole = rows(attention)[0]
    tall = whole.sizeHint().height()
    assert whole.rest_label.shown == whole.rest_label.text()
    show(attention, (10, baseline(systolic=184, heart_rate=47, spo2=88)), at=11)
    brief = rows(attention)[0]
    assert brief.sizeHint().height() < tall
    assert brief.rest_label.shown.endswith("…")
    assert brief.rest_label.toolTip() == brief.rest_label.text()
    assert brief.sentence == brief.flag.sentence


def test_a_symptom_and_a_recheck_are_never_cut_off_however_many_flags_there_are(attention):
    found = SymptomsChecked((Symptom.VISUAL_LOSS,))
    show(attention, (10, baseline(systolic=184, diastolic=101, heart_rate=47, spo2=88)), (10, found), at=11)
    pressures = [row for row in rows(attention) if row.flag.problem.startswith("high:")]
    assert len(pressures) == 2
    assert all(row.rest_label.shown.endswith("with visual loss") for row in pressures)
    show(attention, (10, baseline(systolic=168, heart_rate=47, spo2=88)), at=11)
    [lone] = [row for row in rows(attention) if row.flag.problem == "high:systolic"]
    assert "take it again by 15:00" in lone.rest_label.shown


def test_what_was_not_answered_in_time_says_for_how_long(attention):
    show(attention, (10, CRITICAL), at=14.5)
    row = rows(attention)[0]
    assert row.waiting_label.text() == "Not answered for 4 min"
    assert row.property("look").startswith("critical-late")


def test_before_the_time_for_an_answer_is_over_nothing_is_said_of_it(attention):
    show(attention, (10, CRITICAL), at=11.9)
    assert not rows(attention)[0].waiting_label.isVisible()


def test_an_answer_is_shown_with_who_when_and_who_was_told_and_leaves_the_flag(attention):
    show(attention, (10, CRITICAL), answer(11, "high:systolic", "Infusion paused", "Dr. Sol"), at=12)
    row = rows(attention)[0]
    assert row.answer_label.text() == "✓ Infusion paused; told: Dr. Sol (Anna Lind, 14:56)"
    assert row.answer_button.text() == "Add"
    assert attention.count_label.text() == ""


def test_a_worse_value_after_an_answer_asks_again(attention):
    show(attention, (10, CRITICAL), answer(11, "high:systolic"), (12, baseline(systolic=192)), at=13)
    assert rows(attention)[0].answer_button.text() == f"Answer\n{ANSWER_KEY}"
    assert attention.count_label.text() == "1 unanswered"


def test_the_key_stands_on_the_most_urgent_unanswered_flag_alone(attention):
    show(attention, (10, BAD), answer(10.5, "high:systolic"), at=11)
    assert problems(attention) == ["high:systolic", "low:heart_rate", "low:spo2"]
    words = [row.answer_button.text() for row in rows(attention)]
    assert words == ["Add", f"Answer\n{ANSWER_KEY}", "Answer"]


def test_the_button_asks_for_an_answer_to_its_own_flag(qtbot, attention):
    show(attention, (10, BAD))
    with qtbot.waitSignal(attention.answering) as asked:
        press(qtbot, rows(attention)[1].answer_button)
    assert asked.args[0] == rows(attention)[1].flag


def test_what_ended_without_an_answer_stands_below_muted_and_can_be_answered(qtbot, attention):
    show(attention, (10, CRITICAL), (12, baseline()), (14, CAUTION), at=16)
    first, second = rows(attention)
    assert (first.flag.problem, second.flag.problem) == ("low:spo2", "high:systolic")
    assert second.waiting_label.text() == "Ended at T+12, not answered"
    assert second.property("look") == "ended"
    assert not attention.ended_button.isVisible()
    assert attention.count_label.text() == "2 unanswered"
    with qtbot.waitSignal(attention.answering) as asked:
        press(qtbot, second.answer_button)
    assert asked.args[0].problem == "high:systolic"


def test_an_answer_after_the_end_is_marked_so(qtbot, attention):
    show(attention, (10, CRITICAL), (12, baseline()), answer(15, "high:systolic", since=10), at=16)
    press(qtbot, attention.ended_button)
    assert attention.ended_rows[0].answer_label.text() == "✓ Rechecked (Anna Lind, 15:00, after it had ended)"


def test_what_ended_and_wants_nothing_is_folded_under_one_line(qtbot, attention):
    ended = (3, SLOW), answer(4, "low:heart_rate"), (6, baseline())
    show(attention, *ended, (10, CAUTION), answer(11, "low:spo2"), (12, baseline()), at=13)
    assert rows(attention) == []
    assert attention.ended_button.text() == "2 flags have ended · show"

    press(qtbot, attention.ended_button)
    over = [row for row in attention.ended_rows if row.isVisible()]
    assert [row.flag.problem for row in over] == ["low:heart_rate", "low:spo2"]
    assert over[0].waiting_label.text() == "Ended at T+6"
    assert attention.ended_button.text() == "2 flags have ended · hide"

    press(qtbot, attention.ended_button)
    assert not [row for row in attention.ended_rows if row.isVisible()]


def test_a_lone_high_pressure_asks_to_be_taken_again_and_for_no_answer(attention):
    show(attention, (10, baseline(systolic=168)), at=11)
    row = rows(attention)[0]
    assert row.flag.severity is Severity.ADVISORY
    assert row.sentence.endswith("one reading, take it again by 15:00")
    assert attention.count_label.text() == ""


def test_nothing_needs_attention_is_said_only_when_every_planned_set_is_taken(attention):
    show(attention, (10, baseline()))
    assert attention.quiet_label.text() == "Nothing needs attention"
    assert attention.quiet_mark.isVisible()


def test_nothing_is_called_quiet_while_an_ended_flag_has_no_answer(attention):
    show(attention, (7, CAUTION), (10, baseline()), at=11)
    assert attention.quiet_label.text() == ""


def test_without_any_set_nothing_is_called_quiet(attention):
    attention.display(take_snapshot(shipped_page(), minute(-29)))
    assert attention.quiet_label.text() == "No set taken yet"
    assert not attention.quiet_mark.isVisible()


def test_a_set_explained_away_is_said_instead_of_quiet(attention):
    show(attention, (10.5, SetMissed(minute(10), "asleep")))
    assert attention.quiet_label.text() == "The set due at T+10 was not taken: asleep"


def test_clicking_a_flag_goes_to_its_entry(qtbot, attention):
    page = running_page((10, CRITICAL))
    attention.display(take_snapshot(page, minute(11)))
    with qtbot.waitSignal(attention.entry_chosen) as chosen:
        press(qtbot, rows(attention)[0].head_label)
    assert chosen.args[0] == written(page, VitalsTaken).id


@pytest.mark.parametrize(
    ("lines", "pulses"),
    [
        (((10, CRITICAL),), True),
        (((10, CRITICAL), answer(10.5, "high:systolic")), False),
        (((10, CAUTION),), False),
        (((10, CRITICAL), (10.8, baseline())), False),
    ],
)
@pytest.mark.parametrize("at", [11, 13])
def test_only_an_unanswered_critical_flag_pulses_late_or_not(attention, lines, at, pulses):
    looks = []
    for second in (0, 1):
        show(attention, *lines, at=at + second / 60)
        looks.append([row.property("look") for row in rows(attention)])
    assert (looks[0] != looks[1]) is pulses


def test_whoever_may_not_answer_finds_the_buttons_closed_and_why(attention):
    show(attention, (10, CRITICAL))
    attention.display_staff(ADMINISTRATOR)
    button = rows(attention)[0].answer_button
    assert not button.isEnabled()
    assert button.toolTip() == "Kim Ott is administrator: only a nurse or a clinician writes in a chart."
    attention.display_staff(NURSE)
    assert (button.isEnabled(), button.toolTip()) == (True, "")


def test_flags_there_is_no_room_for_are_counted_and_are_never_more_urgent(qtbot, attention):
    bad = baseline(systolic=184, diastolic=112, heart_rate=131, spo2=89)
    attention.resize(354, 300)
    show(attention, (10, bad), (10, EffectSeen("DISS", Grade.SEVERE)))
    QApplication.processEvents()
    hidden = int(attention.below_label.text().partition(" ")[0])
    assert 0 < hidden < len(rows(attention))
    attention.resize(354, 1200)
    QApplication.processEvents()
    assert attention.below_label.text() == ""


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_row_that_gets_worse_has_the_text_colour_of_the_worse(qtbot, qapp, theme):
    apply_theme(qapp, theme)
    row = FlagRow()
    qtbot.addWidget(row)
    colours = {}
    for spo2 in (92, 89):
        shown = take_snapshot(running_page((10, vitals(spo2=spo2))), minute(10))
        row.display(shown.flags[0], shown, ROSTER)
        row.ensurePolished()
        colours[shown.flags[0].severity] = row.head_label.palette().windowText().color().name()
    expected = {severity: theme.tones[severity].text.lower() for severity in colours}
    assert (len(expected), colours) == (2, expected)


def test_showing_the_same_again_changes_nothing(attention):
    show(attention, (3, SLOW), (6, baseline()), (10, BAD), answer(10.5, "low:spo2"))
    before = attention.grab().toImage()
    show(attention, (3, SLOW), (6, baseline()), (10, BAD), answer(10.5, "low:spo2"))
    assert attention.grab().toImage() == before


def test_tab_goes_through_the_flags_from_top_to_bottom_though_some_are_newer(qtbot, attention):
    show(attention, (10, baseline()))
    show(attention, (9, SLOW), answer(9.5, "low:heart_rate"), (9.7, baseline()), (10, CRITICAL))
    show(attention, (9, SLOW), answer(9.5, "low:heart_rate"), (9.7, baseline()), (10, BAD))
    attention.activateWindow()
    qtbot.waitActive(attention)
    shown = rows(attention)
    assert len(shown) > 2
    assert [row.y() for row in shown] == sorted(row.y() for row in shown)

    shown[0].setFocus()
    gone_through = [QApplication.focusWidget()]
    for _ in range(2 * len(shown)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        gone_through.append(QApplication.focusWidget())
    stops = [stop for row in shown for stop in (row, row.answer_button)]
    assert gone_through == [*stops, attention.ended_button]
