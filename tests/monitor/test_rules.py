"""Each rule at its edges, with its sentence, continued while its reason lasts and ended with it."""

import pytest

from monitor.chart_reader import read_chart
from monitor.effects import EFFECTS, OTHER, Grade
from monitor.events import (
    Answer,
    EffectEnded,
    EffectSeen,
    GateAnswered,
    InfusionPaused,
    InfusionStopped,
    SessionCancelled,
    SetMissed,
    SymptomsChecked,
)
from monitor.limits import Severity
from monitor.rules import flags_of, raise_flags
from monitor.symptoms import Symptom
from monitor.vitals import Vital
from tests.builders import baseline, entry, minute, running_page, shipped_page, strike, vitals

ADVISORY, CAUTION, CRITICAL = sorted(Severity)


def flags(page, at):
    """The flags that are open at that minute."""
    return tuple(flag for flag in flags_of(read_chart(page), minute(at)) if flag.is_open)


def ended(page, at):
    return tuple(flag for flag in flags_of(read_chart(page), minute(at)) if not flag.is_open)


def raised(page, at):
    return [(flag.problem, flag.severity) for flag in flags(page, at)]


def of_rule(page, at, *rules):
    return [flag for flag in flags(page, at) if flag.rule in rules]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"heart_rate": 100}, []),
        ({"heart_rate": 101}, [("high:heart_rate", ADVISORY)]),
        ({"diastolic": 100}, [("high:diastolic", ADVISORY)]),
        ({"heart_rate": 39}, [("low:heart_rate", CRITICAL)]),
        ({"temperature": 37.8}, [("high:temperature", ADVISORY)]),
        ({"sedation": 2}, [("low:sedation", CRITICAL)]),
        (
            {"systolic": 180, "heart_rate": 101},
            [
                ("high:systolic", CRITICAL),
                ("high:heart_rate", ADVISORY),
            ],
        ),
    ],
)
def test_a_reading_at_a_limit_is_flagged_worst_first(values, expected):
    assert sorted(raised(running_page((5, vitals(**values))), 5)) == sorted(expected)
    severities = [severity for _, severity in raised(running_page((5, vitals(**values))), 5)]
    assert severities == sorted(severities, reverse=True)


def test_a_flag_says_rule_limit_value_entry_and_since_when():
    page = running_page((5, vitals(heart_rate=104)))
    [flag] = flags(page, 6)
    assert (flag.rule, flag.severity, flag.problem, flag.vital) == (
        "out_of_limits",
        ADVISORY,
        "high:heart_rate",
        Vital.HEART_RATE,
    )
    assert flag.sentence == "Heart rate 104 /min: above 100, advisory limit"
    assert (flag.limit, flag.value, flag.entry, flag.since) == ("above 100", "104 /min", page[-1].id, minute(5))


def test_only_the_latest_reading_of_a_vital_sign_is_flagged():
    assert raised(running_page((5, vitals(systolic=182)), (6, vitals(systolic=140))), 6) == []


def test_a_reading_stays_flagged_while_only_other_vital_signs_are_taken():
    page = running_page((5, vitals(spo2=90)), (6, vitals(systolic=120, diastolic=80, heart_rate=70)))
    assert ("low:spo2", CRITICAL) in raised(page, 6)


def test_a_struck_reading_is_not_flagged():
    page = running_page((5, vitals(systolic=182)))
    assert flags_of(read_chart(strike(page, page[-1], 6)), minute(6)) == ()


def test_a_reading_before_the_start_is_flagged_by_the_limits_before_the_drip():
    twice = [(-15, baseline(systolic=140)), (-10, baseline(systolic=140))]
    assert raised(shipped_page(*twice), -9) == [("high:systolic", ADVISORY)]
    assert raised(shipped_page((-15, baseline(systolic=139)), (-10, baseline(systolic=139))), -9) == []


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


@pytest.mark.parametrize(("stopped_at", "severity"), [(19.9, CAUTION), (20, CAUTION), (20.1, CRITICAL)])
def test_a_set_that_was_very_late_before_the_stop_stays_so_after_it(stopped_at, severity):
    [flag] = of_rule(running_page((stopped_at, InfusionStopped("asked"))), 30, *LATE)
    assert flag.severity is severity


