"""The figures of docs/flags.md: what is counted, what the naive rule is, and that the flags are far fewer."""

import pytest

from monitor.chart_reader import read_chart
from monitor.events import InfusionStopped
from monitor.guards import objection
from monitor.limits import Severity
from monitor.staff import Role, Staff
from sessions.figures import Figures, count_flags, naive_alerts, simulated_figures, simulated_page
from sessions.figures_page import advisories_on_a_flat_series, figures_page
from tests.builders import SHIPPED, baseline, minute, running_page

NURSE = Staff("nurse", "Nora", Role.NURSE)


def counted(*lines, at):
    return count_flags("these", [(read_chart(running_page(*lines)), minute(at))])


def test_a_problem_in_three_sets_is_one_flag_and_three_naive_alerts():
    high = [(at, baseline(diastolic=104)) for at in (10, 15, 20)]
    figures = counted(*high, at=21)
    assert figures.flags == {("out_of_limits", Severity.CAUTION): 1}
    assert (figures.naive[Severity.CAUTION], figures.of_readings, figures.of_readings_urgent) == (3, 1, 1)
    assert figures.answers_asked == 1


def test_the_naive_rule_counts_each_value_once_by_its_worst_limit_and_changes_at_once():
    chart = read_chart(running_page((10, baseline(systolic=185, diastolic=101)), (20, baseline(systolic=144))))
    assert naive_alerts(chart) == {Severity.CRITICAL: 1, Severity.CAUTION: 2}


def test_a_rise_that_was_foreseen_and_did_not_come_is_counted_as_false():
    rising = [(10, baseline(systolic=132)), (20, baseline(systolic=147)), (30, baseline(systolic=162))]
    came, stayed_away = (32, baseline(systolic=166)), (32, baseline(systolic=150))
    assert [counted(*rising, next_set, at=33).advisories for next_set in (came, stayed_away)] == [1, 1]
    assert [counted(*rising, next_set, at=33).false_advisories for next_set in (came, stayed_away)] == [0, 1]


@pytest.mark.parametrize("seed", range(5))
def test_every_entry_of_a_simulated_session_could_have_been_written(seed):
    page = simulated_page(seed, SHIPPED)
    for number, entry in enumerate(page[1:], start=1):
        before = read_chart(page[:number])
        by = NURSE if number != 4 else Staff("second", "Noel", Role.NURSE)
        assert objection(before, entry.event, by, entry.happened_at, entry.happened_at) is None


def test_a_simulated_session_is_the_same_for_the_same_seed_and_ends_after_its_infusion():
    page = simulated_page(3, SHIPPED)
    assert page == simulated_page(3, SHIPPED)
    assert any(isinstance(entry.event, InfusionStopped) for entry in page)


def test_the_flags_of_readings_are_at_most_a_third_of_the_naive_alerts():
    figures = simulated_figures(150, SHIPPED)
    assert figures.of_readings <= sum(figures.naive.values()) / 3
    assert figures.of_readings_urgent <= figures.naive_urgent / 3


@pytest.mark.parametrize(("level", "most"), [(130, 2), (145, 20), (155, 80)])
def test_a_flat_and_noisy_series_is_hardly_ever_taken_for_a_rise(level, most):
    assert advisories_on_a_flat_series(level) <= most


def test_the_page_says_each_figure_per_session():
    page = figures_page([counted((10, baseline(diastolic=112)), at=11), Figures("nobody", 0, sets=1)], SHIPPED)
    assert "| sessions | 1 | 0 |" in page
    assert "| out of limits | critical | 1.00 | – |" in page
    assert "| flags of readings / naive alerts | 100 % | – |" in page


def test_without_the_rechecks_the_naive_rule_has_less_to_speak_of():
    high = [(at, baseline(heart_rate=112)) for at in (10, 15, 20)]
    figures = count_flags("one", [(read_chart(running_page(*high)), minute(21))])
    assert (sum(figures.naive.values()), figures.naive_on_plan) == (3, 2)
