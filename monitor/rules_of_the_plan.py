"""The flags that the plan raises: a set due, late, begun and not complete, missed; an infusion past its end.

What was asked for and done in time, a set due or completed, leaves nothing behind.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from monitor.chart import Chart
from monitor.flags import Flag, Sighting
from monitor.limits import Phase, Severity
from monitor.rules_of_readings import CHARTED_LATE
from monitor.schedule import PlannedSet, SetKind, SetState, Wait, overdue_since, waits

SET_DUE, SET_OVERDUE = "set_due", "set_overdue"
"""The rules of a planned set that is not taken yet. Both are one problem, which is named SET_OVERDUE."""


def set_overdue(chart: Chart, planned: tuple[PlannedSet, ...], now: datetime) -> Iterator[Flag]:
    """A planned set is due, or late, or begun and not complete. Late counts from the first that nobody charted or
    explained, until somebody does: what was charted late was not known before."""
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
    if wait.until and wait.taken_at and wait.until - wait.taken_at >= CHARTED_LATE:
        sentence = f"{due} was charted {late} min late (taken at {chart.t_text(wait.taken_at)})"
    elif wait.until:
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
