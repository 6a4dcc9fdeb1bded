"""Reading the ledger: entries, rows, heads. Writing is ledger.py; deciding is nowhere here."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from proviso.domain.chain import Link
from proviso.domain.checkpoints import Kept
from proviso.domain.encoding import entry_from
from proviso.domain.entries import Entry
from proviso.records import models

Head = tuple[int, str]
ANYONES_HEADS = "SELECT stream, number, hash FROM records_heads()"
HIGHEST = "\U0010ffff"
AT_ONCE = 500
LAST_ROW = "SELECT number, hash FROM records_entry WHERE stream = %s ORDER BY number DESC LIMIT 1"
LAST_ROWS = """
    SELECT stream, number, hash FROM records_entry JOIN (
        SELECT stream AS name, MAX(number) AS last FROM records_entry {where} GROUP BY stream
    ) AS lasts ON stream = name AND number = last ORDER BY stream
"""


def entries(stream: str) -> tuple[Entry, ...]:
    """The entries of one stream, in order."""
    rows = _rows("SELECT body FROM records_entry WHERE stream = %s ORDER BY number", stream)
    return tuple(entry_from(bytes(body)) for (body,) in rows)


def entries_under(prefix: str) -> tuple[Entry, ...]:
    """The entries of all streams whose names begin so, by stream and number."""
    rows = _under(prefix).order_by("stream", "number")
    return tuple(entry_from(bytes(body)) for body in rows.values_list("body", flat=True))


def each_under(prefix: str) -> Iterator[Entry]:
    """The entries of all streams whose names begin so, by stream and number, few at a time."""
    rows = _under(prefix).order_by("stream", "number")
    for body in rows.values_list("body", flat=True).iterator(chunk_size=AT_ONCE):
        yield entry_from(bytes(body))


def first_entries(prefix: str) -> Iterator[Entry]:
    """The entry with which each stream begins whose name begins so."""
    rows = _under(prefix).filter(number=1).order_by("stream")
    for body in rows.values_list("body", flat=True).iterator():
        yield entry_from(bytes(body))


def entries_of(names: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    """The entries of several streams at once."""
    found: dict[str, list[Entry]] = {name: [] for name in names}
    for some in _parts(found):
        rows = models.Entry.objects.filter(stream__in=some).order_by("stream", "number")
        for stream, body in rows.values_list("stream", "body"):
            found[stream].append(entry_from(bytes(body)))
    return {name: tuple(told) for name, told in found.items()}


def links(prefix: str = "") -> Generator[Link, None, None]:
    """Every row as stored, by stream and number, a few at a time."""
    rows = (_under(prefix) if prefix else models.Entry.objects).order_by("stream", "number")
    fields = ("stream", "number", "key", "body", "hash")
    for stream, number, key, body, digest in rows.values_list(*fields).iterator(chunk_size=5000):
        yield Link(stream, number, key, bytes(body), digest)


def head(stream: str) -> Head | None:
    """The length of a stream and the hash of its last entry; None where it has none."""
    return next(iter(_rows(LAST_ROW, stream)), None)


def heads(prefix: str = "") -> dict[str, Head]:
    """The head of every stream whose name begins so."""
    return _heads("WHERE stream >= %s AND stream < %s", (prefix, prefix + HIGHEST))


def every_head() -> dict[str, Head]:
    """The head of every stream there is, whoever asks: what a checkpoint signs, and by which it is known what moved."""
    if not settings.ROW_SECURITY:
        return heads()
    return {stream: (number, digest) for stream, number, digest in _rows(ANYONES_HEADS)}


def heads_of(names: Iterable[str]) -> dict[str, Head]:
    """The heads of several streams at once, for those that have entries."""
    found: dict[str, Head] = {}
    for some in _parts(names):
        found |= _heads(f"WHERE stream IN ({', '.join(['%s'] * len(some))})", some)
    return found


def _heads(where: str, values: Sequence[str]) -> dict[str, Head]:
    """The last numbers are found in the index alone; then one row is looked up for each stream."""
    rows = _rows(LAST_ROWS.format(where=where), *values)
    return {stream: (number, digest) for stream, number, digest in rows}


def receipt_for(key: str) -> tuple[str, int] | None:
    """Where an idempotency key is already used: stream and number."""
    rows = _rows("SELECT stream, number FROM records_entry WHERE key = %s", key)
    return next(iter(rows), None)


def receipts_for(keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Where each of these idempotency keys is already used, for those that are."""
    found: dict[str, tuple[str, int]] = {}
    for some in _parts(keys):
        rows = models.Entry.objects.filter(key__in=some)
        found |= {key: (name, at) for key, name, at in rows.values_list("key", "stream", "number")}
    return found


def count() -> int:
    """How many entries the ledger has."""
    return models.Entry.objects.count()


def checkpoints() -> tuple[Kept, ...]:
    """Every checkpoint, in order."""
    rows = models.Checkpoint.objects.order_by("number").values_list(*Kept._fields)
    return tuple(
        Kept(number, bytes(body), bytes(signature), bytes(moved or b""))
        for number, body, signature, moved in rows
    )


def _rows(query: str, *values: str) -> list[Any]:
    """What every act reads is asked for in plain SQL: putting a query together would take longer than answering it."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[Any] = cursor.fetchall()
        return rows


def _parts(names: Iterable[str]) -> Iterator[list[str]]:
    """So many names at a time as one statement takes."""
    left = list(names)
    for start in range(0, len(left), AT_ONCE):
        yield left[start : start + AT_ONCE]


def _under(prefix: str):  # type: ignore[no-untyped-def]
    return models.Entry.objects.filter(stream__gte=prefix, stream__lt=prefix + HIGHEST)
