"""A page above some entries damaged: the entries are named that cannot be read, and what to do is said. Single bytes are test_ledger_every_byte.py's."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from proviso.queries import ledger
from tests.ledger_files import make, using
from tests.sqlite_pages import Map

ENTRIES, BY_KEY, BY_ENTRY = (
    "records_entry",
    "sqlite_autoindex_records_entry_1",
    "sqlite_autoindex_records_entry_2",
)


@pytest.fixture(scope="module")
def file(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """Some hundreds of entries."""
    with django_db_blocker.unblock():
        yield make(tmp_path_factory.mktemp("home") / "whole", matters=60)


@pytest.fixture(scope="module")
def whole(file: Path) -> bytes:
    return file.read_bytes()


def root(whole: bytes, name: str, tmp_path: Path) -> int:
    """Where the first page of a table or index begins."""
    probe = tmp_path / "probe"
    probe.write_bytes(whole)
    roots: dict[int, str] = Map(probe).roots
    return next((page - 1) * 4096 for page, of in roots.items() if of == name)


def leaf_below(whole: bytes, at: int) -> int:
    """Where a page in the middle below that one begins."""
    count = int.from_bytes(whole[at + 3 : at + 5], "big")
    cell = at + 12 + 2 * (count // 2)
    pointer = at + int.from_bytes(whole[cell : cell + 2], "big")
    page: int = int.from_bytes(whole[pointer : pointer + 4], "big")
    return (page - 1) * 4096


def told(file: Path, whole: bytes, *damaged: int) -> list[str]:
    """What is told of the file once the first byte of each of these pages is one that no page begins with."""
    raw = bytearray(whole)
    for at in damaged:
        raw[at] = 7
    for suffix in ("-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    file.write_bytes(raw)
    with using(file.parent):
        found = ledger.verify_database()
    assert not found.holds
    assert "(none)" not in "".join(map(str, found.breaks))
    return [*map(str, found.breaks), *found.problems]


def rows_of(file: Path, whole: bytes) -> dict[int, tuple[str, int]]:
    file.write_bytes(whole)
    with closing(sqlite3.connect(file)) as opened:
        asked = opened.execute("SELECT rowid, stream, number FROM records_entry")
        return {row: (stream, number) for row, stream, number in asked}


def test_entries_under_a_damaged_page_are_named(file: Path, whole: bytes, tmp_path: Path) -> None:
    every = rows_of(file, whole)
    said = told(file, whole, leaf_below(whole, root(whole, ENTRIES, tmp_path)))
    named = [one for one in said if one.startswith("stream ") and "above it is damaged" in one]
    assert 0 < len(named) < 40
    summed = next(one for one in said if "and the others can" in one)
    assert f" of {len(every):,} entries cannot be read" in summed
    assert "check the copy: proviso ledger verify" in summed


def test_where_the_page_is_above_them_all_it_says_so_once(
    file: Path, whole: bytes, tmp_path: Path
) -> None:
    every = rows_of(file, whole)
    said = told(file, whole, root(whole, ENTRIES, tmp_path))
    assert any(one.startswith(f"none of the {len(every):,} entries can be read") for one in said)
    assert "the entries cannot be read at all: database disk image is malformed" in said
    assert not any("above it is damaged" in one for one in said)


def test_without_the_index_that_names_them_their_rows_are_told(
    file: Path, whole: bytes, tmp_path: Path
) -> None:
    leaf = leaf_below(whole, root(whole, ENTRIES, tmp_path))
    said = told(file, whole, leaf, root(whole, BY_ENTRY, tmp_path))
    assert any(
        one.startswith("table records_entry, row") and "in the order of writing" in one
        for one in said
    )


def test_without_any_index_it_says_that_it_cannot_be_told(
    file: Path, whole: bytes, tmp_path: Path
) -> None:
    leaf = leaf_below(whole, root(whole, ENTRIES, tmp_path))
    indexes = [root(whole, name, tmp_path) for name in (BY_KEY, BY_ENTRY)]
    said = told(file, whole, leaf, *indexes)
    assert any("which entries cannot be read cannot be told" in one for one in said)


def test_where_only_the_order_is_damaged_each_entry_can_still_be_read(
    file: Path, whole: bytes, tmp_path: Path
) -> None:
    """The index of the entries alone: nothing is lost."""
    said = told(file, whole, root(whole, BY_ENTRY, tmp_path))
    assert any(one.startswith("each of the ") and "read by itself" in one for one in said)


def test_a_database_that_cannot_be_read_says_what_to_do(file: Path, whole: bytes) -> None:
    file.write_bytes(b"no database at all" + whole[18:])
    with using(file.parent):
        found = ledger.verify_database()
    assert found.breaks == ()
    assert found.problems[0].startswith(f"{file} cannot be read: it is not an SQLite database. ")
    assert "Nothing can be said of its entries." in found.problems[0]
    assert "use a copy made before the damage" in found.problems[0]
