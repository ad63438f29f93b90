"""The one writer: guard, store, chart, in that order; all of a request is kept, or none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.effects import Grade
from monitor.events import (
    CriterionObserved,
    EffectSeen,
    EntryId,
    EntryStruck,
    InfusionPaused,
    InfusionStarted,
    NoEffectsSeen,
    NoteWritten,
    Override,
    PinRefused,
    SessionCancelled,
    SessionReviewed,
    SignedIn,
    VitalsTaken,
)
from monitor.limits import Bound, Comparison, Limits, Phase
from monitor.staff import Role
from monitor.vitals import Vital
from sessions.chain import verify
from sessions.clinic import Clinic, EntryRefused
from sessions.requests import (
    AddingChair,
    ChangingPin,
    Correcting,
    Countersigning,
    Discharging,
    DoseChecking,
    Joining,
    Leaving,
    LimitingPatient,
    SigningIn,
    Writing,
)
from sessions.signing import late_entries, seen
from sessions.stores.contract import BrokenChain, StoreFull, UnreadableEntry
from tests.clinics import CALM, CHEAP_PINS, NOON, PATIENT, PINS, Team, typed_set
from tests.fakes import FillingStore


@pytest.fixture
def team():
    return Team()


def test_a_session_goes_from_opening_to_countersignature(team):
    session = team.discharged()
    assert team.clinic.snapshot(session).chart.phase is Phase.DISCHARGED
    snapshot = team.clinic.carry_out(Countersigning(session, PINS["cora"]), team.cora)
    assert snapshot.chart.phase is Phase.REVIEWED
    assert verify(team.store).stations == 1


def test_nothing_is_written_by_somebody_who_is_not_signed_in(team):
    session = team.opens()
    with pytest.raises(EntryRefused, match="Sign in first"):
        team.clinic.carry_out(Writing(session, [NoteWritten("calm")]), None)


def test_an_administrator_writes_in_no_chart(team):
    session = team.opens()
    with pytest.raises(EntryRefused, match="only a nurse or a clinician"):
        team.writes(session, NoteWritten("calm"), by=team.ada)


def test_of_several_events_all_are_kept_or_none(team):
    session = team.starts()
    team.clock.advance(minutes=1)
    before = team.clinic.entries(session)
    with pytest.raises(EntryRefused, match="still open"):
        team.writes(session, typed_set(**CALM), EffectSeen("DIZZ", Grade.MILD), NoEffectsSeen())
    assert team.clinic.entries(session) == before


def test_events_of_one_request_have_the_same_time(team):
    session = team.starts()
    team.clock.advance(minutes=10)
    at = team.clock.now - timedelta(minutes=3)
    snapshot = team.writes(session, typed_set(**CALM), NoEffectsSeen(), at=at)
    assert [entry.happened_at for entry in snapshot.chart.page[-2:]] == [at, at]
    assert [entry.recorded_at for entry in snapshot.chart.page[-2:]] == [team.clock.now] * 2


def test_a_correction_keeps_the_struck_value_and_puts_the_right_one_at_the_same_time(team):
    session = team.starts()
    team.clock.advance(minutes=10)
    wrong = team.writes(session, typed_set(systolic=182, diastolic=78)).chart.page[-1]
    team.clock.advance(minutes=2)
    request = Correcting(session, wrong.id, "typing error", typed_set(systolic=128, diastolic=78))
    chart = team.clinic.carry_out(request, team.nora).chart
    right = chart.sets[-1]
    assert right.vitals.value(Vital.SYSTOLIC) == 128
    assert right.at == wrong.happened_at
    assert chart.strikes[wrong.id].corrected_by == right.entry
    assert chart.strikes[wrong.id].reason == "typing error"
    assert chart.entry(wrong.id).event.vitals.value(Vital.SYSTOLIC) == 182


def test_a_correction_whose_right_value_is_refused_strikes_nothing(team):
    session = team.starts()
    team.clock.advance(minutes=10)
    wrong = team.writes(session, typed_set(systolic=150, diastolic=78)).chart.page[-1]
    with pytest.raises(EntryRefused, match="unusual"):
        team.clinic.carry_out(Correcting(session, wrong.id, "typo", typed_set(systolic=250)), team.nora)
    assert team.clinic.snapshot(session).chart.strikes == {}


def test_another_nurse_may_not_strike_an_entry_but_a_clinician_may(team):
    session = team.starts()
    wrong = team.writes(session, NoteWritten("asleep")).chart.page[-1]
    with pytest.raises(EntryRefused, match="Only who wrote"):
        team.writes(session, EntryStruck(wrong.id, "wrong patient"), by=team.noel)
    assert wrong.id in team.writes(session, EntryStruck(wrong.id, "wrong patient"), by=team.cora).chart.strikes


def test_the_nurse_who_planned_the_dose_does_not_check_it(team):
    session = team.opens()
    from monitor.doses import Dose
    from monitor.events import InfusionPlanned, WeightMeasured

    plan = team.writes(session, WeightMeasured(70), InfusionPlanned(Dose(0.5, 70, 1, 40))).chart.plan
    with pytest.raises(EntryRefused, match="a second person checks it"):
        team.clinic.carry_out(DoseChecking(session, plan, "nora", PINS["nora"]), team.nora)
    chart = team.clinic.carry_out(DoseChecking(session, plan, "noel", PINS["noel"]), team.nora).chart
    assert chart.dose_checked_by == "noel"


def recovered_but_for_gait(team):
    session = team.starts()
    team.infuses(session)
    team.recovers(session)
    team.writes(session, CriterionObserved("gait", met=False, note="needs an arm"))
    return session


def test_an_unmet_criterion_refuses_the_discharge_in_words(team):
    session = recovered_but_for_gait(team)
    with pytest.raises(EntryRefused, match=r"Not met: Gait steady .*needs an arm"):
        team.clinic.carry_out(Discharging(session, PINS["nora"]), team.nora)
    assert team.clinic.snapshot(session).chart.discharge is None


OVERRIDE = (Override("gait", "walks with a frame at home too"),)


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"overrides": ()}, "Not met: Gait steady"),
        ({"overrides": (Override("gait", " "),)}, "Not met: Gait steady"),
        ({"overrides": OVERRIDE}, "A clinician's own signature is needed"),
        ({"overrides": OVERRIDE, "second": "noel", "second_pin": PINS["noel"]}, "only a clinician overrules"),
        ({"overrides": OVERRIDE, "second": "cora", "second_pin": "0000"}, "This is not the PIN of Cora"),
    ],
)
def test_an_override_wants_a_reason_and_a_clinicians_own_pin(team, request_, sentence):
    session = recovered_but_for_gait(team)
    with pytest.raises(EntryRefused, match=sentence):
        team.clinic.carry_out(Discharging(session, PINS["nora"], **request_), team.nora)
    assert team.clinic.snapshot(session).chart.discharge is None


def test_a_clinician_who_signs_the_discharge_does_not_overrule_for_themselves(team):
    session = recovered_but_for_gait(team)
    request = Discharging(session, PINS["cora"], OVERRIDE, "cora", PINS["cora"])
    with pytest.raises(EntryRefused, match="a second person overrules"):
        team.clinic.carry_out(request, team.cora)


def test_an_override_is_kept_with_reason_both_signatures_and_what_was_unmet(team):
    session = recovered_but_for_gait(team)
    request = Discharging(session, PINS["nora"], OVERRIDE, "cora", PINS["cora"])
    event = team.clinic.carry_out(request, team.nora).chart.discharge.event
    assert event.overrides == OVERRIDE
    assert (event.signature.name, event.overruled.name) == ("Nora", "Cora")
    assert [one.criterion for one in event.criteria if not one.met] == ["gait"]


def test_a_signature_covers_exactly_the_entries_before_it(team):
    session = team.discharged()
    chart = team.clinic.snapshot(session).chart
    signature = chart.discharge.event.signature
    assert signature.entries == len(chart.page) - 1
    assert late_entries(signature, chart.page) == []
    from monitor.events import AddendumWritten

    late = team.writes(session, AddendumWritten("called at home, well")).chart
    assert [entry.event for entry in late_entries(signature, late.page)] == [AddendumWritten("called at home, well")]


def test_a_set_for_a_discharged_patient_is_refused(team):
    session = team.discharged()
    with pytest.raises(EntryRefused, match="only an addendum"):
        team.writes(session, typed_set(**CALM))


def test_a_nurse_does_not_countersign(team):
    session = team.discharged()
    with pytest.raises(EntryRefused, match="only a clinician countersigns"):
        team.clinic.carry_out(Countersigning(session, PINS["nora"]), team.nora)


def test_the_sixth_pin_in_a_row_is_refused_even_when_it_is_right(team):
    for _ in range(5):
        with pytest.raises(EntryRefused, match="not the PIN of Nora"):
            team.clinic.carry_out(SigningIn("nora", "0000"), None)
    with pytest.raises(EntryRefused, match=r"Nora is locked after 5 wrong PINs in a row. Try again in 5 min"):
        team.clinic.carry_out(SigningIn("nora", PINS["nora"]), None)
    team.clock.advance(minutes=5)
    assert team.clinic.carry_out(SigningIn("nora", PINS["nora"]), None) == team.nora


def test_the_last_two_tries_before_the_lock_are_told(team):
    told = []
    for _ in range(5):
        with pytest.raises(EntryRefused) as refused:
            team.clinic.carry_out(SigningIn("nora", "0000"), None)
        told.append(str(refused.value).removeprefix("This is not the PIN of Nora."))
    two, one = (
        "Two more wrong ones lock this person out for 5 min.",
        "One more wrong one locks this person out for 5 min.",
    )
    assert told == ["", "", f" {two}", f" {one}", ""]


def test_wrong_pins_are_counted_across_a_restart(team):
    for _ in range(5):
        with pytest.raises(EntryRefused):
            team.clinic.carry_out(SigningIn("nora", "0000"), None)
    again = Clinic(team.store, "A", team.clock, CHEAP_PINS)
    with pytest.raises(EntryRefused, match="locked"):
        again.carry_out(SigningIn("nora", PINS["nora"]), None)


@pytest.fixture
def crowded():
    """A clinic with an infusion going on, whose disk has just become full."""
    team = Team(store=FillingStore())
    team.session = team.starts()
    team.store.is_full = True
    return team


def tries(team, number, pin="0000"):
    """What was said to each."""
    said = []
    for _ in range(number):
        with pytest.raises(EntryRefused) as refused:
            team.clinic.carry_out(SigningIn("nora", pin), None)
        said.append(str(refused.value))
    return said


def last_entries(team, number):
    return [(entry.event, entry.happened_at, entry.recorded_at) for entry in list(team.store.after("A", 0))[-number:]]


def test_with_a_full_disk_the_right_pin_lets_in_to_read_and_the_wrong_one_lets_nobody_in(crowded):
    before = crowded.store.heads()
    (said,) = tries(crowded, 1)
    assert said == "This is not the PIN of Nora."
    assert crowded.signed_in("nora") == crowded.nora
    assert crowded.clinic.overview().open[0].chart.session == crowded.session
    assert crowded.store.heads() == before
    with pytest.raises(StoreFull):
        crowded.clinic.keep_pin_tries()


def test_who_signed_in_while_the_disk_was_full_is_written_before_anything_else_with_both_times(crowded):
    before = sum(crowded.store.heads().values())
    tries(crowded, 1)
    crowded.signed_in("nora")
    signed_in = crowded.clock.now
    crowded.clock.advance(minutes=3)
    with pytest.raises(StoreFull):
        crowded.writes(crowded.session, NoteWritten("asks for water"))
    crowded.store.is_full = False
    crowded.writes(crowded.session, NoteWritten("asks for water"))

    now = crowded.clock.now
    assert last_entries(crowded, 3) == [
        (PinRefused("nora"), signed_in, now),
        (SignedIn("nora"), signed_in, now),
        (NoteWritten("asks for water"), now, now),
    ]
    crowded.clinic.keep_pin_tries()
    assert verify(crowded.store).entries == before + 3


def test_who_signed_in_while_the_disk_was_full_is_written_though_nobody_asks_for_anything(crowded):
    crowded.signed_in("nora")
    crowded.store.is_full = False
    crowded.clinic.keep_pin_tries()
    assert last_entries(crowded, 1) == [(SignedIn("nora"), crowded.clock.now, crowded.clock.now)]


def test_a_full_disk_gives_nobody_a_sixth_try(crowded):
    assert tries(crowded, 5)[2:] == [
        "This is not the PIN of Nora. Two more wrong ones lock this person out for 5 min.",
        "This is not the PIN of Nora. One more wrong one locks this person out for 5 min.",
        "This is not the PIN of Nora.",
    ]
    assert tries(crowded, 1, PINS["nora"])[0].startswith("Nora is locked after 5 wrong PINs in a row.")
    assert crowded.signed_in("noel") == crowded.noel

    crowded.store.is_full = False
    crowded.clinic.keep_pin_tries()
    assert tries(crowded, 1, PINS["nora"])[0].startswith("Nora is locked after 5 wrong PINs in a row.")
    again = Clinic(crowded.store, "A", crowded.clock, CHEAP_PINS)
    assert again.roster.wrong_pins("nora") == 5
    crowded.clock.advance(minutes=5)
    assert crowded.signed_in("nora") == crowded.nora


def test_wrong_pins_from_before_the_disk_was_full_count_with_those_after_it(crowded):
    crowded.store.is_full = False
    tries(crowded, 3)
    crowded.store.is_full = True
    tries(crowded, 2)
    assert tries(crowded, 1, PINS["nora"])[0].startswith("Nora is locked")


def test_a_right_pin_on_a_full_disk_begins_the_count_anew(crowded):
    tries(crowded, 4)
    crowded.signed_in("nora")
    assert tries(crowded, 4)[0] == "This is not the PIN of Nora."


def test_no_signature_stands_without_its_sign_in(crowded):
    crowded.store.is_full = False
    crowded.infuses(crowded.session)
    crowded.recovers(crowded.session)
    before = crowded.store.heads()
    crowded.store.is_full = True
    for _ in range(2):
        with pytest.raises(StoreFull):
            crowded.clinic.carry_out(Discharging(crowded.session, PINS["nora"]), crowded.nora)
    assert crowded.store.heads() == before

    crowded.store.is_full = False
    crowded.clinic.carry_out(Discharging(crowded.session, PINS["nora"]), crowded.nora)
    kinds = [type(entry.event).__name__ for entry in list(crowded.store.after("A", before["A"]))]
    assert kinds == ["SignedIn", "SignedIn", "PatientDischarged"]


def test_a_snapshot_says_since_when_nothing_of_its_session_could_be_kept(crowded):
    other = replace(PATIENT, record_number="MRN 2")
    crowded.store.is_full = False
    well = crowded.starts(other, "Chair 2")
    crowded.store.is_full = True
    since = crowded.clock.now
    for _ in range(2):
        with pytest.raises(StoreFull):
            crowded.writes(crowded.session, NoteWritten("asks for water"))
        crowded.clock.advance(minutes=2)
    assert crowded.clinic.snapshot(crowded.session).unkept_since == since
    assert crowded.clinic.snapshot(well).unkept_since is None

    crowded.store.is_full = False
    with pytest.raises(EntryRefused):
        crowded.writes(crowded.session, NoteWritten(" "))
    assert crowded.clinic.snapshot(crowded.session).unkept_since == since
    assert crowded.writes(crowded.session, NoteWritten("asks for water")).unkept_since is None


def test_no_pin_is_in_the_record(team):
    for entry in team.clinic.entries("clinic"):
        assert not any(pin in str(entry.event) for pin in PINS.values())


def test_only_an_administrator_changes_staff_and_chairs(team):
    for request in (Joining("Eve", Role.NURSE, "8642"), AddingChair("Chair 9"), ChangingPin("noel", "8642")):
        with pytest.raises(EntryRefused, match="Only an administrator"):
            team.clinic.carry_out(request, team.nora)
    roster = team.clinic.carry_out(Leaving("noel"), team.ada)
    assert roster.member("noel") is None
    with pytest.raises(EntryRefused, match="not on the list"):
        team.clinic.carry_out(SigningIn("noel", PINS["noel"]), None)


def test_the_first_member_of_staff_is_an_administrator():
    from sessions.stores.memory import MemoryStore
    from tests.clinics import FakeClock

    clinic = Clinic(MemoryStore(), "A", FakeClock(), CHEAP_PINS)
    with pytest.raises(EntryRefused, match="is an administrator"):
        clinic.carry_out(Joining("Nora", Role.NURSE, "1379"), None)
    roster = clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, "2580"), None)
    assert [staff.name for staff in roster.members] == ["Ada"]


def test_two_sessions_of_one_patient_never_share_an_entry(team):
    first = team.discharged()
    team.sees_out(first)
    second = team.starts()
    pages = [{entry.id for entry in team.clinic.entries(session)} for session in (first, second)]
    assert pages[0].isdisjoint(pages[1])
    assert team.clinic.snapshot(second).flags == ()


def test_entries_of_another_station_appear_at_the_next_look(team):
    session = team.starts()
    other = Team(team.clock, team.store, "B")
    team.clock.advance(minutes=1)
    other.writes(session, NoteWritten("seen from the other room"), by=other.cora)
    assert team.clinic.snapshot(session).chart.notes[-1].id.station == "B"


def test_what_another_station_wrote_since_the_last_snapshot_is_judged_too(team):
    session = team.starts()
    other = Team(team.clock, team.store, "B")
    team.clock.advance(minutes=10)
    other.writes(session, InfusionPaused("blood pressure"))
    with pytest.raises(EntryRefused, match="not running"):
        team.writes(session, InfusionPaused("blood pressure"))


def test_the_record_goes_on_where_it_was_after_a_restart(team):
    session = team.starts()
    again = Clinic(team.store, "A", team.clock, CHEAP_PINS)
    assert again.snapshot(session).chart == team.clinic.snapshot(session).chart
    again.carry_out(Writing(session, [NoteWritten("after the restart")]), team.nora)
    assert verify(team.store).entries == len(list(team.store.after("A", 0)))


def test_the_overview_has_open_sessions_in_full_and_a_line_for_every_one(team):
    done = team.discharged()
    team.sees_out(done)
    going_on = team.starts()
    overview = team.clinic.overview()
    assert [snapshot.chart.session for snapshot in overview.open] == [going_on]
    assert [line.session for line in overview.lines] == [done, going_on]
    assert overview.roster.chairs == ("Chair 1", "Chair 2", "Chair 3")


@pytest.mark.parametrize("problem", [BrokenChain(EntryId("A", 9)), UnreadableEntry(EntryId("A", 9), "It is newer.")])
def test_the_overview_names_the_session_that_cannot_be_shown_and_shows_the_others(team, monkeypatch, problem):
    lost = team.starts()
    well = team.starts(replace(PATIENT, record_number="MRN 2"), "Chair 2")
    read = team.store.session

    def read_or_fail(session):
        if session == lost:
            raise problem
        return read(session)

    monkeypatch.setattr(team.store, "session", read_or_fail)
    overview = Clinic(team.store, "A", team.clock, CHEAP_PINS).overview()

    assert [snapshot.chart.session for snapshot in overview.open] == [well]
    assert [(one.line.session, one.line.chair, one.problem) for one in overview.broken] == [(lost, "Chair 1", problem)]
    assert "on paper" in overview.broken[0].what_to_do


def test_what_came_in_after_the_page_was_shown_is_not_signed(team):
    session = team.starts()
    team.infuses(session)
    team.recovers(session)
    shown = seen(team.clinic.entries(session))
    team.writes(session, NoteWritten("came in meanwhile"), by=team.noel)
    with pytest.raises(EntryRefused, match="Entries came in after this page was shown"):
        team.clinic.carry_out(Discharging(session, PINS["nora"], seen=shown), team.nora)
    now_shown = seen(team.clinic.entries(session))
    chart = team.clinic.carry_out(Discharging(session, PINS["nora"], seen=now_shown), team.nora).chart
    assert chart.discharge.event.signature.over == now_shown


def test_a_wrong_time_is_corrected_like_a_wrong_value(team):
    session = team.starts()
    team.clock.advance(minutes=10)
    wrong = team.writes(session, EffectSeen("DIZZ", Grade.MILD)).chart.page[-1]
    right_at = team.clock.now - timedelta(minutes=4)
    request = Correcting(session, wrong.id, "it began earlier", wrong.event, right_at)
    chart = team.clinic.carry_out(request, team.nora).chart
    assert [course.onset for course in chart.effects] == [right_at]
    assert chart.strikes[wrong.id].reason == "it began earlier"


def test_the_time_of_the_start_is_corrected_while_the_infusion_is_paused(team):
    session = team.starts()
    team.clock.advance(minutes=10)
    page = team.writes(session, InfusionPaused("nausea")).chart.page
    start = next(entry for entry in page if isinstance(entry.event, InfusionStarted))
    right_at = start.happened_at + timedelta(minutes=3)
    chart = team.clinic.carry_out(Correcting(session, start.id, "began later", start.event, right_at), team.nora).chart
    assert chart.started_at == right_at
    assert chart.phase is Phase.PAUSED


def test_a_correction_is_of_the_same_kind_as_what_was_wrong(team):
    session = team.starts()
    team.clock.advance(minutes=1)
    wrong = team.writes(session, typed_set(**CALM)).chart.page[-1]
    with pytest.raises(EntryRefused, match="of the same kind"):
        team.clinic.carry_out(Correcting(session, wrong.id, "typo", NoteWritten("no set")), team.nora)


def test_a_taken_chair_is_refused(team):
    team.opens()
    other = replace(PATIENT, record_number="MRN 2")
    with pytest.raises(EntryRefused, match=r"Chair 1 is taken by BERG, Anna"):
        team.opens(other)


def test_a_chair_is_taken_until_its_discharged_patient_has_left(team):
    session = team.discharged()
    other = replace(PATIENT, record_number="MRN 2")
    refusal = "Chair 1 is taken by BERG, Anna, who is discharged and has not left: open that session and press"
    with pytest.raises(EntryRefused, match=refusal):
        team.opens(other)
    assert [line.session for line in team.clinic.overview().leaving] == [session]

    team.sees_out(session)
    assert team.clinic.overview().leaving == ()
    assert team.clinic.snapshot(team.opens(other)).chart.chair == "Chair 1"


def test_a_cancelled_session_leaves_its_chair_free_at_once(team):
    team.writes(team.opens(), SessionCancelled("no escort"))
    assert team.clinic.snapshot(team.opens()).chart.chair == "Chair 1"


def test_a_patient_with_an_open_session_is_refused_a_second_one(team):
    team.opens()
    with pytest.raises(EntryRefused, match="MRN 00417 has an open session already: BERG, Anna in Chair 1"):
        team.opens(chair="Chair 2")


def test_what_is_not_written_by_the_signer_is_no_signature_of_theirs(team):
    session = team.discharged()
    forged = SessionReviewed(team.clinic.snapshot(session).chart.discharge.event.signature)
    with pytest.raises(EntryRefused, match="another person's"):
        team.writes(session, forged, by=team.cora)


def test_a_time_that_has_not_come_is_refused(team):
    session = team.starts()
    with pytest.raises(EntryRefused, match="has not come yet"):
        team.writes(session, typed_set(**CALM), at=NOON + timedelta(hours=3))


def test_the_start_is_refused_until_everything_is_prepared(team):
    session = team.opens()
    with pytest.raises(EntryRefused, match="Allergies are not asked yet"):
        team.writes(session, InfusionStarted())


def test_a_confirmed_value_keeps_its_mark(team):
    session = team.starts()
    unusual = typed_set(systolic=230, diastolic=120)
    with pytest.raises(EntryRefused, match="Systolic 230 mmHg is unusual"):
        team.writes(session, unusual)
    chart = team.writes(session, VitalsTaken(unusual.vitals, ("systolic",))).chart
    assert chart.sets[-1].confirmed == ("systolic",)


OWN_LIMITS = Limits(
    Vital.SYSTOLIC,
    (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING),
    advisory=(),
    caution=(Bound(Comparison.AT_LEAST, 185),),
    critical=(Bound(Comparison.AT_LEAST, 200),),
    source="Cora: usually 165 at home",
)


def test_limits_for_one_patient_are_set_by_a_clinicians_own_pin(team):
    session = team.opens()
    refused = LimitingPatient(session, (OWN_LIMITS,), "known hypertensive", "noel", PINS["noel"])
    with pytest.raises(EntryRefused, match="only a clinician sets limits for one patient"):
        team.clinic.carry_out(refused, team.nora)
    wanted = replace(refused, clinician="cora", pin=PINS["cora"])
    chart = team.clinic.carry_out(wanted, team.nora).chart
    assert chart.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING) == OWN_LIMITS
    assert chart.patient_limits.author == "cora"
