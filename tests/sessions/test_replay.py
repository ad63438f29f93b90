"""Real series on the way every nurse's line takes: kept, asked or refused, and nothing invented among the readings."""

from collections import Counter
from functools import cache

import pytest

from monitor.doubts import DOUBLE
from monitor.events import SessionOpened, VitalsTaken
from monitor.limits import Phase
from monitor.vitals import Vital
from sessions.chain import verify
from sessions.readings_file import SeriesRefused, read_series
from sessions.replay import ReplayRefused, replay
from sessions.replay_report import summary
from sessions.stores.memory import MemoryStore
from tests.clinics import CHEAP_PINS, PROTOCOL
from tests.sessions.series import EICU, FIRST, MIMIC, SERIES, write_rows

STAYS = [(name, stay) for name, series in SERIES.items() for stay in series.stays]
SHORT_STAYS = [(MIMIC, "251573"), (EICU, "1981330"), (EICU, "3094334")]


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        return write_rows(tmp_path, *rows)

    return write


def replayed(path, stay="7", **about):
    store = MemoryStore()
    return replay(read_series(path), stay, store, PROTOCOL, pins=CHEAP_PINS, **about)


@cache
def twelve_hours(name, stay):
    store = MemoryStore()
    return replay(SERIES[name], stay, store, PROTOCOL, pins=CHEAP_PINS), store


@pytest.mark.parametrize(("name", "stay"), STAYS)
def test_every_row_of_a_stay_is_kept_refused_or_counted_as_left_out(name, stay):
    result, _ = twelve_hours(name, stay)
    accounted = result.kept + result.empty + result.unchanged + result.left_out + len(result.refused)
    assert accounted == result.rows == len(SERIES[name].stays[stay])
    assert result.kept == len(result.snapshot.chart.sets) > 10


@pytest.mark.parametrize(("name", "stay"), STAYS)
def test_a_stay_becomes_an_infusion_of_the_planned_length_that_is_left_in_recovery(name, stay):
    result, _ = twelve_hours(name, stay)
    chart = result.snapshot.chart
    assert result.not_started == ""
    assert chart.minute(chart.stopped_at) == PROTOCOL.planned_min
    assert chart.phase is Phase.RECOVERING
    assert result.not_signed


@pytest.mark.parametrize(("name", "stay"), STAYS)
def test_the_record_of_a_replay_is_as_whole_as_any(name, stay):
    _, store = twelve_hours(name, stay)
    assert verify(store).stations == 1


@pytest.mark.parametrize(("name", "stay"), SHORT_STAYS)
def test_a_whole_stay_is_replayed_when_asked_to(name, stay):
    result = replay(SERIES[name], stay, MemoryStore(), PROTOCOL, hours=1000, pins=CHEAP_PINS)
    assert result.left_out == 0


def test_no_reading_is_in_the_record_that_is_not_in_the_file():
    result = replay(SERIES[MIMIC], "226055", MemoryStore(), PROTOCOL, hours=1000, pins=CHEAP_PINS)
    typed = Counter(row.line for row in SERIES[MIMIC].stays["226055"])
    assert result.kept == sum(typed.values())
    systolics = sorted(int(line.split("/")[0]) for line in typed.elements() if "/" in line)
    assert sorted(value for _, value in result.snapshot.chart.series(Vital.SYSTOLIC)) == systolics


def test_the_patient_is_marked_as_replayed_and_the_placeholders_are_named():
    result = replay(SERIES[MIMIC], "221684", MemoryStore(), PROTOCOL, pins=CHEAP_PINS)
    chart = result.snapshot.chart
    assert chart.patient.name == "STAY 221684, replayed"
    assert "only the readings are real" in chart.notes[0].event.text
    assert {answered.note for answered in chart.checks.values()} == {"replay"}
    assert chart.opened_at.year == 2001


def test_a_file_with_pressures_only_is_not_asked_for_more():
    result = replay(SERIES[EICU], "1981330", MemoryStore(), PROTOCOL, pins=CHEAP_PINS)
    assert result.not_ordered == (Vital.HEART_RATE, Vital.SPO2)
    assert result.snapshot.chart.protocol.schedule.ordered == (Vital.SYSTOLIC, Vital.DIASTOLIC)
    assert result.snapshot.chart.protocol.approval is None
    assert "no column for Heart rate, SpO2" in summary(result)


