"""One table of CSV is read with the place of each row; what is wrong with it is told, never raised."""

from pathlib import Path

import pytest

from proviso.outside import one_table
from proviso.outside.one_table import read_one
from proviso.outside.tables import Columns

COLUMNS = Columns(required=("matter", "contact"), optional=("name",))


def read(tmp_path: Path, content: bytes) -> tuple[list[dict[str, str]], list[str]]:
    path = tmp_path / "it.csv"
    path.write_bytes(content)
    rows, faults = read_one(path, COLUMNS)
    told = [f"{one.line} {one.field}: {one.found}; {one.expected}. {one.cure}" for one in faults]
    return [{**one.cells, "line": str(one.line)} for one in rows], told


def test_rows_have_their_lines_and_empty_cells_are_left_out(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbfmatter,contact,name\nV1,"a\nb",\n\n,,\nV2,c,Zo\xc3\xab\n'
    assert read(tmp_path, content) == (
        [
            {"matter": "V1", "contact": "a\nb", "line": "2"},
            {"matter": "V2", "contact": "c", "name": "Zoë", "line": "6"},
        ],
        [],
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "0 : an empty file; the columns matter, contact."),
        (b"matter,contakt\n", "1 : contakt; one of matter, contact, name. Did you mean contact?"),
        (b"matter\n", "1 : no such column; the column contact."),
        (b"matter,contact,contact\n", "1 contact: the column twice"),
        (b"matter,contact,\n", "1 : a column without a name"),
        (b"matter,contact\nV1\n", "2 : 1 cells; 2 cells, as in the header."),
        (b"matter,contact\nV1,\xff\n", "2 contact: byte 0xff at the beginning; text in UTF-8."),
        (b'matter,contact\nV1,"open\n', "2 contact: a quote that is never closed"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, content: bytes, says: str) -> None:
    rows, told = read(tmp_path, content)
    assert rows == []
    assert told[0].startswith(says), told


def test_a_file_that_is_too_large_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_one(tmp_path / "none.csv", COLUMNS)[1][0].found == "No such file or directory"
    monkeypatch.setattr(one_table, "LARGEST", 10)
    assert read(tmp_path, b"matter,contact\n")[1][0].startswith("0 : a larger file; at most 10")
