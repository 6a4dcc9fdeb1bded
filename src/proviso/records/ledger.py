"""The pen. Only acts.perform may hold it: locks, appends, checkpoints. Reading is streams.py."""

from collections.abc import Iterable, Sequence

from django.db import connection

from proviso.domain.chain import Link
from proviso.domain.checkpoints import Kept
from proviso.domain.entries import Entry
from proviso.records import models, projections, sqlite_file

INSERT = "INSERT INTO records_entry (stream, number, key, body, hash) VALUES (%s, %s, %s, %s, %s)"


def lock(names: Iterable[str]) -> None:
    """Hold these streams until the transaction ends, in one order for everyone.

    On SQLite the transaction is IMMEDIATE, so the whole file is held already.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name in sorted(set(names)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def append(links: Sequence[Link], entries: Sequence[Entry]) -> None:
    """Insert rows that are chained already, and bring the projections up to them."""
    rows = [(one.stream, one.number, one.key, one.body, one.hash) for one in links]
    # The tables come first: with row-level security a matter's row lets its entries in.
    projections.project(entries)
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)


def keep_checkpoint(one: Kept) -> None:
    """Insert a signed checkpoint, and mark the file with what its header says now."""
    models.Checkpoint.objects.create(**one._asdict())
    sqlite_file.mark()
