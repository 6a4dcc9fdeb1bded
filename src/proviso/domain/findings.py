"""Concerns, notices, determinations and clearances, each kept apart. Not how an item is evaluated, not remedies.

Authority: 2 CFR 200.339 and 200.342 (notice and a chance to be heard before action is
final); 34 U.S.C. 10222 (notice and hearing under the JAG statute).

Theory. The evaluations of the items are kept here (see evaluations). A concern is raised and answered and never becomes a finding by itself.
A determination is proposed, noticed, heard if asked, made by one person and approved
by another, and can be withdrawn. A clearance says "no evidence now" and lasts until
the matter is reopened (see standing).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from proviso.domain import evaluations
from proviso.domain.evaluations import Evaluation, Level
from proviso.domain.facts.findings import (
    ConcernAnswered,
    ConcernRaised,
    DeterminationMade,
    DeterminationProposed,
    DeterminationWithdrawn,
    EvaluationConcurred,
    FindingFact,
    HearingHeld,
    HearingRequested,
    ItemEvaluated,
    MatterCleared,
    NoticeGiven,
    ObjectionFiled,
)
from proviso.domain.knowing import (
    ONE_NAME,
    why_not_known,
    why_not_new,
    why_not_stated,
    why_not_two,
)
from proviso.domain.letters import Letters
from proviso.domain.refusals import Refusal
from proviso.domain.responses import Responses

__all__ = [
    "Evaluation",
    "Findings",
    "Level",
    "Notice",
    "Stage",
    "after",
]  # the evaluations' words too

BOTH = "made and approved the determination"
NAME_A_LETTER = "Name a letter of this matter, or leave it empty if there was none."


class Stage(StrEnum):
    """How far a finding has come."""

    NONE = "none"
    PROPOSED = "proposed"
    MADE = "made"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Mapping[tuple[Stage, type[FindingFact]], Stage] = {
    **{(stage, DeterminationProposed): Stage.PROPOSED for stage in Stage},
    **{(stage, DeterminationMade): Stage.MADE for stage in Stage},
    **{(stage, DeterminationWithdrawn): Stage.WITHDRAWN for stage in Stage},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    concern: str
    provision: str
    limb: str
    on: date | None
    answered: bool = False
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    notice: str
    about: str
    contents: tuple[str, ...]
    on: date | None
    heard_by: date | None
    objected: bool = False
    hearing_requested: bool = False
    hearing_held: bool = False
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    told: DeterminationProposed
    on: date | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    determination: str
    outcome: str
    on: date | None
    made_by: str
    approved_by: str
    withdrawn: bool = False
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    on: date | None
    letter: str | None
    published: str | None
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    items: Mapping[str, Evaluation] = field(default_factory=dict)
    concerns: Mapping[str, Concern] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    stage: Stage = Stage.NONE
    proposed: Proposed | None = None
    determination: Determination | None = None
    clearance: Clearance | None = None


# --- decisions -------------------------------------------------------------------------------


def why_not_raise_concern(
    findings: Findings, fact: ConcernRaised, *, letters: Letters
) -> Refusal | None:
    refused = (
        why_not_new("concern", fact.concern, findings.concerns)
        or why_not_stated("concern", "provision", fact.provision)
        or why_not_stated("concern", "limb", fact.limb)
    )
    return refused or _unknown_letter(fact.letter, letters)


def why_not_answer_concern(
    findings: Findings, fact: ConcernAnswered, *, responses: Responses
) -> Refusal | None:
    cure = "Raise the concern first (raise-concern), or correct its name."
    unknown = why_not_known("concern", fact.concern, findings.concerns, cure=cure)
    if unknown or fact.response is None:
        return unknown
    known = frozenset(one.response for one in responses.received)
    cure = "Record the response first (receive-response), or leave it empty."
    return why_not_known("response", fact.response, known, cure=cure)


def why_not_give_notice(
    findings: Findings, fact: NoticeGiven, *, letters: Letters, on: date | None
) -> Refusal | None:
    refused = (
        why_not_new("notice", fact.notice, findings.notices)
        or why_not_stated("notice", "about", fact.about)
        or _unknown_letter(fact.letter, letters)
    )
    if refused or on is None or fact.heard_by is None or fact.heard_by > on:
        return refused
    return Refusal(
        code="notice.no-time",
        reason=f"The notice is dated {on} and lets nobody be heard after {fact.heard_by}.",
        cure="Give a day after the notice by which to object or ask to be heard.",
        authority="2 CFR 200.342",
    )


def _unknown_letter(letter: str | None, letters: Letters) -> Refusal | None:
    if letter is None:
        return None
    return why_not_known("letter", letter, letters.sent, cure=NAME_A_LETTER)


def why_not_file_objection(findings: Findings, fact: ObjectionFiled) -> Refusal | None:
    return _unknown_notice(findings, fact.notice)


def why_not_request_hearing(findings: Findings, fact: HearingRequested) -> Refusal | None:
    return _unknown_notice(findings, fact.notice)


def why_not_hold_hearing(findings: Findings, fact: HearingHeld) -> Refusal | None:
    return _unknown_notice(findings, fact.notice) or why_not_stated(
        "hearing", "before", fact.before
    )


def _unknown_notice(findings: Findings, notice: str) -> Refusal | None:
    cure = "Record the notice first (give-notice), or correct its name."
    return why_not_known("notice", notice, findings.notices, cure=cure)


def why_not_propose_determination(
    findings: Findings, fact: DeterminationProposed
) -> Refusal | None:
    taken = [findings.proposed.told.determination] if findings.proposed else []
    return why_not_new("determination", fact.determination, taken) or _standing(findings)


def why_not_determine(findings: Findings, fact: DeterminationMade) -> Refusal | None:
    return (
        why_not_stated("determination", "name", fact.determination)
        or why_not_stated("determination", "outcome", fact.outcome)
        or why_not_two("determination", fact.made_by, fact.approved_by, did=BOTH)
        or _standing(findings)
        or _not_as_proposed(findings, fact)
    )


def _not_as_proposed(findings: Findings, fact: DeterminationMade) -> Refusal | None:
    """While one stands proposed, that one is made; whether one was proposed at all is for the gate."""
    held = open_proposal(findings)
    if held is None or held.told.determination == fact.determination:
        return None
    return Refusal(
        code="determination.not-proposed",
        reason=f"The determination {fact.determination!r} was not proposed; {held.told.determination!r} was (see {held.ref}).",
        cure="Make it under the name that was proposed. For another one, withdraw the proposal (withdraw-determination) and propose that.",
        authority="34 U.S.C. 10222; 2 CFR 200.342: heard on what was proposed",
    )


def open_proposal(findings: Findings) -> Proposed | None:
    """The determination that stands proposed: neither made nor withdrawn."""
    return findings.proposed if findings.stage is Stage.PROPOSED else None


def _standing(findings: Findings) -> Refusal | None:
    made = findings.determination
    if made is None or made.withdrawn:
        return None
    return Refusal(
        code="determination.exists",
        reason=f"The determination {made.determination!r} stands in this matter (see {made.ref}).",
        cure="Withdraw it first (withdraw-determination), with the reason.",
        authority=ONE_NAME,
    )


def why_not_withdraw_determination(
    findings: Findings, fact: DeterminationWithdrawn
) -> Refusal | None:
    """One that is proposed can be withdrawn as well as one that is made; neither twice."""
    made, proposed = findings.determination, findings.proposed
    known = {made.determination} if made and not made.withdrawn else set()
    if proposed and findings.stage is Stage.PROPOSED:
        known.add(proposed.told.determination)
    cure = "Name the determination that is proposed or stands in this matter."
    return why_not_known("determination", fact.determination, known, cure=cure) or why_not_stated(
        "determination", "why", fact.why
    )


def why_not_clear_matter(
    findings: Findings, fact: MatterCleared, *, letters: Letters
) -> Refusal | None:
    if findings.clearance is None:
        return _unknown_letter(fact.letter, letters)
    return Refusal(
        code="clearance.exists",
        reason=f"This matter is cleared (see {findings.clearance.ref}).",
        cure="Nothing more is needed. Reopen the matter first if it was taken up again.",
        authority=ONE_NAME,
    )


# --- after -----------------------------------------------------------------------------------


def after(state: Findings, fact: FindingFact, *, on: date | None, ref: str) -> Findings:
    """The findings once `fact` is on record. Total: what acts on a thing not held is passed over."""
    match fact:
        case ItemEvaluated() | EvaluationConcurred():
            items = evaluations.after(state.items, fact, on=on, ref=ref)
            return replace(state, items=items)
        case ConcernRaised() | ConcernAnswered():
            return _doubted(state, fact, on, ref)
        case NoticeGiven():
            return _noticed(state, fact, on, ref)
        case ObjectionFiled() | HearingRequested() | HearingHeld():
            return _heard(state, fact)
        case DeterminationProposed() | DeterminationMade() | DeterminationWithdrawn():
            return _determined(state, fact, on, ref)
        case MatterCleared(letter=letter, published=published):  # pragma: no branch
            cleared = Clearance(on=on, letter=letter, published=published, ref=ref)
            return replace(state, clearance=cleared)


def _doubted(
    state: Findings, fact: ConcernRaised | ConcernAnswered, on: date | None, ref: str
) -> Findings:
    if isinstance(fact, ConcernRaised):
        concern = Concern(
            concern=fact.concern, provision=fact.provision, limb=fact.limb, on=on, ref=ref
        )
    elif fact.concern in state.concerns:
        concern = replace(state.concerns[fact.concern], answered=True)
    else:
        return state
    return replace(state, concerns={**state.concerns, fact.concern: concern})


def _noticed(state: Findings, fact: NoticeGiven, on: date | None, ref: str) -> Findings:
    notice = Notice(
        notice=fact.notice,
        about=fact.about,
        contents=fact.contents,
        on=on,
        heard_by=fact.heard_by,
        ref=ref,
    )
    return replace(state, notices={**state.notices, fact.notice: notice})


def _heard(state: Findings, fact: ObjectionFiled | HearingRequested | HearingHeld) -> Findings:
    notice = state.notices.get(fact.notice)
    if notice is None:
        return state
    match fact:
        case ObjectionFiled():
            notice = replace(notice, objected=True)
        case HearingRequested():
            notice = replace(notice, hearing_requested=True)
        case HearingHeld():  # pragma: no branch
            notice = replace(notice, hearing_held=True)
    return replace(state, notices={**state.notices, fact.notice: notice})


def _determined(
    state: Findings,
    fact: DeterminationProposed | DeterminationMade | DeterminationWithdrawn,
    on: date | None,
    ref: str,
) -> Findings:
    stage = TRANSITIONS[state.stage, type(fact)]
    match fact:
        case DeterminationProposed():
            return replace(state, stage=stage, proposed=Proposed(told=fact, on=on, ref=ref))
        case DeterminationMade():
            made = Determination(
                determination=fact.determination,
                outcome=fact.outcome,
                on=on,
                made_by=fact.made_by,
                approved_by=fact.approved_by,
                ref=ref,
            )
            return replace(state, stage=stage, determination=made)
        case DeterminationWithdrawn(determination=name):  # pragma: no branch
            held = state.determination
            gone = replace(held, withdrawn=True) if held and held.determination == name else held
            return replace(state, stage=stage, determination=gone)
