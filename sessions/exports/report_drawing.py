"""What the trend on paper is drawn with: scales, words, lines and boxes, in points."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.graphics.shapes import Line, Polygon, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from sessions.exports.report_type import LINE, MUTED, REGULAR, WIDTH, printable

GUTTER, LIMIT_GUTTER = 84.0, 68.0
"""Left and right of the plot, for names and for limits."""

PLOT = WIDTH - GUTTER - LIMIT_GUTTER
SIZE = 6.4


@dataclass(frozen=True, slots=True)
class Scale:
    """From a value to its place on the paper, in points."""

    low: float
    high: float
    start: float
    length: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * self.length


Anchor = Literal["start", "middle", "end"]


def said(x: float, y: float, words: str, anchor: Anchor = "start", color: str = MUTED, font: str = REGULAR) -> String:
    return String(x, y, words, textAnchor=anchor, fillColor=HexColor(color), fontName=font, fontSize=SIZE)


def stroke(
    x1: float, y1: float, x2: float, y2: float, color: str = LINE, width: float = 0.5, dash: Sequence[float] = ()
) -> Line:
    line = Line(x1, y1, x2, y2, strokeColor=HexColor(color), strokeWidth=width)
    if dash:
        line.strokeDashArray = dash
    return line


def box(left: float, foot: float, width: float, height: float, fill: str, line: str = "") -> Polygon:
    right, top = left + width, foot + height
    edge = HexColor(line) if line else None
    corners = [left, foot, right, foot, right, top, left, top]
    return Polygon(corners, fillColor=HexColor(fill), strokeColor=edge, strokeWidth=0.4)


def spaced(places: Iterable[float], room: float) -> Iterator[bool]:
    """For each place, left to right, whether there is room for words since the last that had some."""
    last = float("-inf")
    for place in places:
        has_room = place - last >= room
        last = place if has_room else last
        yield has_room


def fitting(words: str, width: float) -> str:
    words = printable(words)
    if stringWidth(words, REGULAR, SIZE) <= width:
        return words
    while words and stringWidth(f"{words}…", REGULAR, SIZE) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"
