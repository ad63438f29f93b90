"""Which part may know which. Read with `ast`, so nothing has to run."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QT = {"PySide6", "shiboken6", "pyqtgraph"}
DATABASES = {"sqlite3", "sqlcipher3", "psycopg"}

MUST_NOT_IMPORT = {
    "monitor": {"sessions", "ui"} | QT | DATABASES,
    "sessions": {"ui"} | QT,
    "ui": DATABASES | {"sessions.stores"},
}

# A module of monitor knows only those before it.
READING_ORDER = [
    "clock",
    "staff",
    "vitals",
    "effects",
    "symptoms",
    "limits",
    "doses",
    "protocol",
    "protocol_gaps",
    "protocol_file",
    "protocol_lines",
    "protocol_changes",
    "events",
    "typed_time",
    "letters",
    "habits",
    "dictation",
    "entries",
    "assessment",
    "course",
    "chart",
    "chart_reader",
    "schedule",
    "flags",
    "answers",
    "trends",
    "symptoms_beside",
    "rules_of_readings",
    "rules_of_effects",
    "rules_of_the_plan",
    "rules",
    "patient_limits",
    "wording",
    "preview",
    "discharge",
    "preparation",
    "corrections",
    "doubts",
    "guards",
    "flagged",
    "snapshot",
    "answering",
    "attention",
]

# Slow to import, so only where they are used: the sign-in screen must not wait for them.
SLOW = {"pandas", "numpy", "pyqtgraph", "reportlab", "keyring", "argon2", "PySide6.QtMultimedia"}

SAY_NOTHING = {"utils", "helpers", "common", "manager", "misc"}
THE_TIME = ("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time")


@dataclass(frozen=True)
class Import:
    """One name that one line of a file brings in."""

    file: str
    line: int
    name: str
    at_module_level: bool

    def reaches(self, target: str) -> bool:
        return self.name == target or self.name.startswith(f"{target}.")

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.name}"


def files_of(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def program() -> list[Path]:
    return [*files_of("monitor", "sessions", "ui"), *ROOT.glob("*.py")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[Import]:
    """Every import of the file, `from a import b` as a.b, because b may be a module."""
    package = path.relative_to(ROOT).parent.parts
    for node, at_module_level in _walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                targets = [alias.name for alias in names]
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package[: len(package) - level + 1] if level else ()
                targets = [".".join((*above, *filter(None, [module]), alias.name)) for alias in names]
            case _:
                continue
        for target in targets:
            yield Import(name_of(path), node.lineno, target, at_module_level)


def _walk(node: ast.AST, *, at_module_level: bool = True) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        runs_later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        never_runs = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        inside = at_module_level and not runs_later and not never_runs
        yield child, inside
        yield from _walk(child, at_module_level=inside)


@pytest.mark.parametrize("folder", MUST_NOT_IMPORT)
def test_no_arrow_points_the_wrong_way(folder):
    broken = [
        f"{arrow}, and {folder} must not import {target}"
        for path in files_of(folder)
        for arrow in imports(path)
        for target in sorted(MUST_NOT_IMPORT[folder])
        if arrow.reaches(target)
    ]
    assert not broken, "\n".join(["", *broken])


def test_the_clinical_core_knows_only_the_standard_library_and_itself():
    broken = [
        f"{arrow}, which is neither the standard library nor monitor"
        for path in files_of("monitor")
        for arrow in imports(path)
        if arrow.name.split(".")[0] not in sys.stdlib_module_names | {"monitor"}
    ]
    assert not broken, "\n".join(["", *broken])


def test_every_module_of_the_core_has_its_place_in_the_reading_order():
    broken = [
        f"{name_of(path)} is not in READING_ORDER"
        for path in files_of("monitor")
        if path != ROOT / "monitor/__init__.py"
        and name_of(path) not in {f"monitor/{module}.py" for module in READING_ORDER}
    ]
    assert not broken, "\n".join(["", *broken])


def test_a_module_of_the_core_knows_only_those_before_it():
    place = {module: number for number, module in enumerate(["__init__", *READING_ORDER])}
    broken = [
        f"{arrow}, and {target} does not stand before {path.stem} in READING_ORDER"
        for path in files_of("monitor")
        for arrow in imports(path)
        if arrow.reaches("monitor")
        for target in [(*arrow.name.split("."), "")[1]]
        if place.get(target, len(place)) >= place.get(path.stem, len(place))
    ]
    assert not broken, "\n".join(["", *broken])


def test_no_test_module_knows_another():
    broken = [
        f"{arrow}: what both need goes into a module of its own"
        for path in files_of("tests")
        for arrow in imports(path)
        if any(part.startswith("test_") for part in arrow.name.split(".")[:-1])
    ]
    assert not broken, "\n".join(["", *broken])


def test_only_the_clock_asks_the_machine_for_the_time():
    asked = [
        f"{name_of(path)}:{node.lineno} asks for {ast.unparse(node)}"
        for path in program()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(THE_TIME)
    ]
    brought = [str(arrow) for path in program() for arrow in imports(path) if arrow.name == "time.time"]
    broken = [line for line in asked + brought if not line.startswith("monitor/clock.py:")]
    assert not broken, "\n".join(["", *broken])


def test_the_sign_in_screen_waits_for_no_slow_import():
    """What the window's own import chain loads, as Python itself says."""
    script = "import sys, ui.app, sessions.station; print(*sys.modules)"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert SLOW.intersection(done.stdout.split()) == set()


def test_a_module_is_called_after_the_noun_inside_it():
    broken = [
        f"{name_of(path)} says nothing about what is inside"
        for path in [*program(), *files_of("tests")]
        if SAY_NOTHING & {path.stem, path.parent.name}
    ]
    assert not broken, "\n".join(["", *broken])
