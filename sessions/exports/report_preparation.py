"""What was asked and answered before the infusion, or before the spray."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from monitor.events import Answer
from monitor.limits import Severity
from sessions.exports.report_account import Account
from sessions.exports.report_tables import columns, section
from sessions.exports.report_type import MET, MUTED, TONES, marked_up, text, tinted

ANSWERS = {
    Answer.YES: f"{tinted('✓', MET)} yes",
    Answer.NO: f"{tinted('✗', TONES[Severity.CRITICAL])} no",
    None: tinted("– not answered", MUTED),
}


def preparation(account: Account) -> list[Flowable]:
    """Every check of the protocol, answered or not, the gate, and who takes the patient home."""
    before = "Before the infusion" if account.chart.protocol.is_infused else "Before the dose"
    return [KeepTogether(section(before, columns([[text(said)] for said in _answers(account)], 2)))]


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


def _line(question: str, answer: Answer | None, note: str) -> str:
    return f"{ANSWERS[answer]} · {marked_up(question)}" + (f" <b>({marked_up(note)})</b>" if note else "")
