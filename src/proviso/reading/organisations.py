"""Organisations and outlets by name. Which outlet is relied on, and how, is in outlets.py."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from proviso.reading.page import Page
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Kind, Proposal
from proviso.reading.words import NOT_FIRST, Phrases, first_names
from proviso.reading.words import organisations as table

GLUED = re.compile(
    r"(?P<name>Reuters|Politico|Bloomberg|ProPublica|Axios)(?=(?:adds|reports|reported|notes|noted|said|says|added|writes)\b)"
)
ENDS = frozenset(
    "department agency commission council association authority university college institute foundation coalition "
    "conference committee bureau board administration alliance federation society union center centre league company "
    "corporation district partnership trust clinic consortium office division service services cooperative network "
    "fund project group hospital library libraries museum school schools court".split()
)  # fmt: skip
PAPER = frozenset(
    "tribune times post globe herald chronicle bee sun inquirer journal news gazette register dispatch examiner courier "
    "observer sentinel star ledger telegraph reporter record advertiser citizen leader enterprise banner press daily "
    "weekly bulletin mirror messenger monitor beacon argus clarion advocate eagle independent".split()
)  # fmt: skip
ENDINGS = ENDS | PAPER
HEADED = frozenset(
    "department office bureau university board association coalition committee council league institute center school society ministry division".split()
)
LINKS = frozenset("and of for the &".split())
ACRONYM = re.compile(r"\s\((?P<a>[A-Z][A-Za-z]{1,9})\)")
WIRES = frozenset(("AP", "UPI", "AFP"))
FEDERAL_COURT = re.compile(
    r"\b(?:U\.S\.|US|United States) (?:Court of Appeals for the (?:[A-Z][a-z]+|District of Columbia|D\.C\.) Circuit|District Court for the (?:(?:Northern|Southern|Eastern|Western|Middle|Central) )?District of [A-Z][a-z]+(?: [A-Z][a-z]+)?|Supreme Court)\b"
)
TABLE = Phrases(
    (*table(), *(row._replace(form=row.form.upper()) for row in table() if row.form.count(" ") > 1))
)
LONGEST = 9


class Mention(NamedTuple):
    """An organisation where it is named. `kind` is agency, outlet or other."""

    start: int
    end: int
    name: str
    kind: str
    rule: str


def mentions(page: Page) -> list[Mention]:
    """Every mention of an organisation, in order, none within another."""
    taken = Taken(page)
    found: list[Mention] = []
    for one in chain(
        _courts(page),
        _known(page),
        _glued(page),
        _named(page, taken),
        _hyphened(page),
        _stations(page),
        _reporting(page),
    ):
        _keep(one, taken, found)
    acronyms: dict[str, tuple[str, str]] = {}
    for one in found:
        acronyms.update(_acronym(page, one))
    for one in _short(page, acronyms):
        _keep(one, taken, found)
    return sorted(found)


def _keep(one: Mention, taken: Taken, found: list[Mention]) -> None:
    if taken.free(one.start, one.end):
        taken.take(one.start, one.end)
        found.append(one)


def _hyphened(page: Page) -> Iterator[Mention]:
    """`the Register-Guard`: a paper by the words in its name."""
    for number in page.numbers_of(("the",)):
        if number + 1 < len(page.tokens):
            token = page.tokens[number + 1]
            parts = set(token.low.split("-"))
            if (
                len(parts) == 2
                and token.text[0].isupper()
                and parts <= PAPER | {"guard", "free", "news"}
            ):
                yield Mention(
                    token.start, token.end, token.text, "outlet", "organisation-by-its-last-word"
                )


STATION = re.compile(r"[KW][A-Z]{2,3}\Z")
NO_STATIONS = frozenset("WHO WTO WMD WIC KKK WWE".split())
STATION_BEFORE = re.compile(
    r"\b(?:told|tells|tell|with|by|to|from|on|at|of|radio|station|television|TV|affiliate|and)\s+(?:the\s+)?\Z"
)
REPORTS = re.compile(
    r"(?:\s+first)?\s+(?:reported|reports|obtained|first reported|broke the news|revealed|learned)\b"
)
ARTICLE = re.compile(r"\b[Tt]he\s+\Z")


def _courts(page: Page) -> Iterator[Mention]:
    """`the U.S. Court of Appeals for the Ninth Circuit`: a federal court by its whole name."""
    for number in page.numbers_of(("court",)):
        start = max(0, page.tokens[number].start - 24)
        found = FEDERAL_COURT.search(page.plain, start, page.tokens[number].end + 80)
        if found and found.start() < page.tokens[number].start < found.end():
            name = re.sub(r"^(?:US|United States) ", "U.S. ", " ".join(found.group().split()))
            name = name.replace("U.S. Supreme", "Supreme")
            yield Mention(found.start(), found.end(), name, "other", "federal-court-by-name")


def _stations(page: Page) -> Iterator[Mention]:
    """`told KFYR`, `WGBH reports`: the call letters of a station."""
    asked = [low for low in page.at if low[0] in "kw" and 3 <= len(low) <= 4]
    for number in page.numbers_of(asked):
        token = page.tokens[number]
        if not STATION.match(token.text) or token.text in NO_STATIONS:
            continue
        before = page.plain[max(0, token.start - 20) : token.start]
        if STATION_BEFORE.search(before) or REPORTS.match(page.plain, token.end):
            yield Mention(
                token.start, token.end, token.text, "outlet", "organisation-by-call-letters"
            )


def _reporting(page: Page) -> Iterator[Mention]:
    """`the Town Talk obtained`: a name of two words or more behind an article, that reports or obtains."""
    for number in page.numbers_of(REPORTING):
        last = number - 1
        first = last
        while first > 0 and last - first < LONGEST and _name_goes_back(page, first):
            first -= 1
        tokens = page.tokens
        start, end = tokens[first].start, tokens[last].end
        if last == first or tokens[last].low in ENDS | HEADED_WORDS:
            continue
        if ARTICLE.search(page.plain, max(0, start - 6), start) and tokens[first].low != "the":
            yield Mention(start, end, page.text[start:end], "outlet", "organisation-that-reports")
    for found in REPORTED_BY.finditer(page.plain):
        words = found["n"].lower().split()
        if words[0] not in first_names() and words[-1] not in ENDS | HEADED_WORDS:
            yield Mention(
                *found.span("n"),
                page.text[slice(*found.span("n"))],
                "outlet",
                "organisation-that-reports",
            )


REPORTED_BY = re.compile(
    r"\b(?:obtained|first reported|reported|published) by\s+(?:the\s+)?(?P<n>[A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\b(?!\s+(?:Mayor|Gov|Judge|Sheriff|Chief))"
)
REPORTING = frozenset("reported reports obtained revealed".split())
HEADED_WORDS = frozenset(
    "police sheriff mayor governor committee panel team county city state".split()
)


def _name_goes_back(page: Page, at: int) -> bool:
    """Whether the token before is a word of the same name: a capital, or `of` and its like, one space away."""
    before, here = page.tokens[at - 1], page.tokens[at]
    if page.plain[before.end : here.start] not in (" ", "") or not here.text[0].isalnum():
        return here.text == "-"
    capital = before.text[0].isupper() and before.low != "the"
    return (
        capital
        or (before.low in LINKS and at > 1 and page.tokens[at - 2].text[0].isupper())
        or before.text == "-"
    )


def _known(page: Page) -> Iterator[Mention]:
    first = TABLE.by_first
    asked = [low for low in page.at if low in first or low.rpartition("-")[2] in first]
    for number in page.numbers_of(asked):
        token = page.tokens[number]
        start = token.start + token.text.rfind("-") + 1  # `then-White House`
        low = token.low.rpartition("-")[2]
        row = TABLE.at(page.plain, start, low) or TABLE.at(page.plain, token.start, token.low)
        if row is None or page.plain[max(0, token.start - 1) : token.start] in ("@", "#", "."):
            continue
        start = start if page.plain.startswith(row.form, start) else token.start
        end = start + len(row.form)
        states = row.form.startswith(("Department of", "Office of", "Bureau of"))
        wider = _of_a_state(page, start) if states else start
        if wider < start:
            yield Mention(
                wider, end, page.text[wider:end], "other", "organisation-by-its-last-word"
            )
            continue
        if " " in row.form or not _part_of_a_name(page, start, end, row.form):
            yield Mention(start, end, row.name, row.more, "organisation-in-the-table")


OWN = frozenset(("City", "County", "State", "New", "North", "South", "West"))
FEDERAL = frozenset(("U.S.", "US", "States", "Federal", "The", "National"))


def _of_a_state(page: Page, start: int) -> int:
    """`Oregon Department of …`: where the name of its own government begins."""
    first, number = start, page.token_at(start) - 1
    while number >= 0 and page.plain[page.tokens[number].end : first] == " ":
        token = page.tokens[number]
        other = token.text in FEDERAL or (token.text in NOT_FIRST and token.text not in OWN)
        if other or not token.text[0].isupper():
            break
        first, number = token.start, number - 1
    return first


def _part_of_a_name(page: Page, start: int, end: int, form: str) -> bool:
    """`Slate` in `Slate Creek`, `Axios` in `Axios Hall`: one word that a longer name goes on from."""
    if form.isupper():
        return False
    return bool(
        re.match(
            r"\s[A-Z][a-z]+\s(?:County|Creek|Road|Street|Hall|River|Park)",
            page.plain[end : end + 40],
        )
    )


def _glued(page: Page) -> Iterator[Mention]:
    """`Reutersadds`: an outlet's name glued to the verb after it."""
    for token in page.tokens:
        found = GLUED.match(page.plain, token.start) if len(token.text) > 8 else None
        if found:
            yield Mention(
                found.start(), found.end(), found["name"], "outlet", "outlet-glued-to-its-verb"
            )


