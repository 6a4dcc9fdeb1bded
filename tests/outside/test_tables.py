"""Reading a folder of tables: every row with its place; every fault with file, line, what was found and what to do."""

import errno
import os
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from proviso.outside import tables
from proviso.outside.tables import Columns, Fault, Tables, read

SHEETS = {
    "send-letter": Columns(required=("letter", "kind"), optional=("due", "on", "note")),
    "record-delivery": Columns(required=("letter",), optional=("on",)),
}
ABOUT = 'review = "R1"\n'


def folder(home: Path, **files: str | bytes) -> Path:
    """A folder with review.toml and these files; `__` in a name stands for a dot, `_` for a hyphen."""
    told = {"review__toml": ABOUT, **files}
    for name, content in told.items():
        path = home / name.replace("__", ".").replace("_", "-")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return home


def faults(found: Tables) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.field) for one in found.faults]


def only(found: Tables) -> Fault:
    (one,) = found.faults
    assert one.found
    assert one.expected
    assert one.cure.endswith((".", "?"))
    return one


def letters(home: Path, text: str | bytes) -> Tables:
    return read(folder(home, send_letter__csv=text), SHEETS)


def test_rows_are_read_with_their_places_and_without_their_empty_cells(tmp_path: Path) -> None:
    text = '\ufeffletter, kind ,note\r\nL1,inquiry,\r\n\r\nL2,"a ""b"", c",x\n,,\n'
    found = letters(tmp_path, text)
    assert not found.faults
    assert [(row.act, row.file, row.line, dict(row.cells)) for row in found.rows] == [
        ("send-letter", "send-letter.csv", 2, {"letter": "L1", "kind": "inquiry"}),
        ("send-letter", "send-letter.csv", 4, {"letter": "L2", "kind": 'a "b", c', "note": "x"}),
    ]


def test_an_act_may_have_several_files_and_the_line_of_a_row_is_its_first(tmp_path: Path) -> None:
    home = folder(
        tmp_path,
        send_letter__csv='letter,kind\nL1,"two\nlines"\nL2,x\n',
        send_letter__round_2__csv="letter,kind\nL3,x\n",
        README__md="# About",
    )
    (home / ".hidden").write_text("left alone", encoding="utf-8")
    found = read(home, SHEETS)
    assert not found.faults
    assert [(row.file, row.line) for row in found.rows] == [
        ("send-letter.csv", 2),
        ("send-letter.csv", 4),
        ("send-letter.round-2.csv", 2),
    ]


def test_review_toml_says_what_the_folder_is(tmp_path: Path) -> None:
    text = 'import = "one"\nreview = "R1"\nby = "Ann"\nlearned = 2018-05-05\ntraining = false\n[notes]\n'
    about = read(folder(tmp_path, review__toml=text), SHEETS).about
    assert (about.name, about.review, about.by) == ("one", "R1", "Ann")
    assert about.learned == date(2018, 5, 5)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("review = ", ""),
        ("review = 'R1'\nx = " + "[" * 9000, ""),
        ("review = 'R1'\nx = " + "1" * 9000, ""),
        ("title = 'x'\n", "review"),
        ("review = ''\n", "review"),
        ("review = 7\n", "review"),
        ("review = 'R1'\nreveiw = 'R1'\n", "reveiw"),
        ("review = 'R1'\nlearned = 2018-05-05T10:00:00\n", "learned"),
        ("review = 'R1'\nnotes = 'x'\n", "notes"),
        ("review = 'R1'\nfavourite-colour = 'red'\n", "favourite-colour"),
    ],
)
def test_what_is_wrong_with_review_toml_is_told(tmp_path: Path, text: str, field: str) -> None:
    fault = only(read(folder(tmp_path, review__toml=text), SHEETS))
    assert (fault.file, fault.field) == ("review.toml", field)


def test_a_folder_without_review_toml_or_that_is_none_is_told(tmp_path: Path) -> None:
    assert only(read(tmp_path, SHEETS)).file == "review.toml"
    assert only(read(tmp_path / "nowhere", SHEETS)).found == "No such file or directory"
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    assert only(read(file, SHEETS)).found == "Not a directory"


def test_a_file_that_is_no_act_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    home = folder(
        tmp_path, send_leter__csv="x", zzzz__csv="x", send_letter__xlsx="x", adduser__conf="x"
    )
    cures = {one.file: one.cure for one in read(home, SHEETS).faults}
    assert cures == {
        "send-leter.csv": "Did you mean send-letter.csv?",
        "adduser.conf": "Name the file after its act.",
        "send-letter.xlsx": "Did you mean send-letter.csv?",
        "zzzz.csv": "Name the file after its act.",
    }


def test_folders_and_links_are_told_and_not_followed(tmp_path: Path) -> None:
    home = folder(tmp_path)
    (home / "more").mkdir()
    (home / "send-letter.csv").symlink_to(home / "review.toml")
    found = read(home, SHEETS)
    assert [one.found for one in found.faults] == ["a folder", "a link"]
    assert not found.rows


