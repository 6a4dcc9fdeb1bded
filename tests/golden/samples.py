"""One entry of every kind of fact, filled in the same way each time: what the golden files are made of.

Run as a program, it writes the golden file of each kind and version that has none:

    .venv/bin/python -m tests.golden.samples

It never changes a file that is there. README.md beside it says when one may be written anew.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from proviso.domain.chain import hash_of
from proviso.domain.encoding import KINDS, VERSIONS, entry_bytes
from proviso.domain.entries import Entry
from proviso.domain.facts import Fact

FOLDER = Path(__file__).parent / "entries"
HASHES = Path(__file__).parent / "hashes.txt"
PREVIOUS = "0123456789abcdef" * 4
WRITINGS = ("Saint John's", "مدينة", "Cañon", "cafe\u0301", 'a "quote" \\ and\ttab', "東京", "🗽")
FIRST_DAY = date(2018, 1, 24)


def fact(kind: str) -> Fact:
    """The sample fact of a kind: every field filled, lists with two values."""
    hints = get_type_hints(KINDS[kind])
    return KINDS[kind](**{name: _filled(hints[name], at) for at, name in enumerate(hints)})


def _filled(hint: Any, at: int) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return _filled(next(one for one in get_args(hint) if one is not NoneType), at)
    if get_origin(hint) is tuple:
        return (_filled(get_args(hint)[0], at), _filled(get_args(hint)[0], at + 1))
    if hint is str:
        return f"{WRITINGS[at % len(WRITINGS)]} {at}"
    if hint is bool:
        return at % 2 == 0
    return FIRST_DAY + timedelta(days=at) if hint is date else 10**at


def sample(kind: str) -> Entry:
    """The sample entry of a kind."""
    place = len(kind)
    return Entry(
        stream=f"matter:sample {kind}",
        number=7,
        fact=fact(kind),
        on=None if place % 3 == 0 else FIRST_DAY,
        learned=FIRST_DAY + timedelta(days=30),
        recorded_at=datetime(2026, 11, 22, 9, 5, 7, 1234, tzinfo=UTC),
        by="Avery Bell",
        key=f"sample {kind}",
        precision="month" if place % 2 else "day",
        confidence="medium",
        evidence=("S-1", "S-2"),
        note=None if place % 2 else "A note.",
        brought_in=place % 5 == 0,
        gate=("permitted",),
        rules=("section-1373 2016",),
        relied_on=(("case:C05", PREVIOUS),),
    )


def golden(kind: str, version: int) -> Path:
    """Where the golden bytes of a kind and version are."""
    return FOLDER / f"{kind}.{version}"


def missing() -> Iterator[tuple[Path, bytes]]:
    """Each golden file that is not there, with what belongs into it."""
    for kind in KINDS:
        path = golden(kind, VERSIONS.get(kind, 1))
        if not path.exists():
            yield path, entry_bytes(sample(kind), previous=PREVIOUS)


if __name__ == "__main__":
    for path, body in list(missing()):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
        with HASHES.open("a", encoding="ascii") as hashes:
            hashes.write(f"{hash_of(body)}  entries/{path.name}\n")
        print(f"wrote {path.name}")  # noqa: T201
