"""The flags that readings raise, at their seams: the start, the recheck, a symptom beside it, sets that are alike."""

import pytest

from monitor.chart_reader import read_chart
from monitor.effects import Grade
from monitor.events import Answer, EffectEnded, EffectSeen, GateAnswered, SprayGiven, SymptomsChecked
from monitor.limits import Bound, Comparison, Limits, Phase, Severity
from monitor.protocol_file import shipped_protocols
from monitor.rules import flags_of
from monitor.symptoms import Symptom
from monitor.vitals import Vital
from tests.builders import SHIPPED, STARTED, baseline, entry, minute, page, running_page, shipped_page, vitals

ADVISORY, CAUTION, CRITICAL = sorted(Severity)
SPRAY = next(protocol for protocol in shipped_protocols() if not protocol.is_infused)
CHEST_PAIN = SymptomsChecked((Symptom.CHEST_PAIN,))


def all_flags(page, at):
    return flags_of(read_chart(page), minute(at))


def of(page, at, problem="high:systolic"):
    return next((flag for flag in all_flags(page, at) if flag.problem == problem), None)


def course(page, at, problem="high:systolic"):
    """Minute and severity of every sighting."""
    flag = of(page, at, problem)
    return [((s.at - minute(0)).total_seconds() / 60, s.severity) for s in flag.sightings] if flag else []


def test_at_the_start_only_the_latest_reading_of_each_vital_sign_is_judged():
    first, again = (-20, baseline(heart_rate=112)), (-10, vitals(heart_rate=70))
    page = shipped_page(first, again, (-5, GateAnswered(Answer.YES, "known")), STARTED)
    assert [(f.since, f.ended_at) for f in all_flags(page, 1) if f.vital] == [(minute(-20), minute(-10))]


def test_at_a_spray_the_baseline_is_judged_by_the_limits_of_the_observation():
    page = shipped_page((-10, baseline(heart_rate=45, spo2=88)), SprayGiven(), protocol=SPRAY)
    assert course(page, 1, "low:heart_rate") == [(-10, CAUTION), (0, CAUTION)]
    assert course(page, 1, "low:spo2") == [(-10, CRITICAL), (0, CRITICAL)]
    assert of(page, 1, "low:spo2").is_open


def test_oxygen_in_the_baseline_is_a_caution_from_then_on_and_after_the_start():
    page = shipped_page((-10, baseline(oxygen=2)), STARTED)
    assert course(page, 1, "low:spo2") == [(-10, CAUTION), (0, CAUTION)]
    assert of(page, 1, "low:spo2").sentence == "SpO2 98 % on 2 L/min oxygen: not on air"


@pytest.mark.parametrize(
    ("read_at", "expected"),
    [
        (-20, [(-20, ADVISORY), (-13, CAUTION), (0, CAUTION)]),
        (-7, [(-7, ADVISORY), (0, CAUTION), (0, CAUTION)]),
        (-6, [(-6, ADVISORY), (1, CAUTION), (0, ADVISORY), (1, CAUTION)]),
    ],
)
def test_a_lone_high_baseline_has_its_five_minutes_from_when_it_was_read(read_at, expected):
    page = shipped_page((read_at, baseline(systolic=168)), STARTED)
    assert course(page, 2) == expected


def test_a_high_baseline_taken_again_before_the_start_is_confirmed_there_and_after_it():
    page = shipped_page((-20, baseline(systolic=168)), (-16, baseline(systolic=168)), STARTED)
    assert course(page, 1) == [(-20, ADVISORY), (-16, CAUTION), (0, CAUTION)]
    assert not any("not taken again" in sighting.sentence for sighting in of(page, 1).sightings)


def test_a_high_baseline_taken_again_in_its_five_minutes_after_the_start_is_confirmed():
    page = shipped_page((-4, baseline(systolic=168)), STARTED, (0.5, baseline(systolic=168)))
    assert course(page, 9) == [(-4, ADVISORY), (0, ADVISORY), (0.5, CAUTION)]


