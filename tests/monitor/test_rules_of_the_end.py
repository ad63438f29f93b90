"""The flags about the end: effects that are not over yet, an infusion that runs on, a set that came late."""

from dataclasses import replace

import pytest

from monitor.chart_reader import read_chart
from monitor.effects import Grade
from monitor.events import EffectEnded, EffectSeen, InfusionPaused, InfusionStarted, InfusionStopped
from monitor.limits import Severity
from monitor.protocol import CriterionKind
from monitor.rules import flags_of
from tests.builders import SHIPPED, baseline, minute, running_page, shipped_page

ADVISORY, CAUTION, CRITICAL = sorted(Severity)
STOP = (40, InfusionStopped())


def flag(at, *lines, rule="effect_unresolved", page=running_page):
    return next((one for one in flags_of(read_chart(page(*lines)), minute(at)) if one.rule == rule), None)


def seen(at, code, grade=Grade.MILD):
    return at, EffectSeen(code, grade)


@pytest.mark.parametrize(
    ("over_at", "expected"), [(69, None), (70, None), (71, "Dizziness / wooziness mild (since T+12)")]
)
def test_an_effect_that_is_over_with_the_time_of_observation_is_not_told(over_at, expected):
    found = flag(over_at, seen(12, "DIZZ"), STOP, (over_at, EffectEnded("DIZZ")))
    assert (found.sentence if found else None) == (f"Not yet over: {expected}" if expected else None)


def test_an_effect_that_begins_after_the_time_of_observation_is_told_from_then_on():
    assert flag(80, STOP, seen(80, "NAUS")).since == minute(80)
    assert flag(80, STOP, seen(12, "DIZZ"), seen(80, "NAUS")).since == minute(70)


def test_the_flag_names_those_still_open_and_ends_with_the_last_of_them():
    lines = [seen(12, "DIZZ"), seen(14, "NAUS"), seen(20, "NAUS", Grade.MODERATE), STOP]
    both = flag(70, *lines)
    assert both.sentence == "Not yet over: Dizziness / wooziness mild (since T+12), Nausea moderate (since T+14)"
    assert (both.value, both.entry) == ("mild, moderate", running_page(*lines[:1])[-1].id)
    one = flag(76, *lines, (75, EffectEnded("DIZZ")))
    assert (one.sentence, one.is_open) == ("Not yet over: Nausea moderate (since T+14)", True)
    assert one.entry == running_page(*lines[:3])[-1].id
    none = flag(90, *lines, (75, EffectEnded("DIZZ")), (85, EffectEnded("NAUS")))
    assert (none.ended_at, none.value) == (minute(85), "mild, moderate")


def test_an_effect_that_flags_by_itself_is_not_told_twice():
    assert flag(71, seen(12, "PANIC"), STOP) is None
    assert flag(71, seen(12, "DIZZ", Grade.SEVERE), STOP) is None


@pytest.mark.parametrize(("minutes", "told_at"), [((), 40), ((30,), 70), ((30, 60), 100), ((60, 30), 100)])
def test_the_time_of_observation_is_the_longest_that_the_protocol_asks_for(minutes, told_at):
    counted = [replace(SHIPPED.criteria[0], key=f"{least}", least=least) for least in minutes]
    others = [one for one in SHIPPED.criteria if one.kind is not CriterionKind.ELAPSED]
    protocol = replace(SHIPPED, criteria=(*counted, *others))

    def page(*lines):
        return shipped_page((-10, baseline()), (0, InfusionStarted()), *lines, protocol=protocol)

    assert flag(told_at - 0.1, seen(12, "DIZZ"), STOP, page=page) is None
    assert flag(told_at, seen(12, "DIZZ"), STOP, page=page).since == minute(told_at)


def overrun(at, *lines):
    return flag(at, *lines, rule="infusion_overrun")


def test_an_infusion_past_its_planned_end_says_by_how_much_and_asks():
    found = overrun(45.9)
    assert found.sentence == "The infusion runs 5 min past its planned end at T+40: stopped already?"
    assert (found.since, found.limit, found.value, found.severity) == (minute(40), "planned end", "5 min", ADVISORY)


def test_stopped_late_it_stays_in_the_chart_with_how_late_it_was():
    found = overrun(90, (47, InfusionStopped()))
    assert found.sentence == "The infusion ran 7 min past its planned end at T+40"
    assert (found.ended_at, found.severity) == (minute(47), ADVISORY)
    assert overrun(90, (40.9, InfusionStopped())) is None


@pytest.mark.parametrize(("stopped_at", "severities"), [(60, [ADVISORY]), (60.1, [ADVISORY, CAUTION])])
def test_beyond_the_longest_duration_it_is_a_caution(stopped_at, severities):
    found = overrun(90, (stopped_at, InfusionStopped()))
    assert [sighting.severity for sighting in found.sightings] == severities
    if len(severities) > 1:
        assert (found.worst.at, found.worst.limit) == (minute(60), "longest 60 min")


def test_while_it_is_paused_no_infusion_runs_on():
    assert overrun(55, (30, InfusionPaused("nausea"))) is None


@pytest.mark.parametrize(("taken_at", "severity"), [(15, None), (15.1, CAUTION), (20, CAUTION), (20.1, CRITICAL)])
def test_a_set_that_came_late_stays_in_the_chart_from_more_than_5_min_on(taken_at, severity):
    page = running_page((taken_at, baseline()))
    found = [one for one in flags_of(read_chart(page), minute(25)) if one.problem == "set_overdue" and not one.is_open]
    assert [one.severity for one in found] == ([severity] if severity else [])
    assert all((one.since, one.ended_at) == (minute(10), minute(taken_at)) for one in found)
