"""The trend chart: what is drawn follows from the snapshot, and pointing at it reads it out."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from monitor.chart_reader import read_chart
from monitor.effects import Grade
from monitor.events import DrugGiven, EffectSeen, EntryStruck, InfusionStopped, NoteWritten, PatientLimitsSet
from monitor.limits import Severity
from monitor.patient_limits import Place, own_rows
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import SESSION, STARTED, minute, page, prepared_page, running_page, sprayed_page, vitals
from ui.theme import DARK, LIGHT, apply_theme
from ui.trend.badges import badge_places
from ui.trend.chart import TrendChart
from ui.trend.legend import ROW_PX
from ui.trend.symbols import Symbol

OTHER_SESSION = SESSION[:-1] + "2"


@pytest.fixture
def chart(qtbot):
    chart = TrendChart()
    chart.resize(900, 500)
    qtbot.addWidget(chart)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def infusion(*lines, **about):
    baseline = (-10, vitals(systolic=128, diastolic=79, heart_rate=70, spo2=98, oxygen=0))
    return page(baseline, STARTED, *lines, **about)


def with_struck(entries, number, *, at):
    strike = EntryStruck(entries[number].id, "wrong cuff")
    return [*entries, *page((at, strike), opened=None, after=entries[-1])]


TWO_SETS = infusion(
    (10, vitals(systolic=142, diastolic=88, heart_rate=76, spo2=97, oxygen=0)),
    (20.5, vitals(systolic=165, diastolic=92, mean=118, heart_rate=84, spo2=96, oxygen=2)),
)


def drawn(layer):
    x, y = layer.item.getData()
    return list(zip(x, y, strict=True)) if layer.item.isVisible() else []


def drawn_of(chart, vital):
    """Where the marks of one vital sign of the left axis stand."""
    places = drawn(chart.plot.readings)
    return [place for place, (*_at, kind) in zip(places, chart.plot.readings.spots, strict=False) if kind is vital]


def symbols(layer):
    """The marks of a layer as they are drawn, one after the other."""
    return [Symbol(name) for name in layer.item.data["symbol"]]


def shown(chart, entries, *, now=30):
    snapshot = take_snapshot(entries, minute(now))
    chart.display(snapshot)
    return snapshot


def test_every_reading_stands_at_its_minute_and_value(chart):
    series = shown(chart, TWO_SETS).chart.series

    assert drawn_of(chart, Vital.SYSTOLIC) == series(Vital.SYSTOLIC)
    assert drawn_of(chart, Vital.DIASTOLIC) == series(Vital.DIASTOLIC)
    assert drawn_of(chart, Vital.MEAN) == series(Vital.MEAN)
    assert drawn_of(chart, Vital.HEART_RATE) == series(Vital.HEART_RATE)
    assert drawn(chart.plot.spo2) == series(Vital.SPO2)
    assert drawn(chart.plot.heart_line) == series(Vital.HEART_RATE)
    bars = chart.plot.bars.item.opts
    assert (bars["x"][0], bars["y1"][0], bars["y0"][0]) == (-10, 128, 79)


def test_every_mark_is_painted_and_so_is_one_that_is_added(chart):
    apply_theme(QApplication.instance(), DARK)
    plot = chart.plot
    for entries in (TWO_SETS[:-1], TWO_SETS):
        chart.resize(chart.width() + 100, 520)
        shown(chart, entries)
        QApplication.processEvents()
        assert {color_at(chart, plot.readings, *place) for place in drawn_of(chart, Vital.HEART_RATE)} == {
            DARK.heart_rate
        }
        assert {color_at(chart, plot.readings, *place) for place in drawn_of(chart, Vital.DIASTOLIC)} == {DARK.pressure}
        assert color_at(chart, plot.spo2, -10, 98) == DARK.spo2
        assert color_at(chart, plot.bars, 10, 115) == DARK.pressure


def color_at(chart, layer, minute, value):
    """What the middle of the mark there is painted in."""
    place = layer.item.mapToScene(minute, value).toPoint() + chart.plot.view.pos()
    return chart.grab().toImage().pixelColor(place).name().upper()


def test_systolic_and_diastolic_are_marks_of_their_own(chart):
    shown(chart, TWO_SETS)

    marks = set(zip([kind for *_place, kind in chart.plot.readings.spots], symbols(chart.plot.readings), strict=True))
    assert marks >= {(Vital.SYSTOLIC, Symbol.SYSTOLIC), (Vital.DIASTOLIC, Symbol.DIASTOLIC)}


def test_spo2_on_oxygen_is_drawn_as_such_and_unknown_is_not_air(chart):
    shown(chart, infusion((10, vitals(spo2=97, oxygen=2)), (20, vitals(spo2=96))))

    assert symbols(chart.plot.spo2) == [
        Symbol.SPO2_AIR,
        Symbol.SPO2_OXYGEN,
        Symbol.SPO2_UNKNOWN,
    ]
    assert {"SpO₂ on air", "SpO₂ on oxygen", "SpO₂, O₂ not recorded"} <= set(chart.legend.words)


def test_nothing_lies_outside_the_picture(chart):
    entries = infusion((10, vitals(systolic=291, diastolic=180, heart_rate=22, spo2=55)), (99, vitals(spo2=98)))
    shown(chart, with_struck(entries, -2, at=11), now=100)
    chart.grab()  # pyqtgraph places its items when they are painted
    view = chart.plot.view

    for layer in (
        chart.plot.readings,
        chart.plot.struck,
        chart.plot.spo2,
        chart.plot.spo2_struck,
    ):
        for x, y, _symbol in layer.spots:
            assert view.rect().contains(view.mapFromScene(layer.item.mapToScene(x, y)))


def test_a_reading_is_drawn_where_its_place_is_said_to_be(chart):
    shown(chart, TWO_SETS)
    QApplication.processEvents()
    place = chart.plot.readings.item.mapToScene(10, 142).toPoint() + chart.plot.view.pos()

    assert (place - chart.place_of(10, 142)).manhattanLength() <= 2


def test_a_struck_reading_is_crossed_out_and_not_hidden(chart):
    shown(chart, with_struck(TWO_SETS, -1, at=21))

    assert (20.5, 165) not in drawn_of(chart, Vital.SYSTOLIC)
    assert (20.5, 165) in drawn(chart.plot.struck)
    assert Symbol.STRUCK_SYSTOLIC in symbols(chart.plot.struck)
    assert (drawn(chart.plot.spo2_struck), symbols(chart.plot.spo2_struck)) == ([(20.5, 96)], [Symbol.STRUCK_SPO2])
    assert "struck" in chart.legend.words


def test_a_reading_beyond_a_limit_carries_the_mark_of_its_severity(chart):
    shown(chart, infusion((10, vitals(systolic=165)), (20, vitals(systolic=181))))

    assert chart.plot.marks.spots == ((10, 165, Symbol.CAUTION_ABOVE), (20, 181, Symbol.CRITICAL_ABOVE))


def test_an_overdue_set_changes_its_mark(chart):
    entries = infusion()

    shown(chart, entries, now=11)
    assert "set due" in chart.legend.words
    shown(chart, entries, now=14)
    assert "set overdue, caution" in chart.legend.words
    shown(chart, entries, now=22)
    assert "set overdue, critical" in chart.legend.words


def test_a_chart_without_a_set_has_its_axes_and_says_nothing_else(chart):
    shown(chart, page(), now=-20)

    assert not chart.plot.readings.item.isVisible()
    assert not chart.readout.isVisible()
    chart.grab()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_picture_takes_the_colours_of_the_theme(chart, theme):
    shown(chart, TWO_SETS)
    apply_theme(QApplication.instance(), theme)
    QApplication.processEvents()

    picture = chart.grab().toImage()
    ground = picture.pixelColor(picture.width() - 20, picture.height() - 20)
    assert ground.name().upper() == theme.surface
    assert chart.plot.readings.item.data["pen"][0].color().name().upper() == theme.pressure
    apply_theme(QApplication.instance(), DARK)


def test_shown_twice_it_changes_nothing(chart, qtbot):
    shown(chart, TWO_SETS)
    before, changes = chart.grab().toImage(), []
    for layer in (chart.plot.readings, chart.plot.spo2, chart.plot.heart_line):
        layer.item.sigPlotChanged.connect(changes.append)

    with qtbot.assertNotEmitted(chart.entry_chosen):
        shown(chart, TWO_SETS)

    assert changes == []
    assert chart.grab().toImage() == before


def test_a_tick_of_the_clock_leaves_every_reading_alone(chart):
    shown(chart, TWO_SETS, now=30)
    changes = []
    for layer in (chart.plot.readings, chart.plot.heart_line, chart.plot.marks):
        layer.item.sigPlotChanged.connect(changes.append)

    for second in range(60):
        shown(chart, TWO_SETS, now=30 + second / 60)

    assert changes == []


def test_three_hundred_displays_add_nothing_to_the_scene(chart):
    shown(chart, TWO_SETS)
    items = len(chart.plot.view.scene().items())
    pages = [
        infusion(*[(n / 4, vitals(systolic=120 + n % 70, diastolic=70, spo2=90 + n % 10)) for n in range(sets)])
        for sets in range(0, 40, 4)
    ]
    snapshots = [take_snapshot(entries, minute(12)) for entries in pages]
    for number in range(300):
        chart.display(snapshots[number % len(snapshots)])

    assert len(chart.plot.view.scene().items()) == items


def test_pointing_near_a_set_reads_it_out(chart, qtbot):
    shown(chart, TWO_SETS)
    qtbot.mouseMove(chart, chart.place_of(20.5, 165) + QPoint(6, 10))

    assert chart.readout.isVisible()
    assert chart.readout.label.text().startswith("T+20 · 15:05\nBP 165/92 mmHg, mean 118")
    assert "caution: Systolic 165 mmHg" in chart.readout.label.text()


def test_the_readout_stays_inside_the_chart(chart, qtbot):
    shown(chart, TWO_SETS, now=21)
    for at in (-10, 20.5):
        qtbot.mouseMove(chart, chart.place_of(at, 45))
        assert chart.rect().contains(chart.readout.geometry())


def test_pointing_at_nothing_reads_nothing_out(chart, qtbot):
    shown(chart, TWO_SETS)
    qtbot.mouseMove(chart, chart.place_of(20.5, 165))
    qtbot.mouseMove(chart, chart.place_of(60, 120))

    assert not chart.readout.isVisible()


def test_a_click_on_a_reading_chooses_its_entry(chart, qtbot):
    shown(chart, TWO_SETS)
    with qtbot.waitSignal(chart.entry_chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(10, 142))

    assert chosen.args == [TWO_SETS[-2].id]


def test_a_click_beside_everything_chooses_nothing(chart, qtbot):
    shown(chart, TWO_SETS)
    with qtbot.assertNotEmitted(chart.entry_chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(60, 120))


def test_a_click_on_a_struck_reading_chooses_it_too(chart, qtbot):
    shown(chart, with_struck(TWO_SETS, -1, at=21))
    with qtbot.waitSignal(chart.entry_chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(20.5, 165))

    assert chosen.args == [TWO_SETS[-1].id]
    assert "✗ Struck" in chart.readout.label.text()


def in_lane(chart, at, band):
    return QPoint(chart.place_of(at, 0).x(), chart.plot.view.y() + round(band.middle))


def test_a_click_in_a_lane_chooses_what_lies_there(chart, qtbot):
    entries = infusion((12, EffectSeen("DIZZ", Grade.MILD)), (15, DrugGiven("ondansetron", "4 mg", "IV")))
    shown(chart, entries)

    for at, band, said, number in (
        (14, chart.frame.effects, "Dizziness / wooziness\nT+12 · 14:57 mild\nstill open", -2),
        (15, chart.frame.events, "T+15 · 15:00\nDrug: ondansetron 4 mg IV", -1),
    ):
        with qtbot.waitSignal(chart.entry_chosen) as chosen:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=in_lane(chart, at, band))
        assert chosen.args == [entries[number].id]
        assert chart.readout.label.text() == said


def test_a_planned_set_is_read_out_but_is_no_entry(chart, qtbot):
    shown(chart, TWO_SETS)
    with qtbot.assertNotEmitted(chart.entry_chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=in_lane(chart, 40, chart.frame.sets))

    assert chart.readout.label.text() == "T+40 · 15:25\nPlanned set (infusing): coming"


def test_the_arrow_keys_step_through_the_sets_and_enter_chooses(chart, qtbot):
    shown(chart, TWO_SETS)
    chart.setFocus()

    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout.label.text().startswith("T+20")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout.label.text().startswith("T+10")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout.label.text().startswith("T+20")
    with qtbot.waitSignal(chart.entry_chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [TWO_SETS[-1].id]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not chart.readout.isVisible()


def test_the_readout_follows_its_entry_when_it_is_struck(chart, qtbot):
    shown(chart, TWO_SETS)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)

    shown(chart, with_struck(TWO_SETS, -1, at=21))

    assert "✗ Struck 15:06: wrong cuff" in chart.readout.label.text()


def test_another_patients_chart_takes_nothing_over(chart, qtbot):
    shown(chart, TWO_SETS)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)

    shown(chart, infusion((5, vitals(spo2=99)), (6, InfusionStopped()), session=OTHER_SESSION))

    assert not chart.readout.isVisible()
    assert drawn_of(chart, Vital.SYSTOLIC) == [(-10, 128)]


def test_a_reading_more_and_a_reading_less_are_both_drawn(chart):
    oxygen = infusion((10, vitals(systolic=142, spo2=97, oxygen=0)), (20, vitals(systolic=181, spo2=96, oxygen=2)))
    for entries in (oxygen[:-1], oxygen, oxygen[:-1], oxygen):
        series = shown(chart, entries).chart.series
        assert drawn_of(chart, Vital.SYSTOLIC) == series(Vital.SYSTOLIC)
        assert drawn(chart.plot.spo2) == series(Vital.SPO2)

    assert list(chart.plot.spo2.item.data["symbol"])[-1] == Symbol.SPO2_OXYGEN.value
    grown = chart.grab().toImage()
    shown(chart, infusion())
    shown(chart, oxygen)
    assert chart.grab().toImage() == grown


def test_an_entry_of_another_kind_leaves_every_reading_alone(chart):
    shown(chart, TWO_SETS)
    changes = []
    for layer in (chart.plot.readings, chart.plot.spo2, chart.plot.heart_line):
        layer.item.sigPlotChanged.connect(changes.append)

    drug = page((25, DrugGiven("ondansetron", "4 mg", "IV")), opened=None, after=TWO_SETS[-1])
    shown(chart, [*TWO_SETS, *drug])

    assert changes == []
    assert "drug" in chart.legend.words


def test_in_a_low_picture_the_legend_keeps_to_one_row_and_to_what_matters_most(chart):
    chart.resize(880, 390)
    entries = running_page((10, vitals(systolic=190, diastolic=112, heart_rate=118, spo2=92)))
    shown(chart, with_struck(entries, -1, at=11), now=35)

    assert chart.legend.height() == ROW_PX
    assert {"systolic", "diastolic", "heart rate", "struck", "critical"} <= set(chart.legend.words)
    assert "set planned" not in chart.legend.words


def test_in_the_shared_lane_of_a_low_picture_sets_and_events_are_both_pointed_at(chart, qtbot):
    chart.resize(880, 390)
    shown(chart, infusion((15, DrugGiven("ondansetron", "4 mg", "IV"))))

    qtbot.mouseMove(chart, in_lane(chart, 15, chart.frame.sets))
    assert "Drug: ondansetron" in chart.readout.label.text()
    qtbot.mouseMove(chart, in_lane(chart, 40, chart.frame.sets))
    assert "Planned set" in chart.readout.label.text()


def test_a_picture_too_crowded_for_all_events_keeps_them_inside(chart):
    chart.resize(880, 390)
    shown(chart, infusion(*((n, NoteWritten(f"note {n}")) for n in range(1, 40))), now=41)
    time = chart.frame.time

    places = badge_places(chart._lanes, chart.frame)
    assert all(time.left <= x <= time.right for x in places)


def test_a_spray_has_no_lane_for_a_rate(chart):
    shown(chart, sprayed_page(), now=45)
    assert chart.frame.rate.height == 0
    shown(chart, infusion(), now=45)
    assert chart.frame.rate.height > 0


def test_a_limit_of_this_patient_beyond_the_axis_is_drawn_on_it(chart):
    typed = {Place(Severity.CRITICAL, is_high=True): 220}
    rows = own_rows(read_chart(prepared_page()), Vital.SYSTOLIC, typed, "Dr. Sol: known")
    shown(chart, prepared_page((-4, PatientLimitsSet(rows, "known")), STARTED), now=1)
    assert chart.frame.pressure.high > 220
