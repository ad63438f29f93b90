"""What one tile says of one session."""

from dataclasses import replace

import pytest

from monitor.doses import Dose
from monitor.events import FlagAnswered, InfusionPlanned, InfusionStopped
from monitor.snapshot import take_snapshot
from tests.builders import STARTED, baseline, minute, page, running_page, shipped_page, sprayed_page, vitals
from ui.board.chair_tile import ChairTile
from ui.widgets.marks import Mark

FINE = vitals(systolic=122, diastolic=76, heart_rate=70, spo2=98, oxygen=0)
NO_OXYGEN = vitals(spo2=96)


@pytest.fixture
def tile(qtbot):
    made = ChairTile()
    qtbot.addWidget(made)
    made.show()
    return made


def test_before_the_first_set_nothing_is_shown_as_a_value(tile):
    tile.display(take_snapshot(page(), minute(-20)))
    assert tile.last_set.none_label.isVisible()
    assert tile.last_set.none_label.text() == "no set yet"
    assert not tile.last_set.pressure.isVisible()
    assert tile.clock_label.text() == "since 14:15"
    assert tile.next_strip.text == "baseline set not taken"


def test_a_set_is_shown_with_its_age_and_what_was_breathed(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, FINE)), minute(12.5)))
    last = tile.last_set
    assert last.pressure.value_label.text() == "122/76"
    assert last.heart_rate.value_label.text() == "70"
    assert last.spo2.value_label.text() == "98 %"
    assert last.spo2.name_label.text() == "SpO2 on air"
    assert last.age_label.text() == "4 min ago · 14:53"
    assert not last.old_label.isVisible()
    assert (tile.phase_label.text(), tile.clock_label.text()) == ("Infusing", "T+12")
    assert tile.flags.patient_label.text() == "BERG, Anna"


def test_what_the_last_set_lacks_stands_with_its_own_age(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, vitals(systolic=130)), (8, NO_OXYGEN)), minute(9)))
    last = tile.last_set
    assert (last.pressure.name_label.text(), last.pressure.value_label.text()) == ("BP 1 min ago", "130/–")
    assert (last.heart_rate.name_label.text(), last.heart_rate.value_label.text()) == ("HR 19 min ago", "70")
    assert (last.spo2.name_label.text(), last.spo2.value_label.text()) == ("SpO2", "96 %")
    assert last.age_label.text() == "1 min ago · 14:53"


def test_what_nobody_has_read_yet_is_a_dash(tile):
    tile.display(take_snapshot(page((-10, vitals(spo2=97)), STARTED), minute(1)))
    assert tile.last_set.pressure.value_label.text() == "–"
    assert tile.last_set.heart_rate.value_label.text() == "–"


def test_a_value_too_old_to_be_the_present_one_is_muted_beside_a_new_one(tile):
    tile.display(take_snapshot(running_page((8, vitals(spo2=89))), minute(9)))
    last = tile.last_set
    assert last.pressure.value_label.property("look") == "reading-old"
    assert last.spo2.value_label.property("look") == "reading-critical"


def test_oxygen_nobody_mentioned_is_not_called_air(tile):
    tile.display(take_snapshot(page((-10, vitals(spo2=97))), minute(-5)))
    assert tile.last_set.spo2.name_label.text() == "SpO2"


def test_spo2_on_oxygen_is_said_with_its_oxygen(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, vitals(spo2=97, oxygen=2))), minute(9)))
    assert tile.last_set.spo2.name_label.text() == "SpO2 on 2 L/min oxygen"
    assert tile.last_set.spo2.value_label.text() == "97 %"
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, vitals(spo2=97))), minute(9)))
    assert tile.last_set.spo2.name_label.text() == "SpO2"


@pytest.mark.parametrize(("now", "is_old"), [(13, False), (13.1, True)])
def test_during_the_infusion_a_set_older_than_the_protocol_says_is_old_and_no_longer_in_its_colour(tile, now, is_old):
    high = vitals(systolic=184, diastolic=96, heart_rate=70, spo2=98)
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, high)), minute(now)))
    last = tile.last_set
    assert last.old_label.isVisible() is is_old
    assert last.old_label.text() == "old"
    assert last.age_label.text() == "5 min ago · 14:53"
    looks = ["reading-old"] * 3 if is_old else ["reading-critical", "reading", "reading"]
    figures = (last.pressure, last.heart_rate, last.spo2)
    assert [figure.value_label.property("look") for figure in figures] == looks


