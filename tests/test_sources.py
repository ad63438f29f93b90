"""Every source number named in the program stands in docs/sources.md, and nothing there is unused."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"\bS\d+[a-z]?\d?\b")


def named_in_program():
    files = [*ROOT.glob("monitor/**/*.py"), *ROOT.glob("monitor/protocols/*.toml"), *ROOT.glob("sessions/**/*.py")]
    return {number for file in files for number in NUMBER.findall(file.read_text(encoding="utf-8"))}


def listed():
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| (S\d+[a-z]?\d?) \|", text, flags=re.MULTILINE))


def test_every_source_that_the_program_names_is_listed():
    assert named_in_program() - listed() == set()


def test_the_program_names_sources_at_all():
    assert len(named_in_program()) > 30
