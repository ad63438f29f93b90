"""Reading a protocol from its TOML file. What it cannot use it refuses, naming the place and the value."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.resources import files
from math import isfinite
from typing import TypeVar

from monitor.effects import Grade
from monitor.limits import Bound, ChangeLimit, Comparison, Limits, Phase, Severity
from monitor.protocol import Approval, Check, Criterion, CriterionKind, Flagging, Given, Protocol, Schedule
from monitor.protocol_gaps import gap
from monitor.vitals import Vital

T = TypeVar("T")


class ProtocolRefused(Exception):
    """The protocol file cannot be used. The message is a sentence naming the place and the value."""


def shipped_protocols() -> tuple[Protocol, ...]:
    """The protocols that come with Vigil, none of them approved by anybody. Raises ProtocolRefused with the file."""
    folder = files("monitor") / "protocols"
    protocols = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name.removesuffix(".toml")):
        if file.name.endswith(".toml"):
            try:
                protocols.append(read_protocol(file.read_text(encoding="utf-8")))
            except ProtocolRefused as problem:
                raise ProtocolRefused(f"The protocol {file.name} cannot be used. {problem}") from problem
    return tuple(protocols)


def read_protocol(text: str) -> Protocol:
    """The protocol written in that TOML text. Raises ProtocolRefused with the place and the value in the sentence."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ProtocolRefused(f"The protocol is not a TOML file: {problem}.") from problem
    protocol = _Table("the protocol", data).read(_read_protocol)
    lacking = gap(protocol)
    if lacking:
        raise ProtocolRefused(lacking)
    return protocol


def _read_protocol(table: "_Table") -> Protocol:
    given = table.choice(Given, table.text("given")) if "given" in table else Given.INFUSION
    is_infused = given is Given.INFUSION
    return Protocol(
        id=table.text("id"),
        title=table.text("title"),
        version=table.whole("version"),
        drug=table.text("drug"),
        route=table.text("route"),
        planned_min=table.whole("planned_min") if is_infused else 0,
        longest_min=table.whole("longest_min") if is_infused else 0,
        usual_mg_per_kg=table.pair("usual_mg_per_kg") if is_infused else (0, 0),
        source=table.text("source"),
        schedule=table.one("schedule", _read_schedule),
        flagging=table.one("flags", _read_flagging),
        limits=tuple(table.each("limits", _read_limits)),
        changes=tuple(table.each("changes", _read_change)),
        checks=tuple(table.each("checks", _read_check)),
        criteria=tuple(table.each("criteria", _read_criterion)),
        approval=table.one("approval", _read_approval) if "approval" in table else None,
        given=given,
        doses_mg=() if is_infused else tuple(table.numbers("doses_mg")),
    )


def _read_schedule(table: "_Table") -> Schedule:
    return Schedule(
        infusing_every=table.whole("infusing_every_min"),
        recovering_every=table.whole("recovering_every_min"),
        early=table.whole("early_min"),
        recheck_after=table.whole("recheck_after_min"),
        caution_late=table.whole("caution_late_min"),
        critical_late=table.whole("critical_late_min"),
        ordered=tuple(table.choice(Vital.of, key) for key in table.texts("ordered")),
        source=table.text("source"),
    )


def _read_flagging(table: "_Table") -> Flagging:
    return Flagging(
        recheck_first=tuple(table.choice(Vital.of, key) for key in table.texts("recheck_first", least=0)),
        answer_caution_within=table.whole("answer_caution_within_min"),
        answer_critical_within=table.whole("answer_critical_within_min"),
        on_oxygen=table.choice(lambda word: Severity[word.upper()], table.text("on_oxygen")),
        current_for=table.whole("current_for_min"),
        source=table.text("source"),
    )


def _read_limits(table: "_Table") -> Limits:
    return Limits(
        vital=table.choice(Vital.of, table.text("vital")),
        phases=tuple(table.choice(Phase, phase) for phase in table.texts("phases")),
        advisory=tuple(table.bounds("advisory")),
        caution=tuple(table.bounds("caution")),
        critical=tuple(table.bounds("critical")),
        source=table.text("source"),
    )


def _read_change(table: "_Table") -> ChangeLimit:
    return ChangeLimit(
        vital=table.choice(Vital.of, table.text("vital")),
        severity=table.choice(lambda word: Severity[word.upper()], table.text("severity")),
        by=table.number("by"),
        percent=table.flag("percent"),
        sets=table.whole("sets"),
        source=table.text("source"),
    )


def _read_check(table: "_Table") -> Check:
    return Check(key=table.text("key"), label=table.text("label"), source=table.text("source"))


READ = (CriterionKind.IN_RANGE, CriterionKind.SEDATION)
"""What is judged by a reading, which must not be old."""