def test_an_old_set_is_followed_by_a_fresh_one_in_its_colour(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, FINE)), minute(20)))
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, FINE), (20, FINE)), minute(20)))
    assert not tile.last_set.old_label.isVisible()
    assert tile.last_set.pressure.value_label.property("look") == "reading"


def test_before_and_after_the_infusion_a_set_has_its_age_and_is_not_called_old(tile):
    for entries, now in (
        (page((-20, FINE)), -5),
        (page((-10, FINE), STARTED, (40, InfusionStopped()), (41, FINE)), 52),
    ):
        tile.display(take_snapshot(entries, minute(now)))
        assert not tile.last_set.old_label.isVisible()
        assert "min ago" in tile.last_set.age_label.text()


def test_without_flags_the_tile_says_so(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED), minute(3)))
    assert tile.flags.count_label.text() == "no open flags"
    assert not tile.flags.worst_strip.isVisible()
    assert tile.property("look") == "tile"


def test_the_worst_flag_frames_the_tile_in_colour_shape_and_word(tile):
    high = vitals(systolic=184, diastolic=96, heart_rate=70, spo2=98)
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, high)), minute(9)))
    assert tile.property("look") == "tile-critical"
    assert tile.flags.count_label.text() == "critical 1 unanswered"
    assert tile.flags.worst_strip.mark.mark is Mark.CRITICAL
    assert "184" in tile.flags.worst_strip.text
    assert tile.last_set.pressure.value_label.property("look") == "reading-critical"
    assert tile.last_set.heart_rate.value_label.property("look") == "reading"

    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, FINE)), minute(9)))
    assert tile.property("look") == "tile"
    assert tile.last_set.pressure.value_label.property("look") == "reading"


@pytest.mark.parametrize(
    ("now", "words", "mark"),
    [
        (3.5, "next set in 6:30", Mark.NONE),
        (10, "set due now", Mark.ADVISORY),
        (16, "overdue 6 min", Mark.CAUTION),
        (21, "overdue 11 min", Mark.CRITICAL),
    ],
)
def test_the_next_set_is_counted_down_and_then_overdue(tile, now, words, mark):
    tile.display(take_snapshot(page((-10, FINE), STARTED), minute(now)))
    assert (tile.next_strip.text, tile.next_strip.mark.mark) == (words, mark)


def test_in_recovery_the_tile_counts_what_is_unmet_and_then_is_ready(tile):
    stopped = page((-10, FINE), STARTED, (40, InfusionStopped()), (40, FINE))
    tile.display(take_snapshot(stopped, minute(45)))
    assert (tile.ready_strip.text, tile.ready_strip.mark.mark) == ("1 of 1 unmet", Mark.UNMET)
    assert tile.ready_strip.toolTip() == "60 min observed"

    tile.display(take_snapshot(stopped, minute(100)))
    assert (tile.ready_strip.text, tile.ready_strip.mark.mark) == ("ready", Mark.MET)


def test_nothing_is_said_of_discharge_while_infusing(tile):
    tile.display(take_snapshot(page(STARTED), minute(3)))
    assert not tile.ready_strip.isVisible()


def test_the_same_snapshot_twice_sets_no_text_again(tile, qtbot):
    planned = InfusionPlanned(Dose(0.5, 70, 1, 40))
    snapshot = take_snapshot(page((-15, planned), (-10, FINE), STARTED, (8, FINE)), minute(9))
    tile.display(snapshot)
    before = tile.grab().toImage()
    tile.display(snapshot)
    assert tile.grab().toImage() == before


def test_a_tile_is_announced_in_words(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED), minute(16)))
    assert tile.accessibleName() == "Chair 1, infusing, BERG, Anna, caution 1 unanswered, overdue 6 min"


HIGH = vitals(systolic=184, diastolic=96, heart_rate=70, spo2=98)
ANSWER = FlagAnswered("high:systolic", None, "physician told")


