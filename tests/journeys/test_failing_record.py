"""The record fails while somebody works: one sentence says so, what is typed is not lost, and nothing is half kept."""

from datetime import date

import pytest

from monitor.events import Patient, PinRefused, SignedIn
from monitor.vitals import Vital
from sessions.places import Places
from sessions.requests import SigningIn
from tests.clinics import PINS
from tests.intruder import plainly
from tests.journeys.steps import answer_to, kept, newest, written

OTHER = Patient("Okafor", "Ben", date(1975, 5, 1), "MRN 2")


def key_of(folder):
    return bytes.fromhex(Places(folder).key.read_text())


def test_a_store_that_is_full_says_so_and_keeps_the_line_once_there_is_room(chairside, entry_line):
    file = chairside.station.store._file
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    file.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(40):  # until what is left of the last page is used up
        before, line = written(chairside), f"{120 + number}/80 70 98 t36.8 m5"
        chairside.presses(line + "\r")
        chairside.waits_until(lambda: entry_line.line.text() == "" or entry_line.notice.text != "")
        if entry_line.notice.text:
            break
    assert entry_line.notice.text == "This was not kept: there is no room left for record.vigil on the disk."
    assert entry_line.line.text() == line
    assert written(chairside) == before
    assert len(chairside.chart.sets) == 1 + number

    file.execute("PRAGMA max_page_count = 100000")
    chairside.keeps(lambda: chairside.presses("\r"))
    assert newest(chairside, Vital.SYSTOLIC) == 120 + number
    assert entry_line.line.text() == ""


def fills_the_disk(nurse):
    """To the last byte: with sets until there is no room for one, then with what is smaller."""
    file = nurse.station.store._file
    (pages,) = file.execute("PRAGMA page_count").fetchone()
    file.execute(f"PRAGMA max_page_count = {pages}")
    line = nurse.view.chairside.entry_line
    for number in range(40):
        before = kept(nurse)
        nurse.presses(f"{120 + number}/80 70 98 t36.8 m5\r")
        nurse.waits_until(lambda: line.line.text() == "" or line.notice.text != "")
        if kept(nurse) == before:
            break
    clinic = nurse.station.clinic
    nurse.window.live.run_beside(
        lambda: [clinic.carry_out(SigningIn("cora", PINS["cora"]), None) for _ in range(number + 9)]
    )
    nurse.waits_until(lambda: nurse.window.notice.text != "")


def test_with_a_full_disk_a_nurse_signs_in_to_read_and_what_she_then_writes_follows_her_sign_in(chairside):
    nurse = chairside
    fills_the_disk(nurse)
    course = nurse.view.chairside.banner.course
    nurse.waits_until(lambda: course.kept_label.text().startswith("not kept since "))
    assert course.last_kept_label.isVisible()

    nurse.clicks(nurse.window.sign_out_button)
    before = written(nurse)
    page = nurse.window.sign_in_page
    nurse.clicks(next(row for row in page.staff_list.rows if row.staff.id == "noel"))
    nurse.presses("0001\r")
    nurse.waits_until(lambda: page.pin_card.notice.text == "This is not the PIN of Noel.")
    assert nurse.window.live.staff is None

    hint = "Charts can be read, but nothing can be kept, not even who signs in. "
    full = "This was not kept: there is no room left for record.vigil on the disk."
    nurse.presses(PINS["noel"] + "\r")
    nurse.waits_until(lambda: nurse.window.bar.isVisible())
    nurse.waits_until(lambda: nurse.window.notice.text == hint + full)
    session = nurse.view.session
    nurse.opens(session)
    nurse.waits_until(lambda: nurse.view.chairside.isVisible())
    nurse.waits(minutes=0.1)
    assert nurse.window.notice.text == hint + full
    assert nurse.view.chairside.trend.isVisible()
    assert written(nurse) == before

    nurse.station.store._file.execute("PRAGMA max_page_count = 100000")
    nurse.waits(minutes=0.1)
    nurse.waits_until(lambda: nurse.window.notice.text == "")
    said = [entry.event for entry in nurse.station.clinic.entries("clinic")][-2:]
    assert said == [PinRefused("noel"), SignedIn("noel")]
    assert written(nurse) > before + 1
    nurse.view.chairside.entry_line.line.clear()
    nurse.takes("142/88 76 97")
    assert nurse.chart.page[-1].author == "noel"
    assert course.kept_label.text().startswith("kept ✓")


