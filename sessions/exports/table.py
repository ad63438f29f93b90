"""A session's readings as a table: CSV, one row a reading, the struck ones included and marked.

What nobody read has no row: a mean computed from systolic and diastolic is left out, an entered mean is a reading.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone

import pandas as pd

from monitor.chart import Chart
from monitor.course import Strike
from monitor.doubts import OF_PLACE
from monitor.events import VitalsTaken
from monitor.flagged import Flagged, flagged_by
from monitor.rules import flags_of
from monitor.vitals import PULSE_PRESSURE, Reading, Vital
from monitor.wording import phase_word
from sessions.exports.phases import phases_of_sets

COLUMNS = (
    "session",
    "record number",
    "patient",
    "taken at",
    "written at",
    "minute since start (min)",
    "phase",
    "vital sign",
    "value",
    "unit",
    "LOINC",
    "oxygen",
    "confirmed",
    "flags",
    "struck",
    "struck reason",
    "struck by",
    "struck at",
    "corrected by entry",
    "author",
    "entry",
)
NUMBERS = ("minute since start (min)", "value")
STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  full-width ones count in a spreadsheet too


def write_table(chart: Chart, names: Mapping[str, str], now: datetime) -> bytes:
    """UTF-8 with a byte-order mark, for spreadsheets, with the flags as they are now.

    `names` says how a member of staff is called, by id. A text that a spreadsheet would take for a formula
    gets an apostrophe in front; numbers stay numbers.
    """
    table = pd.DataFrame(_rows(chart, names, now), columns=list(COLUMNS), dtype=str)
    for column in table.columns.difference(list(NUMBERS)):
        table[column] = table[column].map(harmless)
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text as no spreadsheet runs it."""
    first = text.lstrip(" \u00a0\ufeff")[:1]
    return f"'{text}" if first in STARTS_A_FORMULA and first else text


def _rows(chart: Chart, names: Mapping[str, str], now: datetime) -> Iterator[tuple[str, ...]]:
    flagged = flagged_by(chart, flags_of(chart, now), now)
    phases = phases_of_sets(chart)
    for entry in chart.page:
        if isinstance(entry.event, VitalsTaken):
            for reading in entry.event.vitals.readings:
                yield (
                    chart.session,
                    chart.patient.record_number,
                    chart.patient.name,
                    _time(chart, entry.happened_at),
                    _time(chart, entry.recorded_at),
                    _minute(chart, entry.happened_at),
                    phase_word(chart, phases[entry.id]),
                    *_reading(entry.event, reading),
                    _flags(flagged.get(entry.id, ()), reading.vital),
                    *_strike(chart, chart.strikes.get(entry.id), names),
                    names.get(entry.author, entry.author),
                    str(entry.id),
                )


def _reading(taken: VitalsTaken, reading: Reading) -> tuple[str, ...]:
    """Vital sign, value, unit, LOINC, oxygen, confirmed."""
    vital = reading.vital
    about = {vital.key: vital.label.lower(), **{place: place for place in OF_PLACE}}
    if vital in (Vital.SYSTOLIC, Vital.DIASTOLIC):
        about[PULSE_PRESSURE] = "pulse pressure"
    return (
        vital.label,
        f"{reading.value:.{vital.decimals}f}",  # without the sign of RASS, which a spreadsheet takes for a formula
        vital.unit,
        vital.loinc or "",
        str(taken.vitals.oxygen or ""),
        "; ".join(words for key, words in about.items() if key in taken.confirmed),
    )


def _flags(flagged: Iterable[Flagged], vital: Vital) -> str:
    """What this reading is marked with on the screen, each with its severity."""
    return "; ".join(f"{one.severity.word}: {one.sentence}" for one in flagged if one.vital is vital)


def _strike(chart: Chart, strike: Strike | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Struck, why, by whom, when, and the entry with the right value."""
    if strike is None:
        return ("",) * 5
    right = str(strike.corrected_by or "")
    return "yes", strike.reason, names.get(strike.by, strike.by), _time(chart, strike.at), right


def _minute(chart: Chart, at: datetime) -> str:
    return f"{round(chart.minute(at), 1) + 0.0:.1f}" if chart.started_at else ""


def _time(chart: Chart, at: datetime) -> str:
    """ISO 8601 in the clinic's local time, with its distance from UTC."""
    return at.astimezone(timezone(chart.utc_offset)).isoformat(timespec="seconds")
