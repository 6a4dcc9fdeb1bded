"""A checkpoint says what the ledger was: over which heads, since when, after which one. Reading one is strict."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.canonical import Unwritable, canonical
from proviso.domain.checkpoints import body_of, checkpoint_from, digest
from proviso.domain.merkle import tree_head
from tests.domain.ledgers import KEY, NOON, a_ledger, heads_of, public, signed

LEDGER = a_ledger()
GROWN = signed(LEDGER[:3], LEDGER[:4], LEDGER)
BODY = GROWN[1][1]


def test_a_checkpoint_tells_the_heads_that_moved_and_the_tree_over_all() -> None:
    told = checkpoint_from(BODY)
    assert told.moved == {"matter:J13": (1, LEDGER[3].hash)}
    assert (told.number, told.entries, told.streams) == (2, 4, 2)
    assert told.root == tree_head(heads_of(LEDGER[:4]))
    assert told.previous == digest(GROWN[0][1])
    assert told.key == public(KEY)
    assert told.at == "2018-01-24T12:00:00.000000Z"


def test_the_first_checkpoint_follows_nothing() -> None:
    assert checkpoint_from(GROWN[0][1]).previous == ""


def test_a_checkpoint_has_golden_bytes() -> None:
    body = body_of(
        2,
        {"case:C05": (3, "ab" * 32), "register": (1, "cd" * 32)},
        {"register": (1, "cd" * 32)},
        at=datetime(2026, 11, 22, 9, 5, 7, 1234, tzinfo=UTC),
        previous="ef" * 32,
        key="01" * 32,
    )
    assert body == (
        b'{"at":"2026-11-22T09:05:07.001234Z","entries":4,"format":"proviso.checkpoint/1",'
        b'"key":"' + b"01" * 32 + b'","moved":{"case:C05":[3,"' + b"ab" * 32 + b'"]},"number":2,'
        b'"previous":"' + b"ef" * 32 + b'",'
        b'"root":"098c62123f6a1618f9c944a2f13e69e25324bb2964dac540713242f551d504e1","streams":2}'
    )


def test_the_time_of_a_checkpoint_has_its_zone() -> None:
    with pytest.raises(Unwritable, match="time zone"):
        body_of(1, {}, {}, at=NOON.replace(tzinfo=None), previous="", key=public(KEY))


TOLD = json.loads(BODY)
WRONG: dict[str, dict[str, Any]] = {
    "another format": {"format": "proviso.checkpoint/2"},
    "a field more": {"seal": 1},
    "number in words": {"number": "2"},
    "number true": {"number": True},
    "number with a fraction": {"number": 2.0},
    "count below nought": {"entries": -1},
    "a root too short": {"root": "ab"},
    "a root in capitals": {"root": "AB" * 32},
    "a root that is none": {"root": None},
    "a key that is a number": {"key": 7},
    "previous is a list": {"previous": ["x"]},
    "time in words": {"at": "today"},
    "time without zone": {"at": "2018-01-24T12:00:00.000000"},
    "moved is a list": {"moved": []},
    "moved to nowhere": {"moved": {"a": None}},
    "moved to one thing": {"moved": {"a": [1]}},
    "moved to a length in words": {"moved": {"a": ["1", "ab" * 32]}},
    "moved below nought": {"moved": {"a": [-1, "ab" * 32]}},
    "moved to no hash": {"moved": {"a": [1, "x"]}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_what_is_not_quite_a_checkpoint_is_none(wrong: dict[str, Any]) -> None:
    assert checkpoint_from(canonical(TOLD)).number == 2
    with pytest.raises(ValueError, match=r"\w"):
        checkpoint_from(canonical(TOLD | wrong))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"7",
        b"[" * 100_000,
        json.dumps(TOLD).encode(),
        BODY + b"\n",
        BODY.replace(b"J13", b"J\\u0031\\u0033"),
        BODY.replace(b'{"at"', b'{"at":"","at"'),
    ],
)
def test_bytes_that_are_not_in_canonical_form_are_no_checkpoint(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        checkpoint_from(body)


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_a_byte_changed_gives_another_checkpoint_or_none(at: int, flip: int) -> None:
    body = bytearray(BODY)
    body[at] ^= flip
    with suppress(ValueError):
        assert checkpoint_from(bytes(body)) != checkpoint_from(BODY)
