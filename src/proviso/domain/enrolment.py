"""Entering governments in the register: why a fact about one may be refused.

Lives here: the decisions before a body, an alias, a new name or an external id is recorded. What
the register then answers is register.py's; whether an identity is confirmed is identity.py's.
"""

from proviso.domain.facts.governments import (
    AliasNoted,
    ExternalIdGiven,
    GovernmentNoted,
    GovernmentRenamed,
)
from proviso.domain.identity import AUTHORITY, ROOT, state_of
from proviso.domain.refusals import Refusal
from proviso.domain.register import Register


def why_not_note_government(register: Register, fact: GovernmentNoted) -> Refusal | None:
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


def why_not_note_alias(register: Register, fact: AliasNoted) -> Refusal | None:
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


def why_not_rename_government(register: Register, fact: GovernmentRenamed) -> Refusal | None:
    """Only a body that is known can take another name."""
    return None if register.canonical(fact.ocd_id) else _not_there(fact.ocd_id)


def why_not_give_external_id(register: Register, fact: ExternalIdGiven) -> Refusal | None:
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
