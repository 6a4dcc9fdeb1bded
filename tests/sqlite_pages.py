"""What each byte of an SQLite file is for, read from the file format alone: header, pages, cells, and what carries nothing.

Written from the published description of the format, for tests that damage a file and want to
know where. SQLite itself is asked for nothing but the roots of the tables and indexes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

HEADER, PAGE, CELL, OVERFLOW, TRUNK = "header", "page", "cell", "overflow", "list of free pages"
FREE_BLOCK, FREE_PAGE, UNUSED = "free block", "free page", "unused"
CARRIES_NOTHING = frozenset({FREE_BLOCK, FREE_PAGE, UNUSED})
INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13


class Part(NamedTuple):
    """Some bytes, what they are, and whose: the name of a table or index."""

    start: int
    end: int
    what: str
    whose: str


def parts(file: Path) -> list[Part]:
    """The parts of a whole file, in order; together they are all of it, each byte once."""
    found = sorted(Map(file).parts())
    at = 0
    for one in found:
        assert one.start == at, f"byte {at} is in no part, or in two: {one}"
        at = one.end
    assert at == file.stat().st_size
    return found


class Map:
    """Goes through the trees, the pages that overflow, and the pages that are free."""

    def __init__(self, file: Path) -> None:
        self.image = file.read_bytes()
        self.size = self._number(16, 2)
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            rows = opened.execute("SELECT rootpage, name FROM sqlite_master WHERE rootpage > 0")
            self.roots = {1: "sqlite_master", **dict(rows.fetchall())}

    def parts(self) -> Iterator[Part]:
        yield Part(0, 100, HEADER, "")
        for root, name in self.roots.items():
            yield from self._tree(root, name)
        yield from self._free(self._number(32, 4))

    def _number(self, at: int, width: int) -> int:
        return int.from_bytes(self.image[at : at + width], "big")

    def _varint(self, at: int) -> tuple[int, int]:
        """A number of 1 to 9 bytes, and where it ends."""
        value = 0
        for place in range(at, at + 8):
            value = value << 7 | self.image[place] & 0x7F
            if self.image[place] < 0x80:
                return value, place + 1
        return value << 8 | self.image[at + 8], at + 9

    def _tree(self, page: int, whose: str) -> Iterator[Part]:
        base = (page - 1) * self.size
        head = base + (100 if page == 1 else 0)
        kind, count = self.image[head], self._number(head + 3, 2)
        interior = kind in (INTERIOR_INDEX, INTERIOR_TABLE)
        after = head + (12 if interior else 8)
        pointers = [base + self._number(after + 2 * n, 2) for n in range(count)]
        used = [Part(head, after + 2 * count, PAGE, whose)]
        used += self._blocks(base, self._number(head + 1, 2), whose)
        for at in pointers:
            end, rest, left = self._cell(at, kind)
            used.append(Part(at, end, CELL, whose))
            yield from self._overflow(rest, left, whose)
        yield from used
        yield from _between(sorted(used), head, base + self.size, whose)
        if interior:
            for child in [*(self._number(at, 4) for at in pointers), self._number(head + 8, 4)]:
                yield from self._tree(child, whose)

    def _cell(self, at: int, kind: int) -> tuple[int, int, int]:
        """Where a cell ends; the page on which it goes on, and with how many bytes."""
        start = at
        at += 4 if kind in (INTERIOR_INDEX, INTERIOR_TABLE) else 0
        if kind == INTERIOR_TABLE:
            return self._varint(at)[1], 0, 0
        payload, at = self._varint(at)
        at = self._varint(at)[1] if kind == LEAF_TABLE else at
        least = (self.size - 12) * 32 // 255 - 23
        most = self.size - 35 if kind == LEAF_TABLE else (self.size - 12) * 64 // 255 - 23
        if payload <= most:
            return max(at + payload, start + 4), 0, 0
        here = least + (payload - least) % (self.size - 4)
        end = at + (here if here <= most else least)
        return end + 4, self._number(end, 4), payload - (end - at)

    def _overflow(self, page: int, left: int, whose: str) -> Iterator[Part]:
        while page:
            base = (page - 1) * self.size
            end = base + 4 + min(left, self.size - 4)
            yield Part(base, end, OVERFLOW, whose)
            if end < base + self.size:
                yield Part(end, base + self.size, UNUSED, whose)
            left -= end - base - 4
            page = self._number(base, 4)

    def _blocks(self, base: int, at: int, whose: str) -> Iterator[Part]:
        """Free blocks in a page: four bytes that lead on, which count as the page's, and nothing."""
        while at:
            size = self._number(base + at + 2, 2)
            yield Part(base + at, base + at + 4, PAGE, whose)
            if size > 4:
                yield Part(base + at + 4, base + at + size, FREE_BLOCK, whose)
            at = self._number(base + at, 2)

    def _free(self, trunk: int) -> Iterator[Part]:
        while trunk:
            base = (trunk - 1) * self.size
            count = self._number(base + 4, 4)
            end = base + 8 + 4 * count
            yield Part(base, end, TRUNK, "")
            yield Part(end, base + self.size, FREE_PAGE, "")
            for n in range(count):
                leaf = (self._number(base + 8 + 4 * n, 4) - 1) * self.size
                yield Part(leaf, leaf + self.size, FREE_PAGE, "")
            trunk = self._number(base, 4)


def _between(used: list[Part], start: int, end: int, whose: str) -> Iterator[Part]:
    at = start
    for one in used:
        if one.start > at:
            yield Part(at, one.start, UNUSED, whose)
        at = one.end
    if at < end:
        yield Part(at, end, UNUSED, whose)
