"""The report on paper: its text has every reading of the table, and it survives every session."""

import re
from dataclasses import replace
from datetime import date

import pytest

from monitor.chart_reader import read_chart
from monitor.doses import Dose
from monitor.effects import Grade
from monitor.events import (
    Answer,
    CheckAnswered,
    EffectSeen,
    EntryId,
    EntryStruck,
    FlagAnswered,
    GateAnswered,
    InfusionPlanned,
    InfusionStopped,
    NoteWritten,
    Patient,
    PatientLimitsSet,
    SessionCancelled,
    VitalsTaken,
    WeightMeasured,
)
from monitor.limits import Severity
from monitor.patient_limits import Place, own_rows
from monitor.vitals import Vital
from sessions.exports.report import UNPRINTABLE, write_report
from sessions.exports.report_ground import bounds
from tests.builders import (
    OPENED,
    SHIPPED,
    STARTED,
    baseline,
    minute,
    page,
    prepared_page,
    running_page,
    sprayed_page,
    strike,
    vitals,
)
from tests.sessions.exports.paper import pages_of, set_rows, sizes_of, text_of
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


def calm_sets(minutes, **values):
    """The report of a session with these vital signs every 5 min, for so long."""
    sets = [(number, vitals(**values)) for number in range(5, minutes + 1, 5)]
    return write_report(page(STARTED, *sets), {}, minute(minutes + 5))


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


def test_a_usual_session_with_everything_that_may_happen_takes_two_pages(usual_pdf):
    assert len(pages_of(usual_pdf)) == 2


def test_four_hours_with_a_set_each_5_min_take_at_most_three_pages():
    pages = pages_of(calm_sets(240, systolic=128, diastolic=78, heart_rate=72, spo2=97, oxygen=0, sedation=5))
    assert len(pages) <= 3


def test_nothing_under_the_trend_is_printed_smaller_than_7_pt(usual_pdf):
    pieces = sizes_of(usual_pdf)
    below = pieces[next(n for n, (said, _) in enumerate(pieces) if said == "Vital signs") :]
    footer = {said for said, size in below if size < 7}
    assert {said.split()[0] for said in footer} == {"Session", "Made"}


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
        "14:43 (T+43)",
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
    pdf = calm_sets(600, systolic=120, diastolic=70, heart_rate=70, spo2=97, sedation=5)

    pages = [" ".join(text.split()) for text in pages_of(pdf)]
    with_sets = [text for text in pages if re.search(r"T[+]\d+ 120/70", text)]

    assert len(set_rows(text_of(pdf))) == 120
    assert len(with_sets) >= 3
    assert {text.count("Time T+ BP mmHg Mean mmHg") for text in with_sets} == {1}


@pytest.mark.parametrize("minutes", [125, 300, 1000])
def test_many_sets_of_few_vital_signs_stand_in_two_halves_each_with_heads(minutes):
    pdf = calm_sets(minutes, systolic=120, diastolic=70)

    pages = [" ".join(text.split()) for text in pages_of(pdf)]
    with_sets = [text for text in pages if re.search(r"T[+]\d+ 120/70", text)]

    assert len(set_rows(text_of(pdf))) == minutes // 5
    assert {text.count("Time T+ BP mmHg Mean mmHg Marks") for text in with_sets} == {2}


def test_a_few_sets_of_few_vital_signs_stand_in_one_table():
    assert text_of(calm_sets(115, systolic=120, diastolic=70)).count("Time T+ BP") == 1


def test_the_halves_are_read_down_the_left_and_then_down_the_right():
    times = [time for time, _ in set_rows(text_of(calm_sets(500, systolic=120, diastolic=70)))]
    assert times == sorted(times)
    assert len(times) == 100


def test_sets_after_midnight_stand_under_their_date():
    text = report((-15, baseline()), STARTED, (590, vitals(systolic=130, diastolic=80)))
    assert "Infusing, 22 Nov 2026 00:35 T+590 130/80" in text


def test_who_wrote_most_sets_is_said_once_and_another_name_at_its_set():
    sets = page(STARTED, *((number, vitals(systolic=120, diastolic=80)) for number in (5, 10, 15)))
    sets[-1] = replace(sets[-1], author="ben")

    text = text_of(write_report(sets, {"anna": "Anna Lind", "ben": "Ben Oda"}, minute(60)))

    assert "Written by Anna Lind where no other name stands." in text
    assert [bool(re.search(rf"T[+]{number} 120/80 93 c by Ben Oda", text)) for number in (10, 15)] == [False, True]


def test_oxygen_has_a_column_once_anybody_said_what_was_breathed():
    silent, said = vitals(spo2=97), vitals(spo2=97, oxygen=2)
    assert "unknown: nobody said it in any set" in report(STARTED, (5, silent))
    text = report(STARTED, (5, silent), (10, said))
    assert "T+5 97 unknown" in text
    assert "T+10 ▲ 97 2 L/min" in text


LATE_SETS = [(number, baseline()) for number in (17, 38, 59)]
"""Those due at T+10 and T+50 are late by less than 10 min, the one at T+20 by more."""


def test_late_sets_that_nobody_answered_stand_together_each_in_its_own_sentence():
    text = report((-15, baseline()), STARTED, *LATE_SETS)
    assert "The set due at T+10 was 7 min late · The set due at T+50 was 9 min late no answer charted" in text
    assert "◆ critical The set due at T+20 was 18 min late T+20 to T+38 no answer charted" in text


def test_a_late_set_that_was_answered_stands_by_itself():
    answer = FlagAnswered("set_overdue", None, "patient was asleep")
    text = report((-15, baseline()), STARTED, *LATE_SETS, (58, answer))
    assert "The set due at T+10 was 7 min late T+10 to T+17 no answer charted" in text
    assert "The set due at T+50 was 9 min late T+50 to T+59 patient was asleep" in text


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


def test_what_was_replaced_before_the_start_stands_with_its_time_and_who_said_it():
    check = SHIPPED.checks[1]
    lines = [
        (-29, WeightMeasured(165)),
        (-28, CheckAnswered(check.key, Answer.NO, "asks for her sister")),
        (-27, GateAnswered(Answer.NO, "hurried")),
    ]
    said = text_of(write_report(prepared_page(*lines), {"anna": "Anna Lind"}, minute(0)))
    replaced = said[said.index("Replaced since") :]
    assert "Weight 165 kg (14:16, Anna Lind)" in replaced
    assert f"{check.label}: no: asks for her sister (14:17, Anna Lind)" in replaced
    assert "Vital signs acceptable to begin: no: hurried (14:18, Anna Lind)" in replaced
    assert "Weight 70 kg (" not in replaced


def test_what_was_never_replaced_or_was_struck_is_not_called_replaced():
    entries = prepared_page((-29, WeightMeasured(165)))
    heavy = next(entry for entry in entries if entry.event == WeightMeasured(165))
    assert "Replaced since" not in text_of(write_report(prepared_page(), {}, minute(0)))
    assert "Replaced since" not in text_of(write_report(strike(entries, heavy, -2), {}, minute(0)))


def test_an_answer_to_a_flag_that_a_correction_took_away_is_printed_without_it():
    lines = (
        (10, vitals(heart_rate=39)),
        (11, FlagAnswered("low:heart_rate", None, "laid flat", "Dr. Sol", since=minute(10))),
    )
    entries = running_page(*lines)
    told = text_of(write_report(strike(entries, entries[-2], 12), {}, minute(20)))
    assert "Heart rate low: no flag any more, what raised it was corrected" in told
    assert "laid flat; told: Dr. Sol (anna, 14:56)" in told
