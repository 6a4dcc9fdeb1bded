"""Entering governments in the register: why a fact about one may be refused.

Lives here: the decisions before a body, an alias, a new name or an external id is recorded. What
the register then answers is register.py's; whether an identity is confirmed is identity.py's.
"""

from collections.abc import Container
from typing import Protocol

from proviso.domain.facts.governments import (
    AliasNoted,
    AssociationNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
    MembershipNoted,
)
from proviso.domain.identity import AUTHORITY, ROOT, state_of
from proviso.domain.knowing import why_not_known, why_not_new, why_not_stated
from proviso.domain.refusals import Refusal


class Holder(Protocol):
    """A body that the register holds, as far as these decisions look at it."""

    @property
    def ocd_id(self) -> str: ...
    @property
    def geoid(self) -> str: ...
    @property
    def title(self) -> str: ...


class Enrolled(Protocol):
    """What these decisions ask of the register, wherever it is kept."""

    def canonical(self, given: str) -> str | None: ...
    def get(self, given: str) -> Holder | None: ...
    def by_geoid(self, geoid: str) -> Holder | None: ...


def why_not_note_government(register: Enrolled, fact: GovernmentNoted) -> Refusal | None:
    """A new body needs an OCD id in a state, and two ids that no other body bears."""
    if state_of(fact.ocd_id) is None:
        return _malformed(fact.ocd_id)
    holder = register.get(fact.ocd_id) or register.by_geoid(fact.geoid)
    if holder is None:
        return None
    return Refusal(
        code="identity.taken",
        reason=f"{fact.name} ({fact.ocd_id}, GEOID {fact.geoid}) shares an id with "
        f"{holder.title} ({holder.ocd_id}, GEOID {holder.geoid}).",
        cure="If it is the same body, use the one in the register; if not, give it ids of its own.",
        authority=AUTHORITY,
    )


def why_not_note_alias(register: Enrolled, fact: AliasNoted) -> Refusal | None:
    """An alias is an OCD id that leads to a known body and to no other."""
    if not fact.alias.startswith(ROOT):
        return _malformed(fact.alias)
    known = register.canonical(fact.ocd_id)
    if known is None:
        return _not_there(fact.ocd_id)
    held = register.canonical(fact.alias)
    if held is None:
        return None
    return Refusal(
        code="identity.taken",
        reason=f"{fact.alias} already leads to {held}.",
        cure="Leave the alias out; it is in the register."
        if held == known
        else "Check which body is meant; an id that leads to one body cannot lead to another.",
        authority=AUTHORITY,
    )


def why_not_rename_government(register: Enrolled, fact: GovernmentRenamed) -> Refusal | None:
    """Only a body that is known can take another name."""
    return None if register.canonical(fact.ocd_id) else _not_there(fact.ocd_id)


def why_not_give_external_id(register: Enrolled, fact: ExternalIdGiven) -> Refusal | None:
    """An external id leads to a known body, is no OCD id, and leads to no other body."""
    known = register.canonical(fact.ocd_id)
    if known is None:
        return _not_there(fact.ocd_id)
    held = register.canonical(fact.external_id)
    if held is None or (held == known and not fact.external_id.startswith(ROOT)):
        return None
    return Refusal(
        code="identity.taken",
        reason=f"The external id {fact.external_id} already leads to {held}.",
        cure="Give each body an external id of its own, which is not an OCD id.",
        authority=AUTHORITY,
    )


def why_not_note_association(known: Container[str], fact: AssociationNoted) -> Refusal | None:
    """`known` are the associations on record."""
    return why_not_new("association", fact.association, known) or why_not_stated(
        "association", "name", fact.name
    )


def why_not_note_membership(known: Container[str], fact: MembershipNoted) -> Refusal | None:
    """Membership in [since, until) of an association on record; a later entry says it better."""
    cure = "Note the association first (note-association), or correct its name."
    unknown = why_not_known("association", fact.association, known, cure=cure)
    if unknown or fact.since is None or fact.until is None or fact.until > fact.since:
        return unknown
    return Refusal(
        code="membership.interval",
        reason=f"Membership is said to last from {fact.since} until {fact.until}, which is not later.",
        cure="Correct one of the dates; `until` is the first day on which it no longer holds.",
        authority="How the record counts: an interval holds its first day and not its last",
    )


def _malformed(ocd_id: str) -> Refusal:
    return Refusal(
        code="identity.malformed",
        reason=f'"{ocd_id}" is not the OCD id of a division in a state, district or territory.',
        cure=f"Write it as {ROOT}country:us/state:vt/place:burlington is written.",
        authority="Open Civic Data division identifiers, OCDEP 2",
    )


def _not_there(ocd_id: str) -> Refusal:
    return Refusal(
        code="identity.unknown",
        reason=f'The register has no government "{ocd_id}".',
        cure="Look the body up by name for its OCD id, or note it first.",
        authority=AUTHORITY,
    )
