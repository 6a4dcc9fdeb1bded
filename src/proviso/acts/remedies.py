"""Acts on specific conditions, remedies, repayment and appeals."""

from proviso.acts.act import Act
from proviso.domain import appeals, remedies
from proviso.domain.binding import act_of
from proviso.domain.facts.remedies import (
    AppealDecided,
    AppealFiled,
    CureFoundImpossible,
    RemedyImposed,
    RemedyLifted,
    RemedyProposed,
    RepaymentRequired,
    SpecificConditionsImposed,
    SpecificConditionsLifted,
    SumDisallowed,
)

ACTS = (
    Act(
        name="impose-specific-conditions",
        fact=SpecificConditionsImposed,
        room="matter",
        says="Impose specific conditions: nature, reason, action needed, time allowed, how to ask again.",
        why_not=lambda see, fact: remedies.why_not_impose_specific_conditions(
            see.standing.remedies, fact
        ),
    ),
    Act(
        name="lift-specific-conditions",
        fact=SpecificConditionsLifted,
        room="matter",
        says="Lift specific conditions.",
        why_not=lambda see, fact: remedies.why_not_lift_specific_conditions(
            see.standing.remedies, fact
        ),
    ),
    Act(
        name="find-cure-impossible",
        fact=CureFoundImpossible,
        room="matter",
        says="Find, with reasons, that specific conditions cannot cure.",
        why_not=lambda see, fact: remedies.why_not_find_cure_impossible(fact),
    ),
    Act(
        name="propose-remedy",
        fact=RemedyProposed,
        room="matter",
        says="Propose a remedy: its kind, award, amount and period.",
        why_not=lambda see, fact: remedies.why_not_propose_remedy(see.standing.remedies, fact),
    ),
    Act(
        name="impose-remedy",
        fact=RemedyImposed,
        room="matter",
        says="Impose a remedy as proposed, by one person with another's approval.",
        why_not=lambda see, fact: remedies.why_not_impose_remedy(see.standing.remedies, fact),
        gate=act_of,
    ),
    Act(
        name="lift-remedy",
        fact=RemedyLifted,
        room="matter",
        says="Lift a remedy, with the reason.",
        why_not=lambda see, fact: remedies.why_not_lift_remedy(see.standing.remedies, fact),
    ),
    Act(
        name="disallow-sum",
        fact=SumDisallowed,
        room="matter",
        says="Disallow a sum spent under an award.",
        why_not=lambda see, fact: remedies.why_not_disallow_sum(fact),
    ),
    Act(
        name="require-repayment",
        fact=RepaymentRequired,
        room="matter",
        says="Require repayment of a sum, by one person with another's approval.",
        why_not=lambda see, fact: remedies.why_not_require_repayment(see.standing.remedies, fact),
        gate="require-repayment",
    ),
    Act(
        name="file-appeal",
        fact=AppealFiled,
        room="matter",
        says="Record an appeal, its route and what it is against.",
        why_not=lambda see, fact: appeals.why_not_file_appeal(see.standing.remedies.appeals, fact),
    ),
    Act(
        name="decide-appeal",
        fact=AppealDecided,
        room="matter",
        says="Record how an appeal was decided.",
        why_not=lambda see, fact: appeals.why_not_decide_appeal(
            see.standing.remedies.appeals, fact
        ),
    ),
)
