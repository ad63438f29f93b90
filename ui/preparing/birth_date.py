"""Reading a birth date as staff write it: 29.2.1980, or 1980-02-29. Nothing is guessed."""

import re
from datetime import date

DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_birth_date(text: str) -> date | None:
    """The date that was typed; None for nothing. Raises ValueError with the text in the sentence."""
    typed = "".join(text.split())
    if not typed:
        return None
    if match := DAY_FIRST.fullmatch(typed):
        day, month, year = map(int, match.groups())
    elif match := YEAR_FIRST.fullmatch(typed):
        year, month, day = map(int, match.groups())
    else:
        raise ValueError(f"“{text.strip()}” is not read as a date. Type day.month.year, or year-month-day.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"There is no day {text.strip()} in the calendar.") from None


def spelled_out(born: date) -> str:
    """With the month as a word, so that day and month cannot be taken for each other."""
    return f"{born.day} {born:%B %Y}"
