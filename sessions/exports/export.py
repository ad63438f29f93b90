"""A session written to a file, in whichever form is asked for: whole, or not at all."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from monitor.chart_reader import read_chart
from monitor.entries import Entry
from monitor.rules import flags_of
from monitor.wording import flag_course
from sessions.exports.record import write_record

Export = Callable[[Sequence[Entry], Mapping[str, str], datetime], bytes]
"""From all entries of a session, what its staff are called, and the present moment to the content of a file."""


class ExportRefused(Exception):
    """No file was written. The message is a sentence for who asked."""


def export(entries: Sequence[Entry], names: Mapping[str, str], now: datetime, *, format: str, out: Path) -> None:
    """Write the session to that file, over one that is there. Raises ExportRefused, or NotOpened.

    At no moment is there half a file under that name.
    """
    write = EXPORTS.get(format)
    if write is None:
        raise ExportRefused(f"There is no export called {format!r}; there are {', '.join(EXPORTS)}.")
    folder = out.parent
    if not folder.is_dir():
        raise ExportRefused(f"Nothing was written: there is no folder {folder}.")
    if out.is_dir():
        raise ExportRefused(f"Nothing was written: {out} is a folder; name a file in it.")
    _replace(out, write(entries, names, now))


def _replace(out: Path, content: bytes) -> None:
    try:
        # In the same folder, as only within one file system a file takes another's place in one step.
        number, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    except OSError as problem:
        raise ExportRefused(
            f"Nothing was written: {out.parent} cannot be written to ({problem.strerror})."
        ) from problem
    try:
        with open(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, out)
    except OSError as problem:
        Path(name).unlink(missing_ok=True)
        raise ExportRefused(f"Nothing was written: {out} cannot be written ({problem.strerror}).") from problem


def _table(entries: Sequence[Entry], names: Mapping[str, str], now: datetime) -> bytes:
    from sessions.exports.table import write_table

    return write_table(read_chart(entries), names, now)


def _record(entries: Sequence[Entry], names: Mapping[str, str], now: datetime) -> bytes:
    chart = read_chart(entries)
    flags = sorted(flags_of(chart, now), key=lambda flag: flag.since)
    said = [f"{flag.severity.word}: {flag.sentence} ({flag_course(flag, chart)})" for flag in flags]
    return write_record(entries, said).encode()


def _report(entries: Sequence[Entry], names: Mapping[str, str], now: datetime) -> bytes:
    from sessions.exports.report import write_report

    return write_report(entries, names, now)


EXPORTS: Mapping[str, Export] = {"table": _table, "record": _record, "report": _report}
