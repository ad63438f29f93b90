"""What needs attention, worst first, and its answers."""

import pytest
from PySide6.QtCore import Qt

from monitor.events import FlagAnswered, SetMissed
from monitor.snapshot import take_snapshot
from tests.builders import NURSE, SESSION, baseline, entry, minute, running_page, shipped_page, vitals, written
from ui.chairside.attention_list import AttentionList
from ui.chairside.flag_row import FlagRow
from ui.theme import LIGHT, apply_theme

BAD = vitals(systolic=168, diastolic=96, heart_rate=70, spo2=98)


@pytest.fixture
def attention(qtbot):
    made = AttentionList()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    made.resize(376, 600)
    made.show()
    return made


def show(attention, entries, at=11.0):
    attention.display(take_snapshot(entries, minute(at)))


def sentences(attention):
    return [row.sentence_label.text() for row in attention.rows if row.isVisible()]


def answered(entries, problem, action, at=10.5):
    taken = written(entries, type(BAD))
    return [*entries, entry(FlagAnswered(problem, taken.id, action), at=minute(at), after=entries[-1])]


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_flags_stand_worst_first_with_mark_word_and_time(attention):
    show(attention, running_page((10, BAD)))
    first = attention.rows[0]
    assert first.sentence_label.text() == "Systolic 168 mmHg: at or above 165, caution limit"
    assert first.word_label.text() == "caution · since T+10"
    assert first.mark.mark.value == "caution"
    assert len(sentences(attention)) == 3


def test_a_flag_that_is_over_leaves_the_list(attention):
    show(attention, running_page((10, BAD)))
    show(attention, running_page((10, BAD), (15, baseline())), at=16)
    assert sentences(attention) == []


def test_nothing_needs_attention_is_said_only_when_every_planned_set_is_taken(attention):
    show(attention, running_page((10, baseline())), at=11)
    assert attention.quiet_label.text() == "Nothing needs attention"
    assert attention.quiet_mark.isVisible()


def test_without_any_set_nothing_is_called_quiet(attention):
    show(attention, shipped_page(), at=-29)
    assert attention.quiet_label.text() == "No set taken yet"
    assert not attention.quiet_mark.isVisible()


def test_a_set_explained_away_is_said_instead_of_quiet(attention):
    show(attention, running_page((10.5, SetMissed(minute(10), "asleep"))), at=11)
    assert attention.quiet_label.text() == "The set due at T+10 was not taken: asleep"


def test_an_answer_names_the_flag_and_its_entry(qtbot, attention):
    entries = running_page((10, BAD))
    show(attention, entries)
    press(qtbot, attention.rows[0].answer_button)
    panel = attention.answer_panel
    assert panel.title_label.text() == "Systolic 168 mmHg: at or above 165, caution limit"
    assert panel.keep_button.toolTip() == "Say what was done, or why nothing was."
    press(qtbot, panel.answer_buttons[0])
    with qtbot.waitSignal(attention.submitted) as submitted:
        press(qtbot, panel.keep_button)
    taken = written(entries, type(BAD))
    assert submitted.args[0].session == SESSION
    assert submitted.args[0].events == (FlagAnswered("out_of_limits:systolic", taken.id, "Rechecked"),)
    attention.confirm(submitted.args[0])
    assert not panel.isVisible()


def test_an_answered_flag_shows_its_answer_and_sinks_within_its_severity(attention):
    entries = running_page((10, BAD))
    show(attention, entries)
    before = sentences(attention)
    show(attention, answered(entries, "out_of_limits:diastolic", "Rechecked"))
    after = sentences(attention)
    assert after[0] == before[0]
    assert after[-1] == "Diastolic 96 mmHg: at or above 95, advisory limit"
    assert attention.rows[2].answer_label.text() == "✓ Rechecked"
    assert attention.count_label.text() == "2 unanswered"


def test_an_answered_caution_stays_above_an_unanswered_advisory(attention):
    show(attention, answered(running_page((10, BAD)), "out_of_limits:systolic", "Rechecked"))
    assert attention.rows[0].word_label.text().startswith("caution")


def test_a_refusal_keeps_the_answer(qtbot, attention):
    show(attention, running_page((10, BAD)))
    press(qtbot, attention.rows[0].answer_button)
    qtbot.keyClicks(attention.answer_panel.field, "Clinician told")
    with qtbot.waitSignal(attention.submitted) as submitted:
        press(qtbot, attention.answer_panel.keep_button)
    attention.refuse(submitted.args[0], "The disk is full.")
    assert attention.answer_panel.field.text() == "Clinician told"
    assert attention.answer_panel.notice.text == "The disk is full."


def test_an_answer_typed_for_one_flag_is_not_taken_over_by_another(qtbot, attention):
    show(attention, running_page((10, BAD)))
    press(qtbot, attention.rows[0].answer_button)
    qtbot.keyClicks(attention.answer_panel.field, "Clinician told")
    press(qtbot, attention.rows[1].answer_button)
    assert attention.answer_panel.field.text() == ""


def test_a_new_set_does_not_redirect_an_answer_being_typed(qtbot, attention):
    entries = running_page((10, BAD))
    show(attention, entries)
    press(qtbot, attention.rows[0].answer_button)
    qtbot.keyClicks(attention.answer_panel.field, "Rechecked")
    show(attention, running_page((10, BAD), (12, vitals(systolic=185, diastolic=100))), at=12)
    with qtbot.waitSignal(attention.submitted) as submitted:
        press(qtbot, attention.answer_panel.keep_button)
    assert submitted.args[0].events[0].entry == written(entries, type(BAD)).id


def test_clicking_a_flag_goes_to_its_entry(qtbot, attention):
    entries = running_page((10, BAD))
    show(attention, entries)
    with qtbot.waitSignal(attention.entry_chosen) as chosen:
        qtbot.mouseClick(attention.rows[0], Qt.MouseButton.LeftButton)
    assert chosen.args[0] == written(entries, type(BAD)).id


def test_only_an_unanswered_critical_flag_pulses(attention):
    entries = running_page((10, vitals(systolic=185, diastolic=80)))

    def looks(page):
        seen = []
        for second in (0, 1):
            show(attention, page, at=11 + second / 60)
            seen.append({row.property("look") for row in attention.rows if row.isVisible()})
        return seen

    assert looks(entries)[0] != looks(entries)[1]
    quiet = answered(entries, "out_of_limits:systolic", "Clinician told")
    assert looks(quiet)[0] == looks(quiet)[1]


def test_a_row_that_gets_worse_has_the_text_colour_of_the_worse(qtbot, attention, qapp):
    apply_theme(qapp, LIGHT)
    row = FlagRow()
    qtbot.addWidget(row)
    colours = {}
    for systolic in (168, 200):
        shown = take_snapshot(running_page((10, vitals(systolic=systolic))), minute(10))
        row.display(shown.flags[0], (), shown)
        row.ensurePolished()
        colours[shown.flags[0].severity] = row.sentence_label.palette().windowText().color().name()
    expected = {severity: LIGHT.tones[severity].text.lower() for severity in colours}
    assert (len(expected), colours) == (2, expected)
