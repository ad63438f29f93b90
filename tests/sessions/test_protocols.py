"""Every version of every protocol, who approved which, and which one a new session is opened with."""

from dataclasses import replace

import pytest

from monitor.events import CLINIC, ProtocolApproved, ProtocolWritten, Signature
from monitor.limits import Bound, Comparison
from monitor.protocol import Approval
from monitor.protocol_changes import with_part
from monitor.staff import Role
from monitor.vitals import Vital
from sessions.protocols import Shelf, content, read_shelf, shipped
from tests.builders import minute, page

IV_40, IV_60 = shipped()[:2]
ID = IV_40.id


def edited(protocol, version, *, caution=160, source="S12, this clinic: 160", **other):
    """The next version, with another caution limit of systolic pressure during the infusion."""
    row = next(row for row in protocol.limits if row.vital is Vital.SYSTOLIC and "infusing" in row.phases)
    caution_row = replace(row, caution=(Bound(Comparison.AT_LEAST, caution),), source=source)
    return replace(with_part(protocol, row, caution_row), version=version, **other)


V2, V3 = edited(IV_40, 2), edited(IV_40, 3, caution=155, source="this clinic: 155")
OWN = replace(IV_60, id="own", title="Our own", version=1)


def approved(protocol, *, role=Role.CLINICIAN, name="Dr. Sol", over=None):
    over = content(protocol) if over is None else over
    return ProtocolApproved(protocol.id, protocol.version, Signature("dr.sol", name, role, "approved", over, 1))


def shelf(*lines, came_with_vigil=(IV_40, IV_60)):
    return read_shelf(page(*lines, opened=None, session=CLINIC), came_with_vigil)


def told(shelf):
    return {
        id: (used.protocol.version, used.approval and used.approval.by) for id in shelf.ids for used in [shelf.used(id)]
    }


USES = {  # which version a new session gets, and who approved it
    "nothing written": ((), (1, None)),
    "a version nobody approved changes nothing at the chair": ((ProtocolWritten(V2),), (1, None)),
    "the shipped one approved": ((approved(IV_40),), (1, "Dr. Sol")),
    "a second version approved": ((ProtocolWritten(V2), approved(V2)), (2, "Dr. Sol")),
    "a later one nobody approved": ((ProtocolWritten(V2), approved(V2), ProtocolWritten(V3)), (2, "Dr. Sol")),
    "the latest of two approved": (
        (ProtocolWritten(V2), ProtocolWritten(V3), approved(V3), approved(V2)),
        (3, "Dr. Sol"),
    ),
    "an approval of another text": ((ProtocolWritten(V2), approved(V2, over=content(V3))), (1, None)),
    "an approval by a nurse": ((ProtocolWritten(V2), approved(V2, role=Role.NURSE)), (1, None)),
    "an approval by an administrator": ((ProtocolWritten(V2), approved(V2, role=Role.ADMINISTRATOR)), (1, None)),
    "an approval of what nobody wrote": ((approved(V2),), (1, None)),
}


@pytest.mark.parametrize("case", USES)
def test_a_new_session_gets_the_latest_approved_version(case):
    lines, used = USES[case]
    assert told(shelf(*lines))[ID] == used
    assert [protocol.id for protocol in shelf(*lines).in_use] == [IV_40.id, IV_60.id]


def test_a_protocol_of_the_clinic_that_nobody_approved_is_offered_without_approval():
    own2 = replace(OWN, version=2, drug="esketamine")
    assert told(shelf(ProtocolWritten(OWN), ProtocolWritten(own2)))["own"] == (2, None)
    assert told(shelf(ProtocolWritten(OWN), approved(OWN), ProtocolWritten(own2)))["own"] == (1, "Dr. Sol")


def test_the_approval_is_in_the_protocol_with_its_time():
    used = shelf((1, ProtocolWritten(V2)), (5, approved(V2))).used(ID)
    assert used.protocol == replace(V2, approval=Approval("Dr. Sol", minute(5)))
    assert (used.written_by, used.written_at, used.is_shipped) == ("anna", minute(1), False)


def test_the_first_approval_of_a_version_stands():
    twice = shelf(approved(IV_40), (9, approved(IV_40, name="Dr. Weiss")))
    assert twice.used(ID).approval == Approval("Dr. Sol", minute(0))


def test_a_shipped_version_kept_word_for_word_is_still_the_one_that_came_with_vigil():
    kept = shelf(ProtocolWritten(IV_40), approved(IV_40))
    assert [(version.protocol.version, version.is_shipped) for version in kept.versions] == [(1, True), (1, True)]
    assert [version.protocol.id for version in kept.versions] == [IV_40.id, IV_60.id]


def test_an_approval_does_not_go_over_to_another_text_that_a_later_vigil_ships():
    changed = edited(IV_40, 1)
    later = shelf(approved(IV_40), came_with_vigil=(changed,))
    assert told(later)[ID] == (1, None)

    kept = shelf(ProtocolWritten(IV_40), approved(IV_40), came_with_vigil=(changed,))
    assert kept.used(ID).protocol.limits == IV_40.limits
    assert [version.lost_its_number for version in kept.versions] == [False, True]


def test_what_is_shipped_approved_by_somebody_else_is_not_approved_here():
    foreign = replace(IV_40, approval=Approval("Dr. Elsewhere", minute(0)))
    assert shelf(came_with_vigil=(foreign,)).used(ID).approval is None


