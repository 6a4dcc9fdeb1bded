"""The SQLite file itself: its header, its pages, and which entry or table damage in it concerns. Not what rows say: stored and agreement do.

Most bytes of the header must agree with each other, with the file or with how this program
makes it. Two counters agree with nothing: how often the tables were changed, and by which
SQLite the file was last written. So each signed checkpoint marks the file with both (`mark`,
in the field that SQLite leaves to programs). Where they differ later it is noted and no
more, since a copy made with SQLite's own backup, or VACUUM, does that too.
"""

import re
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from proviso.records.lost import lost
from proviso.records.stored import DAMAGE, message_of

MAGIC = b"SQLite format 3\0"
APPLICATION = int.from_bytes(b"Prov", "big")
LATEST = 1 << 15
TURN = 1 << 16
MALFORMED = "database disk image is malformed"
OF_ENTRIES = ("(table records_entry)", f"table records_entry or an index of it: {MALFORMED}")
INTERIOR = (2, 5)
ROW = re.compile(r"^row (\d+) (?:missing from|values differ from) index (\S+)")
PAGE = re.compile(r"\bpage (\d+)", re.IGNORECASE)


class Field(NamedTuple):
    """Some bytes of the header, and the number in them."""

    start: int
    end: int
    value: int

    def says(self, what: str, expected: str) -> str:
        """That it is another number than it should be."""
        where = f"byte {self.start}" if self.end - self.start == 1 else f"bytes {self.span}"
        return f"the database file, header, {where}: {what} is {self.value}; expected {expected}"

    @property
    def span(self) -> str:
        return f"{self.start} to {self.end - 1}"


def place() -> Path | None:
    """The file of an SQLite database that has one."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name.startswith(("file:", ":memory:")):
        return None
    return Path(name)


# --- the header ------------------------------------------------------------------------------


def mark() -> None:
    """Mark the file as this program's, with what its header will say once this transaction ends."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA schema_version")
            told = _mark_of(cursor.fetchone()[0], sqlite3.sqlite_version_info)
            cursor.execute(f"PRAGMA application_id = {APPLICATION}")
            cursor.execute(f"PRAGMA user_version = {told}")


def _mark_of(changes: int, version: tuple[int, int, int]) -> int:
    return changes % TURN * LATEST + (version[1] * 100 + version[2]) % LATEST


def header_wrong(file: Path) -> Iterator[str]:
    """Where the header says what cannot be. Nothing is read through SQLite: it may refuse the file."""
    with file.open("rb") as opened:
        raw = opened.read(100)
    if len(raw) < 100 or not raw.startswith(MAGIC):
        yield f"the database file, header, bytes 0 to 15: {raw[:16]!r}; expected {MAGIC!r}"
        return
    for start, end, expected, what in FIXED:
        found = _field(raw, start, end)
        if found.value not in expected:
            yield found.says(what, " or ".join(map(str, expected)))
    yield from _pairs(raw)
    log = file.with_name(f"{file.name}-wal")
    if (
        not log.exists() or log.stat().st_size == 0
    ):  # what is in the log need not be in the file yet
        yield from _length(raw, file)
        yield from _free_pages(raw, file)


FIXED = (
    (16, 18, tuple(1 << n for n in (*range(9, 16), 0)), "the size of a page"),
    (18, 19, (1, 2), "the version that may write it"),
    (20, 21, (0,), "the space kept free in each page"),
    (21, 22, (64,), "a fraction that is always the same"),
    (22, 23, (32,), "a fraction that is always the same"),
    (23, 24, (32,), "a fraction that is always the same"),
    (44, 48, (4,), "the format of the tables' descriptions"),
    (48, 52, (0,), "the suggested size of the cache"),
    (52, 56, (0,), "the last root page, where pages are moved to shorten the file"),
    (56, 60, (1,), "the encoding of texts"),
    (64, 68, (0,), "whether pages are moved bit by bit to shorten the file"),
    (68, 72, (0, APPLICATION), "the number of the program that it belongs to"),
    (72, 92, (0,), "what is kept for later versions"),
)


def _field(raw: bytes, start: int, end: int) -> Field:
    return Field(start, end, int.from_bytes(raw[start:end], "big"))


def _pairs(raw: bytes) -> Iterator[str]:
    """Numbers that are there twice."""
    for one, other, what in (
        (_field(raw, 19, 20), _field(raw, 18, 19), "the version that may read it"),
        (_field(raw, 92, 96), _field(raw, 24, 28), "the count of changes for which it holds"),
    ):
        if one.value != other.value:
            yield one.says(what, f"{other.value}, as in byte {other.start} and after")


def _length(raw: bytes, file: Path) -> Iterator[str]:
    """Whether the file is as long as its header says."""
    pages, size = _field(raw, 28, 32), _field(raw, 16, 18).value
    length = file.stat().st_size
    if pages.value * (65536 if size == 1 else size) != length:
        yield pages.says("the number of pages", f"that of a file of {length} bytes, each {size}")


