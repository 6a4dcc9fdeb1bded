"""Responses, productions, withholdings and local policies as received. Not whether they suffice (findings).

Authority: 2 CFR 200.337 (access to records, and what may be kept from public view);
a claim of privilege rests on the law it names.

Theory. A response only arrives; what it is worth is an evaluation. A production is a
numbered volume of a response: a later volume may supersede an earlier one and never
replaces it silently. A withholding is claimed, perhaps challenged, then upheld or
overruled; a ruling ends it, with or without a challenge before it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain.facts.responses import (
    PolicyNoted,
    ProductionReceived,
    ResponseFact,
    ResponseReceived,
    WithholdingChallenged,
    WithholdingClaimed,
    WithholdingRuled,
)
from proviso.domain.knowing import (
    ONE_NAME,
    STATED,
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
)
from proviso.domain.letters import Letters
from proviso.domain.refusals import Refusal

RECEIVE_FIRST = "Record the response first (receive-response), or correct its name."
CLAIM_FIRST = "Record the claim first (claim-withholding), or correct its name."
SHA256 = re.compile(r"[0-9a-f]{64}")


class ResponseKind(StrEnum):
    """What sort of answer arrived."""

    FULL = "full"
    PARTIAL = "partial"
    OBJECTION_ONLY = "objection-only"
    LEGAL_OPINION = "legal-opinion"
    NO_RESPONSIVE_DOCUMENTS = "no-responsive-documents"
    PUBLIC_LAW = "public-law"
    JOINT = "joint"
    UNDER_PROTEST = "under-protest"
    RE_SUBMISSION = "re-submission"
    UNKNOWN = "unknown"


class Withheld(StrEnum):
    """Where a claim to withhold stands."""

    CLAIMED = "claimed"
    CHALLENGED = "challenged"
    UPHELD = "upheld"
    OVERRULED = "overruled"


RULED = frozenset({Withheld.UPHELD, Withheld.OVERRULED})
TRANSITIONS: Mapping[tuple[Withheld | None, str], Withheld] = {
    (None, "claimed"): Withheld.CLAIMED,
    (None, "challenged"): Withheld.CHALLENGED,
    (Withheld.CLAIMED, "challenged"): Withheld.CHALLENGED,
    **{(state, "upheld"): Withheld.UPHELD for state in (None, *Withheld)},
    **{(state, "overruled"): Withheld.OVERRULED for state in (None, *Withheld)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    response: str
    letter: str | None
    kind: str
    on: date | None
    signed_by: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A volume. `superseded_by` names the volume that took its place; both stay."""

    told: ProductionReceived
    on: date | None
    superseded_by: str | None = None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A provision in force from `since` (None: not known) until `until`."""

    told: PolicyNoted
    since: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    received: tuple[Response, ...] = ()
    productions: Mapping[str, Production] = field(default_factory=dict)
    withholdings: Mapping[str, Withheld] = field(default_factory=dict)
    policies: tuple[Policy, ...] = ()


# --- decisions -------------------------------------------------------------------------------


def why_not_receive_response(
    responses: Responses, fact: ResponseReceived, *, letters: Letters
) -> Refusal | None:
    refused = why_not_new("response", fact.response, _names(responses)) or why_not_one_of(
        "response", "kind", fact.kind, ResponseKind
    )
    if refused or fact.letter is None:
        return refused
    cure = "Name a letter of this matter, or leave it empty if it is not known."
    return why_not_known("letter", fact.letter, letters.sent, cure=cure)


def _names(responses: Responses) -> frozenset[str]:
    return frozenset(one.response for one in responses.received)


def why_not_receive_production(responses: Responses, fact: ProductionReceived) -> Refusal | None:
    return (
        why_not_new("production", fact.production, responses.productions)
        or why_not_known("response", fact.response, _names(responses), cure=RECEIVE_FIRST)
        or _impossible_volume(fact)
        or _superseding(responses, fact)
        or _volume_taken(responses, fact)
    )


def _impossible_volume(fact: ProductionReceived) -> Refusal | None:
    if fact.volume < 1 or (fact.documents is not None and fact.documents < 0):
        return Refusal(
            code="production.number",
            reason=f"Volume {fact.volume} with {fact.documents} documents is not possible.",
            cure="Number volumes from 1, and count documents from 0 or leave the count empty.",
            authority=STATED,
        )
    if fact.sha256 is None or SHA256.fullmatch(fact.sha256):
        return None
    return Refusal(
        code="production.sha256",
        reason=f"{fact.sha256!r} is not a SHA-256 hash.",
        cure="Give 64 lower-case hexadecimal digits, or leave it empty if no file is held.",
        authority=STATED,
    )


def _superseding(responses: Responses, fact: ProductionReceived) -> Refusal | None:
    if fact.supersedes is None:
        return None
    cure = "Name the earlier production that this one supersedes."
    unknown = why_not_known("production", fact.supersedes, responses.productions, cure=cure)
    if unknown or responses.productions[fact.supersedes].superseded_by is None:
        return unknown
    return Refusal(
        code="production.superseded",
        reason=f"The production {fact.supersedes!r} has already been superseded.",
        cure="Supersede the production that took its place.",
        authority=ONE_NAME,
    )


def _volume_taken(responses: Responses, fact: ProductionReceived) -> Refusal | None:
    for name, held in responses.productions.items():
        same = held.told.response == fact.response and held.told.volume == fact.volume
        if same and held.superseded_by is None and fact.supersedes != name:
            return Refusal(
                code="production.volume-taken",
                reason=f"Volume {fact.volume} of this response was received before, as {name!r}.",
                cure="Give the next volume number, or say that it supersedes the earlier one.",
                authority="The record's own rule: a volume is superseded, never silently replaced",
            )
    return None


def why_not_claim_withholding(responses: Responses, fact: WithholdingClaimed) -> Refusal | None:
    return (
        why_not_new("withholding", fact.withholding, responses.withholdings)
        or why_not_known("response", fact.response, _names(responses), cure=RECEIVE_FIRST)
        or why_not_stated("withholding", "basis", fact.basis)
    )


def why_not_challenge_withholding(
    responses: Responses, fact: WithholdingChallenged
) -> Refusal | None:
    return _why_not_rule(responses, fact.withholding)


def why_not_rule_withholding(responses: Responses, fact: WithholdingRuled) -> Refusal | None:
    return _why_not_rule(responses, fact.withholding)


def _why_not_rule(responses: Responses, name: str) -> Refusal | None:
    unknown = why_not_known("withholding", name, responses.withholdings, cure=CLAIM_FIRST)
    if unknown or responses.withholdings[name] not in RULED:
        return unknown
    return Refusal(
        code="withholding.ruled",
        reason=f"The claim {name!r} has been ruled on: {responses.withholdings[name]}.",
        cure="Record a new claim if the range or the basis is different.",
        authority=ONE_NAME,
    )


def why_not_note_policy(
    responses: Responses, fact: PolicyNoted, *, on: date | None
) -> Refusal | None:
    taken = frozenset(one.told.policy for one in responses.policies)
    refused = why_not_new("policy", fact.policy, taken) or why_not_stated(
        "policy", "provision", fact.provision
    )
    if refused or on is None or fact.until is None or fact.until > on:
        return refused
    return Refusal(
        code="policy.interval",
        reason=f"The provision is said to hold from {on} until {fact.until}, which is not later.",
        cure="Correct one of the two dates; `until` is the first day on which it no longer holds.",
        authority=STATED,
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Responses, fact: ResponseFact, *, on: date | None, ref: str) -> Responses:
    """The responses once `fact` is on record. Total."""
    match fact:
        case ResponseReceived():
            response = Response(
                response=fact.response,
                letter=fact.letter,
                kind=fact.kind,
                on=on,
                signed_by=fact.signed_by,
                ref=ref,
            )
            return replace(state, received=(*state.received, response))
        case ProductionReceived():
            return replace(state, productions=_produced(state, fact, on, ref))
        case WithholdingClaimed():
            return _withheld(state, fact.withholding, "claimed")
        case WithholdingChallenged():
            return _withheld(state, fact.withholding, "challenged")
        case WithholdingRuled():
            return _withheld(state, fact.withholding, "upheld" if fact.upheld else "overruled")
        case PolicyNoted():  # pragma: no branch
            policy = Policy(told=fact, since=on, ref=ref)
            return replace(state, policies=(*state.policies, policy))


def _produced(
    state: Responses, fact: ProductionReceived, on: date | None, ref: str
) -> Mapping[str, Production]:
    volumes = {**state.productions, fact.production: Production(told=fact, on=on, ref=ref)}
    if fact.supersedes is not None and fact.supersedes in volumes:
        earlier = volumes[fact.supersedes]
        volumes[fact.supersedes] = replace(earlier, superseded_by=fact.production)
    return volumes


def _withheld(state: Responses, name: str, step: str) -> Responses:
    held = state.withholdings.get(name)
    moved = TRANSITIONS.get((held, step), held) or Withheld.CLAIMED
    return replace(state, withholdings={**state.withholdings, name: moved})
