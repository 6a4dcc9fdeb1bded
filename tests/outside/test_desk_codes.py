"""Codes of letters: the same for the same letter and installation, and not to be worked out from the letter's name."""

import re
from typing import Any

import pytest

from proviso.outside.desk_codes import desk_code, kept_as, typed
from proviso.outside.ids import new_secret

LETTER = ("J17-2018", "J17-2018-letter")


@pytest.fixture(autouse=True)
def _an_installation(settings: Any) -> None:
    settings.SECRET_KEY = new_secret()


def test_a_code_is_short_and_the_same_for_the_same_letter() -> None:
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", desk_code(*LETTER))
    assert desk_code(*LETTER) == desk_code(*LETTER)


def test_another_installation_gives_another_code(settings: Any) -> None:
    here = desk_code(*LETTER)
    settings.SECRET_KEY = new_secret()
    assert desk_code(*LETTER) != here, "the letter's name alone does not give the code"


def test_letters_of_one_name_in_two_matters_have_two_codes() -> None:
    assert desk_code("J17-2018", "L") != desk_code("J18-2018", "L")
    assert desk_code("A", "BC") != desk_code("AB", "C")


def test_a_code_tells_nothing_of_its_letter_and_letters_do_not_share_one() -> None:
    codes = [desk_code("J17-2018", f"L{number}") for number in range(2000)]
    assert len(set(codes)) == len(codes)
    assert len({code[0] for code in codes}) == 32, "also its first symbol is any of them"
    assert codes != sorted(codes)


@pytest.mark.parametrize(
    "text",
    ["7Q4K9-M2XDT", "7q4k9m2xdt", " 7Q4K9 M2XDT ", "7Q4K9–M2XDT", "7q4k9.m2xdt"],  # noqa: RUF001
)
def test_a_code_is_read_however_it_is_typed(text: str) -> None:
    assert typed(text) == "7Q4K9-M2XDT"


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert typed("OIL00-00000") == typed("oil00-00000") == "01100-00000"


@pytest.mark.parametrize("text", ["", "7Q4K9-M2XD", "7Q4K9-M2XDTT", "7Q4K9-M2XDU", "x" * 4000])
def test_what_is_no_code_is_none(text: str) -> None:
    assert typed(text) is None


def test_a_code_is_kept_so_that_it_is_found_and_not_told() -> None:
    code = desk_code(*LETTER)
    assert kept_as(code) == kept_as(code)
    assert code not in kept_as(code)
    assert kept_as(code) != kept_as(desk_code("J18", "L"))
