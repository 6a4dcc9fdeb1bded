"""Specific conditions, remedies and repayments. Not the finding they rest on, not appeals against them.

Authority: 2 CFR 200.208 (specific conditions), 200.339(a)-(f) (remedies), 200.341 and
200.342 (notice, objection, appeal), 200.346 (collection).

Theory. Specific conditions are imposed and lifted. A remedy is proposed with its kind,
award, amount and period, perhaps more than once; what is imposed is what was last
proposed under that name, by one person with another's approval; it can be lifted.
Sums disallowed and repayments required add up and are never taken back by silence (see
appeals). Lifting is by name, so one remedy of several can end alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain import appeals
from proviso.domain.appeals import Appeal
from proviso.domain.facts.remedies import (
    AppealDecided,
    AppealFiled,
    CureFoundImpossible,
    RemedyFact,
    RemedyImposed,
    RemedyLifted,
    RemedyProposed,
    RepaymentRequired,
    SpecificConditionsImposed,
    SpecificConditionsLifted,
    SumDisallowed,
)
from proviso.domain.knowing import (
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
    why_not_two,
)
from proviso.domain.refusals import Refusal


class RemedyKind(StrEnum):
    """2 CFR 200.339(a)-(f), with ineligibility named apart."""

    WITHHOLD_CASH = "withhold-cash"
    DISALLOW = "disallow"
    SUSPEND = "suspend"
    TERMINATE = "terminate"
    DEBAR = "debar"
    WITHHOLD_AWARD = "withhold-award"
    DESIGNATE_INELIGIBLE = "designate-ineligible"
    OTHER = "other"


class Course(StrEnum):
    """Where a remedy stands."""

    PROPOSED = "proposed"
    IMPOSED = "imposed"
    LIFTED = "lifted"


TRANSITIONS: Mapping[tuple[Course | None, type[RemedyFact]], Course] = {
    (None, RemedyProposed): Course.PROPOSED,
    (Course.PROPOSED, RemedyProposed): Course.PROPOSED,
    (None, RemedyImposed): Course.IMPOSED,
    (Course.PROPOSED, RemedyImposed): Course.IMPOSED,
    (Course.IMPOSED, RemedyLifted): Course.LIFTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificConditions:
    """`until` is the time allowed for the action; None where none was stated."""

    conditions: str
    nature: str
    reason: str
    action: str
    until: date | None
    reconsideration: str
    on: date | None
    lifted: bool = False
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    remedy: str
    kind: str
    award: str
    cents: int | None
    since: date | None
    until: date | None
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    remedy: str
    kind: str
    award: str
    cents: int | None
    imposed_by: str
    approved_by: str
    on: date | None
    lifted: bool = False
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disallowed:
    award: str
    cents: int
    why: str
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    repayment: str
    award: str
    cents: int
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """`conditions` are the specific conditions; `cure_impossible` cites the finding that they cannot cure."""

    conditions: Mapping[str, SpecificConditions] = field(default_factory=dict)
    cure_impossible: str | None = None
    proposed: Mapping[str, Proposal] = field(default_factory=dict)
    imposed: Mapping[str, Remedy] = field(default_factory=dict)
    disallowed: tuple[Disallowed, ...] = ()
    repayments: Mapping[str, Repayment] = field(default_factory=dict)
    appeals: Mapping[str, Appeal] = field(default_factory=dict)


def course(remedies: Remedies, remedy: str) -> Course | None:
    """Where the remedy of that name stands; None if the record holds none."""
    if remedy in remedies.imposed:
        return Course.LIFTED if remedies.imposed[remedy].lifted else Course.IMPOSED
    return Course.PROPOSED if remedy in remedies.proposed else None


# --- decisions -------------------------------------------------------------------------------


def why_not_impose_specific_conditions(
    remedies: Remedies, fact: SpecificConditionsImposed
) -> Refusal | None:
    """2 CFR 200.208(d): nature, reason, action needed, time allowed, how to ask for reconsideration."""
    noun = "specific-conditions"
    return (
        why_not_new(noun, fact.conditions, remedies.conditions)
        or why_not_stated(noun, "nature", fact.nature)
        or why_not_stated(noun, "reason", fact.reason)
        or why_not_stated(noun, "action", fact.action)
        or why_not_stated(noun, "reconsideration", fact.reconsideration)
    )


def why_not_lift_specific_conditions(
    remedies: Remedies, fact: SpecificConditionsLifted
) -> Refusal | None:
    known = {name for name, one in remedies.conditions.items() if not one.lifted}
    cure = "Name specific conditions that are imposed and not yet lifted."
    return why_not_known("specific-conditions", fact.conditions, known, cure=cure)


def why_not_find_cure_impossible(fact: CureFoundImpossible) -> Refusal | None:
    return why_not_stated("cure", "why", fact.why) or why_not_stated(
        "cure", "found-by", fact.found_by
    )


def why_not_propose_remedy(remedies: Remedies, fact: RemedyProposed) -> Refusal | None:
    return (
        why_not_new("remedy", fact.remedy, remedies.imposed)
        or why_not_one_of("remedy", "kind", fact.kind, RemedyKind)
        or why_not_stated("remedy", "award", fact.award)
        or _not_a_sum("remedy", fact.cents)
        or _empty_period(fact)
    )


def _empty_period(fact: RemedyProposed) -> Refusal | None:
    if fact.since is None or fact.until is None or fact.until > fact.since:
        return None
    return Refusal(
        code="remedy.period",
        reason=f"The remedy is to last from {fact.since} until {fact.until}, which is not later.",
        cure="Correct one of the dates, or leave `until` empty if no end is stated.",
        authority="2 CFR 200.339: the remedy's award, amount and period are stated",
    )


def why_not_impose_remedy(remedies: Remedies, fact: RemedyImposed) -> Refusal | None:
    did = "imposed and approved the remedy"
    return (
        why_not_new("remedy", fact.remedy, remedies.imposed)
        or why_not_one_of("remedy", "kind", fact.kind, RemedyKind)
        or why_not_stated("remedy", "award", fact.award)
        or _not_a_sum("remedy", fact.cents)
        or why_not_two("remedy", fact.imposed_by, fact.approved_by, did=did)
        or _not_as_proposed(remedies, fact)
    )


def _not_as_proposed(remedies: Remedies, fact: RemedyImposed) -> Refusal | None:
    """That it was proposed at all is for the gate; what was proposed is what may be imposed."""
    proposal = remedies.proposed.get(fact.remedy)
    if proposal is None:
        return None
    if (proposal.kind, proposal.award, proposal.cents) == (fact.kind, fact.award, fact.cents):
        return None
    return Refusal(
        code="remedy.not-as-proposed",
        reason=f"The remedy differs in kind, award or amount from what was proposed ({proposal.ref}).",
        cure="Impose it as proposed, or propose it again with the new terms and give notice.",
        authority="2 CFR 200.339 and 200.341",
    )


def why_not_lift_remedy(remedies: Remedies, fact: RemedyLifted) -> Refusal | None:
    known = {name for name, one in remedies.imposed.items() if not one.lifted}
    cure = "Name a remedy that is imposed and not yet lifted."
    return why_not_known("remedy", fact.remedy, known, cure=cure)


def why_not_disallow_sum(fact: SumDisallowed) -> Refusal | None:
    return (
        why_not_stated("disallowance", "award", fact.award)
        or _not_a_sum("disallowance", fact.cents)
        or why_not_stated("disallowance", "why", fact.why)
    )


def why_not_require_repayment(remedies: Remedies, fact: RepaymentRequired) -> Refusal | None:
    did = "required and approved the repayment"
    return (
        why_not_new("repayment", fact.repayment, remedies.repayments)
        or why_not_stated("repayment", "award", fact.award)
        or _not_a_sum("repayment", fact.cents)
        or why_not_two("repayment", fact.required_by, fact.approved_by, did=did)
        or _not_disallowed(remedies, fact)
    )


def _not_disallowed(remedies: Remedies, fact: RepaymentRequired) -> Refusal | None:
    """That a sum was disallowed at all is for the gate; what was disallowed is what may be asked back."""
    left = repayable(remedies)
    if not left or fact.cents <= left.get(fact.award, 0):
        return None
    says = f"${left[fact.award] / 100:,.2f} of it" if fact.award in left else "no sum of it"
    return Refusal(
        code="repayment.not-disallowed",
        reason=f"${fact.cents / 100:,.2f} of award {fact.award} cannot be asked back: {says} stands disallowed and not yet asked back.",
        cure="Correct the award or the sum, or disallow the rest first (disallow-sum), which is then approved again.",
        authority="2 CFR 200.339(b), 200.346",
    )


def repayable(remedies: Remedies) -> Mapping[str, int]:
    """Per award under which sums were disallowed, in cents: what stands disallowed and has not been asked back."""
    left: dict[str, int] = {}
    for one in remedies.disallowed:
        left[one.award] = left.get(one.award, 0) + one.cents
    for each in remedies.repayments.values():
        if each.award in left:
            left[each.award] = max(0, left[each.award] - each.cents)
    return left


def _not_a_sum(noun: str, cents: int | None) -> Refusal | None:
    if cents is None or cents > 0:
        return None
    return Refusal(
        code=f"{noun}.sum",
        reason=f"A {noun} of {cents} cents is not a sum.",
        cure="Give an amount above zero; leave it empty only where the law asks for none.",
        authority="2 CFR 200.339: the amount is stated",
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Remedies, fact: RemedyFact, *, on: date | None, ref: str) -> Remedies:
    """The remedies once `fact` is on record. Total: what ends a thing not held is passed over."""
    match fact:
        case SpecificConditionsImposed() | SpecificConditionsLifted() | CureFoundImpossible():
            return _conditioned(state, fact, on, ref)
        case RemedyProposed() | RemedyImposed() | RemedyLifted():
            return _remedied(state, fact, on, ref)
        case SumDisallowed() | RepaymentRequired():
            return _claimed(state, fact, on, ref)
        case AppealFiled() | AppealDecided():  # pragma: no branch
            told = appeals.after(state.appeals, fact, on=on, ref=ref)
            return replace(state, appeals=told)


def _conditioned(
    state: Remedies,
    fact: SpecificConditionsImposed | SpecificConditionsLifted | CureFoundImpossible,
    on: date | None,
    ref: str,
) -> Remedies:
    if isinstance(fact, CureFoundImpossible):
        return replace(state, cure_impossible=ref)
    if isinstance(fact, SpecificConditionsImposed):
        imposed = SpecificConditions(
            conditions=fact.conditions,
            nature=fact.nature,
            reason=fact.reason,
            action=fact.action,
            until=fact.until,
            reconsideration=fact.reconsideration,
            on=on,
            ref=ref,
        )
    elif fact.conditions in state.conditions:
        imposed = replace(state.conditions[fact.conditions], lifted=True)
    else:
        return state
    return replace(state, conditions={**state.conditions, fact.conditions: imposed})


def _remedied(
    state: Remedies, fact: RemedyProposed | RemedyImposed | RemedyLifted, on: date | None, ref: str
) -> Remedies:
    """Move by the table; a step it does not know (a second imposing, a lifting of nothing) is passed over."""
    if (course(state, fact.remedy), type(fact)) not in TRANSITIONS:
        return state
    match fact:
        case RemedyProposed(remedy=name):
            return replace(state, proposed={**state.proposed, name: _proposal(fact, on, ref)})
        case RemedyImposed(remedy=name):
            return replace(state, imposed={**state.imposed, name: _imposed(fact, on, ref)})
        case RemedyLifted(remedy=name):  # pragma: no branch
            lifted = replace(state.imposed[name], lifted=True)
            return replace(state, imposed={**state.imposed, name: lifted})


def _proposal(fact: RemedyProposed, on: date | None, ref: str) -> Proposal:
    return Proposal(
        remedy=fact.remedy,
        kind=fact.kind,
        award=fact.award,
        cents=fact.cents,
        since=fact.since,
        until=fact.until,
        on=on,
        ref=ref,
    )


def _imposed(fact: RemedyImposed, on: date | None, ref: str) -> Remedy:
    return Remedy(
        remedy=fact.remedy,
        kind=fact.kind,
        award=fact.award,
        cents=fact.cents,
        imposed_by=fact.imposed_by,
        approved_by=fact.approved_by,
        on=on,
        ref=ref,
    )


def _claimed(
    state: Remedies, fact: SumDisallowed | RepaymentRequired, on: date | None, ref: str
) -> Remedies:
    if isinstance(fact, SumDisallowed):
        sum_ = Disallowed(award=fact.award, cents=fact.cents, why=fact.why, on=on, ref=ref)
        return replace(state, disallowed=(*state.disallowed, sum_))
    required = Repayment(
        repayment=fact.repayment, award=fact.award, cents=fact.cents, on=on, ref=ref
    )
    return replace(state, repayments={**state.repayments, fact.repayment: required})
