"""Entries as bytes: what was written stays readable, what is written can be read, and damage is told calmly."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.domain import encoding
from proviso.domain.canonical import Unwritable
from proviso.domain.chain import GENESIS, hash_of
from proviso.domain.encoding import (
    KINDS,
    Unreadable,
    entry_bytes,
    entry_from,
    fact_from,
    fact_json,
    kind_of,
)
from proviso.domain.entries import Entry
from proviso.domain.facts import FACTS, Fact
from proviso.domain.facts.governments import RegisterLoaded
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.facts.orders import EffectRead
from tests.builders import a, entry
from tests.domain.ledgers import any_entry, any_fact, any_of
from tests.golden.samples import FOLDER, HASHES, PREVIOUS, golden, missing, sample

HOW = (
    "An entry of kind {} is no longer the bytes it was. What is on ledgers stays: give the kind a "
    "new version instead, as tests/golden/README.md tells."
)
FILES = sorted(FOLDER.iterdir())
ENTRY = entry(MatterNoted(text="A remark"))


# what was written


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fact_is_written_as_it_always_was(kind: str) -> None:
    version = encoding.VERSIONS.get(kind, 1)
    kept = golden(kind, version)
    assert kept.exists(), f"{kept.name} is missing. Run: python -m tests.golden.samples"
    assert entry_bytes(sample(kind), previous=PREVIOUS) == kept.read_bytes(), HOW.format(kind)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_entry_that_was_ever_written_can_be_read(file: Path) -> None:
    kind, _, version = file.name.rpartition(".")
    read = entry_from(file.read_bytes())
    assert kind_of(type(read.fact)) == kind, HOW.format(kind)
    if int(version) == encoding.VERSIONS.get(kind, 1):
        assert read == sample(kind), HOW.format(kind)


def test_the_golden_files_have_the_hashes_that_were_noted() -> None:
    noted = dict(line.split("  ")[::-1] for line in HASHES.read_text("ascii").splitlines())
    found = {f"entries/{file.name}": hash_of(file.read_bytes()) for file in FILES}
    assert found == noted, HOW.format("(see which)")


def test_no_golden_file_is_missing_for_any_version_up_to_the_present() -> None:
    assert not list(missing())
    for kind, version in encoding.VERSIONS.items():
        assert all(golden(kind, earlier).exists() for earlier in range(1, version))


def test_kinds_are_named_after_their_facts_and_no_two_share_a_name() -> None:
    assert kind_of(EffectRead) == "effect-read"
    assert len(KINDS) == len(FACTS)


def test_an_entry_of_an_earlier_version_is_brought_up_to_the_present_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A remark once had no text but words; version 3 tells the text, version 2 told it in a list."""
    written = entry_bytes(ENTRY, previous=GENESIS).replace(
        b'{"text":"A remark"}', b'{"words":"A remark"}'
    )
    monkeypatch.setitem(encoding.VERSIONS, "matter-noted", 3)
    monkeypatch.setitem(
        encoding.UPCASTS, ("matter-noted", 1), lambda told: {"lines": [told.pop("words")]}
    )
    monkeypatch.setitem(
        encoding.UPCASTS, ("matter-noted", 2), lambda told: {"text": "\n".join(told["lines"])}
    )
    assert entry_from(written) == ENTRY
    assert b'"version":3' in entry_bytes(ENTRY, previous=GENESIS)


def test_an_entry_of_a_newer_program_is_told_to_be_so() -> None:
    body = entry_bytes(ENTRY, previous=GENESIS).replace(b'"version":1', b'"version":2')
    with pytest.raises(Unreadable, match="matter-noted has version 2, which this program does not"):
        entry_from(body)


# what is written can be read


@given(any_entry())
def test_an_entry_read_back_is_the_entry_written(written: Entry) -> None:
    body = entry_bytes(written, previous=PREVIOUS)
    read = entry_from(body)
    assert read == written
    assert entry_bytes(read, previous=PREVIOUS) == body


@pytest.mark.parametrize("fact_class", FACTS, ids=kind_of)
def test_every_fact_read_back_is_the_fact_written(fact_class: type[Fact]) -> None:
    @given(any_of(fact_class))
    @settings(max_examples=20)
    def read_back(fact: Fact) -> None:
        assert fact_from(json.loads(json.dumps(fact_json(fact)))) == fact

    read_back()


@given(any_fact(), any_fact())
def test_two_facts_have_the_same_bytes_only_if_they_are_the_same(one: Fact, other: Fact) -> None:
    same = entry_bytes(entry(one), previous=GENESIS) == entry_bytes(entry(other), previous=GENESIS)
    assert same == (one == other and type(one) is type(other))


def test_an_instant_is_written_in_utc_whatever_zone_it_is_told_in() -> None:
    east = datetime(2018, 1, 24, 1, tzinfo=timezone(timedelta(hours=2)))
    body = entry_bytes(replace(ENTRY, recorded_at=east), previous=GENESIS)
    assert b'"recorded_at":"2018-01-23T23:00:00.000000Z"' in body
    assert entry_from(body).recorded_at == east


