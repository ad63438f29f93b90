"""Something to notice now: each rule at its edges, with its sentence, and gone when its reason is gone."""

import pytest

from monitor.chart import read_chart
from monitor.effects import EFFECTS, OTHER, Grade
from monitor.events import (
    EffectEnded,
    EffectSeen,
    FlagAnswered,
    InfusionPaused,
    InfusionStopped,
    SessionCancelled,
    SetMissed,
)
from monitor.flags import Flag, answers_to, flags_of_sets, raise_flags
from monitor.limits import Severity
from monitor.schedule import planned_sets
from monitor.vitals import Vital
from tests.builders import baseline, entry, minute, prepared_page, running_page, shipped_page, strike, vitals

ADVISORY, CAUTION, CRITICAL = sorted(Severity)


def flags(page, at):
    chart = read_chart(page)
    return raise_flags(chart, planned_sets(chart, minute(at)), minute(at))


def raised(page, at):
    return [(flag.problem, flag.severity) for flag in flags(page, at)]


def of_rule(page, at, *rules):
    return [flag for flag in flags(page, at) if flag.rule in rules]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"systolic": 149}, []),
        ({"systolic": 150}, [("out_of_limits:systolic", ADVISORY)]),
        ({"diastolic": 100}, [("out_of_limits:diastolic", CAUTION)]),
        ({"heart_rate": 39}, [("out_of_limits:heart_rate", CRITICAL)]),
        ({"temperature": 37.8}, [("out_of_limits:temperature", ADVISORY)]),
        ({"sedation": 2}, [("out_of_limits:sedation", CRITICAL)]),
        (
            {"systolic": 180, "heart_rate": 101},
            [
                ("out_of_limits:systolic", CRITICAL),
                ("out_of_limits:heart_rate", ADVISORY),
                ("change_from_baseline:systolic", ADVISORY),
            ],
        ),
    ],
)
def test_a_reading_at_a_limit_is_flagged_worst_first(values, expected):
    assert sorted(raised(running_page((5, vitals(**values))), 5)) == sorted(expected)
    severities = [severity for _, severity in raised(running_page((5, vitals(**values))), 5)]
    assert severities == sorted(severities, reverse=True)


def test_a_flag_says_rule_limit_value_entry_and_since_when():
    page = running_page((5, vitals(systolic=152)))
    assert flags(page, 6) == (
        Flag(
            rule="out_of_limits",
            severity=ADVISORY,
            problem="out_of_limits:systolic",
            sentence="Systolic 152 mmHg: at or above 150, advisory limit",
            since=minute(5),
            limit="at or above 150",
            value="152 mmHg",
            entry=page[-1].id,
            vital=flags(page, 6)[0].vital,
        ),
    )


def test_only_the_latest_reading_of_a_vital_sign_is_flagged():
    assert raised(running_page((5, vitals(systolic=182)), (6, vitals(systolic=140))), 6) == []


def test_a_reading_stays_flagged_while_only_other_vital_signs_are_taken():
    page = running_page((5, vitals(spo2=90)), (6, vitals(systolic=120, diastolic=80, heart_rate=70)))
    assert ("out_of_limits:spo2", CRITICAL) in raised(page, 6)


def test_a_struck_reading_is_not_flagged():
    page = running_page((5, vitals(systolic=182)))
    assert raised(strike(page, page[-1], 6), 6) == []


def test_a_reading_before_the_start_is_flagged_by_the_limits_before_the_drip():
    assert raised(shipped_page((-10, baseline(systolic=140))), -9) == [("out_of_limits:systolic", ADVISORY)]
    assert raised(shipped_page((-10, baseline(systolic=139))), -9) == []


LATE = ("set_due", "set_overdue")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (9.99, None),
        (10, (ADVISORY, "The set due at T+10 is due now")),
        (10.99, (ADVISORY, "The set due at T+10 is due now")),
        (11, (ADVISORY, "The set due at T+10 is 1 min late")),
        (15, (ADVISORY, "The set due at T+10 is 5 min late")),
        (15.01, (CAUTION, "The set due at T+10 is 5 min late")),
        (20, (CAUTION, "The set due at T+10 is 10 min late")),
        (20.01, (CRITICAL, "The set due at T+10 is 10 min late")),
        (35, (CRITICAL, "The set due at T+10 is 25 min late")),
    ],
)
def test_a_set_is_due_then_late_then_very_late(at, expected):
    found = of_rule(running_page(), at, *LATE)
    assert [(flag.severity, flag.sentence) for flag in found] == ([expected] if expected else [])
    assert all(flag.problem == "set_overdue" and flag.since == minute(10) for flag in found)


