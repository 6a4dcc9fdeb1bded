"""Builds calendars from the `holidays` library and the rulebook's closures. Counting is in the domain.

Federal: the legal public holidays of 5 U.S.C. 6103(a) and the days on which they are
observed (6103(b); Executive Order 11582, before it 10358), 1970 to 2100. Inauguration
Day (6103(c)) is left out: it frees federal employees around Washington, and closes
neither the courts nor the agencies elsewhere.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from types import MappingProxyType

import holidays

from proviso.domain.calendar import FIRST, LAST, Calendar
from proviso.domain.refusals import Refusal
from proviso.domain.rules import Rule
from proviso.outside.counting import load_closures

# One year more on each side: a New Year's Day is observed in the year before it.
YEARS = range(FIRST.year - 1, LAST.year + 2)

# Where the library differs from the statute as it stood then: three days in 1970, the year before
# the Uniform Monday Holiday Act (Public Law 90-363) took effect. It has Columbus Day, which was no
# holiday in 6103(a) until 1971, and lacks two observed days.
ADDED = {
    date(1970, 2, 23): "Washington's Birthday (observed)",  # Sunday to Monday, E.O. 10358
    date(1970, 5, 29): "Memorial Day (observed)",  # Saturday to Friday, 5 U.S.C. 6103(b)(1)
}
REMOVED = frozenset({date(1970, 10, 12)})

STATES: tuple[str, ...] = tuple(
    code for code in holidays.country_holidays("US").subdivisions if code != "UM"
)


def _within(found: Mapping[date, str]) -> dict[date, str]:
    return {day: name for day, name in sorted(found.items()) if FIRST <= day <= LAST}


@cache
def federal_holidays() -> Mapping[date, str]:
    """Every legal public holiday and observed day from 1970 to 2100, with its name."""
    found = _within(holidays.country_holidays("US", years=YEARS, observed=True)) | ADDED
    return MappingProxyType({day: found[day] for day in sorted(found) if day not in REMOVED})


@cache
def holidays_of(state: str) -> Mapping[date, str]:
    """Every public holiday of one state or territory, as the library has them."""
    return MappingProxyType(
        _within(holidays.country_holidays("US", subdiv=state, years=YEARS, observed=True))
    )


def _version() -> str:
    return f"holidays {version('holidays')}, closures to {max(load_closures()).isoformat()}"


@cache
def federal_calendar(state: str = "") -> Calendar:
    """The federal calendar; with a state, also the days that only that state keeps."""
    federal = federal_holidays()
    only = (
        {day: name for day, name in holidays_of(state).items() if day not in federal}
        if state
        else {}
    )
    return Calendar(
        name=f"federal holidays and those of {state}" if state else "federal holidays",
        version=_version(),
        holidays=federal,
        closures=load_closures(),
        state_holidays=MappingProxyType(only),
        state=state,
    )


@cache
def state_calendar(state: str) -> Calendar:
    """The state's own holidays in place of the federal ones; no executive order closes it."""
    return Calendar(
        name=f"holidays of {state}", version=_version(), holidays=holidays_of(state), state=state
    )


def calendar_for(rule: Rule, *, state: str = "") -> Calendar | Refusal:
    """The calendar that a rule looks at, for a court or body in that state ("" for none)."""
    code = state.upper()
    if code and code not in STATES:
        return Refusal(
            code="date.unknown-state",
            reason=f"{state} is not the code of a state or territory.",
            cure=f"Use one of: {', '.join(STATES)}.",
            authority="The two-letter codes of the Postal Service",
        )
    if code and rule.state_holidays == "instead":
        return state_calendar(code)
    return federal_calendar(code)
