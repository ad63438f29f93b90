"""What was done about a flag: which answer covers what, what asks anew, and when nobody answered in time."""

from dataclasses import replace

import pytest

from monitor.chart_reader import read_chart
from monitor.effects import Grade
from monitor.events import Answer, EffectSeen, EntryStruck, FlagAnswered, GateAnswered, SymptomsChecked
from monitor.flags import Flag, Sighting, in_force
from monitor.limits import Severity
from monitor.rules import flags_of
from monitor.symptoms import Symptom
from tests.builders import STARTED, baseline, entry, minute, running_page, shipped_page, strike, vitals

HIGH = "high:systolic"
CRITICAL_SET, WORSE_SET = (10, baseline(systolic=182)), (15, baseline(systolic=183))
TOLD = FlagAnswered(HIGH, None, "rechecked", "Dr. Sol")


def flag_of(page, at, problem=HIGH):
    return next(flag for flag in flags_of(read_chart(page), minute(at)) if flag.problem == problem)


def test_a_caution_and_a_critical_flag_want_an_answer_an_advisory_none():
    assert flag_of(running_page(CRITICAL_SET), 10).answer_by == minute(12)
    low = running_page((10, baseline(heart_rate=49)))
    assert flag_of(low, 10, "low:heart_rate").answer_by == minute(15)
    assert not flag_of(running_page((10, baseline(heart_rate=101))), 10, "high:heart_rate").wants_answer


@pytest.mark.parametrize(("at", "escalated"), [(11.99, False), (12, True)])
def test_a_critical_flag_that_nobody_answers_for_2_min_escalates(at, escalated):
    assert flag_of(running_page(CRITICAL_SET), at).is_escalated is escalated


@pytest.mark.parametrize(("at", "escalated"), [(14.99, False), (15, True)])
def test_a_caution_flag_that_nobody_answers_for_5_min_escalates(at, escalated):
    page = running_page((10, baseline(heart_rate=49)))
    assert flag_of(page, at, "low:heart_rate").is_escalated is escalated


def test_an_answer_says_who_when_what_and_who_was_told_and_ends_the_asking():
    page = running_page(CRITICAL_SET, (11, TOLD))
    flag = flag_of(page, 30)
    assert (flag.wants_answer, flag.is_escalated, flag.is_open) == (False, False, True)
    [response] = flag.responses
    assert (response.by, response.at, response.action, response.told) == ("anna", minute(11), "rechecked", "Dr. Sol")


@pytest.mark.parametrize(
    ("second", "asks"),
    [({"systolic": 182}, False), ({"systolic": 181}, False), ({"systolic": 183}, True), ({"systolic": 170}, False)],
)
def test_only_a_worse_value_asks_anew(second, asks):
    page = running_page(CRITICAL_SET, (11, TOLD), (15, baseline(**second)))
    assert flag_of(page, 15).wants_answer is asks


def test_a_worse_severity_asks_anew_and_the_time_for_it_begins_then():
    answered = [(5, baseline(heart_rate=49)), (6, FlagAnswered("low:heart_rate", None, "watched"))]
    page, worse = running_page(*answered), running_page(*answered, (20, baseline(heart_rate=39)))
    assert not flag_of(page, 19, "low:heart_rate").wants_answer
    assert flag_of(worse, 20, "low:heart_rate").answer_by == minute(22)


def test_an_answer_before_the_flag_or_about_another_problem_is_none_to_it():
    page = running_page((9, TOLD), CRITICAL_SET, (11, FlagAnswered("high:diastolic", None, "rechecked")))
    assert flag_of(page, 12).responses == ()


def test_an_answer_to_a_flag_that_has_ended_is_kept_with_it():
    page = running_page(CRITICAL_SET, (15, baseline()), (18, replace(TOLD, since=minute(10))))
    flag = flag_of(page, 20)
    assert (flag.ended_at, [response.at for response in flag.responses]) == (minute(15), [minute(18)])
    assert not flag.wants_answer


def test_an_ended_flag_that_nobody_answered_still_wants_its_answer_but_does_not_escalate():
    flag = flag_of(running_page(CRITICAL_SET, (15, baseline())), 40)
    assert (flag.wants_answer, flag.is_escalated) == (True, False)


def test_an_answer_belongs_to_the_flag_that_was_there_then_not_to_the_next_one():
    page = running_page(CRITICAL_SET, (11, TOLD), (15, baseline()), (20, baseline(systolic=185)))
    newer, older = sorted(
        (flag for flag in flags_of(read_chart(page), minute(21)) if flag.problem == HIGH),
        key=lambda flag: flag.since,
        reverse=True,
    )
    assert (newer.responses, newer.wants_answer) == ((), True)
    assert len(older.responses) == 1


