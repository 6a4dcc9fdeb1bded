"""What cannot be written is refused before anything is read: characters, keys and numbers that no entry may hold."""

from datetime import datetime
from typing import Any

import pytest

from proviso.domain.refusals import Refusal
from proviso.records import streams
from tests.acts.village import MATTER, do, done, refused, told, village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _village() -> None:
    village()


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of a character"])
def test_a_fact_holds_text_that_every_database_can_keep(text: str) -> None:
    assert refused("note-matter", MATTER, text=text) == "entry.unwritable"


@pytest.mark.parametrize(
    "envelope",
    [
        {"key": ""},
        {"key": "k" * 198},
        {"key": "a\nb"},
        {"key": "a\0b"},
        {"key": "\udfff"},
        {"note": "\0"},
        {"by": "Clara\0"},
        {"evidence": ("S-1", "\0")},
        {"at": datetime(2018, 6, 1)},  # noqa: DTZ001
        {"confidence": "certain"},
    ],
)
def test_an_envelope_holds_only_what_can_be_written(envelope: dict[str, Any]) -> None:
    assert refused("note-matter", MATTER, text="x", envelope=told(**envelope)) == "entry.unwritable"


@pytest.mark.parametrize("cents", [2**63, 10**5000], ids=["64 bits", "many"])
def test_a_sum_beyond_64_bits_is_refused(cents: int) -> None:
    money = {"award": "A1", "kind": "awarded", "cents": cents}
    assert refused("note-money", "award:A1", **money) == "entry.unwritable"


@pytest.mark.parametrize("name", ["V\0", "V\ud800", "V\n1"])
def test_a_stream_has_a_name_that_can_be_written(name: str) -> None:
    assert refused("note-matter", f"matter:{name}", text="x") == "matter.name"


def test_the_refusal_says_where_and_what() -> None:
    outcome = do("note-matter", MATTER, text="a\0b")
    assert isinstance(outcome, Refusal)
    assert outcome.reason == (
        "This cannot be written: matter-noted, text: text may not hold the character NUL."
    )


def test_all_other_text_is_taken_as_it_is() -> None:
    text = "مدينة\u202e cafe\u0301 \x1b[0m \r\n\t 🗽 'quoted' \\ =1+1"
    done("note-matter", MATTER, text=text)
    fact = streams.entries(MATTER)[-1].fact
    assert getattr(fact, "text", None) == text
