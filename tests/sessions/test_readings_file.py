"""Series of readings in a file: what each row says as a nurse types it, and a sentence for what is no such file."""

from hashlib import sha256

import pytest

from sessions.readings_file import Row, SeriesRefused, read_series
from tests.sessions.series import DATA, EICU, EICU_HEADER, FIRST, MIMIC, SERIES, write_rows


@pytest.fixture
def rows(tmp_path):
    """Of a file with these lines, the rows of stay 7."""

    def read(*lines, **about):
        return read_series(write_rows(tmp_path, *lines, **about)).of("7")

    return read


def lines(rows):
    return [row.line for row in rows]


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        (EICU, "9d84212abd232174f0ed89912bf424f795b08ec39789edd2124e40bd71c7744a"),
        (MIMIC, "35a851a2e5ae5b1182e5eee95c3835a113c6695e1509b2ac2069d5eeb8df9a3d"),
    ],
)
def test_the_series_are_the_published_ones_byte_for_byte(name, digest):
    assert sha256((DATA / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(("name", "stays", "rows"), [(MIMIC, 8, 3082), (EICU, 6, 3010)])
def test_a_published_file_holds_all_its_stays_and_rows(name, stays, rows):
    assert len(SERIES[name].stays) == stays
    assert sum(map(len, SERIES[name].stays.values())) == rows


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("7,0,70,120,80,93,98,14,36.8,", "120/80 (93) p70 s98 r14 t36.8"),
        ("7,0,70,,,,98,,,", "p70 s98"),
        ("7,0,,120,80,,,,,98.6", "120/80 t98.6"),
        ("7,0,,,,89,,,,", "map89"),
        ("7,0,,120,,,,,,", "120/"),
        ("7,0,soon,0,0,-1,,,,", "0/0 (-1) psoon"),
        ("7,0, 70 ,,,,,,,", "p70"),
        ("7,0,,,,,,,,", ""),
    ],
    ids=["all of it", "no pressure", "fahrenheit", "mean alone", "half a pressure", "impossible", "spaces", "nothing"],
)
def test_a_row_is_the_line_that_a_nurse_would_have_typed(rows, row, line):
    assert rows(row) == [Row(0, line)]


def test_a_row_of_the_other_layout_is_typed_as_well(rows):
    assert rows("7,12,120,80,93", header=EICU_HEADER) == [Row(12, "120/80 (93)")]


@pytest.mark.parametrize(
    ("mean", "shown", "is_rounded"),
    [("93.3333", 93, True), ("93.6667", 94, True), ("93", 93, False), ("93.", "93.", False), ("9x.3", "9x.3", False)],
)
def test_a_mean_with_decimals_is_the_whole_number_that_a_monitor_shows(rows, mean, shown, is_rounded):
    assert rows(f"7,0,,120,80,{mean},,,,") == [Row(0, f"120/80 ({shown})", is_rounded)]


def test_rows_out_of_order_are_put_in_order_of_time(rows):
    assert lines(rows("7,20,75,,,,,,,", "7,-3.5,71,,,,,,,", "7,3,72,,,,,,,")) == ["p71", "p72", "p75"]


def test_a_row_that_is_cut_short_has_empty_cells(rows):
    assert lines(rows(FIRST, "7,5,75")) == ["120/80 p70 s98", "p75"]


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path):
    path = write_rows(tmp_path, FIRST)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert list(read_series(path).stays) == ["7"]


@pytest.mark.parametrize(("minute", "repeats"), [(0, True), (2.9, True), (3, True), (3.1, False)])
def test_the_same_line_up_to_3_min_later_is_the_same_reading_sent_again(minute, repeats):
    assert Row(minute, "p70").repeats(Row(0, "p70")) is repeats


@pytest.mark.parametrize("earlier", [None, Row(0, "p71")])
def test_another_line_is_no_repetition(earlier):
    assert not Row(1, "p70").repeats(earlier)


def test_an_unknown_stay_is_refused_with_those_there_are(tmp_path):
    series = read_series(write_rows(tmp_path, FIRST, "8,0,70,120,80,,98,,,"))
    with pytest.raises(SeriesRefused) as refusal:
        series.of("9")
    assert str(refusal.value) == "There is no stay '9' in this file; it has 7, 8."


def test_a_file_without_rows_has_no_stay_to_name(rows):
    with pytest.raises(SeriesRefused) as refusal:
        rows()
    assert str(refusal.value) == "There is no stay '7' in this file; it has none."


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            "icustay_id,minute,hr",
            "rows.csv lacks the columns nbp_sys, nbp_dia, nbp_mean, spo2, rr, temp_c, temp_f (layout of MIMIC-III).",
        ),
        (EICU_HEADER.removesuffix(",nibp_mean"), "rows.csv lacks the columns nibp_mean (layout of eICU)."),
    ],
    ids=["MIMIC-III", "eICU"],
)
def test_missing_columns_are_named_by_the_layout_that_comes_nearest(tmp_path, header, sentence):
    with pytest.raises(SeriesRefused) as refusal:
        read_series(write_rows(tmp_path, "7,0,70", header=header))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("minute", ["", "soon", "nan", "1e30"])
def test_a_minute_that_is_no_number_is_named_with_its_line(rows, minute):
    with pytest.raises(SeriesRefused) as refusal:
        rows(FIRST, FIRST.replace("7,0,", f"7,{minute},"))
    assert str(refusal.value) == f"rows.csv, line 3: the minute {minute!r} is not a number."


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b""])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "rows.csv"
    path.write_bytes(content)
    with pytest.raises(SeriesRefused, match=r"rows\.csv"):
        read_series(path)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(SeriesRefused, match="cannot be read as a CSV file"):
        read_series(tmp_path / "none.csv")
