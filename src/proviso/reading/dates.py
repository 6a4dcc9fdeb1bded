"""Dates to ISO, counted from the day of publication. Which day that is, published.py says; the rules are in days.py and periods.py.

A date that needs a publication date and has none keeps the value None: it is not guessed.
"""

from datetime import date

from proviso.reading.dating import Dating, Read
from proviso.reading.days import day_months, month_days, near_days, numeric_days, weekdays
from proviso.reading.page import Page
from proviso.reading.passages import Taken
from proviso.reading.periods import (
    bare_months,
    fiscal_years,
    month_lists,
    month_years,
    relative_spans,
    seasons,
    so_long_ago,
    years,
)
from proviso.reading.proposal import Proposal

RULES: tuple[Read, ...] = (
    month_days, day_months, numeric_days, fiscal_years, month_lists, month_years, seasons,
    weekdays, near_days, relative_spans, so_long_ago, bare_months, years,
)  # fmt: skip


def dates(page: Page, on: date | None, taken: Taken) -> list[Proposal]:
    """All dates of a page, in order. The first rule that reads a passage has it."""
    dating = Dating(page, on, taken)
    found: list[Proposal] = []
    for rule in RULES:
        for one in rule(dating):
            if taken.free(one.start, one.end):
                taken.take(one.start, one.end)
                found.append(one)
    return sorted(found, key=lambda one: one.start)
