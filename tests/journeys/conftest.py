"""Vigil with somebody at the screen: on a new record, or on one that the team has brought somewhere."""

import pytest

from monitor.staff import Role
from sessions.requests import AddingChair, Joining
from sessions.settings import station as station_name
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, FakeClock, Team
from tests.journeys.person import Person
from tests.journeys.steps import opens_session, prepares


@pytest.fixture
def folder(tmp_path):
    """A data folder in which an administrator has added everybody and the chairs."""
    station = open_station(tmp_path, FakeClock(), pins=CHEAP_PINS, file_only=True)
    clinic = station.clinic
    ada = clinic.carry_out(Joining("Ada", Role.ADMINISTRATOR, PINS["ada"]), None).member("ada")
    for name, role in (("Nora", Role.NURSE), ("Noel", Role.NURSE), ("Cora", Role.CLINICIAN)):
        clinic.carry_out(Joining(name, role, PINS[name.lower()]), ada)
    for chair in ("Chair 1", "Chair 2"):
        clinic.carry_out(AddingChair(chair), ada)
    station.close()
    return tmp_path


@pytest.fixture
def newcomer(qtbot, tmp_path):
    """Somebody who starts Vigil for the first time: there is nothing in the data folder."""
    yield from _at_the_screen(Person(qtbot, tmp_path / "data"))


@pytest.fixture
def nurse(qtbot, folder):
    yield from _at_the_screen(Person(qtbot, folder))


def _at_the_screen(person):
    person.starts_vigil()
    yield person
    if person.window is not None:
        person.closes_vigil()


@pytest.fixture
def infusing(nurse):
    nurse.signs_in("nora")
    opens_session(nurse)
    prepares(nurse)
    return nurse


@pytest.fixture
def clinic_of(qtbot, tmp_path):
    """Have the team bring a session somewhere, then start Vigil on its record and open that session as Nora."""
    people = []

    def begin(bring):
        person = Person(qtbot, tmp_path)
        station = open_station(tmp_path, person.clock, pins=CHEAP_PINS, file_only=True)
        session = bring(Team(clock=person.clock, store=station.store, station=station_name(tmp_path)))
        station.close()
        people.append(person)
        person.starts_vigil()
        person.signs_in("nora")
        person.window.live.open(session)
        person.waits_until(lambda: person.view is not None)
        return person

    yield begin
    for person in people:
        person.closes_vigil()


@pytest.fixture
def chairside(clinic_of):
    nurse = clinic_of(lambda team: team.starts())
    nurse.waits(minutes=10)
    nurse.view.chairside.entry_line.line.setFocus()
    return nurse


@pytest.fixture
def entry_line(chairside):
    return chairside.view.chairside.entry_line
