"""The command line: what it does, what it says, and how it ends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import main
from monitor.chart_reader import read_chart
from sessions.exports.record import read_record
from sessions.places import Places
from sessions.readings_file import read_series
from sessions.station import open_station, open_to_read
from sessions.stores.sqlcipher import SqlcipherStore
from tests.clinics import CHEAP_PINS, FakeClock, Team
from tests.intruder import plainly
from tests.sessions.exports.cells import readings
from tests.sessions.exports.paper import pages_of, set_rows, text_of

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
FILES = [DATA / name for name in ("mimic3demo_vitals_8stays.csv", "eicudemo_nibp_6stays.csv")]
STAYS = [pytest.param(file, stay, id=f"{file.name[:5]}-{stay}") for file in FILES for stay in read_series(file).stays]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody may write is /proc")


@pytest.fixture
def says(capsys):
    """Run a command in this process; its exit code, and everything that it said."""

    def run(*arguments):
        code = main.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def folder(tmp_path):
    """A data folder with one discharged session in it, and nobody at work."""
    station = open_station(tmp_path / "data", FakeClock(), pins=CHEAP_PINS, file_only=True)
    team = Team(store=station.store)
    team.discharged()
    station.close()
    return tmp_path / "data"


@pytest.fixture
def session(folder):
    with_one = open_to_read(folder)
    (line,) = with_one.sessions()
    with_one.close()
    return line.session


@pytest.fixture
def quick_pins(monkeypatch):
    monkeypatch.setattr("sessions.replay.Pins", lambda: CHEAP_PINS)


def key_of(folder):
    return bytes.fromhex(Places(folder).key.read_text())


def in_a_process(*arguments, **environment):
    command = [sys.executable, "main.py", *map(str, arguments)]
    around = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        command, cwd=ROOT, env=around | environment, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


@pytest.mark.usefixtures("quick_pins")
@pytest.mark.parametrize(("file", "stay"), STAYS)
def test_a_replayed_stay_ends_with_a_table_a_record_and_a_report_that_say_the_same(says, tmp_path, file, stay):
    code, said = says("replay", file, "--stay", stay, "--data", tmp_path / "data", "--out", tmp_path / "out")
    table, record, report = (tmp_path / "out" / f"stay-{stay}.{suffix}" for suffix in ("csv", "jsonl", "pdf"))
    assert code == 0
    assert f"table: {table}\nrecord: {record}\nreport: {report}\nsession: " in said

    store = open_to_read(tmp_path / "data", file_only=True)
    kept = store.session(said.split()[-1])
    store.close()
    assert read_chart(read_record(record.read_text(encoding="utf-8"))) == read_chart(kept)

    taken, printed = readings(table), set_rows(text_of(report.read_bytes()))
    assert [time for time, _ in printed] == [time for time, _ in taken]
    for (_, values), (_, numbers) in zip(taken, printed, strict=True):
        assert set(values) <= set(numbers)
    assert len(pages_of(report.read_bytes())) <= 3


@pytest.mark.usefixtures("quick_pins")
@pytest.mark.parametrize(("hours", "kept"), [("1", 5), ("1000", 127)])
def test_a_replay_types_the_rows_of_as_many_hours_as_it_is_told(says, tmp_path, hours, kept):
    to = ("--data", tmp_path / "data", "--out", tmp_path / "out")
    code, said = says("replay", FILES[1], "--stay", "1981330", "--hours", hours, *to)
    assert (code, said.splitlines()[1]) == (0, f"  kept       {kept}")


@pytest.mark.usefixtures("quick_pins")
def test_a_replay_says_what_was_kept_asked_and_refused_and_the_flags(says, tmp_path):
    _, said = says("replay", FILES[1], "--stay", "2774779", "--data", tmp_path / "data", "--out", tmp_path)
    for part in ("kept", "unchanged", "empty", "refused", "Flags by rule:", "Asked, and confirmed:"):
        assert part in said


@pytest.mark.usefixtures("quick_pins")
def test_a_second_replay_into_the_same_record_is_refused(says, tmp_path):
    asked = ("replay", FILES[1], "--stay", "2774779", "--data", tmp_path / "data", "--out", tmp_path)
    says(*asked)
    assert says(*asked) == (1, "Vigil: This record is in use: a replay goes into a record of its own.\n")


def test_a_replay_never_goes_where_the_real_patients_are_because_a_folder_was_forgotten(says, tmp_path, monkeypatch):
    monkeypatch.setattr("sessions.places.data_folder", lambda: tmp_path / "real")
    code, said = says("replay", FILES[1], "--stay", "2774779", "--out", tmp_path / "out")
    assert (code, said.startswith("Vigil: Say where the replayed record goes: --data DIR.")) == (1, True)
    assert not (tmp_path / "real").exists()


@pytest.mark.parametrize(
    ("content", "stay", "sentence"),
    [
        (b"icustay_id,minute,hr\n7,0,70\n", "7", "rows.csv lacks the columns nbp_sys, nbp_dia, nbp_mean, spo2, rr"),
        (b"\x00\xff\xfe no table at all", "7", "rows.csv cannot be read as a CSV file"),
        (b"", "7", "rows.csv lacks the columns"),
        (FILES[1].read_bytes(), "12", "There is no stay '12' in this file; it has 1981330, 2093411, "),
        (None, "7", "rows.csv cannot be read as a CSV file: [Errno 2] No such file or directory"),
    ],
    ids=["columns", "no table", "empty", "unknown stay", "no file"],
)
def test_what_cannot_be_replayed_is_refused_in_a_sentence(says, tmp_path, content, stay, sentence):
    file = tmp_path / "rows.csv"
    if content is not None:
        file.write_bytes(content)
    code, said = says("replay", file, "--stay", stay, "--data", tmp_path / "data", "--out", tmp_path / "out")
    assert code == 1
    assert said.startswith("Vigil: ")
    assert said.count("\n") == 1
    assert sentence in said


def test_an_out_folder_that_cannot_be_made_is_said(says, tmp_path):
    (tmp_path / "out").write_text("a file")
    code, said = says("replay", FILES[0], "--stay", "221684", "--data", tmp_path / "data", "--out", tmp_path / "out")
    assert (code, said) == (1, f"Vigil: {tmp_path / 'out'} cannot be made: File exists.\n")


def test_a_whole_record_is_verified_in_one_sentence(says, folder):
    code, said = says("verify", "--data", folder)
    assert code == 0
    assert re.fullmatch(r"\d+ entries, 1 station, every chain whole\n", said)


def test_a_changed_byte_makes_verify_end_with_the_entry_by_name(says, folder):
    intruder = plainly(Places(folder).record, key_of(folder))
    intruder.execute("DROP TRIGGER entry_stays_as_written")
    (seq,) = intruder.execute("SELECT MIN(seq) FROM entry WHERE event LIKE '%122%'").fetchone()
    intruder.execute("UPDATE entry SET event = replace(event, '122', '123') WHERE seq = ?", (seq,))
    intruder.close()
    sentence = f"Vigil: The record is broken at entry A/{seq}: it does not follow from the entry before it.\n"
    assert says("verify", "--data", folder) == (1, sentence)


def test_a_record_is_verified_while_somebody_writes_in_it(says, folder):
    open_now = SqlcipherStore(Places(folder).record, key_of(folder))
    code, _ = says("verify", "--data", folder)
    open_now.close()
    assert code == 0


@pytest.mark.parametrize(("form", "begins"), [("table", b"\xef\xbb\xbf"), ("record", b"{"), ("report", b"%PDF")])
def test_a_session_is_exported_in_each_form(says, folder, session, tmp_path, form, begins):
    out = tmp_path / "out"
    assert says("export", session, "--format", form, "--out", out, "--data", folder) == (0, "")
    assert out.read_bytes().startswith(begins)


def test_the_exported_report_names_the_staff(says, folder, session, tmp_path):
    says("export", session, "--format", "report", "--out", tmp_path / "out.pdf", "--data", folder)
    assert "Nora" in text_of((tmp_path / "out.pdf").read_bytes())


@pytest.mark.parametrize("unknown", ["7", "", "clinic", "019aa6e0-0000-7000-8000-000000000001"])
def test_an_unknown_session_is_refused_by_name(says, folder, tmp_path, unknown):
    code, said = says("export", unknown, "--format", "table", "--out", tmp_path / "out", "--data", folder)
    assert (code, said) == (1, f"Vigil: There is no session {unknown} in this record.\n")
    assert not (tmp_path / "out").exists()


def test_an_export_into_a_folder_that_is_not_there_is_refused(says, folder, session, tmp_path):
    out = tmp_path / "nowhere" / "out.csv"
    code, said = says("export", session, "--format", "table", "--out", out, "--data", folder)
    assert (code, said) == (1, f"Vigil: Nothing was written: there is no folder {out.parent}.\n")


@ON_LINUX
def test_an_export_into_a_folder_that_cannot_be_written_is_refused(says, folder, session):
    code, said = says("export", session, "--format", "table", "--out", "/proc/out.csv", "--data", folder)
    assert code == 1
    assert said.startswith("Vigil: Nothing was written: /proc cannot be written to (")


@pytest.mark.parametrize("command", [("verify",), ("export", "7", "--format", "table", "--out", "out")])
def test_a_folder_without_a_record_is_said(says, tmp_path, command):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "none", tmp_path, tmp_path / "file"):
        assert says(*command, "--data", folder) == (1, f"Vigil: There is no record of Vigil's in {folder}.\n")
    assert not (tmp_path / "none").exists()


@ON_LINUX
@pytest.mark.parametrize("folder", [Path("/proc/vigil"), Path(__file__)])
def test_a_data_folder_that_cannot_be_made_is_said(says, tmp_path, folder):
    code, said = says("replay", FILES[0], "--stay", "221684", "--data", folder, "--out", tmp_path)
    assert code == 1
    assert said.startswith(f"Vigil: The data folder {folder} cannot be used: ")
    assert said.count("\n") == 1


def test_a_record_that_another_vigil_writes_in_is_left_alone(says, folder, tmp_path):
    path = Places(folder).record
    other = SqlcipherStore(path, key_of(folder))
    code, said = says("replay", FILES[0], "--stay", "221684", "--data", folder, "--out", tmp_path)
    other.close()
    assert (code, said) == (1, f"Vigil: Another Vigil is already using this record ({path}).\n")


def test_a_file_that_is_no_record_is_said(says, folder):
    path = Places(folder).record
    path.write_bytes(b"x" * 8192)
    sentence = f"Vigil: {path} is not a file of Vigil's, or it was encrypted with another key.\n"
    assert says("verify", "--data", folder) == (1, sentence)


def test_another_key_is_said_and_the_record_left_as_it_was(says, folder):
    before = Places(folder).record.read_bytes()
    Places(folder).key.write_text("00" * 32)
    code, said = says("verify", "--data", folder)
    assert code == 1
    assert "it was encrypted with another key" in said
    assert Places(folder).record.read_bytes() == before


@pytest.mark.parametrize(
    ("key", "sentence"), [("12ab", "is no key: it should be 64 digits from 0 to f."), (None, "is missing")]
)
def test_a_damaged_or_missing_key_is_said(says, folder, monkeypatch, key, sentence):
    monkeypatch.setattr("sessions.keys._from_ring", lambda name: None)
    if key is None:
        Places(folder).key.unlink()
    else:
        Places(folder).key.write_text(key)
    code, said = says("verify", "--data", folder)
    assert (code, said.count("\n")) == (1, 1)
    assert sentence in said


def test_a_record_of_a_newer_vigil_is_said_with_both_versions(says, folder):
    newer = plainly(Places(folder).record, key_of(folder))
    newer.execute("PRAGMA user_version = 9")
    newer.close()
    code, said = says("verify", "--data", folder)
    assert code == 1
    assert "was written by a newer Vigil (version 9 of the file); this one knows versions up to 1." in said


@pytest.mark.parametrize("command", [(), ("run",), ("demo",)])
def test_without_a_screen_the_sentence_names_the_command_that_draws(says, monkeypatch, command):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "executable", str(ROOT / ".venv" / "bin" / "python"))
    drawing = f"{Path('.venv/bin/python')} main.py demo --pictures pictures"
    assert says(*command) == (1, f"Vigil: {main.NO_SCREEN.format(python=Path('.venv/bin/python'))}\n")
    assert drawing in main.NO_SCREEN.format(python=Path(".venv/bin/python"))


def test_a_display_that_is_named_and_not_there_is_no_screen(says, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-nowhere")
    monkeypatch.setenv("DISPLAY", ":4711")
    code, said = says("run")
    assert (code, said.startswith("Vigil: There is no screen here")) == (1, True)


def test_a_protocol_that_cannot_be_used_is_said_with_file_place_and_value(says, tmp_path, monkeypatch):
    wrong = tmp_path / "monitor" / "protocols" / "ketamine-iv.toml"
    wrong.parent.mkdir(parents=True)
    text = (ROOT / "monitor" / "protocols" / "ketamine-iv.toml").read_text(encoding="utf-8")
    wrong.write_text(f"colour = 3\n{text}", encoding="utf-8")
    monkeypatch.setattr("monitor.protocol_file.files", lambda _: tmp_path / "monitor")
    code, said = says("replay", FILES[1], "--stay", "1981330", "--data", tmp_path / "data", "--out", tmp_path)
    assert (code, said) == (
        1,
        "Vigil: The protocol ketamine-iv.toml cannot be used. In the protocol, the key 'colour' is unknown.\n",
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [("--chairs", "0"), ("--chairs", "-1"), ("--chairs", "x"), ("--speed", "0"), ("--speed", "-2"), ("--speed", "nan")],
)
def test_a_demonstration_that_cannot_be_is_refused_with_the_value(capsys, option, value):
    with pytest.raises(SystemExit) as ended:
        main.main(["demo", option, value])
    assert ended.value.code == 2
    assert f"argument {option}: {value} is not " in capsys.readouterr().err


def test_pictures_of_too_few_chairs_are_refused_and_nothing_is_drawn(tmp_path, says):
    code, said = says("demo", "--chairs", "2", "--pictures", tmp_path / "pictures")
    assert (code, said) == (1, "Vigil: The pictures show 6 chairs or more, not 2: leave out --chairs.\n")
    assert not (tmp_path / "pictures").exists()


def test_pictures_that_cannot_be_drawn_where_a_file_is_are_refused(says, tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "pictures").write_text("x")
    code, said = says("demo", "--pictures", tmp_path / "pictures")
    assert (code, said) == (1, f"Vigil: {tmp_path / 'pictures'} cannot be made: File exists.\n")


def test_help_names_every_command_and_what_it_does(capsys):
    with pytest.raises(SystemExit) as ended:
        main.main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert ended.value.code == 0
    for name, command in main.COMMANDS.items():
        assert f"{name} {' '.join(command.__doc__.split())}" in said


def test_the_readme_names_every_command_with_every_option_and_no_other():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = re.findall(
        r"^\| `(\w+)( [^`]*)?` \|", text[text.index("| `python main.py") :].partition("\n")[2], re.MULTILINE
    )
    (commands,) = (action.choices for action in main._parser()._actions if action.dest == "command")
    named = {name: set(re.findall(r"--\w+", arguments)) for name, arguments in table}
    assert named == {
        name: {option for option in command._option_string_actions if option.startswith("--")} - {"--help"}
        for name, command in commands.items()
    }


def test_the_program_as_it_is_started_says_where_there_is_no_screen():
    done = in_a_process(QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Vigil: There is no screen here")
    assert done.stderr.endswith(" main.py demo --pictures pictures\n")


def test_the_program_as_it_is_started_ends_with_1_for_a_missing_record(tmp_path):
    done = in_a_process("verify", "--data", tmp_path)
    assert (done.returncode, done.stderr) == (1, f"Vigil: There is no record of Vigil's in {tmp_path}.\n")


def test_a_console_without_an_arrow_still_shows_a_replay(tmp_path):
    asked = ("replay", FILES[1], "--stay", "1981330", "--data", tmp_path / "data", "--out", tmp_path)
    done = in_a_process(*asked, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stray_word_is_refused_with_the_commands_that_there_are():
    done = in_a_process("replya")
    assert done.returncode == 2
    assert "invalid choice: 'replya'" in done.stderr
    assert "Traceback" not in done.stderr
