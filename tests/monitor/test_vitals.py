"""What is believable of a vital sign, what deserves a question, and what no set can hold."""

import math

import pytest

from monitor.vitals import MOAAS, RASS, Oxygen, Reading, Vital, VitalSet, from_fahrenheit
from tests.builders import vitals

HARD = {  # the last value refused below, the first and the last believed, the first refused above
    Vital.SYSTOLIC: (29, 30, 300, 301),
    Vital.DIASTOLIC: (9, 10, 200, 201),
    Vital.MEAN: (9, 10, 300, 301),
    Vital.HEART_RATE: (19, 20, 300, 301),
    Vital.SPO2: (39, 40, 100, 101),
    Vital.RESPIRATORY_RATE: (-1, 0, 80, 81),
    Vital.TEMPERATURE: (29.9, 30.0, 43.0, 43.1),
    Vital.ETCO2: (-1, 0, 120, 121),
    Vital.SEDATION: (-1, 0, 5, 6),
    Vital.AGITATION: (-6, -5, 4, 5),
}
SOFT = {  # the last value asked below, the first and the last kept unasked, the first asked above
    Vital.SYSTOLIC: (69, 70, 220, 221),
    Vital.DIASTOLIC: (39, 40, 130, 131),
    Vital.MEAN: (39, 40, 220, 221),
    Vital.HEART_RATE: (39, 40, 160, 161),
    Vital.SPO2: (84, 85, 100, None),
    Vital.RESPIRATORY_RATE: (7, 8, 30, 31),
    Vital.TEMPERATURE: (34.9, 35.0, 39.0, 39.1),
    Vital.ETCO2: (24, 25, 55, 56),
    Vital.SEDATION: (None, 0, 5, None),
    Vital.AGITATION: (None, -5, 4, None),
}


def about(taken):
    return [doubt.about for doubt in taken.vitals.doubts()]


def by_key(item):
    return item.key if isinstance(item, Vital) else None


@pytest.mark.parametrize("vital", Vital, ids=by_key)
def test_both_ends_of_the_hard_range_are_believed_and_nothing_beyond_them(vital):
    below, low, high, above = HARD[vital]
    assert Reading(vital, low).value == low
    assert Reading(vital, high).value == high
    for refused in (below, above):
        with pytest.raises(ValueError, match=r"is not believable \(between"):
            Reading(vital, refused)


@pytest.mark.parametrize("vital", Vital, ids=by_key)
def test_both_ends_of_the_soft_range_are_kept_unasked_and_what_is_beyond_is_asked(vital):
    below, low, high, above = SOFT[vital]
    for usual in (low, high):
        assert about(vitals(**{vital.key: usual})) == []
    for unusual in (below, above):
        if unusual is not None:
            assert about(vitals(**{vital.key: unusual})) == [vital.key]


def test_a_refusal_has_the_value_and_the_range_in_it():
    with pytest.raises(ValueError, match="Systolic 3003690 mmHg is not believable"):
        Reading(Vital.SYSTOLIC, 3003690)
    with pytest.raises(ValueError, match="Systolic 1180 mmHg is not believable") as refusal:
        Reading(Vital.SYSTOLIC, 1180)
    assert str(refusal.value) == "Systolic 1180 mmHg is not believable (between 30 and 300 mmHg)."


def test_a_question_has_the_value_and_the_usual_range_in_it():
    [doubt] = vitals(heart_rate=170).vitals.doubts()
    assert doubt.sentence == "Heart rate 170 /min is unusual (usually between 40 and 160 /min). Is it right?"


@pytest.mark.parametrize("vital", Vital, ids=by_key)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_a_number_is_refused(vital, value):
    with pytest.raises(ValueError, match="is not believable"):
        Reading(vital, value)


def test_a_whole_number_is_wanted_where_there_are_no_decimals():
    with pytest.raises(ValueError, match=r"Systolic 142\.5 is written with no decimals\."):
        Reading(Vital.SYSTOLIC, 142.5)


def test_temperature_has_one_decimal():
    assert Reading(Vital.TEMPERATURE, 36.8).value == 36.8
    with pytest.raises(ValueError, match=r"Temperature 36\.85 is written with 1 decimal\."):
        Reading(Vital.TEMPERATURE, 36.85)


def test_a_set_without_a_reading_is_refused():
    with pytest.raises(ValueError, match="There is no reading in this set"):
        VitalSet(())


