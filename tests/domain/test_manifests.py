"""The manifest says of the letter what its entries say, no more and no less; a sealed file is its hash."""

import hashlib
import json

import pytest

from proviso.domain import manifests
from proviso.domain.facts.clocks import DueStated
from proviso.domain.facts.letters import LetterMisaddressed, NonReceiptReported, ServiceAttempted
from proviso.domain.facts.matters import MatterNoted
from proviso.domain.inclusion import told_by
from tests.builders import a, entry
from tests.domain.handings import FILES, MATTER, PROOFS, SECRET, STREAM, WANTED, a_manifest
from tests.domain.ledgers import chained

TOLD = json.loads(a_manifest())


def of(*facts: object) -> dict[str, object]:
    """What entries with these facts decide of the letter L1."""
    rows = chained(
        entry(fact, stream=STREAM, number=number)  # type: ignore[arg-type]
        for number, fact in enumerate(facts, start=1)
    )
    return manifests.of_entries([told_by(one.body) for one in rows], "L1")


def test_the_letters_entries_are_those_that_tell_of_it_and_of_its_service() -> None:
    assert WANTED == (2, 5, 6)
    assert [one["entry"] for one in TOLD["entries"]] == [f"{STREAM}#{at}" for at in WANTED]
    assert [one["hash"] for one in TOLD["entries"]] == [MATTER[at - 1].hash for at in WANTED]


def test_a_clock_that_hangs_on_the_letter_is_none_of_its_service() -> None:
    found = of(a(DueStated, letter="L1"), a(NonReceiptReported, letter="L1"))
    assert [one["kind"] for one in found["entries"]] == ["non-receipt-reported"]  # type: ignore[attr-defined]


def test_from_whom_to_whom_and_until_when_is_told_by_its_sending() -> None:
    assert TOLD["letter"] == {
        "due": "2018-02-23",
        "from": "Ruth Ash",
        "id": "L1",
        "kind": "document-request",
        "on": "2018-01-24",
        "to": "Ada Bell",
    }


def test_how_it_was_handed_over_is_told_by_its_delivery() -> None:
    assert TOLD["handed_over"] == {"entry": f"{STREAM}#6", "how": "e-mail", "on": "2018-01-24"}


def test_without_a_delivery_the_last_attempt_tells_how() -> None:
    found = of(
        a(ServiceAttempted, letter="L1", method="e-mail"),
        a(ServiceAttempted, letter="L1", method="post"),
        MatterNoted(text="x"),
    )
    assert found["handed_over"] == {"entry": f"{STREAM}#2", "how": "post", "on": "2018-01-24"}


def test_what_is_not_on_record_is_null() -> None:
    found = of(a(LetterMisaddressed, letter="L1"))
    assert found["handed_over"] == {"entry": None, "how": None, "on": None}
    assert found["letter"] == {
        "due": None,
        "from": None,
        "id": "L1",
        "kind": None,
        "on": None,
        "to": None,
    }


def test_a_file_is_listed_by_name_size_and_hash() -> None:
    assert TOLD["files"][0] == {
        "name": "letter.pdf",
        "sealed": False,
        "sha256": hashlib.sha256(b"%PDF a letter").hexdigest(),
        "size": 13,
    }


def test_of_a_sealed_file_the_manifest_holds_the_hash_and_nothing_else() -> None:
    assert TOLD["files"][2] == {
        "name": "sealed file 1",
        "sealed": True,
        "sha256": hashlib.sha256(SECRET).hexdigest(),
        "size": None,
    }
    assert FILES[2].sealed


def test_who_acknowledged_it_is_told_as_the_agencys_word() -> None:
    assert TOLD["acknowledged"] == [{"by": "Ada Bell", "how": "by telephone", "on": "2018-01-25"}]


def test_the_proofs_hold_the_entries_as_they_were_hashed() -> None:
    told = [text.encode() for one in TOLD["proofs"] for text in one["entries"]]
    assert told == [body for one in PROOFS for body in one.bodies]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{}", "holds no fact"),
        ("[]", "holds no fact"),
        ('{"fact":{"kind":"letter-sent","told":7}}', "holds no fact"),
        ('{"fact":{"kind":7,"told":{"letter":"L1"}}}', "holds no fact"),
        ('{"fact": {}}', "not in canonical form"),
        ("{", "Expecting"),
    ],
)
def test_bytes_that_tell_no_fact_are_no_entry_of_a_letter(text: str, why: str) -> None:
    body = f"proviso.entry/1\n{STREAM}\n1\n{'0' * 64}\nkey\n{text}".encode()
    with pytest.raises(ValueError, match=why):
        manifests.numbers_of([body], "L1")
