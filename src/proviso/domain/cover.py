"""Which bodies an order covers: the cover language and its truth for a crowd of bodies. Not intervals, not stays (docket).

Terms, joined by "or"; a leading minus takes bodies out again:

    everyone                        programme-wide or nationwide
    ocd-division/…                  that body
    within:ocd-division/…           a state and its subdivisions
    subdivisions:ocd-division/…     its subdivisions only
    members:ASSOCIATION             members on the day asked about
    members:ASSOCIATION@2018-08-09  members on that day
    subrecipients:ocd-division/…    bodies paid through an award of that recipient

Truth is three-valued (Kleene): a body is covered, not covered, or it is not known.
For a crowd it is two bit sets: `certain` (covered for sure) within `possible`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

K = TypeVar("K")
TERM = re.compile(
    r"(?P<out>-?)(?:(?P<everyone>everyone)"
    r"|(?P<kind>within|subdivisions|subrecipients):(?P<of>ocd-division/\S+)"
    r"|members:(?P<members>[A-Za-z0-9_-]+)(?:@(?P<as_of>\d{4}-\d\d-\d\d))?"
    r"|(?P<body>ocd-division/\S+))"
)


class Truth(NamedTuple):
    """Bit sets over a crowd: `certain` is always within `possible`."""

    certain: int
    possible: int

    def but_not(self, other: "Truth") -> "Truth":
        """Self and not other."""
        return Truth(self.certain & ~other.possible, self.possible & ~other.certain)


NOBODY = Truth(0, 0)


@dataclass(frozen=True, slots=True)
class Membership:
    """A body is (or is not) a member of an association over [since, until); None is unbounded."""

    association: str
    member: bool
    since: date | None
    until: date | None

    def says_on(self, day: date) -> bool:
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Body:
    """What cover depends on, of one government."""

    ocd_id: str
    state: str | None
    type: str
    memberships: tuple[Membership, ...] = ()
    recipients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    kind: str
    subject: str
    as_of: date | None
    out: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """Any of `terms` that is not `out`, less every one that is."""

    terms: tuple[Term, ...]


def why_not_term(text: str) -> str | None:
    """Say what is wrong with a term of the cover language, or None."""
    found = TERM.fullmatch(text)
    if not found:
        return (
            f"{text!r} is not a cover term; expected everyone, an OCD id, "
            "within:ID, subdivisions:ID, subrecipients:ID or members:NAME[@DATE]"
        )
    if found["as_of"]:
        try:
            date.fromisoformat(found["as_of"])
        except ValueError:
            return f"{found['as_of']} in {text!r} is not a day of the calendar"
    return None


def cover_of(terms: Iterable[str]) -> Cover:
    """Read terms that have passed why_not_term. Raises ValueError for one that has not."""
    return Cover(tuple(_term(text) for text in terms))


def _term(text: str) -> Term:
    if wrong := why_not_term(text):
        raise ValueError(wrong)
    found = TERM.fullmatch(text)
    assert found  # noqa: S101 - why_not_term has matched it
    out = bool(found["out"])
    if found["everyone"]:
        return Term("everyone", "", None, out)
    if found["body"]:
        return Term("body", found["body"], None, out)
    if found["members"]:
        day = date.fromisoformat(found["as_of"]) if found["as_of"] else None
        return Term("members", found["members"], day, out)
    return Term(found["kind"], found["of"], None, out)


class Crowd:
    """Bodies in a fixed order, with the truth of each term over all of them.

    `eligible` maps an association to the types of government that can be members:
    of those, a body without a membership record is unknown; of others, no member.
    """

    def __init__(self, bodies: Iterable[Body], eligible: Mapping[str, frozenset[str]]) -> None:
        self.bodies = tuple(bodies)
        self.eligible = eligible
        self.all = (1 << len(self.bodies)) - 1
        self._member: dict[tuple[str, date], Truth] = {}

    def truth(self, cover: Cover, day: date) -> Truth:
        """Where `cover` holds on `day`."""
        certain = possible = out_certain = out_possible = 0
        for term in cover.terms:
            if term.kind == "members":
                sure, maybe = self._members(term.subject, term.as_of or day)
            else:
                sure = maybe = self._fixed(term)
            if term.out:
                out_certain, out_possible = out_certain | sure, out_possible | maybe
            else:
                certain, possible = certain | sure, possible | maybe
        return Truth(certain & ~out_possible, possible & ~out_certain)

    def _fixed(self, term: Term) -> int:
        match term.kind:
            case "everyone":
                return self.all
            case "body":
                return self._of_id.get(term.subject, 0)
            case "within":
                return self._in_state.get(term.subject, 0)
            case "subdivisions":
                itself = self._of_id.get(term.subject, 0)
                return self._in_state.get(term.subject, 0) & ~itself
            case _:
                return self._paid_through.get(term.subject, 0)

    @cached_property
    def _of_id(self) -> dict[str, int]:
        return _bits((body.ocd_id, at) for at, body in enumerate(self.bodies))

    @cached_property
    def _in_state(self) -> dict[str | None, int]:
        return _bits((body.state, at) for at, body in enumerate(self.bodies))

    @cached_property
    def _of_type(self) -> dict[str, int]:
        return _bits((body.type, at) for at, body in enumerate(self.bodies))

    @cached_property
    def _paid_through(self) -> dict[str, int]:
        return _bits((one, at) for at, body in enumerate(self.bodies) for one in body.recipients)

    def _members(self, association: str, day: date) -> Truth:
        asked = (association, day)
        if asked not in self._member:
            self._member[asked] = self._on_record(association, day)
        return self._member[asked]

    def _on_record(self, association: str, day: date) -> Truth:
        certain, possible = 0, self._may_be_members(association)
        for at, body in enumerate(self.bodies):
            if not body.memberships:
                continue
            known = is_member(body, association, day, self.eligible)
            bit = 1 << at
            certain |= bit if known else 0
            possible = possible & ~bit if known is False else possible | bit
        return Truth(certain, possible)

    def _may_be_members(self, association: str) -> int:
        """Those of whom it is not known, as far as no record says otherwise."""
        if association not in self.eligible:
            return self.all
        bits = 0
        for type_ in self.eligible[association]:
            bits |= self._of_type.get(type_, 0)
        return bits


def _bits(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    """For each of the firsts, the bit set of its places."""
    found: dict[K, int] = {}
    for first, at in pairs:
        found[first] = found.get(first, 0) | (1 << at)
    return found


def is_member(
    body: Body, association: str, day: date, eligible: Mapping[str, frozenset[str]]
) -> bool | None:
    """Whether the body is a member on `day`; None where the record does not say."""
    for one in body.memberships:
        if one.association == association and one.says_on(day):
            return one.member
    if body.type in eligible.get(association, frozenset()):
        return None
    return False if association in eligible else None
