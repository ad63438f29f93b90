"""Something to notice now. Each rule is small, named by the problem, and says rule, limit, value and entry.

Flags are computed and never stored. A flag's sentence is the same on the screen, in the report and in the
record.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.assessment import Assessor
from monitor.chart import Chart
from monitor.course import Taken
from monitor.effects import Grade, effect
from monitor.events import EntryId, FlagAnswered
from monitor.limits import Phase, Severity
from monitor.schedule import PlannedSet, SetKind, SetState, overdue_since
from monitor.vitals import Vital


@dataclass(frozen=True, slots=True)
class Flag:
    """`problem` names what it is about ("out_of_limits:systolic"): the same problem has one flag."""

    rule: str
    severity: Severity
    problem: str
    sentence: str
    since: datetime
    limit: str = ""
    value: str = ""
    entry: EntryId | None = None
    vital: Vital | None = None


SET_DUE, SET_OVERDUE = "set_due", "set_overdue"
"""The rules of a planned set that is not taken yet. Both are one problem, which is named SET_OVERDUE."""

Rule = Callable[[Chart, tuple[PlannedSet, ...], datetime], Iterator[Flag]]
"""From the chart, its planned sets and the time to flags."""


def beyond_limits(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """The latest reading of a vital sign reaches an absolute limit or has moved too far from the baseline."""
    for vital in Vital:
        taken = chart.latest(vital)
        if taken and taken.phase is Phase.PREPARING and chart.started_at is not None:
            # The limits before the drip are the gate's; from the start on, the reading is judged by the infusion's.
            findings = Assessor(chart.protocol).findings(taken.vitals, Phase.INFUSING, {})
            taken = replace(taken, findings=findings)
        if taken:
            yield from flags_of(taken, vital)


def flags_of(taken: Taken, vital: Vital) -> Iterator[Flag]:
    """What one set says about one vital sign: of each rule the worst that it reaches, worst first."""
    said: set[str] = set()
    for finding in taken.findings:
        if finding.vital is vital and finding.rule not in said:
            said.add(finding.rule)
            yield Flag(
                rule=finding.rule,
                severity=finding.severity,
                problem=f"{finding.rule}:{vital.key}",
                sentence=finding.sentence,
                since=taken.at,
                limit=finding.limit,
                value=vital.text(finding.value),
                entry=taken.entry,
                vital=vital,
            )


def set_due(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A planned set is due, or late. Late counts from the first set that nobody took or explained."""
    if chart.phase not in (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING):
        return
    schedule = chart.protocol.schedule
    since = overdue_since(planned, now)
    if since is None:
        return
    late = (now - since) // timedelta(minutes=1)
    due = f"The set due at {chart.t_text(since)}"
    if now - since > timedelta(minutes=schedule.critical_late) and chart.phase is not Phase.RECOVERING:
        severity, limit = Severity.CRITICAL, f"more than {schedule.critical_late} min late"
    elif now - since > timedelta(minutes=schedule.caution_late):
        severity, limit = Severity.CAUTION, f"more than {schedule.caution_late} min late"
    else:
        severity, limit = Severity.ADVISORY, "due"
    rule = SET_DUE if severity is Severity.ADVISORY else SET_OVERDUE
    sentence = f"{due} is {late} min late" if late else f"{due} is due now"
    yield Flag(rule, severity, SET_OVERDUE, sentence, since, limit, f"{late} min")


