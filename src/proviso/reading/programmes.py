"""Programmes and awards by name and number. Which award a government holds is the record's, not this module's."""

import re
from collections.abc import Iterator

from proviso.reading.page import Page, Token
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Kind, Proposal
from proviso.reading.words import Phrases
from proviso.reading.words import programmes as table

AWARD = re.compile(r"\b(?:19|20)\d\d-[A-Z]{2}-[A-Z0-9]{2}-(?:[A-Z]-)?\d{4}\b")
NUMBERED = re.compile(
    r"\b(?:[Aa]ward|[Gg]rant|[Cc]ooperative [Aa]greement|[Aa]greement|FAIN)(?:\s+(?:[Nn]o\.|[Nn]umber|[Ii][Dd]|#))?:?\s+#?(?P<n>(?=[A-Z0-9-]*\d)[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8}){1,5}|(?=[A-Z]*\d[A-Z0-9]*\d)[A-Z0-9]{8,15})\b"
)
LISTING = re.compile(
    r"\b(?:CFDA|Assistance Listings?|ALN)(?:\s+(?:No\.?|Nos\.?|Number|number|#))?:?\s*(?P<n>\d{2}\.\d{3})\b"
)
OFFICE_OF = re.compile(r"\b(?:Office|Bureau|Division|Department)\s+(?:of|for)\s+(?:the\s+)?\Z")
ENDS = frozenset("program programme grant grants fund initiative block".split())
LINKS = frozenset("and of for to the in on &".split())
NOT_IN = frozenset("the a an this that federal state our their its his her".split())
NOT_OF_A_PROGRAMME = frozenset(
    "department division management receipt condition conditions agency bureau office council".split()
)
LONGEST = 7
KNOWN = Phrases(table())


def programmes(page: Page, taken: Taken) -> list[Proposal]:
    """All programmes and awards of a page, in order; what they cover is taken."""
    kept: list[Proposal] = []
    for one in (*_known(page), *_numbered(page), *_named(page)):
        if taken.free(one.start, one.end):
            taken.take(one.start, one.end)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _known(page: Page) -> Iterator[Proposal]:
    for token in page.tokens:
        row = KNOWN.at(page.plain, token.start, token.low) if token.low in KNOWN.by_first else None
        if row is not None and not OFFICE_OF.search(
            page.plain, max(0, token.start - 24), token.start
        ):
            span = (token.start, token.start + len(row.form))
            yield propose(
                page, Kind.PROGRAMME, span, row.name, "programme-in-the-table",
                triggers=(row.form,), cite=row.more or None,
            )  # fmt: skip


def _numbered(page: Page) -> Iterator[Proposal]:
    for found in AWARD.finditer(page.plain):
        yield propose(
            page,
            Kind.PROGRAMME,
            found.span(),
            found.group(),
            "award-number",
            triggers=(found.group(),),
            award=found.group(),
        )
    for found in NUMBERED.finditer(page.plain):
        if not AWARD.match(found["n"]):
            yield propose(
                page, Kind.PROGRAMME, found.span("n"), found["n"], "award-number-said",
                triggers=(found.group(),), award=found["n"],
            )  # fmt: skip
    for found in LISTING.finditer(page.plain):
        yield propose(
            page,
            Kind.PROGRAMME,
            found.span(),
            found["n"],
            "assistance-listing",
            triggers=(found.group(),),
            listing=found["n"],
        )


def _named(page: Page) -> Iterator[Proposal]:
    """`the Rural Bridge Repair Grant Program`: three or more capitalised words that end in one of a programme's."""
    done = -1
    for number in page.numbers_of(
        ("program", "programme", "grant", "grants", "fund", "initiative")
    ):
        last = number
        token = page.tokens[number]
        if number <= done or not token.text[0].isupper():
            continue
        while last + 1 < len(page.tokens) and _goes_on(page, last + 1):
            last += 1
        first = _first(page, number)
        done = last
        words = {each.low for each in page.tokens[first : last + 1]}
        headline = (
            last - first > 3
            and page.plain[page.tokens[first].start : page.tokens[last].end].isupper()
        )
        if 2 <= last - first <= LONGEST and not words & NOT_OF_A_PROGRAMME and not headline:
            span = (page.tokens[first].start, page.tokens[last].end)
            yield propose(
                page,
                Kind.PROGRAMME,
                span,
                page.text[slice(*span)],
                "programme-by-its-name",
                triggers=(token.text,),
                cite=None,
            )


def _goes_on(page: Page, at: int) -> bool:
    token: Token = page.tokens[at]
    return (
        token.low in ENDS and token.text[0].isupper() and page.plain[page.tokens[at - 1].end] == " "
    )


def _first(page: Page, last: int) -> int:
    first = last
    for at in range(last - 1, max(-1, last - 10), -1):
        token = page.tokens[at]
        if token.text[0].isupper() and token.low not in NOT_IN:
            first = at
        elif token.low not in LINKS or page.plain[token.end : token.end + 1] != " ":
            break
    while first < last and (page.tokens[first].low in LINKS):
        first += 1
    return first