def _acronym(page: Page, one: Mention) -> dict[str, tuple[str, str]]:
    """`Public Works Department (PWD)`: short from here on."""
    found = ACRONYM.match(page.plain, one.end)
    if not found or not found["a"].isupper():
        return {}
    return {found["a"]: (one.name, one.kind)}


def _short(page: Page, acronyms: dict[str, tuple[str, str]]) -> Iterator[Mention]:
    for short, (name, kind) in acronyms.items():
        for number in page.at.get(short.lower(), ()):
            token = page.tokens[number]
            if token.text == short:
                yield Mention(token.start, token.end, name, kind, "short-for-what-was-named")


def _named(page: Page, taken: Taken) -> Iterator[Mention]:
    """Two or more capitalised words that end in, or begin with, a word such as Department or Council."""
    for first, last in _runs(page):
        token, head = page.tokens[first], page.tokens[last]
        kind = "outlet" if head.low in PAPER else "other"
        ends = head.low in ENDINGS and last > first
        begins = (
            token.low in HEADED
            and last - first >= 2
            and page.tokens[first + 1].low in ("of", "for")
        )
        if _goes_on_as_title(page, first, last) or (
            head.low == "administration" and last - first < 2
        ):
            continue
        if (ends or begins) and taken.free(token.start, head.end):
            if kind == "outlet" and not _an_outlet(page, first, last):
                continue
            name = page.text[token.start : head.end].replace("\u00a0", " ")
            yield Mention(token.start, head.end, name, kind, "organisation-by-its-last-word")


