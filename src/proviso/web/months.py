"""The months of a count, as a page draws them: which day it runs from, which are closed, which is due. Counting is in the domain."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from proviso.domain.calendar import MONTHS, Closed, Why
from proviso.domain.counting import Counted

MOST = 7
KINDS = {Why.WEEKEND: "weekend", Why.CLOSURE: "closure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day: its number, what it is to the count (a word for style), and that in words."""

    number: int
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks from Monday; None stands for a day of another month."""

    title: str
    weeks: tuple[tuple[Cell | None, ...], ...]


def months(counted: Counted, closed: Iterable[Closed]) -> tuple[Month, ...]:
    """The months from the first day of the count to the last; none where they are too many to draw."""
    first, last = sorted((counted.trigger, counted.due))
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if end - start >= MOST:
        return ()
    why = {one.day: one for one in closed}
    return tuple(_month(counted, why, *divmod(at, 12)) for at in range(start, end + 1))


def _month(counted: Counted, why: dict[date, Closed], year: int, month: int) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(year, month + 1)
    return Month(
        title=f"{MONTHS[month]} {year}",
        weeks=tuple(
            tuple(_cell(counted, why, day) if day.month == month + 1 else None for day in week)
            for week in weeks
        ),
    )


def _cell(counted: Counted, why: dict[date, Closed], day: date) -> Cell:
    first, last = sorted((counted.trigger, counted.due))
    closed = why.get(day)
    reason = f"closed: {closed.name}" if closed else ""
    if day == counted.due:
        return Cell(number=day.day, kind="due", says=", ".join(filter(None, ("due", reason))))
    if day == counted.trigger:
        return Cell(number=day.day, kind="from", says="counted from here")
    if not first < day < last:
        return Cell(number=day.day, kind="outside", says="")
    kind = KINDS.get(closed.why, "holiday") if closed else "within"
    return Cell(number=day.day, kind=kind, says=reason)
