"""What is printed of a replay: every count, and every sentence in the words in which it was said."""

from dataclasses import replace

import pytest

from monitor.vitals import Vital
from sessions.readings_file import read_series
from sessions.replay import replay
from sessions.replay_report import Said, summary
from sessions.stores.memory import MemoryStore
from tests.clinics import CHEAP_PINS, PROTOCOL
from tests.sessions.series import FIRST, write_rows


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """One row kept, and nothing else to tell."""
    series = read_series(write_rows(tmp_path_factory.mktemp("rows"), FIRST))
    return replay(series, "7", MemoryStore(), PROTOCOL, pins=CHEAP_PINS)


def told(result, **about):
    return summary(replace(result, **about)).splitlines()


def test_the_first_line_names_the_stay_its_layout_and_how_many_rows_it_has(result):
    assert told(result, rows=12)[0] == "Stay 7 (MIMIC-III): 12 rows"


def test_every_count_is_told_even_if_it_is_nothing(result):
    assert told(result, kept=3, unchanged=2)[1:7] == [
        "  kept       3",
        "  unchanged  2 (the same reading again within 3 min)",
        "  empty      0",
        "  refused    0",
        "  left out   0 (after the hours replayed)",
        "  asked      0 (each answered with yes)",
    ]


def test_means_that_were_rounded_are_told_beside_what_was_kept(result):
    assert "  kept       3 (2 with the mean rounded)" in told(result, kept=3, rounded=2)


def test_an_infusion_is_told_with_when_it_ended(result):
    sentence = "Infusion: started after the baseline was complete, ended T+40; phase: recovering."
    assert sentence in told(result)


def test_an_infusion_that_was_not_started_is_told_with_the_reason(result):
    lines = told(result, not_started="The baseline set lacks: SpO2.")
    assert "The infusion was not started. The baseline set lacks: SpO2." in lines
    assert not any(line.startswith("Infusion:") for line in lines)


def test_a_vital_sign_without_a_column_is_told_as_not_ordered(result):
    sentence = "The file has no column for Heart rate, SpO2: this session's protocol does not order it."
    assert sentence in told(result, not_ordered=(Vital.HEART_RATE, Vital.SPO2))


@pytest.mark.parametrize(
    ("about", "title"),
    [("asked", "Asked, and confirmed:"), ("refused", "Refused, and nothing of the line kept:")],
)
def test_a_sentence_is_told_with_its_minute_and_its_line(result, about, title):
    lines = told(result, **{about: (Said(5.5, "300/80", "Is it right?"),)})
    assert lines[lines.index(title) + 1] == "  minute 5.5  300/80  →  Is it right?"


def test_flags_are_told_by_rule_in_the_order_of_the_alphabet(result):
    lines = told(result, flags={"set_due": 2, "out_of_limits": 1})
    title = lines.index("Flags by rule:")
    assert lines[title + 1 : title + 3] == ["  out_of_limits 1", "  set_due 2"]


def test_what_keeps_the_discharge_open_is_told_last(result):
    assert told(result, not_signed=("Gait steady: not yet observed",))[-2:] == [
        "Discharge not signed, because not met:",
        "  Gait steady: not yet observed",
    ]


@pytest.mark.parametrize("title", ["Flags by rule:", "Asked, and confirmed:", "Refused, and nothing of the line kept:"])
def test_a_list_with_nothing_in_it_has_no_title(result, title):
    assert title not in told(result, flags={})