# what may not be written

MUST_NOT: Mapping[str, dict[str, Any]] = {
    "by: text may not hold the character NUL": {"by": "Avery\0Bell"},
    "matter-noted, text: text may not hold the character NUL": {"fact": MatterNoted(text="a\0b")},
    "half of a surrogate pair": {"by": "Avery \ud800"},
    "the stream may not hold a line feed or NUL: 'a": {"stream": "a\nb"},
    "the key may not hold a line feed or NUL: 'a.nb'": {"key": "a\nb"},
    "the key may not hold a line feed or NUL: 'a.x00b'": {"key": "a\0b"},
    "the key may not hold half of a surrogate pair": {"key": "é\udfff"},
    "the stream must have 1 to 200 characters: ''": {"stream": ""},
    "the key must have 1 to 200 characters: 'kk*": {"key": "k" * 201},
    "numbered from 1, found 0": {"number": 0},
    "numbered from 1, found True": {"number": True},
    "recorded_at: expected an instant with its time zone": {
        "recorded_at": datetime(2018, 1, 24)  # noqa: DTZ001
    },
    "learned: expected a date": {"learned": datetime(2018, 1, 24, tzinfo=UTC)},
    "precision: expected one of day, month, unknown, year": {"precision": "week"},
    "evidence: expected a tuple": {"evidence": ["S-1"]},
    "relied_on: expected 2 values together": {"relied_on": (("case:C05",),)},
    "brought_in: expected true or false": {"brought_in": 1},
    "note: expected text": {"note": 5},
    "rows: expected a whole number of at most 64 bits, found one of 64 bits": {
        "fact": a(RegisterLoaded, rows=2**63)
    },
    "64 bits, found one of 16610 bits": {"fact": a(RegisterLoaded, rows=10**5000)},
    "rows: expected a whole number": {"fact": a(RegisterLoaded, rows=True)},
    "sha256: expected text, found None": {"fact": a(RegisterLoaded, sha256=None)},
}


@pytest.mark.parametrize(("says", "told"), MUST_NOT.items(), ids=list(MUST_NOT))
def test_what_could_not_be_read_again_is_not_written(says: str, told: dict[str, Any]) -> None:
    with pytest.raises(Unwritable, match=says):
        entry_bytes(replace(ENTRY, **told), previous=GENESIS)


@pytest.mark.parametrize("previous", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64])
def test_an_entry_follows_a_hash(previous: str) -> None:
    with pytest.raises(Unwritable, match="expected a hash of 64 hexadecimal digits"):
        entry_bytes(ENTRY, previous=previous)


# damage