def test_a_lone_high_value_after_one_below_the_limit_is_alone_again():
    page = running_page(*((at, baseline(diastolic=value)) for at, value in ((10, 101), (14, 97), (20, 101))))
    assert course(page, 20, "high:diastolic") == [(10, ADVISORY), (14, ADVISORY), (20, ADVISORY)]


def test_a_value_taken_again_in_time_is_never_said_not_to_have_been():
    page = running_page((10, baseline(systolic=168)), (14, baseline(systolic=169)))
    assert course(page, 30) == [(10, ADVISORY), (14, CAUTION)]
    assert not any("not taken again" in sighting.sentence for sighting in of(page, 30).sightings)


@pytest.mark.parametrize(("again_at", "expected"), [(16.9, ADVISORY), (17, CAUTION)])
def test_a_value_in_range_taken_in_time_ends_a_lone_one_as_an_advisory(again_at, expected):
    page = running_page((10, baseline(systolic=168)), (again_at, baseline()))
    assert of(page, 30).severity is expected


def test_a_symptom_makes_no_other_high_vital_sign_critical():
    page = running_page((10, baseline(heart_rate=112)), (11, CHEST_PAIN))
    assert of(page, 12, "high:heart_rate").severity is CAUTION


def test_a_symptom_asked_between_two_sets_counts_from_when_it_was_asked():
    page = running_page((10, baseline(systolic=182)), (11, CHEST_PAIN), (15, baseline(systolic=181)))
    assert course(page, 16) == [(10, CRITICAL), (11, CRITICAL), (15, CRITICAL)]
    assert [s.rule for s in of(page, 16).sightings] == ["out_of_limits", *["pressure_with_symptoms"] * 2]


def test_a_symptom_found_when_the_pressure_is_back_in_range_changes_nothing_afterwards():
    page = running_page((10, baseline(systolic=168)), (15, baseline()), (15, CHEST_PAIN))
    assert course(page, 16) == [(10, ADVISORY)]


def test_a_symptom_from_before_the_high_value_counts_as_long_as_it_lasts():
    page = running_page((5, CHEST_PAIN), (10, baseline(systolic=168)))
    assert of(page, 10).severity is CRITICAL


def test_a_symptom_found_before_the_pressure_was_in_range_again_says_nothing_about_the_next_rise():
    first = ((10, baseline(systolic=188)), (11, CHEST_PAIN), (15, baseline()))
    again = (30, baseline(systolic=170))
    assert of(running_page(*first, again), 30).severity is ADVISORY
    assert of(running_page(*first, (15, CHEST_PAIN), again), 30).severity is CRITICAL


def test_a_flag_that_is_over_still_says_the_symptom_that_was_beside_it():
    page = running_page((10, baseline(systolic=188)), (11, CHEST_PAIN), (15, baseline()))
    assert of(page, 16).sentence.endswith("; with chest pain")


def test_a_lone_high_baseline_taken_again_at_the_very_end_of_its_time_is_one_flag_that_is_over():
    high, calm = vitals(systolic=165, diastolic=80, spo2=98), vitals(systolic=120, diastolic=80, spo2=98)
    flag = of(page((-5, high), STARTED, (0, calm)), 3)
    assert (flag is None) or flag.sightings


def test_a_change_beside_a_limit_is_told_once_in_the_unit_and_in_per_cent():
    page = running_page((10, baseline(systolic=170)), (12, baseline(systolic=170)))
    assert of(page, 12).sentence == (
        "Systolic 170 mmHg: at or above 165, caution limit; also +50 mmHg (+42 %) from baseline 120: "
        "20 % or more above baseline in 2 sets in a row, 40 mmHg or more above baseline"
    )