@pytest.fixture
def intruder(chairside):
    """Another program that has the key."""
    connection = plainly(Places(chairside.folder).record, key_of(chairside.folder))
    yield connection
    connection.close()


def test_a_store_locked_by_another_program_says_so_and_keeps_the_line_once_it_is_free(chairside, entry_line, intruder):
    chairside.station.store._file.execute("PRAGMA busy_timeout = 20")
    intruder.execute("BEGIN EXCLUSIVE")
    path, before = Places(chairside.folder).record, kept(chairside)
    assert answer_to(chairside, "142/88 76 97") == f"Another program is already using this record ({path})."
    assert entry_line.line.text() == "142/88 76 97"
    assert not entry_line.line.isReadOnly()
    assert kept(chairside) == before

    intruder.execute("ROLLBACK")
    chairside.keeps(lambda: chairside.presses("\r"))
    assert entry_line.line.text() == ""
    assert newest(chairside, Vital.SYSTOLIC) == 142


def test_a_record_that_can_only_be_read_refuses_the_line_and_leaves_it_there(chairside, entry_line):
    chairside.station.store._file.execute("PRAGMA query_only = ON")
    path, before = Places(chairside.folder).record, kept(chairside)
    assert answer_to(chairside, "142/88 76 97") == f"Nothing can be kept: {path} can only be read here."
    assert entry_line.line.text() == "142/88 76 97"
    assert not entry_line.line.isReadOnly()
    assert kept(chairside) == before
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
    assert newest(chairside, Vital.SYSTOLIC) == 142


def breaks(folder, entry):
    """Somebody with the key changes that entry in the file."""
    intruder = plainly(Places(folder).record, key_of(folder))
    intruder.execute("DROP TRIGGER entry_stays_as_written")
    intruder.execute("UPDATE entry SET author = 'mallory' WHERE station = ? AND seq = ?", (entry.station, entry.seq))
    intruder.close()


def test_a_broken_chart_is_said_when_it_is_opened_and_the_one_on_the_screen_goes_on(clinic_of):
    sessions = []
    nurse = clinic_of(lambda team: sessions.append(team.discharged()) or team.starts(OTHER, "Chair 2"))
    wrong = nurse.station.store.session(sessions[0])[-1].id
    breaks(nurse.folder, wrong)

    nurse.presses("142/88")
    nurse.window.live.open(sessions[0])
    sentence = f"The record is broken at entry {wrong}: it does not follow from the entry before it."
    nurse.waits_until(lambda: nurse.window.notice.text == sentence)
    nurse.waits(minutes=0.1)
    assert nurse.window.notice.text == sentence
    assert nurse.chart.patient == OTHER
    assert nurse.view.chairside.entry_line.line.text() == "142/88"
    nurse.takes(" 76 97")
    assert newest(nurse, Vital.SYSTOLIC) == 142


def test_a_broken_chart_found_at_the_start_is_said_and_hides_no_other(clinic_of):
    nurse = clinic_of(lambda team: (team.starts(), team.starts(OTHER, "Chair 2"))[1])
    (broken,) = [line.session for line in nurse.window.session_lines if line.patient != OTHER]
    wrong = nurse.station.store.session(broken)[-1].id
    nurse.closes_vigil()
    breaks(nurse.folder, wrong)

    nurse.starts_vigil()
    nurse.waits_until(lambda: f"broken at entry {wrong}" in nurse.window.notice.text)
    nurse.signs_in("nora")
    assert [snapshot.chart.patient for snapshot in nurse.window.open_sessions] == [OTHER]
    assert f"broken at entry {wrong}" in nurse.window.notice.text
    board = nurse.window.board_page
    assert board.broken_tiles[broken].chair_label.text() == "Chair 1"
    assert f"broken at entry {wrong}" in board.broken_tiles[broken].notice.text
    assert "Chair 1" not in board.free_chairs
