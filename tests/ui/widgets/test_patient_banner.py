"""Whose chart it is, what is known of the patient, and how far the session is."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from monitor.chart_reader import read_chart
from monitor.doses import Dose, SprayDose
from monitor.events import (
    AllergiesRecorded,
    InfusionPaused,
    InfusionPlanned,
    InfusionStopped,
    Patient,
    PatientLimitsSet,
    SprayPlanned,
)
from monitor.limits import Severity
from monitor.patient_limits import Place, own_rows
from monitor.protocol import Approval
from monitor.snapshot import take_snapshot
from monitor.vitals import Vital
from tests.builders import (
    OPENED,
    PROTOCOL,
    SPRAY,
    STARTED,
    STARTED_AT,
    baseline,
    minute,
    page,
    prepared_page,
    running_page,
    shipped_page,
    sprayed_page,
    vitals,
)
from ui.widgets.marks import Mark
from ui.widgets.patient_banner import PatientBanner

FINE = vitals(systolic=122, diastolic=76, spo2=98)
PLANNED = InfusionPlanned(Dose(0.5, 70, 1, 40))


@pytest.fixture
def banner(qtbot):
    made = PatientBanner()
    qtbot.addWidget(made)
    made.resize(1280, 100)
    made.show()
    return made


def test_the_banner_says_who_this_is_by_both_identifiers(banner):
    banner.display(take_snapshot(page(), minute(-20)))
    assert banner.chair_label.text() == "Chair 1"
    assert banner.name_label.text() == "BERG, Anna"
    assert banner.birth_cell.text == "29.02.1980"
    assert banner.record_cell.text == "MRN 00417"


@pytest.mark.parametrize(
    ("said", "words", "mark"),
    [
        (None, "Allergies not asked yet", Mark.NONE),
        ((), "No known allergies", Mark.NONE),
        (("latex",), "Allergies: latex", Mark.CAUTION),
        (("latex", "iodine"), "Allergies (2): latex, iodine", Mark.CAUTION),
    ],
)
def test_allergies_are_unasked_or_none_or_listed(banner, said, words, mark):
    asked = [] if said is None else [(-20, AllergiesRecorded(said))]
    banner.display(take_snapshot(page(*asked), minute(-10)))
    assert (banner.allergies_strip.text, banner.allergies_strip.mark.mark) == (words, mark)


def test_a_protocol_nobody_approved_is_called_so_in_every_phase(banner):
    for snapshot in (
        take_snapshot(page(), minute(-20)),
        take_snapshot(page(STARTED), minute(5)),
        take_snapshot(page(STARTED, (40, InfusionStopped())), minute(50)),
    ):
        banner.display(snapshot)
        strip = banner.course.approval_strip
        assert strip.isVisible()
        assert (strip.text, strip.mark.mark) == ("protocol not approved by this clinic", Mark.CAUTION)
        assert strip.sentence.shown == strip.text


def test_an_approved_protocol_needs_no_warning(banner):
    approved = replace(OPENED, protocol=replace(PROTOCOL, approval=Approval("Dr. Weiss", STARTED_AT)))
    banner.display(take_snapshot(page(opened=approved), minute(-20)))
    assert not banner.course.approval_strip.isVisible()


def test_the_dose_is_unplanned_until_somebody_plans_it(banner):
    banner.display(take_snapshot(page(), minute(-20)))
    assert banner.dose_label.text() == "dose not planned yet"
    banner.display(take_snapshot(page((-15, PLANNED)), minute(-10)))
    assert banner.dose_label.text() == "ketamine 35.0 mg over 40 min"


def test_the_clock_counts_minutes_and_seconds_since_the_start(banner):
    banner.display(take_snapshot(page((-15, PLANNED), STARTED), minute(23 + 41 / 60)))
    assert banner.course.clock_label.text() == "T+ 23:41"
    assert banner.course.phase_label.text() == "Infusing"
    assert banner.course.end_cell.text == "T+40 · 15:25"

    banner.display(take_snapshot(page((-15, PLANNED), STARTED, (5, InfusionPaused("nausea"))), minute(6)))
    assert banner.course.phase_label.text() == "Paused"


def test_before_the_start_there_is_no_clock_and_no_planned_end(banner):
    banner.display(take_snapshot(page(), minute(-20)))
    assert banner.course.clock_label.text() == "opened 14:15"
    assert not banner.course.end_cell.isVisible()
    assert not banner.course.progress.isVisible()


def test_the_wait_for_the_next_set_fills_a_bar(banner):
    banner.display(take_snapshot(page((-10, FINE), STARTED), minute(5)))
    course = banner.course
    assert course.next_strip.text == "next set in 5:00"
    assert course.progress.isVisible()
    assert course.progress.gone == 0.5


@pytest.mark.parametrize(("now", "mark"), [(16, Mark.CAUTION), (21, Mark.CRITICAL)])
def test_an_overdue_set_takes_the_place_of_the_bar(banner, now, mark):
    banner.display(take_snapshot(page((-10, FINE), STARTED), minute(now)))
    strip = banner.course.next_strip
    assert (strip.text, strip.mark.mark) == (f"overdue {now - 10} min", mark)
    assert not banner.course.progress.isVisible()


def test_after_a_spray_the_banner_counts_from_the_dose_and_names_the_least_observation(banner):
    banner.display(take_snapshot(sprayed_page(), minute(38)))
    course = banner.course
    assert banner.dose_label.text() == "esketamine 84 mg nasal spray"
    assert (course.phase_label.text(), course.since_label.text()) == ("Observing", "since the dose")
    assert course.since_label.isVisible()
    assert course.clock_label.text() == "T+ 38:00"
    assert (course.end_cell.name_label.text(), course.end_cell.text) == (
        "Observed at the least until",
        "T+120 · 16:45",
    )
    assert banner.minimumSizeHint().width() <= 1280


def test_before_the_dose_nothing_is_counted_and_no_end_is_planned(banner):
    planned = shipped_page((-20, SprayPlanned(SprayDose(56))), protocol=SPRAY)
    banner.display(take_snapshot(planned, minute(-10)))
    assert banner.dose_label.text() == "esketamine 56 mg nasal spray"
    assert not banner.course.since_label.isVisible()
    assert not banner.course.end_cell.isVisible()


def test_an_infusion_is_counted_from_its_start_and_not_from_a_dose(banner):
    banner.display(take_snapshot(page((-15, PLANNED), STARTED), minute(5)))
    assert not banner.course.since_label.isVisible()


def with_own_limits():
    chart = read_chart(prepared_page())
    typed = {Place(severity, is_high=True): limit for severity, limit in zip(Severity, (170, 180, 200), strict=True)}
    rows = own_rows(chart, Vital.SYSTOLIC, typed, "Dr. Sol: known")
    return prepared_page((-4, PatientLimitsSet(rows, "known hypertensive")))


def test_own_limits_stand_in_the_banner_and_are_never_cut_off_without_a_tooltip(banner, qtbot):
    banner.display(take_snapshot(with_own_limits(), minute(-3)))
    said = "Own limits: systolic advisory from 170, caution from 180, critical from 200"
    assert banner.limits_label.isVisible()
    assert banner.limits_label.text() == said
    banner.resize(1280, 100)
    qtbot.waitUntil(lambda: banner.limits_label.shown == said)
    banner.resize(900, 100)
    qtbot.waitUntil(lambda: banner.limits_label.shown != said)
    assert banner.limits_label.toolTip() == said
    assert banner.limits_label.width() >= 300

    banner.display(take_snapshot(prepared_page(), minute(-3)))
    assert not banner.limits_label.isVisible()


def test_kept_names_when_the_last_entry_was_written_and_not_when_it_happened(banner):
    late = page((-10, FINE), STARTED)
    late[1] = replace(late[1], recorded_at=minute(7))
    banner.display(take_snapshot(late, minute(9)))
    assert banner.course.kept_label.text() == "kept ✓ 14:52"


def test_while_nothing_can_be_kept_the_banner_says_since_when_and_what_was_kept_last(banner):
    course = banner.course
    shown = take_snapshot(page((-10, FINE), STARTED), minute(9))
    for since in (minute(7), minute(7)):
        banner.display(replace(shown, unkept_since=since))
        assert (course.kept_label.text(), course.kept_label.property("look")) == (
            "not kept since 14:52",
            "word-caution",
        )
        assert (course.last_kept_label.isVisible(), course.last_kept_label.text()) == (True, "last kept 14:45")
    banner.display(shown)
    assert (course.kept_label.text(), course.kept_label.property("look")) == ("kept ✓ 14:45", "met")
    assert not course.last_kept_label.isVisible()


def test_a_long_name_gives_way_at_1280_px_and_stands_in_the_tooltip(banner, qtbot):
    long = Patient("Okonkwo-Fitzgerald-Hohenstein", "Alexandra Wilhelmina", date(1980, 2, 29), "MRN 0041-77-12")
    many = AllergiesRecorded(("latex", "penicillin", "iodine contrast", "bee venom"))
    opened = replace(OPENED, patient=long)
    banner.display(take_snapshot(page((-20, many), (-15, PLANNED), STARTED, opened=opened), minute(5)))
    assert banner.width() == 1280
    assert banner.minimumSizeHint().width() <= 1280
    assert banner.name_label.shown.endswith("…")
    assert banner.name_label.toolTip() == long.name
    qtbot.waitUntil(lambda: banner.birth_cell.value_label.shown == "29.02.1980")
    assert banner.record_cell.value_label.shown == "MRN 0041-77-12"


def test_the_next_patients_banner_shows_nothing_of_the_one_before(banner):
    banner.display(take_snapshot(page((-20, AllergiesRecorded(("latex",))), (-15, PLANNED), STARTED), minute(16)))
    other = replace(OPENED, patient=Patient("Sato", "Emi", date(1990, 1, 2), "MRN 2"), chair="Chair 2")
    banner.display(take_snapshot(page(opened=other), minute(-20)))
    assert banner.name_label.text() == "SATO, Emi"
    assert banner.allergies_strip.text == "Allergies not asked yet"
    assert banner.dose_label.text() == "dose not planned yet"
    assert not banner.course.end_cell.isVisible()
    assert banner.course.next_strip.mark.mark is Mark.NONE


@pytest.mark.parametrize(
    ("lines", "words", "mark"),
    [
        (((10, baseline()),), None, None),
        (((10, baseline(heart_rate=101)),), "advisory 1", Mark.ADVISORY),
        (((10, baseline(heart_rate=112)),), "caution 1 unanswered", Mark.CAUTION),
        (((10, baseline(heart_rate=131, spo2=88)),), "critical 2 unanswered", Mark.CRITICAL),
        (((10, baseline(heart_rate=112)), (11, baseline())), "1 ended unanswered", Mark.CAUTION),
    ],
)
def test_the_flags_are_counted_by_shape_and_words_on_every_page(banner, lines, words, mark):
    banner.show()
    banner.display(take_snapshot(running_page(*lines), minute(11)))
    shown = banner.flag_button
    assert shown.isVisible() is (words is not None)
    if words:
        assert (shown.words_label.text(), shown.mark.mark) == (words, mark)
        assert shown.accessibleName() == f"Flags: {words}"


def test_a_touch_on_the_flags_asks_for_the_answer(banner, qtbot):
    banner.show()
    banner.display(take_snapshot(running_page((10, baseline(heart_rate=131))), minute(11)))
    with qtbot.waitSignal(banner.flags_chosen):
        qtbot.mouseClick(banner.flag_button, Qt.MouseButton.LeftButton)
