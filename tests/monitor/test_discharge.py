"""Whether the patient may go home: each criterion met or not, by which reading, and since when."""

from dataclasses import replace

import pytest

from monitor.chart_reader import read_chart
from monitor.discharge import judge, ready_since, unmet
from monitor.effects import Grade
from monitor.events import (
    CriterionObserved,
    EffectEnded,
    EffectSeen,
    EscortNamed,
    InfusionStopped,
    NoEffectsSeen,
)
from monitor.vitals import Vital
from tests.builders import (
    SHIPPED,
    baseline,
    entry,
    minute,
    page,
    prepared_page,
    running_page,
    shipped_page,
    strike,
    vitals,
)

STOP = (40, InfusionStopped())
LOOKED_AT = ("oriented", "gait", "safe", "line_out", "instructions")
HOME = [
    (-15, EscortNamed("Eva", "sister")),
    STOP,
    (45, baseline(sedation=5)),
    (46, NoEffectsSeen()),
    (55, baseline(sedation=5)),
    *((60, CriterionObserved(key, True)) for key in LOOKED_AT),
]


def criterion(key, lines, at):
    return next(one for one in judge(read_chart(running_page(*lines)), minute(at)) if one.criterion.key == key)


def told(key, lines, at):
    one = criterion(key, lines, at)
    return one.met, one.by


def test_every_criterion_of_the_protocol_is_judged_in_its_order():
    judged = judge(read_chart(running_page()), minute(0))
    assert [one.criterion for one in judged] == list(SHIPPED.criteria)


@pytest.mark.parametrize("lines", [[], HOME[:1]])
def test_while_the_infusion_runs_nothing_is_met(lines):
    judged = judge(read_chart(running_page(*lines)), minute(500))
    assert {(one.met, one.by) for one in judged} == {(False, "the infusion has not ended")}


def test_after_the_stop_nothing_is_met_by_itself_but_the_escort_who_was_named():
    chart = read_chart(prepared_page(HOME[0], running_page()[-1].event, STOP))
    assert [one.criterion.key for one in judge(chart, minute(41)) if one.met] == ["escort"]


@pytest.mark.parametrize(
    ("at", "met", "by"),
    [
        (40, False, "ended 15:25, now 15:25: 30 min left"),
        (40.5, False, "ended 15:25, now 15:25: 30 min left"),
        (69, False, "ended 15:25, now 15:54: 1 min left"),
        (69.99, False, "ended 15:25, now 15:54: 1 min left"),
        (70, True, "ended 15:25, now 15:55"),
        (71, True, "ended 15:25, now 15:56"),
    ],
)
def test_the_minimum_time_is_over_30_min_after_the_stop(at, met, by):
    assert told("observed_long_enough", [STOP], at) == (met, by)


def test_the_minimum_time_counts_from_the_stop_that_stands():
    lines = [(30, InfusionStopped("asked to stop"))]
    entries = running_page(*lines)
    entries = strike(entries, entries[-1], 31)
    entries.append(entry(InfusionStopped(), at=minute(40), after=entries[-1]))
    assert judge(read_chart(entries), minute(65))[0].by == "ended 15:25, now 15:50: 5 min left"


RANGE = "two_sets_in_range"


def test_sets_before_the_stop_do_not_count_for_the_recovery():
    assert told(RANGE, [(20, baseline()), (30, baseline()), STOP], 41) == (False, "0 of 2")


def test_two_complete_sets_in_a_row_are_wanted():
    assert told(RANGE, [STOP, (45, baseline())], 46) == (False, "1 of 2: 15:30 120/80")
    one = criterion(RANGE, [STOP, (45, baseline()), (55, baseline(systolic=128))], 56)
    assert (one.met, one.by, one.since) == (True, "15:30 120/80 · 15:40 128/80", minute(55))


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ({"systolic": 143}, True),
        ({"systolic": 164}, True),
        ({"systolic": 165}, False),
        ({"systolic": 90}, True),
        ({"systolic": 89}, False),
        ({"diastolic": 99}, True),
        ({"diastolic": 100}, False),
        ({"heart_rate": 109}, True),
        ({"heart_rate": 110}, False),
        ({"spo2": 95}, True),
        ({"spo2": 94}, False),  # advisory by its limit, but 4 points below the baseline
        ({"spo2": 93}, False),
        ({"temperature": 38.4}, True),
        ({"temperature": 38.5}, False),
    ],
)
def test_only_a_caution_or_critical_limit_breaks_the_row(values, met):
    assert criterion(RANGE, [STOP, (45, baseline()), (55, baseline(**values))], 56).met is met


