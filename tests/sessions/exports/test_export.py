"""Writing an export to a file: whole or not at all, and a refusal in a sentence."""

import os

import pytest
from pypdf import PdfReader

from monitor.chart_reader import read_chart
from monitor.rules import flags_of
from monitor.vitals import Vital
from sessions.exports.export import EXPORTS, ExportRefused, export
from sessions.exports.record import read_record
from tests.builders import minute, page
from tests.sessions.exports.usual_session import opened_session, usual_session


@pytest.mark.parametrize("session", [opened_session, usual_session])
@pytest.mark.parametrize(
    ("format", "beginning"), [("table", b"\xef\xbb\xbfsession,"), ("record", b"{"), ("report", b"%PDF-")]
)
def test_a_session_is_written_in_every_format(tmp_path, session, format, beginning):
    visit = session()

    export(visit.entries, visit.names, visit.now, format=format, out=tmp_path / "out")

    assert (tmp_path / "out").read_bytes().startswith(beginning)
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_every_format_that_is_offered_is_tested_above():
    assert set(EXPORTS) == {"table", "record", "report"}


def test_the_record_on_disk_reads_back_equal(tmp_path):
    entries = page()

    export(entries, {}, minute(0), format="record", out=tmp_path / "out.jsonl")

    assert list(read_record((tmp_path / "out.jsonl").read_bytes().decode())) == entries


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(ExportRefused, match="no export called 'xml'; there are table, record, report"):
        export(page(), {}, minute(0), format="xml", out=tmp_path / "out")


def test_a_folder_that_does_not_exist_is_refused_by_its_name(tmp_path):
    with pytest.raises(ExportRefused, match=r"there is no folder .*nowhere"):
        export(page(), {}, minute(0), format="table", out=tmp_path / "nowhere" / "out.csv")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(ExportRefused, match="is a folder; name a file in it"):
        export(page(), {}, minute(0), format="table", out=tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportRefused, match="cannot be written to"):
        export(page(), {}, minute(0), format="table", out=tmp_path / "out.csv")


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_file_that_is_there_stays_whole_when_the_disk_refuses_the_new_one(tmp_path, monkeypatch, step):
    (tmp_path / "out.csv").write_text("the old one")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(ExportRefused, match="No space left on device"):
        export(page(), {}, minute(0), format="table", out=tmp_path / "out.csv")

    assert [file.read_text() for file in tmp_path.iterdir()] == ["the old one"]


def test_a_flag_says_the_same_on_the_screen_in_the_table_the_report_and_the_record(tmp_path):
    visit = usual_session()
    raised = next(f for f in flags_of(read_chart(visit.entries), visit.now) if f.vital is Vital.SYSTOLIC)
    for format in EXPORTS:
        export(visit.entries, visit.names, visit.now, format=format, out=tmp_path / format)
    report = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "report").pages).split())
    assert raised.sentence in (tmp_path / "table").read_text(encoding="utf-8-sig")
    assert raised.sentence in (tmp_path / "record").read_text(encoding="utf-8")
    assert raised.sentence in report