def test_late_during_a_pause_counts_as_during_the_infusion():
    [flag] = of_rule(running_page((5, InfusionPaused("nausea"))), 21, *LATE)
    assert flag.severity is CRITICAL


def test_late_during_the_recovery_is_never_critical():
    page = running_page((10, baseline()), (20, baseline()), (30, baseline()), (40, InfusionStopped()))
    assert of_rule(page, 45, *LATE)[0].severity is ADVISORY
    assert of_rule(page, 46, *LATE)[0].severity is CAUTION
    assert of_rule(page, 90, *LATE)[0].severity is CAUTION
    assert of_rule(page, 90, *LATE)[0].sentence == "The set due at T+40 is 50 min late"


def test_before_the_start_no_set_is_late():
    assert of_rule(shipped_page(), 500, *LATE) == []


def test_a_set_taken_or_explained_is_late_no_more():
    assert of_rule(running_page((12, baseline())), 13, *LATE) == []
    assert of_rule(running_page((12, SetMissed(minute(10), "asleep"))), 13, *LATE) == []


def test_the_recheck_of_a_high_pressure_is_flagged_when_it_is_due():
    page = running_page((10, baseline(systolic=170)))
    assert of_rule(page, 14.99, *LATE) == []
    assert of_rule(page, 15, *LATE)[0].sentence == "The set due at T+15 is due now"


def test_a_set_that_was_begun_names_what_is_lacking():
    page = running_page((10, vitals(systolic=120, diastolic=80)))
    [flag] = of_rule(page, 11, "set_incomplete")
    assert flag.sentence == "The set of T+10 is incomplete: Heart rate, SpO2 not taken"
    assert flag.severity is ADVISORY
    assert (
        of_rule([*page, entry(vitals(heart_rate=70, spo2=98), at=minute(12), after=page[-1])], 12, "set_incomplete")
        == []
    )


def test_a_baseline_that_was_begun_names_what_is_lacking():
    [flag] = of_rule(shipped_page((-10, vitals(systolic=120, diastolic=80))), -9, "set_incomplete")
    assert flag.sentence == "The baseline set is incomplete: Heart rate, SpO2 not taken"


def test_a_set_that_was_not_begun_is_not_called_incomplete():
    assert of_rule(running_page(), 12, "set_incomplete") == []
    assert of_rule(shipped_page(), -9, "set_incomplete") == []


def test_a_missed_set_without_a_reason_is_flagged_until_a_reason_is_given():
    assert of_rule(running_page(), 16.9, "set_missed") == []
    [flag] = of_rule(running_page(), 17, "set_missed")
    assert flag.sentence == "The set due at T+10 was missed, and no reason is given"
    assert of_rule(running_page((18, SetMissed(minute(10), "asleep"))), 18, "set_missed") == []


def test_an_incomplete_set_whose_time_is_over_is_incomplete_and_not_also_missed():
    page = running_page((10, vitals(systolic=120, diastolic=80)))
    assert len(of_rule(page, 18, "set_incomplete")) == 1
    assert of_rule(page, 18, "set_missed") == []


def test_a_missing_baseline_is_flagged_once_the_infusion_runs():
    page = shipped_page((0, running_page()[-1].event))
    [flag] = of_rule(page, 1, "set_missed")
    assert flag.sentence == "The baseline set was missed, and no reason is given"


def severities_of_effect(code, grade):
    note = "hiccups" if code == OTHER else ""
    page = running_page((5, EffectSeen(code, grade, note)))
    return [flag.severity for flag in of_rule(page, 6, "effect_severe")]


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.code)
def test_an_effect_is_flagged_from_its_own_grade_on_and_severe_is_critical(effect):
    at_any_grade = effect.flags_from is Grade.MILD
    assert severities_of_effect(effect.code, Grade.MILD) == ([CAUTION] if at_any_grade else [])
    assert severities_of_effect(effect.code, Grade.MODERATE) == ([CAUTION] if at_any_grade else [])
    assert severities_of_effect(effect.code, Grade.SEVERE) == [CRITICAL]


def test_an_effect_flag_says_since_when_and_what_to_remember():
    page = running_page((5, EffectSeen("DISS", Grade.MILD)), (12, EffectSeen("DISS", Grade.SEVERE)))
    [flag] = of_rule(page, 13, "effect_severe")
    assert flag.sentence == "Dissociation / unreality, severe, since T+5: stay with patient"
    assert flag.since == minute(12)
    assert flag.entry == page[-1].id


