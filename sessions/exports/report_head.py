"""The head of the report: whose session, which dose by which protocol and limits, and how the giving went."""

import re
from collections.abc import Iterator

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, Table

from monitor.events import PatientDischarged, PatientLeft, PatientLimitsSet, SessionReviewed, Signature
from monitor.limits import Severity
from monitor.wording import own_limits_text, phase_word
from sessions.exports.report_account import Account, date_text
from sessions.exports.report_tables import columns
from sessions.exports.report_type import (
    FACT,
    LINE,
    MET,
    MUTED,
    SMALL,
    TITLE,
    TONES,
    gap,
    marked_up,
    severity_mark,
    text,
    tinted,
)

UNKNOWN = tinted("not charted", MUTED)


def head(account: Account) -> list[Flowable]:
    """Patient with both identifiers, how far the session is, and its facts."""
    chart = account.chart
    patient = chart.patient
    identity = f"Born <b>{date_text(patient.birth_date)}</b> · Record number <b>{marked_up(patient.record_number)}</b>"
    return [
        text(marked_up(f"{chart.protocol.drug.capitalize()} {chart.protocol.given} · session record"), SMALL),
        gap(2),
        text(marked_up(patient.name), TITLE),
        gap(1),
        text(identity, FACT),
        gap(7),
        HRFlowable(width="100%", thickness=0.7, color=HexColor(LINE), spaceBefore=0, spaceAfter=0),
        gap(6),
        *(text(line, FACT) for line in (*_standing(account), *_limits(account))),
        gap(6),
        _facts(account),
    ]


def _standing(account: Account) -> Iterator[str]:
    """How far the session is, in a sentence or two."""
    chart = account.chart
    discharge, review = chart.discharge, chart.review
    if chart.cancelled is not None:
        no = tinted("✗", TONES[Severity.CRITICAL])
        before = "infusion" if chart.protocol.is_infused else "dose"
        yield f"{no} <b>Cancelled before the {before}</b>: {marked_up(chart.cancelled)}"
    elif discharge and isinstance(discharge.event, PatientDischarged):
        signed, at = discharge.event, account.time(discharge.happened_at)
        mark = severity_mark(Severity.CAUTION) if signed.overrides else tinted("✓", MET)
        overruled = ", unmet criteria overruled" if signed.overrides else ""
        yield f"{mark} <b>Discharge signed</b> {_by(signed.signature)}, {at}{overruled}"
    else:
        yield f"{severity_mark(Severity.CAUTION)} <b>Discharge not signed</b>: this session is {phase_word(chart)}"
    if review and isinstance(review.event, SessionReviewed):
        by = _by(review.event.signature)
        yield f"{tinted('✓', MET)} <b>Countersigned</b> {by}, {account.time(review.happened_at)}"


def _by(signature: Signature) -> str:
    return f"by {marked_up(signature.name)}, {signature.role}"


def _facts(account: Account) -> Table:
    """Label over value, four to a row."""
    return columns([[text(label, SMALL), text(value), gap(3)] for label, value in _told(account)], 4)


def _told(account: Account) -> Iterator[tuple[str, str]]:
    chart = account.chart
    protocol = chart.protocol
    yield "Date", date_text(account.day(chart.opened_at))
    yield "Chair", marked_up(chart.chair)
    yield "Protocol", marked_up(f"{protocol.title}, version {protocol.version}")
    yield "Approval", _approval(account)
    allergies = None if chart.allergies is None else ", ".join(chart.allergies) or "no known allergies"
    yield "Allergies", UNKNOWN if allergies is None else marked_up(allergies)
    yield "Weight", UNKNOWN if chart.weight_kg is None else f"{chart.weight_kg:g} kg"
    yield "Dose as ordered", _dose(account)
    yield "Dose planned and checked", _planned(account)
    yield from _infused(account) if protocol.is_infused else _sprayed(account)
    yield "Left the clinic", _left(account)


def _infused(account: Account) -> Iterator[tuple[str, str]]:
    chart = account.chart
    yield "Start", account.time(chart.started_at) if chart.started_at else "not started"
    yield "Pauses", "<br/>".join(_pauses(account)) or ("none" if chart.started_at else "–")
    yield "End", _end(account)


def _sprayed(account: Account) -> Iterator[tuple[str, str]]:
    chart, until = account.chart, account.chart.observed_until
    yield "Dose given", account.time(chart.started_at) if chart.started_at else "not given"
    yield "Observed at the least until", account.moment(until) if until else "–"


def _limits(account: Account) -> Iterator[str]:
    """Where this patient's limits differ from the protocol's, by whom and why."""
    entry = account.chart.patient_limits
    if entry and isinstance(entry.event, PatientLimitsSet):
        why = f"{account.name(entry.author)}, {account.time(entry.happened_at)}: {entry.event.reason}"
        yield f"<b>Own limits</b>: {marked_up(own_limits_text(account.chart))} ({marked_up(why)})"


def _approval(account: Account) -> str:
    approval = account.chart.protocol.approval
    if approval is None:
        return f"{severity_mark(Severity.CAUTION)} not approved by this clinic"
    return marked_up(f"by {account.name(approval.by)}, {date_text(account.day(approval.at))}")


def _dose(account: Account) -> str:
    chart = account.chart
    dose = chart.dose or chart.spray
    if dose is None:
        return UNKNOWN
    said = marked_up(str(dose).replace(" x ", " × "))
    return re.sub(r"(?<=[0-9]) (?=[a-zA-Z])", "&nbsp;", said)  # a number stays with its unit


def _planned(account: Account) -> str:
    chart = account.chart
    planned = chart.entry(chart.plan) if chart.plan else None
    if planned is None:
        return UNKNOWN
    by = marked_up(account.name(planned.author))
    checker = chart.dose_checked_by
    return f"{by}<br/>" + (f"checked by {marked_up(account.name(checker))}" if checker else "<b>not checked</b>")


def _end(account: Account) -> str:
    chart = account.chart
    if chart.stopped_at is None:
        return "not ended" if chart.started_at else "–"
    reason = f": {marked_up(chart.stop_reason)}" if chart.stop_reason else ""
    return account.moment(chart.stopped_at) + reason


def _left(account: Account) -> str:
    for entry in account.chart.page:
        if isinstance(entry.event, PatientLeft) and entry.id not in account.chart.strikes:
            return f"{account.time(entry.happened_at)}, with {marked_up(entry.event.accompanied_by)}"
    return "–"


def _pauses(account: Account) -> Iterator[str]:
    for pause in account.chart.pauses:
        until = account.chart.time_text(pause.until) if pause.until else "not resumed"
        yield f"{account.time(pause.since)}–{until}: {marked_up(pause.reason)}"
