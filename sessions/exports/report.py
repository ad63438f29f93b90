"""A session as paper: two or three A4 pages, more only for a very long one, with every reading that the table has."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from monitor.entries import Entry
from monitor.snapshot import take_snapshot
from sessions.exports.report_account import Account, date_text
from sessions.exports.report_course import effects, flags, happenings
from sessions.exports.report_head import head
from sessions.exports.report_preparation import preparation
from sessions.exports.report_sets import sets
from sessions.exports.report_signoff import afterwards, corrections, criteria, signatures
from sessions.exports.report_tables import section
from sessions.exports.report_trend import legend, trend
from sessions.exports.report_type import (
    BOLD,
    INK,
    LINE,
    MARGIN,
    MUTED,
    REGULAR,
    SMALL,
    WIDTH,
    gap,
    is_printable,
    letters,
    printable,
    text,
)

HEAD, FOOT = 11 * mm, 16.5 * mm
UNPRINTABLE = "[U+…] stands for a letter that the typeface of this report lacks; record and table have it."


def write_report(entries: Iterable[Entry], names: Mapping[str, str], now: datetime) -> bytes:
    """The PDF, the same bytes for the same arguments. Raises NotOpened.

    `names` says how a member of staff is called, by id. `now` is the time that the report says it was made at, and
    at which the criteria of an unsigned session are judged.
    """
    letters()
    account = Account(take_snapshot(entries, now), names)
    pages = _build(account, total=0)[1]
    return _build(account, total=pages)[0]


def _build(account: Account, *, total: int) -> tuple[bytes, int]:
    """The PDF and its number of pages. That number is known only afterwards, so the report is built twice."""
    paper = BytesIO()
    document = BaseDocTemplate(
        paper,
        pagesize=A4,
        invariant=1,
        title=f"Session of {printable(account.chart.patient.name)}",
        author="Vigil",
        subject=account.chart.session,
    )
    frame = Frame(MARGIN, FOOT, A4[0] - 2 * MARGIN, A4[1] - FOOT - HEAD, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_footer(account, total)))
    document.build(_story(account))
    return paper.getvalue(), document.page


def _story(account: Account) -> list[Flowable]:
    chart = account.chart
    story = [*head(account)]
    if chart.sets:
        story += section("Trend", trend(account), gap(2), text(legend(chart), SMALL))
    for part in (sets, flags, effects, happenings, preparation, criteria, signatures, corrections, afterwards):
        story += part(account)
    said = [chart.patient.name, chart.patient.record_number, *account.names.values(), *map(account.said, chart.page)]
    if not all(map(is_printable, said)):
        story += [gap(10), text(UNPRINTABLE, SMALL)]
    return story


def _footer(account: Account, total: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    chart = account.chart
    patient = printable(f"{chart.patient.name} · {chart.patient.record_number}")
    entries = "1 entry" if len(chart.page) == 1 else f"{len(chart.page)} entries"
    made = f"Made {date_text(account.day(account.now))} {chart.time_text(account.now)} by Vigil"

    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        right = A4[0] - MARGIN
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.7)
        canvas.line(MARGIN, 14 * mm, right, 14 * mm)
        canvas.setFillColor(HexColor(INK))
        # A long name is made smaller, never shorter: it is what tells two patients' pages apart.
        canvas.setFont(BOLD, min(7.6, 7.6 * 0.85 * WIDTH / stringWidth(patient, BOLD, 7.6)))
        canvas.drawString(MARGIN, 10 * mm, patient)
        canvas.setFont(BOLD, 7.6)
        canvas.drawRightString(right, 10 * mm, f"Page {document.page} of {total}")
        canvas.setFillColor(HexColor(MUTED))
        canvas.setFont(REGULAR, 6.8)
        canvas.drawString(MARGIN, 6.6 * mm, f"Session {chart.session} · {entries}")
        canvas.drawRightString(right, 6.6 * mm, made)

    return draw
