"""Date arithmetic against its peers: NumPy busday_offset, `holidays` and workalendar, in one run.

`run()` gives one row a peer and size: work, ours and peer in dates a second, their ratio.
Each figure is the median of several; all peers get the same triggers and, where they
know the same holidays, must give the same dates.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from typing import Any

import holidays
import numpy as np

from proviso.domain.counting import Counted, count
from proviso.domain.daytable import count_many
from proviso.domain.rules import Rule, in_force
from proviso.outside.counting import load_rules
from proviso.outside.holidays import federal_calendar, federal_holidays

DAYS = 21
SIZES = (10_000, 100_000, 1_000_000)
SCALAR = 2_000
REPEATS = 7
FIRST, LAST = np.datetime64("1990-01-01"), np.datetime64("2090-01-01")

Day = np.datetime64
Dates = np.ndarray[Any, np.dtype[np.datetime64]]


def triggers(number: int, *, first: Day = FIRST) -> Dates:
    """Days spread evenly and out of order from `first` on, up to 2090."""
    span = int((LAST - first).astype(int))
    return first + (np.arange(number, dtype=np.int64) * 7_919 + 13) % span


def rule(code: str) -> Rule:
    found = in_force(load_rules(), code=code, on=date(2018, 1, 24))
    if not isinstance(found, Rule):
        raise TypeError(found.reason)
    return found


def seconds(work: Callable[[], object]) -> float:
    """The median time of several runs, after one that is not counted."""
    work()
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def row(work: str, ours: float, peer: float, *, size: int, at_least: float) -> dict[str, Any]:
    """One line of the table; `ours` and `peer` are seconds per date."""
    return {
        "work": work,
        "size": size,
        "ours": 1 / ours,
        "peer": 1 / peer,
        "unit": "dates a second",
        "ratio": peer / ours,
        "target": at_least,
    }


def against_numpy(size: int) -> list[dict[str, Any]]:
    calendar, business, court = federal_calendar(), rule("business-days"), rule("frcp-6a")
    days = triggers(size)
    off = np.array(sorted(federal_holidays()), dtype="datetime64[D]")
    week = np.busdaycalendar(holidays=off)

    since = triggers(size, first=np.datetime64(court.since))

    def numpy_business() -> Dates:
        return np.busday_offset(days, DAYS, roll="backward", busdaycal=week)

    def numpy_rolled() -> Dates:
        return np.busday_offset(since + 30, 0, roll="forward", busdaycal=week)

    def ours_business() -> Dates:
        return count_many(days, DAYS, business, calendar)

    def ours_rolled() -> Dates:
        return count_many(since, 30, court, calendar)

    if (ours_business() != numpy_business()).any() or (ours_rolled() != numpy_rolled()).any():
        raise AssertionError("the peers do not agree")
    return [
        row(
            f"{DAYS} business days after, NumPy busday_offset",
            seconds(ours_business) / size,
            seconds(numpy_business) / size,
            size=size,
            at_least=5,
        ),
        row(
            "30 days after, rolled off closed days, NumPy busday_offset",
            seconds(ours_rolled) / size,
            seconds(numpy_rolled) / size,
            size=size,
            at_least=5,
        ),
    ]


def scalar_dates() -> list[date]:
    found: list[date] = triggers(SCALAR).tolist()
    return found


def business_day_walk(is_open: Callable[[date], bool], day: date) -> date:
    left = DAYS
    while left:
        day += timedelta(days=1)
        left -= is_open(day)
    return day


def against_holidays() -> dict[str, Any]:
    """One date at a time with the `holidays` library, as its own method for working days does it."""
    known = holidays.country_holidays("US", years=range(1989, 2092))
    days = scalar_dates()
    table, business, size = federal_calendar(), rule("business-days"), SIZES[-1]
    many = triggers(size)

    def peer() -> list[date]:
        return [known.get_nth_working_day(day, DAYS) for day in days]

    def ours() -> Dates:
        return count_many(many, DAYS, business, table)

    if peer() != ours()[:SCALAR].tolist():
        raise AssertionError("the peers do not agree")
    return row(
        f"{DAYS} business days after, `holidays` one by one",
        seconds(ours) / size,
        seconds(peer) / SCALAR,
        size=size,
        at_least=100,
    )


def against_explained() -> dict[str, Any]:
    """Our own count with every step said, one by one, against `holidays` with none said."""
    known = holidays.country_holidays("US", years=range(1989, 2092))
    days, calendar, business = scalar_dates(), federal_calendar(), rule("business-days")

    def peer() -> list[date]:
        return [known.get_nth_working_day(day, DAYS) for day in days]

    def ours() -> list[date]:
        answers = (count(day, DAYS, "days", business, calendar) for day in days)
        return [one.due for one in answers if isinstance(one, Counted)]

    if peer() != ours():
        raise AssertionError("the peers do not agree")
    return row(
        f"{DAYS} business days after with every step said, `holidays` with none",
        seconds(ours) / SCALAR,
        seconds(peer) / SCALAR,
        size=SCALAR,
        at_least=0,
    )


def against_workalendar() -> Sequence[dict[str, Any]]:
    """Workalendar's federal calendar; it may differ on days (no Juneteenth), which is counted, not hidden."""
    try:
        from workalendar.usa import UnitedStates
    except ImportError:
        return ()
    peer_calendar = UnitedStates()
    days = [day for day in scalar_dates() if day.year < 2090]
    business, calendar, size = rule("business-days"), federal_calendar(), SIZES[-1]
    many = triggers(size)

    def peer() -> list[date]:
        return [peer_calendar.add_working_days(day, DAYS) for day in days]

    answers = count_many(np.array(days, dtype="datetime64[D]"), DAYS, business, calendar).tolist()
    wrong = sum(one != other for one, other in zip(peer(), answers, strict=True))
    return [
        row(
            f"{DAYS} business days after, workalendar ({wrong} of {len(days)} of its dates differ)",
            seconds(lambda: count_many(many, DAYS, business, calendar)) / size,
            seconds(peer) / len(days),
            size=size,
            at_least=100,
        )
    ]


def run() -> list[dict[str, Any]]:
    """Every comparison: work, size, ours, peer, unit, ratio, target."""
    return [
        *(one for size in SIZES for one in against_numpy(size)),
        against_holidays(),
        *against_workalendar(),
        against_explained(),
    ]


if __name__ == "__main__":
    for one in run():
        print(f"{one['ratio']:10.1f} x  {one['size']:>9,}  {one['work']}")
