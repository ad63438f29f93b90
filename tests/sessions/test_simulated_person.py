"""People who do not exist: marked as such, the same for the same seed, and old or hypertensive as often as is said."""

from statistics import mean

import pytest

from sessions.simulated_person import HYPERTENSIVE_SHARE, simulated_person

PEOPLE = [simulated_person(seed) for seed in range(2000)]


def test_the_same_seed_is_the_same_person():
    assert simulated_person(7) == PEOPLE[7]


def test_another_seed_is_another_person():
    assert simulated_person(8) != PEOPLE[7]


def test_everybody_is_marked_as_invented_by_a_number_of_their_own():
    numbers = {person.identity.record_number for person in PEOPLE}
    assert all(number.startswith("DEMO-") for number in numbers)
    assert len(numbers) == len(PEOPLE)


def test_the_birth_date_fits_the_age():
    assert {person.identity.birth_date.year + person.age for person in PEOPLE} == {2026}


def test_everybody_is_an_adult():
    assert min(person.age for person in PEOPLE) >= 18


@pytest.mark.parametrize("is_older", [False, True])
def test_hypertension_is_as_frequent_as_is_said_at_that_age(is_older):
    share = mean(person.is_hypertensive for person in PEOPLE if person.is_older is is_older)
    assert share == pytest.approx(HYPERTENSIVE_SHARE[is_older], abs=0.03)


def test_the_hypertensive_have_the_higher_pressure_at_rest():
    def mean_systolic(*, is_hypertensive):
        return mean(person.systolic for person in PEOPLE if person.is_hypertensive is is_hypertensive)

    assert mean_systolic(is_hypertensive=True) - mean_systolic(is_hypertensive=False) == pytest.approx(6, abs=1.5)


def test_everybody_weighs_what_the_dose_of_an_adult_is_made_for():
    assert all(48 <= person.weight_kg <= 120 for person in PEOPLE)
