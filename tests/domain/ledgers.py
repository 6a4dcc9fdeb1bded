"""Small ledgers for tests: chained rows, signed checkpoints, any fact by hypothesis. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from proviso.domain.canonical import canonical, read_text
from proviso.domain.chain import GENESIS, Link, hash_of
from proviso.domain.checkpoints import (
    LISTING,
    Heads,
    Kept,
    body_of,
    digest,
)
from proviso.domain.encoding import entry_bytes
from proviso.domain.entries import CONFIDENCES, PRECISIONS, Entry
from proviso.domain.facts import FACTS, Fact
from proviso.domain.facts.matters import MatterNoted
from tests.builders import entry

NOON = datetime(2018, 1, 24, 12, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)

# Any character that UTF-8 has but NUL: right to left, combining, outside the basic plane.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
LINES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\n"), min_size=1, max_size=12
)
INSTANTS = st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def _of(hint: Any) -> SearchStrategy[Any]:
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*(_of(one) for one in get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(_of(get_args(hint)[0]), max_size=3).map(tuple)
    return {
        str: TEXTS,
        int: st.integers(-(2**63), 2**63 - 1),
        bool: st.booleans(),
        date: st.dates(),
        NoneType: st.none(),
    }[hint]


def any_fact() -> SearchStrategy[Fact]:
    """Any fact of any kind, its fields anything that they may hold."""
    return st.sampled_from(FACTS).flatmap(any_of)


def any_of(fact_class: type[Fact]) -> SearchStrategy[Fact]:
    """Any fact of one kind."""
    hints = get_type_hints(fact_class)
    return st.builds(fact_class, **{one.name: _of(hints[one.name]) for one in fields(fact_class)})


def any_entry(facts: SearchStrategy[Fact] | None = None) -> SearchStrategy[Entry]:
    """Any entry that could be written."""
    texts = st.lists(TEXTS, max_size=3).map(tuple)
    return st.builds(
        Entry,
        stream=LINES,
        number=st.integers(1, 2**31),
        fact=facts or any_fact(),
        on=st.none() | st.dates(),
        learned=st.dates(),
        recorded_at=INSTANTS,
        by=TEXTS,
        key=LINES,
        precision=st.sampled_from(PRECISIONS),
        confidence=st.sampled_from(CONFIDENCES),
        evidence=texts,
        note=st.none() | TEXTS,
        brought_in=st.booleans(),
        gate=texts,
        rules=texts,
        relied_on=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    )


def chained(entries: Iterable[Entry]) -> list[Link]:
    """Rows of entries, each following the one before it on its stream."""
    heads: dict[str, str] = {}
    rows = []
    for one in entries:
        body = entry_bytes(one, previous=heads.get(one.stream, GENESIS))
        heads[one.stream] = hash_of(body)
        rows.append(Link(one.stream, one.number, one.key, body, heads[one.stream]))
    return rows


def notes(stream: str, *texts: str) -> list[Entry]:
    """Entries of remarks on one stream."""
    return [
        entry(MatterNoted(text=text), stream=stream, number=number)
        for number, text in enumerate(texts, start=1)
    ]


def a_ledger() -> list[Link]:
    """Three streams: of three, two and one entries."""
    return chained(
        [
            *notes("case:C05", "one", "two", "three"),
            *notes("matter:J13", "vier", "fünf"),
            *notes("register", "six"),
        ]
    )


def heads_of(rows: Iterable[Link]) -> Heads:
    return {one.stream: (one.number, one.hash) for one in rows}


def signed(
    *states: Sequence[Link], key: Ed25519PrivateKey = KEY, at: datetime = NOON, listing: int = 0
) -> list[Kept]:
    """Checkpoints over the ledger as it grew, one for each state; the first `listing` of them in version 1."""
    kept: list[Kept] = []
    before: Heads = {}
    for number, rows in enumerate(states, start=1):
        heads = heads_of(rows)
        previous = digest(kept[-1].body) if kept else ""
        body, moved = body_of(number, heads, before, at=at, previous=previous, key=public(key))
        if number <= listing:
            told = {"format": LISTING, "moved": read_text(moved.decode())}
            body, moved = canonical(read_text(body.decode()) | told), b""
        kept.append(Kept(number, body, key.sign(body), moved))
        before = heads
    return kept


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def resigned(kept: Sequence[Kept], place: int, **changed: Any) -> list[Kept]:
    """The same checkpoints, one of them telling something else and signed again."""
    one = kept[place]
    body = canonical(read_text(one.body.decode()) | changed)
    return [*kept[:place], one._replace(body=body, signature=KEY.sign(body)), *kept[place + 1 :]]
