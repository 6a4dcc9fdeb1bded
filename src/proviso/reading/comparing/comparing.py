"""Everything that comparing several documents shows, in one answer. Each part is in a module of its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from proviso.reading.comparing.copies import Copy, clusters, copies
from proviso.reading.comparing.differing import differing
from proviso.reading.comparing.facts import Compared
from proviso.reading.comparing.relying import Reliance, reliances
from proviso.reading.comparing.shelf import Account
from proviso.reading.comparing.statements import Statement, statements
from proviso.reading.proposal import Kind

DAY, WEEK = 10, 7  # characters of a day in ISO; days


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What several documents share, whom they rely on, and where they agree and differ."""

    accounts: tuple[Account, ...]
    copies: tuple[Copy, ...]
    sources: tuple[tuple[str, ...], ...]
    statements: tuple[Statement, ...]
    reliances: tuple[Reliance, ...]
    facts: tuple[Compared, ...]

    def plain(self) -> dict[str, Any]:
        return {
            "files": [_file(one) for one in self.accounts],
            "sources": [list(one) for one in self.sources],
            "copies": [one.plain() for one in self.copies],
            "statements": [one.plain() for one in self.statements],
            "relies_on": [one.plain() for one in self.reliances],
            "facts": [one.plain() for one in self.facts],
        }


def _file(one: Account) -> dict[str, Any]:
    on = one.on
    return {
        "file": one.file,
        "outlet": one.outlet,
        "published": on.isoformat() if on else None,
        "published_from": one.reading.published.source,
    }


def compare(accounts: list[Account]) -> Comparison:
    """Documents side by side. A cluster of copies counts as one source; nothing is merged."""
    found = copies(accounts)
    return Comparison(
        accounts=tuple(accounts),
        copies=tuple(found),
        sources=tuple(tuple(group) for group in clusters((one.file for one in accounts), found)),
        statements=tuple(statements(accounts)),
        reliances=tuple(reliances(accounts)),
        facts=tuple(differing(accounts)),
    )


def days_from_siblings(accounts: list[Account]) -> Mapping[str, tuple[date, str]]:
    """For documents without a date that share a statement with a dated one: the day it reports, and whose it is.

    It is the day in the week before publication that the dated one names most: the day on
    which the statement was made, so far as their sharing it shows. It is marked as such.
    """
    dated = {one.file: _reported_day(one, one.on) for one in accounts if one.on is not None}
    found: dict[str, tuple[date, str]] = {}
    for statement in statements(accounts):
        known = [(dated[file], file) for file in statement.files if file in dated]
        for file in statement.files:
            if known and file not in dated:
                found.setdefault(file, min(known))
    return found


def _reported_day(account: Account, published: date) -> date:
    """The day named most in the week up to publication, the line that says the publication apart."""
    days: Counter[date] = Counter()
    for one in account.of(Kind.DATE):
        value = str(one.value)
        if (
            len(value) == DAY
            and one.rule != "month-day-year"
            and value[4] == "-"
            and "W" not in value
        ):
            day = date.fromisoformat(value)
            days[day] += 0 <= (published - day).days <= WEEK
    best = max(days, key=lambda day: (days[day], day), default=published)
    return best if days[best] else published
