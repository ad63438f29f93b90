"""Everything a screen shows of one session at one moment, made anew from the entries each time."""

import random
from dataclasses import replace

import pytest

from monitor.chart_reader import NotOpened
from monitor.effects import Grade
from monitor.events import EffectSeen, InfusionPaused, InfusionStopped, NoteWritten, SetMissed
from monitor.limits import Severity
from monitor.schedule import SetState
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import baseline, entry, minute, running_page, shipped_page, strike, vitals

COURSE = running_page(
    (8, vitals(systolic=152, diastolic=88, heart_rate=80, spo2=97)),
    (12, EffectSeen("DISS", Grade.MODERATE)),
    (19, baseline(systolic=168)),
    (22, InfusionPaused("pressure")),
    (24, baseline(systolic=158)),
    (33, SetMissed(minute(30), "asleep")),
    (41, InfusionStopped("pressure")),
    (43, baseline(sedation=4)),
)


def test_a_session_that_was_only_opened_has_a_baseline_to_take_and_everything_unmet():
    snapshot = take_snapshot(shipped_page(), minute(-20))
    assert snapshot.next_set.kind == "baseline"
    assert snapshot.flags == ()
    assert snapshot.worst is None
    assert snapshot.overdue_since is None
    assert snapshot.unmet == snapshot.criteria
    assert snapshot.ready_since is None


def test_without_an_opening_there_is_no_snapshot():
    with pytest.raises(NotOpened):
        take_snapshot([], minute(0))


def test_the_parts_agree_on_one_moment():
    snapshot = take_snapshot(running_page((5, vitals(systolic=182))), minute(11))
    assert snapshot.now == minute(11)
    assert snapshot.worst is Severity.CRITICAL
    assert snapshot.overdue_since == minute(10)
    assert snapshot.next_set.due_at == minute(10)
    assert snapshot.chart.latest(Vital.SYSTOLIC).at == minute(5)


@pytest.mark.parametrize("now", [*range(-30, 120, 3)])
def test_the_same_entries_in_any_order_make_the_same_snapshot(now):
    shuffled = random.Random(now).sample(COURSE, len(COURSE))
    assert take_snapshot(shuffled, minute(now)) == take_snapshot(COURSE, minute(now))


def test_a_note_changes_nothing_but_the_notes():
    with_note = [*COURSE, entry(NoteWritten("mask on"), at=minute(44), after=COURSE[-1])]
    before, after = take_snapshot(COURSE, minute(45)), take_snapshot(with_note, minute(45))
    assert (after.planned, after.flags, after.criteria) == (before.planned, before.flags, before.criteria)


def test_a_struck_entry_leaves_the_snapshot_as_if_it_had_never_been_written():
    page = running_page((8, vitals(systolic=182)), (9, vitals(spo2=97)))
    struck = take_snapshot(strike(page, page[-2], 10), minute(11))
    never = take_snapshot(running_page((9, vitals(spo2=97))), minute(11))
    assert [replace(one, begun_by=None) for one in struck.planned] == [
        replace(one, begun_by=None) for one in never.planned
    ]  # the entry left over has another number on this page
    assert [flag.sentence for flag in struck.flags] == [flag.sentence for flag in never.flags]
    assert struck.chart.series(Vital.SYSTOLIC) == never.chart.series(Vital.SYSTOLIC)


def test_a_struck_stop_makes_the_infusion_running_again_with_its_sets():
    page = running_page((10, baseline()), (20, InfusionStopped("asked to stop")))
    stopped, running = (take_snapshot(some, minute(22)) for some in (page, strike(page, page[-1], 21)))
    assert [one.kind.value for one in stopped.planned][-2:] == ["end of infusion", "recovering"]
    assert {one.kind.value for one in running.planned} == {"baseline", "infusing"}
    assert running.next_set.due_at == minute(20)
    assert {one.by for one in running.criteria} == {"the infusion has not ended"}


@pytest.mark.parametrize("now", [*range(0, 120)])
def test_at_every_minute_each_planned_set_has_one_state_that_fits_its_time(now):
    for planned in take_snapshot(COURSE, minute(now)).planned:
        if planned.state is SetState.COMING:
            assert planned.due_at > minute(now)
        if planned.state is SetState.DUE:
            assert planned.due_at <= minute(now)
        if planned.state is SetState.TAKEN:
            assert planned.missing == ()
        if planned.state is SetState.EXPLAINED:
            assert planned.reason == "asleep"


def test_a_session_forgotten_for_a_week_still_has_its_flags():
    snapshot = take_snapshot(running_page((10, baseline())), minute(7 * 24 * 60))
    assert snapshot.overdue_since == minute(20)
    assert snapshot.worst is Severity.CRITICAL
