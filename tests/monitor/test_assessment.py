"""What a set means: a sentence for each reading beyond a limit, the oxygen with it, and the change from baseline."""

from dataclasses import replace

import pytest

from monitor.assessment import Assessor, change_text, missing
from monitor.limits import ChangeLimit, Phase, Severity
from monitor.vitals import Vital
from tests.builders import SHIPPED, baseline, vitals

NO_BASELINE = {}


def found(taken, protocol=SHIPPED, before=NO_BASELINE):
    return Assessor(protocol).findings(taken.vitals, Phase.INFUSING, before)


def sentences(taken, **about):
    return [finding.sentence for finding in found(taken, **about)]


@pytest.mark.parametrize(
    ("oxygen", "said"),
    [
        (None, ["SpO2 92 %: at or below 93, caution limit"]),
        (0, ["SpO2 92 % on air: at or below 93, caution limit"]),
        (
            2,
            ["SpO2 92 % on 2 L/min oxygen: at or below 93, caution limit", "SpO2 92 % on 2 L/min oxygen: not on air"],
        ),
    ],
)
def test_spo2_is_never_told_without_what_the_patient_breathes(oxygen, said):
    assert sentences(vitals(oxygen=oxygen, spo2=92)) == said


def test_the_oxygen_is_told_with_spo2_alone():
    assert sentences(vitals(oxygen=2, spo2=98, heart_rate=112)) == [
        "Heart rate 112 /min: at or above 110, caution limit",
        "SpO2 98 % on 2 L/min oxygen: not on air",
    ]


@pytest.mark.parametrize(("litres", "expected"), [(None, False), (0, False), (0.5, True), (1, True), (15, True)])
def test_any_oxygen_is_oxygen(litres, expected):
    rules = [finding.rule for finding in found(vitals(oxygen=litres, spo2=99))]
    assert rules == (["on_oxygen"] if expected else [])


def test_the_worst_finding_comes_first():
    severities = [one.severity for one in found(vitals(systolic=151, diastolic=112, heart_rate=112))]
    assert severities == [Severity.CRITICAL, Severity.CAUTION, Severity.ADVISORY]


@pytest.mark.parametrize(
    ("by", "value", "is_high"),
    [(1, 37.8, True), (0.5, 37.3, True), (-0.5, 36.3, False), (-1, 35.8, False), (20, 60.0, True)],
)
def test_a_rise_is_high_and_a_fall_is_low_however_small_the_limit(by, value, is_high):
    vital = Vital.TEMPERATURE if by != 20 else Vital.HEART_RATE
    change = ChangeLimit(vital, Severity.CAUTION, by, percent=False, sets=1, source="a source")
    protocol = replace(SHIPPED, limits=(), changes=(change,))
    before = {vital: 36.8 if vital is Vital.TEMPERATURE else 40}
    [finding] = found(vitals(**{vital.key: value}), protocol, before)
    assert (finding.is_high, finding.rule) == (is_high, "change_from_baseline")


def test_the_rows_of_a_change_are_counted_each_for_itself_and_begin_anew():
    assessor, before = Assessor(SHIPPED), {Vital.SYSTOLIC: 120}

    def said(value):
        taken = vitals(systolic=value)
        return [one.limit for one in assessor.findings(taken.vitals, Phase.INFUSING, before) if "above" in one.limit]

    assert said(144) == []
    assert said(143) == []
    assert said(144) == []
    assert said(145) == ["20 % or more above baseline in 2 sets in a row"]
    assert said(146) == ["20 % or more above baseline in 2 sets in a row"]


def test_a_set_without_the_vital_sign_leaves_the_row_as_it_is():
    assessor, before = Assessor(SHIPPED), {Vital.SYSTOLIC: 120}
    sets = [vitals(systolic=144), vitals(heart_rate=70), vitals(systolic=144)]
    limits = [[one.limit for one in assessor.findings(s.vitals, Phase.INFUSING, before)] for s in sets]
    assert limits == [[], [], ["20 % or more above baseline in 2 sets in a row"]]


def test_a_change_is_told_in_its_unit_and_in_per_cent_but_not_of_nothing():
    assert change_text(Vital.SYSTOLIC, 168, 140) == "+28 mmHg (+20 %) from baseline 140"
    assert change_text(Vital.SPO2, 94, 98) == "-4 points (-4 %) from baseline 98"
    assert change_text(Vital.AGITATION, 2, 0) == "+2 from baseline 0"


def test_an_ordered_vital_sign_that_was_not_read_is_missing():
    assert missing(SHIPPED, vitals(systolic=120, diastolic=80).vitals) == (Vital.HEART_RATE, Vital.SPO2)
    assert missing(SHIPPED, baseline().vitals) == ()


@pytest.mark.parametrize("severity", Severity)
def test_how_much_oxygen_matters_is_said_by_the_protocol(severity):
    protocol = replace(SHIPPED, flagging=replace(SHIPPED.flagging, on_oxygen=severity))
    assert [finding.severity for finding in found(vitals(oxygen=2, spo2=99), protocol)] == [severity]
