"""The answers offered for each flag: few, fitting, and never a drug."""

import pytest

from monitor.answers import MOST_ANSWERS, NOTHING_DONE, usual_answers
from monitor.chart_reader import read_chart
from monitor.effects import Grade
from monitor.events import EffectSeen, SymptomsChecked
from monitor.rules import flags_of
from monitor.symptoms import Symptom
from tests.builders import baseline, minute, running_page

FLAGGED = {
    "high:systolic": baseline(systolic=184),
    "low:systolic": baseline(systolic=88, diastolic=60),
    "high:heart_rate": baseline(heart_rate=131),
    "low:heart_rate": baseline(heart_rate=38),
    "low:spo2": baseline(spo2=89),
    "low:sedation": baseline(sedation=2),
    "high:agitation": baseline(agitation=3),
    "high:temperature": baseline(temperature=39),
    "effect:PANIC:": EffectSeen("PANIC", Grade.SEVERE),
    "symptoms": SymptomsChecked((Symptom.VISUAL_LOSS,)),
}


def answers_to(problem, *, is_infused=True):
    chart = read_chart(running_page((10, FLAGGED[problem])))
    return usual_answers(
        next(flag for flag in flags_of(chart, minute(10)) if flag.problem == problem), is_infused=is_infused
    )


@pytest.mark.parametrize("problem", FLAGGED)
def test_each_problem_has_its_own_few_answers_and_that_nothing_was_done(problem):
    answers = answers_to(problem)
    assert answers[-1] == NOTHING_DONE
    assert 3 <= len(answers) <= MOST_ANSWERS
    assert len(set(answers)) == len(answers)


def test_a_low_pressure_is_not_answered_as_a_high_one():
    assert answers_to("low:systolic") != answers_to("high:systolic")
    assert answers_to("low:sedation") != answers_to("high:agitation")


def test_a_late_set_has_answers_about_the_set():
    late = next(flag for flag in flags_of(read_chart(running_page()), minute(30)) if flag.problem == "set_overdue")
    assert "Set is being taken" in usual_answers(late, is_infused=True)


@pytest.mark.parametrize("problem", FLAGGED)
def test_where_nothing_is_infused_no_infusion_is_paused(problem):
    assert not any("nfusion" in answer for answer in answers_to(problem, is_infused=False))
