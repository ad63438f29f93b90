"""A label that gives way and keeps its whole text."""

import pytest

from ui.widgets.elided import ElidedLabel

LONG = "Okonkwo-Fitzgerald-Hohenstein, Alexandra Wilhelmina"


@pytest.fixture
def narrow(qtbot):
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.resize(80, 20)
    made.show()
    return made


def test_what_has_no_room_is_in_the_tooltip(narrow):
    narrow.display(LONG)
    assert narrow.shown.endswith("…")
    assert (narrow.text(), narrow.toolTip()) == (LONG, LONG)


def test_what_has_room_has_no_tooltip(narrow):
    narrow.display(LONG)
    narrow.resize(1000, 20)
    assert narrow.shown == LONG
    assert narrow.toolTip() == ""
    narrow.display("Berg")
    assert narrow.toolTip() == ""
