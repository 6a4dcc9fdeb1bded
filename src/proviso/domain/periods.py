"""Periods as people write them: "30 days after 2018-01-24". Words to values; nothing is counted here."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from proviso.domain.calendar import MONTHS
from proviso.domain.refusals import Refusal

Unit = Literal["days", "calendar-days", "business-days", "weeks", "months", "years", "stated"]
Direction = Literal["after", "before"]
UNITS: tuple[Unit, ...] = (
    "days",
    "calendar-days",
    "business-days",
    "weeks",
    "months",
    "years",
    "stated",
)
EXPECTED = (
    "Write a period and a date: 30 days after 2018-01-24; 21 business days after 24 January 2018; "
    "6 months from 2017-08-31; 10 days before 2018-02-23; after 2018-01-24, for a rule that has a "
    "period of its own; or on 2018-02-23, for a date that a letter states."
)
CONVENTION = "The form of a question to the date calculator"

_TENS = {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90, "a": 1, "an": 1}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty twenty-one"
)
_NUMBERS = {**{word: n for n, word in enumerate(_ONES.split())}, **_TENS}
_LONGER: dict[str, Unit] = {"week": "weeks", "month": "months", "year": "years"}
_PERIOD = re.compile(
    r"(?P<number>\d{1,6}|[a-z]+(?:-[a-z]+)?)\s+"
    r"(?:(?P<sort>calendar|business|working)\s+)?(?P<unit>day|week|month|year)s?\s+"
    r"(?P<direction>after|from|following|before)\s+(?P<date>.+)"
)
_BARE = re.compile(r"(?P<direction>after|from|following|before|on)\s+(?P<date>.+)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A question about a date: so many units after or before a day.

    `number` is None when the question leaves the length to the rule; `unit` is
    `stated` when the day itself is the answer.
    """

    number: int | None
    unit: Unit
    direction: Direction
    trigger: date


def _refuse(reason: str) -> Refusal:
    return Refusal(code="date.not-understood", reason=reason, cure=EXPECTED, authority=CONVENTION)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    found = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    if word == "sept":
        return 9
    return found[0] if len(found) == 1 else None


def parse_date(text: str) -> date | Refusal:
    """Read one day: 2018-01-24, 24 January 2018 or January 24, 2018. 1/2/2018 is refused: it has two readings."""
    wanted = text.strip().lower()
    found = _ISO.fullmatch(wanted) or _DAY_FIRST.fullmatch(wanted) or _MONTH_FIRST.fullmatch(wanted)
    if not found:
        return _refuse(f"“{text.strip()}” is not a date that can be read in only one way.")
    month = _month(found["month"])
    if month is None:
        return _refuse(f"“{found['month']}” in “{text.strip()}” is not the name of a month.")
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return Refusal(
            code="date.impossible",
            reason=f"There is no such day as “{text.strip()}”.",
            cure="Check the day, the month and the year.",
            authority="The calendar",
        )


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _unit(sort: str | None, unit: str) -> Unit | Refusal:
    match sort, unit:
        case None, "day":
            return "days"
        case "calendar", "day":
            return "calendar-days"
        case _, "day":
            return "business-days"
        case None | "calendar", _:
            return _LONGER[unit]
        case _:
            return _refuse(f"Only days can be {sort} days; “{sort} {unit}s” has no meaning here.")


def _bare(text: str, wanted: str) -> Period | Refusal:
    found = _BARE.fullmatch(wanted)
    if not found:
        return _refuse(f"“{text}” is not a period and a date.")
    trigger = parse_date(found["date"])
    if isinstance(trigger, Refusal):
        return trigger
    if found["direction"] == "on":
        return Period(number=0, unit="stated", direction="after", trigger=trigger)
    direction: Direction = "before" if found["direction"] == "before" else "after"
    return Period(number=None, unit="days", direction=direction, trigger=trigger)


def parse_phrase(text: str) -> Period | Refusal:
    """Read a question such as `30 days after 2018-01-24`; a refusal says what is expected."""
    wanted = " ".join(text.lower().split())
    if not wanted:
        return _refuse("No question was asked.")
    found = _PERIOD.fullmatch(wanted)
    if not found:
        return _bare(text, wanted)
    number = _number(found["number"])
    if number is None:
        return _refuse(f"“{found['number']}” is not a number of {found['unit']}s.")
    unit = _unit(found["sort"], found["unit"])
    if isinstance(unit, Refusal):
        return unit
    trigger = parse_date(found["date"])
    if isinstance(trigger, Refusal):
        return trigger
    direction: Direction = "before" if found["direction"] == "before" else "after"
    return Period(number=number, unit=unit, direction=direction, trigger=trigger)
