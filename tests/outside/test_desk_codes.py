"""Codes of letters: the same for the same letter and installation, and not to be worked out from the letter's name."""

import re
from typing import Any

import pytest

from proviso.outside.desk_codes import desk_code
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
