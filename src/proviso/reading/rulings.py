"""What courts did: court, judge, day, kind, what and whom. No effect is read from it: a report of a ruling bars nothing."""

import re
from collections.abc import Iterable, Iterator

from proviso.reading.page import Page, Span
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Kind, Proposal

ANCHORS = frozenset(
    "judge judges court courts panel jury justices justice circuit magistrate injunction injunctions order ordered orders we stay ruling tribunal "
    "hereby granted denied enjoined dismissed vacated affirmed reversed".split()
)
COURT = (
    r"(?P<c>(?:(?:[Aa]|[Tt]he|[Tt]wo|[Tt]hree|[Ff]our|[Oo]ne|[Ss]everal|[Mm]ultiple|[Tt]hat|[Ll]ower|[Ff]ederal|[Aa]nother|[Dd]ifferent|[Tt]rial|[Tt]his)\s+){0,3}"
    r"(?:(?:federal|U\.S\.|United|States|district|appeals|appellate|circuit|state|lower|supreme|superior|bankruptcy|magistrate|administrative|law|three-judge|divided|unanimous|county|District|Circuit|Supreme|Superior|Appeals|Court|of|for|the|[A-Z][a-z]+|\d+(?:st|nd|rd|th))\s+){0,7}"
    r"(?:[Jj]udges?|[Cc]ourts?|[Pp]anel|[Jj]ury|[Jj]ustices?|Circuit|Appeals|[Mm]agistrate)(?:\s+[A-Z][\w.]+){0,4})"
)
DID = r"(?P<v>(?:temporarily |permanently |preliminarily )?(?:ruled|held|blocked|enjoined|issued|struck down|upheld|overturned|reversed|affirmed|vacated|dismissed|granted|denied|ordered|halted|sided|found|rejected|stayed|lifted|barred|concluded|declined|threw out|decided|refused|agreed|remanded|tossed|extended|narrowed|dissolved|suspended|entered|certified|approved|heard))\b"
HAVE = r"(?:(?:has|have|had|also|quickly|swiftly|temporarily|permanently|unanimously|preliminarily|later|then|already|again|on \w+day|last \w+|this \w+)\s+){0,3}"
COURT_DID = re.compile(
    rf"{COURT}(?P<gap>(?:[^.;\"]|(?<=\b[A-Z])\.|(?<=\b[JS]r)\.){{0,140}}?)\s{HAVE}{DID}"
)
DONE_BY = re.compile(
    rf"\b(?:was|were|been|be|is|are)\s+(?:\w+ly\s+)?{DID}\s+(?:[\w ]{{0,30}}?)\bby\s+{COURT}"
)
ITS_RULING = re.compile(
    rf"{COURT}'s?\s+(?:\w+\s+){{0,2}}?(?P<v>decision|ruling|order|opinion|injunction|verdict|judgment)\b"
)
NAMED_ORDER = re.compile(
    r"(?P<v>(?:nationwide|preliminary|permanent|temporary|statewide)\s+(?:preliminary |permanent )?(?:in[jn]\w{2,6}tion|restraining order|stay))\b",
    re.IGNORECASE,
)
ORDERED = re.compile(
    r"\b(?:(?:it|IT) (?:is|IS) (?:hereby |HEREBY |further |FURTHER |so |SO |therefore )*(?P<v>ORDERED|ordered|ADJUDGED)|(?:is|are|be) (?:hereby )?(?P<w>GRANTED(?: IN PART)?|DENIED|ENJOINED|DISMISSED|VACATED|AFFIRMED|REVERSED|STAYED|enjoined from))\b"
)
WE_HOLD = re.compile(
    r"\b(?:[Ww]e|[Tt]he (?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|D\.C\.|Federal) Circuit)\s+(?:therefore\s+|also\s+|thus\s+)?(?:will\s+)?(?P<v>hold|affirm|reverse|vacate|remand|conclude|held|affirmed|reversed|vacated)\b"
)
REPORTER = re.compile(
    r"(?P<n>(?:[A-Z][\w.'&]*\s+(?:of\s+|and\s+)?){1,6}v\.\s+(?:[A-Z][\w.'&]*,?\s*(?:of\s+|and\s+)?){1,6}),?\s+(?P<v>\d{1,4}\s+(?:U\.S\.|S\. Ct\.|F\.(?:\s?Supp\.)?(?:\s?[234]d|th)?|F\.4th|WL)\s+\d{1,7})(?:\s*\((?P<c>[^()]{3,40})\))?"
)
KINDS = re.compile(
    r"\b(?:(?:nationwide|preliminary|permanent|temporary)\s+)*(?:in[jn]\w{2,6}tion|restraining order|stay|summary judgment|consent decree|dismissal|settlement|class certification)\b",
    re.IGNORECASE,
)
JUDGE = re.compile(
    r"\b(?:Judge|Justice|Magistrate|Chancellor)\s+(?P<j>[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){0,3})"
)
NOT_RULINGS = re.compile(
    r"\b(?:basketball|tennis|food court|jury duty|courtesy|talent show|science fair|contest|pageant|cook-off|horse show)\b",
    re.IGNORECASE,
)
OUTSIDE_COURT = re.compile(
    r"\b(?:Court|Circuit|Judge)\s+(?:Street|Avenue|Road|Square|House Road|City)\b"
)
OBJECT_END = re.compile(
    r"[,;.](?:\s|$)|\s+(?:after|because|while|when|but|pending|saying|writing|finding|ruling)\b"
)
WAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ruling-by-court-and-verb", COURT_DID),
    ("ruling-done-by-a-court", DONE_BY),
    ("ruling-of-a-court", ITS_RULING),
    ("ruling-by-name-of-order", NAMED_ORDER),
    ("ruling-in-an-order", ORDERED),
    ("ruling-we-hold", WE_HOLD),
)
LONGEST = 1_200  # characters of a sentence that are looked at


