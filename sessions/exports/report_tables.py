"""Sections and tables of the report. Tables flow over pages, repeat their heads."""

from collections.abc import Iterable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table, TableStyle

from sessions.exports.report_type import (
    BODY,
    HEADING,
    INK,
    LINE,
    PHASE,
    RIGHT,
    SMALL,
    WIDTH,
    gap,
    letters,
    text,
)

GAP_PT = 5
SMALLEST_PT = 4.6
ENDLESS = 800
"""So many letters in a narrow column fill a page."""


def section(title: str, *parts: Flowable) -> list[Flowable]:
    """A heading that never stands alone at the foot of a page, and what belongs under it."""
    return [CondPageBreak(34 * mm), gap(11), text(title, HEADING), gap(3), *parts]


def columns(cells: Sequence[Sequence[Flowable]], number: int) -> Table:
    """Short pieces side by side, read line by line."""
    rows = [list(cells[first : first + number]) for first in range(0, len(cells), number)]
    filled = [[*row, *[[]] * (number - len(row))] for row in rows]
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 1.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8),
        ]
    )
    return Table(filled, colWidths=[WIDTH / number] * number, splitInRow=1, style=style, hAlign="LEFT")


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    *,
    right: Iterable[int] = (),
    bands: Iterable[int] = (),
) -> Table:
    """Cells are mark-up. `widths` are shares of the page's width. `right` names the columns of numbers, `bands` the
    rows that are headings themselves, as wide as the table.
    """
    rows, numbers, headings = list(rows), frozenset(right), frozenset(bands)
    points = [width * WIDTH / sum(widths) for width in widths]
    small = _head_style(heads, points)
    cells: list[list[Paragraph | str]] = [
        [text(head, ParagraphStyle("head", small, alignment=2 if n in numbers else 0)) for n, head in enumerate(heads)]
    ]
    for number, row in enumerate(rows):
        if number in headings:
            cells.append([text(row[0], PHASE), *[""] * (len(heads) - 1)])
        else:
            cells.append([text(cell, RIGHT if n in numbers else BODY) for n, cell in enumerate(row)])
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), GAP_PT),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
            ("LINEBELOW", (0, 0), (-1, 0), 0.7, HexColor(INK)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.35, HexColor(LINE)),
            *(("LEFTPADDING", (n, 0), (n, -1), 7) for n in range(len(heads)) if n not in numbers and n - 1 in numbers),
            *(("SPAN", (0, row + 1), (-1, row + 1)) for row in headings),
            *(("TOPPADDING", (0, row + 1), (-1, row + 1), 5) for row in headings),
        ]
    )
    # Breaking within a row is only for one that no page could hold: it looks worse than moving the row on.
    endless = any(len(cell) > ENDLESS for row in rows for cell in row)
    return Table(cells, colWidths=points, repeatRows=1, splitInRow=int(endless), style=style, hAlign="LEFT")


def _head_style(heads: Sequence[str], points: Sequence[float]) -> ParagraphStyle:
    """As small as the longest word over a narrow column needs it: "Temperature" is not broken."""
    letters()
    widest = max(
        (stringWidth(word, SMALL.fontName, SMALL.fontSize) / (room - GAP_PT - 0.2), word)
        for head, room in zip(heads, points, strict=True)
        for word in head.replace("<br/>", " ").split() or [""]
    )[0]
    size = max(SMALLEST_PT, SMALL.fontSize / max(widest, 1))
    return ParagraphStyle("heads", SMALL, fontSize=size, leading=size * 1.3)
