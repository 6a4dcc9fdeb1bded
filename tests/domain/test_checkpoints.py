"""A checkpoint says what the ledger was: over which heads, since when, after which one. Reading one is strict."""

import json
from contextlib import suppress
from dataclasses import replace
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
BODY, MOVED = GROWN[1].body, GROWN[1].moved
BEFORE = signed(LEDGER[:3], LEDGER[:4], LEDGER, listing=3)[1].body
BODIES = (BODY, BEFORE)


def test_a_checkpoint_tells_the_heads_that_moved_and_the_tree_over_all() -> None:
    told = checkpoint_from(BODY, MOVED)
    assert told.moved == {"matter:J13": (1, LEDGER[3].hash)}
    assert (told.number, told.entries, told.streams) == (2, 4, 2)
    assert told.root == tree_head(heads_of(LEDGER[:4]))
    assert told.previous == digest(GROWN[0].body)
    assert told.key == public(KEY)
    assert told.at == "2018-01-24T12:00:00.000000Z"


def test_the_first_checkpoint_follows_nothing() -> None:
    assert checkpoint_from(GROWN[0].body).previous == ""


def test_a_checkpoint_shown_without_its_list_names_no_stream() -> None:
    assert b"matter:" not in BODY
    told = checkpoint_from(BODY)
    assert told.moved == {}
    assert told.listed == digest(MOVED)
    assert told == replace(checkpoint_from(BODY, MOVED), moved={})


def test_one_that_lists_the_heads_itself_is_still_read() -> None:
    told = checkpoint_from(BEFORE, b"")
    assert told.listed == ""
    assert told.moved == checkpoint_from(BODY, MOVED).moved
    assert told.root == checkpoint_from(BODY).root
    assert told == checkpoint_from(BEFORE)


def test_a_checkpoint_has_golden_bytes() -> None:
    body, moved = body_of(
        2,
        {"case:C05": (3, "ab" * 32), "register": (1, "cd" * 32)},
        {"register": (1, "cd" * 32)},
        at=datetime(2026, 11, 22, 9, 5, 7, 1234, tzinfo=UTC),
        previous="ef" * 32,
        key="01" * 32,
    )
    assert moved == b'{"case:C05":[3,"' + b"ab" * 32 + b'"]}'
    assert body == GOLDEN % (
        b"2",
        b'"3a24b717350e8e99d904673f24fedbdff24477a5b733ea047aac8e0c3647efb9"',
    )


def test_the_golden_bytes_of_version_1_are_still_read() -> None:
    body = GOLDEN % (b"1", b'{"case:C05":[3,"' + b"ab" * 32 + b'"]}')
    told = checkpoint_from(body)
    assert told.moved == {"case:C05": (3, "ab" * 32)}
    assert digest(body) == "8858393b1790b08a40055c44b8db4d597ad2a8b618aaa299838ef57ef833c6f0"


def test_the_time_of_a_checkpoint_has_its_zone() -> None:
    with pytest.raises(Unwritable, match="time zone"):
        body_of(1, {}, {}, at=NOON.replace(tzinfo=None), previous="", key=public(KEY))


GOLDEN = (
    b'{"at":"2026-11-22T09:05:07.001234Z","entries":4,"format":"proviso.checkpoint/%s",'
    b'"key":"' + b"01" * 32 + b'","moved":%s,"number":2,'
    b'"previous":"' + b"ef" * 32 + b'",'
    b'"root":"098c62123f6a1618f9c944a2f13e69e25324bb2964dac540713242f551d504e1","streams":2}'
)
TOLD = json.loads(BEFORE)
TOLD_NOW = json.loads(BODY)
WRONG: dict[str, dict[str, Any]] = {
    "another format": {"format": "proviso.checkpoint/3"},
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
    with pytest.raises(ValueError, match=r"\w"):
        checkpoint_from(canonical(TOLD_NOW | wrong))


@pytest.mark.parametrize("listed", [b"[]", b"7", b"{", b'{"a":[1]}', b'{"a": [1,2]}', b"\xff"])
def test_a_list_that_was_signed_and_is_none_makes_no_checkpoint(listed: bytes) -> None:
    body = canonical(TOLD_NOW | {"moved": digest(listed)})
    assert checkpoint_from(body).listed == digest(listed)
    with pytest.raises(ValueError, match=r"\w"):
        checkpoint_from(body, listed)


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
        BEFORE.replace(b"J13", b"J\\u0031\\u0033"),
        BODY.replace(b'{"at"', b'{"at":"","at"'),
    ],
)
def test_bytes_that_are_not_in_canonical_form_are_no_checkpoint(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        checkpoint_from(body)


@given(st.sampled_from(BODIES), st.data(), st.integers(1, 255))
def test_a_byte_changed_gives_another_checkpoint_or_none(
    whole: bytes, data: st.DataObject, flip: int
) -> None:
    body = bytearray(whole)
    body[data.draw(st.integers(0, len(whole) - 1))] ^= flip
    with suppress(ValueError):
        assert checkpoint_from(bytes(body)) != checkpoint_from(whole)
