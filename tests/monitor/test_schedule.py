"""When sets are due, and which were taken, late, missed or explained."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.chart_reader import read_chart
from monitor.doses import Dose
from monitor.effects import Grade
from monitor.events import (
    EffectSeen,
    EntryStruck,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStopped,
    PatientDischarged,
    SessionCancelled,
    SetMissed,
    Signature,
    SymptomsChecked,
)
from monitor.schedule import Wait, next_set, overdue_since, planned_sets, waits
from monitor.staff import Role
from monitor.symptoms import Symptom
from monitor.vitals import Vital
from tests.builders import (
    SHIPPED,
    STARTED,
    STARTED_AT,
    baseline,
    entry,
    minute,
    prepared_page,
    running_page,
    shipped_page,
    strike,
    vitals,
    written,
)

PLANNED = (-23, InfusionPlanned(Dose(0.5, 70, 1, 40)))
HIGH = {"systolic": 170}


def plan(page, at):
    return planned_sets(read_chart(page), minute(at))


def told(page, at):
    """Every planned set of that moment but the baseline, as "10 taken", "43.5 recheck due"."""
    usual = ("infusing", "recovering")
    return [
        " ".join(
            [f"{(planned.due_at - STARTED_AT) / timedelta(minutes=1):g}"]
            + ([] if planned.kind in usual else [planned.kind.value.replace(" of infusion", "")])
            + [planned.state.value]
        )
        for planned in plan(page, at)[1:]
    ]


def sets(*minutes, **other):
    return [(at, baseline(**other)) for at in minutes]


def test_before_the_start_only_the_baseline_is_wanted():
    [only] = plan(shipped_page(), -29)
    assert (only.kind, only.state) == ("baseline", "due")
    assert only.missing == SHIPPED.schedule.ordered


def test_the_baseline_is_taken_when_all_that_is_ordered_was_read_together_or_in_parts():
    [part] = plan(shipped_page((-20, vitals(systolic=120, diastolic=80))), -15)
    assert (part.state, part.missing) == ("due", (Vital.HEART_RATE, Vital.SPO2))
    [whole] = plan(shipped_page((-20, vitals(systolic=120, diastolic=80)), (-18, vitals(heart_rate=70, spo2=98))), -15)
    assert (whole.state, whole.missing) == ("taken", ())


def test_a_set_is_due_every_10_min_up_to_the_planned_end():
    assert told(running_page(), 0) == ["10 coming", "20 coming", "30 coming", "40 coming"]


def test_a_longer_infusion_has_its_sets_up_to_its_own_end():
    page = shipped_page((-24, InfusionPlanned(Dose(0.5, 70, 1, 60))), STARTED)
    assert told(page, 0)[-1] == "60 coming"


def test_an_infusion_that_goes_on_after_its_planned_end_still_has_sets():
    page = running_page(*sets(10, 20, 30, 40))
    assert told(page, 45) == ["10 taken", "20 taken", "30 taken", "40 taken", "50 coming"]
    assert told(page, 51)[-2:] == ["50 due", "60 coming"]


@pytest.mark.parametrize(
    ("at", "first", "second"),
    [
        (6.99, "coming", "coming"),  # an extra set, of its own
        (7, "taken", "coming"),  # as early as may be
        (10, "taken", "coming"),
        (16.99, "taken", "coming"),  # late, but nobody took the next one yet
        (17, "missed", "taken"),  # as early as may be for the next
    ],
)
def test_a_set_counts_from_3_min_before_it_is_due_until_3_min_before_the_next(at, first, second):
    assert [planned.state for planned in plan(running_page(*sets(at)), at)[1:3]] == [first, second]


def test_an_extra_set_soon_after_the_start_counts_for_nothing_and_is_no_late_baseline():
    page = shipped_page(PLANNED, STARTED, *sets(5))
    assert [planned.state for planned in plan(page, 6)][:2] == ["missed", "coming"]


@pytest.mark.parametrize(("at", "state"), [(9.99, "coming"), (10, "due"), (16.99, "due"), (17, "missed")])
def test_a_set_nobody_took_is_due_at_its_time_and_missed_when_the_next_ones_begins(at, state):
    assert plan(running_page(), at)[1].state == state


def test_a_set_taken_in_parts_is_taken_when_the_last_part_is():
    page = running_page((10, vitals(systolic=120, diastolic=80)), (12, vitals(heart_rate=70)))
    assert plan(page, 12)[1].missing == (Vital.SPO2,)
    assert plan(page, 12)[1].state == "due"
    assert plan([*page, entry(vitals(spo2=98), at=minute(13), after=page[-1])], 13)[1].state == "taken"


def test_a_set_written_late_takes_its_place_by_when_it_was_true():
    page = running_page()
    assert told(page, 25)[:2] == ["10 missed", "20 due"]
    page.append(entry(baseline(), at=minute(10), recorded_at=minute(25), after=page[-1]))
    assert told(page, 25)[:2] == ["10 taken", "20 due"]


def test_the_order_in_which_entries_arrive_changes_nothing():
    page = running_page(*sets(10, 20), (21, vitals(**HIGH)), (30, baseline()))
    assert plan(page[::-1], 33) == plan(page, 33)


def test_a_struck_set_is_not_taken():
    page = running_page(*sets(10))
    assert told(page, 12)[0] == "10 taken"
    assert told(strike(page, page[-1], 12), 12)[0] == "10 due"


def test_a_reason_explains_the_set_it_is_given_for_and_no_other():
    page = running_page((13, SetMissed(minute(10), "in the bathroom")))
    assert told(page, 13)[:2] == ["10 missed with reason", "20 coming"]
    assert plan(page, 13)[1].reason == "in the bathroom"
    assert told(page, 21)[:2] == ["10 missed with reason", "20 due"]


def test_a_set_taken_after_all_is_taken_whatever_was_said():
    page = running_page((13, SetMissed(minute(10), "in the bathroom")), *sets(15))
    assert told(page, 15)[0] == "10 taken"


def test_the_reason_for_an_incomplete_set_stays_with_it_when_a_recheck_begins_in_between():
    page = running_page((8, vitals(systolic=170, diastolic=90)), (14, SetMissed(minute(10), "probe off")))
    assert [line for line in told(page, 14) if "reason" in line] == ["10 missed with reason"]


def test_a_struck_reason_explains_nothing():
    page = running_page((13, SetMissed(minute(10), "in the bathroom")))
    assert told(strike(page, page[-1], 14), 14)[0] == "10 due"


def test_a_set_of_the_end_is_due_at_the_stop_and_the_recovery_every_15_min_after_it():
    page = running_page(*sets(10, 20, 30), (40, InfusionStopped()))
    assert told(page, 40) == ["10 taken", "20 taken", "30 taken", "40 end due", "55 coming"]
    assert told(page, 56) == ["10 taken", "20 taken", "30 taken", "40 end missed", "55 due", "70 coming"]


def test_stopping_does_not_do_away_with_the_set_at_40_min():
    page = running_page(*sets(10, 20, 30), (39.5, InfusionStopped()))
    assert told(page, 41)[-2] == "39.5 end due"


@pytest.mark.parametrize(("at", "state"), [(36.9, "due"), (37, "taken"), (40, "taken"), (45, "taken"), (52, "due")])
def test_the_set_of_the_end_is_the_one_from_3_min_before_the_stop_on(at, state):
    page = running_page(*sets(at), (40, InfusionStopped()))
    end = next(planned for planned in plan(page, 45) if planned.kind == "end of infusion")
    assert end.state == state


def test_a_set_of_the_grid_due_within_5_min_before_the_stop_and_not_taken_is_the_one_at_the_end():
    page = running_page(*sets(10, 20, 30), (44, InfusionStopped()))
    assert told(page, 44) == ["10 taken", "20 taken", "30 taken", "40 end due", "59 coming"]


def test_a_set_of_the_grid_due_earlier_before_the_stop_stays_missed():
    page = running_page(*sets(10, 20, 30), (45, InfusionStopped()))
    assert told(page, 45) == ["10 taken", "20 taken", "30 taken", "40 missed", "45 end due", "60 coming"]


def test_a_set_of_the_grid_that_was_explained_stays_explained_after_the_stop():
    page = running_page(*sets(10, 20, 30), (41, SetMissed(minute(40), "asleep")), (42, InfusionStopped()))
    assert told(page, 42)[3:] == ["40 missed with reason", "42 end due", "57 coming"]


def test_at_the_minute_of_the_stop_there_is_one_set():
    page = running_page(*sets(10, 20, 30), (40, InfusionStopped()), (41, SetMissed(minute(40), "asleep")))
    assert told(page, 42)[3:] == ["40 end missed with reason", "55 coming"]


def test_after_the_discharge_no_set_is_wanted():
    signed = PatientDischarged(Signature("anna", "Anna", Role.NURSE, "home", "", 0), (), ())
    page = running_page((40, InfusionStopped()), *sets(41), *sets(55, **HIGH), (57, signed))
    assert told(page, 90)[3:] == ["40 end taken", "55 taken"]


def test_a_set_taken_just_before_an_early_stop_does_not_fill_an_earlier_missed_one():
    page = running_page(*sets(10, 30), (34, InfusionStopped("asked to stop")))
    assert told(page, 34) == ["10 taken", "20 missed", "30 taken", "34 end due", "49 coming"]


def test_stopped_early_the_rest_of_the_grid_is_not_wanted():
    page = running_page(*sets(10), (18, InfusionStopped("asked to stop")))
    assert told(page, 18) == ["10 taken", "18 end due", "33 coming"]


def test_a_struck_stop_brings_the_grid_back():
    page = running_page(*sets(10), (18, InfusionStopped("asked to stop")))
    page = strike(page, page[-1], 19)
    assert told(page, 21) == ["10 taken", "20 due", "30 coming", "40 coming"]


def test_a_pause_puts_the_end_off_and_the_grid_goes_on_through_it():
    page = running_page((15, InfusionPaused("nausea")), (23, InfusionResumed()))
    assert told(page, 23) == ["10 missed", "20 due", "30 coming", "40 coming"]
    assert read_chart(page).planned_end == minute(48)
    page = running_page((12, InfusionPaused("nausea")), (24, InfusionResumed()))
    assert told(page, 24)[-1] == "50 coming"


@pytest.mark.parametrize(("values", "rechecked"), [({"systolic": 164}, False), (HIGH, True), ({"spo2": 90}, True)])
def test_a_set_is_due_5_min_after_one_that_reaches_a_caution_or_critical_limit(values, rechecked):
    page = running_page(*sets(10, **values))
    assert ("15 recheck coming" in told(page, 11)) is rechecked


def test_a_flagged_set_before_the_start_has_no_recheck():
    page = prepared_page((-8, vitals(**HIGH)), STARTED)
    assert told(page, 1) == ["10 coming", "20 coming", "30 coming", "40 coming"]


@pytest.mark.parametrize(("at", "state"), [(11.9, "coming"), (12, "taken"), (15, "taken"), (16.9, "taken")])
def test_a_recheck_may_be_taken_3_min_early_as_any_set(at, state):
    page = running_page(*sets(10, **HIGH), *sets(at))
    assert told(page, 12)[1] == f"15 recheck {state}"


def test_what_completes_the_flagged_set_is_not_its_recheck():
    page = running_page((10, vitals(systolic=170, diastolic=90)), (10.5, vitals(heart_rate=80, spo2=97)))
    assert told(page, 11)[:2] == ["10 taken", "15 recheck coming"]


def test_a_set_repeated_at_once_and_flagged_again_is_rechecked_once():
    page = running_page(*sets(10, 11, **HIGH))
    assert [line for line in told(page, 11) if "recheck" in line] == ["16 recheck coming"]


def test_a_flagged_recheck_is_rechecked_in_turn():
    page = running_page(*sets(10, 13, **HIGH))
    assert told(page, 13)[:3] == ["10 taken", "15 recheck taken", "20 coming"]  # 18 would be 2 min before 20
    page = running_page(*sets(10, 12, **HIGH))
    assert told(page, 12)[:3] == ["10 taken", "15 recheck taken", "17 recheck coming"]


@pytest.mark.parametrize(("at", "rechecked"), [(12.99, True), (13, False), (16, False)])
def test_a_planned_set_at_most_2_min_after_a_recheck_serves_as_it(at, rechecked):
    page = running_page(*sets(10), (at, vitals(**HIGH)))
    assert any("recheck" in line for line in told(page, at)) is rechecked


@pytest.mark.parametrize(("at", "recheck"), [(7, "12"), (7.5, "12.5")])
def test_the_planned_set_that_a_flagged_one_counts_for_does_not_serve_as_its_recheck(at, recheck):
    page = running_page(*sets(at, **HIGH))
    assert told(page, 8)[:3] == ["10 taken", f"{recheck} recheck coming", "20 coming"]


def test_the_planned_set_of_the_very_minute_of_an_effect_does_not_serve_as_its_recheck():
    page = running_page(*sets(10), (10, EffectSeen("PANIC", Grade.MILD)))
    assert told(page, 10)[:3] == ["10 taken", "15 recheck coming", "20 coming"]


def test_a_flagged_set_of_the_end_is_rechecked_before_the_recovery_goes_on():
    page = running_page((40, InfusionStopped()), *sets(41, **HIGH))
    assert told(page, 41)[-3:] == ["40 end taken", "46 recheck coming", "55 coming"]


def test_a_recheck_nobody_took_is_missed_when_the_time_of_the_set_after_it_is_over():
    page = running_page(*sets(10, **HIGH))
    assert told(page, 17)[1] == "15 recheck due"
    assert told(page, 27)[1] == "15 recheck missed"


def test_a_recheck_taken_late_is_taken_and_counts_for_the_set_due_then_too():
    page = running_page(*sets(10, **HIGH), *sets(17.1))
    assert told(page, 18)[:4] == ["10 taken", "15 recheck taken", "20 taken", "22.1 recheck coming"]


def test_a_set_begun_early_is_complete_with_what_is_read_at_its_time_though_its_recheck_is_near():
    page = running_page(*sets(10), (18, vitals(spo2=92)), *sets(20))
    assert told(page, 20)[:3] == ["10 taken", "20 taken", "23 recheck taken"]


def test_what_is_read_early_for_a_recheck_completes_the_set_before_it():
    page = running_page((10, vitals(systolic=170, diastolic=90)), (12.5, baseline()))
    assert told(page, 13)[:2] == ["10 taken", "15 recheck taken"]


def test_a_recheck_in_between_ends_no_sets_time():
    page = running_page((12, EffectSeen("PANIC", Grade.MILD)))
    assert told(page, 15)[:2] == ["10 due", "17 recheck coming"]
    assert told([*page, entry(baseline(), at=minute(15.5), after=page[-1])], 16)[:2] == ["10 taken", "17 recheck taken"]
    assert told(page, 17)[:3] == ["10 missed", "17 recheck due", "20 coming"]


def test_a_late_recheck_in_parts_counts_for_the_last_set_before_the_end_too():
    page = running_page(*sets(10, 20), *sets(30, **HIGH), (38, vitals(systolic=120, diastolic=80)))
    page.append(entry(vitals(heart_rate=70, spo2=98), at=minute(38.5), after=page[-1]))
    assert told(page, 39)[3:] == ["35 recheck taken", "40 taken"]


@pytest.mark.parametrize("pressure", [{"systolic": 120}, HIGH])
def test_what_was_read_of_a_set_that_gave_way_to_the_end_counts_for_the_end(pressure):
    begun = (38, vitals(**pressure, diastolic=80))
    page = running_page(*sets(10, 20, 30), begun, (44, InfusionStopped()), (45, vitals(heart_rate=70, spo2=98)))
    assert [line for line in told(page, 45) if "end" in line] == ["44 end taken"]


def test_a_recheck_soon_after_the_start_is_no_late_baseline():
    page = shipped_page(PLANNED, STARTED, (1, EffectSeen("PANIC", Grade.MILD)), *sets(5))
    assert plan(page, 6)[0].state == "missed"


CALM = {"systolic": 120}


@pytest.mark.parametrize(
    ("sets_after", "soon"),
    [
        ([(15, CALM)], True),
        ([(15, CALM), (20, CALM)], False),
        ([(15, CALM), (20, HIGH), (25, CALM)], True),
        ([(15, CALM), (20, HIGH), (25, CALM), (30, CALM)], False),
        ([(11, CALM), (11.5, CALM)], True),
    ],
)
def test_the_interval_stays_short_until_two_sets_in_a_row_are_in_range(sets_after, soon):
    page = running_page(*sets(10, **HIGH), *((at, baseline(**values)) for at, values in sets_after))
    last = max(at for at, _ in sets_after)
    within = [planned for planned in plan(page, last) if minute(last) < planned.due_at <= minute(last + 5)]
    assert bool(within) is soon


def test_an_incomplete_set_does_not_bring_the_usual_interval_back():
    page = running_page(*sets(10, **HIGH), (15, vitals(systolic=120, diastolic=80)), *sets(18))
    assert any(line.startswith("23 recheck") for line in told(page, 19))


@pytest.mark.parametrize(
    ("code", "grade", "soon"),
    [("PANIC", Grade.MILD, True), ("DIZZ", Grade.MODERATE, False), ("DIZZ", Grade.SEVERE, True)],
)
def test_an_effect_that_flags_shortens_the_interval_too(code, grade, soon):
    page = running_page(*sets(10), (11, EffectSeen(code, grade)))
    assert ("16 recheck coming" in told(page, 11)) is soon


def test_an_effect_while_a_recheck_is_awaited_asks_for_no_second_one():
    page = running_page(*sets(10, **HIGH), (12, EffectSeen("PANIC", Grade.MILD)))
    assert [line for line in told(page, 12) if "recheck" in line] == ["15 recheck coming"]


@pytest.mark.parametrize(("at", "rechecks"), [(44.9, ["45"]), (45, ["45", "50"]), (46, ["45", "51"])])
def test_an_effect_when_the_recheck_is_due_asks_for_another_one(at, rechecks):
    page = running_page((40, InfusionStopped()), *sets(40, **HIGH), (at, EffectSeen("PANIC", Grade.MILD)))
    assert [line.split()[0] for line in told(page, 46) if "recheck" in line] == rechecks


@pytest.mark.parametrize(("signed_at", "wanted"), [(59.9, False), (60, True)])
def test_a_recheck_is_wanted_up_to_the_minute_of_the_signature(signed_at, wanted):
    signed = PatientDischarged(Signature("anna", "Anna", Role.NURSE, "home", "", 0), (), ())
    page = running_page((40, InfusionStopped()), *sets(40), *sets(55, **HIGH), (signed_at, signed))
    assert ("60 recheck missed" in told(page, 90)) is wanted


def test_an_effect_of_the_very_minute_of_the_start_counts_one_before_it_does_not():
    assert told(running_page((0, EffectSeen("PANIC", Grade.MILD))), 1)[0] == "5 recheck coming"
    assert told(prepared_page((-1, EffectSeen("PANIC", Grade.MILD)), STARTED), 1)[0] == "10 coming"


def test_sets_are_listed_in_order_of_time():
    page = running_page(*sets(9, 14, 21, 28, 33, **HIGH), (38, InfusionStopped("pressure")), *sets(38, 44, **HIGH))
    due = [planned.due_at for planned in plan(page, 60)]
    assert due == sorted(due)


def test_a_cancelled_session_wants_nothing_more():
    [only] = plan(shipped_page((-20, SessionCancelled("patient is ill"))), -10)
    assert only.state == "missed"


def test_the_next_set_is_the_one_that_is_due_or_else_the_first_that_comes():
    page = running_page(*sets(10))
    assert next_set(plan(page, 11)).due_at == minute(20)
    assert next_set(plan(page, 22)).due_at == minute(20)
    assert next_set(plan(page, 28)).due_at == minute(30)


def test_overdue_counts_from_the_first_set_nobody_took():
    page = running_page()
    assert overdue_since(plan(page, 9.9), minute(9.9)) is None
    assert overdue_since(plan(page, 10), minute(10)) == minute(10)
    assert overdue_since(plan(page, 22), minute(22)) == minute(10)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (sets(8), []),
        (sets(10), []),
        (sets(12), [(10, 12)]),
        ([], [(10, None)]),
        ([*sets(12), *sets(23)], [(10, 12), (20, 23)]),
        ([(14, SetMissed(minute(10), "asleep"))], [(10, 14)]),
    ],
)
def test_a_set_is_waited_for_from_when_it_is_due_until_it_is_taken_or_explained(lines, expected):
    found = waits(plan(running_page(*lines), 24), minute(24 if len(lines) > 1 else 18))
    assert [(wait.since, wait.until) for wait in found] == [
        (minute(since), until and minute(until)) for since, until in expected
    ]


def test_a_set_taken_late_ends_what_was_overdue():
    page = running_page(*sets(22))
    assert overdue_since(plan(page, 23), minute(23)) is None
    assert overdue_since(plan(page, 31), minute(31)) == minute(30)


def test_a_reason_ends_what_was_overdue():
    page = running_page((14, SetMissed(minute(10), "asleep")))
    assert overdue_since(plan(page, 15), minute(15)) is None


def test_midnight_changes_nothing():
    assert shifted(datetime(2026, 11, 21, 22, 50, tzinfo=UTC)) == shifted(STARTED_AT)


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, 0, 50, tzinfo=UTC), datetime(2026, 10, 25, 0, 50, tzinfo=UTC)])
def test_the_night_in_which_the_clocks_change_changes_nothing(day):
    assert shifted(day) == shifted(STARTED_AT)


def shifted(started_at):
    """The same session begun at another time: due times as minutes after its start."""
    by = started_at - STARTED_AT
    page = running_page(*sets(10, 21, **HIGH), (40, InfusionStopped()), *sets(44, 58))
    moved = [replace(e, happened_at=e.happened_at + by, recorded_at=e.recorded_at + by) for e in page]
    planned = planned_sets(read_chart(moved), started_at + timedelta(minutes=75))
    return [(one.due_at - started_at, one.kind, one.state) for one in planned]


def test_a_start_corrected_to_another_time_moves_the_grid_with_it():
    page = running_page()
    page = strike(page, written(page, type(STARTED)), 5)
    page.append(entry(STARTED, at=minute(2), recorded_at=minute(5), after=page[-1]))
    assert told(page, 6) == ["12 coming", "22 coming", "32 coming", "42 coming"]


def test_a_symptom_beside_a_high_pressure_wants_a_set_soon():
    page = running_page((10, baseline(systolic=155)), (12, SymptomsChecked((Symptom.CHEST_PAIN,))))
    assert minute(17) in [one.due_at for one in planned_sets(read_chart(page), minute(13))]
    none = running_page((10, baseline(systolic=155)), (12, SymptomsChecked(())))
    assert minute(17) not in [one.due_at for one in planned_sets(read_chart(none), minute(13))]


def test_a_set_that_is_planned_soon_after_the_symptom_serves():
    page = running_page((4, baseline(systolic=155)), (8, SymptomsChecked((Symptom.CHEST_PAIN,))))
    assert [one.due_at for one in planned_sets(read_chart(page), minute(9))][1:3] == [minute(10), minute(20)]


@pytest.mark.parametrize(("at", "wanted"), [(-1, False), (0, True)])
def test_a_symptom_from_before_the_start_wants_no_set(at, wanted):
    """The guard refuses one; a start whose time was corrected may leave one behind."""
    asked = (at, SymptomsChecked((Symptom.CHEST_PAIN,)))
    lines = [asked, STARTED] if at < 0 else [STARTED, asked]
    planned = planned_sets(read_chart(shipped_page((-10, baseline()), *lines)), minute(1))
    assert (minute(at + 5) in [one.due_at for one in planned]) is wanted


def test_in_the_place_of_a_recheck_missed_with_a_reason_another_one_is_wanted_soon():
    page = running_page((30, baseline(systolic=185)), (36, SetMissed(minute(35), "asleep")))
    assert told(page, 37)[3:5] == ["35 recheck missed with reason", "40 coming"]
    recovering = running_page(
        (40, InfusionStopped()), (40, baseline(systolic=185)), (46, SetMissed(minute(45), "asleep"))
    )
    assert told(recovering, 47)[-3:] == ["45 recheck missed with reason", "51 recheck coming", "55 coming"]


@pytest.mark.parametrize("flagged_at", [13, 14])
def test_in_the_place_of_a_planned_set_that_was_to_serve_as_recheck_another_one_is_wanted_soon(flagged_at):
    page = running_page((flagged_at, baseline(systolic=185)), (21, SetMissed(minute(20), "asleep")))
    assert "26 recheck coming" in told(page, 22)


def test_why_the_flagged_set_itself_is_not_whole_leaves_its_recheck_as_it_is():
    page = running_page((20, vitals(systolic=185, diastolic=80)), (22, SetMissed(minute(20), "probe elsewhere")))
    assert [line for line in told(page, 23) if "recheck" in line] == ["25 recheck coming"]


def test_a_planned_set_missed_with_a_reason_wants_no_recheck_where_none_is_pending():
    page = running_page((12, SetMissed(minute(10), "asleep")))
    assert [line for line in told(page, 13) if "recheck" in line] == []


def test_a_vital_sign_that_was_a_caution_and_is_not_read_again_keeps_the_interval_short():
    """Though none of the sets after it reaches a limit: nobody knows how it is now."""
    slow = (10, baseline(respiratory_rate=8))
    unread = running_page(slow, *sets(15), *sets(20), *sets(25))
    assert "30 coming" in told(unread, 26)
    assert [line for line in told(running_page(slow, *sets(15), *sets(20)), 21) if "25" in line] == [
        "25 recheck coming"
    ]
    read = running_page(slow, (15, baseline(respiratory_rate=14)), *sets(20))
    assert [line for line in told(read, 21) if "25" in line] == []


def charted(page, at, written_at, **about):
    return [*page, entry(baseline(**about), at=minute(at), recorded_at=minute(written_at), after=page[-1])]


def test_a_set_is_waited_for_until_it_is_charted_and_what_is_charted_together_is_one_waiting():
    page = charted(charted(running_page(*sets(10)), 20, 36), 30, 36)
    assert [(wait.since, wait.until, wait.taken_at) for wait in waits(plan(page, 37), minute(37))] == [
        (minute(20), minute(36), minute(20))
    ]


def test_a_set_charted_after_the_next_one_is_waited_for_until_the_first_of_them():
    page = charted(running_page(*sets(10, 30)), 20, 36)
    assert [(wait.since, wait.until) for wait in waits(plan(page, 37), minute(37))] == [(minute(20), minute(30))]


def test_a_correction_was_charted_when_what_it_stands_for_was():
    page = running_page(*sets(10))
    wrong = page[-1]
    right = entry(baseline(systolic=125), at=wrong.happened_at, recorded_at=minute(18), after=wrong)
    page += [right, entry(EntryStruck(wrong.id, "typed wrongly", right.id), at=minute(18), after=right)]
    assert waits(plan(page, 19), minute(19)) == ()
    again = entry(baseline(systolic=126), at=wrong.happened_at, recorded_at=minute(19), after=page[-1])
    page += [again, entry(EntryStruck(right.id, "typed wrongly", again.id), at=minute(19), after=again)]
    assert waits(plan(page, 19.5), minute(19.5)) == ()


def test_a_set_charted_late_in_parts_was_taken_with_its_last_part():
    page = running_page()
    for at, part in ((12, {"systolic": 120, "diastolic": 80}), (14, {"heart_rate": 70, "spo2": 98})):
        page.append(entry(vitals(**part), at=minute(at), recorded_at=minute(17 + at / 10), after=page[-1]))
    assert waits(plan(page, 19), minute(19)) == (Wait(minute(10), minute(18.4), minute(14)),)


def test_an_earlier_recheck_explained_afterwards_leaves_the_one_that_is_wanted_now():
    page = running_page(*sets(20, 30, systolic=185), (31, SetMissed(minute(25), "asleep")))
    assert [line for line in told(page, 32) if line.startswith(("35", "36"))] == ["35 recheck coming"]


def test_once_it_is_read_again_two_sets_in_range_bring_the_usual_interval_back():
    slow, read = (12, baseline(respiratory_rate=8)), (22, baseline(respiratory_rate=14))
    page = running_page(slow, *sets(17), read, *sets(27))
    assert "27 recheck coming" in told(page[:-1], 23)
    assert [line for line in told(page, 28) if line.startswith("32")] == []


def test_a_vital_sign_that_only_the_correction_has_was_charted_with_the_correction():
    page = running_page((12, vitals(systolic=120, diastolic=80, heart_rate=70)))
    wrong = page[-1]
    right = entry(baseline(), at=wrong.happened_at, recorded_at=minute(19), after=wrong)
    page += [right, entry(EntryStruck(wrong.id, "SpO2 forgotten", right.id), at=minute(19), after=right)]
    assert [(wait.since, wait.until) for wait in waits(plan(page, 19.5), minute(19.5))] == [(minute(10), minute(19))]


def test_a_correction_that_adds_what_is_not_ordered_makes_no_set_late():
    page = running_page(*sets(10))
    wrong = page[-1]
    right = entry(baseline(sedation=5), at=wrong.happened_at, recorded_at=minute(19), after=wrong)
    page += [right, entry(EntryStruck(wrong.id, "MOAA/S forgotten", right.id), at=minute(19), after=right)]
    assert waits(plan(page, 19.5), minute(19.5)) == ()


def test_what_a_correction_added_is_as_old_as_that_in_the_next_correction_too():
    page = running_page((12, vitals(systolic=120, diastolic=80, heart_rate=70)))
    for at, taken in ((15, baseline()), (19, baseline(systolic=121))):
        wrong = page[-1] if at == 15 else page[-2]
        right = entry(taken, at=minute(12), recorded_at=minute(at), after=page[-1])
        page += [right, entry(EntryStruck(wrong.id, "typed wrongly", right.id), at=minute(at), after=right)]
    assert [wait.until for wait in waits(plan(page, 19.5), minute(19.5))] == [minute(15)]
