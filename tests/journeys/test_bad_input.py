"""Bad input through the real window: one sentence with the value in it, nothing typed is lost, nothing half kept."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from monitor.events import Patient
from monitor.vitals import Vital
from sessions.places import Places
from sessions.settings import station as station_name
from sessions.station import open_station
from tests.clinics import CHEAP_PINS, PINS, Team
from tests.journeys.conftest import Person
from tests.sessions.stores.test_sqlcipher import plainly


@pytest.fixture
def clinic_of(qtbot, tmp_path):
    """Have the team bring a session somewhere, then start Vigil on its record and open that session as Nora."""
    people = []

    def begin(bring):
        person = Person(qtbot, tmp_path)
        station = open_station(tmp_path, person.clock, pins=CHEAP_PINS, file_only=True)
        session = bring(Team(clock=person.clock, store=station.store, station=station_name(tmp_path)))
        station.close()
        people.append(person)
        person.starts_vigil()
        person.signs_in("nora")
        person.window.live.open(session)
        person.waits_until(lambda: person.view is not None)
        return person

    yield begin
    for person in people:
        person.closes_vigil()


@pytest.fixture
def chairside(clinic_of):
    nurse = clinic_of(lambda team: team.starts())
    nurse.waits(minutes=10)
    nurse.view.chairside.entry_line.line.setFocus()
    return nurse


@pytest.fixture
def entry_line(chairside):
    return chairside.view.chairside.entry_line


def written(nurse):
    """How many entries the file itself has."""
    return sum(nurse.station.store.heads().values())


def newest(nurse, vital):
    return nurse.chart.series(vital)[-1][1]


def says(nurse, sentence):
    nurse.waits_until(lambda: sentence in nurse.view.chairside.entry_line.notice.text)


def is_refused(nurse, line, sentence):
    """The sentence is said, the line stays as typed, and nothing of it is kept, not even at the next tick."""
    chart, file = len(nurse.chart.page), written(nurse)
    nurse.presses(line + "\r")
    says(nurse, sentence)
    nurse.waits(minutes=0.1)
    assert nurse.view.chairside.entry_line.notice.text == sentence
    assert nurse.view.chairside.entry_line.line.text() == line
    assert not nurse.view.chairside.entry_line.line.isReadOnly()
    assert (len(nurse.chart.page), written(nurse)) == (chart, file)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("142/88 760 97", "Heart rate 760 /min is not believable (between 20 and 300 /min)."),
        ("1180/88", "Systolic 1180 mmHg is not believable (between 30 and 300 mmHg)."),
        ("88/142 76 97", "Diastolic 142 mmHg is not below systolic 88 mmHg."),
        ("142/88 76 97 200L", "Oxygen 200 L/min is not believable (between 0 and 70)."),
        ("142/88 dizzy9", "dizzy9: how severe? dizzy1 mild, dizzy2 moderate, dizzy3 severe (dizzy0 ended)."),
        ("142", "142 stands alone: write p142 for heart rate."),
        ("23:50 142/88", "23:50 has not come yet: it is 13:10."),
        ("10:00 142/88", "10:00 is before 13:00, where this chart begins."),
        ("-11 142/88", "-11 (12:59) is before 13:00, where this chart begins."),
        ("", "Nothing is typed yet."),
    ],
)
def test_what_cannot_be_is_refused_with_its_value_and_stays_in_the_line(chairside, line, sentence):
    is_refused(chairside, line, sentence)


def test_an_unknown_word_is_named_and_marked_in_the_line(chairside, entry_line):
    chairside.presses("142/88 blorp 97\r")
    says(chairside, "blorp is not understood")
    assert entry_line.line.selectedText() == "blorp"
    assert entry_line.line.text() == "142/88 blorp 97"
    assert len(chairside.chart.sets) == 1


def test_a_refused_line_is_kept_once_it_is_mended(chairside, entry_line):
    is_refused(chairside, "142/88 760 97", "Heart rate 760 /min is not believable (between 20 and 300 /min).")
    entry_line.line.setSelection(len("142/88 "), len("760"))
    chairside.takes("76")
    assert entry_line.line.text() == ""
    assert newest(chairside, Vital.HEART_RATE) == 76


def test_an_unusual_value_is_asked_once_and_kept_as_confirmed(chairside, entry_line):
    before = len(chairside.chart.page)
    chairside.presses("225/110 76 97\r")
    says(chairside, "Systolic 225 mmHg is unusual (usually between 70 and 220 mmHg). Is it right?")
    assert len(chairside.chart.page) == before
    chairside.keeps(lambda: chairside.presses("\r"))
    assert chairside.chart.sets[-1].confirmed == ("systolic",)
    assert entry_line.line.text() == ""


def test_an_unusual_value_that_was_a_slip_is_not_kept(chairside, entry_line):
    chairside.presses("225/110 76 97\r")
    says(chairside, "Systolic 225 mmHg is unusual")
    chairside.qtbot.keyClick(entry_line.line, Qt.Key.Key_Escape)
    assert entry_line.notice.text == ""
    assert entry_line.line.text() == "225/110 76 97"
    assert len(chairside.chart.sets) == 1


def test_a_question_answered_is_asked_anew_when_the_value_is_another(chairside):
    chairside.presses("225/110\r")
    says(chairside, "Systolic 225 mmHg is unusual")
    chairside.presses(" s84\r")
    says(chairside, "SpO2 84 % is unusual")
    assert len(chairside.chart.sets) == 1


def test_degrees_fahrenheit_are_offered_in_celsius_and_taken_with_one_key(chairside, entry_line):
    is_refused(chairside, "t98.6", "Temperature 98.6 is not believable in °C; in Fahrenheit it is 37.0 °C.")
    assert entry_line.offer_button.text() == "Use t37.0  F2"
    chairside.qtbot.keyClick(entry_line.line, Qt.Key.Key_F2)
    assert entry_line.line.text() == "t37.0"
    chairside.keeps(lambda: chairside.presses("\r"))
    assert newest(chairside, Vital.TEMPERATURE) == 37.0


def test_a_set_for_a_discharged_patient_is_refused(clinic_of):
    nurse = clinic_of(lambda team: team.discharged())
    signed = nurse.chart.time_text(nurse.chart.discharge.happened_at)
    nurse.goes_to("Chairside")
    is_refused(nurse, "142/88 76 97", f"The chart was signed at {signed}: from now on only an addendum can be written.")


def tries_pin(nurse, pin):
    card = nurse.window.sign_in_page.pin_card
    nurse.types(card.pin_field, pin)
    nurse.presses("\r")
    nurse.waits_until(lambda: bool(card.notice.text) or nurse.window.live.staff is not None)
    return card.notice.text


def test_after_five_wrong_pins_in_a_row_even_the_right_one_waits_five_minutes(nurse):
    (row,) = [row for row in nurse.window.sign_in_page.staff_list.rows if row.staff.id == "nora"]
    nurse.clicks(row)
    told = [tries_pin(nurse, "0001") for _ in range(5)]
    assert all(sentence.startswith("This is not the PIN of Nora.") for sentence in told)
    assert told[3].endswith("One more wrong one locks this person out for 5 min.")
    locked = "Nora is locked after 5 wrong PINs in a row. Try again in 5 min."
    assert tries_pin(nurse, "0001") == locked
    assert tries_pin(nurse, PINS["nora"]) == locked
    assert nurse.window.live.staff is None
    assert not nurse.window.bar.isVisible()

    nurse.waits(minutes=5)
    tries_pin(nurse, PINS["nora"])
    assert nurse.window.live.staff.name == "Nora"


def test_a_store_that_is_full_says_so_and_keeps_the_line_once_there_is_room(chairside, entry_line):
    file = chairside.station.store._file
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    file.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(40):  # until what is left of the last page is used up
        kept, line = written(chairside), f"{120 + number}/80 70 98 t36.8 m5"
        chairside.presses(line + "\r")
        chairside.waits_until(lambda: entry_line.line.text() == "" or entry_line.notice.text != "")
        if entry_line.notice.text:
            break
    assert entry_line.notice.text == "This was not kept: there is no room left for record.vigil on the disk."
    assert entry_line.line.text() == line
    assert written(chairside) == kept
    assert len(chairside.chart.sets) == 1 + number

    file.execute("PRAGMA max_page_count = 100000")
    chairside.keeps(lambda: chairside.presses("\r"))
    assert newest(chairside, Vital.SYSTOLIC) == 120 + number
    assert entry_line.line.text() == ""


@pytest.fixture
def intruder(chairside):
    """Another program that has the key."""
    places = Places(chairside.folder)
    connection = plainly(places.record, bytes.fromhex(places.key.read_text()))
    yield connection
    connection.close()


def test_a_store_locked_by_another_program_says_so_and_keeps_the_line_once_it_is_free(chairside, entry_line, intruder):
    chairside.station.store._file.execute("PRAGMA busy_timeout = 20")
    intruder.execute("BEGIN EXCLUSIVE")
    path = Places(chairside.folder).record
    is_refused(chairside, "142/88 76 97", f"Another program is already using this record ({path}).")

    intruder.execute("ROLLBACK")
    chairside.keeps(lambda: chairside.presses("\r"))
    assert entry_line.line.text() == ""
    assert newest(chairside, Vital.SYSTOLIC) == 142


def test_a_record_that_can_only_be_read_refuses_the_line(chairside):
    chairside.station.store._file.execute("PRAGMA query_only = ON")
    path = Places(chairside.folder).record
    is_refused(chairside, "142/88 76 97", f"Nothing can be kept: {path} can only be read here.")
    chairside.station.store._file.execute("PRAGMA query_only = OFF")


def test_drafts_that_cannot_be_kept_are_said_while_the_line_goes_on(chairside, entry_line):
    drafts = chairside.station.drafts._file
    drafts.execute("PRAGMA query_only = ON")
    chairside.presses("142/88")
    chairside.waits_until(lambda: "drafts.vigil can only be read here" in chairside.window.notice.text)
    chairside.waits(minutes=0.1)
    assert "drafts.vigil" in chairside.window.notice.text
    assert entry_line.line.text() == "142/88"

    drafts.execute("PRAGMA query_only = OFF")
    chairside.takes(" 76 97")
    chairside.waits_until(lambda: chairside.window.notice.text == "")


OTHER = Patient("Okafor", "Ben", date(1975, 5, 1), "MRN 2")


def breaks(intruder, entry):
    """Somebody with the key changes that entry in the file."""
    intruder.execute("DROP TRIGGER entry_stays_as_written")
    intruder.execute("UPDATE entry SET author = 'mallory' WHERE station = ? AND seq = ?", (entry.station, entry.seq))


def test_a_broken_chart_is_said_when_it_is_opened_and_the_one_on_the_screen_goes_on(clinic_of):
    sessions = []
    nurse = clinic_of(lambda team: sessions.append(team.discharged()) or team.starts(OTHER, "Chair 2"))
    wrong = nurse.station.store.session(sessions[0])[-1].id
    places = Places(nurse.folder)
    connection = plainly(places.record, bytes.fromhex(places.key.read_text()))
    breaks(connection, wrong)
    connection.close()

    nurse.presses("142/88")
    nurse.window.live.open(sessions[0])
    sentence = f"The record is broken at entry {wrong}: it does not follow from the entry before it."
    nurse.waits_until(lambda: nurse.window.notice.text == sentence)
    nurse.waits(minutes=0.1)
    assert nurse.window.notice.text == sentence
    assert nurse.chart.patient == OTHER
    assert nurse.view.chairside.entry_line.line.text() == "142/88"
    nurse.takes(" 76 97")


def test_a_broken_chart_found_at_the_start_is_said_and_hides_no_other(clinic_of):
    nurse = clinic_of(lambda team: (team.starts(), team.starts(OTHER, "Chair 2"))[1])
    (broken,) = [line.session for line in nurse.window.session_lines if line.patient != OTHER]
    wrong = nurse.station.store.session(broken)[-1].id
    nurse.closes_vigil()
    places = Places(nurse.folder)
    connection = plainly(places.record, bytes.fromhex(places.key.read_text()))
    breaks(connection, wrong)
    connection.close()

    nurse.starts_vigil()
    nurse.waits_until(lambda: f"broken at entry {wrong}" in nurse.window.notice.text)
    nurse.signs_in("nora")
    assert [snapshot.chart.patient for snapshot in nurse.window.open_sessions] == [OTHER]
    assert f"broken at entry {wrong}" in nurse.window.notice.text
