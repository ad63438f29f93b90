"""What a page must still say after a strike or a right time."""

import pytest

from monitor.chart_reader import read_chart
from monitor.doubts import DOUBLE, TIME
from monitor.effects import OTHER, Grade
from monitor.events import (
    EffectEnded,
    EffectSeen,
    EntryStruck,
    GateAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    VitalsTaken,
    WeightMeasured,
)
from monitor.guards import correction_objection, objection
from tests.builders import CLINICIAN, NURSE, baseline, minute, running_page, strike, vitals, written

PAUSE, RESUME, STOP = (12, InfusionPaused("nausea")), (15, InfusionResumed()), (40, InfusionStopped())


def striking(page, wrong, by=NURSE):
    return objection(read_chart(page), EntryStruck(wrong.id, "typo"), by, minute(60), minute(60))


def correcting(page, wrong, right=None, at=None, by=NURSE):
    """What is said against writing this instead: the same at another time, or other values at the same time."""
    when = wrong.happened_at if at is None else minute(at)
    strike = EntryStruck(wrong.id, "wrong time")
    return correction_objection(read_chart(page), strike, right or wrong.event, by, when, minute(60))


def test_what_the_start_rests_on_is_not_struck_after_the_start():
    page = running_page()
    for kind in (WeightMeasured, InfusionPlanned, GateAnswered):
        assert striking(page, written(page, kind), by=CLINICIAN).startswith("The infusion was started on this")


def test_the_time_of_the_start_is_corrected_with_pauses_a_set_and_the_end_after_it():
    page = running_page((10, baseline()), PAUSE, RESUME, STOP)
    start = written(page, InfusionStarted)
    assert correcting(page, start, at=-1) is None
    assert correcting(page, start, at=9) is None


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (11, "The set of 14:55 would become part of the baseline: strike that set first."),
        (13, "The set of 14:55 would become part of the baseline: strike that set first."),
        (61, "15:46 has not come yet: it is 15:45."),
    ],
)
def test_the_start_does_not_move_past_a_set(at, sentence):
    page = running_page((10, baseline()), (20, InfusionPaused("nausea")), (22, InfusionResumed()))
    start = written(page, InfusionStarted)
    assert correcting(page, start, at=at) == sentence


def test_the_start_does_not_move_before_a_set_of_the_baseline():
    page = running_page((10, baseline()))
    last = max(e.happened_at for e in page if isinstance(e.event, VitalsTaken) and e.happened_at < minute(0))
    at = (last - minute(0)).total_seconds() / 60 - 1
    assert "would no longer be part of the baseline" in correcting(page, written(page, InfusionStarted), at=at)


def test_the_start_does_not_move_past_a_pause():
    page = running_page(PAUSE, RESUME)
    sentence = "The pause at 14:57 would stand without a start before it: correct that one first."
    assert correcting(page, written(page, InfusionStarted), at=13) == sentence


@pytest.mark.parametrize(
    ("kind", "at", "sentence"),
    [
        (InfusionPaused, 14, None),
        (InfusionPaused, 16, "The resumption at 15:00 would follow the start at 14:45: correct that one first."),
        (InfusionPaused, 41, "The resumption at 15:00 would follow the start at 14:45: correct that one first."),
        (InfusionResumed, 39, None),
        (InfusionResumed, 11, "The resumption at 14:56 would follow the start at 14:45: correct that one first."),
        (InfusionStopped, 16, None),
        (InfusionStopped, 14, "The resumption at 15:00 would follow the end at 14:59: correct that one first."),
    ],
)
def test_pause_resumption_and_end_stay_in_their_order(kind, at, sentence):
    page = running_page(PAUSE, RESUME, (40, InfusionStopped("patient asked")))
    assert correcting(page, written(page, kind), at=at) == sentence


def test_a_start_with_something_after_it_is_not_struck():
    paused, charted, alone = running_page(PAUSE), running_page((10, baseline())), running_page()
    assert "would stand without a start" in striking(paused, written(paused, InfusionStarted))
    assert "would become part of the baseline" in striking(charted, written(charted, InfusionStarted))
    assert striking(alone, written(alone, InfusionStarted)) is None


def test_a_baseline_set_is_corrected_after_the_start_but_not_taken_away():
    page = running_page((10, baseline()))
    wrong = next(entry for entry in page if isinstance(entry.event, VitalsTaken))
    lacking = striking(page, wrong)
    assert lacking.startswith("The baseline would lack: ")
    assert lacking.endswith("Write the right values in its place.")
    assert correcting(page, wrong, baseline(systolic=131)) is None
    assert correcting(page, wrong, vitals(systolic=131, diastolic=80)).startswith("The baseline would lack: ")


