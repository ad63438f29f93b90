"""Every event as text and back: its kind, and one canonical JSON object.

Kind and fields follow from the dataclasses of monitor/events.py, so a new event needs no line here. Canonical
means that one value has exactly one text: keys sorted, no spaces, times in UTC with six decimals, every field
written.

What is on disk stays readable for ever. A missing field takes its default. A field that is added after a
release has `metadata=ADDED_LATER` besides its default, and is left out while it equals that default: an older
entry, read and written again, must have its old text, or its digest would not fit and it could not be copied.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from functools import cache
from itertools import repeat
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from monitor.events import Event
from monitor.vitals import Vital

T = TypeVar("T")


class Unreadable(Exception):
    """A text that this Vigil cannot read. The message is a sentence with the kind and the field in it."""


def kind_of(event_class: type) -> str:
    """The name of a kind of event on disk: VitalsTaken is `vitals_taken`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event_class.__name__).lower()


KINDS: Mapping[str, type[Any]] = {kind_of(event_class): event_class for event_class in get_args(Event)}
_KIND_OF: Mapping[type[Any], str] = {event_class: kind for kind, event_class in KINDS.items()}


def encode(event: Event) -> tuple[str, str]:
    """The kind of the event and its canonical text. Raises ValueError for what cannot be text."""
    return _KIND_OF[type(event)], to_text(event)


def decode(kind: str, text: str) -> Event:
    """The event that `encode` made these of. Raises Unreadable."""
    if kind not in KINDS:
        raise Unreadable(f"The kind of entry {kind!r} is unknown to this Vigil.")
    event: Event = from_text(KINDS[kind], text, called=kind)
    return event


def to_text(value: object) -> str:
    """Any frozen dataclass as canonical JSON. Raises ValueError for what cannot be text: half a character."""
    text = _form(type(value)).write(value)
    text.encode()  # a lone surrogate is refused here, before anything is on its way to the disk
    return text


def from_text(kind: type[T], text: str, *, called: str) -> T:
    """What `to_text` made this text of. Raises Unreadable, in whose sentence it is named as `called`."""
    try:
        value: T = _form(kind).read(json.loads(text))
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"The text of {called} is not JSON: {problem}.") from problem
    except _Misfit as misfit:
        where = f"the field {misfit.path!r}" if misfit.path else "the whole"
        raise Unreadable(f"In {called}, {where} {misfit.problem}.") from misfit
    return value


def timestamp(when: datetime) -> str:
    """The one form of a moment, 2026-11-21T13:45:00.000000Z. Raises ValueError for a naive one."""
    if when.tzinfo is None:
        raise ValueError(f"The time {when.isoformat()} does not say in which zone it is.")
    utc = when if when.tzinfo is UTC else when.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")[:26] + "Z"


def moment(text: str) -> datetime:
    """The moment that `timestamp` wrote. Raises ValueError for every other way of writing it."""
    when = datetime.fromisoformat(text)
    if when.tzinfo is not UTC or timestamp(when) != text:
        raise ValueError(f"{text!r} is not a time as Vigil writes it.")
    return when


MOST_EXACT = 2**53
"""Up to here a whole number and its floating-point twin are the same."""

_quoted = json.JSONEncoder(ensure_ascii=False).encode


class _Misfit(Exception):
    """What does not fit its field, and the way through the fields to it."""

    def __init__(self, problem: str, path: str = "") -> None:
        super().__init__(problem, path)
        self.problem = problem
        self.path = path

    def inside(self, name: object) -> "_Misfit":
        return _Misfit(self.problem, f"{name}.{self.path}" if self.path else str(name))


