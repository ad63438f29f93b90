"""What the numbers of every shipped protocol do at the chair: each interval and each criterion, on both its sides."""

import pytest

from monitor.assessment import Assessor
from monitor.chart_reader import read_chart
from monitor.discharge import judge
from monitor.effects import Grade
from monitor.events import (
    EffectSeen,
    InfusionPaused,
    InfusionStarted,
    InfusionStopped,
    NoEffectsSeen,
    SprayGiven,
)
from monitor.limits import Phase, Severity
from monitor.preparation import dose_doubt
from monitor.protocol_file import shipped_protocols
from monitor.rules import flags_of
from monitor.schedule import planned_sets
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import baseline, minute, running_page, shipped_page, vitals

ADVISORY, CAUTION, CRITICAL = sorted(Severity)
SHIPPED = shipped_protocols()
PRESSURE = {Vital.SYSTOLIC: 120, Vital.DIASTOLIC: 80}
SPRAY = next(protocol for protocol in SHIPPED if not protocol.is_infused)
every_protocol = pytest.mark.parametrize("protocol", SHIPPED, ids=lambda protocol: protocol.id)
infusions = pytest.mark.parametrize("protocol", [p for p in SHIPPED if p.is_infused], ids=lambda protocol: protocol.id)


def observed(protocol, *lines):
    """A session whose infusion ended, or whose spray was given, at minute 0."""
    if not protocol.is_infused:
        return shipped_page((-10, baseline()), (0, SprayGiven()), *lines, protocol=protocol)
    began, calm = (-25, InfusionStarted()), [(at, baseline()) for at in (-15, -5)]
    return shipped_page(
        (-28, baseline()), began, *calm, (0, InfusionStopped()), (0, baseline()), *lines, protocol=protocol
    )


def flag(page, at, problem):
    return next((one for one in flags_of(read_chart(page), minute(at)) if one.problem == problem), None)


def criterion(protocol, key, at, *lines):
    judged = judge(read_chart(observed(protocol, *lines)), minute(at))
    return next(one for one in judged if one.criterion.key == key)


@every_protocol
@pytest.mark.parametrize(
    ("sets", "limits"),
    [
        ([{"systolic": 143}, {"systolic": 143}], []),
        ([{"systolic": 144}], []),
        ([{"systolic": 144}, {"systolic": 144}], [("20 % or more above baseline in 2 sets in a row", CAUTION)]),
        ([{"systolic": 159}], []),
        ([{"systolic": 160}], [("40 mmHg or more above baseline", ADVISORY)]),
        ([{"diastolic": 104}], []),
        ([{"diastolic": 105}], [("25 mmHg or more above baseline", ADVISORY)]),
        ([{"systolic": 96}], []),
        ([{"systolic": 97}, {"systolic": 97}], []),
        ([{"systolic": 96}, {"systolic": 96}], [("20 % or more below baseline in 2 sets in a row", ADVISORY)]),
        ([{"systolic": 73}, {"systolic": 73}], [("20 % or more below baseline in 2 sets in a row", ADVISORY)]),
        ([{"systolic": 72}], []),
        (
            [{"systolic": 72}, {"systolic": 72}],
            [
                ("40 % or more below baseline in 2 sets in a row", CAUTION),
                ("20 % or more below baseline in 2 sets in a row", ADVISORY),
            ],
        ),
        ([{"heart_rate": 98}], []),
        ([{"heart_rate": 97}, {"heart_rate": 97}], []),
        ([{"heart_rate": 98}, {"heart_rate": 98}], [("40 % or more above baseline in 2 sets in a row", ADVISORY)]),
        ([{"heart_rate": 43}, {"heart_rate": 43}], []),
        ([{"heart_rate": 42}, {"heart_rate": 42}], [("40 % or more below baseline in 2 sets in a row", ADVISORY)]),
        ([{"spo2": 95}], []),
        ([{"spo2": 94}], [("4 points or more below baseline", CAUTION)]),
    ],
)
def test_a_change_from_120_80_70_and_98_per_cent_counts_from_its_limit_on(protocol, sets, limits):
    assessor, before = Assessor(protocol), {**PRESSURE, Vital.HEART_RATE: 70, Vital.SPO2: 98}
    found = [assessor.findings(vitals(**values).vitals, Phase.RECOVERING, before) for values in sets]
    assert [(one.limit, one.severity) for one in found[-1] if one.rule == "change_from_baseline"] == limits


@every_protocol
@pytest.mark.parametrize(("at", "due"), [(4.9, False), (5, True)])
def test_a_set_is_due_5_min_after_one_at_a_caution_limit(protocol, at, due):
    page = observed(protocol, (6, baseline(heart_rate=112)))
    late = flag(page, 6 + at, "set_overdue")
    assert bool(late) is due