def test_before_the_start_no_set_is_late():
    assert of_rule(shipped_page(), 500, *LATE) == []


def test_a_set_taken_or_explained_is_late_no_more():
    assert of_rule(running_page((12, baseline())), 13, *LATE) == []
    assert of_rule(running_page((12, SetMissed(minute(10), "asleep"))), 13, *LATE) == []


def test_the_recheck_of_a_high_pressure_is_flagged_when_it_is_due():
    page = running_page((10, baseline(systolic=170)))
    assert of_rule(page, 14.99, *LATE) == []
    assert of_rule(page, 15, *LATE)[0].sentence == "The set due at T+15 is due now"


def test_a_set_that_was_begun_is_one_flag_and_names_what_is_lacking():
    page = running_page((10, vitals(systolic=120, diastolic=80)))
    [flag] = flags(page, 10)
    assert flag.sentence == "The set due at T+10 is incomplete: Heart rate, SpO2 not taken"
    assert (flag.problem, flag.severity) == ("set_overdue", ADVISORY)
    [late] = flags(page, 17)
    assert late.sentence == "The set due at T+10 is 7 min late: Heart rate, SpO2 not taken"
    assert late.severity is CAUTION
    completed = [*page, entry(vitals(heart_rate=70, spo2=98), at=minute(12), after=page[-1])]
    assert flags(completed, 12) == ()


def test_what_is_begun_does_not_put_off_the_answer_that_lateness_asks_for():
    [waiting] = flags(running_page(), 16)
    [begun] = flags(running_page((16, vitals(systolic=120, diastolic=80))), 16)
    assert begun.answer_by == waiting.answer_by == minute(20)


def test_the_set_begun_last_says_what_is_lacking_though_an_earlier_one_was_not_taken():
    page = running_page((21, vitals(systolic=120, diastolic=80)))
    [flag] = flags(page, 22)
    assert flag.sentence == "The set due at T+10 is 12 min late: Heart rate, SpO2 not taken"


def test_of_several_sets_begun_the_last_one_says_what_is_lacking():
    page = running_page((10, vitals(systolic=120, diastolic=80)), (21, vitals(systolic=120, diastolic=80, spo2=98)))
    [flag] = flags(page, 22)
    assert flag.sentence == "The set due at T+10 is 12 min late: Heart rate not taken"


def test_a_baseline_that_was_begun_names_what_is_lacking():
    [flag] = of_rule(shipped_page((-10, vitals(systolic=120, diastolic=80))), -9, "set_incomplete")
    assert flag.sentence == "The baseline set is incomplete: Heart rate, SpO2 not taken"


def test_a_set_that_was_not_begun_is_not_called_incomplete():
    assert of_rule(running_page(), 12, *LATE)[0].sentence == "The set due at T+10 is 2 min late"
    assert of_rule(running_page((20, baseline())), 20, "set_incomplete") == []
    assert of_rule(shipped_page(), -9, "set_incomplete") == []


def test_a_missed_set_without_a_reason_is_flagged_until_a_reason_is_given():
    taken = running_page((17, baseline()))
    assert of_rule(taken[:-1], 17, "set_missed") == []
    [flag] = of_rule(taken, 17, "set_missed")
    assert flag.sentence == "The set of T+10 was missed, and no reason is given"
    assert of_rule(running_page((17, baseline()), (18, SetMissed(minute(10), "asleep"))), 18, "set_missed") == []


def test_a_set_that_is_still_overdue_is_not_called_missed_too():
    flags = flags_of(read_chart(running_page()), minute(25))
    assert [flag.problem for flag in flags] == ["set_overdue"]
    again = running_page((10, baseline()), (27, baseline()))
    assert len(of_rule(again, 36, "set_missed")) == 1
    assert len(of_rule(again, 49, "set_missed")) == 1
    assert of_rule(again, 49, "set_missed")[0].sentence.startswith("The set of T+20")