NOT_BEHIND = re.compile(r"\s+(?:Judge|Court\b|Attorney|Magistrate|Circuit|Justice|of\s+[A-Z])")
COURTS = frozenset("united supreme superior circuit district county municipal federal".split())
OFFICES = frozenset(
    "ceo cfo coo president director chairman chair chief secretary administrator commissioner".split()
)


def _goes_on_as_title(page: Page, first: int, last: int) -> bool:
    """`U.S. District | Judge Roe`; `CEO of the Fund`: part of a title, no organisation."""
    head = page.tokens[last]
    shouted = page.plain[page.tokens[first].start : head.end].isupper()
    token_low = page.tokens[first].low
    if shouted and (last - first > 4 or page.tokens[first].low in ("for", "the", "of", "in")):
        return True
    if shouted and head.low in ("court", "district") and token_low not in COURTS:
        return True
    cut = head.low == "district" and bool(NOT_BEHIND.match(page.plain, head.end))
    return cut or page.tokens[first].low in OFFICES


def _an_outlet(page: Page, first: int, last: int) -> bool:
    """Only with an article or a verb of reporting beside it: `the Millbrook Gazette reported`."""
    before = page.tokens[first - 1].low if first else ""
    after = page.plain[page.tokens[last].end : page.tokens[last].end + 14]
    return before in ("the", "to", "told", "by") or bool(
        re.match(r"(?:'s)?\s+(?:report|said|wrote|first|note|found|obtain)", after)
    )


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, with `of`, `and`, `for` inside; trimmed of a sentence's first word."""
    at, tokens = 0, page.tokens
    while at < len(tokens):
        if not tokens[at].text[0].isupper() or (
            tokens[at].text in NOT_FIRST
            and tokens[at].low not in HEADED
            and tokens[at].text
            not in (
                "City",
                "County",
                "State",
                "National",
                "American",
                "Federal",
                "Public",
                "North",
                "South",
                "East",
                "West",
                "New",
                "United",
                "Regional",
                "International",
                "Library",
            )
        ):
            at += 1
            continue
        last = at
        while (ahead := _next(page, last)) is not None and ahead - at < LONGEST:
            last = ahead
        while last > at and tokens[last].low not in ENDINGS and tokens[at].low not in HEADED:
            last -= 1
        yield at, last
        at = max(at, last) + 1


def _next(page: Page, at: int) -> int | None:
    """The next capitalised word of the same name, over one or two small ones."""
    tokens, plain = page.tokens, page.plain
    for ahead in range(at + 1, min(at + 4, len(tokens))):
        if plain[tokens[ahead - 1].end : tokens[ahead].start] not in (" ", ""):
            return None
        if tokens[ahead].text[0].isupper():
            return ahead
        if tokens[ahead].low not in LINKS:
            return None
    return None


def organisations(page: Page, named: Iterable[Mention]) -> list[Proposal]:
    """One proposal for each organisation, at its first mention, with where else it is named."""
    first: dict[str, Mention] = {}
    times: Counter[str] = Counter()
    places: dict[str, list[list[int]]] = {}
    for one in named:
        first.setdefault(one.name, one)
        times[one.name] += 1
        places.setdefault(one.name, []).append([one.start, one.end])
    return [
        propose(
            page, Kind.ORGANISATION, (one.start, one.end), one.name, one.rule,
            triggers=(page.plain[one.start : one.end],), sort=one.kind, mentions=places[one.name],
        )
        for one in first.values()
    ]  # fmt: skip
