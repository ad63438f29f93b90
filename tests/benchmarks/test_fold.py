"""Fold, rules, criteria and snapshot: linear in the entries of the session."""

from statistics import median
from time import perf_counter

from monitor.snapshot import take_snapshot
from tests.clinics import Team, typed_set


def session_of(entries):
    """A session with that many entries and the moment after the last one."""
    team = Team()
    session = team.starts()
    while len(team.clinic.entries(session)) < entries:
        team.clock.advance(minutes=1)
        n = len(team.clinic.entries(session))
        team.writes(session, typed_set(systolic=120 + n % 30, diastolic=75 + n % 20, heart_rate=70, spo2=97))
    return team.clinic.entries(session), team.clock.now


def milliseconds(entries, now):
    times = []
    for _ in range(60):
        started = perf_counter()
        take_snapshot(entries, now)
        times.append((perf_counter() - started) * 1e3)
    return median(times)


def test_a_snapshot_grows_no_faster_than_its_entries(figure):
    few, many = session_of(60), session_of(480)
    short, long = milliseconds(*few), milliseconds(*many)
    ratio = (long / 480) / (short / 60)
    figure(
        "snapshot, one entry of 480 / one entry of 60",
        ratio,
        1.5,
        f"60 entries {short:.2f} ms, 480 entries {long:.2f} ms",
    )
    assert ratio <= 1.5