def test_several_missed_sets_are_one_flag():
    [flag] = of_rule(running_page((38, baseline())), 38, "set_missed")
    assert flag.sentence == "The set of T+30 was missed, and no reason is given; 2 more before it"
    assert (flag.since, len(flag.sightings)) == (minute(10), 3)


HALF, WHOLE = (10, vitals(systolic=120, diastolic=80)), (20, baseline())


def test_a_set_that_stayed_incomplete_leads_to_the_entry_that_began_it():
    page = running_page(HALF, WHOLE)
    [flag] = of_rule(page, 20, "set_incomplete")
    assert flag.sentence == "The set of T+10 is incomplete: Heart rate, SpO2 not taken"
    assert flag.entry == page[-2].id


def test_a_set_that_stayed_incomplete_is_not_called_missed():
    assert of_rule(running_page(HALF, WHOLE), 20, "set_missed") == []


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
    mild = [CRITICAL] if effect.critical_from is Grade.MILD else [CAUTION] if at_any_grade else []
    assert severities_of_effect(effect.code, Grade.MILD) == mild
    assert severities_of_effect(effect.code, Grade.MODERATE) == mild
    assert severities_of_effect(effect.code, Grade.SEVERE) == [CRITICAL]


def test_an_emergency_is_critical_however_mild_it_was_called():
    assert severities_of_effect("SEIZ", Grade.MILD) == [CRITICAL]
    assert severities_of_effect("CP", Grade.MILD) == [CRITICAL]
    assert severities_of_effect("RDEP", Grade.MODERATE) == [CRITICAL]
    assert severities_of_effect("SYNC", Grade.MILD) == [CAUTION]


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


def test_an_effect_still_open_when_the_time_of_observation_is_over_is_flagged():
    stopped = (40, InfusionStopped())
    open_still = running_page((12, EffectSeen("DIZZ", Grade.MILD)), stopped)
    assert of_rule(open_still, 69.9, "effect_unresolved") == []
    [flag] = of_rule(open_still, 70, "effect_unresolved")
    assert flag.sentence == "Not yet over: Dizziness / wooziness mild (since T+12)"
    over = running_page((12, EffectSeen("DIZZ", Grade.MILD)), stopped, (60, EffectEnded("DIZZ")))
    assert of_rule(over, 80, "effect_unresolved") == []
    assert [f for f in ended(over, 80) if f.rule == "effect_unresolved"] == []
    late = running_page((12, EffectSeen("DIZZ", Grade.MILD)), stopped, (75, EffectEnded("DIZZ")))
    assert [f.ended_at for f in ended(late, 80) if f.rule == "effect_unresolved"] == [minute(75)]


def test_several_effects_still_open_are_one_flag():
    effects = [(12, EffectSeen("DIZZ", Grade.MILD)), (14, EffectSeen("NAUS", Grade.MODERATE))]
    page = running_page(*effects, (40, InfusionStopped()), (75, EffectEnded("DIZZ")))
    both, one = of_rule(page[:-1], 71, "effect_unresolved"), of_rule(page, 76, "effect_unresolved")
    assert [f.sentence for f in both] == [
        "Not yet over: Dizziness / wooziness mild (since T+12), Nausea moderate (since T+14)"
    ]
    assert [f.sentence for f in one] == ["Not yet over: Nausea moderate (since T+14)"]


def test_a_cancelled_session_raises_nothing():
    page = shipped_page((-10, baseline(systolic=185)), (-5, SessionCancelled("pressure")))
    assert flags(page, 100) == ()


def test_the_worst_comes_first_and_of_the_same_severity_the_oldest():
    page = running_page((3, vitals(heart_rate=101)), (4, vitals(spo2=90)), (5, EffectSeen("DISS", Grade.SEVERE)))
    found = flags(page, 11)
    keys = [(-flag.severity, flag.since) for flag in found]
    assert keys == sorted(keys)
    assert found[0].problem == "low:spo2"


def test_every_sentence_is_free_of_the_word_alarm():
    page = running_page((5, baseline(systolic=185, spo2=88)), (6, EffectSeen("DISS", Grade.SEVERE)))
    for flag in flags(page, 30):
        assert "alarm" not in flag.sentence.lower()


