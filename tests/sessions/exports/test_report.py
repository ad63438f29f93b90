"""The report on paper: its text has every reading of the table, and it survives every session."""

import re
from dataclasses import replace
from datetime import date

import pytest

from monitor.chart_reader import read_chart
from monitor.doses import Dose
from monitor.effects import Grade
from monitor.events import (
    EffectSeen,
    EntryId,
    EntryStruck,
    InfusionPlanned,
    InfusionStopped,
    NoteWritten,
    Patient,
    PatientLimitsSet,
    SessionCancelled,
    VitalsTaken,
)
from monitor.limits import Severity
from monitor.patient_limits import Place, own_rows
from monitor.vitals import Vital
from sessions.exports.report import UNPRINTABLE, write_report
from sessions.exports.report_ground import bounds
from tests.builders import OPENED, STARTED, baseline, minute, page, prepared_page, sprayed_page, vitals
from tests.sessions.exports.paper import pages_of, set_rows, text_of
from tests.sessions.exports.usual_session import opened_session, usual_session


@pytest.fixture(scope="module")
def usual():
    return usual_session()


@pytest.fixture(scope="module")
def usual_pdf(usual):
    return write_report(usual.entries, usual.names, usual.now)


@pytest.fixture(scope="module")
def usual_text(usual_pdf):
    return text_of(usual_pdf)


def report(*lines, **about):
    return text_of(write_report(page(*lines, **about), {"anna": "Anna Lind"}, minute(60)))


def test_every_reading_of_the_table_stands_beside_the_time_of_its_set(usual, usual_text):
    chart = read_chart(usual.entries)
    sets = [entry for entry in usual.entries if isinstance(entry.event, VitalsTaken)]
    printed = set_rows(usual_text)

    assert [time for time, _ in printed] == [chart.time_text(entry.happened_at) for entry in sets]
    for entry, (_, numbers) in zip(sets, printed, strict=True):
        for reading in entry.event.vitals.readings:
            assert reading.vital.number(reading.value) in numbers


def test_a_usual_session_takes_at_most_three_pages(usual_pdf):
    assert 1 <= len(pages_of(usual_pdf)) <= 3


def test_every_page_names_patient_record_number_page_and_session(usual, usual_pdf):
    pages = pages_of(usual_pdf)

    for number, text in enumerate(pages, start=1):
        assert "SØRENSEN, Anna Maria · MRN 004 711" in text
        assert f"Page {number} of {len(pages)}" in text
        assert usual.session in text


@pytest.mark.parametrize(
    "said",
    [
        "Born 12 Mar 1984",
        "Ketamine IV, 40 min, version 1",
        "not approved by this clinic",
        "35.0 mg (0.5 mg/kg × 70 kg) in 35.0 mL over 40 min: 52.5 mL/h",
        "checked by Jonas Weber",
        "14:14–14:17: patient uneasy, wanted to talk",
        "14:43 (T+43): planned dose given",
        "15:26, with Erik Sørensen",
        "struck: SpO2 mistyped; right value at 14:10",
        "confirmed: SpO2",
        "written 14:26",
        "Systolic 168 mmHg: at or above 165, caution limit",
        "Dr Okafor informed, infusion continued, recheck (Eva Lind, 14:31)",
        "mild 14:08 → moderate 14:26 → mild 14:48",
        "No effects observed at 14:05 (T+5), 15:13 (T+73).",
        "Given: ondansetron 4 mg IV: nausea",
        "Set due at T+35 (14:35) not taken: patient asked not to be touched",
        "Discharge criteria, as signed",
        "overruled: Walked with a cane before; brother accompanies her",
        "unmet discharge criteria overruled",
        "reviewed and countersigned",
        "Addendum: Called at home: ate, no nausea.",
        "Addenda and entries after the signature",
    ],
)
def test_a_usual_session_is_told_whole(usual_text, said):
    assert said in usual_text


def test_a_computed_mean_is_marked_and_an_entered_one_is_not():
    text = report(STARTED, (5, vitals(systolic=140, diastolic=80)), (15, vitals(systolic=140, diastolic=80, mean=97)))

    assert "140/80 100 c" in text
    assert re.search(r"140/80 97 (?!c)", text)


def test_the_same_arguments_give_the_same_bytes(usual, usual_pdf):
    assert write_report(usual.entries, usual.names, usual.now) == usual_pdf


def test_an_opened_session_says_what_nobody_charted():
    visit = opened_session()

    text = text_of(write_report(visit.entries, visit.names, visit.now))

    assert "Discharge not signed: this session is preparing" in text
    assert "No vital signs were charted." in text
    assert "Nobody charted whether there were effects." in text
    assert "Nobody has signed." in text


def test_criteria_that_nobody_signed_are_judged_now_and_say_so():
    text = report(STARTED, (40, InfusionStopped()))

    assert "Discharge criteria, not signed: as they are at 15:45" in text
    assert "40 min left" in text


def test_a_cancelled_session_says_why():
    assert "Cancelled before the infusion: fever" in report((-5, SessionCancelled("fever")))


def test_an_unchecked_dose_is_called_unchecked():
    assert "not checked" in report((-20, InfusionPlanned(Dose(0.5, 70, 1, 40))))


