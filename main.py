"""Vigil from the command line: the program itself, a demonstration, and tools that work on a data folder."""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.clock import steady_clock

if TYPE_CHECKING:
    from sessions.stores.contract import EntryStore

NO_SCREEN = (
    "There is no screen here, so Vigil's window cannot be shown. "
    "This draws it as pictures instead: {python} main.py demo --pictures pictures"
)
"""The Python named is the one that runs: it is the one that has what Vigil needs."""


class Refused(Exception):
    """What was asked for cannot be done. The message is a sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit code: 0, or 1 after saying in one sentence what is wrong."""
    from monitor.protocol_file import ProtocolRefused
    from sessions.stores.contract import StoreError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # not every console has an arrow
    options = _parser().parse_args(arguments)
    try:
        return COMMANDS[options.command or "run"](options)
    except (StoreError, ProtocolRefused, Refused) as problem:
        print(f"Vigil: {problem}", file=sys.stderr)
        return 1


def run(options: argparse.Namespace) -> int:
    """Vigil itself, on the record in the data folder."""
    _need_screen()
    from ui import app

    return app.run(_folder(options), steady_clock())


def demo(options: argparse.Namespace) -> int:
    """Simulated patients in a throw-away record: on the screen or, with --pictures, as PNG files."""
    if options.pictures and options.chairs < FEWEST_PICTURED:
        raise Refused(f"The pictures show {FEWEST_PICTURED} chairs or more, not {options.chairs}: leave out --chairs.")
    if options.pictures:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from ui.demonstration import draw

        draw(_made(Path(options.pictures)), chairs=options.chairs)
        return 0
    _need_screen()
    from ui.demonstration import show

    return show(chairs=options.chairs, speed=options.speed)


def replay(options: argparse.Namespace) -> int:
    """Readings from a CSV file, written as a nurse would write them, and the exports of the session they make."""
    from monitor.protocol_file import shipped_protocols
    from sessions.exports.export import EXPORTS, ExportRefused, export
    from sessions.readings_file import SeriesRefused, read_series
    from sessions.replay import ReplayRefused
    from sessions.replay import replay as replay_stay
    from sessions.replay_report import summary
    from sessions.station import open_empty

    if not options.data:
        raise Refused("Say where the replayed record goes: --data DIR. It never goes into the record of real patients.")
    out = _made(Path(options.out))
    try:
        series = read_series(Path(options.file))
        store = open_empty(_folder(options))
        try:
            result = replay_stay(series, options.stay, store, shipped_protocols()[0], hours=options.hours)
            print(summary(result))
            names = _names(store)
            for name in EXPORTS:
                file = out / f"stay-{options.stay}.{SUFFIXES[name]}"
                export(store.session(result.session), names, result.snapshot.now, format=name, out=file)
                print(f"{name}: {file}")
            print(f"session: {result.session}")
        finally:
            store.close()
    except (SeriesRefused, ReplayRefused, ExportRefused) as problem:
        raise Refused(str(problem)) from problem
    return 0


def verify(options: argparse.Namespace) -> int:
    """Reckon every digest of the record again."""
    from sessions.chain import verify as verify_store
    from sessions.station import open_to_read

    store = open_to_read(_folder(options))
    try:
        print(verify_store(store))
    finally:
        store.close()
    return 0


def export(options: argparse.Namespace) -> int:
    """One session as table, record or report."""
    from monitor.events import CLINIC
    from sessions.exports.export import ExportRefused
    from sessions.exports.export import export as write_export
    from sessions.station import open_to_read

    store = open_to_read(_folder(options))
    try:
        entries = store.session(options.session)
        if not entries or options.session == CLINIC:
            raise Refused(f"There is no session {options.session} in this record.")
        write_export(entries, _names(store), steady_clock()(), format=options.format, out=Path(options.out))
    except ExportRefused as problem:
        raise Refused(str(problem)) from problem
    finally:
        store.close()
    return 0


def _names(store: "EntryStore") -> dict[str, str]:
    """How the staff of this record are called, by id."""
    from monitor.events import CLINIC
    from sessions.staff import read_roster

    return {member.staff.id: member.staff.name for member in read_roster(store.session(CLINIC)).everyone}


