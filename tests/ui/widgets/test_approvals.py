"""Whether a protocol is approved is said in the same words everywhere, with the day of the clinic's own wall."""

from datetime import UTC, datetime

from monitor.clock import offset_from_utc
from monitor.protocol import Approval
from tests.builders import SHIPPED
from ui.widgets.approvals import approval_text, day_text, protocol_text, sentence_case

AT = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)


def test_a_protocol_is_called_by_title_and_version():
    assert protocol_text(SHIPPED) == "Ketamine IV, 40 min, version 1"


def test_an_approval_says_who_and_when():
    assert approval_text(None) == "not approved by this clinic"
    assert approval_text(Approval("Dr. Sol", AT)) == f"approved by Dr. Sol, {day_text(AT)}"
    assert day_text(AT) == f"{AT + offset_from_utc(AT):%d.%m.%Y %H:%M}"


def test_names_keep_their_capitals():
    assert sentence_case("came with Vigil") == "Came with Vigil"
    assert sentence_case("") == ""