def test_a_vital_sign_given_twice_is_refused_by_name():
    twice = (Reading(Vital.SPO2, 97), Reading(Vital.HEART_RATE, 70), Reading(Vital.SPO2, 95))
    with pytest.raises(ValueError, match=r"SpO2 is given twice \(95 is the second\)"):
        VitalSet(twice)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"systolic": 80, "diastolic": 80}, "Diastolic 80 mmHg is not below systolic 80 mmHg."),
        ({"systolic": 80, "diastolic": 81}, "Diastolic 81 mmHg is not below systolic 80 mmHg."),
        ({"systolic": 120, "mean": 121}, "Mean pressure 121 mmHg is above systolic 120 mmHg."),
        ({"diastolic": 80, "mean": 79}, "Mean pressure 79 mmHg is below diastolic 80 mmHg."),
    ],
)
def test_pressures_that_contradict_each_other_are_refused(values, sentence):
    with pytest.raises(ValueError, match=r"pressure|Diastolic") as refusal:
        vitals(**values)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "values",
    [
        {"systolic": 80, "diastolic": 79},
        {"systolic": 120, "mean": 120},
        {"diastolic": 80, "mean": 80},
        {"systolic": 120},
        {"diastolic": 120},
    ],
)
def test_pressures_that_may_stand_together_are_kept(values):
    assert {reading.vital.key: reading.value for reading in vitals(**values).vitals.readings} == values


@pytest.mark.parametrize(
    ("systolic", "asked"), [(89, True), (90, False), (91, False), (199, False), (200, False), (201, True)]
)
def test_a_pulse_pressure_below_10_or_above_120_is_asked(systolic, asked):
    assert about(vitals(systolic=systolic, diastolic=80)) == (["pulse_pressure"] if asked else [])


def test_the_question_about_the_pulse_pressure_names_both_pressures():
    [doubt] = vitals(systolic=88, diastolic=80).vitals.doubts()
    assert doubt.sentence == (
        "Pulse pressure 8 mmHg (88/80) is unusual (usually between 10 and 120 mmHg). Is it right?"
    )


def test_what_was_not_taken_is_none_and_never_zero():
    taken = vitals(respiratory_rate=0).vitals
    assert taken.value(Vital.RESPIRATORY_RATE) == 0
    assert taken.value(Vital.SPO2) is None


def test_the_mean_is_computed_only_from_both_pressures():
    assert vitals(systolic=120, diastolic=90).vitals.computed_mean == 100
    assert vitals(systolic=120, mean=95).vitals.computed_mean is None
    assert vitals(diastolic=80).vitals.computed_mean is None


def test_oxygen_goes_with_spo2_only():
    assert vitals(spo2=95, oxygen=2).vitals.oxygen == Oxygen(2)
    with pytest.raises(ValueError, match=r"Oxygen \(on 2 L/min oxygen\) is charted together with SpO2"):
        vitals(heart_rate=70, oxygen=2)


def test_unknown_oxygen_is_not_air():
    assert vitals(spo2=95).vitals.oxygen is None
    assert str(Oxygen(0)) == "on air"
    assert str(Oxygen(2.5)) == "on 2.5 L/min oxygen"


@pytest.mark.parametrize(("litres", "believed"), [(-0.1, False), (0, True), (70, True), (70.1, False)])
def test_oxygen_is_believed_from_0_to_70_litres(litres, believed):
    if believed:
        assert Oxygen(litres).litres_per_min == litres
    else:
        with pytest.raises(ValueError, match="is not believable"):
            Oxygen(litres)


@pytest.mark.parametrize(
    ("typed", "celsius"), [(89.9, None), (90, 32.2), (96.1, 35.6), (98.6, 37.0), (110, 43.3), (110.1, None), (37, None)]
)
def test_only_90_to_110_degrees_look_like_fahrenheit(typed, celsius):
    assert from_fahrenheit(typed) == celsius


def test_a_vital_sign_is_found_by_its_key_and_an_unknown_key_is_named():
    for vital in Vital:
        assert Vital.of(vital.key) is vital
    with pytest.raises(ValueError, match="'pulse'"):
        Vital.of("pulse")


def test_a_value_is_said_with_label_unit_and_its_own_decimals():
    assert Vital.SYSTOLIC.said(142) == "Systolic 142 mmHg"
    assert Vital.TEMPERATURE.text(37) == "37.0 °C"
    assert Vital.SEDATION.said(4) == "Sedation (MOAA/S) 4"


def test_every_level_of_sedation_and_agitation_is_described():
    assert len(MOAAS) == Vital.SEDATION.hard[1] + 1
    assert sorted(RASS) == list(range(Vital.AGITATION.hard[0], Vital.AGITATION.hard[1] + 1))
