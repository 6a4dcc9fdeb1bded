"""Reads a folder of tables: review.toml and one CSV file for each act, with the place of every row. What rows mean is acts/bring_in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from proviso.outside.cells import SHOWN, Stop, rows_of, stray

ABOUT = "review.toml"
BESIDE = frozenset({"README.md", "README.txt", "LICENSE", "LICENSE.md"})
NEAR = 0.65  # how alike a name of a file must be for one to be meant: sources, but not adduser
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
LARGEST_ABOUT = 1_000_000
TOML_LINE = re.compile(r"at line (\d+)")
UTF_8 = "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8)."
UTF_16 = ("\udcff\udcfe", "\udcfe\udcff")
NOT_READ = "cannot be read"


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
    """All that was read of a folder. Where there are faults, the rest was read all the same.

    `unread` are the acts of which a file could not be read whole (and review.toml, if it was not),
    with the place at which that is told. `broken` are rows that are not in `rows`, with the cells
    of them that could be read; their line is the one at which it is told what is wrong.
    """

    about: About
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    unread: Mapping[str, str]
    broken: tuple[Row, ...]


def read(folder: Path, sheets: Mapping[str, Columns]) -> Tables:
    """Read a folder; `sheets` gives the columns of each act. Raises nothing for what is wrong in it."""
    reading = _Reading(folder, sheets)
    reading.run()
    return Tables(
        about=reading.about,
        rows=tuple(reading.rows),
        faults=tuple(reading.faults),
        unread=reading.unread,
        broken=tuple(reading.broken),
    )


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
        self.unread: dict[str, str] = {}
        self.broken: list[Row] = []
        self.about = About(name=folder.name, review="", by=None, learned=None)
        self.left = LARGEST_IN_ALL

    def fault(
        self, file: str, found: str, expected: str, cure: str, *, line: int = 0, field: str = ""
    ) -> None:
        found, field = shown(found), shown(field)
        self.faults.append(
            Fault(file=file, line=line, field=field, found=found, expected=expected, cure=cure)
        )

    def without(self, act: str) -> None:
        """Remember that what this act's file says is not known, for the reason told last."""
        last = self.faults[-1]
        self.unread.setdefault(act, f"{last.file}:{last.line}" if last.line else last.file)

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
            self.without(ABOUT)
        for name in names:
            if not name.startswith(".") and name not in BESIDE:
                self.file(self.folder / name)

    def file(self, path: Path) -> None:
        """Read one file by its name; say what is wrong with a name that is none."""
        act = path.name.partition(".")[0]
        right = path.name == ABOUT or (act in self.sheets and path.name.endswith(".csv"))
        near = get_close_matches(act.lower(), self.sheets, n=1, cutoff=NEAR)
        before = len(self.faults)
        try:
            if path.is_symlink() or not path.is_file():
                kind = "a folder" if path.is_dir() else "a special file"
                what = "a link" if path.is_symlink() else kind
                cure = "Put the file itself here, or move this out of the folder."
                self.fault(path.name, what, "plain files only", cure)
            elif not right:
                cure = f"Did you mean {near[0]}.csv?" if near else "Name the file after its act."
                expected = f"{ABOUT}, or ACT.csv or ACT.PART.csv with the name of an act"
                self.fault(path.name, path.name, expected, cure)
            elif path.name == ABOUT:
                self.describe(path)
            else:
                self.table(path, act)
                return
        except OSError as trouble:
            found = f"{NOT_READ}: {trouble.strerror or trouble}"
            self.fault(path.name, found, "a file that can be read", "Correct its permissions.")
        if len(self.faults) > before:
            self.without(ABOUT if path.name == ABOUT else act if right else (*near, "")[0])

    def too_large(self, path: Path, largest: int, cure: str) -> bool:
        """Whether a file is too large, with a fault then."""
        size = path.stat().st_size
        if size > largest:
            expected = f"at most {largest:,} bytes"
            self.fault(path.name, f"{size:,} bytes", expected, cure)
            return True
        return False

    # review.toml

    def describe(self, path: Path) -> None:
        if self.too_large(
            path, LARGEST_ABOUT, "Keep to the entries that docs/import.md describes."
        ):
            return
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        try:
            told = tomllib.loads(content.decode())
        except UnicodeDecodeError as trouble:
            line = content.count(b"\n", 0, trouble.start) + 1
            row = content[: trouble.end].split(b"\n")[-1].decode(errors="surrogateescape")
            self.fault(ABOUT, stray(row) or "", "text in UTF-8", UTF_8, line=line)
            return
        except (ValueError, RecursionError) as trouble:
            found = TOML_LINE.search(str(trouble))
            at_end = content.count(b"\n") if "end of document" in str(trouble) else 0
            line = int(found[1]) if found else at_end
            cure = "Correct it at that place."
            self.fault(ABOUT, str(trouble).split("\n")[0], "TOML", cure, line=line)
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

    def table(self, path: Path, act: str) -> None:
        """Read the rows of one table. Of a file that is too large, only the cell that makes it so."""
        size, before = path.stat().st_size, len(self.faults)
        largest = min(LARGEST, self.left)
        if size > LARGEST_IN_ALL:
            self.too_large(path, largest, _split(path))
        else:
            _Table(self, path.name, act, kept=size <= largest).read(path)
            if size > largest and len(self.faults) == before:
                self.too_large(path, largest, _split(path))
        self.left -= size if size <= largest else 0
        if size > largest:
            self.without(act)


