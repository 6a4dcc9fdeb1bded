"""What a fact refers to must be on record: governments, associations, reviews, awards, cases, sources. Nouns check their own ids."""

from dataclasses import fields, replace
from typing import Protocol

from proviso.acts.act import Deed
from proviso.acts.training import why_not_mix
from proviso.domain import matters, reviews
from proviso.domain.cover import Term, cover_of, why_not_term
from proviso.domain.facts.governments import GovernmentNoted
from proviso.domain.knowing import a_or_an
from proviso.domain.questions import ANY
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review
from proviso.domain.rulebook import RuleBook
from proviso.domain.standing import Standing

GOVERNMENTS = ("ocd_id", "respondent", "recipient", "applicants", "subrecipients", "plaintiffs")
STREAMS = {
    "open-matter": ("review", "award", "programme"),
    "open-review": ("programme",),
    "make-award": ("programme",),
    "propose-remedy": ("award",),
    "impose-remedy": ("award",),
    "disallow-sum": ("award",),
    "require-repayment": ("award",),
    "settle-matter": ("case",),
    "move-to-quash": ("case",),
    "seek-enforcement": ("case",),
}
AUTHORITY = "the record's own rule: a fact refers only to what is on record"


class Knows(Protocol):
    """What this module asks of the rooms."""

    @property
    def book(self) -> RuleBook: ...
    @property
    def associations(self) -> frozenset[str]: ...
    def has_government(self, ocd_id: str) -> bool: ...
    def has_stream(self, stream: str) -> bool: ...
    def matter(self, stream: str) -> Standing: ...
    def review(self, name: str | None) -> Review: ...


def governments_in(name: str, value: object) -> tuple[str, ...]:
    """The governments that a field of this name and value refers to, as written."""
    if name in GOVERNMENTS:
        return value if isinstance(value, tuple) else (str(value),)
    return tuple(
        term.subject for term in _cover(name, value) if term.kind not in {"everyone", "members"}
    )


def _cover(name: str, value: object) -> tuple[Term, ...]:
    """The terms of a cover that can be read; of those that cannot, the noun's own decision speaks."""
    if name != "covers" or not isinstance(value, tuple):
        return ()
    return cover_of(term for term in value if why_not_term(term) is None).terms


def why_not_refer(rooms: Knows, deed: Deed) -> Refusal | None:
    """Refuse a fact that names what is not on record, or a room that nobody has opened."""
    return (
        _unopened(rooms, deed)
        or _unknown_bodies(rooms, deed)
        or _unknown_words(rooms, deed)
        or _unknown_streams(rooms, deed)
        or why_not_mix(rooms.review(getattr(deed.fact, "review", None)), deed.fact)
    )


def _unopened(rooms: Knows, deed: Deed) -> Refusal | None:
    act, name = deed.act, deed.stream.partition(":")[2]
    if act.opens or act.room == "register":
        return None
    if act.room == "matter":
        return _named(matters.why_not_unopened(rooms.matter(deed.stream).matter), act.room, name)
    if act.room == "review":
        return _named(reviews.why_not_unopened(rooms.review(name)), act.room, name)
    return None if rooms.has_stream(deed.stream) else unknown(act.room, name, a_or_an(act.room))


def _named(refusal: Refusal | None, room: str, name: str) -> Refusal | None:
    """The refusal with the name of the room that it is about."""
    if refusal is None:
        return None
    reason = refusal.reason.replace(f"This {room}", f"The {room} {name!r}", 1)
    return replace(refusal, reason=reason)


def _unknown_bodies(rooms: Knows, deed: Deed) -> Refusal | None:
    if isinstance(deed.fact, GovernmentNoted):
        return None
    for one in fields(deed.fact):
        for ocd_id in governments_in(one.name, getattr(deed.fact, one.name)):
            if not rooms.has_government(ocd_id):
                expected = "a government of the register, or an external id"
                return unknown(one.name, ocd_id, expected)
    return None


def _unknown_words(rooms: Knows, deed: Deed) -> Refusal | None:
    """Associations in a cover, and conditions, have names that are known."""
    for one in fields(deed.fact):
        value = getattr(deed.fact, one.name)
        for name in associations_in(one.name, value):
            if name not in rooms.associations:
                return unknown("association", name, "an association on record")
        for name in conditions_in(one.name, value):
            if name not in rooms.book.conditions and name != ANY:
                known = ", ".join(rooms.book.conditions)
                return unknown("condition", name, f"one of the rule book's: {known}")
    return None


def associations_in(name: str, value: object) -> tuple[str, ...]:
    """The associations that a cover refers to."""
    return tuple(term.subject for term in _cover(name, value) if term.kind == "members")


def conditions_in(name: str, value: object) -> tuple[str, ...]:
    """The conditions of the rule book that a field refers to; specific conditions are others."""
    if name == "condition" and isinstance(value, str):
        return (value,)
    return value if name == "conditions" and isinstance(value, tuple) else ()


def _unknown_streams(rooms: Knows, deed: Deed) -> Refusal | None:
    for field in STREAMS.get(deed.act.name, ()):
        named = getattr(deed.fact, field)
        if named is not None and not rooms.has_stream(f"{field}:{named}"):
            return unknown(field, named, f"{a_or_an(field)} on record")
    return None


def unknown(field: str, found: str, expected: str) -> Refusal:
    """The refusal of a name that is not on record."""
    return Refusal(
        code=f"{field}.unknown",
        reason=f"{field} is {found!r}, which is not on record; expected {expected}.",
        cure="Correct the name, or record what it names first.",
        authority=AUTHORITY,
    )
