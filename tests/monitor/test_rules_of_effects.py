"""The flags that effects raise: what grows severe again, and a symptom that outlasts the high pressure."""

import pytest

from monitor.answering import asked_together, asks_symptoms
from monitor.effects import Grade
from monitor.events import EffectEnded, EffectSeen, FlagAnswered, SymptomsChecked
from monitor.limits import Severity
from monitor.snapshot import take_snapshot
from monitor.symptoms import Symptom
from tests.builders import baseline, minute, running_page

ANXIETY = "effect:ANX:"
HIGH, CALM = baseline(systolic=185), baseline()
DEFICIT = SymptomsChecked((Symptom.FOCAL_DEFICIT,))
NONE = SymptomsChecked(())


def flags_about(problem, page, at):
    """All flags of that problem, the oldest first."""
    snapshot = take_snapshot(page, minute(at))
    found = (flag for flag in (*snapshot.flags, *snapshot.ended) if flag.problem == problem)
    return sorted(found, key=lambda flag: flag.since)


def anxious(at, grade):
    return at, EffectSeen("ANX", grade)


def test_an_effect_that_eases_and_grows_severe_again_is_a_new_flag_and_asks_for_an_answer_of_its_own():
    answer = (11, FlagAnswered(ANXIETY, None, "Stayed with the patient"))
    page = running_page(anxious(10, Grade.SEVERE), answer, anxious(15, Grade.MILD), anxious(30, Grade.SEVERE))
    first, second = flags_about(ANXIETY, page, 31)
    assert (first.since, first.ended_at, first.wants_answer) == (minute(10), minute(15), False)
    assert (second.since, second.ended_at, second.answer_by) == (minute(30), None, minute(32))


def test_a_severe_effect_that_ends_without_easing_first_ended_then():
    page = running_page(anxious(10, Grade.SEVERE), (20, EffectEnded("ANX")))
    assert [flag.ended_at for flag in flags_about(ANXIETY, page, 21)] == [minute(20)]


def test_an_effect_that_stays_severe_is_one_flag():
    page = running_page(anxious(10, Grade.SEVERE), anxious(15, Grade.SEVERE))
    assert [flag.times for flag in flags_about(ANXIETY, page, 16)] == [2]


def test_a_symptom_that_outlasts_the_high_pressure_is_a_critical_flag_until_it_is_asked_again_and_gone():
    page = running_page((10, HIGH), (11, DEFICIT), (15, CALM), (20, NONE))
    assert flags_about("symptoms", page[:-2], 12) == []  # it stands in the flag of the pressure
    [flag] = flags_about("symptoms", page[:-1], 16)
    assert (flag.severity, flag.since, flag.is_open, flag.answer_by) == (
        Severity.CRITICAL,
        minute(15),
        True,
        minute(17),
    )
    assert flag.sentence == "Focal deficit at T+11: to be asked again"
    assert flag.entry == page[-3].id
    assert [one.ended_at for one in flags_about("symptoms", page, 21)] == [minute(20)]


@pytest.mark.parametrize("again", [150, 168, 185])
def test_a_pressure_that_is_high_again_takes_the_symptom_only_over_once_it_is_asked_again(again):
    """A lone advisory raises no flag, a lone caution only an advisory: neither hides the symptom."""
    page = running_page((10, HIGH), (11, DEFICIT), (15, CALM), (25, baseline(systolic=again)), (26, DEFICIT))
    assert [flag.ended_at for flag in flags_about("symptoms", page[:-1], 25.5)] == [None]
    assert [flag.ended_at for flag in flags_about("symptoms", page, 27)] == [minute(26)]
    [pressure] = [flag for flag in flags_about("high:systolic", page, 27) if flag.is_open]
    assert pressure.severity is Severity.CRITICAL


def test_a_symptom_found_with_the_pressure_in_range_flags_at_once():
    [flag] = flags_about("symptoms", running_page((10, CALM), (11, DEFICIT)), 12)
    assert flag.since == minute(11)