class _Table:
    """The reading of one table: its header, and the first of its bytes that are not UTF-8."""

    def __init__(self, reading: _Reading, name: str, act: str, *, kept: bool) -> None:
        self.reading = reading
        self.name = name
        self.act = act
        self.kept = kept
        self.header: list[str] = []
        self.amiss: list[tuple[int, str, str]] = []

    def fault(
        self, found: str, expected: str, cure: str, *, line: int = 0, field: str = ""
    ) -> None:
        self.reading.fault(self.name, found, expected, cure, line=line, field=field)

    def read(self, path: Path) -> None:
        for one in rows_of(path):
            if isinstance(one, Stop):
                field = self.column(one.cell)
                self.fault(one.found, one.expected, one.cure, line=one.line, field=field)
                self.reading.without(self.act)
            elif not self.header:
                self.header = [cell.strip() for cell in one[1]]
                if not self.headed(one[0]):
                    self.reading.without(self.act)
                    return
            elif self.kept and any(one[1]):
                self.row(*one)
        if not self.header and self.act not in self.reading.unread:
            expected = f"the columns {', '.join(self.reading.sheets[self.act].required)}"
            self.fault("an empty file", expected, "Write the header and the rows.")
            self.reading.without(self.act)
        self.tell_amiss()

    def column(self, cell: int) -> str:
        return self.header[cell] if cell < len(self.header) else f"column {cell + 1}"

    def headed(self, line: int) -> bool:
        """Whether the header is that of the act."""
        return not (self.garbled(line) or self.misnamed(line))

    def garbled(self, line: int) -> bool:
        """Whether the header is no text in UTF-8, or not joined by commas; told once, for the file."""
        for at, one in enumerate(self.header):
            if byte := stray(one) or ("the character NUL" if "\0" in one else ""):
                if one.startswith(UTF_16) or "\0" in one:
                    byte += "; the file looks like UTF-16"
                self.fault(byte, "text in UTF-8", UTF_8, line=line, field=f"column {at + 1}")
                return True
        for mark, name in ((";", "semicolons"), ("\t", "tabs")):
            if len(self.header) == 1 and mark in self.header[0]:
                expected = f"the columns {', '.join(self.reading.sheets[self.act].required)}"
                cure = "Save the file with commas between the cells."
                self.fault(
                    f"cells joined by {name}", f"{expected}, joined by commas", cure, line=line
                )
                return True
        return False

    def misnamed(self, line: int) -> bool:
        """Whether columns are told twice, unknown, or missing. A misspelt one is told once."""
        columns = self.reading.sheets[self.act]
        known = (*columns.required, *columns.optional)
        before = len(self.reading.faults)
        missing = [one for one in columns.required if one not in self.header]
        for at, one in enumerate(self.header):
            if one in self.header[:at]:
                cure = "Keep one of the two columns."
                self.fault("the column twice", "each column once", cure, line=line, field=one)
            elif one not in known:
                near = get_close_matches(one.lower(), known, n=1, cutoff=0.5)
                if near and near[0] in missing:
                    missing.remove(near[0])
                cure = f"Did you mean {near[0]}?" if near else "Remove the column."
                expected = f"one of {', '.join(known)}"
                found = one or f"column {at + 1} without a name"
                self.fault(found, expected, cure, line=line, field=one)
        for one in missing:
            self.fault(
                "no such column", f"the column {one}", "Add the column.", line=line, field=one
            )
        return len(self.reading.faults) > before

    def row(self, line: int, cells: list[str]) -> None:
        told = {key: cell for key, cell in zip(self.header, cells, strict=False) if cell.strip()}
        row = Row(act=self.act, file=self.name, line=line, cells=told)
        if len(cells) != len(self.header):
            expected = f"{len(self.header)} cells, as in the header"
            cure = "Add or remove cells; put quotes round a cell that has commas in it."
            self.fault(f"{len(cells)} cells", expected, cure, line=line)
            self.reading.broken.append(row)
        elif bad := {key: byte for key, cell in told.items() if (byte := stray(cell))}:
            field, byte = next(iter(bad.items()))
            self.amiss.append((line, field, byte))
            good = {key: cell for key, cell in told.items() if key not in bad}
            self.reading.broken.append(replace(row, line=self.amiss[0][0], cells=good))
        else:
            self.reading.rows.append(row)

    def tell_amiss(self) -> None:
        """Bytes that are not UTF-8 are told at the first of them: the whole file is saved anew."""
        if self.amiss:
            line, field, found = self.amiss[0]
            more = len(self.amiss) - 1
            rows = "1 more row of it holds" if more == 1 else f"{more:,} more rows of it hold"
            cure = f"{UTF_8} {rows} such bytes." if more else UTF_8
            self.fault(found, "text in UTF-8", cure, line=line, field=field)


def _split(path: Path) -> str:
    return f"Split it into {path.name.partition('.')[0]}.PART.csv files, or cut it."


def _is(value: object, kind: type) -> bool:
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)
