"""Whether a name stands in a byline or a credit of the writer: alone, with others, or at the end of wire text. Names are in people.py."""

import re

BY = r"(?:By|BY|by|Story by|Reported by|Reporting by|Written by|[Aa]dditional reporting by)"
BYLINE = re.compile(rf"(?:^|\n)[ ]*\(?{BY}[: ]+\Z")
AND_BY = re.compile(
    rf"(?:^|\n)[ ]*\(?{BY}[: ]+(?:[A-Z][^\n.;()]{{2,60}}?(?:,|\band\b|;|&)\s*){{1,5}}(?:and\s+)?(?:(?:additional |more )?(?:reporting|writing) by\s+)?\Z"
)
LINE = 240  # characters of a line before the name
TOP = 600  # characters in which an article's head stands
DATED = re.compile(
    r"[ ]*\n[ ]*(?:(?:Updated|Published|Posted):?\s|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},\s+\d{4}|[A-Z][a-z ]{2,30}(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent)\b)"
)
AFTER = re.compile(
    r",\s+(?:[A-Z][\w&.' -]{0,40}\s)?(?:[Ss]taff [Ww]riter|[Ss]taff [Rr]eporter|[Ss]taff [Cc]orrespondent|Associated Press|Reuters)\s*(?:\n|$)"
)


def in_byline(plain: str, start: int, end: int) -> bool:
    """Whether the name from `start` to `end` is a writer's."""
    if BYLINE.search(plain, max(0, start - 32), start):
        return True
    line = plain.rfind("\n", max(0, start - LINE), start)
    if (line >= 0 or start < LINE) and AND_BY.search(plain, max(0, line), start):
        return True
    alone = start < TOP and not plain[max(0, line + 1) : start].strip()
    return bool(AFTER.match(plain, end)) or (alone and bool(DATED.match(plain, end)))