def test_a_change_from_baseline_breaks_the_row_too():
    lines = [STOP, (45, baseline(systolic=144)), (55, baseline(systolic=144))]
    assert told(RANGE, lines, 56) == (
        False,
        "0 of 2; 15:40 Systolic 144 mmHg, +24 mmHg (+20 %) from baseline 120: "
        "20 % or more above baseline in 2 sets in a row",
    )


def test_the_row_begins_anew_after_a_set_out_of_range():
    lines = [STOP, (45, baseline()), (50, baseline(systolic=170)), (55, baseline())]
    assert told(RANGE, lines, 56) == (
        False,
        "1 of 2: 15:40 120/80; 15:35 Systolic 170 mmHg: at or above 165, caution limit",
    )
    one = criterion(RANGE, [*lines, (65, baseline())], 66)
    assert (one.met, one.since) == (True, minute(65))


@pytest.mark.parametrize(("apart", "met"), [(9, False), (10, True), (11, True)])
def test_two_sets_one_right_after_the_other_are_no_row(apart, met):
    assert criterion(RANGE, [STOP, (45, baseline()), (45 + apart, baseline())], 45 + apart).met is met


@pytest.mark.parametrize(("now", "met"), [(74, True), (75, True), (76, False)])
def test_a_row_whose_last_set_is_older_than_20_min_says_nothing_about_now(now, met):
    one = criterion(RANGE, [STOP, (45, baseline()), (55, baseline())], now)
    assert one.met is met
    assert ("21 min ago: take it again" in one.by) is not met


def test_an_incomplete_set_in_range_neither_counts_nor_breaks_the_row():
    lines = [STOP, (45, baseline()), (50, vitals(systolic=120, diastolic=80)), (55, baseline())]
    assert told(RANGE, lines, 56) == (True, "15:30 120/80 · 15:40 120/80")


def test_an_incomplete_set_out_of_range_breaks_the_row():
    lines = [STOP, (45, baseline()), (55, baseline()), (56, vitals(spo2=90))]
    assert criterion(RANGE, lines, 57).met is False


def test_more_sets_in_range_keep_the_moment_at_which_it_was_met():
    lines = [STOP, *((at, baseline()) for at in (45, 55, 65, 75))]
    one = criterion(RANGE, lines, 80)
    assert (one.by, one.since) == ("15:50 120/80 · 16:00 120/80", minute(55))


def test_a_struck_set_does_not_count():
    entries = running_page(STOP, (45, baseline()), (55, baseline()))
    assert judge(read_chart(strike(entries, entries[-1], 56)), minute(57))[1].met is False


def test_a_set_written_late_between_two_others_counts_where_it_was_taken():
    entries = running_page(STOP, (45, baseline()), (55, baseline()))
    assert judge(read_chart(entries), minute(60))[1].met
    entries.append(entry(baseline(systolic=170), at=minute(50), recorded_at=minute(60), after=entries[-1]))
    assert not judge(read_chart(entries), minute(60))[1].met


@pytest.mark.parametrize(
    ("lines", "met", "by"),
    [
        ([(20, baseline(sedation=5)), STOP], False, "not looked at since the infusion ended"),
        ([STOP, (45, vitals(sedation=4))], False, "15:30 MOAA/S 4"),
        ([STOP, (45, vitals(sedation=5))], True, "15:30 MOAA/S 5"),
        ([STOP, (45, vitals(sedation=5)), (50, vitals(sedation=4))], False, "15:35 MOAA/S 4"),
        ([STOP, (45, vitals(sedation=5)), (50, baseline())], True, "15:30 MOAA/S 5"),
        ([STOP, (45, vitals(sedation=0))], False, "15:30 MOAA/S 0"),
    ],
)
def test_the_last_score_of_alertness_counts(lines, met, by):
    assert told("alert", lines, 60) == (met, by)


def test_alert_since_the_first_good_score_in_a_row():
    lines = [
        STOP,
        (45, vitals(sedation=5)),
        (50, vitals(sedation=4)),
        (55, vitals(sedation=5)),
        (60, vitals(sedation=5)),
    ]
    assert criterion("alert", lines, 61).since == minute(55)


EFFECTS = "effects_settled"
DIZZY = (12, EffectSeen("DIZZ", Grade.MODERATE))


