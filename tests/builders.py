"""Builders of facts and entries for tests: what a test does not care about is filled in. Not the examples, not the village."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from proviso.domain.entries import Entry
from proviso.domain.facts import Fact
from proviso.domain.refusals import Refusal

F = TypeVar("F")
WhyNot = Callable[[Any, Any], Refusal | None]
JAN_24 = date(2018, 1, 24)
MATTER = "matter:J13-FY2016"


def a(fact_class: type[F], **told: object) -> F:
    """A fact with these fields; the others are empty, nought, no, or their own name."""
    hints = get_type_hints(fact_class)
    return fact_class(**{name: _filled(name, kind) for name, kind in hints.items()} | told)


def _filled(name: str, kind: Any) -> object:
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        return None
    if get_origin(kind) is tuple:
        return ()
    return {str: name, int: 1, bool: False, date: JAN_24}[kind]


def entry(
    fact: Fact,
    *,
    on: date | None = JAN_24,
    learned: date | None = None,
    number: int = 1,
    stream: str = MATTER,
    by: str = "Avery Bell",
) -> Entry:
    """An entry of one fact; learned on the day it happened unless said."""
    known = learned or on or JAN_24
    return Entry(
        stream=stream,
        number=number,
        fact=fact,
        on=on,
        learned=known,
        recorded_at=datetime(known.year, known.month, known.day, 12, tzinfo=UTC),
        by=by,
        key=f"{stream}#{number}",
    )


def entries(*facts: tuple[Fact, date | None], stream: str = MATTER) -> tuple[Entry, ...]:
    """Entries of facts with their days, numbered in this order."""
    return tuple(
        entry(fact, on=on, number=number, stream=stream)
        for number, (fact, on) in enumerate(facts, start=1)
    )


def code(refusal: Refusal | None) -> str | None:
    """The code of a refusal that says everything it should; None where nothing is refused."""
    if refusal is None:
        return None
    assert refusal.reason.endswith("."), refusal.reason
    assert refusal.cure.endswith("."), refusal.cure
    assert refusal.authority
    return refusal.code
