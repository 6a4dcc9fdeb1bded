"""Rows of cells, whatever the size of the file: what is read is what the csv module reads, and a stop names its cell."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.outside import cells
from proviso.outside.cells import Stop, rows_of, stray


def read(home: Path, content: str | bytes) -> list[tuple[int, list[str]] | Stop]:
    path = home / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(rows_of(path))


def stop(home: Path, content: str) -> Stop:
    last = read(home, content)[-1]
    assert isinstance(last, Stop)
    assert last.expected
    assert last.cure.endswith(".")
    return last


def test_rows_come_with_the_number_of_their_first_line(tmp_path: Path) -> None:
    found = read(tmp_path, '\ufeffa,b\r\n\r\n"x\ny","q""q"\rz,\n')
    assert found == [(1, ["a", "b"]), (3, ["x\ny", 'q"q']), (5, ["z", ""])]


@pytest.mark.parametrize(
    ("row", "cell", "found"),
    [
        ("x,{long}", 1, "200,000 characters"),
        ('x,"{long}",y', 1, "200,000 characters"),
        ('"a ""b"", c","d,e",{long},y', 2, "200,000 characters"),
        ('pla"in,"",{long}\ny', 2, "200,000 characters"),
        ('x,"{long}', 1, "a quote that is never closed (200,000 characters follow it)"),
        ('x,"never closed\ny,z\n', 1, "a quote that is never closed (17 characters follow it)"),
        ('x,y,"closed" early', 2, "text after a closing quote"),
    ],
)
def test_a_cell_at_which_a_file_cannot_be_read_on_is_told(
    tmp_path: Path, row: str, cell: int, found: str
) -> None:
    told = stop(tmp_path, "a,b\n\nfirst,row\n" + row.format(long="l" * 200_000))
    assert (told.line, told.cell, told.found) == (4, cell, found)


def test_a_line_that_no_row_can_have_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "LONGEST_LINE", 300_000)
    told = stop(tmp_path, "a,b\nx," + "l" * 400_000)
    assert (told.line, told.cell, told.found) == (2, 1, "400,000 characters")
    told = stop(tmp_path, "a,b\n" + "x," * 200_000)
    assert told.found == "a line of more than 300,000 characters"
    monkeypatch.setattr(cells, "SEARCHED", 0)
    assert stop(tmp_path, "a,b\nx," + "l" * 400_000).cell == 0


def test_bytes_that_are_not_utf_8_stand_in_their_cells(tmp_path: Path) -> None:
    (row,) = read(tmp_path, b"caf\xe9,\xff\xfe,\xe2\x82\xac,na\xefve caf\xe9")
    assert not isinstance(row, Stop)
    assert [stray(each) for each in row[1]] == [
        "byte 0xe9 after 'caf'",
        "byte 0xff at the beginning",
        None,
        "byte 0xef after 'na'",
    ]


@given(st.text(alphabet='ab",\r\n\x00é', max_size=30))
def test_whatever_a_file_holds_its_rows_are_those_of_the_csv_module(text: str) -> None:
    expected, failed = [], False
    try:
        expected = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        failed = True
    with tempfile.TemporaryDirectory() as home:
        found = read(Path(home), text)
    stops = [one for one in found if isinstance(one, Stop)]
    assert bool(stops) is failed
    if stops:
        assert found[-1] == stops[0]
        assert 1 <= stops[0].line <= text.count("\n") + text.count("\r") + 1
    else:
        assert [one[1] for one in found if not isinstance(one, Stop)] == expected
