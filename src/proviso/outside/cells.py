"""Rows of cells of a CSV file, one at a time whatever its size, and the cell at which it cannot be read on. Columns are tables.py."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

LONGEST_CELL = 100_000
LONGEST_LINE = 4_000_000
LONGEST_READ = 131_072
SEARCHED = 500_000_000
CHUNK = 1 << 16
SHOWN = 60
# A byte that is not UTF-8 is read as one of these (PEP 383), so that the cell it stands in is known.
STRAY = re.compile("[\udc80-\udcff]")
END = re.compile(r"[,\r\n]")
QUOTES = "Put quotes round a cell with commas or quotes in it, and double the quotes in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where a file cannot be read on: the row's first line, the cell counted from 0, what is wrong."""

    line: int
    cell: int
    found: str
    expected: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """The cell that was searched for: its length, and whether its quote is still open at the end."""

    index: int
    length: int
    open: bool


def rows_of(path: Path) -> Iterator[tuple[int, list[str]] | Stop]:
    """Each row that is not blank with the number of its first line; a Stop, if any, comes last.

    Bytes that are not UTF-8 stand in the cells as lone surrogates (see stray). Raises OSError.
    """
    before = 0
    with _opened(path) as file:
        reader = csv.reader(_lines(file), strict=True)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as trouble:
                yield _stop(path, before, str(trouble))
                return
            if cells:
                yield before + 1, cells
            before = reader.line_num


def stray(cell: str) -> str | None:
    """The first byte of a cell that is not UTF-8, in words; None where there is none."""
    found = STRAY.search(cell)
    if found is None:
        return None
    before = STRAY.sub("\ufffd", cell[max(0, found.start() - SHOWN // 3) : found.start()])
    byte = f"byte 0x{ord(found[0]) - 0xDC00:02x}"
    return f"{byte} after {before!r}" if before else f"{byte} at the beginning"


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file. A line that no row can have is not read into memory: raises csv.Error."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error(f"a line of more than {LONGEST_LINE:,} characters")
        yield line


def _stop(path: Path, before: int, trouble: str) -> Stop:
    cell = _cell(path, before)
    found = "text after a closing quote" if trouble.startswith("',' expected") else trouble
    expected, cure = "cells joined by commas, in quotes where they need them", QUOTES
    if cell.open:
        found = f"a quote that is never closed ({cell.length:,} characters follow it)"
        cure = "Close the quote, or remove it."
    elif cell.length > LONGEST_READ:
        found = f"{cell.length:,} characters"
        expected = f"at most {LONGEST_CELL:,} characters in a cell"
        cure = "Shorten the cell; keep a long text as a source (note-source), and name it here."
    return Stop(line=before + 1, cell=cell.index, found=found, expected=expected, cure=cure)


def _cell(path: Path, before: int) -> _Cell:
    """The cell at which the row after `before` lines cannot be read, found without keeping it."""
    with _opened(path) as file:
        for _ in range(before):
            file.readline()
        search = _Search()
        for _ in range(SEARCHED // CHUNK):
            chunk = file.read(CHUNK)
            if not chunk or search.ended_in(chunk):
                break
        return _Cell(index=search.index, length=search.length, open=search.inside)


class _Search:
    """Walks along one row to the cell that is too long, or goes on after its quote was closed."""

    def __init__(self) -> None:
        self.index = 0
        self.length = 0
        self.inside = False
        self.quoted = False

    def ended_in(self, chunk: str) -> bool:
        """Walk along; whether the cell was found, or the row is over."""
        at = 0
        while at < len(chunk):
            met = chunk[at]
            plain = met not in ',\r\n"' or (met == '"' and self.length > 0)
            if self.inside or (plain and not self.quoted):
                at = self._along(chunk, at)
            elif met == '"':
                self.inside = self.quoted = True
                at += 1
            elif met != "," or self.length > LONGEST_READ:
                return True
            else:
                self.index, self.length, self.quoted = self.index + 1, 0, False
                at += 1
        return False

    def _along(self, chunk: str, at: int) -> int:
        """To the end of what is in quotes, or of a plain cell; past the quote that closes it."""
        if self.inside:
            end = chunk.find('"', at)
            self.inside = end < 0
        else:
            found = END.search(chunk, at)
            end = found.start() if found else -1
        stop = len(chunk) if end < 0 else end
        self.length += stop - at
        return stop + 1 if self.quoted and end >= 0 else stop
