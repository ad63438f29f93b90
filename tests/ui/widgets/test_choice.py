"""A list that drops down, under a finger."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import DARK, TOUCH_PX, apply_theme
from ui.widgets.choice import Choice


@pytest.fixture
def choice(qtbot):
    apply_theme(QApplication.instance(), DARK)
    made = Choice("Choose the vital sign")
    made.addItems([f"vital sign {number}" for number in range(6)])
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_chosen_before_somebody_chooses(choice):
    assert choice.currentIndex() == -1


def test_each_of_its_rows_has_room_for_a_finger(choice):
    assert min(choice.view().sizeHintForRow(row) for row in range(choice.count())) >= TOUCH_PX