def looks(tile, entries):
    """How the tile is framed in two seconds that follow each other."""
    seen = []
    for second in (0, 1):
        tile.display(take_snapshot(entries, minute(9 + second / 60)))
        seen.append(tile.property("look"))
    return seen


def test_only_a_critical_flag_that_nobody_has_answered_pulses(tile):
    entries = page((-10, FINE), STARTED, (8, HIGH))
    assert looks(tile, entries) == ["tile-critical", "tile-critical-lit"]

    answer = replace(ANSWER, entry=entries[-1].id)
    answered = [*entries, *page((8.5, answer), opened=None, after=entries[-1])]
    assert looks(tile, answered) == ["tile-critical", "tile-critical"]
    assert tile.flags.count_label.text() == "critical 1 answered"


def test_a_caution_does_not_pulse(tile):
    fast = baseline(heart_rate=112)
    assert looks(tile, shipped_page((-10, baseline()), STARTED, (8, fast))) == ["tile-caution", "tile-caution"]


def test_what_nobody_has_answered_in_time_is_said_with_how_long_it_waits(tile):
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, HIGH)), minute(9.9)))
    assert tile.flags.count_label.text() == "critical 1 unanswered"
    tile.display(take_snapshot(page((-10, FINE), STARTED, (8, HIGH)), minute(12)))
    assert tile.flags.count_label.text() == "critical 1 unanswered 4 min"


def test_what_escalates_is_said_before_what_is_worse_and_answered(tile):
    entries = shipped_page((-10, baseline()), STARTED, (5, baseline(systolic=184, diastolic=82, heart_rate=112)))
    answer = FlagAnswered("high:systolic", entries[-1].id, "physician told")
    told = [*entries, *page((6, answer), opened=None, after=entries[-1])]
    tile.display(take_snapshot(told, minute(9)))
    assert tile.flags.worst_strip.text.startswith("Systolic 184 mmHg")
    tile.display(take_snapshot(told, minute(10)))
    assert tile.flags.worst_strip.text.startswith("Heart rate 112 /min")
    assert tile.flags.count_label.text() == "caution 1 unanswered 5 min"


def test_of_an_advisory_that_asks_for_no_answer_none_is_said(tile):
    tile.display(take_snapshot(shipped_page((-10, baseline()), STARTED, (5, baseline(heart_rate=104))), minute(6)))
    assert tile.flags.count_label.text() == "advisory 1"


def test_after_a_spray_the_patient_is_observed(tile):
    tile.display(take_snapshot(sprayed_page(), minute(45)))
    assert (tile.phase_label.text(), tile.clock_label.text()) == ("Observing", "T+45")
    assert "observing" in tile.accessibleName()
    assert tile.ready_strip.text.endswith("unmet")


@pytest.mark.parametrize(("now", "mark"), [(14, Mark.ADVISORY), (17, Mark.CAUTION)])
def test_the_last_set_has_the_severity_that_its_flag_has_by_now(tile, now, mark):
    tile.display(take_snapshot(running_page((10, baseline(systolic=168))), minute(now)))
    assert tile.last_set.pressure.mark.mark is mark


def test_what_ended_before_anybody_answered_is_counted_where_no_flag_is_open(tile):
    tile.display(take_snapshot(running_page((10, baseline(spo2=84)), (11, baseline())), minute(14)))
    assert tile.flags.count_label.text() == "1 ended unanswered"


def test_what_nobody_answered_in_time_is_told_as_bad_as_it_was(tile):
    page = running_page((10, baseline(systolic=188)), (15, baseline(systolic=155)), (20, baseline(systolic=155)))
    tile.display(take_snapshot(page, minute(21)))
    assert tile.flags.count_label.text() == "critical 1 unanswered 11 min"
    assert tile.flags.worst_strip.text.startswith("Systolic 188 mmHg")


def test_a_new_critical_flag_is_not_hidden_by_a_lesser_one_that_nobody_answered_in_time(tile):
    page = running_page((3, baseline(heart_rate=112)), (6, baseline(heart_rate=105)), (11, baseline(spo2=85)))
    tile.display(take_snapshot(page, minute(12)))
    assert tile.flags.worst_strip.text.startswith("SpO2 85 %")