def _free_pages(raw: bytes, file: Path) -> Iterator[str]:
    """Whether the list of free pages is as long as the header says."""
    first, told, size = _field(raw, 32, 36), _field(raw, 36, 40), _field(raw, 16, 18).value
    found, seen, page = 0, {0}, first.value
    with file.open("rb") as opened:
        while page not in seen and found <= told.value:
            seen.add(page)
            opened.seek((page - 1) * size)
            page, listed = struct.unpack(">II", opened.read(8).ljust(8, b"\0"))
            found += 1 + listed
    if found != told.value:
        yield f"{told.says('the number of free pages', str(found))}, by the list from bytes {first.span}"


def header_noted(file: Path) -> Iterator[str]:
    """Where the header differs from what it was marked with when a checkpoint was last signed."""
    with file.open("rb") as opened:
        raw = opened.read(100)
    told = _field(raw, 60, 64)
    if _field(raw, 68, 72).value == told.value == 0:
        return  # no checkpoint was signed yet, or by a version that did not mark
    changes, version = divmod(told.value, LATEST)
    found = _field(raw, 40, 44)
    if found.value != changes:
        yield f"{found.says('the count of changes to tables', str(changes))}{OR_MARK}"
    written = _field(raw, 96, 100)
    if written.value != 3_000_000 + version // 100 * 1000 + version % 100:
        expected = f"3{version // 100:03}{version % 100:03}"
        yield f"{written.says('the SQLite that wrote it last', expected)}{OR_MARK}"


OR_MARK = (
    ", as marked in bytes 60 to 63 when a checkpoint was last signed. A copy made by SQLite, VACUUM, or "
    "another version of SQLite does that too; the next checkpoint marks it anew"
)


# --- the pages -------------------------------------------------------------------------------


def why_unreadable(trouble: Exception) -> str:
    """What SQLite said on opening a file; it reads the description of its tables first."""
    said = f"the database {place() or 'that is set'} cannot be read: {message_of(trouble)}"
    return (
        f"{said} (table sqlite_master, the description of the tables)"
        if MALFORMED in said
        else said
    )


def pages_wrong() -> Iterator[str]:
    """SQLite's own check of pages and indexes, each finding with the entry, table or index it is about."""
    lines = _check()
    if MALFORMED in lines:  # which SQLite says where it went no further: then each table is asked
        lines += [f"table {name} or an index of it: {MALFORMED}" for name in _malformed()]
    if lines:
        owners = _owners()
        placed = [_with_place(line, owners) for line in lines]
        if any(told.endswith(OF_ENTRIES) for told in placed):
            yield from lost()
        yield from (f"the database file: {told}" for told in placed)


def _check(of: str = "") -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA integrity_check{of}")
            told = "\n".join(line for (line,) in cursor.fetchall()).splitlines()
    except DAMAGE as trouble:
        told = [message_of(trouble)]
    return [line for line in told if line != "ok" and not line.startswith("*** in database")]


def _malformed() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in cursor.fetchall()]
    return [name for name in tables if MALFORMED in _check(f"('{name}')")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Which index is of which table, and which page belongs to which of them, as far as that can be read."""

    tables: dict[str, str]
    pages: dict[int, str]


def _owners() -> Owners:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, type, rootpage FROM sqlite_master")
        rows = cursor.fetchall()
    file, pages = place(), dict[int, str]()
    for name, _, kind, root in [("sqlite_master", "", "table", 1), *rows]:
        if file and root:
            pages |= dict.fromkeys(_pages(file, root), f"{kind} {name}")
    return Owners(tables={name: table for name, table, _, _ in rows}, pages=pages)


def _pages(file: Path, root: int) -> set[int]:
    """The pages of a tree, but for those that rows go on to. Of a damaged tree, those that are found."""
    found, waiting = set(), [root]
    with file.open("rb") as opened:
        size = int.from_bytes(opened.read(18)[16:], "big")
        while waiting:
            page = waiting.pop()
            opened.seek((page - 1) * size)
            raw = opened.read(size)
            if page not in found and len(raw) == size > 1:
                found.add(page)
                waiting += _children(raw, 100 if page == 1 else 0)
    return found


def _children(raw: bytes, head: int) -> list[int]:
    """The pages below a page that has some. The file's first page begins with the file's header."""
    if raw[head] not in INTERIOR:
        return []
    count, first = int.from_bytes(raw[head + 3 : head + 5], "big"), head + 12
    cells = [int.from_bytes(raw[first + 2 * n : first + 2 * n + 2], "big") for n in range(count)]
    below = [int.from_bytes(raw[at : at + 4], "big") for at in (*cells, head + 8)]
    return [page for page in below if page > 0]


def _with_place(line: str, owners: Owners) -> str:
    """The line, and before it the stream and entry of the row it names; after it, whose a page is."""
    row = ROW.search(line)
    if row and owners.tables.get(row[2]) == "records_entry":
        return f"{_entry_in(int(row[1]))}: {line}"
    page = PAGE.search(line)
    owner = owners.pages.get(int(page[1])) if page else None
    return f"{line} ({owner})" if owner else line


def _entry_in(row: int) -> str:
    """The entry in a row of the table, looked up past the indexes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stream, number FROM records_entry NOT INDEXED WHERE rowid = %s", [row]
        )
        found = cursor.fetchone()
    return f"stream {found[0]}, entry {found[1]}" if found else f"row {row}"