@pytest.mark.parametrize(
    ("lines", "met", "by"),
    [
        ([STOP], False, "not looked at since the infusion ended"),
        ([(30, NoEffectsSeen()), STOP], False, "not looked at since the infusion ended"),
        ([STOP, (40, NoEffectsSeen())], True, "15:25 none open"),
        ([STOP, (45, NoEffectsSeen())], True, "15:30 none open"),
        ([DIZZY, STOP, (45, baseline())], False, "Dizziness / wooziness moderate"),
        ([DIZZY, STOP, (45, EffectSeen("DIZZ", Grade.MILD))], True, "15:30 Dizziness / wooziness mild"),
        ([DIZZY, STOP, (45, EffectEnded("DIZZ"))], True, "15:30 none open"),
        ([(12, EffectSeen("DIZZ", Grade.MILD)), STOP], False, "not looked at since the infusion ended"),
        (
            [DIZZY, (13, EffectSeen("NAUS", Grade.SEVERE)), STOP, (45, EffectEnded("DIZZ"))],
            False,
            "Nausea severe",
        ),
    ],
)
def test_no_effect_above_mild_is_open_and_somebody_looked_since_the_stop(lines, met, by):
    assert told(EFFECTS, lines, 60) == (met, by)


def test_effects_are_settled_since_the_last_of_them_came_down_to_mild():
    lines = [DIZZY, STOP, (42, EffectSeen("NAUS", Grade.MILD)), (50, EffectEnded("DIZZ")), (60, EffectEnded("NAUS"))]
    assert criterion(EFFECTS, lines, 61).since == minute(50)


def test_an_effect_that_comes_back_is_unmet_again():
    lines = [DIZZY, STOP, (45, EffectEnded("DIZZ")), (50, EffectSeen("DIZZ", Grade.MODERATE))]
    assert not criterion(EFFECTS, lines, 51).met


@pytest.mark.parametrize("key", LOOKED_AT)
def test_what_is_judged_by_looking_counts_only_since_the_stop(key):
    seen, refused = CriterionObserved(key, True), CriterionObserved(key, False, "needs a hand")
    assert told(key, [STOP], 60) == (False, "not looked at since the infusion ended")
    assert told(key, [(39, seen), STOP], 60) == (False, "not looked at since the infusion ended")
    assert told(key, [STOP, (40, seen)], 60) == (True, "seen 15:25")
    assert told(key, [STOP, (50, seen)], 60) == (True, "seen 15:35")
    assert told(key, [STOP, (50, seen), (55, refused)], 60) == (False, "not met 15:40: needs a hand")
    assert told(key, [STOP, (50, refused), (55, seen)], 60) == (True, "seen 15:40")


def test_the_escort_is_named():
    assert told("escort", [STOP], 60) == (False, "nobody is named")
    assert told("escort", [STOP, (50, EscortNamed("Eva", "sister"))], 60) == (True, "Eva, sister")
    assert told("escort", [STOP, (50, EscortNamed("Eva"))], 60) == (True, "Eva")


def test_the_patient_may_go_when_everything_is_met():
    chart = read_chart(running_page(*HOME))
    assert unmet(chart, minute(70)) == ()
    assert [one.criterion.key for one in unmet(chart, minute(69))] == ["observed_long_enough"]


@pytest.mark.parametrize("left_out", range(len(HOME)))
def test_one_thing_left_out_and_the_patient_may_not_go(left_out):
    lines = [line for number, line in enumerate(HOME) if number != left_out]
    assert unmet(read_chart(running_page(*lines)), minute(70)) != ()


def test_clinically_ready_is_told_apart_from_the_time_that_is_left():
    chart = read_chart(running_page(*HOME))
    assert ready_since(judge(chart, minute(61))) == minute(60)
    assert ready_since(judge(chart, minute(75))) == minute(60)


def test_readings_that_have_become_old_are_no_readiness():
    assert ready_since(judge(read_chart(running_page(*HOME)), minute(100))) is None


def test_not_ready_while_anything_but_the_time_is_unmet():
    assert ready_since(judge(read_chart(running_page(*HOME[:-1])), minute(100))) is None
    assert ready_since(judge(read_chart(running_page()), minute(100))) is None


def test_a_protocol_that_only_counts_minutes_says_nothing_of_readiness():
    only = tuple(one for one in SHIPPED.criteria if one.key == "observed_long_enough")
    entries = shipped_page(running_page()[-1].event, STOP, protocol=replace(SHIPPED, criteria=only))
    assert ready_since(judge(read_chart(entries), minute(100))) is None


def test_a_session_that_never_ended_is_never_ready():
    assert unmet(read_chart(page()), minute(1000)) != ()


def test_looking_again_makes_nobody_ready_later():
    looks = [(60, True), (65, False), (70, True), (80, True)]
    page = running_page((40, InfusionStopped()), *((at, CriterionObserved("gait", met)) for at, met in looks))
    judged = {one.criterion.key: one for one in judge(read_chart(page), minute(85))}
    assert (judged["gait"].met, judged["gait"].since) == (True, minute(70))
    assert judged["gait"].by.startswith("seen 16:05")


