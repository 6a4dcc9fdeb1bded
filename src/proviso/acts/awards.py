"""Acts on awards: made, accepted, their conditions and their money."""

from proviso.acts.act import Act
from proviso.domain import programmes
from proviso.domain.facts.programmes import (
    AwardAccepted,
    AwardMade,
    ConditionAttached,
    ConditionRemoved,
    MoneyNoted,
)

ACTS = (
    Act(
        name="make-award",
        fact=AwardMade,
        room="award",
        says="Record an award: one number, one fiscal year, one recipient.",
        why_not=lambda see, fact: programmes.why_not_make_award(see.award, fact),
        opens=True,
    ),
    Act(
        name="attach-condition",
        fact=ConditionAttached,
        room="award",
        says="Record that a condition is a term of an award.",
        why_not=lambda see, fact: programmes.why_not_attach_condition(see.award, fact),
    ),
    Act(
        name="remove-condition",
        fact=ConditionRemoved,
        room="award",
        says="Record that a condition was taken out of an award.",
        why_not=lambda see, fact: programmes.why_not_remove_condition(see.award, fact),
    ),
    Act(
        name="accept-award",
        fact=AwardAccepted,
        room="award",
        says="Record that the recipient accepted an award.",
        why_not=lambda see, fact: programmes.why_not_accept_award(see.award, fact),
    ),
    Act(
        name="note-money",
        fact=MoneyNoted,
        room="award",
        says="Note a dated sum of an award: awarded, drawn, withheld, frozen, released and so on.",
        why_not=lambda see, fact: programmes.why_not_note_money(see.award, fact),
    ),
)
