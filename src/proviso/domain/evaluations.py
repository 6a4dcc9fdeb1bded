"""Evaluations: each item absent, arrived, readable or sufficient, by a named person. Not concerns, not findings of law.

Authority: the rule of evaluation of the review's procedure; 2 CFR 200.332(d) (monitoring
reports are reviewed); nothing is found wanting without saying what is missing.

Theory. Each item rises or falls between four levels, absent < arrived < readable <
sufficient, by the word of a person who cites what they read. A new evaluation takes
the place of the last and needs a concurrence of its own, by another person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from proviso.domain.facts.findings import EvaluationConcurred, ItemEvaluated
from proviso.domain.knowing import why_not_known, why_not_one_of, why_not_stated, why_not_two
from proviso.domain.refusals import Refusal
from proviso.domain.reviews import Review

FOUR_LEVELS = "The rule of evaluation: absent, arrived, readable or sufficient, with what was read"


class Level(StrEnum):
    """How far an item has come; see RANK for the order."""

    ABSENT = "absent"
    ARRIVED = "arrived"
    READABLE = "readable"
    SUFFICIENT = "sufficient"


LEVELS: Mapping[str, Level] = {level.value: level for level in Level}
RANK: Mapping[str, int] = {level: at for at, level in enumerate(Level)}
TRANSITIONS: Mapping[tuple[Level | None, Level], Level] = {
    (before, found): found for before in (None, *Level) for found in Level
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    item: str
    level: Level
    by: str
    cites: tuple[str, ...]
    missing: str | None
    concurred_by: str | None = None
    on: date | None
    ref: str


# --- decisions -------------------------------------------------------------------------------


def why_not_evaluate_item(fact: ItemEvaluated, *, review: Review) -> Refusal | None:
    cure = "Define the item in the review first (define-item), or correct its name."
    return (
        why_not_known("item", fact.item, review.items, cure=cure)
        or why_not_one_of("evaluation", "level", fact.level, Level)
        or why_not_stated("evaluation", "evaluated-by", fact.evaluated_by)
        or _uncited(fact)
        or _missing_unsaid(fact)
    )


def _uncited(fact: ItemEvaluated) -> Refusal | None:
    if RANK[fact.level] < RANK[Level.READABLE] or any(one.strip() for one in fact.cites):
        return None
    return Refusal(
        code="evaluation.uncited",
        reason=f"The item {fact.item!r} is found {fact.level}, and nothing that was read is cited.",
        cure="Cite at least one document with page and quote.",
        authority=FOUR_LEVELS,
    )


def _missing_unsaid(fact: ItemEvaluated) -> Refusal | None:
    """Arrived (nothing of it can be read) and readable (it does not suffice) both find it wanting."""
    if fact.level not in (Level.ARRIVED, Level.READABLE) or (fact.missing or "").strip():
        return None
    return Refusal(
        code="evaluation.missing-unsaid",
        reason=f"The item {fact.item!r} is found {fact.level}, and what is missing is not said.",
        cure="Say what is missing, so that the respondent can supply it.",
        authority=FOUR_LEVELS,
    )


def why_not_concur_evaluation(
    items: Mapping[str, Evaluation], fact: EvaluationConcurred
) -> Refusal | None:
    cure = "Evaluate the item first (evaluate-item)."
    return why_not_known("evaluation", fact.item, items, cure=cure) or why_not_two(
        "evaluation",
        items[fact.item].by,
        fact.concurred_by,
        did="evaluated the item and concurred",
        authority="The second reviewer's rule: nobody concurs with their own evaluation",
    )


# --- after -----------------------------------------------------------------------------------


def after(
    items: Mapping[str, Evaluation],
    fact: ItemEvaluated | EvaluationConcurred,
    *,
    on: date | None,
    ref: str,
) -> Mapping[str, Evaluation]:
    """The evaluations once `fact` is on record. Total: an unknown word stands as absent."""
    held = items.get(fact.item)
    match fact:
        case ItemEvaluated(level=level):
            found = LEVELS.get(level, Level.ABSENT)
            evaluation = Evaluation(
                item=fact.item,
                level=TRANSITIONS[held.level if held else None, found],
                by=fact.evaluated_by,
                cites=fact.cites,
                missing=fact.missing,
                on=on,
                ref=ref,
            )
        case EvaluationConcurred() if held is None:
            return items
        case EvaluationConcurred(concurred_by=person):  # pragma: no branch
            evaluation = replace(held, concurred_by=person)
    return {**items, fact.item: evaluation}
