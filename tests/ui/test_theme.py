"""The colours: whatever is written can be read on the ground it is written on."""

import re
from importlib.resources import files
from itertools import chain

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from monitor.limits import Severity
from ui.theme import DARK, LIGHT, apply_theme
from ui.widgets.looks import set_look

LEAST = 4.5
MARK_LEAST = 3.0
THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def luminance(name):
    """Of a colour as WCAG 2.2 defines it, from 0 for black to 1 for white."""
    color = QColor(name)
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def grounds(theme):
    return {"background": theme.background, "surface": theme.surface, "raised": theme.raised}


def written(theme):
    """Every pair of what is written and what it is written on, by name."""
    inks = {"text": theme.text, "muted": theme.muted, "met": theme.met, "accent": theme.accent}
    inks |= {"pressure": theme.pressure, "heart rate": theme.heart_rate, "SpO2": theme.spo2}
    inks |= {severity.word: theme.tones[severity].mark for severity in Severity}
    for (ink, color), (ground, under) in ((one, two) for one in inks.items() for two in grounds(theme).items()):
        yield f"{ink} on {ground}", color, under
    for severity in Severity:
        tone = theme.tones[severity]
        yield f"text on {severity.word}", tone.text, tone.fill
        yield f"mark on {severity.word}", tone.mark, tone.fill
    yield "text on accent", theme.on_accent, theme.accent


def on_a_lit_tile(theme):
    """A tile with an unanswered critical flag is filled every other second."""
    fill = theme.tones[Severity.CRITICAL].fill
    inks = {"text": theme.text, "muted": theme.muted}
    inks |= {severity.word: theme.tones[severity].mark for severity in Severity}
    return ((f"{ink} on a lit tile", color, fill) for ink, color in inks.items())


@THEMES
def test_every_text_can_be_read_on_its_ground(theme):
    pairs = chain(written(theme), on_a_lit_tile(theme))
    poor = {name: round(found, 2) for name, ink, ground in pairs if (found := contrast(ink, ground)) < LEAST}
    assert poor == {}


@THEMES
def test_a_line_of_the_focus_is_seen_on_every_ground(theme):
    assert all(contrast(theme.accent, ground) >= MARK_LEAST for ground in grounds(theme).values())


def test_black_on_white_is_the_greatest_contrast_there_is():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


BUTTON_LOOKS = sorted(
    set(re.findall(r'QPushButton\[look="([a-z-]+)"\]', (files("ui") / "theme.qss").read_text("utf-8")))
)


@THEMES
def test_a_button_of_any_look_shows_that_the_keyboard_is_on_it(qtbot, theme):
    apply_theme(QApplication.instance(), theme)
    page = QWidget()
    qtbot.addWidget(page)
    other, one = QPushButton("other", page), QPushButton("one", page)
    one.setCheckable(True)
    one.setGeometry(0, 60, 200, 60)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    unseen = []
    for look in ("", *BUTTON_LOOKS):
        set_look(one, look)
        for is_checked in (False, True):
            one.setChecked(is_checked)
            other.setFocus()
            without = one.grab().toImage()
            one.setFocus()
            assert one.hasFocus()
            if one.grab().toImage() == without:
                unseen.append((look, is_checked))
    apply_theme(QApplication.instance(), DARK)
    assert unseen == []
