"""Which columns each section of a protocol has on the page, and what of a row stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.limits import Severity
from monitor.protocol_lines import Row, Section
from ui.widgets.approvals import sentence_case
from ui.widgets.texts import NO_BREAK

PLACE, SOURCE = "place", "source"


@dataclass(frozen=True, slots=True)
class Column:
    """`item` is the name of what the row says there, or its place or source."""

    item: str
    head: str
    share: int
    look: str = ""

    @property
    def severity(self) -> Severity | None:
        return Severity[self.item.upper()] if self.item.upper() in Severity.__members__ else None


FROM = Column(SOURCE, "Source", 5, "small")
FACTS = (Column("name", "", 4, "muted"), Column("text", "", 9))

COLUMNS = {
    Section.LIMITS: (
        Column(PLACE, "Vital sign, phase", 5, "small-strong"),
        *(Column(severity.word, severity.word.capitalize(), 6) for severity in Severity),
        FROM,
    ),
    Section.CHANGES: (
        Column(PLACE, "Vital sign", 5, "small-strong"),
        Column("change", "Change", 7),
        Column("severity", "Severity", 3),
        FROM,
    ),
    Section.CHECKS: (Column("question", "Question", 11), FROM),
    Section.CRITERIA: (
        Column("criterion", "Criterion", 7),
        Column("judged by", "Judged by", 5),
        Column("bound", "Bound", 5),
        FROM,
    ),
}
"""Of the sections with many rows. The others are a list of facts: what, and how it is."""


def columns_of(section: Section) -> tuple[Column, ...]:
    return COLUMNS.get(section, FACTS)


def is_table(section: Section) -> bool:
    return section in COLUMNS


def lines_of(row: Row) -> Iterator[tuple[str, ...]]:
    """The texts of the row's cells: one line in a table, a line for every fact elsewhere."""
    said = {item.name: item.text for item in row.items} | {PLACE: row.place, SOURCE: row.source}
    if not is_table(row.section):
        for item in row.items:
            yield sentence_case(item.name), item.text
        yield FROM.head, row.source
        return
    if row.section is Section.LIMITS:  # the phases below the vital sign, every bound on a line of its own
        said[PLACE] = row.place.replace(", ", "\n", 1)
        said |= {severity.word: _lines(said[severity.word]) for severity in Severity}
    yield tuple(said[column.item] for column in COLUMNS[row.section])


def _lines(bounds: str) -> str:
    """A number is never parted from its unit."""
    return "\n".join(NO_BREAK.join(bound.rsplit(" ", 1)) for bound in bounds.split(", "))