def test_the_gate_answers_what_the_baseline_raised():
    high = (-10, baseline(systolic=182))
    assert flag_of(shipped_page(high), -9).wants_answer
    flag = flag_of(shipped_page(high, (-5, GateAnswered(Answer.YES, "known, dose halved"))), -4)
    assert not flag.wants_answer
    assert [response.action for response in flag.responses] == [
        "Vital signs acceptable to begin: yes (known, dose halved)"
    ]


def test_the_worst_comes_first_and_of_the_same_severity_what_nobody_answered_in_time():
    page = running_page((5, vitals(heart_rate=49)), (10, baseline(systolic=182, heart_rate=49, spo2=92)))
    found = flags_of(read_chart(page), minute(10))[:3]
    assert [(flag.problem, flag.severity, flag.is_escalated) for flag in found] == [
        (HIGH, Severity.CRITICAL, False),
        ("low:heart_rate", Severity.CAUTION, True),
        ("low:spo2", Severity.CAUTION, False),
    ]


def test_a_symptom_found_after_the_answer_asks_anew():
    page = running_page(CRITICAL_SET, (11, TOLD), (12, SymptomsChecked((Symptom.CHEST_PAIN,))))
    assert not flag_of(page[:-1], 11).wants_answer
    assert flag_of(page, 12).answer_by == minute(14)
    assert flag_of(page, 14).is_escalated


@pytest.mark.parametrize("eased", [155, 170])
def test_what_nobody_answered_in_time_stays_what_it_was_to_those_who_are_asked(eased):
    page = running_page(CRITICAL_SET, (15, baseline(systolic=eased)), (20, baseline(systolic=eased)))
    flag = flag_of(page, 21)
    assert flag.is_escalated
    assert (flag.asks.severity, flag.severity < Severity.CRITICAL) == (Severity.CRITICAL, True)
    assert flag.asks.sentence == flag_of(page[:-2], 10).sentence


def test_another_symptom_after_the_answer_asks_anew_though_they_are_no_more():
    lines = [(10, baseline(systolic=168)), (11, SymptomsChecked((Symptom.CHEST_PAIN,))), (12, TOLD)]
    page = running_page(*lines, (13, SymptomsChecked((Symptom.BREATHLESSNESS,))))
    assert not flag_of(page[:-1], 12).wants_answer
    assert flag_of(page, 13).wants_answer


def test_a_much_higher_pressure_asks_anew_though_a_symptom_was_answered_before_it_and_is_gone():
    lines = [(10, baseline(systolic=168)), (11, SymptomsChecked((Symptom.CHEST_PAIN,))), (12, TOLD)]
    page = running_page(*lines, (14, SymptomsChecked(())), (15, baseline(systolic=215)))
    assert flag_of(page, 15).answer_by == minute(17)
    over = running_page(*lines, (14, SymptomsChecked(())), (15, baseline(systolic=215)), (18, baseline()))
    assert flag_of(over, 19).sentence.startswith("Systolic 215 mmHg")


def test_what_eased_unanswered_is_as_urgent_as_it_was():
    page = running_page((5, baseline(systolic=188)), (6, baseline(heart_rate=49, systolic=170)))
    first, second = flags_of(read_chart(page), minute(12))[:2]
    assert [(one.problem, one.concern) for one in (first, second)] == [
        (HIGH, Severity.CRITICAL),
        ("low:heart_rate", Severity.CAUTION),
    ]


RATE = "low:heart_rate"
SLOW, SLOWER = baseline(heart_rate=49), baseline(heart_rate=39)


@pytest.mark.parametrize(("worse_at", "answer_by"), [(6, 8), (8, 10), (9, 10)])
def test_a_caution_that_turns_critical_has_its_own_two_minutes_but_no_more_than_were_left(worse_at, answer_by):
    page = running_page((5, SLOW), (worse_at, SLOWER))
    flag = flag_of(page, worse_at, RATE)
    assert (flag.answer_by, flag.is_escalated) == (minute(answer_by), False)


@pytest.mark.parametrize("eased", [49, 54])
def test_what_nobody_answered_in_time_stays_escalated_when_it_eases(eased):
    """To a caution, or to an advisory, which by itself asks for no answer."""
    page = running_page((5, SLOWER), (8, baseline(heart_rate=eased)))
    assert flag_of(page, 7, RATE).is_escalated
    assert flag_of(page, 8, RATE).is_escalated


def late(page, event, at, written_at):
    return [*page, entry(event, at=minute(at), recorded_at=minute(written_at), after=page[-1])]


def test_a_set_charted_late_is_not_overdue_for_an_answer_at_once():
    page = late(running_page(), SLOWER, 5, 30)
    assert flag_of(page, 30, RATE).answer_by == minute(32)
    assert not flag_of(page, 31.9, RATE).is_escalated
    assert flag_of(page, 32, RATE).is_escalated


