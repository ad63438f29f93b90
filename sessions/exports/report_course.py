"""What happened besides the readings: flags with their answers, effects, drugs, notes and missed sets."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from monitor.course import EffectCourse
from monitor.entries import Entry
from monitor.events import (
    DrugGiven,
    FlagAnswered,
    InfusionPaused,
    InfusionResumed,
    NoEffectsSeen,
    NoteWritten,
    SetMissed,
)
from monitor.flags import Flag, flags_of_sets
from monitor.limits import Severity
from monitor.wording import problem_words
from sessions.exports.report_account import Account
from sessions.exports.report_tables import section, table
from sessions.exports.report_type import MUTED, gap, marked_up, severity_text, text, tinted

TOLD = (DrugGiven, NoteWritten, SetMissed, InfusionPaused, InfusionResumed)


def flags(account: Account) -> list[Flowable]:
    """What every standing set reached, and what was done about it; then the answers to all other flags."""
    chart = account.chart
    raised = flags_of_sets(chart)
    rows = [
        (
            account.time(flag.since),
            account.minute(flag.since),
            severity_text(flag.severity),
            marked_up(flag.sentence),
            "<br/>".join(_answers(account, flag)) or _unanswered(flag),
        )
        for flag in raised
    ]
    known = {(flag.problem, flag.entry) for flag in raised}
    for entry in chart.answers:
        if isinstance(entry.event, FlagAnswered) and (entry.event.problem, entry.event.entry) not in known:
            problem = marked_up(problem_words(entry.event.problem))
            moment = (account.time(entry.happened_at), account.minute(entry.happened_at))
            rows.append((*moment, "answer", problem, _answer(account, entry, entry.event)))
    if not rows:
        none = "No set reached a limit of the protocol." if chart.sets else "Without a set there is nothing to flag."
        return section("Flags and answers", text(tinted(none, MUTED)))
    return section("Flags and answers", table(("Time", "T+", "Severity", "Flag", "Answer"), rows, (15, 12, 22, 78, 51)))


def _unanswered(flag: Flag) -> str:
    return tinted("no answer charted", MUTED) if flag.severity >= Severity.CAUTION else tinted("–", MUTED)


def _answers(account: Account, flag: Flag) -> Iterator[str]:
    for entry in account.chart.answers:
        event = entry.event
        if isinstance(event, FlagAnswered) and (event.problem, event.entry) == (flag.problem, flag.entry):
            yield _answer(account, entry, event)


def _answer(account: Account, entry: Entry, answered: FlagAnswered) -> str:
    who = tinted(f"({marked_up(account.name(entry.author))}, {account.time(entry.happened_at)})", MUTED)
    return f"{marked_up(answered.action)} {who}"


def effects(account: Account) -> list[Flowable]:
    """Each effect from onset to end, and when somebody looked and saw none."""
    chart = account.chart
    parts: list[Flowable] = []
    if chart.effects:
        rows = [tuple(_effect(account, course)) for course in chart.effects]
        heads = ("Effect", "Onset", "Course", "End", "Worst")
        parts += [table(heads, rows, (44, 28, 62, 28, 18)), gap(4)]
    looked = [
        account.moment(entry.happened_at)
        for entry in chart.page
        if isinstance(entry.event, NoEffectsSeen) and entry.id not in chart.strikes
    ]
    if looked:
        parts.append(text(f"No effects observed at {', '.join(looked)}."))
    elif not chart.effects:
        parts.append(text(tinted("Nobody charted whether there were effects.", MUTED)))
    return section("Effects", *parts)


def _effect(account: Account, course: EffectCourse) -> Iterator[str]:
    note = f": {marked_up(course.note)}" if course.note not in ("", course.label) else ""
    yield marked_up(course.label) + note
    yield account.moment(course.onset)
    yield " → ".join(f"{step.grade.word} {account.time(step.at)}" for step in course.steps)
    yield account.moment(course.ended_at) if course.ended_at else "<b>not ended</b>"
    yield course.worst.word


def happenings(account: Account) -> list[Flowable]:
    """Drugs, notes, pauses and missed sets with their reasons, in order of time."""
    chart = account.chart
    rows = [
        (
            account.time(entry.happened_at),
            account.minute(entry.happened_at),
            marked_up(account.said(entry)),
            marked_up(account.name(entry.author)),
        )
        for entry in chart.page
        if isinstance(entry.event, TOLD) and entry.id not in chart.strikes
    ]
    if not rows:
        return []
    return section("Drugs, notes, pauses and missed sets", table(("Time", "T+", "What", "By"), rows, (15, 12, 118, 33)))
