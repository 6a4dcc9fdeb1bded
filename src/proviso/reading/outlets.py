"""Outlets that a text relies on, and how: reported, according to, told, contributed, broadcast, dateline. Their words are quotations'."""

import re
from collections.abc import Iterable, Iterator

from proviso.reading.organisations import Mention
from proviso.reading.page import Page
from proviso.reading.passages import propose
from proviso.reading.proposal import Kind, Proposal

VERB = r"(?:reports?|reported|reporting|adds?|added|notes?|noted|writes?|wrote|said|says|revealed|reveals|found|obtained|confirmed|explains?|explained|learned|broke)"
ACCORDING = re.compile(
    r"\b(?:according to|per|via|citing|cited by|cited|reported by|first reported (?:by|in)|reports? (?:from|by|in|published by|published in)|as reported (?:by|in)|obtained by|published (?:by|in)|reviewed by|interview (?:with|on)|(?:story|article|analysis|investigation|editorial|account|dispatch|survey|poll) (?:by|in|from|for)|reporting (?:by|from)|credit to|courtesy of|reprinted from|originally (?:appeared|published) (?:in|on|by)|writing in|wrote in|wrote for|appeared in)\s+(?:the\s+|a\s+)?\Z",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:told|tells|tell|telling|spoke (?:to|with)|speaking (?:to|with)|emailed|talked to|statement to|comment to|confirmed to|said to)\s+(?:the\s+)?(?:[A-Z][\w']+\s+)?\Z"
)
AS = re.compile(r"\b[Aa]s\s+(?:the\s+)?\Z")
SAYS = re.compile(
    rf"(?:'s\s+(?:[A-Z][\w.]+\s+){{1,3}})?,?\s?(?:also\s+|first\s+|later\s+|has\s+|previously\s+)?{VERB}\b"
)
THEIR = re.compile(
    r"(?:'s?)?\s+(?:poll|survey|report|reporter|investigation|analysis|story|article|correspondent|editorial|interview|review|tally|database|account)\b(?!s)"
)
CONTRIBUTED = re.compile(r"[^.\n]{0,80}\bcontributed\b")
CONTRIBUTED_TO = re.compile(
    r"\bcontributed\s+(?:reporting\s+|material\s+)?(?:to|for)\s+(?:this\s+\w+\s+for\s+)?(?:the\s+)?\Z"
)
DATELINE = re.compile(r"\)?\s*(?:[-—]{1,3}|--)")
SHOWN = re.compile(r"\b(?:on|On)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?\Z")
SHOW = re.compile(
    r"(?:'s?)?(?:,|\.|\s+(?:show|program|programme|host|anchor|interview|appearance|Sunday|on\b|\(|\")|\s*\"|'s?\s+\")"
)
HOST = re.compile(r"(?:'s?)\s+(?:\w+\s+)?(?:show|program|programme|host|anchor|\")")
# What follows the outlet is asked first, then what stands before it.
LONGEST = 60


def outlets(page: Page, named: Iterable[Mention]) -> list[Proposal]:
    """One proposal for each mention of an outlet that the text relies on."""
    return [
        one for mention in named if mention.kind == "outlet" for one in _relied_on(page, mention)
    ]


def _relied_on(page: Page, one: Mention) -> Iterator[Proposal]:
    relation = _relation(page.plain, one.start, one.end)
    if relation is not None:
        name, words = relation
        article = page.plain[max(0, one.start - 4) : one.start]
        yield propose(
            page, Kind.OUTLET, (one.start, one.end), one.name, f"outlet-{name.replace(' ', '-')}",
            triggers=(words, article if article == "The " else ""), relation=name,
        )  # fmt: skip


def _relation(plain: str, start: int, end: int) -> tuple[str, str] | None:
    """The relation, and the words that say so."""
    before, after = plain[max(0, start - LONGEST) : start], plain[end : end + 90]
    cases = (
        ("contributed", CONTRIBUTED_TO.search(before) or CONTRIBUTED.match(after)),
        ("according to", ACCORDING.search(before)),
        ("told", TOLD.search(before)),
        ("reports", AS.search(before) and SAYS.match(after)),
        ("reported", SAYS.match(after) or THEIR.match(after)),
        ("wire dateline", before.endswith("(") and DATELINE.match(after)),
        ("broadcast", SHOWN.search(before) and SHOW.match(after)),
        ("broadcast", HOST.match(after)),
    )
    return next(((name, found.group()) for name, found in cases if found), None)
