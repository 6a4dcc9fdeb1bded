"""Reads a folder of tables: review.toml and one CSV file for each act, with the place of every row. What rows mean is acts/bring_in."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any

ABOUT = "review.toml"
BESIDE = frozenset({"README.md", "README.txt", "LICENSE", "LICENSE.md"})
KEYS: Mapping[str, type] = {
    "import": str,
    "review": str,
    "title": str,
    "by": str,
    "learned": date,
    "training": bool,
    "notes": dict,
}
LARGEST = 50_000_000
LARGEST_IN_ALL = 500_000_000
LONGEST_CELL = 100_000
SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in one place, what was expected, and what to do. `line` is 0 where it is the whole file."""

    file: str
    line: int = 0
    field: str = ""
    found: str
    expected: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns that a table may have, and those that it must have."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of one table: its act, where it stands, and its cells that are not empty."""

    act: str
    file: str
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What review.toml says of the folder. `name` tells one import from another."""

    name: str
    review: str
    by: str | None
    learned: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that was read of a folder. Where there are faults, the rest was read all the same."""

    about: About
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read(folder: Path, sheets: Mapping[str, Columns]) -> Tables:
    """Read a folder; `sheets` gives the columns of each act. Raises nothing for what is wrong in it."""
    reading = _Reading(folder, sheets)
    reading.run()
    return Tables(about=reading.about, rows=tuple(reading.rows), faults=tuple(reading.faults))


def shown(found: str) -> str:
    """What was found, cut to a length that can be read."""
    return found if len(found) <= SHOWN else f"{found[:SHOWN]}… ({len(found)} characters)"


