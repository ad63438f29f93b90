"""Simulated patients: the same for the same seed, and their visits written as a nurse writes, each with its story."""

from math import floor

import pytest

from monitor.chart import Chart
from monitor.dictation import Dictated, read_line
from monitor.events import DrugGiven, EntryStruck, SetMissed, VitalsTaken
from monitor.limits import Phase, Severity
from monitor.schedule import SetState
from sessions.chain import verify
from sessions.clinic import Clinic
from sessions.scribe import SteppedClock
from sessions.simulated_course import simulated_course
from sessions.simulator import Act, Retyped, Story, set_of, simulate
from sessions.visit import Crew, Visit, run_until
from tests.clinics import CHEAP_PINS, NOON, PINS, PROTOCOL, Team

EVENING_MIN = 260


class Demo:
    """A clinic with a stepped clock, and a crew that knows its PINs."""

    def __init__(self):
        team = Team()
        self.clock = SteppedClock(NOON)
        self.clinic = Clinic(team.store, "demo", self.clock, CHEAP_PINS)
        self.store = team.store
        self.crew = Crew(team.nora, PINS["nora"], team.noel, PINS["noel"])

    def chart(self, seed: int, minute: float, story: Story = Story.PLAIN) -> Chart:
        visit = run_until(
            self.clinic, self.crew, simulate(seed, PROTOCOL, story), minute, self.clock, chair=f"Chair {seed}"
        )
        return self.clinic.snapshot(visit.session).chart


@pytest.fixture
def demo():
    return Demo()


def lines_of(patient):
    return [(minute, step) for minute, step in patient.events() if isinstance(step, str)]


@pytest.mark.parametrize("story", Story)
def test_the_same_seed_is_the_same_patient_with_the_same_visit(story):
    assert simulate(7, PROTOCOL, story) == simulate(7, PROTOCOL, story)
    assert simulate(7, PROTOCOL, story).events() == simulate(7, PROTOCOL, story).events()


@pytest.mark.parametrize("story", Story)
def test_another_seed_is_another_visit(story):
    assert simulate(7, PROTOCOL, story).events() != simulate(8, PROTOCOL, story).events()


@pytest.mark.parametrize("story", Story)
def test_what_a_nurse_would_write_is_in_order_of_time_from_the_opening_on(story):
    for patient in (simulate(seed, PROTOCOL, story) for seed in range(30)):
        minutes = [minute for minute, _ in patient.events()]
        assert minutes == sorted(minutes)
        assert patient.events()[0][1] is Act.OPEN


@pytest.mark.parametrize("story", Story)
def test_every_line_that_a_nurse_would_write_is_understood(story):
    for patient in (simulate(seed, PROTOCOL, story) for seed in range(30)):
        for _, line in lines_of(patient):
            assert isinstance(read_line(line, NOON, NOON.replace(hour=1), NOON - NOON), Dictated), line


def test_a_set_of_a_plain_visit_is_the_reading_of_its_minute_in_the_course_of_that_seed():
    course = simulated_course(7)
    sets = [(minute, line) for minute, line in lines_of(simulate(7, PROTOCOL)) if "/" in line]
    assert len(sets) > 10
    for minute, line in sets:
        shown = course.reading(floor(minute))
        assert line.split()[:3] == [f"{shown.systolic}/{shown.diastolic}", str(shown.heart_rate), str(shown.spo2)]


@pytest.mark.parametrize("story", Story)
@pytest.mark.parametrize("seed", range(6))
def test_every_visit_is_written_without_a_refusal_and_ends_signed(demo, story, seed):
    chart = demo.chart(seed, EVENING_MIN, story)
    assert chart.phase is Phase.DISCHARGED
    assert chart.left_at is not None
    assert verify(demo.store).entries > 30


