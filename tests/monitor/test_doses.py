"""The arithmetic of an infusion, and the weights that are refused or asked."""

import pytest

from monitor.doses import Dose, weight_doubt, weight_refusal


@pytest.mark.parametrize(("kg", "refused"), [(24.9, True), (25, False), (300, False), (300.1, True), (0, True)])
def test_a_weight_is_believed_from_25_to_300_kg(kg, refused):
    assert (weight_refusal(kg) is not None) is refused


@pytest.mark.parametrize(("kg", "asked"), [(39.9, True), (40, False), (180, False), (180.1, True)])
def test_a_weight_is_asked_outside_40_to_180_kg(kg, asked):
    assert (weight_doubt(kg) is not None) is asked


def test_both_sentences_have_the_weight_in_them():
    assert weight_refusal(700) == "Weight 700 kg is not believable (between 25 and 300 kg)."
    assert weight_doubt(190) == ("Weight 190 kg is unusual (usually between 40 and 180 kg; not pounds?). Is it right?")


def test_a_weight_that_is_not_a_number_is_refused():
    assert weight_refusal(float("nan")) is not None


def test_a_dose_is_reckoned_from_weight_strength_and_time():
    dose = Dose(mg_per_kg=0.5, weight_kg=70, mg_per_ml=1, minutes=40)
    assert dose.mg == 35
    assert dose.ml == 35
    assert dose.ml_per_hour == 52.5
    assert str(dose) == "35.0 mg (0.5 mg/kg x 70 kg) in 35.0 mL over 40 min: 52.5 mL/h"


def test_a_stronger_solution_takes_less_of_it():
    dose = Dose(mg_per_kg=0.75, weight_kg=82.4, mg_per_ml=2, minutes=60)
    assert dose.mg == pytest.approx(61.8)
    assert dose.ml == pytest.approx(30.9)
    assert dose.ml_per_hour == pytest.approx(30.9)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("mg_per_kg", "dose in mg/kg"),
        ("weight_kg", "weight in kg"),
        ("mg_per_ml", "concentration in mg/mL"),
        ("minutes", "duration in minutes"),
    ],
)
@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_a_number_of_a_dose_that_is_not_positive_is_refused_by_name(number, name, value):
    with pytest.raises(ValueError, match=f"The {name} is .*; it must be more than 0"):
        Dose(**{"mg_per_kg": 0.5, "weight_kg": 70, "mg_per_ml": 1, "minutes": 40, number: value})
