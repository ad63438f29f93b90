"""What the trend says in words of one set."""

from monitor.effects import Grade
from monitor.events import EffectEnded, EffectSeen, EntryStruck
from monitor.snapshot import take_snapshot
from tests.builders import STARTED, minute, page, vitals
from ui.trend.readout import set_text


def said(*lines, number=-1):
    entries = page(STARTED, *lines)
    return set_text(take_snapshot(entries, minute(60)), entries[number])


def test_a_set_is_read_out_with_its_time_and_every_reading():
    text = said((10, vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, oxygen=0, respiratory_rate=14)))

    assert text.splitlines() == [
        "T+10 · 14:55",
        "BP 142/88 mmHg, mean 106 (computed)",
        "Heart rate 76 /min",
        "SpO2 97 %, on air",
        "Respiratory rate 14 /min",
    ]


def test_a_mean_that_was_entered_is_not_called_computed():
    assert "mean 104\n" in said((10, vitals(systolic=142, diastolic=88, mean=104, spo2=97)))


def test_spo2_on_oxygen_and_with_unknown_oxygen_say_so():
    assert "SpO2 97 %, on 2 L/min oxygen (O₂)" in said((10, vitals(spo2=97, oxygen=2)))
    assert "SpO2 97 %, oxygen not recorded" in said((10, vitals(spo2=97)))


def test_the_effects_are_those_of_that_moment():
    lines = [
        (5, EffectSeen("DIZZ", Grade.MILD)),
        (8, EffectSeen("NAUS", Grade.MILD)),
        (9, EffectEnded("NAUS")),
        (10, vitals(spo2=97)),
        (12, EffectSeen("DIZZ", Grade.SEVERE)),
    ]

    assert "Effects: Dizziness / wooziness mild\n" in said(*lines, number=-2)


def test_what_a_reading_reaches_is_said_with_shape_and_word():
    assert "◆ critical: Systolic 181 mmHg: at or above 180, critical limit" in said((10, vitals(systolic=181)))


def test_what_is_missing_from_a_set_is_said():
    assert said((10, vitals(systolic=120, diastolic=80))).endswith("Not taken: SpO2")


def test_a_struck_set_says_why_and_keeps_its_numbers():
    entries = page(STARTED, (10, vitals(systolic=242, spo2=97)))
    entries += page((11, EntryStruck(entries[-1].id, "wrong cuff")), opened=None, after=entries[-1])
    text = set_text(take_snapshot(entries, minute(60)), entries[-2])

    assert "✗ Struck 14:56: wrong cuff" in text
    assert "Systolic 242 mmHg" in text
    assert "critical" not in text
