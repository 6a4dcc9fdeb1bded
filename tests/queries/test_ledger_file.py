"""The database file itself damaged, byte by byte: the damage is told, or the byte held no data. Nothing is silent.

What is counted: on how many bytes damage is named by stream and entry, told otherwise, or without
effect on anything the ledger and its derived tables say. The control arm is SQLite's own check of
a file, which sees damage to the structure and not to what is stored.
"""

import os
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from proviso.domain.verifying import Verdict
from proviso.queries import ledger
from tests.ledger_files import content, make, using


@dataclass
class Installation:
    """A file, what it says whole, and in which of its bytes the bytes of entries are."""

    file: Path
    whole: bytes
    said: dict[str, list[object]]
    entries: dict[int, tuple[str, int]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Installation]:
    """Some hundreds of entries in a file of its own."""
    with django_db_blocker.unblock():
        yield installed(tmp_path_factory.mktemp("home") / "whole", matters=60)


@pytest.fixture(scope="module")
def small(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Installation]:
    """A dozen entries."""
    with django_db_blocker.unblock():
        yield installed(tmp_path_factory.mktemp("home") / "small", matters=1)


def installed(home: Path, *, matters: int) -> Installation:
    file = make(home, matters=matters)
    one = Installation(file=file, whole=file.read_bytes(), said=content(file))
    with closing(sqlite3.connect(file)) as opened:
        for stream, number, body in opened.execute(
            "SELECT stream, number, body FROM records_entry"
        ):
            at = where_stored(one, body)
            if at is not None:
                one.entries |= dict.fromkeys(range(at, at + len(body)), (stream, number))
    return one


def where_stored(one: Installation, body: bytes) -> int | None:
    """Where the bytes of an entry are in the file; None where they are on several pages.

    SQLite leaves copies behind when it moves rows: the place is the one that matters when changed.
    """
    places = [found.start() for found in re.finditer(re.escape(body), one.whole)]
    if len(places) < 2:
        return next(iter(places), None)
    probe = one.file.with_name("probe")
    for at in places:
        probe.write_bytes(one.whole[:at] + b"?" + one.whole[at + 1 :])
        with closing(sqlite3.connect(f"file:{probe}?immutable=1", uri=True)) as opened:
            if not opened.execute("SELECT 1 FROM records_entry WHERE body = ?", [body]).fetchone():
                return at
    return None


def verified(one: Installation, damaged: bytes) -> Verdict:
    """The verdict on a damaged file; the file that stays behind is what verifying left."""
    for suffix in ("-wal", "-shm", "-journal"):
        one.file.with_name(one.file.name + suffix).unlink(missing_ok=True)
    one.file.write_bytes(damaged)
    with using(one.file.parent):
        assert ledger.why_no_ledger() is None
        return ledger.verify_database()


def told(found: Verdict) -> str:
    return "\n".join([*map(str, found.breaks), *found.problems])


def damage(one: Installation, places: Iterable[tuple[int, int]]) -> tuple[Counter[str], list[str]]:
    """Change each byte in turn: what came of it, and what was missed."""
    tally: Counter[str] = Counter()
    missed = []
    for at, flip in places:
        damaged = one.whole[:at] + bytes([one.whole[at] ^ flip]) + one.whole[at + 1 :]
        found = verified(one, damaged)
        entry = one.entries.get(at)
        if entry and f"stream {entry[0]}, entry {entry[1]}" not in told(found):
            missed.append(f"byte {at} ^ {flip} of {entry} is not named: {told(found)}")
        elif found.holds and content(one.file) != one.said:
            missed.append(f"byte {at} ^ {flip} changed what is stored, and it is said to hold")
        if found.holds:
            tally["no data of the ledger"] += 1
        else:
            tally["named" if found.breaks else "told"] += 1
        if not entry and not found.holds:
            tally["told outside of entries"] += 1
        if "database file: " not in told(found) and not found.holds:
            tally["not seen by the control"] += 1
    return tally, missed


def test_a_file_that_nobody_touched_holds(installation: Installation) -> None:
    found = verified(installation, installation.whole)
    assert found.holds, told(found)
    assert found.entries > 200
    assert content(installation.file) == installation.said
    assert len(installation.entries) > 90_000, "the bytes of entries were found in the file"


def test_bytes_changed_anywhere_are_told_or_hold_no_data(
    installation: Installation,
) -> None:
    """Random bytes of the whole file, and as many of entries."""
    chance = random.Random(1373)  # noqa: S311
    anywhere = [chance.randrange(len(installation.whole)) for _ in range(150)]
    in_entries = chance.sample(sorted(installation.entries), 150)
    places = [(at, chance.randrange(1, 256)) for at in anywhere + in_entries]
    tally, missed = damage(installation, places)
    print(dict(tally))  # noqa: T201 - where the faults landed: pytest -s
    assert missed == []
    assert tally["named"] >= 150
    assert tally["told outside of entries"] > 10
    assert tally["no data of the ledger"] > 50
    assert tally["not seen by the control"] > 120, "the control arm sees structure, not content"


@pytest.mark.slow
def test_every_byte_of_the_entries_of_a_small_ledger_is_named(
    small: Installation,
) -> None:
    chance = random.Random(1373)  # noqa: S311
    step = 1 if os.environ.get("PROVISO_EVERY_BYTE") else 4
    begin = chance.randrange(step)
    places = [(at, chance.randrange(1, 256)) for at in sorted(small.entries)[begin::step]]
    tally, missed = damage(small, places)
    print(dict(tally))  # noqa: T201 - where the faults landed: pytest -s
    assert missed == []
    assert tally["named"] == len(places) > 1000


@pytest.mark.parametrize("page", [1, 2, 3, 10])
def test_a_page_of_zeros_is_told(installation: Installation, page: int) -> None:
    at = page * 4096
    damaged = installation.whole[:at] + bytes(4096) + installation.whole[at + 4096 :]
    found = verified(installation, damaged)
    assert not found.holds or content(installation.file) == installation.said


@pytest.mark.parametrize("left", [1, 15, 100, 4096, 4097, 20_000, 100_000, -4096])
def test_a_file_cut_short_is_told(installation: Installation, left: int) -> None:
    found = verified(installation, installation.whole[:left])
    assert told(found)


def test_a_row_whose_text_is_no_text_any_more_is_named_and_the_rest_is_read(
    installation: Installation,
) -> None:
    stream = b"matter:V30"
    body = min(place for place, name in installation.entries.items() if name == ("matter:V30", 2))
    at = installation.whole.rindex(stream + b"\x02", 0, body)  # of the row itself, not of an index
    damaged = installation.whole[:at] + b"\xff" + installation.whole[at + 1 :]
    found = verified(installation, damaged)
    assert "stream \ufffdatter:V30, entry " in told(found)
    assert "stream matter:V30, entry " in told(found)
    assert found.entries > 200


def test_pages_of_entries_that_cannot_be_read_end_the_reading_with_the_place(
    installation: Installation,
) -> None:
    """The page of an entry in the middle begins with a byte that no page begins with."""
    at = min(place for place, name in installation.entries.items() if name == ("matter:V30", 2))
    page = at - at % 4096
    damaged = installation.whole[:page] + b"\x07" + installation.whole[page + 1 :]
    found = verified(installation, damaged)
    assert "the entries cannot be read after entry " in told(found)
    assert "malformed" in told(found)
    assert "signed another entry here" not in told(found), (
        "what was not read is not said to be gone"
    )
    assert 20 < found.entries < 240
