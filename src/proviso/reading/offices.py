"""Offices with their organisation: before a name, on the line below it, and those that need no saying. Names are in people.py."""

import re

from proviso.reading.words import ROLE_PHRASES

# Of whom an office is, where the text need not say.
OFFICES = {
    "Attorney General": "US Department of Justice", "Deputy Attorney General": "US Department of Justice",
    "President": "United States", "Vice President": "United States",
    "White House Press Secretary": "White House", "then-White House Press Secretary": "White House",
}  # fmt: skip
FIELD = re.compile(
    r"\b(?:Homeland Security|Transportation|Labor|Education|Treasury|Defense|Interior|Commerce|Energy|Agriculture|Housing|Health|State|Press)\s+\Z"
)
LINE_BELOW = re.compile(
    r"[ ]*\n[ ]*(?P<role>[A-Z][A-Za-z. ]{2,40}?)[ ]*(?:(?:,[ ]*|[ ](?:of|for)[ ](?:the[ ])?)(?P<of>[A-Z][^\n]{2,60}))?(?:\n|\Z)"
)
OFFICE_OF = re.compile(
    r"\b(?P<role>(?:Assistant |Deputy |Under |Acting )?(?:Secretary|Director|Administrator|Commissioner|Chairman|Chair|President|Attorney General|Governor|Mayor|Treasurer))\s+of\s+(?:the\s+)?\Z"
)


HONOUR = re.compile(
    r"\s*(?:The Honorable|Hon\.|The Hon\.|Mr\.|Mrs\.|Ms\.|Dr\.|/s/|s/|By:|Attn:?|cc:)?\s*\Z"
)
PHRASES = frozenset(ROLE_PHRASES)
SET_OFF = re.compile(r"(?P<role>(?:[a-z][\w-]*\s+){0,2}?(?P<last>[a-z][a-z-]+)),\s\Z")


def alone_on_line(plain: str, start: int) -> bool:
    """Whether a name begins its line, an honour or a sign of signing apart."""
    return bool(HONOUR.match(plain, plain.rfind("\n", max(0, start - 60), start) + 1, start))


def role_set_off(plain: str, start: int, end: int, roles: frozenset[str]) -> str | None:
    """`the county's lawyer, Jane Roe, said`: the role before a name that commas set off."""
    if plain[end : end + 1] != ",":
        return None
    found = SET_OFF.search(plain, max(0, start - 40), start)
    if not found or found["last"] not in roles:
        return None
    words = found["role"].split()
    longer = (" ".join(words[at:]) for at in range(len(words)))
    return next((each for each in longer if each in PHRASES), found["last"])


def office_before(plain: str, before: tuple[int, str] | None) -> tuple[str, str] | None:
    """`Secretary of Homeland Security | Jane Roe`: an office, its organisation or place, the name."""
    found = OFFICE_OF.search(plain, max(0, before[0] - 40), before[0]) if before else None
    return (found["role"], before[1]) if before and found else None
