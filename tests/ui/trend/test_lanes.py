"""The lanes: planned sets and what became of them, the pump, the effects, and what was done and written."""

from monitor.doses import Dose
from monitor.effects import Grade
from monitor.events import (
    DrugGiven,
    EffectEnded,
    EffectSeen,
    EntryStruck,
    FlagAnswered,
    InfusionPaused,
    InfusionPlanned,
    InfusionResumed,
    InfusionStopped,
    NoteWritten,
    SetMissed,
)
from monitor.limits import Severity
from monitor.schedule import SetState
from monitor.snapshot import take_snapshot
from tests.builders import STARTED, minute, page, running_page, sprayed_page, vitals
from ui.trend.lanes import GradeSpan, Happened, RateBar, fitted, lanes_of, rows_of

PLANNED = (-20, InfusionPlanned(Dose(0.5, 70, 1.0, 40)))
BASELINE = (-10, vitals(systolic=120, diastolic=80, spo2=97))


def lanes(entries, *, now):
    return lanes_of(take_snapshot(entries, minute(now)))


def test_a_planned_set_shows_what_became_of_it():
    entries = page(
        PLANNED,
        BASELINE,
        STARTED,
        (10, vitals(systolic=120, diastolic=80, spo2=97)),
        (21, SetMissed(minute(20), "asleep")),
    )
    states = {mark.minute: mark.state for mark in lanes(entries, now=32).planned}

    assert states[10] is SetState.TAKEN
    assert states[20] is SetState.EXPLAINED
    assert states[30] is SetState.DUE
    assert states[40] is SetState.COMING


def test_an_overdue_set_is_marked_as_late_as_its_flag_says():
    entries = page(PLANNED, BASELINE, STARTED)

    def late(now):
        return {mark.minute: mark.late for mark in lanes(entries, now=now).planned}[10]

    assert late(11) is None
    assert late(14) is Severity.CAUTION
    assert late(21) is Severity.CRITICAL


def test_a_missed_set_says_so_in_words():
    (first, *_rest) = [mark for mark in lanes(page(PLANNED, BASELINE, STARTED), now=45).planned if mark.minute == 20]

    assert first.words == "T+20 · 15:05\nPlanned set (infusing): missed"


def test_the_pump_runs_pauses_and_is_planned_to_its_end():
    entries = page(PLANNED, STARTED, (10, InfusionPaused("pressure")), (15, InfusionResumed()))

    assert lanes(entries, now=20).rate == (
        RateBar(0, 10),
        RateBar(10, 15, is_paused=True),
        RateBar(15, 20),
        RateBar(20, 45, is_planned=True),
    )
    assert lanes(entries, now=20).rate_text == "52.5 mL/h"


def test_a_stopped_pump_has_nothing_planned():
    assert lanes(page(PLANNED, STARTED, (30, InfusionStopped("dizzy"))), now=50).rate == (RateBar(0, 30),)


def test_an_effect_is_a_bar_from_onset_through_its_grades_to_its_end_or_to_now():
    entries = page(
        STARTED,
        (5, EffectSeen("DIZZ", Grade.MILD)),
        (8, EffectSeen("DIZZ", Grade.MODERATE)),
        (9, EffectSeen("NAUS", Grade.SEVERE)),
        (12, EffectEnded("DIZZ")),
    )
    dizzy, sick = lanes(entries, now=20).effects

    assert dizzy.spans == (GradeSpan(5, 8, Grade.MILD), GradeSpan(8, 12, Grade.MODERATE))
    assert not dizzy.is_open
    assert sick.spans == (GradeSpan(9, 20, Grade.SEVERE),)
    assert sick.text == "Nausea, severe"


def test_effects_share_a_row_only_when_neither_bar_nor_label_would_be_covered():
    entries = page(
        STARTED,
        (5, EffectSeen("DIZZ", Grade.MILD)),
        (9, EffectSeen("NAUS", Grade.MILD)),
        (12, EffectEnded("DIZZ")),
        (30, EffectSeen("DIZZ", Grade.MILD)),
    )
    bars = lanes(entries, now=40).effects

    assert rows_of(bars, x=lambda at: at, label_px=lambda text: 3) == (0, 1, 0)
    assert rows_of(bars, x=lambda at: at, label_px=lambda text: 30) == (0, 1, 2)


def test_drugs_notes_answers_and_strikes_are_events_that_lead_to_their_entry():
    entries = page(
        STARTED,
        (5, vitals(systolic=240)),
        (6, DrugGiven("ondansetron", "4 mg", "IV")),
        (7, NoteWritten("music lower")),
        (8, FlagAnswered("high:systolic", None, "repeated")),
    )
    struck, drug, note, answer = (entry.id for entry in entries[-4:])
    entries += page((9, EntryStruck(struck, "wrong cuff")), opened=None, after=entries[-1])

    assert [(mark.minute, mark.kind, mark.text, mark.entry) for mark in lanes(entries, now=10).events] == [
        (6, Happened.DRUG, "ondansetron 4 mg IV", drug),
        (7, Happened.NOTE, "music lower", note),
        (8, Happened.ANSWER, "repeated", answer),
        (9, Happened.STRIKE, "wrong cuff", struck),
    ]


def test_where_rows_are_few_the_open_and_the_worst_effects_keep_theirs():
    entries = page(
        STARTED,
        (1, EffectSeen("HEAD", Grade.SEVERE)),
        (2, EffectSeen("DIZZ", Grade.MILD)),
        (3, EffectSeen("NAUS", Grade.MODERATE)),
        (9, EffectEnded("HEAD")),
    )
    bars = lanes(entries, now=20).effects

    def kept(rows):
        return [bar.label for bar in fitted(bars, rows, x=lambda at: at, label_px=lambda text: 30)]

    assert kept(1) == ["Nausea"]
    assert kept(2) == ["Dizziness / wooziness", "Nausea"]
    assert kept(3) == [bar.label for bar in bars]


def test_a_reading_beyond_a_limit_that_is_not_plotted_has_its_mark_among_the_events():
    entries = running_page((10, vitals(systolic=120, diastolic=80, respiratory_rate=31, temperature=37.9)))
    (mark,) = lanes(entries, now=11).events

    assert mark.entry == entries[-1].id
    assert isinstance(mark.kind, Severity)
    assert "Respiratory rate 31" in mark.text
    assert "Temperature 37.9" in mark.text


def test_a_spray_has_no_rate_and_its_sets_are_not_called_recovering():
    shown = lanes(sprayed_page(), now=38)
    assert (shown.has_rate, shown.rate, shown.rate_text) == (False, (), "")
    assert [mark.words for mark in shown.planned][1:] == ["T+40 · 15:25\nPlanned set (observing): coming"]


def test_an_infusion_has_a_rate_and_a_set_after_it_is_called_recovering():
    shown = lanes(running_page((40, InfusionStopped())), now=41)
    assert shown.has_rate
    assert "(recovering)" in shown.planned[-1].words