def test_another_symptom_found_when_asked_again_continues_the_flag_and_asks_anew():
    answer = (17, FlagAnswered("symptoms", None, "Emergency call made"))
    both = (18, SymptomsChecked((Symptom.VISUAL_LOSS, Symptom.FOCAL_DEFICIT)))
    page = running_page((10, HIGH), (11, DEFICIT), (15, CALM), answer, both)
    assert not flags_about("symptoms", page[:-1], 17)[0].wants_answer
    [flag] = flags_about("symptoms", page, 18)
    assert (flag.times, flag.value, flag.wants_answer) == (2, "visual loss, focal deficit", True)


@pytest.mark.parametrize("asked", [11, 15])
def test_nothing_found_leaves_no_flag(asked):
    page = running_page((10, HIGH), (asked, NONE), (15, CALM))
    assert flags_about("symptoms", page, 20) == []


def test_a_symptom_that_is_charted_as_an_effect_flags_as_that():
    chest_pain = SymptomsChecked((Symptom.CHEST_PAIN,))
    charted = (12, EffectSeen("CP", Grade.MILD))
    page = running_page((10, HIGH), (11, chest_pain), charted, (15, CALM), (20, EffectEnded("CP")))
    assert flags_about("symptoms", page, 21) == []
    long_before = running_page((2, EffectSeen("CP", Grade.MILD)), (4, EffectEnded("CP")), (10, HIGH), (11, chest_pain))
    assert flags_about("symptoms", long_before, 12) == []
    just_then = running_page((2, EffectSeen("CP", Grade.MILD)), (11, EffectEnded("CP")), (11, chest_pain))
    assert [flag.value for flag in flags_about("symptoms", just_then, 12)] == ["chest pain"]
    [flag] = flags_about("symptoms", [*long_before, *running_page((15, CALM))[-1:]], 16)
    assert flag.value == "chest pain"


def test_the_symptoms_are_asked_with_the_flag_of_one_that_is_left_and_answered_together_with_others():
    page = running_page((10, HIGH), (11, DEFICIT), (15, baseline(spo2=88)))
    snapshot = take_snapshot(page, minute(16))
    [flag] = flags_about("symptoms", page, 16)
    assert asks_symptoms(flag)
    assert "low:spo2" in [one.problem for one in asked_together(flag, snapshot)]


def test_a_mild_headache_that_is_charted_is_no_sudden_severe_one():
    headache = SymptomsChecked((Symptom.SUDDEN_SEVERE_HEADACHE,))
    page = running_page((10, HIGH), (11, headache), (15, CALM), (16, EffectSeen("HEAD", Grade.MILD)))
    assert [flag.is_open for flag in flags_about("symptoms", page, 17)] == [True]
    severe = [*page, *running_page((18, EffectSeen("HEAD", Grade.SEVERE)))[-1:]]
    assert [flag.ended_at for flag in flags_about("symptoms", severe, 19)] == [minute(18)]


def test_what_is_charted_as_an_effect_later_leaves_the_flag_as_it_was_until_then():
    chest_pain = SymptomsChecked((Symptom.CHEST_PAIN,))
    page = running_page((10, HIGH), (11, chest_pain), (15, CALM), (20, EffectSeen("CP", Grade.MILD)))
    [flag] = flags_about("symptoms", page, 21)
    assert (flag.since, flag.ended_at, flag.times) == (minute(15), minute(20), 1)


def test_a_headache_that_had_eased_before_the_asking_tells_nothing_of_the_sudden_one():
    headache = SymptomsChecked((Symptom.SUDDEN_SEVERE_HEADACHE,))
    eased = (2, EffectSeen("HEAD", Grade.SEVERE)), (5, EffectSeen("HEAD", Grade.MILD))
    page = running_page(*eased, (10, HIGH), (11, headache), (15, CALM))
    assert [flag.is_open for flag in flags_about("symptoms", page, 16)] == [True]
