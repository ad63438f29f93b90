"""The version that is being written: what it begins as, what may stand in it, and which number it will have."""

from dataclasses import replace

import pytest

from monitor.events import CLINIC, ProtocolWritten
from monitor.limits import Bound, Comparison, Phase, Unfit
from monitor.protocol import Approval
from monitor.vitals import Vital
from sessions.codec import from_text, to_text
from sessions.protocol_drafts import Draft, copy_of, next_version
from sessions.protocols import read_shelf, shipped
from tests.builders import minute, page

IV_40 = shipped()[0]
SHELF = read_shelf(())
ROW = IV_40.limits_for(Vital.SYSTOLIC, Phase.INFUSING)


def with_caution(limit, source):
    return replace(ROW, caution=(Bound(Comparison.AT_LEAST, limit),), source=source)


def test_the_next_version_says_at_first_what_this_one_says_and_is_approved_by_nobody():
    approved = replace(IV_40, approval=Approval("Dr. Sol", minute(0)))
    assert next_version(approved, SHELF) == Draft(IV_40, replace(IV_40, version=2))


def test_a_copy_is_the_first_version_of_a_protocol_of_its_own():
    draft = copy_of(replace(IV_40, version=7), "Our own", SHELF)
    assert draft.protocol == replace(IV_40, id="our-own", title="Our own", version=1)
    assert draft.base.version == 7


def test_a_part_is_changed_with_a_source_of_its_own():
    draft = next_version(IV_40, SHELF).changed(ROW, with_caution(160, "our own"))
    assert draft.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING).caution[0].limit == 160
    assert draft.base == IV_40


def test_a_figure_is_not_changed_under_its_old_source_not_even_in_two_steps():
    draft = next_version(IV_40, SHELF)
    with pytest.raises(Unfit, match="the source is still that of the old ones") as refusal:
        draft.changed(ROW, with_caution(160, ROW.source))
    assert refusal.value.field == "source"

    new = with_caution(160, "our own")
    with pytest.raises(Unfit, match="the source is still that of the old ones"):
        draft.changed(ROW, new).changed(new, replace(new, source=ROW.source))


def test_a_figure_changed_back_may_have_its_old_source_back():
    new = with_caution(160, "our own")
    assert next_version(IV_40, SHELF).changed(ROW, new).changed(new, ROW) == next_version(IV_40, SHELF)


def test_a_version_kept_elsewhere_meanwhile_moves_the_number():
    draft = next_version(IV_40, SHELF).changed(ROW, with_caution(160, "our own"))
    kept = read_shelf(page(ProtocolWritten(replace(IV_40, version=2)), opened=None, session=CLINIC))
    assert draft.renumbered(SHELF) == draft
    assert draft.renumbered(kept).protocol == replace(draft.protocol, version=3)


def test_a_draft_is_kept_as_text_and_read_back():
    draft = copy_of(IV_40, "Our own", SHELF)
    assert from_text(Draft, to_text(draft), called="draft") == draft
