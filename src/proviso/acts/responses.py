"""Acts on what respondents send: answers, productions, withholdings, local policies. An answer meets the letter's clock."""

from proviso.acts.act import Act, Sight
from proviso.domain import responses
from proviso.domain.clocks import Stage
from proviso.domain.facts import Fact
from proviso.domain.facts.clocks import ClockMet
from proviso.domain.facts.responses import (
    PolicyNoted,
    ProductionReceived,
    ResponseReceived,
    WithholdingChallenged,
    WithholdingClaimed,
    WithholdingRuled,
)
from proviso.domain.refusals import Refusal


def _why_not_receive(see: Sight, fact: ResponseReceived) -> Refusal | None:
    stands = see.standing
    return responses.why_not_receive_response(stands.responses, fact, letters=stands.letters)


def _meet_its_clock(see: Sight, fact: ResponseReceived) -> tuple[Fact, ...]:
    """Each open clock of the letter that runs against the respondent, where the day is known."""
    if see.on is None or fact.letter is None:
        return ()
    return tuple(
        ClockMet(clock=name, met=see.on)
        for name, one in see.standing.clocks.named.items()
        if one.letter == fact.letter
        and one.runs_against == "respondent"
        and one.stage is not Stage.MET
    )


ACTS = (
    Act(
        name="receive-response",
        fact=ResponseReceived,
        room="matter",
        says="Record that an answer arrived; it meets the clock of the letter it answers.",
        why_not=_why_not_receive,
        then=_meet_its_clock,
    ),
    Act(
        name="receive-production",
        fact=ProductionReceived,
        room="matter",
        says="Record a numbered volume of documents.",
        why_not=lambda see, fact: responses.why_not_receive_production(
            see.standing.responses, fact
        ),
    ),
    Act(
        name="claim-withholding",
        fact=WithholdingClaimed,
        room="matter",
        says="Record that the respondent keeps something back, and on which basis.",
        why_not=lambda see, fact: responses.why_not_claim_withholding(see.standing.responses, fact),
    ),
    Act(
        name="challenge-withholding",
        fact=WithholdingChallenged,
        room="matter",
        says="Record that a withholding was challenged.",
        why_not=lambda see, fact: responses.why_not_challenge_withholding(
            see.standing.responses, fact
        ),
    ),
    Act(
        name="rule-withholding",
        fact=WithholdingRuled,
        room="matter",
        says="Record that a withholding was upheld or overruled.",
        why_not=lambda see, fact: responses.why_not_rule_withholding(see.standing.responses, fact),
    ),
    Act(
        name="note-policy",
        fact=PolicyNoted,
        room="matter",
        says="Note a provision of local law or policy in force from a day.",
        why_not=lambda see, fact: responses.why_not_note_policy(
            see.standing.responses, fact, on=see.on
        ),
    ),
)