def test_a_struck_note_is_found_under_corrections_only():
    text = report(STARTED, (5, NoteWritten("wrong chart")), (6, EntryStruck(EntryId("A", 3), "another patient")))

    assert text.count("wrong chart") == 1
    assert "another patient" in text[text.index("Corrections") :]


def test_a_session_of_which_every_set_was_struck_still_shows_their_numbers():
    text = report(STARTED, (5, vitals(systolic=151, diastolic=92)), (6, EntryStruck(EntryId("A", 3), "wrong arm")))

    assert "151/92" in text
    assert "struck: wrong arm" in text


def test_a_signature_that_fits_no_entries_of_the_chart_is_called_out(usual, usual_text):
    forged = [
        replace(entry, digest="0" * 64) if isinstance(entry.event, NoteWritten) else entry for entry in usual.entries
    ]

    text = text_of(write_report(forged, usual.names, usual.now))

    assert "The signature fits no entries of this chart" in text
    assert "The signature fits no entries of this chart" not in usual_text


def test_a_long_session_goes_on_over_pages_that_repeat_the_heads():
    sets = [(number, vitals(systolic=120 + number % 50, diastolic=70, spo2=97)) for number in range(1, 71)]
    pdf = write_report(page(STARTED, *sets), {}, minute(80))

    pages = pages_of(pdf)

    assert len(set_rows(text_of(pdf))) == 70
    assert [number for number, text in enumerate(pages) if re.search(r"T[+]\d+ \d+/70", " ".join(text.split()))] == [
        number for number, text in enumerate(pages) if "Marks" in text
    ]
    assert sum("Marks" in text for text in pages) >= 3


def test_a_note_longer_than_a_page_is_printed_to_its_end():
    text = report(STARTED, (5, NoteWritten("word " * 4000 + "and the last.")))

    assert "and the last." in text


@pytest.mark.parametrize("surname", ["Łukasiewicz", "Sørensen", "Ñandú", "Παπαδοπούλου", "Щербакова", "Nguyễn"])
def test_a_name_is_printed_in_its_own_letters(surname):
    patient = Patient(surname, "Ana", date(1980, 2, 29), "1")

    text = report(opened=replace(OPENED, patient=patient))

    assert f"{surname.upper()}, Ana" in text
    assert UNPRINTABLE not in text


def test_a_letter_that_the_typeface_lacks_is_printed_as_its_number():
    patient = Patient("李", "小龍 😀", date(1980, 2, 29), "1")

    text = report(opened=replace(OPENED, patient=patient))

    assert "[U+674E], [U+5C0F][U+9F8D] [U+1F600]" in text
    assert UNPRINTABLE in text


def test_signs_of_mark_up_are_letters_like_others():
    patient = Patient("O'Neil <b>", "A & B </para>", date(1980, 2, 29), "<1>")

    text = report((1, NoteWritten("<font size=99> 5 < 6 & so on")), opened=replace(OPENED, patient=patient))

    assert "O'NEIL <B>, A & B </para>" in text
    assert "<font size=99> 5 < 6 & so on" in text


def test_after_a_spray_nothing_is_called_an_infusion():
    lines = ((40, baseline(systolic=152)), (41, EffectSeen("DIZZ", Grade.MILD)), (50, NoteWritten("sleeps")))
    written = text_of(write_report(sprayed_page(*lines), {"anna": "Anna Lind"}, minute(60)))
    assert not re.search(r"infus|drip|pump|pause|recover", written, re.IGNORECASE)
    assert "Esketamine nasal spray · session record" in written
    assert "Dose as ordered 84 mg" in written
    assert "Dose given 14:45" in written
    assert "Observed at the least until 16:45 (T+120)" in written
    assert "this session is observing" in written
    assert "Before the dose" in written
    assert "limits after the dose" in written


def test_a_spray_that_was_not_given_is_said_so():
    cancelled = [*sprayed_page()[:-1], *page((-2, SessionCancelled("ill")), opened=None, after=sprayed_page()[-2])]
    written = text_of(write_report(cancelled, {}, minute(60)))
    assert "Cancelled before the dose: ill" in written
    assert "Dose given not given" in written


def test_the_report_of_a_spray_draws_the_limits_that_hold_after_it():
    drawn = [bound.limit for _, bound in bounds(read_chart(sprayed_page()), Vital.SYSTOLIC)]
    assert drawn == [165, 180, 90]


def test_limits_of_this_patient_stand_in_the_head_with_who_ordered_them_and_why():
    typed = {Place(Severity.CAUTION, is_high=True): 175}
    rows = own_rows(read_chart(prepared_page()), Vital.SYSTOLIC, typed, "Anna Lind: known hypertensive")
    pages = prepared_page((-4, PatientLimitsSet(rows, "known hypertensive")), STARTED, (10, baseline()))
    written = text_of(write_report(pages, {"anna": "Anna Lind"}, minute(60)))
    assert "Own limits: systolic caution from 175 (Anna Lind, 14:41: known hypertensive)" in written
    assert "limits of this patient during the infusion" in written
    assert "Own limits" not in text_of(write_report(prepared_page(), {}, minute(0)))
