"""How the report looks: its typeface, its colours on white paper, and its paragraphs."""

import unicodedata
from functools import cache
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, Spacer

from monitor.limits import Severity

REGULAR, MEDIUM, BOLD = "Inter", "Inter-Medium", "Inter-SemiBold"
_FILES = {REGULAR: "Inter-Regular.ttf", MEDIUM: "Inter-Medium.ttf", BOLD: "Inter-SemiBold.ttf"}

MARGIN = 16 * mm
WIDTH = A4[0] - 2 * MARGIN

INK, MUTED, LINE, TINT, PAPER = "#16202A", "#50606F", "#D3DBE2", "#F1F4F6", "#FFFFFF"
PULSE, OXYGEN, MET, BAR = "#1B6E3A", "#3F51B5", "#1B6E3A", "#C9D3DB"
TONES = MappingProxyType({Severity.ADVISORY: "#0B5CAB", Severity.CAUTION: "#7A4E00", Severity.CRITICAL: "#B3261E"})
MARKS = MappingProxyType({Severity.ADVISORY: "●", Severity.CAUTION: "▲", Severity.CRITICAL: "◆"})


@cache
def letters() -> frozenset[int]:
    """Puts the typeface at ReportLab's disposal; gives the code points that it has letters for."""
    folder = Path(__file__).parent / "fonts"
    faces = [TTFont(name, str(folder / file)) for name, file in _FILES.items()]
    for face in faces:
        registerFont(face)
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset.intersection(*(frozenset(face.face.charToGlyph) for face in faces))


def printable(raw: str) -> str:
    """The text in letters that the typeface has; any other letter as its number, "[U+674E]", never as nothing."""
    return "".join(map(_printable, unicodedata.normalize("NFC", raw)))


def is_printable(raw: str) -> bool:
    return "[U+" not in printable(raw)


def _printable(letter: str) -> str:
    if letter in "\t\n\r\u2028\u2029" or unicodedata.category(letter) == "Zs":
        return " " if letter not in "\n\r\u2028\u2029" else "\n"
    if unicodedata.category(letter) in ("Cc", "Cf"):
        return ""
    return letter if ord(letter) in letters() else f"[U+{ord(letter):04X}]"


def marked_up(raw: str) -> str:
    """The text as a paragraph takes it: no sign in it is mark-up, line breaks stay."""
    return escape(printable(raw).strip()).replace("\n", "<br/>")


def tinted(markup: str, color: str) -> str:
    return f'<font color="{color}">{markup}</font>'


def severity_mark(severity: Severity) -> str:
    """The shape in its colour."""
    return tinted(MARKS[severity], TONES[severity])


def severity_text(severity: Severity) -> str:
    """The shape and the word."""
    return f"{severity_mark(severity)}&nbsp;{severity.word}"


def met_text(*, met: bool) -> str:
    return f"{tinted('✓', MET)} met" if met else f"{tinted('✗', TONES[Severity.CRITICAL])} not met"


def _style(name: str, size: float, leading: float, *, font: str = REGULAR, color: str = INK) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=HexColor(color))


BODY = _style("body", 7.5, 9)
RIGHT = ParagraphStyle("right", BODY, alignment=2)
SMALL = _style("small", 7, 8.8, color=MUTED)
FACT = _style("fact", 9, 12)
TITLE = _style("title", 19, 23, font=BOLD)
HEADING = ParagraphStyle("heading", _style("", 10, 12, font=BOLD), spaceBefore=6, spaceAfter=1)
PHASE = _style("phase", 7.5, 9, font=BOLD, color=MUTED)


def text(markup: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(markup, style)


def gap(points: float) -> Flowable:
    return Spacer(1, points)