@every_protocol
@pytest.mark.parametrize(("early", "taken"), [(-0.1, False), (0, True)])
def test_a_set_counts_as_early_as_the_protocol_says(protocol, early, taken):
    minutes = 3 if protocol.is_infused else 5
    first = 15 if protocol.is_infused else 40
    planned = planned_sets(read_chart(observed(protocol, (first - minutes + early, baseline()))), minute(first))
    assert {one.due_at: one.state.value for one in planned}[minute(first)] == ("taken" if taken else "due")


@every_protocol
@pytest.mark.parametrize(("late", "severity"), [(0, ADVISORY), (5, ADVISORY), (5.1, CAUTION), (10.1, CAUTION)])
def test_a_set_more_than_5_min_late_is_a_caution_and_after_the_treatment_never_more(protocol, late, severity):
    first = 15 if protocol.is_infused else 40
    assert flag(observed(protocol), first + late, "set_overdue").severity is severity


@infusions
@pytest.mark.parametrize(("late", "severity"), [(10, CAUTION), (10.1, CRITICAL)])
def test_during_the_infusion_a_set_more_than_10_min_late_is_critical(protocol, late, severity):
    page = shipped_page((-5, baseline()), (0, InfusionStarted()), protocol=protocol)
    assert flag(page, 10 + late, "set_overdue").severity is severity


@every_protocol
@pytest.mark.parametrize(("rate", "minutes"), [(112, 5), (131, 2)])
def test_a_caution_waits_5_min_for_an_answer_and_a_critical_flag_2(protocol, rate, minutes):
    page = observed(protocol, (6, baseline(heart_rate=rate)))
    assert not flag(page, 6 + minutes - 0.1, "high:heart_rate").is_escalated
    assert flag(page, 6 + minutes, "high:heart_rate").is_escalated


@every_protocol
def test_only_a_high_pressure_is_taken_again_before_it_is_a_caution(protocol):
    high = observed(protocol, (6, baseline(systolic=166, diastolic=101, heart_rate=112, temperature=38.6)))
    assert {one.problem: one.severity for one in flags_of(read_chart(high), minute(7)) if one.vital} == {
        "high:systolic": ADVISORY,
        "high:diastolic": ADVISORY,
        "high:heart_rate": CAUTION,
        "high:temperature": CAUTION,
    }


@every_protocol
def test_oxygen_is_a_caution(protocol):
    assert flag(observed(protocol, (6, baseline(oxygen=1))), 7, "low:spo2").severity is CAUTION


@every_protocol
def test_the_time_of_observation_is_30_min_after_an_infusion_and_2_h_after_a_spray(protocol):
    least = 30 if protocol.is_infused else 120
    assert not criterion(protocol, "observed_long_enough", least - 0.1).met
    assert criterion(protocol, "observed_long_enough", least).met


@every_protocol
@pytest.mark.parametrize(
    ("first", "second", "now", "met"),
    [
        (100, None, 110, False),
        (100, 109, 110, False),
        (100, 110, 110, True),
        (100, 110, 130, True),
        (100, 110, 131, False),
    ],
)
def test_two_sets_10_min_apart_the_last_no_older_than_20_min_are_wanted(protocol, first, second, now, met):
    high = (90, baseline(systolic=170))  # nothing before it counts
    sets = [(at, baseline()) for at in (first, second) if at]
    assert criterion(protocol, "two_sets_in_range", now, high, *sets).met is met


@every_protocol
@pytest.mark.parametrize(("score", "now", "met"), [(5, 110, True), (4, 110, False), (5, 120, True), (5, 121, False)])
def test_alert_is_a_score_of_5_no_older_than_20_min(protocol, score, now, met):
    assert criterion(protocol, "alert", now, (100, vitals(sedation=score))).met is met


@every_protocol
@pytest.mark.parametrize(("grade", "met"), [(Grade.MILD, True), (Grade.MODERATE, False), (Grade.SEVERE, False)])
def test_a_mild_effect_may_go_home_a_worse_one_not(protocol, grade, met):
    lines = [(100, NoEffectsSeen()), (101, EffectSeen("DIZZ", grade))]
    assert criterion(protocol, "effects_settled", 110, *lines).met is met


@infusions
@pytest.mark.parametrize(("mg_per_kg", "asked"), [(0.49, True), (0.5, False), (1.0, False), (1.01, True)])
def test_a_dose_outside_half_to_one_mg_per_kg_is_asked(protocol, mg_per_kg, asked):
    assert bool(dose_doubt(read_chart(shipped_page(protocol=protocol)), mg_per_kg)) is asked


@pytest.mark.parametrize(("age", "is_old"), [(0, False), (4.9, False), (5, False), (5.1, True), (6, True)])
@pytest.mark.parametrize("pause", [(), ((2, InfusionPaused("nausea")),)])
def test_a_cuff_value_is_old_after_5_min_while_the_infusion_runs_or_is_paused(pause, age, is_old):
    assert take_snapshot(running_page(*pause), minute(10 + age)).is_old(minute(10)) is is_old


@every_protocol
def test_no_value_is_called_old_after_the_treatment(protocol):
    assert not take_snapshot(observed(protocol, (41, baseline())), minute(80)).is_old(minute(41))