def test_no_two_flags_are_about_the_same_problem():
    page = running_page((5, baseline(systolic=185, spo2=88)), (10, vitals(systolic=185)), (12, vitals(systolic=190)))
    for at in range(60):
        problems = [flag.problem for flag in flags(page, at)]
        assert len(problems) == len(set(problems))


def test_a_baseline_reading_is_judged_by_the_infusions_limits_from_the_start_on():
    high = [(-9, baseline(systolic=145)), (-8, baseline(systolic=145)), (-7, GateAnswered(Answer.YES))]
    assert [flag.sentence for flag in flags(shipped_page(*high), -5) if flag.vital] == [
        "Systolic 145 mmHg: at or above 140, advisory limit"
    ]
    assert [flag for flag in flags(running_page(*high), 5) if flag.vital is Vital.SYSTOLIC] == []
    assert [f.ended_at for f in ended(running_page(*high), 5) if f.vital is Vital.SYSTOLIC] == [minute(0)]


def test_a_lone_high_cuff_value_at_an_advisory_limit_flags_when_the_next_one_is_high_too():
    lone, again = running_page((10, baseline(systolic=152))), (20, baseline(systolic=153))
    assert raised(lone, 10) == []
    assert raised(running_page((10, baseline(systolic=152)), again), 20) == [("high:systolic", CAUTION)]
    diastolic = [(10, baseline(diastolic=96)), (20, baseline(diastolic=97))]
    assert raised(running_page(*diastolic[:1]), 10) == []
    [flag] = flags(running_page(*diastolic), 20)
    assert (flag.severity, flag.since, flag.times) == (ADVISORY, minute(10), 2)
    assert ended(running_page((10, baseline(diastolic=96)), (20, baseline())), 21) == ()


@pytest.mark.parametrize(
    ("now", "severity"),
    [(40.9, None), (41, Severity.ADVISORY), (60, Severity.ADVISORY), (60.1, Severity.CAUTION)],
)
def test_an_infusion_past_its_planned_end_is_noticed(now, severity):
    chart = read_chart(running_page())
    found = [flag.severity for flag in raise_flags(chart, (), minute(now)) if flag.rule == "infusion_overrun"]
    assert found == ([severity] if severity else [])


def high(page, at, vital="systolic"):
    return next((flag for flag in flags_of(read_chart(page), minute(at)) if flag.problem == f"high:{vital}"), None)


def test_the_same_problem_in_the_next_set_continues_its_flag():
    page = running_page((10, vitals(systolic=182)), (15, vitals(systolic=186)), (20, vitals(systolic=181)))
    [flag] = [flag for flag in flags(page, 21) if flag.vital is Vital.SYSTOLIC]
    assert (flag.since, flag.times, flag.worst.value, flag.value) == (minute(10), 3, "186 mmHg", "181 mmHg")


def test_a_flag_ends_with_the_reading_that_is_in_range_and_stays_in_the_chart():
    page = running_page((10, vitals(systolic=182)), (15, vitals(systolic=140)))
    assert [flag for flag in flags(page, 16) if flag.vital is Vital.SYSTOLIC] == []
    [flag] = ended(page, 16)
    assert (flag.ended_at, flag.severity, flag.value) == (minute(15), CRITICAL, "182 mmHg")


def test_a_problem_that_comes_back_is_a_new_flag():
    page = running_page((10, vitals(systolic=182)), (15, vitals(systolic=140)), (20, vitals(systolic=183)))
    assert [flag.since for flag in (*flags(page, 21), *ended(page, 21)) if flag.problem == "high:systolic"] == [
        minute(20),
        minute(10),
    ]


def test_a_high_systolic_hides_no_low_heart_rate():
    page = running_page((10, vitals(systolic=190, diastolic=80, heart_rate=38)))
    assert {"high:systolic", "low:heart_rate"} <= {flag.problem for flag in flags(page, 10)}


