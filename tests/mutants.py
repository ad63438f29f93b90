"""Break the clinical core on purpose, one small change at a time, and see that a test notices.

    python -m tests.mutants                        everything (`make mutants`)
    python -m tests.mutants --only limits rules    these modules or protocols
    python -m tests.mutants --sample 60            sixty, spread evenly

A change is one bound, interval or number of a shipped protocol moved by one unit of its last decimal, or one
comparison, junction or number of a rule. It is made in a copy of the program, never in the checkout, and the tests of
the copy's `tests/monitor` and `tests/scenarios` are run until one fails. What no test can notice, because it changes
nothing, is listed with its reason in mutants_without_effect.toml.
"""

import argparse
import ast
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has none; there a change that never ends is stopped by its time alone
    resource = None

ROOT = Path(__file__).parent.parent
COPIED = ("monitor", "sessions", "tests/monitor", "tests/scenarios", "tests/builders.py")
RULES = (
    "limits",
    "assessment",
    "flags",
    "rules",
    "rules_of_effects",
    "rules_of_readings",
    "rules_of_the_plan",
    "symptoms_beside",
    "trends",
    "schedule",
    "discharge",
    "corrections",
    "symptoms",
    "course",
    "answering",
    "attention",
    "flagged",
    "doubts",
    "chart",
    "chart_reader",
    "patient_limits",
    "protocol_gaps",
    "preview",
)
FIRST = {
    "rules": ("test_rules", "test_rules_of_the_end", "test_flags", "test_closed_sessions"),
    "rules_of_effects": ("test_rules_of_effects", "test_rules", "test_rules_of_the_end"),
    "rules_of_readings": ("test_rules_of_readings", "test_rules"),
    "rules_of_the_plan": ("test_rules", "test_rules_of_the_end", "test_closed_sessions"),
    "symptoms_beside": ("test_rules_of_readings", "test_rules", "test_flags"),
    "assessment": ("test_assessment", "test_rules"),
    "discharge": ("test_discharge", "test_shipped", "test_rules_of_the_end"),
    "course": ("test_rules", "test_discharge"),
    "symptoms": ("test_rules",),
    "chart": ("test_chart", "test_chart_reader", "test_guards"),
    "chart_reader": ("test_chart_reader", "test_chart"),
    "protocol": ("test_limits", "test_shipped", "test_protocol", "test_nasal_spray"),
}
"""Where the failing test most likely stands, if not in the module's own file: it is looked for there first."""

LEFT_OUT = ("test_dictation.py", "test_doses.py", "test_same_words.py")
"""About other things: typing, reckoning, and the exports."""

# The record files hold the protocol they were made with: that it differs from the shipped one is no behaviour.
NOT_RUN = ("--deselect=tests/scenarios/test_scenarios.py::test_the_records_are_what_the_script_writes",)
SETTINGS = "[pytest]\npythonpath = .\naddopts = --import-mode=importlib\nfilterwarnings = error\n"
LONGEST_S = 120
MOST_MEMORY = 3 * 2**30

