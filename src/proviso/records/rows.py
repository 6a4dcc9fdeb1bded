"""Who may be seen: what a PostgreSQL database with row-level security is told for one transaction. The policies are in policies.py.

Theory. The pages' own role owns no table and sees no row of a matter until it is told, inside a
transaction, who is asking; the database forgets it when the transaction ends. There are two such
words. `public` is for pages that anyone may read: the ledger, and never errands or mail. `person`
is for who is signed in: the bodies at which a role is held, and single matters for who bears a
letter. Without a word nothing is there and nothing can be written. On SQLite, and where pages are
served over the owner's connection, nothing is told and nothing is hidden: there the tenant door
alone keeps people apart (see `proviso doctor`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, dataclass
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction

T = TypeVar("T")
PUBLIC, PERSON = "public", "person"
SETTINGS = ("proviso.word", "proviso.agencies", "proviso.governments", "proviso.matters")
TELL = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
TOLD = "SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What may be seen: a word, and for a person the agencies, governments and single matters."""

    word: str
    agencies: frozenset[str] = frozenset()
    governments: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()


EVERYONES = Sight(word=PUBLIC)
_TOLD: ContextVar[Sight | None] = ContextVar("sight", default=None)


def of_matter(name: str) -> Sight:
    """What may be seen by who is known to have to do with one matter, and with no other."""
    return Sight(word=PERSON, matters=frozenset({name}))


@contextmanager
def seen(sight: Sight) -> Iterator[None]:
    """Be shown what `sight` names, in one transaction and until it ends. Within another, until this block ends.

    What anyone may read is read as of one moment, and nothing can be written meanwhile.
    """
    if not settings.ROW_SECURITY:
        yield
        return
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone and sight.word == PUBLIC:
            _execute(READING)
        before = _execute(TOLD)
        _execute(TELL, [sight.word, *map(_listed, astuple(sight)[1:])])
        token = _TOLD.set(sight)
        try:
            yield
        finally:
            _TOLD.reset(token)
        if not connection.needs_rollback:  # else what was told is undone with all the rest
            _execute(TELL, before)


def sight() -> Sight | None:
    """What is shown at present; None where nothing is kept apart, or nothing has been told."""
    return _TOLD.get()


def shown(sight: Sight, parts: Iterable[T]) -> Iterator[T]:
    """The same parts, each made while `sight` is told: for an answer that is made while it is sent."""
    with seen(sight):
        yield from parts


def _listed(names: Iterable[str]) -> str:
    """Names as one text, a line for each."""
    told = sorted(names)
    if any("\n" in name for name in told):
        message = "a body or a matter has a line feed in its id"
        raise ValueError(message)
    return "\n".join(told)


def _execute(statement: str, values: Iterable[str] | None = None) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values) if values is not None else None)
        return tuple(cursor.fetchone()) if cursor.description else ()
