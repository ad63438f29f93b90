"""Limits for one patient alone: what is typed differs, everything else stays the protocol's, and words say which."""

from dataclasses import replace

import pytest

from monitor.chart_reader import read_chart
from monitor.events import InfusionStopped, PatientLimitsSet, SessionCancelled, SprayGiven
from monitor.limits import Bound, Comparison, Limits, Phase, Severity
from monitor.patient_limits import PLACES, Place, bound_at, own_rows, problems, protocols_own, rows_from_the_start
from monitor.vitals import Vital
from monitor.wording import bound_text, describe, own_bounds_text, own_limits_text, phase_word
from tests.builders import SHIPPED, SPRAY, STARTED, minute, page, prepared_page, running_page, shipped_page

WHY = "known hypertensive"
AFTER = (Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING)


def high(severity):
    return Place(severity, is_high=True)


def low(severity):
    return Place(severity, is_high=False)


HIGHER = {high(Severity.ADVISORY): 170, high(Severity.CAUTION): 180, high(Severity.CRITICAL): 200}


def prepared(*settings):
    """A prepared session in which such limits were set one after the other."""
    return read_chart(prepared_page(*((-4 + n / 10, PatientLimitsSet(rows, WHY)) for n, rows in enumerate(settings))))


def numbers(row):
    return [bound.limit if (bound := bound_at(row, place)) else None for place in PLACES]


def test_only_what_is_typed_differs_and_only_from_the_start_on():
    (row,) = own_rows(prepared(), Vital.SYSTOLIC, {high(Severity.CAUTION): 175}, f"Dr. Sol: {WHY}")
    assert row.phases == AFTER
    assert numbers(row) == [None, 150, None, 175, 90, 180]
    assert row.source == f"Dr. Sol: {WHY}"
    chart = prepared((row,))
    assert chart.protocol.limits_for(Vital.SYSTOLIC, Phase.PREPARING) == SHIPPED.limits_for(
        Vital.SYSTOLIC, Phase.PREPARING
    )
    assert chart.protocol.limits_for(Vital.SYSTOLIC, Phase.INFUSING) == row


def test_a_bound_is_compared_as_the_protocol_compares_it():
    (row,) = own_rows(
        prepared(), Vital.HEART_RATE, {high(Severity.ADVISORY): 105, low(Severity.CAUTION): 45}, "Dr. Sol"
    )
    assert bound_at(row, high(Severity.ADVISORY)) == Bound(Comparison.ABOVE, 105)
    assert bound_at(row, low(Severity.CAUTION)) == Bound(Comparison.BELOW, 45)


def test_where_the_protocol_has_no_such_bound_the_limit_itself_counts():
    (row,) = own_rows(prepared(), Vital.MEAN, {high(Severity.CAUTION): 120, low(Severity.CAUTION): 60}, "Dr. Sol")
    assert row.phases == AFTER
    assert row.caution == (Bound(Comparison.AT_MOST, 60), Bound(Comparison.AT_LEAST, 120))


def test_a_bound_beside_others_is_compared_as_they_are():
    (row,) = own_rows(prepared(), Vital.SYSTOLIC, {low(Severity.CAUTION): 100}, "Dr. Sol")
    assert bound_at(row, low(Severity.CAUTION)) == Bound(Comparison.BELOW, 100)


def test_earlier_limits_of_other_vital_signs_stay_and_those_of_the_same_one_are_built_upon():
    first = own_rows(prepared(), Vital.SYSTOLIC, HIGHER, "one")
    second = own_rows(prepared(first), Vital.DIASTOLIC, {high(Severity.CAUTION): 105}, "two")
    assert [(row.vital, row.source) for row in second] == [(Vital.SYSTOLIC, "one"), (Vital.DIASTOLIC, "two")]

    third = own_rows(prepared(first, second), Vital.SYSTOLIC, {high(Severity.ADVISORY): 165}, "three")
    assert [(row.vital, row.source) for row in third] == [(Vital.DIASTOLIC, "two"), (Vital.SYSTOLIC, "three")]
    assert numbers(third[1]) == [None, 165, None, 180, 90, 200]
    said = "diastolic caution from 105; systolic advisory from 165, caution from 180, critical from 200"
    assert own_limits_text(prepared(first, second, third)) == said