def test_spo2_is_compared_with_the_baseline_in_words_that_say_what_was_breathed():
    breathing = shipped_page((-10, baseline(spo2=100, oxygen=2)), (-5, GateAnswered(Answer.YES)), STARTED)
    page = [*breathing, entry(baseline(spo2=96, oxygen=0), at=minute(10), after=breathing[-1])]
    assert of(page, 10, "low:spo2").sentence == (
        "SpO2 96 % on air, -4 points (-4 %) from baseline 100 on 2 L/min oxygen: 4 points or more below baseline"
    )


def test_while_another_symptom_goes_on_the_end_of_one_is_told():
    page = running_page(
        (10, baseline(systolic=182)),
        (11, EffectSeen("DYSPN", Grade.MILD)),
        (12, EffectSeen("CP", Grade.MILD)),
        (13, EffectSeen("CP", Grade.MODERATE)),
        (14, EffectEnded("CP")),
    )
    last = of(page, 15).last
    assert last.sentence.endswith("; with breathlessness")
    assert (last.at, last.severity, last.entry) == (minute(14), CRITICAL, page[-2].id)


def test_without_a_baseline_the_first_set_from_the_start_on_says_so():
    page = shipped_page(STARTED, (0, vitals(heart_rate=70)), (3, vitals(systolic=120)), (10, baseline()))
    assert of(page, 10, "no_baseline:systolic").since == minute(3)
    at_once = shipped_page(STARTED, (0, vitals(systolic=120)))
    assert of(at_once, 1, "no_baseline:systolic").since == minute(0)


def alike(values, written_after=5, lacking=()):
    page = running_page()
    for number, value in enumerate(values):
        at = 10 + number * 10
        taken = vitals(systolic=value, heart_rate=70) if number in lacking else baseline(systolic=value)
        page.append(entry(taken, at=minute(at), recorded_at=minute(at + written_after), after=page[-1]))
    return page, [flag for flag in all_flags(page, 100) if flag.rule == "nearly_alike"]


@pytest.mark.parametrize(
    ("values", "sets"),
    [
        ((130, 130), 0),
        ((130, 132, 130), 3),
        ((130, 132, 134), 3),  # each like the one before it
        ((130, 133, 130), 0),
        ((130, 133, 133, 133), 3),
        ((130, 130, 130, 130), 4),
    ],
)
def test_three_or_more_late_sets_in_a_row_each_within_2_of_the_one_before_are_marked(values, sets):
    _, found = alike(values)
    assert [flag.value for flag in found] == ([f"{sets} sets"] if sets else [])


def test_the_mark_lasts_from_the_first_of_the_sets_to_the_last():
    page, [flag] = alike((130, 131, 130, 150))
    assert (flag.since, flag.ended_at, flag.entry) == (minute(10), minute(30), page[-2].id)
    assert flag.problem == f"nearly_alike:{minute(10).isoformat()}"
    assert flag.sentence.endswith("are nearly the same: T+10, T+20, T+30")


def test_sets_are_alike_in_what_both_have_though_one_has_less():
    assert [flag.value for flag in alike((130, 130, 130), lacking=(1,))[1]] == ["3 sets"]
    assert alike((130, 134, 130), lacking=(1,))[1] == []


def test_sets_of_other_vital_signs_are_not_alike():
    page = running_page()
    for at, taken in ((10, vitals(systolic=120)), (20, vitals(heart_rate=70)), (30, vitals(systolic=120))):
        page.append(entry(taken, at=minute(at), recorded_at=minute(at + 5), after=page[-1]))
    assert not [flag for flag in all_flags(page, 100) if flag.rule == "nearly_alike"]


def test_two_rows_of_sets_that_are_alike_are_two_marks():
    _, found = alike((130, 130, 130, 150, 150, 150))
    assert sorted(flag.since for flag in found) == [minute(10), minute(40)]


