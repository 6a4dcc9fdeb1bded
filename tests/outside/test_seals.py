"""What is sealed while it waits: opened by the installation that sealed it, and by no other."""

import pytest
from pytest_django import Settings

from proviso.outside.ids import new_secret
from proviso.outside.seals import Broken, filled, opened, seal


def test_what_is_sealed_opens_again_and_tells_nothing() -> None:
    assert opened(seal("493027")) == "493027"
    assert "493027" not in seal("493027")
    assert seal("493027") != seal("493027")


def test_another_installation_does_not_open_it(settings: Settings) -> None:
    sealed = seal("493027")
    settings.SECRET_KEY = new_secret()
    with pytest.raises(Broken):
        opened(sealed)


@pytest.mark.parametrize("text", ["", "no seal", "é"])
def test_what_was_not_sealed_is_not_opened(text: str) -> None:
    with pytest.raises(Broken):
        opened(text)


def test_a_text_is_filled_where_it_names_what_is_sealed() -> None:
    assert filled("Code {code}, {other}.", {"code": seal("12")}) == "Code 12, {other}."