def test_a_file_with_every_column_keeps_the_protocol_as_it_is(file):
    opening = replayed(file(FIRST)).snapshot.chart.page[0].event
    assert isinstance(opening, SessionOpened)
    assert opening.protocol == PROTOCOL


def test_the_infusion_starts_after_the_rows_that_make_the_baseline_whole(file):
    path = file("7,0,70,,,,,,,", "7,5,,120,80,,,,,", "7,9,,,,,98,,,", "7,20,75,130,85,,97,,,", "7,60,72,125,80,,98,,,")
    chart = replayed(path).snapshot.chart
    assert chart.minute(chart.sets[2].at) == 0
    assert [taken.phase for taken in chart.sets] == [Phase.PREPARING] * 3 + [Phase.INFUSING, Phase.RECOVERING]


def test_a_baseline_that_never_is_whole_starts_nothing(file):
    result = replayed(file("7,0,70,120,80,,,,,"))
    assert result.snapshot.chart.phase is Phase.PREPARING
    assert result.not_started == "The baseline set lacks: SpO2."
    assert "The infusion was not started. The baseline set lacks: SpO2." in summary(result)


def test_a_stay_of_empty_rows_is_told_as_such(file):
    result = replayed(file("7,0,,,,,,,,", "7,5,,,,,,,,"))
    assert (result.empty, result.kept) == (2, 0)
    assert result.not_started == "No row of this stay was kept."


def test_data_that_end_during_the_infusion_still_end_it(file):
    chart = replayed(file(FIRST, "7,10,70,122,80,,98,,,")).snapshot.chart
    assert chart.minute(chart.stopped_at) == PROTOCOL.planned_min


@pytest.mark.parametrize(("minute", "unchanged"), [(1, 1), (3, 1), (3.1, 0), (4, 0)])
def test_the_same_reading_within_3_min_is_the_same_one_sent_again(file, minute, unchanged):
    result = replayed(file(FIRST, FIRST.replace("7,0,", f"7,{minute},")))
    assert (result.unchanged, result.kept) == (unchanged, 2 - unchanged)


def test_a_reading_that_stays_the_same_is_kept_again_after_3_min(file):
    rows = [FIRST.replace("7,0,", f"7,{minute},") for minute in range(9)]
    assert replayed(file(*rows)).kept == 3


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("7,5,75,80,80,,97,,,", "Diastolic 80 mmHg is not below systolic 80 mmHg."),
        ("7,5,75,80,95,,97,,,", "Diastolic 95 mmHg is not below systolic 80 mmHg."),
        ("7,5,75,0,0,,97,,,", "Systolic 0 mmHg is not believable (between 30 and 300 mmHg)."),
        ("7,5,75,120,80,130,97,,,", "Mean pressure 130 mmHg is above systolic 120 mmHg."),
        ("7,5,75,,80,,97,,,", "/80 is not a pressure: write systolic/diastolic, as in 142/88."),
        ("7,5,0,120,80,,97,,,", "Heart rate 0 /min is not believable (between 20 and 300 /min)."),
        ("7,5,75,120,80,,97,,37,98.6", "Temperature is given twice (37 is the second)."),
    ],
)
def test_a_row_with_an_impossible_value_is_refused_whole_and_reported(file, row, sentence):
    result = replayed(file(FIRST, row))
    [refused] = result.refused
    assert (refused.minute, refused.sentence) == (5, sentence)
    assert result.kept == len(result.snapshot.chart.sets) == 1
    assert sentence in summary(result)


def test_an_unusual_value_is_asked_kept_as_confirmed_and_reported(file):
    result = replayed(file(FIRST, "7,5,75,225,100,,84,,,"))
    assert [asked.sentence.split(" is unusual")[0] for asked in result.asked] == [
        "Systolic 225 mmHg",
        "SpO2 84 %",
        "Pulse pressure 125 mmHg (225/100)",
    ]
    assert result.snapshot.chart.sets[-1].confirmed == ("systolic", "spo2", "pulse_pressure")


