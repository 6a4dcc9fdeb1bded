"""Which gated act a fact is the doing of, or proposes. One approval is for one doing of what stood proposed; the gate's grounds are in acts.toml."""

from collections.abc import Mapping

from proviso.domain.facts import Fact
from proviso.domain.facts.findings import (
    DeterminationMade,
    DeterminationProposed,
    DeterminationWithdrawn,
)
from proviso.domain.facts.remedies import (
    RemedyImposed,
    RemedyProposed,
    RepaymentRequired,
    SumDisallowed,
)
from proviso.domain.facts.subpoenas import SubpoenaIssued
from proviso.domain.remedies import RemedyKind

REMEDIES: Mapping[str, str] = {
    RemedyKind.WITHHOLD_CASH: "withhold-cash",
    RemedyKind.SUSPEND: "suspend-award",
    RemedyKind.TERMINATE: "terminate-award",
    RemedyKind.WITHHOLD_AWARD: "withhold-award",
    RemedyKind.DESIGNATE_INELIGIBLE: "designate-ineligible",
    RemedyKind.DEBAR: "designate-ineligible",
}
DOINGS: Mapping[type[Fact], str] = {
    DeterminationMade: "determine",
    SubpoenaIssued: "issue-subpoena",
    RepaymentRequired: "require-repayment",
}
PROPOSALS: Mapping[type[Fact], str] = {
    DeterminationProposed: "determine",
    DeterminationWithdrawn: "determine",
    SumDisallowed: "require-repayment",
}


def act_of(fact: Fact) -> str | None:
    """The gate's name of what was done; None for a fact that binds nobody, or a remedy of another kind."""
    if isinstance(fact, RemedyImposed):
        return REMEDIES.get(fact.kind)
    return DOINGS.get(type(fact))


def proposal_for(fact: Fact) -> str | None:
    """The gated act whose proposal a fact makes, changes or takes back; None for any other fact.

    What was approved before it was something else, so an approval given before it no longer serves.
    """
    if isinstance(fact, RemedyProposed):
        return REMEDIES.get(fact.kind)
    return PROPOSALS.get(type(fact))
