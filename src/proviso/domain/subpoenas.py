"""Subpoenas: threatened, issued, served, returned, fought over. Nothing of ordinary letters, nothing of their gate.

Authority: 34 U.S.C. 10225, or the statute that the review records for the instrument;
a subpoena states its authority, its issuer and the forum that enforces it.

Theory. A threat is no issuance and moves nothing. A subpoena is issued, served, and
then returned, or fought over: challenged by a motion to quash, or taken to court by
the agency. It can be returned out of a fight. Withdrawal ends it from anywhere but
a return, which has already ended it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain.facts.subpoenas import (
    EnforcementSought,
    MotionToQuashFiled,
    SubpoenaFact,
    SubpoenaIssued,
    SubpoenaReturned,
    SubpoenaServed,
    SubpoenaThreatened,
    SubpoenaWithdrawn,
)
from proviso.domain.knowing import (
    why_not_known,
    why_not_new,
    why_not_one_of,
    why_not_stated,
    why_not_two,
)
from proviso.domain.letters import Letters
from proviso.domain.refusals import Refusal
from proviso.domain.responses import Responses

TRIGGERS = ("nothing-received", "incomplete", "late")
ISSUE_FIRST = "Record the subpoena first (issue-subpoena), or correct its name."
UNKNOWN = "unknown"


class Course(StrEnum):
    """How far a subpoena has come."""

    ISSUED = "issued"
    SERVED = "served"
    RETURNED = "returned"
    CHALLENGED = "challenged"
    ENFORCEMENT = "enforcement"
    WITHDRAWN = "withdrawn"


FOUGHT = frozenset({Course.CHALLENGED, Course.ENFORCEMENT})
ALIVE = FOUGHT | {Course.ISSUED, Course.SERVED}

TRANSITIONS: Mapping[tuple[Course, type[SubpoenaFact]], Course] = {
    (Course.ISSUED, SubpoenaServed): Course.SERVED,
    **{(state, SubpoenaReturned): Course.RETURNED for state in ALIVE},
    (Course.ISSUED, MotionToQuashFiled): Course.CHALLENGED,
    (Course.SERVED, MotionToQuashFiled): Course.CHALLENGED,
    **{(state, EnforcementSought): Course.ENFORCEMENT for state in ALIVE},
    (Course.RETURNED, EnforcementSought): Course.ENFORCEMENT,
    **{(state, SubpoenaWithdrawn): Course.WITHDRAWN for state in ALIVE},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subpoena:
    """`served_on` is the day of service, whatever happened since."""

    subpoena: str
    state: Course = Course.ISSUED
    on: date | None = None
    returnable: date | None = None
    trigger: str = UNKNOWN
    served_on: date | None = None
    case: str | None = None
    production: str | None = None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subpoenas:
    """`threatened` holds the references of the threats."""

    threatened: tuple[str, ...] = ()
    issued: Mapping[str, Subpoena] = field(default_factory=dict)


# --- decisions -------------------------------------------------------------------------------


def why_not_threaten_subpoena(fact: SubpoenaThreatened, *, letters: Letters) -> Refusal | None:
    cure = "Record the letter that carries the threat first (send-letter)."
    return why_not_known("letter", fact.letter, letters.sent, cure=cure)


def why_not_issue_subpoena(
    subpoenas: Subpoenas, fact: SubpoenaIssued, *, on: date | None
) -> Refusal | None:
    named = (name for name, one in subpoenas.issued.items() if one.trigger != UNKNOWN)
    return (
        why_not_new("subpoena", fact.subpoena, frozenset(named))
        or why_not_stated("subpoena", "authority", fact.authority)
        or why_not_stated("subpoena", "issuer", fact.issuer)
        or why_not_stated("subpoena", "forum", fact.forum)
        or why_not_one_of("subpoena", "trigger", fact.trigger, TRIGGERS)
        or why_not_two(
            "subpoena", fact.issued_by, fact.approved_by, did="issued and approved the subpoena"
        )
        or _no_time(fact, on)
    )


def _no_time(fact: SubpoenaIssued, on: date | None) -> Refusal | None:
    if on is None or fact.returnable is None or fact.returnable > on:
        return None
    return Refusal(
        code="subpoena.no-time",
        reason=f"The subpoena of {on} is returnable on {fact.returnable}, which leaves no time.",
        cure="Give a return day after the day of issue.",
        authority="Federal Rules of Civil Procedure, rule 45(d)(3)(A)(i), as the measure",
    )


def why_not_serve_subpoena(subpoenas: Subpoenas, fact: SubpoenaServed) -> Refusal | None:
    return _why_not(subpoenas, fact, "served") or why_not_stated("service", "proof", fact.proof)


def why_not_return_subpoena(
    subpoenas: Subpoenas, fact: SubpoenaReturned, *, responses: Responses
) -> Refusal | None:
    refused = _why_not(subpoenas, fact, "returned")
    if refused or fact.production is None:
        return refused
    cure = "Record the production first (receive-production), or leave it empty."
    return why_not_known("production", fact.production, responses.productions, cure=cure)


def why_not_move_to_quash(subpoenas: Subpoenas, fact: MotionToQuashFiled) -> Refusal | None:
    return _why_not(subpoenas, fact, "challenged") or why_not_stated("motion", "case", fact.case)


def why_not_seek_enforcement(subpoenas: Subpoenas, fact: EnforcementSought) -> Refusal | None:
    return _why_not(subpoenas, fact, "enforced") or why_not_stated("enforcement", "case", fact.case)


def why_not_withdraw_subpoena(subpoenas: Subpoenas, fact: SubpoenaWithdrawn) -> Refusal | None:
    return _why_not(subpoenas, fact, "withdrawn")


def _why_not(
    subpoenas: Subpoenas,
    fact: SubpoenaServed
    | SubpoenaReturned
    | MotionToQuashFiled
    | EnforcementSought
    | SubpoenaWithdrawn,
    become: str,
) -> Refusal | None:
    """Refuse a step that the table does not know from where the subpoena stands."""
    unknown = why_not_known("subpoena", fact.subpoena, subpoenas.issued, cure=ISSUE_FIRST)
    if unknown:
        return unknown
    held = subpoenas.issued[fact.subpoena]
    if (held.state, type(fact)) in TRANSITIONS:
        return None
    return Refusal(
        code=f"subpoena.{held.state}",
        reason=f"The subpoena {held.subpoena!r} is {held.state}, so it cannot be {become} now.",
        cure="Check the order and the dates of what happened to it.",
        authority="The course of a subpoena: issued, served, returned or fought over",
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Subpoenas, fact: SubpoenaFact, *, on: date | None, ref: str) -> Subpoenas:
    """The subpoenas once `fact` is on record. Total: a step out of order moves nothing."""
    match fact:
        case SubpoenaThreatened():
            return replace(state, threatened=(*state.threatened, ref))
        case SubpoenaIssued():
            one = replace(
                _held(state, fact.subpoena, ref),
                on=on,
                returnable=fact.returnable,
                trigger=fact.trigger,
                ref=ref,
            )
        case SubpoenaServed():
            one = replace(_moved(state, fact, ref), served_on=on)
        case SubpoenaReturned(production=production):
            one = replace(_moved(state, fact, ref), production=production)
        case MotionToQuashFiled(case=case) | EnforcementSought(case=case):
            one = replace(_moved(state, fact, ref), case=case)
        case SubpoenaWithdrawn():  # pragma: no branch
            one = _moved(state, fact, ref)
    return replace(state, issued={**state.issued, fact.subpoena: one})


def _held(state: Subpoenas, name: str, ref: str) -> Subpoena:
    return state.issued.get(name) or Subpoena(subpoena=name, ref=ref)


def _moved(
    state: Subpoenas,
    fact: SubpoenaServed
    | SubpoenaReturned
    | MotionToQuashFiled
    | EnforcementSought
    | SubpoenaWithdrawn,
    ref: str,
) -> Subpoena:
    held = _held(state, fact.subpoena, ref)
    return replace(held, state=TRANSITIONS.get((held.state, type(fact)), held.state))
