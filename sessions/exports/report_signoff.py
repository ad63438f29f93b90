"""The end of the report: criteria by reading, overrides, signatures, corrections, and what came after."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from monitor.entries import Entry
from monitor.events import EntryStruck, PatientDischarged, SessionReviewed, Signature
from monitor.limits import Severity
from sessions.exports.report_account import Account
from sessions.exports.report_tables import section, table
from sessions.exports.report_type import MUTED, SMALL, gap, marked_up, met_text, severity_mark, text, tinted
from sessions.signing import late_entries

DIGITS = 16
"""How much of a digest is printed: enough to compare by eye with what `verify` and the record say."""

UNFITTING = "The signature fits no entries of this chart: which of them the signer saw is not known."


def criteria(account: Account) -> list[Flowable]:
    """As the signer saw them or, while nobody has signed, as they are now, and then saying so."""
    signed = _discharge(account)
    if signed:
        title = "Discharge criteria, as signed"
        judged = [(one.criterion, one.label, one.met, one.by) for one in signed.criteria]
    else:
        title = f"Discharge criteria, not signed: as they are at {account.time(account.now)}"
        judged = [(one.criterion.key, one.criterion.label, one.met, one.by) for one in account.snapshot.criteria]
    reasons = {override.criterion: override.reason for override in signed.overrides} if signed else {}
    rows = []
    for key, label, met, by in judged:
        overruled = (
            f"<br/>{severity_mark(Severity.CAUTION)} <b>overruled</b>: {marked_up(reasons[key])}"
            if key in reasons
            else ""
        )
        rows.append((marked_up(label), met_text(met=met), marked_up(by) + overruled))
    parts: list[Flowable] = [table(("Criterion", "", "By which reading"), rows, (78, None, 88))]
    if signed and signed.flags:
        shown = "; ".join(marked_up(flag) for flag in signed.flags)
        parts += [gap(3), text(f"Flags shown to the signer: {shown}.", SMALL)]
    return section(title, *parts)


def _discharge(account: Account) -> PatientDischarged | None:
    entry = account.chart.discharge
    return entry.event if entry and isinstance(entry.event, PatientDischarged) else None


def signatures(account: Account) -> list[Flowable]:
    rows = [
        (
            f"<b>{marked_up(signature.name)}</b>, {signature.role}",
            marked_up(signature.meaning),
            account.time(entry.happened_at),
            f"{signature.entries} entries",
            signature.over[:DIGITS],
        )
        for entry, signature in _signed(account)
    ]
    if not rows:
        return section("Signatures", text(tinted("Nobody has signed.", MUTED)))
    heads = ("Who", "Meaning", "Signed", "Over", "Digest of these entries")
    return section("Signatures", table(heads, rows, (46, 64, None, None, 32)))


def _signed(account: Account) -> Iterator[tuple[Entry, Signature]]:
    for entry in account.chart.page:
        match entry.event:
            case PatientDischarged(signature=first, overruled=second):
                yield entry, first
                if second:
                    yield entry, second
            case SessionReviewed(signature=only):
                yield entry, only


def corrections(account: Account) -> list[Flowable]:
    """Every entry that was struck: what it said, why, by whom and when, and what is right."""
    chart = account.chart
    rows = []
    for entry in chart.page:
        if isinstance(entry.event, EntryStruck):
            wrong = chart.entry(entry.event.entry)
            right = chart.entry(entry.event.corrected_by) if entry.event.corrected_by else None
            old = f"<strike>{marked_up(account.said(wrong))}</strike>" if wrong else str(entry.event.entry)
            written = f"{account.time(wrong.happened_at)} {old} {_by(account, wrong)}" if wrong else old
            rows.append(
                (
                    written,
                    marked_up(entry.event.reason),
                    f"{marked_up(account.name(entry.author))}, {account.time(entry.recorded_at)}",
                    marked_up(account.said(right)) if right else "none",
                )
            )
    if not rows:
        return []
    heads = ("Struck", "Why", "By, at", "Right value")
    return section("Corrections", table(heads, rows, (68, 34, 30, 46)))


def _by(account: Account, entry: Entry) -> str:
    return tinted(f"({marked_up(account.name(entry.author))})", MUTED)


def afterwards(account: Account) -> list[Flowable]:
    """Addenda, and every other entry that the signer of the discharge did not see."""
    signed = _discharge(account)
    if signed is None:
        return []
    late = late_entries(signed.signature, account.chart.page)
    if not late:
        return []
    rows = [tuple(_late(account, entry)) for entry in late]
    title = "Addenda and entries after the signature"
    # The signature's own entry is neither late nor signed.
    told = len(account.chart.page) - len(late) - 1 == signed.signature.entries
    doubt = [] if told else [text(f"{severity_mark(Severity.CRITICAL)} {UNFITTING}"), gap(3)]
    return section(title, *doubt, table(("Time", "Written", "What", "By"), rows, (None, None, 97, 33)))


def _late(account: Account, entry: Entry) -> Sequence[str]:
    struck = entry.id in account.chart.strikes
    said = marked_up(account.said(entry))
    return (
        account.time(entry.happened_at),
        account.time(entry.recorded_at),
        f"<strike>{said}</strike> <b>struck</b>" if struck else said,
        marked_up(account.name(entry.author)),
    )
