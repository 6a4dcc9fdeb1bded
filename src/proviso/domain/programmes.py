"""Programmes with their conditions, and awards with their terms and money. Not what may be done about them.

Authority: 2 CFR 200.1 (award, recipient, subrecipient), 200.211 (what an award states);
34 U.S.C. 10156 (joint and disparate allocations under JAG).

Theory. An award is made once, to one recipient, for one fiscal year; it may carry joint
applicants and subrecipients, who are not its recipient. Conditions are attached and
removed by name; acceptance happens once. Money is a list of dated sums. A total that
nobody stated is not known, and is never nought.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain.entries import Entry
from proviso.domain.facts.programmes import (
    AwardAccepted,
    AwardFact,
    AwardMade,
    ConditionAttached,
    ConditionPublished,
    ConditionRemoved,
    MoneyNoted,
    ProgrammeFact,
    ProgrammeNoted,
)
from proviso.domain.knowing import (
    ONE_NAME,
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
)
from proviso.domain.refusals import Refusal


class AwardKind(StrEnum):
    """How the award reaches its recipient."""

    DIRECT = "direct"
    JOINT = "joint"
    DISPARATE = "disparate"
    FORMULA_STATE = "formula-state"


class MoneyKind(StrEnum):
    """What a dated sum is."""

    ALLOCATED = "allocated"
    AWARDED = "awarded"
    ACCEPTED = "accepted"
    DRAWN = "drawn"
    AT_STAKE = "at-stake"
    WITHHELD = "withheld"
    SUSPENDED = "suspended"
    DISALLOWED = "disallowed"
    REPAID = "repaid"
    FROZEN = "frozen"
    RELEASED = "released"


class Stage(StrEnum):
    """How far an award has come."""

    UNKNOWN = "unknown"
    MADE = "made"
    ACCEPTED = "accepted"


TRANSITIONS: Mapping[tuple[Stage, type[AwardFact]], Stage] = {
    (Stage.UNKNOWN, AwardMade): Stage.MADE,
    (Stage.UNKNOWN, AwardAccepted): Stage.ACCEPTED,
    (Stage.MADE, AwardAccepted): Stage.ACCEPTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A dated sum. `question` is what it is at stake for, withheld for, frozen for."""

    kind: str
    cents: int
    scope: str
    question: str | None
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """`conditions` are those attached and not removed, by name.

    `made_ref` cites the entry that made it, `term_refs` for each condition the last entry
    that attached or removed it.
    """

    stage: Stage = Stage.UNKNOWN
    made: AwardMade | None = None
    made_on: date | None = None
    made_ref: str | None = None
    accepted_on: date | None = None
    conditions: Mapping[str, ConditionAttached] = field(default_factory=dict)
    term_refs: Mapping[str, str] = field(default_factory=dict)
    money: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """All programmes by number, and their conditions by (programme, condition, fiscal year)."""

    noted: Mapping[str, ProgrammeNoted] = field(default_factory=dict)
    conditions: Mapping[tuple[str, str, int], ConditionPublished] = field(default_factory=dict)


def totals(award: Award) -> Mapping[str, int | None]:
    """The sum of each kind of money in cents; None where no sum of the kind is known.

    The award's own amount counts as awarded where no dated sum says so.
    """
    found: dict[str, int | None] = dict.fromkeys(MoneyKind)
    for one in award.money:
        found[one.kind] = (found.get(one.kind) or 0) + one.cents
    if found[MoneyKind.AWARDED] is None and award.made is not None:
        found[MoneyKind.AWARDED] = award.made.cents
    return found


# --- decisions -------------------------------------------------------------------------------


def why_not_note_programme(programmes: Programmes, fact: ProgrammeNoted) -> Refusal | None:
    return (
        why_not_new("programme", fact.programme, programmes.noted)
        or why_not_stated("programme", "title", fact.title)
        or why_not_stated("programme", "agency", fact.agency)
    )


def why_not_publish_condition(programmes: Programmes, fact: ConditionPublished) -> Refusal | None:
    """A condition has one text for a programme and a fiscal year."""
    alike = {
        name
        for programme, name, year in programmes.conditions
        if (programme, year) == (fact.programme, fact.year)
    }
    cure = "Note the programme first (note-programme)."
    return why_not_known("programme", fact.programme, programmes.noted, cure=cure) or why_not_new(
        "condition", fact.condition, alike
    )


