"""What courts did: court, judge, day, kind, what and whom. No effect is read from it: a report of a ruling bars nothing."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from proviso.reading.page import Page, Span
from proviso.reading.passages import Taken, propose
from proviso.reading.proposal import Kind, Proposal

ANCHORS = frozenset(
    "judge judges court courts panel jury justices justice circuit magistrate injunction injunctions order ordered orders we stay ruling tribunal "
    "hereby granted allowed restrained remanded quashed denied enjoined dismissed vacated affirmed reversed".split()
)
COURT = (
    r"(?P<c>(?:(?:[Aa]|[Tt]he|[Tt]wo|[Tt]hree|[Ff]our|[Oo]ne|[Ss]everal|[Mm]ultiple|[Tt]hat|[Ll]ower|[Ff]ederal|[Aa]nother|[Dd]ifferent|[Tt]rial|[Tt]his)\s+){0,3}"
    r"(?:(?:federal|U\.S\.|United|States|district|appeals|appellate|circuit|state|lower|supreme|superior|bankruptcy|magistrate|administrative|law|three-judge|divided|unanimous|county|District|Circuit|Supreme|Superior|Appeals|Court|of|for|the|[A-Z][a-z]+|\d+(?:st|nd|rd|th))\s+){0,7}"
    r"(?:[Jj]udges?|[Cc]ourts?|[Pp]anel|[Jj]ury|[Jj]ustices?(?!\s+Department)|Circuit|Appeals|[Mm]agistrate)(?:\s+[A-Z][\w.]+){0,4})"
)
DID = r"(?P<v>(?:temporarily |permanently |preliminarily )?(?:ruled|held|blocked|enjoined|issued|struck down|upheld|overturned|reversed|affirmed|vacated|dismissed|granted|denied|ordered|halted|sided|found|rejected|stayed|lifted|barred|concluded|declined|threw out|decided|refused|agreed|remanded|tossed|extended|narrowed|dissolved|suspended|entered|certified|approved|heard|dissented|concurred|restrained|set aside|quashed))\b"
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
    r"\b(?:(?:it|IT) (?:is|IS) (?:hereby |HEREBY |further |FURTHER |so |SO |therefore )*(?P<v>ORDERED|ordered|ADJUDGED)|(?:is|are|be) (?:hereby )?(?P<w>GRANTED(?: IN PART)?|ALLOWED(?: IN PART)?|DENIED|ENJOINED|RESTRAINED|DISMISSED|VACATED|AFFIRMED|REVERSED|REMANDED|QUASHED|SET ASIDE|STAYED|enjoined from)|(?:is|are|be) hereby (?P<x>granted|allowed|denied|enjoined|restrained|dismissed|vacated|affirmed|reversed|stayed))\b"
)
WE_HOLD = re.compile(
    r"\b(?:[Ww]e|[Tt]he (?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|D\.C\.|Federal) Circuit)\s+(?:therefore\s+|also\s+|thus\s+)?(?:will\s+)?(?P<v>hold|affirm|reverse|vacate|remand|conclude|held|affirmed|reversed|vacated)\b"
)
COURT_NOW = re.compile(
    r"(?P<c>\b(?:[Tt]he|[Tt]his) (?:[Cc]ourt|COURT)) (?:therefore |hereby |also |now |thus |further )*(?P<v>holds|finds|concludes|grants|denies|dismisses|enjoins|orders|affirms|reverses|vacates|rejects|agrees)\b"
)
HE_DID = re.compile(rf"\A(?P<c>He|She|It|it)\s{HAVE}{DID}")
REPORTER = re.compile(
    r"(?P<n>(?:[A-Z][\w.'&]*\s+(?:of\s+|and\s+)?){1,6}v\.\s+(?:[A-Z][\w.'&]*,?\s*(?:of\s+|and\s+)?){1,6}),?\s+(?P<v>\d{1,4}\s+(?:U\.S\.|S\. Ct\.|F\.(?:\s?Supp\.)?(?:\s?[234]d|th)?|F\.4th|WL)\s+\d{1,7})(?:\s*\((?P<c>[^()]{3,40})\))?"
)
KINDS = re.compile(
    r"\b(?:(?:nationwide|preliminary|permanent|temporary)\s+)*(?:in[jn]\w{2,6}tion|restraining order|stay|summary judgment|consent decree|dismissal|settlement|class certification)\b",
    re.IGNORECASE,
)
NAME = r"[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){0,3}"
JUDGE = re.compile(
    rf"\b(?:(?:Judge|Justice|Magistrate|Chancellor)\s+(?P<j>{NAME})|judge,\s+(?P<k>{NAME}),)"
)
# What a court makes is named after the order; what it does to one, after the verb.
MADE = frozenset(
    "granted issued entered extended certified approved allowed ordered agreed".split()
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
    ("ruling-we-hold", COURT_NOW),
)
FURTHER = re.compile(
    r"(?:;|,\s+(?:and|but|while))\s+(?=(?:a|an|the|one|another|two|three)\s+(?:[\w.-]+\s+){0,4}(?:judges?|courts?|panel|circuit|justices)\b|it\s+(?:vacated|reversed|affirmed|denied|granted|upheld|declined|stayed)\b)"
)
BETWEEN = re.compile(r"[\s.\"\u0027]*(?:[,;]?\s*(?:and|but|while)\s+)?")
ANY_DID = re.compile(DID)
NEEDS_A_VERB = (COURT_DID, DONE_BY)
RULED = re.compile(r"\b(?:decision|ruling|order|opinion|injunction|verdict|judgment)\b")
COURT_ALONE = re.compile(COURT)
DONE = frozenset(
    "ruled held blocked enjoined upheld overturned reversed affirmed vacated dismissed denied halted sided found rejected stayed lifted "
    "barred concluded declined decided refused remanded tossed narrowed dissolved suspended dissented concurred restrained quashed".split()
) | {
    "struck down",
    "threw out",
    "set aside",
    "permanently enjoined",
    "temporarily blocked",
    "permanently blocked",
    "preliminarily enjoined",
    "temporarily enjoined",
}
PAST = {
    "holds": "held", "hold": "held", "finds": "found", "concludes": "concluded", "conclude": "concluded", "grants": "granted",
    "denies": "denied", "dismisses": "dismissed", "enjoins": "enjoined", "orders": "ordered", "affirms": "affirmed", "affirm": "affirmed",
    "reverses": "reversed", "reverse": "reversed", "vacates": "vacated", "vacate": "vacated", "remand": "remanded",
    "rejects": "rejected", "agrees": "agreed", "enjoined from": "enjoined",
}  # fmt: skip
JUDGES = frozenset("judge justice magistrate chancellor".split())
MOST_JUDGES = 40
LONGEST = 1_200  # characters of a sentence that are looked at


def rulings(page: Page, spoken: Taken, others: Iterable[Proposal]) -> list[Proposal]:
    """One ruling for each sentence that reports one, outside quotations; cases by their reporter."""
    found = [*_sentences(page, spoken), *_cases(page)]
    near = sorted(others, key=lambda one: one.start)
    return sorted((_filled(page, one, near) for one in found), key=lambda one: one.start)


def _sentences(page: Page, spoken: Taken) -> Iterator[Proposal]:
    judges = _judges(page)
    by_name = _by_name(judges)
    starts = dict.fromkeys(
        page.sentence(page.tokens[n].start).start for n in _anchors(page, judges)
    )
    last: Proposal | None = None
    for span in _clauses(page, sorted(starts)):
        made = _ruling(page, span, spoken, by_name)
        if made is None and last is not None:
            made = _goes_on(page, span, spoken, last)
        if made is not None:
            last = made
            yield _with_judge(made, judges)


def _clauses(page: Page, starts: Iterable[int]) -> Iterator[Span]:
    """The sentences, cut where a further court begins to act: `…, and a judge in Troy sided with …`."""
    for start in starts:
        whole = page.sentence(start)
        at = whole.start
        for cut in FURTHER.finditer(page.plain, whole.start, min(whole.end, whole.start + LONGEST)):
            yield Span(at, cut.start())
            at = cut.end()
        yield Span(at, whole.end)


def _anchors(page: Page, judges: Mapping[str, str]) -> list[int]:
    """The words at which a sentence is looked at: of courts, the judges' names, and pronouns where a judge is named."""
    words = {*ANCHORS, *(name.lower() for name in judges), *(("he", "she") if judges else ())}
    return page.numbers_of(words)


