"""In which order flags wait for an answer, for how long, and what is asked beside one."""

import pytest

from monitor.answering import (
    answer_to,
    answers_left_over,
    asked_together,
    asks_symptoms,
    left_unanswered,
    most_urgent_first,
    next_to_answer,
    same_flag,
    symptoms_words,
    worst_of_each,
)
from monitor.effects import Grade
from monitor.events import EffectSeen, FlagAnswered, SymptomsChecked
from monitor.snapshot import take_snapshot
from monitor.symptoms import Symptom
from tests.builders import baseline, entry, minute, running_page, strike, vitals

SLOW, DESATURATED = vitals(heart_rate=47), vitals(spo2=92)
HIGH = vitals(systolic=184, diastolic=112)


def shown(*lines, at):
    return take_snapshot(running_page(*lines), minute(at))


def problems(flags):
    return [flag.problem for flag in flags]


def flag_of(snapshot, problem):
    return next(flag for flag in (*snapshot.flags, *snapshot.ended) if flag.problem == problem)


def test_the_worst_comes_first_then_what_was_not_answered_in_time_then_what_nobody_answered():
    snapshot = shown(
        (1, SLOW),
        (6, vitals(temperature=38.6)),
        (6.5, FlagAnswered("high:temperature", None, "Rechecked")),
        (7, DESATURATED),
        (8, vitals(respiratory_rate=30)),
        at=9,
    )
    expected = ["high:respiratory_rate", "low:heart_rate", "low:spo2", "high:temperature"]
    assert problems(most_urgent_first(snapshot))[:4] == expected
    assert next_to_answer(snapshot).problem == "high:respiratory_rate"


def test_an_answered_critical_flag_stays_above_an_unanswered_caution():
    answered = FlagAnswered("high:respiratory_rate", None, "Rechecked")
    snapshot = shown((6, vitals(respiratory_rate=30)), (7, answered), (7, DESATURATED), at=8)
    assert problems(most_urgent_first(snapshot)) == ["high:respiratory_rate", "low:spo2"]
    assert next_to_answer(snapshot).problem == "low:spo2"


def test_what_ended_without_an_answer_is_left_and_answered_after_everything_open():
    lines = (1, SLOW), (3, baseline()), (5, DESATURATED)
    assert problems(left_unanswered(shown(*lines, at=6))) == ["low:heart_rate"]
    assert next_to_answer(shown(*lines, at=6)).problem == "low:spo2"
    probe, rate = (
        (5.5, answer_to(flag_of(shown(*lines, at=6), problem), "x")) for problem in ("low:spo2", "low:heart_rate")
    )
    assert next_to_answer(shown(*lines, probe, at=6)).problem == "low:heart_rate"
    both = shown(*lines, probe, rate, at=6)
    assert (left_unanswered(both), next_to_answer(both)) == ((), None)


def test_a_flag_is_the_same_while_it_lasts_and_another_one_when_it_comes_back():
    first = flag_of(shown((1, SLOW), at=2), "low:heart_rate")
    lines = (1, SLOW), (3, vitals(heart_rate=45)), (5, baseline()), (7, SLOW)
    assert same_flag(first, shown(*lines[:2], at=4)).times == 2
    assert same_flag(first, shown(*lines, at=8)).ended_at == minute(5)


def test_a_flag_whose_reading_was_struck_is_no_longer_there():
    page = running_page((1, SLOW))
    first = flag_of(take_snapshot(page, minute(2)), "low:heart_rate")
    assert same_flag(first, take_snapshot(strike(page, page[-1], 2), minute(3))) is None


def test_an_answer_is_wanted_since_what_asks_for_it():
    snapshot = shown((1, vitals(heart_rate=54)), (3, SLOW), (4, vitals(heart_rate=46)), at=9)
    assert flag_of(snapshot, "low:heart_rate").asked_at == minute(3)


def test_what_is_charted_late_waits_since_it_was_charted():
    page = running_page()
    late = entry(SLOW, at=minute(2), recorded_at=minute(7), after=page[-1])
    snapshot = take_snapshot([*page, late], minute(13))
    assert flag_of(snapshot, "low:heart_rate").asked_at == minute(7)


def test_an_answered_flag_waits_since_never():
    snapshot = shown((1, SLOW), (2, FlagAnswered("low:heart_rate", None, "Laid flat")), at=3)
    assert flag_of(snapshot, "low:heart_rate").asked_at is None


@pytest.mark.parametrize(
    ("taken", "problem", "asks"),
    [
        (vitals(systolic=179), "high:systolic", True),  # one reading, to be taken again
        (vitals(systolic=180), "high:systolic", True),
        (vitals(diastolic=110), "high:diastolic", True),
        (vitals(systolic=89), "low:systolic", False),
        (vitals(heart_rate=130), "high:heart_rate", False),
    ],
)
def test_the_symptoms_are_asked_beside_every_high_pressure_and_beside_nothing_else(taken, problem, asks):
    assert asks_symptoms(flag_of(shown((5, taken), at=6), problem)) is asks


def test_the_symptoms_are_asked_beside_a_caution_once_it_was_taken_again():
    taken = vitals(systolic=168)
    assert asks_symptoms(flag_of(shown((5, taken), (7, taken), at=8), "high:systolic"))


