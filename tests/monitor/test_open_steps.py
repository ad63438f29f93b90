"""Which step before the start is still open, and whether the patient sits in another chair already."""

from datetime import date

import pytest

from monitor.chart_reader import read_chart
from monitor.events import (
    AllergiesRecorded,
    CheckAnswered,
    DoseChecked,
    GateAnswered,
    InfusionPlanned,
    VitalsTaken,
    WeightMeasured,
)
from monitor.preparation import Step, before_start, open_already, open_steps
from tests.builders import PATIENT, prepared_page, shipped_page

CHART = read_chart(shipped_page())


def test_a_prepared_session_has_no_open_step():
    assert list(open_steps(read_chart(prepared_page()))) == []


@pytest.mark.parametrize(
    ("without", "step"),
    [
        (AllergiesRecorded, Step.ALLERGIES),
        (WeightMeasured, Step.WEIGHT),
        (InfusionPlanned, Step.DOSE),
        (DoseChecked, Step.DOSE_CHECK),
        (CheckAnswered, Step.CHECKS),
        (VitalsTaken, Step.BASELINE),
        (GateAnswered, Step.GATE),
    ],
)
def test_what_is_not_done_is_an_open_step_of_its_own(without, step):
    assert step in {open_step for open_step, _ in open_steps(read_chart(prepared_page(without=without)))}


def test_the_start_waits_for_exactly_the_open_steps():
    assert list(before_start(CHART)) == [sentence for _, sentence in open_steps(CHART)]


@pytest.mark.parametrize(
    ("record", "name", "born"),
    [
        ("MRN 00417", ("", ""), None),
        (" mrn  00417 ", ("Other", "Name"), date(1999, 1, 1)),
        ("", (PATIENT.surname.upper(), f" {PATIENT.given} "), PATIENT.birth_date),
    ],
)
def test_the_same_record_number_or_name_and_birth_date_is_the_same_patient(record, name, born):
    assert "is open already (Chair 1)" in (open_already([CHART], record, name, born) or "")


@pytest.mark.parametrize(
    ("record", "name", "born"),
    [
        ("", ("", ""), None),
        ("MRN 004170", ("", ""), None),
        ("", (PATIENT.surname, PATIENT.given), None),
        ("", (PATIENT.surname, PATIENT.given), date(1980, 2, 28)),
        ("", (PATIENT.surname, "Other"), PATIENT.birth_date),
    ],
)
def test_anybody_else_is_another_patient(record, name, born):
    assert open_already([CHART], record, name, born) is None
