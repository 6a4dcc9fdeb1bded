"""What the rules of dates share: names of months and weekdays, the day they count from, how a date is proposed.

A date that needs a publication date and has none keeps the value None: it is not guessed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Alternative, Kind, Proposal

MONTHS = (
    "january february march april may june july august september october november december".split()
)
SHORT = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = {name: number for names in (MONTHS, SHORT) for number, name in enumerate(names, 1)} | {
    "sept": 9
}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER))"
)
_W = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
_Y = r"(?:1[89]|20)\d\d"
COMING = re.compile(
    r"\b(?:will|would|to be|is set|are set|scheduled|expected|plans?|upcoming|is due|are due|slated|deadline|until|by|meets?|must)\b[^.]*\Z"
)
WITHOUT = "the date of publication is not known"

Read = Callable[["Dating"], Iterator[Proposal]]


class Dating(NamedTuple):
    """What the rules of dates need: the page, the day of publication, and what is taken."""

    page: Page
    on: date | None
    taken: Taken


def month_of(word: str) -> int:
    return MONTH[word.rstrip(".").lower()]


def dated(
    dating: Dating,
    span: tuple[int, int],
    value: str | None,
    rule: str,
    *,
    trigger: str,
    others: tuple[tuple[str, str], ...] = (),
    day: str | None = None,
) -> Proposal:
    fields = {} if value is not None else {"needs": WITHOUT} | ({"day": day} if day else {})
    alternatives = [Alternative(value=other, why=why) for other, why in others if other != value]
    return propose(
        dating.page,
        Kind.DATE,
        span,
        value,
        rule,
        triggers=(trigger,),
        alternatives=alternatives,
        **fields,
    )


def iso_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def at_months(dating: Dating) -> Iterator[int]:
    for number in dating.page.numbers_of(MONTH):
        token = dating.page.tokens[number]
        if token.text[0].isupper():
            yield token.start
