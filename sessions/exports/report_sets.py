"""The table of all sets of vital signs: every reading that anybody wrote, struck ones struck through and marked."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from reportlab.platypus import Flowable

from monitor.entries import Entry
from monitor.events import VitalsTaken
from monitor.flagged import worst_of
from monitor.limits import Severity
from monitor.vitals import Vital, VitalSet
from monitor.wording import SHORT, phase_word
from sessions.exports.phases import phases_of_sets
from sessions.exports.report_abreast import HALF_PT, Abreast
from sessions.exports.report_account import Account, date_text
from sessions.exports.report_marks import marks
from sessions.exports.report_tables import section, table
from sessions.exports.report_type import (
    MUTED,
    SMALL,
    WIDTH,
    gap,
    marked_up,
    severity_mark,
    severity_text,
    text,
    tinted,
)

PRESSURES = (Vital.SYSTOLIC, Vital.DIASTOLIC)
MANY_SETS, FEW_COLUMNS = 24, 6
"""From so many sets on the table stands in two halves side by side, if it has no more columns than that."""

LIMITS = (
    f"Limits reached: {severity_text(Severity.ADVISORY)}, {severity_text(Severity.CAUTION)}, "
    f"{severity_text(Severity.CRITICAL)}."
)


def sets(account: Account) -> list[Flowable]:
    """One row a set, in order of time, under the phase it was taken in. What holds for most is said once, above."""
    taken = [entry for entry in account.chart.page if isinstance(entry.event, VitalsTaken)]
    if not taken:
        return section("Vital signs", text(tinted("No vital signs were charted.", MUTED)))
    columns = _columns(taken)
    author = Counter(entry.author for entry in taken).most_common(1)[0][0]
    has_oxygen = any(isinstance(entry.event, VitalsTaken) and entry.event.vitals.oxygen for entry in taken)
    rows: list[tuple[str, ...]] = []
    bands: list[int] = []
    for band, entries in groupby(taken, _band_of(account)):
        bands.append(len(rows))
        rows.append((band,))
        rows += [tuple(_row(account, entry, columns, author, has_oxygen=has_oxygen)) for entry in entries]
    heads = ["Time", "T+", "BP<br/>mmHg", *map(_head, columns), *(["Oxygen"] if has_oxygen else []), "Marks"]
    widths = [*(None for _ in heads[1:]), 1]
    numbers = range(2, 3 + len(columns))
    is_abreast = len(taken) >= MANY_SETS and len(heads) <= FEW_COLUMNS
    whole = table(heads, rows, widths, right=numbers, bands=bands, whole=HALF_PT if is_abreast else WIDTH)
    legend = text(" ".join(_legend(columns, account.name(author), has_oxygen=has_oxygen)), SMALL)
    return section("Vital signs", legend, gap(3), Abreast(whole) if is_abreast else whole)


def _band_of(account: Account) -> Callable[[Entry], str]:
    """Under which heading a set stands: its phase, and its day if the session was opened on another."""
    phases, opened = phases_of_sets(account.chart), account.day(account.chart.opened_at)

    def band(entry: Entry) -> str:
        phase, day = phase_word(account.chart, phases[entry.id]).capitalize(), account.day(entry.happened_at)
        return phase if day == opened else f"{phase}, {date_text(day)}"

    return band


def _legend(columns: list[Vital], author: str, *, has_oxygen: bool) -> Iterator[str]:
    if Vital.MEAN in columns:
        yield "c: computed, diastolic plus a third of the pulse pressure; all other values were read."
    if has_oxygen:
        yield "Oxygen: what the patient was breathing, unknown where nobody said."
    elif Vital.SPO2 in columns:
        yield "What the patient was breathing is unknown: nobody said it in any set."
    yield LIMITS
    yield f"Written by {marked_up(author)} where no other name stands."


def _columns(taken: list[Entry]) -> list[Vital]:
    """Besides pressure, with its mean, every vital sign that was ever read in this session."""
    read = {r.vital for e in taken if isinstance(e.event, VitalsTaken) for r in e.event.vitals.readings}
    mean = {Vital.MEAN} if set(PRESSURES) <= read else set()
    return [vital for vital in Vital if vital in read | mean and vital not in PRESSURES]


def _head(vital: Vital) -> str:
    name = SHORT[vital][:1].upper() + SHORT[vital][1:]
    return f"{name}<br/>{vital.unit}" if vital.unit else name


def _row(account: Account, entry: Entry, columns: list[Vital], author: str, *, has_oxygen: bool) -> Iterator[str]:
    assert isinstance(entry.event, VitalsTaken)
    vitals, is_struck, beyond = entry.event.vitals, entry.id in account.chart.strikes, account.beyond(entry)
    yield account.chart.time_text(entry.happened_at)
    yield account.minute(entry.happened_at)
    numbers = [(_pressure(vitals), PRESSURES), *((_value(vitals, vital), (vital,)) for vital in columns)]
    for number, about in numbers:
        yield _struck(number) if is_struck else _marked(number, worst_of(beyond, *about))
    if has_oxygen:
        yield _struck(_oxygen(vitals)) if is_struck else _oxygen(vitals)
    by = "" if entry.author == author else f"by {marked_up(account.name(entry.author))}"
    yield " · ".join(filter(None, (*marks(account, entry, entry.event), by)))


def _pressure(vitals: VitalSet) -> str:
    values = [(vital, vitals.value(vital)) for vital in PRESSURES]
    if all(value is None for _, value in values):
        return ""
    return "/".join("–" if value is None else vital.number(value) for vital, value in values)


def _value(vitals: VitalSet, vital: Vital) -> str:
    value = vitals.value(vital)
    if value is not None:
        return vital.number(value)
    if vital is Vital.MEAN and vitals.computed_mean is not None:
        return f"{vital.number(vitals.computed_mean)} c"
    return ""


def _oxygen(vitals: VitalSet) -> str:
    if vitals.oxygen is not None:
        return str(vitals.oxygen).removeprefix("on ").removesuffix(" oxygen")
    return "unknown" if vitals.value(Vital.SPO2) is not None else ""


def _marked(number: str, worst: Severity | None) -> str:
    """The number with the shape of the worst limit it reaches."""
    return f"{severity_mark(worst)} {number}" if worst else number


def _struck(number: str) -> str:
    return tinted(f"<strike>{number}</strike>", MUTED) if number else ""
