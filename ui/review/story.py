"""What a reviewer looks for in a chart, in lines: flags and answers, corrections, signatures, what came afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.answering import answers_left_over
from monitor.chart import Chart
from monitor.entries import Entry
from monitor.events import FlagAnswered, PatientDischarged, PatientLimitsSet, SessionEvent, SessionReviewed, Signature
from monitor.rules import flags_of
from monitor.wording import describe, flag_course, left_over_text, own_limits_text, response_text
from sessions.signing import late_entries
from sessions.staff import Roster
from ui.widgets.marks import Mark
from ui.widgets.overridden import overridden_words


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know, and smaller beneath it what belongs to it."""

    mark: Mark
    text: str
    detail: str = ""


def flag_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    """Every flag there was, with its course and what was done about it; then the answers about what is no flag now."""
    flags = sorted(flags_of(chart, chart.page[-1].happened_at), key=lambda flag: flag.since)
    for flag in flags:
        said = [
            response_text(response, flag, roster.name(response.by), chart.time_text(response.at))
            for response in flag.responses
        ]
        answered = [f"answered: {'; '.join(said)}"] if said else []
        unanswered = ["no answer since it became worse" if said else "no answer"] if flag.wants_answer else []
        detail = " · ".join([flag.severity.word, flag_course(flag, chart), *answered, *unanswered])
        yield Line(Mark.of(flag.severity), f"{chart.t_text(flag.since)}  {flag.sentence}", detail)
    for entry in answers_left_over(chart, flags):
        if isinstance(entry.event, FlagAnswered):
            text = f"{chart.t_text(entry.happened_at)}  {left_over_text(entry.event)}"
            yield Line(Mark.NONE, text, f"{describe(entry.event, chart)} · {_when_by(chart, entry, roster)}")


def limit_lines(chart: Chart, roster: Roster) -> Iterator[Line]:
    """How this patient's limits differ from the protocol's, by whom they were ordered, and why."""
    entry = chart.patient_limits
    if entry and isinstance(entry.event, PatientLimitsSet):
        yield Line(Mark.NONE, own_limits_text(chart), f"{entry.event.reason} · {_when_by(chart, entry, roster)}")


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


def override_text(chart: Chart) -> str:
    """That the discharge was overridden, which criteria, and who answers for it; empty where all were met."""
    signed = chart.discharge.event if chart.discharge else None
    if not isinstance(signed, PatientDischarged) or not signed.overrides:
        return ""
    criteria = [(override.criterion, chart.protocol.criterion(override.criterion)) for override in signed.overrides]
    labels = " · ".join(criterion.label if criterion else key for key, criterion in criteria)
    by = f" · by {signed.overruled.name}, {signed.overruled.role}" if signed.overruled else ""
    return f"Discharge {overridden_words(len(criteria))}: {labels}{by}"


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
