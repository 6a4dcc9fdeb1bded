"""Sums of money with what they are of. Sums are read, never added up."""

import re
from collections.abc import Iterator
from typing import Any

from proviso.reading.numbers import LARGE, SCALES, Number, number_at
from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Kind, Proposal

ABOUT = re.compile(
    r"\b(more than|less than|at least|nearly|almost|about|around|roughly|approximately|over|under|up to|some|an estimated|as much as)\s+\Z",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\$\s?(?P<a>\d[\d,]{0,18}(?:\.\d{1,4})?)(?:[\s-]?(?P<s>thousand|million|billion|trillion|[MBKmbk]\b|mn\b|bn\b))?"
    r"(?:\s*(?:-|to)\s*\$?(?P<b>\d[\d,]{0,18}(?:\.\d+)?)[\s-]?(?P<t>thousand|million|billion|trillion)?)?",
    re.IGNORECASE,
)
LETTERS = {"m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "k": 1_000}
VAGUE = re.compile(
    r"(?:thousands|millions|billions|trillions)\s+(?:of|in|more in)\s+(?:[a-z.-]+\s+){0,3}?(?:dollars|grants?|funding|funds|aid|money)\b",
    re.IGNORECASE,
)
MANY = re.compile(r"\b(?:tens|hundreds|dozens)\s+of\s+\Z", re.IGNORECASE)
OF = re.compile(
    r"-?\s*(?:a year|per year|annually|each year)?,?\s*(?:in|of|for|worth of|from|through|under)\s+(?P<of>(?!which\b|whom\b|that\b)(?:the\s+|its\s+|their\s+)?[\w'.-]+(?:\s+(?!\d|under\b|and\b|or\b|that\b|which\b|to\b|for\b|in\b|from\b|after\b|if\b|is\b|was\b|has\b|had\b|will\b)[\w'-]+){0,5})"
)
THING = re.compile(
    r"\s+(?P<of>(?:[a-z-]+\s+){0,3}?(?:grants?|awards?|funds?|funding|contracts?|budget|loans?|projects?|programs?|gifts?|settlement|shortfall|bonds?|cuts?|fines?|payments?|contribution))\b"
)
UNITS = ("dollars", "cents", "euros")


def money(page: Page, taken: Taken) -> list[Proposal]:
    """All sums of a page, in order; what they cover is taken."""
    found = [*_signed(page), *_spelt(page), *_vague(page)]
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if taken.free(one.start, one.end):
            taken.take(one.start, one.end)
            kept.append(one)
    return kept


def _signed(page: Page) -> Iterator[Proposal]:
    """`$39 million`."""
    plain, at = page.plain, page.plain.find("$")
    while at >= 0:
        found = AMOUNT.match(plain, at)
        if (
            found
            and (value := _amount(found["a"], found["s"] or (found["b"] and found["t"]) or ""))
            is not None
        ):
            start = at - (2 if plain[max(0, at - 2) : at] == "US" else 0)
            end = found.end()
            while plain[end - 1] in ",. ":
                end -= 1
            upper = _amount(found["b"], found["t"] or found["s"] or "") if found["b"] else None
            yield _sum(page, (start, end), value, "dollar-sign", "$", upper=upper)
        at = plain.find("$", at + 1)


def _amount(figures: str, scale: str) -> Number | None:
    plain = figures.replace(",", "")
    factor = SCALES.get(scale.lower()) or LETTERS.get(scale.lower()) or 1
    value = float(plain) * factor
    return int(round(value, 2)) if round(value, 2) == int(round(value, 2)) else round(value, 2)


def _spelt(page: Page) -> Iterator[Proposal]:
    """`two million dollars`, `50 cents`."""
    for number in page.numbers_of(UNITS):
        for back in (5, 4, 3, 2, 1):
            read = number_at(page, number - back) if number >= back else None
            if read and read[1] == number:
                value = read[0] / 100 if page.tokens[number].low == "cents" else read[0]
                span = (page.tokens[number - back].start, page.tokens[number].end)
                yield _sum(page, span, value, "sum-in-words", page.tokens[number].text)
                break


def _vague(page: Page) -> Iterator[Proposal]:
    """`millions of dollars`: a sum without a figure."""
    for number in page.numbers_of(word + "s" for word in LARGE):
        found = VAGUE.match(page.plain, page.tokens[number].start)
        if found:
            more = MANY.search(page.plain, max(0, found.start() - 14), found.start())
            span = (more.start() if more else found.start(), found.end())
            yield _sum(page, span, None, "sum-without-a-figure", found.group())


def _sum(
    page: Page,
    span: tuple[int, int],
    value: Number | None,
    rule: str,
    trigger: str,
    *,
    upper: Number | None = None,
) -> Proposal:
    about = ABOUT.search(page.plain, max(0, span[0] - 16), span[0])
    fields: dict[str, Any] = {"of": _of(page, span[1])}
    if about:
        fields["approximate"] = about[1].lower()
    if upper is not None:
        fields["up_to"] = upper
    return propose(page, Kind.MONEY, span, value, rule, triggers=(trigger,), **fields)


def _of(page: Page, end: int) -> str | None:
    """What the sum is of, in the words that follow it; None where they do not say."""
    found = OF.match(page.plain, end) or THING.match(page.plain, end)
    return page.text[found.start("of") : found.end("of")] if found else None
