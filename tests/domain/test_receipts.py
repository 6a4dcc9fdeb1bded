"""A receipt that holds is said to hold, with nothing else at hand; every way of changing one is found. Two checkers agree."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.canonical import canonical
from proviso.domain.chain import Link, hash_of
from proviso.domain.encoding import entry_bytes
from proviso.domain.entries import Entry
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.inclusion import prove
from proviso.domain.manifests import Handed
from proviso.domain.receipts import Checked, check, countersign, receipt_from, statement
from proviso.outside.keys import signed_by
from tests import second_receipt_verifier as second
from tests.builders import entry
from tests.domain.handings import (
    AT_HAND,
    FILES,
    LETTER,
    MATTER,
    PAPER,
    PLAN,
    PROOFS,
    RESPONDENT,
    STATES,
    WANTED,
    a_manifest,
    a_receipt,
    changed,
    countersigned,
    sealed,
)
from tests.domain.ledgers import KEY, OTHER_KEY, chained, notes, public, signed

RECEIPT = a_receipt()
BOTH = countersigned(RECEIPT)
TOLD: dict[str, Any] = dict(receipt_from(RECEIPT).told)


def checked(
    raw: bytes, files: Mapping[str, bytes] | None = None, key: str | None = None
) -> Checked:
    """What the check found; the second checker must find the same."""
    found = check(raw, signed_by, files=files, key=key)
    assert found.holds == second.holds(raw, dict(files or {}), key)
    return found


def says(raw: bytes, files: Mapping[str, bytes] | None = None, key: str | None = None) -> str:
    found = checked(raw, files, key)
    assert not found.holds
    return "; ".join(found.problems)


# what holds


def test_a_receipt_that_nobody_touched_holds() -> None:
    found = checked(RECEIPT, AT_HAND, public(KEY))
    assert found.holds
    assert found.compared == ("letter.pdf", "plan.txt", "sealed file 1")
    assert found.left == ()
    assert found.receipt is not None
    assert found.receipt.key == public(KEY)
    assert found.receipt.files == FILES
    assert found.receipt.proofs == PROOFS


def test_a_receipt_names_no_other_stream() -> None:
    assert b"matter:J18" in RECEIPT
    for other in (b"case:C05", b"source:S"):
        assert other not in RECEIPT


def test_a_receipt_under_checkpoints_of_the_version_before_holds() -> None:
    kept = signed(*STATES, listing=len(STATES))
    raw = a_receipt(proofs=prove(MATTER, WANTED, kept).proofs)
    assert checked(raw).holds
    assert second.holds(raw)


def test_without_its_files_a_receipt_holds_and_says_that_they_were_not_compared() -> None:
    found = checked(RECEIPT, {"plan.txt": PLAN})
    assert found.holds
    assert found.compared == ("plan.txt",)
    assert found.left == ("letter.pdf", "sealed file 1")
    assert checked(RECEIPT).left == ("letter.pdf", "plan.txt", "sealed file 1")


def test_a_receipt_without_files_holds() -> None:
    assert checked(a_receipt(files=())).holds


def test_a_receipt_of_an_older_checkpoint_holds_while_the_ledger_grows() -> None:
    older = prove(MATTER[:3], WANTED[:1], signed(STATES[0])).proofs
    now = prove(MATTER, WANTED, signed(*STATES)).proofs
    assert checked(a_receipt(proofs=older)).holds
    assert older[0] == now[0]


def test_a_receipt_with_the_signature_of_the_one_who_received_holds() -> None:
    found = checked(BOTH)
    assert found.holds
    assert found.receipt is not None
    (said,) = found.receipt.countersigned
    assert (said.by, said.on, said.key) == ("Ada Bell", date(2018, 1, 26), public(RESPONDENT))


def test_two_who_received_can_both_sign() -> None:
    assert checked(countersigned(BOTH, OTHER_KEY)).holds


# every byte


def flipped(at: int, bit: int) -> bytes:
    other = bytearray(BOTH)
    other[at] ^= bit
    return bytes(other)


def test_every_byte_changed_is_found() -> None:
    """One bit of each byte, and the bit between small and capital letters where there is one."""
    capital = [(at, 0x20) for at, byte in enumerate(BOTH) if chr(byte).isalpha()]
    flips = [(at, 1 << at % 8) for at in range(len(BOTH))] + capital[::3]
    assert [one for one in flips if check(flipped(*one), signed_by).holds] == []
    assert [one for one in flips[::7] if second.holds(flipped(*one))] == []
    assert checked(BOTH).holds


def test_every_letter_of_a_signature_in_capitals_is_found() -> None:
    starts = [BOTH.index(b'"agency":"') + 10, BOTH.index(b'"signature":"') + 13]
    places = [at for start in starts for at in range(start, start + 128) if BOTH[at] > 0x60]
    assert len(places) > 50
    assert [at for at in places if checked(flipped(at, 0x20)).holds] == []


@given(st.integers(0, len(BOTH) - 1), st.integers(1, 255))
def test_any_byte_changed_in_any_way_is_found(at: int, flip: int) -> None:
    other = bytearray(BOTH)
    other[at] ^= flip
    assert not checked(bytes(other)).holds


@given(st.integers(0, len(BOTH)), st.binary(min_size=1, max_size=4))
def test_bytes_put_in_are_found(at: int, more: bytes) -> None:
    assert not checked(BOTH[:at] + more + BOTH[at:]).holds


@given(st.integers(0, len(BOTH) - 1), st.integers(1, 5))
def test_bytes_left_out_are_found(at: int, few: int) -> None:
    assert not checked(BOTH[:at] + BOTH[at + few :]).holds


@given(st.binary(max_size=200))
def test_what_is_no_receipt_is_said_to_be_none(raw: bytes) -> None:
    found = checked(raw)
    assert not found.holds
    assert found.receipt is None


@pytest.mark.parametrize("raw", [b"[" * 100_000 + b"\n", b'{"a":' * 50_000, b"\xff\n", b"NaN\n"])
def test_hostile_bytes_are_no_receipt(raw: bytes) -> None:
    assert not checked(raw).holds


# files


def test_two_files_swapped_are_each_named() -> None:
    found = says(RECEIPT, {"letter.pdf": PLAN, "plan.txt": PAPER})
    assert "'letter.pdf' is the file that the receipt calls 'plan.txt'" in found
    assert "'plan.txt' is the file that the receipt calls 'letter.pdf'" in found


def test_a_file_changed_is_another_file() -> None:
    assert "'letter.pdf' is another file: its SHA-256 is" in says(
        RECEIPT, {"letter.pdf": PAPER[:-1]}
    )
    assert "'sealed file 1' is another file" in says(RECEIPT, {"sealed file 1": PAPER + b" "})


def test_a_file_that_the_receipt_does_not_list_is_not_of_it() -> None:
    assert says(RECEIPT, {"more.pdf": PAPER}) == "the receipt lists no file named 'more.pdf'"


def test_a_file_whose_size_is_told_wrong_is_found() -> None:
    wrong = Handed(name="letter.pdf", size=4, sha256=FILES[0].sha256)
    assert says(a_receipt(files=[wrong]), {"letter.pdf": PAPER}) == (
        "'letter.pdf' has 13 bytes, and the receipt says 4"
    )


def test_two_files_of_one_name_cannot_be_told_apart() -> None:
    assert says(a_receipt(files=[FILES[0], FILES[0]])) == (
        "two files in the receipt have the same name"
    )


# keys and signatures


def test_a_receipt_by_another_key_than_the_one_held_does_not_hold() -> None:
    assert "and not the key you hold" in says(RECEIPT, key=public(OTHER_KEY))


def test_a_receipt_forged_whole_with_another_key_is_found_by_the_key_held() -> None:
    forged = prove(MATTER, WANTED, signed(*STATES, key=OTHER_KEY)).proofs
    raw = sealed(a_manifest(proofs=forged, key=OTHER_KEY), OTHER_KEY)
    assert checked(raw).holds
    assert not checked(raw, key=public(KEY)).holds


def test_a_manifest_signed_by_another_key_than_it_names_does_not_hold() -> None:
    assert says(sealed(a_manifest(), OTHER_KEY)) == (
        "the agency's signature is not that of its key over this manifest"
    )


def test_checkpoints_signed_by_another_key_than_the_manifest_do_not_hold() -> None:
    assert "names another key" in says(sealed(a_manifest(key=OTHER_KEY), OTHER_KEY))


def test_a_statement_about_another_manifest_is_found() -> None:
    other = countersigned(a_receipt(files=()))
    (said,) = receipt_from(other).countersigned
    raw = countersign(receipt_from(RECEIPT), said.statement, said.signature)
    assert says(raw) == "the statement of Ada Bell is about another manifest"


def test_a_statement_signed_by_another_key_than_it_names_is_found() -> None:
    said = statement(
        receipt_from(RECEIPT), by="Ada Bell", on=date(2018, 1, 26), key=public(RESPONDENT)
    )
    raw = countersign(receipt_from(RECEIPT), said, KEY.sign(said))
    assert "under the statement of Ada Bell" in says(raw)


# what the agency itself may not say against its own ledger


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("letter", TOLD["letter"] | {"to": "Someone Else"}),
        ("handed_over", TOLD["handed_over"] | {"on": "2018-01-23"}),
        ("entries", TOLD["entries"][:-1]),
    ],
)
def test_a_manifest_that_says_something_else_than_its_entries_does_not_hold(
    name: str, value: object
) -> None:
    assert says(changed(**{name: value})) == (
        f"what the manifest says under {name} is not what the entries say"
    )


def test_a_receipt_about_a_letter_that_no_entry_tells_of_does_not_hold() -> None:
    assert says(a_receipt(letter="L9")) == "no entry about the letter L9 is shown"
    assert says(a_receipt(proofs=())) == f"no entry about the letter {LETTER} is shown"


def test_entries_of_another_matter_do_not_hold() -> None:
    about = TOLD["about"] | {"matter": "J19"}
    assert "matter:J18#2 is no entry of matter:J19" in says(changed(about=about))


def test_a_proof_left_out_changes_what_the_entries_say() -> None:
    assert "under entries" in says(changed(proofs=TOLD["proofs"][:1]))


@pytest.mark.parametrize(
    "text",
    [
        '{"fact":{"kind":"letter-sent","told":{"letter":"L1","why":NaN}}}',
        '{"fact":{"kind":"letter-sent","told":{"letter":"L1","deep":' + "[" * 50_000 + "}}}",
        '{"fact":{}}',
    ],
)
def test_an_entry_that_tells_no_fact_does_not_hold(text: str) -> None:
    entries = [f"proviso.entry/1\nmatter:J18\n1\n{'0' * 64}\nkey\n{text}"]
    raw = changed(proofs=[TOLD["proofs"][0] | {"entries": entries}])
    assert "an entry in the receipt cannot be read" in says(raw)


# the shape

FILE = TOLD["files"][0]
PROOF = TOLD["proofs"][0]
WRONG: dict[str, dict[str, Any]] = {
    "another format": {"format": "proviso.manifest/2"},
    "a member more": {"seal": 1},
    "a member of another type": {"files": {}},
    "made in words": {"made": "today"},
    "made without a zone": {"made": "2018-01-24T12:00:00.000000"},
    "a key in capitals": {"key": "AB" * 32},
    "a key too short": {"key": "ab"},
    "about too little": {"about": {"matter": "J18"}},
    "about a number": {"about": TOLD["about"] | {"agency": 7}},
    "a letter without a name": {"letter": {}},
    "a letter named by a number": {"letter": TOLD["letter"] | {"id": 7}},
    "acknowledged on no day": {"acknowledged": [{"by": "A", "how": "b", "on": "2018-02-30"}]},
    "acknowledged by nobody": {"acknowledged": [{"how": "b", "on": "2018-02-03"}]},
    "a file in words": {"files": ["letter.pdf"]},
    "a file without a hash": {"files": [{"name": "x", "sealed": False, "size": 1}]},
    "a file with no size": {"files": [FILE | {"size": None}]},
    "a file with a size below nought": {"files": [FILE | {"size": -1}]},
    "a file with a size in words": {"files": [FILE | {"size": "13"}]},
    "a sealed file with its size": {"files": [FILE | {"sealed": True}]},
    "a file sealed in words": {"files": [FILE | {"sealed": "no"}]},
    "a file with a number as its name": {"files": [FILE | {"name": 7}]},
    "a file with a hash that is none": {"files": [FILE | {"sha256": "xy"}]},
    "a proof in words": {"proofs": ["trust me"]},
    "a proof with an index that is true": {"proofs": [PROOF | {"index": True}]},
    "a proof with entries that are none": {"proofs": [PROOF | {"entries": [7]}]},
    "a proof with a path of words": {"proofs": [PROOF | {"path": ["up"]}]},
    "a proof with a path of numbers": {"proofs": [PROOF | {"path": [7]}]},
    "a proof with half a digit": {"proofs": [PROOF | {"signature": "abc"}]},
    "a proof with a signature in capitals": {"proofs": [PROOF | {"signature": "AB" * 64}]},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_what_is_not_quite_a_manifest_makes_no_receipt(wrong: dict[str, Any]) -> None:
    assert checked(changed()).holds
    found = checked(changed(**wrong))
    assert found.receipt is None
    assert found.problems[0]


SAID = json.loads(BOTH)["respondent"][0]
OUTER: dict[str, dict[str, Any]] = {
    "another format": {"format": "proviso.receipt/2"},
    "a member more": {"seal": 1},
    "a signature in capitals": {"agency": "AB" * 64},
    "a manifest that is an object": {"manifest": {}},
    "a manifest that is a list": {"manifest": "[]"},
    "a manifest with space in it": {"manifest": json.loads(RECEIPT)["manifest"] + " "},
    "a statement in words": {"respondent": ["yes"]},
    "a statement that is none": {"respondent": [SAID | {"statement": "{}"}]},
    "a statement with space in it": {"respondent": [SAID | {"statement": "{} "}]},
    "a statement without signature": {"respondent": [{"statement": SAID["statement"]}]},
}


@pytest.mark.parametrize("wrong", OUTER.values(), ids=list(OUTER))
def test_what_is_not_quite_a_receipt_is_none(wrong: dict[str, Any]) -> None:
    assert checked(canonical(json.loads(BOTH)) + b"\n").holds
    assert checked(canonical(json.loads(BOTH) | wrong) + b"\n").receipt is None


@pytest.mark.parametrize(
    "changes",
    [{"on": "2018-13-01"}, {"key": "x"}, {"manifest": "x"}, {"format": "y"}, {"by": 7}],
    ids=str,
)
def test_a_statement_of_another_shape_is_none(changes: dict[str, Any]) -> None:
    text = canonical(json.loads(SAID["statement"]) | changes)
    raw = countersign(receipt_from(RECEIPT), text, RESPONDENT.sign(text))
    assert checked(raw).receipt is None


@pytest.mark.parametrize("raw", [RECEIPT[:-1], RECEIPT + b"\n", b" " + RECEIPT])
def test_a_receipt_is_one_line_to_the_byte(raw: bytes) -> None:
    assert checked(raw).receipt is None


# ledgers of many shapes


def chained_after(more: Iterable[Entry]) -> list[Link]:
    """Rows that follow those of the matter."""
    rows, previous = [], MATTER[-1].hash
    for one in more:
        body = entry_bytes(one, previous=previous)
        previous = hash_of(body)
        rows.append(Link(one.stream, one.number, one.key, body, previous))
    return rows


@given(st.integers(1, 40), st.integers(0, 39), st.integers(1, 3))
def test_a_letter_is_proven_in_a_ledger_of_any_size(others: int, place: int, after: int) -> None:
    streams = [f"case:{n:02}" if n < place else f"source:{n:02}" for n in range(others)]
    beside = [row for name in streams for row in chained(notes(name, "x"))]
    more = [
        entry(MatterNoted(text="later"), stream="matter:J18", number=len(MATTER) + n)
        for n in range(1, after + 1)
    ]
    rows = [*MATTER, *chained_after(more)]
    kept = signed([*beside, *rows])
    (proof,) = prove(rows, WANTED, kept).proofs
    assert checked(a_receipt(proofs=[proof])).holds
