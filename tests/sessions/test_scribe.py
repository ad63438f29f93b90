"""A typed line on its way into the chart with every question answered by yes, as simulator and replay write."""

from datetime import timedelta

from monitor.doubts import DOUBLE, TIME
from monitor.events import InfusionStarted
from sessions.scribe import type_line
from tests.clinics import CALM, Team, typed_set

CALM_LINE = "122/78 70 98"


def running(*at):
    """A session that was started at 13:00 at the clinic, with a calm set so many minutes after that."""
    team = Team()
    session = team.opens()
    team.prepares(session)
    team.clock.advance(minutes=5)
    began = team.clock.now
    team.writes(session, InfusionStarted())
    team.clock.advance(minutes=20)
    for minute in at:
        team.writes(session, typed_set(**CALM), at=began + timedelta(minutes=minute))
    return team, session


def typed(team, session, line):
    chart = team.clinic.snapshot(session).chart
    return type_line(team.clinic, team.nora, chart, line, team.clock())


def test_a_set_older_than_the_last_one_is_asked_and_kept_as_confirmed():
    team, session = running(10)
    said = typed(team, session, "13:14 128/80 72 97")
    assert said.asked == ("13:14 is before the last set, of 13:15. Is the time right?",)
    kept, last = said.snapshot.chart.sets[-2:]
    assert (kept.confirmed, last.confirmed) == ((TIME,), ())


def test_a_set_of_the_same_minute_is_not_asked_about_its_time():
    team, session = running(10)
    assert typed(team, session, "13:15 128/80 72 97").asked == ()


def test_the_same_set_in_the_same_minute_is_asked_and_kept_as_confirmed():
    team, session = running(10)
    said = typed(team, session, f"13:15 {CALM_LINE}")
    assert said.asked == ("The set of 13:15 has these very readings already. Keep it a second time?",)
    assert said.snapshot.chart.sets[-1].confirmed == (DOUBLE,)


def test_every_question_about_one_line_is_asked_the_readings_first():
    team, session = running(10, 15)
    said = typed(team, session, "13:15 122/78 170 98")
    assert [question.split()[0] for question in said.asked] == ["Heart", "13:15"]
    assert said.snapshot.chart.sets[-2].confirmed == ("heart_rate", TIME)


def test_what_is_no_question_refuses_the_line_and_nothing_of_it_is_kept():
    team, session = running(10)
    said = typed(team, session, "13:14 128/80 72 97 dizzy0")
    assert said.snapshot is None
    assert said.refusal == "Dizziness / wooziness is not open."
    assert len(team.clinic.snapshot(session).chart.sets) == 2
