"""Two versions side by side: what differs has its sign, its word and its look; the rest is shown when asked for."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from monitor.limits import Phase
from monitor.protocol_changes import with_part
from monitor.vitals import Vital
from sessions.protocol_drafts import next_version
from sessions.protocols import read_shelf, shipped
from ui.admin.protocols.comparison import Comparison

IV_40, IV_60, SPRAY = shipped()
SHELF = read_shelf(())


@pytest.fixture
def comparison(qtbot):
    made = Comparison()
    qtbot.addWidget(made)
    made.resize(880, 600)
    made.offer(SHELF, None)
    made.show()
    return made


def told(comparison):
    return [
        (row.kind_label.text(), row.item_label.text(), row.old_label.text(), row.new_label.text())
        for row in comparison.rows
    ]


def test_what_differs_is_marked_by_sign_and_word(comparison):
    comparison.compare(IV_40, IV_60)
    assert told(comparison) == [
        ("≠ changed", "Title", "Ketamine IV, 40 min", "Ketamine IV, 60 min"),
        ("≠ changed", "Planned duration", "40 min", "60 min"),
        ("≠ changed", "Source", IV_40.source, IV_60.source),
    ]
    assert comparison.count_label.text() == "3 differences"


def test_what_is_new_and_what_is_gone_have_a_dash_on_the_other_side(comparison):
    comparison.compare(IV_40, SPRAY)
    lines = told(comparison)
    assert ("+ new", "Doses", "–", "56 mg or 84 mg") in lines
    assert ("− gone", "Usual dose", "0.5 to 1 mg/kg", "–") in lines
    gone = next(row for row in comparison.rows if row.item_label.text() == "Usual dose")
    same_look = {row.property("look") for row in comparison.rows}
    assert (gone.old_label.property("look"), same_look) == ("diff-struck", {"raised"})


def test_everything_is_shown_when_it_is_asked_for(qtbot, comparison):
    comparison.compare(IV_40, IV_60)
    qtbot.mouseClick(comparison.everything_button, Qt.MouseButton.LeftButton)
    lines = told(comparison)
    assert ("", "Drug", "ketamine", "ketamine") in lines
    assert {row.property("look") for row in comparison.rows} == {"plain", "raised"}
    assert comparison.count_label.text() == "3 differences"
    qtbot.mouseClick(comparison.everything_button, Qt.MouseButton.LeftButton)
    assert len(comparison.rows) == 3


def test_a_version_beside_itself_differs_in_nothing(comparison):
    comparison.compare(IV_40, IV_40)
    assert (comparison.count_label.text(), told(comparison)) == ("Nothing differs", [])


def test_as_long_as_only_one_is_chosen_nothing_is_claimed(comparison):
    comparison.compare(None, IV_40)
    assert comparison.count_label.text() == "Choose two versions."
    assert comparison.old_choice.currentIndex() == -1


def test_another_version_is_chosen_by_hand(comparison):
    comparison.compare(IV_40, IV_60)
    comparison.new_choice.setCurrentIndex(2)
    comparison.new_choice.activated.emit(2)
    assert comparison.count_label.text() == "67 differences"


def test_what_is_being_written_is_on_offer_and_what_was_chosen_stays_chosen(comparison):
    comparison.compare(IV_40, IV_60)
    row = IV_40.limits_for(Vital.SPO2, Phase.INFUSING)
    draft = next_version(IV_40, SHELF).changed(row, replace(row, advisory=(), source="our own"))
    comparison.offer(SHELF, draft)
    assert comparison.old_choice.currentText() == "Ketamine IV, 40 min, version 1"
    assert comparison.new_choice.currentText() == "Ketamine IV, 60 min, version 1"
    comparison.compare(draft.base, draft.protocol)
    assert comparison.new_choice.currentText() == "Ketamine IV, 40 min, version 2, being written"
    assert [item for _, item, _, _ in told(comparison)] == ["Advisory", "Source"]
    assert with_part(IV_40, row, None) != IV_40


def test_the_same_offer_again_touches_nothing(comparison):
    comparison.compare(IV_40, IV_60)
    before = list(comparison.rows)
    comparison.offer(SHELF, None)
    comparison.compare(IV_40, IV_60)
    assert comparison.rows == before


def test_a_row_is_a_sentence_for_who_cannot_see_it(comparison):
    comparison.compare(IV_40, IV_60)
    assert comparison.rows[1].accessibleName() == "General: planned duration: “40 min” is now “60 min”."
