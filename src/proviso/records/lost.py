"""Entries that lie under a damaged page of the SQLite file: which they are, as an index that is whole still names them. What SQLite says of its pages is in sqlite_file."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection

from proviso.records.stored import DAMAGE

BY_ENTRY = (
    "SELECT stream, number, rowid FROM records_entry "
    "INDEXED BY sqlite_autoindex_records_entry_2 ORDER BY stream, number"
)
BY_KEY = "SELECT rowid FROM records_entry INDEXED BY sqlite_autoindex_records_entry_1"
ROW = "SELECT length(stream), body, length(hash) FROM records_entry NOT INDEXED WHERE rowid = %s"
UNDER = "cannot be read: a page of the database file above it is damaged"
CURE = (
    "Keep the file as it is, use a copy made before the damage in its place, "
    "and check the copy: proviso ledger verify"
)


class Place(NamedTuple):
    """An entry, and the row it was written to."""

    stream: str
    number: int
    row: int


def lost() -> Iterator[str]:
    """Each run of entries whose rows cannot be read, by stream and entry; by row where no index names them."""
    try:
        every = [Place(*one) for one in _asked(BY_ENTRY)]
    except DAMAGE:
        yield from _lost_rows()
        return
    gone = [one for one in every if not _readable(one.row)]
    if gone and len(gone) == len(every):
        yield f"none of the {len(every):,} entries can be read: the page above them all is damaged. {CURE}"
        return
    for first, last in _runs((one.stream, one.number) for one in gone):
        many = f"entries {first[1]} to {last[1]}" if first != last else f"entry {first[1]}"
        yield f"stream {first[0]}, {many}: {UNDER}"
    yield _summed(len(gone), len(every))


def _summed(gone: int, every: int) -> str:
    if not gone:
        return f"each of the {every:,} entries can still be read by itself. {CURE}"
    return f"{gone:,} of {every:,} entries cannot be read, and the others can. {CURE}"


def _lost_rows() -> Iterator[str]:
    """The rows that cannot be read, in the order of writing; said too where even that cannot be told."""
    try:
        every = sorted(row for (row,) in _asked(BY_KEY))
    except DAMAGE:
        yield f"which entries cannot be read cannot be told: their indexes are damaged too. {CURE}"
        return
    gone = [row for row in every if not _readable(row)]
    for (_, first), (_, last) in _runs(("", row) for row in gone):
        rows = f"rows {first:,} to {last:,}" if first != last else f"row {first:,}"
        yield f"table records_entry, {rows} in the order of writing: {UNDER}"
    yield _summed(len(gone), len(every))


def _asked(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _readable(row: int) -> bool:
    """Whether a row is there, with its bytes to the last page that they are on."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(ROW, [row])
            return cursor.fetchone() is not None
    except DAMAGE:
        return False


def _runs(found: Iterable[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """The first and the last of each run of numbers that follow one another in a stream."""
    runs: list[list[tuple[str, int]]] = []
    for one in found:
        if runs and runs[-1][-1] == (one[0], one[1] - 1):
            runs[-1].append(one)
        else:
            runs.append([one])
    yield from ((run[0], run[-1]) for run in runs)
