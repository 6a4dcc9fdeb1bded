"""Acts on evaluations, concerns, notices, hearings, determinations and clearances."""

from proviso.acts.act import Act, Sight
from proviso.domain import evaluations, findings
from proviso.domain.facts.findings import (
    ConcernAnswered,
    ConcernRaised,
    DeterminationMade,
    DeterminationProposed,
    DeterminationWithdrawn,
    EvaluationConcurred,
    HearingHeld,
    HearingRequested,
    ItemEvaluated,
    MatterCleared,
    NoticeGiven,
    ObjectionFiled,
)
from proviso.domain.refusals import Refusal


def _why_not_raise(see: Sight, fact: ConcernRaised) -> Refusal | None:
    stands = see.standing
    return findings.why_not_raise_concern(stands.findings, fact, letters=stands.letters)


def _why_not_answer(see: Sight, fact: ConcernAnswered) -> Refusal | None:
    stands = see.standing
    return findings.why_not_answer_concern(stands.findings, fact, responses=stands.responses)


def _why_not_give_notice(see: Sight, fact: NoticeGiven) -> Refusal | None:
    stands = see.standing
    return findings.why_not_give_notice(stands.findings, fact, letters=stands.letters, on=see.on)


def _why_not_clear(see: Sight, fact: MatterCleared) -> Refusal | None:
    stands = see.standing
    return findings.why_not_clear_matter(stands.findings, fact, letters=stands.letters)


ACTS = (
    Act(
        name="evaluate-item",
        fact=ItemEvaluated,
        room="matter",
        says="Evaluate one item: absent, arrived, readable or sufficient, with what was read.",
        why_not=lambda see, fact: evaluations.why_not_evaluate_item(fact, review=see.review),
    ),
    Act(
        name="concur-evaluation",
        fact=EvaluationConcurred,
        room="matter",
        says="Concur, as the second reviewer, with an evaluation.",
        why_not=lambda see, fact: evaluations.why_not_concur_evaluation(
            see.standing.findings.items, fact
        ),
    ),
    Act(
        name="raise-concern",
        fact=ConcernRaised,
        room="matter",
        says="Raise a preliminary doubt about a provision; it is no finding.",
        why_not=_why_not_raise,
    ),
    Act(
        name="answer-concern",
        fact=ConcernAnswered,
        room="matter",
        says="Record the answer to a concern.",
        why_not=_why_not_answer,
    ),
    Act(
        name="give-notice",
        fact=NoticeGiven,
        room="matter",
        says="Give notice of a proposed determination or remedy, and of how to be heard.",
        why_not=_why_not_give_notice,
    ),
    Act(
        name="file-objection",
        fact=ObjectionFiled,
        room="matter",
        says="Record the respondent's objection to what a notice proposes.",
        why_not=lambda see, fact: findings.why_not_file_objection(see.standing.findings, fact),
    ),
    Act(
        name="request-hearing",
        fact=HearingRequested,
        room="matter",
        says="Record that the respondent asked to be heard.",
        why_not=lambda see, fact: findings.why_not_request_hearing(see.standing.findings, fact),
    ),
    Act(
        name="hold-hearing",
        fact=HearingHeld,
        room="matter",
        says="Record that a hearing was held, and before whom.",
        why_not=lambda see, fact: findings.why_not_hold_hearing(see.standing.findings, fact),
    ),
    Act(
        name="propose-determination",
        fact=DeterminationProposed,
        room="matter",
        says="Propose a determination.",
        why_not=lambda see, fact: findings.why_not_propose_determination(
            see.standing.findings, fact
        ),
        gate="propose-determination",
    ),
    Act(
        name="determine",
        fact=DeterminationMade,
        room="matter",
        says="Make a determination: the agency's final finding, by one person with another's approval.",
        why_not=lambda see, fact: findings.why_not_determine(see.standing.findings, fact),
        gate="determine",
    ),
    Act(
        name="withdraw-determination",
        fact=DeterminationWithdrawn,
        room="matter",
        says="Withdraw a determination, with the reason.",
        why_not=lambda see, fact: findings.why_not_withdraw_determination(
            see.standing.findings, fact
        ),
    ),
    Act(
        name="clear-matter",
        fact=MatterCleared,
        room="matter",
        says="Record a clearance: no evidence of non-compliance now; the duty continues.",
        why_not=_why_not_clear,
    ),
)
