"""An entry: how it is cited, and when it had happened and was known."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.domain.entries import CONFIDENCES, PRECISIONS, Entry
from proviso.domain.facts.matters import MatterNoted
from tests.builders import JAN_24, entry

ENTRY = entry(MatterNoted(text="A remark"), on=JAN_24, learned=date(2018, 2, 1), number=3)
DAYS = st.dates(date(2018, 1, 1), date(2018, 2, 28))


def test_an_entry_is_cited_by_its_stream_and_number() -> None:
    assert ENTRY.ref == "matter:J13-FY2016#3"


@given(st.none() | DAYS, DAYS, DAYS, DAYS)
def test_an_entry_tells_what_had_happened_by_a_day_and_was_known_by_another(
    happened: date | None, learned: date, on: date, known: date
) -> None:
    one = replace(ENTRY, on=happened, learned=learned)
    expected = happened is not None and happened <= on and learned <= known
    assert one.told_by(on=on, known=known) == expected


def test_an_entry_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        ENTRY.number = 4  # type: ignore[misc]


def test_how_exact_and_how_sure_are_told_in_few_words() -> None:
    assert PRECISIONS == ("day", "month", "year", "unknown")
    assert CONFIDENCES == ("high", "medium", "low", "unstated")
    assert (ENTRY.precision, ENTRY.confidence) == ("day", "unstated")
    assert isinstance(ENTRY, Entry)
