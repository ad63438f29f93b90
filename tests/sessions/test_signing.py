"""A signature is over exactly the entries that were seen. What came later is told apart."""

from dataclasses import replace

import pytest

from monitor.events import AddendumWritten, NoteWritten, PatientDischarged, PatientLeft, SessionReviewed
from monitor.staff import Role
from sessions.signing import late_entries, seen, sign
from tests.builders import CLINICIAN, NURSE, STARTED, entry, minute, page, vitals

MEANING = "may go home"


@pytest.fixture
def here():
    return page(STARTED, (10, vitals(spo2=97)), (20, vitals(spo2=98)))


@pytest.fixture
def there():
    return page((5, NoteWritten("one")), (15, NoteWritten("two")), opened=None, station="B")


def discharged(signature, after, **about):
    return entry(PatientDischarged(signature, (), (), **about), at=minute(100), after=after)


def test_a_signature_says_who_in_which_role_with_which_meaning_over_how_many(here):
    signature = sign(NURSE, MEANING, here)
    assert (signature.signer, signature.name, signature.role) == ("anna", "Anna Lind", Role.NURSE)
    assert (signature.meaning, signature.entries, signature.over) == (MEANING, 4, seen(here))


def test_the_order_of_reading_makes_no_difference_and_every_entry_does(here):
    assert seen(here) == seen(here[::-1])
    assert seen(here) != seen(here[:-1])
    assert seen(here) != seen([*here[:-1], replace(here[-1], digest="0" * 64)])


def test_nothing_is_late_while_nothing_came(here):
    signature = sign(NURSE, MEANING, here)
    assert late_entries(signature, [*here, discharged(signature, here[-1])]) == []


def test_what_this_station_wrote_afterwards_is_late(here):
    signature = sign(NURSE, MEANING, here)
    signed = discharged(signature, here[-1])
    left = entry(PatientLeft("Mr. Berg"), at=minute(110), after=signed)
    about_before = entry(AddendumWritten("was dizzy"), at=minute(15), recorded_at=minute(120), after=left)
    assert late_entries(signature, [*here, signed, left, about_before]) == [about_before, left]


@pytest.mark.parametrize("known", [0, 1, 2])
def test_what_another_station_had_written_before_but_nobody_here_had_seen_is_late(here, there, known):
    signature = sign(NURSE, MEANING, [*here, *there[:known]])
    assert late_entries(signature, [*there, *here, discharged(signature, here[-1])]) == there[known:]


def test_what_was_written_between_looking_and_signing_is_late(here, there):
    signature = sign(NURSE, MEANING, [*here[:3], *there])
    assert late_entries(signature, [*here, *there, discharged(signature, here[-1])]) == [here[3]]


def test_a_second_signature_in_the_same_entry_covers_the_same(here):
    first, second = sign(NURSE, MEANING, here), sign(CLINICIAN, "overruled", here)
    signed = discharged(first, here[-1], overruled=second)
    assert late_entries(second, [*here, signed]) == []


def test_a_countersignature_covers_the_discharge_and_what_followed(here):
    signature = sign(NURSE, MEANING, here)
    seen_by_reviewer = [*here, discharged(signature, here[-1])]
    review = sign(CLINICIAN, "reviewed", seen_by_reviewer)
    reviewed = entry(SessionReviewed(review), at=minute(300), after=seen_by_reviewer[-1])
    addendum = entry(AddendumWritten("called"), at=minute(400), after=reviewed)
    assert late_entries(review, [*seen_by_reviewer, reviewed, addendum]) == [addendum]


def test_a_signature_over_something_else_covers_nothing(here):
    signature = replace(sign(NURSE, MEANING, here), over="0" * 64)
    assert late_entries(signature, here) == here


def test_a_signature_over_more_than_there_is_covers_nothing(here):
    assert late_entries(sign(NURSE, MEANING, here), here[:-1]) == here[:-1]