def set_incomplete(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A planned set was begun, but an ordered vital sign is lacking."""
    if not chart.is_open:
        return
    for wanted in planned:
        begun = len(wanted.missing) < len(chart.protocol.schedule.ordered)
        if begun and wanted.missing and wanted.state in (SetState.DUE, SetState.MISSED):
            lacking = ", ".join(vital.label for vital in wanted.missing)
            when = "baseline set" if wanted.kind is SetKind.BASELINE else f"set of {chart.t_text(wanted.due_at)}"
            sentence = f"The {when} is incomplete: {lacking} not taken"
            yield Flag(
                rule="set_incomplete",
                severity=Severity.ADVISORY,
                problem=f"set_incomplete:{wanted.due_at.isoformat()}",
                sentence=sentence,
                since=wanted.due_at,
                limit="every ordered vital sign",
                value=lacking,
            )


def set_missed(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """The time of a planned set is over, and nobody took it or said why."""
    if not chart.is_open:
        return
    for wanted in planned:
        if wanted.state is SetState.MISSED and len(wanted.missing) == len(chart.protocol.schedule.ordered):
            is_baseline = wanted.kind is SetKind.BASELINE
            name = "baseline set" if is_baseline else f"set due at {chart.t_text(wanted.due_at)}"
            yield Flag(
                rule="set_missed",
                severity=Severity.ADVISORY,
                problem=f"set_missed:{wanted.due_at.isoformat()}",
                sentence=f"The {name} was missed, and no reason is given",
                since=wanted.due_at,
                limit="taken or explained",
                value="missed",
            )


def effect_severe(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """An open effect is severe, or is one that matters at any severity."""
    for course in chart.effects:
        from_grade = effect(course.code).flags_from
        if course.is_open and from_grade is not None and course.grade >= from_grade:
            advice = effect(course.code).advice
            severity = Severity.CRITICAL if course.grade is Grade.SEVERE else Severity.CAUTION
            yield Flag(
                rule="effect_severe",
                severity=severity,
                problem=f"effect_severe:{course.code}:{course.note}",
                sentence=f"{course.label}, {course.grade.word}, since {chart.t_text(course.onset)}"
                + (f": {advice}" if advice else ""),
                since=course.steps[-1].at,
                limit=f"{from_grade.word} or worse",
                value=course.grade.word,
                entry=course.steps[-1].entry,
            )


def effect_unresolved(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """The infusion has ended, and an effect is still open."""
    if chart.phase is not Phase.RECOVERING:
        return
    for course in chart.effects:
        if course.is_open:
            yield Flag(
                rule="effect_unresolved",
                severity=Severity.ADVISORY,
                problem=f"effect_unresolved:{course.code}:{course.note}",
                sentence=f"{course.label}, {course.grade.word}, not yet over (since {chart.t_text(course.onset)})",
                since=course.onset,
                limit="over before going home",
                value=course.grade.word,
                entry=course.steps[-1].entry,
            )


def infusion_overrun(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """The infusion runs on after its planned end; beyond the protocol's longest duration it is a caution."""
    end = chart.planned_end
    if chart.phase is not Phase.INFUSING or end is None or chart.started_at is None or now < end + timedelta(minutes=1):
        return
    over = (now - end) // timedelta(minutes=1)
    longest = chart.protocol.longest_min
    is_long = now > chart.started_at + timedelta(minutes=longest)
    yield Flag(
        rule="infusion_overrun",
        severity=Severity.CAUTION if is_long else Severity.ADVISORY,
        problem="infusion_overrun",
        sentence=f"The infusion runs {over} min past its planned end at {chart.t_text(end)}: stopped already?",
        since=end,
        limit=f"longest {longest} min" if is_long else "planned end",
        value=f"{over} min",
    )


RULES: tuple[Rule, ...] = (
    beyond_limits,
    set_due,
    set_incomplete,
    set_missed,
    effect_severe,
    effect_unresolved,
    infusion_overrun,
)


def raise_flags(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> tuple[Flag, ...]:
    """Everything to notice now, worst first. A session that is over or was cancelled raises nothing new."""
    if not chart.is_open:
        return ()
    flags = [flag for rule in RULES for flag in rule(chart, planned, now)]
    return tuple(sorted(flags, key=lambda flag: (-flag.severity, flag.since)))


def flags_of_sets(chart: Chart) -> tuple[Flag, ...]:
    """What every standing set of the session reached when it was taken: the history, in order of time."""
    return tuple(flag for taken in chart.sets for r in taken.vitals.readings for flag in flags_of(taken, r.vital))


def unanswered(chart: Chart, flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Those about which nobody has said yet what was done."""
    return tuple(flag for flag in flags if not answers_to(chart, flag))


def answers_to(chart: Chart, flag: Flag) -> tuple[str, ...]:
    """What was done about this flag, since it was raised by this entry or, without an entry, since it began."""
    return tuple(
        entry.event.action
        for entry in chart.answers
        if isinstance(entry.event, FlagAnswered)
        and entry.event.problem == flag.problem
        and (entry.event.entry == flag.entry if flag.entry else entry.happened_at >= flag.since)
    )
