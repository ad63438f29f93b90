"""The typed line, as tables of what is typed and what is understood or refused."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.dictation import LONGEST_LINE, Dictated, Misread, read_line
from monitor.effects import EFFECTS, OTHER, Grade, effect
from monitor.events import EffectEnded, EffectSeen, NoEffectsSeen, VitalsTaken
from monitor.vitals import Oxygen, Reading, Vital, VitalSet

UTC_OFFSET = timedelta(hours=1)
NOW = datetime(2026, 3, 5, 13, 10, 30, tzinfo=UTC)  # 14:10 in the clinic
EARLIEST = datetime(2026, 3, 5, 12, 20, 40, tzinfo=UTC)  # 13:20 in the clinic


def read(line, now=NOW, earliest=EARLIEST):
    return read_line(line, now, earliest, UTC_OFFSET)


def understood(line, **times):
    result = read(line, **times)
    assert isinstance(result, Dictated), result
    return result


def refused(line, **times):
    result = read(line, **times)
    assert isinstance(result, Misread), result
    return result


def named(misread):
    """The sentence and the word it is about, where nothing is offered."""
    assert misread.offer is None
    return misread.sentence, misread.word


def values(dictated):
    """The vital signs by key, as numbers."""
    taken = [event for event in dictated.events if isinstance(event, VitalsTaken)]
    return {reading.vital.key: reading.value for event in taken for reading in event.vitals.readings}


def oxygen(dictated):
    [taken] = dictated.events
    return taken.vitals.oxygen


def test_a_whole_line_is_read_back_word_for_word():
    dictated = understood("14:05 142/88 (106) 76 97 2L r14 t36.8 c38 m5 dizzy2 nausea0")

    assert dictated.said == (
        "14:05",
        "BP 142/88",
        "mean 106",
        "HR 76",
        "SpO2 97 % on 2 L/min oxygen",
        "RR 14",
        "temperature 36.8 °C",
        "EtCO2 38 mmHg",
        "MOAA/S 5",
        "Dizziness / wooziness moderate",
        "Nausea ended",
    )
    assert dictated.happened_at == datetime(2026, 3, 5, 13, 5, tzinfo=UTC)
    assert dictated.events == (
        VitalsTaken(
            VitalSet(
                (
                    Reading(Vital.SYSTOLIC, 142),
                    Reading(Vital.DIASTOLIC, 88),
                    Reading(Vital.MEAN, 106),
                    Reading(Vital.HEART_RATE, 76),
                    Reading(Vital.SPO2, 97),
                    Reading(Vital.RESPIRATORY_RATE, 14),
                    Reading(Vital.TEMPERATURE, 36.8),
                    Reading(Vital.ETCO2, 38),
                    Reading(Vital.SEDATION, 5),
                ),
                Oxygen(2),
            )
        ),
        EffectSeen("DIZZ", Grade.MODERATE),
        EffectEnded("NAUS"),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("142/88", {"systolic": 142, "diastolic": 88}),
        ("142/88 76", {"systolic": 142, "diastolic": 88, "heart_rate": 76}),
        ("142/88 76 97", {"systolic": 142, "diastolic": 88, "heart_rate": 76, "spo2": 97}),
        ("142/88 76 97%", {"systolic": 142, "diastolic": 88, "heart_rate": 76, "spo2": 97}),
        ("142/88 (106)", {"systolic": 142, "diastolic": 88, "mean": 106}),
        ("142/88(106) 76", {"systolic": 142, "diastolic": 88, "mean": 106, "heart_rate": 76}),
        ("142/88 (106) 76", {"systolic": 142, "diastolic": 88, "mean": 106, "heart_rate": 76}),
        ("142/88 map106", {"systolic": 142, "diastolic": 88, "mean": 106}),
        ("map106", {"mean": 106}),
        ("142/88 s97 p76", {"systolic": 142, "diastolic": 88, "spo2": 97, "heart_rate": 76}),
        ("p76", {"heart_rate": 76}),
        ("P76", {"heart_rate": 76}),
        ("s97", {"spo2": 97}),
        ("s97%", {"spo2": 97}),
        ("r14", {"respiratory_rate": 14}),
        ("r0", {"respiratory_rate": 0}),
        ("t36.8", {"temperature": 36.8}),
        ("t36,8", {"temperature": 36.8}),
        ("T37", {"temperature": 37}),
        ("c38", {"etco2": 38}),
        ("m5", {"sedation": 5}),
        ("m0", {"sedation": 0}),
        ("rass-2", {"agitation": -2}),
        ("RASS+1", {"agitation": 1}),
        ("rass0", {"agitation": 0}),
        (
            "142/88 76 97 rass-5 m2",
            {"systolic": 142, "diastolic": 88, "heart_rate": 76, "spo2": 97, "agitation": -5, "sedation": 2},
        ),
        ("-3 rass-3", {"agitation": -3}),
        ("MAP106", {"mean": 106}),
        ("142/88, 76; 97,", {"systolic": 142, "diastolic": 88, "heart_rate": 76, "spo2": 97}),
        (" \t142/88   76 ; ", {"systolic": 142, "diastolic": 88, "heart_rate": 76}),
        ("t36,8, p76", {"temperature": 36.8, "heart_rate": 76}),
    ],
)
def test_a_vital_sign_is_read_with_its_value(line, expected):
    assert values(understood(line)) == expected


@pytest.mark.parametrize(
    ("line", "expected", "said"),
    [
        ("s97", None, "SpO2 97 %"),
        ("s97 2L", Oxygen(2), "SpO2 97 % on 2 L/min oxygen"),
        ("s97 2l", Oxygen(2), "SpO2 97 % on 2 L/min oxygen"),
        ("s97 2.5L", Oxygen(2.5), "SpO2 97 % on 2.5 L/min oxygen"),
        ("s97 2,5L/min", Oxygen(2.5), "SpO2 97 % on 2.5 L/min oxygen"),
        ("s97 0L", Oxygen(0), "SpO2 97 % on air"),
        ("s97 air", Oxygen(0), "SpO2 97 % on air"),
        ("s97%, AIR", Oxygen(0), "SpO2 97 % on air"),
        ("142/88 76 97 2L", Oxygen(2), "SpO2 97 % on 2 L/min oxygen"),
        ("142/88 76 97% air", Oxygen(0), "SpO2 97 % on air"),
        ("s97 2L p76", Oxygen(2), "SpO2 97 % on 2 L/min oxygen"),
    ],
)
def test_oxygen_is_what_was_said_and_unknown_where_nothing_was(line, expected, said):
    dictated = understood(line)
    assert oxygen(dictated) == expected
    assert said in dictated.said


def test_the_vital_signs_are_one_event_and_the_first_wherever_they_were_typed():
    dictated = understood("dizzy2 p76 sleepy1 s97")
    assert [type(event) for event in dictated.events] == [VitalsTaken, EffectSeen, EffectSeen]
    assert dictated.said == (
        "Dizziness / wooziness moderate",
        "HR 76",
        "Drowsiness / sedation mild",
        "SpO2 97 %",
    )
    assert dictated.events[0].confirmed == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("97", "write p97 for heart rate, s97 for SpO2 or c97 for end-tidal CO2"),
        ("97%", "write s97 for SpO2"),
        ("36.8", "write t36.8 for temperature"),
        ("180", "write p180 for heart rate"),
        ("500", "write the letter of the vital sign in front of it, as in p76"),
        (
            "76 142/88",
            "write p76 for heart rate, s76 for SpO2, r76 for respiratory rate or c76 for end-tidal CO2",
        ),
        ("142/88 76 97 36.9", "write t36.9 for temperature"),
        ("142/88 76 97 180", "write p180 for heart rate"),
        ("142/88 76 97 2", "r2 for respiratory rate, c2 for end-tidal CO2, m2 for MOAA/S or 2L for oxygen"),
        ("142/88 p76 97%", "write s97 for SpO2"),
        ("142/88 97%", "write s97 for SpO2"),
        ("142/88 map106 180", "write p180 for heart rate"),
        ("142/88 dizzy2 180", "write p180 for heart rate"),
        ("142/88 s97 180", "write p180 for heart rate"),
        ("142/88 76 97 2L 180", "write p180 for heart rate"),
        ("p76 180", "write p180 for heart rate"),
        ("142", "write p142 for heart rate"),
        ("142 150", "write p142 for heart rate"),
        ("2459 142/88", "write the letter of the vital sign in front of it, as in p76"),
        ("1460 142/88", "write the letter of the vital sign in front of it, as in p76"),
        ("142/88 76 97 180 90", "write p180 for heart rate"),
        ("1 42/88", "write r1 for respiratory rate, c1 for end-tidal CO2 or m1 for MOAA/S"),
    ],
)
def test_a_bare_number_anywhere_else_is_never_guessed(line, said):
    misread = refused(line)
    assert f"{misread.word} stands alone: " in misread.sentence
    assert said in misread.sentence


@pytest.mark.parametrize(
    ("line", "word", "sentence"),
    [
        ("142/", "142/", "142/ is not a pressure: write systolic/diastolic, as in 142/88."),
        ("/88", "/88", "/88 is not a pressure: write systolic/diastolic, as in 142/88."),
        ("/", "/", "/ is not a pressure: write systolic/diastolic, as in 142/88."),
        ("142/88/70", "142/88/70", "142/88/70 is not a pressure: write systolic/diastolic, as in 142/88."),
        ("88/142", "88/142", "Diastolic 142 mmHg is not below systolic 88 mmHg."),
        ("88/88", "88/88", "Diastolic 88 mmHg is not below systolic 88 mmHg."),
        ("142/88 (150)", "(150)", "Mean pressure 150 mmHg is above systolic 142 mmHg."),
        ("142/88(70)", "142/88(70)", "Mean pressure 70 mmHg is below diastolic 88 mmHg."),
        ("map150 142/88", "142/88", "Mean pressure 150 mmHg is above systolic 142 mmHg."),
        ("1180/88", "1180/88", "Systolic 1180 mmHg is not believable (between 30 and 300 mmHg)."),
        ("142/8", "142/8", "Diastolic 8 mmHg is not believable (between 10 and 200 mmHg)."),
        ("142/88,76", "142/88,76", "Diastolic 88.76 is written with no decimals."),
        ("142/88 301", "301", "Heart rate 301 /min is not believable (between 20 and 300 /min)."),
        ("142/88 76 101", "101", "SpO2 101 % is not believable (between 40 and 100 %)."),
        ("p760", "p760", "Heart rate 760 /min is not believable (between 20 and 300 /min)."),
        ("m6", "m6", "Sedation (MOAA/S) 6 is not believable (between 0 and 5)."),
        ("rass2", "rass2", "rass2 has no sign: write rass+2 or rass-2."),
        ("rass5", "rass5", "rass5 has no sign: write rass-5."),
        ("rass", "rass", "rass has no number: RASS is written rass-2."),
        ("rass -3", "rass", "rass has no number: RASS is written rass-2."),
        ("rass-", "rass-", "rass- has no number: RASS is written rass-2."),
        ("rass-6", "rass-6", "Agitation (RASS) -6 is not believable (between -5 and +4)."),
        ("rass+5", "rass+5", "Agitation (RASS) +5 is not believable (between -5 and +4)."),
        ("rass-2.5", "rass-2.5", "Agitation (RASS) -2.5 is written with no decimals."),
        ("rass-2 rass+1", "rass+1", "Agitation (RASS) is given twice (1 is the second)."),
        ("t36.85", "t36.85", "Temperature 36.85 is written with 1 decimal."),
        ("s97 71L", "71L", "Oxygen 71 L/min is not believable (between 0 and 70)."),
        ("s", "s", "s has no number: SpO2 is written s97."),
        ("map", "map", "map has no number: mean pressure is written map106."),
        ("s 97", "s", "s has no number: SpO2 is written s97."),
        ("p76%", "p76%", "p76% is not understood: only SpO2 is given in %, as in s97%."),
        (
            "(106)",
            "(106)",
            "(106) stands alone: the mean goes directly after the pressure, as in 142/88 (106); or write map106.",
        ),
        (
            "142/88 76 (106)",
            "(106)",
            "(106) stands alone: the mean goes directly after the pressure, as in 142/88 (106); or write map106.",
        ),
        ("air", "air", "air stands alone: write it directly after SpO2, as in s97 air."),
        ("p76 air", "air", "air stands alone: write it directly after SpO2, as in s97 air."),
        ("142/88 76 air", "air", "air stands alone: write it directly after SpO2, as in s97 air."),
        ("s97 2L air", "air", "air stands alone: write it directly after SpO2, as in s97 air."),
        ("s97 dizzy2 2l", "2l", "2l stands alone: write it directly after SpO2, as in s97 2l."),
        ("p76 142/88 80", "80", "Heart rate is given twice (80 is the second)."),
        ("p76 p76", "p76", "Heart rate is given twice (76 is the second)."),
        ("142/88 76 97 s98", "s98", "SpO2 is given twice (98 is the second)."),
        ("142/88 150/90", "150/90", "Systolic is given twice (150 is the second)."),
        ("142/88 (106) map107", "map107", "Mean pressure is given twice (107 is the second)."),
        ("dizzy1 dizzy2", "dizzy2", "Dizziness / wooziness is given twice (dizzy2 is the second)."),
        ("dizzy2 woozy0", "woozy0", "Dizziness / wooziness is given twice (woozy0 is the second)."),
        (
            "dizzy",
            "dizzy",
            "dizzy: how severe? dizzy1 mild, dizzy2 moderate, dizzy3 severe (dizzy0 ended).",
        ),
        (
            "dizzy 2",
            "dizzy",
            "dizzy: how severe? dizzy1 mild, dizzy2 moderate, dizzy3 severe (dizzy0 ended).",
        ),
        (
            "dizzy4",
            "dizzy4",
            "dizzy4: how severe? dizzy1 mild, dizzy2 moderate, dizzy3 severe (dizzy0 ended).",
        ),
        (
            "dizzy22",
            "dizzy22",
            "dizzy22: how severe? dizzy1 mild, dizzy2 moderate, dizzy3 severe (dizzy0 ended).",
        ),
        ("low2", "low2", "low2 could be lowmood, lowbp or lowsats: write more of the word."),
        ("low", "low", "low could be lowmood, lowbp or lowsats: write more of the word."),
        ("ha2", "ha2", "ha2 could be hallucination, happy or haematuria: write more of the word."),
        (
            "di2",
            "di2",
            "di2 could be dissociation, distress, disorientation, dizziness or others: write more of the word.",
        ),
        ("other2", "other2", "other2 does not say what it is: write it in the effects panel."),
        ("oth", "oth", "oth does not say what it is: write it in the effects panel."),
        ("none dizzy2", "dizzy2", "dizzy2 cannot stand after none: write either."),
        ("none dizzy0", "dizzy0", "dizzy0 cannot stand after none: write dizzy0 before it."),
        ("dizzy2 none", "none", "none cannot stand in one line with an effect, nor twice: write either."),
        ("dizzy0 nausea1 none", "none", "none cannot stand in one line with an effect, nor twice: write either."),
        ("dizzy0 none none", "none", "none cannot stand in one line with an effect, nor twice: write either."),
        ("none none", "none", "none cannot stand in one line with an effect, nor twice: write either."),
    ],
)
def test_what_cannot_be_true_is_refused_with_the_reason(line, word, sentence):
    assert named(refused(line)) == (sentence, word)


@pytest.mark.parametrize(
    ("line", "word", "start"),
    [
        ("9 142/88 76 97", "9", 0),
        ("76 142/88 76 97", "76", 0),
        ("p7 142/88 p76", "p7", 0),
        ("142/88 76 97 76", "76", 13),
        ("  142/88;  x9 76 x9", "x9", 11),
        ("s98 t98.6", "t98.6", 4),
        ("14:05", "14:05", 0),
    ],
)
def test_the_word_is_named_with_its_place_in_the_line(line, word, start):
    misread = refused(line)
    assert (misread.word, misread.start) == (word, start)


PRESSURE_EXAMPLE = "a pressure is written systolic/diastolic, as in 142/88"
OR_LETTER = ", any other number with its letter, as in p76"


@pytest.mark.parametrize(
    ("line", "typed", "written"),
    [
        ("142 88 76 97", "142 88", f"a pressure is written 142/88{OR_LETTER}"),
        ("14:05 142 88 (106) 76", "142 88", f"a pressure is written 142/88{OR_LETTER}"),
        ("p76 230 120", "230 120", f"a pressure is written 230/120{OR_LETTER}"),
        ("97 76", "97 76", f"a pressure is written 97/76{OR_LETTER}"),
        ("142 / 88 76 97", "142 / 88", "a pressure is written 142/88"),
        ("142 /88", "142 /88", "a pressure is written 142/88"),
        ("142/ 88", "142/ 88", "a pressure is written 142/88"),
        ("142-88 76 97", "142-88", "a pressure is written 142/88"),
        ("BP 142/88 76 97", "BP 142/88", "a pressure is written 142/88"),
        ("bp142/88", "bp142/88", "a pressure is written 142/88"),
        ("BP: 142 88", "BP: 142 88", "a pressure is written 142/88"),
        ("NIBP 142 / 88", "NIBP 142 / 88", "a pressure is written 142/88"),
        ("blood pressure 142/88", "blood pressure 142/88", "a pressure is written 142/88"),
        ("BP 88/142", "BP", PRESSURE_EXAMPLE),
        ("142/88 BP 150/90", "BP", PRESSURE_EXAMPLE),
        ("1405 142/88", "1405", "a time is written 14:05"),
        ("14.05 142/88", "14.05", "a time is written 14:05"),
        ("14h05 142/88", "14h05", "a time is written 14:05"),
        ("9.05 142/88", "9.05", "a time is written 9:05"),
        ("-3min p76", "-3min", "minutes ago are written -3, in front of the line"),
        ("5 minutes ago p76", "5 minutes ago", "minutes ago are written -5, in front of the line"),
        ("-3 min p76", "min", "minutes ago are written -3, in front of the line"),
        ("142/88 hr76", "hr76", "heart rate is written p76"),
        ("HR: 81 s97", "HR: 81", "heart rate is written p81"),
        ("Heart rate 81", "Heart rate 81", "heart rate is written p81"),
        ("pulse", "pulse", "heart rate is written p76"),
        ("hr 142/88", "hr", "heart rate is written p76"),
        ("spo2 97 2L", "spo2 97", "SpO2 is written s97"),
        ("SpO2 98%", "SpO2 98%", "SpO2 is written s98"),
        ("sats98", "sats98", "SpO2 is written s98"),
        ("temp 36.9", "temp 36.9", "temperature is written t36.9"),
        ("temperature=36,9", "temperature=36,9", "temperature is written t36,9"),
        ("rr14", "rr14", "respiratory rate is written r14"),
        ("etco2 40", "etco2 40", "end-tidal CO2 is written c40"),
        ("MOAA/S 4", "MOAA/S 4", "MOAA/S is written m4"),
        ("mean 106", "mean 106", "mean pressure is written map106"),
        ("142/88 76 97 RA", "RA", "room air is written air or 0L"),
        ("s97 room air", "room air", "room air is written air or 0L"),
        ("no effects", "no effects", "no effects observed is written none"),
        ("142/88 no side effects", "no side effects", "no effects observed is written none"),
    ],
)
def test_what_many_people_write_is_refused_with_how_it_is_written_here(line, typed, written):
    assert named(refused(line)) == (f"{typed} is not understood: {written}.", typed)


@pytest.mark.parametrize("line", ["142, 88 76 97", "142   88", "BP  142/88,"])
def test_words_that_belong_together_are_named_together_however_far_apart(line):
    misread = refused(line)
    assert misread.word == line.removesuffix(" 76 97").removesuffix(",")
    assert "a pressure is written 142/88" in misread.sentence


@pytest.mark.parametrize("line", ["RA", "p76 RA", "s97 2L ra"])
def test_room_air_is_meant_only_directly_after_spo2(line):
    assert "how severe?" in refused(line).sentence


def test_how_something_is_written_is_said_only_where_the_chart_would_take_it():
    assert "not below systolic" in refused("88/142").sentence
    assert "is above systolic" in refused("map150 142/88").sentence
    assert "stands alone" in refused("142/88 76 97 1405").sentence


NO_KNOWN_FORM = (
    "wibble2 hr76 bp142/88 rr14 sats97 temp36.8 pulse76 d2 o2 x % + (106 p-3 dizzy2.5 dizzy-2 \u017fpo297 dr0wsy "
    "2dizzy 97%% ٧٦ 142/88mmhg 14:5 14:05:30 -3.5 -12345 none2 air2 🙂"
)


@pytest.mark.parametrize("word", NO_KNOWN_FORM.split())
def test_a_word_of_no_known_form_is_refused_by_name(word):
    for line in (word, f"142/88 {word}", f"{word} 142/88"):
        misread = refused(line)
        assert misread.word == word
        assert misread.sentence.startswith(f"{word} is not understood: ")


def test_a_character_that_cannot_be_seen_is_named_by_its_number():
    assert refused("p76 \x00").sentence.startswith(r"'\x00' is not understood: ")


@pytest.mark.parametrize("line", ["", " ", "\t\n", ",", " , ; "])
def test_an_empty_line_says_so(line):
    assert named(refused(line)) == ("Nothing is typed yet.", "")


def test_a_line_is_read_up_to_its_longest_length_and_not_beyond():
    assert values(understood("p76".ljust(LONGEST_LINE))) == {"heart_rate": 76}
    too_long = refused("p76".ljust(LONGEST_LINE + 1))
    assert named(too_long) == ("The line has 201 characters; up to 200 are read.", "")


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("t98.6", "t37.0"),
        ("T98,6", "t37.0"),
        ("t90", "t32.2"),
        ("142/88  76 t98.6, dizzy2 ", "142/88  76 t37.0, dizzy2 "),
    ],
)
def test_fahrenheit_is_refused_and_the_whole_line_offered_in_celsius(line, offer):
    misread = refused(line)
    assert misread.offer == offer
    understood(offer)


def test_the_sentence_about_fahrenheit_has_both_temperatures():
    assert refused("p76 t98.6") == Misread(
        "Temperature 98.6 is not believable in °C; in Fahrenheit it is 37.0 °C.", "t98.6", 4, "p76 t37.0"
    )


@pytest.mark.parametrize("line", ["t89.9", "t109.5", "t110", "t110.1", "t43.1"])
def test_a_temperature_that_is_believable_in_neither_unit_is_offered_nothing(line):
    misread = refused(line)
    assert misread.offer is None
    assert "is not believable (between 30.0 and 43.0 °C)" in misread.sentence


@pytest.mark.parametrize(
    ("line", "event", "said"),
    [
        ("dizzy1", EffectSeen("DIZZ", Grade.MILD), "Dizziness / wooziness mild"),
        ("dizzy2", EffectSeen("DIZZ", Grade.MODERATE), "Dizziness / wooziness moderate"),
        ("DIZZY3", EffectSeen("DIZZ", Grade.SEVERE), "Dizziness / wooziness severe"),
        ("dizzy0", EffectEnded("DIZZ"), "Dizziness / wooziness ended"),
        ("diz2", EffectSeen("DIZZ", Grade.MODERATE), "Dizziness / wooziness moderate"),
        ("naus1", EffectSeen("NAUS", Grade.MILD), "Nausea mild"),
        ("high2", EffectSeen("EUPH", Grade.MODERATE), "Euphoria / feeling high moderate"),
        ("highb2", EffectSeen("HTN", Grade.MODERATE), "High BP moderate"),
        ("si1", EffectSeen("SI", Grade.MILD), "Suicidal thoughts new/worse mild"),
        ("none", NoEffectsSeen(), "no effects observed"),
        ("None", NoEffectsSeen(), "no effects observed"),
    ],
)
def test_an_effect_is_read_by_its_word_or_by_the_beginning_of_it(line, event, said):
    dictated = understood(line)
    assert dictated.events == (event,)
    assert dictated.said == (said,)


def test_none_may_follow_what_has_ended():
    dictated = understood("142/88 dizzy0 nausea0 none")
    assert dictated.events[1:] == (EffectEnded("DIZZ"), EffectEnded("NAUS"), NoEffectsSeen())


def test_none_stands_beside_vital_signs():
    dictated = understood("142/88 76 97 none")
    assert dictated.events[1:] == (NoEffectsSeen(),)


@pytest.mark.parametrize("item", [item for item in EFFECTS if item.code != OTHER], ids=lambda item: item.code)
def test_every_effect_is_reached_by_each_of_its_own_words(item):
    for word in item.words:
        assert understood(f"{word}3").events == (EffectSeen(item.code, Grade.SEVERE),)


LATE_NIGHT = datetime(2026, 3, 5, 23, 10, 30, tzinfo=UTC)  # 00:10 of the 6th in the clinic


@pytest.mark.parametrize(
    ("line", "happened_at", "said"),
    [
        ("p76", None, "HR 76"),
        ("14:05 p76", datetime(2026, 3, 5, 13, 5, tzinfo=UTC), "14:05"),
        ("14:10 p76", NOW, "14:10"),  # not before what was kept since the minute began
        ("13:21 p76", datetime(2026, 3, 5, 12, 21, tzinfo=UTC), "13:21"),
        ("14:05, p76", datetime(2026, 3, 5, 13, 5, tzinfo=UTC), "14:05"),
        ("-3 p76", datetime(2026, 3, 5, 13, 7, 30, tzinfo=UTC), "14:07"),
        ("-0 p76", NOW, "14:10"),
        ("-49 p76", datetime(2026, 3, 5, 12, 21, 30, tzinfo=UTC), "13:21"),
    ],
)
def test_the_time_in_front_is_when_it_happened(line, happened_at, said):
    dictated = understood(line)
    assert dictated.happened_at == happened_at
    assert dictated.said[0] == said
    assert values(dictated) == {"heart_rate": 76}


@pytest.mark.parametrize("line", ["13:20 p76", "-50 p76"])
def test_the_minute_in_which_the_chart_begins_is_when_it_begins(line):
    assert understood(line).happened_at == EARLIEST


def test_the_minute_before_the_chart_begins_is_refused_to_the_second():
    on_the_minute = EARLIEST.replace(second=0)
    assert understood("13:20 p76", earliest=on_the_minute).happened_at == on_the_minute
    assert refused("13:19 p76", earliest=on_the_minute).word == "13:19"


def test_a_time_after_midnight_may_be_yesterdays():
    evening = LATE_NIGHT - timedelta(hours=2)

    dictated = understood("23:55 p76", now=LATE_NIGHT, earliest=evening)

    assert dictated.happened_at == datetime(2026, 3, 5, 22, 55, tzinfo=UTC)
    assert dictated.said[0] == "23:55 yesterday"


def test_a_time_after_midnight_is_todays_when_today_has_it():
    dictated = understood("00:05 p76", now=LATE_NIGHT, earliest=LATE_NIGHT - timedelta(hours=30))
    assert dictated.happened_at == datetime(2026, 3, 5, 23, 5, tzinfo=UTC)
    assert dictated.said[0] == "00:05"


@pytest.mark.parametrize(
    ("line", "word", "sentence"),
    [
        ("14:11 p76", "14:11", "14:11 has not come yet: it is 14:10."),
        ("23:55 p76", "23:55", "23:55 has not come yet: it is 14:10."),
        ("13:19 p76", "13:19", "13:19 is before 13:20: nothing is charted before that."),
        ("9:05 p76", "9:05", "9:05 is before 13:20: nothing is charted before that."),
        ("-51 p76", "-51", "-51 (13:19) is before 13:20: nothing is charted before that."),
        ("-1440 p76", "-1440", "-1440 (14:10 yesterday) is before 13:20: nothing is charted before that."),
        ("-9999 p76", "-9999", "-9999 (15:31 7 days ago) is before 13:20: nothing is charted before that."),
        ("24:00 p76", "24:00", "24:00 is not a time of day."),
        ("14:60 p76", "14:60", "14:60 is not a time of day."),
        ("p76 14:05", "14:05", "14:05 is a time, and the time goes in front of the line."),
        ("14:05 14:06 p76", "14:06", "14:06 is a time, and the time goes in front of the line."),
        ("142/88 76 97 -3", "-3", "-3 is a time, and the time goes in front of the line."),
        ("14:05", "14:05", "14:05 only says when: after it write what was seen, as in 14:05 142/88."),
        ("-3", "-3", "-3 only says when: after it write what was seen, as in -3 142/88."),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_both_times(line, word, sentence):
    assert named(refused(line)) == (sentence, word)


def test_a_time_that_is_neither_todays_nor_within_yesterdays_part_of_the_chart_is_refused():
    misread = refused("21:00 p76", now=LATE_NIGHT, earliest=LATE_NIGHT - timedelta(hours=2))
    assert misread.sentence == "21:00 has not come yet: it is 00:10."


def names_oxygen(dictated):
    return any(isinstance(event, VitalsTaken) and event.vitals.oxygen is not None for event in dictated.events)


def whole(low, high):
    return st.integers(low, high)


def either_case(word):
    return st.sampled_from([word, word.upper(), word.capitalize()])


def decimal(mark):
    return st.integers(300, 430).map(lambda tenths: (tenths / 10, f"{tenths // 10}{mark}{tenths % 10}"))


SPO2_WORDS = whole(40, 100).flatmap(lambda n: st.sampled_from([(n, f"{n}"), (n, f"{n}%")]))
OXYGEN_WORDS = st.sampled_from([(None, []), (0, ["air"]), (2, ["2L"]), (2.5, ["2,5l/min"]), (15, ["15L"])])


@st.composite
def pressures(draw):
    """Words of a pressure with what may follow it bare, and the values they mean."""
    diastolic = draw(whole(10, 200))
    systolic = draw(whole(max(30, diastolic + 1), 300))
    words, meant = [f"{systolic}/{diastolic}"], {"systolic": systolic, "diastolic": diastolic}
    mean = draw(st.none() | whole(diastolic, systolic))
    if mean is not None:
        meant["mean"] = mean
        if draw(st.booleans()):
            words[0] += f"({mean})"
        else:
            words.append(f"({mean})")
    breathed = None
    if draw(st.booleans()):
        meant["heart_rate"] = draw(whole(20, 300))
        words.append(str(meant["heart_rate"]))
        if draw(st.booleans()):
            meant["spo2"], word = draw(SPO2_WORDS)
            breathed, more = draw(OXYGEN_WORDS)
            words += [word, *more]
    return words, meant, breathed


@st.composite
def lines(draw):
    """A line of known words in any allowed order, with what it means."""
    chunks, meant, breathed = [], {}, None
    if draw(st.booleans()):
        words, meant, breathed = draw(pressures())
        chunks.append(words)
    for key, letter, low, high in [
        ("mean", "map", 10, 300),
        ("heart_rate", "p", 20, 300),
        ("respiratory_rate", "r", 0, 80),
        ("etco2", "c", 0, 120),
        ("sedation", "m", 0, 5),
    ]:
        if key not in meant and not (key == "mean" and "systolic" in meant) and draw(st.booleans()):
            meant[key] = draw(whole(low, high))
            chunks.append([draw(either_case(f"{letter}{meant[key]}"))])
    if draw(st.booleans()):
        meant["temperature"], typed = draw(decimal(draw(st.sampled_from(".,"))))
        chunks.append([f"t{typed}"])
    if draw(st.booleans()):
        meant["agitation"] = draw(whole(-5, 4))
        sign = "" if meant["agitation"] == 0 else "+" if meant["agitation"] > 0 else "-"
        chunks.append([draw(either_case(f"rass{sign}{abs(meant['agitation'])}"))])
    if "spo2" not in meant and draw(st.booleans()):
        meant["spo2"], typed = draw(SPO2_WORDS)
        breathed, more = draw(OXYGEN_WORDS)
        chunks.append([f"s{typed}", *more])
    effects = {}
    for item in draw(st.lists(st.sampled_from(EFFECTS[:-1]), unique=True, max_size=5)):
        effects[item.code] = draw(whole(0, 3))
        chunks.append([draw(either_case(f"{draw(st.sampled_from(item.words))}{effects[item.code]}"))])
    nothing = not effects and draw(st.booleans())
    if nothing:
        chunks.append(["none"])
    minutes = draw(st.none() | whole(0, 40))
    words = [f"-{minutes}"] if minutes is not None else []
    words += [word for chunk in draw(st.permutations(chunks)) for word in chunk]
    gaps = [draw(st.sampled_from([" ", ", ", "; ", "  "])) for _ in words]
    line = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    return line, meant, breathed, effects, nothing, minutes


@settings(deadline=None)
@given(lines())
def test_any_line_of_known_words_reads_back_to_exactly_what_was_typed(made):
    line, meant, breathed, effects, nothing, minutes = made
    result = read(line)
    if not (meant or effects or nothing):
        assert isinstance(result, Misread)
        return
    if len(line) > LONGEST_LINE:
        assert isinstance(result, Misread)
        return

    assert isinstance(result, Dictated), result
    assert values(result) == meant
    assert result.happened_at == (None if minutes is None else NOW - timedelta(minutes=minutes))
    taken = [event for event in result.events if isinstance(event, VitalsTaken)]
    assert len(taken) == bool(meant)
    for event in taken:
        assert event.vitals.oxygen == (None if breathed is None else Oxygen(breathed))
    graded = {e.effect: int(e.grade) for e in result.events if isinstance(e, EffectSeen)}
    ended = {e.effect: 0 for e in result.events if isinstance(e, EffectEnded)}
    assert graded | ended == effects
    assert result.events.count(NoEffectsSeen()) == nothing


def words_accounted_for(dictated):
    """How many typed words the events and the time make up, the mean counted as a word of its own."""
    count = 0 if dictated.happened_at is None else 1
    for event in dictated.events:
        if isinstance(event, VitalsTaken):
            count += len(event.vitals.readings) - (event.vitals.value(Vital.SYSTOLIC) is not None)
            count += event.vitals.oxygen is not None
        else:
            count += 1
    return count


def words_typed(line):
    spaced = re.sub(r"(?<=[0-9])\(", " (", line)  # a glued mean is a word of its own
    return len([word for word in spaced.split() if word.strip(",;")])


PIECES = (
    "142/88 142/88(106) (106) 76 97 97% 2 2L 2.5L/min air none p76 s97 r14 t36.8 t36,8 t98.6 c38 m5 map106 "
    "rass-2 rass+1 rass0 rass2 rass "
    "14:05 -3 dizzy dizzy0 dizzy2 nausea1 low2 other1 142/ /88 142/88/70 s % , ; 1 hr76 wibble2 "
    "BP / 88 no effects min ago 1405 SpO2 RA temp"
)
ALMOST = st.lists(st.sampled_from(PIECES.split()), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), ", ".join(words)])
)


@settings(deadline=None)
@given(st.text() | st.text(alphabet="0123456789/()%-:.,; apstrcmlnoe") | ALMOST)
@example("p76" * 400)
@example("9" * LONGEST_LINE)
@example("p" + "9" * (LONGEST_LINE - 1))
@example("142/88,, 76")
@example("\ud800")
@example("-" + "9" * 100)
@example("p76\x1c97")
@example("\u0130dizzy2 \u212a2 \u017f97")
def test_whatever_is_typed_is_refused_with_a_word_of_it_or_understood_to_the_last_word(line):
    result = read(line)
    if isinstance(result, Misread):
        assert result.sentence.endswith((".", "?"))
        assert line[result.start : result.start + len(result.word)] == result.word
        assert result.offer is None or result.offer != line
    else:
        assert result.events
        assert words_accounted_for(result) == words_typed(line)
        assert len(result.said) == words_typed(line) - names_oxygen(result)


@settings(deadline=None)
@given(st.sampled_from(EFFECTS[:-1]), st.data())
def test_a_beginning_means_its_effect_or_is_asked_about_but_never_another(item, data):
    word = data.draw(st.sampled_from(item.words))
    beginning = word[: data.draw(whole(2, len(word)))]
    fitting = {other.code for other in EFFECTS if any(known.startswith(beginning) for known in other.words)}
    exact = {other.code for other in EFFECTS if beginning in other.words}

    result = read(f"{beginning}1")

    if meant := exact or (fitting if len(fitting) == 1 else None):
        assert isinstance(result, Dictated)
        assert {event.effect for event in result.events} == meant
        assert result.said == (f"{effect(next(iter(meant))).label} mild",)
    else:
        assert isinstance(result, Misread)
        assert "write more of the word" in result.sentence


@pytest.mark.parametrize("typed", ["rass0", "rass+0", "rass-0"])
def test_nothing_is_neither_above_nor_below(typed):
    dictated = understood(typed)
    assert dictated.said == ("RASS 0",)
    assert str(values(dictated)["agitation"]) == "0.0"


def test_no_effect_begins_as_rass_does():
    assert not [word for item in EFFECTS for word in item.words if word.startswith("rass") or "rass".startswith(word)]


@pytest.mark.parametrize("word", ["2L", "2l", "Air"])
def test_a_word_that_stands_alone_is_named_as_it_was_typed(word):
    misread = refused(word)
    assert misread.sentence == f"{word} stands alone: write it directly after SpO2, as in s97 {word}."
