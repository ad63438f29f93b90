"""What nobody has answered in time: chair first, in shape, word and sentence, and without a name where it is locked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from monitor.events import FlagAnswered, SessionOpened
from monitor.snapshot import take_snapshot
from tests.builders import PATIENT, SHIPPED, STARTED, baseline, minute, page
from ui.theme import DARK, LIGHT, TOUCH_PX, apply_theme
from ui.widgets.escalation_strip import EscalationStrip
from ui.widgets.marks import Mark

CRITICAL = baseline(systolic=184, diastolic=82)
FAST = baseline(heart_rate=112)


def sitting(chair, *lines, now):
    opened = SessionOpened(PATIENT, chair, SHIPPED, utc_offset_min=60)
    entries = page((-10, baseline()), STARTED, *lines, session=f"on {chair}", opened=opened)
    return take_snapshot(entries, minute(now))


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.strip, made.button = EscalationStrip(), QPushButton("Below")
    column = QVBoxLayout(made)
    column.addWidget(made.strip)
    column.addWidget(made.button)
    made.resize(1280, 200)
    made.show()
    return made


@pytest.fixture
def strip(window):
    return window.strip


def test_it_is_not_there_while_everything_is_answered_in_time(strip):
    strip.display([sitting("Chair 1", (5, CRITICAL), now=6.9)], is_locked=False)
    assert not strip.isVisible()


def test_it_says_chair_name_flag_and_how_long_it_waits_in_shape_word_and_colour(strip):
    strip.display([sitting("Chair 3", (5, CRITICAL), now=9)], is_locked=False)
    assert strip.isVisible()
    assert strip.mark.mark is Mark.CRITICAL
    assert strip.word_label.text() == "critical"
    assert strip.sentence_label.text().startswith("Chair 3, BERG, Anna: Systolic 184 mmHg: at or above 180")
    assert strip.waits_label.text() == "not answered for 4 min"
    assert not strip.more_label.isVisible()
    assert strip.property("look") == "escalated-critical"
    assert strip.accessibleName() == strip.text_said


def test_on_a_locked_station_no_name_is_said_and_nothing_can_be_opened(qtbot, strip):
    strip.display([sitting("Chair 3", (5, CRITICAL), now=9)], is_locked=True)
    assert strip.sentence_label.text().startswith("Chair 3: Systolic 184 mmHg")
    assert not any(PATIENT.surname.lower() in text.lower() for text in (strip.accessibleName(), strip.toolTip()))
    assert not strip.open_label.isVisible()
    assert strip.focusPolicy() is Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(strip.chosen):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton)


def test_a_name_that_stood_there_is_gone_as_soon_as_the_station_is_locked(strip):
    shown = [sitting("Chair 3", (5, CRITICAL), now=9)]
    strip.display(shown, is_locked=False)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton)
    strip.display(shown, is_locked=True)
    assert PATIENT.surname.upper() not in strip.text_said
    strip.display(shown, is_locked=False)
    strip.display([], is_locked=True)
    assert not strip.isVisible()
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton)


def test_of_several_the_worst_is_said_and_how_many_more(strip):
    shown = [sitting("Chair 1", (5, FAST), now=12), sitting("Chair 3", (8, CRITICAL), now=12)]
    strip.display(shown, is_locked=False)
    assert strip.sentence_label.text().startswith("Chair 3")
    assert strip.more_label.text() == "and 1 more"


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Space])
def test_a_touch_or_the_space_key_opens_the_session_at_the_flag(qtbot, strip, key):
    shown = sitting("Chair 3", (5, CRITICAL), now=9)
    strip.display([shown], is_locked=False)
    with qtbot.waitSignal(strip.chosen) as chosen:
        if key is None:
            qtbot.mouseClick(strip.sentence_label, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(strip, key)
    assert chosen.args == ["on Chair 3", shown.escalated[0]]


def test_only_a_critical_one_pulses(strip):
    def look(reading, now):
        strip.display([sitting("Chair 3", (5, reading), now=now)], is_locked=False)
        return strip.property("look")

    assert [look(CRITICAL, 12 + s / 60) for s in (0, 1)] == ["escalated-critical", "escalated-critical-lit"]
    assert [look(FAST, 12 + s / 60) for s in (0, 1)] == ["escalated-caution"] * 2


def test_answered_it_goes(strip):
    opened = SessionOpened(PATIENT, "Chair 3", SHIPPED, utc_offset_min=60)
    entries = page((-10, baseline()), STARTED, (5, CRITICAL), opened=opened)
    strip.display([take_snapshot(entries, minute(9))], is_locked=False)
    answer = FlagAnswered("high:systolic", entries[-1].id, "physician told")
    answered = [*entries, *page((9, answer), opened=None, after=entries[-1])]
    strip.display([take_snapshot(answered, minute(9))], is_locked=False)
    assert not strip.isVisible()


def test_it_neither_comes_nor_goes_under_a_finger(window, strip):
    waits, quiet = sitting("Chair 3", (5, CRITICAL), now=9), sitting("Chair 3", now=9)
    QTest.mousePress(window.button, Qt.MouseButton.LeftButton)
    strip.display([waits], is_locked=True)
    assert not strip.isVisible()
    QTest.mouseRelease(window.button, Qt.MouseButton.LeftButton)
    strip.display([waits], is_locked=True)
    assert strip.isVisible()

    QTest.mousePress(window.button, Qt.MouseButton.LeftButton)
    strip.display([quiet], is_locked=True)
    assert strip.isVisible()
    QTest.mouseRelease(window.button, Qt.MouseButton.LeftButton)
    strip.display([quiet], is_locked=True)
    assert not strip.isVisible()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_it_is_as_high_whatever_it_says_and_while_it_pulses_and_can_be_touched(strip, theme):
    apply_theme(QApplication.instance(), theme)
    heights = set()
    for second in (0, 1):
        for reading in (CRITICAL, FAST):
            shown = [sitting(f"Chair {n}", (5, reading), now=99 + n + second / 60) for n in range(3)]
            strip.display(shown, is_locked=False)
            QApplication.processEvents()
            heights.add(strip.height())
    strip.setFocus()
    QApplication.processEvents()
    assert heights | {strip.height()} == {TOUCH_PX}
