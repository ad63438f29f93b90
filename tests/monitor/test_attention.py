"""What is heard, once each, and what every screen shows because nobody has answered it in time."""

from datetime import timedelta

from monitor.attention import cues, escalations, next_of_station
from monitor.events import FlagAnswered, InfusionStopped, SetMissed
from monitor.limits import Severity
from monitor.rules_of_the_plan import SET_OVERDUE
from monitor.snapshot import take_snapshot
from tests.builders import SHIPPED, STARTED, baseline, minute, page, running_page, shipped_page

CRITICAL = {"systolic": 184, "diastolic": 82}
LATE = SHIPPED.schedule.caution_late
DUE = SHIPPED.schedule.infusing_every


def snapshot(*lines, now):
    return take_snapshot(shipped_page((-10, baseline()), STARTED, *lines), minute(now))


def answered(entries, at, problem="high:systolic"):
    """The same page with that flag answered."""
    answer = FlagAnswered(problem, entries[-1].id, "physician told")
    return [*entries, *page((at, answer), opened=None, after=entries[-1])]


def named(found):
    return [(cue.problem, cue.severity) for cue in found]


def test_a_quiet_session_is_not_heard():
    assert cues(snapshot((5, baseline()), now=6)) == frozenset()


def test_a_caution_is_seen_and_not_heard():
    at_once = snapshot((5, baseline(heart_rate=112)), now=6)
    assert at_once.worst is Severity.CAUTION
    assert cues(at_once) == frozenset()


def test_a_critical_flag_is_one_cue_from_one_second_to_the_next_and_the_next_set():
    reading = (5, baseline(**CRITICAL))
    first = cues(snapshot(reading, now=5))
    assert named(first) == [("high:systolic", Severity.CRITICAL)]
    assert cues(snapshot(reading, now=5.5)) == first
    assert cues(snapshot(reading, (10, baseline(**CRITICAL)), now=10)) == first


def test_answered_it_is_silent_and_grown_worse_it_is_another_cue():
    entries = shipped_page((-10, baseline()), STARTED, (5, baseline(**CRITICAL)))
    first = cues(take_snapshot(entries, minute(5)))
    told = answered(entries, 6)
    assert cues(take_snapshot(told, minute(7))) == frozenset()
    worse = [*told, *page((10, baseline(systolic=196, diastolic=82)), opened=None, after=told[-1])]
    again = cues(take_snapshot(worse, minute(10)))
    assert named(again) == [("high:systolic", Severity.CRITICAL)]
    assert again.isdisjoint(first)


def test_a_caution_that_becomes_critical_is_heard():
    readings = [(5, baseline(heart_rate=112)), (8, baseline(heart_rate=132))]
    assert cues(snapshot(*readings[:1], now=8)) == frozenset()
    assert named(cues(snapshot(*readings, now=8))) == [("high:heart_rate", Severity.CRITICAL)]


def test_a_set_is_heard_once_the_protocol_calls_it_late():
    assert cues(snapshot(now=DUE + LATE)) == frozenset()
    late = snapshot(now=DUE + LATE + 0.1)
    assert named(cues(late)) == [(SET_OVERDUE, Severity.CAUTION)]
    assert cues(snapshot(now=DUE + LATE + 1)) == cues(late)


def test_a_late_set_is_heard_again_when_it_has_become_critical():
    late = DUE + SHIPPED.schedule.critical_late
    assert named(cues(snapshot(now=late))) == [(SET_OVERDUE, Severity.CAUTION)]
    assert named(cues(snapshot(now=late + 0.1))) == [(SET_OVERDUE, Severity.CRITICAL)]


def test_a_late_set_that_is_taken_or_explained_is_heard_no_more():
    now = DUE + LATE + 1
    assert cues(snapshot((now, baseline()), now=now)) == frozenset()
    assert cues(snapshot((now, SetMissed(minute(DUE), "toilet")), now=now)) == frozenset()


def test_two_sessions_with_the_same_problem_are_two_cues():
    lines = (-10, baseline()), STARTED, (5, baseline(**CRITICAL))
    one = cues(take_snapshot(shipped_page(*lines), minute(6)))
    other = cues(take_snapshot(page(*lines, opened=shipped_page()[0].event, session="other"), minute(6)))
    assert len(one | other) == 2


def test_what_is_not_answered_in_time_escalates_worst_first_then_as_long_as_it_waits():
    critical = snapshot((10, baseline(**CRITICAL)), now=14)
    short = snapshot((8, baseline(heart_rate=112)), now=14)
    long = snapshot((6, baseline(heart_rate=112)), now=14)
    found = escalations([short, critical, long])
    assert [one.snapshot for one in found] == [critical, long, short]
    assert [one.waits for one in found] == [timedelta(minutes=waits) for waits in (4, 8, 6)]
    assert found[0].flag.problem == "high:systolic"


def test_what_still_has_time_does_not_escalate():
    within = SHIPPED.flagging.answer_critical_within
    assert escalations([snapshot((5, baseline(**CRITICAL)), now=5 + within - 0.1)]) == ()
    assert len(escalations([snapshot((5, baseline(**CRITICAL)), now=5 + within)])) == 1


def test_what_has_ended_does_not_escalate():
    ended = snapshot((5, baseline(**CRITICAL)), (6, baseline()), (40, InfusionStopped()), now=41)
    assert "high:systolic" in {flag.problem for flag in ended.ended}
    assert "high:systolic" not in {one.flag.problem for one in escalations([ended])}


def test_what_is_answered_first_in_the_station_is_the_worst_in_any_chair():
    slow = take_snapshot(running_page((1, baseline(heart_rate=45))), minute(8))
    low = take_snapshot(running_page((7, baseline(spo2=84))), minute(8))
    assert next_of_station([slow])[1].problem == "low:heart_rate"
    snapshot, flag = next_of_station([slow, low])
    assert (snapshot, flag.problem) == (low, "low:spo2")
    assert next_of_station([take_snapshot(running_page((1, baseline())), minute(2))]) is None
