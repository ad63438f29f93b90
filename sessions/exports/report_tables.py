"""Sections and tables of the report. Tables flow over pages, repeat their heads."""

from collections.abc import Iterable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
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
    text,
)

GAP_PT, AFTER_NUMBERS_PT = 5, 7
SMALL_RIGHT = ParagraphStyle("small-right", SMALL, alignment=2)
ENDLESS_PT = 300
"""A row higher than that may be broken: moved on whole, it would leave too much of a page empty."""

Width = float | None
"""The share of what is left; None: as wide as the widest line in the column."""


def section(title: str, *parts: Flowable) -> list[Flowable]:
    """A heading that never stands alone at the foot of a page, and what belongs under it."""
    return [CondPageBreak(16 * mm), text(title, HEADING), *parts]


def columns(cells: Sequence[Sequence[Flowable]], number: int) -> Table:
    """Short pieces side by side, read line by line."""
    rows = [list(cells[first : first + number]) for first in range(0, len(cells), number)]
    filled = [[*row, *[[]] * (number - len(row))] for row in rows]
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 0.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8),
        ]
    )
    return Table(filled, colWidths=[WIDTH / number] * number, splitInRow=1, style=style, hAlign="LEFT")


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[Width],
    *,
    right: Iterable[int] = (),
    bands: Iterable[int] = (),
    whole: float = WIDTH,
) -> Table:
    """Cells are mark-up. `right` names the columns of numbers, `bands` the rows that are headings themselves, as wide
    as the table, which is `whole` points wide.
    """
    rows, numbers, headings = list(rows), frozenset(right), frozenset(bands)
    after = frozenset(n for n in range(len(heads)) if n not in numbers and n - 1 in numbers)
    cells: list[list[Paragraph]] = [
        [text(head, SMALL_RIGHT if n in numbers else SMALL) for n, head in enumerate(heads)]
    ]
    for number, row in enumerate(rows):
        if number in headings:
            cells.append([text(row[0], PHASE)])
        else:
            cells.append([text(cell, RIGHT if n in numbers else BODY) for n, cell in enumerate(row)])
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), GAP_PT),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
            ("FONTSIZE", (0, 0), (-1, -1), BODY.fontSize),
            ("LEADING", (0, 0), (-1, -1), BODY.leading),
            ("LINEBELOW", (0, 0), (-1, 0), 0.7, HexColor(INK)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.35, HexColor(LINE)),
            *(("LEFTPADDING", (n, 0), (n, -1), AFTER_NUMBERS_PT) for n in after),
            *(("SPAN", (0, row + 1), (-1, row + 1)) for row in headings),
            *(("NOSPLIT", (0, row + 1), (0, row + 2)) for row in headings),
        ]
    )
    points = _points(widths, [row for row in cells if len(row) == len(heads)], after, whole)
    filled = [[*row, *[""] * (len(heads) - len(row))] for row in cells]
    is_endless = any(
        cell.wrap(room, 0)[1] > ENDLESS_PT for row in cells for cell, room in zip(row, points, strict=False)
    )
    return Table(filled, colWidths=points, repeatRows=1, splitInRow=int(is_endless), style=style, hAlign="LEFT")


def _points(
    widths: Sequence[Width], cells: Sequence[Sequence[Paragraph]], after: frozenset[int], whole: float
) -> list[float]:
    fitted = {
        n: max(_line(row[n]) for row in cells) + GAP_PT + (AFTER_NUMBERS_PT if n in after else 0)
        for n, width in enumerate(widths)
        if width is None
    }
    share = (whole - sum(fitted.values())) / (sum(width for width in widths if width is not None) or 1)
    return [fitted[n] if width is None else width * share for n, width in enumerate(widths)]


def _line(paragraph: Paragraph) -> float:
    """How wide its widest line is where nothing makes it break."""
    paragraph.wrap(A4[1] * 100, A4[1])
    return max(paragraph.getActualLineWidths0(), default=0.0) + 0.1
