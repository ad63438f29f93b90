"""The figures of a run of `make bench`, printed and written to docs/benchmarks.md."""

import os
import platform
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`. Every figure is a ratio to the bare library in the same run, because machines differ and share
their time with others; the milliseconds beside it only say how large the things compared were.

Last run: Python {python}, {system}, {cores} cores.

| what | ratio | at most | measured |
|---|---|---|---|
"""
ROWS = pytest.StashKey[list]()


def pytest_configure(config):
    config.stash[ROWS] = []


@pytest.fixture
def figure(request):
    """Takes one row: what was measured, the ratio, the goal (None: only reported), and the figures behind it."""

    def take(what, ratio, at_most, measured):
        goal = f"{at_most:.2f}" if at_most else "reported"
        shown = f"{ratio:.2f}" if ratio else "–"
        missed = " (missed)" if at_most and ratio > at_most else ""
        request.config.stash[ROWS].append(f"| {what} | {shown}{missed} | {goal} | {measured} |")
        print(f"\n{what}: {shown} (at most {goal}); {measured}")

    return take


def pytest_sessionfinish(session):
    """A figure that missed its goal is written down like any other; a run of only some of them writes nothing."""
    rows = session.config.stash[ROWS]
    whole = [str(Path(arg).resolve()) for arg in session.config.args] == [str(Path(__file__).parent)]
    if whole and len(rows) == session.testscollected and not os.environ.get("CI"):
        head = HEAD.format(python=platform.python_version(), system=platform.system(), cores=os.cpu_count())
        PAGE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
