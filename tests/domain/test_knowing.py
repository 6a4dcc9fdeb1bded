"""What an act may name, and that two persons are two."""

import pytest

from proviso.domain.knowing import (
    same_person,
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
    why_not_two,
)
from tests.builders import code


def test_a_name_on_record_is_known_and_cannot_be_taken_again() -> None:
    assert code(why_not_known("letter", "L1", {"L1"}, cure="Send it.")) is None
    assert code(why_not_known("letter", "L2", {"L1"}, cure="Send it.")) == "letter.unknown"
    assert code(why_not_new("letter", "L1", {"L1"})) == "letter.exists"
    assert code(why_not_new("letter", "L2", {"L1"})) is None
    assert code(why_not_new("letter", "  ", ())) == "letter.unnamed"


def test_a_word_outside_the_list_is_refused_with_the_list() -> None:
    refused = why_not_one_of("award", "kind", "odd", ("direct", "joint"))
    assert code(refused) == "award.kind"
    assert refused is not None
    assert refused.reason == "'odd' is not a kind of an award."
    assert refused.cure == "Use one of: direct, joint."
    assert code(why_not_one_of("letter", "kind", "inquiry", ("inquiry",))) is None


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_blank_is_no_statement(value: str | None) -> None:
    assert code(why_not_stated("notice", "about", value)) == "notice.no-about"


def test_words_are_a_statement() -> None:
    assert code(why_not_stated("notice", "about", "remedy")) is None


@pytest.mark.parametrize(
    "second",
    [
        "Avery Bell",
        "avery bell",
        "  Avery  Bell ",
        "AVERY BELL",
        "Avery\u200b Bell",
        "\uff21very Bell",
    ],
)
def test_one_person_is_one_however_the_name_is_written(second: str) -> None:
    assert code(why_not_two("remedy", "Avery Bell", second, did="did it")) == "remedy.one-person"
    assert code(why_not_two("remedy", second, "Avery Bell", did="did it")) == "remedy.one-person"
    assert same_person("Avery Bell", second)


def test_two_people_are_two_and_nobody_is_none() -> None:
    assert code(why_not_two("remedy", "Avery Bell", "Kit Moor", did="did it")) is None
    assert code(why_not_two("remedy", "Avery Bell", " ", did="did it")) == "remedy.no-person"
    assert code(why_not_two("remedy", "", "Kit Moor", did="did it")) == "remedy.no-person"
