"""When a flag is raised, continued and ended. Each rule is named by its problem and gives the whole past of its flags.

What was asked for and done in time, a set due or completed, leaves nothing behind.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.chart import Chart
from monitor.course import EffectCourse
from monitor.effects import effect
from monitor.events import FlagAnswered, GateAnswered
from monitor.flags import Flag, Response, Sighting, in_force, with_responses
from monitor.limits import Phase, Severity
from monitor.rules_of_readings import beyond_limits, nearly_alike, no_baseline
from monitor.schedule import PlannedSet, SetKind, SetState, Wait, overdue_since, planned_sets, waits
from monitor.trends import pressure_rising

SET_DUE, SET_OVERDUE = "set_due", "set_overdue"
"""The rules of a planned set that is not taken yet. Both are one problem, which is named SET_OVERDUE."""

Rule = Callable[[Chart, tuple[PlannedSet, ...], datetime], Iterator[Flag]]
"""From the chart, its planned sets and the time to every flag there was."""


def set_overdue(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A planned set is due, or late, or begun and not complete. Late counts from the first that nobody took or
    explained."""
    for wait in waits(planned, now):
        begun = [one for one in _begun(chart, planned) if one.due_at >= wait.since] if wait.until is None else []
        sightings = tuple(_lateness(chart, wait, now, begun[-1] if begun else None))
        if wait.until is None or sightings[-1].severity >= Severity.CAUTION:
            yield Flag(SET_OVERDUE, sightings, ended_at=wait.until)


def _lateness(chart: Chart, wait: Wait, now: datetime, begun: PlannedSet | None) -> Iterator[Sighting]:
    schedule = chart.protocol.schedule
    end = wait.until or now
    late = (end - wait.since) // timedelta(minutes=1)
    due = f"The set due at {chart.t_text(wait.since)}"
    if wait.until:
        sentence = f"{due} was {late} min late"
    elif begun:
        sentence = f"{due} is {f'{late} min late' if late else 'incomplete'}: {_lacking(begun)} not taken"
    else:
        sentence = f"{due} is {late} min late" if late else f"{due} is due now"
    yield Sighting(SET_DUE, wait.since, Severity.ADVISORY, sentence, "due", f"{late} min")
    steps = [(schedule.caution_late, Severity.CAUTION), (schedule.critical_late, Severity.CRITICAL)]
    for minutes, severity in steps:
        at = wait.since + timedelta(minutes=minutes)
        if end > at and (severity is Severity.CAUTION or chart.phase_at(at) is not Phase.RECOVERING):
            yield Sighting(SET_OVERDUE, at, severity, sentence, f"more than {minutes} min late", f"{late} min")


