"""Whether this clinic has approved a protocol, by whom and when, in the same words everywhere."""

from collections.abc import Iterable
from datetime import datetime

from monitor.clock import offset_from_utc
from monitor.protocol import Approval, Protocol

NOT_APPROVED = "not approved by this clinic"


def day_text(at: datetime) -> str:
    """The day and the time of day as the clock on this computer's wall had them."""
    return f"{at + offset_from_utc(at):%d.%m.%Y %H:%M}"


def approval_text(approval: Approval | None) -> str:
    return f"approved by {approval.by}, {day_text(approval.at)}" if approval else NOT_APPROVED


def sentence_case(text: str) -> str:
    """With a capital at the beginning; names further on keep theirs."""
    return text[:1].upper() + text[1:]


def protocol_text(protocol: Protocol) -> str:
    return f"{protocol.title}, version {protocol.version}"


def unapproved_text(protocols: Iterable[Protocol]) -> str:
    """Which of these nobody has approved, each title once; "" where every one is approved."""
    titles = dict.fromkeys(protocol.title for protocol in protocols if protocol.approval is None)
    return f"{sentence_case(NOT_APPROVED)}: {' · '.join(titles)}" if titles else ""
