"""What a flag is: one problem, from when it began to when it ended, how bad it was, and what was done about it.

The same problem in the next set continues its flag. Flags are computed and never stored. A flag's sentence is the same
on the screen, in the table, in the report and in the record.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate

from monitor.events import EntryId
from monitor.limits import Severity
from monitor.protocol import Flagging
from monitor.vitals import Vital


@dataclass(frozen=True, slots=True)
class Sighting:
    """The problem as it was from one moment on.

    Within one severity the larger `size`, the worse. `symptoms` are those that stand beside it.
    """

    rule: str
    at: datetime
    severity: Severity
    sentence: str
    limit: str = ""
    value: str = ""
    size: float = 0
    symptoms: frozenset[str] = frozenset()
    entry: EntryId | None = None
    again_by: datetime | None = None  # until when the value has to be taken again, where it stands alone
    by_change: Severity | None = None  # how bad the change from the baseline is by itself, in as many sets as it needs

    @property
    def badness(self) -> tuple[int, float, int]:
        return self.severity, self.size, len(self.symptoms)

    def covers(self, other: "Sighting") -> bool:
        """Whether who answered this has answered the other too: it is no worse, and has no symptom more."""
        is_no_worse = (other.severity, other.size) <= (self.severity, self.size)
        return is_no_worse and other.symptoms <= self.symptoms


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody did about a flag, or why nothing was done, and who was told."""

    by: str
    at: datetime
    action: str
    told: str
    entry: EntryId


@dataclass(frozen=True, slots=True)
class Flag:
    """`problem` names what it is about ("high:systolic"): as long as that lasts, it is one flag.

    `unanswered` is the worst that nobody has answered yet, `asked_at` and `answer_by` are since when and until when an
    answer is wanted; None when none is.
    """

    problem: str
    sightings: tuple[Sighting, ...]
    ended_at: datetime | None = None
    vital: Vital | None = None
    responses: tuple[Response, ...] = ()
    unanswered: Sighting | None = None
    asked_at: datetime | None = None
    answer_by: datetime | None = None
    is_escalated: bool = False

    @property
    def last(self) -> Sighting:
        return self.sightings[-1]

    @property
    def worst(self) -> Sighting:
        """The worst moment of it, the first one of several as bad."""
        return max(self.sightings, key=lambda sighting: sighting.badness)

    @property
    def said(self) -> Sighting:
        """What its sentence is about: how it is now or, once it has ended, how bad it was."""
        return self.last if self.ended_at is None else self.worst

    @property
    def rule(self) -> str:
        return self.said.rule

    @property
    def severity(self) -> Severity:
        return self.said.severity

    @property
    def sentence(self) -> str:
        return self.said.sentence

    @property
    def limit(self) -> str:
        return self.said.limit

    @property
    def value(self) -> str:
        return self.said.value

    @property
    def entry(self) -> EntryId | None:
        return self.said.entry

    @property
    def since(self) -> datetime:
        return self.sightings[0].at

    @property
    def times(self) -> int:
        """In how many entries it was seen."""
        return len({sighting.entry for sighting in self.sightings})

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def wants_answer(self) -> bool:
        return self.answer_by is not None

    @property
    def asks(self) -> Sighting:
        """What somebody has to answer, though it may have eased since; what the flag says where nobody has to."""
        return self.unanswered or self.said

    @property
    def concern(self) -> Severity:
        """How bad it is to those who are called: what nobody answered in time stays as bad as it was."""
        return max(self.severity, self.asks.severity) if self.is_escalated else self.severity


def in_force(flag: Flag, at: datetime) -> bool:
    """Whether the problem was there at that moment."""
    return flag.since <= at and (flag.ended_at is None or at < flag.ended_at)


def with_responses(
    flag: Flag,
    responses: Sequence[Response],
    flagging: Flagging,
    now: datetime,
    written: Mapping[EntryId, datetime],
    readings: Sequence[tuple[datetime, datetime]] = (),
) -> Flag:
    """The flag with what was done about it, and until when an answer is wanted.

    An answer covers what had happened and was charted when it was given; anything worse asks anew, and so does what
    had eased and is critical again. The time for an answer begins when there is something to answer: what is charted
    late is not overdue at once, nor is a caution that an earlier reading makes, charted or corrected later. `written`
    says when each entry was; `readings` when those on which its cautions depend were taken, in order of time, and
    written or struck. Only caution and critical flags ask.
    """

    def shown_at(one: Sighting | Response) -> datetime:
        return max(one.at, written.get(one.entry, one.at)) if one.entry else one.at

    def is_answered(sighting: Sighting) -> bool:
        return any(sighting.at <= one.at and shown_at(sighting) <= shown_at(one) for one in responses)

    answered = [sighting for sighting in flag.sightings if is_answered(sighting)]
    asking = [
        sighting
        for before, sighting in zip((None, *flag.sightings), flag.sightings, strict=False)
        if sighting.severity >= Severity.CAUTION
        and not is_answered(sighting)
        and (_is_critical_again(before, sighting) or not any(one.covers(sighting) for one in answered))
    ]
    if not asking:
        return replace(flag, responses=tuple(responses))
    taken = [at for at, _ in readings]
    written_by_then = list(accumulate((at for _, at in readings), max))

    def asked_at(one: Sighting) -> datetime:
        before = bisect_left(taken, one.at) if one.severity is Severity.CAUTION else 0
        return max(shown_at(one), written_by_then[before - 1]) if before else shown_at(one)

    answer_by, since = min((asked_at(one) + _within(flagging, one.severity), asked_at(one)) for one in asking)
    return replace(
        flag,
        responses=tuple(responses),
        unanswered=max(asking, key=lambda one: one.badness),
        asked_at=since,
        answer_by=answer_by,
        is_escalated=flag.is_open and now >= answer_by,
    )


def _is_critical_again(before: Sighting | None, sighting: Sighting) -> bool:
    """Whether what made it critical was not there just before."""
    if before is None or sighting.severity is not Severity.CRITICAL:
        return False
    return before.severity < Severity.CRITICAL or bool(sighting.symptoms - before.symptoms)


def _within(flagging: Flagging, severity: Severity) -> timedelta:
    is_critical = severity is Severity.CRITICAL
    return timedelta(minutes=flagging.answer_critical_within if is_critical else flagging.answer_caution_within)