def set_incomplete(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """Planned sets were begun, but an ordered vital sign is lacking, and was not taken later either.

    Those for which a set is still overdue are one problem with it: its flag says what lacks.
    """
    overdue = overdue_since(planned, now)
    begun = [one for one in _begun(chart, planned) if overdue is None or one.due_at < overdue]
    said = [f"{_name(chart, one)} is incomplete: {_lacking(one)} not taken" for one in begun]
    yield from _of_sets("set_incomplete", begun, said, "every ordered vital sign")


def set_missed(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """The time of planned sets is over, and nobody took them or said why.

    Those for which a set is still overdue are one problem with it, and are counted when that is over.
    """
    ordered = len(chart.protocol.schedule.ordered)
    overdue = overdue_since(planned, now)
    over = [one for one in planned if overdue is None or one.due_at < overdue]
    missed = [one for one in over if one.state is SetState.MISSED and len(one.missing) == ordered]
    said = [f"{_name(chart, one)} was missed, and no reason is given" for one in missed]
    yield from _of_sets("set_missed", missed, said, "taken or explained")


def _begun(chart: Chart, planned: tuple[PlannedSet, ...]) -> list[PlannedSet]:
    """The planned sets of which something was taken, and something lacks that nobody explained."""
    ordered = len(chart.protocol.schedule.ordered)
    wanted = (one for one in planned if one.state in (SetState.DUE, SetState.MISSED))
    return [one for one in wanted if 0 < len(one.missing) < ordered]


def _name(chart: Chart, wanted: PlannedSet) -> str:
    return "The baseline set" if wanted.kind is SetKind.BASELINE else f"The set of {chart.t_text(wanted.due_at)}"


def _lacking(wanted: PlannedSet) -> str:
    return ", ".join(vital.label for vital in wanted.missing)


def _of_sets(rule: str, sets: list[PlannedSet], said: list[str], limit: str) -> Iterator[Flag]:
    """One flag for all of them, with the latest one in its sentence."""
    sightings = [
        Sighting(
            rule=rule,
            at=wanted.due_at,
            severity=Severity.ADVISORY,
            sentence=sentence + (f"; {number} more before it" if number else ""),
            limit=limit,
            value=_lacking(wanted),
            entry=wanted.begun_by,
        )
        for number, (wanted, sentence) in enumerate(zip(sets, said, strict=True))
    ]
    if sightings:
        yield Flag(rule, tuple(sightings))


def effect_severe(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """An effect is severe, or is one that matters at any severity."""
    for course in chart.effects:
        sightings = tuple(_effect_sightings(chart, course))
        if sightings:
            yield Flag(f"effect:{course.code}:{course.note}", sightings, _calm_again(course))


def _effect_sightings(chart: Chart, course: EffectCourse) -> Iterator[Sighting]:
    what = effect(course.code)
    advice = f": {what.advice}" if what.advice else ""
    for step in course.steps:
        severity = course.severity(step.grade)
        if severity:
            yield Sighting(
                rule="effect_severe",
                at=step.at,
                severity=severity,
                sentence=f"{course.label}, {step.grade.word}, since {chart.t_text(course.onset)}{advice}",
                limit=f"{what.flags_from.word} or worse",
                value=step.grade.word,
                size=step.grade,
                entry=step.entry,
            )


def _calm_again(course: EffectCourse) -> datetime | None:
    """Since when the effect flags no more: it ended, or eased."""
    eased = None
    for step in course.steps:
        eased = None if course.severity(step.grade) else eased or step.at
    return eased or course.ended_at


def effect_unresolved(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """By now the patient might go home, but effects that do not flag by themselves are still open: one flag for all."""
    end = chart.observed_until or chart.stopped_at
    if end is None or now < end:
        return
    lasting = [
        course
        for course in chart.effects
        if course.severity(course.grade) is None and (course.ended_at is None or course.ended_at > end)
    ]
    still_open = [course for course in lasting if course.is_open]
    if lasting:
        said = ", ".join(
            f"{course.label} {course.grade.word} (since {chart.t_text(course.onset)})"
            for course in still_open or lasting
        )
        sighting = Sighting(
            rule="effect_unresolved",
            at=max(end, min(course.onset for course in lasting)),
            severity=Severity.ADVISORY,
            sentence=f"Not yet over: {said}",
            limit="over before going home",
            value=", ".join(course.grade.word for course in still_open or lasting),
            entry=(still_open or lasting)[0].steps[-1].entry,
        )
        ended_at = None if still_open else max(course.ended_at for course in lasting if course.ended_at)
        yield Flag("unresolved", (sighting,), ended_at)


def infusion_overrun(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """The infusion runs on after its planned end; beyond the protocol's longest duration it is a caution."""
    end, until = chart.planned_end, chart.stopped_at or now
    if end is None or chart.started_at is None or chart.phase is Phase.PAUSED or until < end + timedelta(minutes=1):
        return
    over, longest = (until - end) // timedelta(minutes=1), chart.protocol.longest_min
    sentence = f"The infusion runs {over} min past its planned end at {chart.t_text(end)}: stopped already?"
    if chart.stopped_at:
        sentence = f"The infusion ran {over} min past its planned end at {chart.t_text(end)}"
    rule, longest_at = "infusion_overrun", chart.started_at + timedelta(minutes=longest)
    sightings = [Sighting(rule, end, Severity.ADVISORY, sentence, "planned end", f"{over} min")]
    if until > longest_at:
        limit = f"longest {longest} min"
        sightings.append(Sighting(rule, longest_at, Severity.CAUTION, sentence, limit, f"{over} min"))
    yield Flag(rule, tuple(sightings), chart.stopped_at)


RULES: tuple[Rule, ...] = (
    beyond_limits,
    no_baseline,
    nearly_alike,
    pressure_rising,
    set_overdue,
    set_incomplete,
    set_missed,
    effect_severe,
    effect_unresolved,
    infusion_overrun,
)


def raise_flags(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> tuple[Flag, ...]:
    """Every flag of the session up to now: the open ones first, worst first, then those that have ended.

    When a session is over, so are its flags.
    """
    closed_at = _closed_at(chart)
    until = min(now, closed_at) if closed_at else now
    flags: list[Flag] = []
    for rule in RULES:
        for flag in rule(chart, planned, until):
            ended = replace(flag, ended_at=closed_at) if closed_at and flag.ended_at is None else flag
            flags.append(ended)
    written = {entry.id: entry.recorded_at for entry in chart.page}
    answered = [
        with_responses(flag, responses, chart.protocol.flagging, now, written)
        for flag, responses in zip(flags, _responses(chart, flags), strict=True)
    ]
    return tuple(sorted(answered, key=_worst_first))


def flags_of(chart: Chart, now: datetime) -> tuple[Flag, ...]:
    """Every flag of the session up to now, as `raise_flags` gives them."""
    return raise_flags(chart, planned_sets(chart, now), now)


def _worst_first(flag: Flag) -> tuple[bool, bool, int, datetime]:
    return not flag.is_open, not flag.is_escalated, -flag.concern, flag.since


def _closed_at(chart: Chart) -> datetime | None:
    if chart.is_open:
        return None
    return chart.discharge.happened_at if chart.discharge else chart.page[-1].happened_at


def _responses(chart: Chart, flags: Sequence[Flag]) -> list[list[Response]]:
    """What was said about each of these flags; the gate's answer is about every vital sign that flagged then."""
    said: list[list[Response]] = [[] for _ in flags]
    for entry in chart.answers:
        if isinstance(entry.event, FlagAnswered):
            answer = entry.event
            number = _answered(answer, entry.happened_at, flags)
            if number is not None:
                said[number].append(Response(entry.author, entry.happened_at, answer.action, answer.told, entry.id))
    for entry in chart.page:
        if isinstance(entry.event, GateAnswered) and entry.id not in chart.strikes:
            gate = entry.event
            action = f"Vital signs acceptable to begin: {gate.answer}" + (f" ({gate.reason})" if gate.reason else "")
            for responses, flag in zip(said, flags, strict=True):
                if flag.vital is not None and in_force(flag, entry.happened_at):
                    responses.append(Response(entry.author, entry.happened_at, action, "", entry.id))
    return said


def _answered(answer: FlagAnswered, at: datetime, flags: Sequence[Flag]) -> int | None:
    """Which flag an answer is about: the one with its entry or, where none has that, the last that had begun by then.

    A flag that has ended may be answered while the same problem is there again.
    """
    same = [n for n, flag in enumerate(flags) if flag.problem == answer.problem and flag.since <= at]
    named = [n for n in same if answer.entry and any(seen.entry == answer.entry for seen in flags[n].sightings)]
    return max(named or same, key=lambda n: flags[n].since, default=None)
