"""Every test that docs/hazards.md names as evidence exists, and no hazard stands there without one."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
PARTS = ("**What could happen.**", "**How.**", "**What Vigil does.**", "**What remains.**", "**Shown by.**")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def hazards():
    """Each hazard's heading with the text under it."""
    parts = re.split(r"^(?=##)", TEXT, flags=re.MULTILINE)
    return [part for part in parts if part.startswith("### ")]


def heading(hazard):
    return hazard.splitlines()[0].removeprefix("### ")


def functions_in(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(TEXT))))
def test_every_test_named_as_evidence_exists(file, name):
    assert (ROOT / file).is_file()
    assert name in functions_in(file)


@pytest.mark.parametrize("hazard", hazards(), ids=heading)
def test_every_hazard_says_what_can_happen_what_is_done_what_remains_and_what_shows_it(hazard):
    places = [hazard.find(part) for part in PARTS]
    assert -1 not in places
    assert places == sorted(places)
    assert NAMED.search(hazard, places[-1])


def test_the_hazards_are_numbered_and_all_stand_in_the_table_of_contents():
    headings = [heading(hazard) for hazard in hazards()]
    assert [one.split(". ")[0] for one in headings] == [str(number) for number in range(1, len(headings) + 1)]
    anchors = [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings]
    assert [anchor for anchor in anchors if f"(#{anchor})" not in TEXT] == []


def test_every_line_of_evidence_names_a_test_in_full():
    lines = [line for hazard in hazards() for line in hazard.split("**Shown by.**")[1].splitlines() if line.strip()]
    assert [line for line in lines if line.startswith("- ") and not NAMED.search(line)] == []
    assert [line for line in lines if not line.startswith(("- ", "#"))] == []


def test_every_page_it_leads_to_exists():
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (ROOT / "docs" / link).resolve().is_file()] == []
