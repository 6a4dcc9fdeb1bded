"""Which days are open, and why the others are not. Counting is in counting; holidays come from outside.

A day is closed because it is a Saturday or a Sunday, because a statute sets it
aside as a holiday (5 U.S.C. 6103 for federal clocks; the day on which a holiday
is observed counts, the holiday's own name is kept), because a state does, or
because the President closed the executive departments for that one day. The last
kind is kept apart: whether such a day stops a count is for the rule to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Self

FIRST = date(1970, 1, 1)
LAST = date(2100, 12, 31)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(day: date) -> str:
    """2018-02-23 -> Friday 23 February 2018."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


class Why(StrEnum):
    """The kinds of reason for which a day is closed."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STATE_HOLIDAY = "state-holiday"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One day on which the executive departments were closed by order of the President."""

    day: date
    name: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Why one day is not open."""

    day: date
    why: Why
    name: str

    @property
    def says(self) -> str:
        """The day and its reason: `Monday 19 February 2018 (Washington's Birthday)`."""
        if self.why is Why.WEEKEND:
            return in_words(self.day)
        return f"{in_words(self.day)} ({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """The closed days from `first` to `last`, both included; two calendars are equal if they are one.

    `state_holidays` are days that only a state keeps: a rule may look at them for
    periods counted forward and not for those counted back (FRCP 6(a)(6)(C)).
    `version` names the sources, so that a date can say what it was counted with.
    """

    name: str
    version: str
    holidays: Mapping[date, str]
    closures: Mapping[date, Closure] = field(default_factory=lambda: MappingProxyType({}))
    state_holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    state: str = ""
    first: date = FIRST
    last: date = LAST

    @property
    def source(self) -> str:
        """Name and version, as a date keeps them."""
        return f"{self.name}; {self.version}"

    def covers(self, day: date) -> bool:
        """Whether the calendar knows this day."""
        return self.first <= day <= self.last

    def why_closed(
        self, day: date, *, closures: bool = False, state: bool = False
    ) -> Closed | None:
        """Say why `day` is closed, or None if it is open; a holiday's name goes before the weekend."""
        if name := self.holidays.get(day):
            return Closed(day=day, why=Why.HOLIDAY, name=name)
        if day.weekday() >= 5:
            return Closed(day=day, why=Why.WEEKEND, name=WEEKDAYS[day.weekday()])
        if state and (name := self.state_holidays.get(day)):
            return Closed(day=day, why=Why.STATE_HOLIDAY, name=f"{name}, a holiday in {self.state}")
        if closures and (closure := self.closures.get(day)):
            return Closed(
                day=day, why=Why.CLOSURE, name=f"{closure.name}, closed by {closure.authority}"
            )
        return None

    @classmethod
    def without_holidays(cls, *, name: str = "weekdays only") -> Self:
        """A calendar in which every Monday to Friday is open."""
        return cls(name=name, version="none", holidays=MappingProxyType({}))
