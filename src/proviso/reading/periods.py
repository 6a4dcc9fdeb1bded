"""Months, seasons, years and fiscal years to ISO, and spans counted back from publication. Days are in days.py."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from proviso.reading.dating import (
    _M,
    _Y,
    COMING,
    Dating,
    at_months,
    dated,
    month_of,
)
from proviso.reading.numbers import number_at
from proviso.reading.proposal import Proposal

MONTH_LIST = re.compile(
    rf"(?P<a>{_M})(?:,\s+(?P<b>{_M}))?(?:,\s+(?P<c>{_M}))?,?\s+(?:and|or|to|through)\s+(?P<z>{_M})(?:\s+(?:of\s+)?(?P<y>{_Y}))?\b(?!\s+\d)"
)
MONTH_YEAR = re.compile(rf"(?P<m>{_M}),?\s+(?:of\s+)?(?P<y>{_Y})\b")
FISCAL = re.compile(r"(?:fiscal\s+(?:years?\s+)?|FYs?\s*-?)'?((?:19|20)\d\d|\d\d)\b", re.IGNORECASE)
SEASON = re.compile(
    r"(?P<l>last|this|next|this past)\s+(?P<s>spring|summer|fall|autumn|winter)\b", re.IGNORECASE
)
SEASON_YEAR = re.compile(
    rf"(?P<s>spring|summer|fall|autumn|winter)\s+(?:of\s+)?(?P<y>{_Y})\b", re.IGNORECASE
)
SEASONS = {
    "spring": ("SP", 3, 6),
    "summer": ("SU", 6, 9),
    "fall": ("FA", 9, 12),
    "autumn": ("FA", 9, 12),
    "winter": ("WI", 12, 15),
}
RELATIVE = re.compile(
    r"(?:(?:earlier|later)\s+)?(?P<which>this|last|next)\s+(?P<unit>day|week|month|year)\b(?!-)",
    re.IGNORECASE,
)
AGO = re.compile(r"(?P<u>days?|weeks?|months?|years?)\s+(?:ago|earlier)\b", re.IGNORECASE)
LATER = re.compile(r"\b(?:will|would|to be|is due|are due|scheduled|expected|slated)\b[^.,;]*\Z")
LEADING_TO_MONTH = re.compile(
    r"\b(?:in|since|by|from|between|either|until|during|early|late|mid|of|both|through|to|and|or|before|after|as of|last|this|next|past|mid-|early-|late-)[\s-]+(?:early |late |mid-)?\Z",
    re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    r"(?:[Ss]ection|[Ss]ec\.|No\.|[Tt]itle|[Rr]oom|[Hh]ighway|[Rr]oute|§|Suite|#|\$|[Pp]ublic Law|Act of|[-./:,\d])\s*\Z"
)
YEAR_AFTER = re.compile(
    r"\s*(?:%|percent\b|people|residents|immigrants|jobs|votes|voters|men|women|children|cities|counties|officers|cases|pages|miles|feet|members|dollars|[A-Z][a-z]+ (?:St|Ave|Street|Avenue|Road)\b)|[\w-]*\d|[-/:]\d|,\d|\.\d|\s+[A-Z][\w.]+\s+\d"
)
YEAR_TOKEN = re.compile(r"(?:19[5-9]|20[0-4])\d\Z")
IN_YEAR = re.compile(
    r"\b(?:in|since|by|until|during|of|from|to|through|before|after|late|early|mid|year|calendar)[\s-]+\Z",
    re.IGNORECASE,
)


def month_lists(dating: Dating) -> Iterator[Proposal]:
    """`last April and November`, `in March, April and June 2002`: a leading word or a year holds for all."""
    plain = dating.page.plain
    for start in at_months(dating):
        found = MONTH_LIST.match(plain, start)
        if not found or not dating.taken.free(*found.span()):
            continue
        led = re.compile(r"\b(last|this|next)\s+\Z", re.IGNORECASE).search(
            plain, max(0, start - 6), start
        )
        which = led[1].lower() if led else ""
        for name in "abcz":
            if found[name]:
                month = month_of(found[name])
                first = led.start() if led and name == "a" else found.start(name)
                end = found.end() if name == "z" else found.end(name)
                value = (
                    f"{found['y']}-{month:02d}" if found["y"] else _month(dating.on, month, which)
                )
                yield dated(
                    dating,
                    (first, end),
                    value,
                    "months-in-a-list",
                    trigger=led[0] if led else found.group(),
                )


def _month(on: date | None, month: int, which: str) -> str | None:
    """The month nearest before publication, or as `last`, `this`, `next` say."""
    if on is None:
        return None
    if which == "last":
        year = on.year if month < on.month else on.year - 1
    elif which == "next":
        year = on.year if month > on.month else on.year + 1
    else:
        year = on.year if which == "this" or month <= on.month else on.year - 1
    return f"{year}-{month:02d}"


def month_years(dating: Dating) -> Iterator[Proposal]:
    """`March 2017`."""
    for start in at_months(dating):
        found = MONTH_YEAR.match(dating.page.plain, start)
        if found:
            yield dated(
                dating,
                found.span(),
                f"{found['y']}-{month_of(found['m']):02d}",
                "month-year",
                trigger=found["m"],
            )


END_OF = re.compile(
    r"\b(?:before|by|until|through)\s+(?:the\s+)?(?:end|close|beginning|start|middle)\s+of\s+\Z"
)


def bare_months(dating: Dating) -> Iterator[Proposal]:
    """`in November`, `last March`: the nearest before publication."""
    plain = dating.page.plain
    for start in at_months(dating):
        found = re.compile(_M).match(plain, start)
        led = LEADING_TO_MONTH.search(plain, max(0, start - 16), start)
        if (
            not found
            or not led
            or re.match(r"\.?\s+\d|\s+[A-Z][a-z]", plain[found.end() : found.end() + 4])
        ):
            continue
        which = led.group().split()[0].lower() if led.group().split() else ""
        worded = which in ("last", "this", "next")
        month = month_of(found.group())
        before = plain[max(dating.page.sentence(start).start, start - 60) : start]
        ahead = bool((COMING if which in ("by", "until") else LATER).search(before))
        ahead = ahead or bool(END_OF.search(plain, max(0, start - 36), start))
        value = _month(dating.on, month, which if worded else "next" if ahead else "")
        first = led.start() if worded else start
        end = found.end() - (found.group().endswith(".") and found.group() != "Sept.")
        yield dated(dating, (first, end), value, "month-near-publication", trigger=plain[first:end])


def relative_spans(dating: Dating) -> Iterator[Proposal]:
    """`last year`, `earlier this month`, `next week`."""
    page = dating.page
    for number in page.numbers_of(("this", "last", "next")):
        token = page.tokens[number]
        before = page.tokens[number - 1] if number else token
        start = before.start if before.low in ("earlier", "later") else token.start
        found = RELATIVE.match(page.plain, start)
        if found and found["unit"].lower() != "day":
            step = {"this": 0, "last": -1, "next": 1}[found["which"].lower()]
            value = _moved(dating.on, step, found["unit"].lower())
            yield dated(
                dating, found.span(), value, "period-near-publication", trigger=found.group()
            )


def _moved(on: date | None, step: int, unit: str) -> str | None:
    if on is None:
        return None
    if unit == "year":
        return f"{on.year + step:04d}"
    if unit == "month":
        year, month = divmod(on.year * 12 + on.month - 1 + step, 12)
        return f"{year}-{month + 1:02d}"
    if unit == "week":
        calendar = (on + timedelta(7 * step)).isocalendar()
        return f"{calendar[0]}-W{calendar[1]:02d}"
    return (on + timedelta(step)).isoformat()


def so_long_ago(dating: Dating) -> Iterator[Proposal]:
    """`two years ago`, `three weeks earlier`."""
    page = dating.page
    for number in page.numbers_of("day days week weeks month months year years".split()):
        found = AGO.match(page.plain, page.tokens[number].start)
        if not found:
            continue
        for back in (3, 2, 1):
            read = number_at(page, number - back) if number >= back else None
            if read and read[1] == number and isinstance(read[0], int) and read[0] < 1000:
                unit = found["u"].lower().rstrip("s")
                value = _moved(dating.on, -read[0], unit)
                yield dated(
                    dating,
                    (page.tokens[number - back].start, found.end()),
                    value,
                    "so-long-ago",
                    trigger=found.group(),
                )
                break


def seasons(dating: Dating) -> Iterator[Proposal]:
    """`last fall`, `the spring of 2017`."""
    page = dating.page
    for number in page.numbers_of(SEASONS):
        token = page.tokens[number]
        if found := SEASON_YEAR.match(page.plain, token.start):
            yield dated(
                dating,
                found.span(),
                f"{found['y']}-{SEASONS[token.low][0]}",
                "season-year",
                trigger=found["s"],
            )
            continue
        before = max(0, number - 2)
        for start in (page.tokens[before].start, page.tokens[max(0, number - 1)].start):
            led = SEASON.match(page.plain, start)
            if led and led.end() == token.end:
                value = _season(dating.on, led["l"].lower(), token.low)
                yield dated(
                    dating, led.span(), value, "season-near-publication", trigger=led.group()
                )
                break


def _season(on: date | None, which: str, season: str) -> str | None:
    if on is None:
        return None
    code, _, end = SEASONS[season]
    year = on.year
    if which.startswith("last") and (season == "winter" or on.month < end):
        year -= 1
    if which == "next" and on.month >= end:
        year += 1
    return f"{year}-{code}"


def fiscal_years(dating: Dating) -> Iterator[Proposal]:
    """`fiscal year 2016`, `FY17`."""
    page = dating.page
    for number in page.numbers_of(("fiscal", "fy", "fys")):
        found = FISCAL.match(page.plain, page.tokens[number].start)
        if found:
            year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
            yield dated(dating, found.span(), f"FY{year}", "fiscal-year", trigger=found.group())


def years(dating: Dating) -> Iterator[Proposal]:
    """`in 2016`; a year by itself only where nothing makes it another number."""
    plain = dating.page.plain
    for token in dating.page.tokens:
        if not YEAR_TOKEN.match(token.text) or YEAR_AFTER.match(plain, token.end):
            continue
        if YEAR_BEFORE.search(plain, max(0, token.start - 12), token.start):
            continue
        led = IN_YEAR.search(plain, max(0, token.start - 10), token.start)
        rule = "year-after-a-preposition" if led else "year-alone"
        yield dated(
            dating,
            (token.start, token.end),
            token.text,
            rule,
            trigger=led.group() if led else token.text,
        )
