"""Cells of a CSV: a spreadsheet reckons with none of them, on whichever page they were made."""

import pytest

from proviso.web.cells import plain_row


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_stands_behind_an_apostrophe(first: str) -> None:
    assert plain_row([f"{first}1", "1", None, 3]) == [f"'{first}1", "1", None, 3]
