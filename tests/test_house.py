"""The checkout stands alone: no machine's paths in it, every dependency pinned, every `make` there."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent

# In pieces, or this file would find itself.
FOREIGN = [
    *(rf"(?<![\w.-])/{folder}/" for folder in ("work", "root")),
    r"\.\./" + "shared",
    *(re.escape(f"{host}.org") for host in ("pypi", "pythonhosted", "npmjs", "deb." + "debian")),
]


def read(name: str) -> str:
    """The text of a file, and nothing while nobody has written it."""
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def files_of_the_checkout() -> list[str]:
    """What is tracked, and what would be if it were added."""
    list_files = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(list_files, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pinned(name: str) -> dict[str, list[Requirement]]:
    """Project to its pins: more than one where a version depends on the Python."""
    pins: dict[str, list[Requirement]] = {}
    for line in read(name).replace("\\\n", "").splitlines():
        requirement = Requirement(line.split(" --hash=")[0].strip())
        pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pins


def test_no_file_names_a_path_of_one_machine_or_a_package_registry():
    found = []
    for name in files_of_the_checkout():
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
            found += [f"{name}:{number} holds {m.group()}" for p in FOREIGN if (m := re.search(p, line))]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned_within_its_range(file):
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"]]
    if file == "requirements-dev.txt":
        wanted += project["optional-dependencies"]["dev"]
    pins = pinned(file)
    for requirement in map(Requirement, wanted):
        versions = [str(pin.specifier).removeprefix("==") for pin in pins[canonicalize_name(requirement.name)]]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_checks_run_on_the_versions_the_clinic_runs():
    checked = pinned("requirements-dev.txt")
    for name, pins in pinned("requirements.txt").items():
        assert list(map(str, checked[name])) == list(map(str, pins))


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_carries_a_hash_and_no_address(file):
    pins = read(file).replace("\\\n", "").splitlines()
    assert [line for line in pins if "--hash=sha256:" not in line] == []
    assert not re.search(r"--(index|extra-index|find-links|trusted)|://", read(file))


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"^\s*(?:\$ )?make ([a-z]+)", code_of(read("README.md")), re.MULTILINE))
    assert named <= targets


def test_make_help_has_a_sentence_for_every_target():
    silent = re.findall(r"^([a-z]+):(?!.* ## .+\.$).*$", read("Makefile"), re.MULTILINE)
    assert silent == []


def code_of(markdown: str) -> str:
    """The lines of fenced blocks and the words between backticks, each on a line of its own."""
    fenced = re.findall(r"^```[^\n]*\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", markdown)
    return "\n".join([*fenced, *spans])