def test_after_a_spray_they_hold_while_the_patient_is_observed():
    (row,) = own_rows(read_chart(shipped_page(protocol=SPRAY)), Vital.HEART_RATE, {high(Severity.CAUTION): 115}, "x")
    assert row.phases == (Phase.RECOVERING,)
    (new,) = own_rows(read_chart(shipped_page(protocol=SPRAY)), Vital.MEAN, {high(Severity.CAUTION): 120}, "x")
    assert new.phases == (Phase.RECOVERING,)


@pytest.mark.parametrize(
    ("vital", "typed", "wrong"),
    [
        (Vital.SYSTOLIC, HIGHER, {}),
        (Vital.SYSTOLIC, {high(Severity.CAUTION): 179}, {}),
        (
            Vital.SYSTOLIC,
            {high(Severity.CAUTION): 180},
            {
                high(Severity.CAUTION): "The caution limit of Systolic, at or above 180, is not inside its critical "
                "limit, at or above 180."
            },
        ),
        (
            Vital.SYSTOLIC,
            {high(Severity.ADVISORY): 155, high(Severity.CAUTION): 180},
            {
                high(Severity.CAUTION): "The caution limit of Systolic, at or above 180, is not inside its critical "
                "limit, at or above 180."
            },
        ),
        (
            Vital.HEART_RATE,
            {high(Severity.CAUTION): 115, low(Severity.CRITICAL): 50},
            {
                low(Severity.CRITICAL): "The caution limit of Heart rate, below 50, is not inside its critical limit, "
                "below 50."
            },
        ),
        (
            Vital.SYSTOLIC,
            {high(Severity.CRITICAL): 165},
            {
                high(Severity.CRITICAL): "The caution limit of Systolic, at or above 165, is not inside its critical "
                "limit, at or above 165."
            },
        ),
        (
            Vital.SYSTOLIC,
            {high(Severity.CRITICAL): 1180, low(Severity.CRITICAL): 91.5},
            {
                high(Severity.CRITICAL): "The critical limit of Systolic, at or above 1180, is not believable "
                "(between 30 and 300 mmHg).",
                low(Severity.CRITICAL): "The critical limit of Systolic, below 91.5, is written with no decimals.",
            },
        ),
        (
            Vital.SYSTOLIC,
            {high(Severity.CRITICAL): 160, low(Severity.CRITICAL): 301},
            {
                high(Severity.CRITICAL): "The caution limit of Systolic, at or above 165, is not inside its critical "
                "limit, at or above 160.",
                low(Severity.CRITICAL): "The critical limit of Systolic, below 301, is not believable "
                "(between 30 and 300 mmHg).",
            },
        ),
        (
            Vital.SYSTOLIC,
            {low(Severity.CRITICAL): 150},
            {low(Severity.CRITICAL): "The limits of Systolic leave nothing in range between 150 and 150."},
        ),
        (Vital.SYSTOLIC, {low(Severity.CRITICAL): 149}, {}),
        (Vital.MEAN, {high(Severity.CAUTION): 120, high(Severity.CRITICAL): 121}, {}),
        (
            Vital.MEAN,
            {high(Severity.CAUTION): 120, high(Severity.CRITICAL): 120},
            {
                high(Severity.CAUTION): "The caution limit of Mean pressure, at or above 120, is not inside its "
                "critical limit, at or above 120."
            },
        ),
    ],
)
def test_a_wrong_bound_has_its_sentence_where_it_was_typed(vital, typed, wrong):
    assert problems(prepared(), vital, typed) == wrong