def figures(options: argparse.Namespace) -> int:
    """How often the flags speak, over simulated sessions and real series, as a page of Markdown."""
    from monitor.protocol_file import shipped_protocols
    from sessions.figures import replayed_figures, simulated_figures
    from sessions.figures_page import figures_page
    from sessions.readings_file import SeriesRefused

    protocol = shipped_protocols()[0]
    try:
        counted = [simulated_figures(options.sessions, protocol)]
        counted += [replayed_figures(Path(file), protocol) for file in options.files]
    except SeriesRefused as problem:
        raise Refused(str(problem)) from problem
    Path(options.out).write_text(figures_page(counted, protocol), encoding="utf-8")
    return 0


FASTEST = 1000
"""Times as fast as real; beyond, the simulated nurses would not keep up."""

FEWEST_PICTURED = 6
"""Chairs, so that every phase of a session is on the pictures."""

MOST_HOURS = 10_000

SUFFIXES = {"table": "csv", "record": "jsonl", "report": "pdf"}

COMMANDS = {"run": run, "demo": demo, "replay": replay, "verify": verify, "export": export, "figures": figures}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description=__doc__)
    parser.add_argument("--data", metavar="DIR", help="the data folder (usually the one in your user profile)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.__doc__, description=command.__doc__)
    given = commands.choices
    given["demo"].add_argument("--chairs", type=_chairs, default=6, metavar="N", help="how many chairs (6)")
    given["demo"].add_argument("--speed", type=_speed, default=1.0, metavar="X", help="how fast time goes (1)")
    given["demo"].add_argument("--pictures", metavar="DIR", help="draw every screen, light and dark, and end")
    given["replay"].add_argument("file", metavar="FILE.csv", help="vital signs of one or more stays")
    given["replay"].add_argument("--stay", required=True, metavar="ID", help="which stay of the file")
    given["replay"].add_argument("--hours", type=_hours, default=12, metavar="N", help="how long a session (12)")
    given["replay"].add_argument("--out", required=True, metavar="DIR", help="where the three exports go")
    given["figures"].add_argument("files", metavar="FILE.csv", nargs="*", help="series of vital signs, all their stays")
    given["figures"].add_argument("--sessions", type=int, default=2000, metavar="N", help="how many simulated (2000)")
    given["figures"].add_argument("--out", required=True, metavar="FILE.md")
    given["export"].add_argument("session", metavar="SESSION", help="the session's id, as on its report")
    given["export"].add_argument("--format", required=True, choices=tuple(SUFFIXES))
    given["export"].add_argument("--out", required=True, metavar="FILE")
    for name in ("run", "replay", "verify", "export"):
        given[name].add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="the data folder")
    return parser


def _need_screen() -> None:
    """Raise Refused where no window can be shown. Only Linux has machines without any screen."""
    if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM") and not _answering_screen():
        python = Path(sys.executable)
        near = python.relative_to(Path.cwd()) if python.is_relative_to(Path.cwd()) else python
        raise Refused(NO_SCREEN.format(python=near))


def _answering_screen() -> bool:
    """Whether a display is named and, where it is one of this machine, is there: Qt itself would only abort."""
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if wayland and (Path(os.environ.get("XDG_RUNTIME_DIR", "")) / wayland).exists():
        return True
    host, _, number = x11.partition(":")
    is_here = host in ("", "unix") and number
    return Path(f"/tmp/.X11-unix/X{number.partition('.')[0]}").exists() if is_here else bool(x11)


def _made(folder: Path) -> Path:
    """The folder, made where there is none. Raises Refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"{folder} cannot be made: {problem.strerror}.") from problem
    return folder


def _chairs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of chairs")
    return int(text)


def _hours(text: str) -> float:
    return _above_0(text, MOST_HOURS)


def _speed(text: str) -> float:
    return _above_0(text, FASTEST)


def _above_0(text: str, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number <= most:
        raise argparse.ArgumentTypeError(f"{text} is not above 0 and at most {most}")
    return number


def _folder(options: argparse.Namespace) -> Path:
    from sessions.places import data_folder

    return Path(options.data) if options.data else data_folder()


if __name__ == "__main__":
    sys.exit(main())
