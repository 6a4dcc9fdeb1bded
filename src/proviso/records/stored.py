"""The ledger's rows exactly as they are stored, for verifying: read so that damage is given on and not stumbled over.

On SQLite the table itself is read, in the order of writing, and not through an index: what a
row holds is then what is looked at. Texts are read as bytes, so that text which is no longer
UTF-8 can be told with its stream and number. Ordinary reading is streams.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction

from proviso.domain.chain import Link
from proviso.domain.verifying import CannotBeRead, Kept
from proviso.records import models, streams

NOT_A_NUMBER = -1
SQLITE_ROWS = """
    SELECT CAST(stream AS BLOB), number, CAST(key AS BLOB), CAST(body AS BLOB), CAST(hash AS BLOB),
           typeof(stream) || typeof(number) || typeof(key) || typeof(body) || typeof(hash)
    FROM records_entry NOT INDEXED ORDER BY rowid
"""
SQLITE_KEPT = """
    SELECT number, CAST(body AS BLOB), CAST(signature AS BLOB), typeof(body) || typeof(signature)
    FROM records_checkpoint ORDER BY number
"""
AS_STORED = "textintegertextblobtext"
AS_KEPT = "blobblob"


@contextmanager
def snapshot() -> Iterator[None]:
    """Read as of one moment, whoever writes meanwhile; nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        _execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.rollback()


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows() -> Iterator[Link]:
    """Every entry, each stream's in order. Raises CannotBeRead where the database gives no more."""
    try:
        yield from _from_sqlite() if connection.vendor == "sqlite" else _from_postgresql()
    except DatabaseError as trouble:
        raise CannotBeRead(str(trouble)) from trouble


def _from_sqlite() -> Iterator[Link]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_ROWS)
        for stream, number, key, body, digest, types in cursor:
            yield Link(
                _text(stream),
                number if type(number) is int else NOT_A_NUMBER,
                _text(key),
                body if types == AS_STORED else b"",
                _text(digest),
            )


def _from_postgresql() -> Iterator[Link]:
    fields = ("stream", "number", "key", "body", "hash")
    listed = models.Entry.objects.order_by("stream", "number").values_list(*fields)
    for stream, number, key, body, digest in listed.iterator(chunk_size=2000):
        yield Link(stream, number, key, bytes(body), digest)


def kept() -> Iterator[Kept]:
    """Every checkpoint, in order. Raises CannotBeRead where the database gives no more."""
    try:
        yield from _kept_in_sqlite() if connection.vendor == "sqlite" else streams.checkpoints()
    except DatabaseError as trouble:
        raise CannotBeRead(str(trouble)) from trouble


def _kept_in_sqlite() -> Iterator[Kept]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_KEPT)
        for number, body, signature, types in cursor:
            sound = types == AS_KEPT
            yield number, body if sound else b"", signature if sound else b""


def _text(stored: Any) -> str:
    return bytes(stored or b"").decode("utf-8", "replace")
