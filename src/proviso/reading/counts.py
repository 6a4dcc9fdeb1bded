"""Counts with their unit. Whether a count agrees with the list it speaks of is asked in lists.py."""

import re
from collections.abc import Iterator
from typing import Any

from proviso.reading.numbers import SCALES, Number, figures, number_at, small
from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Kind, Proposal

NO_UNIT = frozenset(
    "decades decade centuries century percent percentage points point million billion trillion thousand hundred "
    "dozen years year months month weeks week days day hours hour minutes minute seconds times time p.m a.m pm am "
    "degrees inches dollars cents s is was has as this his its us ago".split()
)  # fmt: skip
IRREGULAR = frozenset(
    "people children men women police staff personnel aliens deputies media criteria alumni".split()
)
STOP = frozenset(
    "of the and or in on at for to from by with who that which were was are is have has had will would be been not as "
    "than when where after before during under over into out up said says say it he she they we you if but so because "
    "while did do does may might can could should their his her our your my this these those there here then now also "
    "only just most less both each both any all per via more".split()
)  # fmt: skip
ABOUT = re.compile(
    r"\b(?P<about>more than|fewer than|less than|at least|nearly|almost|about|around|roughly|approximately|over|up to|some|an estimated|as many as)\s+\Z",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    r"(?:\$|[A-Za-z]-|\b(?:section|sections|sec\.|no\.|title|chapter|article|page|rule|part|dkt\.|room|suite|route|highway|interstate|district|ward|precinct|grade|channel|phase|item|table|figure|exhibit|version|u\.s\.c\.|case|act of) ?|§ ?|# ?|\d[,.:/-])\Z",
    re.IGNORECASE,
)
ELLIPTIC_BEFORE = re.compile(r"\b(?:the|these|those|all|other)\s+\Z", re.IGNORECASE)
ELLIPTIC_AFTER = re.compile(r"\s+(?:that|who|which|were|are|have|had|did)\b")
SO_MANY_DID = re.compile(
    r"\s+(?:were|are|have|had|did|received|responded|sued|replied|answered|returned|complied|declined|signed|voted|came|attended|went|joined|agreed|remain|remained|stayed)\b|\s+(?:in|on)\s+(?=[A-Z])"
)
AT_START = re.compile(
    r"(?:^|[;,.:]|\b(?:and|that|while|but|than|nearly|almost|about|least|only))\s+\Z"
)
YEAR = re.compile(r"(?:19|20)\d\d\Z")
VAGUE = re.compile(r"(?:of\s+(?:the\s+|other\s+)?|more\s+)(?P<unit>(?:[\w.'-]+\s+){0,3}?[a-z]+s)\b")
OUT_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the\s+|all\s+|its\s+)?(?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b)"
)
OF_THEM = re.compile(r"\s+of\s+(?:them|us|those)\b")
OF_THE = re.compile(r"\s+of\s+(?:the|these|those|its|their|our)\s+")
FOR_A_UNIT = 5  # words between a number and its noun


def counts(page: Page, taken: Taken) -> list[Proposal]:
    """All counts of a page, in order, outside what dates, sums and citations have taken."""
    found: list[Proposal] = []
    after = 0
    for at in page.numbers_of([low for low in page.at if _may_begin(low)]):
        token = page.tokens[at]
        if at < after or not taken.free(token.start, token.end):
            continue
        made = _vague(page, at) or _counted(page, at)
        if made is not None:
            found.append(made)
            after = page.token_at(made.end)
    return found


def _may_begin(low: str) -> bool:
    return low[0].isdigit() or low in SCALES or low in VAGUE_WORDS or _spelt(low)


VAGUE_WORDS = frozenset("dozens scores hundreds thousands millions tens".split())


def _spelt(low: str) -> bool:
    return small(low) is not None or low in ("a", "half")


def _vague(page: Page, at: int) -> Proposal | None:
    """`dozens of cities`: a count without a figure."""
    token = page.tokens[at]
    if token.low not in VAGUE_WORDS:
        return None
    found = VAGUE.match(page.plain, token.end + 1)
    if not found or "dollars" in found.group():
        return None
    return propose(
        page, Kind.COUNT, (token.start, found.end()), None, "count-without-a-figure",
        triggers=(token.text,), unit=found["unit"], approximate="no figure is given",
    )  # fmt: skip


def _counted(page: Page, at: int) -> Proposal | None:
    read = number_at(page, at)
    token = page.tokens[at]
    if read is None or NOT_BEFORE.search(page.plain, max(0, token.start - 12), token.start):
        return None
    value, after = read
    end = page.tokens[after - 1].end
    if page.plain[end : end + 1] in ("-", ":", "/") or re.match(
        r"(?:st|nd|rd|th|s)\b", page.plain[end : end + 2]
    ):
        return None
    percent = _percent(page, at, after, value)
    if percent is not None:
        return percent
    if (
        value == 1
        or YEAR.match(token.text)
        or token.low in ("hundred", "thousand", "million", "billion")
    ):
        return None
    return _with_unit(page, at, after, value) or _elliptic(page, at, after, value)


