"""Statutes, regulations, executive orders, named acts and bills, with their citation. What they say is not read."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Alternative, Kind, Proposal
from proviso.reading.words import Phrases, named_acts, sections

SUB = r"(?:\([A-Za-z0-9]{1,4}\)){0,6}"
CODE = re.compile(
    rf"\b(?P<t>\d{{1,2}})\s+(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?|U\.S\. Code|United States Code)\s*(?:§{{1,2}}\s*|[Ss]ec(?:tion|\.)s?\s*)?(?P<s>\d{{1,5}}[a-z]{{0,2}}(?:-\d{{1,5}}[a-z]?)?(?P<sub>{SUB}))"
)
RULES_CODE = re.compile(
    rf"\b(?P<t>\d{{1,2}})\s+(?:C\.?\s?F\.?\s?R\.?|Code of Federal Regulations)\s*(?:§{{1,2}}\s*|[Pp]arts?\s+|pt\.\s*|[Ss]ec(?:tion|\.)\s*)?(?P<s>\d{{1,4}}(?:\.\d{{1,5}})?(?P<sub>{SUB}))"
)
PUBLIC_LAW = re.compile(r"\bPub(?:lic|\.)\s+L(?:aw|\.)\s*(?:No\.\s*)?(?P<n>\d{2,3}-\d{1,4})")
ORDER = re.compile(r"\b(?:Executive\s+Order|E\.O\.|EO)\s+(?:No\.\s*)?(?P<n>\d{2},?\d{3})\b")
REGISTER = re.compile(r"\b(?P<v>\d{1,3})\s+Fed(?:eral|\.)\s+Reg(?:ister|\.)\s+(?P<p>\d[\d,]{0,7})")
OF_TITLE = re.compile(
    r"\b[Ss]ections?\s+(?P<a>\d{1,5}[A-Za-z]{0,2})(?:\s+(?:and|or)\s+(?P<b>\d{1,5}[A-Za-z]{0,2}))?\s+of\s+(?:[Tt]itle\s+(?P<t>\d{1,2})|(?P<o>\d{1,2})\s+U\.?S\.?C)"
)
BARE = re.compile(
    r"(?:\b[Ss]ec(?:tion|\.)s?\s{1,3}|§{1,2}\s{0,3})(?P<n>\d{1,5}(?:\([a-z]\)|[A-Za-z])?)(?![\w.]*\d)"
)
STATE_CODE = re.compile(
    r"\b(?P<c>(?:[A-Z][a-z]+\.?\s+){1,3}(?:Code|Stat\.|Statutes|Laws|Rev\. Stat\.|Penal Code|Government Code))\s*,?\s*(?:§{1,2}|[Ss]ec(?:tion|\.)s?|[Cc]h(?:apter|\.))\s*(?P<n>\d[\w.:-]{0,14}\w)"
)
BILL = re.compile(
    r"\b(?P<b>SB|S\.B\.|AB|A\.B\.|HB|H\.B\.|H\.R\.|H\.J\. ?Res\.|Senate Bill|House Bill|Assembly Bill|Proposition|Prop\.|Ordinance|Resolution)\s*(?:No\.\s*)?(?P<n>\d{1,5}(?:-\d{1,5})?)\b"
)
ACT_WORD = re.compile(r"Act(?:\s+of\s+(?:19|20)\d\d)?\b")
LINKS = frozenset("and of for to the in on from with against".split())
NOT_AN_ACT = frozenset("the an this that such said".split())
FIELD = "code not stated"


def statutes(page: Page, taken: Taken) -> list[Proposal]:
    """All citations of a page, in order; what they cover is taken."""
    found: list[Proposal] = []
    for rule in RULES:
        for one in rule(page):
            if taken.free(one.start, one.end):
                taken.take(one.start, one.end)
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _cite(page: Page, found: re.Match[str], value: str | None, rule: str, **more: Any) -> Proposal:
    return propose(page, Kind.STATUTE, found.span(), value, rule, triggers=(found.group(),), **more)


def united_states_code(page: Page) -> Iterator[Proposal]:
    for found in CODE.finditer(page.plain):
        yield _cite(page, found, f"{found['t']} U.S.C. {found['s']}", "us-code")


def federal_regulations(page: Page) -> Iterator[Proposal]:
    for found in RULES_CODE.finditer(page.plain):
        yield _cite(page, found, f"{found['t']} C.F.R. {found['s']}", "federal-regulations")


def numbered(page: Page) -> Iterator[Proposal]:
    """Public laws, executive orders, pages of the Federal Register."""
    for found in PUBLIC_LAW.finditer(page.plain):
        yield _cite(page, found, f"Pub. L. {found['n']}", "public-law")
    for found in ORDER.finditer(page.plain):
        yield _cite(page, found, f"E.O. {found['n'].replace(',', '')}", "executive-order")
    for found in REGISTER.finditer(page.plain):
        yield _cite(
            page, found, f"{found['v']} Fed. Reg. {found['p'].replace(',', '')}", "federal-register"
        )


def sections_of_titles(page: Page) -> Iterator[Proposal]:
    for found in OF_TITLE.finditer(page.plain):
        title = found["t"] or found["o"]
        value = "; ".join(f"{title} U.S.C. {one}" for one in (found["a"], found["b"]) if one)
        yield _cite(page, found, value, "section-of-title")


def state_codes(page: Page) -> Iterator[Proposal]:
    for found in STATE_CODE.finditer(page.plain):
        yield _cite(page, found, f"{found['c']} § {found['n']}", "state-code")


def bare_sections(page: Page) -> Iterator[Proposal]:
    """`Section 1373` without its title: known by its number and a word near it, else its code is not stated."""
    low = page.plain.lower()
    cited: dict[str, set[str]] = {}
    for each in CODE.finditer(page.plain):
        number = each["s"].partition("(")[0]
        cited.setdefault(number, set()).add(f"{each['t']} U.S.C. {number}")
    for found in BARE.finditer(page.plain):
        known = sections().get(found["n"])
        near = low[max(0, found.start() - 2000) : found.end() + 2000]
        word = next((one for one in known[1] if one in near), None) if known else None
        elsewhere = cited.get(found["n"].partition("(")[0], set())
        if len(elsewhere) == 1 and not (known and word):
            yield _cite(page, found, next(iter(elsewhere)), "section-cited-elsewhere")
        elif known and (word or not known[1]):
            yield propose(
                page, Kind.STATUTE, found.span(), known[0], "section-known-by-context",
                triggers=(found.group(), word or ""), alternatives=(Alternative(value=None, why=FIELD),),
            )  # fmt: skip
        else:
            yield _cite(page, found, None, "section-without-title", needs=FIELD)


def acts_by_name(page: Page) -> Iterator[Proposal]:
    """Acts, amendments and titles in the table."""
    table = _table()
    for token in page.tokens:
        if token.low in table.by_first and (row := table.at(page.plain, token.start, token.low)):
            span = (token.start, token.start + len(row.form))
            yield propose(
                page,
                Kind.STATUTE,
                span,
                row.more,
                "act-in-the-table",
                triggers=(row.form,),
                name=row.name,
            )


def other_acts(page: Page) -> Iterator[Proposal]:
    """`the Open Bridges Act of 1998`: a name that ends in Act and is in no table."""
    for number in page.at.get("act", ()):
        token = page.tokens[number]
        ends = ACT_WORD.match(page.plain, token.start) if token.text == "Act" else None
        first = _first_of_name(page, number) if ends else number
        if ends and first < number:
            span = (page.tokens[first].start, ends.end())
            name = page.text[slice(*span)]
            yield propose(
                page,
                Kind.STATUTE,
                span,
                None,
                "act-by-its-name",
                triggers=("Act",),
                name=name,
                needs="its citation",
            )


def _first_of_name(page: Page, last: int) -> int:
    first = last
    for at in range(last - 1, max(-1, last - 9), -1):
        token = page.tokens[at]
        if token.text[0].isupper() and token.low not in NOT_AN_ACT:
            first = at
        elif token.low not in LINKS:
            break
    while first < last and page.tokens[first].low in LINKS | NOT_AN_ACT:
        first += 1
    return first


def bills(page: Page) -> Iterator[Proposal]:
    for found in BILL.finditer(page.plain):
        yield _cite(page, found, found.group(), "bill")


def _table() -> Phrases:
    return TABLE


TABLE = Phrases(named_acts())
RULES: tuple[Callable[[Page], Iterator[Proposal]], ...] = (
    united_states_code, federal_regulations, numbered, sections_of_titles, state_codes,
    acts_by_name, bare_sections, other_acts, bills,
)  # fmt: skip