def test_a_set_that_comes_a_second_time_in_its_minute_is_asked_kept_as_confirmed_and_listed(file):
    result = replayed(file(FIRST, "7,5,75,130,85,,97,,,", "7,5.2,76,131,85,,97,,,", "7,5.4,75,130,85,,97,,,"))
    question = "The set of 12:05 has these very readings already. Keep it a second time?"
    assert [(asked.minute, asked.sentence) for asked in result.asked] == [(5.4, question)]
    assert result.snapshot.chart.sets[-1].confirmed == (DOUBLE,)
    assert f"  minute 5.4  130/85 p75 s97  →  {question}" in summary(result).splitlines()


def test_degrees_fahrenheit_are_asked_and_kept_in_celsius(file):
    result = replayed(file(FIRST, "7,5,75,120,80,,97,,,98.6"))
    [asked] = result.asked
    assert asked.line == "120/80 p75 s97 t98.6"
    assert asked.sentence == "Temperature 98.6 is not believable in °C; in Fahrenheit it is 37.0 °C."
    assert result.snapshot.chart.series(Vital.TEMPERATURE)[-1][1] == 37.0


@pytest.mark.parametrize(("mean", "kept"), [("93.3333", 93), ("93.6667", 94), ("93", 93)])
def test_a_mean_with_decimals_is_typed_as_a_monitor_shows_it_and_counted(file, mean, kept):
    result = replayed(file(FIRST, f"7,5,75,120,80,{mean},97,,,"))
    assert result.snapshot.chart.series(Vital.MEAN)[-1][1] == kept
    assert result.rounded == ("." in mean)


def test_a_mean_alone_is_kept_as_one(file):
    chart = replayed(file(FIRST, "7,5,,,,89,,,,")).snapshot.chart
    assert [reading.vital for reading in chart.sets[-1].vitals.readings] == [Vital.MEAN]


def test_rows_after_the_hours_replayed_are_counted_and_left_out(file):
    result = replayed(file(FIRST, "7,60,70,121,80,,98,,,", "7,61,70,122,80,,98,,,"), hours=1)
    assert (result.kept, result.left_out) == (2, 1)


def test_rows_out_of_order_are_typed_in_order_of_time(file):
    chart = replayed(file("7,20,75,130,85,,97,,,", FIRST)).snapshot.chart
    assert [taken.vitals.value(Vital.SYSTOLIC) for taken in chart.sets] == [120, 130]


def test_flags_are_counted_by_rule_once_each(file):
    rows = [FIRST, "7,5,70,185,80,,98,,,", "7,10,70,130,80,,98,,,", "7,39,70,130,80,,98,,,"]
    flags = replayed(file(*rows)).flags
    assert flags["out_of_limits"] == 1  # the change from the baseline is the same problem
    assert flags["change_from_baseline"] == 0
    assert flags["set_overdue"] == 1


def test_what_only_a_person_sees_stays_open_and_the_discharge_unsigned(file):
    result = replayed(file(FIRST, "7,45,70,120,80,,98,,,", "7,60,70,121,80,,98,,,", "7,80,70,122,80,,98,,,"))
    unmet = {line.split(":")[0] for line in result.not_signed}
    assert {"Gait steady", "Oriented to person, place and time", "Alert"} <= unmet
    assert not any(line.startswith("2 complete sets") for line in result.not_signed)


def test_an_unknown_stay_is_refused_with_those_there_are(file):
    with pytest.raises(SeriesRefused) as refusal:
        replayed(file(FIRST, "8,0,70,120,80,,98,,,"), stay="9")
    assert str(refusal.value) == "There is no stay '9' in this file; it has 7, 8."


def test_a_row_that_is_cut_short_has_empty_cells(file):
    result = replayed(file(FIRST, "7,5,75"))
    assert result.snapshot.chart.sets[-1].vitals.value(Vital.HEART_RATE) == 75


def test_a_record_in_use_is_left_alone(file):
    store, series = MemoryStore(), read_series(file(FIRST))
    replay(series, "7", store, PROTOCOL, pins=CHEAP_PINS)
    before = store.heads()
    with pytest.raises(ReplayRefused, match="a replay goes into a record of its own"):
        replay(series, "7", store, PROTOCOL, pins=CHEAP_PINS)
    assert store.heads() == before


def test_every_set_of_a_replay_was_written_by_the_replay_nurse():
    chart = replay(SERIES[EICU], "1981330", MemoryStore(), PROTOCOL, pins=CHEAP_PINS).snapshot.chart
    assert {entry.author for entry in chart.page if isinstance(entry.event, VitalsTaken)} == {"replay.nurse"}
