"""Letters: to whom one is written and by whom, and the words in which it quotes either: `You wrote`, `our reply said`. Other speakers are in speakers.py."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proviso.reading.page import Page
from proviso.reading.persons import Person

DEAR = re.compile(r"(?:^|\n)[ \t]*Dear\s+(?P<n>[A-Z][^\n,:;]{1,60})[,:;]?[ \t]*(?:\n|\Z)")
CLOSE = re.compile(
    r"\n[ \t]*(?:Very truly yours|Yours (?:truly|sincerely|faithfully)|Sincerely(?: yours)?|Respectfully(?: submitted| yours)?|(?:Best |Kind |Warm )?[Rr]egards|Cordially)[,.]?[ \t]*\n"
)
SAY = r"(?:wrote|write|said|say|says|stated?|states|asked|asks?|told|tell|replied|reply|replies|answer(?:ed|s)?|explain(?:ed|s)?|not(?:e|ed|es)|argue[ds]?|add(?:ed|s)?|request(?:ed|s)?|demand(?:ed|s)?|claim(?:ed|s)?|assert(?:ed|s)?|assur(?:ed?|es)|mention(?:ed|s)?|describe[ds]?|promise[ds]?|certif(?:y|ied|ies)|read[s]?)"
PAPER = r"(?:letters?|e-?mails?|messages?|reply|replies|answers?|responses?|notices?|requests?|memorandum|certification|application)"
OFTEN = r"(?:(?:also|then|further|have|had|now|again|once|already|\w+ly)\s+){0,3}"
YOU = re.compile(
    rf"\b(?:[Yy]ou\s+{OFTEN}{SAY}\b|[Yy]our\s+(?:\w+\s+){{0,2}}?{PAPER}\b|[Yy]our\s+(?:office|staff|department|agency|division|counsel)\s+{OFTEN}{SAY}\b|letter\s+from\s+you\b)"
)
WE = re.compile(rf"\b(?:(?:[Ww]e|I)\s+{OFTEN}{SAY}\b|[Oo]ur\s+(?:\w+\s+){{0,2}}?{PAPER}\b)")
BEHIND = re.compile(
    rf",?\s*(?:(?P<you>you|your {PAPER})|(?P<we>we|I|our {PAPER}))\s+{OFTEN}{SAY}\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter's two sides, as far as it names them."""

    to: str
    by: str | None


def letter(page: Page, people: Sequence[Person]) -> Letter | None:
    """The letter that a page is; None where it addresses nobody."""
    found = DEAR.search(page.plain)
    if found is None:
        return None
    name = found["n"].strip().rstrip(".")
    last = name.split()[-1]
    to = next((one.name for one in people if one.surname == last), name)
    return Letter(to=to, by=_signer(page, people, found.end()))


def _signer(page: Page, people: Sequence[Person], after: int) -> str | None:
    """The first person named behind the closing words."""
    closing = CLOSE.search(page.plain, after)
    if closing is None:
        return None
    named = [
        (start, one.name) for one in people for start, _ in one.places if start >= closing.end() - 1
    ]
    return min(named)[1] if named else None


def side_quoted(
    page: Page, held: Letter, *, before: tuple[int, int], after: int
) -> tuple[str | None, str] | None:
    """Whose words stand in a quotation, and what says so: the last `you wrote` or `we said` before it, else one behind it."""
    behind = BEHIND.match(page.plain, after)
    if behind:
        return (held.to if behind["you"] else held.by), behind.group().strip(" ,")
    found = [(one.end(), held.to, one.group()) for one in YOU.finditer(page.plain, *before)]
    found += [(one.end(), held.by or "", one.group()) for one in WE.finditer(page.plain, *before)]
    if not found:
        return None
    _, name, words = max(found)
    return name or None, words
