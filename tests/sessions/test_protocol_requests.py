"""Writing and approving a protocol on the clinic's record: who may, and that no session ever notices."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.events import Patient, ProtocolApproved, ProtocolWritten
from monitor.limits import Bound, Comparison, Phase
from monitor.protocol_changes import with_part
from monitor.vitals import Vital
from sessions.chain import verify
from sessions.clinic import Clinic, EntryRefused
from sessions.protocols import content
from sessions.requests import ApprovingProtocol, WritingProtocol
from tests.clinics import CHEAP_PINS, PINS, PROTOCOL, Team

BEN = Patient("Okafor", "Ben", date(1975, 5, 1), "MRN 2")
ID = PROTOCOL.id


@pytest.fixture
def team():
    return Team()


def with_caution(limit, version):
    row = PROTOCOL.limits_for(Vital.SYSTOLIC, Phase.INFUSING)
    bound = Bound(Comparison.AT_LEAST, limit)
    return replace(
        with_part(PROTOCOL, row, replace(row, caution=(bound,), source=f"this clinic: {limit}")), version=version
    )


V2 = with_caution(160, 2)


def writes(team, protocol, by):
    return team.clinic.carry_out(WritingProtocol(protocol), by)


def approves(team, version, id="cora", pin=None, by=None, seen=""):
    request = ApprovingProtocol(ID, version, id, pin or PINS[id], seen)
    return team.clinic.carry_out(request, by or team.ada)


def caution_of(snapshot):
    return snapshot.chart.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING).caution[0].limit


@pytest.mark.parametrize("writer", ["ada", "cora"])
def test_an_administrator_or_a_clinician_writes_a_version(team, writer):
    shelf = writes(team, V2, getattr(team, writer))
    version = shelf.find(ID, 2)
    assert (version.protocol, version.written_by, version.approval) == (V2, writer, None)
    assert shelf.used(ID).protocol == PROTOCOL


def test_a_nurse_writes_no_protocol(team):
    with pytest.raises(EntryRefused, match="Nora is nurse: only an administrator or a clinician writes a protocol"):
        writes(team, V2, team.nora)
    with pytest.raises(EntryRefused, match="Sign in first"):
        writes(team, V2, None)
    assert team.clinic.shelf.find(ID, 2) is None


def test_a_version_that_is_there_is_never_changed(team):
    writes(team, V2, team.ada)
    for again in (V2, with_caution(155, 2), with_caution(155, 1), with_caution(155, 4)):
        with pytest.raises(EntryRefused, match="The next version of Ketamine IV, 40 min is number 3"):
            writes(team, again, team.ada)
    assert team.clinic.shelf.find(ID, 2).protocol == V2
    assert writes(team, with_caution(155, 3), team.ada).find(ID, 2).protocol == V2


def test_a_clinician_approves_by_pin_whoever_is_signed_in(team):
    writes(team, V2, team.ada)
    shelf = approves(team, 2, by=team.nora, seen=content(V2))
    assert (shelf.used(ID).protocol.version, shelf.used(ID).approval.by) == (2, "Cora")
    assert shelf.used(ID).approval.at == team.clock.now
    signed = [entry for entry in team.clinic.entries("clinic") if isinstance(entry.event, ProtocolApproved)]
    assert [(entry.author, entry.event.signature.over) for entry in signed] == [("cora", content(V2))]


@pytest.mark.parametrize(("id", "who"), [("nora", "Nora is nurse"), ("ada", "Ada is administrator")])
def test_the_pin_of_anybody_else_approves_nothing(team, id, who):
    writes(team, V2, team.ada)
    with pytest.raises(EntryRefused, match=f"{who}: only a clinician approves a protocol"):
        approves(team, 2, id)
    assert team.clinic.shelf.find(ID, 2).approval is None


def test_a_wrong_pin_approves_nothing_and_is_counted(team):
    writes(team, V2, team.ada)
    with pytest.raises(EntryRefused, match="This is not the PIN of Cora"):
        approves(team, 2, pin="0000")
    with pytest.raises(EntryRefused, match="not on the list of staff"):
        approves(team, 2, "nobody", pin="0000")
    assert team.clinic.shelf.find(ID, 2).approval is None
    assert team.clinic.roster.wrong_pins("cora") == 1


def test_nobody_approves_what_was_not_on_the_screen(team):
    writes(team, V2, team.ada)
    with pytest.raises(EntryRefused, match="Read it first"):
        approves(team, 2, seen=content(with_caution(155, 2)))
    with pytest.raises(EntryRefused, match="There is no version 3"):
        approves(team, 3)


def test_a_shipped_protocol_that_is_approved_is_kept_word_for_word(team):
    before = sum(team.store.heads().values())
    assert approves(team, 1).used(ID).approval.by == "Cora"
    kept = [entry.event for entry in team.clinic.entries("clinic")][-2:]
    assert kept[0] == ProtocolWritten(PROTOCOL)
    assert isinstance(kept[1], ProtocolApproved)
    assert sum(team.store.heads().values()) == before + 3  # with the right PIN
    assert verify(team.store).stations == 1
    with pytest.raises(EntryRefused, match="was approved by Cora already"):
        approves(team, 1)


def test_an_open_and_a_past_session_keep_the_protocol_they_were_opened_with(team):
    past = team.discharged()
    team.sees_out(past)
    going_on = team.starts()
    before = {session: team.clinic.entries(session) for session in (past, going_on)}
    approves(team, 1)
    writes(team, V2, team.ada)
    approves(team, 2)

    for session in (past, going_on):
        snapshot = team.clinic.snapshot(session)
        assert snapshot.chart.protocol == PROTOCOL
        assert (caution_of(snapshot), snapshot.chart.protocol.approval) == (165, None)
        assert team.clinic.entries(session) == before[session]

    again = Clinic(team.store, "A", team.clock, CHEAP_PINS)
    assert caution_of(again.snapshot(going_on)) == 165


def test_a_new_session_is_opened_with_what_is_approved(team):
    writes(team, V2, team.ada)
    approves(team, 2)
    chart = team.clinic.snapshot(team.opens(BEN, protocol=V2)).chart
    assert chart.protocol == team.clinic.shelf.used(ID).protocol
    assert chart.protocol.approval.by == "Cora"


def test_the_approval_in_a_new_session_is_the_records_and_not_the_screens(team):
    claimed = replace(V2, approval=replace(approves(team, 1).used(ID).approval, by="Mallory"))
    with pytest.raises(EntryRefused, match="version 2, is not in use any more: version 1 was approved by Cora"):
        team.opens(BEN, protocol=claimed)
    true = replace(PROTOCOL, approval=replace(claimed.approval))
    assert team.clinic.snapshot(team.opens(BEN, protocol=true)).chart.protocol.approval.by == "Cora"


def test_a_screen_that_has_not_heard_of_an_approval_opens_no_session_with_the_old_version(team):
    writes(team, V2, team.ada)
    approves(team, 2)
    with pytest.raises(EntryRefused, match="is not in use any more"):
        team.opens(BEN, protocol=PROTOCOL)


def test_the_overview_carries_the_shelf_and_another_station_reads_the_same(team):
    other = Clinic(team.store, "B", team.clock, CHEAP_PINS)
    writes(team, V2, team.ada)
    approves(team, 2)
    assert team.clinic.overview().shelf == team.clinic.shelf
    assert other.overview().shelf == team.clinic.shelf
    assert Clinic(team.store, "C", team.clock, CHEAP_PINS).shelf == team.clinic.shelf
