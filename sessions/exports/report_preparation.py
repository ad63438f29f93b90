"""What was asked and answered before the infusion, or before the spray, and what was said before that."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from monitor.entries import Entry
from monitor.events import (
    Answer,
    CheckAnswered,
    EscortNamed,
    Event,
    GateAnswered,
    InfusionPlanned,
    PatientLimitsSet,
    SprayPlanned,
    WeightMeasured,
)
from monitor.limits import Severity
from sessions.exports.report_account import Account
from sessions.exports.report_tables import columns, section
from sessions.exports.report_type import MET, MUTED, SMALL, TONES, marked_up, text, tinted

ANSWERS = {
    Answer.YES: f"{tinted('✓', MET)} yes",
    Answer.NO: f"{tinted('✗', TONES[Severity.CRITICAL])} no",
    None: tinted("– not answered", MUTED),
}


def preparation(account: Account) -> list[Flowable]:
    """Every check of the protocol, answered or not, the gate, and who takes the patient home."""
    before = "Before the infusion" if account.chart.protocol.is_infused else "Before the dose"
    answers = columns([[text(said)] for said in _answers(account)], 2)
    return [KeepTogether(section(before, answers, *(text(said, SMALL) for said in _replaced(account))))]


def _answers(account: Account) -> Iterator[str]:
    chart = account.chart
    for check in chart.protocol.checks:
        answered = chart.checks.get(check.key)
        yield _line(check.label, answered.answer if answered else None, answered.note if answered else "")
    gate = chart.gate
    yield _line("Vital signs acceptable to begin?", gate.answer if gate else None, gate.reason if gate else "")
    if chart.escort:
        contact = f", {chart.escort.contact}" if chart.escort.contact else ""
        yield f"Escort named: <b>{marked_up(chart.escort.name + contact)}</b>"


def _replaced(account: Account) -> Iterator[str]:
    """What stood before the values and answers above: it was replaced by saying it anew, not struck."""
    said = [
        marked_up(f"{account.said(entry)} ({account.time(entry.happened_at)}, {account.name(entry.author)})")
        for entry in _superseded(account)
    ]
    if said:
        yield f"<b>Replaced since</b>: {' · '.join(said)}"


def _superseded(account: Account) -> Iterator[Entry]:
    """In the order of time. What was only said again in the same words is left out."""
    standing = [entry for entry in account.chart.page if entry.id not in account.chart.strikes]
    last = {about: entry for entry in standing if (about := _about(entry.event))}
    for entry in standing:
        about = _about(entry.event)
        if about and account.said(entry) != account.said(last[about]):
            yield entry


def _about(event: Event) -> str:
    """What the event says anew each time; nothing where each one stands beside the ones before."""
    match event:
        case WeightMeasured():
            return "weight"
        case InfusionPlanned() | SprayPlanned():
            return "dose"
        case CheckAnswered(check):
            return f"check {check}"
        case GateAnswered():
            return "gate"
        case EscortNamed():
            return "escort"
        case PatientLimitsSet():
            return "limits"
        case _:
            return ""


def _line(question: str, answer: Answer | None, note: str) -> str:
    return f"{ANSWERS[answer]} · {marked_up(question)}" + (f" <b>({marked_up(note)})</b>" if note else "")
