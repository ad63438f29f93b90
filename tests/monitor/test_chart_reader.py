"""A chart read on as its session grows is the chart that reading the whole page anew gives."""

from random import Random

import pytest

from monitor.chart_reader import ChartReader, NotOpened, read_chart
from monitor.events import ChairAdded, NoteWritten
from sessions.exports.record import read_record
from tests.builders import entry, minute, prepared_page, shipped_page
from tests.scenarios.story import HERE
from tests.scenarios.write import STORIES


@pytest.fixture(params=sorted(STORIES))
def entries(request):
    """A whole session as it was written, line by line."""
    page = read_record((HERE / f"{request.param}.jsonl").read_text(encoding="utf-8"))
    return sorted(page, key=lambda one: one.id.seq)


def test_read_line_by_line_it_is_the_chart_of_the_whole_page(entries):
    reader = ChartReader()
    for number in range(1, len(entries) + 1):
        assert reader.read(entries[:number]) == read_chart(entries[:number])


def test_read_a_few_lines_at_a_time_in_whatever_order_they_came_it_is_the_same(entries):
    for seed in range(5):
        random, reader = Random(seed), ChartReader()
        came = [entries[0], *random.sample(entries[1:], len(entries) - 1)]
        number = 1
        while number < len(came):
            number += random.randint(1, 9)
            assert reader.read(came[:number]) == read_chart(came[:number])


def test_a_chart_given_before_stays_as_it_was_while_its_session_goes_on(entries):
    reader = ChartReader()
    given = [reader.read(entries[:number]) for number in range(1, len(entries) + 1)]
    assert given == [read_chart(entries[:number]) for number in range(1, len(entries) + 1)]


def test_with_nothing_new_the_same_chart_is_given():
    reader, page = ChartReader(), prepared_page()
    assert reader.read(page) is reader.read(page)


def test_a_line_that_cannot_be_read_is_refused_each_time():
    reader, page = ChartReader(), shipped_page()
    reader.read(page)
    wrong = [*page, entry(ChairAdded("Chair 9"), at=minute(0), after=page[-1])]
    for _ in range(2):
        with pytest.raises(NotOpened, match="belongs to the clinic"):
            reader.read(wrong)


def test_two_lines_of_one_moment_stand_in_the_order_of_their_writing():
    page = prepared_page((-1, NoteWritten("first")), (-1, NoteWritten("second")))
    reader = ChartReader()
    reader.read([*page[:-2], page[-1]])
    assert [note.event.text for note in reader.read([*page[:-2], page[-1], page[-2]]).notes] == ["first", "second"]