TESTS_FAILED, INTERRUPTED, INTERNAL = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. Its name holds whatever stands above it: "limits Bound reached: value >= limit → value > limit"."""

    file: str
    line: int
    place: str
    before: str
    after: str
    text: str  # of the whole file
    number: int = 1  # of several that read the same in one place

    @property
    def target(self) -> str:
        return Path(self.file).stem

    @property
    def name(self) -> str:
        return f"{self.place}: {self.before} → {self.after}" + (f" ({self.number})" if self.number > 1 else "")

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.name}"


SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
JUNCTIONS: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}


def of_rules(root: Path, module: str) -> Iterator[Mutant]:
    """Every comparison turned over at its edge, every and/or/not, every number one more and one less."""
    file = f"monitor/{module}.py"
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    for place, node, around in _judging(tree, module):
        before = ast.unparse(around)
        for owner, name, value in _changes(node):
            kept = _exchanged(owner, name, value)
            yield Mutant(file, node.lineno, place, before, ast.unparse(around), ast.unparse(tree))
            _exchanged(owner, name, kept)


def _judging(node: ast.AST, place: str, around: ast.expr | None = None) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Every expression, with the function it stands in and, for a bare number, with the expression around it.

    Decorators, annotations and the fields of a class judge nothing.
    """
    for name, value in ast.iter_fields(node):
        if name in ("decorator_list", "annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_field(child):
                continue
            named = isinstance(child, ast.FunctionDef | ast.ClassDef)
            shown = child if isinstance(child, ast.expr) and not (around and _says_little(child)) else around
            if isinstance(child, ast.expr):
                yield place, child, shown
            yield from _judging(child, f"{place} {child.name}" if named else place, shown)


def _is_field(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "field"


def _says_little(node: ast.expr) -> bool:
    """A number, a name, or two of them: to be told by what it stands in."""
    if isinstance(node, ast.BinOp):
        return _says_little(node.left) and _says_little(node.right)
    return isinstance(node, ast.Constant | ast.UnaryOp | ast.Name | ast.Slice | ast.FormattedValue)


def _changes(node: ast.expr) -> Iterator[tuple[object, str | int, object]]:
    """What can be exchanged in it: the owner, the name or number of its part, and the other value."""
    match node:
        case ast.Compare(ops=ops):
            yield from ((ops, number, SWAPS[type(op)]()) for number, op in enumerate(ops))
        case ast.BoolOp(op=op):
            yield node, "op", JUNCTIONS[type(op)]()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.Constant(value=bool(value)):
            yield node, "value", not value
        case ast.Constant(value=int(value) | float(value)):
            yield from ((node, "value", value + by) for by in (1, -1))
        case ast.Call(func=ast.Name(id="min" | "max") as name):
            yield name, "id", {"min": "max", "max": "min"}[name.id]


def _exchanged(owner, name, value):
    """Put the value there, and give what was there before."""
    if isinstance(name, int):
        owner[name], value = value, owner[name]
        return value
    before = getattr(owner, name)
    setattr(owner, name, value)
    return before


NUMBER = re.compile(r"(?<![\w.\"])-?\d+(?:\.\d+)?(?![\w.\"])")
WORDS = {
    "at_least": ("above",),
    "above": ("at_least",),
    "at_most": ("below",),
    "below": ("at_most",),
    "true": ("false",),
    "false": ("true",),
    '"advisory"': ('"caution"',),
    '"caution"': ('"advisory"', '"critical"'),
    '"critical"': ('"caution"',),
    '"mild"': ('"moderate"',),
    '"moderate"': ('"mild"', '"severe"'),
}
WORD = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in WORDS))
NOT_CLINICAL = ("version", "source", "title", "label", "id")


