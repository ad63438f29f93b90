"""A button whose words take two lines where one is too narrow."""

import pytest

from ui.widgets.wrapped_button import WrappedButton, two_lines


class Metrics:
    """Ten px a letter."""

    def horizontalAdvance(self, text):  # noqa: N802 (Qt's name)
        return 10 * len(text)

    def elidedText(self, text, _mode, width):  # noqa: N802 (Qt's name)
        return text if self.horizontalAdvance(text) <= width else text[: width // 10 - 1] + "…"


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("1  Rechecked", 120, "1  Rechecked"),
        ("1  Rechecked", 119, "1\nRechecked"),
        ("3  Stimulation lowered, resting", 200, "3  Stimulation\nlowered, resting"),
        ("2  Cuff or arm changed", 120, "2  Cuff or\narm changed"),
    ],
)
def test_words_are_broken_once_where_both_lines_are_short(words, width, shown):
    assert two_lines(words, Metrics(), width) == shown


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("Breathlessness", 50, "Brea…"),
        ("9  Also for systolic 70, HR 35, MOAA/S 1", 150, "9  Also for\nsystolic 70, H…"),
        ("9  Also for systolic 70, HR 35, MOAA/S 1", 210, "9  Also for systolic\n70, HR 35, MOAA/S 1"),
    ],
)
def test_where_two_lines_are_too_few_they_are_left_out_at_the_end(words, width, shown):
    assert two_lines(words, Metrics(), width) == shown


def test_chosen_it_has_a_tick_and_its_words_stay_what_they_are(qtbot):
    button = WrappedButton("Chest pain")
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.resize(300, 44)
    button.setChecked(True)
    assert (button.text(), button.words, button.accessibleName()) == ("✓ Chest pain", "Chest pain", "Chest pain")
    button.setChecked(False)
    assert button.text() == "Chest pain"


def test_it_is_wrapped_anew_when_its_place_gets_narrow(qtbot):
    button = WrappedButton("Sudden severe headache")
    qtbot.addWidget(button)
    button.resize(600, 44)
    button.show()
    assert "\n" not in button.text()
    button.resize(100, 44)
    assert button.text().count("\n") == 1
