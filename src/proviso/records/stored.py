"""The ledger's rows exactly as they are stored, for verifying: read so that damage is given on and not stumbled over.

On SQLite the table itself is read, in the order of writing, and not through an index: what a
row holds is then what is looked at. Texts are read as bytes, so that text which is no longer
UTF-8 can be told with its stream and number. Ordinary reading is streams.py.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import DatabaseError, connection, transaction

from proviso.domain.chain import Link
from proviso.domain.checkpoints import Kept
from proviso.domain.verifying import CannotBeRead
from proviso.records import models, streams

NOT_A_NUMBER = -1
SQLITE_ROWS = "SELECT stream, number, key, body, hash FROM records_entry NOT INDEXED ORDER BY rowid"
SQLITE_KEPT = """
    SELECT number, CAST(body AS BLOB), CAST(signature AS BLOB), CAST(moved AS BLOB),
    typeof(body) || typeof(signature) || typeof(moved)
    FROM records_checkpoint ORDER BY number
"""
AT_ONCE = 1000
AS_KEPT = ("blobblobblob", "blobblobnull")
# SQLite quotes damaged bytes in its messages, and then Python cannot read the message; and Django
# lets some of SQLite's own exceptions through.
DAMAGE = (DatabaseError, sqlite3.Error, UnicodeDecodeError)


def message_of(trouble: Exception) -> str:
    """What the database said, readable whatever it quotes."""
    if isinstance(trouble, UnicodeDecodeError):
        return trouble.object.decode("utf-8", "replace")
    return str(trouble).strip()


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
    except DAMAGE as trouble:
        raise CannotBeRead(message_of(trouble)) from trouble


def _from_sqlite() -> Iterator[Link]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_ROWS)
        every = iter(cursor)
        trouble: Exception | None = None
        while trouble is None:
            some, trouble = _as_bytes(every)
            for stream, number, key, body, digest in some:
                sound = type(stream) is type(key) is type(digest) is bytearray
                yield Link(
                    _text(stream),
                    number if type(number) is int else NOT_A_NUMBER,
                    _text(key),
                    body if sound and type(body) is bytes else b"",
                    _text(digest),
                )
            if not some:
                break
        if trouble is not None:
            raise trouble


def _as_bytes(every: Iterator[Any]) -> tuple[list[Any], Exception | None]:
    """Some rows, with text as bytearray, which nothing else is: so each value shows how it is stored.

    Where the database gives no more, the rows up to there, and why.
    """
    before, connection.connection.text_factory = connection.connection.text_factory, bytearray
    found: list[Any] = []
    try:
        found.extend(islice(every, AT_ONCE))
    except DAMAGE as trouble:
        return found, trouble
    finally:
        connection.connection.text_factory = before
    return found, None


def _from_postgresql() -> Iterator[Link]:
    fields = ("stream", "number", "key", "body", "hash")
    listed = models.Entry.objects.order_by("stream", "number").values_list(*fields)
    for stream, number, key, body, digest in listed.iterator(chunk_size=2000):
        yield Link(stream, number, key, bytes(body), digest)


def kept() -> Iterator[Kept]:
    """Every checkpoint, in order. Raises CannotBeRead where the database gives no more."""
    try:
        yield from _kept_in_sqlite() if connection.vendor == "sqlite" else streams.checkpoints()
    except DAMAGE as trouble:
        raise CannotBeRead(message_of(trouble)) from trouble


def _kept_in_sqlite() -> Iterator[Kept]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_KEPT)
        for number, body, signature, moved, types in cursor:
            sound = types in AS_KEPT
            yield Kept(number, body, signature, moved or b"") if sound else Kept(number, b"", b"")


def _text(stored: Any) -> str:
    """What is stored as text, or as bytes, or as something else that then says so."""
    if not isinstance(stored, bytes | bytearray):
        stored = b"" if stored is None else str(stored).encode()
    text: str = stored.decode("utf-8", "replace")
    return text