@pytest.mark.parametrize(
    ("minute", "phase"),
    [(-10, Phase.PREPARING), (0, Phase.INFUSING), (23, Phase.INFUSING), (45, Phase.RECOVERING)],
)
def test_a_visit_has_come_to_the_phase_of_its_minute_now(demo, minute, phase):
    chart = demo.chart(3, minute)
    assert chart.phase is phase
    assert demo.clock() == NOON
    assert all(entry.happened_at <= NOON for entry in chart.page)
    if chart.started_at:
        assert chart.minute(NOON) == minute


def test_several_patients_are_at_different_minutes_of_the_same_moment(demo):
    charts = [demo.chart(seed, minute) for seed, minute in ((1, 12), (2, 38), (3, 70), (4, -5))]
    assert len({chart.session for chart in charts}) == 4
    assert len(demo.clinic.overview().open) == 4


def test_a_visit_goes_on_from_where_it_was(demo):
    visit = Visit(demo.clinic, demo.crew, simulate(5, PROTOCOL), demo.clock, NOON)
    visit.until(22)
    before = demo.clinic.entries(visit.session)
    visit.until(33)
    after = demo.clinic.entries(visit.session)
    assert after[: len(before)] == before
    assert demo.clinic.snapshot(visit.session).chart.sets[-1].at > before[-1].happened_at


def test_the_calm_story_raises_nothing_while_it_lasts(demo):
    patient = simulate(4, PROTOCOL, Story.CALM)
    visit = Visit(demo.clinic, demo.crew, patient, demo.clock, NOON)
    for minute in range(0, 60, 5):
        visit.until(minute)
        snapshot = demo.clinic.snapshot(visit.session)
        assert all(flag.severity is Severity.ADVISORY for flag in snapshot.flags)
        assert snapshot.chart.effects == ()


@pytest.mark.parametrize("seed", range(4))
def test_the_hypertensive_story_reaches_a_caution_limit_that_is_answered_and_rechecked(demo, seed):
    chart = demo.chart(seed, 60, Story.HYPERTENSIVE)
    minutes = [chart.minute(taken.at) for taken in chart.sets]
    high = [chart.minute(taken.at) for taken in chart.sets if (taken.worst or 0) >= Severity.CAUTION]
    assert high
    assert chart.answers
    assert any(4 <= later - high[0] <= 6 for later in minutes)


def test_the_nauseous_story_has_nausea_and_a_drug(demo):
    chart = demo.chart(2, 40, Story.NAUSEOUS)
    assert "NAUS" in {course.code for course in chart.effects}
    assert isinstance(chart.drugs[0].event, DrugGiven)


def test_the_missed_set_has_its_reason(demo):
    session = demo.chart(2, 39, Story.MISSED_SET).session
    snapshot = demo.clinic.snapshot(session)
    [explained] = [planned for planned in snapshot.planned if planned.state is SetState.EXPLAINED]
    assert snapshot.chart.minute(explained.due_at) == 20
    assert any(isinstance(entry.event, SetMissed) for entry in snapshot.chart.page)


def test_the_typo_is_struck_and_what_is_right_stands_at_its_time(demo):
    patient = simulate(2, PROTOCOL, Story.TYPO)
    right = next(step for _, step in patient.events() if isinstance(step, Retyped))
    chart = demo.chart(2, 39, Story.TYPO)
    [strike] = [entry for entry in chart.page if isinstance(entry.event, EntryStruck)]
    wrong, corrected = chart.entry(strike.event.entry), chart.entry(strike.event.corrected_by)
    assert wrong.happened_at == corrected.happened_at
    assert corrected.event == VitalsTaken(set_of(right.line))
    assert wrong.event != corrected.event


def test_the_late_entry_was_written_6_min_after_it_was_taken(demo):
    chart = demo.chart(2, 39, Story.LATE_ENTRY)
    late = [entry for entry in chart.page if entry.recorded_at != entry.happened_at]
    assert [(e.recorded_at - e.happened_at).total_seconds() / 60 for e in late] == [6]
    assert 20 < chart.minute(late[0].happened_at) < 21.1