def test_the_protocol_itself_stays_what_the_session_was_opened_with():
    chart = prepared(own_rows(prepared(), Vital.SYSTOLIC, HIGHER, "one"))
    assert protocols_own(chart) == SHIPPED
    assert chart.protocol != SHIPPED


def test_without_own_limits_nothing_is_said_of_them():
    assert own_limits_text(prepared()) == ""


def test_a_bound_that_this_patient_lacks_is_said_too():
    (row,) = rows_from_the_start(SHIPPED, Vital.SPO2)
    without = replace(row, advisory=())
    assert own_bounds_text([without], SHIPPED) == "SpO2 no low advisory"


def test_limits_that_say_the_same_as_the_protocol_are_called_so():
    assert own_limits_text(prepared(rows_from_the_start(SHIPPED, Vital.SPO2))) == "the same as the protocol's"


def test_a_bound_that_is_not_the_same_in_all_phases_names_them():
    row = rows_from_the_start(SHIPPED, Vital.SYSTOLIC)[0]
    early = replace(row, phases=(Phase.INFUSING, Phase.PAUSED), caution=(Bound(Comparison.AT_LEAST, 170),))
    late = replace(row, phases=(Phase.RECOVERING,), caution=(Bound(Comparison.AT_LEAST, 160),))
    said = "systolic caution from 170 while infusing, paused, caution from 160 while recovering"
    assert own_bounds_text([early, late], SHIPPED) == said
    chart = read_chart(shipped_page(protocol=SHIPPED.with_limits((early, late))))
    assert bound_text(chart, Vital.SYSTOLIC, high(Severity.CAUTION)) == (
        "from 170 while infusing, paused, from 160 while recovering"
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (high(Severity.CAUTION), "from 180 (protocol: from 165)"),
        (low(Severity.CRITICAL), "below 90"),
        (low(Severity.CAUTION), "none"),
    ],
)
def test_beside_each_field_stands_what_holds_now_and_the_protocols_own(place, words):
    chart = prepared(own_rows(prepared(), Vital.SYSTOLIC, HIGHER, "one"))
    assert bound_text(chart, Vital.SYSTOLIC, place) == words


def test_the_entry_says_what_differs_and_why():
    rows = own_rows(prepared(), Vital.SYSTOLIC, {high(Severity.CAUTION): 175}, "one")
    event = PatientLimitsSet(rows, WHY)
    assert describe(event, prepared()) == f"Limits for this patient: systolic caution from 175: {WHY}"


def test_without_a_chart_the_entry_says_where_in_range_ends():
    row = Limits(Vital.SPO2, (Phase.INFUSING,), (), (Bound(Comparison.AT_MOST, 90),), (), "one")
    said = f"Limits for this patient: SpO2 caution at 90 or less: {WHY}"
    assert describe(PatientLimitsSet((row,), WHY)) == said


def test_after_a_spray_staff_observe_and_after_an_infusion_the_patient_recovers():
    sprayed, infused = read_chart(shipped_page(SprayGiven(), protocol=SPRAY)), read_chart(running_page())
    assert phase_word(sprayed) == "observing"
    assert phase_word(sprayed, Phase.PREPARING) == "preparing"
    assert (phase_word(infused), phase_word(infused, Phase.RECOVERING)) == ("infusing", "recovering")
    assert phase_word(read_chart(shipped_page(SessionCancelled("ill"), protocol=SPRAY))) == "cancelled"


def test_the_least_time_of_observation_counts_from_the_dose_or_from_the_end():
    assert read_chart(shipped_page(protocol=SPRAY)).observed_until is None
    assert read_chart(shipped_page(SprayGiven(), protocol=SPRAY)).observed_until == minute(120)
    assert read_chart(running_page((40, InfusionStopped()))).observed_until == minute(70)


def test_a_protocol_without_a_least_time_observes_until_no_moment():
    open_ended = replace(SPRAY, criteria=SPRAY.criteria[1:])
    assert read_chart(shipped_page(SprayGiven(), protocol=open_ended)).observed_until is None
    assert read_chart(page(STARTED)).observed_until is None