def test_a_byte_that_is_not_utf_8_is_told_with_its_line_and_field(tmp_path: Path) -> None:
    found = letters(tmp_path, b"letter,kind\nL1,x\nL2,caf\xe9\nL3,\xe9\nL4,x\n")
    fault = only(found)
    assert (fault.line, fault.field) == (3, "kind")
    assert fault.found == "byte 0xe9 after 'caf'"
    assert fault.cure.startswith("Save the file as UTF-8")
    assert fault.cure.endswith(" 1 more row of it holds such bytes.")
    assert [row.cells["letter"] for row in found.rows] == ["L1", "L4"]
    assert [(row.line, dict(row.cells)) for row in found.broken] == [
        (3, {"letter": "L2"}),
        (3, {"letter": "L3"}),
    ]
    fault = only(letters(tmp_path, b"\xef\xbb\xbfletter,kind\n\xe9,x\n"))
    assert (fault.line, fault.field, fault.found) == (2, "letter", "byte 0xe9 at the beginning")
    fault = only(letters(tmp_path, b"letter,kind\nL1,\xff\nL2,\xff\nL3,\xff\n"))
    assert fault.cure.endswith(" 2 more rows of it hold such bytes.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_a_header_that_is_no_text_is_told_once_for_the_file(tmp_path: Path, encoding: str) -> None:
    found = letters(tmp_path, "letter,kind\nL1,x\n".encode(encoding))
    fault = only(found)
    assert (fault.line, fault.field) == (1, "column 1")
    assert fault.found.endswith("; the file looks like UTF-16")
    assert found.unread == {"send-letter": "send-letter.csv:1"}
    assert only(letters(tmp_path, b"letter,k\xefnd\nL1,x\n")).field == "column 2"


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST", 100)
    fault = only(letters(tmp_path, "letter,kind\nL1," + "x" * 100))
    assert fault.found == "115 bytes"
    assert "send-letter.PART.csv" in fault.cure


def test_all_files_together_have_a_largest_size_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST_IN_ALL", 50)
    rows = "letter,kind\nL1,xxxxxxxxxx\n"
    home = folder(tmp_path, send_letter__csv=rows, send_letter__two__csv=rows)
    assert only(read(home, SHEETS)).file == "send-letter.two.csv"


def test_a_folder_too_large_to_be_looked_through_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST_IN_ALL", 20)
    found = letters(tmp_path, "letter,kind\nL1,x\nL2,x\n")
    assert (only(found).found, only(found).line) == ("22 bytes", 0)
    assert found.unread == {"send-letter": "send-letter.csv"}


def test_a_review_toml_that_is_too_large_is_told_with_its_own_cure(tmp_path: Path) -> None:
    fault = only(read(folder(tmp_path, review__toml=ABOUT + "#" * 1_000_000), SHEETS))
    assert (fault.file, fault.expected) == ("review.toml", "at most 1,000,000 bytes")
    assert "PART" not in fault.cure


def test_a_cell_of_a_hundred_megabytes_is_told_with_its_field_and_little_memory(
    tmp_path: Path,
) -> None:
    home = folder(tmp_path)
    with (home / "send-letter.csv").open("wb") as file:
        file.write(b"letter,kind\nL1,a\nL2,")
        file.truncate(100_000_000)
    tracemalloc.start()
    fault = only(read(home, SHEETS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (fault.line, fault.field, fault.found) == (3, "kind", "99,999,980 characters")
    assert fault.expected == "at most 100,000 characters in a cell"
    assert peak < 30_000_000


def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tables, "rows_of", shut)
    found = letters(tmp_path, "letter,kind\nL1,x\n")
    assert only(found).found == "cannot be read: Permission denied"
    assert found.unread == {"send-letter": "send-letter.csv"}


@pytest.mark.parametrize("cell", ["x" * 140_000, '"never closed', '"closed" early'])
def test_a_row_that_cannot_be_read_on_ends_the_file_with_its_line(
    tmp_path: Path, cell: str
) -> None:
    found = letters(tmp_path, f"letter,kind\nL1,x\nL2,{cell}\n")
    assert only(found).line == 3
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("letter", ["kind"]),
        ("letter,kind,letter", ["letter"]),
        ("letter,kind,deu", ["deu"]),
        ("letter,kind,", [""]),
        ("letter,kind,unheard-of", ["unheard-of"]),
        ("letter,knid", ["knid"]),
        ("Letter;kind", [""]),
        ("letter\tkind", [""]),
    ],
)
def test_a_header_must_be_that_of_the_act(tmp_path: Path, header: str, fields: list[str]) -> None:
    found = letters(tmp_path, f"{header}\nL1,x\n")
    assert faults(found) == [("send-letter.csv", 1, field) for field in fields]
    assert not found.rows


def test_an_empty_file_is_told_and_a_header_alone_is_not(tmp_path: Path) -> None:
    assert only(letters(tmp_path, "")).found == "an empty file"
    assert not letters(tmp_path, "letter,kind\n").faults


def test_ragged_rows_are_told_and_the_others_read(tmp_path: Path) -> None:
    found = letters(tmp_path, "letter,kind\nL1\nL2,x\nL3,x,y\n")
    assert faults(found) == [("send-letter.csv", 2, ""), ("send-letter.csv", 4, "")]
    assert [row.line for row in found.rows] == [3]


def test_a_review_toml_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    home = folder(tmp_path)
    (home / "review.toml").write_bytes(b"review = '\xff'")
    assert only(read(home, SHEETS)).found == 'byte 0xff after "review = \'"'


def test_a_fault_shows_a_long_value_in_part(tmp_path: Path) -> None:
    fault = only(letters(tmp_path, "letter,kind," + "x" * 500 + "\n"))
    assert fault.found.endswith("(500 characters)")


def test_only_line_ends_end_a_row(tmp_path: Path) -> None:
    found = letters(tmp_path, "letter,kind\rL1,a\u2028b\x0bc\x85d\rL2,x\n")
    assert [row.cells["letter"] for row in found.rows] == ["L1", "L2"]
    assert found.rows[0].cells["kind"] == "a\u2028b\x0bc\x85d"
