"""Which ledger this is, as it stands now, and which streams moved since another moment. For what is kept in memory between questions."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from proviso.records import streams
from proviso.records.streams import Head

LAST_WRITTEN = "SELECT rowid, hash FROM records_entry ORDER BY rowid DESC LIMIT 1"
ROW = "SELECT hash FROM records_entry WHERE rowid = %s"
SINCE = "SELECT DISTINCT stream FROM records_entry WHERE rowid > %s LIMIT %s"
MOST = 5_000  # streams: beyond that it is as quick to read everything again


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The ledger at a moment. The same `state` means the same entries.

    `row` is the number and hash of the last row written, where the database keeps that order; else `heads` tells.
    """

    state: str
    row: Head = (0, "")
    heads: Mapping[str, Head] = field(default_factory=dict)


def mark() -> Mark:
    """The ledger as it stands now.

    On SQLite the last row written tells them all, for rows are only added. PostgreSQL keeps
    no such order, so there it is a digest over the heads of all streams.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        row = _last_row()
        return Mark(state=f"{name} {row}", row=row or (0, ""))
    heads = streams.every_head()
    told = hashlib.sha256()
    for stream, (number, digest) in sorted(heads.items()):
        told.update(f"{stream}\n{number}\n{digest}\n".encode())
    return Mark(state=f"{name} {told.hexdigest()}", heads=heads)


def version() -> str:
    """A word that changes with every entry."""
    return mark().state


def moved(before: Mark, after: Mark) -> frozenset[str] | None:
    """The streams that have got entries from one moment to the next; None where that cannot be told, or they are very many."""
    if before.row[0]:
        return _rows_since(before, after)
    if not before.heads or any(_went_back(name, at, after) for name, at in before.heads.items()):
        return None
    return frozenset(name for name, at in after.heads.items() if before.heads.get(name) != at)


def _rows_since(before: Mark, after: Mark) -> frozenset[str] | None:
    """None where the row that was the last is no longer the same: a transaction was taken back, or it is another ledger."""
    number, digest = before.row
    if after.row[0] < number:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ROW, [number])
        if cursor.fetchone() != (digest,):
            return None
        cursor.execute(SINCE, [number, MOST + 1])
        found = frozenset(name for (name,) in cursor.fetchall())
    return found if len(found) <= MOST else None


def _went_back(name: str, at: Head, after: Mark) -> bool:
    return after.heads.get(name, (0, ""))[0] < at[0]


def _last_row() -> Head | None:
    with connection.cursor() as cursor:
        cursor.execute(LAST_WRITTEN)
        found: Head | None = cursor.fetchone()
        return found