class _Reading:
    """One reading of a folder: the rows and faults so far."""

    def __init__(self, folder: Path, sheets: Mapping[str, Columns]) -> None:
        self.folder = folder
        self.sheets = sheets
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self.about = About(name=folder.name, review="", by=None, learned=None)
        self.left = LARGEST_IN_ALL

    def fault(
        self, file: str, found: str, expected: str, cure: str, *, line: int = 0, field: str = ""
    ) -> None:
        self.faults.append(
            Fault(
                file=file, line=line, field=field, found=shown(found), expected=expected, cure=cure
            )
        )

    def run(self) -> None:
        try:
            names = sorted(one.name for one in self.folder.iterdir())
        except OSError as trouble:
            expected = f"a folder with {ABOUT} and a CSV file for each act"
            cure = "Name the folder that holds the review's files."
            self.fault(str(self.folder), trouble.strerror or str(trouble), expected, cure)
            return
        if ABOUT not in names:
            cure = f'Write {ABOUT} with at least: review = "ID".'
            self.fault(ABOUT, "no such file", "what the folder is about", cure)
        for name in names:
            if not name.startswith(".") and name not in BESIDE:
                self.file(self.folder / name)

    def file(self, path: Path) -> None:
        """Read one file by its name; say what is wrong with a name that is none."""
        if path.is_symlink() or not path.is_file():
            what = "a link" if path.is_symlink() else "a folder or special file"
            cure = "Put the file itself here, or move this out of the folder."
            self.fault(path.name, what, "plain files only", cure)
            return
        if path.name == ABOUT:
            if (text := self.text(path)) is not None:
                self.describe(text)
            return
        act, _, rest = path.name.partition(".")
        if act in self.sheets and path.name.endswith(".csv"):
            if (text := self.text(path)) is not None:
                self.table(path.name, act, text)
            return
        near = get_close_matches(act.lower(), self.sheets, n=1, cutoff=0.5)
        cure = f"Did you mean {near[0]}.csv?" if near else "Name the file after the act it holds."
        expected = f"{ABOUT}, or ACT.csv or ACT.PART.csv with the name of an act"
        self.fault(path.name, path.name if act not in self.sheets else rest, expected, cure)

    def text(self, path: Path) -> str | None:
        """The file as text; None, with a fault, where it is too large or not UTF-8."""
        size = path.stat().st_size
        if size > min(LARGEST, self.left):
            expected = f"at most {LARGEST:,} bytes a file and {LARGEST_IN_ALL:,} in all"
            cure = f"Split it into {path.name.partition('.')[0]}.PART.csv files, or cut it."
            self.fault(path.name, f"{size:,} bytes", expected, cure)
            return None
        self.left -= size
        content = path.read_bytes()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as trouble:
            at = trouble.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
            found = f"byte 0x{content[at]:02x} at offset {at}"
            cure = "Save the file as UTF-8."
            line = content.count(b"\n", 0, at) + 1
            self.fault(path.name, found, "text in UTF-8", cure, line=line)
            return None

    # review.toml

    def describe(self, text: str) -> None:
        try:
            told = tomllib.loads(text)
        except tomllib.TOMLDecodeError as trouble:
            self.fault(ABOUT, str(trouble), "TOML", "Correct it at that place.")
            return
        for key, value in told.items():
            self.key(key, value)
        good = {key: value for key, value in told.items() if key in KEYS and _is(value, KEYS[key])}
        review = good.get("review", "")
        if "review" not in told:
            cure = 'Write: review = "ID".'
            self.fault(ABOUT, "nothing", "the review's id", cure, field="review")
        self.about = About(
            name=good.get("import") or review,
            review=review,
            by=good.get("by"),
            learned=good.get("learned"),
        )

    def key(self, key: str, value: object) -> None:
        """Say what is wrong with one entry of review.toml."""
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1, cutoff=0.5)
            cure = f"Did you mean {near[0]}?" if near else "Leave it out."
            self.fault(ABOUT, key, f"one of {', '.join(KEYS)}", cure, field=key)
        elif not _is(value, KEYS[key]) or value == "":
            kind = {str: "text in quotes", date: "a day such as 2018-01-24", bool: "true or false"}
            expected = kind.get(KEYS[key], "a table of texts")
            self.fault(ABOUT, repr(value), expected, "Correct it.", field=key)

    # ACT.csv

    def table(self, name: str, act: str, text: str) -> None:
        """Read the rows of one table."""
        lines = csv.reader(StringIO(text, newline=""), strict=True)
        header: list[str] | None = None
        for line, cells in self.lines(name, lines):
            if header is None:
                header = [one.strip() for one in cells]
                if not self.headed(name, act, header):
                    return
            elif any(cells):
                self.row(name, act, line, header, cells)
        if header is None:
            expected = f"the columns {', '.join(self.sheets[act].required)}"
            self.fault(name, "an empty file", expected, "Write the header and the rows.")

    def lines(self, name: str, lines: Any) -> Iterator[tuple[int, list[str]]]:
        """Each row with the number of its first line; a fault ends the file where it cannot be read on."""
        before = 0
        while True:
            try:
                cells = next(lines)
            except StopIteration:
                return
            except csv.Error as trouble:
                cure = "Put quotes round a cell with commas or quotes in it, and double the quotes in it."
                expected = f"rows of comma-separated cells of at most {LONGEST_CELL:,} characters"
                self.fault(name, str(trouble), expected, cure, line=before + 1)
                return
            if cells:
                yield before + 1, cells
            before = lines.line_num

    def headed(self, name: str, act: str, header: list[str]) -> bool:
        """Whether the header is that of the act."""
        columns = self.sheets[act]
        known = (*columns.required, *columns.optional)
        before = len(self.faults)
        for at, one in enumerate(header):
            if one in header[:at]:
                cure = "Keep one of the two columns."
                self.fault(name, "the column twice", "each column once", cure, line=1, field=one)
            elif one not in known:
                near = get_close_matches(one, known, n=1, cutoff=0.5)
                cure = f"Did you mean {near[0]}?" if near else "Remove the column."
                expected = f"one of {', '.join(known)}"
                self.fault(
                    name, one or "a column without a name", expected, cure, line=1, field=one
                )
        for one in columns.required:
            if one not in header:
                cure = "Add the column."
                self.fault(name, "no such column", f"the column {one}", cure, line=1, field=one)
        return len(self.faults) == before

    def row(self, name: str, act: str, line: int, header: list[str], cells: list[str]) -> None:
        if len(cells) != len(header):
            expected = f"{len(header)} cells, as in the header"
            cure = "Add or remove cells; put quotes round a cell that has commas in it."
            self.fault(name, f"{len(cells)} cells", expected, cure, line=line)
            return
        told = {key: cell for key, cell in zip(header, cells, strict=True) if cell.strip()}
        self.rows.append(Row(act=act, file=name, line=line, cells=told))


def _is(value: object, kind: type) -> bool:
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)