def of_protocol(root: Path, file: Path) -> Iterator[Mutant]:
    """Every number one unit of its last decimal up and down, every edge with and without the limit itself."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    name, about = file.relative_to(root).as_posix(), file.stem
    for number, line in enumerate(lines):
        if heading := re.match(r"\[+([a-z_]+)\]+", line):
            about = f"{file.stem} {heading[1]}"
        key, _, value = line.partition("=")
        if key.strip() in ("vital", "key", "phases"):
            about = f"{about} {value.strip()}"
        if line.startswith("#") or not value or key.strip() in NOT_CLINICAL:
            continue
        for after, start, end in _moved(value):
            changed = f"{key}={value[:start]}{after}{value[end:]}"
            text = "".join([*lines[:number], changed, *lines[number + 1 :]])
            yield Mutant(name, number + 1, about, line.strip(), changed.strip(), text)


def _moved(value: str) -> Iterator[tuple[str, int, int]]:
    for found in NUMBER.finditer(value):
        step = Decimal(1).scaleb(Decimal(found[0]).as_tuple().exponent)
        for moved in (Decimal(found[0]) + step, Decimal(found[0]) - step):
            yield str(moved), *found.span()
    for found in WORD.finditer(value):
        for word in WORDS[found[0]]:
            yield word, *found.span()


def targets(root: Path) -> dict[str, list[Mutant]]:
    """Every mutant of the program that is there: the protocols first, then the rules."""
    protocols = sorted((root / "monitor" / "protocols").glob("*.toml"))
    found = {file.stem: _numbered(of_protocol(root, file)) for file in protocols}
    return found | {module: _numbered(of_rules(root, module)) for module in RULES}


def _numbered(mutants: Iterable[Mutant]) -> list[Mutant]:
    alike = Counter[str]()
    numbered = []
    for mutant in mutants:
        alike[mutant.name] += 1
        numbered.append(replace(mutant, number=alike[mutant.name]))
    return numbered


def without_effect() -> dict[str, str]:
    """The mutants that change nothing, with the reason."""
    text = (ROOT / "tests" / "mutants_without_effect.toml").read_text(encoding="utf-8")
    return {name: row["reason"] for row in tomllib.loads(text)["mutant"] for name in row["names"]}


class Copy:
    """A copy of the program and of the tests that matter, in which one file at a time is broken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in COPIED:
            source, aim = ROOT / name, folder / name
            aim.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, aim, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy(source, aim)
        (folder / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
        self._tests = [
            file
            for name in ("monitor", "scenarios")
            for file in sorted((folder / "tests" / name).glob("test_*.py"))
            if file.name not in LEFT_OUT
        ]

    def is_green(self) -> bool:
        """Whether all tests pass, the rules written as every broken one is: without comments, in one style."""
        for module in RULES:
            file = self._folder / "monitor" / f"{module}.py"
            self._write(file, ast.unparse(ast.parse(file.read_text(encoding="utf-8"))))
        return not self._fails(self._tests)

    def catches(self, mutant: Mutant) -> bool:
        """Whether a test fails while the file says this."""
        file = self._folder / mutant.file
        whole = file.read_text(encoding="utf-8")
        key = "protocol" if file.suffix == ".toml" else file.stem
        wanted = FIRST.get(key, (f"test_{key}",))
        first = [test for name in wanted for test in self._tests if test.stem == name]
        try:
            self._write(file, mutant.text)
            return (bool(first) and self._fails(first)) or self._fails([t for t in self._tests if t not in first])
        finally:
            self._write(file, whole)

    def _write(self, file: Path, text: str) -> None:
        """The compiled file goes too: one changed within the same second would still be taken for the right one."""
        file.write_text(text, encoding="utf-8")
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
            compiled.unlink()

    def _fails(self, tests: Sequence[Path]) -> bool:
        quiet = ("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:pytest-qt", "-p", "no:xdist")
        call = [sys.executable, "-m", "pytest", *quiet, *NOT_RUN, *map(str, tests)]
        try:
            done = subprocess.run(
                call,
                cwd=self._folder,
                capture_output=True,
                text=True,
                timeout=LONGEST_S,
                preexec_fn=_bounded if resource else None,
            )
        except subprocess.TimeoutExpired:
            return True  # it never ends, which no test would overlook
        if done.returncode == 0:
            return False
        if done.returncode in (TESTS_FAILED, INTERRUPTED, INTERNAL) or done.returncode < 0:
            return True
        raise SystemExit(f"pytest could not be run:\n{done.stdout}{done.stderr}")


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> int:
    options = _parser().parse_args()
    if options.list:
        print(*_chosen(targets(ROOT), options), sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _try(Path(folder), options)


def _chosen(found: dict[str, list[Mutant]], options: argparse.Namespace) -> list[Mutant]:
    unknown = set(options.only or ()) - set(found)
    if unknown:
        raise SystemExit(f"There is no {', '.join(sorted(unknown))}; there are {', '.join(found)}.")
    wanted = [name for name in found if not options.only or name in options.only]
    mutants = [mutant for name in wanted for mutant in found[name]]
    if options.containing:
        mutants = [mutant for mutant in mutants if options.containing in mutant.name]
    if options.sample and options.sample < len(mutants):
        mutants = [mutants[number * len(mutants) // options.sample] for number in range(options.sample)]
    return mutants


def _try(folder: Path, options: argparse.Namespace) -> int:
    copy, known = Copy(folder), without_effect()
    found = targets(folder)
    mutants = _chosen(found, options)
    if not copy.is_green():
        print("A test fails before anything is broken. Mend that first.", file=sys.stderr)
        return 2
    tried, spared, survivors = Counter[str](), Counter[str](), list[Mutant]()
    for number, mutant in enumerate(mutants, start=1):
        if mutant.name in known:
            spared[mutant.target] += 1
            continue
        tried[mutant.target] += 1
        if not copy.catches(mutant):
            survivors.append(mutant)
            print(f"SURVIVED {mutant}", flush=True)
        if number % 50 == 0:
            print(f"{number} of {len(mutants)}", file=sys.stderr, flush=True)
    lost = Counter(mutant.target for mutant in survivors)
    for name in dict.fromkeys(mutant.target for mutant in mutants):
        extra = f", {spared[name]} without effect" if spared[name] else ""
        print(f"{name:20} {tried[name] - lost[name]:4} of {tried[name]:4} caught{extra}")
    print(f"{'all':20} {tried.total() - lost.total():4} of {tried.total():4} caught, {len(survivors)} survived")
    unused = sorted(set(known) - {mutant.name for row in found.values() for mutant in row})
    if unused:
        print("Listed as without effect, but there is no such change:", *unused, sep="\n  ")
    return 1 if survivors or unused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these modules or protocols")
    parser.add_argument("--sample", type=int, metavar="N", help="so many, spread evenly")
    parser.add_argument("--containing", metavar="TEXT", help="those with this in their name")
    parser.add_argument("--list", action="store_true", help="say what would be changed, and change nothing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
