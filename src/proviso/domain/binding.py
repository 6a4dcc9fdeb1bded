"""Which gated act a binding fact is the doing of. One approval is for one doing; what the gate asks of each is in acts.toml."""

from collections.abc import Mapping

from proviso.domain.facts import Fact
from proviso.domain.facts.findings import DeterminationMade
from proviso.domain.facts.remedies import RemedyImposed, RepaymentRequired
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


def act_of(fact: Fact) -> str | None:
    """The gate's name of what was done; None for a fact that binds nobody, or a remedy of another kind."""
    if isinstance(fact, RemedyImposed):
        return REMEDIES.get(fact.kind)
    return DOINGS.get(type(fact))
