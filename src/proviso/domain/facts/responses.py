"""What the ledger can say of answers, productions and withholdings. Not whether they suffice."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseReceived:
    """An answer arrived: full, partial, objection-only, legal-opinion, no-responsive-documents, public-law, joint, under-protest, re-submission or unknown."""

    response: str
    letter: str | None
    kind: str
    signed_by: str
    with_authority: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductionReceived:
    """A numbered volume of documents; a later volume supersedes, it never replaces silently."""

    production: str
    response: str
    volume: int
    documents: int | None
    sha256: str | None
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingClaimed:
    withholding: str
    response: str
    covers: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingChallenged:
    withholding: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingRuled:
    withholding: str
    upheld: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyNoted:
    """A provision of local law or policy in force from a date, as text or by reference."""

    policy: str
    provision: str
    says: str
    until: date | None


ResponseFact = (
    ResponseReceived
    | ProductionReceived
    | WithholdingClaimed
    | WithholdingChallenged
    | WithholdingRuled
    | PolicyNoted
)
