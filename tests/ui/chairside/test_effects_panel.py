"""Effects by two taps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from monitor.effects import EFFECTS, OTHER, Grade
from monitor.events import EffectEnded, EffectSeen, NoEffectsSeen
from monitor.snapshot import take_snapshot
from tests.builders import ADMINISTRATOR, NURSE, SESSION, minute, running_page
from ui.chairside.effects_panel import EffectsPanel


@pytest.fixture
def panel(qtbot):
    made = EffectsPanel()
    qtbot.addWidget(made)
    made.display_staff(NURSE)
    show(made)
    made.resize(360, 700)
    made.show()
    return made


def show(panel, *lines, at=20):
    panel.display(take_snapshot(running_page(*lines), minute(at)))


def tap(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def event_of_tap(qtbot, panel, button):
    with qtbot.waitSignal(panel.submitted) as submitted:
        tap(qtbot, button)
    assert submitted.args[0].session == SESSION
    (event,) = submitted.args[0].events
    return event


def test_two_taps_chart_an_effect(qtbot, panel):
    tap(qtbot, panel.common_buttons["NAUS"])
    event = event_of_tap(qtbot, panel, panel.severity_bar.grade_buttons[Grade.MODERATE])
    assert event == EffectSeen("NAUS", Grade.MODERATE)


def test_a_severity_is_dots_and_a_word(panel):
    texts = [one.text() for one in panel.severity_bar.grade_buttons.values()]
    assert texts == ["●○○\nmild", "●●○\nmoderate", "●●●\nsevere"]


def test_nothing_is_charted_by_the_first_tap_and_esc_takes_it_back(qtbot, panel):
    with qtbot.waitExposed(panel):
        panel.activateWindow()
    with qtbot.assertNotEmitted(panel.submitted):
        tap(qtbot, panel.common_buttons["NAUS"])
        assert panel.severity_bar.isVisible()
        qtbot.keyClick(panel.severity_bar.grade_buttons[Grade.MILD], Qt.Key.Key_Escape)
    assert not panel.severity_bar.isVisible()


def test_the_severity_closes_when_its_entry_is_kept_and_not_before(qtbot, panel):
    tap(qtbot, panel.common_buttons["NAUS"])
    with qtbot.waitSignal(panel.submitted) as submitted:
        tap(qtbot, panel.severity_bar.grade_buttons[Grade.MILD])
    assert panel.severity_bar.isVisible()
    panel.confirm(submitted.args[0])
    assert not panel.severity_bar.isVisible()


def test_a_refusal_is_said_and_the_question_stays(qtbot, panel):
    tap(qtbot, panel.common_buttons["NAUS"])
    with qtbot.waitSignal(panel.submitted) as submitted:
        tap(qtbot, panel.severity_bar.grade_buttons[Grade.MILD])
    panel.refuse(submitted.args[0], "The disk is full.")
    assert panel.severity_bar.isVisible()
    assert panel.notice.text == "The disk is full."


def test_what_is_going_on_stands_on_top_with_severity_and_onset(panel):
    show(panel, (12, EffectSeen("DIZZ", Grade.MILD)), (14, EffectSeen("DIZZ", Grade.MODERATE)))
    assert [row.text() for row in panel.open_buttons if row.isVisible()] == ["●●○ Dizziness\nmoderate, since T+12"]


def test_an_open_effect_can_change_or_end_but_not_be_what_it_is_already(qtbot, panel):
    show(panel, (12, EffectSeen("DIZZ", Grade.MILD)))
    tap(qtbot, panel.open_buttons[0])
    mild = panel.severity_bar.grade_buttons[Grade.MILD]
    assert not mild.isEnabled()
    assert mild.toolTip() == "Dizziness / wooziness is mild already, since T+12."
    assert event_of_tap(qtbot, panel, panel.severity_bar.ended_button) == EffectEnded("DIZZ")


def test_an_effect_that_is_not_going_on_cannot_end(qtbot, panel):
    tap(qtbot, panel.common_buttons["NAUS"])
    assert not panel.severity_bar.ended_button.isVisible()


def test_an_ended_effect_leaves_the_top(panel):
    show(panel, (12, EffectSeen("DIZZ", Grade.MILD)))
    show(panel, (12, EffectSeen("DIZZ", Grade.MILD)), (15, EffectEnded("DIZZ")))
    assert not any(row.isVisible() for row in panel.open_buttons)


def test_none_observed_is_charted_by_one_tap(qtbot, panel):
    assert event_of_tap(qtbot, panel, panel.none_button) == NoEffectsSeen()


def test_none_cannot_be_observed_while_one_is_open(panel):
    show(panel, (12, EffectSeen("DIZZ", Grade.MILD)))
    assert not panel.none_button.isEnabled()
    assert "Dizziness / wooziness: still open" in panel.none_button.toolTip()


def test_it_says_when_somebody_last_asked(panel):
    assert panel.looked_label.text() == "not asked yet"
    show(panel, (12, NoEffectsSeen()))
    assert panel.looked_label.text() == "last asked T+12"


def test_every_effect_is_found_under_all_effects(qtbot, panel):
    tap(qtbot, panel.all_button)
    assert len(panel.search.found) == len(EFFECTS)
    qtbot.keyClicks(panel.search.search_field, "stumbl")
    assert panel.search.found == ["Unsteady / ataxia"]
    qtbot.keyClick(panel.search.search_field, Qt.Key.Key_Return)
    event = event_of_tap(qtbot, panel, panel.severity_bar.grade_buttons[Grade.SEVERE])
    assert event == EffectSeen("ATAX", Grade.SEVERE)


def test_enter_chooses_nothing_while_several_effects_fit(qtbot, panel):
    tap(qtbot, panel.all_button)
    qtbot.keyClick(panel.search.search_field, Qt.Key.Key_Return)
    assert not panel.severity_bar.isVisible()


def test_an_effect_without_a_name_needs_words_first(qtbot, panel):
    tap(qtbot, panel.other_button)
    mild = panel.severity_bar.grade_buttons[Grade.MILD]
    assert (mild.isEnabled(), mild.toolTip()) == (False, "Say in words what the effect is.")
    qtbot.keyClicks(panel.severity_bar.note_field, "hiccups")
    assert event_of_tap(qtbot, panel, mild) == EffectSeen(OTHER, Grade.MILD, "hiccups")


def test_another_effect_does_not_take_the_words_of_other(qtbot, panel):
    tap(qtbot, panel.other_button)
    qtbot.keyClicks(panel.severity_bar.note_field, "hiccups")
    tap(qtbot, panel.common_buttons["NAUS"])
    event = event_of_tap(qtbot, panel, panel.severity_bar.grade_buttons[Grade.MILD])
    assert event == EffectSeen("NAUS", Grade.MILD)


def test_two_other_effects_end_one_by_one(qtbot, panel):
    show(panel, (10, EffectSeen(OTHER, Grade.MILD, "hiccups")), (12, EffectSeen(OTHER, Grade.MILD, "yawning")))
    tap(qtbot, panel.open_buttons[1])
    assert event_of_tap(qtbot, panel, panel.severity_bar.ended_button) == EffectEnded(OTHER, "yawning")


@pytest.mark.parametrize(("staff", "why"), [(None, "Sign in first."), (ADMINISTRATOR, "only a nurse")])
def test_who_may_not_chart_is_told_so(panel, staff, why):
    panel.display_staff(staff)
    assert not panel.none_button.isEnabled()
    assert why in panel.none_button.toolTip()


def test_a_half_named_effect_comes_back_with_its_question(qtbot, panel):
    with qtbot.assertNotEmitted(panel.edited):
        panel.restore("hiccu")
    assert panel.severity_bar.isVisible()
    assert panel.severity_bar.note_field.text() == "hiccu"
    qtbot.keyClicks(panel.severity_bar.note_field, "ps")
    event = event_of_tap(qtbot, panel, panel.severity_bar.grade_buttons[Grade.MILD])
    assert event == EffectSeen(OTHER, Grade.MILD, "hiccups")


LEFT = "Left half-typed: check all of it."


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
def test_the_words_of_one_person_say_so_to_the_next_and_are_asked_about_before_they_are_kept(qtbot, panel, is_closed):
    bar = panel.severity_bar
    tap(qtbot, panel.other_button)
    qtbot.keyClicks(bar.note_field, "hiccups")
    if is_closed:
        bar.closed.emit()
    panel.set_aside()
    if is_closed:
        assert not bar.isVisible()
        tap(qtbot, panel.other_button)
    assert (bar.isVisible(), bar.note_field.text(), bar.notice.text) == (True, "hiccups", LEFT)

    mild = bar.grade_buttons[Grade.MILD]
    with qtbot.assertNotEmitted(panel.submitted):
        tap(qtbot, mild)
    assert bar.notice.text == f"{LEFT} Enter or a tap again keeps it under your name."
    assert event_of_tap(qtbot, panel, mild) == EffectSeen(OTHER, Grade.MILD, "hiccups")


def test_words_that_came_back_are_left_until_somebody_changes_them(qtbot, panel):
    panel.restore("hiccu")
    assert panel.severity_bar.notice.text == LEFT
    qtbot.keyClicks(panel.severity_bar.note_field, "ps")
    assert panel.severity_bar.notice.text == ""


def test_words_left_for_other_are_no_matter_of_another_effect(qtbot, panel):
    panel.restore("hiccups")
    tap(qtbot, panel.common_buttons["NAUS"])
    assert panel.severity_bar.notice.text == ""
    event = event_of_tap(qtbot, panel, panel.severity_bar.grade_buttons[Grade.MILD])
    assert event == EffectSeen("NAUS", Grade.MILD)
    tap(qtbot, panel.other_button)
    assert panel.severity_bar.notice.text == LEFT


@pytest.mark.parametrize("begun", ["common", "other", "all", "found"])
def test_an_effect_that_one_person_tapped_is_not_asked_of_the_next(qtbot, panel, begun):
    tap(qtbot, {"common": panel.common_buttons["NAUS"], "other": panel.other_button}.get(begun, panel.all_button))
    if begun in ("all", "found"):
        qtbot.keyClicks(panel.search.search_field, "stumbl")
    if begun == "found":
        qtbot.keyClick(panel.search.search_field, Qt.Key.Key_Return)
    panel.set_aside()
    assert not panel.severity_bar.isVisible()
    assert panel.common_buttons["NAUS"].isVisible()


def gone_through(first, count):
    """Where Tab leads from there, and that many keys on."""
    first.setFocus()
    stops = [QApplication.focusWidget()]
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    return stops


def go(qtbot, panel):
    panel.activateWindow()
    qtbot.waitActive(panel)


def test_tab_goes_through_the_effects_from_top_to_bottom_though_some_began_later(qtbot, panel):
    go(qtbot, panel)
    begun = [
        (12, EffectSeen("DIZZ", Grade.MILD)),
        (13, EffectSeen("NAUS", Grade.MILD)),
        (14, EffectSeen("CP", Grade.MILD)),
    ]
    for count in range(1, len(begun) + 1):
        show(panel, *begun[:count])
    shown = [*panel.open_buttons, *panel.common_buttons.values(), panel.other_button, panel.all_button]
    assert gone_through(shown[0], len(shown) - 1) == shown


def test_tab_comes_to_the_severities_below_the_row_that_was_tapped(qtbot, panel):
    go(qtbot, panel)
    common, bar = list(panel.common_buttons.values()), panel.severity_bar
    tap(qtbot, common[2])
    assert gone_through(common[3], 4) == [common[3], *bar.grade_buttons.values(), common[4]]

    show(panel, (12, EffectSeen("DIZZ", Grade.SEVERE)))
    tap(qtbot, panel.open_buttons[0])
    mild, moderate, severe = bar.grade_buttons.values()
    assert not severe.isEnabled()
    stops = [panel.open_buttons[0], mild, moderate, bar.ended_button, common[0]]
    assert gone_through(stops[0], 4) == stops


def test_tab_goes_through_the_search_and_then_to_the_severities_below_it(qtbot, panel):
    go(qtbot, panel)
    tap(qtbot, panel.all_button)
    search, bar = panel.search, panel.severity_bar
    assert search.search_field.hasFocus()
    panel.search.chosen.emit("ATAX")
    stops = [search.search_field, search.back_button, search.list, *bar.grade_buttons.values()]
    assert gone_through(search.search_field, 5) == stops
