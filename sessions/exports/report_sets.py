"""The table of all sets of vital signs: every reading that anybody wrote, struck ones struck through and marked."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from monitor.course import Strike
from monitor.entries import Entry
from monitor.events import VitalsTaken
from monitor.flagged import Flagged, worst_of
from monitor.limits import Severity
from monitor.vitals import PULSE_PRESSURE, Vital, VitalSet
from monitor.wording import phase_word
from sessions.exports.phases import phases_of_sets
from sessions.exports.report_account import Account
from sessions.exports.report_tables import section, table
from sessions.exports.report_type import MUTED, SMALL, gap, marked_up, severity_mark, severity_text, text, tinted

PRESSURES = (Vital.SYSTOLIC, Vital.DIASTOLIC)
LEGEND = (
    "c: computed, diastolic plus a third of the pulse pressure; all other values were read. "
    "Oxygen: what the patient was breathing, unknown where nobody said. "
    f"Limits reached: {severity_text(Severity.ADVISORY)}, {severity_text(Severity.CAUTION)}, "
    f"{severity_text(Severity.CRITICAL)}."
)


def sets(account: Account) -> list[Flowable]:
    """One row a set, in order of time, under the phase it was taken in."""
    chart = account.chart
    taken = [entry for entry in chart.page if isinstance(entry.event, VitalsTaken)]
    if not taken:
        return section("Vital signs", text(tinted("No vital signs were charted.", MUTED)))
    columns = _columns(taken)
    phases = phases_of_sets(chart)
    rows: list[tuple[str, ...]] = []
    bands: list[int] = []
    phase = None
    for entry in taken:
        if phases[entry.id] is not phase:
            phase = phases[entry.id]
            bands.append(len(rows))
            rows.append((phase_word(chart, phase).capitalize(),))
        rows.append(tuple(_row(account, entry, columns)))
    heads = ["Time", "T+", "BP<br/>mmHg", *(_head(vital) for vital in columns), "Oxygen", "Marks", "By"]
    widths = [12, 12, 21, *(14 for _ in columns), 18, 36, 18]
    numbers = range(2, 3 + len(columns))
    return section("Vital signs", table(heads, rows, widths, right=numbers, bands=bands), gap(3), text(LEGEND, SMALL))


def _columns(taken: list[Entry]) -> list[Vital]:
    """Besides pressure, with its mean, every vital sign that was ever read in this session."""
    read = {r.vital for e in taken if isinstance(e.event, VitalsTaken) for r in e.event.vitals.readings}
    mean = {Vital.MEAN} if set(PRESSURES) <= read else set()
    return [vital for vital in Vital if vital in read | mean and vital not in PRESSURES]


def _head(vital: Vital) -> str:
    return f"{vital.label}<br/>{vital.unit}" if vital.unit else vital.label


def _row(account: Account, entry: Entry, columns: list[Vital]) -> Iterator[str]:
    assert isinstance(entry.event, VitalsTaken)
    vitals, is_struck, beyond = entry.event.vitals, entry.id in account.chart.strikes, account.beyond(entry)
    yield account.time(entry.happened_at)
    yield account.minute(entry.happened_at)
    numbers = [(_pressure(vitals), PRESSURES), *((_value(vitals, vital), (vital,)) for vital in columns)]
    for number, about in numbers:
        yield _struck(number) if is_struck else _marked(number, worst_of(beyond, *about))
    yield _struck(_oxygen(vitals)) if is_struck else _oxygen(vitals)
    yield "<br/>".join(_marks(account, entry, entry.event, beyond))
    yield marked_up(account.name(entry.author))


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


def _marks(account: Account, entry: Entry, taken: VitalsTaken, beyond: Sequence[Flagged]) -> Iterator[str]:
    """In words: struck, limits reached, confirmed, written late."""
    strike = account.chart.strikes.get(entry.id)
    if strike:
        yield _strike_words(account, strike)
    for severity in sorted(Severity, reverse=True):
        reached = dict.fromkeys(one.vital for one in beyond if one.vital and one.severity is severity)
        if reached:
            yield f"{severity_text(severity)}: {', '.join(vital.label for vital in reached)}"
    if taken.confirmed:
        yield f"confirmed: {', '.join(marked_up(_doubt_words(about)) for about in taken.confirmed)}"
    if account.chart.time_text(entry.recorded_at) != account.chart.time_text(entry.happened_at):
        yield f"written {account.time(entry.recorded_at)}"


def _strike_words(account: Account, strike: Strike) -> str:
    right = account.chart.entry(strike.corrected_by) if strike.corrected_by else None
    said = f"<b>struck</b>: {marked_up(strike.reason)}"
    return f"{said}; right value at {account.time(right.happened_at)}" if right else said


def _doubt_words(about: str) -> str:
    if about == PULSE_PRESSURE:
        return "pulse pressure"
    return next((vital.label for vital in Vital if vital.key == about), about)
