"""Two reports of one ruling: whether they name courts of the same level. What a ruling does is not compared."""

import re
from itertools import combinations

from proviso.domain.sources import Outcome
from proviso.reading.comparing.facts import Cell, Compared
from proviso.reading.comparing.shelf import Account, passage, words
from proviso.reading.proposal import Kind, Proposal

LEVELS = (
    ("supreme court", re.compile(r"\bsupreme\b", re.IGNORECASE)),
    ("appeals court", re.compile(r"\b(?:appeals?|appellate|circuit)\b", re.IGNORECASE)),
    (
        "trial judge or court",
        re.compile(r"\b(?:judges?|district|superior|lower|courts?|magistrate)\b", re.IGNORECASE),
    ),
)
SMALL = frozenset(
    "that this with from after before their they were have been which would could while some them when more into about over under".split()
)
ALIKE = 4  # content words that two reports of one ruling share


def which_court(accounts: list[Account]) -> list[Compared]:
    """Two reports of one ruling, by the words they share, that name courts of different levels."""
    held = [
        (account, one, _content(account, one))
        for account in accounts
        for one in account.of(Kind.RULING)
        if one.fields.get("court")
    ]
    scored = []
    for first, second in combinations(held, 2):
        both = len(first[2] & second[2])
        if first[0] is not second[0] and both >= ALIKE:
            scored.append((both / min(len(first[2]), len(second[2])), first, second))
    scored.sort(key=lambda each: -each[0])
    used: set[tuple[str, int, str]] = set()
    found = []
    for share, (a, one, _), (b, other, _) in scored:
        keys = {(a.file, one.start, b.file), (b.file, other.start, a.file)}
        if share >= 0.3 and not keys & used:
            used |= keys
            found.append(_ruled((a, one), (b, other)))
    return found


def _ruled(first: tuple[Account, Proposal], second: tuple[Account, Proposal]) -> Compared:
    levels = [_level(str(one.fields["court"])) for _, one in (first, second)]
    same = levels[0] == levels[1]
    says = f"both name a {levels[0]}" if same else f"{levels[0]} and {levels[1]}"
    cells = tuple(
        Cell(
            file=account.file,
            value=f"{one.fields['court']}: {one.value}",
            passage=passage(account, one),
        )
        for account, one in (first, second)
    )
    return Compared(
        fact="which court ruled",
        outcome=Outcome.AGREEMENT if same else Outcome.CONFLICT,
        says=says,
        cells=cells,
    )


def _level(court: str) -> str:
    return next((name for name, said in LEVELS if said.search(court)), "court")


def _content(account: Account, one: Proposal) -> frozenset[str]:
    """The longer words of a ruling's sentence; of the one before it too, where it begins with `This` or `The`."""
    plain = account.page.plain
    text = plain[one.start : one.end]
    if text.startswith(("This ", "That ", "It ", "The order", "The ruling")):
        before = account.page.sentence(max(0, one.start - 2))
        text = plain[before.start : before.end] + " " + text
    return frozenset(word[:6] for word in words(text) if len(word) > 3 and word not in SMALL)
