"""Cells of a CSV: a spreadsheet reckons with none of them, on whichever page they were made."""

from typing import Any

import pytest

from proviso.web.cells import plain_row
from proviso.web.respond import files


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_stands_behind_an_apostrophe(first: str) -> None:
    assert plain_row([f"{first}1", "1", None, 3]) == [f"'{first}1", "1", None, 3]


def test_the_entries_of_a_matter_are_given_so(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("matter:V1#1", "note", "", "", "", "\r=HYPERLINK(1)", "-1; x")]
    monkeypatch.setattr(files, "_rows", lambda _: rows)
    found: Any = None
    assert """"'\r=HYPERLINK(1)",'-1; x""" in files._as_csv(found)