def _judges(page: Page) -> Mapping[str, str]:
    """The judges that a text names, by their surnames."""
    found: dict[str, str] = {}
    for number in page.numbers_of(JUDGES):
        token = page.tokens[number]
        named = JUDGE.match(page.plain, token.start)
        name = (named["j"] or named["k"]).strip(" .,'") if named else ""
        words = name.removesuffix("'s").split()
        if words and (len(words) > 1 or words[0] not in found):
            found[words[-1]] = " ".join(words)
    return found


def _by_name(judges: Mapping[str, str]) -> re.Pattern[str] | None:
    """`Roe had enjoined it`, where a Judge Roe is named elsewhere."""
    if not judges:
        return None
    names = "|".join(re.escape(name) for name in sorted(judges)[:MOST_JUDGES])
    return re.compile(rf"(?P<c>\b(?:{names})),?(?P<gap>)\s{HAVE}{DID}")


def _with_judge(made: Proposal, judges: Mapping[str, str]) -> Proposal:
    """The judge's whole name, where only the surname stands in the sentence."""
    said = str(made.fields.get("judge") or "")
    return made.also(judge=judges.get(said.split()[-1], said)) if said else made


def _goes_on(page: Page, span: Span, spoken: Taken, last: Proposal) -> Proposal | None:
    """`He declined to block a third.` in the sentence behind a judge's ruling."""
    if not BETWEEN.fullmatch(page.plain[last.end : span.start]):
        return None
    found = HE_DID.search(page.plain[span.start : span.end])
    whose = "court" if found and found["c"].lower() == "it" else "judge"
    if (
        found is None
        or not last.fields.get(whose)
        or not spoken.free(span.start, span.start + found.end())
    ):
        return None
    made = _made(page, span, found, "ruling-goes-on")
    return made.also(court=last.fields.get("court"), judge=last.fields.get("judge"))


