"""A session leaves the program as a file, chosen in the window."""

from pathlib import Path

import pytest

from sessions.exports.record import read_record


def chooses(nurse, form, file):
    button = nurse.window.export_button
    assert button.isVisible()
    button.actions_by_form[form].trigger()
    nurse.waits_until(lambda: button.dialog.isVisible())
    button.dialog.close()
    button.dialog.fileSelected.emit(str(file))


def test_the_record_of_the_session_on_the_screen_is_written_to_the_file_chosen(infusing, tmp_path):
    file = tmp_path / "out.jsonl"
    chooses(infusing, "record", file)
    infusing.waits_until(lambda: infusing.window.news.text == f"Written: {file}")
    assert read_record(file.read_text(encoding="utf-8")) == infusing.chart.page


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(infusing, tmp_path):
    chooses(infusing, "table", tmp_path / "nowhere" / "out.csv")
    infusing.waits_until(lambda: "there is no folder" in infusing.window.news.text)
    assert list(tmp_path.glob("**/*.csv")) == []


@pytest.mark.parametrize("documents", ["Documents", ""])
def test_the_file_is_offered_among_ones_documents_by_date_and_record_number_and_not_by_the_patient(
    infusing, tmp_path, monkeypatch, documents
):
    (tmp_path / documents).mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    button = infusing.window.export_button
    button.actions_by_form["report"].trigger()
    infusing.waits_until(lambda: button.dialog.isVisible())
    assert Path(button.dialog.selectedFiles()[0]) == tmp_path / documents / "2026-11-21-MRN-00417.pdf"
    button.dialog.close()
