"""Appeals: a request under 28 CFR part 18, a petition, or another route. Not the remedy or finding appealed against.

Authority: 28 CFR part 18; 34 U.S.C. 10224 (petition within 60 days); 2 CFR 200.342.

Theory. An appeal is filed, then decided once. What the decision does to the remedy is
recorded as its own act (lift-remedy, withdraw-determination), by those who must do it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from proviso.domain.facts.remedies import AppealDecided, AppealFiled
from proviso.domain.knowing import (
    ONE_NAME,
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
)
from proviso.domain.refusals import Refusal


class Outcome(StrEnum):
    """How an appeal ends."""

    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    REMANDED = "remanded"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"


TRANSITIONS: Mapping[tuple[str, type[AppealFiled | AppealDecided]], str] = {
    ("none", AppealFiled): "open",
    ("open", AppealDecided): "decided",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """`outcome` is None while the appeal is open."""

    appeal: str
    route: str
    against: str
    on: date | None
    outcome: str | None = None
    decided_on: date | None = None
    ref: str


# --- decisions -------------------------------------------------------------------------------


def why_not_file_appeal(appeals: Mapping[str, Appeal], fact: AppealFiled) -> Refusal | None:
    return (
        why_not_new("appeal", fact.appeal, appeals)
        or why_not_stated("appeal", "route", fact.route)
        or why_not_stated("appeal", "against", fact.against)
    )


def why_not_decide_appeal(appeals: Mapping[str, Appeal], fact: AppealDecided) -> Refusal | None:
    cure = "Record the appeal first (file-appeal), or correct its name."
    unknown = why_not_known("appeal", fact.appeal, appeals, cure=cure)
    if unknown:
        return unknown
    held = appeals[fact.appeal]
    if held.outcome is None:
        return why_not_one_of("appeal", "outcome", fact.outcome, Outcome)
    return Refusal(
        code="appeal.decided",
        reason=f"The appeal {fact.appeal!r} has been decided: {held.outcome}.",
        cure="Record a new appeal if the decision was itself appealed.",
        authority=ONE_NAME,
    )


# --- after -----------------------------------------------------------------------------------


def after(
    appeals: Mapping[str, Appeal],
    fact: AppealFiled | AppealDecided,
    *,
    on: date | None,
    ref: str,
) -> Mapping[str, Appeal]:
    """The appeals once `fact` is on record. Total: a decision of an appeal not held is passed over."""
    match fact:
        case AppealFiled(appeal=name, route=route, against=against):
            appeal = Appeal(appeal=name, route=route, against=against, on=on, ref=ref)
        case AppealDecided(appeal=name) if name not in appeals:
            return appeals
        case AppealDecided(appeal=name, outcome=outcome):  # pragma: no branch
            appeal = replace(appeals[name], outcome=outcome, decided_on=on)
    return {**appeals, name: appeal}
