"""Half-typed text comes back, even after the program was killed in the middle of a word."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sessions.drafts import Drafts, open_drafts
from sessions.stores.contract import NotAVigilFile
from sessions.stores.sqlcipher import SqlcipherStore

KEY = bytes(range(32))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def drafts(tmp_path):
    opened = Drafts(tmp_path / "drafts.vigil", KEY)
    yield opened
    opened.close()


def test_each_place_of_each_session_has_its_own_text(drafts):
    drafts.keep("s1", "entry line", "142/8")
    drafts.keep("s1", "note", "sees blü")
    drafts.keep("s2", "entry line", "p7")
    assert drafts.of("s1") == {"entry line": "142/8", "note": "sees blü"}
    assert drafts.of("s3") == {}


def test_the_newest_text_of_a_place_is_kept(drafts):
    drafts.keep("s1", "note", "sees")
    drafts.keep("s1", "note", "sees blue")
    assert drafts.of("s1") == {"note": "sees blue"}


def test_a_forgotten_text_is_gone_and_the_others_stay(drafts):
    drafts.keep("s1", "entry line", "142/8")
    drafts.keep("s1", "note", "sees")
    drafts.forget("s1", "entry line")
    drafts.forget("s1", "never there")
    assert drafts.of("s1") == {"note": "sees"}


def test_half_a_character_stops_nobody_typing(drafts):
    drafts.keep("s1", "note", "smiles \ud83d")
    assert drafts.of("s1") == {"note": "smiles ?"}


def test_no_draft_can_be_read_in_the_file(drafts, tmp_path):
    drafts.keep("s1", "note", "Berg, Anna sees blue")
    assert all(b"Berg" not in file.read_bytes() for file in tmp_path.iterdir())


def test_the_record_is_not_taken_for_the_drafts(tmp_path):
    SqlcipherStore(tmp_path / "record.vigil", KEY).close()
    with pytest.raises(NotAVigilFile):
        Drafts(tmp_path / "record.vigil", KEY)


def flipped_at(place):
    def damage(path):
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)

    return damage


def cut(path):
    path.write_bytes(path.read_bytes()[:6000])


def put_a_folder_there(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [flipped_at(20), flipped_at(5000), flipped_at(-9), cut, put_a_folder_there],
    ids=lambda each: each.__name__,
)
def test_drafts_that_cannot_be_read_are_kept_under_another_name(drafts, tmp_path, damage):
    for number in range(60):
        drafts.keep(f"s{number}", "note", "sees blue " * 90)
    drafts.close()
    path, aside = tmp_path / "drafts.vigil", tmp_path / "drafts.damaged-1.vigil"
    damage(path)
    damaged = path.read_bytes() if path.is_file() else None

    new, notice = open_drafts(path, KEY)
    assert "drafts.damaged-1.vigil" in notice
    assert new.of("s3") == {}
    new.keep("s3", "note", "again")
    assert new.of("s3") == {"note": "again"}
    new.close()
    assert (aside.read_bytes() if aside.is_file() else None) == damaged


def test_drafts_set_aside_before_are_kept_too(tmp_path):
    for content in (b"first", b"second"):
        (tmp_path / "drafts.vigil").write_bytes(content)
        new, _ = open_drafts(tmp_path / "drafts.vigil", KEY)
        new.close()
    kept = {file.name: file.read_bytes() for file in tmp_path.iterdir() if "damaged" in file.name}
    assert kept == {"drafts.damaged-1.vigil": b"first", "drafts.damaged-2.vigil": b"second"}


def test_what_lies_beside_the_drafts_goes_with_them(tmp_path):
    (tmp_path / "drafts.vigil").mkdir()  # what the driver can open it would take in, and remove, by itself
    (tmp_path / "drafts.vigil-wal").write_bytes(b"newest")
    new, _ = open_drafts(tmp_path / "drafts.vigil", KEY)
    new.close()
    assert (tmp_path / "drafts.damaged-1.vigil-wal").read_bytes() == b"newest"


def test_drafts_in_order_are_left_where_they_are(drafts, tmp_path):
    drafts.keep("s1", "note", "sees blue")
    drafts.close()
    again, notice = open_drafts(tmp_path / "drafts.vigil", KEY)
    assert (again.of("s1"), notice) == ({"note": "sees blue"}, "")
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
def test_a_draft_survives_the_program_being_killed(tmp_path):
    typing = (
        "import os, signal; from pathlib import Path; from sessions.drafts import Drafts; "
        f"Drafts(Path({str(tmp_path / 'drafts.vigil')!r}), bytes(range(32))).keep('s1', 'note', 'sees bl'); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", typing], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    again = Drafts(tmp_path / "drafts.vigil", KEY)
    assert again.of("s1") == {"note": "sees bl"}
    again.close()