def why_not_make_award(award: Award, fact: AwardMade) -> Refusal | None:
    taken = () if award.made is None else (fact.award,)
    return (
        why_not_new("award", fact.award, taken)
        or why_not_stated("award", "recipient", fact.recipient)
        or why_not_stated("award", "programme", fact.programme)
        or why_not_one_of("award", "kind", fact.kind, AwardKind)
        or _negative("award", fact.cents)
    )


def why_not_attach_condition(award: Award, fact: ConditionAttached) -> Refusal | None:
    return _other_award(award, fact.award) or why_not_new(
        "condition", fact.condition, award.conditions
    )


def why_not_remove_condition(award: Award, fact: ConditionRemoved) -> Refusal | None:
    cure = "Name a condition that is attached to this award."
    return _other_award(award, fact.award) or why_not_known(
        "condition", fact.condition, award.conditions, cure=cure
    )


def why_not_accept_award(award: Award, fact: AwardAccepted) -> Refusal | None:
    if refused := _other_award(award, fact.award):
        return refused
    if award.stage is not Stage.ACCEPTED:
        return None
    return Refusal(
        code="award.accepted",
        reason=f"The award {fact.award!r} has been accepted.",
        cure="Nothing more is needed; correct the award's name if another one was meant.",
        authority=ONE_NAME,
    )


def why_not_note_money(award: Award, fact: MoneyNoted) -> Refusal | None:
    return (
        _other_award(award, fact.award)
        or why_not_one_of("money", "kind", fact.kind, MoneyKind)
        or _negative("money", fact.cents)
    )


def _other_award(award: Award, name: str) -> Refusal | None:
    made = () if award.made is None else (award.made.award,)
    return why_not_known("award", name, made, cure="Make the award first (make-award).")


def _negative(noun: str, cents: int | None) -> Refusal | None:
    if cents is None or cents >= 0:
        return None
    return Refusal(
        code=f"{noun}.negative",
        reason=f"The sum is {cents} cents, which is below zero.",
        cure="Give the sum as it was stated; money that went back has a kind of its own (repaid).",
        authority="The money ledger: sums of a kind, never signed corrections",
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Award, fact: AwardFact, *, on: date | None, ref: str) -> Award:
    """The award once `fact` is on record. Total: acceptance may be told before the making."""
    match fact:
        case AwardMade():
            stage = TRANSITIONS.get((state.stage, AwardMade), state.stage)
            return replace(state, stage=stage, made=fact, made_on=on, made_ref=ref)
        case AwardAccepted():
            stage = TRANSITIONS.get((state.stage, AwardAccepted), state.stage)
            return replace(state, stage=stage, accepted_on=on)
        case ConditionAttached(condition=name):
            cited = {**state.term_refs, name: ref}
            return replace(state, conditions={**state.conditions, name: fact}, term_refs=cited)
        case ConditionRemoved(condition=name):
            kept = {held: told for held, told in state.conditions.items() if held != name}
            return replace(state, conditions=kept, term_refs={**state.term_refs, name: ref})
        case MoneyNoted(
            kind=kind, cents=cents, scope=scope, question=question
        ):  # pragma: no branch
            money = Money(kind=kind, cents=cents, scope=scope, question=question, on=on, ref=ref)
            return replace(state, money=(*state.money, money))


def after_programme(state: Programmes, fact: ProgrammeFact) -> Programmes:
    """The programmes once `fact` is on record. Total."""
    match fact:
        case ProgrammeNoted(programme=name):
            return replace(state, noted={**state.noted, name: fact})
        case ConditionPublished(
            programme=programme, condition=name, year=year
        ):  # pragma: no branch
            held = {**state.conditions, (programme, name, year): fact}
            return replace(state, conditions=held)


def fold(entries: Iterable[Entry]) -> Award:
    """The award that these entries add up to, in the order given."""
    state = Award()
    for entry in entries:
        if isinstance(entry.fact, AwardFact):
            state = after(state, entry.fact, on=entry.on, ref=entry.ref)
    return state


def fold_programmes(entries: Iterable[Entry]) -> Programmes:
    """The programmes that these entries add up to, in the order given."""
    state = Programmes()
    for entry in entries:
        if isinstance(entry.fact, ProgrammeFact):
            state = after_programme(state, entry.fact)
    return state