def _percent(page: Page, at: int, after: int, value: Number) -> Proposal | None:
    """`82 percent of Americans`."""
    found = re.compile(
        r"\s?(?:percent\b|per cent\b|%)(?P<of>\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?(?P<unit>(?:[a-z][\w'-]*\s+){0,2}?(?:[a-z]+s|[A-Z][\w'-]*)\b|(?:next|last|first|federal|state|annual|total)\s+[a-z]+|[A-Za-z][\w'-]*))?"
    ).match(page.plain, page.tokens[after - 1].end)
    if not found:
        return None
    unit = "percent" + (" of " + found["unit"] if found["unit"] else "")
    return propose(
        page,
        Kind.COUNT,
        (page.tokens[at].start, found.end()),
        value,
        "share",
        triggers=("percent",),
        unit=unit,
    )


def _with_unit(page: Page, at: int, after: int, value: Number) -> Proposal | None:
    """`23 states, counties, and cities`: the number, then the first plural noun and those joined to it."""
    total = _out_of(page, after)
    if total is not None:
        after = total[1]
    first = after
    of_the = OF_THE.match(page.plain, page.tokens[after - 1].end)
    if of_the:
        first = page.token_at(of_the.end())
    head = _head(page, first)
    if head is None:
        return None
    last = _joined(page, head)
    if (
        page.tokens[last].low == "attorneys"
        and last + 1 < len(page.tokens)
        and page.tokens[last + 1].low == "general"
    ):
        last += 1
    about = ABOUT.search(page.plain, max(0, page.tokens[at].start - 16), page.tokens[at].start)
    start = about.start() if about else page.tokens[at].start
    span = (start, page.tokens[last].end)
    unit = page.text[page.tokens[first].start : page.tokens[last].end]
    fields: dict[str, Any] = {"approximate": about["about"].lower()} if about else {}
    if total is not None:
        fields["out_of"] = total[0]
    return propose(
        page,
        Kind.COUNT,
        span,
        value,
        "number-and-noun",
        triggers=(page.tokens[at].text, unit),
        unit=unit,
        **fields,
    )


def _out_of(page: Page, after: int) -> tuple[Number, int] | None:
    """`31 of 44 purchases`, `nine out of the 23`: the whole that a part is of."""
    found = OUT_OF.match(page.plain, page.tokens[after - 1].end)
    return number_at(page, page.token_at(found.end())) if found else None


def _head(page: Page, first: int) -> int | None:
    """The first plural noun within reach; None where another word ends the search."""
    for at in range(first, min(first + FOR_A_UNIT, len(page.tokens))):
        token = page.tokens[at]
        if at > first and "\n" in page.plain[page.tokens[at - 1].end : token.start]:
            return None
        if not token.text[0].isalpha() or token.low in NO_UNIT:
            return None
        if plural(token.low) and not _name_before_noun(page, at):
            return at
        if token.low in STOP:
            return None
    return None


def _name_before_noun(page: Page, at: int) -> bool:
    """`Great Lakes` in `seven Great Lakes cities`: a name in the plural before the noun that is counted."""
    if not page.tokens[at].text[0].isupper() or at + 1 >= len(page.tokens):
        return False
    after = page.tokens[at + 1]
    beside = page.plain[page.tokens[at].end : after.start] == " "
    return beside and after.text.islower() and _noun(after.low)


def _joined(page: Page, head: int) -> int:
    """The last plural of `states, counties, and cities`."""
    last = head
    while True:
        at = last + 1
        while at < len(page.tokens) and at - last < 3 and page.tokens[at].low in (",", "and", "or"):
            at += 1
        noun = at < len(page.tokens) and at > last + 1 and _noun(page.tokens[at].low)
        if not noun:
            return last
        last = at


def _noun(low: str) -> bool:
    return plural(low) and low not in STOP and low not in NO_UNIT


def plural(low: str) -> bool:
    if low in IRREGULAR:
        return True
    return (
        len(low) > 3
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is"))
        and low not in STOP
    )


def _elliptic(page: Page, at: int, after: int, value: Number) -> Proposal | None:
    """`the twenty-three that received`: a count whose unit was said before."""
    start, end = page.tokens[at].start, page.tokens[after - 1].end
    if value <= 2 or (figures(page.tokens[at].text) is None and page.tokens[at].low in SCALES):
        return None
    plain = page.plain
    if (of_them := OF_THEM.match(plain, end)) is not None:
        return propose(
            page, Kind.COUNT, (start, of_them.end()), value, "number-without-noun",
            triggers=(of_them.group().strip(),), unit=_unit_before(page, at) or "them",
        )  # fmt: skip
    led = ELLIPTIC_BEFORE.search(plain, max(0, start - 8), start)
    if (led and ELLIPTIC_AFTER.match(plain, end)) or (
        AT_START.search(plain, max(0, start - 7), start) and SO_MANY_DID.match(plain, end)
    ):
        return propose(
            page, Kind.COUNT, (start, end), value, "number-without-noun",
            triggers=(plain[start : end + 6],), unit=_unit_before(page, at),
        )  # fmt: skip
    return None


def _unit_before(page: Page, at: int) -> str | None:
    """The last plural noun that followed a number in the sentences before."""
    return next(_units(page, at), None)


def _units(page: Page, at: int) -> Iterator[str]:
    for before in range(at - 1, max(-1, at - 120), -1):
        if _may_begin(page.tokens[before].low) and (read := number_at(page, before)):
            head = _head(page, read[1])
            if head is not None:
                yield page.tokens[head].low