def test_oxygen_that_was_given_is_given_until_it_is_said_to_be_off():
    page = running_page((10, baseline(oxygen=2)), (15, baseline()), (20, baseline(oxygen=0)))
    assert course(page[:-1], 16, "low:spo2") == [(10, CAUTION), (15, CAUTION)]
    assert of(page, 16, "low:spo2").sentence == "SpO2 98 % on 2 L/min oxygen: not on air"
    unsaid = "SpO2 98 % (oxygen not said, last on 2 L/min oxygen): not known to be on air"
    assert of(page[:-1], 16, "low:spo2").sentence == unsaid
    assert of(page, 21, "low:spo2").ended_at == minute(20)


def test_oxygen_given_with_the_baseline_and_not_spoken_of_since_is_still_given_at_the_start():
    page = shipped_page((-12, baseline(oxygen=2)), (-10, baseline()), STARTED)
    assert course(page, 1, "low:spo2") == [(-12, CAUTION), (-10, CAUTION), (0, CAUTION)]
    assert of(page, 1, "low:spo2").is_open


def test_a_change_that_lasts_is_a_caution_though_the_limit_is_reached_for_the_first_time():
    page = shipped_page(
        (-10, baseline(systolic=130)), STARTED, (10, baseline(systolic=158)), (20, baseline(systolic=166))
    )
    assert course(page, 20)[-1] == (20, CAUTION)
    assert of(page, 20).sentence.startswith("Systolic 166 mmHg: at or above 165, caution limit; also +36 mmHg")


@pytest.mark.parametrize(("systolic", "expected"), [(159, None), (160, ADVISORY)])
def test_a_change_that_counts_in_one_set_flags_in_one(systolic, expected):
    """40 mmHg above the baseline; below that a lone value at an advisory limit is marked, and flags not yet."""
    page = running_page((10, baseline(systolic=systolic)))
    flag = of(page, 10)
    assert (flag and flag.severity) == expected


def test_a_lone_low_cuff_value_is_believed_at_once():
    low = Limits(Vital.SYSTOLIC, (Phase.INFUSING,), (), (Bound(Comparison.BELOW, 100),), (), "for this test")
    page = shipped_page((-10, baseline()), STARTED, (10, baseline(systolic=98)), protocol=SHIPPED.with_limits((low,)))
    assert course(page, 10, "low:systolic") == [(10, CAUTION)]


@pytest.mark.parametrize(("systolic", "expected"), [(73, []), (72, [(20, CAUTION)])])
def test_a_fall_of_40_per_cent_in_two_sets_is_a_caution(systolic, expected):
    high = (-10, baseline(systolic=120))
    none = Limits(Vital.SYSTOLIC, (Phase.INFUSING,), (), (), (), "for this test")
    sets = [(at, baseline(systolic=systolic, diastolic=60)) for at in (10, 20)]
    page = shipped_page(high, STARTED, *sets, protocol=SHIPPED.with_limits((none,)))
    assert [one for one in course(page, 20, "low:systolic") if one[1] >= CAUTION] == expected


def test_every_vital_sign_whose_change_is_judged_says_that_its_baseline_lacks():
    page = shipped_page(STARTED, (5, baseline()))
    said = {flag.problem for flag in all_flags(page, 6) if flag.rule == "no_baseline"}
    assert said == {f"no_baseline:{vital}" for vital in ("systolic", "diastolic", "heart_rate", "spo2")}


def test_a_recheck_begun_when_it_is_due_is_in_time_while_the_cuff_runs():
    asked = running_page((10, baseline(systolic=168)))
    assert [of(asked, at).severity for at in (15, 16.99, 17)] == [ADVISORY, ADVISORY, CAUTION]
    again = running_page((10, baseline(systolic=168)), (16.5, baseline()))
    assert not of(again, 20).wants_answer


def test_of_two_changes_the_worse_one_decides_whether_a_limit_waits_for_a_recheck():
    page = running_page((10, baseline(systolic=162)), (20, baseline(systolic=166)))
    assert course(page, 20)[-1] == (20, CAUTION)
