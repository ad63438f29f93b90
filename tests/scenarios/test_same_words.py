"""A flag's sentence is the same in the report, in the record and at its reading in the table, in every scenario."""

import csv
import io

import pytest
from pypdf import PdfReader

from monitor.chart_reader import read_chart
from monitor.events import VitalsTaken
from monitor.flagged import flagged_by
from monitor.rules import flags_of
from sessions.exports.record import read_record
from sessions.exports.report import write_report
from sessions.exports.table import write_table
from tests.scenarios.story import HERE
from tests.scenarios.write import NAMES, STORIES


@pytest.fixture(params=sorted(STORIES), scope="module")
def text(request):
    """The record, as it lies on disk."""
    return (HERE / f"{request.param}.jsonl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chart(text):
    return read_chart(read_record(text))


@pytest.fixture(scope="module")
def flags(chart):
    return flags_of(chart, chart.page[-1].recorded_at)


def letters(text):
    """Without the spaces: on paper a line may be broken between any two words."""
    return "".join(text.split())


def test_the_report_says_every_flag_in_the_same_words(text, chart, flags):
    entries = read_record(text)
    pdf = write_report(entries, NAMES, entries[-1].recorded_at)
    paper = letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert [flag.sentence for flag in flags if letters(flag.sentence) not in paper] == []


def test_the_record_says_every_flag_in_the_same_words(text, flags):
    header = text.splitlines()[0]
    assert [flag.sentence for flag in flags if flag.sentence not in header] == []


def test_the_table_says_every_flag_of_a_reading_in_the_same_words(chart, flags):
    rows = csv.DictReader(io.StringIO(write_table(chart, NAMES, chart.page[-1].recorded_at).decode("utf-8-sig")))
    said = {(row["entry"], row["vital sign"]): row["flags"] for row in rows}
    marked = {}
    for id, raised in flagged_by(chart, flags, chart.page[-1].recorded_at).items():
        is_set = isinstance(chart.entry(id).event, VitalsTaken)  # a symptom asked beside it is an entry of its own
        for one in (one for one in raised if is_set and one.vital):
            marked.setdefault((str(id), one.vital.label), []).append(f"{one.severity.word}: {one.sentence}")
    assert {place: text for place, text in said.items() if text} == {
        at: "; ".join(texts) for at, texts in marked.items()
    }
    assert marked or not any(flag.vital for flag in flags)
