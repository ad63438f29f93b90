"""What a table says at the line of each entry."""

from monitor.effects import Grade
from monitor.events import EffectSeen, InfusionStarted, SymptomsChecked, VitalsTaken
from monitor.flagged import worst_of
from monitor.limits import Severity
from monitor.snapshot import take_snapshot
from monitor.symptoms import Symptom
from monitor.vitals import Vital
from tests.builders import STARTED, baseline, minute, prepared_page, running_page, written


def at_the_last(page, kind=VitalsTaken, at=12.0):
    """What is said at the last entry of that kind."""
    return take_snapshot(page, minute(at)).flagged.get(written(page, kind).id, ())


def test_a_set_in_range_says_nothing():
    assert at_the_last(running_page((10, baseline()))) == ()


def test_a_set_says_what_its_flags_say_the_worst_first():
    said = at_the_last(running_page((10, baseline(systolic=184, spo2=92))))
    flags = take_snapshot(running_page((10, baseline(systolic=184, spo2=92))), minute(12)).flags
    assert [(one.severity, one.vital, one.sentence) for one in said] == [
        (flag.severity, flag.vital, flag.sentence) for flag in flags
    ]
    assert [one.severity for one in said] == [Severity.CRITICAL, Severity.CAUTION]


def test_a_lone_advisory_pressure_is_marked_though_it_raises_no_flag():
    page = running_page((10, baseline(systolic=152)))
    (said,) = at_the_last(page)
    assert (said.severity, said.vital) == (Severity.ADVISORY, Vital.SYSTOLIC)
    assert take_snapshot(page, minute(12)).flags == ()


def test_what_was_not_taken_again_in_time_is_worse_at_its_own_line():
    page = running_page((10, baseline(systolic=168)))
    assert [at_the_last(page, at=at)[0].severity for at in (14, 17)] == [Severity.ADVISORY, Severity.CAUTION]


def test_each_line_says_what_was_seen_in_it_and_not_how_the_flag_ended():
    page = running_page((10, baseline(spo2=89)), (12, baseline(spo2=92)), (14, baseline()))
    said = take_snapshot(page, minute(15)).flagged
    severities = [said[entry.id][0].severity if entry.id in said else None for entry in page[-3:]]
    assert severities == [Severity.CRITICAL, Severity.CAUTION, None]


def test_the_line_that_says_the_symptoms_is_the_one_that_makes_it_critical():
    page = running_page(
        (10, baseline(diastolic=101)), (11, baseline(diastolic=102)), (12, SymptomsChecked((Symptom.SEIZURE,)))
    )
    assert at_the_last(page, at=13)[0].severity is Severity.CAUTION
    (said,) = at_the_last(page, SymptomsChecked, at=13)
    assert said.severity is Severity.CRITICAL
    assert said.sentence.endswith("with seizure")


def test_a_set_stays_critical_by_the_symptom_found_with_it_though_that_has_gone():
    page = running_page(
        (10, baseline(systolic=170)), (10, SymptomsChecked((Symptom.CHEST_PAIN,))), (12, SymptomsChecked(()))
    )
    (said,) = at_the_last(page, at=13)
    assert said.severity is Severity.CRITICAL
    assert said.sentence.endswith("with chest pain")


def test_of_two_limits_as_bad_before_the_start_and_at_it_the_first_is_said():
    page = prepared_page((-4, baseline(diastolic=97)), STARTED)
    (said,) = at_the_last(page, at=2)
    assert said.sentence == "Diastolic 97 mmHg: at or above 90, advisory limit"


def test_an_effect_says_it_at_its_line():
    (said,) = at_the_last(running_page((10, EffectSeen("DISS", Grade.SEVERE))), EffectSeen)
    assert (said.severity, said.vital) == (Severity.CRITICAL, None)


def test_that_a_baseline_lacks_marks_no_reading():
    page = prepared_page((0, InfusionStarted()), (5, baseline()), without=VitalsTaken)
    said = take_snapshot(page, minute(6)).flagged[page[-1].id]
    assert any("no baseline" in one.sentence for one in said)
    assert not any(one.is_beyond for one in said)
    assert worst_of(said, *Vital) is None


def test_of_what_a_set_says_the_worst_about_some_vital_signs_can_be_told():
    said = at_the_last(running_page((10, baseline(systolic=184, diastolic=101, spo2=92))))
    assert worst_of(said, Vital.SPO2) is Severity.CAUTION
    assert worst_of(said, Vital.SPO2, Vital.SYSTOLIC, Vital.DIASTOLIC) is Severity.CRITICAL
    assert worst_of(said, Vital.HEART_RATE) is None


def test_what_has_ended_is_still_marked_at_its_line():
    page = running_page((10, baseline(heart_rate=112)), (15, baseline()))
    snapshot = take_snapshot(page, minute(16))
    assert [flag.problem for flag in snapshot.flags] == []
    assert [one.severity for one in snapshot.flagged[page[-2].id]] == [Severity.CAUTION]
