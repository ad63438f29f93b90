"""The time axis: from the baseline to the end of the recovery, and nothing cut off."""

from monitor.events import InfusionStopped, NoteWritten
from monitor.snapshot import take_snapshot
from tests.builders import STARTED, minute, page, sprayed_page, vitals
from ui.trend.time import drawn_minute, span_of


def span(entries, *, now):
    snapshot = take_snapshot(entries, minute(now))
    return span_of(snapshot.chart, snapshot.now)


def test_the_axis_reaches_from_the_baseline_to_the_planned_end_and_the_observation_after_it():
    shown = span(page((-12, vitals(spo2=97)), STARTED), now=1)

    assert shown.first == -15
    assert shown.last >= 40 + 60


def test_a_recovery_that_takes_longer_makes_the_axis_longer():
    entries = page(STARTED, (40, InfusionStopped()))

    assert span(entries, now=170).last > 170


def test_an_entry_long_before_the_start_is_on_the_axis():
    assert span(page((-29, NoteWritten("early")), STARTED), now=1).first <= -29


def test_the_ticks_stand_at_the_grid_of_the_protocol_with_minutes_and_clock():
    ticks = {tick.minute: tick for tick in span(page((-12, vitals(spo2=97)), STARTED), now=1).ticks}

    assert (ticks[10].t_text, ticks[10].time_text) == ("T+10", "14:55")
    assert ticks[-10].t_text == "T−10"
    assert all(number % 10 == 0 for number in ticks)


def test_before_the_start_the_axis_says_the_clock_only():
    ticks = span(page(), now=-20).ticks

    assert {tick.t_text for tick in ticks} == {""}
    assert ticks[0].time_text == "14:15"


def test_a_few_seconds_do_not_move_the_line_of_now():
    chart = take_snapshot(page(STARTED), minute(5)).chart

    assert drawn_minute(chart, minute(5)) == drawn_minute(chart, minute(5.05))
    assert drawn_minute(chart, minute(5)) != drawn_minute(chart, minute(5.5))


def test_after_a_spray_the_axis_has_a_line_at_each_planned_set_and_ends_soon_after_the_observation():
    shown = span(sprayed_page(), now=38)
    assert [tick.t_text for tick in shown.ticks] == ["T+0", "T+40", "T+80", "T+120"]
    assert 120 < shown.last <= 130
