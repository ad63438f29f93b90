"""A clinic full of simulated patients: at the phases that are promised, and gone without a trace."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.limits import Phase
from monitor.staff import Role
from sessions.chain import verify
from sessions.demonstration import KNOWN_PINS, PHASES, RunningClock, demonstrate
from sessions.requests import SigningIn
from tests.clinics import NOON, FakeClock


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Everywhere that a program may leave something, all of it empty at first."""
    return tmp_path_factory.mktemp("computer")


@pytest.fixture(scope="module")
def shown(place):
    with pytest.MonkeyPatch.context() as around:
        around.setattr(tempfile, "tempdir", str(place))
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
            around.setenv(name, str(place))
        around.setattr("sessions.keys._from_ring", lambda _: pytest.fail("the key ring was asked"))
        made = demonstrate(NOON, FakeClock())
        yield made
        made.close()


@pytest.fixture(scope="module")
def overview(shown):
    return shown.station.clinic.overview()


def test_patients_are_in_every_phase_and_one_chair_is_free(overview):
    phases = [snapshot.chart.phase for snapshot in overview.open]
    assert {Phase.PREPARING, Phase.INFUSING, Phase.RECOVERING} == set(phases)
    assert sum(line.discharged_at is not None for line in overview.lines) == 2
    taken = {snapshot.chart.chair for snapshot in overview.open}
    assert len(overview.roster.chairs) == 6
    assert set(overview.roster.chairs) - taken == {"Chair 6"}


def test_each_infusion_is_at_its_promised_minute(overview):
    by_chair = {snapshot.chart.chair: snapshot.chart for snapshot in overview.open}
    for number, (_, minute) in enumerate(PHASES[:5], start=1):
        chart = by_chair[f"Chair {number}"]
        if minute < 0:
            assert chart.phase is Phase.PREPARING
        else:
            assert chart.minute(NOON) == minute


def test_nothing_in_it_is_from_the_future(shown, overview):
    for line in overview.lines:
        assert all(entry.recorded_at <= NOON for entry in shown.station.clinic.entries(line.session))


def test_the_record_of_a_demonstration_is_as_whole_as_any(shown):
    assert str(verify(shown.station.store)).endswith("every chain whole")


@pytest.mark.parametrize("name", KNOWN_PINS)
def test_the_pins_on_the_screen_sign_in(shown, name):
    role, pin = KNOWN_PINS[name]
    (id,) = [staff.id for staff in shown.station.clinic.roster.members if staff.name == name]
    signed_in = shown.station.clinic.carry_out(SigningIn(id, pin), None)
    assert (signed_in.name, signed_in.role) == (name, role)
    assert f"{name} {pin}" in shown.hint


def test_there_is_somebody_for_every_role():
    assert {role for role, _ in KNOWN_PINS.values()} == set(Role)


def test_everything_is_in_one_folder_for_things_that_go(shown, place):
    assert [path.name.startswith("vigil-demonstration-") for path in place.iterdir()] == [True]
    assert shown.station.folder.parent == place


@pytest.mark.parametrize("chairs", [1, 2, 9])
def test_a_clinic_has_as_many_chairs_as_are_asked_for(chairs):
    small = demonstrate(NOON, FakeClock(), chairs=chairs)
    overview = small.station.clinic.overview()
    small.close()
    assert len(overview.roster.chairs) == chairs
    assert len(overview.open) == max(chairs - 1, 1)


def test_a_closed_demonstration_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    small = demonstrate(NOON, FakeClock(), chairs=1)
    assert Path(small.station.folder).exists()
    small.close()
    assert list(tmp_path.iterdir()) == []


def test_the_simulated_nurses_go_on_writing_as_time_passes():
    steady = FakeClock()
    small = demonstrate(NOON, steady, chairs=1, speed=60)
    small.clock.run()
    (before,) = small.station.clinic.overview().open
    steady.advance(minutes=0.5)
    small.go_on()
    (after,) = small.station.clinic.overview().open
    small.close()
    assert after.now - before.now == timedelta(minutes=30)
    assert after.chart.minute(after.chart.sets[-1].at) > before.chart.minute(before.now)
    assert after.chart.phase is Phase.RECOVERING


@pytest.fixture
def steady():
    return FakeClock(NOON + timedelta(days=3))


def test_a_running_clock_stands_still_until_it_is_run(steady):
    clock = RunningClock(NOON, steady, 60)
    steady.advance(minutes=5)
    assert clock() == NOON


@pytest.mark.parametrize("speed", [0.5, 1, 60])
def test_a_running_clock_runs_at_its_speed(steady, speed):
    clock = RunningClock(NOON, steady, speed)
    clock.run()
    steady.advance(minutes=10)
    assert clock() == NOON + timedelta(minutes=10 * speed)


def test_a_running_clock_set_for_the_past_goes_on_where_it_would_have_been(steady):
    clock = RunningClock(NOON, steady, 2)
    clock.run()
    steady.advance(minutes=10)
    clock.set(NOON - timedelta(hours=1))
    assert clock() == NOON - timedelta(hours=1)
    clock.run()
    assert clock() == NOON + timedelta(minutes=20)