def test_no_symptom_is_asked_beside_a_high_pressure_that_is_over():
    assert not asks_symptoms(flag_of(shown((5, HIGH), (7, baseline()), at=8), "high:systolic"))


def test_what_was_asked_before_the_pressure_rose_says_nothing_about_it():
    asked = SymptomsChecked(())
    before = shown((3, asked), (5, HIGH), at=6)
    assert symptoms_words(flag_of(before, "high:systolic"), before.chart) == "symptoms not asked yet"


@pytest.mark.parametrize("at", [5, 6])
def test_what_was_asked_with_the_high_reading_or_after_it_is_said(at):
    after = shown((5, HIGH), (at, SymptomsChecked(())), at=7)
    assert symptoms_words(flag_of(after, "high:systolic"), after.chart) == f"symptoms at T+{at}: none"


def test_the_symptoms_found_are_named_and_beside_other_flags_nothing_is():
    found = SymptomsChecked((Symptom.CHEST_PAIN, Symptom.VISUAL_LOSS))
    snapshot = shown((5, HIGH), (6, found), (6, DESATURATED), at=7)
    assert symptoms_words(flag_of(snapshot, "high:systolic"), snapshot.chart) == (
        "symptoms at T+6: chest pain, visual loss"
    )
    assert symptoms_words(flag_of(snapshot, "low:spo2"), snapshot.chart) == ""


FAINT = vitals(systolic=82, diastolic=46, heart_rate=38)
SLOW_HEART = EffectSeen("BRAD", Grade.MODERATE)


def test_what_came_with_it_may_be_answered_with_it_while_it_waits():
    snapshot = shown((14, SLOW_HEART), (14, FAINT), at=15)
    assert problems(asked_together(flag_of(snapshot, "low:systolic"), snapshot)) == [
        "low:diastolic",
        "low:heart_rate",
        "effect:BRAD:",
    ]
    assert "low:systolic" in problems(asked_together(flag_of(snapshot, "effect:BRAD:"), snapshot))
    answered = shown((14, FAINT), (15, FlagAnswered("low:diastolic", None, "Laid flat, legs raised")), at=15)
    assert problems(asked_together(flag_of(answered, "low:systolic"), answered)) == ["low:heart_rate"]
    assert asked_together(flag_of(answered, "low:diastolic"), answered) == ()


def test_what_has_ended_unanswered_is_answered_with_what_came_with_it():
    snapshot = shown((14, FAINT), (16, vitals(systolic=110, diastolic=70)), at=17)
    assert problems(asked_together(flag_of(snapshot, "low:heart_rate"), snapshot)) == ["low:systolic", "low:diastolic"]
    (systolic,) = (flag for flag in left_unanswered(snapshot) if flag.problem == "low:systolic")
    assert problems(asked_together(systolic, snapshot)) == ["low:heart_rate", "low:diastolic"]


def test_of_a_problem_that_ended_and_came_back_only_the_worst_is_named_once():
    again = vitals(systolic=84, diastolic=48, heart_rate=36)
    snapshot = shown((14, FAINT), (15, vitals(systolic=110, diastolic=70, heart_rate=66)), (16, again), at=17)
    together = asked_together(flag_of(snapshot, "low:systolic"), snapshot)
    assert [(one.vital.key, one.asks.value) for one in together] == [
        ("diastolic", "48 mmHg"),
        ("heart_rate", "36 /min"),
        ("diastolic", "46 mmHg"),
        ("heart_rate", "38 /min"),
    ]
    named = [(one.vital.key, one.asks.value) for one in worst_of_each(together)]
    assert named == [("diastolic", "46 mmHg"), ("heart_rate", "36 /min")]


def test_high_and_low_of_one_vital_sign_are_both_named():
    snapshot = shown((14, HIGH), (16, FAINT), at=17)
    together = asked_together(flag_of(snapshot, "low:heart_rate"), snapshot)
    assert problems(worst_of_each(together)) == problems(together)
    assert {"high:systolic", "low:systolic"} <= set(problems(together))


@pytest.mark.parametrize(("at", "together"), [(19, ["low:spo2"]), (19.1, [])])
def test_what_is_asked_more_than_five_minutes_later_is_answered_by_itself(at, together):
    snapshot = shown((14, vitals(heart_rate=38)), (at, DESATURATED), at=20)
    assert problems(asked_together(flag_of(snapshot, "low:heart_rate"), snapshot)) == together


def test_a_late_set_is_answered_by_itself():
    late = shown((16, FAINT), at=16)
    assert flag_of(late, "set_overdue").wants_answer
    assert "set_overdue" not in problems(asked_together(flag_of(late, "low:systolic"), late))
    assert asked_together(flag_of(late, "set_overdue"), late) == ()


def test_the_answer_to_a_flag_that_a_strike_took_away_is_left_over():
    page = running_page((1, SLOW), (2, FlagAnswered("low:heart_rate", None, "Laid flat")))
    snapshot = take_snapshot(page, minute(3))
    assert answers_left_over(snapshot.chart, (*snapshot.flags, *snapshot.ended)) == ()
    struck = take_snapshot(strike(page, page[-2], 3), minute(4))
    assert answers_left_over(struck.chart, (*struck.flags, *struck.ended)) == (page[-1],)
