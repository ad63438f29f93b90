"""What lies behind the readings: phases, the patient's baseline, the limits of the present phase, and now."""

from monitor.events import InfusionPaused, InfusionResumed, InfusionStopped
from monitor.limits import Severity
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import STARTED, minute, page, sprayed_page, vitals
from ui.trend.course import course_of, guides_of
from ui.trend.time import span_of


def course(entries, *, now):
    snapshot = take_snapshot(entries, minute(now))
    return course_of(snapshot, span_of(snapshot.chart, snapshot.now))


def guides(entries, *, now):
    return guides_of(take_snapshot(entries, minute(now)).chart)


def test_the_phases_follow_each_other_up_to_now():
    entries = page(STARTED, (10, InfusionPaused("pressure")), (15, InfusionResumed()), (40, InfusionStopped()))

    assert [(phase.name, phase.until) for phase in course(entries, now=50).phases] == [
        ("Baseline", 0),
        ("Infusion", 10),
        ("Paused", 15),
        ("Infusion", 40),
        ("Recovering", 50),
    ]


def test_the_baseline_is_the_patients_own_pressure_with_its_number():
    entries = page((-10, vitals(systolic=128, diastolic=79, heart_rate=70)), STARTED)

    lines = guides(entries, now=5).baseline
    assert [(line.vital, line.value, line.text) for line in lines] == [
        (Vital.SYSTOLIC, 128, "baseline 128"),
        (Vital.DIASTOLIC, 79, "baseline 79"),
    ]


def test_the_limits_are_those_of_the_present_phase_with_word_and_number():
    assert guides(page(), now=-20).limits == ()
    assert [line.text for line in guides(page(STARTED), now=5).limits] == ["caution 160", "critical 180", "critical 90"]
    assert guides(page(STARTED), now=5).limits[1].severity is Severity.CRITICAL


def test_a_chart_without_a_set_is_empty():
    assert course(page(STARTED), now=5).is_empty
    assert not course(page(STARTED, (2, vitals(spo2=97))), now=5).is_empty


def test_after_a_spray_there_is_no_infusion_but_observation():
    assert [(phase.name, phase.since, phase.until) for phase in course(sprayed_page(), now=38).phases] == [
        ("Baseline", -15, 0),
        ("Observing", 0, 38),
    ]
