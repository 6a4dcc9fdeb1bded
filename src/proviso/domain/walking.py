"""Walking through days one at a time, and saying what was passed. What a rule asks for is in counting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from proviso.domain.calendar import MONTHS, Calendar, Closed, Why, in_words
from proviso.domain.periods import Direction
from proviso.domain.rules import Roll

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a count: the day or span it is about, what happened, and a sentence that says why.

    Kinds: trigger, counted, stated, month-end, skipped, weekends, between, tolled,
    mail, rolled, extended, ends, note, flag.
    """

    kind: str
    first: date
    last: date
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolled:
    """A span in which the clock stood still: from `since` up to the day before `until`."""

    since: date
    until: date | None
    why: str
    authority: str = ""

    def covers(self, day: date) -> bool:
        """Whether the clock stood still on that day."""
        return self.since <= day and (self.until is None or day < self.until)


def listed(parts: Sequence[str]) -> str:
    """`a`; `a and b`; `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def add_months(day: date, months: int) -> tuple[date, bool]:
    """The same day of another month, or that month's last day; the second value says whether it is the latter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    start = date(year, month + 1, 1)
    length = ((start + 31 * ONE).replace(day=1) - start).days
    return start.replace(day=min(day.day, length)), day.day > length


def each(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for n in range((last - first).days + 1):
        yield first + n * ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A calendar as one rule sees it, walked in one direction, with the spans in which the clock stands still."""

    calendar: Calendar
    closures: bool
    state: bool
    direction: Direction
    tolled: tuple[Tolled, ...] = ()

    @property
    def step(self) -> timedelta:
        """One day in the direction of the count."""
        return ONE if self.direction == "after" else -ONE

    def closed(self, day: date) -> Closed | None:
        """Why that day is closed, as this rule sees it."""
        return self.calendar.why_closed(day, closures=self.closures, state=self.state)

    def stands_still(self, day: date) -> bool:
        """Whether the clock stood still on that day."""
        return any(one.covers(day) for one in self.tolled)

    def walk(self, base: date, number: int, *, open_only: bool) -> date:
        """The day reached after `number` days that count, not counting `base` itself."""
        if not open_only and not self.tolled:
            return base + number * self.step
        day = base
        while number:
            day += self.step
            if not self.stands_still(day) and not (open_only and self.closed(day)):
                number -= 1
        return day

    def roll(self, day: date, how: Roll) -> date:
        """The nearest day, from `day` on in the direction of the roll, that is open and on which the clock runs."""
        if how == "none":
            return day
        step = ONE if how == "forward" else -ONE
        while self.closed(day) or self.stands_still(day):
            day += step
        return day

    def still_days(self, base: date | None, last: date) -> int:
        """How many days after `base` (or ever) and up to `last` the clock stood still."""
        found = {
            day
            for one in self.tolled
            for day in each(one.since, min(last, (one.until or last) - ONE))
            if base is None or day > base
        }
        return len(found)

    def open_between(self, one: date, other: date) -> int:
        """How many open days there are after the earlier of two days, up to and including the later.

        Counting back, the earlier is included and the later is not.
        """
        from proviso.domain.daytable import day_table  # numpy, which only counting needs

        table = day_table(self.calendar, closures=self.closures, state=self.state)
        low, high = sorted((one, other))
        if self.direction == "before":
            low, high = low - ONE, high - ONE
        start = (low - self.calendar.first).days
        below = int(table.ordinal[start]) if start >= 0 else 0
        return max(int(table.ordinal[(high - self.calendar.first).days]) - below, 0)


def shifted(due: date, span: Tolled) -> date:
    """A date moved on by the days of an ended span that lie at or before it."""
    stood_still = ((span.until or due) - span.since).days if span.since <= due else 0
    return due + stood_still * ONE


def passed(days: Days, trigger: date, last: date) -> tuple[Closed, ...]:
    """The closed days strictly between two days."""
    low, high = sorted((trigger, last))
    return tuple(
        closed for day in each(low + ONE, high - ONE) if (closed := days.closed(day)) is not None
    )


def skipped_steps(closed: Iterable[Closed]) -> tuple[Step, ...]:
    """One step for all the weekends that were not counted, one for each other closed day."""
    everything = tuple(closed)
    weekends = [one.day for one in everything if one.day.weekday() >= 5]
    others = [one for one in everything if one.day.weekday() < 5]
    steps = [
        Step(kind="skipped", first=one.day, last=one.day, says=f"Not counted: {one.says}.")
        for one in others
    ]
    if weekends:
        number = len(weekends)
        says = f"Not counted: {number} Saturday{'s' if number > 1 else ''} or Sunday{'s' if number > 1 else ''}."
        steps.insert(0, Step(kind="weekends", first=weekends[0], last=weekends[-1], says=says))
    return tuple(steps)


def rolled_step(days: Days, last: date, to: date) -> Step:
    """Say from which day to which the last day moved, and past what."""
    low, high = sorted((last, to))
    past = [day for day in each(low, high) if day != to]
    reasons = [
        closed.says if (closed := days.closed(day)) else f"{in_words(day)} (the clock stood still)"
        for day in past
    ]
    way = "on" if to > last else "back"
    says = f"The last day would be {in_words(last)}; it moves {way} to {in_words(to)}, past {listed(reasons)}."
    return Step(kind="rolled", first=last, last=to, says=says)


def tolled_steps(days: Days, base: date | None, last: date) -> tuple[Step, ...]:
    """Say each span in which the clock stood still on the way."""
    steps = []
    for one in days.tolled:
        until = (one.until or last) - ONE
        if one.since > last or (base is not None and until <= base):
            continue
        authority = f" ({one.authority})" if one.authority else ""
        number = (until - one.since).days + 1
        says = (
            f"The clock stood still for {number} day{'' if number == 1 else 's'}, from "
            f"{in_words(one.since)} to {in_words(until)}: {one.why}{authority}."
        )
        steps.append(Step(kind="tolled", first=one.since, last=until, says=says))
    return tuple(steps)


def month_end_step(base: date, last: date) -> Step:
    """Say that the month reached has no such day."""
    month = f"{MONTHS[last.month - 1]} {last.year}"
    says = f"{month} has no day {base.day}, so its last day is taken."
    return Step(kind="month-end", first=last, last=last, says=says)


def is_holiday(closed: Closed) -> bool:
    """Whether a day is closed for more than being a Saturday or a Sunday."""
    return closed.why is not Why.WEEKEND and closed.day.weekday() < 5