BODY = entry_bytes(entry(a(EffectRead, acts=("x",), years=(2017,))), previous=GENESIS)
HEAD, TOLD = BODY[: BODY.index(b"{")], json.loads(BODY[BODY.index(b"{") :])
DAMAGE: Mapping[str, bytes] = {
    "nothing": b"",
    "no text": b"\xff\xfe" + BODY,
    "no header": BODY[BODY.index(b"{") :],
    "no JSON": HEAD,
    "half": BODY[: len(BODY) // 2],
    "another format": BODY.replace(b"entry/1", b"entry/2"),
    "number in words": BODY.replace(b"\n1\n", b"\none\n"),
    "number with a zero": BODY.replace(b"\n1\n", b"\n01\n"),
    "number in other digits": BODY.replace(b"\n1\n", "\n\u0661\n".encode()),
    "number beyond reason": BODY.replace(b"\n1\n", b"\n" + b"9" * 5000 + b"\n"),
    "a list": HEAD + b"[]",
    "a word": HEAD + b'"fact"',
    "no fact": HEAD + b"{}",
    "fact is a number": HEAD + b'{"fact":7}',
    "fact is a list": HEAD + b'{"fact":["kind","told","version"]}',
    "deep nesting": HEAD + b"[" * 100_000,
    "a number of 5,000 digits": HEAD + b'{"fact":' + b"9" * 5000 + b"}",
    "a needless escape": BODY.replace(b'"flag":null', b'"flag":"\\u0041"'),
    "an escaped NUL": BODY.replace(b'"flag":null', b'"flag":"\\u0000"'),
    "half of a surrogate pair": BODY.replace(b'"flag":null', b'"flag":"\\ud800"'),
    "not a number": BODY.replace(b"2017", b"NaN"),
    "a fraction": BODY.replace(b"2017", b"2017.0"),
    "true for a number": BODY.replace(b"2017", b"true"),
    "a number for a truth": BODY.replace(b'"since_certain":false', b'"since_certain":0'),
    "a number beyond 64 bits": BODY.replace(b"2017", b"9223372036854775808"),
    "text for a list": BODY.replace(b'["x"]', b'"x"'),
    "a number for text": BODY.replace(b'["x"]', b"[1]"),
    "a date without dashes": BODY.replace(b'"until":null', b'"until":"20180124"'),
    "a date as a week": BODY.replace(b'"until":null', b'"until":"2018-W04-3"'),
    "a day that is none": BODY.replace(b'"until":null', b'"until":"2018-02-30"'),
    "a date as a number": BODY.replace(b'"until":null', b'"until":20180124'),
    "an instant without zone": BODY.replace(b"000000Z", b"000000"),
    "an instant in another zone": BODY.replace(b"000000Z", b"000000+02:00"),
    "an instant as a number": BODY.replace(b'"2018-01-24T12:00:00.000000Z"', b"0"),
    "a word not known": BODY.replace(b'"unstated"', b'"certain"'),
    "a pair of three": BODY.replace(b'"relied_on":[]', b'"relied_on":[["a","b","c"]]'),
    "a field more": BODY.replace(b'"note":null', b'"note":null,"seal":null'),
    "a field less": BODY.replace(b'"note":null,', b""),
    "a field of the fact more": BODY.replace(b'"flag":null', b'"flag":null,"force":1'),
    "told is a list": BODY.replace(b'"told":{', b'"told":[{').replace(b'},"version"', b'}],"version"'),
    "a kind not known": BODY.replace(b'"effect-read"', b'"effect-guessed"'),
    "a kind that is a list": BODY.replace(b'"kind":"effect-read"', b'"kind":[]'),
    "a version in words": BODY.replace(b'"version":1', b'"version":"1"'),
    "a version that is true": BODY.replace(b'"version":1', b'"version":true'),
    "something beside the fact": BODY.replace(b'"version":1', b'"version":1,"x":1'),
}  # fmt: skip


@pytest.mark.parametrize("body", DAMAGE.values(), ids=list(DAMAGE))
def test_damage_is_unreadable_and_nothing_worse(body: bytes) -> None:
    assert body != BODY, "the damage was not done"
    with pytest.raises(Unreadable) as told:
        entry_from(body)
    assert 10 < len(str(told.value)) < 400


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("\n1\n", "\n0\n", "not how an entry's number is written"),
        ("\n1\n", "\n-1\n", "not how an entry's number is written"),
        ("entry/1\n", "entry/1\nx\0", "the stream or key may not hold a line feed or NUL"),
        ("entry/1\n", "entry/1\n" + "x" * 201, "the stream or key must have 1 to 200 characters"),
    ],
)
def test_what_could_not_have_been_written_is_unreadable(was: str, becomes: str, says: str) -> None:
    body = BODY.replace(was.encode(), becomes.encode(), 1)
    assert body != BODY
    with pytest.raises(Unreadable, match=says):
        entry_from(body)


def test_the_body_that_the_damage_was_done_to_can_be_read() -> None:
    assert entry_from(BODY).fact == a(EffectRead, acts=("x",), years=(2017,))
    assert json.loads(BODY[len(HEAD) :]) == TOLD


def survives(body: bytes) -> None:
    """Reading gives an entry or Unreadable. What was read can be written and read again."""
    try:
        read = entry_from(body)
    except Unreadable:
        return
    assert entry_from(entry_bytes(read, previous=GENESIS)) == read


@given(st.binary(max_size=200))
def test_any_bytes_are_an_entry_or_unreadable(body: bytes) -> None:
    survives(body)
    survives(HEAD + body)


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255), st.integers(0, 3))
def test_any_byte_changed_lost_or_doubled_gives_an_entry_or_unreadable(
    at: int, flip: int, more: int
) -> None:
    survives(BODY[:at] + bytes([BODY[at] ^ flip]) + BODY[at + 1 :])
    survives(BODY[:at] + BODY[at + 1 + more :])
    survives(BODY[:at] + BODY[at : at + 1 + more] + BODY[at:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.sampled_from(sorted(TOLD)), st.sampled_from(sorted(TOLD["fact"]["told"])), JSON)
def test_any_value_in_any_field_is_an_entry_or_unreadable(outer: str, inner: str, put: Any) -> None:
    told = json.loads(json.dumps(TOLD))
    told[outer] = put
    survives(HEAD + json.dumps(told).encode())
    told = json.loads(json.dumps(TOLD))
    told["fact"]["told"][inner] = put
    survives(HEAD + json.dumps(told).encode())


@given(JSON)
def test_any_value_as_a_fact_is_a_fact_or_unreadable(put: Any) -> None:
    for data in (put, {"kind": "matter-noted", "version": 1, "told": put}):
        try:
            fact_from(data)
        except Unreadable:
            continue
        assert data["told"].keys() == {"text"}


def test_a_date_before_the_year_1000_has_four_digits() -> None:
    body = entry_bytes(replace(ENTRY, learned=date(33, 4, 3)), previous=GENESIS)
    assert b'"learned":"0033-04-03"' in body
    assert entry_from(body).learned == date(33, 4, 3)
