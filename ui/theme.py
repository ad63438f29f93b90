"""How it looks: every colour, size and typeface. No other file names a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from monitor.limits import Severity

FONTS = Path(__file__).parent.parent / "sessions" / "exports" / "fonts"
FAMILY = "Inter"

GRID_PX = 8
RADIUS_PX = 6
TOUCH_PX = 44
BODY_PX, LABEL_PX, HEADING_PX, READING_PX, CLOCK_PX, LATEST_PX = 15, 13, 18, 28, 32, 40


@dataclass(frozen=True, slots=True)
class Tone:
    """The three colours of one severity: its mark, its fill, and text on that fill."""

    mark: str
    fill: str
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Contrast of text to its ground is 4.5:1 or better everywhere; a test computes it."""

    name: str
    background: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    tones: Mapping[Severity, Tone]
    met: str
    pressure: str
    heart_rate: str
    spo2: str


DARK = Tokens(
    name="dark",
    background="#11161B",
    surface="#1A2128",
    raised="#242D36",
    line="#35414C",
    text="#E8EDF2",
    muted="#A3B3C1",
    accent="#4CC2B4",
    on_accent="#0B1512",
    tones=MappingProxyType(
        {
            Severity.ADVISORY: Tone("#6CB9FF", "#17344F", "#A9D4FF"),
            Severity.CAUTION: Tone("#FFC247", "#4A3A12", "#FFD98A"),
            Severity.CRITICAL: Tone("#FF8078", "#4D1F1C", "#FFB3AD"),
        }
    ),
    met="#6BD08B",
    pressure="#E8EDF2",
    heart_rate="#5ED08D",
    spo2="#9DB2FF",
)

LIGHT = Tokens(
    name="light",
    background="#F4F6F8",
    surface="#FFFFFF",
    raised="#E9EEF2",
    line="#D3DBE2",
    text="#16202A",
    muted="#50606F",
    accent="#0A6E64",
    on_accent="#FFFFFF",
    tones=MappingProxyType(
        {
            Severity.ADVISORY: Tone("#0B5CAB", "#D6E8FA", "#0A4B8C"),
            Severity.CAUTION: Tone("#7A4E00", "#FFE3AE", "#5C3B00"),
            Severity.CRITICAL: Tone("#B3261E", "#FBD9D6", "#8C1D18"),
        }
    ),
    met="#1B6E3A",
    pressure="#16202A",
    heart_rate="#1B6E3A",
    spo2="#3F51B5",
)

THEMES = {"dark": DARK, "light": LIGHT}

_now = DARK


def tokens() -> Tokens:
    """The theme on the screen. Widgets that paint ask for it at each painting, and repaint on a palette change."""
    return _now


def color(name: str) -> QColor:
    return QColor(name)


def apply_theme(app: QApplication, theme: Tokens) -> None:
    """Put the whole program in this theme. Every widget gets a palette change and repaints."""
    global _now
    _now = theme
    _load_fonts()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(_stylesheet(theme))


def font(px: int = BODY_PX, *, bold: bool = False) -> QFont:
    """The one typeface, with figures of one width so that columns of numbers stand."""
    return QFont(_face(px, bold))  # its own, so that whoever strikes it out strikes out nobody else's


@cache
def _face(px: int, bold: bool) -> QFont:  # noqa: FBT001 (a cache looks its arguments up by place)
    face = QFont(FAMILY)
    face.setPixelSize(px)
    face.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


def _load_fonts() -> None:
    if FAMILY not in QFontDatabase.families():
        for file in sorted(FONTS.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))


def _palette(theme: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, name in {
        role.Window: theme.background,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Button: theme.raised,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
    }.items():
        palette.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.muted))
    return palette


def _stylesheet(theme: Tokens) -> str:
    """Widgets choose a look by the dynamic property `look`, never by a colour of their own."""
    template = Template((Path(__file__).parent / "theme.qss").read_text(encoding="utf-8"))
    tones = {
        f"{severity.word}_{part}": getattr(tone, part)
        for severity, tone in theme.tones.items()
        for part in ("mark", "fill", "text")
    }
    return template.substitute(
        tones,
        background=theme.background,
        surface=theme.surface,
        raised=theme.raised,
        line=theme.line,
        text_color=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        on_accent=theme.on_accent,
        met=theme.met,
        body=f"{BODY_PX}px",
        label=f"{LABEL_PX}px",
        heading=f"{HEADING_PX}px",
        reading=f"{READING_PX}px",
        latest=f"{LATEST_PX}px",
        clock=f"{CLOCK_PX}px",
        radius=f"{RADIUS_PX}px",
        touch=f"{TOUCH_PX}px",
    )
