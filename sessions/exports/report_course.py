"""What happened besides the readings: flags with their answers, effects, drugs, notes and missed sets."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from reportlab.platypus import Flowable

from monitor.answering import answers_left_over
from monitor.course import EffectCourse
from monitor.events import (
    DrugGiven,
    FlagAnswered,
    InfusionPaused,
    InfusionResumed,
    NoEffectsSeen,
    NoteWritten,
    SetMissed,
)
from monitor.flags import Flag
from monitor.rules_of_the_plan import SET_OVERDUE
from monitor.wording import flag_course, left_over_text, response_text
from sessions.exports.report_account import Account
from sessions.exports.report_tables import section, table
from sessions.exports.report_type import MUTED, gap, marked_up, severity_text, text, tinted

TOLD = (DrugGiven, NoteWritten, SetMissed, InfusionPaused, InfusionResumed)


def flags(account: Account) -> list[Flowable]:
    """Every flag there was, from when to when, and what was done about it."""
    chart = account.chart
    raised = sorted((*account.snapshot.flags, *account.snapshot.ended), key=lambda flag: flag.since)
    rows = [
        (
            _when(account, flag.since),
            severity_text(flag.severity),
            _told(account, flag, *again),
            "<br/>".join(_responses(account, flag)) or _unanswered(flag),
        )
        for flag, *again in _gathered(raised)
    ]
    rows += _left_over(account, raised)
    if not rows:
        none = "No flag was raised." if chart.sets else "Without a set there is nothing to flag."
        return section("Flags and answers", text(tinted(none, MUTED)))
    return section("Flags and answers", table(("Time", "Severity", "Flag", "Answer"), rows, (None, None, 102, 46)))


def _left_over(account: Account, raised: list[Flag]) -> Iterator[tuple[str, str, str, str]]:
    """The answers about flags that a correction has taken away."""
    for entry in answers_left_over(account.chart, raised):
        if isinstance(entry.event, FlagAnswered):
            told = f"; told: {entry.event.told}" if entry.event.told else ""
            by = f"{account.name(entry.author)}, {account.time(entry.happened_at)}"
            said = tinted(marked_up(left_over_text(entry.event)), MUTED)
            yield _when(account, entry.happened_at), "–", said, marked_up(f"{entry.event.action}{told} ({by})")


def _when(account: Account, at: datetime) -> str:
    """The time; the date of another day above it."""
    return "<br/>".join(account.time(at).rsplit(" ", 1))


def _gathered(raised: list[Flag]) -> Iterable[list[Flag]]:
    """Each flag by itself, but the late sets that nobody answered together, at the time of the first."""
    gathered: dict[object, list[Flag]] = {}
    for flag in raised:
        is_alone = flag.problem != SET_OVERDUE or flag.is_open or flag.responses
        gathered.setdefault(flag if is_alone else flag.severity, []).append(flag)
    return gathered.values()


def _told(account: Account, flag: Flag, *again: Flag) -> str:
    """Of late sets the sentences alone: they say from when and how long."""
    if again:
        return f" {tinted('·', MUTED)} ".join(_unbroken(marked_up(one.sentence)) for one in (flag, *again))
    return f"{marked_up(flag.sentence)} {tinted(marked_up(flag_course(flag, account.chart)), MUTED)}"


def _unbroken(markup: str) -> str:
    return markup.replace(" ", "&nbsp;")


def _unanswered(flag: Flag) -> str:
    return tinted("no answer charted" if flag.wants_answer else "–", MUTED)


def _responses(account: Account, flag: Flag) -> Iterator[str]:
    for response in flag.responses:
        yield marked_up(response_text(response, flag, account.name(response.by), account.time(response.at)))


def effects(account: Account) -> list[Flowable]:
    """Each effect from onset to end, and when somebody looked and saw none."""
    chart = account.chart
    parts: list[Flowable] = []
    if chart.effects:
        rows = [tuple(_effect(account, course)) for course in chart.effects]
        heads = ("Effect", "Onset", "Course", "End", "Worst")
        parts += [table(heads, rows, (44, 28, 62, 28, 18)), gap(3)]
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
            _when(account, entry.happened_at),
            account.minute(entry.happened_at),
            marked_up(account.said(entry)),
            marked_up(account.name(entry.author)),
        )
        for entry in chart.page
        if isinstance(entry.event, TOLD) and entry.id not in chart.strikes
    ]
    if not rows:
        return []
    title = "Drugs, notes, pauses and missed sets" if chart.protocol.is_infused else "Drugs, notes and missed sets"
    return section(title, table(("Time", "T+", "What", "By"), rows, (None, None, 118, 33)))
