"""What a fact refers to must be on record: governments, reviews, awards, programmes, sources. Nouns check their own ids."""

from dataclasses import fields
from typing import Protocol

from proviso.acts.act import Deed
from proviso.domain.cover import cover_of, why_not_term
from proviso.domain.facts.governments import GovernmentNoted
from proviso.domain.refusals import Refusal

GOVERNMENTS = ("ocd_id", "respondent", "recipient", "applicants", "subrecipients", "plaintiffs")
STREAMS = {
    "open-matter": ("review", "award", "programme"),
    "open-review": ("programme",),
    "make-award": ("programme",),
    "carry-statement": ("source",),
    "enter-order": ("case",),
}
AUTHORITY = "the record's own rule: a fact refers only to what is on record"


class Knows(Protocol):
    def has_government(self, ocd_id: str) -> bool: ...
    def has_stream(self, stream: str) -> bool: ...


def why_not_refer(rooms: Knows, deed: Deed) -> Refusal | None:
    """Refuse a fact that names a government or a stream that is not on record."""
    for field, ocd_id in _bodies(deed):
        if not rooms.has_government(ocd_id):
            return _unknown(field, ocd_id, "a government of the register, or an external id")
    for field in STREAMS.get(deed.act.name, ()):
        named = getattr(deed.fact, field)
        if named is not None and not rooms.has_stream(f"{field}:{named}"):
            return _unknown(field, named, f"a {field} on record")
    return None


def _bodies(deed: Deed) -> list[tuple[str, str]]:
    if isinstance(deed.fact, GovernmentNoted):
        return []
    found = []
    for one in fields(deed.fact):
        value = getattr(deed.fact, one.name)
        if one.name in GOVERNMENTS:
            named = value if isinstance(value, tuple) else (value,)
            found += [(one.name, name) for name in named]
        elif one.name == "covers" and isinstance(value, tuple):
            found += [("covers", name) for name in _covered(value)]
    return found


def _covered(terms: tuple[str, ...]) -> list[str]:
    good = [term for term in terms if why_not_term(term) is None]
    return [
        term.subject for term in cover_of(good).terms if term.kind not in {"everyone", "members"}
    ]


def _unknown(field: str, found: str, expected: str) -> Refusal:
    return Refusal(
        code=f"{field}.unknown",
        reason=f"{field} is {found!r}, which is not on record; expected {expected}.",
        cure="Correct the id, or record what it names first.",
        authority=AUTHORITY,
    )
