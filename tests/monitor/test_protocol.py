"""The protocol that is shipped: what it orders, that every line of it has a source, and that nobody approved it."""

import pytest

from monitor.limits import Phase
from monitor.protocol import CriterionKind
from monitor.vitals import Vital
from tests.builders import PROTOCOL, SHIPPED


def test_the_shipped_protocol_is_approved_by_nobody():
    assert SHIPPED.approval is None


def test_the_shipped_protocol_orders_sets_every_10_then_every_15_min():
    schedule = SHIPPED.schedule
    assert (schedule.infusing_every, schedule.recovering_every) == (10, 15)
    assert (schedule.early, schedule.recheck_after) == (3, 5)
    assert (schedule.caution_late, schedule.critical_late) == (5, 10)
    assert schedule.ordered == (Vital.SYSTOLIC, Vital.DIASTOLIC, Vital.HEART_RATE, Vital.SPO2)


def test_every_limit_change_check_and_criterion_names_its_source():
    for row in (SHIPPED, SHIPPED.schedule, *SHIPPED.limits, *SHIPPED.changes, *SHIPPED.checks, *SHIPPED.criteria):
        assert row.source.strip(), row


def test_every_ordered_vital_sign_has_limits_while_a_patient_is_here():
    for vital in SHIPPED.schedule.ordered:
        for phase in (Phase.PREPARING, Phase.INFUSING, Phase.PAUSED, Phase.RECOVERING):
            assert SHIPPED.limits_for(vital, phase) is not None


def test_a_vital_sign_or_phase_without_limits_has_none_and_no_default():
    assert PROTOCOL.limits_for(Vital.HEART_RATE, Phase.INFUSING) is None
    assert PROTOCOL.limits_for(Vital.SYSTOLIC, Phase.PREPARING) is None
    assert SHIPPED.limits_for(Vital.SYSTOLIC, Phase.DISCHARGED) is None


@pytest.mark.parametrize("key", [check.key for check in SHIPPED.checks])
def test_a_check_is_found_by_its_key(key):
    assert SHIPPED.check(key).key == key


@pytest.mark.parametrize("key", [criterion.key for criterion in SHIPPED.criteria])
def test_a_criterion_is_found_by_its_key(key):
    assert SHIPPED.criterion(key).key == key


def test_an_unknown_check_or_criterion_is_none():
    assert SHIPPED.check("weather") is None
    assert SHIPPED.criterion("weather") is None


def test_the_shipped_protocol_judges_the_discharge_in_every_way_there_is():
    assert {criterion.kind for criterion in SHIPPED.criteria} == set(CriterionKind)
