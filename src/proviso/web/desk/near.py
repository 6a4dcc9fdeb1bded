"""Working days as a desk counts them: Monday to Friday without the federal holidays. Legal dates are counted by rules, in the domain."""

from datetime import date, timedelta
from functools import lru_cache

from proviso.domain.calendar import Calendar

NEAR = 10
MOST = 400  # days beyond which nobody counts working days


def _calendar() -> Calendar:
    # Read when it is first needed: the holidays of the world take half a second to load.
    from proviso.outside.holidays import federal_calendar

    return federal_calendar()


@lru_cache(maxsize=64)
def after(on: date, number: int = NEAR) -> date:
    """The working day that is so many after a day."""
    calendar, day = _calendar(), on
    while number:
        day += timedelta(days=1)
        number -= calendar.why_closed(day) is None
    return day


@lru_cache(maxsize=4096)
def between(first: date, last: date) -> int | None:
    """How many working days come after `first`, through `last`; None where it is too far to count."""
    if not 0 <= (last - first).days <= MOST:
        return None
    calendar = _calendar()
    days = (first + timedelta(days=one + 1) for one in range((last - first).days))
    return sum(calendar.why_closed(day) is None for day in days)