def _read_criterion(table: "_Table") -> Criterion:
    kind = table.choice(CriterionKind, table.text("kind"))
    counted = kind in (CriterionKind.ELAPSED, CriterionKind.IN_RANGE, CriterionKind.SEDATION)
    return Criterion(
        key=table.text("key"),
        label=table.text("label"),
        kind=kind,
        source=table.text("source"),
        least=table.whole("least") if counted else None,
        most=table.choice(lambda word: Grade[word.upper()], table.text("most"))
        if kind is CriterionKind.EFFECTS
        else None,
        apart=table.whole("apart_min") if kind is CriterionKind.IN_RANGE else None,
        within=table.whole("within_min") if kind in READ else None,
    )


def _read_approval(table: "_Table") -> Approval:
    return Approval(by=table.text("by"), at=table.moment("at"))


class _Table:
    """One table of the file. Every key must be taken once: a key that nobody took is refused by name."""

    def __init__(self, where: str, data: dict[str, object]) -> None:
        self.where = where
        self._left = dict(data)

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def read(self, reader: "Callable[[_Table], T]") -> T:
        """What the reader makes of this table. The refusals of the values themselves get the place put in front."""
        try:
            value = reader(self)
        except ValueError as problem:
            raise ProtocolRefused(f"In {self.where}: {problem}") from problem
        for key in self._left:
            raise ProtocolRefused(f"In {self.where}, the key {key!r} is unknown.")
        return value

    def text(self, key: str) -> str:
        value = self._take(key, str, "a text")
        if not value.strip():
            raise ProtocolRefused(f"In {self.where}, {key} is empty.")
        return value

    def whole(self, key: str) -> int:
        """A whole number of at least 1: minutes, sets, points."""
        value = self._take(key, int, "a whole number")
        if isinstance(value, bool) or value < 1:
            raise ProtocolRefused(f"In {self.where}, {key} = {value}; it must be 1 or more.")
        return value

    def flag(self, key: str) -> bool:
        return self._take(key, bool, "true or false")

    def number(self, key: str) -> float:
        return self._number(key, self._take(key, object, "a number"))

    def moment(self, key: str) -> datetime:
        value = self._take(key, datetime, "a date with a time")
        if value.tzinfo is None:
            raise ProtocolRefused(f"In {self.where}, {key} = {value.isoformat()} has no time zone.")
        return value

    def pair(self, key: str) -> tuple[float, float]:
        """Two numbers, the lower one first."""
        values = [self._number(key, value) for value in self._take(key, list, "a list")]
        if len(values) != 2 or values[0] > values[1]:
            raise ProtocolRefused(f"In {self.where}, {key} = {values}; it must be a lower and an upper number.")
        return values[0], values[1]

    def numbers(self, key: str) -> list[float]:
        values = self._take(key, list, "a list")
        if not values:
            raise ProtocolRefused(f"In {self.where}, {key} is empty.")
        return [self._number(key, value) for value in values]

    def texts(self, key: str, *, least: int = 1) -> list[str]:
        values = self._take(key, list, "a list")
        if len(values) < least or not all(isinstance(value, str) for value in values):
            raise ProtocolRefused(f"In {self.where}, {key} = {values}; it must be a list of texts.")
        return [str(value) for value in values]

    def one(self, key: str, reader: "Callable[[_Table], T]") -> T:
        return _Table(f"{key} of the protocol", self._take(key, dict, "a table")).read(reader)

    def each(self, key: str, reader: "Callable[[_Table], T]") -> Iterator[T]:
        for number, data in enumerate(self._take(key, list, "a list of tables"), start=1):
            if not isinstance(data, dict):
                raise ProtocolRefused(f"In {self.where}, {key} is not a list of tables.")
            name = data.get("vital") or data.get("key") or f"number {number}"
            yield _Table(f"{key} of the protocol ({name})", data).read(reader)

    def bounds(self, key: str) -> Iterator[Bound]:
        """The bounds of one severity, as `{ at_least = 150, below = 90 }`; none where the key is absent."""
        if key not in self:
            return
        for word, limit in self._take(key, dict, "a table").items():
            yield Bound(self.choice(Comparison, word), self._number(word, limit))

    def choice(self, make: Callable[[str], T], word: str) -> T:
        """What `make` makes of the word; a word it does not know is refused."""
        try:
            return make(word)
        except (KeyError, ValueError) as problem:
            raise ProtocolRefused(f"In {self.where}, {word!r} is unknown.") from problem

    def _number(self, key: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ProtocolRefused(f"In {self.where}, {key} = {value!r}; it must be a number.")
        return float(value)

    def _take(self, key: str, kind: type[T], what: str) -> T:
        if key not in self._left:
            raise ProtocolRefused(f"In {self.where}, the key {key!r} is missing.")
        value = self._left.pop(key)
        if not isinstance(value, kind):
            raise ProtocolRefused(f"In {self.where}, {key} = {value!r}; it must be {what}.")
        return value