@pytest.mark.parametrize(
    ("first", "second", "at", "severity"),
    [
        (100, None, 10, ADVISORY),
        (100, None, 16.99, ADVISORY),
        (100, None, 17, CAUTION),
        (100, (14, 101), 14, CAUTION),
        (100, (14, 99), 14, ADVISORY),
        (109, None, 10, ADVISORY),
        (110, None, 10, CRITICAL),
        (99, (14, 100), 14, ADVISORY),
    ],
)
def test_a_lone_high_cuff_value_asks_for_a_recheck_before_it_is_a_caution(first, second, at, severity):
    later = [] if second is None else [(second[0], baseline(diastolic=second[1]))]
    page = running_page((10, baseline(diastolic=first)), *later)
    assert high(page, at, "diastolic").severity is severity


def test_the_sentence_says_until_when_to_take_it_again_and_that_nobody_did():
    page = running_page((10, baseline(systolic=168)))
    change = "+48 mmHg (+40 %) from baseline 120: 40 mmHg or more above baseline"
    limit = f"Systolic 168 mmHg: at or above 165, caution limit; also {change}"
    assert high(page, 11).sentence == f"{limit}; one reading, take it again by 15:00"
    assert high(page, 17).sentence == f"{limit}; not taken again within 5 min"


def test_other_vital_signs_are_believed_at_once():
    assert ("high:heart_rate", CAUTION) in raised(running_page((10, vitals(heart_rate=110))), 10)


def test_a_change_of_20_per_cent_is_a_caution_in_the_second_set_in_a_row():
    page = running_page((10, baseline(systolic=144)), (20, baseline(systolic=144)))
    assert high(page[:-1], 19) is None
    assert (high(page, 20).severity, high(page, 20).since) == (CAUTION, minute(20))
    assert high(page, 20).sentence == (
        "Systolic 144 mmHg, +24 mmHg (+20 %) from baseline 120: 20 % or more above baseline in 2 sets in a row"
    )


@pytest.mark.parametrize("symptom", Symptom)
def test_a_high_pressure_with_a_symptom_is_critical(symptom):
    page = running_page((10, baseline(systolic=168)), (11, SymptomsChecked((symptom,))))
    flag = high(page, 11)
    assert (flag.severity, flag.rule, flag.times) == (CRITICAL, "pressure_with_symptoms", 2)
    assert flag.sentence.endswith(f"; with {symptom}")


def test_no_symptom_leaves_a_high_pressure_as_it_is():
    page = running_page((10, baseline(systolic=168)), (11, SymptomsChecked(())))
    assert high(page, 11).severity is ADVISORY


def test_a_symptom_goes_with_the_next_asking_or_stays_with_the_next_set():
    page = running_page((10, baseline(systolic=182)), (11, SymptomsChecked((Symptom.CHEST_PAIN,))))
    page.append(entry(baseline(systolic=168), at=minute(15), after=page[-1]))
    assert high(page, 15).severity is CRITICAL
    page.append(entry(SymptomsChecked(()), at=minute(16), after=page[-1]))
    assert high(page, 16).severity is CAUTION


@pytest.mark.parametrize(
    ("code", "grade", "is_symptom"),
    [
        ("CP", Grade.MILD, True),
        ("DYSPN", Grade.MILD, True),
        ("SEIZ", Grade.MILD, True),
        ("LOC", Grade.MILD, True),
        ("HEAD", Grade.SEVERE, True),
        ("HEAD", Grade.MODERATE, False),
        ("DIZZ", Grade.SEVERE, False),
    ],
)
def test_a_symptom_that_is_charted_as_an_effect_counts_too(code, grade, is_symptom):
    page = running_page((10, baseline(diastolic=102)), (12, EffectSeen(code, grade)))
    assert (high(page, 12, "diastolic").severity is CRITICAL) is is_symptom
    before = running_page((8, EffectSeen(code, grade)), (10, baseline(diastolic=102)))
    assert (high(before, 10, "diastolic").severity is CRITICAL) is is_symptom
    over = running_page((8, EffectSeen(code, grade)), (9, EffectEnded(code)), (10, baseline(diastolic=102)))
    assert high(over, 10, "diastolic").severity is ADVISORY


