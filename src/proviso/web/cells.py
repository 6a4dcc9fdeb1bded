"""Cells of a CSV made for people: none that a spreadsheet would reckon with. Which rows a file holds is the views' and queries' own."""

from collections.abc import Iterable
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a cell for a formula, or for more than one cell."""


def plain_row(cells: Iterable[Any]) -> list[Any]:
    """The same cells, each text that begins like a formula behind an apostrophe."""
    return [_plain(one) for one in cells]


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
