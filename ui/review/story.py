"""What a reviewer looks for in a chart, in lines: flags and answers, corrections, signatures, what came afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import FlagAnswered, PatientDischarged, SessionEvent, SessionReviewed, Signature
from monitor.flags import answers_to, flags_of_sets
from monitor.wording import describe, problem_words
from sessions.signing import late_entries
from sessions.staff import Roster
from ui.widgets.marks import Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know, and smaller beneath it what belongs to it."""

    mark: Mark
    text: str
    detail: str = ""


def flag_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    """Every limit that a set reached, with what was done about it; then the answers to all other flags."""
    flags = flags_of_sets(chart)
    for flag in flags:
        answers = answers_to(chart, flag)
        answered = f"answered: {'; '.join(answers)}" if answers else "no answer"
        detail = f"{flag.severity.word} · {chart.time_text(flag.since)} · {answered}"
        yield Line(Mark.of(flag.severity), f"{chart.t_text(flag.since)}  {flag.sentence}", detail)
    problems = {flag.problem for flag in flags}
    for entry in chart.answers:
        if isinstance(entry.event, FlagAnswered) and entry.event.problem not in problems:
            said = f"{chart.t_text(entry.happened_at)}  {problem_words(entry.event.problem)}"
            yield Line(Mark.NONE, said, f"answered: {entry.event.action} · {_when_by(chart, entry, roster)}")


def correction_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    """What was struck, why, by whom, and the right value where there is one."""
    for entry in chart.page:
        strike = chart.strikes.get(entry.id)
        if strike is None:
            continue
        right = chart.entry(strike.corrected_by) if strike.corrected_by else None
        detail = (
            f"{strike.reason} · struck {chart.time_text(strike.at)} by {roster.name(strike.by)}"
            f" · right value: {words_of(right, chart) if right else 'none given'}"
        )
        yield Line(Mark.UNMET, f"{chart.t_text(entry.happened_at)}  struck: {words_of(entry, chart)}", detail)


def signature_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    for entry, signature in signatures(chart):
        when = f"{chart.time_text(entry.happened_at)} ({chart.t_text(entry.happened_at)})"
        yield Line(
            Mark.MET,
            f"{signature.name}, {signature.role}, {when}",
            f"{signature.meaning} · over {signature.entries} entries",
        )


def override_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    """Each criterion that was unmet at the signature: by which reading, why overruled, and by whom."""
    signed = chart.discharge.event if chart.discharge else None
    if not isinstance(signed, PatientDischarged):
        return
    reasons = {override.criterion: override.reason for override in signed.overrides}
    second = f"{signed.overruled.name}, {signed.overruled.role}" if signed.overruled else "nobody"
    for judged in signed.criteria:
        if not judged.met:
            why = f"{reasons.get(judged.criterion, 'no reason given')} · overruled by {second}"
            yield Line(Mark.UNMET, f"{judged.label}: {judged.by}", why)


def late_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    """What the signer of the discharge did not see."""
    signed = chart.discharge.event if chart.discharge else None
    if not isinstance(signed, PatientDischarged):
        return
    for entry in late_entries(signed.signature, chart.page):
        yield Line(Mark.NONE, words_of(entry, chart), _when_by(chart, entry, roster))


def signatures(chart: Chart) -> Iterator[tuple[Entry, Signature]]:
    for entry in (chart.discharge, chart.review):
        match entry.event if entry else None:
            case PatientDischarged(signature=signature, overruled=second) if entry:
                yield entry, signature
                if second:
                    yield entry, second
            case SessionReviewed(signature=signature) if entry:
                yield entry, signature


def words_of(entry: Entry, chart: Chart) -> str:
    return describe(entry.event, chart) if isinstance(entry.event, SessionEvent) else ""


def _when_by(chart: Chart, entry: Entry, roster: Roster) -> str:
    late = entry.recorded_at != entry.happened_at
    written = f", written {chart.time_text(entry.recorded_at)}" if late else ""
    return f"{chart.time_text(entry.happened_at)}{written} by {roster.name(entry.author)}"