def test_an_effect_that_ended_or_eased_is_flagged_no_more():
    severe = (5, EffectSeen("DISS", Grade.SEVERE))
    assert of_rule(running_page(severe, (9, EffectEnded("DISS"))), 9, "effect_severe") == []
    assert of_rule(running_page(severe, (9, EffectSeen("DISS", Grade.MILD))), 9, "effect_severe") == []


def test_an_effect_still_open_after_the_end_is_flagged():
    dizzy = (12, EffectSeen("DIZZ", Grade.MILD))
    assert of_rule(running_page(dizzy), 39, "effect_unresolved") == []
    [flag] = of_rule(running_page(dizzy, (40, InfusionStopped())), 40, "effect_unresolved")
    assert flag.sentence == "Dizziness / wooziness, mild, not yet over (since T+12)"
    over = running_page(dizzy, (40, InfusionStopped()), (50, EffectEnded("DIZZ")))
    assert of_rule(over, 50, "effect_unresolved") == []


def test_a_cancelled_session_raises_nothing():
    page = shipped_page((-10, baseline(systolic=185)), (-5, SessionCancelled("pressure")))
    assert flags(page, 100) == ()


def test_the_worst_comes_first_and_of_the_same_severity_the_oldest():
    page = running_page((3, vitals(heart_rate=101)), (4, vitals(spo2=90)), (5, EffectSeen("DISS", Grade.SEVERE)))
    found = flags(page, 11)
    keys = [(-flag.severity, flag.since) for flag in found]
    assert keys == sorted(keys)
    assert found[0].problem == "out_of_limits:spo2"


def test_every_sentence_is_free_of_the_word_alarm():
    page = running_page((5, baseline(systolic=185, spo2=88)), (6, EffectSeen("DISS", Grade.SEVERE)))
    for flag in flags(page, 30):
        assert "alarm" not in flag.sentence.lower()


def test_no_two_flags_are_about_the_same_problem():
    page = running_page((5, baseline(systolic=185, spo2=88)), (10, vitals(systolic=185)), (12, vitals(systolic=190)))
    for at in range(60):
        problems = [flag.problem for flag in flags(page, at)]
        assert len(problems) == len(set(problems))


def test_the_history_has_what_every_set_reached_in_order_of_time():
    page = prepared_page(
        running_page()[-1].event, (5, vitals(systolic=182)), (6, vitals(systolic=140)), (7, vitals(spo2=92))
    )
    assert [(flag.problem, flag.since) for flag in flags_of_sets(read_chart(page))] == [
        ("out_of_limits:systolic", minute(5)),
        ("change_from_baseline:systolic", minute(5)),
        ("out_of_limits:spo2", minute(7)),
        ("change_from_baseline:spo2", minute(7)),
    ]


def test_an_answer_belongs_to_the_reading_it_was_given_for():
    page = running_page((5, vitals(systolic=152)))
    answer = FlagAnswered("out_of_limits:systolic", page[-1].id, "told Dr. Sol")
    page.append(entry(answer, at=minute(6), after=page[-1]))
    assert answers_to(read_chart(page), flags(page, 6)[0]) == ("told Dr. Sol",)
    page.append(entry(vitals(systolic=153), at=minute(7), after=page[-1]))
    assert answers_to(read_chart(page), flags(page, 7)[0]) == ()


def test_an_answer_to_a_late_set_belongs_to_that_set_only():
    page = running_page((12, FlagAnswered("set_overdue", None, "with another patient")))
    assert answers_to(read_chart(page), of_rule(page, 12, *LATE)[0]) == ("with another patient",)
    page.append(entry(baseline(), at=minute(13), after=page[-1]))
    assert answers_to(read_chart(page), of_rule(page, 21, *LATE)[0]) == ()


def test_a_baseline_reading_is_judged_by_the_infusions_limits_from_the_start_on():
    high = (-10, baseline(systolic=145))
    preparing = read_chart(shipped_page(high))
    assert [flag.sentence for flag in raise_flags(preparing, (), minute(-5)) if flag.vital] == [
        "Systolic 145 mmHg: at or above 140, advisory limit"
    ]
    running = read_chart(running_page(high))
    assert [flag for flag in raise_flags(running, (), minute(5)) if flag.vital is Vital.SYSTOLIC] == []


@pytest.mark.parametrize(
    ("now", "severity"),
    [(40.9, None), (41, Severity.ADVISORY), (60, Severity.ADVISORY), (60.1, Severity.CAUTION)],
)
def test_an_infusion_past_its_planned_end_is_noticed(now, severity):
    chart = read_chart(running_page())
    found = [flag.severity for flag in raise_flags(chart, (), minute(now)) if flag.rule == "infusion_overrun"]
    assert found == ([severity] if severity else [])