def test_an_answer_covers_nothing_that_was_charted_after_it():
    answered = running_page((5, SLOW), (8, FlagAnswered(RATE, None, "watched")))
    assert not flag_of(answered, 9, RATE).wants_answer
    flag = flag_of(late(answered, SLOWER, 7, 20), 20, RATE)
    assert (flag.wants_answer, flag.answer_by) == (True, minute(22))


def test_an_answer_charted_late_covers_what_was_charted_late_before_it():
    page = late(running_page(), SLOWER, 5, 30)
    assert not flag_of(late(page, FlagAnswered(RATE, None, "stayed with the patient"), 6, 31), 31, RATE).wants_answer


def test_an_answer_charted_late_covers_nothing_that_happened_after_it():
    page = running_page((5, SLOW), (20, SLOWER))
    assert flag_of(late(page, FlagAnswered(RATE, None, "watched"), 10, 21), 21, RATE).wants_answer


@pytest.mark.parametrize(("at", "expected"), [(9.9, False), (10, True), (14.9, True), (15, False), (16, False)])
def test_a_flag_is_in_force_from_its_first_moment_until_before_its_end(at, expected):
    flag = Flag(HIGH, (Sighting("out_of_limits", minute(10), Severity.CAUTION, "high"),), ended_at=minute(15))
    assert in_force(flag, minute(at)) is expected
    assert in_force(replace(flag, ended_at=None), minute(at)) is (at >= 10)


def told(*problems, at):
    return [(at, FlagAnswered(problem, None, "rechecked")) for problem in problems]


def answered(page, at, problem=HIGH):
    """Since when each flag of the problem was there, and when it was answered, the oldest first."""
    found = [flag for flag in flags_of(read_chart(page), minute(at)) if flag.problem == problem]
    return [
        (flag.since, [response.at for response in flag.responses])
        for flag in sorted(found, key=lambda flag: flag.since)
    ]


def test_an_answer_of_the_very_minute_belongs_to_the_flag():
    page = running_page(CRITICAL_SET, *told(HIGH, at=10))
    assert answered(page, 11) == [(minute(10), [minute(10)])]
    assert not flag_of(page, 10).wants_answer


def test_another_problem_that_began_before_the_answer_takes_nothing_from_it():
    page = running_page(CRITICAL_SET, (12, vitals(heart_rate=39)), *told(HIGH, at=13))
    assert answered(page, 14) == [(minute(10), [minute(13)])]


def test_of_three_flags_of_one_problem_each_has_the_answers_given_before_the_next():
    again = [(at, baseline(systolic=value)) for at, value in ((15, 120), (20, 183), (25, 120), (30, 184))]
    page = running_page(CRITICAL_SET, *again, *told(HIGH, at=20), *told(HIGH, at=22))
    assert answered(page, 31) == [(minute(10), []), (minute(20), [minute(20), minute(22)]), (minute(30), [])]


def test_an_answer_that_names_an_entry_is_about_the_flag_of_that_entry_though_the_problem_came_back():
    twice = running_page(CRITICAL_SET, (15, baseline()), (20, baseline(systolic=183)))
    first, second = twice[-3].id, twice[-1].id
    for about, at_first, at_second in ((first, [minute(21)], []), (second, [], [minute(21)])):
        answer = (21, FlagAnswered(HIGH, about, "rechecked"))
        page = running_page(CRITICAL_SET, (15, baseline()), (20, baseline(systolic=183)), answer)
        assert answered(page, 22) == [(minute(10), at_first), (minute(20), at_second)]


def test_the_answer_to_a_typo_that_was_struck_is_about_no_earlier_flag_of_the_problem():
    lines = [CRITICAL_SET, (15, baseline()), (20, baseline(systolic=193))]
    page = running_page(*lines)
    page = running_page(*lines, (21, FlagAnswered(HIGH, page[-1].id, "typed wrongly", since=minute(20))))
    assert answered(strike(page, page[-2], 22), 23) == [(minute(10), [])]


def test_an_answer_that_says_since_when_is_about_that_flag_though_the_problem_came_back():
    sets = CRITICAL_SET, (15, baseline()), (20, baseline(systolic=183))
    for since, at_first, at_second in ((10, [minute(21)], []), (20, [], [minute(21)])):
        page = running_page(*sets, (21, FlagAnswered(HIGH, None, "rechecked", since=minute(since))))
        assert answered(page, 22) == [(minute(10), at_first), (minute(20), at_second)]


def test_what_had_eased_and_is_critical_again_asks_anew_though_it_is_no_worse_than_before():
    lines = [(10, baseline(systolic=195)), (11, TOLD), (15, baseline(systolic=175)), (20, baseline(systolic=181))]
    page = running_page(*lines)
    assert not flag_of(page[:-1], 15).wants_answer
    assert flag_of(page, 20).answer_by == minute(22)


