"""Numbers in words and figures. What is counted or paid is said elsewhere."""

import re

from proviso.reading.page import Page

ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
LARGE = frozenset("thousand million billion trillion".split())
FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")
LONGEST = 8  # words of one number
Number = int | float


def small(word: str) -> int | None:
    """`twenty-three`, `twenty` or `three`."""
    if word in ONES:
        return ONES[word]
    if word in TENS:
        return TENS[word]
    tens, _, ones = word.partition("-")
    if tens in TENS and ones in ONES and 0 < ONES[ones] < 10:
        return TENS[tens] + ONES[ones]
    return None


def figures(word: str) -> Number | None:
    """`1,200`, `23` or `1.5`."""
    if not FIGURES.match(word) or len(word) > 24:
        return None
    plain = word.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def number_at(page: Page, at: int) -> tuple[Number, int] | None:
    """The number that begins at a token, and the token after it; None where none begins."""
    tokens = page.tokens
    word = tokens[at].low
    known = figures(word)
    if known is not None:
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if after in SCALES and _joined(page, at):
            return _whole(known * SCALES[after]), at + 2
        return known, at + 1
    if word in ("a", "an", "half") or word in SCALES:
        return _begun(page, at)
    return _spelt(page, at) if small(word) is not None else None


def _begun(page: Page, at: int) -> tuple[Number, int] | None:
    """`a dozen`, `half a million`, `dozen`."""
    tokens = page.tokens
    half = tokens[at].low == "half"
    place = at + half
    if place < len(tokens) and tokens[place].low in ("a", "an"):
        place += 1
    if place >= len(tokens) or tokens[place].low not in SCALES or place - at > 2:
        return None
    value = SCALES[tokens[place].low]
    return (_whole(value / 2) if half else value), place + 1


def _spelt(page: Page, at: int) -> tuple[Number, int]:
    """Words to a number: the hundreds gather, the thousands are put by."""
    tokens, total, current, place = page.tokens, 0, 0, at
    while place < min(len(tokens), at + LONGEST):
        word = tokens[place].low
        if place > at and not _joined(page, place - 1):
            break
        own = small(word)
        if own is not None and (
            place == at or tokens[place - 1].low in SCALES or tokens[place - 1].low == "and"
        ):
            current += own
        elif word in LARGE:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
        elif word != "and" or not _number_after_and(page, place):
            break
        place += 1
    return total + current, place


def _number_after_and(page: Page, at: int) -> bool:
    """`one hundred and five`, but not `two and three`."""
    tokens = page.tokens
    return (
        at + 1 < len(tokens)
        and tokens[at - 1].low in ("hundred", "thousand")
        and small(tokens[at + 1].low) is not None
    )


def _joined(page: Page, at: int) -> bool:
    """Whether only a blank or a hyphen parts a token from the next."""
    tokens = page.tokens
    return page.plain[tokens[at].end : tokens[at + 1].start] in (" ", "-")


def _whole(value: Number) -> Number:
    return int(value) if value == int(value) else value
