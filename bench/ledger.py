"""Writing the ledger: single entries against a bare file with fdatasync and pymerkle, and many at once. Verifying is in whole.

"The pen" is a transaction of one chained entry. "A whole act" also locks, reads what it needs,
decides, asks the gate where it has one, and answers with a receipt.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from bench.installation import home, village
from bench.measuring import Row, in_turn, once, row
from proviso.domain.chain import GENESIS, Link, hash_of
from proviso.domain.encoding import entry_bytes
from proviso.domain.entries import Entry
from proviso.domain.facts.matters import MatterNoted
from tests.builders import a, entry

SINGLE, MANY = 300, 10_000
UNIT = "entries a second"
NEW = count(1)


def chained(number: int) -> tuple[list[Link], list[Entry]]:
    """A new stream of so many entries."""
    stream, previous = f"matter:N{next(NEW)}", GENESIS
    links, entries = [], []
    for at in range(1, number + 1):
        one = entry(a(MatterNoted, text="Nothing more was said."), number=at, stream=stream)
        one = replace(one, evidence=("S-BENCH",), confidence="high")
        body = entry_bytes(one, previous=previous)
        previous = hash_of(body)
        links.append(Link(stream, at, one.key, body, previous))
        entries.append(one)
    return links, entries


def pen(number: int) -> None:
    """Encode, chain and commit so many entries in one transaction."""
    from django.db import transaction

    from proviso.records.ledger import append

    with transaction.atomic():
        append(*chained(number))


def bare(path: Path) -> Callable[[], None]:
    """The bound: the same bytes to the end of a file, and on the disk before the next."""
    body = chained(1)[0][0].body
    file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def write() -> None:
        os.write(file, body)
        os.fdatasync(file)

    return write


def bare_sqlite(path: Path) -> Callable[[], None]:
    """The bound of SQLite itself: the same row in the same table, with the product's own settings, and nothing else."""
    import sqlite3

    from proviso.config.databases import SQLITE

    file = sqlite3.connect(path, isolation_level=None)
    for pragma in str(SQLITE["init_command"]).split(";"):
        file.execute(pragma)
    file.execute(
        "CREATE TABLE entry (stream TEXT, number INTEGER, key TEXT UNIQUE, body BLOB, hash TEXT, "
        "PRIMARY KEY (stream, number))"
    )
    one = chained(1)[0][0]
    at = count(1)

    def write() -> None:
        number = next(at)
        file.execute("BEGIN IMMEDIATE")
        told = (one.stream, number, f"{one.key}-{number}", one.body, one.hash)
        file.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", told)
        file.execute("COMMIT")

    return write


def merkle_tree(path: Path) -> Callable[[], None]:
    """The peer: pymerkle's tree over SQLite, an entry and the new root each time."""
    from pymerkle import SqliteTree

    tree, body = SqliteTree(str(path)), chained(1)[0][0].body

    def write() -> None:
        tree.append_entry(body)
        tree.get_state()

    return write


def deeds(act: str, names: Sequence[str], **fields: Any) -> list[tuple[Any, Any]]:
    from tests.acts.village import deed, told

    own = {"matter": lambda name: name} if act == "open-matter" else {}
    return [
        (
            deed(act, f"matter:{name}", **fields, **{key: of(name) for key, of in own.items()}),
            told(),
        )
        for name in names
    ]


def opened(names: Sequence[str]) -> list[tuple[Any, Any]]:
    """Four acts for each matter, up to a verified contact."""
    from tests.acts.village import ELDER

    matter = {
        "review": "R1",
        "respondent": ELDER,
        "programme": "16.738",
        "year": 2016,
        "conditions": ("section-1373",),
        "award": "A1",
        "role": "direct",
        "hearing_right": "arguable",
    }
    return [
        *deeds("open-matter", names, **matter),
        *deeds("confirm-identity", names, ids=(ELDER, "ZZ1")),
        *deeds("note-contact", names, contact="clerk", office="County Clerk", name="Cleo"),
        *deeds("verify-contact", names, contact="clerk"),
    ]


def sit(wanted: Sequence[tuple[Any, Any]]) -> None:
    """Many acts in one sitting, each decided in full."""
    from proviso.acts.act import Receipt
    from proviso.acts.perform import sitting

    with sitting() as one:
        one.hold({deed.stream for deed, _ in wanted})
        one.expect(told.key for _, told in wanted)
        for deed, told in wanted:
            outcome = one.do(deed, told)
            if not isinstance(outcome, Receipt):
                raise TypeError(outcome.reason)


def singles() -> list[Row]:
    """One entry at a time, each on the disk before the next; they take turns."""
    village()
    from proviso.acts.perform import perform

    names = [f"S{at}" for at in range(SINGLE + 1)]
    sit(opened(names))
    acts = iter(deeds("note-matter", names, text="Seen."))
    taken = in_turn(
        {
            "file": bare(home() / "bare"),
            "sqlite": bare_sqlite(home() / "bare.sqlite3"),
            "pen": lambda: pen(1),
            "act": lambda: perform(*next(acts)),
            "merkle": merkle_tree(home() / "merkle.sqlite3"),
        },
        repeats=SINGLE,
    )
    shape: dict[str, Any] = {"size": SINGLE, "items": 1, "unit": UNIT}
    file = {"against": "a bare file, fdatasync each", "peer_seconds": taken["file"]}
    sqlite = {"against": "SQLite alone, same settings", "peer_seconds": taken["sqlite"]}
    merkle = {"against": "pymerkle over SQLite", "peer_seconds": taken["merkle"]}
    return [
        row(
            "one entry a transaction, the pen", seconds=taken["pen"], at_least=0.7, **shape, **file
        ),
        row("one entry a transaction, the pen", seconds=taken["pen"], **shape, **sqlite),
        row("one entry a transaction, the pen", seconds=taken["pen"], **shape, **merkle),
        row("one entry a transaction, a whole act", seconds=taken["act"], **shape, **file),
        row("SQLite alone, same settings", seconds=taken["sqlite"], **shape, **file),
    ]


def batches() -> list[Row]:
    """Many entries a transaction."""
    village()
    rate = (MANY / 10_000, ">= 10,000/s")
    taken = in_turn({"pen": lambda: pen(MANY)}, repeats=3)
    found = [
        row(
            "many entries a transaction, the pen",
            size=MANY,
            seconds=taken["pen"],
            items=MANY,
            unit=UNIT,
            at_most=rate,
        )
    ]
    names = [f"R{at}" for at in range(MANY // 4)]
    for what, wanted in (
        ("opening matters", opened(names)),
        (
            "a round of letters, each through the gate",
            deeds(
                "send-letter",
                names[:1000],
                letter="L1",
                kind="document-request",
                addressee="Cleo, County Clerk",
                items=("policies",),
            ),
        ),
    ):
        seconds, _ = once(lambda: sit(wanted))  # noqa: B023
        found.append(
            row(
                f"many whole acts a sitting: {what}",
                size=len(wanted),
                seconds=seconds,
                items=len(wanted),
                unit=UNIT,
            )
        )
    return found


def run() -> list[Row]:
    """Every comparison."""
    return [*singles(), *batches()]
