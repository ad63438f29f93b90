"""The course of an effect: how bad it was at each moment, and whether it was there at all."""

import pytest

from monitor.course import EffectCourse, EffectStep
from monitor.effects import Grade
from monitor.events import EntryId
from monitor.limits import Severity
from tests.builders import minute

STEPS = ((8, Grade.MILD), (12, Grade.SEVERE), (16, Grade.MODERATE))


def course(code="HEAD", ended_at=20):
    steps = tuple(EffectStep(minute(at), grade, EntryId("A", number)) for number, (at, grade) in enumerate(STEPS, 1))
    return EffectCourse(code, "", steps, None if ended_at is None else minute(ended_at))


@pytest.mark.parametrize(
    ("at", "grade"),
    [
        (7, Grade.MILD),
        (8, Grade.MILD),
        (11.9, Grade.MILD),
        (12, Grade.SEVERE),
        (15.9, Grade.SEVERE),
        (16, Grade.MODERATE),
    ],
)
def test_an_effect_has_the_grade_of_its_last_step_by_then(at, grade):
    assert course().grade_at(minute(at)) is grade


@pytest.mark.parametrize(("at", "there"), [(7.9, False), (8, True), (19.9, True), (20, False), (21, False)])
def test_an_effect_is_there_from_its_onset_until_before_its_end(at, there):
    assert course().goes_on_at(minute(at)) is there
    assert course(ended_at=None).goes_on_at(minute(at)) is (at >= 8)


def test_onset_worst_and_present_grade_are_told_apart():
    one = course()
    assert (one.onset, one.worst, one.grade, one.is_open) == (minute(8), Grade.SEVERE, Grade.MODERATE, False)


@pytest.mark.parametrize(
    ("code", "severities"),
    [
        ("HEAD", [None, None, Severity.CRITICAL]),
        ("PANIC", [Severity.CAUTION, Severity.CAUTION, Severity.CRITICAL]),
    ],
)
def test_an_effect_matters_from_its_own_grade_on_and_severe_is_critical(code, severities):
    assert [course(code).severity(grade) for grade in Grade] == severities
