"""What an entry is called on screen, in the table and in the report."""

import pytest

from monitor.chart_reader import read_chart
from monitor.effects import OTHER, Grade
from monitor.events import (
    AllergiesRecorded,
    Answer,
    CheckAnswered,
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryId,
    EntryStruck,
    FlagAnswered,
    InfusionStopped,
    NoEffectsSeen,
    NoteWritten,
    SetMissed,
)
from monitor.limits import Phase
from monitor.vitals import Vital
from monitor.wording import describe, limits_text, pressure_text, problem_words
from tests.builders import SHIPPED, STARTED_AT, minute, running_page, strike, vitals, written


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            vitals(systolic=142, diastolic=88, mean=106, heart_rate=76, spo2=97, oxygen=2),
            "BP 142/88 (106), HR 76, SpO2 97 % on 2 L/min oxygen",
        ),
        (vitals(systolic=142), "BP 142/–"),
        (vitals(respiratory_rate=14, temperature=36.8, sedation=5), "RR 14, temperature 36.8 °C, MOAA/S 5"),
        (AllergiesRecorded(()), "No known allergies"),
        (EffectSeen("DIZZ", Grade.MODERATE), "Dizziness / wooziness, moderate"),
        (EffectSeen(OTHER, Grade.MILD, "hiccups"), "hiccups, mild"),
        (EffectEnded("DIZZ"), "Dizziness / wooziness, ended"),
        (NoEffectsSeen(), "No effects observed"),
        (DrugGiven("ondansetron", "4 mg", "IV", "nausea"), "Given: ondansetron 4 mg IV: nausea"),
        (InfusionStopped(), "Infusion stopped"),
        (InfusionStopped("line out"), "Infusion stopped: line out"),
        (NoteWritten("asks for music"), "asks for music"),
        (
            FlagAnswered("high:systolic", None, "Rechecked"),
            "Answer to the flag Systolic high: Rechecked",
        ),
        (SetMissed(STARTED_AT, "asleep"), "Set due at 13:45 UTC not taken: asleep"),
    ],
)
def test_an_event_says_what_was_charted(event, words):
    assert describe(event) == words


def test_with_its_chart_a_moment_is_the_clinics_time_and_a_check_has_its_question():
    chart = read_chart(running_page())
    assert describe(SetMissed(minute(10), "asleep"), chart) == "Set due at T+10 (14:55) not taken: asleep"
    check = SHIPPED.checks[0]
    assert describe(CheckAnswered(check.key, Answer.YES), chart) == f"{check.label}: yes"


def test_a_strike_repeats_the_line_it_crossed_out():
    entries = running_page((5, vitals(systolic=182)))
    wrong = written(entries, type(vitals(spo2=97)))
    chart = read_chart(strike(entries, wrong, 6))
    assert describe(EntryStruck(wrong.id, "typo"), chart) == "14:50 “BP 182/–” struck: typo"
    assert describe(EntryStruck(EntryId("B", 9), "typo")) == "Entry B/9 struck: typo"


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("high:systolic", "Systolic high"),
        ("low:spo2", "SpO2 low"),
        ("effect:DIZZ:", "Dizziness / wooziness"),
        ("effect:OTHER:hiccups", "hiccups"),
        ("unresolved", "Effects not yet over"),
        ("set_overdue", "set overdue"),
        ("set_missed", "set missed"),
    ],
)
def test_a_problem_has_a_name_staff_would_use(problem, words):
    assert problem_words(problem) == words


def test_the_limits_of_a_vital_sign_are_where_in_range_ends():
    def ends(vital):
        return limits_text(SHIPPED.limits_for(vital, Phase.INFUSING))

    assert ends(Vital.SYSTOLIC) == "advisory from 150, critical below 90"
    assert ends(Vital.HEART_RATE) == "advisory above 100, advisory below 55"
    assert ends(Vital.SPO2) == "advisory at 95 or less"


def test_a_pressure_that_nobody_took_is_empty_and_not_zero():
    assert pressure_text(vitals(spo2=97).vitals) == ""