def test_entries_in_any_order_make_the_same_shelf():
    lines = page((1, ProtocolWritten(V2)), (2, approved(V2)), (3, ProtocolWritten(V3)), opened=None, session=CLINIC)
    assert read_shelf(reversed(lines)) == read_shelf(lines)


OTHER_2 = edited(IV_40, 2, caution=150 + 8, source="the other station's: 158")


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (((1, ProtocolWritten(V2)), (2, ProtocolWritten(OTHER_2))), V2),
        (((1, ProtocolWritten(OTHER_2)), (2, ProtocolWritten(V2))), OTHER_2),
        (((1, ProtocolWritten(V2)), (2, ProtocolWritten(OTHER_2)), (3, approved(OTHER_2))), OTHER_2),
        (((1, ProtocolWritten(V2)), (2, ProtocolWritten(OTHER_2)), (3, approved(V2)), (4, approved(OTHER_2))), V2),
    ],
)
def test_of_two_versions_with_one_number_the_approved_or_else_the_first_one_keeps_it(lines, kept):
    twice = shelf(*lines)
    second = [version for version in twice.versions if version.protocol.version == 2]
    assert content(twice.find(ID, 2).protocol) == content(kept)
    assert [version.lost_its_number for version in second] == [False, True]
    assert second[1].approval is None
    assert twice.next_number(ID) == 3


REFUSALS = {
    "the next version": (V2, None),
    "a version left out": (
        V3,
        "Version 1 of Ketamine IV, 40 min is there already. The next version of Ketamine IV, "
        "40 min is number 2, not 3.",
    ),
    "a version once more": (
        edited(IV_40, 1),
        "Version 1 of Ketamine IV, 40 min is there already. The next version of "
        "Ketamine IV, 40 min is number 2, not 1.",
    ),
    "a new protocol": (OWN, None),
    "a new protocol that does not begin at 1": (
        replace(OWN, version=2),
        "The next version of Our own is number 1, not 2.",
    ),
    "approved by itself": (
        replace(V2, approval=Approval("Dr. Sol", minute(0))),
        "A version is approved after it was kept, by a clinician's PIN.",
    ),
    "another protocol's title": (
        replace(OWN, title="ketamine iv,  60 min"),
        "There is already a protocol Ketamine IV, 60 min; give this one another title.",
    ),
    "nothing new": (replace(IV_40, version=2), "Nothing differs from version 1."),
    "a new figure with the old source": (
        edited(IV_40, 2, source="S12: 165; S51, S58: 180 and 90; 150 derived (Default-A)"),
        "Limits, Systolic, infusing, paused, recovering: the figures are new, the source is still that of the old "
        "ones. Say where the new ones come from.",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_not_the_next_version_is_refused_in_words(case):
    protocol, sentence = REFUSALS[case]
    assert shelf().refuses(protocol) == sentence


def test_only_what_can_be_used_is_approved():
    newer = shelf(ProtocolWritten(V2), ProtocolWritten(V3), approved(V3))
    assert newer.refuses_approval(ID, 4) == "There is no version 4 of the protocol 'ketamine-iv-40'."
    assert newer.refuses_approval(ID, 3) == "Version 3 of Ketamine IV, 40 min was approved by Dr. Sol already."
    assert newer.refuses_approval(ID, 2).startswith("Version 3 of Ketamine IV, 40 min is approved and newer.")
    assert shelf(ProtocolWritten(V2)).refuses_approval(ID, 2, content(V2)) is None
    assert "Read it first" in shelf(ProtocolWritten(V2)).refuses_approval(ID, 2, content(OTHER_2))


def test_no_session_is_opened_with_a_version_that_another_approved_one_followed():
    used = shelf(ProtocolWritten(V2), approved(V2))
    assert used.refuses_opening(IV_40) == (
        "Ketamine IV, 40 min, version 1, is not in use any more: version 2 was approved by Dr. Sol. "
        "Choose the protocol again."
    )
    assert used.refuses_opening(V2) is None
    assert used.refuses_opening(IV_60) is None
    assert used.refuses_opening(OWN) is None
    assert shelf(ProtocolWritten(V2)).refuses_opening(IV_40) is None


def test_only_the_very_text_that_was_approved_is_called_approved():
    used = shelf(ProtocolWritten(V2), approved(V2))
    assert used.as_approved(V2).approval.by == "Dr. Sol"
    claimed = replace(OTHER_2, approval=Approval("Dr. Sol", minute(0)))
    assert used.as_approved(claimed).approval is None
    assert used.as_approved(replace(OWN, approval=Approval("Dr. Sol", minute(0)))).approval is None


@pytest.mark.parametrize(
    ("title", "id"), [("Our own", "our-own"), ("Ketamine IV 40", "ketamine-iv-40-2"), ("†", "protocol")]
)
def test_a_new_protocol_gets_an_id_that_none_ever_had(title, id):
    assert shelf().new_id(title) == id


def test_a_digest_says_nothing_of_the_approval_and_everything_else():
    assert content(IV_40) == content(replace(IV_40, approval=Approval("Dr. Sol", minute(0))))
    assert len({content(each) for each in (IV_40, V2, V3, OTHER_2, replace(IV_40, title="x"))}) == 5


def test_an_empty_shelf_offers_nothing():
    assert Shelf().in_use == ()
    assert Shelf().next_number("own") == 1
