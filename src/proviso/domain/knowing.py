"""What an act may name: ids that must be known, ids that must be new, words that must be there, two persons. No noun's own rules."""

import unicodedata
from collections.abc import Container, Iterable

from proviso.domain.refusals import Refusal

ONE_NAME = (
    "The record's own rule: one name for one thing, and no act on a thing that it does not hold"
)
STATED = "The record's own rule: an act states what it does, in words of the record"
TWO_PERSONS = "The two-person rule: no one decides alone on a subpoena, a determination or a remedy"


def why_not_known(noun: str, name: str, known: Container[str], *, cure: str) -> Refusal | None:
    """Refuse a name that the record does not hold: `noun.unknown`."""
    if name in known:
        return None
    return Refusal(
        code=f"{noun}.unknown",
        reason=f"The record holds no {noun} named {name!r} here.",
        cure=cure,
        authority=ONE_NAME,
    )


def why_not_new(noun: str, name: str, known: Container[str]) -> Refusal | None:
    """Refuse a name that is blank (`noun.unnamed`) or already taken (`noun.exists`)."""
    if not name.strip():
        return Refusal(
            code=f"{noun}.unnamed",
            reason=f"The {noun} has no name, so nothing later could refer to it.",
            cure=f"Give the {noun} a name of its own.",
            authority=ONE_NAME,
        )
    if name not in known:
        return None
    return Refusal(
        code=f"{noun}.exists",
        reason=f"The record already holds {a_or_an(noun)} named {name!r}.",
        cure=f"Use another name, or leave this out if it is the same {noun}.",
        authority=ONE_NAME,
    )


def why_not_one_of(noun: str, field: str, value: str, words: Iterable[str]) -> Refusal | None:
    """Refuse a word that is not one of `words`: `noun.field`."""
    expected = tuple(words)
    if value in expected:
        return None
    return Refusal(
        code=f"{noun}.{field}",
        reason=f"{value!r} is not a {field} of {a_or_an(noun)}.",
        cure=f"Use one of: {', '.join(expected)}.",
        authority=STATED,
    )


def why_not_stated(noun: str, field: str, value: str | None) -> Refusal | None:
    """Refuse a blank where words are needed: `noun.no-field`."""
    if value and value.strip():
        return None
    return Refusal(
        code=f"{noun}.no-{field}",
        reason=f"The {field} of the {noun} is not stated.",
        cure=f"State the {field}.",
        authority=STATED,
    )


def why_not_two(
    noun: str, first: str, second: str, *, did: str, authority: str = TWO_PERSONS
) -> Refusal | None:
    """Refuse one person in both places (`noun.one-person`), or nobody in one (`noun.no-person`).

    `did` says who they are: "issued and approved the subpoena".
    """
    one, two = _person(first), _person(second)
    if one and two and one != two:
        return None
    if one and two:
        return Refusal(
            code=f"{noun}.one-person",
            reason=f"{first.strip()} both {did}; two different people must.",
            cure="Have another authorised person do the second part.",
            authority=authority,
        )
    return Refusal(
        code=f"{noun}.no-person",
        reason=f"It is not stated which two people {did}.",
        cure="Name both people.",
        authority=authority,
    )


def same_person(one: str, two: str) -> bool:
    """Whether two names are one person's, as far as names tell."""
    return _person(one) == _person(two)


def _person(name: str) -> str:
    """A name as far as it tells people apart: not by case, width, spaces or invisible characters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(c for c in folded if unicodedata.category(c) != "Cf").split())


def a_or_an(noun: str) -> str:
    """The noun with its article: an award, a review."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
