"""The table: one row a reading, the struck ones too, safe to open in a spreadsheet."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from monitor.chart_reader import read_chart
from monitor.events import EntryId, EntryStruck, Patient, VitalsTaken
from monitor.rules import flags_of
from sessions.exports.table import COLUMNS, write_table
from tests.builders import OPENED, STARTED, STARTED_AT, entry, minute, page, sprayed_page, vitals
from tests.sessions.exports.usual_session import usual_session

NAMES = {"anna": "Anna Lind"}


def rows(entries, names=NAMES):
    text = write_table(read_chart(entries), names, entries[-1].recorded_at).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_reading_of_the_session_has_one_row():
    visit = usual_session()
    read = [
        (str(entry.id), reading.vital.label, reading.vital.number(reading.value))
        for entry in visit.entries
        if isinstance(entry.event, VitalsTaken)
        for reading in entry.event.vitals.readings
    ]

    table = rows(visit.entries, visit.names)

    assert [(row["entry"], row["vital sign"], row["value"]) for row in table] == read


def test_the_file_begins_with_a_byte_order_mark_and_the_columns():
    text = write_table(read_chart(page()), NAMES, STARTED_AT)

    assert text == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"


def test_a_row_says_what_was_read_when_of_whom_and_by_whom():
    taken = vitals(temperature=36.8, spo2=97, oxygen=2)

    temperature, spo2 = rows([*page(STARTED), entry(taken, at=minute(-12.5), recorded_at=minute(3), station="B")])

    assert temperature == {
        "session": OPENED and page()[0].session,
        "record number": "MRN 00417",
        "patient": "BERG, Anna",
        "taken at": "2026-11-21T14:32:30+01:00",
        "written at": "2026-11-21T14:48:00+01:00",
        "minute since start (min)": "-12.5",
        "phase": "preparing",
        "vital sign": "Temperature",
        "value": "36.8",
        "unit": "°C",
        "LOINC": "8310-5",
        "oxygen": "on 2 L/min oxygen",
        "confirmed": "",
        "flags": "",
        "struck": "",
        "struck reason": "",
        "struck by": "",
        "struck at": "",
        "corrected by entry": "",
        "author": "Anna Lind",
        "entry": "B/1",
    }
    assert (spo2["value"], spo2["unit"], spo2["LOINC"]) == ("97", "%", "59408-5")


@pytest.mark.parametrize(("oxygen", "said"), [(None, ""), (0, "on air"), (1.5, "on 1.5 L/min oxygen")])
def test_unknown_oxygen_is_empty_and_not_air(oxygen, said):
    (row,) = rows(page(STARTED, (5, vitals(spo2=97, oxygen=oxygen))))

    assert row["oxygen"] == said


def test_without_a_start_there_is_no_minute_since_it():
    (row,) = rows(page((-10, vitals(spo2=97))))

    assert row["minute since start (min)"] == ""


def test_a_computed_mean_has_no_row_and_an_entered_one_has():
    computed = rows(page(STARTED, (5, vitals(systolic=142, diastolic=88))))
    entered = rows(page(STARTED, (5, vitals(systolic=142, diastolic=88, mean=107))))

    assert [row["vital sign"] for row in computed] == ["Systolic", "Diastolic"]
    assert [row["vital sign"] for row in entered] == ["Systolic", "Diastolic", "Mean pressure"]


def test_a_struck_reading_keeps_its_row_with_reason_and_right_entry():
    right = EntryId("A", 4)
    lines = page(
        STARTED, (5, vitals(spo2=79)), (5, vitals(spo2=97)), (6, EntryStruck(EntryId("A", 3), "mistyped", right))
    )

    struck, standing = rows(lines)

    assert (struck["value"], struck["struck"], struck["struck reason"]) == ("79", "yes", "mistyped")
    assert (struck["struck by"], struck["struck at"]) == ("Anna Lind", "2026-11-21T14:51:00+01:00")
    assert struck["corrected by entry"] == "A/4" == standing["entry"]
    assert struck["phase"] == "infusing"
    assert struck["flags"] == ""
    assert standing["struck"] == ""


def test_what_was_confirmed_of_the_place_of_a_set_stands_with_each_of_its_readings():
    late = replace(vitals(heart_rate=70, spo2=97), confirmed=("time", "double entry"))
    assert [row["confirmed"] for row in rows(page(STARTED, (10, late)))] == ["time; double entry"] * 2


def test_what_was_confirmed_stands_with_the_readings_it_is_about():
    unusual = replace(vitals(systolic=240, diastolic=100, spo2=97), confirmed=("systolic", "pulse_pressure"))

    systolic, diastolic, spo2 = rows(page(STARTED, (5, unusual)))

    assert systolic["confirmed"] == "systolic; pulse pressure"
    assert diastolic["confirmed"] == "pulse pressure"
    assert spo2["confirmed"] == ""


def test_a_flag_is_the_sentence_on_the_screen_and_stands_with_its_reading_only():
    lines = page(STARTED, (5, vitals(systolic=182, diastolic=88)))

    systolic, diastolic = rows(lines)

    assert systolic["flags"] == f"critical: {flags_of(read_chart(lines), minute(5))[0].sentence}"
    assert diastolic["flags"] == ""


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://x","y")',
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\n=1",
        " =1",
        "＝1",  # noqa: RUF001
        "＋1",  # noqa: RUF001
        "－1",  # noqa: RUF001
        "＠x",  # noqa: RUF001
    ],
)
def test_a_name_that_begins_a_formula_is_made_harmless(name):
    patient = Patient("Berg", "Anna", date(1980, 2, 29), name)
    lines = page(STARTED, (-5, vitals(spo2=97)), opened=replace(OPENED, patient=patient))

    (row,) = rows(lines, {"anna": name})

    assert row["record number"] == f"'{name}"
    assert row["author"] == f"'{name}"
    assert row["minute since start (min)"] == "-5.0"


def test_a_formula_in_a_reason_for_striking_is_made_harmless():
    lines = page(STARTED, (5, vitals(spo2=79)), (6, EntryStruck(EntryId("A", 3), "=cmd|'/c calc'!A1")))

    (row,) = rows(lines)

    assert row["struck reason"] == "'=cmd|'/c calc'!A1"


def test_letters_of_every_script_and_line_breaks_survive():
    patient = Patient("Łukasiewicz-Ñandú", "Жанна 李小龍", date(1980, 2, 29), 'a "b"; c,\nd')
    lines = page(STARTED, (5, vitals(spo2=97)), opened=replace(OPENED, patient=patient))

    (row,) = rows(lines)

    assert row["patient"] == "ŁUKASIEWICZ-ÑANDÚ, Жанна 李小龍"
    assert row["record number"] == 'a "b"; c,\nd'


def test_after_a_spray_the_phase_is_called_as_on_the_screen():
    assert {row["phase"] for row in rows(sprayed_page((40, vitals(spo2=97))))} == {"preparing", "observing"}
