"""What differs between two protocols, in words and by place, and which new figure still has its old source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar, assert_never

from monitor.limits import ChangeLimit, Limits
from monitor.protocol import Check, Criterion, Flagging, Protocol, Schedule
from monitor.protocol_lines import Item, Part, Row, Section, rows

T = TypeVar("T")

SOURCE = "source"


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing as the one protocol says it and as the other does; None where it says nothing of it."""

    section: Section
    place: str
    item: str
    old: str | None
    new: str | None

    @property
    def kind(self) -> Kind:
        if self.old == self.new:
            return Kind.SAME
        return Kind.ADDED if self.old is None else Kind.REMOVED if self.new is None else Kind.CHANGED

    @property
    def where(self) -> str:
        """ "Limits, Systolic, preparing: caution"."""
        return f"{self.section}, {self.place}: {self.item}" if self.place else f"{self.section}: {self.item}"

    @property
    def sentence(self) -> str:
        match self.kind:
            case Kind.ADDED:
                return f"{self.where}: “{self.new}” is new."
            case Kind.REMOVED:
                return f"{self.where}: “{self.old}” is gone."
            case Kind.CHANGED:
                return f"{self.where}: “{self.old}” is now “{self.new}”."
            case Kind.SAME:
                return f"{self.where}: “{self.old}”."


def compare(old: Protocol, new: Protocol) -> tuple[Pair, ...]:
    """Everything that either says, side by side: in the order of the new one, what is gone where it stood."""
    return tuple(pair for before, after in _beside(old, new) for pair in _pairs(before, after))


def differences(old: Protocol, new: Protocol) -> tuple[Pair, ...]:
    """Only what differs. Version and approval are not part of what a protocol says."""
    return tuple(pair for pair in compare(old, new) if pair.kind is not Kind.SAME)


def unsourced(old: Protocol, new: Protocol) -> str | None:
    """Which figure of the new one is another than before though its source is word for word the same."""
    for before, after in _beside(old, new):
        if before and after and before.source == after.source and _figures(before) != _figures(after):
            return (
                f"{after.where}: the figures are new, the source is still that of the old ones. "
                "Say where the new ones come from."
            )
    return None


def with_part(protocol: Protocol, old: Part | None, new: Part | None) -> Protocol:
    """The protocol with one part in the place of another; the new one is added where there is no old one, and the
    old one taken out where there is no new one. Raises Unfit where that is no protocol."""
    match new or old:
        case Schedule() as schedule:
            return replace(protocol, schedule=schedule)
        case Flagging() as flagging:
            return replace(protocol, flagging=flagging)
        case Limits():
            return replace(protocol, limits=_exchanged(protocol.limits, old, _wanted(new, Limits)))
        case ChangeLimit():
            return replace(protocol, changes=_exchanged(protocol.changes, old, _wanted(new, ChangeLimit)))
        case Check():
            return replace(protocol, checks=_exchanged(protocol.checks, old, _wanted(new, Check)))
        case Criterion():
            return replace(protocol, criteria=_exchanged(protocol.criteria, old, _wanted(new, Criterion)))
        case Protocol() as whole:
            return whole
        case None:
            return protocol
        case never:
            assert_never(never)


def new_key(words: str, taken: Iterable[str]) -> str:
    """The key of a new check or criterion, made of its words: answers stand in the record under it for ever."""
    plain = "_".join(re.sub(r"[^a-z0-9]+", " ", words.lower()).split()[:4]) or "own"
    known = set(taken)
    numbered = (f"{plain}_{number}" for number in range(2, len(known) + 3))
    return next(key for key in (plain, *numbered) if key not in known)


def _wanted(new: Part | None, kind: type[T]) -> tuple[T, ...]:
    return (new,) if isinstance(new, kind) else ()


def _exchanged(parts: tuple[T, ...], old: Part | None, new: tuple[T, ...]) -> tuple[T, ...]:
    place = next((place for place, part in enumerate(parts) if part == old), len(parts))
    return (*parts[:place], *new, *parts[place + 1 :])


def _beside(old: Protocol, new: Protocol) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of both, those of one place together; what is gone comes after what stood before it."""
    before = {row.where: row for row in rows(old, new)}
    after = {row.where: row for row in rows(new, old)}
    gone: dict[str, list[Row]] = {}
    last = ""
    for where, row in before.items():
        if where in after:
            last = where
        else:
            gone.setdefault(last, []).append(row)
    for where, row in after.items():
        yield before.get(where), row
        for lost in gone.get(where, ()):
            yield lost, None


def _pairs(before: Row | None, after: Row | None) -> Iterator[Pair]:
    row = after or before
    if row is None:
        return
    old, new = _said(before), _said(after)
    for name in {**new, **old}:
        yield Pair(row.section, row.place, name, old.get(name), new.get(name))


def _said(row: Row | None) -> dict[str, str]:
    return {} if row is None else {item.name: item.text for item in row.items} | {SOURCE: row.source}


def _figures(row: Row) -> list[Item]:
    return [item for item in row.items if item.is_figure]
