"""Who works here, what a PIN may be, and who has to wait after too many wrong ones."""

from datetime import timedelta

import pytest

from monitor.events import CLINIC, ChairAdded, PinChanged, PinRefused, SignedIn, StaffJoined, StaffLeft
from monitor.staff import Role, Staff
from sessions.staff import Pins, read_roster
from tests.builders import entry, minute, page

CHEAP = Pins(memory_kib=8, passes=1, lanes=1)
ANNA = StaffJoined("anna", "Anna Lind", Role.NURSE, "hash of 2580")
KIM = StaffJoined("kim", "Kim Ott", Role.ADMINISTRATOR, "hash of 1379")
WRONG = PinRefused("anna")


def roster(*lines):
    return read_roster(page(*lines, opened=None, session=CLINIC))


def test_who_joined_is_known_by_id():
    clinic = roster(KIM, ANNA)
    assert clinic.members == (Staff("kim", "Kim Ott", Role.ADMINISTRATOR), Staff("anna", "Anna Lind", Role.NURSE))
    assert clinic.member("anna") == Staff("anna", "Anna Lind", Role.NURSE)
    assert clinic.member("bo") is None
    assert clinic.pin_hash("anna") == "hash of 2580"


def test_who_left_works_here_no_longer_but_keeps_the_name_under_old_entries():
    clinic = roster(ANNA, StaffLeft("anna"))
    assert clinic.members == ()
    assert clinic.member("anna") is None
    assert clinic.pin_hash("anna") == ""
    assert clinic.name("anna") == "Anna Lind"
    assert clinic.name("nobody") == "nobody"


def test_nobody_takes_over_an_id_by_joining_with_it():
    clinic = roster(ANNA, StaffJoined("anna", "Somebody Else", Role.ADMINISTRATOR, "another hash"))
    assert clinic.members == (Staff("anna", "Anna Lind", Role.NURSE),)
    assert clinic.pin_hash("anna") == "hash of 2580"


def test_entries_of_two_stations_are_read_by_time_and_not_by_arrival():
    joined = entry(ANNA, at=minute(0), session=CLINIC)
    changed = entry(PinChanged("anna", "new"), at=minute(5), session=CLINIC, station="B")
    assert read_roster([changed, joined]).pin_hash("anna") == "new"


def test_chairs_are_in_the_order_they_were_added():
    assert roster(ChairAdded("Window"), ChairAdded("Aisle")).chairs == ("Window", "Aisle")


def test_new_ids_look_like_the_name_and_were_never_anybodys():
    clinic = roster(ANNA, StaffJoined("anna.lind", "Anna Lind", Role.NURSE, ""), StaffLeft("anna.lind"))
    assert clinic.new_id("Bo Ek") == "bo.ek"
    assert clinic.new_id("Anna Lind") == "anna.lind.2"
    assert clinic.new_id("李") == "staff"


@pytest.mark.parametrize("name", ["Anna Lind", " anna   LIND "])
def test_two_people_of_one_name_are_told_apart(name):
    assert "There is already" in roster(ANNA).refuses_name(name)
    assert roster(ANNA, StaffLeft("anna")).refuses_name(name) is None


def test_an_empty_name_is_refused():
    assert roster().refuses_name(" ") == "The name is empty."
    assert roster().refuses_chair(" ") == "The name of the chair is empty."


def test_a_chair_is_added_once():
    assert roster(ChairAdded("Window")).refuses_chair("window ") == "There is already a chair called “Window”."
    assert roster(ChairAdded("Window")).refuses_chair("Aisle") is None


def test_the_only_administrator_may_not_leave():
    another = StaffJoined("bo", "Bo Ek", Role.ADMINISTRATOR, "")
    assert roster(KIM, ANNA).refuses_leaving("kim") == "Kim Ott is the only administrator; make another one first."
    assert roster(KIM, ANNA).refuses_leaving("anna") is None
    assert roster(KIM, another).refuses_leaving("kim") is None
    assert "'nobody'" in roster(KIM).refuses_leaving("nobody")


def test_four_wrong_pins_lock_nobody_and_the_fifth_does():
    assert roster(ANNA, *[WRONG] * 4).locked_until("anna", minute(0)) is None
    locked = roster(ANNA, *[WRONG] * 5)
    assert locked.locked_until("anna", minute(0)) == minute(5)
    assert locked.wrong_pins("anna") == 5


def test_the_lock_ends_after_five_minutes():
    locked = roster(ANNA, *[(1, WRONG)] * 5)
    assert locked.locked_until("anna", minute(6) - timedelta(microseconds=1)) == minute(6)
    assert locked.locked_until("anna", minute(6)) is None


def test_one_more_wrong_pin_after_the_lock_locks_again():
    assert roster(ANNA, *[WRONG] * 5, (7, WRONG)).locked_until("anna", minute(8)) == minute(12)


@pytest.mark.parametrize("success", [SignedIn("anna"), PinChanged("anna", "new")])
def test_a_right_or_a_new_pin_starts_the_count_again(success):
    assert roster(ANNA, *[WRONG] * 4, (1, success), *[(2, WRONG)] * 4).locked_until("anna", minute(2)) is None


def test_wrong_pins_of_one_person_lock_no_other():
    assert roster(ANNA, KIM, *[WRONG] * 5).locked_until("kim", minute(0)) is None
    assert roster(ANNA, KIM, *[WRONG] * 4, SignedIn("kim"), WRONG).locked_until("anna", minute(0)) == minute(5)


@pytest.mark.parametrize("pin", ["2580", "25802580", "1123", "1224"])
def test_a_pin_of_four_to_eight_digits_is_taken(pin):
    assert Pins().refuses(pin) is None


@pytest.mark.parametrize("pin", ["", "258", "258025802", "25a8", "\uff12\uff15\uff18\uff10", "-258", " 2580"])
def test_a_pin_is_four_to_eight_digits(pin):
    assert Pins().refuses(pin) == "A PIN is 4 to 8 digits."


@pytest.mark.parametrize("pin", ["0000", "77777777"])
def test_a_pin_is_not_one_digit_again_and_again(pin):
    assert "one digit only" in Pins().refuses(pin)


@pytest.mark.parametrize("pin", ["1234", "4321", "7890", "0987", "23456789"])
def test_a_pin_does_not_count_up_or_down(pin):
    assert "counts up or down" in Pins().refuses(pin)


def test_a_pin_matches_its_own_hash_and_no_other_does():
    kept = CHEAP.hash("2580")
    assert kept.startswith("$argon2id$")
    assert "2580" not in kept
    assert kept != CHEAP.hash("2580")
    assert CHEAP.match(kept, "2580")
    assert not CHEAP.match(kept, "2581")


@pytest.mark.parametrize("kept", ["", "2580", "$argon2id$v=19$m=8,t=1,p=1$AAAA"])
def test_what_is_no_hash_is_matched_by_nothing(kept):
    assert not CHEAP.match(kept, "2580")
    assert not CHEAP.match(kept, "")


def test_hashes_made_with_other_costs_go_on_matching():
    assert Pins().match(CHEAP.hash("2580"), "2580")
