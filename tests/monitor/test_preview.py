"""What a line would raise, before it is kept."""

from monitor.chart_reader import read_chart
from monitor.effects import Grade
from monitor.events import EffectEnded, EffectSeen, InfusionPaused, InfusionResumed, InfusionStopped
from monitor.limits import Phase, Severity
from monitor.preview import preview
from monitor.snapshot import take_snapshot
from tests.builders import STARTED, baseline, minute, running_page, shipped_page, vitals

HIGH, SLOW = vitals(systolic=146, diastolic=80), vitals(heart_rate=47)


def foreseen(entries, *events, at):
    return [flag.sentence for flag in preview(read_chart(entries), events, minute(at))]


def test_the_flags_foreseen_are_those_raised_once_it_is_kept():
    event = vitals(systolic=168, diastolic=112, heart_rate=88, spo2=95)
    kept = take_snapshot(running_page((10, event)), minute(10))
    assert foreseen(running_page(), event, at=10) == [flag.sentence for flag in kept.flags if flag.vital]
    assert len(kept.flags) == 3


def test_a_lone_advisory_value_is_said_before_it_is_kept_though_it_raises_no_flag_yet():
    event = vitals(systolic=130, diastolic=96)
    assert foreseen(running_page(), event, at=10) == ["Diastolic 96 mmHg: at or above 95, advisory limit"]
    assert [flag for flag in take_snapshot(running_page((10, event)), minute(10)).flags if flag.vital] == []


def test_nothing_is_foreseen_for_readings_in_range():
    assert foreseen(running_page(), vitals(systolic=130, diastolic=80, spo2=98), at=10) == []


def test_a_change_that_must_last_counts_the_sets_before_it_and_not_those_after():
    entries = running_page((10, HIGH), (30, HIGH))
    lasting = "20 % or more above baseline in 2 sets in a row"
    assert any(lasting in sentence for sentence in foreseen(entries, HIGH, at=20))
    assert not any(lasting in sentence for sentence in foreseen(entries, HIGH, at=9))


def test_a_set_of_the_same_moment_counts_among_those_before_it():
    first, event = baseline(systolic=168), baseline(systolic=170)
    (kept,) = take_snapshot(running_page((10, first), (10, event)), minute(10)).flags
    assert kept.severity is Severity.CAUTION
    assert foreseen(running_page((10, first)), event, at=10) == [kept.sentence]


def test_a_flag_that_goes_on_is_foreseen_as_the_one_that_has_begun():
    (flag,) = preview(read_chart(running_page((10, SLOW), (15, SLOW))), (SLOW,), minute(20))
    assert (flag.since, flag.times, flag.entry) == (minute(10), 3, None)


def test_before_the_start_the_limits_are_those_of_preparing_and_nothing_has_changed_yet():
    entries = shipped_page((-20, vitals(systolic=100, diastolic=70)))
    assert foreseen(entries, vitals(systolic=142), at=-10) == ["Systolic 142 mmHg: at or above 140, advisory limit"]


def test_a_severe_effect_is_foreseen_and_an_ended_one_is_not():
    flags = preview(read_chart(running_page()), (EffectSeen("DIZZ", Grade.SEVERE),), minute(10))
    assert [(flag.severity, flag.entry) for flag in flags] == [(Severity.CRITICAL, None)]
    assert foreseen(running_page(), EffectSeen("DIZZ", Grade.MODERATE), at=10) == []
    assert foreseen(running_page(), EffectEnded("DIZZ"), at=10) == []


def test_the_phase_of_a_moment_is_the_one_the_session_was_in_then():
    chart = read_chart(running_page((10, InfusionPaused("asked")), (15, InfusionResumed()), (40, InfusionStopped())))
    phases = {-1: Phase.PREPARING, 0: Phase.INFUSING, 10: Phase.PAUSED, 15: Phase.INFUSING, 40: Phase.RECOVERING}
    assert {at: chart.phase_at(minute(at)) for at in phases} == phases


def test_spo2_foreseen_is_compared_with_a_baseline_on_oxygen_in_the_same_words_as_when_it_is_kept():
    prepared, event = ((-10, baseline(spo2=100, oxygen=2)), STARTED), baseline(spo2=96, oxygen=0)
    flags = take_snapshot(shipped_page(*prepared, (10, event)), minute(10)).flags
    (kept,) = [flag for flag in flags if flag.vital]
    assert "from baseline 100 on 2 L/min oxygen" in kept.sentence
    assert foreseen(shipped_page(*prepared), event, at=10) == [kept.sentence]
