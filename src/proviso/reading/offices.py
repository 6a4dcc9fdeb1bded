"""Offices with their organisation: before a name, on the line below it, and those that need no saying. Names are in people.py."""

import re

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
    r"[ ]*\n[ ]*(?P<role>[A-Z][A-Za-z ]{2,40}?)[ ]*(?:,[ ]*(?P<of>[A-Z][^\n]{2,60}))?(?:\n|\Z)"
)
OFFICE_OF = re.compile(
    r"\b(?P<role>(?:Assistant |Deputy |Under |Acting )?(?:Secretary|Director|Administrator|Commissioner|Chairman|Chair|President|Attorney General|Governor|Mayor|Treasurer))\s+of\s+(?:the\s+)?\Z"
)


def alone_on_line(plain: str, start: int) -> bool:
    return not plain[plain.rfind("\n", 0, start) + 1 : start].strip()


def office_before(plain: str, before: tuple[int, str] | None) -> tuple[str, str] | None:
    """`Secretary of Homeland Security | Jane Roe`: an office, its organisation or place, the name."""
    found = OFFICE_OF.search(plain, max(0, before[0] - 40), before[0]) if before else None
    return (found["role"], before[1]) if before and found else None
