"""Birth dates as staff type them; what could be two dates is refused."""

from datetime import date

import pytest

from ui.preparing.birth_date import read_birth_date, spelled_out


@pytest.mark.parametrize("typed", ["3.12.1980", "03.12.1980", " 3. 12. 1980 ", "1980-12-03", "1980-12-3"])
def test_day_month_year_and_iso_are_read(typed):
    assert read_birth_date(typed) == date(1980, 12, 3)


def test_nothing_typed_is_no_date():
    assert read_birth_date("  ") is None


@pytest.mark.parametrize("typed", ["3/12/1980", "3.12.80", "3 December 1980", "12-03-1980", "19801203"])
def test_what_could_be_read_in_two_ways_is_refused_with_the_text(typed):
    with pytest.raises(ValueError, match=f"“{typed}” is not read as a date"):
        read_birth_date(typed)


@pytest.mark.parametrize("typed", ["29.2.1981", "31.4.1980", "12.13.1980"])
def test_a_day_that_never_was_is_refused(typed):
    with pytest.raises(ValueError, match=f"There is no day {typed} in the calendar"):
        read_birth_date(typed)


def test_a_date_is_read_back_with_its_month_as_a_word():
    assert spelled_out(date(1980, 3, 12)) == "12 March 1980"
