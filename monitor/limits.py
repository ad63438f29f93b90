"""What is normal, and how far from normal a value is. What is believable at all is decided in vitals.py.

A bound is written as its source writes it, so whether the limit itself counts is said by its name: `at_least` and
`at_most` include it, `above` and `below` do not.
"""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import pairwise
from math import isfinite

from monitor.vitals import Vital


class Unfit(ValueError):
    """What a protocol cannot have. `field` names where it stands, so that a form says the sentence there."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Severity(IntEnum):
    """How much something matters now. Never "alarm": Vigil is a chart, not a patient monitor."""

    ADVISORY = 1
    CAUTION = 2
    CRITICAL = 3

    @property
    def word(self) -> str:
        return self.name.lower()


WORST_FIRST = tuple(sorted(Severity, reverse=True))


class Phase(StrEnum):
    """Where in its course a session is."""

    PREPARING = "preparing"
    INFUSING = "infusing"
    PAUSED = "paused"
    RECOVERING = "recovering"
    DISCHARGED = "discharged"
    REVIEWED = "reviewed"


class Comparison(StrEnum):
    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"

    @property
    def is_high(self) -> bool:
        return self in (Comparison.AT_LEAST, Comparison.ABOVE)

    @property
    def words(self) -> str:
        return {"at_least": "at or above", "above": "above", "at_most": "at or below", "below": "below"}[self]


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of normal: reached by every value that compares so with the limit."""

    comparison: Comparison
    limit: float

    def __post_init__(self) -> None:
        if not isfinite(self.limit):
            raise Unfit("limit", f"{self.limit} is not a number that a value can reach.")

    def reached(self, value: float) -> bool:
        match self.comparison:
            case Comparison.AT_LEAST:
                return value >= self.limit
            case Comparison.ABOVE:
                return value > self.limit
            case Comparison.AT_MOST:
                return value <= self.limit
            case Comparison.BELOW:
                return value < self.limit

    def wider_than(self, other: "Bound") -> bool:
        """Whether everything that reaches `other`, on the same side, reaches this bound too, and more besides."""
        if self.limit != other.limit:
            return self.limit < other.limit if self.comparison.is_high else self.limit > other.limit
        inclusive = (Comparison.AT_LEAST, Comparison.AT_MOST)
        return self.comparison in inclusive and other.comparison not in inclusive

    def text(self, vital: Vital) -> str:
        return f"{self.comparison.words} {vital.number(self.limit)}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one vital sign in some phases, by severity, with their source.

    Raises Unfit when a bound of lower severity does not reach further towards normal than the next, so that no
    severity can hide another, when a bound is not a believable value, which nothing ever reaches, or when there is
    no source.
    """

    vital: Vital
    phases: tuple[Phase, ...]
    advisory: tuple[Bound, ...]
    caution: tuple[Bound, ...]
    critical: tuple[Bound, ...]
    source: str
    _between: tuple[float, float] = field(init=False, repr=False, compare=False)  # reached by nothing strictly inside

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise Unfit("source", f"The limits of {self.vital.label} name no source.")
        if not self.phases or len(set(self.phases)) < len(self.phases):
            raise Unfit("phases", f"The limits of {self.vital.label} need each phase they hold in, once.")
        for severity in Severity:
            for bound in self.bounds(severity):
                self._refuse_unbelievable(severity, bound)
        for is_high in (True, False):
            steps = [
                (severity, bound)
                for severity in Severity
                for bound in self.bounds(severity)
                if bound.comparison.is_high == is_high
            ]
            for (milder, outer), (worse, inner) in pairwise(steps):
                if milder == worse or not outer.wider_than(inner):
                    raise Unfit(
                        milder.word,
                        f"The {milder.word} limit of {self.vital.label}, {outer.text(self.vital)}, is not inside its "
                        f"{worse.word} limit, {inner.text(self.vital)}.",
                    )
        low = max((b.limit for b in self._all() if not b.comparison.is_high), default=float("-inf"))
        high = min((b.limit for b in self._all() if b.comparison.is_high), default=float("inf"))
        if low >= high:
            sentence = f"The limits of {self.vital.label} leave nothing in range between {low:g} and {high:g}."
            raise Unfit("advisory", sentence)
        object.__setattr__(self, "_between", (low, high))

    def _refuse_unbelievable(self, severity: Severity, bound: Bound) -> None:
        vital, (low, high) = self.vital, self.vital.hard
        named = f"The {severity.word} limit of {vital.label}, {bound.comparison.words} {bound.limit:g},"
        if not low <= bound.limit <= high:
            believable = f"between {vital.number(low)} and {vital.text(high)}"
            raise Unfit(severity.word, f"{named} is not believable ({believable}).")
        if round(bound.limit, vital.decimals) != bound.limit:
            digits = "no decimals" if vital.decimals == 0 else f"{vital.decimals} decimal"
            raise Unfit(severity.word, f"{named} is written with {digits}.")

    def bounds(self, severity: Severity) -> tuple[Bound, ...]:
        match severity:
            case Severity.ADVISORY:
                return self.advisory
            case Severity.CAUTION:
                return self.caution
            case Severity.CRITICAL:
                return self.critical

    def worst_exceeded(self, value: float) -> "Exceeded | None":
        """The bound of the highest severity that the value reaches; None when it is in range."""
        low, high = self._between
        if low < value < high:
            return None
        for severity in WORST_FIRST:
            for bound in self.bounds(severity):
                if bound.reached(value):
                    return Exceeded(severity, bound)
        return None

    def _all(self) -> tuple[Bound, ...]:
        return self.advisory + self.caution + self.critical


@dataclass(frozen=True, slots=True)
class Exceeded:
    """The worst bound that a value reaches."""

    severity: Severity
    bound: Bound


@dataclass(frozen=True, slots=True)
class ChangeLimit:
    """How far one vital sign may move from the patient's own baseline.

    `by` is positive for a rise and negative for a fall, in the vital sign's unit or, if `percent`, in per cent of the
    baseline; the limit itself counts. It must be there in `sets` sets in a row.
    """

    vital: Vital
    severity: Severity
    by: float
    percent: bool
    sets: int
    source: str

    def __post_init__(self) -> None:
        is_whole = isinstance(self.sets, int) and not isinstance(self.sets, bool)
        wrong = "by" if self.by == 0 else None if is_whole and self.sets >= 1 else "sets"
        if wrong:
            raise Unfit(wrong, f"The change limit of {self.vital.label} needs a change other than 0 and 1 set or more.")
        low, high = self.vital.hard
        most = 100 if self.percent else high - low  # a rise in per cent has no end
        if not isfinite(self.by) or self.by < -most or (self.by > most and not self.percent):
            raise Unfit("by", f"A change of {self.by:g} {self.unit} is more than {self.vital.label} can fall or rise.")
        if not self.source.strip():
            raise Unfit("source", f"The change limit of {self.vital.label} names no source.")

    def reached(self, value: float, baseline: float) -> bool:
        """Compared unrounded: 24 on a baseline of 120 is 20 per cent, 23.9 is not."""
        change = (value - baseline) * 100 if self.percent else value - baseline
        bound = self.by * baseline if self.percent else self.by
        return change >= bound if self.by > 0 else change <= bound

    @property
    def unit(self) -> str:
        return "%" if self.percent else self.vital.change_unit

    @property
    def text(self) -> str:
        """In words: "20 % or more above baseline in 2 sets in a row"."""
        sets = f" in {self.sets} sets in a row" if self.sets > 1 else ""
        return f"{abs(self.by):g} {self.unit} or more {'above' if self.by > 0 else 'below'} baseline{sets}"
