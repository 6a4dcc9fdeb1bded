"""Bytes of every kind in the database file changed, one at a time: the entry is named, or the part of the file, or the byte carries nothing of the ledger.

What each byte is for is read from the file by tests/sqlite_pages, which shares nothing with
the program. What the ledger says of damage in the bytes of entries is test_ledger_file.py's.
"""

import random
import re
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from proviso.domain.verifying import Verdict
from proviso.queries import ledger
from tests.ledger_files import OF_THE_LEDGER, content, make, using
from tests.sqlite_pages import CARRIES_NOTHING, CELL, HEADER, OVERFLOW, PAGE, Part, parts

ENTRIES = "records_entry"
REGION = re.compile(
    r"the database file, header, bytes? \d+"
    r"|page \d+.*\((?:table|index) \w+\)|(?:missing from|entries in) index \w+"
    r"|table \w+ or an index of it|\(table sqlite_master, |the (?:table|columns of|trigger|index|view) "
    r"|(?:the register|the checkpoints|the guards|checkpoint \d+)\b|^records_\w+ would take"
    r"|malformed database schema|Freelist|page \d+ is never used",
    re.IGNORECASE | re.MULTILINE,
)

# Of two that must agree, or of what was marked in bytes 60 to 63, the other may be named.
PAIRED = {*range(16, 19), *range(24, 28), *range(32, 36), *range(60, 64)}
COUNTERS = {(40, 43), (96, 99)}
# How it is written (1: with a journal, 2: with a log): a file of either is put right on opening.
WRITTEN = {18, 19}


@dataclass
class Whole:
    """An installation's file, its bytes, what they are for, and what it says."""

    file: Path
    raw: bytes
    parts: list[Part]
    said: dict[str, list[object]]

    def part(self, at: int) -> Part:
        return self.parts[bisect_right(self.parts, at, key=lambda one: one.start) - 1]

    def of(self, what: str, *whose: str) -> list[int]:
        """The bytes of one kind: of these tables and indexes, or of all."""
        these = [p for p in self.parts if p.what == what and (not whose or p.whose in whose)]
        return [at for one in these for at in range(one.start, one.end)]


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Whole]:
    with django_db_blocker.unblock():
        file = make(tmp_path_factory.mktemp("home") / "whole", matters=5)
        yield Whole(file=file, raw=file.read_bytes(), parts=parts(file), said=content(file))


def verified(one: Whole, raw: bytes) -> Verdict:
    for suffix in ("-wal", "-shm", "-journal"):
        one.file.with_name(one.file.name + suffix).unlink(missing_ok=True)
    one.file.write_bytes(raw)
    with using(one.file.parent):
        return ledger.verify_database()


def changed(one: Whole, at: int, flip: int) -> tuple[Verdict, str]:
    found = verified(one, one.raw[:at] + bytes([one.raw[at] ^ flip]) + one.raw[at + 1 :])
    return found, "\n".join([*map(str, found.breaks), *found.problems, *found.notes])


def of_the_ledger(one: Whole, part: Part) -> bool:
    """Whether a part carries what the ledger or its derived tables say, or how they are kept."""
    if part.what in CARRIES_NOTHING:
        return False
    if part.whose == "sqlite_master":
        text = one.raw[part.start : part.end]
        return part.what != CELL or b"records_entry" in text or b"records_checkpoint" in text
    return part.what != CELL or any(table in part.whose for table in OF_THE_LEDGER)


def missed(one: Whole, places: list[int], chance: random.Random) -> tuple[list[str], Counter[str]]:
    """What was not told of bytes that matter, and what became of each."""
    wrong, tally = [], Counter[str]()
    for at in places:
        part, flip = one.part(at), chance.randrange(1, 256)
        _, told = changed(one, at, flip)
        named = re.search(r"stream (?!\(none\)).*?, entry \d+", told)
        tally["entry" if named else "region" if told else "silent"] += 1
        if part.what in (CELL, OVERFLOW) and part.whose == ENTRIES and not named:
            wrong.append(f"byte {at} ^ {flip} of {part} names no entry: {told}")
        elif told and not named and not REGION.search(told):
            wrong.append(f"byte {at} ^ {flip} of {part} names no part of the file: {told}")
        elif not told and at in WRITTEN and one.file.read_bytes()[at] == one.raw[at]:
            tally["put right"] += 1
        elif not told and (of_the_ledger(one, part) or content(one.file) != one.said):
            wrong.append(f"byte {at} ^ {flip} of {part} is said to hold")
    return wrong, tally


def sample(one: Whole, each: int, chance: random.Random) -> list[int]:
    """All of the header, and some bytes of each table, index and kind of part."""
    kinds = sorted({(part.what, part.whose) for part in one.parts if part.what != HEADER})
    found = one.of(HEADER)
    for what, whose in kinds:
        here = one.of(what, whose)
        found += chance.sample(here, min(each, len(here)))
    return found


def test_the_parts_are_the_whole_file_and_a_file_nobody_touched_holds(whole: Whole) -> None:
    found = verified(whole, whole.raw)
    assert found.holds
    assert not found.notes
    kinds = {part.what for part in whole.parts}
    assert {HEADER, PAGE, CELL, OVERFLOW, *CARRIES_NOTHING} - kinds <= {"free page"}


def test_a_byte_changed_in_any_kind_of_place_is_told_where_it_matters(whole: Whole) -> None:
    chance = random.Random(2)  # noqa: S311
    places = sample(whole, 3, chance)
    wrong, tally = missed(whole, places, chance)
    assert not wrong, "\n".join(wrong)
    assert len(places) > 300
    assert tally["region"] > 150
    assert tally["silent"] > 20, "what carries nothing, and tables that are not of the ledger"


@pytest.mark.slow
def test_many_bytes_changed_in_any_kind_of_place(whole: Whole) -> None:
    chance = random.Random(3)  # noqa: S311
    wrong, tally = missed(whole, sample(whole, 14, chance), chance)
    assert not wrong, "\n".join(wrong)
    # How many it is differs with the ids drawn when the file is made.
    assert tally["entry"] > 40


@pytest.mark.parametrize("at", range(100))
def test_each_byte_of_the_header_is_named(whole: Whole, at: int) -> None:
    for flip in (1, 255):
        found, told = changed(whole, at, flip)
        named = re.search(r"header, bytes? (\d+)(?: to (\d+))?", told)
        assert named, (at, flip, told)
        first, last = int(named[1]), int(named[2] or named[1])
        assert first <= at <= last or at in PAIRED, told
        assert found.holds == (bool(found.notes) and (first, last) in COUNTERS), told


def test_a_damaged_index_of_entries_names_the_entry(whole: Whole) -> None:
    """The key of an entry, in the index that keeps keys apart."""
    with closing(sqlite3.connect(whole.file)) as opened:
        found = opened.execute(f"SELECT key FROM {ENTRIES} WHERE stream = 'matter:V1'")
        key: bytes = found.fetchone()[0].encode()
    index = whole.of(CELL, "sqlite_autoindex_records_entry_1")
    at = next(at for at in index if whole.raw[at : at + len(key)] == key)
    assert "stream matter:V1, entry 1: row " in changed(whole, at + 3, 1)[1]