def rulings(page: Page, spoken: Taken, others: Iterable[Proposal]) -> list[Proposal]:
    """One ruling for each sentence that reports one, outside quotations; cases by their reporter."""
    found = [*_sentences(page, spoken), *_cases(page)]
    near = sorted(others, key=lambda one: one.start)
    return sorted((_filled(page, one, near) for one in found), key=lambda one: one.start)


def _sentences(page: Page, spoken: Taken) -> Iterator[Proposal]:
    done = -1
    for number in page.numbers_of(ANCHORS):
        span = page.sentence(page.tokens[number].start)
        if span.start <= done:
            continue
        done = span.start
        made = _ruling(page, span, spoken)
        if made is not None:
            yield made


def _ruling(page: Page, span: Span, spoken: Taken) -> Proposal | None:
    text = page.plain[span.start : min(span.end, span.start + LONGEST)]
    if NOT_RULINGS.search(text) or OUTSIDE_COURT.search(text):
        return None
    for rule, way in WAYS:
        found = next(
            (
                one
                for one in way.finditer(text)
                if spoken.free(
                    span.start + one.start("v" if one["v"] else 0), span.start + one.end()
                )
            ),
            None,
        )
        asked = (
            rule == "ruling-by-name-of-order"
            and found is not None
            and ONLY_ASKED.search(text, 0, found.start())
        )
        if found is not None and not asked:
            return _made(page, span, found, rule)
    return None


ONLY_ASKED = re.compile(
    r"\b(?:motions?|seeks?|seeking|sought|asks?|asked|asking|request(?:s|ed|ing)?|appl(?:y|ied) for|petition(?:s|ed)?|wants?|moves? for|moved for)\b",
    re.IGNORECASE,
)


def _made(page: Page, span: Span, found: re.Match[str], rule: str) -> Proposal:
    groups = found.groupdict()
    verb = groups.get("v") or groups.get("w") or found.group()
    end = span.end
    while end > span.start + 1 and page.plain[end - 1] in ".!?\"' ":
        end -= 1
    after = page.plain[span.start + found.end() : end]
    stop = OBJECT_END.search(after)
    kind = KINDS.search(page.plain, span.start + found.start(), end)
    judge = JUDGE.search(page.plain, span.start, end)
    return propose(
        page, Kind.RULING, (span.start, end), _action(verb, kind), rule, triggers=(verb, groups.get("c") or ""),
        court=groups.get("c"), judge=judge["j"] if judge else None, verb=verb,
        what=(after[: stop.start()] if stop else after).strip() or None,
    )  # fmt: skip


def _action(verb: str, kind: re.Match[str] | None) -> str:
    """The kind of order where it is named; else the verb."""
    return " ".join(kind.group().split()).lower() if kind else verb.lower()


def _cases(page: Page) -> Iterator[Proposal]:
    """`Roe v. Doe, 123 F.3d 456 (7th Cir. 2019)`."""
    for number in page.at.get("v", ()):
        token = page.tokens[number]
        start = page.sentence(token.start).start
        found = REPORTER.search(
            page.plain, max(start, token.start - 90), min(len(page.plain), token.end + 160)
        )
        if found:
            yield propose(
                page, Kind.RULING, found.span(), found["v"], "case-by-reporter", triggers=(found["v"],),
                court=found["c"], judge=None, verb=None, what=found["n"].strip(" ,"),
            )  # fmt: skip


def _filled(page: Page, one: Proposal, near: list[Proposal]) -> Proposal:
    """With the day and the governments named in the same sentence."""
    from bisect import bisect_left

    first = bisect_left(near, one.start, key=lambda each: each.start)
    inside = []
    for each in near[first : first + 60]:
        if each.start >= one.end:
            break
        inside.append(each)
    days = [each.value for each in inside if each.kind is Kind.DATE]
    whom = [each.value for each in inside if each.kind is Kind.GOVERNMENT and each.value]
    seat = [each.value for each in inside if each.fields.get("role") == "court-seat"]
    return one.also(
        date=days[0] if days else None,
        parties=[each for each in dict.fromkeys(whom) if each not in seat],
        seat=seat[0] if seat else None,
    )
