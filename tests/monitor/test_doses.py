"""The arithmetic of an infusion, and the weights that are refused or asked."""

import pytest

from monitor.doses import Dose, weight_doubt, weight_refusal


@pytest.mark.parametrize(("kg", "refused"), [(24.9, True), (25, False), (300, False), (300.1, True), (0, True)])
def test_a_weight_is_believed_from_25_to_300_kg(kg, refused):
    assert (weight_refusal(kg) is not None) is refused


@pytest.mark.parametrize(("kg", "asked"), [(39.9, True), (40, False), (150, False), (150.1, True), (181, True)])
def test_a_weight_is_asked_below_40_and_above_150_kg(kg, asked):
    assert (weight_doubt(kg) is not None) is asked


def test_both_sentences_have_the_weight_in_them():
    assert weight_refusal(700) == "Weight 700 kg is not believable (between 25 and 300 kg)."
    assert weight_doubt(39) == "Weight 39 kg is unusual (usually between 40 and 180 kg). Is it right?"
    assert weight_doubt(165) == "Weight 165 kg: was it read in pounds? 165 lb are 74.8 kg. Is it right in kg?"


def test_a_weight_that_is_not_a_number_is_refused():
    assert weight_refusal(float("nan")) is not None


def test_a_dose_is_reckoned_from_weight_strength_and_time():
    dose = Dose(mg_per_kg=0.5, weight_kg=70, mg_per_ml=1, minutes=40)
    assert dose.mg == 35
    assert dose.ml == 35
    assert dose.ml_per_hour == 52.5
    assert str(dose) == "35.0 mg (0.5 mg/kg x 70 kg) in 35.0 mL over 40 min: 52.5 mL/h"


@pytest.mark.parametrize(
    ("dose", "steps"),
    [
        (
            Dose(0.5, 72.5, 1, 40),
            ("0.5 mg/kg × 72.5 kg = 36.25 mg", "36.25 mg ÷ 1 mg/mL = 36.25 mL", "36.25 mL in 40 min = 54.375 mL/h"),
        ),
        (
            Dose(0.5, 72.5, 3, 40),
            ("0.5 mg/kg × 72.5 kg = 36.25 mg", "36.25 mg ÷ 3 mg/mL ≈ 12.083 mL", "12.083 mL in 40 min ≈ 18.125 mL/h"),
        ),
        (
            Dose(0.1, 70.3, 1, 40),
            ("0.1 mg/kg × 70.3 kg = 7.03 mg", "7.03 mg ÷ 1 mg/mL = 7.03 mL", "7.03 mL in 40 min = 10.545 mL/h"),
        ),
        (
            Dose(0.25, 66.66, 1, 60),
            (
                "0.25 mg/kg × 66.66 kg = 16.665 mg",
                "16.665 mg ÷ 1 mg/mL = 16.665 mL",
                "16.665 mL in 60 min = 16.665 mL/h",
            ),
        ),
    ],
)
def test_each_step_of_the_arithmetic_is_true_as_printed_or_says_that_it_is_rounded(dose, steps):
    assert dose.arithmetic == steps


@pytest.mark.parametrize(
    ("mg_per_ml", "text"), [(8, "≈\u00a04.563 mL"), (10, "3.65 mL"), (3, "≈\u00a012.167 mL"), (36.5, "1.0 mL")]
)
def test_a_number_with_more_than_three_decimals_is_rounded_half_up_and_marked(mg_per_ml, text):
    assert Dose(0.5, 73, mg_per_ml, 40).ml_text == text


def test_the_dose_in_words_has_the_numbers_of_the_arithmetic():
    assert str(Dose(0.5, 72.5, 1, 40)) == "36.25 mg (0.5 mg/kg x 72.5 kg) in 36.25 mL over 40 min: 54.375 mL/h"


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
