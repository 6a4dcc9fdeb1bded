"""A calendar as arrays, for counting millions of dates at once. Gives dates only: the reasons are in counting.

The table has one row a day from the calendar's first to its last. The answer for
every day is worked out once for each period and rule; each trigger then costs one
look-up.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from proviso.domain.calendar import Calendar
from proviso.domain.periods import Direction, Unit
from proviso.domain.rules import Roll, Rule

Dates = NDArray[np.datetime64]
Index = NDArray[np.int32]
EPOCH = date(1970, 1, 1)
GONE = np.int32(-1)
DAY_UNITS = ("calendar-days", "business-days", "weeks")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayTable:
    """Row i is the day `first` + i.

    `ordinal[i]`: open days up to and including i. `open_days[k]`: the row of open
    day k. `next_open[i]`, `previous_open[i]`: i itself if open, else the nearest open
    row after or before it; -1 where the calendar has none.
    """

    first: np.datetime64
    ordinal: Index
    open_days: Index
    next_open: Index
    previous_open: Index

    @property
    def size(self) -> int:
        """How many days the table has."""
        return int(self.ordinal.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """One period under one rule, to be counted from many days."""

    number: int
    unit: Unit
    rule: Rule
    direction: Direction
    mail: bool


@lru_cache(maxsize=32)
def day_table(calendar: Calendar, *, closures: bool = False, state: bool = False) -> DayTable:
    """Tabulate a calendar, with or without one-off closures and a state's own holidays."""
    first = np.datetime64(calendar.first)
    size = (calendar.last - calendar.first).days + 1
    rows = np.arange(size, dtype=np.int32)
    weekday = (rows + calendar.first.weekday()) % 7
    is_open = weekday < 5
    closed = [*calendar.holidays]
    closed += calendar.state_holidays if state else ()
    closed += calendar.closures if closures else ()
    is_open[[(day - calendar.first).days for day in closed if calendar.covers(day)]] = False
    ordinal = np.cumsum(is_open, dtype=np.int32)
    open_days = np.flatnonzero(is_open).astype(np.int32)
    ends = np.append(open_days, GONE)
    return DayTable(
        first=first,
        ordinal=ordinal,
        open_days=open_days,
        next_open=ends[ordinal - is_open],
        previous_open=ends[ordinal - 1],
    )


def _nth_open(table: DayTable, rows: Index, number: int, direction: Direction) -> Index:
    if number == 0:
        return rows
    if direction == "after":
        wanted = table.ordinal[rows] + (number - 1)
    else:
        before = np.where(rows > 0, table.ordinal[rows - 1], 0)
        wanted = before - number
    inside = (wanted >= 0) & (wanted < table.open_days.size)
    found = table.open_days[np.where(inside, wanted, 0)]
    return np.where(inside, found, GONE)


def _shift(table: DayTable, rows: Index, days: int) -> Index:
    moved = rows + np.int32(days)
    return np.where((rows >= 0) & (moved >= 0) & (moved < table.size), moved, GONE)


def _roll(table: DayTable, rows: Index, roll: Roll) -> Index:
    if roll == "none":
        return rows
    rolled = table.next_open if roll == "forward" else table.previous_open
    return np.where(rows >= 0, rolled[rows], GONE)


def _due_rows(table: DayTable, asked: Many) -> Index:
    rows = np.arange(table.size, dtype=np.int32)
    rule, number = asked.rule, asked.number
    sign = 1 if asked.direction == "after" else -1
    roll = rule.rolls(asked.direction)
    base = _shift(table, rows, -sign) if rule.counts_trigger else rows
    if asked.unit == "business-days" or (
        asked.unit == "calendar-days" and number < rule.short_below
    ):
        last = np.where(base >= 0, _nth_open(table, base, number, asked.direction), GONE)
    else:
        last = _shift(table, base, sign * number * (7 if asked.unit == "weeks" else 1))
    if asked.mail:
        if rule.mail_when == "after-expiry":
            last = _roll(table, last, roll)
        last = _shift(table, last, rule.mail_days)
    return _roll(table, last, roll)


@lru_cache(maxsize=64)
def _every_answer(calendar: Calendar, asked: Many) -> tuple[Dates, int, int]:
    """The due date for each row, and the first and last row that have one under this rule."""
    rule = asked.rule
    table = day_table(
        calendar, closures=rule.closures == "count", state=rule.sees_state_holidays(asked.direction)
    )
    due = _due_rows(table, asked)
    rows = np.flatnonzero(due >= 0)
    low, high = (int(rows[0]), int(rows[-1])) if rows.size else (0, -1)
    low = max(low, (rule.since - calendar.first).days)
    if rule.until is not None:
        high = min(high, (rule.until - calendar.first).days - 1)
    return table.first + due, low, high


def count_many(
    triggers: Dates,
    number: int,
    rule: Rule,
    calendar: Calendar,
    *,
    unit: Unit = "days",
    direction: Direction = "after",
    mail: bool = False,
) -> Dates:
    """Count the same period from many days; equal, day for day, to `counting.count`.

    Takes and gives datetime64[D]. Days, business days and weeks only: months go
    through `count`. Raises ValueError if a trigger or a due date is outside the
    calendar, or the rule is not in force on a trigger.
    """
    measured = rule.unit if unit == "days" else unit
    if measured not in DAY_UNITS or (rule.unit == "business-days" and measured != rule.unit):
        raise ValueError(f"count_many counts days and weeks under {rule.code}, not {unit}")
    if number < 0 or (mail and direction == "before"):
        raise ValueError("count_many takes a number from 0, and mail days only after a date")
    asked = Many(number=number, unit=measured, rule=rule, direction=direction, mail=mail)
    answers, low, high = _every_answer(calendar, asked)
    if triggers.size == 0:
        return triggers.copy()
    rows = (
        triggers.astype("datetime64[D]", copy=False).view(np.int64) - (calendar.first - EPOCH).days
    )
    if rows.min() < low or rows.max() > high:
        raise ValueError(
            f"a trigger or due date is outside {calendar.name} or the time of {rule.version}"
        )
    # Every row is inside: "clip" only spares NumPy a second look.
    return answers.take(rows, mode="clip")
