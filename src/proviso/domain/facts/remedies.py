"""What the ledger can say of specific conditions, remedies, repayment and appeals. Not of the finding they rest on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificConditionsImposed:
    """2 CFR 200.208: nature, reason, action needed, time allowed, how to ask for reconsideration."""

    conditions: str
    nature: str
    reason: str
    action: str
    until: date | None
    reconsideration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificConditionsLifted:
    conditions: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CureFoundImpossible:
    """2 CFR 200.339: the agency found, with reasons, that specific conditions cannot cure."""

    why: str
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyProposed:
    """The remedy's amount, award and period, stated before it may be imposed."""

    remedy: str
    kind: str
    award: str
    cents: int | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyImposed:
    remedy: str
    kind: str
    award: str
    cents: int | None
    imposed_by: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyLifted:
    remedy: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SumDisallowed:
    award: str
    cents: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentRequired:
    repayment: str
    award: str
    cents: int
    required_by: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFiled:
    """A request under 28 CFR part 18, a petition under 34 U.S.C. 10224, or another route the procedure names."""

    appeal: str
    route: str
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided:
    appeal: str
    outcome: str
    says: str


RemedyFact = (
    SpecificConditionsImposed
    | SpecificConditionsLifted
    | CureFoundImpossible
    | RemedyProposed
    | RemedyImposed
    | RemedyLifted
    | SumDisallowed
    | RepaymentRequired
    | AppealFiled
    | AppealDecided
)