def test_what_stays_critical_or_eases_no_further_than_a_caution_does_not_ask_anew():
    page = running_page((10, baseline(systolic=195)), (11, TOLD), (15, baseline(systolic=185)))
    assert not flag_of(page, 15).wants_answer
    swaying = running_page(
        (10, SLOW), (11, FlagAnswered(RATE, None, "watched")), (15, baseline(heart_rate=54)), (20, SLOW)
    )
    assert not flag_of(swaying, 20, RATE).wants_answer


def test_a_symptom_that_had_gone_and_is_back_asks_anew():
    pain, none = SymptomsChecked((Symptom.CHEST_PAIN,)), SymptomsChecked(())
    page = running_page((10, baseline(systolic=185)), (10, pain), (11, TOLD), (13, none), (15, pain))
    assert not flag_of(page[:-1], 14).wants_answer
    assert flag_of(page, 15).wants_answer


def test_an_answer_of_the_gate_that_was_struck_is_none():
    page = shipped_page((-10, baseline(systolic=182)), (-5, GateAnswered(Answer.YES, "known")))
    assert flag_of(strike(page, page[-1], -4), -3).responses == ()


def test_the_gate_answers_no_effect():
    page = shipped_page((-10, EffectSeen("SYNC", Grade.MODERATE)), (-5, GateAnswered(Answer.YES)))
    assert flag_of(page, -4, "effect:SYNC:").responses == ()


def test_a_caution_that_a_corrected_baseline_makes_has_its_five_minutes_from_the_correction():
    page = shipped_page(
        (-10, baseline(systolic=150)), STARTED, (10, baseline(systolic=146)), (20, baseline(systolic=147))
    )
    wrong = page[1]
    right = entry(baseline(systolic=120), at=wrong.happened_at, recorded_at=minute(40), after=page[-1])
    struck = entry(EntryStruck(wrong.id, "typed wrongly", right.id), at=minute(40), after=right)
    flag = flag_of([*page, right, struck], 41)
    assert (flag.since, flag.answer_by, flag.is_escalated) == (minute(20), minute(45), False)


def test_a_caution_that_a_struck_reading_leaves_has_its_five_minutes_from_the_strike():
    sets = [(10, baseline(systolic=168)), (12, baseline()), (14, baseline(systolic=168))]
    page = strike(running_page(*sets), running_page(*sets)[-2], 40)
    assert flag_of(page, 41).answer_by == minute(45)


def test_what_is_critical_by_itself_waits_for_no_correction_of_another_reading():
    page = late(running_page(CRITICAL_SET), baseline(systolic=130), 8, 30)
    assert flag_of(page, 30).is_escalated


def test_an_answer_whose_entry_was_struck_since_is_about_the_flag_that_was_there_then():
    page = running_page(CRITICAL_SET, (11, baseline(systolic=186)))
    page = running_page(CRITICAL_SET, (11, baseline(systolic=186)), (12, FlagAnswered(HIGH, page[-1].id, "rechecked")))
    assert answered(strike(page, page[-2], 13), 14) == [(minute(10), [minute(12)])]


def test_open_flags_stand_before_ended_ones():
    page = running_page((5, baseline(systolic=185)), (10, baseline(heart_rate=101)))
    found = flags_of(read_chart(page), minute(11))
    assert [flag.is_open for flag in found] == sorted((flag.is_open for flag in found), reverse=True)
    assert {True, False} == {flag.is_open for flag in found}


def test_a_reading_charted_later_for_the_very_moment_puts_off_nothing_that_was_asked_then():
    page = late(running_page((10, baseline(systolic=168))), baseline(systolic=168), 17, 40)
    assert flag_of(page[:-1], 18).asked_at == minute(17)
    assert flag_of(page, 41).asked_at == minute(17)


def test_a_limit_that_depends_on_no_other_reading_waits_for_none_that_is_charted_late():
    page = late(running_page((10, baseline(heart_rate=112))), baseline(heart_rate=80), 4, 22)
    assert flag_of(page, 22, "high:heart_rate").is_escalated


@pytest.mark.parametrize(("values", "calm"), [({"heart_rate": 125}, 80), ({"spo2": 92}, 98), ({"systolic": 168}, 120)])
def test_a_calm_reading_from_before_that_is_charted_late_silences_no_caution_by_a_limit(values, calm):
    [vital] = values
    problem = f"low:{vital}" if vital == "spo2" else f"high:{vital}"
    page = running_page((10, baseline(**values)), (12, baseline(**values)))
    assert flag_of(page, 22, problem).is_escalated
    assert flag_of(late(page, baseline(**{vital: calm}), 4, 22), 22, problem).is_escalated