def _misfit(data: Any, expected: str) -> _Misfit:
    return _Misfit(f"is {json.dumps(data, ensure_ascii=False)[:80]}, which is not {expected}")


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are written as JSON, and how they are read from what JSON gives.

    Written piece by piece: half the time of json.dumps, which counts while a nurse waits for an entry to be kept.
    `read` raises _Misfit.
    """

    write: Callable[[Any], str]
    read: Callable[[Any], Any]


def _form(hint: Any) -> _Form:
    return _made(hint)


@cache
def _made(hint: Any) -> _Form:
    if hint is datetime:
        return _text_form(timestamp, moment, "a time in UTC")
    if hint is date:
        return _text_form(date.isoformat, date.fromisoformat, "a date")
    if hint is float:
        return _Form(_number, _read_number)
    if hint in (str, int, bool):
        return _plain_form(hint)
    if get_origin(hint) is tuple:
        return _tuple_form(get_args(hint))
    if get_origin(hint) in (UnionType, Union):
        return _optional_form(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_form(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _object_form(hint)
    raise TypeError(f"There is no text for values of {hint}.")


def _plain_form(kind: type) -> _Form:
    write, words = {
        str: (_quoted, "a text"),
        int: (int.__repr__, "a whole number"),
        bool: (lambda value: "true" if value else "false", "true or false"),
    }[kind]

    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise _misfit(data, words)
        return data

    return _Form(write, read)


def _number(value: float) -> str:
    """80 and 80.0 are one weight, 0 and -0.0 one rate: they have one text."""
    number = float(value) + 0.0
    if not isfinite(number):
        raise ValueError(f"{value} is not a number that can be kept.")
    return repr(number)


def _read_number(data: Any) -> float:
    if type(data) is float and isfinite(data):
        return data
    if type(data) is int and abs(data) <= MOST_EXACT:
        return float(data)
    raise _misfit(data, "a number")


def _text_form(say: Callable[[Any], str], parse: Callable[[str], Any], words: str) -> _Form:
    def read(data: Any) -> Any:
        try:
            return parse(data)
        except (TypeError, ValueError) as problem:
            raise _misfit(data, words) from problem

    return _Form(lambda value: _quoted(say(value)), read)


def _optional_form(hint: Any) -> _Form:
    given = [member for member in get_args(hint) if member is not NoneType]
    if len(given) != 1:
        raise TypeError(f"There is no text for values of {hint}, only for those of one type or None.")
    form = _form(given[0])
    return _Form(
        lambda value: "null" if value is None else form.write(value),
        lambda data: None if data is None else form.read(data),
    )


def _enum_form(kind: type[Enum]) -> _Form:
    member_of = {_member_text(member): member for member in kind}
    text_of = {member: _quoted(text) for text, member in member_of.items()}

    def read(data: Any) -> Any:
        if type(data) is not str or data not in member_of:
            raise _misfit(data, f"one of {', '.join(member_of)}")
        return member_of[data]

    return _Form(text_of.__getitem__, read)


def _member_text(member: Enum) -> str:
    match member:
        case Vital():
            return member.key
        case StrEnum():
            return str(member)
        case IntEnum():
            return member.name.lower()
    raise TypeError(f"There is no text for {member!r}.")


def _tuple_form(members: tuple[Any, ...]) -> _Form:
    length = None if members[-1] is Ellipsis else len(members)
    endless = repeat(_form(members[0]))
    forms: Iterable[_Form] = endless if length is None else tuple(_form(member) for member in members)

    def read(data: Any) -> tuple[Any, ...]:
        if type(data) is not list or (length is not None and len(data) != length):
            raise _misfit(data, "a list" if length is None else f"a list of {length}")
        values: list[Any] = []
        try:
            for form, value in zip(forms, data, strict=False):
                values.append(form.read(value))
        except _Misfit as misfit:
            raise misfit.inside(len(values)) from misfit
        return tuple(values)

    def write(values: Any) -> str:
        return f"[{','.join([form.write(value) for form, value in zip(forms, values, strict=False)])}]"

    return _Form(write, read)


def _object_form(kind: type[Any]) -> _Form:
    hints = get_type_hints(kind)
    known = [each for each in fields(kind) if each.init]  # the others are computed from these
    writers = [(each.name, f'"{each.name}":', _form(hints[each.name]).write) for each in known]
    writers.sort()
    readers = [(each.name, _form(hints[each.name]).read, each.default) for each in known]
    left_out = {each.name: each.default for each in known if "added_later" in each.metadata}

    def write(value: Any) -> str:
        said = [
            key + write_field(getattr(value, name))
            for name, key, write_field in writers
            if not (name in left_out and getattr(value, name) == left_out[name])
        ]
        return f"{{{','.join(said)}}}"

    def read(data: Any) -> Any:
        if type(data) is not dict:
            raise _misfit(data, "an object")
        values = []
        missing = 0
        name = ""
        try:
            for name, read_field, default in readers:
                if name in data:
                    values.append(read_field(data[name]))
                elif default is MISSING:
                    raise _Misfit("is missing")
                else:
                    values.append(default)
                    missing += 1
        except _Misfit as misfit:
            raise misfit.inside(name) from misfit
        if len(values) - missing < len(data):
            raise _Misfit("is unknown to this Vigil", min(set(data).difference(each.name for each in known)))
        try:
            return kind(*values)
        except ValueError as problem:
            raise _Misfit(f"cannot be so: {problem}") from problem

    return _Form(write, read)