def test_spo2_on_oxygen_is_never_in_range():
    page = running_page((10, baseline(spo2=92)), (15, vitals(spo2=98, oxygen=2)), (20, vitals(spo2=98, oxygen=0)))
    [flag] = [flag for flag in flags(page[:-1], 16) if flag.vital is Vital.SPO2]
    assert (flag.severity, flag.since) == (CAUTION, minute(10))
    assert flag.sentence == "SpO2 98 % on 2 L/min oxygen: not on air"
    assert [flag.ended_at for flag in ended(page, 21) if flag.vital is Vital.SPO2] == [minute(20)]


@pytest.mark.parametrize(("spo2", "expected"), [(95, False), (94, True)])
def test_a_fall_of_4_points_from_baseline_is_a_caution(spo2, expected):
    found = [flag for flag in flags(running_page((10, vitals(spo2=spo2))), 10) if flag.vital is Vital.SPO2]
    assert (found[0].severity is CAUTION) is expected


def test_a_late_set_that_came_stays_in_the_chart_with_how_late_it_was():
    page = running_page((22, baseline()))
    [flag] = [flag for flag in ended(page, 23) if flag.problem == "set_overdue"]
    assert (flag.severity, flag.since, flag.ended_at) == (CRITICAL, minute(10), minute(22))
    assert flag.sentence == "The set due at T+10 was 12 min late"
    assert [flag for flag in ended(running_page((15, baseline())), 23) if flag.problem == "set_overdue"] == []


@pytest.mark.parametrize(
    ("charted_at", "sentence"),
    [
        (16.9, "The set due at T+10 was 6 min late"),
        (17, "The set due at T+10 was charted 7 min late (taken at T+12)"),
    ],
)
def test_a_set_charted_5_min_after_it_was_taken_says_both_times(charted_at, sentence):
    page = running_page()
    page.append(entry(baseline(), at=minute(12), recorded_at=minute(charted_at), after=page[-1]))
    assert [flag.sentence for flag in ended(page, 20) if flag.problem == "set_overdue"] == [sentence]


def test_an_effect_that_was_severe_stays_in_the_chart():
    page = running_page((5, EffectSeen("DISS", Grade.SEVERE)), (9, EffectSeen("DISS", Grade.MILD)))
    [flag] = ended(page, 9)
    assert (flag.sentence, flag.ended_at) == (
        "Dissociation / unreality, severe, since T+5: stay with patient",
        minute(9),
    )


def test_without_a_baseline_a_change_cannot_be_judged():
    page = [one for one in running_page((10, baseline())) if one.event != baseline()]
    page.append(entry(baseline(systolic=150), at=minute(10), after=page[-1]))
    found = {flag.sentence for flag in flags(page, 10) if flag.rule == "no_baseline"}
    assert "Systolic: no baseline, so a change from it cannot be judged" in found
    assert not [flag for flag in flags(running_page((10, baseline())), 10) if flag.rule == "no_baseline"]


@pytest.mark.parametrize(
    ("steps", "written_after", "expected"),
    [((0, 2, -2), 5, True), ((0, 2, 5), 5, False), ((0, 2, -2), 4.9, False), ((0, 1), 30, False)],
)
def test_sets_charted_afterwards_that_are_nearly_alike_are_marked(steps, written_after, expected):
    page = running_page()
    level = 130
    for number, step in enumerate(steps):
        level += step
        at = 10 + number * 10
        page.append(
            entry(baseline(systolic=level), at=minute(at), recorded_at=minute(at + written_after), after=page[-1])
        )
    found = [flag for flag in ended(page, 60) if flag.rule == "nearly_alike"]
    assert bool(found) is expected
    if expected:
        said = "3 sets in a row, charted afterwards, are nearly the same: T+10, T+20, T+30"
        assert found[0].sentence == said


def test_when_the_session_is_over_its_flags_are_too():
    page = [*shipped_page((-10, baseline(systolic=185)))]
    page.append(entry(SessionCancelled("pressure"), at=minute(-5), after=page[-1]))
    assert flags(page, 60) == ()
    [flag] = [flag for flag in ended(page, 60) if flag.vital is Vital.SYSTOLIC]
    assert flag.ended_at == minute(-5)