def test_a_set_keeps_to_its_own_side_of_the_start():
    page = running_page((10, baseline()))
    before = next(entry for entry in page if isinstance(entry.event, VitalsTaken))
    assert correcting(page, before, at=2) == (
        "The set would no longer be part of the baseline: choose a time on its own side of the start."
    )
    assert correcting(page, page[-1], at=-1) == (
        "The set would become part of the baseline: choose a time on its own side of the start."
    )
    assert correcting(page, page[-1], at=2) is None


def test_a_baseline_set_of_the_very_moment_of_the_start_would_be_read_after_it():
    page = running_page((10, baseline()))
    before = next(entry for entry in page if isinstance(entry.event, VitalsTaken))
    assert "would no longer be part of the baseline" in correcting(page, before, at=0)


def test_an_effect_that_ended_keeps_its_beginning():
    page = running_page((10, EffectSeen("DIZZ", Grade.MILD)), (20, EffectEnded("DIZZ")))
    seen, end = page[-2], page[-1]
    gone = "The end of Dizziness / wooziness at 15:05 would stand without its beginning: strike it first."
    assert striking(page, seen) == gone
    assert correcting(page, seen, at=21) == gone
    assert correcting(page, seen, at=12) is None
    assert striking(page, end) is None


def test_what_is_right_is_of_the_same_kind_and_judged_like_any_entry():
    page = running_page((10, baseline()))
    kind = "What is right must be of the same kind as what was wrong. Strike it, and write anew."
    assert correcting(page, page[-1], InfusionResumed()) == kind
    assert "221" in correcting(page, page[-1], baseline(systolic=221))
    assert "is before this session was opened" in correcting(page, page[-1], at=-600)


def test_a_right_time_before_the_set_above_is_asked_and_kept_when_confirmed():
    page = running_page((10, baseline()), (15, baseline(systolic=130)), (20, baseline()))
    wrong = page[-2]
    asked = "14:54 is before the set above it, of 14:55. Is the time right?"
    assert correcting(page, wrong, at=9) == asked
    assert correcting(page, wrong, VitalsTaken(wrong.event.vitals, (TIME,)), at=9) is None
    assert correcting(page, wrong, at=10) is None
    assert correcting(page, wrong, at=25) is None


def test_right_values_at_a_time_that_was_confirmed_are_not_asked_about_it_again():
    page = running_page((10, VitalsTaken(baseline().vitals, (TIME,))), (20, baseline()))
    assert correcting(page, page[-2], baseline(systolic=131)) is None


def test_what_is_right_is_asked_as_a_double_of_another_set_and_never_of_the_wrong_one():
    page = running_page((10, baseline()), (10, baseline(systolic=131)))
    right, wrong = page[-2:]
    asked = "The set of 14:55 has these very readings already. Keep it a second time?"
    assert correcting(page, wrong, right.event) == asked
    assert correcting(page, right, wrong.event) == asked
    assert correcting(page, wrong, VitalsTaken(right.event.vitals, (DOUBLE,))) is None
    assert correcting(page, wrong) is None


HICCUPS = EffectSeen(OTHER, Grade.MILD, "hiccups")


def test_other_effects_are_told_apart_by_their_words():
    ends = [(20, EffectEnded(OTHER, "hiccups")), (21, EffectEnded(OTHER, "cold feet"))]
    page = running_page((10, HICCUPS), (12, EffectSeen(OTHER, Grade.MILD, "cold feet")), *ends, (30, baseline()))
    assert striking(page, page[-1]) is None
    hiccups = next(one for one in page if one.event == HICCUPS)
    gone = "The end of hiccups at 15:05 would stand without its beginning: strike it first."
    assert striking(page, hiccups) == gone


def test_what_is_noted_with_an_effect_makes_no_other_effect_of_it():
    seen, end = EffectSeen("DIZZ", Grade.MILD, "when standing"), EffectEnded("DIZZ", "after lunch")
    page = running_page((10, seen), (20, end), (30, baseline()))
    assert striking(page, page[-1]) is None


def test_what_is_right_is_judged_without_what_was_struck_right_after_it():
    page = running_page((10, EffectSeen("DIZZ", Grade.MODERATE)), (11, EffectSeen("NAUS", Grade.MILD)))
    dizzy, wrong = page[-2:]
    assert "already" in correcting(page, wrong, EffectSeen("DIZZ", Grade.MODERATE))
    page = strike(page, dizzy, 12)
    assert correcting(page, wrong, EffectSeen("DIZZ", Grade.MODERATE)) is None
