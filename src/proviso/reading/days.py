"""Days to ISO: dates in words and figures, weekdays, today and yesterday. Months and years are in periods.py."""

import re
from collections.abc import Iterator
from datetime import timedelta

from proviso.reading.dating import (
    _M,
    _W,
    _Y,
    COMING,
    WEEKDAYS,
    Dating,
    at_months,
    dated,
    iso_day,
    month_of,
)
from proviso.reading.page import Page
from proviso.reading.proposal import Proposal

MONTH_DAY = re.compile(
    rf"(?P<m>{_M})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?P<to>\s*(?:-|to|through|and)\s*\d{{1,2}}(?![\d:]))?(?:,?\s+(?P<y>{_Y}))?(?![\d%]|:\d)"
)
BEFORE_MONTH = re.compile(rf"\b{_W},?\s+(?P<open>\()?\Z")
DAY_MONTH = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?P<m>{_M}),?\s+(?P<y>{_Y})\b"
)
NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?![\d/])")
ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
WEEKDAY_AT = re.compile(
    rf"(?P<w>{_W})(?P<part>\s+(?:morning|afternoon|evening|night))?(?!\s+(?:Night|Post|Times|Review))"
)
SAID_ON = re.compile(r"\b(?:said|told|announced|tweeted|wrote)\s+(?:on\s+)?\Z")


def month_days(dating: Dating) -> Iterator[Proposal]:
    """`Jan 25, 2018`, `Wednesday (January 24)`, `March 5`."""
    plain = dating.page.plain
    for start in at_months(dating):
        found = MONTH_DAY.match(plain, start)
        if not found:
            continue
        month, day = month_of(found["m"]), int(found["d"])
        value = _day_in_year(dating, month, day, found["y"])
        if value is None:
            continue
        end = found.start("to") if found["to"] and not found["y"] else found.end()
        before = BEFORE_MONTH.search(plain, max(0, start - 14), start)
        first = before.start() if before else start
        if before and before["open"] and plain[end : end + 1] == ")":
            end += 1
        rule = "month-day-year" if found["y"] else "month-day"
        known = value if not value.startswith("--") else None
        yield dated(
            dating,
            (first, end),
            known,
            rule,
            trigger=found["m"],
            day=None if known else value,
        )


def _day_in_year(dating: Dating, month: int, day: int, year: str | None) -> str | None:
    """A day; `--MM-DD` where the year is not known; None where there is no such day."""
    if year:
        return iso_day(int(year), month, day)
    if iso_day(2000, month, day) is None:
        return None
    if dating.on is None:
        return f"--{month:02d}-{day:02d}"
    ahead = (month - dating.on.month) % 12
    later = (month, day) > (dating.on.month, dating.on.day)
    own = dating.on.year
    if later and not 0 <= ahead <= 4:
        own -= 1
    elif not later and ahead and ahead <= 1 and month < dating.on.month:
        own += 1
    return iso_day(own, month, day)


def day_months(dating: Dating) -> Iterator[Proposal]:
    """`24 January 2018`, `the 5th day of March, 2019`."""
    plain = dating.page.plain
    for start in at_months(dating):
        found = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?\Z").search(
            plain, max(0, start - 14), start
        )
        whole = found and DAY_MONTH.match(plain, found.start())
        if whole and (value := iso_day(int(whole["y"]), month_of(whole["m"]), int(whole["d"]))):
            yield dated(dating, whole.span(), value, "day-month-year", trigger=whole["m"])


def numeric_days(dating: Dating) -> Iterator[Proposal]:
    """`1/25/2018` as month, day, year; `2018-01-25`."""
    plain = dating.page.plain
    for token in dating.page.tokens:
        if not token.text[0].isdigit() or plain[token.end : token.end + 1] not in ("/", "-"):
            continue
        if plain[max(0, token.start - 1) : token.start] in ("/", "-", "$"):
            continue
        found = NUMERIC.match(plain, token.start)
        if found:
            yield from _slashed(dating, found)
        elif iso := ISO.match(plain, token.start):
            value = iso_day(int(iso[1]), int(iso[2]), int(iso[3]))
            if value:
                yield dated(dating, iso.span(), value, "iso-day", trigger=iso.group())


def _slashed(dating: Dating, found: re.Match[str]) -> Iterator[Proposal]:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += 2000 if year < 100 else 0
    american, other = iso_day(year, first, second), iso_day(year, second, first)
    value = american or other
    if value:
        others = ((other, "read as day, month, year"),) if other and other != value else ()
        yield dated(
            dating, found.span(), value, "slashed-day", trigger=found.group(), others=others
        )


def weekdays(dating: Dating) -> Iterator[Proposal]:
    """`Wednesday` on or before the day of publication; after it where the sentence looks ahead."""
    page, plain = dating.page, dating.page.plain
    for number in page.numbers_of(
        (*WEEKDAYS, "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun")
    ):
        token = page.tokens[number]
        found = WEEKDAY_AT.match(plain, token.start)
        if not found or (
            plain[token.end : token.end + 2] == "'s"
            and plain[token.end + 2 : token.end + 4] == " P"
        ):
            continue
        which = page.tokens[number - 1].low if number else ""
        led = (
            which in ("last", "next", "this")
            and plain[page.tokens[number - 1].end : token.start] == " "
        )
        start = page.tokens[number - 1].start if led else token.start
        value, others = _weekday(dating, found["w"], which if led else "", token.start)
        yield dated(
            dating, (start, found.end()), value, "weekday", trigger=found["w"], others=others
        )


def _weekday(
    dating: Dating, word: str, which: str, start: int
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    if dating.on is None:
        return None, ()
    wanted = next(
        n for n, name in enumerate(WEEKDAYS) if name.startswith(word.lower().rstrip(".")[:3])
    )
    back = (dating.on.weekday() - wanted) % 7
    past, coming = dating.on - timedelta(back), dating.on + timedelta((7 - back) % 7 or 7)
    if which == "next":
        return coming.isoformat(), ((past.isoformat(), "the same weekday before publication"),)
    if which == "last":
        earlier = past if back else past - timedelta(7)
        return earlier.isoformat(), ((past.isoformat(), "the day of publication itself"),)
    before = dating.page.plain[max(dating.page.sentence(start).start, start - 70) : start]
    ahead = bool(COMING.search(before)) and not SAID_ON.search(before)
    chosen = (dating.on if not back else coming) if ahead else past
    other, why = (past, "before publication") if ahead else (coming, "after publication")
    return chosen.isoformat(), ((other.isoformat(), f"the same weekday {why}"),)


AFTER_DASH = re.compile(r"[-—:]\s?\Z")


def near_days(dating: Dating) -> Iterator[Proposal]:
    """`today`, `tonight`, `yesterday`, `tomorrow`."""
    away = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    for number in dating.page.numbers_of(away):
        token = dating.page.tokens[number]
        if token.text.isupper() or _in_a_name(dating.page, token.start, token.end):
            continue
        value = dating.on and (dating.on + timedelta(away[token.low])).isoformat()
        yield dated(
            dating,
            (token.start, token.end),
            value or None,
            "day-near-publication",
            trigger=token.text,
        )


def _in_a_name(page: Page, start: int, end: int) -> bool:
    """`USA Today`: a capital that no sentence and no dash asks for."""
    if not page.plain[start].isupper() or page.first_of_sentence(start):
        return False
    return not AFTER_DASH.search(page.plain, max(0, start - 4), start)