def _ruling(
    page: Page, span: Span, spoken: Taken, by_name: re.Pattern[str] | None
) -> Proposal | None:
    text = page.plain[span.start : min(span.end, span.start + LONGEST)]
    if NOT_RULINGS.search(text) or OUTSIDE_COURT.search(text):
        return None
    acts = bool(ANY_DID.search(text))
    for rule, way in (*WAYS, ("ruling-by-a-judge-named", by_name)):
        idle = (
            way is None
            or (way in NEEDS_A_VERB and not acts)
            or (way is ITS_RULING and not RULED.search(text))
        )
        found = None if idle or way is None else _first(way, text, span, spoken)
        if found is None or _says_nothing(rule, found, text):
            continue
        return _made(page, span, found, rule)
    return None


def _first(way: re.Pattern[str], text: str, span: Span, spoken: Taken) -> re.Match[str] | None:
    """The first match outside quotations."""
    at = span.start
    for one in way.finditer(text):
        if spoken.free(at + one.start("v" if one.groupdict().get("v") else 0), at + one.end()):
            return one
    return None


def _says_nothing(rule: str, found: re.Match[str], text: str) -> bool:
    """An order that is only asked for; `IT IS HEREBY ORDERED:` with nothing behind it."""
    if rule == "ruling-by-name-of-order":
        return bool(ONLY_ASKED.search(text, 0, found.start()))
    return rule == "ruling-in-an-order" and bool(
        found.groupdict().get("v") and not text[found.end() :].strip(" :.,;\n")
    )


ONLY_ASKED = re.compile(
    r"\b(?:motions?|seeks?|seeking|sought|asks?|asked|asking|request(?:s|ed|ing)?|appl(?:y|ied) for|petition(?:s|ed)?|wants?|moves? for|moved for)\b",
    re.IGNORECASE,
)


def _made(page: Page, span: Span, found: re.Match[str], rule: str) -> Proposal:
    groups = found.groupdict()
    verb = next((groups[name] for name in "vwx" if groups.get(name)), found.group())
    end = span.end
    while end > span.start + 1 and page.plain[end - 1] in ".!?\"' ":
        end -= 1
    after = page.plain[span.start + found.end() : end]
    stop = OBJECT_END.search(after)
    kind = KINDS.search(page.plain, span.start + found.start(), end)
    judge = JUDGE.search(page.plain, span.start, end)
    court = groups.get("c")
    nearer = list(COURT_ALONE.finditer(groups.get("gap") or ""))
    if nearer:  # `in a court in Troy, where Judge Roe blocked it`
        court = nearer[-1]["c"]
    by_name = rule == "ruling-by-a-judge-named"
    return propose(
        page, Kind.RULING, (span.start, end), _action(verb, kind), rule, triggers=(verb, court or ""),
        court=court, judge=court if by_name else _judge(judge), verb=verb,
        order=" ".join(kind.group().split()).lower() if kind else None,
        what=(after[: stop.start()] if stop else after).strip() or None,
    )  # fmt: skip


def _judge(found: re.Match[str] | None) -> str | None:
    name = (found["j"] or found["k"]).strip(" .,'").removesuffix("'s") if found else ""
    return name or None


def _action(verb: str, kind: re.Match[str] | None) -> str:
    """The kind of order, where one was made; else what was done, by its verb."""
    low = " ".join(verb.lower().split())
    low = PAST.get(low, low)
    if kind and (low.split()[0] in MADE or low not in DONE):
        return " ".join(kind.group().split()).lower()
    return low


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
                court=found["c"], judge=None, verb=None, order=None, what=found["n"].strip(" ,"),
            )  # fmt: skip


def _filled(page: Page, one: Proposal, near: list[Proposal]) -> Proposal:
    """With the day and the governments named in the same sentence."""
    first = bisect_left(near, one.start, key=attrgetter("start"))
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