def test_a_set_on_oxygen_is_not_in_range():
    on_air, on_oxygen = baseline(oxygen=0), baseline(oxygen=2)
    sets = [(50, on_air), (62, on_oxygen), (75, on_air)]
    judged = judge(read_chart(running_page((40, InfusionStopped()), *sets)), minute(80))
    [in_range] = [one for one in judged if one.criterion.key == "two_sets_in_range"]
    assert not in_range.met
    assert "SpO2 98 % on 2 L/min oxygen: not on air" in in_range.by


def last_set(lines):
    """The entry of the last set among these lines."""
    return running_page(*lines)[-1].id


def test_a_row_of_sets_names_its_last_one_met_or_too_old():
    lines = [STOP, (45, baseline()), (55, baseline())]
    assert criterion(RANGE, lines, 56).entry == last_set(lines)
    assert criterion(RANGE, lines, 90).entry == last_set(lines)


def test_each_set_of_a_row_is_10_min_from_the_next_that_counts():
    lines = [STOP, (60, baseline()), (65, baseline()), (75, baseline())]
    assert criterion(RANGE, lines, 76).since == minute(75)


def test_a_set_without_both_pressures_is_told_by_its_time_alone():
    schedule = replace(SHIPPED.schedule, ordered=(Vital.HEART_RATE,))
    start = running_page()[-1].event
    for taken in (vitals(heart_rate=70, systolic=120), vitals(heart_rate=70, diastolic=80)):
        entries = shipped_page(start, STOP, (45, taken), protocol=replace(SHIPPED, schedule=schedule))
        assert judge(read_chart(entries), minute(46))[1].by == "1 of 2: 15:30"


def test_a_protocol_may_let_a_moderate_effect_go_home():
    criteria = tuple(replace(one, most=Grade.MODERATE) if one.key == EFFECTS else one for one in SHIPPED.criteria)
    protocol, start = replace(SHIPPED, criteria=criteria), running_page()[-1].event
    for grade, met in ((Grade.MODERATE, True), (Grade.SEVERE, False)):
        entries = shipped_page(start, STOP, (45, EffectSeen("DIZZ", grade)), protocol=protocol)
        judged = {one.criterion.key: one.met for one in judge(read_chart(entries), minute(46))}
        assert judged[EFFECTS] is met


@pytest.mark.parametrize(("score", "met"), [(0, False), (1, True)])
def test_the_lowest_score_is_a_score_and_not_none(score, met):
    criteria = tuple(replace(one, least=1) if one.key == "alert" else one for one in SHIPPED.criteria)
    lines = [running_page()[-1].event, STOP, (45, vitals(sedation=score))]
    entries = shipped_page(*lines, protocol=replace(SHIPPED, criteria=criteria))
    assert {one.criterion.key: one.met for one in judge(read_chart(entries), minute(46))}["alert"] is met


def test_of_several_effects_above_mild_the_first_is_named_by_its_last_change():
    lines = [(12, EffectSeen("DIZZ", Grade.MILD)), (13, EffectSeen("DIZZ", Grade.MODERATE))]
    both = [*lines, (14, EffectSeen("NAUS", Grade.SEVERE)), STOP]
    one = criterion(EFFECTS, both, 60)
    assert one.by == "Dizziness / wooziness moderate, Nausea severe"
    assert one.entry == last_set(lines)


def test_effects_are_settled_since_somebody_looked_first_after_the_stop():
    one = criterion(EFFECTS, [STOP, (45, NoEffectsSeen()), (60, NoEffectsSeen())], 61)
    assert (one.since, one.by) == (minute(45), "15:45 none open")


def test_a_vital_sign_that_was_a_caution_and_is_not_taken_again_breaks_the_row():
    """A set without it says nothing about it."""
    slow, calm = (42, baseline(respiratory_rate=8)), [(50, baseline()), (62, baseline())]
    judged = criterion(RANGE, [STOP, slow, *calm], 63)
    assert not judged.met
    assert judged.by == "0 of 2; 15:47 Respiratory rate 8 /min: at or below 8, critical limit, not taken again"
    breathing = (61, vitals(respiratory_rate=14))
    assert not criterion(RANGE, [STOP, slow, *calm, breathing], 63).met
    again = [(65, baseline()), (75, baseline())]
    assert criterion(RANGE, [STOP, slow, breathing, *again], 76).met


def test_an_advisory_that_is_not_taken_again_breaks_no_row():
    assert criterion(RANGE, [STOP, (42, baseline(temperature=37.9)), (50, baseline()), (62, baseline())], 63).met


def test_a_vital_sign_that_was_a_caution_during_the_infusion_counts_until_it_is_taken_again():
    lines = [(20, baseline(sedation=3)), STOP, (50, baseline()), (62, baseline())]
    assert not criterion(RANGE, lines, 63).met
    assert criterion(RANGE, [*lines[:1], (30, vitals(sedation=5)), *lines[1:]], 63).met
